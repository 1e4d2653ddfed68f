// What waits for an operator: held prices by provider and cause; pins and rollbacks on pages of their own.

import { ago, button, choice, h, keyed, say } from "../dom.js";
import { hasKey, mayOperate, onKey, watch } from "../api.js";
import { causes, cause } from "../words.js";
import { count, factor, many } from "../format.js";
import { needed } from "../key.js";
import { address } from "../route.js";
import { onChange } from "../source.js";
import { decide } from "./decide.js";
import { groupNode, heldRow, widest } from "./held.js";
import { Holds } from "./holds.js";
import { pins } from "./pins.js";
import { rollback } from "./rollback.js";

const AGAIN = 15;
const FEW = 5;

/** Opens the view. */
export function open(page) {
  return new Decisions(page);
}

class Decisions {
  constructor(page) {
    this.page = page;
    this.query = page.route.query;
    this.title = "Decisions";
    this.store = new Holds();
    this.ticked = new Set();
    this.groups = h("div");
    this.told = h("span", { class: "soft", role: "status" });
    this.bar = h("div", { class: "confirm", role: "group", "aria-label": "Chosen prices", hidden: true });
    this.place = h("div");
    this.node = h("div", {}, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, "Decisions"), this.told), this.place);
    onKey((reason) => this.show(reason), page.signal);
    onChange((change) => (change === null || /^price\.(held|released|changed)$/.test(change.type)) && this.soon(), page.signal);
    this.show();
  }

  soon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.read().catch(() => {}), 1000);
  }

  show(reason) {
    this.stop?.abort();
    this.stop = new AbortController();
    this.page.signal.addEventListener("abort", () => this.stop.abort());
    if (!hasKey()) {
      say(this.told, "");
      this.place.replaceChildren(needed("see held prices and pins", reason));
      return;
    }
    const part = { pins, rollback }[this.query.show];
    if (part) {
      say(this.told, "");
      this.place.replaceChildren(part({ ...this.page, query: this.query, signal: this.stop.signal }));
      return;
    }
    this.tools = h("form", { class: "tools", submit: (event) => event.preventDefault() });
    this.place.replaceChildren(this.tools, this.groups, this.bar);
    watch(() => this.read(), AGAIN, this.stop.signal, (error) => this.groups.replaceChildren(h("p", { class: "bad" }, error.message)));
  }

  async read() {
    await this.store.read(this.query);
    this.store.ended.forEach((id) => this.ticked.delete(id));
    this.draw();
  }

  draw() {
    const groups = this.store.grouped();
    const waiting = groups.filter((group) => group.waiting.length > 0).length;
    say(this.told, this.store.total === 0
      ? ""
      : `${many(this.store.total, "price is", "prices are")} held in ${many(waiting, "group")}. The old price is served until you decide or an independent source confirms the new one.`);
    if (!this.tools.contains(document.activeElement)) {
      this.drawTools(groups);
    }
    if (groups.length === 0) {
      this.groups.replaceChildren(h("p", {}, "Nothing is held."));
      return;
    }
    [...this.groups.children].filter((child) => child.tagName === "P").forEach((child) => child.remove());
    keyed(this.groups, groups, ({ key }) => key, ({ key }) => groupNode(key, (isOn) => this.tickAll(key, isOn)), (node, group) => this.drawGroup(node, group));
    this.drawBar();
  }

  drawTools(groups) {
    const slugs = [...new Set([this.query.provider, ...groups.map(({ entries }) => entries[0].item.provider_slug)])].filter(Boolean).sort();
    const rules = causes.map((rule) => [rule, cause(rule).short]);
    const set = (name) => (value) => this.page.go(address("decisions", {}, { ...this.query, [name]: value }));
    this.tools.replaceChildren(
      ...choice("Provider", [["", "All providers"], ...slugs.map((slug) => [slug, slug])], this.query.provider, set("provider"), "d-provider"),
      ...choice("Cause", [["", "All causes"], ...rules], this.query.rule, set("rule"), "d-rule"),
      h("span", { class: "end" }),
      h("a", { class: "button", href: address("decisions", {}, { show: "pins" }) }, "Pins"),
      h("a", { class: "button", href: address("decisions", {}, { show: "rollback", provider: this.query.provider }) }, "Roll back …"),
    );
  }

  drawGroup(node, group) {
    const { heading, when, why, act, body, all, more } = node.parts;
    const { provider_slug: provider, rule } = group.entries[0].item;
    const waiting = group.waiting.length;
    const oldest = group.entries.map(({ item }) => item.first_seen_at).sort()[0];
    const size = widest(group.waiting.map(({ item }) => item));
    node.classList.toggle("no-factor", !size && !group.entries.some(({ item }) => Number(item.factor) > 0));
    say(heading, `${provider}: ${cause(rule).short}${size ? `, up to ${factor(size)}` : ""}`);
    when.replaceChildren(waiting > 0 ? `${many(waiting, "price")} · ` : "nothing left to decide", waiting > 0 ? ago(oldest) : "");
    const others = group.waiting.filter(({ item }) => (item.compared_with ?? []).some(({ source }) => source !== "served")).length;
    say(why, `${cause(rule).why}${others > 0 ? ` For ${count(others)} of them other sources are known.` : ""}`);
    this.drawActs(act, node, group, provider, rule);
    const shown = node.isOpen ? group.entries : group.entries.slice(0, FEW);
    keyed(body, shown, ({ item }) => item.id, (entry) => heldRow(entry.item, (isOn) => this.tick(entry.item.id, isOn)), (row, entry) => row.show(entry, this.ticked.has(entry.item.id), mayOperate()));
    all.setAttribute("aria-label", `All ${waiting}`);
    all.hidden = !mayOperate();
    all.checked = waiting > 0 && group.waiting.every(({ item }) => this.ticked.has(item.id));
    const hidden = group.entries.length - shown.length;
    more.replaceChildren(...(hidden > 0 ? [button(`Show ${count(hidden)} more`, () => {
      node.isOpen = true;
      this.draw();
    }, { class: "plain" }), " "] : []), h("span", { class: "small soft" }, "USD per million tokens"));
  }

  drawActs(act, node, group, provider, rule) {
    const waiting = group.waiting.length;
    const state = `${waiting} ${mayOperate()} ${node.result ?? ""}`;
    if (act.state === state || act.contains(document.activeElement) && act.state?.startsWith(`${waiting} ${mayOperate()}`)) {
      return;
    }
    act.state = state;
    const which = { filter: { provider, rule }, entries: group.waiting, node };
    const back = h("a", { class: "button", href: address("decisions", {}, { show: "rollback", provider }) }, "Roll back …");
    act.replaceChildren(
      ...(node.result ? [h("span", { class: "good", role: "status" }, node.result), ...(/approved/.test(node.result) ? [back] : [])] : []),
      ...(waiting > 0 && mayOperate()
        ? [button(`Reject ${count(waiting)} …`, () => this.ask("reject", which)), button(`Approve ${count(waiting)} …`, () => this.ask("approve", which))]
        : []),
    );
  }

  tick(id, isOn) {
    this.ticked[isOn ? "add" : "delete"](id);
    this.draw();
  }

  tickAll(key, isOn) {
    this.store.grouped().find((group) => group.key === key).waiting.forEach(({ item }) => this.ticked[isOn ? "add" : "delete"](item.id));
    this.draw();
  }

  drawBar() {
    const chosen = [...this.ticked].map((id) => this.store.held.get(id)).filter((entry) => entry && !entry.ended);
    this.bar.hidden = chosen.length === 0;
    if (this.bar.count !== chosen.length) {
      this.bar.count = chosen.length;
      const which = { ids: chosen.map(({ item }) => item.id), entries: chosen };
      this.bar.replaceChildren(h("b", {}, `${count(chosen.length)} chosen`), h("span", { class: "end" }),
        button(`Reject ${count(chosen.length)} …`, () => this.ask("reject", which)), button(`Approve ${count(chosen.length)} …`, () => this.ask("approve", which), { class: "main" }));
    }
  }

  ask(decision, which) {
    decide(decision, which, { decided: (word, number) => this.decided(which.entries, word, which.node, number), meanwhile: () => this.meanwhile(which.entries) });
  }

  decided(entries, word, node, number) {
    entries.forEach((entry) => {
      entry.ended = { status: word, by: "you" };
      this.ticked.delete(entry.item.id);
    });
    if (node) {
      node.result = `${count(number)} ${word}`;
    }
    this.store.total -= number;
    this.draw();
    node?.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  }

  async meanwhile(entries) {
    const before = this.store.held.size;
    await this.read();
    const more = this.store.held.size - before;
    const fewer = entries.filter(({ ended }) => ended).length;
    const said = more > 0 ? `${count(more)} more were held` : `${count(fewer)} of them were decided`;
    return `Meanwhile ${said}. Nothing was changed. Close this and look again.`;
  }

  update(route) {
    this.query = route.query;
    this.page.route = route;
    this.store = new Holds();
    this.ticked.clear();
    this.groups.replaceChildren();
    this.groups.keyed = undefined;
    this.show();
  }

  keys(event) {
    const links = [...this.place.querySelectorAll("tbody th a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1 }[event.key];
    if (to !== undefined && links[to]) {
      const row = links[Math.max(at, 0)].closest("tr");
      links[to].focus();
      if (event.shiftKey && row.tick) {
        row.tick(true);
        links[to].closest("tr").tick?.(true);
      }
      return true;
    }
    if (event.key === "x" && at >= 0) {
      links[at].closest("tr").tick?.();
      return true;
    }
    return false;
  }

  close() {
    clearTimeout(this.later);
  }
}
