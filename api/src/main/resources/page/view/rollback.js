// A provider's prices as they were: first what that would change, then the button.

import { button, h, num, say, scroll, section, table } from "../dom.js";
import { call, send, watch } from "../api.js";
import { confirm } from "../confirm.js";
import { count, factor, many } from "../format.js";
import { movesOf } from "./held.js";
import { address, query } from "../route.js";
import { tooSmall } from "../key.js";

const path = (slug, values) => `/admin/providers/${encodeURIComponent(slug)}/rollback${query(values)}`;

/** The form, its preview and its button. */
export function rollback({ query: asked, signal }) {
  const provider = h("select", { id: "r-provider" }, h("option", { value: "" }, "Provider"));
  const to = h("input", { id: "r-to", inputmode: "numeric", autocomplete: "off" });
  const present = h("p", { class: "small soft" });
  const preview = h("div", { role: "status" });
  const form = h(
    "form",
    {
      class: "tools",
      submit: (event) => {
        event.preventDefault();
        show(provider.value, target(to.value), preview);
      },
    },
    h("label", { for: "r-provider" }, "Provider"),
    provider,
    h("label", { for: "r-to" }, "Back to generation or instant"),
    to,
    h("button", { class: "main" }, "Preview"),
  );
  watch(async () => {
    const [{ data }, { generation }] = await Promise.all([call("/providers", { bearer: "" }), call("/models?limit=1", { bearer: "" })]);
    provider.append(...data.map(({ slug }) => h("option", { value: slug, selected: slug === asked.provider }, slug)));
    to.value = String(Math.max(0, generation - 1));
    say(present, `The catalog is at generation ${count(generation)}; a model’s history and the changes say which generation a price came with.`);
  }, 0, signal);
  return h("div", {}, h("p", { class: "head" }, h("a", { href: address("decisions", {}, {}) }, "Held prices")), h("h2", {}, "Roll back a provider’s prices"), form, present, preview);
}

async function show(slug, to, preview) {
  if (!slug || !to) {
    say(preview, slug ? "Say a generation, such as 41, or an instant in UTC, such as 2026-11-21 09:00." : "Choose a provider first.");
    return;
  }
  try {
    const { to: generation, pinned, kept, widest } = await send(path(slug, { to, dry_run: true }));
    preview.replaceChildren(
      h("p", {}, `${many(pinned, "price")} of ${slug} would be pinned to what they were at generation ${count(generation)}; ${count(kept)} are the same or pinned already.`),
      ...(pinned > 0 ? [moves(slug, pinned, widest), h("p", {}, button(`Roll back ${count(pinned)} …`, () => ask(slug, generation, pinned, preview), { class: "main" }))] : []),
      h("p", {}, button("Take this provider’s rollbacks back …", () => undo(slug, preview), { class: "plain" })),
    );
  } catch (error) {
    say(preview, error.status === 403 ? tooSmall(error) : error.message);
  }
}

/** A generation or an instant as the API takes it; null of anything else. A time without a zone is UTC. */
function target(text) {
  const said = text.replaceAll(",", "").trim();
  if (/^\d+$/.test(said)) {
    return said;
  }
  const at = /^\d{4}-\d\d-\d\d(?:[ T](\d\d:\d\d(:\d\d)?)Z?)?$/.test(said) ? Date.parse(`${said.slice(0, 10)}T${(said.slice(11).replace("Z", "") || "00:00")}Z`) : NaN;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** The widest of the moves, so that a wrong target shows before it is served. */
function moves(slug, pinned, widest) {
  const { node, body } = table("The widest moves", ["Model", "Served → rollback serves", num("Factor")]);
  body.append(...widest.map((move) => h("tr", {}, h("th", { scope: "row" }, h("a", { href: address("model", { provider: slug, model: move.provider_model_id }, {}) }, move.provider_model_id)),
    h("td", { class: "wrap" }, movesOf(move.before, move.after)), h("td", { class: "num warn" }, factor(move.factor)))));
  return section("r-widest", pinned > widest.length ? `The ${widest.length} widest moves` : "What moves", h("span", { class: "small soft" }, "USD per million tokens"), scroll("The widest moves", node));
}

function ask(slug, to, number, preview) {
  confirm({
    question: `Roll back ${many(number, "price")} of ${slug} to generation ${count(to)}?`,
    explanation: "They are pinned, so syncs do not change them until the rollback is taken back.",
    verb: `Roll back ${count(number)}`,
    act: async () => {
      const done = await send(path(slug, { to }));
      preview.replaceChildren(h("p", { class: "good" }, `${many(done.pinned, "price")} rolled back.`), h("p", {}, h("a", { href: address("decisions", {}, { show: "pins" }) }, "See the pins")));
    },
  });
}

function undo(slug, preview) {
  confirm({
    question: `Take the rollbacks of ${slug} back?`,
    explanation: "What the provider says is served again at once.",
    verb: "Take back",
    act: async () => {
      const { removed } = await call(path(slug, {}), { method: "DELETE" });
      preview.replaceChildren(h("p", { class: "good" }, removed > 0 ? `${many(removed, "pin")} taken away.` : "There was no rollback."));
    },
  });
}
