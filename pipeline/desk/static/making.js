// Finished files: begun, given up, taken.

/** The dialog in which the issue is made; it *shows* what it is told. */
export function makeMaking(address, words) {
  const element = (id) => document.getElementById(id);
  const dialog = element("making");
  const kinds = [...dialog.querySelectorAll("[data-kind]")];

  element("make").addEventListener("click", () => dialog.showModal());
  element("close-making").addEventListener("click", () => dialog.close());
  element("stop-making").addEventListener("click", () => send("DELETE", "/make"));
  for (const button of kinds) button.addEventListener("click", () => send("POST", `/make/${button.dataset.kind}`));

  async function send(method, path) {
    try {
      const answer = await fetch(address + path, { method });
      if (!answer.ok) say("fails", await answer.text());
    } catch {
      say("fails", words.offline);
    }
  }

  function say(kind, text) {
    element("made-state").className = `status ${kind}`;
    element("made-state").hidden = !text;
    element("made-state").textContent = text;
  }

  function row(content) {
    const made = document.createElement("li");
    made.append(content);
    return made;
  }

  function link(name, size) {
    const made = document.createElement("a");
    made.href = `${address}/made/${encodeURIComponent(name)}`;
    made.download = name;
    made.textContent = `${name} (${size} kB)`;
    return made;
  }

  return {
    show(news) {
      const what = news.kind ? words[`make_${news.kind}`] : "";
      for (const button of kinds) button.disabled = news.running;
      element("stop-making").hidden = !news.running;
      const told = news.running ? words.being_made : words[`made_${news.outcome}`] ?? "";
      const kind = news.running ? "busy" : ["failed", "found"].includes(news.outcome) ? "fails" : "";
      say(kind, told.replace("{what}", what).replace("{stage}", news.stage));
      const problems = news.problems.map(row);
      if (news.more) problems.push(row(words.more.replace("{count}", news.more)));
      element("made-problems").replaceChildren(...problems);
      const files = news.files.map(([name, size]) => row(link(name, size)));
      element("made-files").replaceChildren(...(files.length ? files : [row(words.no_files)]));
    },
  };
}
