// Events in lanes: a day is a dot, a month, a year or a span is a bar; how far it has come shows in shape and pattern.

import { el, put, svg } from "../html.js";
import { span as words } from "../dates.js";
import { classLabel, codeLabel, number, t } from "../i18n.js";
import { stage, walk, widthOf } from "../drawing.js";
import { LANES, monthAfter, tick, yearAfter } from "./overview.js";
import { home, who } from "./telling.js";

const ROW = 15;
const HEAD = 26;
const DAY = 86_400_000;

/** How a status is drawn: full, half, open, dashed, crossed. */
const LOOKS = { done: "full", ongoing: "half", planned: "open", proposed: "dashed", possible: "dashed", postponed: "crossed", cancelled: "crossed", denied: "crossed" };

/** Return what colours and shapes mean. */
export function legend() {
  const sign = (look) => stage(30, 12, "", svg("g", { "aria-hidden": "true" }, shape({ look, lane: "none" }, 4, 26, 6)));
  const looks = [["full", "done"], ["half", "ongoing"], ["open", "planned"], ["dashed", "proposed"], ["crossed", "cancelled"]];
  const known = (from, to) => hidden(stage(46, 12, "", svg("g", { "aria-hidden": "true" }, shape({ look: "full", lane: "none" }, from, to, 6))));
  const precise = [["look.day", 23, 23], ["look.month", 14, 32], ["look.year", 3, 43]];
  return el("div", { class: "legend-rows" }, el("ul", { class: "legend" },
    LANES.map((lane) => el("li", {}, el("span", { class: `swatch kind-${lane}`, "aria-hidden": "true" }), t(`lane.${lane}`)))),
  el("ul", { class: "legend" }, precise.map(([key, from, to]) => el("li", {}, known(from, to), t(key)))),
  el("ul", { class: "legend" }, looks.map(([look, code]) => el("li", {}, hidden(sign(look)), code === "proposed" ? t("look.dashed") : code === "cancelled" ? t("look.crossed") : codeLabel("factuality", code)))));
}

function hidden(drawn) {
  drawn.setAttribute("aria-hidden", "true");
  drawn.removeAttribute("role");
  drawn.removeAttribute("aria-label");
  drawn.setAttribute("class", "sign");
  return drawn;
}

/** Draw single events. */
export function events(d3, place, rows, span, { to, chosen }) {
  const width = widthOf(place);
  const x = d3.scaleUtc(span, [0, width]);
  const seen = rows.map((row) => ({ row, ...extent(row, x), lane: row.lane, look: LOOKS[row.status] ?? "open" })).filter(({ left, right }) => right >= 0 && left <= width);
  const lanes = LANES.map((lane) => ({ lane, items: packed(seen.filter((item) => item.lane === lane)) })).filter(({ items }) => items.length > 0);
  let top = 0;
  const marks = [];
  const drawn = lanes.map(({ lane, items }) => {
    const tall = HEAD + ROW * (1 + Math.max(...items.map(({ level }) => level)));
    const group = laneOf(lane, items.length, top, tall, width, items.map((item) => {
      const made = mark(item, top + HEAD + ROW * item.level);
      marks.push({ made, row: item.row });
      return made;
    }));
    top += tall;
    return group;
  });
  const picture = frameOf(d3, width, Math.max(top, 60), x, drawn);
  put(place, picture);
  walk(marks.map(({ made }) => made), (i) => {
    for (const { made } of marks) made.classList.remove("chosen");
    marks[i].made.classList.add("chosen");
    chosen(marks[i].row);
  });
  for (const [i, { made }] of marks.entries()) made.addEventListener("pointerenter", () => chosen(marks[i].row));
  draggable(d3, picture, span, width, to);
}

/** Draw how many events there are in each month, or year, of each lane; choosing one goes there. */
export function density(d3, place, all, span, to) {
  const width = widthOf(place);
  const x = d3.scaleUtc(span, [0, width]);
  const years = (span[1] - span[0]) / DAY / 365.25 > 8;
  const bars = years ? byYear(all) : all.months;
  const after = years ? yearAfter : monthAfter;
  const shown = bars.filter(({ date }) => date < span[1] && after(date) > span[0]);
  const lanes = LANES.filter((lane) => shown.some(({ lanes: found }) => found[lane]));
  const tall = 74;
  const marks = [];
  const drawn = lanes.map((lane, i) => {
    const y = d3.scaleLinear([0, Math.max(...shown.map(({ lanes: found }) => found[lane] ?? 0))], [0, tall - HEAD - 4]);
    const sum = shown.reduce((found, bar) => found + (bar.lanes[lane] ?? 0), 0);
    return laneOf(lane, sum, i * tall, tall, width, shown.filter((bar) => bar.lanes[lane]).map((bar) => {
      const made = column(bar, lane, x, y, (i + 1) * tall, after, years, to);
      marks.push(made);
      return made;
    }));
  });
  const picture = frameOf(d3, width, lanes.length * tall, x, drawn);
  put(place, picture);
  walk(marks, () => {});
  draggable(d3, picture, span, width, to);
}

