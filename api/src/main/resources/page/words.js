// What the API says in keys, in words.

import { clock, count, day, factor, many, perMillion, shift } from "./format.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const title = (word) => word[0].toUpperCase() + word.slice(1);

/** Lines of a price in the order in which they are shown, with their names. */
export const LINES = {
  input: "In",
  output: "Out",
  cache_read: "Cache read",
  cache_write: "Cache write",
  cache_write_1h: "Cache write, 1 h",
  reasoning: "Reasoning",
  image_input: "Image in",
  image_output: "Image out",
  image_token: "Image token",
  audio_input: "Audio in",
  audio_output: "Audio out",
  audio_cache_read: "Audio cache read",
  video_input: "Video in",
  video_output: "Video out",
  request: "Request",
  web_search: "Web search",
  compute: "Compute",
  other: "Other",
};

/** What a model can do: the API's name, and the word. */
export const ABILITIES = {
  function_calling: "tools",
  vision: "vision",
  json_mode: "json",
  structured_outputs: "schema",
  reasoning: "think",
  streaming: "stream",
};

export const PRICE_STATES = { priced: "priced", free: "free", dynamic: "varies", unknown: "unknown" };

/** "mon,tue,wed,thu,fri" as "Mon–Fri". */
export function weekdays(text) {
  if (!text) {
    return "every day";
  }
  const days = (Array.isArray(text) ? text : text.split(",")).map((word) => DAYS.indexOf(word.trim())).sort((a, b) => a - b);
  const runs = [];
  for (const one of days) {
    const last = runs.at(-1);
    if (last && last[1] === one - 1) {
      last[1] = one;
    } else {
      runs.push([one, one]);
    }
  }
  return runs
    .map(([from, to]) => (from === to ? title(DAYS[from]) : title(DAYS[from]) + (to === from + 1 ? ", " : "–") + title(DAYS[to])))
    .join(", ");
}

const tokens = (number) => count(Number(number));

function prompt({ min_prompt_tokens: min, max_prompt_tokens: max }) {
  if (max === undefined) {
    return `prompt of ${tokens(min)} tokens or more`;
  }
  return Number(min ?? 0) === 0
    ? `prompt below ${tokens(max)} tokens`
    : `prompt of ${tokens(min)} to ${tokens(Number(max) - 1)} tokens`;
}

const instant = (text) => `${day(text)}, ${clock(text)} UTC`;

function dates({ starts_at: from, ends_at: to }) {
  return [from && `from ${instant(from)}`, to && `until ${instant(to)}`].filter(Boolean).join(" ");
}

/** A condition of a price in words; empty when there is none. */
export function condition(terms) {
  const said = [];
  const left = { ...terms };
  const take = (...names) => names.forEach((name) => delete left[name]);
  if (left.min_prompt_tokens !== undefined || left.max_prompt_tokens !== undefined) {
    said.push(prompt(left));
    take("min_prompt_tokens", "max_prompt_tokens");
  }
  if (left.from !== undefined) {
    said.push(`${left.from}–${left.to} ${left.zone ?? "UTC"}, ${weekdays(left.days)}`);
    take("from", "to", "zone", "days");
  }
  if (left.starts_at || left.ends_at) {
    said.push(dates(left));
    take("starts_at", "ends_at");
  }
  const named = { service_tier: "service", region: "region", offer: "host", ttl: "cache kept", unit_text: "per" };
  for (const [name, value] of Object.entries(left)) {
    said.push(name === "service_tier" ? `${value} service` : `${named[name] ?? name.replaceAll("_", " ")} ${value}`);
  }
  return said.join("; ");
}

/** An amount with its unit: per million tokens, else per one. */
export function amount(usd, unit, exact = false) {
  if (unit === "token" || unit === "character") {
    return exact ? usd : perMillion(usd);
  }
  return `${usd} per ${unit.replaceAll("_", " ")}`;
}

/** What the base line says in place of a number, when there is none per token. */
export function priceless(state, unit) {
  if (state === "free") {
    return "free";
  }
  if (state === "dynamic") {
    return "varies";
  }
  if (unit) {
    return `per ${unit.replaceAll("_", " ")}`;
  }
  return state === "priced" ? "–" : "unknown";
}

const FEEDS = { "models-dev": "models.dev", litellm: "LiteLLM" };

/** An independent feed; behind a slash stands the rule that leads to its id. */
function feed(name) {
  const [slug, rule] = name.split("/");
  return `${FEEDS[slug] ?? slug}${rule ? ` (${rule.replaceAll("_", " ")})` : ""}`;
}

