// The history of a price as steps, with a keyboard and words, which the chart library has not.

import { h, say } from "./dom.js";
import { clock, day, moment, perMillion, shift } from "./format.js";

const DAY = 86_400;
const APART = 20;
const LINES = [
  ["prompt", "in", "--in"],
  ["completion", "out", "--out"],
];
let library;

/** The chart library, loaded with the first chart. */
export function load() {
  library ??= import("/page/uplot.js").then((module) => {
    document.head.append(h("link", { rel: "stylesheet", href: "/page/uplot.css" }));
    return module.default;
  });
  return library;
}

const place = (usd) => (usd === null || usd === undefined ? null : Number(shift(usd, 6)));

/** Steps of a history, oldest first, within a span; the one before it begins at its start. */
export function steps(history, from) {
  const rows = history.filter((row) => row.pricing).slice().sort((a, b) => Date.parse(a.valid_from) - Date.parse(b.valid_from));
  const inside = rows.filter((row) => Date.parse(row.valid_from) >= from);
  const before = rows.filter((row) => Date.parse(row.valid_from) < from).at(-1);
  return before ? [{ ...before, valid_from: new Date(from).toISOString(), continued: true }, ...inside] : inside;
}

/** A step in words. */
export function words(row) {
  const said = LINES.filter(([field]) => row.pricing[field] !== null).map(([field, name]) => `${name} ${perMillion(row.pricing[field])}`);
  return said.join(", ") || row.pricing.state;
}

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws what stands beside the lines: changes, pins, corrections, held prices, names at the lines' ends. */
function marks(rows, held) {
  return (plot) => {
    const { ctx } = plot;
    const ratio = devicePixelRatio;
    const at = (instant) => plot.valToPos(Date.parse(instant) / 1000, "x", true);
    const height = (usd) => plot.valToPos(place(usd), "y", true);
    ctx.save();
    ctx.font = `${12 * ratio}px "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif`;
    ctx.lineWidth = 1.5 * ratio;
    for (const row of rows.filter((one) => !one.continued)) {
      for (const [field] of LINES.filter(([name]) => row.pricing[name] !== null)) {
        shape(ctx, row.change_kind, at(row.valid_from), height(row.pricing[field]), ratio);
      }
    }
    ctx.strokeStyle = ctx.fillStyle = colour("--warn");
    for (const one of held) {
      const x = at(one.at);
      const top = plot.bbox.top + 12 * ratio;
      ctx.setLineDash([3 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(x, plot.bbox.top + plot.bbox.height);
      ctx.lineTo(x, top);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x - 5 * ratio, top);
      ctx.lineTo(x + 5 * ratio, top);
      ctx.lineTo(x, top - 9 * ratio);
      ctx.fill();
      ctx.textAlign = x > plot.bbox.left + plot.bbox.width / 2 ? "right" : "left";
      ctx.fillText(one.words, x + (ctx.textAlign === "right" ? -9 : 9) * ratio, top);
    }
    ends(plot, ctx, rows.at(-1), height, ratio);
    ctx.restore();
  };
}

function shape(ctx, kind, x, y, ratio) {
  ctx.fillStyle = colour("--ground");
  ctx.strokeStyle = colour("--ink");
  ctx.beginPath();
  if (["pin", "unpin", "rollback"].includes(kind)) {
    ctx.rect(x - 4 * ratio, y - 4 * ratio, 8 * ratio, 8 * ratio);
  } else {
    ctx.arc(x, y, (kind === "correction" ? 6 : 4) * ratio, 0, 7);
  }
  ctx.fill();
  ctx.stroke();
  if (kind === "correction") {
    ctx.fillStyle = colour("--ink");
    ctx.textAlign = "center";
    ctx.fillText("c", x, y + 4 * ratio);
  }
}

function ends(plot, ctx, last, height, ratio) {
  const labels = LINES.filter(([field]) => last.pricing[field] !== null).map(([field, name, token]) => ({
    y: height(last.pricing[field]) + 4 * ratio,
    text: `${name} ${perMillion(last.pricing[field])}`,
    token,
  }));
  labels.sort((a, b) => a.y - b.y);
  if (labels.length === 2 && labels[1].y - labels[0].y < 14 * ratio) {
    const middle = (labels[0].y + labels[1].y) / 2;
    labels[0].y = middle - 7 * ratio;
    labels[1].y = middle + 7 * ratio;
  }
  ctx.textAlign = "left";
  for (const { y, text, token } of labels) {
    ctx.fillStyle = colour(token);
    ctx.fillText(text, plot.bbox.left + plot.bbox.width + 6 * ratio, y);
  }
}

function options(UPlot, rows, held, width, from, until) {
  const values = rows.flatMap((row) => LINES.map(([field]) => place(row.pricing[field]))).filter((value) => value > 0);
  const isLog = values.length > 0 && Math.max(...values) > APART * Math.min(...values) && values.length === rows.length * 2;
  const axis = { stroke: () => colour("--ink2"), font: "12px Arial, sans-serif", grid: { stroke: () => colour("--line"), width: 1 }, ticks: { stroke: () => colour("--line"), width: 1 } };
  return {
    width,
    height: width < 500 ? 220 : 260,
    padding: [16, 84, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    scales: { x: { min: from / 1000, max: until / 1000 }, y: isLog ? { distr: 3 } : { range: (_, __, max) => [0, (max || 1) * (held.length > 0 ? 1.3 : 1.1)] } },
    axes: [
      { ...axis, grid: { show: false }, values: (_, ticks) => ticks.map((tick) => (tick % DAY === 0 || until - from > 5 * DAY * 1000 ? day(tick * 1000, false, true) : clock(tick * 1000))) },
      { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : String(Number(tick.toPrecision(6))))) },
    ],
    hooks: { draw: [marks(rows, held)] },
  };
}

