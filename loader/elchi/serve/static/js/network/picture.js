// A graph to a drawing: forces lay it out, always in the same way; one can go through it with the arrow keys.

import { pageOf } from "../data.js";
import { stage, walk, widthOf } from "../drawing.js";
import { put, svg } from "../html.js";
import { number, t } from "../i18n.js";

const TICKS = 260;
const LETTER = 6.2; // pixels, about the width of a letter of a name

/** Draw a graph in a place; return { zoom(factor), whole() }. `chosen` is called with a node that is pointed at or focused. */
export function picture(d3, place, { nodes, edges }, { name, chosen }) {
  const width = widthOf(place);
  const room = Math.max(380, Math.min(680, Math.round(width * 0.72)));
  const radius = d3.scaleSqrt([0, Math.max(1, ...nodes.map(({ events }) => events))], [3, width < 500 ? 15 : 22]);
  const thick = d3.scaleSqrt([0, Math.max(1, ...edges.map(({ events }) => events))], [0.6, 7]);
  const height = layOut(d3, nodes, edges, { width, height: room, radius, thick });
  const lines = edges.map((edge) => line(edge, thick, name));
  const marks = nodes.map((node) => mark(node, radius, name, width));
  mute(nodes, marks, radius);
  const moving = svg("g", { class: "moving" }, svg("g", {}, lines), marks);
  const drawn = stage(width, height, t("network.drawing"), moving);
  drawn.classList.add("graph");
  put(place, drawn);
  walk(marks, (i) => light(i));
  marks.forEach((made, i) => {
    made.addEventListener("pointerenter", () => light(i));
    made.addEventListener("pointerleave", () => drawn.classList.remove("lit"));
    made.addEventListener("blur", () => drawn.classList.remove("lit"));
  });
  return zooming(d3, drawn, moving, { width, height });

  function light(i) {
    const near = new Set([nodes[i]]);
    edges.forEach(({ source, target }, k) => {
      const own = source === nodes[i] || target === nodes[i];
      lines[k].classList.toggle("near", own);
      if (own) near.add(source).add(target);
    });
    marks.forEach((made, k) => made.classList.toggle("near", near.has(nodes[k])));
    drawn.classList.add("lit");
    chosen(nodes[i]);
  }
}

function layOut(d3, nodes, edges, { width, height, radius, thick }) {
  for (const node of nodes) delete node.x, delete node.y, delete node.vx, delete node.vy;
  const links = edges.map(({ source, target, events }) => ({ source, target, events }));
  d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(links).distance(({ events }) => 95 - 6 * thick(events)).strength(({ events }) => 0.03 + thick(events) / 30))
    .force("charge", d3.forceManyBody().strength(-260).distanceMax(420))
    .force("x", d3.forceX(width / 2).strength(0.05 * Math.min(1, height / width)))
    .force("y", d3.forceY(height / 2).strength(0.08))
    .force("room", d3.forceCollide((node) => radius(node.events) + 13).iterations(2))
    .tick(TICKS);
  return fit(nodes, { width, height });
}

/** Put the graph into the middle, as large as there is room for it and its names; return the height that it takes. */
function fit(nodes, { width, height }) {
  const [left, right] = [Math.min(...nodes.map(({ x }) => x)), Math.max(...nodes.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...nodes.map(({ y }) => y)), Math.max(...nodes.map(({ y }) => y))];
  const factor = Math.min((width - 110) / Math.max(1, right - left), (height - 70) / Math.max(1, bottom - top), 1.6);
  for (const node of nodes) {
    node.x = width / 2 + (node.x - (left + right) / 2) * factor;
    node.y = 30 + (node.y - top) * factor;
  }
  return Math.round((bottom - top) * factor + 75);
}

function line({ source, target, events, lane }, thick, name) {
  return svg("line", { x1: source.x, y1: source.y, x2: target.x, y2: target.y, "stroke-width": thick(events), class: `edge kind-${lane}` },
    svg("title", {}, `${name(source.id)} – ${name(target.id)}: ${number(events)}`));
}

/** Names that would lie on the name of a stronger node are hidden until somebody points at theirs. */
function mute(nodes, marks, radius) {
  const taken = [];
  nodes.forEach((node, i) => {
    const text = marks[i].querySelector("text");
    const half = text.textContent.length * LETTER / 2;
    const x = node.x + Number(text.getAttribute("x"));
    const y = node.y + radius(node.events) + 7;
    const covered = taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 10);
    if (covered) marks[i].classList.add("mute");
    else taken.push({ x, y, half });
  });
}

function mark(node, radius, name, width) {
  const round = radius(node.events);
  const words = name(node.id);
  const short = words.length > 26 ? `${words.slice(0, 25)}…` : words;
  const half = short.length * LETTER / 2;
  const aside = Math.max(0, half + 4 - node.x) - Math.max(0, node.x + half + 4 - width); // so that the border cuts nothing off
  return svg("a", { href: pageOf(node.id), class: "mark node", "aria-label": `${words}: ${number(node.events)}`, transform: `translate(${node.x},${node.y})` },
    svg("title", {}, `${words}: ${number(node.events)}`), svg("circle", { r: round }),
    svg("text", { x: aside, y: round + 11, "text-anchor": "middle" }, short));
}

function zooming(d3, drawn, moving, { width, height }) {
  const zoom = d3.zoom().scaleExtent([0.5, 8]).translateExtent([[-width, -height], [2 * width, 2 * height]])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.touches ? event.touches.length > 1 : !event.button))
    .on("zoom", ({ transform }) => moving.setAttribute("transform", transform));
  const root = d3.select(drawn).call(zoom).on("dblclick.zoom", null);
  return { zoom: (factor) => root.call(zoom.scaleBy, factor), whole: () => root.call(zoom.transform, d3.zoomIdentity) };
}
