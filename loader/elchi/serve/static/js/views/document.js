// A document: its words with what was found in them, and the facts, linked both ways.

import { address, ask, languageOf } from "../data.js";
import { factList } from "../evidence.js";
import { capital, day, grouped, link } from "../facts.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { label, languageName, loadLabels, t } from "../i18n.js";
import { instrumentList } from "../instruments.js";
import { linked } from "../linking.js";
import { passage } from "../passage.js";
import { empty } from "../states.js";

const QUERIES = ["document-events", "document-reports", "document-instruments", "document-mentions"];

export async function render(root, { thing }, context) {
  const { signal } = context;
  const key = thing.replace("doc/", "");
  const params = { graph: `graph/doc/${key}` };
  const about = { name: "document", params: { ...params, words: `graph/text/${key}` } };
  const queries = [...QUERIES.map((name) => ({ name, params })), about];
  const view = frame(root, { title: t("document"), kicker: t("document"), queries, signal });
  await view.run(async () => {
    const asked = queries.map((query) => ask(query.name, query.params, { signal }));
    const [[events, reports, instruments, mentions, [known]]] = await Promise.all([Promise.all(asked), loadLabels(signal)]);
    if (!known) return { empty: t("document.none"), advice: t("document.none.advice") };
    const facts = grouped(events);
    head(view, known, thing);
    view.things([known.document, ...facts.map((fact) => fact.event), ...instruments.map((row) => row.instrument)]);
    const points = known.text ? Array.from(known.text) : null;
    const words = points ? passage(known, points, { facts, reports, mentions, instruments }) : quotesOnly();
    const found = el("section", { class: "found", "aria-labelledby": "found" }, el("h2", { id: "found" }, t("document.facts")),
      facts.length + instruments.length > 0 ? told(facts, reports, instruments, points) : empty(t("document.empty"), t("document.empty.advice")),
      named(mentions));
    put(view.body, el("div", { class: "reading" }, el("section", { class: "words", tabindex: points ? "0" : null, "aria-label": t("document.words") }, words), found));
    linked(view.body);
    arrive(view.body);
    return t("document.found", { count: facts.length });
  });
}

/** Go to the fact that the address names, where it names one. */
function arrive(body) {
  const fact = location.hash && body.querySelector(`#${CSS.escape(location.hash.slice(1))}`);
  if (!fact) return;
  fact.scrollIntoView({ block: "center" });
  fact.focus({ preventScroll: true });
}

function head(view, known, thing) {
  view.heading.lang = languageOf(known, "title") ?? known.language;
  view.title(known.title ?? t("untitled"));
  const meta = [day(known.date), known.publisher, known.author, capital(languageName(known.language))].filter(Boolean).join(" · ");
  const links = [
    known.url && el("a", { href: known.url, rel: "noreferrer" }, t("document.source")),
    el("a", { href: address(`/data/${thing}.ttl`) }, "Turtle"),
    el("a", { href: address(`/data/${thing}.jsonld`) }, "JSON-LD"),
    el("a", { href: address(`/annotations/${thing}`) }, t("document.annotations")),
  ];
  view.heading.after(el("p", { class: "meta" }, meta), el("p", { class: "links" }, links));
}

/** What is done and agreed first, then who said what. */
function told(facts, reports, instruments, points) {
  const statements = facts.filter((fact) => fact.type === "Communication");
  return [factList(facts.filter((fact) => !statements.includes(fact)), reports, points), instrumentList(instruments),
    statements.length > 0 && [el("h2", {}, t("document.statements")), factList(statements, reports, points)]];
}

function quotesOnly() {
  return el("p", { class: "note" }, t("document.quotes"));
}

/** Who and what is named, with links and how often. */
function named(mentions) {
  const found = new Map();
  for (const row of mentions) {
    if (!row.thing || !["State", "Person", "Organisation"].includes(row.class)) continue;
    const one = found.get(row.thing) ?? { thing: row.thing, name: row.name ?? label(row.thing, row.words), count: 0 };
    found.set(row.thing, { ...one, count: one.count + 1 });
  }
  const items = [...found.values()].sort((one, other) => other.count - one.count);
  if (items.length === 0) return null;
  return [el("h2", {}, t("document.named")), el("ul", { class: "chips" }, items.map((one) =>
    el("li", { class: "chip", dataset: { thing: one.thing } }, link(one), el("span", { class: "count" }, one.count))))];
}
