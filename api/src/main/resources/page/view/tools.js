// What stands above the table of models: search, filters, choice of columns, downloads.

import { button, choice, h } from "../dom.js";
import { ABILITIES, perUnit } from "../words.js";
import { COLUMNS } from "./columns.js";
import { shift } from "../format.js";

const PRICES = { priced: "priced", free: "free", dynamic: "varies", unknown: "unknown", incomplete: "incomplete", held: "held", pinned: "pinned" };
const INPUTS = ["text", "image", "audio", "video", "pdf", "file"];
const FILES = ["litellm", "models.dev", "openrouter", "genai-prices", "csv"];
const LABELS = { provider: "Provider", kind: "Kind", can: "Capability", price: "Price state" };

const named = (names) => [...(names ?? [])].sort().map((name) => [name, name]);

/** The tools for a query over a table, which may not be there yet; {@code act} has what they do. */
export function tools(query, table, act) {
  const search = h("input", {
    id: "q",
    type: "search",
    placeholder: "Name, id, provider",
    autocomplete: "off",
    spellcheck: "false",
    value: query.q ?? "",
    input: act.type,
  });
  const options = {
    provider: [["", "All providers"], ...named(table?.providers)],
    kind: [["", "Any kind"], ...named(table?.kinds)],
    can: [["", "Any capability"], ...Object.values(ABILITIES).map((word) => [word, `Can: ${word}`])],
    price: [["", "Any price"], ...Object.entries(PRICES)],
  };
  const unknown = table?.whole ? Object.keys(options).filter((name) => query[name] && !options[name].some(([key]) => key === query[name])) : [];
  const isSet = Object.keys(query).some((name) => name !== "sort" && name !== "cols");
  const nodes = [
    h("div", { class: "find" }, h("label", { class: "sr", for: "q" }, "Search models"), search, h("kbd", {}, "/")),
    ...Object.keys(options).flatMap((name) => choice(LABELS[name], options[name], query[name], (value) => act.set({ [name]: value }), `f-${name}`)),
    more(query, act),
    ...unknown.map((name) => button(`${LABELS[name]}: ${query[name]} ×`, () => act.set({ [name]: null }), { class: "set" })),
    ...(isSet ? [button("Clear", act.clear, { class: "plain" })] : []),
    h("span", { class: "end" }),
    columnChoice(query, act),
    download(act),
  ];
  return { nodes, search };
}

function more(query, act) {
  const number = (id, label, value, set) => [
    h("label", { for: id }, label),
    h("input", { id, inputmode: "decimal", value: value ?? "", change: (event) => set(event.target.value.replaceAll(",", "").trim()) }),
  ];
  const price = /^[\d.]+$/.test(query.max_input_price ?? "") ? shift(query.max_input_price, 6) : query.max_input_price;
  const sorts = COLUMNS.filter((column) => !column.unsorted).flatMap(({ key, name }) => [[key, `${name} ↑`], [`-${key}`, `${name} ↓`]]);
  const selects = (id, label, values, value, set) => [h("label", { for: id }, label), choice(label, values, value, set, id, "name")[1]];
  return h(
    "details",
    { class: "pop" },
    h("summary", { class: query.min_context || query.max_input_price || query.in ? "button set" : "button" }, "Context, price …"),
    h(
      "div",
      {},
      number("f-context", "Context of at least, tokens", query.min_context, (value) => act.set({ min_context: /^\d+$/.test(value) ? value : null })),
      number("f-max", "Input at most, USD per million", price, (value) =>
        act.set({ max_input_price: /^\d+(\.\d+)?$/.test(value) ? perUnit(value) : null })),
      selects("f-in", "Takes in", [["", "anything"], ...named(INPUTS)], query.in, (value) => act.set({ in: value })),
      selects("f-sort", "Sorted by", sorts, query.sort ?? "name", (value) => act.set({ sort: value === "name" ? null : value })),
    ),
  );
}

function columnChoice(query, act) {
  const usual = COLUMNS.filter((column) => !column.always && !column.more).map(({ key }) => key);
  const shown = new Set(query.cols ? query.cols.split(",") : usual);
  const change = (key, isOn) => {
    shown[isOn ? "add" : "delete"](key);
    const keys = COLUMNS.filter((column) => !column.always && shown.has(column.key)).map((column) => column.key);
    act.set({ cols: keys.join() === usual.join() ? null : keys.join() || "name" }, { keepTools: true });
  };
  const tick = ({ key, name }) => h("input", { type: "checkbox", checked: shown.has(key), change: (event) => change(key, event.target.checked) });
  return h(
    "details",
    { class: "pop right drop" },
    h("summary", { class: "button" }, "Columns"),
    h("div", {}, COLUMNS.filter((column) => !column.always).map((column) => h("label", { class: "tick" }, tick(column), column.name))),
  );
}

function download(act) {
  return h(
    "details",
    { class: "pop right" },
    h("summary", { class: "button" }, "Download"),
    h(
      "div",
      {},
      button("These models as CSV", act.save, { class: "plain" }),
      FILES.map((format) => h("a", { href: `/exports/${format}`, download: true }, `All as ${format}`)),
    ),
  );
}
