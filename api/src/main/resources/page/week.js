// When the terms of a price hold, and what that makes of a week.

import { h } from "./dom.js";
import { amount, weekdays } from "./words.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const QUARTER = 900_000;
const DAY_QUARTERS = 96;
const TIMED = new Set(["from", "to", "zone", "days", "starts_at", "ends_at"]);
const clocks = new Map();

const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** Day of the week (0 is Monday) and minute of the day in a zone. */
function there(zone, at) {
  if (!clocks.has(zone)) {
    clocks.set(zone, new Intl.DateTimeFormat("en", { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
  }
  const parts = Object.fromEntries(clocks.get(zone).formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: NAMES.indexOf(parts.weekday), minute: Number(parts.hour) * 60 + Number(parts.minute) };
}

/** Whether a condition asks for nothing but the time. */
export const isTimed = (condition) => Object.keys(condition).every((name) => TIMED.has(name));
export const hasWindow = (condition) => condition.from !== undefined;

/** Whether the times of a condition hold: starts are inside, ends are not; a window that passes midnight belongs to its start's day. */
export function holds(condition, at) {
  if ((condition.starts_at && at < Date.parse(condition.starts_at)) || (condition.ends_at && at >= Date.parse(condition.ends_at))) {
    return false;
  }
  if (!hasWindow(condition)) {
    return true;
  }
  const days = condition.days ? (Array.isArray(condition.days) ? condition.days : condition.days.split(",")).map((day) => DAYS.indexOf(day.trim())) : null;
  const begins = (day) => days === null || days.includes(day);
  const { day, minute } = there(condition.zone ?? "UTC", at);
  const [from, to] = [minutes(condition.from), minutes(condition.to)];
  return from < to
    ? from <= minute && minute < to && begins(day)
    : (minute >= from && begins(day)) || (minute < to && begins((day + 6) % 7));
}

/** The line of a kind that holds at an instant for a small request of the standard service; undefined without one. */
export function lineAt(components, kind, at) {
  const rank = (line) => [line.precedence ?? 0, Object.keys(line.condition).length];
  return components
    .filter((line) => line.kind === kind && isTimed(line.condition) && holds(line.condition, at))
    .sort((a, b) => rank(b)[0] - rank(a)[0] || rank(b)[1] - rank(a)[1])[0];
}

/** The Monday, 00:00 UTC or of the reader, before an instant. */
function monday(now, own) {
  const date = new Date(now);
  if (own) {
    date.setHours(0, 0, 0, 0);
    date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  } else {
    date.setUTCHours(0, 0, 0, 0);
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  }
  return date.getTime();
}

/** Runs of equal prices of each day: where they begin and how long they are, in quarters of an hour. */
function runs(components, start) {
  return NAMES.map((_, day) => {
    const found = [];
    for (let quarter = 0; quarter < DAY_QUARTERS; quarter++) {
      const at = start + (day * DAY_QUARTERS + quarter) * QUARTER;
      const line = lineAt(components, "input", at);
      const usd = line?.usd ?? null;
      if (found.at(-1)?.usd === usd) {
        found.at(-1).length++;
      } else {
        found.push({ usd, from: quarter, length: 1, at });
      }
    }
    return found;
  });
}

/** The picture of a week of input prices, with a sentence about now; null where no window is. */
export function week(components, { now = Date.now(), own = false, exact = false } = {}) {
  if (!components.some((line) => line.kind === "input" && hasWindow(line.condition))) {
    return null;
  }
  const days = runs(components, monday(now, own));
  const all = days.flat();
  const step = all.every(({ from, length }) => from % 4 === 0 && length % 4 === 0) ? 4 : 1;
  const prices = [...new Set(all.map(({ usd }) => usd))];
  const base = lineAt(components.filter((line) => !hasWindow(line.condition)), "input", now)?.usd;
  const tone = (usd) => (usd === null || base === undefined || usd === base ? "" : Number(usd) < Number(base) ? "low" : "peak");
  const shown = (usd) => (usd === null ? "unknown" : amount(usd, "token", exact));
  let before = "";
  const rows = days.map((day, index) => {
    const like = JSON.stringify(day.map(({ usd, from }) => [usd, from]));
    const first = like !== before;
    before = like;
    const cells = day.map(({ usd, length, at }) => {
      const isNow = now >= at && now < at + length * QUARTER;
      return h("td", { colspan: length / step, class: `${tone(usd)}${isNow ? " now" : ""}`.trim() }, h("span", { class: first ? "" : "sr" }, shown(usd)));
    });
    return h("tr", {}, h("th", { scope: "row" }, NAMES[index]), cells);
  });
  const hours = Array.from({ length: 24 }, (_, hour) => h("th", { scope: "col", colspan: 4 / step }, String(hour).padStart(2, "0")));
  const table = h(
    "table",
    { class: "week" },
    h("caption", { class: "sr" }, `Input price by hour of the week, ${own ? "in your time" : "UTC"}`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "sr" }, "Day")), hours)),
    h("tbody", {}, rows),
  );
  return { table, prices: prices.length, sentence: sentence(all, now, own, shown) };
}

function sentence(all, now, own, shown) {
  const index = all.findIndex(({ at, length }) => now >= at && now < at + length * QUARTER);
  if (index < 0) {
    return "";
  }
  const { usd } = all[index];
  let next = index + 1;
  while (next < all.length && all[next].usd === usd) {
    next++;
  }
  const time = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: own ? undefined : "UTC" });
  const day = new Date(now).toLocaleDateString("en-GB", { weekday: "long", timeZone: own ? undefined : "UTC" });
  const rest = next < all.length ? ` until ${time(all[next].at)}${own ? "" : " UTC"} (framed), then ${shown(all[next].usd)}` : " (framed)";
  return `Now, ${day} ${time(now)}${own ? "" : " UTC"}: ${shown(usd)}${rest}.`;
}

/** The zones that windows are stated in, when they are not UTC. */
export function zones(components) {
  const named = components.filter(({ condition }) => condition.zone && condition.zone !== "UTC");
  return [...new Set(named.map(({ condition }) => `${condition.from}–${condition.to} ${condition.zone}, ${weekdays(condition.days)}`))];
}
