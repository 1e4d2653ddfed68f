// A table of very many rows of one height: only those in sight, a few around them and the one with the focus exist.

import { arrange, h } from "./dom.js";

const AROUND = 10;
const narrow = matchMedia("(max-width: 760px)");
const heights = () => (narrow.matches ? 80 : 32);

/** The window over rows; {@code make} builds a row's element, {@code fill} puts a row's values into it. */
export class WindowTable {
  constructor({ caption, make, fill, open, moved }) {
    Object.assign(this, { make, fill, open, moved });
    this.nodes = new Map();
    this.count = 0;
    this.focus = 0;
    this.gaps = [0, 1, 2].map(() => h("tr", { class: "gap", "aria-hidden": "true" }));
    this.head = h("tr", { "aria-rowindex": "1", role: "row" });
    this.body = h("tbody", { role: "rowgroup" });
    this.columns = h("colgroup");
    this.caption = h("caption", { class: "sr" }, caption);
    this.table = h(
      "table",
      { class: "fixed stack models", role: "table" },
      this.caption,
      this.columns,
      h("thead", { role: "rowgroup" }, this.head),
      this.body,
    );
    this.node = h("div", { class: "window", role: "region", "aria-label": "Models table" }, this.table);
    this.listen();
  }

  listen() {
    this.later = () => (this.frame ??= requestAnimationFrame(() => this.render()));
    this.node.addEventListener("scroll", this.later, { passive: true });
    addEventListener("scroll", this.later, { passive: true });
    addEventListener("resize", this.later);
    narrow.addEventListener("change", this.later);
    this.body.addEventListener("focusin", ({ target }) => {
      const index = [...this.nodes].find(([, node]) => node.contains(target))?.[0];
      if (index !== undefined && index !== this.focus) {
        this.setFocus(index);
      }
    });
  }

  close() {
    removeEventListener("scroll", this.later);
    removeEventListener("resize", this.later);
    narrow.removeEventListener("change", this.later);
    cancelAnimationFrame(this.frame);
  }

  /** Other columns: every row is built again. */
  setColumns(cells, widths) {
    this.head.replaceChildren(...cells);
    this.columns.replaceChildren(...widths.map((name) => h("col", { class: name })));
    this.nodes.clear();
    this.body.replaceChildren();
  }

  /** Other rows; the row of {@code focus} keeps the focus if it had it, wherever it stands now. */
  setRows(count, focus) {
    const held = this.nodes.get(this.focus);
    this.count = count;
    const kept = held?.contains(document.activeElement) && focus !== null ? held : null;
    this.focus = Math.max(0, Math.min(focus ?? 0, count - 1));
    // In their order: a row that takes the element of its place does not jump.
    const inOrder = [...this.nodes].sort(([a], [b]) => a - b);
    const spare = inOrder.map(([, node]) => node).filter((node) => node !== kept);
    this.nodes.clear();
    this.spare = spare;
    if (kept) {
      this.nodes.set(this.focus, kept);
      this.fill(kept, this.focus);
    }
    this.table.setAttribute("aria-rowcount", count + 1);
    this.render();
  }

  /** The rows' values have changed, their places have not. */
  refresh() {
    for (const [index, node] of this.nodes) {
      this.fill(node, index);
    }
  }

  /** First and last row that should exist. */
  range() {
    const height = heights();
    const top = this.table.getBoundingClientRect().top + (narrow.matches ? 0 : this.head.offsetHeight);
    const from = narrow.matches ? 0 : this.node.getBoundingClientRect().top + this.head.offsetHeight;
    const sight = narrow.matches ? innerHeight : this.node.clientHeight;
    const first = Math.floor((from - top) / height);
    return [Math.max(0, first - AROUND), Math.min(this.count, first + Math.ceil(sight / height) + AROUND)];
  }

  render() {
    this.frame = undefined;
    const [from, to] = this.range();
    const wanted = [];
    for (let index = from; index < to; index++) {
      wanted.push(index);
    }
    const aside = this.count > 0 && (this.focus < from || this.focus >= to) && this.nodes.has(this.focus);
    if (aside) {
      wanted.push(this.focus);
      wanted.sort((a, b) => a - b);
    }
    const set = new Set(wanted);
    const spare = this.spare ?? [];
    for (const [index, node] of this.nodes) {
      if (!set.has(index)) {
        this.nodes.delete(index);
        spare.push(node);
      }
    }
    for (const index of wanted) {
      if (!this.nodes.has(index)) {
        const node = spare.shift() ?? this.make();
        this.nodes.set(index, node);
        this.fill(node, index);
        node.setAttribute("aria-rowindex", index + 2);
        this.mark(index);
      }
    }
    this.spare = spare.slice(0, AROUND);
    this.place(wanted);
  }

  place(wanted) {
    const children = [];
    const height = heights();
    let at = 0;
    let gap = 0;
    const leave = (rows) => {
      const node = this.gaps[gap++];
      node.style.height = `${rows * height}px`;
      children.push(node);
    };
    for (const index of wanted) {
      if (index > at) {
        leave(index - at);
      }
      children.push(this.nodes.get(index));
      at = index + 1;
    }
    if (this.count > at && gap < this.gaps.length) {
      leave(this.count - at);
    }
    arrange(this.body, children);
  }

  /** The one row that the tab key reaches. */
  mark(index) {
    const link = this.nodes.get(index)?.querySelector("th a");
    if (link) {
      link.tabIndex = index === this.focus ? 0 : -1;
      this.nodes.get(index).classList.toggle("at", index === this.focus && this.body.contains(document.activeElement));
    }
  }

  setFocus(index) {
    const before = this.focus;
    this.focus = index;
    this.mark(before);
    this.mark(index);
    this.moved?.(index);
  }

  /** Moves the focus to a row and shows it. */
  go(index) {
    if (this.count === 0) {
      return;
    }
    const goal = Math.max(0, Math.min(index, this.count - 1));
    this.show(goal);
    this.render();
    const before = this.focus;
    this.nodes.get(goal)?.querySelector("th a")?.focus({ preventScroll: true });
    if (before !== goal) {
      this.mark(before);
    }
  }

  show(index) {
    const height = heights();
    if (narrow.matches) {
      const top = this.table.getBoundingClientRect().top + index * height;
      if (top < 0 || top + height > innerHeight) {
        scrollBy(0, top - innerHeight / 2);
      }
      return;
    }
    const top = index * height;
    const sight = this.node.clientHeight - this.head.offsetHeight;
    if (top < this.node.scrollTop) {
      this.node.scrollTop = top;
    } else if (top + height > this.node.scrollTop + sight) {
      this.node.scrollTop = top + height - sight;
    }
  }

  page() {
    return Math.max(1, Math.floor((narrow.matches ? innerHeight : this.node.clientHeight) / heights()) - 2);
  }

  /** The row that a key means, counted from the one with the focus; undefined of another key. */
  goal(key) {
    const at = this.hasFocus() ? this.focus : -1;
    return {
      ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: this.count - 1,
      PageDown: at + this.page(), PageUp: at - this.page(),
    }[key];
  }

  hasFocus() {
    return this.body.contains(document.activeElement);
  }

  /** Where the reader is, to come back to it. */
  get position() {
    return { top: this.node.scrollTop, focus: this.focus, had: this.hasFocus() };
  }

  set position({ top, focus, had }) {
    this.node.scrollTop = top;
    this.render();
    if (had) {
      this.go(focus);
      this.node.scrollTop = top;
    }
  }
}
