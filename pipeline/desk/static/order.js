// The running order: articles by section, moved by dragging, by buttons, by a list of sections; and their status.

const HUES = 8;
const FAR = 6; // pixels that a pointer moves before something is dragged

/** The list in *box*; pages of *plan* can be dragged, too. *onMove* is told of another order, *onStatus* of a status, *onHold* of what is taken out. */
export function makeOrder(box, plan, address, words, statuses, { onMove, onStatus, onHold }) {
  let sections = [];
  let wanted = null; // the control that has the focus after what is moved is shown: name and file

  function make(kind, name, ...content) {
    const made = document.createElement(kind);
    if (name) made.className = name;
    made.append(...content);
    return made;
  }

  const places = () => sections.map((each, at) => [at, each.articles.map((article) => article.place)]);
  const keyOf = (article) => `${article.rest ? "rest " : ""}${article.file}`;

  /** Put the entry at *from* before the entry number *number* of the section *section*. */
  function put(from, section, number) {
    const order = places();
    const [old, at] = from;
    if (old === section && (number === at || number === at + 1)) return;
    const [entry] = order[old][1].splice(at, 1);
    order[section][1].splice(old === section && number > at ? number - 1 : number, 0, entry);
    onMove(order);
  }

  function step(article, by) {
    const [section, number] = article.place;
    const inside = number + by;
    if (inside >= 0 && inside < sections[section].articles.length) put(article.place, section, by > 0 ? inside + 1 : inside);
    else if (sections[section + by]) put(article.place, section + by, by > 0 ? 0 : sections[section - 1].articles.length);
  }

  /** Put the section *at* before the section *before*. */
  function putSection(at, before) {
    const order = places();
    if (before === at || before === at + 1) return;
    const [section] = order.splice(at, 1);
    order.splice(before > at ? before - 1 : before, 0, section);
    onMove(order);
  }

  /** A button that moves what is called *title* by a step; it has the focus again afterwards, by its *key*. */
  function button(name, sign, title, key, isIdle, move) {
    const made = make("button", "step", sign);
    made.type = "button";
    made.dataset.control = name;
    made.setAttribute("aria-label", (name === "up" ? words.move_up : words.move_down).replace("{title}", title));
    made.disabled = isIdle;
    made.addEventListener("click", () => {
      wanted = [name, key];
      move(name === "up" ? -1 : 1);
    });
    return made;
  }

  function headOf(section, at) {
    const key = `section ${section.name}`;
    const move = (by) => putSection(at, by > 0 ? at + 2 : at - 1);
    const head = make(
      "h3", "", make("span", `swatch hue-${at % HUES}`), make("span", "name", section.name),
      button("up", "↑", section.name, key, at === 0, move),
      button("down", "↓", section.name, key, at === sections.length - 1, move),
    );
    head.dataset.section = at;
    head.dataset.key = key;
    return head;
  }

  function chooseSection(article) {
    const list = make("select", "section-choice");
    list.dataset.control = "section";
    list.setAttribute("aria-label", words.section_of.replace("{title}", article.title));
    list.append(...sections.map((each, at) => new Option(each.name, at, false, at === article.place[0])));
    list.addEventListener("change", () => {
      wanted = ["section", keyOf(article)];
      put(article.place, Number(list.value), sections[Number(list.value)].articles.length);
    });
    return list;
  }

  function chooseStatus(article) {
    const list = make("select", "status-choice");
    list.dataset.control = "status";
    list.dataset.status = statuses.indexOf(article.status) + 1;
    list.setAttribute("aria-label", `${words.status}: ${article.title}`);
    const empty = new Option(words.no_status, "");
    list.append(empty, ...statuses.map((each) => new Option(words.statuses[each], each)));
    list.value = article.status;
    list.addEventListener("change", () => {
      wanted = ["status", keyOf(article)];
      onStatus(article.place, list.value);
    });
    return list;
  }

  /** A button that takes *article* out of the issue, or back into it; it stays listed where it is. */
  function holdButton(article) {
    const made = make("button", "hold", article.held ? words.put_back : words.take_out);
    made.type = "button";
    made.dataset.control = "hold";
    made.setAttribute("aria-label", (article.held ? words.put_back_named : words.take_out_named).replace("{title}", article.title));
    made.addEventListener("click", () => {
      wanted = ["hold", keyOf(article)];
      onHold(article.place, !article.held);
    });
    return made;
  }

  function row(article, shifts, isFirst, isLast) {
    const title = make("a", "title", article.title);
    title.href = `${address}?file=${encodeURIComponent(article.file)}`;
    title.draggable = false;
    const handle = make("span", "handle", "⠿");
    handle.setAttribute("aria-hidden", "true");
    const shift = shifts.get(article.file);
    const folios = make("span", "folio", shift && !article.rest ? `${range(shift.before) || words.no_folio} → ${range(shift.after) || words.no_folio}` : range(article.folios));
    folios.classList.toggle("shifted", Boolean(shift) && !article.rest);
    const kinds = ["rest", "filler", "held"].filter((each) => article[each]).map((each) => make("span", "kind", words[each]));
    const made = make(
      "li", "article", handle, make("span", "name", title, ...kinds), folios,
      make(
        "span", "controls",
        button("up", "↑", article.title, keyOf(article), isFirst, (by) => step(article, by)),
        button("down", "↓", article.title, keyOf(article), isLast, (by) => step(article, by)),
        chooseSection(article), ...(article.rest ? [] : [chooseStatus(article), holdButton(article)]),
      ),
    );
    made.dataset.place = article.place.join(" ");
    made.classList.toggle("is-held", article.held);
    made.dataset.key = keyOf(article);
    made.dataset.file = article.file;
    return made;
  }

  const range = (folios) => (folios.length === 0 ? "" : folios[0] === folios[1] ? `${folios[0]}` : `${folios[0]}–${folios[1]}`);

  // --- dragging ---------------------------------------------------------------------------------------------------

  let dragged = null; // what the pointer holds: place, title, where it began, whether it was moved

  function take(event, place, title) {
    if (event.button !== 0) return;
    dragged = { place, title, x: event.clientX, y: event.clientY, label: null, target: null };
  }

  box.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    if (!handle) return;
    event.preventDefault();
    const own = handle.closest(".article");
    take(event, own.dataset.place.split(" ").map(Number), own.querySelector(".title").textContent);
  });
  plan.addEventListener("pointerdown", (event) => {
    const sheet = event.target.closest(".thumb[data-file]");
    if (!sheet || event.pointerType === "touch") return; // a finger scrolls
    const article = findArticle(sheet.dataset.file);
    if (article) take(event, article.place, article.title);
  });
  document.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    if (!dragged.label) {
      if (Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) < FAR) return;
      dragged.label = make("div", "dragged", dragged.title);
      document.body.append(dragged.label);
      document.body.classList.add("dragging");
    }
    dragged.label.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`;
    aim(document.elementFromPoint(event.clientX, event.clientY), event.clientY);
  });
  document.addEventListener("pointerup", () => {
    const held = dragged;
    drop();
    if (held?.label && held.target) put(held.place, ...held.target);
  });
  document.addEventListener("pointercancel", drop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drop();
  });
  box.addEventListener("keydown", (event) => {
    const name = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!event.altKey || !name) return;
    event.preventDefault();
    event.target.closest("[data-key]")?.querySelector(`[data-control=${name}]`)?.click();
  });
  document.addEventListener("click", (event) => {
    if (Date.now() - dropped < 50) event.preventDefault(); // of what was dragged
  }, true);

  let dropped = 0;
  function drop() {
    if (dragged?.label) {
      dragged.label.remove();
      dropped = Date.now();
    }
    dragged = null;
    document.body.classList.remove("dragging");
    unmark();
  }

  function unmark() {
    for (const each of document.querySelectorAll(".drop-before, .drop-after")) each.classList.remove("drop-before", "drop-after");
  }

  /** Note where what is held would go, and show it: before or after the article below the pointer. */
  function aim(below, y) {
    unmark();
    dragged.target = null;
    const own = below?.closest(".article, .thumb[data-file]");
    const head = below?.closest("[data-section]");
    if (own) {
      const [section, number] = own.dataset.place ? own.dataset.place.split(" ").map(Number) : findArticle(own.dataset.file)?.place ?? [];
      if (section === undefined) return;
      const area = own.getBoundingClientRect();
      const isAfter = own.matches(".article") && y > area.top + area.height / 2;
      own.classList.add(isAfter ? "drop-after" : "drop-before");
      dragged.target = [section, number + (isAfter ? 1 : 0)];
    } else if (head) {
      head.classList.add("drop-after");
      dragged.target = [Number(head.dataset.section), 0];
    }
  }

  const findArticle = (file) => sections.flatMap((each) => each.articles).find((each) => each.file === file && !each.rest);

  return {
    show(news, shifts) {
      ({ sections } = news);
      drop();
      const blocks = sections.map((section, at) => {
        const rows = section.articles.map((article, number) => {
          const isFirst = at === 0 && number === 0;
          const isLast = at === sections.length - 1 && number === section.articles.length - 1;
          return row(article, shifts, isFirst, isLast);
        });
        return make("section", "", headOf(section, at), make("ol", "", ...rows));
      });
      const focused = box.contains(document.activeElement) ? document.activeElement : null;
      const held = wanted ?? (focused ? [focused.dataset.control, focused.closest("[data-key]")?.dataset.key] : null);
      box.replaceChildren(...blocks);
      if (!held?.[1]) return;
      const own = box.querySelector(`[data-key="${CSS.escape(held[1])}"]`);
      const control = own?.querySelector(`[data-control="${held[0]}"]:not(:disabled)`) ?? own?.querySelector("button:not(:disabled)");
      control?.focus();
      wanted = null;
    },
    /** Note a *status* that a draft has beside its order. */
    note(news, [section, number], status) {
      news.sections[section].articles[number].status = status;
      this.show(news, new Map());
    },
  };
}
