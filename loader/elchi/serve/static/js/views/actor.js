// An actor: names, offices, events, counterparts, treaties.

import { address, anchor, ask, iriOf, pageOf } from "../data.js";
import { readable } from "../dates.js";
import { eventList } from "../eventlist.js";
import { CLASSES, STATUSES, badge, capital, link } from "../facts.js";
import { field, form, pages } from "../forms.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { classLabel, codeLabel, compare, label, languageName, loadLabels, t } from "../i18n.js";
import { empty, failed, loading } from "../states.js";

/** Events on one page. */
export const LIMIT = 40;

export async function render(root, { thing }, context) {
  const { query, signal } = context;
  const actor = thing;
  const paged = { kind: query.kind, wanted: query.status, since: query.since, until: query.until, offset: query.offset };
  const events = { name: "actor-events", params: { actor, ...paged, limit: LIMIT + 1 } };
  const others = ["actor-names", "actor-offices", "actor-counterparts", "actor-instruments"].map((name) => ({ name, params: { actor } }));
  const view = frame(root, { title: label(iriOf(actor)), kicker: t("actor"), queries: [events, ...others], signal });
  await view.run(async () => {
    const [names] = await Promise.all([ask("actor-names", { actor }, { signal }), loadLabels(signal)]);
    if (names.length === 0) return { empty: t("actor.none"), advice: t("document.none.advice") };
    head(view, names, thing);
    view.things([iriOf(thing)]);
    put(view.body, layout(actor, names, query, context, events));
    return "";
  });
}

function head(view, names, thing) {
  const main = names.find((row) => row.kind === "name") ?? names[0];
  view.title(label(iriOf(thing), main.name));
  const what = [capital(classLabel(main.class ?? "Actor")), main.state && el("a", { href: pageOf(main.state) }, label(main.state))].filter(Boolean);
  const links = [
    el("a", { href: address("/", { actor: thing, name: view.heading.textContent }) }, t("actor.documents")),
    thing.startsWith("state/") && el("a", { href: address("/dyad", { one: thing.slice(6) }) }, t("actor.dyad")),
    el("a", { href: address(`/data/${thing}.ttl`) }, "Turtle"), el("a", { href: address(`/data/${thing}.jsonld`) }, "JSON-LD"),
  ];
  view.heading.after(el("p", { class: "meta" }, what.map((part, i) => [i > 0 && " · ", part])), el("p", { class: "links" }, links));
}

function layout(actor, names, query, context, events) {
  const { signal } = context;
  let first; // the others are asked when the events are there
  const shown = later(null, () => (first = timeline(events, query, signal)));
  const section = (title, task) => later(title, () => first.then(task, task));
  return el("div", { class: "reading" },
    el("section", { class: "found" }, el("h2", {}, t("actor.events")), filters(query, context), shown),
    el("div", { class: "found" },
      later(t("actor.names"), async () => nameTable(names)),
      section(t("actor.offices"), async () => offices(await ask("actor-offices", { actor }, { signal }), iriOf(actor))),
      section(t("actor.counterparts"), async () => counterparts(await ask("actor-counterparts", { actor }, { signal }), actor)),
      section(t("instruments"), async () => instruments(await ask("actor-instruments", { actor }, { signal })))));
}

/** Return a section that fills itself; one with nothing to say takes itself away. */
function later(title, task) {
  const body = el("div", {}, loading(3));
  const made = el("section", { class: "found" }, title && el("h2", {}, title), body);
  const start = () => task().then((content) => (content ? put(body, content) : made.remove()), (error) => error.name !== "AbortError" && put(body, failed(error, start)));
  start();
  return made;
}

/** Return the form that narrows a list of events. */
export function filters(query, context) {
  const any = ["", t("any")];
  const classes = CLASSES.map((name) => [name, capital(classLabel(name))]).sort(([, one], [, other]) => compare(one, other));
  return form([
    field("kind", query.kind, { options: [any, ...classes], half: true }),
    field("status", query.status, { options: [any, ...STATUSES.map((code) => [code, codeLabel("factuality", code)])], half: true }),
    field("since", query.since, { label: t("field.from"), placeholder: "2023-05", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 8, half: true }),
    field("until", query.until, { placeholder: "2024", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 8, half: true }),
  ], (values) => context.set({ ...values, offset: null }));
}

