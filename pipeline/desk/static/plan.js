// All pages as small pictures in spreads, with the colours of their sections, what begins where, and blanks.
import { namePage } from "./page_names.js";

const WIDTH = 200; // pixels of the pictures
const HUES = 8;
const MOST = 3; // titles below a page

/** The pane of the pages in *box*, with the colours of sections in *legend*. */
export function makePlan(box, legend, address, words) {
  function make(kind, name, ...content) {
    const made = document.createElement(kind);
    if (name) made.className = name;
    made.append(...content);
    return made;
  }

  /** Which articles stand on each page, and the hue of their section. */
  function findArticles(sections) {
    const found = new Map();
    sections.forEach((section, at) => {
      for (const article of section.articles) {
        if (article.rest) continue;
        article.pages.forEach((page, index) => {
          found.set(page, [...(found.get(page) ?? []), { article, hue: at % HUES, begins: index === 0 }]);
        });
      }
    });
    return found;
  }

  function sheet(page, index, articles, shifts) {
    const paper = make("div", "paper");
    paper.style.aspectRatio = page.ratio;
    const picture = new Image();
    picture.loading = "lazy";
    picture.alt = namePage(words, page.label);
    picture.draggable = false;
    picture.src = `${address}/pages/${page.digest}/${WIDTH}.jpg`;
    paper.append(picture);
    if (page.blank) paper.append(tag("blank", words.blank, words.blank_help));
    else if (page.starts) paper.append(tag(page.starts, words[page.starts], words[`${page.starts}_help`]));
    const bar = make("div", "hues", ...articles.map(({ hue }) => make("span", `hue-${hue}`)));
    const made = make("figure", "thumb", paper, bar, make("figcaption", "folio", page.label));
    const begins = articles.filter((each) => each.begins);
    for (const { article } of begins.slice(0, MOST)) {
      const link = make("a", "begins", article.title);
      link.href = `${address}?file=${encodeURIComponent(article.file)}`;
      link.title = article.title;
      link.draggable = false;
      made.append(link);
    }
    if (begins.length > MOST) made.append(make("span", "begins", words.more.replace("{count}", begins.length - MOST)));
    const first = begins[0] ?? articles[0];
    if (first) made.dataset.file = first.article.file;
    made.dataset.page = index;
    made.classList.toggle("shifted", articles.some(({ article }) => shifts.has(article.file)));
    return made;
  }

  function tag(kind, text, help) {
    const made = make("span", `tag ${kind}`, text);
    made.title = help;
    return made;
  }

  function added(ratio) {
    const paper = make("div", "paper added", make("span", "tag blank", words.blank));
    paper.style.aspectRatio = ratio;
    return make("figure", "thumb", paper, make("figcaption", "folio", words.press_blank));
  }

  return {
    show(news, shifts, isDraft) {
      const articles = findArticles(news.sections);
      const sheets = news.pages.map((page, index) => sheet(page, index, articles.get(index) ?? [], shifts));
      if (news.press?.blanks) {
        const blanks = Array.from({ length: news.press.blanks }, () => added(news.pages[0].ratio));
        sheets.splice(news.press.at, 0, ...blanks);
      }
      const spreads = [];
      for (let first = 0; first < sheets.length; first = first === 0 ? 1 : first + 2) {
        const pair = sheets.slice(first, first === 0 ? 1 : first + 2);
        spreads.push(make("div", first === 0 ? "pair single" : "pair", ...pair));
      }
      const top = box.scrollTop;
      box.replaceChildren(...spreads);
      box.scrollTop = top;
      box.classList.toggle("is-draft", isDraft);
      const rows = news.sections.map((section, at) => make("li", "", make("span", `swatch hue-${at % HUES}`), section.name));
      legend.replaceChildren(...rows);
    },
  };
}
