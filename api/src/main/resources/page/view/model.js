// One model: its price and why, its history, its week, the same model elsewhere, a quote.

import { ago, button, copy, fill, h, say, section, time } from "../dom.js";
import { call, onKey, watch } from "../api.js";
import { count, day } from "../format.js";
import { ABILITIES, PRICE_STATES } from "../words.js";
import { USAGE, elsewhere, elsewhereSection, quoteLines, quotes, retry, usageOf } from "./elsewhere.js";
import { historyTable, importedTable, life, take, why } from "./facts.js";
import { address, modelPath } from "../route.js";
import { onChange } from "../source.js";
import { chart, steps, words } from "../chart.js";
import { priceList } from "./pricelist.js";
import { week, zones } from "../week.js";

const DAY = 86_400_000;
const SHORTEST = 600_000;
const RANGES = { "180d": ["180 days", 180 * DAY], "1y": ["1 year", 365 * DAY], all: ["all", null] };
const PAGE = 1000;
const AGAIN = 60;

/** Opens the view. */
export function open(page) {
  return new Model(page);
}

class Model {
  constructor(page) {
    Object.assign(this, { page, provider: page.route.provider, id: page.route.model, query: page.route.query });
    this.title = `${this.id} at ${this.provider}`;
    this.heading = h("h1", { tabindex: "-1" }, this.id);
    this.soft = h("p", { class: "soft" }, "Loading");
    this.notes = h("div");
    this.parts = { price: h("div"), week: h("div"), history: h("div"), why: h("div"), life: h("div"), take: h("div"), quote: h("div") };
    this.other = elsewhereSection(usageOf(this.query), (usage) => this.use(usage));
    const copyId = button("Copy id", () => copy(this.id, copyId), { class: "plain" });
    const exact = h("input", { type: "checkbox", change: () => this.setExact(exact.checked) });
    this.exactBox = h("label", { class: "small soft end" }, exact, " Exact, per token");
    this.node = h(
      "div",
      {},
      h("p", { class: "small soft" }, h("a", { href: "/" }, "Models"), " / ", h("a", { href: address("models", {}, { provider: this.provider }) }, this.provider)),
      h("div", { class: "head" }, this.heading, h("span", { class: "mono soft" }, this.id), copyId),
      this.soft,
      this.notes,
      h(
        "div",
        { class: "cols" },
        h("div", {}, this.parts.price, this.parts.week, this.parts.history),
        h("aside", { "aria-label": "About this price" }, this.parts.why, this.parts.life, this.parts.take),
      ),
      this.other.node,
      this.parts.quote,
    );
    onChange((change) => this.told(change), page.signal);
    onKey(() => this.model && this.show(), page.signal);
    watch(() => this.load(), 0, page.signal, (error) => this.failed(error));
    const minute = setInterval(() => this.model && this.showPrice(), AGAIN * 1000);
    page.signal.addEventListener("abort", () => clearInterval(minute));
  }

  async load() {
    const path = modelPath("models", this.provider, this.id);
    [this.model, this.history, this.references] = await Promise.all([call(path, { bearer: "" }), this.readHistory(), this.readReferences()]);
    this.show();
    await this.ask();
  }

  async readHistory() {
    const { data, imported } = await call(`${modelPath("prices", this.provider, this.id)}/history?limit=${PAGE}`, { bearer: "" });
    this.imported = imported ?? [];
    return data;
  }

  /** What independent feeds say; null when that cannot be read, since the price stands without it. */
  async readReferences() {
    try {
      return (await call(`${modelPath("prices", this.provider, this.id)}/references`, { bearer: "" })).data;
    } catch (error) {
      return error.status === 0 ? Promise.reject(error) : null;
    }
  }

  failed(error) {
    say(this.soft, error.status === 404 ? "There is no such model." : error.message);
    this.notes.replaceChildren(
      h("p", {}, error.status === 404 ? error.message : ""),
      h("p", {}, h("a", { href: address("models", {}, { q: this.id.split("/").at(-1) }) }, "Search for it")),
    );
    this.node.querySelectorAll(".cols, section").forEach((part) => part.remove());
  }

  /** Something happened in the catalog: only what is this model's is read again. */
  told(change) {
    if (change === null || (change.provider_slug === this.provider && change.provider_model_id === this.id)) {
      watch(() => this.load(), 0, this.page.signal, () => {});
    }
  }

  show() {
    const { model } = this;
    say(this.heading, model.name);
    this.page.title((this.title = `${model.name} at ${this.provider}`));
    const can = Object.entries(ABILITIES).filter(([name]) => model.capabilities[name]).map(([, word]) => word);
    const facts = [
      model.kind && model.kind[0].toUpperCase() + model.kind.slice(1),
      model.context_length && `${count(model.context_length)} tokens of context`,
      model.max_output_tokens && `${count(model.max_output_tokens)} out`,
      can.join(", "),
      model.modality,
    ].filter(Boolean);
    const seen = model.is_active
      ? h("span", { class: "good" }, "listed ", ago(model.last_seen_at, ""))
      : h("span", { class: "warn" }, "not listed since ", time(model.last_seen_at ?? model.updated_at, day(model.last_seen_at ?? model.updated_at)));
    fill(this.soft, [facts.join(" · "), facts.length > 0 ? " · " : "", seen]);
    this.heading.classList.toggle("gone-name", !model.is_active);
    this.showNotes();
    this.showPrice();
    this.showHistory();
    this.parts.why.replaceChildren(why(model, this.references));
    this.parts.life.replaceChildren(life(model, this.history));
    this.parts.take.replaceChildren(take(model, this.history));
  }

