// One held price as a row: what is served, what approval would serve, what others say.

import { fill, h, say } from "../dom.js";
import { age, factor, perMillion } from "../format.js";
import { source } from "../words.js";
import { address } from "../route.js";

const FIELDS = { prompt: "in", completion: "out", cache_read: "cached", cache_write: "cache write", image: "image", audio: "audio", request: "request" };
const MOST_OTHERS = 3;

/** The relation that is farthest from 1, of several held prices; null without any. */
export function widest(items) {
  const size = (value) => Math.abs(Math.log(Number(value)));
  return items.map(({ factor: value }) => value).filter((value) => Number(value) > 0).sort((a, b) => size(b) - size(a))[0] ?? null;
}

const shown = (usd, state) => (usd === null || usd === undefined ? (state === "free" ? "free" : "none") : perMillion(usd));

/** The lines that would move. */
export function movesOf(before, to) {
  const from = before ?? {};
  const moved = Object.keys(FIELDS).filter((field) => (from[field] ?? null) !== (to[field] ?? null));
  const lines = moved.map((field) =>
    h("span", { class: "move" }, `${FIELDS[field]} ${shown(from[field], from.state)} `, h("span", { class: "arrow" }, "→"), " ", h("b", {}, shown(to[field], to.state))));
  return lines.length > 0 ? lines : ["terms only"];
}

function others(item) {
  const compared = (item.compared_with ?? []).filter((one) => one.source !== "served");
  const told = compared.length > 0 ? compared : item.told_by;
  const field = Object.keys(FIELDS).find((name) => (item.after[name] ?? null) !== (item.before?.[name] ?? null)) ?? "prompt";
  const said = told.slice(0, MOST_OTHERS).map((one) => `${source(one.source)} ${shown(one.price[field], one.price.state)}`);
  return said.length > 0 ? `${said.join(", ")}${told.length > MOST_OTHERS ? ` and ${told.length - MOST_OTHERS} more` : ""}` : "nobody else";
}

/** A row; its {@code show} puts the present state into it and keeps the tick box, which may have the focus. */
export function heldRow(item, ticked) {
  const box = h("input", { type: "checkbox", "aria-label": `${item.model_id ?? item.provider_model_id}`, change: () => ticked(box.checked) });
  const route = { provider: item.provider_slug, model: item.provider_model_id };
  const remark = h("td", { class: "soft line wrap" });
  const move = h("td", { class: "wrap" });
  const times = h("td", { class: "num warn" });
  const row = h(
    "tr",
    {},
    h("td", { class: "check" }, box),
    h("th", { scope: "row" }, h("a", { href: address("model", route, {}) }, item.model_id ?? item.provider_model_id)),
    h("td", { class: "mono soft drop2 line" }, item.provider_model_id),
    move,
    times,
    remark,
  );
  row.tick = (isOn = !box.checked) => {
    if (!box.disabled && !box.hidden) {
      box.checked = isOn;
      ticked(isOn);
    }
  };
  row.show = ({ item: present, ended }, isTicked, may) => {
    box.checked = isTicked;
    box.disabled = Boolean(ended);
    box.hidden = !may;
    row.classList.toggle("at", isTicked);
    fill(move, movesOf(present.before, present.approve_serves ?? present.after));
    say(times, factor(present.factor));
    const by = ended?.by ? ` by ${ended.by}` : "";
    say(remark, ended ? `${ended.status}${by}${ended.at ? ` ${age(ended.at)} ago` : ""}` : others(present));
  };
  return row;
}
