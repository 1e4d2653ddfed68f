// An index of prices: how the input price of the same models has moved since the start, each change in proportion.

import { h, say, scroll, table, num } from "../dom.js";
import { call } from "../api.js";
import { count, day, ratio } from "../format.js";
import { load } from "../source.js";
import { MOST_LINES, indexChart } from "../indexchart.js";

const DAY = 86_400_000;
const DAYS = 90;
const MOST = 20_000;
const PAGE = 1000;

/** Price changes of the time, oldest first. */
async function changes(from) {
  const found = [];
  let since = 0;
  for (;;) {
    const page = await call(`/changes?type=price.changed&since=${since}&limit=${PAGE}`, { bearer: "" });
    found.push(...page.data.filter(({ at }) => Date.parse(at) >= from));
    since = page.next_since;
    if (!page.has_more || found.length >= MOST) {
      return found;
    }
  }
}

/** The mean of the models' relations to their prices at the start, by day: geometric, so that ×2 and ÷2 are as wide. */
export function indexOf(models, events, days) {
  const moves = new Map();
  for (const { at, provider_slug: provider, provider_model_id: id, before, after } of events) {
    const key = `${provider} ${id}`;
    const relation = ratio(before?.prompt, after?.prompt);
    if (models.has(key) && relation !== null) {
      const on = Math.floor((Date.parse(at) - days[0]) / DAY);
      moves.set(on, (moves.get(on) ?? 0) + Math.log(relation));
    }
  }
  let sum = 0;
  return days.map((_, on) => {
    sum += moves.get(on) ?? 0;
    return models.size === 0 ? null : 100 * Math.exp(sum / models.size);
  });
}

/** The index, one line for each kind: the largest ones as a chart, all in a table. */
export async function indexView(told, signal) {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const days = Array.from({ length: DAYS }, (_, index) => today - (DAYS - 1 - index) * DAY);
  const [whole, events] = await Promise.all([load(), changes(days[0])]);
  const kinds = new Map();
  for (let row = 0; row < whole.size; row++) {
    const added = whole.columns.added[row] * 1000;
    if (whole.columns.input[row] !== null && Number(whole.columns.input[row]) > 0 && added < today) {
      const kind = whole.kind(row) ?? "kind not told";
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(whole.key(row)));
    }
  }
  if (kinds.size === 0) {
    say(told, "The index follows models that had a price before today; there are none yet.");
    return h("div");
  }
  say(told, `Input prices, 100 ${DAYS} days ago or when a model was added; each of a kind’s models counts the same`);
  const marks = [0, 30, 60, 75, 83, 89];
  const { node, body } = table("Price index by kind", ["Kind", num("Models"), ...marks.map((mark) => num(day(days[mark], false, true)))]);
  const lines = [...kinds].sort((a, b) => b[1].size - a[1].size).map(([name, models]) => ({ name, models, values: indexOf(models, events, days) }));
  body.append(...lines.map(({ name: kind, models, values: line }) => {
    return h("tr", {}, h("th", { scope: "row" }, kind), h("td", { class: "num", "data-n": "models" }, count(models.size)),
      marks.map((mark) => h("td", { class: "num", "data-n": day(days[mark], false, true) }, line[mark].toFixed(1))));
  }));
  return h("div", {}, await indexChart(days, lines.slice(0, MOST_LINES), signal), scroll("Price index", node));
}
