"""Lines that are too long: what gives way, and in which order (clreq 3.5.2, 3.5.3; GB/T 15834 5.1.11)."""

from collections.abc import Iterator
from itertools import pairwise

from tests.conformance.clauses_mark_widths import STOCK
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Line
from tests.conformance.specimens import EM, Sheet, Specimen, paragraphs

TAIL = "荒……——宇宙洪荒日月"
"""Text that a line can break after its first five em only: nothing before may begin a line."""
SQUEEZABLE = "天（地）玄，黄、宇A宙。洪；荒·日月"
"""Naturally 17.72 em, and 22.72 em with the unbreakable part of the tail."""
LOOSE = "p { text-align: left }"


def squeezed(measure: float) -> Specimen:
    """A line that must lose 22.72 em − *measure*."""
    return Specimen(paragraphs(SQUEEZABLE + TAIL), measure)


def rooms(sheet: Sheet) -> dict[str, float]:
    """The room of each mark in the first line, and of the two gaps around A (“before A”, “after A”)."""
    line = sheet.line("（")
    result = {}
    for (before, glyph), after in zip(pairwise(line.glyphs), line.glyphs[2:], strict=False):
        if glyph.character in "（），、。；·":
            result[glyph.character] = (after.x - before.x) / line.size - before.advance
        if glyph.character == "A":
            result["before A"] = (glyph.x - before.x) / line.size - 1
            result["after A"] = (after.x - glyph.x) / line.size - glyph.advance
    # beside （ stands 天, beside ） stands 玄: the room between those is what the bracket has
    result["（"] = (line.find("地")[0].x - line.find("天")[0].x) / line.size - 1
    result["）"] = (line.find("玄")[0].x - line.find("地")[0].x) / line.size - 1
    return result


def in_the_same_line(sheet: Sheet) -> Measurement:
    line = sheet.lines[0].text
    return Measurement("the line ends after", line[-2:], "——", unit="")


def equal(what: str, values: list[float]) -> Measurement:
    """Whether lengths are the same, but for what a PDF rounds."""
    return Measurement(f"{what}: difference of the widest and the narrowest", max(values) - min(values), 0.0)


@clause(
    "clreq 3.5.2",
    "squeezed before stretched",
    "Breaks with least badness; squeezing costs less than stretching",
    squeezed(19.9),
    squeezed(19.9).stock(),
    STOCK,
)
def squeezed_first(sheet: Sheet) -> Iterator[Measurement]:
    yield in_the_same_line(sheet)
    yield Measurement("right edge", (sheet.lines[0].right - sheet.right) / EM, 0.0)


