// Rows of pairs to a graph of the actors with most events.

import { kindOf } from "../facts.js";

/** Edges for each node that are drawn: more is a ball of wool. */
const DENSITY = 3;

/**
 * Return the actors with most events and the strongest pairs among them.
 *
 * `rows` are { one, other, kind, events }. Returns { nodes: [{ id, events }], edges: [{ source, target, events, kinds, lane }] },
 * most events first; equal ones by their IRI, so that the same data make the same graph.
 */
export function strongest(rows, size) {
  const pairs = new Map();
  const sums = new Map();
  for (const { one, other, kind, events } of rows) {
    const key = `${one} ${other}`;
    const pair = pairs.get(key) ?? { one, other, events: 0, kinds: {} };
    pair.events += events;
    pair.kinds[kind] = (pair.kinds[kind] ?? 0) + events;
    pairs.set(key, pair);
    for (const id of [one, other]) sums.set(id, (sums.get(id) ?? 0) + events);
  }
  const order = ([one, count], [other, more]) => more - count || (one < other ? -1 : 1);
  const nodes = [...sums].sort(order).slice(0, size).map(([id, events]) => ({ id, events }));
  const known = new Map(nodes.map((node) => [node.id, node]));
  const edges = [...pairs.values()].filter(({ one, other }) => known.has(one) && known.has(other))
    .sort((one, other) => other.events - one.events || (one.one + one.other < other.one + other.other ? -1 : 1))
    .slice(0, size * DENSITY)
    .map((pair) => ({ source: known.get(pair.one), target: known.get(pair.other), events: pair.events, kinds: pair.kinds, lane: leading(pair.kinds) }));
  const tied = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return { nodes: nodes.filter((node) => tied.has(node)), edges };
}

function leading(kinds) {
  const lanes = {};
  for (const [kind, count] of Object.entries(kinds)) lanes[kindOf(kind)] = (lanes[kindOf(kind)] ?? 0) + count;
  return Object.entries(lanes).sort(([, one], [, other]) => other - one)[0][0];
}
