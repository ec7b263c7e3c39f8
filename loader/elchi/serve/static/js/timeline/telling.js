// An event of the timeline in words: beside the drawing, and in a table of all that are drawn.

import { pageOf, wordsOf } from "../data.js";
import { span } from "../dates.js";
import { table } from "../drawing.js";
import { badge, capital } from "../facts.js";
import { el, put } from "../html.js";
import { classLabel, label, t } from "../i18n.js";

/** Return the address of the words that tell of an event. */
export const home = ({ event }) => wordsOf(event);

/** Return who takes part: { thing, name } each. */
export function people({ who: told = "" }) {
  return told.split("\n").filter(Boolean).map((line) => {
    const [thing, ...name] = line.split("|");
    return { thing, name: label(thing, name.join("|") || null) };
  });
}

/** Return the names of those who take part. */
export const who = (row) => people(row).map(({ name }) => name).join(", ");

/** Tell an event in a place. */
export function told(place, row) {
  put(place, el("p", { class: "fact-line" }, badge(row.status), " ", el("strong", {}, capital(classLabel(row.kind))), " ",
    actors(row), " ", el("span", { class: "fact-date" }, span(row.start, row.end)), " ", el("a", { href: home(row) }, t("timeline.document"))));
}

/** Return the events as a table. */
export function listed(rows) {
  const heads = ["date", "kind", "status", "who", "document"].map((key) => ({ text: t(`column.${key}`) }));
  const cells = (row) => [span(row.start, row.end), capital(classLabel(row.kind)), badge(row.status), actors(row),
    el("a", { href: home(row), "aria-label": t("timeline.document.of", { who: who(row) || classLabel(row.kind) }) }, t("timeline.document"))];
  return table(t("as.list"), heads, rows.map(cells));
}

function actors(row) {
  return people(row).map(({ thing, name }, i) => [i > 0 && ", ", el("a", { href: pageOf(thing) }, name)]);
}
