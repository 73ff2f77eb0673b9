// What the pages of an issue share: their words, elements made in one line, requests, files dropped.
import { fetchFiles } from "./dropped_files.js";

export const { address, words, ...data } = JSON.parse(document.getElementById("desk-data").textContent);
export const element = (id) => document.getElementById(id);

/** An element *name* with *properties* (class, text, data-…, on…) and *children*. */
export function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}

/** *text* with {names} replaced by *values*. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (found, name) => values[name] ?? found);
}

/** A request below the address of the issue: what came back as JSON, or the reason why nothing did. */
export async function send(method, path, body, headers = {}) {
  const isFields = body && !(body instanceof Blob);
  try {
    const answer = await fetch(address + path, { method, headers, body: isFields ? JSON.stringify(body) : body });
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    const content = isJson ? await answer.json() : await answer.text();
    return answer.ok ? { value: content } : { status: answer.status, reason: isJson ? "" : content, value: null };
  } catch {
    return { status: 0, reason: words.offline, value: null };
  }
}

/** The rows of a difference, [sign, line] each, as they are shown. */
export function showDifference(rows) {
  const shown = rows.map(([sign, line]) =>
    make({ "-": "del", "+": "ins" }[sign] ?? "span", { text: `${sign === "-" ? "−" : sign} ${line}` }));
  return make("pre", { class: "difference", tabindex: "0" }, ...shown);
}

/** A link to the place in the text, if *line* is known. */
export function linkToText(file, line, text) {
  const query = new URLSearchParams({ file, ...(line ? { line } : {}) });
  return make("a", { href: `${address}?${query}`, text });
}

/** Have *take* called with the files that are dropped on *box*, chosen with *input* or left by another page. */
export function takeFiles(box, input, take) {
  const mark = (event, isOver) => {
    event.preventDefault();
    box.classList.toggle("is-over", isOver);
  };
  addEventListener("dragover", (event) => mark(event, true));
  addEventListener("dragleave", (event) => mark(event, false));
  addEventListener("drop", (event) => {
    mark(event, false);
    if (event.dataTransfer.files.length) take([...event.dataTransfer.files]);
  });
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  fetchFiles(location.pathname).then((files) => { if (files.length) take(files); });
}
