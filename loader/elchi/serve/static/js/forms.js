// Fields of the forms above the views.

import { el } from "./html.js";
import { t } from "./i18n.js";

let count = 0;

/** Return a field with its label; `options` are for a list, [value, label] each. */
export function field(name, value, { label = t(`field.${name}`), type = "text", options = null, grow = false, half = false, ...more } = {}) {
  const id = `field-${name}-${++count}`;
  const control = options ? choice(id, name, value, options) : el("input", { id, name, type, value: value ?? "", autocomplete: "off", ...more });
  return el("div", { class: `field${grow ? " grow" : ""}${half ? " half" : ""}` }, el("label", { for: id }, label), control);
}

/** Return a form that hands its values to `changed` when it is sent or a list is changed. */
export function form(fields, changed, { label = t("filters") } = {}) {
  const send = (event) => {
    event?.preventDefault();
    changed(Object.fromEntries(new FormData(made)));
  };
  const button = el("button", { class: "button main" }, t("show"));
  const made = el("form", { class: "filters", role: "search", "aria-label": label, on: { submit: send } }, fields, button);
  made.addEventListener("change", (event) => event.target.matches("select, [type=checkbox]") && send());
  return made;
}

/** Return links to the pages before and after this one, nothing where there is but one; `href` makes the address of an offset. */
export function pages({ offset, limit, shown, more }, href) {
  if (offset === 0 && !more) return null;
  const go = (to, key, there) => there && el("a", { class: "button", href: href(to), rel: key === "before" ? "prev" : "next" }, t(`page.${key}`));
  return el("nav", { class: "pages", "aria-label": t("pages") },
    go(Math.max(0, offset - limit), "before", offset > 0), el("span", { class: "soft" }, t("page.shown", { from: offset + 1, to: offset + shown })), go(offset + limit, "after", more));
}

function choice(id, name, value, options) {
  const made = options.map(([key, text]) => el("option", { value: key, selected: key === (value ?? "") }, text));
  return el("select", { id, name }, made);
}
