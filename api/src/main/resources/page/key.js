// The key of an operator or viewer: asked for, checked at once, kept for the tab, forgotten.

import { button, h, say } from "./dom.js";
import { forgetKey, hasKey, roleOf, tryKey } from "./api.js";

const an = (role) => `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}’s`;

/** The field for a key, with the reason it is needed. */
export function keyForm(purpose, reason = "") {
  const id = `key-${Math.random().toString(36).slice(2)}`;
  const field = h("input", { id, type: "password", autocomplete: "off", spellcheck: "false", required: true });
  const answer = h("p", { class: "bad", role: "alert" }, reason);
  const form = h(
    "form",
    {
      class: "key",
      submit: async (event) => {
        event.preventDefault();
        const value = field.value.trim();
        field.value = "";
        say(answer, "");
        if (value) {
          say(answer, await tryKey(value));
          field.focus();
        }
      },
    },
    h("label", { for: id }, purpose),
    h("div", { class: "tools" }, field, h("button", { class: "main" }, "Use key")),
    answer,
    h("p", { class: "small soft" }, "It is kept for this tab only. ", "catalog-sync up", " prints it and writes it to run.json; elsewhere it is ADMIN_API_KEY."),
  );
  return form;
}

/** What a view shows in place of what its key may not see. */
export function needed(purpose, reason) {
  return h("section", { class: "group" }, keyForm(`Enter a key to ${purpose}`, reason));
}

/** Words for a call that was refused for want of a role. */
export function tooSmall(error) {
  const wanted = /role (\w+)/.exec(error.message)?.[1] ?? "operator";
  return `This needs ${an(wanted)} key; yours is ${an(roleOf() || "viewer")}.`;
}

/** The key's place in the bar. */
export function keyState(reason) {
  if (hasKey()) {
    const role = roleOf();
    return [h("span", { class: "drop" }, `${role[0].toUpperCase()}${role.slice(1)} key`), button("Forget key", forgetKey, { class: "plain" })];
  }
  return [h("details", { class: "pop right" }, h("summary", { class: "plain" }, "Enter key"), h("div", { class: "wide-pop" }, keyForm("Key of a viewer, operator or admin", reason)))];
}
