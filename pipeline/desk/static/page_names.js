// What pages are called.

/** The page *label* in words: by its folio, or by what stands on it (封面) where it has none. */
export function namePage(words, label) {
  return /[\dA-Za-z]/.test(label) ? words.page.replace("{label}", label) : `${label}`;
}
