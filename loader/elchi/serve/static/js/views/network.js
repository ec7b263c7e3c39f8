// Network: states, or persons and bodies, that take part in events together.

import { address, ask, names, pageOf } from "../data.js";
import { CLASSES, capital } from "../facts.js";
import { field, form } from "../forms.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { classLabel, compare, label, loadLabels, number, t } from "../i18n.js";
import { d3 as loadD3 } from "../library.js";
import { onWidth, short, table, zoomButtons } from "../drawing.js";
import { picture } from "../network/picture.js";
import { strongest } from "../network/graph.js";

const SIZES = [10, 120];
const FIRST = [40, 20]; // on a wide screen and on a narrow one
const LISTED = 300;

export async function render(root, params, context) {
  const { query, signal } = context;
  const among = query.among === "actors" ? "actors" : "states";
  const asked = { name: among === "actors" ? "network-actors" : "network", params: { only: query.kind, since: query.since, until: query.until } };
  const view = frame(root, { title: t("network.title"), lead: t("network.lead"), queries: [asked], filters: el("div", { class: "slot" }), signal });
  await view.run(async () => {
    const [rows, d3] = await Promise.all([ask(asked.name, asked.params, { signal }), loadD3(), loadLabels(signal)]);
    root.querySelector(".slot").replaceWith(filters(query, among, context));
    if (rows.length === 0) return { empty: t("network.none"), advice: t("timeline.none.advice") };
    const called = among === "actors" ? await names(strongest(rows, SIZES[1]).nodes.map(({ id }) => id), { signal }) : new Map();
    view.things(rows.slice(0, 100).map(({ one }) => one));
    draw(view, { d3, rows, name: (iri) => label(iri, called.get(iri)), among }, context);
  });
}

function filters(query, among, context) {
  const any = ["", t("any")];
  const classes = CLASSES.filter((name) => name !== "Communication").map((name) => [name, capital(classLabel(name))]).sort(([, one], [, other]) => compare(one, other));
  return form([
    field("among", among, { options: [["states", t("network.states")], ["actors", t("network.actors")]], half: true }),
    field("kind", query.kind, { options: [any, ...classes], half: true }),
    field("since", query.since, { label: t("event.since"), placeholder: "2023-05", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
    field("until", query.until, { label: t("event.until"), placeholder: "2024", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
  ], (values) => context.set(values));
}

function draw(view, { d3, rows, name, among }, { query, signal }) {
  const most = Math.min(SIZES[1], new Set(rows.flatMap(({ one, other }) => [one, other])).size);
  let size = Math.min(most, Math.max(2, Number(query.top) || FIRST[Number(window.matchMedia("(max-width: 40rem)").matches)]));
  const place = el("div", { class: "network" });
  const details = el("div", { class: "panel told", "aria-live": "polite" });
  const list = el("div", {});
  const said = el("output", { for: "top-of-network" }, number(size));
  const slider = el("input", { type: "range", id: "top-of-network", min: Math.min(SIZES[0], most), max: most, value: size });
  const drawing = { zoom: () => {}, whole: () => {} };
  slider.addEventListener("input", () => put(said, number(Number(slider.value))));
  slider.addEventListener("change", () => {
    size = Number(slider.value);
    const url = new URL(location.href);
    url.searchParams.set("top", size);
    history.replaceState(history.state, "", url);
    paint();
  });
  const buttons = zoomButtons({ nearer: () => drawing.zoom(1.5), farther: () => drawing.zoom(1 / 1.5), whole: () => drawing.whole() });
  put(view.body, el("div", { class: "line" }, el("div", { class: "slider" }, el("label", { for: "top-of-network" }, t("network.top")), slider, said), legend(), buttons),
    el("div", { class: "beside" }, place, details), list);

  function paint() {
    const graph = strongest(rows, size);
    Object.assign(drawing, picture(d3, place, graph, { name, chosen: (node) => tell(details, node, graph, name, among) }));
    put(list, listed(graph, name, among));
    leading(details, graph, name, among);
    view.status(t("network.status", { nodes: graph.nodes.length, edges: graph.edges.length }));
  }
  paint();
  onWidth(place, paint, signal);
}

function legend() {
  return el("ul", { class: "legend" }, ["visit", "meeting", "treaty", "office"].map((lane) =>
    el("li", {}, el("span", { class: `swatch kind-${lane}`, "aria-hidden": "true" }), t(`lane.${lane}`))));
}

/** Tell of the pairs with most events, until somebody points at a name. */
function leading(place, { edges }, name, among) {
  const most = [...edges].sort((one, other) => other.events - one.events).slice(0, 8);
  const pairs = most.map(({ source, target, events }) => el("li", {}, el("a", { href: among === "states" ? pair(source.id, target.id, among) : pageOf(source.id) }, `${name(source.id)} – ${name(target.id)}`), " ", el("span", { class: "soft" }, number(events))));
  put(place, el("p", { class: "soft" }, t("network.choose")), el("h2", { class: "small" }, t("network.leading")), el("ul", { class: "partners" }, pairs));
}

/** Tell of a node: with whom it does what, the most first. */
function tell(place, node, graph, name, among) {
  const own = graph.edges.filter(({ source, target }) => source === node || target === node).sort((one, other) => other.events - one.events);
  const lines = own.slice(0, 12).map((edge) => {
    const other = edge.source === node ? edge.target : edge.source;
    return el("li", {}, el("a", { href: pair(node.id, other.id, among) }, name(other.id)), " ", el("span", { class: "soft" }, kinds(edge)));
  });
  put(place, el("h2", {}, el("a", { href: pageOf(node.id) }, name(node.id))), el("p", { class: "soft" }, t("network.of", { events: node.events, count: own.length })), el("ul", { class: "partners" }, lines));
}

/** The page of two states, or of the other of two actors. */
const pair = (one, other, among) => (among === "states" ? address(`/dyad/${short(one).slice(-3)}/${short(other).slice(-3)}`) : pageOf(other));

function kinds({ kinds: found }) {
  const sorted = Object.entries(found).sort(([, one], [, other]) => other - one);
  return sorted.map(([kind, count]) => `${capital(classLabel(kind))} ${number(count)}`).join(", ");
}

function listed(graph, name, among) {
  const heads = [{ text: t("column.one") }, { text: t("column.other") }, { text: t("column.events"), number: true }, { text: t("column.kinds") }];
  const edges = [...graph.edges].sort((one, other) => other.events - one.events).slice(0, LISTED);
  const cells = (edge) => [el("a", { href: pageOf(edge.source.id) }, name(edge.source.id)), el("a", { href: pageOf(edge.target.id) }, name(edge.target.id)),
    among === "states" ? el("a", { href: pair(edge.source.id, edge.target.id, among), "aria-label": `${name(edge.source.id)} – ${name(edge.target.id)}: ${number(edge.events)}` }, number(edge.events)) : number(edge.events), kinds(edge)];
  return table(t("as.list"), heads, edges.map(cells));
}
