// The list is filtered by words, years, author, section, and, where there are any, people that articles speak of. Without it the page is a plain list.
(() => {
  const { element, all, data, filled } = report;
  // Case, width and composition make no difference, as in `kanben search`.
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const years = all(".year").map((section) => ({
    section,
    link: all(`.years a[href="#${section.id}"]`)[0],
    year: Number(section.dataset.year),
    issues: all(".issue", section).map((issue) => ({
      issue,
      rows: all("li", issue).map((row) => ({
        row,
        text: folded(row.textContent),
        authors: (row.dataset.authors ?? "").split("\t"),
        section: row.dataset.section ?? "",
        people: (row.dataset.people ?? "").split("\t"),
      })),
    })),
  }));
  const fields = ["words", "from", "to", "author", "section", "person"].map(element).filter(Boolean);
  const first = fields.map((field) => field.value);

  function filter() {
    const [words, from, to, author, section, person] = fields.map((field) => field.value);
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const each of years) {
      const before = shown;
      const isIn = each.year >= Number(from) && each.year <= Number(to);
      for (const { issue, rows } of each.issues) {
        const start = shown;
        for (const one of rows) {
          const fits =
            isIn &&
            (!author || one.authors.includes(author)) &&
            (!section || one.section === section) &&
            (!person || one.people.includes(person)) &&
            wanted.every((word) => one.text.includes(word));
          if (one.row.hidden === fits) one.row.hidden = !fits;
          shown += fits;
        }
        issue.hidden = shown === start;
      }
      each.section.hidden = each.link.hidden = shown === before;
    }
    element("told").textContent = shown ? filled(data.shown, { shown, count: data.count }) : data.none;
  }

  let waiting = 0;
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
  }
  element("clear").addEventListener("click", () => {
    fields.forEach((field, number) => { field.value = first[number]; });
    filter();
    fields[0].focus();
  });
  all(".search")[0].hidden = false;
  filter();
})();
