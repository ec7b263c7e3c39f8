// What a view shows when it has nothing to show: it waits, there is nothing, something failed.

import { el } from "./html.js";
import { t } from "./i18n.js";

/** Return grey bars in place of what is being loaded. */
export function loading(lines = 6) {
  const bars = Array.from({ length: lines }, (_, i) => el("span", { class: `bone bone-${i % 3}` }));
  return el("div", { class: "loading", "aria-hidden": "true" }, bars);
}

/** Return words for "nothing found", with what one may do about it. */
export function empty(title, ...advice) {
  return el("div", { class: "state" }, el("p", { class: "state-title" }, title), advice.length > 0 && el("p", {}, advice));
}

/** Return words for a failure; `retry` is called by its button. */
export function failed(error, retry) {
  const kind = error.kind ?? "other";
  return el("div", { class: "state state-failed", role: "alert" },
    el("p", { class: "state-title" }, t(`failed.${kind}`)),
    el("p", {}, t(`failed.${kind}.advice`)),
    error.message && el("details", {}, el("summary", {}, t("failed.words")), el("pre", {}, error.message)),
    retry && el("button", { type: "button", class: "button", on: { click: retry } }, t("retry")));
}
