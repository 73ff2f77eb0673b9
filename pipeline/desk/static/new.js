// New issues and publications: made, and opened.
import { readForm, say, showFaults } from "./forms.js";
import { putBack } from "./put_back.js";

const { words } = JSON.parse(document.getElementById("desk-data").textContent);

for (const form of document.querySelectorAll("form[data-new]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let answer;
    try {
      answer = await fetch(`/new/${form.dataset.new}`, { method: "POST", body: JSON.stringify(readForm(form)) });
    } catch {
      say(form, words.offline, true);
      return;
    }
    if (answer.ok) {
      location.href = (await answer.json()).address;
    } else if (answer.headers.get("Content-Type").includes("json")) {
      const { fields, others } = await answer.json();
      say(form, words.settings_faults, true);
      showFaults(form, fields, others);
    } else {
      say(form, await answer.text(), true);
    }
  });
}

for (const button of document.querySelectorAll("[data-put-back]")) {
  button.addEventListener("click", async () => {
    const reason = await putBack(button.dataset.putBack, words);
    document.getElementById("removed-told").textContent = reason;
    if (!reason) location.reload();
  });
}