/** Return a page of events, with the way to those before and after. */
export async function timeline(events, query, signal) {
  const rows = await ask(events.name, events.params, { signal });
  if (rows.length === 0) return empty(t("search.none"), t("search.none.advice"));
  const offset = Number(query.offset ?? 0);
  const shown = rows.slice(0, LIMIT);
  const href = (to) => address(location.pathname.slice(address("").length), { ...query, offset: to || null });
  return [eventList(shown, signal), pages({ offset, limit: LIMIT, shown: shown.length, more: rows.length > LIMIT }, href)];
}

/** Return names with their languages as a table whose end is folded away. */
export function nameTable(names) {
  const rows = names.filter((row) => row.kind !== "code").sort((one, other) => Number(one.kind !== "name") - Number(other.kind !== "name"));
  const line = (row) => el("tr", {}, el("td", { lang: row.language }, row.name), el("td", { class: "soft" }, capital(languageName(languageTag(row.language)))), el("td", { class: "soft" }, row.kind === "name" ? "" : t("actor.othername")));
  const table = (some) => el("div", { class: "table-wrap" }, el("table", {}, el("tbody", {}, some.map(line))));
  if (rows.length <= 8) return table(rows);
  return [table(rows.slice(0, 7)), el("details", { class: "how" }, el("summary", {}, t("actor.morenames", { count: rows.length - 7 })), table(rows.slice(7)))];
}

/** "uz-cyrl" as the interface names languages: "uz-Cyrl". */
const languageTag = (tag) => (tag ?? "").replace(/-(\w)(\w+)$/, (_, first, rest) => `-${first.toUpperCase()}${rest}`);

function offices(rows, self) {
  if (rows.length === 0) return null;
  const line = (row) => el("li", {}, row.member !== self && [link({ thing: row.member, name: row.name }), " — "],
    capital(codeLabel("office", row.office)), row.of && row.of !== self && [", ", link({ thing: row.of })], row.former && [" ", el("span", { class: "badge" }, t("actor.former"))],
    el("span", { class: "soft" }, ` · ${t("actor.in", { count: row.documents })}`, row.last && `, ${readable(row.first)} – ${readable(row.last)}`));
  return folded(rows.map(line), 8);
}

function counterparts(rows, actor) {
  if (rows.length === 0) return null;
  const most = rows[0].documents;
  const both = (row) => actor.startsWith("state/") && row.other.includes("/id/state/");
  const line = (row) => el("li", { class: "bar-line" }, link({ thing: row.other, name: row.name }),
    el("meter", { min: 0, max: most, value: row.documents, "aria-hidden": "true" }), el("span", { class: "count" }, row.documents),
    both(row) && el("a", { class: "small", href: address(`/dyad/${actor.slice(6)}/${row.other.slice(-3)}`) }, t("actor.both")));
  return folded(rows.map(line), 10);
}

function instruments(rows) {
  if (rows.length === 0) return null;
  return folded(rows.map(instrumentLine), 8);
}

/** One line for an instrument: status, kind, subject, date, document. */
export function instrumentLine(row) {
  return el("li", {}, row.status && badge(row.status, "status"), " ", el("a", { href: `${pageOf(row.document)}#${anchor(row.instrument)}`, class: "actor", title: t("fact.words") }, row.kind ? capital(codeLabel("instrument", row.kind)) : t("instrument")),
    row.subject && [": ", row.subject], row.date && el("span", { class: "fact-date" }, " ", readable(row.date)));
}

/** Return a list whose end is folded away. */
export function folded(items, shown) {
  const list = (some) => el("ul", { class: "lines" }, some);
  if (items.length <= shown + 2) return list(items);
  return [list(items.slice(0, shown)), el("details", { class: "how" }, el("summary", {}, t("more", { count: items.length - shown })), list(items.slice(shown)))];
}
