// Facts with the reports that they rest on: who says so, through whom, with which words, by which rule.

import { badge, badges, kindOf, link, title } from "./facts.js";
import { anchor } from "./data.js";
import { span } from "./dates.js";
import { el } from "./html.js";
import { codeLabel, number, t } from "./i18n.js";

const QUOTE = 220; // code points
const ROLES = ["visitor", "host", "participant", "signatory", "speaker", "officeHolder", "party", "place"];

/** Return facts as a list of cards, each with its reports; `points` are the code points of the text, where it is served. */
export function factList(facts, reports, points) {
  return el("ol", { class: "cards" }, facts.map((fact) => card(fact, byReport(reports.filter((row) => row.event === fact.event)), points)));
}

function card(fact, reports, points) {
  return el("li", { class: "card", id: anchor(fact.event), tabindex: "0", dataset: { fact: fact.event } },
    el("p", { class: "card-head" }, badges(fact),
      el("strong", { class: "fact-kind", dataset: { kind: kindOf(fact.type) } }, title(fact)),
      fact.start && el("span", { class: "fact-date" }, span(fact.start, fact.end))),
    roles(fact), reports.map((report) => account(report, reports.length > 1, points)));
}

function roles(fact) {
  const given = ROLES.filter((role) => fact.roles[role]);
  if (given.length === 0) return null;
  return el("dl", { class: "roles" }, given.map((role) =>
    el("div", {}, el("dt", {}, t(`role.${role}`)), el("dd", {}, fact.roles[role].map((one, i) => [i > 0 && ", ", link(one)])))));
}

/** One report: who says so, the words, and how it was read. */
function account(report, several, points) {
  return el("div", { class: "account" },
    el("p", { class: "chain" }, several && [badge(report.status), " "], chain(report)),
    quoted(report, points) ? el("blockquote", { dir: "auto" }, quoted(report, points)) : el("p", { class: "soft" }, t("evidence.long", { begin: report.begin, end: report.end })),
    el("details", { class: "how" }, el("summary", {}, t("evidence.how")), how(report)));
}

/** The words of a report: as they are kept, or the beginning of what stands in the text beside. */
function quoted({ words, begin, end }, points) {
  if (words || !points) return words;
  return points.slice(begin, Math.min(end, begin + QUOTE)).join("").trim() + (end - begin > QUOTE ? " …" : "");
}

function chain({ source, sourceName, relays, voice }) {
  if (source.endsWith("/actor/outlet")) return el("span", { class: "soft" }, t("evidence.own"));
  const by = [t("evidence.says"), " ", link({ thing: source, name: sourceName })];
  const through = relays.map((relay) => [", ", t("evidence.through"), " ", relay.thing.endsWith("/actor/outlet") ? t("evidence.document") : link(relay)]);
  return [by, through, el("span", { class: "soft" }, ` (${codeLabel("voice", voice)})`)];
}

function how(report) {
  const pairs = [
    ["evidence.rule", report.rule], ["evidence.confidence", report.confidence === undefined ? null : number(report.confidence)],
    ["evidence.certainty", report.certainty && codeLabel("certainty", report.certainty)], ["evidence.span", `${report.begin}–${report.end}`],
  ];
  return el("dl", { class: "pairs" }, pairs.filter(([, value]) => value).map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value))));
}

/** Rows of reports (one for each relay) to reports with a list of relays. */
function byReport(rows) {
  const found = new Map();
  for (const row of rows) {
    if (!found.has(row.report)) found.set(row.report, { ...row, relays: [] });
    const { relays } = found.get(row.report);
    if (row.relay && !relays.some(({ thing }) => thing === row.relay)) relays.push({ thing: row.relay, name: row.relayName });
  }
  return [...found.values()];
}
