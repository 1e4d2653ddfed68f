// A sync with its providers' parts, as a row each; and one that runs, live.

import { button, h, keyed, num, say, scroll, table } from "../dom.js";
import { mayOperate, send, stream, watch } from "../api.js";
import { count, many, span } from "../format.js";
import { failure, job as jobWords, result } from "../words.js";
import { confirm } from "../confirm.js";
import { tooSmall } from "../key.js";
import { address, query } from "../route.js";

const DONE = ["synced", "not_modified", "skipped", "failed", "cancelled", "timed_out"];

/** States of a job that is not over. */
export const RUNNING = ["running", "queued"];

/** The route of a job. */
export const path = (job, act = "") => `/admin/jobs/${encodeURIComponent(job.job_id)}${act}${query({ run_id: job.run_id })}`;
/** A job's name as a link to its page. */
export const link = (job, words) => h("a", { href: address("syncs", { job: job.job_id }, { run_id: job.run_id }) }, words);

/** Starts something and says what came of it; answers the API's answer. */
export async function start(where, told) {
  try {
    const answer = await send(where);
    say(told, answer.already_running ? "It runs already." : "Started.");
    return answer;
  } catch (error) {
    say(told, error.status === 403 ? tooSmall(error) : error.message);
    return null;
  }
}

export const temporalLink = (job) => h("a", { class: "button", href: job.temporal_url, target: "_blank", rel: "noopener" }, "Open in Temporal");

/** A button that asks before it stops a job. */
export function cancelButton(job, told) {
  return button("Cancel …", () =>
    confirm({
      question: `Cancel “${jobWords(job)}”?`,
      explanation: "What its providers have stored stays; nothing is written by halves.",
      verb: "Cancel the sync",
      act: async () => {
        const { message } = await send(path(job, "/cancel"));
        say(told, message);
      },
    }));
}

/** Words for a provider's part: what is wrong, or where it stands. */
function remark(part) {
  if (part.error) {
    const error = failure(part.error);
    const tries = part.attempt > 1 ? `, try ${part.attempt}${part.max_attempts ? ` of ${part.max_attempts}` : ""}` : "";
    const next = part.next_attempt_at ? `, again in ${span(Date.parse(part.next_attempt_at) - Date.now())}` : "";
    return { words: error + tries + next, tone: part.status === "skipped" ? "soft" : "bad" };
  }
  if (part.attempt > 1) {
    return { words: `try ${part.attempt}`, tone: "warn" };
  }
  return part.models_delisted > 0 ? { words: `${many(part.models_delisted, "model")} not listed any more`, tone: "soft" } : { words: "", tone: "soft" };
}

export const HEADS = ["Provider", "Step", num("Fetched"), num("Models"), num("Prices changed"), num("Held"), "Remark"];

function partRow(part) {
  const cells = ["fetched", "models", "prices", "held"].map((name) => h("td", { class: "num", "data-n": name }));
  const row = h("tr", {}, h("th", { scope: "row" }, h("a", { href: address("providers", { slug: part.provider }, {}) }, part.provider)), h("td"), cells, h("td", { class: "line wrap" }));
  row.show = (now) => {
    const step = now.status === "running" ? now.step : now.status;
    const { word, tone } = result(step);
    row.children[1].className = tone;
    say(row.children[1], word);
    [now.models_fetched, now.models_synced, now.price_changes, now.held_changes].forEach((value, index) => say(cells[index], count(value)));
    cells[3].classList.toggle("warn", now.held_changes > 0);
    const said = remark(now);
    row.lastChild.className = `line wrap ${said.tone}`;
    say(row.lastChild, said.words);
  };
  return row;
}

const trouble = (part) => (part.error ? 0 : part.status === "queued" ? 2 : DONE.includes(part.status) ? 3 : 1);

/** Rows of providers' parts, those in trouble first. */
export function showParts(body, parts) {
  const sorted = parts.slice().sort((a, b) => trouble(a) - trouble(b) || a.provider.localeCompare(b.provider));
  keyed(body, sorted, (part) => part.provider, partRow, (row, part) => row.show(part));
}

/** A job that runs: its numbers change in place, at most once a second, which is how often the stream tells them. */
export class Running {
  constructor(job, signal, ended) {
    this.job = job;
    const id = `r-${job.job_id.replace(/\W/g, "-")}`;
    this.told = h("span", { class: "soft small", role: "status" });
    this.bar = h("progress", { max: "1", value: 0, "aria-label": "Providers done" });
    this.why = h("p", { class: "why" });
    const { node, body } = table("Providers at work or in trouble", HEADS);
    this.body = body;
    this.parts = h("div", {}, scroll("Providers at work", node));
    this.node = h(
      "section",
      { class: "group", "aria-labelledby": id },
      h("div", { class: "head" }, h("h2", { id }, link(job, jobWords(job))), this.told),
      (this.acts = h("div", { class: "do" }, mayOperate() ? cancelButton(job, this.told) : "")),
      this.bar,
      this.why,
      this.parts,
    );
    this.parts.style.gridColumn = "1 / -1";
    const closing = new AbortController();
    signal.addEventListener("abort", () => closing.abort());
    this.close = () => closing.abort();
    watch(async () => {
      await stream(path(job, "/events"), { signal: closing.signal, event: ({ type, data }) => (this.show(data), type === "end" && ended(data)) });
    }, 0, closing.signal, () => {});
  }

  show(job) {
    const all = job.providers.length + (job.providers_left_out ?? 0);
    const done = job.providers.filter((part) => DONE.includes(part.status));
    const working = job.providers.filter((part) => !DONE.includes(part.status) || part.status === "failed");
    const sum = (field) => job.providers.reduce((total, part) => total + (part[field] ?? 0), 0);
    const took = span(Date.now() - Date.parse(job.started_at));
    say(this.told, `${done.length} of ${many(all, "provider")} · ${took} · started by ${job.triggered_by ?? "somebody"}`);
    this.bar.max = Math.max(1, all);
    this.bar.value = done.length;
    const rest = working.length > 0 ? ` · ${many(working.length, "provider")} still at work or in trouble:` : "";
    say(this.why, `${many(sum("models_synced"), "model")} · ${many(sum("price_changes"), "price")} changed · ${count(sum("held_changes"))} held${rest}`);
    if (job.temporal_url && !this.acts.querySelector("a")) {
      this.acts.prepend(temporalLink(job));
    }
    this.parts.hidden = working.length === 0;
    showParts(this.body, working);
  }
}
