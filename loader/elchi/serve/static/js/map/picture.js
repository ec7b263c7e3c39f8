// The map itself: land and borders, arcs, circles; points come from the data, never from a name of a country.

import { pageOf } from "../data.js";
import { stage, walk, widthOf } from "../drawing.js";
import { put, svg } from "../html.js";
import { number, t } from "../i18n.js";

const NAMED = 24;

/** Draw the map in a place; return { zoom(factor), whole() }. `chosen` is called with a place that is pointed at or focused. */
export function picture(d3, target, { atlas, places, flows }, { name, kind, chosen }) {
  const width = widthOf(target);
  const height = Math.round(width * (width < 600 ? 0.85 : 0.52));
  const projection = d3.geoNaturalEarth1().fitExtent([[1, 1], [width - 1, height - 1]], { type: "Sphere" }).precision(0.05);
  const path = d3.geoPath(projection);
  const most = Math.max(1, ...places.map(({ events }) => events));
  const size = d3.scaleSqrt([0, most], [width < 600 ? 2 : 2.5, width < 600 ? 11 : 17]);
  const thick = d3.scaleSqrt([0, Math.max(1, ...flows.map(({ events }) => events))], [0.5, width < 600 ? 3 : 4.5]);
  const arcs = flows.filter(({ drawn }) => drawn).map((flow) => ({ flow, made: arc(flow, path, thick, kind) }));
  const marks = places.map((found) => mark(found, projection(found.at), size, name));
  const start = around(places, projection, { width, height });
  const names = apart(places, projection, size, start.scale, name);
  const origins = [...new Map(flows.filter(({ drawn }) => drawn).map(({ guest, from }) => [guest, from])).values()].map((at) => origin(projection(at)));
  const moving = svg("g", { class: "moving" },
    svg("path", { d: path({ type: "Sphere" }), class: "sea" }), svg("path", { d: path(atlas.land), class: "land" }), svg("path", { d: path(atlas.borders), class: "borders" }),
    svg("g", {}, arcs.map(({ made }) => made), origins), svg("g", {}, marks), svg("g", { "aria-hidden": "true" }, names));
  const drawn = stage(width, height, t("map.drawing"), moving);
  drawn.classList.add("world");
  put(target, drawn);
  const light = (i) => {
    for (const { flow, made } of arcs) made.classList.toggle("near", flow.place === places[i].place || flow.other === places[i].place);
    marks.forEach((made, k) => made.classList.toggle("near", k === i));
    drawn.classList.add("lit");
    chosen(places[i]);
  };
  walk(marks, light);
  marks.forEach((made, i) => {
    made.addEventListener("pointerenter", () => light(i));
    made.addEventListener("pointerleave", () => drawn.classList.remove("lit"));
    made.addEventListener("blur", () => drawn.classList.remove("lit"));
  });
  return zooming(d3, drawn, moving, { width, height, start });
}

function arc({ from, to, events, guest }, path, thick, kind) {
  return svg("path", { d: path({ type: "LineString", coordinates: [from, to] }), class: `arc ${kind === "Signing" ? "between" : "towards"}`, "stroke-width": thick(events) });
}

function mark(found, [x, y], size, name) {
  const words = `${name(found)}: ${number(found.events)}`;
  return svg("a", { href: pageOf(found.place), class: "mark place", "aria-label": words }, svg("title", {}, words), svg("circle", { cx: x, cy: y, r: size(found.events) }));
}

function origin([x, y]) {
  return svg("circle", { cx: x, cy: y, r: 2, class: "origin" });
}

/** Names of the places with most events, those that do not lie on another. */
function apart(places, projection, size, scale, name) {
  const taken = [];
  return places.slice(0, NAMED).flatMap((found) => {
    const [x, y] = projection(found.at);
    const words = name(found);
    const up = size(found.events) + 4;
    const box = [x * scale - words.length * 3.6, y * scale - up - 12, x * scale + words.length * 3.6, y * scale - up + 2];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return [];
    taken.push(box);
    return [svg("text", { x, y, dy: -up, "text-anchor": "middle", class: "place-name" }, words)];
  });
}

/** The part of the map where the places are: all of them that matter, with a margin. */
function around(places, projection, { width, height }) {
  const half = places.reduce((sum, { events }) => sum + events, 0) * 0.9;
  let sum = 0;
  const points = places.filter(({ events }) => (sum += events) - events < half).map(({ at }) => projection(at));
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale = Math.max(1, Math.min(5, 0.8 / Math.max((right - left) / width, (bottom - top) / height, 0.01)));
  return { scale, x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Circles, lines and names keep their size while the map grows. */
function zooming(d3, drawn, moving, { width, height, start }) {
  const zoom = d3.zoom().scaleExtent([1, 24]).translateExtent([[0, 0], [width, height]])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.touches ? event.touches.length > 1 : !event.button))
    .on("zoom", ({ transform }) => {
      moving.setAttribute("transform", transform);
      drawn.style.setProperty("--nearer", 1 / transform.k);
    });
  for (const made of moving.querySelectorAll("circle")) {
    made.style.transformOrigin = `${made.getAttribute("cx")}px ${made.getAttribute("cy")}px`;
  }
  for (const made of moving.querySelectorAll("text")) made.style.transformOrigin = `${made.getAttribute("x")}px ${made.getAttribute("y")}px`;
  const root = d3.select(drawn).call(zoom).on("dblclick.zoom", null);
  const begin = d3.zoomIdentity.translate(width / 2, height / 2).scale(start.scale).translate(-start.x, -start.y);
  root.call(zoom.transform, begin);
  return { zoom: (factor) => root.call(zoom.scaleBy, factor), whole: () => root.call(zoom.transform, d3.zoomIdentity) };
}
