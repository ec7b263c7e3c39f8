// Saved queries to rows: asks the server, keeps what it said, and tells apart what can go wrong.

const KEPT = 80;
const PATIENCE = 45_000; // milliseconds; the server gives up first, so this is for a dead line
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long"].map((name) => XSD + name));

const kept = new Map();
const terms = new WeakMap();

/** The path before the server's own, "" or "/elchi". */
export const root = () => document.body.dataset.root ?? "";

/** What IRIs of Elchi begin with; the rest is their path on this server. */
export const iris = () => document.body.dataset.iris;

/** Whether the server gives out the words of the articles. */
export const withText = () => document.body.dataset.text === "yes";

/** What went wrong: `kind` is offline, timeout, busy, refused, missing or server. */
export class AskError extends Error {
  constructor(kind, message, status = 0) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}

/** Return the address of a path on this server, with parameters that are not empty. */
export function address(path, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return root() + path + (query ? `?${query}` : "");
}

/** Return the address of an explorer query's answer ("" or ".rq" for its text) with its parameters. */
export const queryAddress = (name, params, ending = "") => address(`/queries/explorer/${name}${ending}`, params);

/** Return the rows of an explorer query as plain objects; numbers and booleans are such. */
export async function ask(name, params = {}, { signal } = {}) {
  const url = queryAddress(name, { ...params, format: "json" });
  if (kept.has(url)) return refresh(url);
  const response = await send(url, { headers: { Accept: "application/sparql-results+json" } }, signal);
  const rows = (await response.json()).results.bindings.map(row);
  keep(url, rows);
  return rows;
}

/** Return the values of settled promises; the first failure among them is thrown. */
export function settled(results) {
  const lost = results.find(({ status }) => status === "rejected");
  if (lost) throw lost.reason;
  return results.map(({ value: found }) => found);
}

/** Return the text of an explorer query with its parameters filled in. */
export async function queryText(name, params, { signal } = {}) {
  const response = await send(queryAddress(name, params, ".rq"), {}, signal);
  return response.text();
}

/** Return the rows of an explorer query as CSV. */
export async function csvOf(name, params, { signal } = {}) {
  const response = await send(queryAddress(name, { ...params, format: "csv" }), {}, signal);
  return response.text();
}

/** Return JSON-LD with all that the graphs say of some things, compacted with our context, as a Blob. */
export async function describe(things, { signal } = {}) {
  const named = things.map((iri) => `<${iri}>`).join(" ");
  const query = `CONSTRUCT { ?thing ?property ?value } WHERE { VALUES ?thing { ${named} } GRAPH ?graph { ?thing ?property ?value } }`;
  const headers = { Accept: 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "Content-Type": "application/sparql-query" };
  const response = await send(address("/sparql"), { method: "POST", headers, body: query }, signal);
  return response.blob();
}

/** Return the names of things: IRI to one of its names. */
export async function names(things, { signal } = {}) {
  const named = things.map((iri) => `<${iri}>`).join(" ");
  const query = `PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing (MIN(STR(?label)) AS ?name) { VALUES ?thing { ${named} } GRAPH ?graph { ?thing skos:prefLabel ?label } } GROUP BY ?thing`;
  const headers = { Accept: "application/sparql-results+json", "Content-Type": "application/sparql-query" };
  const response = await send(address("/sparql"), { method: "POST", headers, body: query }, signal);
  const rows = (await response.json()).results.bindings.map(row);
  return new Map(rows.map(({ thing, name }) => [thing, name]));
}

/** Return the term of a cell as SPARQL results have it: type, value, datatype, xml:lang. */
export const term = (row_, column) => terms.get(row_)?.[column] ?? null;

/** Return the language tag of a cell, or null. */
export const languageOf = (row_, column) => term(row_, column)?.["xml:lang"] ?? null;

/** Return the path of an IRI below the server's root, or the IRI itself if it is not of Elchi. */
export function pathOf(iri) {
  return iri.startsWith(iris()) ? `/${iri.slice(iris().length)}` : iri;
}

/** Return the address of the page about something: documents, actors, places … */
export function pageOf(iri) {
  const path = pathOf(iri);
  return path.startsWith("/id/") ? root() + path.replace("/id/", "/page/") : path;
}

/** The id that an event has on a page: event-4f5d…-event-3. */
export const anchor = (event) => `event-${event.replace(/^.*\/doc\//, "").replaceAll("/", "-")}`;

/** Return the address of the place in its document where an event is told. */
export const wordsOf = (event) => `${pageOf(event.replace(/\/event\/.*$/, ""))}#${anchor(event)}`;

/** Return the IRI that a path of a page stands for: "doc/4f5d…". */
export const iriOf = (path) => `${iris()}id/${path}`;

function row(bindings) {
  const plain = {};
  for (const [name, cell] of Object.entries(bindings)) plain[name] = value(cell);
  terms.set(plain, bindings);
  return plain;
}

function value(cell) {
  if (cell.type !== "literal") return cell.value;
  if (NUMBERS.has(cell.datatype)) return Number(cell.value);
  return cell.datatype === `${XSD}boolean` ? cell.value === "true" : cell.value;
}

function keep(url, rows) {
  kept.set(url, rows);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
}

function refresh(url) {
  const rows = kept.get(url);
  kept.delete(url);
  kept.set(url, rows);
  return rows;
}

async function send(url, options, signal) {
  const late = AbortSignal.timeout(PATIENCE);
  const either = signal ? AbortSignal.any([signal, late]) : late;
  let response;
  try {
    response = await fetch(url, { ...options, signal: either });
  } catch (error) {
    if (signal?.aborted) throw new DOMException("Left", "AbortError");
    throw late.aborted ? new AskError("timeout", "") : new AskError("offline", String(error.message ?? error));
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function failure(response) {
  const said = (await response.text()).trim().slice(0, 500);
  const { status } = response;
  if (status === 503) return new AskError(/time|second/i.test(said) ? "timeout" : "busy", said, status);
  if (status === 404) return new AskError("missing", said, status);
  return new AskError(status < 500 ? "refused" : "server", said, status);
}
