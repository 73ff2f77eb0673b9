"""Marks of special uses: ．for 。, ？！ in a row, the frame around a name (clreq 3.1.3, GB/T 15834 5.1.2)."""

from collections.abc import Iterator

from tests.conformance import in_work
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

DECEASED = Specimen("<p>天地<span class='deceased'>玄黄</span>宇宙</p>", layout="gongyun")


@clause(
    "clreq 3.1.3.4",
    "a frame around a name",
    "There is no mark for it",
    DECEASED,
    DECEASED.reworded(" class='deceased'", ""),
    "without the mark",
    in_work.DEATH,
)
def symbol_of_death(sheet: Sheet) -> Iterator[Measurement]:
    frame = sheet.pages[0].shapes
    width = (max(shape.right for shape in frame) - min(shape.left for shape in frame)) / sheet.em if frame else 0.0
    yield Measurement("width of the frame", width, (2.0, 2.4))


@clause(
    "clreq 3.1.3.1",
    "．for 。",
    "． is a stop: one em, never first in a line, half an em at a line's end",
    Specimen(paragraphs("天地玄黄宇宙洪荒日．辰宿", "天地．日月"), 9.5),
    Specimen(paragraphs("天地玄黄宇宙洪荒日<br>．辰宿", "天地．日月"), 9.5),
    "a line broken before ．",
)
def scientific_stop(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("lines that begin with ．", tuple(one.text for one in sheet.lines if one.text[0] == "．"), ())
    last = sheet.lines[0].glyphs[-1]
    yield Measurement("room of ． at a line's end", (sheet.right - last.x) / last.size, 0.5)
    yield Measurement("room of ． before the line's end", sheet.width("地", "．", "日"), 1.0)


REPEATED = {"！！": 1.0, "？？": 1.0, "！！！": 2.0, "？？？": 2.0}
CHAINED = {"？！": 1.0, "！？": 1.0}


def chained(rooms: dict[str, float]) -> Specimen:
    """Each of several marks in a row between two Han characters."""
    return Specimen(paragraphs(*(f"甲{marks}乙" for marks in rooms)))


@clause(
    "clreq 3.1.3.3",
    "？！ and ！？ take one em",
    "Each mark of a pair takes half an em",
    chained(CHAINED),
    chained(CHAINED).stock(),
    "set by WeasyPrint alone",
)
def chained_marks(sheet: Sheet) -> Iterator[Measurement]:
    for marks, room in CHAINED.items():
        yield Measurement(f"room of {marks}", sheet.width("甲", marks, "乙"), room)


@clause(
    "GB/T 15834 5.1.2",
    "two marks one em, three marks two",
    "Each mark of a pair takes half an em, a third its whole em",
    chained(REPEATED),
    chained(REPEATED).stock(),
    "set by WeasyPrint alone",
)
def repeated_marks(sheet: Sheet) -> Iterator[Measurement]:
    for marks, room in REPEATED.items():
        yield Measurement(f"room of {marks}", sheet.width("甲", marks, "乙"), room)
