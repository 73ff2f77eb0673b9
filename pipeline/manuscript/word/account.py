"""Counts, on each import, what became of the characters of a manuscript: in the article, left out and told, or lost."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipeline.manuscript.compatibility_forms import compose_letters, without_compatibility_forms
from pipeline.manuscript.word.facts import has_words
from pipeline.manuscript.word.inline_text import clean
from pipeline.manuscript.word.manuscript import Equation, Omission, Paragraph, Place, Reading, Words

_AS_SET = str.maketrans("−", "-", "_＿")  # a hyphen that is set as a minus counts as itself
_LONGEST_LABEL = 24  # characters of a paragraph of the head that its fields may do without: 【摘　要】：


@dataclass(frozen=True, slots=True)
class Account:
    """How many characters the file has (what it says twice, for other programs, counts once), how many of them are
    *left_out*, and which are *lost* where."""

    characters: int
    left_out: int
    lost: tuple[tuple[Place, str], ...]

    @property
    def lost_count(self) -> int:
        """How many characters are in no article and no remark."""
        return sum(len(text) for _place, text in self.lost)


def balance(
    characters: int,
    omissions: Sequence[Omission],
    paragraphs: Sequence[Paragraph],
    head: Set[Place],
    written: tuple[Iterable[str], Iterable[str]],
    replaced: str,
) -> Account:
    """The account of a manuscript of so many *characters*, whose *paragraphs* were to be written.

    *written* are the texts that the article has when it is read back, those of its head and those of its body;
    *replaced* characters that the layout prints anew. So it does with the labels of paragraphs that became fields of
    the *head* (by their places).
    """
    head_pool, pool = (Counter(_keep_countable("".join(texts))) for texts in written)
    free = Counter(_keep_countable(replaced))
    lost: list[tuple[Place, str]] = []
    for paragraph in sorted(paragraphs, key=lambda each: each.place in head):  # the body takes its own first
        missing = _keep_countable(characters_of(paragraph))
        for each in (head_pool, pool, free) if paragraph.place in head else (pool, free):
            missing = _take(missing, each)
        if paragraph.place in head:  # between names and keywords the layout has its own marks
            missing = "".join(filter(str.isalnum, missing))
        if missing and not (paragraph.place in head and len(missing) <= _LONGEST_LABEL):
            lost.append((paragraph.place, missing))
    repeated = sum(_length(each) for each in omissions if each.kind == "alternative")
    left_out = sum(_length(each) for each in omissions) - repeated
    return Account(characters - repeated, left_out, tuple(lost))


def _length(omission: Omission) -> int:
    return len("".join(omission.text.split()))


def characters_of(paragraph: Paragraph) -> str:
    """All characters of *paragraph* that must be in the article; of equations the letters and figures."""
    texts = [paragraph.label] if has_words(paragraph.pieces) else []  # no number stands beside a picture
    for piece in paragraph.pieces:
        match piece:
            case Words():
                texts.append(piece.text)
            case Reading():
                texts.append(piece.base + piece.reading)
            case Equation():
                texts.append("".join(each for each in piece.text if each.isalnum()))
    return "".join(texts)


def _keep_countable(text: str) -> str:
    """*text* without white and what is not seen, each character as it is set."""
    plain = without_compatibility_forms(compose_letters(clean(text)))[0]
    return "".join(plain.translate(_AS_SET).split())


def _take(text: str, there: Counter[str]) -> str:
    """Take the characters of *text* out of *there*; return those that aren't."""
    missing = []
    for character in text:
        if there[character] > 0:
            there[character] -= 1
        else:
            missing.append(character)
    return "".join(missing)
