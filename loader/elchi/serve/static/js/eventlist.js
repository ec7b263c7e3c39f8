// Rows of events in many documents to a list with dates; who took part is filled in from each document.

import { ask, languageOf, pageOf } from "./data.js";
import { span } from "./dates.js";
import { badge, grouped, kindOf, line, title } from "./facts.js";
import { el, put } from "./html.js";
import { t } from "./i18n.js";

/** Return a list of events; each line names the document that tells of it. */
export function eventList(rows, signal) {
  const wanted = new Map();
  const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
    seen.unobserve(target);
    wanted.get(target)();
  }), { rootMargin: "300px" });
  signal?.addEventListener("abort", () => seen.disconnect());
  return el("ol", { class: "events" }, rows.map((row) => item(row, signal, (made, fill) => {
    wanted.set(made, fill);
    seen.observe(made);
  })));
}

function item(row, signal, whenSeen) {
  const said = el("p", { class: "event-line" }, badge(row.status), " ", el("strong", { class: "fact-kind", dataset: { kind: kindOf(row.type) } }, title(row)));
  whenSeen(said, () => details(row, signal).then((fact) => fact && put(said, line({ ...fact, start: null })), () => {}));
  return el("li", { class: "event", id: anchor(row.event), tabindex: "-1" },
    el("p", { class: "event-date" }, row.start ? span(row.start, row.end) : el("span", { class: "soft" }, t("undated"))),
    el("div", {}, said, el("p", { class: "meta" }, el("a", { href: pageOf(row.document), lang: languageOf(row, "title") }, row.title ?? t("untitled")))));
}

/** The id that the line of an event has on the page. */
export const anchor = (event) => `event-${event.replace(/^.*\/doc\//, "").replaceAll("/", "-")}`;

async function details(row, signal) {
  const graph = row.document.replace("/id/doc/", "/id/graph/doc/");
  return grouped(await ask("document-events", { graph }, { signal })).find((fact) => fact.event === row.event);
}
