// How many of the documents found are of each kind, status and language; each count narrows the search.

import { address, ask } from "./data.js";
import { capital, kindOf } from "./facts.js";
import { el, put } from "./html.js";
import { classLabel, codeLabel, languageName, number, t } from "./i18n.js";

const NAMES = {
  kind: (value) => capital(classLabel(value)),
  status: (value) => codeLabel("factuality", value),
  language: (value) => capital(languageName(value)),
};

/** Return the query behind the facets, or null where there are none: for words and for one actor. */
export function facetQuery({ text, actor, state, kind, status, language, since, until }) {
  if (text || actor || state) return null;
  return { name: "search-facets", params: { kind, wanted: status, tongue: language, since, until } };
}

/** Return a place for facets that fills itself; `counted` is told how many documents there are. */
export function facets(query, signal, counted) {
  const asked = facetQuery(query);
  if (asked === null) return null;
  const box = el("aside", { class: "facets", "aria-label": t("facets") });
  ask(asked.name, asked.params, { signal }).then((rows) => {
    const all = rows.find((row) => row.facet === "all");
    if (all && (query.kind || query.status)) counted(all.documents);
    put(box, Object.keys(NAMES).map((facet) => group(facet, rows.filter((row) => row.facet === facet), query)));
  }, () => box.remove());
  return box;
}

function group(facet, rows, query) {
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => row.documents));
  const item = (row) => {
    const chosen = query[facet] === row.value;
    const href = address("/", { ...query, [facet]: chosen ? null : row.value, offset: null });
    return el("li", {}, el("a", { href, class: "facet", "aria-current": chosen ? "true" : null },
      el("span", { class: facet === "kind" ? "fact-kind" : null, dataset: facet === "kind" ? { kind: kindOf(row.value) } : {} }, NAMES[facet](row.value)),
      el("span", { class: "count" }, number(row.documents)), el("meter", { min: 0, max: most, value: row.documents, "aria-hidden": "true" })));
  };
  return el("section", {}, el("h2", { class: "small" }, t(`field.${facet}`)), el("ul", {}, rows.map(item)));
}
