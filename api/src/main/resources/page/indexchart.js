// The price index as lines, one for each kind, with a keyboard and words.

import { h, say } from "./dom.js";
import { colour, load } from "./chart.js";
import { day } from "./format.js";

const STROKES = [["--in"], ["--out"], ["--good", [6, 4]], ["--ink2", [2, 3]]];

/** How many lines can be told apart. */
export const MOST_LINES = STROKES.length;

/** Names at the lines' ends, moved apart where they would stand on each other. */
function names(lines) {
  return (plot) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const labels = lines.map(({ name, values }, at) => ({ text: `${name} ${values.at(-1).toFixed(1)}`, y: plot.valToPos(values.at(-1), "y", true) + 4 * ratio, token: STROKES[at][0] }));
    labels.sort((a, b) => a.y - b.y);
    ctx.save();
    ctx.font = `${12 * ratio}px Arial, sans-serif`;
    ctx.textAlign = "left";
    let last = -Infinity;
    for (const { text, y, token } of labels) {
      last = Math.max(y, last + 14 * ratio);
      ctx.fillStyle = colour(token);
      ctx.fillText(text, bbox.left + bbox.width + 6 * ratio, last);
    }
    ctx.restore();
  };
}

function options(UPlot, lines, width) {
  const all = lines.flatMap(({ values }) => values);
  const [low, high] = [Math.min(95, ...all), Math.max(105, ...all)];
  const axis = { stroke: () => colour("--ink2"), font: "12px Arial, sans-serif", ticks: { stroke: () => colour("--line"), width: 1 } };
  return {
    width,
    height: width < 500 ? 220 : 260,
    padding: [12, 130, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    scales: { y: { range: [low, high] } },
    axes: [
      { ...axis, grid: { show: false }, space: 70, values: (_, ticks) => ticks.map((tick) => day(tick * 1000, false, true)) },
      { ...axis, size: 48, grid: { stroke: () => colour("--line"), width: 1 } },
    ],
    series: [{}, ...lines.map(({ name }, at) => ({ label: name, stroke: () => colour(STROKES[at][0]), dash: STROKES[at][1], width: 2, points: { show: false } }))],
    hooks: { draw: [names(lines)] },
  };
}

/** A chart of lines of one value a day; the arrow keys go from day to day and say the values. */
export async function indexChart(days, lines, signal) {
  const UPlot = await load();
  const drawn = h("div");
  const telling = h("p", { class: "small soft", role: "status" }, "← → step from day to day");
  const words = (at) => `${day(days[at])}: ${lines.map(({ name, values }) => `${name} ${values[at].toFixed(1)}`).join(", ")}`;
  const node = h("div", { class: "plot", tabindex: "0", role: "group", "aria-label": `Price index by kind. ${words(0)}. ${words(days.length - 1)}` }, drawn, telling);
  let plot;
  const draw = (width) => {
    plot?.destroy();
    plot = new UPlot(options(UPlot, lines, width), [days.map((at) => at / 1000), ...lines.map(({ values }) => values)], drawn);
  };
  const sizes = new ResizeObserver(([{ contentRect }]) => contentRect.width > 0 && Math.abs(contentRect.width - (plot?.width ?? 0)) > 1 && draw(Math.floor(contentRect.width)));
  sizes.observe(node);
  signal.addEventListener("abort", () => sizes.disconnect());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot?.redraw(), { signal });
  let at = days.length;
  node.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) {
      at = Math.max(0, Math.min(days.length - 1, at + by));
      plot?.setCursor({ left: plot.valToPos(days[at] / 1000, "x"), top: 0 });
      say(telling, words(at));
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return node;
}
