// Filters by level. Without it the report is a list.
(() => {
  const { all } = report;
  for (const button of all(".filter")) {
    button.addEventListener("click", () => {
      const isShown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isShown));
      for (const each of all(`.finding.${button.dataset.kind}`)) each.hidden = !isShown;
    });
  }
})();