  showNotes() {
    const { pricing } = this.model;
    const notes = [];
    if (pricing.complete === false) {
      notes.push(h("div", { class: "note" }, h("b", {}, "Incomplete"), ": the price may be higher. These terms of the list are not read: ",
        (pricing.unread ?? []).map((path, index) => [index > 0 ? ", " : "", h("span", { class: "mono" }, path)])));
    }
    if (pricing.pinned) {
      const { by, note, since, provider_says: says } = pricing.pinned;
      notes.push(h("div", { class: "note" }, h("a", { href: address("decisions", {}, { show: "pins" }) }, "Pinned"), ` by ${by} since `, time(since),
        note ? `: ${note}.` : ".", says ? ` The provider says ${words({ pricing: says })}.` : ""));
    }
    this.notes.replaceChildren(...notes);
  }

  setExact(exact) {
    this.exact = exact;
    this.showPrice();
    this.showElsewhere();
  }

  showPrice() {
    const { pricing } = this.model;
    const state = PRICE_STATES[pricing.state] ?? pricing.state;
    const content = pricing.components.length === 0
      ? h("p", { class: pricing.state === "free" ? "good" : "soft" }, `The price is ${state}.`)
      : priceList(pricing.components, { exact: this.exact });
    const said = this.exact ? "USD per token" : "USD per million tokens";
    this.parts.price.replaceChildren(section("s-price", "Price", [h("span", { class: "small soft" }, said), this.exactBox], content));
    const drawn = week(pricing.components, { own: this.own, exact: this.exact });
    if (!drawn) {
      this.parts.week.replaceChildren();
      return;
    }
    const own = button(this.own ? "show in UTC" : "show in my time", () => {
      this.own = !this.own;
      this.showPrice();
    }, { class: "plain" });
    const head = h("span", { class: "small soft" }, this.own ? "your time · " : "UTC · ", own);
    const stated = zones(pricing.components);
    this.parts.week.replaceChildren(
      section("s-week", "Input price over a week", head,
        h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Week of prices" }, drawn.table),
        h("p", { class: "small soft" }, drawn.sentence, stated.length > 0 ? ` The list states ${stated.join("; ")}.` : "")),
    );
  }

  get range() {
    return RANGES[this.query.range] ? this.query.range : "180d";
  }

  async showHistory() {
    const until = Date.now();
    const oldest = Math.min(until - SHORTEST, ...this.history.map((row) => Date.parse(row.valid_from)));
    const from = RANGES[this.range][1] ? Math.max(until - RANGES[this.range][1], oldest - (until - oldest) * 0.02) : oldest - (until - oldest) * 0.02;
    const links = Object.entries(RANGES).map(([key, [name]]) =>
      h("a", { href: address("model", this.page.route, { ...this.query, range: key === "180d" ? null : key }), "aria-current": key === this.range ? "true" : false }, name));
    const asTable = button(this.tabular ? "as a chart" : "as a table", () => {
      this.tabular = !this.tabular;
      this.showHistory();
    }, { class: "plain" });
    const head = h("span", { class: "small soft range" }, links.flatMap((link) => [link, " · "]), asTable);
    const rows = steps(this.history, from);
    const content = this.tabular
      ? [historyTable(rows), this.imported.length > 0 && importedTable(this.imported)]
      : await chart(this.history, { from, until, held: await this.held(from), label: "Price history, USD per million tokens", signal: this.page.signal });
    if (!this.page.signal.aborted) {
      this.parts.history.replaceChildren(section("s-history", "History", head, content));
    }
  }

  /** Prices that were held and not served, within the time shown. */
  async held(from) {
    try {
      const path = `/changes?type=price.held&provider=${encodeURIComponent(this.provider)}&model=${encodeURIComponent(this.id)}&limit=100`;
      const { data } = await call(path, { bearer: "" });
      return data.filter(({ at }) => Date.parse(at) >= from).map(({ at, after }) => ({ at, words: `held: ${words({ pricing: { state: "unknown", prompt: null, completion: null, ...after } })}` }));
    } catch {
      // Marks are an extra of the chart; the table of decisions has them too.
      return [];
    }
  }

  async ask() {
    const asked = usageOf(this.query);
    try {
      this.found = await quotes(this.model, asked);
      this.showElsewhere();
    } catch (error) {
      if (error.status === 0) {
        throw error;
      }
      this.other.content.replaceChildren(retry(() => this.ask()), h("p", { class: "small soft" }, error.message));
    }
  }

  showElsewhere() {
    if (!this.found) {
      return;
    }
    this.other.content.replaceChildren(elsewhere(this.found, this.model, this.exact));
    const own = this.found.find(({ model }) => model.provider_slug === this.provider && model.provider_model_id === this.id);
    this.parts.quote.replaceChildren(...(own ? [section("s-quote", "Quote", h("span", { class: "small soft" }, "for the usage above, at this provider"), quoteLines(own.quote, this.exact))] : []));
  }

  /** Another usage: it goes into the address, and is asked for. */
  use(part) {
    const usage = { ...usageOf(this.query), ...part };
    const set = Object.fromEntries(Object.entries(usage).map(([name, value]) => [name, value === USAGE[name] ? null : value]));
    this.page.go(address("model", this.page.route, { ...this.query, ...set }), { replace: true });
  }

  update(route) {
    const before = this.query;
    this.query = route.query;
    this.page.route = route;
    if (!this.model) {
      return;
    }
    if (before.range !== this.query.range) {
      this.showHistory();
    }
    watch(() => this.ask(), 0, this.page.signal);
  }
}
