// Timeline: events in lanes by their kind; an overview by months, and single events where they are few enough.

import { ask, iriOf } from "../data.js";
import { readable } from "../dates.js";
import { CLASSES, STATUSES, capital, kindOf } from "../facts.js";
import { field, form } from "../forms.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { classLabel, codeLabel, compare, label, labelled, loadLabels, t } from "../i18n.js";
import { d3 as loadD3 } from "../library.js";
import { onWidth, zoomButtons } from "../drawing.js";
import { density, events, legend } from "../timeline/lanes.js";
import { listed, told } from "../timeline/telling.js";
import { countIn, monthly, overview, start } from "../timeline/overview.js";

/** Events drawn one by one on a wide screen and on a narrow one; a longer span of time shows how many there are. */
const MOST = [400, 140];
const DAY = 86_400_000;

export async function render(root, params, context) {
  const { query, signal } = context;
  const actor = query.actor || (query.state && `state/${query.state}`) || null;
  const asked = { actor, only: query.kind, code: query.status, since: query.since, until: query.until };
  const name = actor ? "timeline-months-of" : "timeline-months";
  const view = frame(root, {
    title: t("timeline.title"), lead: t("timeline.lead"), queries: [{ name, params: asked }], filters: el("div", { class: "slot" }), signal,
  });
  await view.run(async () => {
    const [rows, d3] = await Promise.all([ask(name, asked, { signal }), loadD3(), loadLabels(signal)]);
    root.querySelector(".slot").replaceWith(filters(query, context));
    if (rows.length === 0) return { empty: t("timeline.none"), advice: t("timeline.none.advice") };
    draw(view, { d3, months: monthly(rows), asked, actor }, context);
    return null;
  });
}

function filters(query, context) {
  const any = ["", t("any")];
  const states = labelled("/id/state/").map(([iri, name]) => [iri.slice(-3), name]);
  const classes = CLASSES.map((name) => [name, capital(classLabel(name))]).sort(([, one], [, other]) => compare(one, other));
  const statuses = STATUSES.map((code) => [code, codeLabel("factuality", code)]);
  const made = form([
    field("state", query.actor ? "" : query.state, { options: [any, ...states], half: true }),
    field("kind", query.kind, { options: [any, ...classes], half: true }),
    field("status", query.status, { options: [any, ...statuses], half: true }),
    field("since", query.since, { label: t("event.since"), placeholder: "2023-05", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
    field("until", query.until, { label: t("event.until"), placeholder: "2024", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 9, half: true }),
  ], (values) => context.set({ ...values, actor: values.state ? null : query.actor, from: null, to: null }));
  if (!query.actor) return made;
  const drop = () => context.set({ actor: null, name: null, from: null, to: null });
  return el("div", {}, made, el("p", { class: "chosen" }, query.name ?? label(iriOf(query.actor)), " ",
    el("button", { type: "button", class: "quiet", "aria-label": t("search.drop"), on: { click: drop } }, "×")));
}

/** Draw overview, lanes and what is told of an event; each change of the span of time draws the lanes anew. */
function draw(view, { d3, months, asked, actor }, context) {
  const { signal, query } = context;
  const most = MOST[Number(window.matchMedia("(max-width: 40rem)").matches)];
  const whole = countIn(months, months.extent);
  const state = { span: inAddress(query) ?? start(months, most), rows: null };
  const above = el("div", { class: "overview" });
  const below = el("div", { class: "lanes" });
  const details = el("div", { class: "panel told", "aria-live": "polite" });
  const list = el("div", {});
  const zoom = (factor) => to(stretched(state.span, factor));
  const shift = (part) => to(moved(state.span, part));
  const buttons = zoomButtons({ back: () => shift(-0.5), forth: () => shift(0.5), nearer: () => zoom(0.5), farther: () => zoom(2), whole: () => to(months.extent) });
  put(view.body, above, el("div", { class: "line legends" }, legend(), buttons), below, details, list);

  function to(span, { settled = true } = {}) {
    state.span = within(span, months.extent);
    paint();
    if (settled) settle();
  }
  function paint() {
    overview(d3, above, months, state.span, to);
    const count = countIn(months, state.span);
    view.status(t("timeline.status", { count, whole, ...inWords(state.span) }));
    if (state.rows) events(d3, below, state.rows, state.span, { to, chosen: (row) => told(details, row) });
    else density(d3, below, months, state.span, to);
  }
  const settle = debounced(async () => {
    const [from, till] = state.span.map(day);
    remember({ from, to: till });
    if (countIn(months, state.span) > most) {
      state.rows = null;
      put(details, el("p", { class: "soft" }, t("timeline.many", { most })));
      put(list);
      return paint();
    }
    const name = actor ? "timeline-of" : "timeline";
    const params = { ...asked, since: later(from, asked.since), until: earlier(till, asked.until) };
    below.setAttribute("aria-busy", "true");
    const rows = await ask(name, params, { signal });
    below.removeAttribute("aria-busy");
    if (signal.aborted || state.span.map(day).join() !== [from, till].join()) return;
    state.rows = rows.map((row) => ({ ...row, lane: kindOf(row.kind) }));
    view.behind([{ name, params }, { name: actor ? "timeline-months-of" : "timeline-months", params: asked }]);
    view.things(rows.map((row) => row.event));
    put(details, el("p", { class: "soft" }, t("timeline.choose")));
    put(list, listed(state.rows));
    paint();
  }, signal);
  to(state.span);
  onWidth(below, paint, signal);
}

/** The last day of what a filter says; the drawing asks by days. */
const later = (from, since) => (since && since > from ? since : from);
const earlier = (till, until) => (until && until < till ? until : till);

const day = (date) => date.toISOString().slice(0, 10);

/** A span in words, by months where it is longer than a season. */
function inWords([from, to]) {
  const length = to - from > 120 * DAY ? 7 : 10;
  return { from: readable(day(from).slice(0, length)), to: readable(day(new Date(to - DAY)).slice(0, length)) };
}

function inAddress({ from, to }) {
  const span = [from, to].map((text) => new Date(text ?? NaN));
  return span.some((date) => Number.isNaN(date.getTime())) ? null : span;
}

function remember(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  history.replaceState(history.state, "", url);
}

function stretched([from, to], factor) {
  const middle = (from.getTime() + to.getTime()) / 2;
  const half = Math.max(4 * DAY, ((to - from) / 2) * factor);
  return [new Date(middle - half), new Date(middle + half)];
}

function moved([from, to], part) {
  const by = (to - from) * part;
  return [new Date(from.getTime() + by), new Date(to.getTime() + by)];
}

/** The span, moved into the time that there is. */
function within([from, to], [first, last]) {
  const length = Math.min(to - from, last - first);
  const begin = Math.max(first.getTime(), Math.min(from.getTime(), last.getTime() - length));
  return [new Date(begin), new Date(begin + length)];
}

function debounced(task, signal) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => signal.aborted || task().catch((error) => error.name === "AbortError" || signal.aborted || console.warn(error.message)), 160);
  };
}
