// What is wrong, or should be looked at: each with its place, a click away, and the remedy.

/** Fill *list* with the problems of *state*, and *count* with how many there are. *open* shows a file and line. */
export function showProblems(list, count, state, words, open) {
  const rows = state.problems.map((problem) => describe(problem, words, open));
  if (state.more) rows.push(row("note", words.more.replace("{count}", state.more)));
  list.replaceChildren(...rows);
  const counted = ["error", "warning", "note"]
    .map((level) => [level, state.problems.filter((each) => each.level === level).length])
    .filter(([, number]) => number)
    .map(([level, number]) => words[`${level}s`].replace("{count}", number));
  count.textContent = counted.join(" · ") || words.no_problems;
}

function row(level, text) {
  const made = document.createElement("li");
  made.className = level;
  made.append(text);
  return made;
}

function describe(problem, words, open) {
  const made = row(problem.level, "");
  const level = document.createElement("span");
  level.className = "level";
  level.textContent = words[problem.level];
  made.append(level, " ");
  if (problem.place) made.append(place(problem, words, open), " ");
  made.append(problem.message, " ");
  if (problem.hint) {
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = problem.hint;
    made.append(hint);
  }
  return made;
}

function place(problem, words, open) {
  const name = problem.file ?? problem.place;
  const text = problem.line ? `${name} ${words.line.replace("{line}", problem.line)}` : name;
  if (!problem.file) return text;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "place";
  button.textContent = text;
  button.addEventListener("click", () => open(problem.file, problem.line ?? 1));
  return button;
}
