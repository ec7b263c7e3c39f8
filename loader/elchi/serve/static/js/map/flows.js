// Rows to what the map draws: places, and flows between them.

/** Flows that are drawn: more cover the map. */
const MOST = 70;

/** Return places with how many events they have: { place, home, at: [longitude, latitude], events, concluded }. */
export function places(rows) {
  const found = new Map();
  for (const { place, home, longitude, latitude, events, told } of rows) {
    const sum = found.get(place) ?? { place, home, at: [longitude, latitude], events: 0, concluded: 0 };
    sum.events += events;
    if (!told) sum.concluded += events;
    found.set(place, sum);
  }
  return [...found.values()].sort((one, other) => other.events - one.events || (one.place < other.place ? -1 : 1));
}

/** Return flows from the capital of the guests to the place, the strongest ones: { from, to, place, home, guest, events }. */
export function flows(rows, capitals) {
  const at = new Map(capitals.map(({ state, longitude, latitude }) => [state, [longitude, latitude]]));
  const found = new Map();
  for (const { place, home, guest, longitude, latitude, events } of rows) {
    const key = `${guest} ${place}`;
    const sum = found.get(key) ?? { place, home, guest, from: at.get(guest), to: [longitude, latitude], events: 0 };
    sum.events += events;
    found.set(key, sum);
  }
  return marked([...found.values()]);
}

/** Return the same from pairs of states that sign together: their capitals, and lines between them. */
export function lines(rows, capitals, { guest, home }) {
  const seat = new Map(capitals.map(({ state, capital, longitude, latitude }) => [state, { capital, at: [longitude, latitude] }]));
  const code = (iri) => iri.slice(-3);
  const asked = [guest, home].filter(Boolean);
  const wanted = rows.filter(({ one, other }) => seat.has(one) && seat.has(other) && asked.every((state) => [one, other].map(code).includes(state)));
  const found = new Map();
  for (const { one, other, events } of wanted) {
    for (const state of [one, other]) {
      const { capital, at } = seat.get(state);
      const sum = found.get(state) ?? { place: capital, home: state, at, events: 0, concluded: 0 };
      sum.events += events;
      found.set(state, sum);
    }
  }
  const drawn = wanted.map(({ one, other, events }) => ({
    place: seat.get(one).capital, other: seat.get(other).capital, home: one, guest: other, from: seat.get(other).at, to: seat.get(one).at, events,
  }));
  return { places: [...found.values()].sort((one, other) => other.events - one.events), flows: marked(drawn) };
}

/** The strongest flows are drawn, all are told. */
function marked(all) {
  const sorted = all.sort((one, other) => other.events - one.events || (one.place + one.guest < other.place + other.guest ? -1 : 1));
  let count = 0;
  return sorted.map((flow) => ({ ...flow, drawn: flow.from !== undefined && far(flow) && count++ < MOST }));
}

const far = ({ from, to }) => Math.hypot(from[0] - to[0], from[1] - to[1]) > 0.5;