function byYear({ months, years }) {
  const found = new Map();
  for (const { date, lanes, total } of [...months, ...years]) {
    const year = date.getUTCFullYear();
    const sum = found.get(year) ?? { date: new Date(Date.UTC(year, 0, 1)), lanes: {}, total: 0 };
    for (const [lane, count] of Object.entries(lanes)) sum.lanes[lane] = (sum.lanes[lane] ?? 0) + count;
    sum.total += total;
    found.set(year, sum);
  }
  return [...found.values()].sort((one, other) => one.date - other.date);
}

function column(bar, lane, x, y, bottom, after, years, to) {
  const tall = Math.max(1, y(bar.lanes[lane]));
  const left = x(bar.date);
  const name = bar.date.toISOString().slice(0, years ? 4 : 7);
  const go = () => to([bar.date, after(bar.date)]);
  const made = svg("g", { role: "button", class: "column", "aria-label": `${t(`lane.${lane}`)}, ${name}: ${number(bar.lanes[lane])}` },
    svg("title", {}, `${name}: ${number(bar.lanes[lane])}`),
    svg("rect", { x: left, y: bottom - tall, width: Math.max(1.5, x(after(bar.date)) - left - 1), height: tall, class: `bar kind-${lane}` }));
  made.addEventListener("click", go);
  made.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), go()));
  return made;
}

function frameOf(d3, width, tall, x, lanes) {
  const picture = stage(width, tall + 22, t("timeline.lanes"));
  const axis = svg("g", { class: "axis grid", transform: `translate(0,${tall})`, "aria-hidden": "true" });
  picture.append(axis, ...lanes);
  d3.select(axis).call(d3.axisBottom(x).ticks(Math.max(3, Math.floor(width / 110))).tickFormat(tick).tickSize(-tall).tickPadding(6));
  return picture;
}

function laneOf(lane, count, top, tall, width, marks) {
  return svg("g", { class: "lane" },
    svg("line", { x1: 0, x2: width, y1: top + tall, y2: top + tall, class: "lane-rule" }),
    svg("text", { x: 4, y: top + 16, class: "lane-name" }, t(`lane.${lane}`), svg("tspan", { class: "lane-count", dx: 8 }, number(count))), svg("g", { class: "moving" }, marks));
}

/** Where an event begins and ends on the screen, and whether it is known to the day. */
function extent(row, x) {
  const from = new Date(row.earliest);
  const to = new Date(new Date(row.latest).getTime() + DAY);
  const exact = to - from <= DAY;
  return { left: x(from), right: x(to), exact };
}

/** Give each item the first row in which there is room for it. */
function packed(items) {
  const ends = [];
  return items.sort((one, other) => one.left - other.left).map((item) => {
    const left = item.exact ? item.left - 5 : Math.max(0, item.left);
    const level = ends.findIndex((end) => end < left);
    const row = level < 0 ? ends.length : level;
    ends[row] = (item.exact ? item.left + 7 : item.right) + 2;
    return { ...item, level: row };
  });
}

function mark(item, y) {
  const { row, left, right, exact } = item;
  const begin = Math.max(-8, left);
  const end = Math.min(exact ? begin : 5000, right);
  const told = [classLabel(row.kind), codeLabel("factuality", row.status), words(row.start, row.end), who(row)].filter(Boolean).join(", ");
  return svg("a", { href: home(row), class: "mark", "aria-label": told }, svg("title", {}, told), shape(item, exact ? left : begin, exact ? left : Math.max(begin + 5, end - 1), y));
}

/** Return a dot (from is to) or a bar in the look of a status. */
export function shape({ look, lane }, from, to, y) {
  const around = { class: `shape look-${look} kind-${lane}` };
  const body = from === to ? svg("circle", { cx: from, cy: y, r: 5, ...around }) : svg("rect", { x: from, y: y - 4.5, width: to - from, height: 9, rx: Math.min(3, (to - from) / 2), ...around });
  const middle = Math.min((from + to) / 2, from + 12);
  if (look === "crossed") return [body, svg("path", { d: `M${middle - 3},${y - 3}l6,6m0,-6l-6,6`, class: `cross kind-${lane}` })];
  if (look === "half") return [body, from === to ? svg("path", { d: `M${from},${y - 5}a5,5 0 0 1 0,10z`, class: `solid kind-${lane}` }) : svg("rect", { x: from, y: y - 4.5, width: (to - from) / 2, height: 9, rx: 3, class: `solid kind-${lane}` })];
  return [body];
}

/** Dragging moves through time; the wheel with Ctrl, or two fingers, comes nearer. */
function draggable(d3, picture, span, width, to) {
  const x = d3.scaleUtc(span, [0, width]);
  let last = span;
  const zoom = d3.zoom().scaleExtent([0.02, 400])
    .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button))
    .on("zoom", ({ transform }) => {
      last = transform.rescaleX(x).domain();
      for (const part of picture.querySelectorAll(".moving")) part.setAttribute("transform", `translate(${transform.x},0) scale(${transform.k},1)`);
    })
    .on("end", ({ sourceEvent }) => sourceEvent && last !== span && to(last));
  d3.select(picture).call(zoom).on("dblclick.zoom", null);
}
