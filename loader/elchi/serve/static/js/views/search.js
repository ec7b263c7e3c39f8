// Search: documents, the newest first, and the facts found in them.

import { address, ask, iriOf, languageOf, pageOf, settled, withText } from "../data.js";
import { facetQuery, facets } from "../facets.js";
import { CLASSES, STATUSES, capital, day, grouped, line } from "../facts.js";
import { field, form, pages } from "../forms.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { classLabel, codeLabel, compare, label, labelled, languageName, loadLabels, t } from "../i18n.js";

const LIMIT = 20;
const LANGUAGES = ["uz-Latn", "uz-Cyrl", "ru", "en", "kk", "ky", "tr"];
const FACTS = 6;

export async function render(root, params, context) {
  const { query, signal } = context;
  const asked = question(query);
  const counts = facetQuery(asked);
  const view = frame(root, {
    title: t("search.title"), lead: t("search.lead"), queries: [asked, counts], filters: el("div", { class: "slot" }), signal,
  });
  await view.run(async () => {
    const answer = Promise.allSettled([ask(asked.name, asked.params, { signal })]);
    await loadLabels(signal);
    root.querySelector(".slot")?.replaceWith(filters(query, context)); // there even if the answer is a failure
    const rows = settled(await answer)[0];
    const found = merged(rows);
    const shown = found.slice(0, LIMIT);
    view.things(shown.map((row) => row.document));
    const people = query.text ? actors(query.text, context) : null;
    if (shown.length === 0) {
      put(view.body, people, nothing(query));
      return "";
    }
    const offset = Number(query.offset ?? 0);
    const href = (to) => address("/", { ...query, offset: to || null });
    const place = { from: offset + 1, to: offset + shown.length };
    const list = el("ol", { class: "results" }, shown.map((row) => result(row, query, signal)));
    const below = pages({ offset, limit: LIMIT, shown: shown.length, more: found.length > LIMIT }, href);
    const side = facets(counts, query, signal, (total) => view.status(t("search.counted", { ...place, total, count: total })));
    put(view.body, people, el("div", { class: "sided" }, el("div", {}, list, below), side));
    return t("search.shown", place);
  });
}

/** The saved query that fits what is asked, and its parameters. */
function question({ text, within, actor, state, kind, status, language, since, until, offset }) {
  const common = { language, since, until, limit: LIMIT + 1, offset };
  const thing = actor || (state && `state/${state}`);
  if (thing) return { name: "search-actor", params: { actor: thing, kind, status, text: pattern(text), ...common } };
  if (text) return { name: "search-text", params: { text: pattern(text), within: within && "text", kind: kind || (status && "Event"), status, ...common } };
  if (kind || status) return { name: "search", params: { kind, status, ...common } };
  return { name: "browse", params: common };
}

