// The dialog with the SPARQL that a view asked.

import { address, queryText } from "./data.js";
import { el, put } from "./html.js";
import { t } from "./i18n.js";
import { failed, loading } from "./states.js";

/** Show the text of queries, { name, params } each, with their parameters filled in. */
export function showSparql(queries) {
  const close = el("button", { type: "button", class: "quiet", "aria-label": t("close"), on: { click: () => dialog.close() } }, "×");
  const parts = queries.map(({ name, params }) => part(name, params));
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": "behind-title" },
    el("header", {}, el("h2", { id: "behind-title" }, t("tool.sparql")), close),
    el("p", { class: "lead" }, t("sparql.lead")), parts);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function part(name, params) {
  const section = el("section", { class: "behind" }, loading(4));
  queryText(name, params).then(
    (text) => put(section, ...written(name, text)),
    (error) => put(section, failed(error)),
  );
  return section;
}

function written(name, text) {
  const copy = el("button", { type: "button", class: "button" }, t("copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = t("copied");
  });
  const open = el("a", { class: "button", href: address("/query", { query: text }) }, t("sparql.open"));
  open.addEventListener("click", () => open.closest("dialog")?.close());
  return [el("h3", {}, name), el("pre", { tabindex: "0", class: "code" }, text), el("p", { class: "buttons" }, copy, " ", open)];
}
