"""Finding the articles of the contents in the text, though print and contents word and break the titles differently."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.printed_text.contents import MAX_TITLE, ContentsEntry, section_name
from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.printed_text.lines import PrintedLine

_LIKE_ENOUGH = 0.65  # of 1; the printed issue has 0.82 where its contents write in full what the title shortens
_MARK_BONUS = 0.05  # a marked line is more likely a title than a plain line that reads the same
_MAX_TITLE_LINES = 3
_MAX_WORK = 20_000_000  # letters compared, a second or two; the printed issue has 50,000


@dataclass(frozen=True, slots=True)
class PrintedTitle:
    """The title of an article in the text: ``lines[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Chain:
    """Titles found so far, the last of them first."""

    total: float
    entry: int = -1
    title: PrintedTitle | None = None
    before: "_Chain | None" = None


def letters_of(text: str) -> str:
    """Return the letters and figures of *text* alone, in one form, to compare titles by."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def find_titles(entries: tuple[ContentsEntry, ...], lines: list[PrintedLine], path: Path) -> list[PrintedTitle | None]:
    """Return where in *lines* the title of each entry stands, in the order of the contents; None where it doesn't.

    Titles are matched by the share of letter pairs they have in common (Dice's coefficient), which takes time linear in
    their length, and so that the sum over all entries is the highest that keeps their order. Raises ContentError when
    there is more to compare than a periodical can have.
    """
    wanted = [_letter_pairs(entry.title) for entry in entries]
    candidates = list(_candidates(lines))
    if (sum(length for _title, _text, length in candidates) + len(lines)) * len(entries) > _MAX_WORK:
        message = _("There are too many short lines to look for {count} titles in.").format(count=len(entries))
        raise ContentError(Problem(message, path, hint=_("Import one issue at a time.")))
    likeness = _Likeness(wanted)
    found: list[list[tuple[PrintedTitle, float]]] = [[] for _entry in entries]
    for title, text, _length in candidates:
        bonus = _MARK_BONUS if all(line.marked for line in lines[title.start : title.end]) else 0.0
        for entry, score in likeness.of(text):
            found[entry].append((title, score + bonus))
    return _best_in_order(found, len(lines))


def _candidates(lines: list[PrintedLine]) -> Iterable[tuple[PrintedTitle, str, int]]:
    """Each run of up to three lines that could be a title, with its text and length."""
    could_be = [_could_be_title(line) for line in lines]
    for start in range(len(lines)):
        text = ""
        for end in range(start, min(start + _MAX_TITLE_LINES, len(lines))):
            if not could_be[end] or len(text) + len(lines[end].text) > MAX_TITLE:
                break
            text += lines[end].text
            yield PrintedTitle(start, end + 1), text, len(text)


def _could_be_title(line: PrintedLine) -> bool:
    return (
        len(line.text) <= MAX_TITLE
        and line.text[-1] not in "。；，、"
        and section_name(line) is None
        and numbering_of(line.text) is None
    )


def _letter_pairs(text: str) -> Counter[str]:
    letters = f"\x02{letters_of(text)}\x03"
    return Counter(first + second for first, second in pairwise(letters))


class _Likeness:
    """How like a text is to each of the *wanted* titles, over an index of their letter pairs."""

    def __init__(self, wanted: list[Counter[str]]) -> None:
        self.sizes = [pairs.total() for pairs in wanted]
        self.holders: dict[str, list[tuple[int, int]]] = {}
        for entry, pairs in enumerate(wanted):
            for pair, count in pairs.items():
                self.holders.setdefault(pair, []).append((entry, count))

    def of(self, text: str) -> list[tuple[int, float]]:
        """The entries that *text* is like enough to, with their scores."""
        pairs = _letter_pairs(text)
        common: Counter[int] = Counter()
        for pair, count in pairs.items():
            for entry, other in self.holders.get(pair, ()):
                common[entry] += min(count, other)
        size = pairs.total()
        scores = ((entry, 2 * shared / (size + self.sizes[entry])) for entry, shared in common.items())
        return [(entry, score) for entry, score in scores if score >= _LIKE_ENOUGH]


def _best_in_order(found: list[list[tuple[PrintedTitle, float]]], length: int) -> list[PrintedTitle | None]:
    """Choose at most one title for each entry, in order and without overlap, with the highest sum of scores."""
    best = [_Chain(0.0)] * (length + 1)  # best[p]: over titles that end at or before line p
    for entry, titles in enumerate(found):
        if not titles:
            continue
        longer = list(best)
        for title, score in titles:
            chain = best[title.start]
            if chain.total + score > longer[title.end].total:
                longer[title.end] = _Chain(chain.total + score, entry, title, chain)
        for position in range(1, length + 1):
            if longer[position - 1].total > longer[position].total:
                longer[position] = longer[position - 1]
        best = longer
    result: list[PrintedTitle | None] = [None] * len(found)
    link: _Chain | None = best[length]
    while link is not None and link.title is not None:
        result[link.entry] = link.title
        link = link.before
    return result


def reconcile(contents: tuple[str, ...], printed: tuple[str, ...]) -> tuple[str, str]:
    """Return the title as printed over the article, and as the contents have it, from the lines of both.

    A space or line end means a space only where both agree that there is a joint, and a line end there becomes a
    preferred break, a newline in the printed title. A space that the other writes without is a line broken by hand.
    """
    contents_letters, contents_joints = _spell(contents)
    printed_letters, printed_joints = _spell(printed)
    blocks = SequenceMatcher(None, contents_letters, printed_letters, autojunk=False).get_matching_blocks()
    places = {block.a + i: block.b + i for block in blocks for i in range(1, block.size)}  # joints inside equal runs
    back = {there: here for here, there in places.items()}
    title = _join(printed_letters, printed_joints, contents_joints, back, printed=True)
    return title, _join(contents_letters, contents_joints, printed_joints, places, printed=False)


def _spell(lines: tuple[str, ...]) -> tuple[str, dict[int, str]]:
    """The characters of a title without spaces, and its joints: number of characters before → space or newline."""
    letters, joints = "", {}
    for character in "\n".join(line.strip() for line in lines):
        if character.isspace():
            joints[len(letters)] = "\n" if character == "\n" else " "
        else:
            letters += character
    return letters, joints


def _join(letters: str, joints: dict[int, str], others: dict[int, str], places: dict[int, int], printed: bool) -> str:
    """Put *letters* together; *others* are the joints of the other wording, at *places* of it."""
    result = ""
    for position, letter in enumerate(letters):
        joint = joints.get(position)
        if joint is not None and position:
            latin = letters[position - 1].isascii() and letter.isascii()
            place = places.get(position)
            line_end = printed and "\n" in (joint, others.get(place) if place is not None else None)
            if place is None or place in others:
                agreed = place is not None or joint == " " or latin
                result += " \n" if line_end else " " if agreed else ""
            elif latin or (joint == " " and not printed):  # contents keep a space that print spends on a line end
                result += " "
        result += letter
    return result
