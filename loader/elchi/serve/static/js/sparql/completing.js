// What the editor completes: prefixes, classes and properties, from this server alone.

import { address } from "../data.js";

const QUERIES = {
  class: "SELECT DISTINCT ?term WHERE { { GRAPH graph:ontology { ?term a owl:Class } } UNION { VALUES ?term { skos:Concept schema:NewsArticle nif:Context org:Post prov:Activity } } }",
  property: "SELECT DISTINCT ?term WHERE { { GRAPH graph:ontology { ?term a ?kind VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty } } } "
    + "UNION { VALUES ?term { rdf:type rdfs:label skos:prefLabel skos:altLabel skos:notation skos:exactMatch schema:identifier schema:headline schema:datePublished schema:latitude "
    + "schema:longitude nif:beginIndex nif:endIndex nif:anchorOf nif:lemma dcterms:source } } }",
};

let kept = null;

/** Return prefix to namespace, those that the saved queries and the endpoint know. */
export async function prefixes() {
  kept ??= (async () => {
    const response = await fetch(address("/context.jsonld"));
    const context = (await response.json())["@context"];
    return Object.fromEntries(Object.entries(context).filter(([name, iri]) => !name.startsWith("@") && typeof iri === "string" && /[#/]$/.test(iri)));
  })();
  return kept;
}

/** Return the IRIs of classes or properties. */
export async function terms(kind) {
  const known = { graph: `${document.body.dataset.iris}id/graph/`, ...(await prefixes()) };
  const head = Object.entries(known).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("");
  const response = await fetch(address("/sparql"), {
    method: "POST", body: head + QUERIES[kind],
    headers: { Accept: "application/sparql-results+json", "Content-Type": "application/sparql-query" },
  });
  if (!response.ok) return [];
  return (await response.json()).results.bindings.map(({ term }) => term.value).sort();
}

/** Return the saved queries: { name, answers } each. */
export async function saved() {
  const response = await fetch(address("/queries"), { headers: { Accept: "application/json" } });
  return response.ok ? (await response.json()).queries.filter(({ parameters }) => parameters.every(({ required }) => !required)) : [];
}

/** Return the prefixes that a query uses. */
export const words = (text) => [...new Set([...text.replace(/<[^>]*>|"[^"\n]*"|#.*$/gm, " ").matchAll(/\b([a-z][\w-]*):/gi)].map(([, prefix]) => prefix))];
