// Asks once before something that cannot simply be taken back.

import { button, h, say } from "./dom.js";
import { tooSmall } from "./key.js";

/**
 * Opens a dialog that says what would happen. Its button repeats the verb; {@code act} gets the note and may answer words
 * that keep the dialog open. Nothing happens by Cancel, which has the focus.
 */
export function confirm({ question, explanation = "", verb, note = "none", act }) {
  const before = document.activeElement;
  const id = "confirm-note";
  const field = h("textarea", { id, rows: "2", maxlength: "500", required: note === "required" });
  const answer = h("p", { class: "bad", role: "alert" });
  const done = h("button", { type: "submit", class: "main" }, verb);
  const cancel = button("Cancel", () => dialog.close(), { autofocus: true });
  const form = h(
    "form",
    {
      submit: async (event) => {
        event.preventDefault();
        done.disabled = true;
        say(answer, "");
        try {
          const words = await act(field.value.trim());
          if (words) {
            say(answer, words);
          } else {
            dialog.close();
          }
        } catch (error) {
          say(answer, error.status === 403 ? tooSmall(error) : error.message);
        } finally {
          done.disabled = false;
        }
      },
    },
    h("h2", { id: "confirm-question" }, question),
    explanation ? h("p", { class: "soft" }, explanation) : "",
    note === "none" ? "" : h("p", {}, h("label", { for: id }, note === "required" ? "Note (needed: it is kept in the audit log)" : "Note (kept in the audit log)"), field),
    answer,
    h("p", { class: "row" }, cancel, done),
  );
  const dialog = h("dialog", { "aria-labelledby": "confirm-question" }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.isConnected && before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
  return dialog;
}
