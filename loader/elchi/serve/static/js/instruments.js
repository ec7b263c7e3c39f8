// Agreements and other instruments as cards.

import { anchor, languageOf } from "./data.js";
import { readable } from "./dates.js";
import { badge, capital, link } from "./facts.js";
import { el } from "./html.js";
import { codeLabel, t } from "./i18n.js";

/** Return the instruments of rows (one for each party) as a list of cards with a heading. */
export function instrumentList(rows) {
  const found = new Map();
  for (const row of rows) {
    if (!found.has(row.instrument)) found.set(row.instrument, { ...row, lang: languageOf(row, "subject"), parties: [] });
    const { parties } = found.get(row.instrument);
    if (row.party && !parties.some(({ thing }) => thing === row.party)) parties.push({ thing: row.party, name: row.partyName });
  }
  if (found.size === 0) return null;
  return [el("h2", {}, t("instruments")), el("ol", { class: "cards" }, [...found.values()].map(card))];
}

function card(row) {
  const count = row.members ? ` × ${row.members}` : "";
  return el("li", { class: "card", id: anchor(row.instrument), tabindex: "0", dataset: { fact: row.instrument } },
    el("p", { class: "card-head" }, row.status && badge(row.status, "status"),
      el("strong", { class: "fact-kind", dataset: { kind: "treaty" } }, row.kind ? capital(codeLabel("instrument", row.kind)) : t("instrument"), count),
      row.date && el("span", { class: "fact-date" }, readable(row.date))),
    row.subject && el("p", { class: "subject", lang: row.lang }, row.subject),
    row.parties.length > 0 && el("p", { class: "meta" }, row.parties.map((one, i) => [i > 0 && ", ", link(one)])));
}