@clause(
    "clreq 3.5.2",
    "stretched when squeezing is not enough",
    "What no mark can give goes to the next line",
    squeezed(19),
    squeezed(19).styled(LOOSE),
    "not justified",
)
def stretched_then(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    yield Measurement("the line ends before", sheet.lines[1].text[:2], "荒…", unit="")
    yield Measurement("right edge", (line.right - sheet.right) / EM, 0.0)
    yield Measurement("marks are not squeezed: room of ，", rooms(sheet)["，"], (1.0, 1.2))


END_FIRST = Specimen(paragraphs("天（地）玄，黄宇宙洪荒日，月辰宿列张"), 12.5)


@clause(
    "clreq 3.5.3",
    "a the line's end first",
    "The half em at the line's end is cut before anything else gives",
    END_FIRST,
    END_FIRST.stock(),
    STOCK,
)
def line_end_first(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    found = rooms(sheet)
    yield Measurement("room of the last mark", (sheet.right - line.glyphs[-1].x) / EM, 0.5)
    for mark in "（）":
        yield Measurement(f"room of {mark} in the same line", found[mark], 1.0)
    yield Measurement("room of the first ，", (line.find("黄")[0].x - line.find("玄")[0].x) / EM - 1, 1.0)


WORD_SPACES = Specimen(
    paragraphs("天，地，玄，黄，We saw it as far as we could go，宇，宙荒……——宇宙洪荒日月" + "盈昃辰宿列张" * 6), 29
)


@clause(
    "clreq 3.5.3",
    "b word spaces to a quarter em at the least",
    "All word spaces of a line give alike, first of all, down to a quarter em",
    WORD_SPACES,
    WORD_SPACES.styled("p { word-spacing: -.1em }"),
    "narrower word spaces",
)
def squeezed_word_spaces(sheet: Sheet) -> Iterator[Measurement]:
    spaces = word_spaces(sheet.line("We"))
    yield Measurement("word spaces looked at", len(spaces), (7, 9), unit="")
    yield Measurement("narrowest word space", min(spaces), (0.25, 0.5))
    yield equal("word spaces", spaces)


def word_spaces(line: Line) -> list[float]:
    """The white between Latin words."""
    glyphs = [glyph for glyph in line.glyphs if glyph.character != " "]
    pairs = [(one, two) for one, two in pairwise(glyphs) if (one.character + two.character).isascii()]
    whites = [(two.x - one.x) / line.size - one.advance for one, two in pairs]
    return [white for white in whites if white > 0.1]


@clause(
    "clreq 3.5.3",
    "c the interpunct at half an em",
    "· has nothing to give: it is half an em everywhere",
    squeezed(20),
    squeezed(20).styled("p { letter-spacing: .1em }"),
    "letters spaced by 0.1 em",
)
def interpunct_in_squeezed_line(sheet: Sheet) -> Iterator[Measurement]:
    yield in_the_same_line(sheet)
    yield Measurement("room of ·", rooms(sheet)["·"], 0.5)


@clause(
    "clreq 3.5.3",
    "d brackets before all other marks",
    "Brackets give alike, down to half an em; nothing else gives before",
    squeezed(22),
    squeezed(22).stock(),
    STOCK,
)
def brackets_squeezed(sheet: Sheet) -> Iterator[Measurement]:
    found = rooms(sheet)
    yield in_the_same_line(sheet)
    yield Measurement("room of （", found["（"], 0.641)
    yield Measurement("room of ）", found["）"], 0.641)
    for mark in "，、；。":
        yield Measurement(f"room of {mark}", found[mark], 1.0)
    yield Measurement("gap before A", found["before A"], 0.25)


@clause(
    "clreq 3.5.3",
    "e then commas",
    "，、； give alike, down to half an em, once the brackets have given all",
    squeezed(21),
    squeezed(21).stock(),
    STOCK,
)
def commas_squeezed(sheet: Sheet) -> Iterator[Measurement]:
    found = rooms(sheet)
    yield in_the_same_line(sheet)
    for mark in "（）":
        yield Measurement(f"room of {mark}", found[mark], 0.5)
    for mark in "，、；":
        yield Measurement(f"room of {mark}", found[mark], 0.761)
    yield Measurement("room of 。", found["。"], 1.0)
    yield Measurement("gap before A", found["before A"], 0.25)


@clause(
    "clreq 3.5.3",
    "f then Han–Latin gaps, to an eighth em",
    "Gaps give alike once the commas have given all",
    squeezed(20),
    squeezed(20).stock(),
    STOCK,
)
def gaps_squeezed(sheet: Sheet) -> Iterator[Measurement]:
    found = rooms(sheet)
    yield in_the_same_line(sheet)
    for mark in "（），、；":
        yield Measurement(f"room of {mark}", found[mark], 0.5)
    for side in ("before A", "after A"):
        yield Measurement(f"gap {side}", found[side], 0.141)
    yield Measurement("room of 。", found["。"], 1.0)


@clause(
    "clreq 3.5.3",
    "g stops last",
    "。？！ give at last, down to half an em",
    squeezed(19.7),
    squeezed(19.7).stock(),
    STOCK,
)
def stops_squeezed(sheet: Sheet) -> Iterator[Measurement]:
    found = rooms(sheet)
    yield in_the_same_line(sheet)
    for side in ("before A", "after A"):
        yield Measurement(f"gap {side}", found[side], 0.125)
    yield Measurement("room of 。", found["。"], 0.732)


KEPT_IN = Specimen(paragraphs("天（地）玄，黄宇宙洪荒日月"), 12.2)


@clause(
    "GB/T 15834 5.1.11",
    "marks give way so that a last character need not turn",
    "The white of marks is cut as far as it takes to keep the last characters in the line",
    KEPT_IN,
    KEPT_IN.stock(),
    STOCK,
)
def last_characters_kept_in(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("lines", len(sheet.lines), 1, 0, unit="lines")
    yield Measurement("right edge", (sheet.lines[0].right - sheet.right) / EM, 0.0)
