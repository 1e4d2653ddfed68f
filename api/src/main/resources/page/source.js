// The table of all models: the first rows for an address at once, the whole of it when there is time, then what changes.

import { call, stream } from "./api.js";
import { ABILITIES } from "./words.js";
import { query as asked } from "./route.js";
import { haystack } from "./filter.js";

const FIRST = 200;
const STATES = ["priced", "free", "dynamic", "unknown"];
const LONGEST_PAUSE = 30;

/** The answer of GET /models/table with words for its indices. */
export class Table {
  constructor(answer, whole) {
    Object.assign(this, answer);
    this.whole = whole;
    this.size = this.columns.id.length;
  }

  /** What tells a row from others. */
  key(row) {
    return `${this.provider(row)} ${this.columns.id[row]}`;
  }

  provider(row) {
    return this.providers[this.columns.provider[row]];
  }

  kind(row) {
    return this.kinds[this.columns.kind[row]] ?? null;
  }

  state(row) {
    return this.states[this.columns.state[row]];
  }

  /** What a price is for that is not one per token; null when nothing says so. */
  unit(row) {
    return this.units[this.columns.unit[row]] ?? null;
  }

  can(row) {
    const bits = this.columns.capabilities[row];
    return this.capabilities.filter((_, bit) => bits & (1 << bit)).map((name) => ABILITIES[name] ?? name);
  }

  modality(row) {
    return this.modalities[this.columns.modalities[row]] ?? null;
  }

  /** What a price depends on: how many tiers, windows, services, regions, hosts, and when a dated price ends. */
  termsOf(row) {
    return this.terms[this.columns.terms[row]] ?? {};
  }

  /** A column's instant; null without one. */
  instant(column, row) {
    const seconds = this.columns[column][row];
    return seconds === null ? null : new Date(seconds * 1000).toISOString();
  }

  /** Whether a term of the price was not read. */
  isIncomplete(row) {
    return this.columns.complete[row] === 0;
  }

  isPinned(row) {
    return this.columns.pinned[row] === 1;
  }

  /** What goes into a model. */
  inputs(row) {
    return (this.modality(row) ?? "").split("->")[0].split("+").filter(Boolean);
  }

  isHeld(row) {
    return this.columns.held[row] !== null;
  }

  get words() {
    return (this.searched ??= haystack(this));
  }
}

const SORTS = { name: "name", provider: "provider", id: "id", context: "context_length", input: "input_price", output: "output_price" };
const ABILITY_NAMES = Object.fromEntries(Object.entries(ABILITIES).map(([name, word]) => [word, name]));

/** What the API is asked for the first rows of an address; null when it has no such filter or order. */
function firstPath(query) {
  const sort = query.sort ?? "name";
  const column = SORTS[sort.replace("-", "")];
  if (!column || query.in || (query.price && !STATES.includes(query.price)) || (query.can && !ABILITY_NAMES[query.can])) {
    return null;
  }
  return (
    "/models/table" +
    asked({
      q: query.q,
      provider: query.provider,
      kind: query.kind,
      capability: query.can && ABILITY_NAMES[query.can],
      price_state: query.price,
      min_context: query.min_context,
      max_input_price: query.max_input_price,
      sort: (sort.startsWith("-") ? "-" : "") + column,
      limit: FIRST,
    })
  );
}

let latest = null;
let loading = null;
const listeners = new Set();

/** The whole table if it has been read. */
export const whole = () => latest;

/** The first rows for an address; null when only the whole table can tell them. */
export async function first(query) {
  const path = firstPath(query);
  try {
    return path === null ? null : new Table(await call(path, { bearer: "" }), false);
  } catch (error) {
    if (error.status === 400) {
      return null;
    }
    throw error;
  }
}

/** Reads the whole table, or takes the one that is being read. */
export function load(again = false) {
  if (latest && !again) {
    return Promise.resolve(latest);
  }
  loading ??= call("/models/table?limit=50000", { bearer: "" })
    .then((answer) => {
      if (latest?.generation !== answer.generation || latest.total !== answer.total) {
        latest = new Table(answer, true);
        listeners.forEach((listener) => listener(latest));
      }
      return latest;
    })
    .finally(() => (loading = null));
  return loading;
}

export function onTable(listener, signal) {
  listeners.add(listener);
  signal.addEventListener("abort", () => listeners.delete(listener));
}

const changeListeners = new Set();

/** Told of every change of the catalog as it happens; null when some may have been missed. */
export function onChange(listener, signal) {
  changeListeners.add(listener);
  signal.addEventListener("abort", () => changeListeners.delete(listener));
}

const tell = (change) => changeListeners.forEach((listener) => listener(change));

function seen() {
  return new Promise((resolve) => {
    const check = () => {
      if (document.visibilityState === "visible") {
        document.removeEventListener("visibilitychange", check);
        resolve();
      }
    };
    document.addEventListener("visibilitychange", check);
    check();
  });
}

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Follows the feed while the tab is seen; without a stream the readers are told every 15 s that they may be late. */
export async function follow() {
  let last;
  let failures = 0;
  for (;;) {
    await seen();
    const closing = new AbortController();
    const hide = () => document.visibilityState === "hidden" && closing.abort();
    document.addEventListener("visibilitychange", hide);
    try {
      await stream("/changes", {
        last,
        signal: closing.signal,
        event: ({ id, data }) => {
          last = id;
          failures = 0;
          tell(data);
        },
      });
    } catch (error) {
      if (error.status === 410) {
        last = undefined;
        tell(null);
      } else if (error.name !== "AbortError") {
        failures++;
        await wait(error.status === 503 ? 15 : Math.min(LONGEST_PAUSE, 2 ** failures));
        tell(null);
      }
    } finally {
      document.removeEventListener("visibilitychange", hide);
    }
  }
}
