// Filters, the large page beside the list, and keys. Without it the report is a list, and links to pages below it.
// What comes from the file is only ever put in as text.
(() => {
  const { data, element, all, filled, isWide } = report;
  const viewer = element("viewer");
  const stage = element("stage");
  const cards = all(".finding");
  let finding = null; // its number, as a string
  let place = 0; // in the places of the finding
  let shownPage = null; // 0-based index of the page in the viewer

  const placesOf = (number) => (number === null ? [] : data.findings[number].places);
  const pageCard = (index) => element(`page-${index + 1}`);
  // The viewer stands beside a list; without one it comes when a page is chosen.
  const isBeside = () => isWide.matches && cards.length > 0;
  const visible = () => cards.filter((card) => !card.hidden);

  // The picture of the page as it stands below, with its marks; the chosen mark stands out.
  function draw(index) {
    stage.replaceChildren();
    const sheet = index === null ? null : pageCard(index)?.querySelector(".sheet");
    shownPage = index;
    if (!sheet) {
      const note = document.createElement("p");
      note.className = "missing";
      const missing = index === null ? null : pageCard(index)?.querySelector(".missing");
      const unseen = finding !== null && index === null && data.findings[finding].isOnPages;
      note.textContent = missing ? missing.textContent : unseen ? data.words.hidden : data.words.whole;
      stage.append(note);
    } else {
      const copy = document.createElement("div");
      copy.className = "sheet";
      copy.append(sheet.querySelector("img").cloneNode(), sheet.querySelector("svg").cloneNode(true));
      stage.append(copy);
      const mark = placesOf(finding)[place];
      const chosen = mark && mark[0] === index ? mark[1] : -1;
      for (const each of all(".mark", copy)) {
        if (Number(each.dataset.mark) === chosen) {
          each.classList.add("chosen");
          each.parentNode.append(each); // above the others
        }
      }
    }
    const here = element("here");
    all(".ref", here).forEach((each) => each.remove());
    const refs = index === null ? [] : all(".ref", pageCard(index) ?? document.createElement("p"));
    refs.forEach((each) => here.append(each.cloneNode(true)));
    all(".ref", here).forEach((each) => each.classList.toggle("chosen", each.dataset.finding === finding));
    here.hidden = refs.length === 0;
  }

  function tell() {
    const places = placesOf(finding);
    const values = {
      page: shownPage === null ? "" : data.pages[shownPage],
      place: place + 1,
      count: places.length,
    };
    const text = shownPage === null ? (finding === null ? data.words.choose : "") : places.length > 1 ? data.words.place : data.words.page;
    element("where").textContent = filled(text, values);
    element("previous").disabled = place <= 0;
    element("next").disabled = place >= places.length - 1;
    element("enlarge").disabled = shownPage === null;
  }

  // Brings the chosen mark, or the head of the page, to where it is seen.
  function centre() {
    const frame = stage.querySelector(".mark.chosen .frame");
    if (!frame) {
      stage.scrollTo(0, 0);
      return;
    }
    const [box, view] = [frame.getBoundingClientRect(), stage.getBoundingClientRect()];
    stage.scrollBy(
      box.left + box.width / 2 - view.left - view.width / 2,
      box.top + box.height / 2 - view.top - view.height / 2,
    );
  }

  function isEnlarged() {
    return document.body.classList.contains("enlarged");
  }

  function enlarge(on) {
    if (on && shownPage === null) return;
    document.body.classList.toggle("enlarged", on);
    const button = element("enlarge");
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? data.words.reduce : data.words.enlarge;
    if (on) stage.focus();
    centre();
  }

  function open() {
    viewer.hidden = false;
    document.body.classList.add("open");
  }

  function close() {
    const card = finding === null ? null : element(`finding-${finding}`);
    if (isEnlarged() && isBeside()) {
      enlarge(false);
    } else {
      enlarge(false);
      choose(null);
      document.body.classList.remove("open");
      viewer.hidden = !isBeside();
    }
    card?.focus({ preventScroll: true });
  }

  function choose(number, at = 0, { focus = true, show = true } = {}) {
    finding = number;
    place = at;
    for (const card of cards) card.classList.toggle("chosen", card.dataset.finding === number);
    const chosen = number === null ? null : element(`finding-${number}`);
    const where = placesOf(number)[place];
    if (number === null) {
      stage.replaceChildren();
      element("here").hidden = true;
      shownPage = null;
    } else {
      draw(where ? where[0] : null);
    }
    tell();
    if (chosen && focus) {
      chosen.focus({ preventScroll: true });
      chosen.scrollIntoView({ block: "nearest" });
    }
    if (number !== null && (show || isWide.matches)) open();
    centre();
  }

  // A page with no finding chosen, or with the first one on it.
  function showPage(index, number = null) {
    const ref = number ?? pageCard(index)?.querySelector(".ref:not([hidden])")?.dataset.finding ?? null;
    if (ref !== null) {
      const at = placesOf(ref).findIndex((each) => each[0] === index);
      choose(ref, Math.max(at, 0), { focus: false });
      return;
    }
    choose(null);
    draw(index);
    tell();
    open();
  }

  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.findIndex((card) => card.dataset.finding === finding);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
    choose(shown[next].dataset.finding, 0, { focus: !isEnlarged(), show: document.body.classList.contains("open") });
  }

  function stepPlace(by) {
    const at = place + by;
    if (at >= 0 && at < placesOf(finding).length) choose(finding, at, { focus: false });
  }

  function filter() {
    const isOff = report.hideKinds((number) => data.findings[number].kind);
    element("all-hidden").hidden = !cards.length || visible().length > 0;
    const only = element("only")?.getAttribute("aria-pressed") === "true";
    for (const card of all(".card")) {
      card.hidden = only && !card.querySelector(".ref:not([hidden])");
    }
    if (finding !== null && isOff(finding)) choose(null);
  }

  all(".filter").forEach((button) => report.makeSwitch(button, filter));

  element("findings").addEventListener("click", (event) => {
    const card = event.target.closest(".finding");
    if (!card) return;
    const link = event.target.closest("a.page");
    if (!link && !window.getSelection().isCollapsed) return; // text is being selected
    const number = card.dataset.finding;
    const at = link ? placesOf(number).findIndex((each) => each[0] === Number(link.dataset.page)) : 0;
    if (link) event.preventDefault();
    choose(number, Math.max(at, 0), { focus: !link, show: Boolean(link) || isWide.matches });
    if (link && !isWide.matches) enlarge(false);
  });

  document.addEventListener("click", (event) => {
    const sheet = event.target.closest("a.sheet");
    if (sheet) {
      event.preventDefault();
      const mark = event.target.closest(".mark");
      showPage(Number(sheet.dataset.page), mark ? mark.dataset.finding : null);
      if (!isWide.matches) return;
      enlarge(true);
      return;
    }
    const ref = event.target.closest("a.ref");
    if (ref) {
      event.preventDefault();
      const page = Number(ref.closest(".card")?.dataset.page ?? shownPage);
      const at = placesOf(ref.dataset.finding).findIndex((each) => each[0] === page);
      if (!isWide.matches) {
        document.body.classList.remove("open");
        viewer.hidden = true;
      }
      enlarge(false);
      choose(ref.dataset.finding, Math.max(at, 0), { show: isWide.matches });
      element(`finding-${ref.dataset.finding}`).scrollIntoView({ block: "center" });
    }
  });

  stage.addEventListener("click", () => enlarge(!isEnlarged()));
  element("enlarge").addEventListener("click", () => enlarge(!isEnlarged()));
  element("close").addEventListener("click", close);
  element("previous").addEventListener("click", () => stepPlace(-1));
  element("next").addEventListener("click", () => stepPlace(1));
  isWide.addEventListener("change", () => {
    if (isBeside()) viewer.hidden = false;
    else if (!document.body.classList.contains("open")) viewer.hidden = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inList = document.activeElement?.closest(".finding") !== null && document.activeElement !== null;
    const isOpen = document.body.classList.contains("open");
    const onControl = event.target.closest?.("a, button, summary");
    switch (event.key) {
      case "j":
        step(1);
        break;
      case "k":
        step(-1);
        break;
      case "ArrowDown":
      case "ArrowUp":
        if (!inList) return;
        step(event.key === "ArrowDown" ? 1 : -1);
        break;
      case "ArrowRight":
      case "ArrowLeft":
        if (finding === null || (isEnlarged() && document.activeElement === stage && event.shiftKey)) return;
        stepPlace(event.key === "ArrowRight" ? 1 : -1);
        break;
      case "Enter":
        if (onControl || shownPage === null) return;
        open();
        enlarge(!isEnlarged());
        break;
      case "Escape":
        if (!isOpen && finding === null) return;
        close();
        break;
      default:
        return;
    }
    event.preventDefault();
  });

  document.body.classList.add("scripted");
  viewer.hidden = !isBeside();
  const first = cards.find((card) => placesOf(card.dataset.finding).length) ?? cards[0];
  if (isWide.matches && first && !location.hash) choose(first.dataset.finding, 0, { focus: false });
  else tell();
})();
