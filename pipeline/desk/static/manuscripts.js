// Manuscripts of Word: taken in one after the other, and their doubts settled one by one.
import { element, fill, linkToText, make, send, showDifference, takeFiles, words } from "./desk_page.js";

let shown = null; // the slug of the article whose doubts are seen
let tag = "";

const section = element("section");
const showNewSection = () => { element("new-section-label").hidden = section.value !== ""; };
section.addEventListener("change", showNewSection);
showNewSection();

takeFiles(element("drop"), element("choose"), async (files) => {
  for (const file of files) await takeIn(file, false);
});

async function takeIn(file, isApplied) {
  const row = make("li", { class: "busy", text: fill(words.taking_in, { name: file.name }) });
  element("news").prepend(row);
  const query = new URLSearchParams({
    name: file.name, section: section.value || element("new-section").value, applied: isApplied ? "1" : "0",
  });
  const { value, reason } = await send("POST", `/manuscripts?${query}`, file);
  if (!value) {
    row.className = "fails";
    row.textContent = `${file.name}: ${reason}`;
    return;
  }
  tellOutcome(row, file, value);
  const own = (await list()).find((each) => each.slug === value.slug);
  if (own && (own.open || !shown || shown === own.slug)) await showDoubts(own);
}

function tellOutcome(row, file, done) {
  const isReplaced = done.outcome === "written" && done.rows.length > 0;
  row.className = done.outcome === "edited" || done.problems.length ? "fails" : "";
  row.textContent = fill(words[isReplaced ? "came_replaced" : `came_${done.outcome}`], { name: file.name, account: done.account });
  if (done.outcome === "edited" || isReplaced) row.append(showDifference(done.rows));
  row.append(" ", linkToText(done.file, 1, words.open_article));
  if (done.outcome === "edited") {
    const applied = make("button", { type: "button", text: words.are_applied, onclick: () => { row.remove(); takeIn(file, true); } });
    row.append(" ", applied);
  }
  for (const problem of done.problems) row.append(make("p", { text: problem }));
}

async function list() {
  const { value } = await send("GET", "/manuscripts/list");
  const rows = (value ?? []).map(describe);
  element("manuscripts").replaceChildren(...(rows.length ? rows : [make("li", { class: "quiet", text: words.nothing_taken_in })]));
  return value ?? [];
}

function describe(each) {
  const state = each.open ? fill(words.open_doubts, { open: each.open, all: each.doubts }) : words.all_settled;
  const button = make(
    "button", { type: "button", class: "row", "aria-current": String(each.slug === shown), "data-slug": each.slug,
      onclick: () => showDoubts(each) },
    make("span", { text: each.manuscript }), make("span", { class: each.open ? "state changed" : "state current", text: state }),
  );
  return make("li", {}, button);
}

async function showDoubts({ slug, manuscript }) {
  shown = slug;
  for (const button of document.querySelectorAll("[data-slug]")) {
    button.setAttribute("aria-current", String(button.dataset.slug === slug));
  }
  const { value, reason } = await send("GET", `/manuscripts/${encodeURIComponent(slug)}/doubts`);
  if (!value) {
    element("told").textContent = reason;
    return;
  }
  element("doubts-head").textContent = fill(words.doubts_of, { name: manuscript });
  fillDoubts(value);
}

function fillDoubts(found) {
  ({ tag } = found);
  element("told").replaceChildren(found.doubts.length ? "" : words.no_doubts, " ", linkToText(found.file, 1, words.open_article));
  element("doubts").replaceChildren(...found.doubts.map((each) => describeDoubt(each, found.file)));
}

function describeDoubt(doubt, file) {
  const head = make("p", {}, make("span", { class: "level", text: words[`kind_${doubt.kind}`] }), " ", make("span", { class: "quiet", text: doubt.where }));
  const row = make("li", { class: doubt.settled ? "settled" : doubt.kind === "lost" ? "error" : "", "data-doubt": doubt.id }, head, make("p", { class: "told-text", text: doubt.text }));
  if (doubt.reasons.length) row.append(make("p", { class: "hint", text: doubt.reasons.join("; ") }));
  const buttons = make("p", { class: "buttons start" });
  if (doubt.settled) {
    buttons.append(make("span", { class: "quiet", text: fill(words[`settled_${doubt.settled.how}`], doubt.settled) }), button(words.reopen, doubt, { how: "open" }));
  } else if (doubt.kind === "heading" && doubt.level) {
    buttons.append(
      button(fill(words.accept_level, { level: doubt.level }), doubt, { how: "kept" }), button(words.as_text, doubt, { how: "text" }), levelChoice(doubt),
    );
  } else {
    buttons.append(button(words.seen, doubt, { how: "kept" }));
  }
  buttons.append(doubt.line ? linkToText(file, doubt.line, words.open_place) : make("span", { class: "quiet", text: words.no_place }));
  row.append(buttons);
  return row;
}

function button(text, doubt, order) {
  return make("button", { type: "button", text, "data-how": order.how, onclick: () => settle(doubt, order) });
}

function levelChoice(doubt) {
  const options = [1, 2, 3, 4].map((level) =>
    make("option", { value: level, text: fill(words.level_named, { level }), selected: level === doubt.level }));
  const choice = make("select", { onchange: () => settle(doubt, { how: "level", level: Number(choice.value) }) }, ...options);
  return make("label", {}, make("span", { class: "visually-hidden", text: words.level }), choice);
}

async function settle(doubt, order) {
  const path = `/manuscripts/${encodeURIComponent(shown)}/doubts/${doubt.id}`;
  const { value, reason, status } = await send("POST", path, order, { "If-Match": `"${tag}"` });
  if (value) fillDoubts(value);
  else element("told").textContent = fill(words.refused, { reason });
  const rows = await list();
  if (status === 409) await showDoubts(rows.find((each) => each.slug === shown));
  element("doubts").querySelector(`[data-doubt="${doubt.id}"] button`)?.focus();
}

const first = (await list()).find((each) => each.open);
if (first) await showDoubts(first);
