// Providers: how each stands and why, how fresh it is against its own schedule; and one of them with its runs.

import { ago, button, fill, h, keyed, num, say, scroll, section, table, time } from "../dom.js";
import { call, hasKey, mayAdminister, mayOperate, onKey, send, watch } from "../api.js";
import { count, duration, recent, span } from "../format.js";
import { event as eventWords, failure, result } from "../words.js";
import { confirm } from "../confirm.js";
import { tooSmall } from "../key.js";
import { address, query } from "../route.js";
import { onChange } from "../source.js";

const AGAIN = 15;
const LAST_RUNS = 5;
const TIERS = { every_15_minutes: 0.25, hourly: 1, every_4_hours: 4 };
// Of a verdict; what is not here says why a list is not complete.
const TONES = { ok: "good", not_supported: "soft", disabled: "soft", never_synced: "soft", down: "bad" };

/** Opens the view of all providers or of one. */
export function open(page) {
  return page.route.slug ? new OneProvider(page) : new Providers(page);
}

/** The verdict in a word and its reason. */
function verdict(one) {
  return { word: one.verdict.replaceAll("_", " "), tone: TONES[one.verdict] ?? "warn", why: one.verdict_reason };
}

/** "2 h of 6 h". */
function freshness(one, hours) {
  const every = hours ?? TIERS[one.tier];
  const since = one.last_success ? span(Date.now() - Date.parse(one.last_success)) : "never";
  return { words: every ? `${since} of ${every < 1 ? `${every * 60} min` : `${every} h`}` : since, late: every && one.last_success && Date.now() - Date.parse(one.last_success) > every * 3_600_000 * 1.25 };
}

/** Results of runs, newest first; equal ones that follow each other once, with their number. */
function lastRuns(runs) {
  const said = [];
  for (const { status } of runs) {
    const { word } = result(status === "success" ? "synced" : status);
    if (said.at(-1)?.word === word) {
      said.at(-1).times++;
    } else {
      said.push({ word, times: 1 });
    }
  }
  return said.map(({ word, times }) => (times > 1 ? `${word} ×${times}` : word)).join(", ");
}

