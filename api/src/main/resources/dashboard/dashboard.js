// Everything shown comes from providers: it is set as text, never as markup. The key stays in this page's memory.
const EVERY = 5000;
const FRESH_HOURS = 8;
let key = "";

const at = (id) => document.getElementById(id);

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

async function call(path, method = "GET") {
  const headers = { Accept: "application/json" };
  if (key) {
    headers.Authorization = `Bearer ${key}`;
  }
  const response = await fetch(path, { method, headers });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail || body.title || `${path}: ${response.status}`);
  }
  return body;
}

function count(number) {
  return Number(number || 0).toLocaleString("en");
}

function age(seconds) {
  if (seconds === null || seconds === undefined) {
    return "never";
  }
  if (seconds < 90) {
    return `${Math.round(seconds)} s ago`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} min ago` : `${(seconds / 3600).toFixed(1)} h ago`;
}

function bar(share, kind = "") {
  const inner = element("i");
  inner.style.width = `${Math.min(100, Math.max(0, share * 100))}%`;
  return element("span", { className: `bar ${kind}` }, inner);
}

function cell(content, className = "") {
  return element("td", { className }, content ?? "");
}

function showHealth(health) {
  const good = health.status === "healthy";
  at("health").className = good ? "good" : "bad";
  at("health").textContent =
    `${good ? "●" : "▲"} ${health.status} · database ${health.database} · temporal ${health.temporal} · cache ${health.cache}`;
}

function showStats(stats) {
  const tile = (name, value) => element("div", { className: "tile" }, element("b", { textContent: value }), element("span", { textContent: name }));
  const states = stats.by_price_state;
  at("tiles").replaceChildren(
    tile("active models", count(stats.active)),
    tile("no longer listed", count(stats.inactive)),
    tile("with a price", count(states.priced)),
    tile("price unknown", count(states.unknown)),
    tile("providers with models", count(Object.keys(stats.by_provider).length)),
  );
  const names = ["priced", "free", "dynamic", "unknown"];
  const total = names.reduce((sum, name) => sum + (states[name] || 0), 0) || 1;
  at("states").setAttribute("aria-label", names.map((name) => `${name} ${states[name] || 0}`).join(", "));
  at("states").replaceChildren(...names.map((name) => {
    const part = element("i", { className: name, title: `${name}: ${count(states[name])}` });
    part.style.width = `${(100 * (states[name] || 0)) / total}%`;
    return part;
  }));
  at("states-legend").replaceChildren(...names.flatMap((name) => [
    element("i", { className: `key ${name}` }), `${name} ${count(states[name])}`,
  ]));
}

function healthClass(provider) {
  if (!provider.is_active || !provider.is_supported) {
    return "soft";
  }
  return { healthy: "good", degraded: "warn", down: "bad" }[provider.health_status] || "soft";
}

function trouble(provider) {
  if (!provider.is_supported) {
    return provider.note || "not supported";
  }
  if (!provider.is_active) {
    return "switched off";
  }
  return provider.consecutive_failures > 0 ? `${provider.last_error_code} (${provider.consecutive_failures} in a row)` : "";
}

function providerRow(provider, most) {
  const seconds = provider.seconds_since_success;
  const hours = seconds === null ? FRESH_HOURS : seconds / 3600;
  const kind = hours >= FRESH_HOURS ? "bad" : hours >= FRESH_HOURS * 0.8 ? "warn" : "good";
  const fresh = provider.is_supported && provider.is_active
    ? element("span", { className: "fresh" }, bar(seconds === null ? 0 : hours / FRESH_HOURS, kind), age(seconds)) : "";
  const sync = key && provider.is_supported && provider.is_active
    ? element("button", { type: "button", textContent: "Sync", onclick: () => act(`/admin/model-sync/provider/${provider.slug}?wait=0`) }) : "";
  return element("tr", {},
    cell(element("span", { textContent: provider.name, title: provider.slug })),
    cell(provider.is_supported ? provider.health_status : "–", healthClass(provider)),
    cell(count(provider.models_active), "number"),
    cell(bar(provider.models_active / most)),
    cell(fresh),
    cell(trouble(provider), provider.consecutive_failures > 0 ? "bad" : "soft"),
    cell(sync));
}

function showProviders(list) {
  const providers = [...list.data].sort((a, b) => b.models_active - a.models_active || a.slug.localeCompare(b.slug));
  const most = Math.max(1, ...providers.map((provider) => provider.models_active));
  at("provider-count").textContent = `(${providers.length})`;
  at("providers").tBodies[0].replaceChildren(...providers.map((provider) => providerRow(provider, most)));
}

function perMillion(text) {
  if (text === null || text === undefined) {
    return "?";
  }
  // Shift the decimal point of exact text; a binary number would invent digits.
  const [whole, fraction = ""] = String(text).split(".");
  const digits = whole + fraction.padEnd(6, "0");
  const point = whole.length + 6;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return `$${left}${right ? `.${right}` : ""}`;
}

function facts(side, type) {
  if (!side) {
    return "";
  }
  if (type.startsWith("price.") || type === "model.added") {
    return side.pricing_state === "priced"
      ? `${perMillion(side.prompt)} in, ${perMillion(side.completion)} out per 1M` : side.pricing_state || side.reason || "";
  }
  return side.reason || side.name || "";
}

function showChanges(page) {
  at("changes").tBodies[0].replaceChildren(...[...page.data].reverse().map((change) => element("tr", {},
    cell(element("time", { dateTime: change.at, textContent: change.at.slice(0, 19).replace("T", " ") })),
    cell(change.type),
    cell(change.provider_slug),
    cell(change.provider_model_id || "", "id"),
    cell(facts(change.before, change.type)),
    cell(facts(change.after, change.type)))));
}

function showRunning(status) {
  const jobs = status.running_jobs;
  at("running").replaceChildren(...(jobs.length === 0 ? [element("p", { className: "soft", textContent: "Nothing is running." })]
    : jobs.map((job) => element("p", {}, element("code", { textContent: job.job_id }),
      ` since ${String(job.started_at || "").slice(11, 19)} ${job.dry_run ? "(dry run) " : ""}`,
      element("button", { type: "button", textContent: "Cancel", onclick: () => act(`/admin/jobs/${encodeURIComponent(job.job_id)}/cancel`) })))));
}

function heldRow(change) {
  const decide = (verb) => element("button", {
    type: "button", textContent: verb, onclick: () => act(`/admin/held-changes/${change.id}/${verb}`),
  });
  const price = (side) => (side ? side.components : []).slice(0, 4)
    .map((part) => `${part.kind} ${part.unit === "token" ? `${perMillion(part.usd)}/1M` : `$${part.usd}/${part.unit}`}`).join(", ")
    || (side ? side.state : "–");
  const held = change.told_by.length === 0 ? price(change.after)
    : change.told_by.map((told) => `${told.source}: ${price(told.price)}`).join("; ");
  return element("tr", {}, cell(change.provider_slug), cell(change.provider_model_id, "id"), cell(change.rule, "warn"),
    cell(price(change.before)), cell(held), cell(element("span", {}, decide("approve"), " ", decide("reject"))));
}

function showHeld(list) {
  const rows = list.data;
  at("held-count").textContent = rows.length ? `(${rows.length})` : "";
  if (rows.length === 0) {
    at("held").replaceChildren(element("p", { className: "soft", textContent: "Nothing is held." }));
    return;
  }
  const head = ["Provider", "Model", "Rule", "Served", "Held", ""].map((name) => element("th", { scope: "col", textContent: name }));
  at("held").replaceChildren(element("div", { className: "scroll" }, element("table", {},
    element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows.map(heldRow)))));
}

async function act(path) {
  try {
    await call(path, "POST");
    await refresh();
  } catch (error) {
    problem(error.message);
  }
}

function problem(text) {
  at("problem").hidden = !text;
  at("problem").textContent = text || "";
}

async function refresh() {
  const [health, stats, providers, changes] = await Promise.all([
    call("/health"), call("/models/stats"), call("/providers"), call("/changes?last=25"),
  ]);
  showHealth(health);
  showStats(stats);
  showProviders(providers);
  showChanges(changes);
  if (key) {
    const [status, held] = await Promise.all([call("/admin/model-sync/status"), call("/admin/held-changes?status=pending&limit=50")]);
    at("operator").hidden = false;
    showRunning(status);
    showHeld(held);
  }
  problem("");
}

async function loop() {
  try {
    if (!document.hidden) {
      await refresh();
    }
  } catch (error) {
    problem(error.message);
  }
  setTimeout(loop, EVERY);
}

at("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  key = at("key").value.trim();
  at("operator").hidden = !key;
  refresh().catch((error) => problem(error.message));
});
at("sync-all").addEventListener("click", () => act("/admin/model-sync/all?wait=0"));
loop();
