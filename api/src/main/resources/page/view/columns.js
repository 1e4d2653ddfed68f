// The columns of the table of models: how wide, and what a row says in them.

import { age, aligned, context, count, day, moment, percent, perMillion } from "../format.js";
import { fill, h, say, time } from "../dom.js";
import { held, priceless, tiers } from "../words.js";
import { address } from "../route.js";

/** A price per million in a cell that keeps its points aligned. */
function price(cell, table, row, column, base) {
  const usd = table.columns[column][row];
  const state = table.state(row);
  cell.classList.remove("good", "faint", "soft");
  if (usd !== null && usd !== undefined && state !== "dynamic") {
    if (Number(usd) === 0 && state === "free") {
      cell.classList.add("good");
      return plainCell(cell, "free");
    }
    const more = base && table.isIncomplete(row);
    cell.title = `${usd} USD per token${more ? ", and more that is not read" : ""}`;
    const shown = perMillion(usd);
    const text = aligned(shown, more ? 1 : 0);
    return fill(cell, more ? [shown, h("span", { class: "warn", "aria-hidden": "true" }, "+"), text.slice(shown.length)] : [text]);
  }
  const word = base || state !== "priced" ? priceless(state, base && table.unit(row)) : "–";
  const shown = base || column === "output" ? word : "–";
  cell.classList.add({ free: "good", varies: "soft" }[shown] ?? (shown.startsWith("per ") ? "soft" : "faint"));
  return plainCell(cell, shown);
}

function plainCell(cell, text) {
  cell.removeAttribute("title");
  return fill(cell, [text]);
}

function window({ percent: by }) {
  if (by === undefined) {
    return "time of day";
  }
  return `${by < 0 ? "off-peak" : "peak"} ${percent(1 + by / 100)}`;
}

/** What a price depends on, in few words. */
function short({ tiers: steps, windows = [], services = [], regions = [], offers, ends }) {
  return [
    steps && tiers(steps),
    ...windows.slice(0, 1).map(window),
    windows.length > 1 && `${windows.length} windows`,
    services.join(", "),
    regions.length === 1 ? regions[0] : regions.length > 0 && `${regions.length} regions`,
    offers > 1 && `${offers} hosts`,
    ends && `until ${day(ends, false, true)}`,
  ].filter(Boolean);
}

/** The terms of a row; those that need attention are marked and may be links. */
function terms(table, row) {
  const words = short(table.termsOf(row)).map((word) => h("span", { class: "tag" }, word));
  if (table.isIncomplete(row)) {
    words.push(h("span", { class: "tag warn" }, "incomplete"));
  }
  if (table.isPinned(row)) {
    words.push(h("a", { class: "tag", href: address("decisions", {}, { show: "pins" }), tabindex: "-1" }, "pinned"));
  }
  if (table.isHeld(row)) {
    const goal = address("decisions", {}, { provider: table.provider(row) });
    words.push(h("a", { class: "tag warn", href: goal, tabindex: "-1" }, held(table.columns.held[row])));
  }
  const retires = table.instant("retires", row);
  if (retires) {
    words.push(h("span", { class: "tag warn" }, `retires ${day(retires, false, true)}`));
  }
  const removed = table.instant("removed", row);
  if (removed) {
    words.push(h("span", { class: "tag" }, `not listed since ${day(removed, false, true)}`));
  }
  return words;
}

const ageOf = (column) => (cell, table, row) => {
  const value = table.instant(column, row);
  return value ? fill(cell, [h("time", { class: "faint", datetime: value, title: moment(value) }, age(value))]) : plainCell(cell, "–");
};

function text(value) {
  return (cell, table, row) => say(cell, value(table, row) ?? "–");
}

/** The name as a link; the row's head. */
function name(cell, table, row) {
  const link = cell.firstChild;
  say(link, table.columns.name[row]);
  link.href = address("model", { provider: table.provider(row), model: table.columns.id[row] }, {});
  link.title = table.columns.name[row];
  link.classList.toggle("gone-name", table.columns.removed[row] !== null);
}

function id(cell, table, row) {
  cell.title = table.columns.id[row];
  say(cell.firstChild, table.columns.id[row]);
  cell.lastChild.setAttribute("aria-label", `Copy ${table.columns.id[row]}`);
}

const instant = (column) => (cell, table, row) => {
  const value = table.instant(column, row);
  return value ? fill(cell, [time(value, day(value))]) : plainCell(cell, "–");
};
const usd = (column, base = false) => (cell, table, row) => price(cell, table, row, column, base);

