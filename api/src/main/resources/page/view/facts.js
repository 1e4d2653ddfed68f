// What stands beside a price: why it is that, the model's life, ways to take it along, the history as a table.

import { ago, button, copy, h, save, say, scroll, section, table, time } from "../dom.js";
import { bytes, call, mayOperate } from "../api.js";
import { day, perMillion, percent, ratio, span } from "../format.js";
import { LINES, amount, move, quoted, source } from "../words.js";
import { modelPath } from "../route.js";

const definitions = (facts) =>
  h("dl", { class: "facts" }, facts.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

const AGREEMENTS = { agree: ["agrees", "good"], differ: ["says", "warn"], incomparable: ["says", "soft"] };

/** Who but its own source tells a price, and whether it is the same. */
function others(told, origin) {
  const own = origin?.startsWith("reference:") ? origin.split(":")[1].split("+").map((name) => name.split("/")[0]) : [];
  const rest = told?.filter(({ feed }) => !own.includes(feed));
  if (!rest || rest.length === 0) {
    return rest && h("span", { class: "soft" }, "nobody else");
  }
  return rest.map(({ feed, agreement, prompt, completion, read_at: at }) => {
    const [word, tone] = AGREEMENTS[agreement];
    const said = [prompt && `in ${perMillion(prompt)}`, completion && `out ${perMillion(completion)}`].filter(Boolean).join(", ") || "another unit";
    return h("div", {}, source(`reference:${feed}`), " ", h("span", { class: tone }, agreement === "agree" ? word : `${word} ${said}`), at ? h("span", { class: "soft" }, ", ", ago(at)) : "");
  });
}

/** Who told the price, in which words, and where that stands. */
export function why(model, references) {
  const origin = model.price_provenance ?? {};
  const lines = model.pricing.components.filter((one) => one.pointer);
  const line = lines.find((one) => Object.keys(one.condition ?? {}).length === 0) ?? lines[0] ?? {};
  const sha = origin.snapshot_sha256;
  const body = button("raw list", async () => {
    try {
      save(await bytes(`/admin/snapshots/${sha}`), `${model.provider_slug}-${sha.slice(0, 12)}`);
    } catch (error) {
      say(body, error.message);
    }
  }, { class: "plain" });
  return section("s-why", "Why this price", null, definitions([
    ["Source", source(origin.source)],
    ["Says", line.raw && h("span", { class: "mono" }, `"${line.pointer.split("/").at(-1)}": "${line.raw}"`)],
    ["Unit", line.quoted_unit && quoted(line.quoted_unit)],
    ["Where", line.pointer && h("span", { class: "mono" }, line.pointer)],
    ["Basis", origin.basis?.replaceAll("_", " ")],
    ["Since", origin.valid_from && time(origin.valid_from)],
    ["Last seen", ago(model.last_seen_at)],
    ["Others say", others(references, origin.source)],
    ["Body", sha && [mayOperate() ? body : "raw list, with an operator’s key", h("span", { class: "mono" }, ` sha256 ${sha.slice(0, 4)}…${sha.slice(-2)}`)]],
  ]));
}

const baseLines = ({ components }) => components.filter((line) => Object.keys(line.condition ?? {}).length === 0);

/** The lines that a change moved, each with its unit and how far: "In 0.30 → 0.25 per million tokens, −17 %". */
function lastMove({ previous, pricing }) {
  const before = previous ? baseLines(previous) : [];
  return baseLines(pricing).flatMap((line) => {
    const old = before.find(({ kind, unit }) => kind === line.kind && unit === line.unit);
    if (!old || old.usd === line.usd) {
      return [];
    }
    const isSmall = line.unit === "token" || line.unit === "character";
    const moved = isSmall ? `${move(old.usd, line.usd)} per million ${line.unit}s` : `${old.usd} → ${amount(line.usd, line.unit)}`;
    return [`${LINES[line.kind] ?? line.kind} ${moved}, ${percent(ratio(old.usd, line.usd))}`];
  });
}

/** When it came, last changed, and goes. */
export function life(model, history) {
  const change = history[0];
  const moved = change ? lastMove(change) : [];
  const retires = model.retires_at ?? model.deprecated_at;
  const ahead = retires ? Date.parse(retires) - Date.now() : 0;
  return section("s-life", "Life", null, definitions([
    ["First seen", model.created_at && time(model.created_at, day(model.created_at))],
    ["Last change", change && [time(change.valid_from, day(change.valid_from)), moved.length > 0 ? moved.map((line) => h("div", {}, line)) : `, ${change.change_kind}`]],
    ["Retires", retires
      ? h("span", { class: "warn" }, time(retires, day(retires)), ahead > 0 ? `, in ${span(ahead)}` : "")
      : h("span", { class: "soft" }, "nobody has said")],
    ["Replaced by", model.replacement ?? model.replaced_by],
  ]));
}

/** Links and files. */
export function take(model, history) {
  const { provider_slug: provider, provider_model_id: id } = model;
  const link = button("Copy link", () => copy(location.href, link), { class: "plain" });
  const line = (row) => [row.valid_from, row.change_kind, row.pricing.state, row.pricing.prompt ?? "", row.pricing.completion ?? ""].join(",") + "\n";
  const csv = ["valid_from,change_kind,state,input_usd,output_usd\n", ...history.map(line)];
  const file = button("History as CSV", () => save(new Blob(csv, { type: "text/csv" }), "history.csv"), { class: "plain" });
  const entry = button("LiteLLM entry", async () => {
    const all = await call("/exports/litellm", { bearer: "" });
    const name = [`${provider}/${id}`, id].find((key) => all[key]);
    if (name) {
      copy(JSON.stringify({ [name]: all[name] }, null, 2), entry);
    } else {
      say(entry, "LiteLLM’s format cannot say this price");
    }
  }, { class: "plain" });
  const json = h("a", { href: modelPath("models", provider, id), target: "_blank", rel: "noopener" }, "JSON");
  return section("s-take", "Take it with you", null, h("p", { class: "take" }, link, json, entry, file));
}

/** The steps of a history as rows, newest first. */
export function historyTable(rows) {
  const number = (name) => h("th", { scope: "col", class: "num" }, name);
  const { node, body } = table("Price history", ["Since", "What", number("In"), number("Out"), number("Change"), "By"]);
  const price = (row, field, name) => {
    const usd = row.pricing[field];
    return h("td", { class: usd ? "num" : "num faint", "data-n": name, title: usd ?? false }, usd ? perMillion(usd) : row.pricing.state);
  };
  for (const row of rows.slice().reverse()) {
    const change = ["prompt", "completion"].map((field) => percent(ratio(row.previous?.[field], row.pricing[field]))).find(Boolean) ?? "";
    body.append(h("tr", {}, h("th", { scope: "row" }, time(row.valid_from)), h("td", {}, row.change_kind ?? ""), price(row, "prompt", "in"),
      price(row, "completion", "out"), h("td", { class: "num" }, change), h("td", { class: "soft line" }, source(row.provenance?.recorded_by))));
  }
  return scroll("Price history", node);
}

/** What the old system said before the first row, newest first; nothing is priced by it. */
export function importedTable(rows) {
  const number = (name) => h("th", { scope: "col", class: "num" }, name);
  const { node, body } = table("Prices of the old system", ["Old system said", number("In"), number("Out"), "Source"]);
  const price = (usd, name) => h("td", { class: usd ? "num" : "num faint", "data-n": name, title: usd ?? false }, usd ? perMillion(usd) : "unknown");
  for (const row of rows) {
    body.append(h("tr", {}, h("th", { scope: "row" }, time(row.told_at)), price(row.prompt, "in"), price(row.completion, "out"),
      h("td", { class: "soft line" }, row.source ?? "")));
  }
  return scroll("Prices of the old system", node);
}
