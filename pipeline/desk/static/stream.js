// What the pages of an issue are told as it changes, and the line that says how it stands.

/** Listen to the issue at *address*: *onState* is told of each state, *onAhead* of pages that have changed
 *  while the rest is still laid out, *onMaking* of what is made. */
export function listen(address, words, { onState, onAhead = () => {}, onMaking = () => {} }) {
  const status = document.getElementById("status");
  let state = null;

  function setStatus(kind, text) {
    status.className = `status ${kind}`;
    status.textContent = text;
  }

  const stream = new EventSource(`${address}/events`);
  stream.addEventListener("state", (event) => {
    state = JSON.parse(event.data);
    if (state.title) document.getElementById("title").textContent = state.title;
    onState(state);
  });
  stream.addEventListener("ahead", (event) => onAhead(JSON.parse(event.data)));
  stream.addEventListener("making", (event) => onMaking(JSON.parse(event.data)));
  stream.addEventListener("stage", (event) => {
    const stage = JSON.parse(event.data);
    if (stage) setStatus("busy", words.laying_out.replace("{stage}", stage));
    else if (state?.finished) setStatus(state.stands ? "" : "fails", state.stands ? words.up_to_date : words.fails);
  });
  stream.addEventListener("error", () => setStatus("fails", words.offline));
}
