"""Marks of Traditional Chinese, which stand in the middle of their em (clreq 3.1.2, 3.1.6)."""

from collections.abc import Iterator
from dataclasses import replace

from tests.conformance.clauses_marks import PAUSES, STOPS
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

TRADITIONAL = "zh-Hant"
FIXED = "？！"
MAINLAND = "the same text as one of the mainland"


def traditional(specimen: Specimen) -> Specimen:
    """The same text in Traditional Chinese."""
    return replace(specimen, language=TRADITIONAL)


ALONE = Specimen(paragraphs(*(f"甲{mark}乙" for mark in PAUSES + STOPS)))


@clause(
    "clreq 3.1.2",
    "pause and stop marks of Hong Kong and Taiwan in the middle",
    "In Traditional Chinese marks are of faces that have them in the middle of their em",
    traditional(ALONE),
    ALONE,
    MAINLAND,
)
def seats_in_the_middle(sheet: Sheet) -> Iterator[Measurement]:
    for mark in PAUSES + STOPS:
        left, _bottom, right, _top = sheet.find(f"甲{mark}乙")[1].ink
        yield Measurement(f"middle of the ink of {mark}", (left + right) / 2, 0.5, 0.04)


SQUEEZED = Specimen(paragraphs("天，地、玄；黄：宇。宙？洪！荒……——宇宙洪荒日月"), 16.6)


@clause(
    "clreq 3.1.6.1",
    "marks in the middle give way on both sides, ？ and ！ of Hong Kong and Taiwan not",
    "A quarter of an em at most from each side, as much from one as from the other",
    traditional(SQUEEZED),
    SQUEEZED,
    MAINLAND,
)
def white_on_both_sides(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.line("天")
    for before, mark, after in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:], strict=False):
        if mark.character in PAUSES + STOPS:
            cuts = before.x + mark.size - mark.x, mark.x + mark.size - after.x
            white = (0.0, 0.0) if mark.character in FIXED else (0.1, 0.25)
            for side, cut in zip(("before", "behind"), cuts, strict=True):
                yield Measurement(f"cut {side} {mark.character} in a squeezed line", cut / mark.size, white, 0.002)


PAIRS = {"。」": 1.5, "，』": 1.5, "」，": 1.5, "：「": 1.5, "！「": 1.5, "？」": 2.0, "？！": 2.0}
ADJACENT = Specimen(paragraphs(*(f"甲{marks}乙" for marks in PAIRS)))


@clause(
    "clreq 3.1.6.2",
    "marks in the middle beside brackets",
    "One and a half em for a mark and a bracket; ？ and ！ keep their em, and ？！ two",
    traditional(ADJACENT),
    ADJACENT,
    MAINLAND,
)
def marks_beside_brackets(sheet: Sheet) -> Iterator[Measurement]:
    for marks, room in PAIRS.items():
        yield Measurement(f"room of {marks}", sheet.width("甲", marks, "乙"), room)


AT_END = Specimen(paragraphs(*(f"天地玄黄宇宙洪荒日{mark}辰宿" for mark in PAUSES + STOPS)), 10)


@clause(
    "clreq 3.1.6.3",
    "marks in the middle at a line's end",
    "A quarter of an em is cut off, which is white; nothing of ？ and ！",
    traditional(AT_END),
    AT_END,
    MAINLAND,
)
def middle_marks_at_end(sheet: Sheet) -> Iterator[Measurement]:
    for mark in PAUSES + STOPS:
        last = next((line.glyphs[-1] for line in sheet.lines if line.text[-1] == mark), None)
        room = (sheet.right - last.x) / last.size if last else "at no line's end"
        yield Measurement(f"room of {mark} at a line's end", room, 1.0 if mark in FIXED else 0.75)


IN_NUMBERS = Specimen(paragraphs("甲６９．５乙", "甲１，２３４乙"))


@clause(
    "clreq 3.1.5.2",
    "point and comma of full-width numbers in Traditional Chinese",
    "They stand low, and in the middle between two figures",
    traditional(IN_NUMBERS),
    IN_NUMBERS,
    MAINLAND,
)
def low_marks_in_numbers(sheet: Sheet) -> Iterator[Measurement]:
    for text, mark in (("６９．５", "．"), ("１，２３４", "，")):
        left, bottom, right, _top = next(glyph for glyph in sheet.find(text) if glyph.character == mark).ink
        yield Measurement(f"middle of the ink of {mark} between figures", (left + right) / 2, 0.5, 0.02)
        yield Measurement(f"lowest ink of {mark} between figures", bottom, (-0.25, 0.1), 0)
