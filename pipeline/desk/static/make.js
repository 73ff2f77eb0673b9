// Finished files: begun, given up, taken.
import { listen } from "./stream.js";

const { address, words } = JSON.parse(document.getElementById("desk-data").textContent);
const element = (id) => document.getElementById(id);
const forms = [...document.querySelectorAll("form[data-kind]")];
const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send("POST", `/make/${form.dataset.kind}`, JSON.stringify(Object.fromEntries(new FormData(form))));
  });
}
element("stop-making").addEventListener("click", () => send("DELETE", "/make"));

async function send(method, path, body) {
  try {
    const answer = await fetch(address + path, { method, body });
    if (!answer.ok) say("fails", await answer.text());
  } catch {
    say("fails", words.offline);
  }
}

function say(kind, text) {
  element("made-state").className = `status ${kind}`;
  element("made-state").textContent = text;
}

function row(kind, content) {
  const made = document.createElement("li");
  made.className = kind;
  made.append(content);
  return made;
}

function fileRow(way, [name, size, made]) {
  const link = document.createElement("a");
  link.href = `${address}/${way}/${encodeURIComponent(name)}`;
  link.download = name;
  link.textContent = name;
  const cells = [link, `${size.toLocaleString()} kB`, time.format(made * 1000)].map((content) => {
    const cell = document.createElement("td");
    cell.append(content);
    return cell;
  });
  const whole = document.createElement("tr");
  whole.append(...cells);
  return whole;
}

function listFiles(table, way, files) {
  const empty = document.createElement("tr");
  const cell = document.createElement("td");
  cell.colSpan = 3;
  cell.textContent = words.no_files;
  empty.append(cell);
  table.tBodies[0].replaceChildren(...(files.length ? files.map((each) => fileRow(way, each)) : [empty]));
}

function showMaking(news) {
  const what = news.kind ? words.kinds[news.kind][0] : "";
  for (const button of document.querySelectorAll("button[data-ready]")) button.disabled = news.running;
  element("stop-making").hidden = !news.running;
  const told = news.running ? words.being_made : words[`made_${news.outcome}`] ?? words.nothing_made;
  const kind = news.running ? "busy" : ["failed", "found"].includes(news.outcome) ? "fails" : "";
  say(kind, told.replace("{what}", what).replace("{stage}", news.stage || "…"));
  const rows = [...news.problems.map((each) => row("error", each)), ...news.notes.map((each) => row("note", each))];
  if (news.more) rows.push(row("note", words.more.replace("{count}", news.more)));
  element("made-found").hidden = !rows.length;
  element("made-problems").replaceChildren(...rows);
  listFiles(element("made-files"), "made", news.files);
  for (const [name, way] of [["offprints", "made-offprints"], ["year", "made-of-year"]]) {
    listFiles(element(`made-${name}`), way, news[name]);
    element(`made-${name}`).hidden = !news[name].length;
  }
}

listen(address, words, { onState: () => {}, onMaking: showMaking });
