// What was removed, put back.

/** Put back what lies under *number*: the reason why that can't be done, empty where it is. */
export async function putBack(number, words) {
  try {
    const answer = await fetch(`/removed/${number}`, { method: "POST" });
    return answer.ok ? "" : await answer.text();
  } catch {
    return words.offline;
  }
}
