// Addresses: which view, of what, in which state. The query is the state; what is usual is left out.

const VIEWS = [
  { name: "models", path: /^\/$/, query: ["q", "provider", "kind", "can", "in", "price", "min_context", "max_input_price", "sort", "cols"] },
  { name: "model", path: /^\/ui\/model\/([^/]+)\/(.+)$/, parts: ["provider", "model"], query: ["range", "in", "cached", "out"] },
  { name: "providers", path: /^\/ui\/providers(?:\/([^/]+))?$/, parts: ["slug"], query: [] },
  { name: "changes", path: /^\/ui\/changes$/, query: ["provider", "model", "type", "window", "show"] },
  { name: "syncs", path: /^\/ui\/syncs(?:\/([^/]+))?$/, parts: ["job"], query: ["run_id"] },
  { name: "decisions", path: /^\/ui\/decisions$/, query: ["provider", "rule", "group", "show"] },
];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an address shows; null when it is none of the page's. Unknown names of the query are ignored. */
export function parse(path, search = "") {
  for (const view of VIEWS) {
    const found = view.path.exec(path);
    if (found) {
      const route = { view: view.name, query: {} };
      (view.parts ?? []).forEach((name, index) => {
        route[name] = found[index + 1] === undefined ? null : found[index + 1].split("/").map(decoded).join("/");
      });
      const given = new URLSearchParams(search);
      for (const name of view.query) {
        const value = given.get(name);
        if (value) {
          route.query[name] = value;
        }
      }
      return route;
    }
  }
  return null;
}

const encoded = (id) => id.split("/").map(encodeURIComponent).join("/");

/** A query of what is set, in the order given. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return set.length === 0 ? "" : "?" + new URLSearchParams(set);
}

const PATHS = {
  models: () => "/",
  model: ({ provider, model }) => `/ui/model/${encodeURIComponent(provider)}/${encoded(model)}`,
  providers: ({ slug }) => (slug ? `/ui/providers/${encodeURIComponent(slug)}` : "/ui/providers"),
  changes: () => "/ui/changes",
  syncs: ({ job }) => (job ? `/ui/syncs/${encodeURIComponent(job)}` : "/ui/syncs"),
  decisions: () => "/ui/decisions",
};

/** The address of a view in a state. */
export function address(view, route = {}, values = route.query ?? {}) {
  return PATHS[view](route) + query(values);
}

/** The API's path of one model's resource. */
export function modelPath(prefix, provider, model) {
  return `/${prefix}/${encodeURIComponent(provider)}/${encoded(model)}`;
}
