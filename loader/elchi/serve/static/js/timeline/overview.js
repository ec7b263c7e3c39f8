// How many events there are in each month, and the span of time that is chosen among them.

import { put, svg } from "../html.js";
import { kindOf } from "../facts.js";
import { number, t } from "../i18n.js";
import { stage, widthOf } from "../drawing.js";

const HEIGHT = 76;
const FOOT = 18;
const FEW = 0.04; // the share of events that may lie outside of the span to begin with

/** The lanes, from top to bottom. */
export const LANES = ["visit", "meeting", "treaty", "communication", "office"];

/** Return rows of the query by months: { months: [{ date, lanes, total }], years: the same, extent }. */
export function monthly(rows) {
  const months = new Map();
  const years = new Map();
  for (const { period, kind, events } of rows) {
    const place = period.length > 4 ? months : years;
    const found = place.get(period) ?? { date: new Date(period), lanes: {}, total: 0 };
    const lane = kindOf(kind);
    found.lanes[lane] = (found.lanes[lane] ?? 0) + events;
    found.total += events;
    place.set(period, found);
  }
  const inOrder = (map) => [...map.values()].sort((one, other) => one.date - other.date);
  const all = [...inOrder(months), ...inOrder(years)];
  const first = Math.min(...all.map(({ date }) => date.getTime()));
  const last = Math.max(...[...months.values()].map(({ date }) => monthAfter(date).getTime()), ...[...years.values()].map(({ date }) => yearAfter(date).getTime()));
  return { months: inOrder(months), years: inOrder(years), extent: [new Date(first), new Date(last)] };
}

/** Return how many events a span of time has; of those known by their year, all whose year it touches. */
export function countIn({ months, years }, [from, to]) {
  const sum = (list, after) => list.filter(({ date }) => date < to && after(date) > from).reduce((all, { total }) => all + total, 0);
  return sum(months, monthAfter) + sum(years, yearAfter);
}

/** The span without the few events that lie far before all others, which would press the rest together. */
function dense(all) {
  const [first, last] = all.extent;
  const sum = all.months.reduce((found, { total }) => found + total, 0);
  let before = 0;
  const begin = all.months.find(({ total }) => (before += total) > sum * FEW)?.date ?? first;
  return last - begin < (last - first) / 2 ? [begin, last] : all.extent;
}

/** Return the span to begin with: where most events are, or the newest that has no more than so many of them. */
export function start(all, most) {
  if (countIn(all, all.extent) <= most) return dense(all);
  const peak = Math.max(...all.months.map(({ total }) => total), 1);
  const end = [...all.months].reverse().find(({ total }) => total > peak / 4) ?? all.months.at(-1) ?? all.years.at(-1);
  const to = monthAfter(end.date);
  let from = new Date(end.date);
  while (from > all.extent[0] && countIn(all, [monthBefore(from), to]) <= most) from = monthBefore(from);
  return [from, to];
}

export const monthAfter = (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
export const yearAfter = (date) => new Date(Date.UTC(date.getUTCFullYear() + 1, 0, 1));
/** Return what stands below a tick of the axis: a year, a month in the reader's language, or a day. */
export function tick(date) {
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  if (day > 1) return String(day);
  return month > 1 ? t(`month.${String(month).padStart(2, "0")}`) : String(date.getUTCFullYear());
}

const monthBefore = (date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1));

/** Draw the overview with the chosen span; dragging chooses another. */
export function overview(d3, place, all, span, to) {
  const width = widthOf(place);
  const x = d3.scaleUtc(all.extent, [0, width]);
  const y = d3.scaleLinear([0, Math.max(1, ...all.months.map(({ total }) => total))], [0, HEIGHT - FOOT - 6]);
  if (place.dataset.width === String(width) && place.brush) return void place.brush(span);
  const drawn = stage(width, HEIGHT, t("timeline.overview"),
    all.years.map((year) => yearBar(year, x, y)), all.months.map((month) => monthBar(month, x, y)));
  drawn.classList.add("histogram");
  put(place, drawn);
  const axis = d3.axisBottom(x).ticks(Math.max(3, Math.floor(width / 90))).tickFormat(tick).tickSize(4);
  const root = d3.select(drawn);
  root.append("g").attr("class", "axis").attr("transform", `translate(0,${HEIGHT - FOOT})`).attr("aria-hidden", "true").call(axis);
  const brush = d3.brushX().extent([[0, 0], [width, HEIGHT - FOOT]]).on("brush end", ({ selection, sourceEvent, type }) => {
    if (!sourceEvent || !selection) return;
    to(selection.map((at) => x.invert(at)), { settled: type === "end" });
  });
  const group = root.append("g").attr("class", "brush").attr("aria-hidden", "true").call(brush);
  const set = (chosen) => group.call(brush.move, chosen.map((date) => Math.max(0, Math.min(width, x(date)))));
  place.brush = set;
  place.dataset.width = width;
  set(span);
}

function monthBar({ date, lanes, total }, x, y) {
  const left = x(date);
  const wide = Math.max(1, x(monthAfter(date)) - left - 0.5);
  let top = HEIGHT - FOOT;
  const parts = LANES.filter((lane) => lanes[lane]).map((lane) => {
    const tall = y(lanes[lane]);
    top -= tall;
    return svg("rect", { x: left, y: top, width: wide, height: tall, class: `bar kind-${lane}` });
  });
  return svg("g", {}, svg("title", {}, `${date.toISOString().slice(0, 7)}: ${number(total)}`), parts);
}

/** What is known only by its year is spread over it, paler. */
function yearBar({ date, total }, x, y) {
  const left = x(date);
  const tall = Math.max(1, y(total / 12));
  return svg("rect", { x: left, y: HEIGHT - FOOT - tall, width: Math.max(1, x(yearAfter(date)) - left), height: tall, class: "bar year" },
    svg("title", {}, `${date.getUTCFullYear()}: ${number(total)}`));
}
