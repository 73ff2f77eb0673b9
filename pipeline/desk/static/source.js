// The text of one file: loaded, saved soon after each change, and never over what somebody else has written.
import { makeEditor } from "./editor.js";

const PAUSE = 20; // ms without a key, after which a text is saved: less than between the keys of who types fast
const LONGEST = 700; // ms that a text waits while keys go on

/** The pane of the text. *on* is told what is saved, where the caret is put, which file is shown. */
export function makeSource(address, words, on) {
  const element = (id) => document.getElementById(id);
  const dialog = element("conflict");
  let name = "";
  let tag = "";
  let saved = ""; // the text that lies on disk, as far as is known
  let timer = 0;
  let waitsSince = 0;
  let saving = null; // the save that is under way
  let conflict = null;

  const editor = makeEditor(element("editor"), words.text, words.phrases, {
    onText() {
      say(words.unsaved);
      waitsSince ||= performance.now();
      clearTimeout(timer);
      const left = Math.max(0, LONGEST - (performance.now() - waitsSince));
      timer = setTimeout(save, Math.min(PAUSE, left));
    },
    onCaret: () => on.onCaret(),
    onShow: () => on.onShow(),
    onSave: () => save(),
  });

  const isDirty = () => name !== "" && editor.text() !== saved;
  const path = (file) => `${address}/files/${encodeURI(file)}`;

  function say(text, fails = false) {
    element("saving").textContent = text;
    element("saving").classList.toggle("failed", fails);
  }

  /** Save what is not saved yet; one save at a time. */
  async function save() {
    clearTimeout(timer);
    if (saving) await saving;
    if (!isDirty() || conflict) return;
    if (editor.isComposing()) {
      timer = setTimeout(save, PAUSE);
      return;
    }
    saving = put(editor.text());
    try {
      await saving;
    } finally {
      saving = null;
    }
    if (isDirty() && !conflict && !element("saving").classList.contains("failed")) timer = setTimeout(save, PAUSE);
  }

  async function put(text) {
    waitsSince = 0;
    say(words.saving);
    let answer;
    on.onSaved();
    try {
      answer = await fetch(path(name), { method: "PUT", headers: { "If-Match": `"${tag}"` }, body: text });
    } catch {
      say(words.offline, true);
      return;
    }
    if (answer.status === 409) {
      askWhich(await answer.json(), text);
    } else if (answer.ok) {
      tag = answer.headers.get("ETag").replaceAll('"', "");
      saved = text;
      say(words.saved);
    } else {
      say(words.save_failed.replace("{reason}", await answer.text()), true);
    }
  }

  /** Show how the file on disk differs from the text here; nothing is done until somebody has chosen. */
  function askWhich(found, text) {
    conflict = { found, text };
    say(words.conflict, true);
    const rows = found.rows.map(([kind, line]) => {
      const row = document.createElement({ "-": "del", "+": "ins" }[kind] ?? "span");
      row.textContent = `${kind === "-" ? "−" : kind} ${line}`;
      return row;
    });
    if (found.cut) rows.push(words.cut);
    element("difference").replaceChildren(...rows);
    dialog.showModal();
  }

  dialog.addEventListener("cancel", (event) => event.preventDefault());
  element("take-disk").addEventListener("click", () => {
    const { found } = conflict;
    ({ tag } = found);
    saved = found.text;
    editor.load(name, saved, true);
    settle(words.reloaded);
  });
  element("keep-mine").addEventListener("click", () => {
    ({ tag } = conflict.found);
    saved = conflict.found.text;
    settle(words.unsaved);
    save();
  });

  function settle(text) {
    conflict = null;
    dialog.close();
    say(text);
  }

  addEventListener("beforeunload", (event) => {
    if (!isDirty()) return;
    save();
    event.preventDefault();
  });

  return {
    /** Show the file *wanted*, with the caret on *line* (from 1) and *column* (from 0). */
    async open(wanted, line = 1, column = 0) {
      if (wanted !== name) {
        await save();
        if (isDirty()) return; // it could not be saved, and is not left behind
        const answer = await fetch(path(wanted)).catch(() => null);
        if (!answer?.ok) {
          say(words.save_failed.replace("{reason}", answer ? await answer.text() : words.offline), true);
          return;
        }
        saved = await answer.text();
        tag = answer.headers.get("ETag").replaceAll('"', "");
        name = wanted;
        editor.load(name, saved, false);
        say("");
        on.onFile(name);
      }
      editor.goTo(line ?? 1, column);
    },
    /** Load the file again, if it has changed on disk and nothing here is unsaved; else the next save tells. */
    async refresh() {
      if (!name || isDirty() || saving || conflict) return;
      const known = tag;
      const file = name;
      const answer = await fetch(path(file), { headers: { "If-None-Match": `"${known}"` }, cache: "no-store" }).catch(() => null);
      if (!answer || answer.status !== 200) return;
      const text = await answer.text();
      if (isDirty() || saving || tag !== known || name !== file) return;
      saved = text;
      tag = answer.headers.get("ETag").replaceAll('"', "");
      editor.load(name, saved, true);
      say(words.reloaded);
    },
    caret: () => ({ name, ...editor.caret() }),
    markFaults(problems) {
      const own = problems.filter((each) => each.level === "error" && each.file === name && each.line);
      editor.markFaults(own.map((each) => each.line));
    },
  };
}
