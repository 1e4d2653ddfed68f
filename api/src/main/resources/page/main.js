// The frame of the page: views and their addresses, the bar, trouble, the keyboard.

import { button, h, say, time } from "./dom.js";
import { call, hasKey, lastAnswer, onKey, onTrouble, retryNow, watch } from "./api.js";
import { clock, count, span } from "./format.js";
import { address, parse } from "./route.js";
import { keyState } from "./key.js";
import { follow, onChange } from "./source.js";

const BAR_EVERY = 15;
const LATE = 600_000;
const GO = { m: "models", p: "providers", c: "changes", s: "syncs", d: "decisions" };
const PARENTS = { model: "models" };
const forever = new AbortController().signal;
const main = document.getElementById("main");
const element = (id) => document.getElementById(id);
let view = null;
let current = null;

/** Shows the view of the present address; {@code back} when the reader came by the browser's buttons. */
async function show({ back = false, quiet = false } = {}) {
  const route = parse(location.pathname, location.search);
  if (!route) {
    location.reload();
    return;
  }
  if (view && sameView(current, route)) {
    current = route;
    if (!quiet) {
      view.update(route);
    }
    return;
  }
  current = route;
  document.querySelectorAll("nav a").forEach((link) => {
    const here = link.dataset.view === (PARENTS[route.view] ?? route.view);
    here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  });
  const { open } = await import(`./view/${route.view}.js`);
  if (current !== route) {
    return;
  }
  const first = view === null;
  view?.close?.();
  view?.leaving.abort();
  const leaving = new AbortController();
  // A view that is being left has no say in where the reader goes: what was typed last may still wait to be told.
  const ofView = (to, how) => sameView(current, route) && go(to, how);
  const page = { route, go: ofView, back, signal: leaving.signal, title };
  view = open(page);
  view.leaving = leaving;
  main.replaceChildren(view.node);
  document.body.dataset.view = route.view;
  title(view.title);
  if (!first && !back) {
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

const title = (words) => (document.title = `${words} · Catalog Sync`);

function sameView(a, b) {
  const named = ({ view: name, provider, model, slug, job }) => JSON.stringify([name, provider, model, slug, job]);
  return a !== null && named(a) === named(b);
}

/** Goes to an address of the page: typing replaces the entry of the history, everything else adds one. */
function go(to, { replace = false, quiet = false } = {}) {
  if (to !== location.pathname + location.search) {
    history[replace ? "replaceState" : "pushState"](null, "", to);
    show({ quiet });
  }
}

addEventListener("popstate", () => show({ back: true }));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (link && plain && link.origin === location.origin && !link.hasAttribute("download") && !link.target && link.hash === "" && parse(link.pathname)) {
    event.preventDefault();
    go(link.pathname + link.search);
  }
  document.querySelectorAll("details.pop[open]").forEach((pop) => !pop.contains(event.target) && (pop.open = false));
});

// The bar: how fresh the catalog is, what is wrong, what runs, what waits.

/** What needs Temporal is left out of the bar while Temporal is away: decisions work without it. */
const orNothing = (path) => call(path).catch((error) => (error.status === 503 ? null : Promise.reject(error)));

async function readBar() {
  const [health, { data: providers }] = await Promise.all([call("/health", { bearer: "" }), call("/providers", { bearer: "" })]);
  const bad = providers.filter((one) => one.is_active && one.is_supported && ["degraded", "down"].includes(one.health_status)).length;
  const mark = element("n-providers");
  mark.className = bad > 0 ? "warn" : "";
  mark.replaceChildren(...(bad > 0 ? [String(bad), h("span", { class: "drop" }, " degraded")] : []));
  const [running, held, schedules] = hasKey()
    ? await Promise.all([orNothing("/admin/jobs?status=running&limit=50"), call("/admin/held-changes?limit=1"), orNothing("/admin/schedules")])
    : [null, null, null];
  const jobs = running?.jobs.length ?? 0;
  element("n-syncs").replaceChildren(...(jobs > 0 ? [String(jobs), h("span", { class: "drop" }, " running")] : []));
  say(element("n-decisions"), held?.total > 0 ? count(held.total) : "");
  freshness(health.last_successful_sync, schedules);
}

const fresh = h("span", { class: "drop" });

