// Forms: what is typed, and what is wrong with it, beside the fields.

/** What is typed in *form*, by the names of its fields. */
export function readForm(form) {
  return Object.fromEntries(new FormData(form));
}

/** Show *faults* (by the names of fields) beside the fields of *form*, and *others* above its button; whether any is. */
export function showFaults(form, faults, others = []) {
  for (const control of form.elements) {
    if (!control.name) continue;
    const wrong = document.getElementById(`${control.id}-wrong`);
    const text = faults[control.name] ?? "";
    wrong.textContent = text;
    wrong.hidden = !text;
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  const list = form.querySelector(".others");
  list.hidden = !others.length;
  list.replaceChildren(...others.map((text) => {
    const row = document.createElement("li");
    row.textContent = text;
    return row;
  }));
  form.querySelector("[aria-invalid]")?.focus();
  return Boolean(Object.keys(faults).length || others.length);
}

/** Tell in *form* how it stands. */
export function say(form, text, fails = false) {
  const line = form.querySelector("[role=status]");
  line.textContent = text;
  line.classList.toggle("failed", fails);
}
