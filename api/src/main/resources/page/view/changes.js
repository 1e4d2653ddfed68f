// What changed: the stream with filters, the widest price moves of a time, and an index of prices over time.

import { button, choice, fill, h, keyed, num, say, scroll, table, time } from "../dom.js";
import { call, watch } from "../api.js";
import { count, percent, ratio, recent } from "../format.js";
import { event as eventWords, eventTypes, shownPrice } from "../words.js";
import { address, query } from "../route.js";
import { load, onChange } from "../source.js";
import { indexView } from "./index.js";

const PAGE = 200;
const MOST = 20_000;
const DAY = 86_400_000;
const WINDOWS = { "1d": ["a day", 1], "7d": ["a week", 7], "30d": ["a month", 30] };
const TABS = { "": "Stream", moves: "Price moves", index: "Index" };
const SHOWN = 500;

/** Opens the view. */
export function open(page) {
  return new Changes(page);
}

const asked = (values) => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    [value].flat().filter((one) => one !== undefined && one !== null && one !== "").forEach((one) => given.append(name, one));
  }
  return `/changes?${given}`;
};

class Changes {
  constructor(page) {
    this.page = page;
    this.query = page.route.query;
    this.title = "Changes";
    this.events = [];
    this.waiting = [];
    this.tabs = h("div", { class: "head tabs" });
    this.tools = h("form", { class: "tools", submit: (event) => event.preventDefault() });
    this.told = h("p", { class: "small soft", role: "status" });
    this.pending = button("", () => this.take(), { class: "plain", hidden: true });
    this.place = h("div");
    this.node = h("div", {}, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, "Changes")), this.tabs, this.tools, this.told, this.pending, this.place);
    onChange((change) => this.tellOf(change), page.signal);
    this.show();
  }

  show() {
    this.stop?.abort();
    this.stop = new AbortController();
    this.page.signal.addEventListener("abort", () => this.stop.abort());
    const tab = this.query.show ?? "";
    this.tabs.replaceChildren(...Object.entries(TABS).map(([key, name]) =>
      h("a", { href: address("changes", {}, { ...this.query, show: key }), "aria-current": key === tab ? "page" : false }, name)));
    this.showTools(tab);
    this.pending.hidden = true;
    say(this.told, "Loading");
    const failed = (error) => say(this.told, error.message);
    if (tab === "index") {
      watch(async () => this.place.replaceChildren(await indexView(this.told, this.stop.signal)), 0, this.stop.signal, failed);
      return;
    }
    watch(() => (tab === "moves" ? this.readMoves() : this.readStream()), 0, this.stop.signal, failed);
  }

  showTools(tab) {
    const set = (name) => (value) => this.page.go(address("changes", {}, { ...this.query, [name]: value }));
    const slugs = async () => (await load()).providers.slice().sort();
    const provider = choice("Provider", [["", "All providers"], ...(this.query.provider ? [[this.query.provider, this.query.provider]] : [])], this.query.provider, set("provider"), "c-provider");
    slugs().then((all) => provider[1].append(...all.filter((slug) => slug !== this.query.provider).map((slug) => h("option", { value: slug }, slug))), () => {});
    const model = h("input", { type: "search", id: "q", placeholder: "Id of a model", value: this.query.model ?? "", change: () => set("model")(model.value.trim()) });
    const types = tab === "moves" ? [] : choice("Type", [["", "All changes"], ...eventTypes.map((type) => [type, eventWords(type)])], this.query.type, set("type"), "c-type");
    const windows = choice("Time", Object.entries(WINDOWS).map(([key, [words]]) => [key, `Of ${words}`]), this.query.window ?? "7d", (value) => set("window")(value === "7d" ? null : value), "c-window", "7d");
    this.tools.replaceChildren(...(tab === "index" ? [] : [...provider, h("label", { class: "sr", for: "q" }, "Model"), model, ...types, ...windows]));
  }

  get since() {
    return Date.now() - (WINDOWS[this.query.window] ?? WINDOWS["7d"])[1] * DAY;
  }

  /** The newest events of the filters. */
  async readStream() {
    const { provider, model, type } = this.query;
    const { data } = await call(asked({ last: PAGE, provider, model, type }), { bearer: "" });
    this.events = data.filter(({ at }) => Date.parse(at) >= this.since).reverse();
    this.drawStream(data.length === PAGE);
  }

  drawStream(isCut) {
    say(this.told, this.events.length === 0 ? "Nothing changed in this time." : `${isCut ? "The newest " : ""}${count(this.events.length)} changes, newest first; times in UTC, USD per million tokens`);
    this.place.replaceChildren(this.rows(this.events, "Changes"));
  }

  rows(events, caption) {
    const { node, body } = table(caption, ["When", "What", "Provider", "Model", num("Before"), num("After"), num("Change")]);
    keyed(body, events, ({ seq }) => seq, (one) => row(one), () => {});
    return events.length > 0 ? scroll(caption, node) : h("div");
  }

  /** Price changes of the time, widest first. */
  async readMoves() {
    const events = [];
    let since = 0;
    const { provider, model } = this.query;
    const newest = await call(asked({ last: 1000, provider, model, type: "price.changed" }), { bearer: "" });
    events.push(...newest.data);
    if (newest.data.length === 1000 && Date.parse(newest.data[0].at) > this.since) {
      const first = newest.data[0].seq;
      while (events.length < MOST) {
        const page = await call(asked({ since, limit: 1000, provider, model, type: "price.changed" }), { bearer: "" });
        events.push(...page.data.filter(({ seq }) => seq < first));
        since = page.next_since;
        if (!page.has_more || since >= first) {
          break;
        }
      }
    }
    const inside = events.filter(({ at }) => Date.parse(at) >= this.since);
    const size = (one) => Math.abs(Math.log(relation(one) ?? 1));
    inside.sort((a, b) => size(b) - size(a));
    say(this.told, inside.length === 0 ? "No price moved in this time." : `${count(inside.length)} price changes, widest first${inside.length > SHOWN ? `; the first ${SHOWN}` : ""}`);
    this.place.replaceChildren(this.rows(inside.slice(0, SHOWN), "Price moves"));
  }

  /** Something happened: it waits behind a button, so that no row moves under the hand. */
  tellOf(change) {
    const { provider, model, type, show } = this.query;
    if (show) {
      return;
    }
    if (change === null) {
      this.readStream().catch(() => {});
      return;
    }
    if ((provider && change.provider_slug !== provider) || (model && change.provider_model_id !== model && change.model_id !== model) || (type && change.type !== type)) {
      return;
    }
    this.waiting.unshift(change);
    this.waiting.length = Math.min(this.waiting.length, SHOWN);
    this.pending.hidden = false;
    say(this.pending, `${count(this.waiting.length)} changes · Show`);
  }

  take() {
    this.events = [...this.waiting, ...this.events].slice(0, SHOWN);
    this.waiting = [];
    this.pending.hidden = true;
    this.drawStream(false);
    this.place.querySelector("tbody a")?.focus();
  }

  update(route) {
    this.query = route.query;
    this.waiting = [];
    this.show();
  }

  keys(event) {
    const links = [...this.place.querySelectorAll("tbody th a, tbody td a.model")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: links.length - 1 }[event.key];
    links[to]?.focus();
    return links[to] !== undefined;
  }

  find() {
    document.getElementById("q")?.focus();
  }
}