/** A regular expression for words as they stand; any sign for an apostrophe fits any other. */
function pattern(text) {
  return text?.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/['ʻʼ‘’`´]/g, "['ʻʼ‘’`´]").replace(/\s+/g, "\\s+");
}

/** One row for each document; one that is written in two languages comes twice. */
function merged(rows) {
  const found = new Map();
  for (const row of rows) {
    const known = found.get(row.document);
    if (known) known.languages.push(row.language);
    else found.set(row.document, { ...row, languages: [row.language], spoken: languageOf(row, "title") });
  }
  return [...found.values()];
}

function filters(query, context) {
  const any = ["", t("any")];
  const states = labelled("/id/state/").map(([iri, name]) => [iri.slice(-3), name]);
  const classes = CLASSES.map((name) => [name, capital(classLabel(name))]).sort(([, one], [, other]) => compare(one, other));
  const statuses = STATUSES.map((code) => [code, codeLabel("factuality", code)]);
  const languages = LANGUAGES.map((tag) => [tag, capital(languageName(tag))]);
  const made = form([
    field("text", query.text, { type: "search", grow: true, placeholder: t("search.placeholder") }),
    withText() && within(query),
    field("state", query.actor ? "" : query.state, { options: [any, ...states], half: true }),
    field("kind", query.kind, { options: [any, ...classes], half: true }),
    field("status", query.status, { options: [any, ...statuses], half: true }),
    field("language", query.language, { options: [any, ...languages], half: true }),
    field("since", query.since, { placeholder: "2023-05", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
    field("until", query.until, { placeholder: "2024", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
  ], (values) => context.set({ within: null, ...values, actor: values.state ? null : query.actor, offset: null }));
  return el("div", {}, made, query.actor && chosen(query, context));
}

function within(query) {
  const box = el("input", { type: "checkbox", name: "within", value: "text", checked: query.within === "text" });
  return el("label", { class: "check" }, box, " ", t("search.within"));
}

function chosen(query, context) {
  const drop = () => context.set({ actor: null, offset: null });
  const name = query.name ?? label(iriOf(query.actor));
  return el("p", { class: "chosen" }, t("search.chosen"), " ", el("a", { href: pageOf(iriOf(query.actor)) }, name), " ",
    el("button", { type: "button", class: "quiet", "aria-label": t("search.drop"), on: { click: drop } }, "×"));
}

function nothing(query) {
  const filtered = Object.keys(query).some((name) => name !== "lang" && query[name]);
  return el("div", { class: "state" }, el("p", { class: "state-title" }, t("search.none")),
    el("p", {}, t(filtered ? "search.none.advice" : "search.none.empty")),
    query.text && withText() && !query.within && el("a", { class: "button", href: address("/", { ...query, within: "text", actor: null, state: null, offset: null }) }, t("search.deeper")),
    filtered && el("a", { class: "button", href: address("/") }, t("search.reset")));
}

function result(row, query, signal) {
  const found = el("ul", { class: "facts" }, el("li", { class: "bone bone-1", "aria-hidden": "true" }));
  facts(row.document, query, signal).then((items) => put(found, items), () => put(found));
  const meta = [day(row.date), row.publisher, row.languages.map((tag) => capital(languageName(tag))).join(", ")].filter(Boolean);
  return el("li", { class: "result" },
    el("h2", { lang: row.spoken }, el("a", { href: pageOf(row.document) }, row.title ?? t("untitled"))),
    el("p", { class: "meta" }, meta.join(" · ")), found);
}

async function facts(document, query, signal) {
  const graph = document.replace("/id/doc/", "/id/graph/doc/");
  const all = grouped(await ask("document-events", { graph }, { signal }));
  const wanted = all.filter((fact) => fact.type === query.kind || fact.status === query.status);
  const telling = all.filter((fact) => fact.type !== "Communication" && !wanted.includes(fact));
  const statements = all.filter((fact) => fact.type === "Communication" && !wanted.includes(fact));
  const first = [...wanted, ...telling].slice(0, FACTS);
  const rest = wanted.length + telling.length - first.length;
  const more = [rest > 0 && t("facts.more", { count: rest }), statements.length > 0 && t("facts.statements", { count: statements.length })];
  const items = first.map((fact) => el("li", {}, line(fact)));
  if (more.some(Boolean)) items.push(el("li", { class: "soft" }, more.filter(Boolean).join(" · ")));
  return items;
}

/** Actors whose name matches, states by their name in the reader's language first. */
function actors(text, { signal }) {
  const box = el("div", { class: "people" });
  const low = text.trim().toLowerCase();
  const states = labelled("/id/state/").filter(([, name]) => name.toLowerCase().includes(low)).map(([actor]) => ({ actor }));
  ask("search-names", { text: pattern(text) }, { signal }).then((rows) => {
    const found = [...states, ...rows.filter((row) => !states.some(({ actor }) => actor === row.actor))].slice(0, 12);
    if (found.length === 0) return;
    const items = found.map((row) => el("li", {}, el("a", { class: "chip", href: pageOf(row.actor) }, label(row.actor, row.name))));
    put(box, el("h2", { class: "small" }, t("search.actors")), el("ul", { class: "chips" }, items));
  }, () => {});
  return box;
}
