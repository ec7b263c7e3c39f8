// Values to elements. What comes from data becomes text or a checked attribute, never markup.

const SVG = "http://www.w3.org/2000/svg";
const ADDRESSES = new Set(["href", "src", "action", "formaction", "xlink:href", "poster", "data"]);
const REFUSED = new Set(["style", "srcdoc", "innerhtml", "outerhtml"]);

/** Return an HTML element: el("a", { href, class, on: { click } }, "text", child, [children], null). */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Return an SVG element, as `el` does. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/** Put children into an element in place of those that it has. */
export function put(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** Return an address if a link may lead there (this server, http or https), else null. */
export function safe(address) {
  try {
    const found = new URL(String(address), document.baseURI);
    return found.protocol === "http:" || found.protocol === "https:" || found.protocol === "blob:" ? String(address) : null;
  } catch {
    return null;
  }
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) assign(element, name, value);
  element.append(...nodes(children));
  return element;
}

function assign(element, name, value) {
  const low = name.toLowerCase();
  if (value === null || value === undefined || value === false) return;
  if (low === "on") return listen(element, value);
  if (low === "dataset") return void Object.assign(element.dataset, value);
  if (REFUSED.has(low) || low.startsWith("on")) throw new TypeError(`${name}: is not set from here`);
  if (ADDRESSES.has(low) && safe(value) === null) return;
  if (low === "value" && "value" in element) element.value = value;
  element.setAttribute(name, value === true ? "" : String(value));
}

function listen(element, listeners) {
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}
