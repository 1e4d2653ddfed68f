// One sync with all of its providers.

import { ago, button, fill, h, say, scroll, table, time } from "../dom.js";
import { call, hasKey, mayOperate, onKey, stream, watch } from "../api.js";
import { count, duration, span } from "../format.js";
import { failure, job as jobWords, result } from "../words.js";
import { HEADS, RUNNING, cancelButton, path, showParts, start, temporalLink } from "./running.js";
import { needed } from "../key.js";

const GOOD = ["synced", "not_modified"];

/** The view of one sync. */
export class OneSync {
  constructor(page) {
    this.page = page;
    this.title = "Sync";
    this.job = { job_id: page.route.job, run_id: page.route.query.run_id };
    this.heading = h("h1", { tabindex: "-1" }, "Sync");
    this.told = h("span", { class: "soft", role: "status" });
    this.acts = h("span", { class: "acts end" });
    this.facts = h("p", { class: "soft" });
    this.place = h("div");
    this.node = h("div", {}, h("p", { class: "small soft" }, h("a", { href: "/ui/syncs" }, "Syncs"), " / ", h("span", { class: "mono" }, page.route.job)),
      h("div", { class: "head" }, this.heading, this.told, this.acts), this.facts, this.place);
    onKey((reason) => this.show(reason), page.signal);
    this.show();
  }

  show(reason) {
    this.stop?.abort();
    this.stop = new AbortController();
    this.page.signal.addEventListener("abort", () => this.stop.abort());
    if (!hasKey()) {
      this.place.replaceChildren(needed("see this sync", reason));
      return;
    }
    const { node, body } = table("Providers, those in trouble first", HEADS);
    this.body = body;
    this.place.replaceChildren(scroll("Providers", node));
    watch(async () => {
      const job = await call(path(this.job));
      this.draw(job);
      if (RUNNING.includes(job.status)) {
        await stream(path(this.job, "/events"), { signal: this.stop.signal, event: ({ data }) => this.draw(data) });
      }
    }, 0, this.stop.signal, (error) => this.place.replaceChildren(h("p", { class: "bad" }, error.status === 404 ? "There is no such sync." : error.message)));
  }

  draw(job) {
    const { word, tone } = result(job.status);
    say(this.heading, jobWords({ ...job, provider: job.provider ?? (job.providers.length === 1 ? job.providers[0].provider : null) }));
    const took = job.duration_ms ? `took ${duration(job.duration_ms)}` : `${span(Date.now() - Date.parse(job.started_at))} so far`;
    fill(this.facts, [h("span", { class: tone }, word), " · started ", time(job.started_at), " ", ago(job.started_at), ` by ${job.triggered_by ?? "somebody"} · ${took}`,
      job.error ? h("span", { class: "bad" }, ` · ${failure(job.error)}`) : ""]);
    showParts(this.body, job.providers);
    const left = job.providers.filter((part) => !GOOD.includes(part.status)).length;
    const runs = RUNNING.includes(job.status);
    const state = `${runs} ${left} ${mayOperate()}`;
    if (this.acts.state !== state) {
      this.acts.state = state;
      this.acts.replaceChildren(
        ...(job.temporal_url ? [temporalLink(job)] : []),
        ...(mayOperate() && runs ? [cancelButton(job, this.told)] : []),
        ...(mayOperate() && !runs && left > 0 ? [button(`Retry ${count(left)}`, () => start(path(this.job, "/retry"), this.told))] : []),
      );
    }
  }

  update(route) {
    this.page.route = route;
  }
}
