// Events of two states on one time line: a lane for each kind, a day is a dot, a longer time a bar.

import { anchor } from "./data.js";
import { readable, span } from "./dates.js";
import { kindOf, title } from "./facts.js";
import { el, svg } from "./html.js";
import { codeLabel } from "./i18n.js";

const DAY = 86_400_000;
const LANE = 26; // pixels: the heading of a lane
const ROW = 12; // pixels: dots that fall together stand above each other
const ROWS = 6;
const SIDE = 14;

/** Return a drawing of dated events; `lanes` is [{ name, rows }], `width` in pixels. */
export function drawing(lanes, width, name) {
  const dated = lanes.map((lane) => ({ ...lane, rows: lane.rows.filter((row) => row.earliest) })).filter((lane) => lane.rows.length > 0);
  const [first, last] = extent(dated.flatMap((lane) => lane.rows));
  const x = (date) => SIDE + ((Date.parse(date) - first) / (last - first)) * (width - 2 * SIDE);
  let top = 4;
  const drawn = dated.map((lane) => {
    const stacked = stack(lane.rows, x);
    const height = LANE + (Math.max(...stacked.map(({ row }) => row)) + 1) * ROW + 8;
    const made = svg("g", { transform: `translate(0 ${top})`, role: "group", "aria-label": lane.name },
      svg("line", { x1: 0, x2: width, y1: height - 1, y2: height - 1, class: "dyad-line" }),
      svg("text", { x: 0, y: 15, class: "dyad-name" }, lane.name), stacked.map((one) => mark(one, x, height)));
    top += height;
    return made;
  });
  const height = top + 24;
  return svg("svg", { class: "dyad", viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": name },
    axis(first, last, x, width, top), drawn);
}

function extent(rows) {
  const from = Math.min(...rows.map((row) => Date.parse(row.earliest)));
  const to = Math.max(...rows.map((row) => Date.parse(row.latest ?? row.earliest)));
  const margin = Math.max((to - from) * 0.02, 20 * DAY);
  return [from - margin, to + margin];
}

/** Give each event a row so that marks of one lane do not cover each other while there is room. */
function stack(rows, x) {
  const ends = [];
  return [...rows].sort((one, other) => one.earliest.localeCompare(other.earliest)).map((event) => {
    const [from, to] = [x(event.earliest), x(event.latest ?? event.earliest)];
    let row = ends.findIndex((end) => end < from - 11);
    if (row < 0) row = ends.length < ROWS ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = to;
    return { event, row, from, to };
  });
}

function mark({ event, row, from, to }, x, height) {
  const y = height - 12 - row * ROW;
  const off = ["cancelled", "denied", "postponed"].includes(event.status);
  const sure = ["done", "ongoing"].includes(event.status);
  const kind = { kind: kindOf(event.type), state: off ? "off" : sure ? "so" : "open" };
  const shape = to - from > 11
    ? svg("rect", { x: from, y: y - 4, width: to - from, height: 8, rx: 4, class: "lane-mark", dataset: kind })
    : svg("circle", { cx: (from + to) / 2, cy: y, r: 4.5, class: "lane-mark", dataset: kind });
  const cross = off && svg("path", { d: `M${(from + to) / 2 - 3} ${y - 3}l6 6m0-6l-6 6`, class: "off-cross" });
  const words = `${title(event)}, ${codeLabel("factuality", event.status)}, ${span(event.start, event.end)}`;
  return svg("a", { href: `#${anchor(event.event)}`, "aria-label": words }, svg("title", {}, words), shape, cross);
}

function axis(first, last, x, width, y) {
  const years = (last - first) / (365.25 * DAY);
  const step = [1, 2, 5, 10, 20, 50].find((size) => (years / size) * 70 < width) ?? 100;
  const ticks = [];
  for (let year = Math.ceil(new Date(first).getUTCFullYear() / step) * step; Date.UTC(year) < last; year += step) if (Date.UTC(year) > first) ticks.push(year);
  if (ticks.length < 2) return months(first, last, x, width, y);
  return ticks.map((year) => tick(x(`${year}-01-01`), String(year), y));
}

function months(first, last, x, width, y) {
  const found = [];
  const start = new Date(first);
  for (let i = 1; i < 40; i += 1) {
    const moment = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i));
    if (moment.getTime() < last) found.push(moment.toISOString().slice(0, 10));
  }
  const every = Math.ceil((found.length * 110) / width);
  return found.filter((_, i) => i % every === 0).map((date) => tick(x(date), readable(date.slice(0, 7)), y));
}

function tick(at, words, y) {
  return svg("g", { class: "lane-tick" }, svg("line", { x1: at, x2: at, y1: 0, y2: y }), svg("text", { x: at, y: y + 17, "text-anchor": "middle" }, words));
}

/** Return what the marks mean. */
export function legend(words) {
  const one = (state, text) => el("li", {}, svg("svg", { width: 14, height: 14, "aria-hidden": "true" },
    svg("circle", { cx: 7, cy: 7, r: 4.5, class: "lane-mark", dataset: { kind: "visit", state } }), state === "off" && svg("path", { d: "M4 4l6 6m0-6l-6 6", class: "off-cross" })), " ", text);
  return el("ul", { class: "signs" }, Object.entries(words).map(([state, text]) => one(state, text)));
}