class Providers {
  constructor(page) {
    this.page = page;
    this.title = "Providers";
    this.told = h("span", { class: "soft" });
    const { node, body } = table("Providers", ["Provider", "Verdict", num("Models"), num("Priced"), num("Listed / kept"), num("Held"), "Last success", num("Unread terms"), "Last runs"]);
    this.body = body;
    this.node = h("div", {}, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, "Providers"), this.told), scroll("Providers", node));
    this.extra = { priced: {}, held: {}, runs: {} };
    watch(() => this.read(), AGAIN, page.signal);
    onKey(() => this.read().catch(() => {}), page.signal);
    onChange((change) => (change === null || change.type.startsWith("provider.")) && this.read().catch(() => {}), page.signal);
  }

  async read() {
    const { data } = await call("/providers", { bearer: "" });
    if (hasKey()) {
      const [{ data: held }, { history }, { schedules }] = await Promise.all([
        call("/admin/held-changes?limit=1000"),
        call("/pricing/sync/history?limit=1000").catch(() => ({ history: [] })),
        call("/admin/schedules").catch(() => ({ schedules: [] })),
      ]);
      this.hours = schedules.find(({ kind, enabled }) => kind === "full" && enabled)?.interval_hours;
      this.extra.held = Object.fromEntries(data.map(({ slug }) => [slug, held.filter((one) => one.provider_slug === slug).length]));
      this.extra.runs = Object.fromEntries(data.map(({ slug }) => [slug, history.filter((row) => row.provider_slug === slug).slice(0, LAST_RUNS)]));
    }
    const bad = data.filter((one) => ["warn", "bad"].includes(verdict(one).tone)).length;
    say(this.told, `${count(data.length)} providers, ${bad === 0 ? "all well" : `${count(bad)} not well`}`);
    const rank = (one) => ({ bad: 0, warn: 1 })[verdict(one).tone] ?? 2;
    const sorted = data.slice().sort((a, b) => rank(a) - rank(b) || a.slug.localeCompare(b.slug));
    keyed(this.body, sorted, (one) => one.slug, (one) => this.row(one), (row, one) => this.show(row, one));
  }

  row(one) {
    const cells = ["models", "priced", "listed", "held"].map((name) => h("td", { class: "num", "data-n": name }));
    return h("tr", {}, h("th", { scope: "row" }, h("a", { href: address("providers", { slug: one.slug }, {}) }, one.slug)), h("td", { class: "wrap" }), cells,
      h("td", { "data-n": "last success" }), h("td", { class: "num", "data-n": "unread" }), h("td", { class: "soft line wrap" }));
  }

  show(row, one) {
    const [, said, models, priced, listed, held, last, unread, runs] = row.children;
    const { word, tone, why } = verdict(one);
    fill(said, [h("span", { class: tone }, word), why ? h("span", { class: "soft" }, ` · ${why}`) : ""]);
    say(models, count(one.models_active));
    say(priced, one.models_priced === undefined ? "–" : count(one.models_priced));
    say(listed, one.listed === undefined || one.listed === null ? "–" : `${count(one.listed)} / ${count(one.kept_missing ?? 0)}`);
    listed.classList.toggle("warn", one.kept_missing > 0);
    const waits = this.extra.held[one.slug];
    fill(held, [waits > 0 ? h("a", { class: "warn", href: address("decisions", {}, { provider: one.slug }) }, count(waits)) : waits === undefined ? "–" : "0"]);
    const fresh = freshness(one, this.hours);
    last.className = fresh.late ? "warn" : "";
    fill(last, [one.last_success ? time(one.last_success, fresh.words) : "never"]);
    say(unread, one.unread_terms === undefined ? "–" : count(Array.isArray(one.unread_terms) ? one.unread_terms.length : one.unread_terms));
    say(runs, lastRuns(this.extra.runs[one.slug] ?? []));
  }

  keys(event) {
    const links = [...this.body.querySelectorAll("th a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: links.length - 1 }[event.key];
    links[to]?.focus();
    return links[to] !== undefined;
  }

  update() {}
}

class OneProvider {
  constructor(page) {
    this.page = page;
    this.slug = page.route.slug;
    this.title = this.slug;
    this.told = h("p", { role: "status" });
    this.facts = h("dl", { class: "facts" });
    this.acts = h("span", { class: "acts end" });
    this.runs = h("div", { class: "part" });
    this.events = h("div", { class: "part" });
    this.node = h("div", {}, h("p", { class: "small soft" }, h("a", { href: "/ui/providers" }, "Providers")),
      h("div", { class: "head" }, h("h1", { tabindex: "-1" }, this.slug), h("a", { href: address("models", {}, { provider: this.slug }) }, "its models"), this.acts), this.told,
      section("p-facts", "How it stands", null, this.facts), this.runs, this.events);
    watch(() => this.read(), AGAIN, page.signal, (error) => say(this.told, error.status === 404 ? "There is no such provider." : error.message));
    onKey(() => this.read().catch(() => {}), page.signal);
  }

  async read() {
    const one = await call(`/providers/${encodeURIComponent(this.slug)}`, { bearer: "" });
    this.show(one);
    const { data } = await call("/changes?" + new URLSearchParams({ provider: this.slug, last: 50 }), { bearer: "" });
    this.showEvents(data.filter(({ type }) => type.startsWith("provider.")));
    if (hasKey()) {
      const { history } = await call("/pricing/sync/history" + query({ provider: this.slug, limit: 20 }));
      this.showRuns(history);
    } else {
      this.runs.replaceChildren();
    }
  }

  show(one) {
    const { word, tone, why } = verdict(one);
    const unread = Array.isArray(one.unread_terms) ? one.unread_terms : [];
    const facts = [
      ["Verdict", [h("span", { class: tone }, word), why ? ` · ${why}` : ""]],
      ["Models", `${count(one.models_active)} listed, ${count(one.models_priced)} of them priced, ${count(one.models_inactive)} gone`],
      ["Last list", one.listed === undefined ? null : `${count(one.listed)} listed, ${count(one.kept_missing ?? 0)} missing and kept`],
      ["Last success", [ago(one.last_success), ` (${freshness(one).words})`]],
      ["Last failure", one.last_failure ? [ago(one.last_failure), one.last_error_code ? `: ${one.last_error_code.replaceAll("_", " ")}` : ""] : "none"],
      ["Tier", one.tier?.replaceAll("_", " ")],
      ["Key", one.requires_key ? "needed" : "not needed"],
      ["Prices", one.quotes_prices ? "in its list" : "from other sources"],
      ["Note", one.note],
      ["Address", h("span", { class: "mono" }, one.base_url ?? "")],
      ["Unread terms", unread.length > 0 ? h("span", { class: "mono" }, unread.join(", ")) : null],
    ];
    fill(this.facts, facts.filter(([, value]) => value).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
    const state = `${one.is_active} ${one.tier} ${mayOperate()} ${mayAdminister()}`;
    if (this.acts.state !== state) {
      this.acts.state = state;
      this.acts.replaceChildren(...(mayOperate() ? [button("Sync", () => this.act(`/admin/model-sync/provider/${this.slug}?background=true`))] : []), ...(mayAdminister() ? this.switches(one) : []));
    }
  }

  switches(one) {
    const path = `/admin/providers/${encodeURIComponent(this.slug)}`;
    const turn = one.is_active
      ? button("Switch off …", () => confirm({
        question: `Switch ${this.slug} off?`,
        explanation: `It is left out of syncs, and its ${count(one.models_active)} models are not offered until it is on again.`,
        verb: "Switch off",
        act: () => this.act(`${path}?is_active=false`),
      }))
      : button("Switch on", () => this.act(`${path}?is_active=true`));
    const tier = h("select", { "aria-label": "How often it is synced", change: () => tier.value !== one.tier && this.act(`${path}?tier=${tier.value}`) },
      [...Object.keys(TIERS), "default"].map((key) => h("option", { value: key, selected: key === one.tier }, key === "default" ? "as the code says" : key.replaceAll("_", " "))));
    return [tier, turn];
  }

  async act(path) {
    try {
      const answer = await send(path);
      say(this.told, answer.message ?? "Done.");
      await this.read();
    } catch (error) {
      say(this.told, error.status === 403 ? tooSmall(error) : error.message);
    }
  }

  showRuns(history) {
    const { node, body } = table("Last runs", ["Started", "Result", num("Fetched"), num("Prices changed"), num("Skipped"), num("Took"), "Remark"]);
    body.append(...history.map((row) => {
      const { word, tone } = result(row.status === "success" ? "synced" : row.status);
      return h("tr", {}, h("th", { scope: "row" }, time(row.sync_started_at, recent(row.sync_started_at))), h("td", { class: tone }, word),
        [["fetched", row.models_fetched], ["prices", row.models_updated], ["skipped", row.models_skipped]].map(([name, value]) => h("td", { class: "num", "data-n": name }, count(value))),
        h("td", { class: "num" }, row.duration_ms === null ? "–" : duration(row.duration_ms)), h("td", { class: "soft line wrap" }, row.error_message ?? failure(row.error)));
    }));
    this.runs.replaceChildren(section("p-runs", "Last runs", h("span", { class: "small soft" }, "times in UTC"), history.length > 0 ? scroll("Last runs", node) : h("p", { class: "soft" }, "None yet.")));
  }

  showEvents(events) {
    const rows = events.slice().reverse().map((one) => h("p", {}, time(one.at, recent(one.at)), ` ${eventWords(one.type)}`, one.after?.reason ? ` · ${one.after.reason}` : ""));
    this.events.replaceChildren(...(rows.length > 0 ? [section("p-events", "Events", null, rows)] : []));
  }

  update() {}
}
