// The pages of the issue in spreads. A picture stays until the one that follows it is there: nothing goes blank.
import { namePage } from "./page_names.js";

const WIDTHS = [200, 400, 800, 1200, 1600, 2400]; // pixels of pictures that the desk draws

/** The pane of the pages in *box*. *onPlace* is told where somebody has clicked: page from 0, shares of its size. */
export function makePages(box, address, words, { onPlace }) {
  let sheets = [];
  let ratio = 1;

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        target.isNear = isIntersecting;
        if (isIntersecting) load(target);
      }
    },
    { root: box, rootMargin: "60% 0px" },
  );
  new ResizeObserver(fit).observe(box);

  function fit() {
    const room = box.clientWidth - 34;
    box.style.setProperty("--page", `${Math.max(140, Math.min(1100, (room / 2) * ratio))}px`);
    for (const sheet of sheets) if (sheet.isNear) load(sheet);
  }

  /** The picture of *sheet*, in the size that it is seen in. */
  function load(sheet) {
    const pixels = sheet.clientWidth * devicePixelRatio;
    const width = WIDTHS.find((each) => each >= pixels) ?? WIDTHS.at(-1);
    const wanted = `${address}/pages/${sheet.digest}/${width}.jpg`;
    if (sheet.wanted === wanted) return;
    sheet.wanted = wanted;
    const picture = new Image();
    picture.alt = sheet.label;
    picture.draggable = false;
    picture.src = wanted;
    picture.decode().then(
      () => {
        if (sheet.wanted !== wanted) return;
        sheet.paper.querySelector("img")?.remove();
        sheet.paper.prepend(picture);
        sheet.dataset.shown = sheet.digest;
      },
      () => {
        if (sheet.wanted === wanted) sheet.wanted = ""; // a newer one is on its way, or it is tried again when seen
      },
    );
  }

  function make(index) {
    const sheet = document.createElement("figure");
    sheet.className = "sheet";
    sheet.paper = document.createElement("div");
    sheet.paper.className = "paper";
    sheet.caption = document.createElement("figcaption");
    sheet.append(sheet.paper, sheet.caption);
    sheet.paper.addEventListener("click", (event) => {
      const area = sheet.paper.getBoundingClientRect();
      const share = (place, from, length) => ((place - from) / length).toFixed(4);
      onPlace(index, share(event.clientX, area.left, area.width), share(event.clientY, area.top, area.height));
    });
    return sheet;
  }

  function describe(sheet, [digest, width, height, label], stands) {
    sheet.digest = sheet.told = digest;
    sheet.label = namePage(words, label);
    sheet.paper.style.aspectRatio = `${width} / ${height}`;
    sheet.caption.textContent = label;
    sheet.classList.toggle("is-old", !stands);
    const picture = sheet.paper.querySelector("img");
    if (picture) picture.alt = sheet.label;
  }

  /** A first page stands alone on the right, and the others by twos. */
  function arrange() {
    const spreads = [];
    for (let first = 0; first < sheets.length; first = first === 0 ? 1 : first + 2) {
      const spread = document.createElement("div");
      spread.className = first === 0 ? "spread single" : "spread";
      spread.append(...sheets.slice(first, first === 0 ? 1 : first + 2));
      if (first > 0 && spread.children.length === 1) spread.classList.add("last-single");
      spreads.push(spread);
    }
    const top = box.scrollTop;
    box.replaceChildren(...spreads);
    box.scrollTop = top;
  }

  function isSeen(sheet) {
    const [inner, outer] = [sheet.paper.getBoundingClientRect(), box.getBoundingClientRect()];
    return inner.top < outer.bottom - 60 && inner.bottom > outer.top + 60;
  }

  function scrollTo(sheet, share) {
    const [inner, outer] = [sheet.paper.getBoundingClientRect(), box.getBoundingClientRect()];
    const place = inner.top + inner.height * share - outer.top;
    if (place > 40 && place < outer.height - 60) return;
    box.scrollTop += place - outer.height / 3;
  }

  return {
    /** Show *pages*, which are those of the text or, unless it *stands*, the last good ones; which are new. */
    update(pages, stands) {
      const before = sheets.map((sheet) => sheet.told);
      for (const old of sheets.splice(pages.length)) seen.unobserve(old);
      while (sheets.length < pages.length) sheets.push(make(sheets.length));
      pages.forEach((page, index) => describe(sheets[index], page, stands));
      if (before.length !== pages.length) {
        arrange();
        fit();
        for (const sheet of sheets) seen.observe(sheet);
      }
      for (const sheet of sheets) if (sheet.isNear) load(sheet);
      return pages.map((_page, index) => index).filter((index) => pages[index][0] !== before[index]);
    },
    /** Show the pages *found* (numbers from 0, digests), known before the others; bring the first, if it *scrolls*. */
    advance(found, scrolls) {
      for (const [index, digest] of found) {
        if (!sheets[index]) continue;
        sheets[index].digest = digest;
        if (sheets[index].isNear) load(sheets[index]);
      }
      if (scrolls && found.length) this.show(found[0][0]);
    },
    /** Bring the page *index* (from 0), if it is not seen. */
    show(index) {
      if (sheets[index] && !isSeen(sheets[index])) scrollTo(sheets[index], 0.1);
    },
    /** Mark the block at *place*, or nothing; bring it, if that is wanted. */
    mark(place, scrolls) {
      for (const old of box.querySelectorAll(".mark")) old.remove();
      const sheet = place ? sheets[place.page] : null;
      if (!sheet) return;
      const [left, top, right, bottom] = place.area;
      const mark = document.createElement("div");
      mark.className = "mark";
      const percent = (share) => `${share * 100}%`;
      Object.assign(mark.style, {
        left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top),
      });
      sheet.paper.append(mark);
      if (scrolls) scrollTo(sheet, place.y);
    },
    /** Show *pins*, each with its page (from 0), x and y (shares), number, class and what a click does. */
    pin(pins) {
      for (const old of box.querySelectorAll(".pin")) old.remove();
      for (const pin of pins) {
        const made = document.createElement("button");
        made.type = "button";
        made.className = `pin ${pin.kind}`;
        made.textContent = pin.number;
        made.title = pin.title;
        Object.assign(made.style, { left: `${pin.x * 100}%`, top: `${pin.y * 100}%` });
        made.addEventListener("click", (event) => {
          event.stopPropagation();
          pin.onClick();
        });
        sheets[pin.page]?.paper.append(made);
      }
    },
    zoom(factor) {
      ratio = Math.max(0.4, Math.min(3, ratio * factor));
      fit();
    },
  };
}
