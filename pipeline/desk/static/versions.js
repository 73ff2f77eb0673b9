// Versions of the issue: approved, compared, marked as proofs, commented on.
import { address, element, fill, linkToText, make, send, words } from "./desk_page.js";
import { makePages } from "./pages.js";
import { listen } from "./stream.js";
import { namePage } from "./page_names.js";

let comments = [];
let point = null; // the place that is to be commented on
let labels = [];

const pages = makePages(element("spreads"), address, words, {
  onPlace(page, x, y) {
    point = { page, x: Math.min(1, Math.max(0, Number(x))), y: Math.min(1, Math.max(0, Number(y))) };
    element("commenting-head").textContent = fill(words.new_comment, { label: labels[page] });
    element("comment-refused").textContent = "";
    element("comment-text").value = "";
    element("commenting").showModal();
    element("comment-text").focus();
  },
});

listen(address, words, {
  async onState(state) {
    labels = state.pages.map(([, , , label]) => label);
    pages.update(state.pages, state.stands);
    await loadComments();
    await loadEditions();
  },
  onMaking(making) {
    for (const box of editions) partOf(box, "old-edition").firstElementChild.disabled = making.running;
    if (editions.some((box) => box.dataset.edition === making.kind) && !making.running) loadEditions();
  },
});

// --- approval ---

const editions = [...document.querySelectorAll("[data-edition]")];
const partOf = (box, name) => box.querySelector(`.${name}`);

async function loadEditions() {
  const { value, reason } = await send("GET", "/versions/state");
  showEditions(value, reason);
}

function showEditions(states, reason) {
  for (const box of editions) {
    if (states) showEdition(box, states[box.dataset.edition]);
    else partOf(box, "approval").textContent = reason;
  }
  if (states) element("compare").disabled = !states.reading.approvals.length || !states.reading.digest;
}

function showEdition(box, state) {
  const last = state.approvals.at(-1);
  const kind = !state.digest ? "none" : !state.current ? "old" : state.approved ? "approved" : last ? "open" : "new";
  partOf(box, "approval").className = `approval state ${kind === "approved" ? "current" : "changed"}`;
  partOf(box, "approval").textContent = fill(words[`edition_${kind}`], { file: state.file, ...last });
  partOf(box, "digest").textContent = state.digest ? fill(words.digest, { digest: state.digest.slice(0, 16) + "…" }) : "";
  box.dataset.digest = state.digest;
  partOf(box, "old-edition").hidden = state.current;
  partOf(box, "approve").hidden = !state.current || state.approved;
  const rows = state.approvals.map((each) => make("li", { text: `${each.when} ${each.who}: ${each.why} (${each.digest.slice(0, 8)})` }));
  partOf(box, "approvals").replaceChildren(...rows.reverse());
  partOf(box, "approvals").parentElement.hidden = !rows.length;
}

for (const box of editions) {
  const { edition } = box.dataset;
  partOf(box, "approve").addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.target));
    const { value, reason } = await send("POST", "/versions/approve", { edition, digest: box.dataset.digest, ...typed });
    if (value) showEditions(value);
    else partOf(box, "approval").textContent = fill(words.refused, { reason });
  });
  partOf(box, "old-edition").addEventListener("click", async () => {
    const { value, reason } = await send("POST", `/make/${edition}`);
    if (!value && reason) partOf(box, "approval").textContent = fill(words.refused, { reason });
  });
}

// --- what moved ---

element("compare").addEventListener("click", async () => {
  element("compared").textContent = words.comparing;
  const { value, reason } = await send("POST", "/versions/compare");
  element("compared").textContent = value ? value.summary : reason;
  const rows = (value?.changes ?? []).map((each) => make("li", {},
    make("button", { type: "button", class: "place", text: fill(words.on_page_of, { label: each.pages }), onclick: () => pages.show(each.first - 1) }), " ", each.text));
  if (value?.report) rows.push(make("li", {}, make("a", { href: `${address}/versions/report`, target: "_blank", rel: "noopener", text: words.open_report })));
  element("changes").replaceChildren(...rows);
});

// --- proofs ---

for (const button of document.querySelectorAll("[data-proof]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const { value, reason } = await send("POST", `/versions/proof/${button.dataset.proof}`);
    button.disabled = false;
    const link = value && make("a", { href: `${address}/made/${encodeURIComponent(value.name)}`, download: value.name, text: value.name });
    element("proof-made").replaceChildren(...(value ? fill(words.proof_made, { name: "\n" }).split("\n").flatMap((text, at) => (at ? [link, text] : [text])) : [reason]));
  });
}

// --- comments ---

async function loadComments() {
  const { value, reason } = await send("GET", "/comments");
  showComments(value, reason);
}

function showComments(found, reason = "") {
  element("comments-told").textContent = found ? "" : reason;
  comments = found ?? comments;
  const shown = comments.map((each, index) => ({ ...each, number: index + 1 })).filter((each) => each.state === "open" || element("with-resolved").checked);
  pages.pin(shown.map((each) => ({
    page: each.page, x: each.x, y: each.y, number: each.number, title: each.text, kind: each.gone ? "gone" : each.state,
    onClick: () => element("comments").querySelector(`[data-comment="${each.id}"]`)?.scrollIntoView({ block: "center" }),
  })));
  element("comments").replaceChildren(...(shown.length ? shown.map(describe) : [make("li", { class: "quiet", text: words.no_comments })]));
}

function describe(comment) {
  const isOpen = comment.state === "open";
  const page = make("button", { type: "button", class: "place", text: namePage(words, comment.label), onclick: () => pages.show(comment.page) });
  const row = make("li", { class: isOpen ? "" : "settled", "data-comment": comment.id },
    make("p", {}, make("span", { class: "level", text: `${comment.number}` }), " ", page, " ", make("span", { class: "quiet", text: `${comment.who}, ${comment.when}` })),
    make("p", { class: "told-text", text: comment.text }));
  if (comment.quote) row.append(make("p", { class: "quote" }, make("mark", { text: comment.quote })));
  if (comment.gone) row.append(make("p", { class: "hint", text: words.words_gone }));
  for (const line of comment.log) row.append(make("p", { class: "hint", text: line }));
  const change = make("button", { type: "button", "data-do": isOpen ? "resolve" : "reopen", text: isOpen ? words.resolve : words.reopen, onclick: () => put(comment.id, isOpen ? "resolved" : "open") });
  const place = comment.file ? linkToText(comment.file, comment.line, words.open_place) : null;
  row.append(make("p", { class: "buttons start" }, change, place));
  return row;
}

async function put(id, state) {
  const { value, reason } = await send("POST", `/comments/${id}`, { state });
  showComments(value, reason);
}

element("comment-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const order = { ...point, text: element("comment-text").value, who: element("comment-who").value };
  const { value, reason } = await send("POST", "/comments", order);
  if (!value) {
    element("comment-refused").textContent = reason;
    return;
  }
  element("commenting").close();
  showComments(value);
});

element("comment-cancel").addEventListener("click", () => element("commenting").close());
element("with-resolved").addEventListener("change", () => showComments(comments));
element("smaller").addEventListener("click", () => pages.zoom(1 / 1.15));
element("larger").addEventListener("click", () => pages.zoom(1.15));
