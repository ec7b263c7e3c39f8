// How many of the documents found are of each kind, status, language and year; each count narrows the search.

import { address, ask } from "./data.js";
import { capital, kindOf } from "./facts.js";
import { el, put } from "./html.js";
import { classLabel, codeLabel, languageName, number, t } from "./i18n.js";

const NAMES = {
  kind: (value) => capital(classLabel(value)),
  status: (value) => codeLabel("factuality", value),
  language: (value) => capital(languageName(value)),
  year: (value) => value,
};
const YEARS = 12; // the newest that are shown

/** Return the query behind the facets of a search, which is { name, params }. */
export function facetQuery({ name, params: { kind, status, language, since, until, actor, text, within } }) {
  const common = { wanted: status, tongue: language, since, until };
  if (name === "search-actor") return { name: "search-facets-actor", params: { actor, kind, text, ...common } };
  if (name === "search-text") return { name: "search-facets-text", params: { text, within, kind, ...common } };
  return { name: "search-facets", params: { kind: kind ?? (status && "Event"), ...common } };
}

/** Return a place for facets that fills itself; `counted` is told how many documents there are. */
export function facets(asked, query, signal, counted) {
  const box = el("aside", { class: "facets", "aria-label": t("facets") });
  ask(asked.name, asked.params, { signal }).then((rows) => {
    const all = rows.find((row) => row.facet === "all");
    if (all) counted(all.documents);
    put(box, Object.keys(NAMES).map((facet) => group(facet, sorted(facet, rows.filter((row) => row.facet === facet)), query)));
  }, () => box.remove());
  return box;
}

/** Years in their order, the newest first; all else as the query has it, most documents first. */
function sorted(facet, rows) {
  return facet === "year" ? rows.map((row) => ({ ...row, value: String(row.value) })).sort((one, other) => other.value - one.value).slice(0, YEARS) : rows;
}

/** What a facet changes in the address, and whether it is chosen. */
function choice(facet, value, query) {
  if (facet !== "year") return { chosen: query[facet] === value, change: (to) => ({ [facet]: to }) };
  return { chosen: query.since === value && query.until === value, change: (to) => ({ since: to, until: to }) };
}

/** A facet that is chosen has but its value, which takes it off: counts beside it would be of documents that have both. */
function group(facet, found, query) {
  const taken = found.filter((row) => choice(facet, row.value, query).chosen);
  const rows = taken.length > 0 ? taken : found;
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => row.documents));
  const item = (row) => {
    const { chosen, change } = choice(facet, row.value, query);
    const href = address("/", { ...query, ...change(chosen ? null : row.value), offset: null });
    return el("li", {}, el("a", { href, class: "facet", "aria-current": chosen ? "true" : null },
      el("span", { class: facet === "kind" ? "fact-kind" : null, dataset: facet === "kind" ? { kind: kindOf(row.value) } : {} }, NAMES[facet](row.value)),
      el("span", { class: "count" }, number(row.documents), chosen && el("span", { "aria-label": t("search.drop"), role: "img" }, " ×")), el("meter", { min: 0, max: most, value: row.documents, "aria-hidden": "true" })));
  };
  return el("section", {}, el("h2", { class: "small" }, t(`field.${facet}`)), el("ul", {}, rows.map(item)));
}
