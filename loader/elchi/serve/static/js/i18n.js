// The interface in the reader's language, and names of states, bodies and codes in it.

import { ask, iris } from "./data.js";

/** Language of the interface: its own name, tags for Intl, for labels of the graph, and which to take in their place. */
export const LANGUAGES = {
  en: { name: "English", short: "EN", intl: "en-GB", labels: "en" },
  uz: { name: "Oʻzbekcha", short: "OʻZ", intl: "uz-Latn-UZ", labels: "uz-latn" },
};

let current = "en";
let words = {};
let spare = {};
let labels = new Map();

/** The language of the interface: en or uz. */
export const language = () => current;

/** The tag that labels in this language have in the graph. */
export const labelLanguage = () => LANGUAGES[current].labels;

/** Load the language that the address, the reader or the browser asks for. */
export async function start() {
  spare = await wordsOf("en");
  await choose(asked());
}

/** Change the language of the interface; draw anew what is on the screen afterwards. */
export async function choose(code) {
  current = code in LANGUAGES ? code : "en";
  words = current === "en" ? spare : await wordsOf(current);
  labels = new Map();
  document.documentElement.lang = current === "uz" ? "uz-Latn" : "en";
  remember(current);
}

/** Return words of the interface; {name} in them is filled in, and "name_one" is taken where `count` is 1. */
export function t(key, values = {}) {
  const single = values.count === 1 ? `${key}_one` : key;
  const text = words[single] ?? words[key] ?? spare[single] ?? spare[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => shown(values[name]) ?? whole);
}

/** Whether there are words for a key. */
export const has = (key) => key in words || key in spare;

/** Load the labels of states, bodies, classes and codes; views that show any wait for it. */
export async function loadLabels(signal) {
  if (labels.size > 0) return;
  const rows = await ask("labels", { language: labelLanguage() }, { signal });
  labels = new Map(rows.map((row) => [row.thing, row.label]));
}

/** Return the label of an IRI, or `otherwise`, or the end of its name. */
export function label(iri, otherwise = null) {
  return labels.get(iri) ?? otherwise ?? iri.replace(/^.*[/#]/, "").replaceAll("_", " ");
}

/** Return the label of a code: codeLabel("factuality", "done"). */
export const codeLabel = (list, notation) => label(`${iris()}codes#${list}-${notation}`, notation?.replaceAll("_", " "));

/** Return the label of a class of the ontology: "Visit". */
export const classLabel = (name) => label(`${iris()}ns#${name}`);

/** Return the label of a state by its three-letter code. */
export const stateLabel = (code) => label(`${iris()}id/state/${code}`, code);

/** Return IRI and label of all labelled things whose IRI has a part in it ("/state/"), sorted by label. */
export function labelled(part) {
  const found = [...labels].filter(([iri]) => iri.includes(part));
  return found.sort(([, one], [, other]) => compare(one, other));
}

/** Order of two strings in the reader's language. */
export function compare(one, other) {
  collator ??= new Intl.Collator([LANGUAGES[current].intl, "ru"], { numeric: true, sensitivity: "base" });
  return collator.compare(one, other);
}
let collator = null;

/** Return a number as the reader writes it: 12,345.6 or 12 345,6. */
export function number(value) {
  const text = new Intl.NumberFormat("en").format(value);
  return current === "en" ? text : text.replace(/[,.]/g, (sign) => (sign === "," ? "\u00a0" : ","));
}

/** Return the name of a language by its tag (BCP 47). */
export const languageName = (tag) => (has(`language.${tag}`) ? t(`language.${tag}`) : (tag ?? ""));

function shown(value) {
  return typeof value === "number" ? number(value) : value;
}

async function wordsOf(code) {
  const response = await fetch(new URL(`../i18n/${code}.json`, import.meta.url));
  return response.json();
}

function asked() {
  const inAddress = new URLSearchParams(location.search).get("lang");
  if (inAddress in LANGUAGES) return inAddress;
  return stored() ?? navigator.languages.map((tag) => tag.slice(0, 2)).find((code) => code in LANGUAGES) ?? "en";
}

function stored() {
  try {
    return localStorage.getItem("elchi-language");
  } catch {
    return null;
  }
}

function remember(code) {
  try {
    localStorage.setItem("elchi-language", code);
  } catch {
    // Storage may be shut off; ?lang= in the address works all the same.
  }
}
