"use strict";
// What the scripts of reports have in common.
const report = (() => {
  const element = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const isPressed = (button) => button?.getAttribute("aria-pressed") === "true";

  // A button that is pressed or not; *changed* is called when it was clicked.
  function makeSwitch(button, changed) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!isPressed(button)));
      changed();
    });
  }

  // Hides all that belongs to findings of kinds that are switched off; returns whether a finding is one of them.
  function hideKinds(kindOf) {
    const kinds = all(".filter[data-kind][aria-pressed=false]").map((each) => each.dataset.kind);
    const isOff = (number) => kinds.includes(kindOf(number));
    for (const each of all("[data-finding]")) {
      if (each instanceof SVGElement) each.classList.toggle("off", isOff(each.dataset.finding));
      else each.hidden = isOff(each.dataset.finding);
    }
    return isOff;
  }

  return {
    data: JSON.parse(element("data").textContent),
    element,
    all,
    filled: (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole),
    isWide: window.matchMedia("(min-width: 1100px)"),
    isPressed,
    makeSwitch,
    hideKinds,
  };
})();

