// Map: where visits and meetings take place and where people come from; between which states documents are signed.

import { address, ask, pageOf } from "../data.js";
import { STATUSES, capital } from "../facts.js";
import { field, form } from "../forms.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { classLabel, codeLabel, label, labelled, loadLabels, number, t } from "../i18n.js";
import { d3 as loadD3, world } from "../library.js";
import { onWidth, short, table, zoomButtons } from "../drawing.js";
import { flows, lines, places } from "../map/flows.js";
import { picture } from "../map/picture.js";

const KINDS = ["Visit", "Meeting", "Signing"];

export async function render(root, params, context) {
  const { query, signal } = context;
  const kind = KINDS.includes(query.kind) ? query.kind : "Visit";
  const asked = question(kind, query);
  const view = frame(root, { title: t("map.title"), lead: t(`map.lead.${kind}`), queries: [asked, { name: "capitals", params: {} }], filters: el("div", { class: "slot" }), signal });
  await view.run(async () => {
    const [rows, capitals, d3, atlas] = await Promise.all([ask(asked.name, asked.params, { signal }), ask("capitals", {}, { signal }), loadD3(), world(), loadLabels(signal)]);
    root.querySelector(".slot").replaceWith(filters(query, kind, context));
    const data = kind === "Signing" ? lines(rows, capitals, query) : { places: places(rows), flows: flows(rows, capitals) };
    if (data.places.length === 0) return { empty: t("map.none"), advice: t("timeline.none.advice") };
    view.things(data.places.map(({ place }) => place));
    draw(view, { d3, atlas, data, kind }, context);
    const events = data.places.reduce((sum, found) => sum + found.events, 0);
    return kind === "Signing" ? t("map.status.signing", { count: data.flows.length }) : t("map.status", { places: data.places.length, count: events });
  });
}

/** Signings have no place of their own: they are lines between capitals, from the pairs of the network. */
function question(kind, { guest, home, status, since, until }) {
  if (kind === "Signing") return { name: "network", params: { only: "Signing", since, until } };
  return { name: "map", params: { only: kind, code: status, guest, home, since, until } };
}

function filters(query, kind, context) {
  const any = ["", t("any")];
  const states = labelled("/id/state/").map(([iri, name]) => [iri.slice(-3), name]);
  const statuses = STATUSES.map((code) => [code, codeLabel("factuality", code)]);
  return form([
    field("kind", kind, { options: KINDS.map((name) => [name, capital(classLabel(name))]), half: true }),
    field("guest", query.guest, { options: [any, ...states], half: true }),
    field("home", query.home, { options: [any, ...states], half: true }),
    kind !== "Signing" && field("status", query.status, { options: [any, ...statuses], half: true }),
    field("since", query.since, { label: t("event.since"), placeholder: "2023-05", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
    field("until", query.until, { label: t("event.until"), placeholder: "2024", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
  ], (values) => context.set(values));
}

function draw(view, { d3, atlas, data, kind }, { signal }) {
  const place = el("div", { class: "map" });
  const details = el("div", { class: "panel told", "aria-live": "polite" }, leading(data));
  const drawing = { zoom: () => {}, whole: () => {} };
  const buttons = zoomButtons({ nearer: () => drawing.zoom(1.7), farther: () => drawing.zoom(1 / 1.7), whole: () => drawing.whole() });
  const name = (found) => label(found.place);
  const paint = () => Object.assign(drawing, picture(d3, place, { atlas, ...data }, { name, kind, chosen: (found) => tell(details, found, data, kind) }));
  put(view.body, el("div", { class: "line" }, el("p", { class: "soft" }, t(`map.key.${kind}`)), buttons),
    el("div", { class: "beside" }, el("figure", {}, place, el("figcaption", { class: "soft" }, t("map.borders"))), details), listed(data, kind));
  paint();
  onWidth(place, paint, signal);
}

/** The places with most events, until somebody points at one. */
function leading({ places: all }) {
  const items = all.slice(0, 8).map((found) => el("li", {}, el("a", { href: pageOf(found.place) }, label(found.place)), " ", el("span", { class: "soft" }, number(found.events))));
  return [el("p", { class: "soft" }, t("map.choose")), el("h2", { class: "small" }, t("map.leading")), el("ul", { class: "partners" }, items)];
}

/** Tell of a place: from where people come to it. */
function tell(target, found, { flows: all }, kind) {
  const own = all.filter((flow) => flow.place === found.place || (kind === "Signing" && flow.other === found.place)).sort((one, other) => other.events - one.events);
  const items = own.slice(0, 14).map((flow) => {
    const partner = kind === "Signing" && flow.other === found.place ? flow.home : flow.guest;
    return el("li", {}, pair(partner, found.home), " ", el("span", { class: "soft" }, number(flow.events)));
  });
  put(target, el("h2", {}, el("a", { href: pageOf(found.place) }, label(found.place))),
    el("p", { class: "soft" }, el("a", { href: pageOf(found.home) }, label(found.home)), " · ", t("map.events", { count: found.events }),
      found.concluded > 0 && kind !== "Signing" && [" · ", t("map.concluded", { count: found.concluded })]),
    el("ul", { class: "partners" }, items));
}

function pair(guest, home) {
  const href = guest === home ? pageOf(guest) : address(`/dyad/${short(guest).slice(-3)}/${short(home).slice(-3)}`);
  return el("a", { href }, label(guest));
}

function listed({ places: all }, kind) {
  const heads = [{ text: t("column.place") }, { text: t("column.state") }, { text: t("column.events"), number: true }];
  const rows = [...all].sort((one, other) => other.events - one.events)
    .map((found) => [el("a", { href: pageOf(found.place) }, label(found.place)), el("a", { href: pageOf(found.home) }, label(found.home)), number(found.events)]);
  return table(t(kind === "Signing" ? "map.list.signing" : "as.list"), heads, rows);
}
