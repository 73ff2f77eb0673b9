// Facts of publication, issue and volume: saved form by form.
import { readForm, say, showFaults } from "./forms.js";

const { address, words } = JSON.parse(document.getElementById("desk-data").textContent);

for (const form of document.querySelectorAll("form[data-form]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say(form, words.saving);
    let answer;
    try {
      const body = JSON.stringify({ tag: form.dataset.tag, values: readForm(form) });
      answer = await fetch(`${address}/settings/${form.dataset.form}`, { method: "PUT", body });
    } catch {
      say(form, words.offline, true);
      return;
    }
    if (answer.ok) {
      ({ tag: form.dataset.tag } = await answer.json());
      showFaults(form, {});
      say(form, words.settings_saved.replace("{file}", form.dataset.file));
    } else if (answer.status === 422 && answer.headers.get("Content-Type").includes("json")) {
      const { fields, others } = await answer.json();
      say(form, words.settings_faults, true);
      showFaults(form, fields, others);
    } else if (answer.status === 409) {
      say(form, words.settings_changed.replace("{file}", form.dataset.file), true);
      form.querySelector("button").disabled = true;
      setTimeout(() => location.reload(), 4000);
    } else {
      say(form, await answer.text(), true);
    }
  });
}

const dialog = document.getElementById("confirm-removal");
document.getElementById("remove-issue").addEventListener("click", () => dialog.showModal());
document.getElementById("remove-now").addEventListener("click", async () => {
  const told = document.getElementById("remove-told");
  let answer;
  try {
    answer = await fetch(`${address}/remove`, { method: "POST" });
  } catch {
    told.textContent = words.offline;
    return;
  }
  if (answer.ok) location.href = "/";
  else told.textContent = await answer.text();
});
