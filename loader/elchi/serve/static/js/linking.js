// Facts and the words that they rest on light each other up: by pointer, by keyboard, by a tap.

/** Link all elements below one that name facts (data-fact) or rest on them (data-facts), and those of one thing. */
export function linked(root) {
  const light = (ids, things) => {
    for (const mark of root.querySelectorAll("[data-facts]")) mark.classList.toggle("lit", ids.some((id) => mark.dataset.facts.split(" ").includes(id)));
    for (const fact of root.querySelectorAll("[data-fact]")) fact.classList.toggle("lit", ids.includes(fact.dataset.fact));
    for (const name of root.querySelectorAll("[data-thing]")) name.classList.toggle("lit", name.dataset.thing !== "" && things.includes(name.dataset.thing));
  };
  const show = ({ target }) => {
    const fact = target.closest("[data-fact]")?.dataset.fact;
    const facts = fact ? [fact] : (target.closest("[data-facts]")?.dataset.facts.split(" ") ?? []);
    light(facts, [target.closest("[data-thing]")?.dataset.thing ?? ""]);
  };
  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("pointerleave", () => light([], []));
  root.addEventListener("click", (event) => travel(root, event));
}

/** Bring the other side into view: the words of a fact, the first fact of words. */
function travel(root, { target }) {
  if (target.closest("a, button, summary, details")) return;
  const fact = target.closest("[data-fact]");
  const mark = fact ? null : target.closest("[data-facts]");
  const goal = fact
    ? [...root.querySelectorAll("[data-facts]")].find((one) => one.dataset.facts.split(" ").includes(fact.dataset.fact))
    : mark && [...root.querySelectorAll("[data-fact]")].find((one) => mark.dataset.facts.split(" ").includes(one.dataset.fact));
  goal?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}
