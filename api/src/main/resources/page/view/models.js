// All models in a table: search, filters, order, choice of columns.

import { button, copy, h, save, say } from "../dom.js";
import { chosen, counted, csv, makeRow } from "./columns.js";
import { beside, columnHeads, columnWidths } from "./heads.js";
import { none } from "./none.js";
import { tools } from "./tools.js";
import { compare, shown } from "../filter.js";
import { address } from "../route.js";
import { watch } from "../api.js";
import { count } from "../format.js";
import { WindowTable } from "../table.js";
import * as source from "../source.js";

const FEW = 5;
let left = null;

/** Opens the view. */
export function open(page) {
  return new Models(page);
}

class Models {
  constructor(page) {
    this.page = page;
    this.query = page.route.query;
    this.title = "Models";
    this.table = source.whole();
    this.rows = [];
    this.tools = h("form", { class: "tools", role: "search", "aria-label": "Models", submit: (event) => event.preventDefault() });
    this.status = h("span", { role: "status" });
    this.pending = button("", () => this.apply(), { class: "plain", hidden: true });
    this.empty = h("div", { class: "empty", hidden: true });
    this.grid = new WindowTable({
      caption: "Models with prices",
      make: () => makeRow(this.columns),
      fill: (node, index) => this.fill(node, index),
    });
    this.grid.node.addEventListener("click", (event) => this.click(event));
    const heading = h("h1", { class: "sr", tabindex: "-1" }, "Models");
    const units = h("span", {}, "USD per million tokens, base line; open a row for the exact value and its terms");
    const told = h("p", { class: "head small soft" }, this.status, this.pending, units);
    this.node = h("div", { class: "models-view" }, heading, this.tools, told, this.grid.node, this.empty);
    this.makeTools();
    this.setColumns();
    source.onTable((table) => this.changed(table), page.signal);
    source.onChange(() => this.soon(), page.signal);
    watch(() => this.load(), 0, page.signal);
  }

  async load() {
    const late = setTimeout(() => !this.table && say(this.status, "Loading models"), 300);
    try {
      if (!this.table) {
        const table = await source.first(this.query);
        if (table && !this.table) {
          this.table = table;
          this.apply();
        }
      } else {
        this.apply();
      }
    } finally {
      clearTimeout(late);
    }
    await new Promise((resolve) => ("requestIdleCallback" in window ? requestIdleCallback(resolve, { timeout: 200 }) : setTimeout(resolve)));
    await source.load();
  }

  /** The catalog has moved: the table is read again, but not for each of many changes. */
  soon() {
    this.reading ??= setTimeout(() => {
      this.reading = undefined;
      watch(() => source.load(true), 0, this.page.signal);
    }, 3000);
  }

  /** Another table: values change in place, rows only when they are asked for. */
  changed(table) {
    const before = this.table;
    const had = before?.whole ? this.rows.map((row) => before.key(row)) : null;
    this.table = table;
    if (!had || had.length === 0) {
      if (!this.tools.contains(document.activeElement)) {
        this.makeTools();
      }
      this.apply();
      return;
    }
    const { rows, moves } = compare(had, table, this.query);
    if (rows.length === had.length) {
      this.rows = rows;
      this.grid.refresh();
    } else {
      this.table = before;
      this.next = table;
    }
    this.pending.hidden = moves === 0;
    say(this.pending, `${count(Math.max(1, moves))} changes · Show`);
  }

  get sort() {
    return this.query.sort ?? "name";
  }

