// Findings of all kinds in one list, each a click from its place; accepted with a reason, mended where that is safe.
import { address, element, fill, linkToText, make, send, showDifference, words } from "./desk_page.js";
import { namePage } from "./page_names.js";

const ORIGINS = ["text", "pages", "press"];
const found = { text: [], pages: [], press: [] };
const told = { text: [], pages: [], press: [] };
let chosen = null; // the finding that is to be accepted
let remedies = { ids: [], files: [] };

let pending = 0;
let isUnfinished = false; // the pages are not laid out yet

async function look() {
  await Promise.all(ORIGINS.map(lookFor));
}

async function lookFor(origin) {
  pending += 1;
  element("count").textContent = words.checking;
  const { value, reason } = await send("GET", `/check/${origin}`);
  pending -= 1;
  take(origin, value, reason);
}

function take(origin, value, reason = "") {
  found[origin] = value ? value.rows : [];
  told[origin] = value ? [...(value.told ?? [])] : [reason];
  if (value?.more) told[origin].push(fill(words.more, { count: value.more }));
  if (origin === "pages") isUnfinished = value?.finished === 0;
  if (origin === "pages" && isUnfinished) setTimeout(() => lookFor("pages"), 1500);
  show();
}

function show() {
  const wanted = element("origin").value;
  const all = ORIGINS.filter((origin) => !wanted || wanted === origin).flatMap((origin) => found[origin]);
  const open = all.filter((each) => !each.accepted);
  const rows = [...open.filter((each) => each.level === "error"), ...open.filter((each) => each.level !== "error")];
  if (element("with-accepted").checked) rows.push(...all.filter((each) => each.accepted));
  const isSure = !pending && !isUnfinished; // what is not looked into yet may have findings
  const none = isSure ? [make("li", { class: "settled", text: words.found_none })] : [];
  element("findings").replaceChildren(...(rows.length ? rows.map(describe) : none));
  element("told").replaceChildren(...ORIGINS.filter((origin) => !wanted || wanted === origin).flatMap((origin) => told[origin]).map((text) => make("li", { text })));
  element("count").textContent = !isSure ? words.checking : fill(words.found, { open: open.length, accepted: all.length - open.length });
}

function describe(finding) {
  const kind = finding.accepted ? "settled" : finding.level === "error" ? "error" : finding.level === "warning" ? "warning" : "";
  const head = make("p", {},
    make("span", { class: "level", text: words[`level_${finding.level}`] }), " ",
    make("span", { class: "quiet", text: `${words[`origin_${finding.origin}`]} ${finding.rule}` }), " ", place(finding));
  const row = make("li", { class: kind, "data-finding": finding.id }, head, make("p", { class: "told-text", text: finding.message }));
  const [before, inside, after] = finding.quote;
  if (inside) row.append(make("p", { class: "quote" }, before, make("mark", { text: inside }), after));
  if (finding.hint) row.append(make("p", { class: "hint", text: finding.hint }));
  if (finding.accepted) row.append(make("p", { class: "quiet", text: fill(words.accepted_because, { reason: finding.accepted }) }));
  else if (finding.id) row.append(buttons(finding));
  return row;
}

function place(finding) {
  if (finding.file) return linkToText(finding.file, finding.line, fill(words.use_of, finding));
  if (finding.page) {
    return make("a", { href: `${address}?page=${finding.page}`, text: namePage(words, finding.label || finding.page) });
  }
  return make("span", { class: "quiet", text: finding.place ?? "" });
}

function buttons(finding) {
  const made = make("p", { class: "buttons start" });
  if (finding.safe) made.append(make("button", { type: "button", "data-do": "mend", text: words.mend, onclick: () => showRemedies([finding.id]) }));
  made.append(make("button", { type: "button", "data-do": "accept", text: words.accept, onclick: () => ask(finding) }));
  return made;
}

function ask(finding) {
  chosen = finding;
  const isWaiver = finding.origin === "press";
  element("accepted-text").textContent = finding.message;
  element("of-waiver").hidden = !isWaiver;
  element("expires").disabled = !isWaiver;
  element("only-page").parentElement.hidden = !finding.page;
  element("only-page-text").textContent = fill(words.on_page, { page: finding.page });
  element("accept-refused").textContent = "";
  element("why").value = "";
  element("accepting").showModal();
  element("why").focus();
}

element("accept-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const isWaiver = chosen.origin === "press";
  const order = { origin: chosen.origin, ids: [chosen.id], why: element("why").value, who: element("who").value };
  if (isWaiver) Object.assign(order, { expires: element("expires").value, page: element("only-page").checked ? chosen.page : 0 });
  const { value, reason } = await send("POST", "/check/accept", order);
  if (!value) {
    element("accept-refused").textContent = reason;
    return;
  }
  element("accepting").close();
  take(chosen.origin, value);
});

async function showRemedies(ids) {
  const { value, reason } = await send("POST", "/check/remedies", { ids });
  const files = value ?? [];
  remedies = { ids, files };
  const shown = files.map((each) => make("section", {}, make("h3", { text: each.file }), showDifference(each.rows), each.cut ? words.cut : ""));
  element("remedies").replaceChildren(...(shown.length ? shown : [make("p", { text: reason || words.nothing_safe })]));
  element("mend-refused").textContent = "";
  element("mend-now").hidden = !files.length;
  element("mending").showModal();
}

element("mend-now").addEventListener("click", async () => {
  const tags = Object.fromEntries(remedies.files.map((each) => [each.file, each.tag]));
  const { value, reason } = await send("POST", "/check/mend", { ids: remedies.ids, tags });
  if (!value) {
    element("mend-refused").textContent = reason;
    return;
  }
  element("mending").close();
  take("text", value);
});

element("mend-all").addEventListener("click", () => showRemedies([]));
element("mend-cancel").addEventListener("click", () => element("mending").close());
element("accept-cancel").addEventListener("click", () => element("accepting").close());
element("again").addEventListener("click", look);
for (const name of ["origin", "with-accepted"]) element(name).addEventListener("change", show);
await look();
