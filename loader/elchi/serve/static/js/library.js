// Other people's libraries and the map of the world, loaded when a view first needs them.

const VENDOR = new URL("../vendor/", import.meta.url);
const there = new Map();

/** Return d3. */
export async function d3() {
  await script("d3-7.9.2/d3.min.js");
  return window.d3;
}

/** Return the land and the borders of the world as GeoJSON, from Natural Earth at 1:50 million. */
export async function world() {
  await script("topojson-client-3.1.0/topojson-client.min.js");
  const atlas = await once("world-atlas-2.0.2/countries-50m.json", async (url) => (await fetch(url)).json());
  const { topojson } = window;
  return {
    land: topojson.feature(atlas, atlas.objects.land),
    borders: topojson.mesh(atlas, atlas.objects.countries, (one, other) => one !== other),
  };
}

/** Return the SPARQL editor. */
export async function yasgui() {
  await Promise.all([style("yasgui-4.6.2/yasgui.min.css"), script("yasgui-4.6.2/yasgui.min.js")]);
  return window.Yasgui;
}

const script = (path) => once(path, (src) => arrived("script", { src }));
const style = (path) => once(path, (href) => arrived("link", { href, rel: "stylesheet" }));

function once(path, load) {
  if (!there.has(path)) {
    const coming = load(new URL(path, VENDOR).href);
    coming.catch(() => there.delete(path));
    there.set(path, coming);
  }
  return there.get(path);
}

function arrived(name, attributes) {
  return new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.addEventListener("load", resolve);
    made.addEventListener("error", () => reject(new Error(attributes.src ?? attributes.href)));
    document.head.append(made);
  });
}