  /** Computes the rows anew and shows them. */
  apply(quiet = false) {
    this.table = this.next ?? this.table;
    this.next = null;
    const table = this.table;
    if (!table) {
      return;
    }
    const focused = this.rows[this.grid.focus];
    this.rows = table.whole ? shown(table, this.query) : Array.from({ length: table.size }, (_, row) => row);
    const place = focused === undefined ? -1 : this.rows.indexOf(focused);
    this.pending.hidden = true;
    this.grid.setRows(table.whole ? this.rows.length : Math.max(table.total, this.rows.length), place < 0 ? null : place);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.tell(), quiet ? 500 : 0);
    if (left?.search === location.search && this.page.back) {
      this.grid.position = left.position;
    }
    left = null;
  }

  tell() {
    const table = this.table;
    const total = table.whole ? table.size : null;
    say(this.status, total === null ? `${count(table.total)} models` : counted(this.rows.length, total));
    this.grid.node.classList.toggle("few", table.whole && this.rows.length < FEW);
    this.empty.hidden = !(table.whole && this.rows.length < FEW && (this.rows.length === 0 || (this.query.q ?? "").length > 3));
    if (!this.empty.hidden) {
      none(this.empty, { query: this.query, table: this.table, rows: this.rows, clear: () => this.clear() });
    }
  }

  fill(node, index) {
    const row = this.rows[index];
    node.classList.toggle("waiting", row === undefined);
    if (row === undefined) {
      return;
    }
    this.columns.forEach((column, at) => column.fill(node.children[at], this.table, row));
  }

  setColumns() {
    this.columns = chosen(this.query.cols);
    this.grid.setColumns(columnHeads(this.columns, this.sort, (key) => this.sortBy(key)), this.columns.map(({ key, kind }) => `w-${key}${/drop2/.test(kind) ? " drop2" : ""}`));
    columnWidths(this.grid, this.columns, Boolean(this.query.cols));
  }

  sortBy(key) {
    const now = this.sort;
    const next = now === key ? `-${key}` : key;
    this.set({ sort: next === "name" ? null : next });
    this.grid.node.scrollTop = 0;
  }

  makeTools() {
    const act = { type: () => this.type(), set: (values, options) => this.set(values, options), clear: () => this.clear(), save: () => this.save() };
    const { nodes, search } = tools(this.query, this.table, act);
    this.search = search;
    this.tools.replaceChildren(...nodes);
  }

  async save() {
    const table = await source.load();
    save(new Blob([csv(table, shown(table, this.query))], { type: "text/csv" }), "models.csv");
  }

  type() {
    this.query = { ...this.query, q: this.search.value || undefined };
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.page.go(address("models", {}, this.query), { replace: true, quiet: true }), 300);
    this.grid.node.scrollTop = 0;
    this.refine(true);
  }

  /** Sets parts of the state; the address follows. */
  set(values, { keepTools = false } = {}) {
    this.keepTools = keepTools;
    this.page.go(address("models", {}, { ...this.query, ...values }));
  }

  clear() {
    const { sort, cols } = this.query;
    this.page.go(address("models", {}, { sort, cols }));
    this.search.focus();
  }

  /** The address has changed. */
  update(route) {
    this.query = route.query;
    if (!this.keepTools) {
      const within = this.tools.contains(document.activeElement) ? document.activeElement.id : "";
      this.makeTools();
      document.getElementById(within)?.focus();
    }
    this.keepTools = false;
    this.setColumns();
    this.refine();
  }

  async refine(quiet = false) {
    if (this.table?.whole) {
      this.apply(quiet);
    } else {
      await watch(() => source.load(), 0, this.page.signal);
    }
  }

  click({ target }) {
    if (target.dataset.copy !== undefined) {
      copy(target.previousSibling.textContent, target);
    }
  }

  keys(event) {
    const { grid } = this;
    const at = grid.hasFocus() ? grid.focus : -1;
    const goal = grid.goal(event.key);
    if (goal !== undefined) {
      grid.go(goal);
    } else if (event.key === "c" && at >= 0) {
      copy(this.table.columns.id[this.rows[at]], grid.nodes.get(at)?.querySelector("[data-copy]"));
    } else if (event.key === "[" || event.key === "]") {
      this.sortBy(beside(this.columns, this.sort, event.key === "[" ? -1 : 1));
    } else {
      return false;
    }
    return true;
  }

  find() {
    this.search.focus();
    this.search.select();
  }

  close() {
    left = { search: location.search, position: this.grid.position };
    clearTimeout(this.typing);
    clearTimeout(this.reading);
    this.grid.close();
  }
}
