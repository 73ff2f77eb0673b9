// Filters, the pages beside the list in four modes, and keys. Without it the report is a list with pages below it.
// What comes from the file is only ever put in as text.
(() => {
  const { data, element, all, filled, isWide, isPressed } = report;
  const SIDES = ["before", "after"];
  const MODES = { 1: "side", 2: "overlay", 3: "blink", 4: "wipe", s: "side", o: "overlay", b: "blink", w: "wipe" };
  const viewer = element("viewer");
  const stage = element("stage");
  const wipe = element("wipe");
  const keys = element("keys");
  const cards = all(".finding");
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let finding = null; // its number, as a string
  let pair = null; // position of the pages in the viewer
  let mode = "side";
  let isAfter = false; // which version is seen while they blink
  let timer = null;

  const visible = () => cards.filter((card) => !card.hidden);
  const pairCard = (at) => element(`pair-${at + 1}`);
  const isEnlarged = () => document.body.classList.contains("enlarged");
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  function make(kind, ...inside) {
    const made = document.createElement("div");
    made.className = kind;
    made.append(...inside);
    return made;
  }

  // One version of a page, copied from below: what is printed, and the marks over it.
  function layer(side) {
    const sheet = pairCard(pair).querySelector(`.half.${side} .sheet`);
    if (!sheet) {
      const note = pairCard(pair).querySelector(`.half.${side} .missing`).cloneNode(true);
      return make(`layer blank ${side}`, note);
    }
    const picture = sheet.querySelector("img, .schematic").cloneNode(true);
    picture.removeAttribute("loading");
    picture.removeAttribute("decoding"); // no page is blank for a moment when it comes up
    const marks = sheet.querySelector(".marks").cloneNode(true);
    for (const each of all(".mark", marks)) {
      each.classList.toggle("chosen", each.dataset.finding === finding);
      if (each.dataset.finding === finding) marks.append(each); // above the others
    }
    return make(`layer ${side}`, make("ink", picture), marks);
  }

  const label = (side) => pairCard(pair).querySelector(`.half.${side} .side`).cloneNode(true);

  function draw() {
    stage.replaceChildren();
    stage.dataset.mode = mode;
    element("legend").dataset.mode = mode;
    if (pair === null) {
      if (finding !== null) stage.append(make("missing", data.words.nowhere));
    } else if (mode === "side") {
      for (const side of SIDES) stage.append(make("column", label(side), make("pane", make("board", layer(side)))));
      for (const pane of all(".pane")) pane.addEventListener("scroll", follow);
    } else {
      const board = make("board", ...SIDES.map(layer));
      if (mode === "wipe") board.append(make("divider"));
      stage.append(make("column", make("pane", board)));
      for (const side of SIDES) element(`name-${side}`).textContent = label(side).textContent;
    }
    fit();
    flip(isAfter);
    tell();
  }

  // Both panes show the same part of their pages.
  function follow(event) {
    for (const pane of all(".pane")) {
      if (pane !== event.target) pane.scrollTo(event.target.scrollLeft, event.target.scrollTop);
    }
  }

  // Pages as large as there is room, both in the same scale; enlarged, as wide as there is room at least.
  function fit() {
    const panes = all(".pane", stage);
    if (!panes.length || pair === null) return;
    const known = SIDES.map((side) => data.pairs[pair][side]);
    const wide = Math.max(...known.map((size) => size?.[0] ?? 0)) || 200;
    const high = Math.max(...known.map((size) => size?.[1] ?? 0)) || 280;
    const style = getComputedStyle(stage);
    const room = [
      stage.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
      stage.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
    ];
    const name = stage.querySelector(".column > .side");
    const [gap, head] = name ? [16, name.offsetHeight + 8] : [0, 0];
    const beside = Math.min((room[0] - gap) / panes.length / wide, (room[1] - head) / high);
    const below = Math.min(room[0] / wide, ((room[1] - gap) / panes.length - head) / high);
    stage.classList.toggle("stacked", panes.length > 1 && below > beside * 1.05);
    let scale = Math.max(Math.max(beside, below), 40 / Math.max(wide, high));
    if (isEnlarged()) {
      const columns = stage.classList.contains("stacked") ? 1 : panes.length;
      const wider = ((room[0] - gap) / columns - 20) / wide; // beside the bar that scrolls
      scale = isWide.matches ? Math.max(scale, Math.min(wider, 2.4)) : Math.max(scale, wider) * 2.2;
    }
    for (const board of all(".board", stage)) {
      const layers = all(".layer", board);
      const sizes = layers.map((each) => {
        const size = data.pairs[pair][each.classList.contains("before") ? "before" : "after"] ?? [wide, high];
        each.style.width = `${size[0] * scale}px`;
        each.style.height = `${size[1] * scale}px`;
        return size;
      });
      board.style.width = `${Math.max(...sizes.map((size) => size[0])) * scale}px`;
      board.style.height = `${Math.max(...sizes.map((size) => size[1])) * scale}px`;
    }
    cut();
  }

  // Before to the left of the divider, after to the right of it.
  function cut() {
    const board = stage.querySelector(".board");
    if (mode !== "wipe" || !board) return;
    const at = (board.offsetWidth * Number(wipe.value)) / 100;
    const [before, after] = SIDES.map((side) => board.querySelector(`.layer.${side}`));
    before.style.clipPath = `inset(-9px ${before.offsetWidth - at}px -9px -9px)`;
    after.style.clipPath = `inset(-9px -9px -9px ${at}px)`;
    board.querySelector(".divider").style.left = `${at}px`;
  }

  function moveWipe(by) {
    wipe.value = String(Number(wipe.value) + by);
    cut();
  }

  function flip(on) {
    isAfter = on;
    if (mode === "blink") {
      for (const each of all(".layer", stage)) each.classList.toggle("unseen", each.classList.contains("after") !== on);
    }
    for (const side of SIDES) {
      element(`name-${side}`).classList.toggle("dim", mode === "blink" && (side === "after") !== on);
    }
  }

  function run(on) {
    clearInterval(timer);
    timer = on ? setInterval(() => flip(!isAfter), Number(element("rate").value)) : null;
    element("run").textContent = on ? data.words.pause : data.words.run;
    press(element("run"), on);
  }

  function setMode(name) {
    mode = name;
    for (const each of all(".modes button")) press(each, each.dataset.mode === name);
    isAfter = false;
    run(name === "blink" && !isCalm.matches);
    draw();
    centre();
  }

  function tell() {
    const shown = reachable();
    const at = shown.indexOf(pair);
    const where = element("where");
    where.replaceChildren(pair === null ? (finding === null ? data.words.choose : "") : data.pairs[pair].name);
    if (at >= 0) {
      const count = document.createElement("span");
      count.className = "count";
      count.textContent = filled(data.words.place, { place: at + 1, count: shown.length });
      where.append(" ", count);
    }
    element("previous").disabled = at === 0 || !shown.length;
    element("next").disabled = at === shown.length - 1 || !shown.length;
    element("enlarge").disabled = pair === null;
    element("only").disabled = finding === null;
    const here = element("here");
    all(".ref", here).forEach((each) => each.remove());
    const refs = pair === null ? [] : all(".ref", pairCard(pair));
    refs.forEach((each) => here.append(each.cloneNode(true)));
    all(".ref", here).forEach((each) => each.classList.toggle("chosen", each.dataset.finding === finding));
    here.hidden = refs.length === 0;
  }

  // Positions of the pages that the arrows go through.
  function reachable() {
    return all(".card:not([hidden])").map((card) => Number(card.dataset.pair));
  }

  // Brings the first mark of the finding, or the head of the page, to where it is seen.
  function centre() {
    const pane = stage.querySelector(".pane");
    if (!pane) return;
    const frame = pane.querySelector(".mark.chosen .frame") ?? stage.querySelector(".mark.chosen .frame");
    const held = frame?.closest(".pane") ?? pane;
    if (!frame) {
      held.scrollTo(0, 0);
      return;
    }
    const [box, view] = [frame.getBoundingClientRect(), held.getBoundingClientRect()];
    held.scrollBy(
      box.left + box.width / 2 - view.left - view.width / 2,
      box.top + box.height / 2 - view.top - view.height / 3,
    );
  }

  function enlarge(on) {
    if (on && pair === null) return;
    document.body.classList.toggle("enlarged", on);
    press(element("enlarge"), on);
    element("enlarge").textContent = on ? data.words.reduce : data.words.enlarge;
    if (on) stage.focus();
    fit();
    centre();
  }

  function open() {
    const wasHidden = viewer.hidden;
    viewer.hidden = false;
    document.body.classList.add("open");
    if (wasHidden) fit();
  }

  function close() {
    const card = finding === null ? null : element(`finding-${finding}`);
    const stays = isEnlarged() && isWide.matches;
    enlarge(false);
    if (!stays) {
      run(false);
      choose(null);
      document.body.classList.remove("open");
      viewer.hidden = !isWide.matches;
    }
    card?.focus({ preventScroll: true });
  }

  function choose(number, at = null, { focus = true, show = true } = {}) {
    finding = number;
    pair = number === null ? null : (at ?? data.findings[number].first);
    for (const card of cards) card.classList.toggle("chosen", card.dataset.finding === number);
    if (number === null && isPressed(element("only"))) press(element("only"), false);
    filter();
    draw();
    const chosen = number === null ? null : element(`finding-${number}`);
    if (chosen && focus) {
      chosen.focus({ preventScroll: true });
      chosen.scrollIntoView({ block: "nearest" });
    }
    if (number !== null && (show || isWide.matches)) open();
    centre();
  }

  // A page, with the finding that is chosen if it is on it, else with the first one there.
  function showPair(at, number = finding) {
    const here = all(".ref", pairCard(at)).filter((each) => !each.hidden).map((each) => each.dataset.finding);
    const isThere = number !== null && data.findings[number].pairs.includes(at);
    choose(isThere ? number : (here[0] ?? number), at, { focus: false });
  }

  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.findIndex((card) => card.dataset.finding === finding);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
    choose(shown[next].dataset.finding, null, {
      focus: !isEnlarged(),
      show: document.body.classList.contains("open"),
    });
  }

  function stepPair(by) {
    const shown = reachable();
    const at = shown.indexOf(pair);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : at + by;
    if (next < 0 || next >= shown.length) return;
    if (document.body.classList.contains("open") || isWide.matches) showPair(shown[next]);
  }

  function filter() {
    const isOff = report.hideKinds((number) => data.findings[number].kind);
    element("all-hidden").hidden = !cards.length || visible().length > 0;
    const only = finding !== null && isPressed(element("only")) ? new Set(data.findings[finding].pairs) : null;
    for (const card of all(".card")) {
      const refs = all(".ref", card);
      card.hidden = (refs.length > 0 && refs.every((ref) => ref.hidden)) || (only !== null && !only.has(Number(card.dataset.pair)));
    }
    const count = element("shown");
    if (count) count.textContent = String(reachable().length);
    return isOff;
  }

  function refilter() {
    const isOff = filter();
    if (finding !== null && isOff(finding)) choose(null);
    else tell();
  }

  function showMarks() {
    document.body.classList.toggle("unmarked", !isPressed(element("marks")));
  }

  all(".filter").forEach((button) => report.makeSwitch(button, refilter));
  report.makeSwitch(element("only"), refilter);
  report.makeSwitch(element("marks"), showMarks);
  all(".modes button").forEach((button) => button.addEventListener("click", () => setMode(button.dataset.mode)));
  wipe.addEventListener("input", cut);
  element("run").addEventListener("click", () => run(timer === null));
  element("rate").addEventListener("change", () => run(timer !== null));
  element("enlarge").addEventListener("click", () => enlarge(!isEnlarged()));
  element("help").addEventListener("click", () => keys.showModal());
  element("keys-close").addEventListener("click", () => keys.close());
  element("close").addEventListener("click", close);
  element("previous").addEventListener("click", () => stepPair(-1));
  element("next").addEventListener("click", () => stepPair(1));
  // The viewer ends where the screen does.
  const main = document.querySelector("main");
  const measure = () => document.documentElement.style.setProperty("--head", `${main.offsetTop + 16}px`);
  window.addEventListener("resize", measure);
  measure();
  new ResizeObserver(fit).observe(stage);
  isWide.addEventListener("change", () => {
    if (isWide.matches) viewer.hidden = false;
    else if (!document.body.classList.contains("open")) viewer.hidden = true;
  });

  element("findings").addEventListener("click", (event) => {
    const card = event.target.closest(".finding");
    if (!card) return;
    const link = event.target.closest("a.page");
    if (!link && !window.getSelection().isCollapsed) return; // text is being selected
    if (link) event.preventDefault();
    choose(card.dataset.finding, link ? Number(link.dataset.pair) : null, {
      focus: !link,
      show: Boolean(link) || isWide.matches,
    });
  });

  document.addEventListener("click", (event) => {
    const sheet = event.target.closest("a.sheet");
    if (sheet) {
      event.preventDefault();
      showPair(Number(sheet.dataset.pair), event.target.closest(".mark")?.dataset.finding ?? finding);
      if (isWide.matches) enlarge(true);
      return;
    }
    const ref = event.target.closest("a.ref");
    if (ref) {
      event.preventDefault();
      const at = Number(ref.closest(".card")?.dataset.pair ?? pair);
      choose(ref.dataset.finding, at, { focus: !isEnlarged(), show: true });
    }
  });

  // The divider goes where the pointer is; else a click enlarges.
  let isDragging = false;
  const toPointer = (event) => {
    const box = stage.querySelector(".board")?.getBoundingClientRect();
    if (!box) return;
    wipe.value = String(((event.clientX - box.left) / box.width) * 100);
    cut();
  };
  stage.addEventListener("pointerdown", (event) => {
    if (mode !== "wipe" || event.button !== 0 || !event.target.closest(".board")) return;
    isDragging = true;
    stage.setPointerCapture(event.pointerId);
    event.preventDefault();
    toPointer(event);
  });
  stage.addEventListener("pointermove", (event) => isDragging && toPointer(event));
  for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, () => (isDragging = false));
  stage.addEventListener("click", (event) => {
    if (mode !== "wipe" && event.target.closest(".board")) enlarge(!isEnlarged());
  });

  const COMMANDS = {
    j: () => step(1),
    k: () => step(-1),
    n: () => stepPair(1),
    p: () => stepPair(-1),
    ArrowRight: () => stepPair(1),
    ArrowLeft: () => stepPair(-1),
    ",": () => moveWipe(-2),
    ".": () => moveWipe(2),
    x: () => {
      run(false);
      flip(!isAfter);
    },
    r: () => mode === "blink" && run(timer === null),
    m: () => element("marks").click(),
    f: () => element("only").click(),
    "?": () => keys.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const key = event.key;
    const control = event.target.closest?.("input, select");
    if (control && (key.startsWith("Arrow") || control.tagName === "SELECT")) return; // they are its own
    if (key in MODES) {
      if (pair === null) return;
      setMode(MODES[key]);
      if (mode === "wipe") wipe.focus({ preventScroll: true });
    } else if (key in COMMANDS) {
      COMMANDS[key]();
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      if (!document.activeElement?.closest(".finding")) return;
      step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter") {
      if (event.target.closest?.("a, button, summary") || pair === null) return;
      open();
      enlarge(!isEnlarged());
    } else if (key === "Escape") {
      if (!document.body.classList.contains("open") && finding === null) return;
      close();
    } else {
      return;
    }
    event.preventDefault();
  });

  document.body.classList.add("scripted");
  const hasPages = data.pairs.length > 0;
  viewer.hidden = !isWide.matches || !hasPages;
  const seen = cards.filter((card) => data.findings[card.dataset.finding].first !== null);
  const first = seen.find((card) => card.classList.contains("fails")) ?? seen[0];
  const wanted = cards.find((card) => `#${card.id}` === location.hash); // from a link to a finding
  if (wanted) choose(wanted.dataset.finding);
  else if (isWide.matches && first && !location.hash) choose(first.dataset.finding, null, { focus: false });
  else tell();
})();
