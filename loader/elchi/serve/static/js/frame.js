// What every view has: title, filters, a status line, the SPARQL behind it, downloads, and its states.

import { showSparql } from "./behind.js";
import { csvOf, describe } from "./data.js";
import { el, put } from "./html.js";
import { t } from "./i18n.js";
import { empty, failed, loading } from "./states.js";

const ROWS = 10_000; // of a table that is saved

/**
 * Draw the frame of a view and return its parts.
 *
 * Options: title; kicker (a line above it); lead (a line below it); queries, a list of { name, params }, the main
 * one first; filters, a form or null; wide, for drawings that take the whole width.
 *
 * Returns { body, heading, status(text), run(task), behind(queries), things(iris) }:
 * - body: the element to fill;
 * - run(async () => …): shows grey bars until the task ends, and a failure if it fails, with a button to try again;
 *   a task that returns { empty: title, advice } has nothing to show; one that returns a string sets the status line;
 * - behind(queries): other queries than those given before;
 * - things(iris): what the JSON-LD download describes.
 */
export function frame(root, { title, kicker = null, lead = null, queries = [], filters = null, wide = false, signal = null }) {
  const state = { queries, things: [] };
  const heading = el("h1", { tabindex: "-1" }, title);
  const line = el("p", { class: "status", role: "status", "aria-live": "polite" });
  const body = el("div", { class: "body" });
  const tools = toolbar(state);
  document.title = typeof title === "string" ? `${title} · Elchi` : "Elchi";
  put(root, el("article", { class: wide ? "view wide" : "view" },
    el("header", { class: "view-head" }, kicker && el("p", { class: "kicker" }, kicker), heading, lead && el("p", { class: "lead" }, lead)),
    filters, el("div", { class: "line" }, line, tools), body));
  const status = (text) => put(line, text);
  return {
    body, heading, status,
    run: (task) => run(task, { body, status, signal }),
    behind: (others) => void (state.queries = others),
    things: (iris) => void (state.things = [...new Set(iris)]),
    title: (text) => void (put(heading, text), document.title = `${heading.textContent} · Elchi`),
  };
}

async function run(task, { body, status, signal }) {
  put(body, loading());
  body.setAttribute("aria-busy", "true");
  status(t("loading"));
  try {
    const said = await task();
    if (signal?.aborted) return;
    if (typeof said === "string") status(said);
    else if (said?.empty) {
      status("");
      put(body, empty(said.empty, ...[said.advice ?? []].flat()));
    }
  } catch (error) {
    if (signal?.aborted || error.name === "AbortError") return;
    status("");
    put(body, failed(error, () => run(task, { body, status, signal })));
  } finally {
    body.removeAttribute("aria-busy");
  }
}

function toolbar(state) {
  const button = (key, click) => el("button", { type: "button", class: "tool", on: { click } }, t(key));
  const behind = button("tool.sparql", () => showSparql(state.queries));
  const csv = button("tool.csv", (event) => saving(event.currentTarget, () => saveTable(state.queries[0])));
  const jsonld = button("tool.jsonld", (event) => saving(event.currentTarget, () => saveDescription(state)));
  const print = button("tool.print", () => window.print());
  const all = state.queries.length > 0 ? [behind, csv, jsonld, print] : [print];
  return el("div", { class: "tools", role: "group", "aria-label": t("tools") }, all);
}

/** Do what a button asks for; it says so if that fails. */
async function saving(button, task) {
  button.disabled = true;
  button.removeAttribute("title");
  try {
    await task();
  } catch (error) {
    button.title = t(`failed.${error.kind ?? "other"}`);
    button.setAttribute("aria-label", `${button.textContent}: ${button.title}`);
    button.classList.add("failed");
  } finally {
    button.disabled = false;
  }
}

/** Save all rows of a query, not only those of this page; the mark at the beginning tells spreadsheets that it is UTF-8. */
async function saveTable({ name, params }) {
  const { offset, ...given } = params;
  const rows = await csvOf(name, "limit" in given ? { ...given, limit: ROWS } : given);
  save(new Blob(["\ufeff", rows], { type: "text/csv" }), `${name}.csv`);
}

async function saveDescription({ things, queries }) {
  if (things.length > 0) save(await describe(things.slice(0, 500)), `${queries[0].name}.jsonld`);
}

function save(blob, name) {
  const url = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  const link = el("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
