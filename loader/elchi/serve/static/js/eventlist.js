// Rows of events in many documents to a list with dates; who took part is filled in from each document.

import { anchor, ask, languageOf, wordsOf } from "./data.js";
import { span } from "./dates.js";
import { badge, grouped, kindOf, line, title } from "./facts.js";
import { el, put } from "./html.js";
import { t } from "./i18n.js";

/** Return a list of events; each line names the document that tells of it. */
export function eventList(rows, signal) {
  const wanted = new Map();
  const fill = (made) => {
    const task = wanted.get(made);
    wanted.delete(made);
    seen.unobserve(made);
    return task?.();
  };
  const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => fill(target)), { rootMargin: "300px" });
  signal?.addEventListener("abort", () => seen.disconnect());
  setTimeout(() => rest(wanted, fill, signal), 1500);
  return el("ol", { class: "events" }, rows.map((row) => item(row, signal, (made, fill) => {
    wanted.set(made, fill);
    seen.observe(made);
  })));
}

/** Fill the lines that were not on the screen one after the other, so that paper and the search of the browser have them. */
async function rest(wanted, fill, signal) {
  while (wanted.size > 0 && !signal?.aborted) await fill(wanted.keys().next().value);
}

function item(row, signal, whenSeen) {
  const said = el("p", { class: "event-line" }, badge(row.status), " ", el("strong", { class: "fact-kind", dataset: { kind: kindOf(row.type) } }, title(row)));
  whenSeen(said, () => details(row, signal).then((fact) => fact && put(said, line({ ...fact, start: null })), () => {}));
  return el("li", { class: "event", id: anchor(row.event), tabindex: "-1" },
    el("p", { class: "event-date" }, row.start ? span(row.start, row.end) : el("span", { class: "soft" }, t("undated"))),
    el("div", {}, said, el("p", { class: "meta" }, el("a", { href: wordsOf(row.event), lang: languageOf(row, "title") }, row.title ?? t("untitled")))));
}

async function details(row, signal) {
  const graph = row.document.replace("/id/doc/", "/id/graph/doc/");
  return grouped(await ask("document-events", { graph }, { signal })).find((fact) => fact.event === row.event);
}