/** A chart of a history with a line of text below that follows the arrow keys; redrawn when its place changes. */
export async function chart(history, { from, until, held = [], label, signal }) {
  const rows = steps(history, from);
  if (rows.length === 0) {
    return h("p", { class: "soft" }, "No price was known in this time.");
  }
  const UPlot = await load();
  const drawn = h("div", {});
  const telling = h("p", { class: "small soft", role: "status" }, "← → step from change to change");
  const node = h("div", { class: "plot", tabindex: "0", role: "group", "aria-label": `${label}. ${rows.map((row) => `${day(row.valid_from)}: ${words(row)}`).join(". ")}` }, drawn, telling);
  const xs = [...rows.map((row) => Date.parse(row.valid_from) / 1000), until / 1000];
  const data = [xs, ...LINES.map(([field]) => [...rows, rows.at(-1)].map((row) => place(row.pricing[field])))];
  let plot;
  const draw = (width) => {
    plot?.destroy();
    const stepped = UPlot.paths.stepped({ align: 1 });
    const series = LINES.map(([, name, token]) => ({ label: name, stroke: () => colour(token), width: 2, paths: stepped, points: { show: false } }));
    plot = new UPlot({ ...options(UPlot, rows, held, width, from, until), series: [{}, ...series] }, data, drawn);
  };
  new ResizeObserver(([{ contentRect }]) => contentRect.width > 0 && Math.abs(contentRect.width - (plot?.width ?? 0)) > 1 && draw(Math.floor(contentRect.width))).observe(node);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot?.redraw(), { signal });
  let at = rows.length;
  node.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) {
      at = Math.max(0, Math.min(rows.length - 1, at + by));
      const row = rows[at];
      plot?.setCursor({ left: plot.valToPos(Date.parse(row.valid_from) / 1000, "x"), top: 0 });
      say(telling, `${row.continued ? "Before" : moment(row.valid_from)}: ${words(row)}${row.change_kind ? `, ${row.change_kind}` : ""}`);
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return node;
}
