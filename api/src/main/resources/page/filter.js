// Which rows of the table are shown, and in which order. Works on the columns of GET /models/table.

import { ABILITIES } from "./words.js";

/** Lower case, everything but letters and digits one space: how names and searches are compared. */
export function plain(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** What a search looks through: one text a row, computed once. */
export function haystack(table) {
  const { name, id, provider, model_id: canonical } = table.columns;
  return name.map((text, row) => plain(`${text} ${id[row]} ${canonical?.[row] ?? ""} ${table.providers[provider[row]]}`));
}

/** The chosen row of each filter as a test of one row; those that are not set are left out. */
function tests(table, query, words) {
  const columns = table.columns;
  const all = [];
  const named = (column, names, value) => {
    const index = names.indexOf(value);
    all.push((row) => index >= 0 && columns[column]?.[row] === index);
  };
  if (query.q) {
    const wanted = plain(query.q).split(" ").filter(Boolean);
    all.push((row) => wanted.every((word) => words[row].includes(word)));
  }
  if (query.provider) {
    named("provider", table.providers, query.provider);
  }
  if (query.kind) {
    named("kind", table.kinds, query.kind);
  }
  if (query.can) {
    const bit = Object.values(ABILITIES).indexOf(query.can);
    all.push((row) => bit >= 0 && table.can(row).includes(query.can));
  }
  if (query.in) {
    all.push((row) => table.inputs(row).includes(query.in));
  }
  if (query.price) {
    all.push(priceTest(table, query.price));
  }
  if (query.min_context) {
    const least = Number(query.min_context);
    all.push((row) => (columns.context[row] ?? -1) >= least);
  }
  if (query.max_input_price) {
    const most = Number(query.max_input_price);
    all.push((row) => columns.input[row] !== null && Number(columns.input[row]) <= most);
  }
  return all;
}

function priceTest(table, value) {
  if (value === "incomplete") {
    return (row) => table.isIncomplete(row);
  }
  if (value === "held") {
    return (row) => table.isHeld(row);
  }
  return value === "pinned" ? (row) => table.isPinned(row) : (row) => table.state(row) === value;
}

/** The rows that pass every filter, in the table's order. */
export function select(table, query, words) {
  const all = tests(table, query, words);
  const rows = [];
  for (let row = 0; row < table.size; row++) {
    if (all.every((test) => test(row))) {
      rows.push(row);
    }
  }
  return rows;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Places of rows by a text column: sorting texts is slow, so each column is sorted once and remembered in the table. */
function places(table, column, textOf) {
  table.places ??= {};
  if (!table.places[column]) {
    const order = Array.from({ length: table.size }, (_, row) => row);
    const texts = order.map(textOf);
    order.sort((a, b) => collator.compare(texts[a], texts[b]) || a - b);
    const place = new Int32Array(table.size);
    let at = -1;
    order.forEach((row, index) => {
      at += index === 0 || collator.compare(texts[row], texts[order[index - 1]]) !== 0 ? 1 : 0;
      place[row] = at;
    });
    table.places[column] = place;
  }
  return table.places[column];
}

const NUMBERS = {
  input: "input",
  output: "output",
  cached: "cached",
  cache_write: "cache_write",
  audio: "audio",
  image: "image",
  context: "context",
  max_out: "max_output",
  changed: "last_change",
  added: "added",
  seen: "last_seen",
  retires: "retires",
};
const TEXTS = {
  name: (table, row) => table.columns.name[row],
  id: (table, row) => table.columns.id[row],
  provider: (table, row) => table.providers[table.columns.provider[row]],
  kind: (table, row) => table.kinds[table.columns.kind?.[row]] ?? "",
  modality: (table, row) => table.modality(row) ?? "",
  state: (table, row) => table.state(row),
};

export const sorts = [...Object.keys(TEXTS), ...Object.keys(NUMBERS)];

function values(table, key) {
  if (NUMBERS[key]) {
    const column = table.columns[NUMBERS[key]] ?? [];
    return (row) => (column[row] === null || column[row] === undefined ? NaN : Number(column[row]));
  }
  const place = places(table, key, (row) => TEXTS[key](table, row));
  return (row) => (TEXTS[key](table, row) === "" ? NaN : place[row]);
}

/** Rows in an order such as "-input"; those without a value come last either way, equal ones by id, then provider. */
export function order(table, rows, sort) {
  const down = sort.startsWith("-");
  const key = down ? sort.slice(1) : sort;
  if (!sorts.includes(key)) {
    return order(table, rows, "name");
  }
  const value = values(table, key);
  const [ids, providers] = [values(table, "id"), values(table, "provider")];
  const keys = new Map(rows.map((row) => [row, value(row)]));
  const sign = down ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) {
      return Number.isNaN(x) - Number.isNaN(y) || ids(a) - ids(b) || providers(a) - providers(b);
    }
    return sign * (x - y) || ids(a) - ids(b) || providers(a) - providers(b);
  });
}

/** The rows of a query in its order. */
export function shown(table, query) {
  return order(table, select(table, query, table.words), query.sort ?? "name");
}

/** Rows of another table that were shown before, by their keys and in that order, and how many would stand elsewhere by now. */
export function compare(keys, table, query) {
  const places = new Map(Array.from({ length: table.size }, (_, row) => [table.key(row), row]));
  const rows = keys.map((key) => places.get(key)).filter((row) => row !== undefined);
  const moves = keys.length - rows.length + shown(table, query).filter((row, index) => row !== rows[index]).length;
  return { rows, moves };
}
