// A price as a list: one row for each condition in words, in the order in which the provider's rule reads them.

import { h, scroll } from "../dom.js";
import { LINES, amount, condition } from "../words.js";
import { hasWindow, isTimed, lineAt } from "../week.js";

const sorted = (terms) => JSON.stringify(Object.entries(terms).sort());

/** Rows of equal condition and rank: the unconditional ones first, then by rank, so that the last that applies counts. */
function rowsOf(components) {
  const rows = new Map();
  for (const line of components) {
    const terms = line.condition ?? {};
    const key = `${line.precedence ?? 0} ${sorted(terms)}`;
    if (!rows.has(key)) {
      rows.set(key, { terms, rank: line.precedence ?? 0, lines: {} });
    }
    (rows.get(key).lines[line.kind] ??= []).push(line);
  }
  const size = ({ terms }) => Object.keys(terms).length;
  return [...rows.values()].sort((a, b) => Number(size(a) > 0) - Number(size(b) > 0) || a.rank - b.rank || Number(a.terms.min_prompt_tokens ?? 0) - Number(b.terms.min_prompt_tokens ?? 0));
}

/** The part of a JSON Pointer that all lines of a row share. */
function pointerOf(lines) {
  const pointers = Object.values(lines).flat().map((line) => line.pointer).filter(Boolean);
  if (pointers.length === 0) {
    return "";
  }
  const parts = pointers.map((pointer) => pointer.split("/").slice(0, -1));
  const shared = parts[0].filter((part, index) => parts.every((other) => other[index] === part));
  return shared.join("/") || pointers[0];
}

const first = (words) => words[0].toUpperCase() + words.slice(1);

/** The table of a price's rows. */
export function priceList(components, { exact, now = Date.now() }) {
  const rows = rowsOf(components);
  const kinds = Object.keys(LINES).filter((kind) => components.some((line) => line.kind === kind));
  const base = rows.find(({ terms }) => Object.keys(terms).length === 0);
  const applies = lineAt(components, kinds.includes("input") ? "input" : kinds[0], now);
  const isNow = (row) => rows.some((other) => hasWindow(other.terms) || !isTimed(other.terms)) && applies && row.lines[applies.kind]?.includes(applies);
  const cell = (row, kind) => {
    const lines = row.lines[kind];
    if (!lines) {
      const inherited = row !== base && base?.lines[kind];
      return h("td", { class: inherited ? "num faint" : "num faint gone", "data-n": LINES[kind].toLowerCase() }, inherited ? "as above" : "–");
    }
    const shown = lines.map((line) => amount(line.usd, line.unit, exact)).join(", ");
    return h("td", { class: "num", "data-n": LINES[kind].toLowerCase(), title: lines.map((line) => `${line.usd} USD per ${line.unit}`).join(", ") }, shown);
  };
  const words = (row) => {
    if (row === base) {
      return rows.length > 1 ? "Always, unless a line below applies" : "Always";
    }
    return first(condition(row.terms)) || "Always";
  };
  const body = rows.map((row) =>
    h(
      "tr",
      { class: isNow(row) ? "at" : false },
      h("th", { scope: "row", class: "wrap" }, words(row), isNow(row) ? " · now" : ""),
      kinds.map((kind) => cell(row, kind)),
      h("td", { class: "mono soft gone" }, pointerOf(row.lines)),
    ));
  const heads = [h("th", { scope: "col" }, "When"), kinds.map((kind) => h("th", { scope: "col", class: "num" }, LINES[kind])), h("th", { scope: "col" }, "From")];
  return scroll("Price list", h("table", { class: "stack" }, h("caption", { class: "sr" }, "Price by condition"), h("thead", {}, h("tr", {}, heads)), h("tbody", {}, body)));
}
