// One held price as a row: what is served, what approval would serve, what others say.

import { fill, h, say, scroll } from "../dom.js";
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
  const isUnknown = (from.state ?? "unknown") === "unknown";
  const moved = Object.keys(FIELDS).filter((field) => (from[field] ?? null) !== (to[field] ?? null));
  const line = (field, ...before) => h("span", { class: "move" }, `${FIELDS[field]} `, before, h("b", {}, shown(to[field], to.state)));
  const arrow = () => h("span", { class: "arrow" }, "→");
  if (moved.length > 0 && isUnknown) {
    return [h("span", { class: "move faint" }, "unknown ", arrow()), ...moved.map((field) => line(field))];
  }
  const lines = moved.map((field) => line(field, `${shown(from[field], from.state)} `, arrow(), " "));
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
  const times = h("td", { class: "num warn factor" });
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

/** What a group stands in: its heading, why, buttons and rows, by name in {@code parts}. */
export function groupNode(key, tickAll) {
  const id = `g-${key.replace(/\W/g, "-")}`;
  const all = h("input", { type: "checkbox", change: () => tickAll(all.checked) });
  const body = h("tbody");
  const parts = { heading: h("h2", { id }), when: h("span", { class: "warn small" }), why: h("p", { class: "why" }), act: h("div", { class: "do" }), body, all, more: h("p") };
  const column = (name, kind = false) => h("th", { scope: "col", class: kind }, name);
  const heads = [column(all, "check"), column("Model"), column("Id", "drop2"), column("Served → approval serves"), column("Factor", "num factor"), column("Others say")];
  const rows = h("table", { class: "stack" }, h("caption", { class: "sr" }, "Held prices"), h("thead", {}, h("tr", {}, heads)), body);
  const node = h("section", { class: "group", "aria-labelledby": id },
    h("div", { class: "head" }, parts.heading, parts.when), parts.why, parts.act, scroll("Held prices", rows), parts.more);
  node.parts = parts;
  return node;
}
