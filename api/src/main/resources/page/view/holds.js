// Held prices as they are and were while the view is open, by provider and cause.

import { call } from "../api.js";
import { query } from "../route.js";

const PAGE = 1000;
const MOST_PAGES = 5;
const ENDS = ["approved", "rejected", "released", "superseded"];

/** What waits, and what has been decided since the view was opened. */
export class Holds {
  constructor() {
    this.held = new Map();
    this.total = 0;
  }

  /** Ids of those that are decided. */
  get ended() {
    return [...this.held.values()].filter(({ ended }) => ended).map(({ item }) => item.id);
  }

  async read(asked) {
    const items = [];
    let cursor;
    let total = 0;
    for (let page = 0; page < MOST_PAGES; page++) {
      const filter = { provider: asked.provider, rule: asked.rule, limit: PAGE, cursor };
      const answer = await call("/admin/held-changes" + query(filter));
      items.push(...answer.data);
      total = answer.total ?? items.length;
      cursor = answer.next_cursor;
      if (!cursor) {
        break;
      }
    }
    this.total = total;
    await this.take(items);
  }

  /** Known rows stay where they are; those that were decided elsewhere say so. */
  async take(items) {
    const waiting = new Set(items.map((item) => item.id));
    for (const item of items) {
      this.held.set(item.id, { ...this.held.get(item.id), item, ended: null });
    }
    const gone = [...this.held.values()].filter(({ item, ended }) => !ended && !waiting.has(item.id));
    if (gone.length === 0) {
      return;
    }
    const ended = new Map();
    for (const status of ENDS) {
      const { data } = await call("/admin/held-changes" + query({ status, limit: 200 }));
      data.forEach((item) => ended.set(item.id, item));
    }
    for (const entry of gone) {
      const item = ended.get(entry.item.id);
      entry.ended = { status: item?.status ?? "decided", by: item?.decision?.by, at: item?.decision?.at };
    }
  }

  /** Held prices by provider and cause, largest first; the order stays while the view is open. */
  grouped() {
    const groups = new Map();
    for (const entry of this.held.values()) {
      const key = `${entry.item.provider_slug} ${entry.item.rule}`;
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    const found = [...groups].map(([key, entries]) => ({ key, entries, waiting: entries.filter(({ ended }) => !ended) }));
    this.order ??= new Map(found.sort((a, b) => b.entries.length - a.entries.length).map(({ key }, index) => [key, index]));
    found.forEach(({ key }) => this.order.has(key) || this.order.set(key, this.order.size));
    return found.sort((a, b) => this.order.get(a.key) - this.order.get(b.key));
  }
}
