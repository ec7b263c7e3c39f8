// What the drawings share: a stage that zooms, marks that arrow keys walk through, tables of the same.

import { el, svg } from "./html.js";
import { t } from "./i18n.js";

/** Names of an actor's IRI below the server's root, as addresses and queries take it: state/KAZ. */
export const short = (iri) => iri.replace(/^.*\/id\//, "");

/** Return buttons for what mouse and fingers do otherwise: { nearer, farther, whole, back, forth }, those that are given. */
export function zoomButtons(actions) {
  const signs = { back: "←", forth: "→", nearer: "+", farther: "−", whole: "⤢" };
  const made = Object.entries(signs).filter(([name]) => actions[name]).map(([name, sign]) =>
    el("button", { type: "button", class: "tool square", title: t(`zoom.${name}`), "aria-label": t(`zoom.${name}`), on: { click: actions[name] } }, sign));
  return el("div", { class: "zoom-buttons no-print", role: "group", "aria-label": t("zoom") }, made);
}

/**
 * Make the marks of a drawing one stop of the Tab key: arrow keys go from one to the next.
 *
 * `marks` are elements in their order; `chosen` is called with the number of the mark that is focused.
 */
export function walk(marks, chosen) {
  const at = (number) => {
    const mark = marks[Math.max(0, Math.min(marks.length - 1, number))];
    mark?.focus();
  };
  marks.forEach((mark, number) => {
    mark.setAttribute("tabindex", number === 0 ? "0" : "-1");
    mark.addEventListener("keydown", (event) => {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -marks.length, End: marks.length };
      if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      at(number + steps[event.key]);
    });
    mark.addEventListener("focus", () => {
      marks.forEach((other) => other.setAttribute("tabindex", other === mark ? "0" : "-1"));
      chosen(number);
    });
  });
}

/** Return the same as a table, closed until it is asked for; `rows` are lists of cells. */
export function table(caption, heads, rows, { open = false } = {}) {
  const cell = (content, i) => el("td", { class: heads[i].number ? "number" : null }, content);
  const head = heads.map(({ text, number }) => el("th", { scope: "col", class: number ? "number" : null }, text));
  return el("details", { class: "as-table", open },
    el("summary", {}, caption),
    el("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": caption },
      el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map(cell)))))));
}

/** Return an SVG that takes the width of its place. */
export function stage(width, height, label, ...children) {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "stage", role: "group", "aria-label": label }, children);
}

/** Return how wide a place is, in pixels. */
export const widthOf = (element) => Math.max(280, Math.floor(element.getBoundingClientRect().width));

/** Call back when the width of an element has changed, until the view is left. */
export function onWidth(element, changed, signal) {
  let before = widthOf(element);
  const watcher = new ResizeObserver(() => {
    const now = widthOf(element);
    if (now === before) return;
    before = now;
    requestAnimationFrame(() => !signal.aborted && changed());
  });
  watcher.observe(element);
  signal.addEventListener("abort", () => watcher.disconnect());
}
