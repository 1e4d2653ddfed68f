// Elements from data. Everything that comes from outside becomes text, never markup.

import { age, moment } from "./format.js";

/** An element: properties that are functions become listeners, true and false set or leave out an attribute. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (name === "value" || name === "checked") {
      node[name] = value;
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/** Changes a text only where it differs, so that a selection in it survives. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
  return node;
}

/** Puts nodes into a parent in this order. Those that stand right are not touched, and the one with the focus never is. */
export function arrange(parent, nodes) {
  const places = new Map(nodes.map((node, index) => [node, index]));
  const focused = nodes.find((node) => node.contains(document.activeElement));
  for (const child of [...parent.children]) {
    if (!places.has(child)) {
      child.remove();
    } else if (focused && places.get(child) > places.get(focused) && child.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) {
      // It comes after the one with the focus: out of its way, so that that one need not be moved.
      parent.append(child);
    }
  }
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) {
      cursor = cursor.nextSibling;
    } else {
      parent.insertBefore(node, cursor);
    }
  }
}

/** Rows matched by key: known ones are updated in place, new ones made, gone ones taken away. */
export function keyed(parent, items, keyOf, make, update) {
  const known = (parent.keyed ??= new Map());
  const nodes = items.map((item) => {
    const key = keyOf(item);
    let node = known.get(key);
    if (!node) {
      node = make(item);
      known.set(key, node);
    }
    update(node, item);
    return node;
  });
  const kept = new Set(nodes);
  for (const [key, node] of known) {
    if (!kept.has(node)) {
      known.delete(key);
    }
  }
  arrange(parent, nodes);
}

/** The content of a cell, replaced only when it differs. */
export function fill(node, children, state = JSON.stringify(children.map(described))) {
  if (node.filled !== state) {
    node.filled = state;
    node.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  }
  return node;
}

const described = (child) => (child instanceof Node ? child.outerHTML ?? child.textContent : child);

/** An instant with words in its place. */
export function time(instant, words = moment(instant)) {
  return h("time", { datetime: instant, title: moment(instant) }, words);
}

/** "18 min ago", or a word when it never was. */
export function ago(instant, never = "never") {
  return instant ? time(instant, `${age(instant)} ago`) : never;
}

/** A table with its caption, heads and an empty body. */
export function table(caption, heads, props = {}) {
  const cells = heads.map((head) => (head instanceof Node ? head : h("th", { scope: "col", ...(head.props ?? {}) }, head.name ?? head)));
  const body = h("tbody");
  const node = h("table", { class: "stack", ...props }, h("caption", { class: "sr" }, caption), h("thead", {}, h("tr", {}, cells)), body);
  return { node, body };
}

export const num = (name) => ({ name, props: { class: "num" } });

/** A region that scrolls sideways when it has to, and can then be reached by keyboard. */
export function scroll(label, node) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, node);
}

/** A section with a heading, and what stands beside that. */
export function section(id, heading, beside, ...children) {
  return h(
    "section",
    { "aria-labelledby": id },
    h("div", { class: "head" }, h("h2", { id }, heading), beside ?? []),
    children,
  );
}

export function button(words, press, props = {}) {
  return h("button", { type: "button", click: press, ...props }, words);
}

/** A choice; the first option means any. */
export function choice(label, options, value, change, id, usual = "") {
  const select = h(
    "select",
    { id, class: value && value !== usual && options.some(([key]) => key === value) ? "set" : "", change: () => change(select.value) },
    options.map(([key, words]) => h("option", { value: key, selected: key === (value ?? "") }, words)),
  );
  return [h("label", { class: "sr", for: id }, label), select];
}

/** Copies a text, and says so where it was asked for. */
export async function copy(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = h("textarea", { value: text, class: "sr" });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  if (beside) {
    const words = beside.textContent;
    beside.textContent = "Copied";
    setTimeout(() => (beside.textContent = words), 1500);
  }
}

/** Hands a file to the reader. */
export function save(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