/** Who told a price. */
export function source(name) {
  if (!name) {
    return "nobody";
  }
  const [kind, who] = name.split(":");
  if (kind === "reference") {
    return who.split("+").map(feed).join(" and ");
  }
  if (kind === "provider") {
    return `${who}’s own list`;
  }
  return kind === "operator" ? `an operator${who ? ` (${who})` : ""}` : name.replaceAll("_", " ");
}

/** Units in which lists quote. */
export function quoted(unit) {
  return unit ? unit.replaceAll("_", " ").replace(/^usd/, "USD").replace(/^cents/, "US cents") : "not stated";
}

const HOLDS = {
  band: ["an amount outside of what its unit can cost", "A mistake of the unit is likely."],
  unit_signature: ["moved by a power of ten", "That looks like a change of the unit, not of the price."],
  reference_power_of_ten: ["a power of ten off other sources", "Independent sources say the same digits in another size."],
  peer_power_of_ten: ["a power of ten off other providers", "Other providers of the model ask the same digits in another size."],
  proportion: ["lines out of proportion", "A line does not fit the same list’s input price."],
  reference_distance: ["far from other sources", "A first price more than ten times off what independent sources say."],
  peer_distance: ["far from peers", "A first price more than ten times off the other providers of the model."],
  provider_units: ["the whole list looks like another unit", "Many prices of the list are off by the same size."],
  price_vanished: ["a known price is no longer told", "The list has left out what it used to say."],
  reference_disagreement: ["two sources disagree", "The provider lists no price, and the sources that do differ by more than 0.5 %."],
  peer_median: ["far from peers", "More than a hundred times off the median of other providers."],
  billing_mode: ["another unit", "The list now charges for something else."],
  became_free: ["fell to zero", "The list says 0 and does not say free."],
  swapped: ["in and out exchanged", "The two prices look swapped."],
  tier_inversion: ["a higher tier is cheaper", "Tiers usually get dearer."],
  ratio: ["a large move", "A move beyond ×10, or ×50 for cache reads."],
  provider_wide: ["the whole list moved", "A fifth of the list’s prices moved beyond ×2 at once."],
};

/** Why a price is held: a short cause and a sentence. */
export function cause(rule) {
  const [short, why] = HOLDS[rule] ?? [rule.replaceAll("_", " "), "A guard held it."];
  return { short, why };
}

export const causes = Object.keys(HOLDS);

const EVENTS = {
  "model.added": "added",
  "model.updated": "model changed",
  "model.delisted": "not listed any more",
  "model.reactivated": "listed again",
  "price.changed": "price changed",
  "price.held": "price held",
  "price.released": "hold released",
  "price.not_moved": "announced price did not come",
  "model.not_retired": "still listed after its retirement",
  "provider.degraded": "provider degraded",
  "provider.recovered": "provider recovered",
  "provider.shape_changed": "list has another shape",
};

export const eventTypes = Object.keys(EVENTS);

export function event(type) {
  return EVENTS[type] ?? type.replaceAll(".", " ").replaceAll("_", " ");
}

const RESULTS = {
  completed: "good",
  synced: "good",
  not_modified: "good",
  partial: "warn",
  failed: "bad",
  timed_out: "bad",
};

/** A result in words and the colour that goes with it. */
export function result(status) {
  return { word: status.replaceAll("_", " "), tone: RESULTS[status] ?? "" };
}

const KINDS = { full: "Models and prices", provider: "Models and prices", prices: "Prices", pricing: "Prices" };

/** What a job does. */
export function job({ kind, provider, dry_run: dry }) {
  return [KINDS[kind] ?? title(String(kind).replaceAll("_", " ")), provider, dry && "dry run"].filter(Boolean).join(", ");
}

const ERRORS = {
  not_configured: "no key for this provider",
  auth_failed: "the provider refuses the key",
  rate_limited: "the provider asks to wait",
};

export function failure(error) {
  return error ? error.message ?? ERRORS[error.code] ?? error.code.replaceAll("_", " ") : "";
}

/** One line of a price; a price that lacks it is unknown there. */
export const shownPrice = (usd) => (usd === null || usd === undefined ? "unknown" : perMillion(usd));

/** What a price moved from and to, one line of a price. */
export const move = (before, after) => `${shownPrice(before)} → ${shownPrice(after)}`;

/** "2 tiers", of a number of them. */
export const tiers = (number) => many(number, "tier");

/** The held mark of a model. */
export const held = (relation) => ["held", factor(relation)].filter(Boolean).join(" ");

/** Dollars for one unit of a price per million, as an address and the API have it. */
export const perUnit = (million) => shift(million, -6);