function freshness(last, schedules) {
  if (!last) {
    fresh.className = "drop";
    fresh.replaceChildren("Not synced yet");
    return;
  }
  const since = Date.now() - Date.parse(last);
  const hours = schedules?.schedules.find((one) => one.kind === "full" && one.enabled)?.interval_hours;
  const stale = hours && since > hours * 3_600_000 + LATE;
  fresh.className = stale ? "warn" : "drop";
  fresh.replaceChildren(time(last, `Synced ${span(since)} ago${stale ? `, expected every ${hours} h` : ""}`));
}

function showKey(reason = "") {
  element("state").replaceChildren(fresh, ...keyState(reason));
}

let wake = new AbortController();

function watchBar() {
  wake.abort();
  wake = new AbortController();
  watch(readBar, BAR_EVERY, wake.signal);
}

onKey((reason) => {
  showKey(reason);
  watchBar();
});

// Trouble: said once, above the view, while its last data stays.

let countdown;
onTrouble((trouble) => {
  clearInterval(countdown);
  const node = element("trouble");
  node.hidden = trouble === null;
  if (trouble === null) {
    node.replaceChildren();
    return;
  }
  const at = Date.now() + trouble.seconds * 1000;
  const left = h("span", { "aria-hidden": "true" });
  const tick = () => say(left, ` Trying again in ${Math.max(0, Math.ceil((at - Date.now()) / 1000))} s.`);
  tick();
  countdown = setInterval(tick, 1000);
  const as = lastAnswer() ? ` Shown as of ${clock(lastAnswer())} UTC.` : "";
  node.replaceChildren(trouble.message.replace(/[^.!?]$/, "$&."), left, as, " ", button("Try now", retryNow, { class: "plain" }));
});

// The keyboard. In fields letters only type.

const LETTERS = "catalog-sync.letters";
let going = 0;

function isTyping(target) {
  return target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]") ?? false;
}

function escape(event) {
  const pop = document.querySelector("details.pop[open]");
  const { target } = event;
  if (pop) {
    pop.open = false;
    pop.querySelector("summary").focus();
  } else if (isTyping(target) && target.value && target.type === "search") {
    target.value = "";
    target.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (isTyping(target)) {
    target.blur();
  } else if (PARENTS[current.view]) {
    go(address(PARENTS[current.view], {}, {}));
  } else if (current.slug || current.job) {
    go(address(current.view, {}, {}));
  } else {
    return;
  }
  event.preventDefault();
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
    return;
  }
  if (event.key === "Escape") {
    escape(event);
    return;
  }
  const search = event.target.id === "q" && ["ArrowDown", "PageDown"].includes(event.key);
  if (isTyping(event.target) && !search) {
    return;
  }
  const letter = event.key.length === 1;
  if (letter && event.key !== "?" && localStorage.getItem(LETTERS) === "off") {
    return;
  }
  if (event.key === "?") {
    help();
  } else if (Date.now() - going < 1500 && GO[event.key]) {
    going = 0;
    go(address(GO[event.key], {}, {}));
  } else if (event.key === "g") {
    going = Date.now();
  } else if (event.key === "/" && view?.find) {
    view.find();
  } else if (event.target.matches?.("summary, button, [role=region][tabindex]") && !letter) {
    return;
  } else if (!view?.keys?.(event)) {
    return;
  }
  event.preventDefault();
});

function help() {
  const keys = [
    ["/", "search"], ["Esc", "empty the search, then leave it; close; go up"], ["↓ ↑ or j k", "rows"], ["Home End PgUp PgDn", "rows, far"],
    ["Enter", "open"], ["c", "copy the id"], ["x, Shift+↓", "tick, tick on"], ["[ ]", "sort column"],
    ["g then m p c s d", "models, providers, changes, syncs, decisions"], ["?", "this list"],
  ];
  const off = h("input", { type: "checkbox", checked: localStorage.getItem(LETTERS) === "off" });
  off.addEventListener("change", () => localStorage.setItem(LETTERS, off.checked ? "off" : "on"));
  const dialog = h(
    "dialog",
    { "aria-labelledby": "help", close: () => dialog.remove() },
    h("h2", { id: "help" }, "Keyboard"),
    h("dl", { class: "facts" }, keys.map(([key, does]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, does)])),
    h("p", {}, h("label", {}, off, " Single letters do nothing")),
    h("form", { method: "dialog" }, h("button", { autofocus: true }, "Close")),
  );
  document.body.append(dialog);
  dialog.showModal();
}

showKey();
show();
watchBar();
onChange(() => clearTimeout(readBar.later) ?? (readBar.later = setTimeout(watchBar, 2000)), forever);
follow();
