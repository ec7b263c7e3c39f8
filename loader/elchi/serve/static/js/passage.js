// The words of a document with marks: what was named, and what facts rest on. Offsets are code points.

import { el } from "./html.js";
import { classLabel, codeLabel, label } from "./i18n.js";

/** Return the paragraphs of a text with its spans marked; the title's line is left to the heading. */
export function passage({ title, language }, points, { facts, reports, mentions, instruments }) {
  const kinds = new Map(facts.map(({ event, type }) => [event, type]));
  const spans = [...evidence(reports.map((row) => ({ ...row, type: kinds.get(row.event) })), "event"), ...evidence(instruments, "instrument"), ...names(mentions)];
  return paragraphs(points).map(({ begin, end }, i) => {
    const inside = spans.filter((span) => span.begin < end && span.end > begin);
    const heading = i === 0 && title && points.slice(begin, end).join("").trim() === title.trim();
    return el("p", { lang: language, class: heading ? "headline" : null }, pieces(points, begin, end, inside));
  });
}

function evidence(rows, key) {
  const known = new Map();
  for (const row of rows) known.set(`${row.begin} ${row.end} ${row[key]}`, { begin: row.begin, end: row.end, facts: [row[key]], type: row.type, status: row.status });
  return [...known.values()];
}

function names(rows) {
  return rows.filter((row) => row.class !== "Instrument").map((row) => ({ begin: row.begin, end: row.end, name: row }));
}

function paragraphs(points) {
  const found = [];
  let begin = 0;
  for (let i = 0; i <= points.length; i += 1) {
    if (i < points.length && points[i] !== "\n") continue;
    if (points.slice(begin, i).join("").trim()) found.push({ begin, end: i });
    begin = i + 1;
  }
  return found;
}

/** Return pieces of text between the borders of spans, each marked with all spans that cover it. */
function pieces(points, begin, end, spans) {
  const borders = new Set([begin, end]);
  for (const span of spans) {
    borders.add(Math.max(begin, span.begin));
    borders.add(Math.min(end, span.end));
  }
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(1).map((stop, i) => piece(points.slice(sorted[i], stop).join(""), sorted[i], stop, spans));
}

function piece(text, begin, end, spans) {
  const over = spans.filter((span) => span.begin <= begin && span.end >= end);
  if (over.length === 0) return text;
  const facts = [...new Set(over.flatMap((span) => span.facts ?? []))];
  const name = over.filter((span) => span.name).sort((one, other) => one.end - one.begin - (other.end - other.begin))[0]?.name;
  const inner = name ? el("span", { class: "name", title: tip(name), dataset: { class: name.class, thing: name.thing ?? "" } }, text) : text;
  return facts.length > 0 ? el("mark", { class: "evidence", title: name ? null : told(over), dataset: { facts: facts.join(" ") } }, inner) : inner;
}

/** What words stand for: "planned: meeting". */
function told(over) {
  const all = over.filter((span) => span.type).map(({ type, status }) => `${codeLabel("factuality", status)}: ${classLabel(type)}`);
  return [...new Set(all)].join("; ") || null;
}

function tip(name) {
  if (name.date) return name.date;
  const what = label(name.thing, name.name ?? name.words);
  return name.literal ? `${label(name.literal)} = ${what}` : what;
}
