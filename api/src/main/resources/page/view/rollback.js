// A provider's prices as they were: first what that would change, then the button.

import { button, h, say } from "../dom.js";
import { call, send, watch } from "../api.js";
import { confirm } from "../confirm.js";
import { count, many } from "../format.js";
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
        show(provider.value, to.value.replaceAll(",", "").trim(), preview);
      },
    },
    h("label", { for: "r-provider" }, "Provider"),
    provider,
    h("label", { for: "r-to" }, "Back to generation"),
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
  if (!slug || !/^\d+$/.test(to)) {
    say(preview, slug ? "The generation is a whole number." : "Choose a provider first.");
    return;
  }
  try {
    const { pinned, kept } = await send(path(slug, { to, dry_run: true }));
    preview.replaceChildren(
      h("p", {}, `${many(pinned, "price")} of ${slug} would be pinned to what they were at generation ${count(to)}; ${count(kept)} are the same or pinned already.`),
      ...(pinned > 0 ? [h("p", {}, button(`Roll back ${count(pinned)} …`, () => ask(slug, to, pinned, preview), { class: "main" }))] : []),
      h("p", {}, button("Take this provider’s rollbacks back …", () => undo(slug, preview), { class: "plain" })),
    );
  } catch (error) {
    say(preview, error.status === 403 ? tooSmall(error) : error.message);
  }
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
