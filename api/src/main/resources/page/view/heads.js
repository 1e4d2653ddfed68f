// The heads of the table of models, which sort it, and the widths of its columns.

import { button, h } from "../dom.js";

/** A head for each column; the sorted one says so, and its button turns the order around. */
export function columnHeads(columns, sort, sortBy) {
  const down = sort.startsWith("-");
  const key = down ? sort.slice(1) : sort;
  return columns.map((column) => {
    const sorted = column.key === key;
    const arrow = sorted ? (down ? " ↓" : " ↑") : "";
    const props = { scope: "col", role: "columnheader", class: column.kind.replace(/mono|soft|cut|gone|id\b|pr\b/g, "").trim() };
    if (sorted) {
      props["aria-sort"] = down ? "descending" : "ascending";
    }
    return h("th", props, column.unsorted ? column.name : button(column.name + arrow, () => sortBy(column.key)));
  });
}

/** Shares of the width; columns that a reader chose may need more than there is, and are then scrolled to. */
export function columnWidths({ table, columns: places }, columns, areChosen) {
  const sum = columns.reduce((total, column) => total + column.width, 0);
  table.style.minWidth = areChosen ? `${sum * 13}px` : "";
  [...places.children].forEach((col, at) => (col.style.width = `${(100 * columns[at].width) / sum}%`));
}

/** The key of the column beside the sorted one. */
export function beside(columns, sort, by) {
  const sortable = columns.filter((column) => !column.unsorted);
  const at = sortable.findIndex((column) => column.key === sort.replace("-", ""));
  return sortable[(at + by + sortable.length) % sortable.length].key;
}
