// Approving and rejecting: one question that says how many and how far, then the decision as it was asked.

import { send } from "../api.js";
import { confirm } from "../confirm.js";
import { count, factor, many } from "../format.js";
import { widest } from "./held.js";

const SAFE_FACTOR = 10;
const SAFE_COUNT = 20;

function question(verb, entries) {
  const providers = [...new Set(entries.map(({ item }) => item.provider_slug))].join(", ");
  return `${verb} ${many(entries.length, "price")} of ${providers}?`;
}

/**
 * Asks about held prices, by their ids or a filter, and decides. {@code decided} gets the word for it and how many there were;
 * {@code meanwhile} answers what is different now when others were held or decided between.
 */
export function decide(decision, { ids, filter, entries }, { decided, meanwhile }) {
  const isApproval = decision === "approve";
  const verb = isApproval ? "Approve" : "Reject";
  const size = widest(entries.map(({ item }) => item));
  const far = Number(size) >= SAFE_FACTOR || 1 / Number(size) >= SAFE_FACTOR;
  const move = size ? `They move by up to ${factor(size)} and are served at once.` : "They are served at once.";
  const which = filter ? { filter } : { ids };
  confirm({
    question: question(verb, entries),
    explanation: isApproval ? move : "The old prices stay until the provider says something else.",
    verb: `${verb} ${count(entries.length)}`,
    note: far || entries.length > SAFE_COUNT ? "required" : "optional",
    act: async (note) => {
      try {
        const { decided: number } = await send("/admin/held-changes/decisions", { decision, ...which, expected: entries.length, ...(note ? { note } : {}) });
        decided(isApproval ? "approved" : "rejected", number);
        return "";
      } catch (error) {
        return error.status === 409 ? meanwhile() : Promise.reject(error);
      }
    },
  });
}
