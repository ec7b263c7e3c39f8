// Facts and the words that they rest on light each other up: by pointer, by keyboard, by a tap.

import { walk } from "./drawing.js";

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
    if (fact) reveal(root);
  };
  let over = null;
  root.addEventListener("pointermove", (event) => event.target !== over && show({ target: (over = event.target) })); // not what comes to lie below it
  root.addEventListener("focusin", show);
  root.addEventListener("pointerleave", () => {
    over = null;
    if (root.contains(document.activeElement)) show({ target: document.activeElement });
    else light([], []);
  });
  root.addEventListener("click", (event) => other(root, event)?.scrollIntoView({ block: "nearest", behavior: "smooth" }));
  root.addEventListener("keydown", (event) => {
    const goal = event.key === "Enter" ? other(root, event) : null;
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });
  walk(firsts(root), () => {});
}

/** The marks that the arrow keys stop at: where words begin that rest on other facts than those before. */
function firsts(root) {
  const marks = [...root.querySelectorAll("[data-facts]")];
  return marks.filter((mark, i) => i === 0 || mark.dataset.facts !== marks[i - 1].dataset.facts || mark.parentElement !== marks[i - 1].parentElement);
}

/** Bring the words that are lit into view where they have a window of their own; the page stays where it is. */
function reveal(root) {
  const words = root.querySelector(".words");
  const mark = words?.querySelector("[data-facts].lit");
  if (!mark || words.scrollHeight <= words.clientHeight + 1) return;
  const [frame, place] = [words.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (place.top < frame.top || place.bottom > frame.bottom) words.scrollTop += place.top - frame.top - frame.height / 3;
}

/** Return the other side: the words of a fact, the first fact of words; null where links and buttons have their own way. */
function other(root, { target }) {
  if (target.closest("a, button, summary, details")) return null;
  const fact = target.closest("[data-fact]")?.dataset.fact;
  const marked = fact ? null : target.closest("[data-facts]")?.dataset.facts.split(" ");
  const marks = [...root.querySelectorAll("[data-facts][tabindex]")];
  if (fact) return marks.find((one) => one.dataset.facts.split(" ").includes(fact)) ?? null;
  return marked ? [...root.querySelectorAll("[data-fact]")].find((one) => marked.includes(one.dataset.fact)) ?? null : null;
}
