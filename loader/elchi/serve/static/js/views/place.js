// A city: what takes place there, and its names.

import { address, ask, iriOf, pageOf } from "../data.js";
import { frame } from "../frame.js";
import { el, put } from "../html.js";
import { label, loadLabels, t } from "../i18n.js";
import { LIMIT, filters, nameTable, timeline } from "./actor.js";

export async function render(root, { thing }, context) {
  const { query, signal } = context;
  const paged = { kind: query.kind, wanted: query.status, since: query.since, until: query.until, offset: query.offset };
  const events = { name: "place-events", params: { place: thing, ...paged, limit: LIMIT + 1 } };
  const called = { name: "actor-names", params: { actor: thing } };
  const view = frame(root, { title: label(iriOf(thing)), kicker: t("place"), queries: [events, called], signal });
  await view.run(async () => {
    const [names] = await Promise.all([ask(called.name, called.params, { signal }), loadLabels(signal)]);
    if (names.length === 0) return { empty: t("place.none"), advice: t("document.none.advice") };
    head(view, names, thing);
    view.things([iriOf(thing)]);
    const list = await timeline(events, query, signal);
    put(view.body, el("div", { class: "reading" },
      el("section", { class: "found" }, el("h2", {}, t("place.events")), filters(query, context), list),
      el("section", { class: "found" }, el("h2", {}, t("actor.names")), nameTable(names))));
    return "";
  });
}

function head(view, names, thing) {
  const { state } = names.find((row) => row.state) ?? {};
  view.title(label(iriOf(thing), names.find((row) => row.kind === "name")?.name ?? names[0].name));
  const links = [
    state && el("a", { href: pageOf(state) }, label(state)), state && el("a", { href: address("/map", { home: state.slice(-3) }) }, t("view.map")),
    el("a", { href: address(`/data/${thing}.ttl`) }, "Turtle"), el("a", { href: address(`/data/${thing}.jsonld`) }, "JSON-LD"),
  ];
  view.heading.after(el("p", { class: "links" }, links));
}
