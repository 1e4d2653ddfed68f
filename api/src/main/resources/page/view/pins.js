// Prices that an operator has pinned, with what the provider says meanwhile.

import { ago, button, h, scroll, table } from "../dom.js";
import { call, mayOperate, watch } from "../api.js";
import { confirm } from "../confirm.js";
import { address } from "../route.js";
import { words } from "../chart.js";

const MOST = 1000;
const AGAIN = 15;

/** The table of pins. */
export function pins({ signal }) {
  const node = h("div", {}, h("p", { class: "head" }, h("a", { href: address("decisions", {}, {}) }, "Held prices")), h("h2", {}, "Pins"), h("p", { class: "soft" }, "Loading"));
  const show = (content) => node.replaceChild(content, node.lastChild);
  const read = async () => {
    const { data } = await call(`/admin/overrides?limit=${MOST}`);
    if (!node.contains(document.activeElement)) {
      show(data.length === 0 ? h("p", {}, "Nothing is pinned.") : list(data, read));
    }
  };
  watch(read, AGAIN, signal, (error) => show(h("p", { class: "bad" }, error.message)));
  return node;
}

function list(data, again) {
  const { node, body } = table("Pins", ["Model", "Provider", "Pinned", "Provider says", "Note", "By", "Since", h("th", { scope: "col" }, h("span", { class: "sr" }, "Action"))]);
  body.append(...data.map((pin) => {
    const unpin = button("Unpin …", () => ask(pin, again), { class: "plain" });
    const route = { provider: pin.provider_slug, model: pin.provider_model_id };
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: address("model", route, {}) }, pin.provider_model_id)),
      h("td", {}, pin.provider_slug),
      h("td", {}, pin.pricing ? words({ pricing: pin.pricing }) : "not listed"),
      h("td", { class: pin.upstream_moved ? "warn" : "soft" }, pin.upstream ? words({ pricing: pin.upstream }) : "nothing", pin.upstream_moved ? ", moved since" : ""),
      h("td", { class: "wrap line" }, pin.note ?? (pin.rolled_back_to ? `rollback to generation ${pin.rolled_back_to}` : "")),
      h("td", { class: "soft" }, pin.created_by),
      h("td", { class: "soft" }, ago(pin.created_at)),
      h("td", {}, mayOperate() ? unpin : ""),
    );
  }));
  return scroll("Pins", node);
}

function ask(pin, again) {
  confirm({
    question: `Unpin ${pin.provider_model_id} of ${pin.provider_slug}?`,
    explanation: pin.upstream ? `What the provider says is served at once: ${words({ pricing: pin.upstream })}.` : "What the provider says is served at once.",
    verb: "Unpin",
    act: async () => {
      await call(`/admin/overrides/${pin.id}`, { method: "DELETE" });
      setTimeout(again);
    },
  });
}