/** How an event's price moved, as a relation; the input's, else the output's. */
function relation({ before, after }) {
  return ratio(before?.prompt, after?.prompt) ?? ratio(before?.completion, after?.completion);
}

/** The line that is shown: the output's where only that moved. */
function fieldOf(before, after) {
  const isSame = (field) => before?.[field] === after?.[field];
  const isInput = !isSame("prompt") && ratio(before?.prompt, after?.prompt) !== null;
  return before && after && !isInput && !isSame("completion") ? "completion" : "prompt";
}

function row(one) {
  const { before, after } = one;
  const isTold = one.type.startsWith("price.");
  const field = fieldOf(before, after);
  const name = field === "prompt" ? "in" : "out";
  const [from, to] = [before, after].map((price) => (isTold && price ? shownPrice(price[field]) : ""));
  const relationOf = isTold ? ratio(before?.[field], after?.[field]) : null;
  const route = { provider: one.provider_slug, model: one.provider_model_id };
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, time(one.at, recent(one.at))),
    h("td", {}, eventWords(one.type)),
    h("td", {}, h("a", { href: address("providers", { slug: one.provider_slug }, {}) }, one.provider_slug)),
    h("td", { class: "cut line" }, one.provider_model_id ? h("a", { class: "model", href: address("model", route, {}) }, one.provider_model_id) : one.after?.reason ?? ""),
    h("td", { class: "num", "data-n": from ? `${name}, before` : false }, from),
    h("td", { class: "num", "data-n": to ? (from ? "after" : `${name}, after`) : false }, to),
    h("td", { class: "num" }, percent(relationOf)),
  );
}
