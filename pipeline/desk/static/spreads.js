// The page on which an issue is edited: ties the text, the pages and the problems together.
import { leaveFiles } from "./dropped_files.js";
import { makePages } from "./pages.js";
import { showProblems } from "./problems.js";
import { makeSource } from "./source.js";
import { listen } from "./stream.js";

const { address, names, words } = JSON.parse(document.getElementById("desk-data").textContent);
const element = (id) => document.getElementById(id);
const wanted = new URLSearchParams(location.search);
let state = null;
let awaitsChange = false; // a text was saved, and the pages have not been told of yet

const source = makeSource(address, words, {
  onSaved() { awaitsChange = true; },
  onCaret: showCaretSoon,
  onShow() { showCaret(true); },
  onFile(name) {
    for (const button of element("files").querySelectorAll("button")) {
      button.setAttribute("aria-current", String(button.dataset.file === name));
    }
    element("file").value = name;
    if (state) source.markFaults(state.problems);
  },
});
const pages = makePages(element("spreads"), address, words, {
  async onPlace(page, x, y) {
    const place = await ask(`/source-place?page=${page}&x=${x}&y=${y}`);
    if (place) await source.open(place.file, place.line, place.column);
  },
});

async function ask(path) {
  try {
    const answer = await fetch(address + path);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // the stream tells that the desk has gone
  }
}

/** Mark where the caret stands on the pages; bring the page, if it *scrolls*. */
async function showCaret(scrolls) {
  const { name, line, column } = source.caret();
  const place = await ask(`/page-place/${encodeURI(name)}?line=${line}&column=${column}`);
  pages.mark(place, scrolls);
  return place;
}

let asked = 0;
function showCaretSoon() {
  sessionStorage.setItem(`caret ${address}`, JSON.stringify(source.caret())); // where a picture may be put
  clearTimeout(asked);
  asked = setTimeout(() => showCaret(true), 120);
}

async function showState(news) {
  const isFirst = state === null || !state.pages.length;
  state = news;
  if (news.title) {
    document.title = `${news.title} · ${words.desk}`;
  }
  element("stale").hidden = news.stands;
  element("stale").textContent = news.pages.length ? words.stale : words.no_pages;
  listArticles(news.sections);
  showProblems(element("problems"), element("problem-count"), news, words, (file, line) => source.open(file, line));
  source.markFaults(news.problems);
  await source.refresh();
  const changed = pages.update(news.pages, news.stands);
  if (awaitsChange || isFirst) {
    awaitsChange = false;
    const place = await showCaret(isFirst && wanted.has("file"));
    const first = place && changed.includes(place.page) ? place.page : changed[0];
    if (!isFirst && first !== undefined) pages.show(first);
    if (isFirst && wanted.has("page")) pages.show(Number(wanted.get("page")) - 1);
  }
}

function listArticles(sections) {
  const nav = element("files");
  const rows = [];
  const listed = new Set();
  for (const section of sections) {
    rows.push(heading(section.name));
    for (const article of section.articles) {
      if (!article.file) continue;
      listed.add(article.file);
      rows.push(fileButton(article.file, article.title, folios(article.folios)));
    }
  }
  const others = names.filter((name) => !listed.has(name));
  if (others.length) rows.push(heading(sections.length ? words.other_files : words.articles));
  rows.push(...others.map((name) => fileButton(name, name, "")));
  const hadFocus = nav.contains(document.activeElement) ? document.activeElement.dataset.file : null;
  nav.replaceChildren(...rows);
  if (hadFocus) nav.querySelector(`[data-file="${CSS.escape(hadFocus)}"]`)?.focus();
  listFiles(sections);
}

/** The same files as a list to choose from, for narrow windows. */
function listFiles(sections) {
  const titles = new Map(sections.flatMap((each) => each.articles).map((each) => [each.file, each.title]));
  const order = [...titles.keys()].filter(Boolean);
  const all = [...order, ...names.filter((name) => !titles.has(name))];
  element("file").replaceChildren(...all.map((name) => new Option(titles.get(name) ?? name, name)));
  element("file").value = source.caret().name;
}

function folios([first, last]) {
  return first === last ? `${first}` : `${first}–${last}`;
}

function heading(text) {
  const made = document.createElement("h2");
  made.textContent = text;
  return made;
}

function fileButton(file, title, folio) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.file = file;
  button.setAttribute("aria-current", String(file === source.caret().name));
  button.append(title);
  if (folio) {
    const mark = document.createElement("span");
    mark.className = "folio";
    mark.textContent = folio;
    button.append(mark);
  }
  button.addEventListener("click", async () => {
    await source.open(file, 1);
    await showCaret(true);
  });
  return button;
}

element("file").addEventListener("change", async (event) => {
  await source.open(event.target.value, 1);
  await showCaret(true);
});
// A file that is dropped here is not opened by the browser, nor put into the text: its page is opened, which takes it.
const isPicture = (file) => /\.(jpe?g|png|svg|tiff?)$/i.test(file.name);
const holdsFiles = (event) => event.dataTransfer.types.includes("Files");
addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
addEventListener("drop", async (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  event.stopPropagation();
  const files = [...event.dataTransfer.files];
  const kinds = { manuscripts: files.filter((file) => !isPicture(file)), pictures: files.filter(isPicture) };
  const filled = Object.entries(kinds).filter(([, each]) => each.length);
  for (const [page, each] of filled) await leaveFiles(`${address}/${page}`, each);
  if (filled.length) location.href = `${address}/${filled[0][0]}`;
}, true);

element("to-page").addEventListener("click", () => showCaret(true));
element("smaller").addEventListener("click", () => pages.zoom(1 / 1.15));
element("larger").addEventListener("click", () => pages.zoom(1.15));

const start = names.includes(wanted.get("file")) ? wanted.get("file") : names.find((name) => name.endsWith(".md")) ?? names[0];
listArticles([]);
if (start) await source.open(start, Number(wanted.get("line")) || 1);
listen(address, words, {
  onState: showState,
  onAhead(found) { pages.advance(found, awaitsChange); },
});
