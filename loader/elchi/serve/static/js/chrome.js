// What stands around the views: the bar with the views, language and theme; the foot.

import { address } from "./data.js";
import { el, put } from "./html.js";
import { LANGUAGES, choose, language, t } from "./i18n.js";

const VIEWS = [
  ["search", "/"],
  ["timeline", "/timeline"],
  ["network", "/network"],
  ["map", "/map"],
  ["dyad", "/dyad"],
  ["query", "/query"],
  ["validation", "/validation"],
];
const THEMES = ["auto", "light", "dark"];

let marked = null;

/** Draw bar and foot; `again` draws the view anew after the language has changed. */
export function draw(again) {
  put(document.getElementById("top"), el("div", { class: "bar" }, brand(), navigation(), switches(again)));
  put(document.getElementById("foot"), foot());
  document.querySelector(".skip").textContent = t("skip");
  mark(marked);
}

/** Mark the view that is shown in the bar. */
export function mark(view) {
  marked = view;
  for (const link of document.querySelectorAll("#top nav a")) {
    if (link.dataset.view === view) {
      link.setAttribute("aria-current", "page");
      link.closest("nav").scrollLeft = link.offsetLeft - link.closest("nav").offsetLeft - 40;
    } else link.removeAttribute("aria-current");
  }
}

function brand() {
  return el("a", { class: "brand", href: address("/"), "aria-label": t("home") }, el("span", { class: "seal", "aria-hidden": "true" }), "Elchi");
}

function navigation() {
  const links = VIEWS.map(([view, path]) =>
    el("li", {}, el("a", { href: address(path), dataset: { view } }, t(`view.${view}`))));
  return el("nav", { "aria-label": t("views") }, el("ul", {}, links));
}

function switches(again) {
  const other = Object.keys(LANGUAGES).find((code) => code !== language());
  const change = async () => {
    await choose(other);
    draw(again);
    again();
  };
  const tongue = el("button", { type: "button", class: "quiet", lang: other === "uz" ? "uz-Latn" : "en",
    title: LANGUAGES[other].name, "aria-label": `${LANGUAGES[other].short}: ${LANGUAGES[other].name}`, on: { click: change } }, LANGUAGES[other].short);
  return el("div", { class: "switches" }, tongue, themeSwitch());
}

function themeSwitch() {
  const button = el("button", { type: "button", class: "quiet theme" });
  const say = () => {
    const theme = document.documentElement.dataset.theme ?? "auto";
    button.dataset.shown = theme;
    button.title = button.ariaLabel = `${t("theme")}: ${t(`theme.${theme}`)}`;
  };
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "auto";
    setTheme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
    say();
  });
  say();
  return button;
}

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("elchi-theme", theme);
  } catch {
    // Storage may be shut off; the choice then lasts as long as the page.
  }
  document.dispatchEvent(new CustomEvent("elchi-theme"));
}

function foot() {
  const link = (path, key) => el("a", { href: address(path) }, t(key));
  return [
    el("p", {}, t("foot.caution")),
    el("p", {}, link("/queries", "foot.queries"), " · ", link("/void", "foot.void"), " · ", link("/ns", "foot.ontology"), " · ", link("/sparql", "foot.sparql")),
  ];
}