/** Every column: its key in addresses, its name, its width, its class, and what it says. */
export const COLUMNS = [
  { key: "name", name: "Model", width: 16, kind: "cut", fill: name, always: true },
  { key: "id", name: "Id", width: 20, kind: "mono soft cut id", fill: id },
  { key: "provider", name: "Provider", width: 10, kind: "cut pr", fill: text((table, row) => table.provider(row)) },
  { key: "input", name: "In", width: 5.8, kind: "num", label: "in", fill: usd("input", true) },
  { key: "output", name: "Out", width: 5.8, kind: "num", label: "out", fill: usd("output") },
  { key: "cached", name: "Cached", width: 5.8, kind: "num", label: "cached", fill: usd("cached") },
  { key: "context", name: "Context", width: 5.8, kind: "num", label: "ctx", fill: text((table, row) => context(table.columns.context[row])) },
  { key: "kind", name: "Kind", width: 7.5, kind: "drop2 gone", fill: text((table, row) => table.kind(row)) },
  { key: "can", name: "Can", width: 12, kind: "soft cut drop2 gone", fill: text((table, row) => table.can(row).join(" ")), unsorted: true },
  { key: "terms", name: "Terms", width: 11, kind: "cut terms", fill: (cell, table, row) => fill(cell, terms(table, row)), unsorted: true },
  {
    key: "changed",
    name: "Last change",
    width: 9,
    kind: "num gone",
    fill: ageOf("last_change"),
  },
  { key: "max_out", name: "Max out", width: 6, kind: "num gone", more: true, fill: text((table, row) => context(table.columns.max_output[row])) },
  { key: "cache_write", name: "Cache write", width: 6.5, kind: "num gone", more: true, fill: usd("cache_write") },
  { key: "audio", name: "Audio", width: 6, kind: "num gone", more: true, fill: usd("audio") },
  { key: "image", name: "Image", width: 6, kind: "num gone", more: true, fill: usd("image") },
  { key: "modality", name: "Modalities", width: 11, kind: "cut gone", more: true, fill: text((table, row) => table.modality(row)) },
  { key: "state", name: "State", width: 6, kind: "gone", more: true, fill: text((table, row) => table.state(row)) },
  { key: "added", name: "Added", width: 8, kind: "num gone", more: true, fill: instant("added") },
  { key: "seen", name: "Last seen", width: 7, kind: "num gone", more: true, fill: ageOf("last_seen") },
  { key: "retires", name: "Retires", width: 8, kind: "num gone", more: true, fill: instant("retires") },
];

/** The columns of an address; the usual ones without a choice. */
export function chosen(names) {
  const wanted = names ? new Set(names.split(",")) : null;
  return COLUMNS.filter((column) => column.always || (wanted ? wanted.has(column.key) : !column.more));
}

/** A row's empty cells. */
export function makeRow(columns) {
  return h(
    "tr",
    { role: "row" },
    columns.map((column) => {
      const props = { class: column.kind, "data-n": column.label ?? false };
      if (column.key === "name") {
        return h("th", { scope: "row", role: "rowheader", ...props }, h("a", { tabindex: "-1" }));
      }
      const cell = h("td", { role: "cell", ...props });
      if (column.key === "id") {
        cell.append(h("span"), h("button", { type: "button", class: "copy", tabindex: "-1", "data-copy": true }, "Copy"));
      }
      return cell;
    }),
  );
}

/** The table's rows as lines of a spreadsheet: exact prices, per token. */
export function csv(table, rows) {
  const heads = ["provider", "id", "model_id", "name", "state", "input", "output", "cached", "cache_write", "context", "kind"];
  const quoted = (value) => {
    const said = value === null || value === undefined ? "" : String(value);
    // A leading sign would make a spreadsheet compute it.
    const safe = /^[=+\-@\t\r]/.test(said) ? "'" + said : said;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const value = (row, head) => {
    const words = { provider: () => table.provider(row), state: () => table.state(row), kind: () => table.kind(row) };
    return words[head] ? words[head]() : table.columns[head]?.[row];
  };
  return [heads, ...rows.map((row) => heads.map((head) => value(row, head)))].map((line) => line.map(quoted).join(",") + "\n").join("");
}

/** What stands above the table, of so many rows. */
export function counted(shown, all) {
  return shown === all ? `${count(all)} models` : `${count(shown)} of ${count(all)} models`;
}
