// Addresses to views. A view is a module in views/ with `export async function render(root, params, context)`.

import * as chrome from "./chrome.js";
import { put } from "./html.js";
import { root } from "./data.js";
import { start as startLanguage, t } from "./i18n.js";
import { failed } from "./states.js";

/** Pattern of a path below the root, module of its view, names of the pattern's groups. */
const ROUTES = [
  [/^\/$/, "search", []],
  [/^\/page\/(doc\/[0-9a-f]{16})$/, "document", ["thing"]],
  [/^\/page\/((?:person|state|organisation)\/.+)$/, "actor", ["thing"]],
  [/^\/page\/(doc\/[0-9a-f]{16}\/(?:person|actor)\/.+)$/, "actor", ["thing"]],
  [/^\/page\/(place\/.+)$/, "place", ["thing"]],
  [/^\/dyad(?:\/([A-Za-z]{3})\/([A-Za-z]{3}))?$/, "dyad", ["one", "other"]],
  [/^\/timeline$/, "timeline", []],
  [/^\/network$/, "network", []],
  [/^\/map$/, "map", []],
  [/^\/query$/, "query", []],
];

let leaving = new AbortController();
let shown = "";

/** Go to an address on this server; `replace` keeps the one before out of the history. */
export function go(href, { replace = false, keepPlace = false } = {}) {
  const url = new URL(href, location.href);
  if (route(url) === null || isApart(url)) return void location.assign(url);
  history[replace ? "replaceState" : "pushState"]({}, "", url);
  return show({ keepPlace });
}

/** Whether the way leads into the SPARQL editor or out of it: its page may load more, so it is a page of its own. */
function isApart(url) {
  return (route(url)?.view === "query") !== (route(new URL(location.href))?.view === "query");
}

function route(url) {
  if (url.origin !== location.origin || !url.pathname.startsWith(root())) return null;
  const path = decodeURI(url.pathname.slice(root().length)).replace(/(.)\/$/, "$1") || "/";
  for (const [pattern, view, names] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return { path, view, params: Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? null])) };
  }
  return null;
}

async function show({ keepPlace = false } = {}) {
  const found = route(new URL(location.href));
  if (found === null) return chrome.mark(location.pathname.slice(root().length + 1)); // a page that the server drew
  shown = location.pathname + location.search;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const view = document.getElementById("view");
  chrome.mark(found.view);
  if (!keepPlace) arrive(view);
  try {
    const module = await import(`./views/${found.view}.js`);
    if (!signal.aborted) await module.render(view, found.params, context(found, signal));
  } catch (error) {
    if (!signal.aborted && error.name !== "AbortError") put(view, failed(error, () => show()));
  }
}

/** What a view is told besides its parameters. */
function context(found, signal) {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const set = (changes, options = {}) => go(withQuery({ ...query, ...changes }), { keepPlace: true, ...options });
  return { path: found.path, query, signal, go, set };
}

function withQuery(query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return location.pathname + (text ? `?${text}` : "");
}

function arrive(view) {
  window.scrollTo(0, 0);
  view.focus({ preventScroll: true });
}

function follow(event) {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
  if (route(url) === null || isApart(url)) return;
  event.preventDefault();
  go(url.href);
}

/** Ask again for a page that the server draws and that is not at its end, until it is. */
async function complete() {
  const view = document.getElementById("view");
  const seconds = Number(view.dataset.again);
  const { href } = location;
  if (!seconds) return;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const response = await fetch(href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (response?.ok) {
    const drawn = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("view");
    if (location.href !== href) return; // the reader is elsewhere
    put(view, ...drawn.children);
    view.dataset.again = drawn.dataset.again ?? "";
  }
  return location.href === href ? complete() : undefined;
}

async function begin() {
  await startLanguage();
  chrome.draw(() => show({ keepPlace: true }));
  if (route(new URL(location.href)) !== null) document.title = t("title"); // else the server has said what the page is
  document.addEventListener("click", follow);
  window.addEventListener("popstate", () => location.pathname + location.search !== shown && show());
  await show({ keepPlace: true });
  await complete();
}

begin();
