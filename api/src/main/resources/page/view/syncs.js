// Syncs: those that run, live, and past ones.

import { button, fill, h, keyed, num, say, scroll, section, table } from "../dom.js";
import { call, hasKey, mayOperate, onKey, watch } from "../api.js";
import { clock, count, duration, moment, recent } from "../format.js";
import { job as jobWords, result } from "../words.js";
import { RUNNING, Running, link, path, start } from "./running.js";
import { needed } from "../key.js";
import { query } from "../route.js";
import { OneSync } from "./sync.js";

const AGAIN = 5;
const PAGE = 50;
const GOOD = ["synced", "not_modified"];

/** Opens the view of all syncs or of one. */
export function open(page) {
  return page.route.job ? new OneSync(page) : new Syncs(page);
}

class Syncs {
  constructor(page) {
    this.page = page;
    this.title = "Syncs";
    this.runs = new Map();
    this.jobs = [];
    this.told = h("span", { class: "soft", role: "status" });
    this.next = h("span", { class: "soft" });
    this.acts = h("span", { class: "acts end" });
    this.place = h("div");
    this.node = h("div", {}, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, "Syncs"), this.next, this.told, this.acts), this.place);
    onKey((reason) => this.show(reason), page.signal);
    this.show();
  }

  show(reason) {
    this.stop?.abort();
    this.stop = new AbortController();
    this.page.signal.addEventListener("abort", () => this.stop.abort());
    this.runs.clear();
    if (!hasKey()) {
      this.acts.replaceChildren();
      say(this.next, "");
      this.place.replaceChildren(needed("see syncs", reason));
      return;
    }
    this.running = h("div");
    const { node, body } = table("Past syncs", [h("th", { scope: "col", "aria-sort": "descending" }, "Started ↓"), "What", h("th", { scope: "col", class: "drop2" }, "By"), num("Providers"),
      "Result", num("Models"), num("Prices changed"), num("Held"), num("Took"), h("th", { scope: "col" }, h("span", { class: "sr" }, "Action"))]);
    this.body = body;
    this.more = h("p");
    this.past = section("s-past", "Past", h("span", { class: "small soft" }, "times in UTC"), scroll("Past syncs", node), this.more);
    this.place.replaceChildren(this.running, this.past);
    this.showActs();
    const failed = (error) => this.place.replaceChildren(h("p", { class: "bad" }, error.message));
    watch(() => this.read(), AGAIN, this.stop.signal, failed);
    watch(() => this.readNext(), 60, this.stop.signal);
  }

  showActs() {
    if (!mayOperate()) {
      this.acts.replaceChildren();
      return;
    }
    const choice = h("select", { "aria-label": "Provider to sync" }, h("option", { value: "" }, "Sync a provider …"));
    choice.addEventListener("change", () => {
      if (choice.value) {
        this.start(`/admin/model-sync/provider/${encodeURIComponent(choice.value)}?background=true`);
        choice.value = "";
      }
    });
    call("/admin/model-sync/providers").then(({ providers }) => choice.append(...providers.map((slug) => h("option", { value: slug }, slug))), () => {});
    this.acts.replaceChildren(choice, button("Sync all", () => this.start("/admin/model-sync/all?background=true"), { class: "main" }));
  }

  async start(where) {
    const started = await start(where, this.told);
    if (started?.job_id) {
      // Not every Temporal server lists what has just begun.
      const now = new Date().toISOString();
      this.take([{ job_id: started.job_id, run_id: started.run_id, kind: "full", status: "running", triggered_by: "you", started_at: now }]);
      this.draw();
    }
  }

  /** Jobs of an answer, before those that were known and are not among them. */
  take(jobs) {
    const fresh = new Set(jobs.map((job) => job.run_id));
    this.jobs = [...jobs, ...this.jobs.filter((job) => !fresh.has(job.run_id))];
    this.jobs.sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at));
  }

  /** A job that ran has ended, with what its last event tells. */
  ended(job) {
    const known = this.jobs.find(({ run_id: id }) => id === job.run_id);
    const sum = (field) => job.providers.reduce((total, part) => total + part[field], 0);
    const counts = {
      providers: job.providers.length,
      succeeded: job.providers.filter(({ status }) => GOOD.includes(status)).length,
      skipped: job.providers.filter(({ status }) => status === "skipped").length,
      models_synced: sum("models_synced"),
      price_changes: sum("price_changes"),
      held_changes: sum("held_changes"),
    };
    Object.assign(known ?? {}, { status: job.status, duration_ms: job.duration_ms, counts });
    this.draw();
  }

  async readNext() {
    const { schedules } = await call("/admin/schedules");
    const words = schedules.filter(({ enabled, next_runs: runs }) => enabled && runs?.length > 0)
      .map(({ kind, next_runs: [first] }) => `${jobWords({ kind }).toLowerCase()} at ${clock(first)} UTC`);
    say(this.next, words.length > 0 ? `Next: ${words.join(", ")}` : "Nothing is scheduled.");
  }

  async read() {
    const { jobs, next_cursor: cursor } = await call(`/admin/jobs?limit=${PAGE}`);
    this.take(jobs);
    this.cursor ??= cursor;
    this.draw();
  }

  draw() {
    const isRunning = (job) => RUNNING.includes(job.status);
    const running = this.jobs.filter(isRunning);
    keyed(this.running, running, (job) => job.run_id, (job) => {
      const run = new Running(job, this.stop.signal, (ended) => this.ended(ended));
      run.node.run = run;
      return run.node;
    }, () => {});
    const past = this.jobs.filter((job) => !isRunning(job));
    keyed(this.body, past, (job) => job.run_id, (job) => this.row(job), () => {});
    this.past.hidden = past.length === 0 && running.length > 0;
    if (this.jobs.length === 0) {
      this.body.replaceChildren();
      fill(this.more, ["No sync has run yet."]);
    } else {
      fill(this.more, this.cursor ? [button("Show more", () => this.older(), { class: "plain" })] : [], String(this.cursor));
    }
  }

  async older() {
    const { jobs, next_cursor: cursor } = await call("/admin/jobs" + query({ limit: PAGE, cursor: this.cursor }));
    this.jobs.push(...jobs);
    this.cursor = cursor;
    this.draw();
  }

  row(job) {
    const counts = job.counts ?? {};
    const { word, tone } = result(job.status);
    const left = (counts.providers ?? 0) - (counts.succeeded ?? 0) - (counts.skipped ?? 0);
    const retry = left > 0 && mayOperate() && ["partial", "failed", "cancelled", "timed_out"].includes(job.status);
    const number = (name, value) => h("td", { class: `num${name === "held" && value > 0 ? " warn" : ""}`, "data-n": name }, count(value));
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("time", { datetime: job.started_at, title: moment(job.started_at) }, link(job, recent(job.started_at)))),
      h("td", {}, jobWords(job)),
      h("td", { class: "soft drop2 gone" }, job.triggered_by ?? ""),
      h("td", { class: "num", "data-n": "providers" }, counts.providers === undefined ? "–" : `${count(counts.succeeded)} of ${count(counts.providers)}`),
      h("td", { class: tone }, word),
      number("models", counts.models_synced),
      number("prices", counts.price_changes),
      number("held", counts.held_changes),
      h("td", { class: "num" }, job.duration_ms === null ? "–" : duration(job.duration_ms)),
      h("td", { class: "num" }, retry ? button(`Retry ${count(left)}`, () => this.start(path(job, "/retry")), { class: "plain" }) : ""),
    );
  }

  update() {
    this.show();
  }
}
