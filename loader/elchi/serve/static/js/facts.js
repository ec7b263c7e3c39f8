// Rows of events to facts, and facts to lines that people read.

import { pageOf, wordsOf } from "./data.js";
import { readable, span } from "./dates.js";
import { el } from "./html.js";
import { classLabel, codeLabel, label, t } from "./i18n.js";

/** Signs that stand before the word of a status, so that colour is not needed. */
const SIGNS = {
  done: "●", ongoing: "◐", planned: "○", proposed: "◇", possible: "?", postponed: "↷", cancelled: "✕", denied: "⊘",
  signed: "●", agreed: "◐", under_negotiation: "◐", ratified: "●", in_force: "●", extended: "●", terminated: "✕",
  suspended: "↷", violated: "✕", rejected: "⊘",
};
const KINDS = { Visit: "visit", Meeting: "meeting", Communication: "communication", OfficeChange: "office" };
const PEOPLE = ["visitor", "participant", "party", "signatory", "speaker", "officeHolder"];

/** The classes of events that readers choose from. */
export const CLASSES = [
  "Visit", "Meeting", "Communication", "OfficeChange", "Negotiation", "Adoption", "Signing", "Ratification",
  "EntryIntoForce", "Extension", "Suspension", "Termination", "Violation", "Rejection",
];

/** How far an event has come, from done to denied. */
export const STATUSES = ["done", "ongoing", "planned", "proposed", "possible", "postponed", "cancelled", "denied"];

/** Return the kind of a class of events: visit, meeting, communication, office or treaty; colours are --kind-… */
export const kindOf = (type) => KINDS[type] ?? "treaty";

/** Return a status as a badge: sign, word, colour; `list` is the code list, factuality or status. */
export function badge(status, list = "factuality") {
  return el("span", { class: "badge", dataset: { status, sign: SIGNS[status] ?? "·" } }, codeLabel(list, status));
}

/** The badge of an event that sources contradict each other on. */
const disputed = () => el("span", { class: "badge disputed", dataset: { sign: "≠" } }, t("disputed"));

/** Return the badges of an event: how far it has come, whether that is disputed, and whether only others say so. */
export function badges(fact) {
  const said = fact.attributed && el("span", { class: "badge attributed", title: t("attributed.title"), dataset: { sign: "❝" } }, t("attributed"));
  return [badge(fact.status), " ", fact.contested && [disputed(), " "], said];
}

/** Return events with their parts: { event, type, status, roles: { visitor: [{ thing, name }] }, … } in their order. */
export function grouped(rows) {
  const found = new Map();
  for (const row of rows) {
    if (!found.has(row.event)) found.set(row.event, { ...row, roles: {} });
    const { roles } = found.get(row.event);
    const part = row.role && (roles[row.role] ??= []);
    if (part && !part.some(({ thing }) => thing === row.thing)) part.push({ thing: row.thing, name: row.name });
  }
  return [...found.values()];
}

/** Return a link to something, by its label in the reader's language or by its name. */
export function link({ thing, name }) {
  const words = label(thing, name ?? null);
  return el("a", { href: pageOf(thing), class: "actor" }, words);
}

/** Return what a fact says in one line: badge, kind (which leads to its words), who, whom, where, when. */
export function line(fact) {
  return el("span", { class: "fact-line" },
    badges(fact), " ", el("a", { href: wordsOf(fact.event), class: "fact-kind", title: t("fact.words"), dataset: { kind: kindOf(fact.type) } }, title(fact)), " ",
    el("span", { class: "fact-parts" }, parts(fact)), fact.start && el("span", { class: "fact-date" }, span(fact.start, fact.end)));
}

/** Return what a fact is called: "Visit (state)". */
export function title(fact) {
  const name = classLabel(fact.type);
  const list = fact.type === "Visit" ? "visit" : "meeting";
  const plain = !fact.kind || fact.kind === "unspecified" || fact.kind === "meeting";
  return capital(plain ? name : `${name}: ${codeLabel(list, fact.kind)}`);
}

function parts(fact) {
  const of = (role) => fact.roles[role] ?? [];
  const people = PEOPLE.flatMap(of).filter((one, i, all) => all.findIndex((other) => other.thing === one.thing) === i);
  const said = [joined(people, ", ")];
  if (of("host").length > 0) said.push([" → ", joined(of("host"), ", ")]);
  if (of("place").length > 0) said.push([" · ", joined(of("place"), ", ")]);
  return said;
}

function joined(things, comma) {
  return things.map((thing, i) => [i > 0 && comma, link(thing)]);
}

/** Return a text with its first letter in capitals. */
export const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Return the words for when something was published, or a dash. */
export const day = (date) => (date ? readable(date) : t("undated"));
