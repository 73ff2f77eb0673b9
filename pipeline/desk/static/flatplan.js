// The flatplan: ties the pages, the running order and the drafts of another order together.
import { makeOrder } from "./order.js";
import { makePlan } from "./plan.js";
import { listen } from "./stream.js";

const { address, words, statuses } = JSON.parse(document.getElementById("desk-data").textContent);
const element = (id) => document.getElementById(id);
let saved = null; // the flatplan of what lies on disk
let draft = null; // one that was not saved
let asked = 0;
let isPlanning = false;
const KEPT = `kanben undo ${address}`; // in the window, so that it survives a reload
const MOST_KEPT = 20;
const undone = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"); // texts of the issue file before what was saved here

const plan = makePlan(element("plan"), element("legend"), address, words);
const order = makeOrder(element("order"), element("plan"), address, words, statuses, { onMove: move, onStatus: mark, onHold: hold });

const shown = () => draft ?? saved;

function say(text, fails = false) {
  element("told").textContent = text;
  element("told").classList.toggle("failed", fails);
}

async function ask(path, body) {
  let answer;
  try {
    answer = await fetch(address + path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  } catch {
    say(words.offline, true);
    return null;
  }
  if (answer.ok) return answer.json();
  say(await answer.text(), true);
  return null;
}

async function load() {
  const mine = ++asked;
  const news = await ask("/flatplan/plan");
  if (!news || mine !== asked) return;
  if (saved && news.tag !== saved.tag && draft) {
    draft = null;
    say(words.changed_meanwhile, true);
  }
  if (news.tag !== saved?.tag && undone.at(-1)?.after !== news.tag) undone.length = 0;
  keepUndone();
  saved = news;
  show();
}

function keepUndone() {
  undone.splice(0, Math.max(0, undone.length - MOST_KEPT));
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(undone));
  } catch {
    sessionStorage.removeItem(KEPT); // no room: it lasts as long as the page
  }
}

function show() {
  const now = shown();
  const shifts = draft ? findShifts(saved, draft) : new Map();
  plan.show(now, shifts, Boolean(draft));
  order.show(now, shifts);
  element("known-sections").replaceChildren(...now.sections.map((each) => new Option(each.name)));
  element("draft").hidden = !draft;
  element("undo").disabled = Boolean(draft) || !undone.length;
  element("sheets").textContent = now.press ? countSheets(now) : words.no_plan;
  if (draft) element("shifts").replaceChildren(...tellShifts(shifts));
}

/** The articles whose folios are others: by file, the folios before and after. */
function findShifts(before, after) {
  const all = (plan) => plan.sections.flatMap((each) => each.articles).filter((each) => !each.rest);
  const old = new Map(all(before).map((each) => [each.file, each]));
  const moved = all(after).filter((each) => old.has(each.file) && String(old.get(each.file).folios) !== String(each.folios));
  return new Map(moved.map((each) => [each.file, { title: each.title, before: old.get(each.file).folios, after: each.folios }]));
}

function tellShifts(shifts) {
  const rows = [...shifts.values()].map(({ title, before, after }) =>
    words.shift.replace("{before}", range(before)).replace("{after}", range(after)).replace("{title}", title));
  if (saved.pages.length !== draft.pages.length) {
    const [before, after] = [saved.pages.length, draft.pages.length];
    rows.unshift(words.count_shifts.replace("{before}", before).replace("{after}", after));
  }
  return (rows.length ? rows : [words.no_shifts]).map((text) => {
    const row = document.createElement("li");
    row.textContent = text;
    return row;
  });
}

const range = (folios) => {
  if (!folios.length) return words.no_folio;
  return folios[0] === folios[1] ? `${folios[0]}` : `${folios[0]}–${folios[1]}`;
};

function countSheets({ pages, press }) {
  const count = pages.length + press.blanks;
  const missing = (press.sheet - (count % press.sheet)) % press.sheet;
  const sheets = Number((count / press.sheet).toFixed(2));
  const told = words.press_sheets.replace("{sheet}", press.sheet).replace("{count}", sheets);
  return [
    words.page_count.replace("{count}", pages.length),
    press.blanks
      ? words.multiple_missing.replace("{multiple}", press.multiple).replace("{count}", press.blanks)
      : words.multiple_full.replace("{multiple}", press.multiple),
    told,
    missing ? words.to_full_sheet.replace("{count}", missing) : "",
  ].filter(Boolean).join(" · ");
}

/** Draft the entries of each section in *places*. */
function move(places) {
  return plot({ order: places });
}

/** Draft the article at *place* held over, or not any more. */
function hold(place, held) {
  return plot({ place, held });
}

/** Draft a *change*: the pages are laid out as they would be, and nothing is saved. */
async function plot(change) {
  if (isPlanning) return; // the next move begins with what this one makes
  isPlanning = true;
  element("order").setAttribute("aria-busy", "true");
  say(words.planning);
  const news = await ask("/flatplan/draft", { text: shown().text, ...change });
  isPlanning = false;
  element("order").removeAttribute("aria-busy");
  if (!news) {
    show();
    return;
  }
  say("");
  draft = news.text === saved.text ? null : news;
  show();
}

async function mark(place, status) {
  const news = await ask("/flatplan/draft", { text: shown().text, place, status });
  if (!news) return;
  if (draft) {
    draft = { ...draft, text: news.text };
    order.note(draft, place, status);
  } else {
    await save(news.text, words.order_saved);
  }
}

/** Write *text* as the issue file, if it is on disk what was shown here; whether that is done. */
async function save(text, done, isUndo = false) {
  let answer;
  try {
    const headers = { "If-Match": `"${saved.tag}"` };
    answer = await fetch(`${address}/files/issue.yaml`, { method: "PUT", headers, body: text });
  } catch {
    say(words.offline, true);
    return false;
  }
  if (!answer.ok) {
    draft = null;
    say(answer.status === 409 ? words.changed_meanwhile : await answer.text(), true);
    await load();
    return false;
  }
  const tag = answer.headers.get("ETag").replaceAll('"', "");
  if (!isUndo) undone.push({ text: saved.text, after: tag });
  else if (undone.length) undone.at(-1).after = tag;
  keepUndone();
  saved = { ...(draft ?? saved), text, tag };
  draft = null;
  say(done);
  show();
  await load();
  return true;
}

element("save").addEventListener("click", () => save(draft.text, words.order_saved));
element("discard").addEventListener("click", () => {
  draft = null;
  say("");
  show();
});
element("undo").addEventListener("click", async () => {
  const before = undone.pop();
  await save(before.text, words.undone, true);
  show();
});

element("new-article").addEventListener("submit", async (event) => {
  event.preventDefault();
  const made = await ask("/flatplan/article", Object.fromEntries(new FormData(event.target)));
  if (made) location.href = `${address}?file=${encodeURIComponent(made.file)}`;
});

listen(address, words, { onState: load });
