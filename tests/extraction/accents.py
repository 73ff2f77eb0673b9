"""Letters with accents that stand over them, and how often programs find their words as a whole."""

from pathlib import Path

from tests.conformance.actual_text import plainly_drawn
from tests.conformance.specimens import Specimen, paragraphs, set_specimen
from tests.extraction.extractors import Extracted

WORDS = (
    "Москва́ья", "за́мок", "замо́к", "o̍kang", "tio̍h", "e\u0323\u0302t", "ê̌m", "x̄y", "r̄s", "3̇4", "n̥a", "ɔ̃b", "ẽ̞t",
    "[ˈtʰiːn̩]", "t͡s", "ŋ̊a", "i̍t", "A̋Q̄", "W̌il̃a", "Ḿ̈", "s̩", "β̞",
)  # fmt: skip
TIMES = 5  # that each of them stands on the page
_STYLE = "p { hyphens: none } h1 { font: 700 26pt 'Kanben Hei'; text-align: left }"


def write_words(file: Path, *, moved: bool = False) -> Path:
    """A page in *file* with each word as text, before and behind Chinese, in a head and in an English paragraph.

    *moved*: accents are moved over their letters, as they would be without copies.
    """
    body = paragraphs(*(f"天{word}地，{word} {word}" for word in WORDS)) + f"<h1>天{'，'.join(WORDS)}</h1>"
    data = set_specimen(Specimen(body + f"<p lang=en>{' '.join(WORDS)} here</p>", 24, _STYLE)).data
    file.write_bytes(plainly_drawn(data) if moved else data)
    return file


def count_broken(read: list[Extracted]) -> dict[str, int]:
    """How often a program doesn't find a word as a whole, for those of which there is such a place."""
    text = read[0].text.replace("\r", "").replace("\n", "")
    missed = {word: TIMES - text.count(word) for word in WORDS}
    return {word: count for word, count in missed.items() if count > 0}
