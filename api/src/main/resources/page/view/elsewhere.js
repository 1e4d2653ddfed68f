// The same model at every provider, for a usage that the reader sets, and this model's quote line by line.

import { button, h, scroll, section, table } from "../dom.js";
import { LINES, amount, condition } from "../words.js";
import { aligned, count, money, perMillion, percent, ratio } from "../format.js";
import { send, call } from "../api.js";
import { address, query } from "../route.js";

export const USAGE = { in: 100_000, cached: 0, out: 10_000 };
const MOST = 200;

/** The usage of an address. */
export function usageOf(asked) {
  return Object.fromEntries(Object.entries(USAGE).map(([name, usual]) => [name, /^\d{1,12}$/.test(asked[name] ?? "") ? Number(asked[name]) : usual]));
}

/** The offerings of a model and what each would cost: complete totals first, cheapest first, those without a price last. */
export async function quotes(model, usage) {
  const { data } = await call("/models" + query({ model_id: model.id, limit: MOST }), { bearer: "" });
  const others = data.length > 0 ? data : [model];
  const usages = others.map((one) => ({
    provider: one.provider_slug,
    model: one.provider_model_id,
    input_tokens: usage.in,
    output_tokens: usage.out,
    ...(usage.cached > 0 ? { cache_read_tokens: usage.cached } : {}),
  }));
  const { results } = await send("/quotes", { usages });
  return results.map((quote, index) => ({ model: others[index], quote })).sort((a, b) => rank(a.quote) - rank(b.quote) || total(a.quote) - total(b.quote));
}

const isPriced = (quote) => quote.total_usd !== undefined && quote.total_usd !== null;
const rank = (quote) => (isPriced(quote) ? (quote.complete === false ? 1 : 0) : 2);
const total = (quote) => (isPriced(quote) ? Number(quote.total_usd) : 0);

/** What a quote's line cost, as text. */
export const cost = (quote) => (isPriced(quote) ? (quote.complete === false ? "≥ " : "") + money(quote.total_usd) : "no price");

function remark(quote, isThis) {
  if (!isPriced(quote)) {
    return quote.detail ?? quote.title ?? "";
  }
  const conditions = [...new Set((quote.lines ?? []).map((line) => condition(line.condition ?? {})).filter(Boolean))];
  const said = [isThis && "this one", ...conditions, quote.complete === false && "incomplete: a term of the price is not read"];
  return said.filter(Boolean).join(", ");
}

const unit = (pricing, field) => (pricing[field] === null || pricing[field] === undefined ? "–" : aligned(perMillion(pricing[field])));

const isSame = (one, other) => one.provider_slug === other.provider_slug && one.provider_model_id === other.provider_model_id;

/** How much more or less than at the provider of the page; empty where one of them is not wholly known. */
function than(quote, own) {
  const known = [quote, own].every((one) => one && isPriced(one) && one.complete !== false);
  return known && quote !== own ? percent(ratio(own.total_usd, quote.total_usd)) : "";
}

function row({ model, quote }, self, own, exact) {
  const isThis = isSame(model, self);
  const route = { provider: model.provider_slug, model: model.provider_model_id };
  const price = (field, name) => {
    const usd = model.pricing[field];
    return h("td", { class: usd ? "num" : "num faint", "data-n": name, title: usd ? `${usd} USD per token` : false }, exact && usd ? usd : unit(model.pricing, field));
  };
  return h(
    "tr",
    { class: isThis ? "at" : false },
    h("th", { scope: "row" }, h("a", { href: address("model", route, {}) }, model.provider_slug)),
    h("td", { class: "mono soft cut drop2 line" }, model.provider_model_id),
    price("prompt", "in"),
    price("completion", "out"),
    price("cache_read", "cached"),
    h("td", { class: isPriced(quote) ? "num fill" : "num faint fill" }, isPriced(quote) ? h("b", {}, cost(quote)) : cost(quote)),
    h("td", { class: "num", "data-n": "than here" }, than(quote, own)),
    h("td", { class: quote.complete === false ? "line warn wrap" : "line soft wrap" }, remark(quote, isThis)),
  );
}

/** Fields for the usage; {@code change} gets the whole of it. */
export function usageFields(usage, change) {
  const names = { in: "Tokens in", cached: "of them cached", out: "Tokens out" };
  const fields = Object.entries(names).map(([name, label]) => {
    const field = h("input", { inputmode: "numeric", value: count(usage[name]) });
    field.addEventListener("change", () => {
      const value = field.value.replace(/[,\s]/g, "");
      const isNumber = /^\d{1,12}$/.test(value);
      field.setAttribute("aria-invalid", String(!isNumber));
      if (isNumber) {
        change({ [name]: Number(value) });
      }
    });
    return h("label", {}, label, field);
  });
  return h("div", { class: "usage" }, fields);
}

/** The table of all offerings. */
export function elsewhere(found, self, exact) {
  const heads = ["Provider", h("th", { scope: "col", class: "drop2" }, "Id"), ...["In", "Out", "Cached"].map((name) => h("th", { scope: "col", class: "num" }, name)),
    h("th", { scope: "col", class: "num", "aria-sort": "ascending" }, "USD ↑"), h("th", { scope: "col", class: "num" }, "Than here"), h("th", { scope: "col" }, h("span", { class: "sr" }, "Remark"))];
  const { node, body } = table("The same model at other providers, cheapest first", heads);
  const own = found.find(({ model }) => isSame(model, self))?.quote;
  body.append(...found.map((one) => row(one, self, own, exact)));
  return scroll("The same model elsewhere", node);
}

/** This model's quote with its lines. */
export function quoteLines(quote, exact) {
  if (!isPriced(quote)) {
    return h("p", { class: "soft" }, `No price: ${quote.detail ?? quote.title ?? "unknown"}`);
  }
  const { node, body } = table("Lines of the quote", ["Line", ...["Quantity", "Unit price", "USD"].map((name) => h("th", { scope: "col", class: "num" }, name)), "When"]);
  body.append(
    ...quote.lines.map((line) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, LINES[line.kind] ?? line.kind),
        h("td", { class: "num", "data-n": "quantity" }, count(line.quantity)),
        h("td", { class: "num", "data-n": "at" }, amount(line.unit_price_usd, line.unit, exact)),
        h("td", { class: "num fill" }, money(line.cost_usd)),
        h("td", { class: "soft line wrap" }, [condition(line.condition ?? {}), line.note].filter(Boolean).join("; ")),
      )),
    h("tr", {}, h("th", { scope: "row" }, "Total"), h("td"), h("td"), h("td", { class: "num fill" }, h("b", {}, cost(quote))), h("td")),
  );
  const warnings = (quote.warnings ?? []).map((warning) => h("p", { class: "warn small" }, typeof warning === "string" ? warning : warning.message ?? JSON.stringify(warning)));
  return [scroll("Quote", node), warnings];
}

/** The section with the fields, filled by {@code show}. */
export function elsewhereSection(usage, change) {
  const content = h("div", { "aria-live": "polite" }, h("p", { class: "soft" }, "Asking for prices …"));
  const head = h("span", { class: "small soft" }, "cheapest first, standard service, now");
  const node = section("s-elsewhere", "The same model elsewhere, for your usage", head, usageFields(usage, change), content);
  return { node, content };
}

export const retry = (again) => h("p", {}, "The prices could not be asked for. ", button("Try again", again, { class: "plain" }));
