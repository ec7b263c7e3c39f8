// SPARQL: an editor with our prefixes, classes and properties, and the saved queries.

import { address } from "../data.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { t } from "../i18n.js";
import { yasgui } from "../library.js";
import { prefixes, saved, terms, words } from "../sparql/completing.js";

const FIRST = `SELECT ?kind (COUNT(DISTINCT ?event) AS ?events) WHERE {
  GRAPH ?graph { ?event a elchi:Event , ?kind }
}
GROUP BY ?kind
ORDER BY DESC(?events)`;

export async function render(root, params, context) {
  const { query, signal } = context;
  const view = frame(root, { title: t("query.title"), lead: t("query.lead"), signal });
  await view.run(async () => {
    const [Yasgui, known, queries] = await Promise.all([yasgui(), prefixes(), saved()]);
    if (signal.aborted) return "";
    complete(Yasgui, known);
    const place = el("section", { class: "editor", "aria-label": t("query.editor") });
    const made = editor(Yasgui, place, known);
    const open = (name, text) => tab(made, name, declared(text, known));
    put(view.body, choice(queries, open), place);
    open(t("query.title"), query.query ?? query.q ?? FIRST);
    describeParts(place);
    signal.addEventListener("abort", () => made.destroy?.());
    return t("query.status");
  });
}

/** The editor's own completers ask servers elsewhere: ours take their place. */
function complete(Yasgui, known) {
  const { Yasqe } = Yasgui;
  const own = (name, get) => {
    Yasqe.Autocompleters[name] = { ...Yasqe.Autocompleters[name], bulk: true, persistenceId: null, get };
  };
  own("prefixes", async () => Object.entries(known).map(([prefix, iri]) => `${prefix}: <${iri}>`));
  own("class", () => terms("class"));
  own("property", () => terms("property"));
  Yasqe.defaults.persistenceId = null;
  Yasqe.defaults.createShareableLink = null;
}

function editor(Yasgui, place, known) {
  const endpoint = new URL(address("/sparql"), location.origin).href;
  return new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    persistenceId: null,
    autofocus: false,
    populateFromUrl: false,
    copyEndpointOnNewTab: true,
    autoAddOnInit: false,
    yasr: { prefixes: known, persistenceId: null },
  });
}

function tab(made, name, text) {
  const { endpoint } = made.config.requestConfig;
  const opened = made.addTab(true, { ...made.constructor.Tab.getDefaults(), name, yasqe: { value: text }, requestConfig: { ...made.config.requestConfig, endpoint } });
  return opened;
}

/** Put the prefixes that a query uses and does not declare above it, so that other endpoints take it, too. */
function declared(text, known) {
  const used = words(text).filter((prefix) => known[prefix] && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text));
  return used.map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>\n`).join("") + text;
}

function choice(queries, open) {
  const options = queries.map(({ name, answers }) => el("option", { value: name }, `${name}: ${answers}`));
  const list = el("select", { id: "saved-query" }, el("option", { value: "" }, t("query.saved.choose")), options);
  list.addEventListener("change", async () => {
    const name = list.value;
    list.value = "";
    if (!name) return;
    const response = await fetch(address(`/queries/${name}.rq`));
    open(name, response.ok ? await response.text() : `# ${await response.text()}`);
  });
  return el("div", { class: "filters" }, el("div", { class: "field grow" }, el("label", { for: "saved-query" }, t("query.saved")), list));
}

/** The editor leaves some of its parts without a name, and calls a list with a button in it a list of tabs. */
function describeParts(place) {
  const name = () => {
    for (const area of place.querySelectorAll(".CodeMirror textarea")) area.setAttribute("aria-label", t("query.editor"));
    for (const part of place.querySelectorAll(".tabsList, .tabsList [role]")) {
      if (part.ariaSelected === "true") part.setAttribute("aria-current", "true");
      for (const kind of ["role", "aria-selected", "aria-controls"]) part.removeAttribute(kind);
    }
    for (const box of place.querySelectorAll("input:not([aria-label]):not([id])")) box.setAttribute("aria-label", box.placeholder || t("query.editor"));
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  name();
}
