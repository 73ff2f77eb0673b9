"""How notes are counted, and which signs changed only because notes came to stand on other pages. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.substitutions import Substitution, letters_of

_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def find_recounted(one: Flow, other: Flow, rows: Sequence[Substitution]) -> tuple[Substitution, ...]:
    """Those of *rows* that are signs which follow from the pages of their notes: notes of one page are counted on.

    The same notes are there on both sides, counted from ① without gaps, and those of the note's page are others.
    """
    notes = _notes(one), _notes(other)
    if not all(map(_are_counted, notes)) or len(notes[0]) != len(notes[1]):
        return ()
    mates = _mates(notes[0]), _mates(notes[1])
    followed = {
        (before[1], after[1])
        for before, after in zip(*notes, strict=True)
        if before[2] == after[2] and before[1] != after[1] and mates[0][before] != mates[1][after]
    }
    return tuple(each for each in rows if each.is_sign and (each.before.strip(), each.after.strip()) in followed)


def find_moved_notes(one: Flow, other: Flow, rows: Sequence[Substitution]) -> tuple[Substitution, ...]:
    """Those of *rows* that say no more than notes which both sides have: they stand in another order."""
    known = common_notes(one, other)
    return tuple(
        each for each in rows if each.in_notes and not any(without_notes(text, known) for text in each.letters)
    )


def common_notes(one: Flow, other: Flow) -> tuple[str, ...]:
    """The letters of the notes that both sides have, the longest first."""
    words = [{letters_of(note) for _page, _sign, note in _notes(flow)} for flow in (one, other)]
    return tuple(sorted((words[0] & words[1]) - {""}, key=len, reverse=True))


def without_notes(text: str, notes: Sequence[str]) -> str:
    """The letters *text* without *notes*, and without signs."""
    for each in notes:
        text = text.replace(each, "")
    return "".join(each for each in text if each not in _SIGNS)


_Note = tuple[int, str, str]  # page, sign, words


def _notes(flow: Flow) -> list[_Note]:
    texts = ((line.page, line.line.text.strip()) for line in flow.lines if line.is_note)
    return [(page, text[0], text[1:].strip()) for page, text in texts if text and text[0] in _SIGNS]


def _are_counted(notes: Sequence[_Note]) -> bool:
    """Whether each sign is the one after that of the note before it, or the first."""
    before = ""
    for _page, sign, _words in notes:
        if sign != _SIGNS[0] and (not before or _SIGNS.index(sign) != _SIGNS.index(before) + 1):
            return False
        before = sign
    return bool(notes)


def _mates(notes: Sequence[_Note]) -> dict[_Note, tuple[str, ...]]:
    """The words of all notes on the page of each."""
    pages: dict[int, list[str]] = defaultdict(list)
    for page, _sign, words in notes:
        pages[page].append(words)
    return {each: tuple(pages[each[0]]) for each in notes}
