// Few or no models: says so, and looks for names that are close.

import { button, h } from "../dom.js";
import { call } from "../api.js";
import { address } from "../route.js";

const CLOSE = 8;
const LETTERS = 4;

function words(query, table) {
  if (table.size === 0) {
    return "The catalog is empty.";
  }
  const more = Object.keys(query).some((name) => !["q", "sort", "cols"].includes(name));
  return query.q ? `No model matches “${query.q}”${more ? " and these filters" : ""}.` : "No model passes these filters.";
}

function near(model) {
  const route = { provider: model.provider_slug, model: model.provider_model_id };
  return h("li", {}, h("a", { href: address("model", route, {}) }, model.name), " ", h("span", { class: "soft" }, model.provider_slug));
}

/** Fills the place below the table. */
export async function none(place, { query, table, rows, clear }) {
  const said = rows.length === 0 ? [h("p", {}, words(query, table)), table.size > 0 ? button("Clear filters", clear) : ""] : [];
  place.replaceChildren(...said);
  const q = query.q ?? "";
  if (q.length < LETTERS) {
    return;
  }
  place.asked = q;
  try {
    const { data } = await call("/models/search?" + new URLSearchParams({ q, limit: CLOSE }), { bearer: "" });
    const seen = new Set(rows.map((row) => table.key(row)));
    const close = data.filter((model) => !seen.has(`${model.provider_slug} ${model.provider_model_id}`));
    if (place.asked === q && close.length > 0) {
      place.append(h("h2", {}, "Close matches"), h("ul", {}, close.map(near)));
    }
  } catch {
    // Close matches are an extra; what went wrong shows where the table is read.
  }
}
