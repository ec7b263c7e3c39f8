// Two states: visits, meetings and treaties on one time line, and as a list.

import { address, ask, settled } from "../data.js";
import { eventList } from "../eventlist.js";
import { field, form } from "../forms.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { labelled, loadLabels, stateLabel, t } from "../i18n.js";
import { drawing, legend } from "../lanes.js";
import { empty } from "../states.js";
import { folded, instrumentLine } from "./actor.js";

const TREATY = new Set(["Negotiation", "Adoption", "Signing", "Ratification", "EntryIntoForce", "Extension", "Suspension", "Termination", "Violation", "Rejection"]);

export async function render(root, params, context) {
  const { query, signal } = context;
  const one = (params.one ?? query.one)?.toUpperCase();
  const other = (params.other ?? query.other)?.toUpperCase();
  const both = { one, other };
  const asked = [{ name: "dyad", params: { ...both, since: query.since, until: query.until } }, { name: "dyad-instruments", params: both }];
  const ready = Boolean(one && other);
  const view = frame(root, { title: t("dyad.title"), lead: t("dyad.lead"), queries: ready ? asked : [], filters: el("div", { class: "slot" }), signal });
  await view.run(async () => {
    const answers = Promise.allSettled(ready ? asked.map(({ name, params: given }) => ask(name, given, { signal })) : []);
    await loadLabels(signal);
    root.querySelector(".slot")?.replaceWith(filters(one, other, query, context)); // there even if an answer is a failure
    const [events = [], instruments = []] = settled(await answers);
    if (!ready) return { empty: t("dyad.choose"), advice: t("dyad.choose.advice") };
    view.title(`${stateLabel(one)} – ${stateLabel(other)}`);
    view.things([...events.map((row) => row.event), ...instruments.map((row) => row.instrument)]);
    if (events.length + instruments.length === 0) return { empty: t("dyad.none"), advice: t("dyad.none.advice") };
    show(view, both, unique(events), instruments, signal);
    return t("dyad.found", { count: unique(events).length });
  });
}

function filters(one, other, query, context) {
  const states = [["", t("dyad.state")], ...labelled("/id/state/").map(([iri, name]) => [iri.slice(-3), name])];
  const go = ({ one: first, other: second, since, until }) => {
    const path = first && second ? `/dyad/${first}/${second}` : "/dyad";
    context.go(address(path, { ...(first && second ? {} : { one: first, other: second }), since, until, lang: query.lang }), { keepPlace: true });
  };
  return form([
    field("one", one, { options: states, half: true }), field("other", other, { options: states, half: true }),
    field("since", query.since, { label: t("field.from"), placeholder: "2015", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 8, half: true }),
    field("until", query.until, { placeholder: "2024", pattern: "[0-9]{4}(-[0-9]{2}){0,2}", size: 8, half: true }),
  ], go);
}

/** Rows with one row for each event: one that has several hosts comes several times. */
function unique(events) {
  return [...new Map(events.map((row) => [row.event, row])).values()];
}

function show(view, { one, other }, events, instruments, signal) {
  const lanes = [
    { name: t("dyad.visits", { from: stateLabel(one), to: stateLabel(other) }), rows: events.filter((row) => row.type === "Visit" && row.hosts === other) },
    { name: t("dyad.visits", { from: stateLabel(other), to: stateLabel(one) }), rows: events.filter((row) => row.type === "Visit" && row.hosts !== other) },
    { name: t("dyad.meetings"), rows: events.filter((row) => row.type === "Meeting") },
    { name: t("dyad.treaties"), rows: events.filter((row) => TREATY.has(row.type)) },
  ];
  const undated = events.filter((row) => !row.earliest).length;
  const stage = el("div", { class: "lane-stage" });
  const drawable = events.some((row) => row.earliest);
  const told = events.filter((row) => row.type !== "Communication");
  put(view.body,
    drawable && el("figure", { class: "panel" }, stage, el("figcaption", {}, legend({ so: t("legend.so"), open: t("legend.open"), off: t("legend.off") }),
      undated > 0 && el("p", { class: "soft" }, t("dyad.undated", { count: undated })))),
    el("div", { class: "reading" },
      el("section", { class: "found" }, el("h2", {}, t("actor.events")), told.length > 0 ? eventList(told, signal) : empty(t("search.none"))),
      instruments.length > 0 && el("section", { class: "found" }, el("h2", {}, t("instruments")), folded(instruments.map(instrumentLine), 12))));
  if (drawable) keepDrawn(stage, lanes, view.heading.textContent, signal);
}

/** Draw as wide as there is room, and again when that changes. */
function keepDrawn(stage, lanes, name, signal) {
  let width = 0;
  const draw = () => {
    const room = Math.max(280, Math.floor(stage.clientWidth));
    if (room !== width) put(stage, drawing(lanes, (width = room), name));
  };
  const watch = new ResizeObserver(draw);
  watch.observe(stage);
  signal.addEventListener("abort", () => watch.disconnect());
  draw();
}
