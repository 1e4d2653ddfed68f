// Numbers and times as text. Prices are the API's decimal strings and stay strings: only their point is moved.

const FIGURE_SPACE = "\u2007";
const MILLION = 6;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A decimal with its point moved to the right by so many places; to the left when they are negative. */
export function shift(decimal, places) {
  const minus = decimal.startsWith("-") ? "-" : "";
  let [whole, part = ""] = decimal.slice(minus.length).split(".");
  if (places >= 0) {
    part = part.padEnd(places, "0");
    whole += part.slice(0, places);
    part = part.slice(places);
  } else {
    whole = whole.padStart(1 - places, "0");
    part = whole.slice(places) + part;
    whole = whole.slice(0, places);
  }
  whole = whole.replace(/^0+(?=\d)/, "");
  part = part.replace(/0+$/, "");
  return minus + whole + (part ? "." + part : "");
}

/** Thousands parted by commas; the part behind the point as it is. */
export function group(decimal) {
  const [whole, part] = decimal.split(".");
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? parted : parted + "." + part;
}

/** A decimal with at least cents. */
export function money(decimal) {
  const [whole, part = ""] = decimal.split(".");
  return group(whole + "." + part.padEnd(2, "0"));
}

/** The first digits of a decimal, rounded half up. */
function significant(decimal, digits) {
  const [whole, part = ""] = decimal.split(".");
  const all = whole + part;
  const first = all.search(/[1-9]/);
  if (first < 0 || all.length - first <= digits) {
    return decimal;
  }
  const kept = BigInt(all.slice(0, first + digits)) + (all[first + digits] >= "5" ? 1n : 0n);
  const text = kept.toString().padStart(first + digits, "0") + "0".repeat(all.length - first - digits);
  return shift(text, -part.length);
}

/** US dollars for a million units, from those for one: two to six decimals, or four digits and a sign that says so. */
export function perMillion(usd) {
  const decimal = shift(usd, MILLION);
  const decimals = (decimal.split(".")[1] ?? "").length;
  return decimals > 6 ? "≈" + money(significant(decimal, 4)) : money(decimal);
}

/** The same, filled up so that points stand below each other; {@code taken} places are used otherwise. */
export function aligned(text, taken = 0) {
  const decimals = (text.split(".")[1] ?? "").length;
  return text + FIGURE_SPACE.repeat(Math.max(0, 4 - decimals - taken));
}

export function count(number) {
  return number === null || number === undefined ? "–" : group(String(number));
}

/** "1 price", "3 prices". */
export function many(number, one, more = one + "s") {
  return `${count(number)} ${number === 1 ? one : more}`;
}

/** Tokens in decimal thousands. */
export function context(tokens) {
  if (tokens === null || tokens === undefined) {
    return "–";
  }
  if (tokens < 1000) {
    return String(tokens);
  }
  if (tokens < 1_000_000) {
    return `${Math.floor(tokens / 1000)}k`;
  }
  return `${Math.floor(tokens / 100_000) / 10}M`;
}

/** How long something takes or took. */
export function duration(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (millis < 1000 && millis > 0) {
    return `${Math.round(millis)} ms`;
  }
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** How long ago or ahead, in its largest unit. */
export function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** How long ago an instant is. */
export function age(instant, now = Date.now()) {
  return span(now - Date.parse(instant));
}

const two = (number) => String(number).padStart(2, "0");

/** Parts of an instant, in UTC or in the reader's zone. */
function parts(instant, own) {
  const date = new Date(instant);
  return own
    ? { y: date.getFullYear(), m: date.getMonth(), d: date.getDate(), h: date.getHours(), i: date.getMinutes() }
    : { y: date.getUTCFullYear(), m: date.getUTCMonth(), d: date.getUTCDate(), h: date.getUTCHours(), i: date.getUTCMinutes() };
}

/** "14 Aug 2026"; without the year when it is this one and {@code short}. */
export function day(instant, own = false, short = false, now = Date.now()) {
  const { y, m, d } = parts(instant, own);
  return short && y === parts(now, own).y ? `${d} ${MONTHS[m]}` : `${d} ${MONTHS[m]} ${y}`;
}

/** "09:02". */
export function clock(instant, own = false) {
  const { h, i } = parts(instant, own);
  return `${two(h)}:${two(i)}`;
}

/** "14 Aug 2026, 09:02 UTC". */
export function moment(instant, own = false) {
  return `${day(instant, own)}, ${clock(instant, own)}${own ? "" : " UTC"}`;
}

/** "Today 16:07", "Yesterday 09:12", "14 Aug 09:02". */
export function recent(instant, own = false, now = Date.now()) {
  const date = day(instant, own);
  if (date === day(now, own)) {
    return `Today ${clock(instant, own)}`;
  }
  return date === day(now - 86_400_000, own)
    ? `Yesterday ${clock(instant, own)}`
    : `${day(instant, own, true, now)} ${clock(instant, own)}`;
}

/** Relation of two decimals as a number, for judging and sorting only; null when there is none. */
export function ratio(before, after) {
  const [from, to] = [Number(before), Number(after)];
  return before === null || after === null || before === undefined || after === undefined || !(from > 0) || !(to > 0)
    ? null
    : to / from;
}

/** "×1000", "÷20" of a relation. */
export function factor(relation) {
  if (relation === null || relation === undefined || !(Number(relation) > 0)) {
    return "";
  }
  const value = Number(relation);
  const size = value >= 1 ? value : 1 / value;
  const shown = size >= 100 ? String(Math.round(size)) : String(Number(size.toPrecision(3)));
  return (value >= 1 ? "×" : "÷") + shown;
}

/** "−17 %", "+40 %" of a relation. */
export function percent(relation) {
  if (relation === null || relation === undefined) {
    return "";
  }
  const change = (relation - 1) * 100;
  const size = Math.abs(change);
  const shown = size >= 10 ? group(String(Math.round(size))) : String(Number(size.toFixed(size >= 1 ? 1 : 2)));
  return shown === "0" ? "0 %" : `${change < 0 ? "−" : "+"}${shown} %`;
}
