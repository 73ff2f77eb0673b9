"""Marks between the lines: emphasis dots, lines under names and titles (clreq 3.1.8)."""

from collections.abc import Iterator
from itertools import pairwise

from tests.conformance import in_work
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Line, Shape
from tests.conformance.specimens import Sheet, Specimen, paragraphs

DOTTED = Specimen(
    paragraphs(
        "天地<span class='dots'>玄黄宇宙</span>洪荒",
        "天地玄黄<span class='dots'>宇宙洪荒</span>日月盈昃辰宿列张寒来暑往秋收PDF冬……——藏闰余",
    ),
    layout="gongyun",
)
NO_DOTS = DOTTED.styled(".dots { background: none }")
LONG_LINE = DOTTED.reworded("秋收PDF冬……——藏闰余", "秋收PDF冬……——藏闰余")


def marks_below(sheet: Sheet, line: Line) -> list[float]:
    """Centres of the small shapes, or dots set as characters, below a line and above the next."""
    page = next(page for page in sheet.pages if line in page.lines)
    top, bottom = line.base, line.base + sheet.pitch - line.size * 0.7
    small = [shape for shape in page.shapes if shape.right - shape.left < 0.4 * line.size]
    centres = [(shape.left + shape.right) / 2 for shape in small if top < shape.top and shape.bottom < bottom]
    dots = [glyph for glyph in page.glyphs if glyph.character in "•●·．." and top + 1 < glyph.y < bottom + line.size]
    return centres + [glyph.x + glyph.size * (glyph.ink[0] + glyph.ink[2]) / 2 for glyph in dots]


def dot_measurements(sheet: Sheet, line: Line, dotted: str) -> Iterator[Measurement]:
    centres = marks_below(sheet, line)
    for glyph in line.find(dotted):
        middle = glyph.x + glyph.size / 2
        nearest = min((abs(centre - middle) / glyph.size for centre in centres), default="none")
        yield Measurement(f"from the middle of {glyph.character} to its dot", nearest, 0.0, 0.05)
    yield Measurement("dots below the line", len(centres), len(dotted), 0, unit="")


@clause(
    "clreq 3.1.8",
    "1 emphasis dots: one below each character, centred",
    "A dot below each Han character of the run",
    DOTTED,
    NO_DOTS,
    "without dots",
    in_work.DOTS,
)
def dots(sheet: Sheet) -> Iterator[Measurement]:
    yield from dot_measurements(sheet, sheet.line("洪荒"), "玄黄宇宙")


@clause(
    "clreq 3.1.8",
    "2 dots in a stretched line",
    "Dots go with their characters when the line is stretched",
    DOTTED,
    NO_DOTS,
    "without dots",
    in_work.DOTS,
)
def dots_in_stretched_line(sheet: Sheet) -> Iterator[Measurement]:
    yield from dot_measurements(sheet, sheet.line("玄黄宇宙洪荒日"), "宇宙洪荒")


NAMES = Specimen("<p>天<u>玄黄</u><u>宇宙洪</u>荒</p><p>日月</p>", layout="gongyun")


def lines_below(sheet: Sheet, line: Line) -> list[Shape]:
    """The drawn lines below a line of text, from the left."""
    page = next(page for page in sheet.pages if line in page.lines)
    flat = [shape for shape in page.shapes if 0 <= shape.top - line.base + 0.15 * line.size <= 0.5 * line.size]
    return sorted(flat, key=lambda shape: shape.left)


def under_names(sheet: Sheet, names: tuple[str, ...]) -> Iterator[Measurement]:
    line = sheet.lines[0]
    drawn = lines_below(sheet, line)
    yield Measurement("lines below the names", len(drawn), len(names), 0, unit="")
    nothing = Shape(0, 0, 0, 0)
    drawn = [*drawn, *(nothing for _missing in names)][: len(names)]
    for name, shape in zip(names, drawn, strict=True):
        glyphs = line.find(name)
        length = (glyphs[-1].right - glyphs[0].left) / line.size
        yield Measurement(f"line under {name}: length", (shape.right - shape.left) / line.size, (length - 0.2, length))
        below = (shape.top - line.base) / line.size - 0.12
        yield Measurement(f"line under {name}: below the characters' box", below, (0.0, 0.2))
    for first, second in pairwise(drawn):
        yield Measurement("white between two lines side by side", (second.left - first.right) / line.size, (0.05, 0.3))


@clause(
    "clreq 3.1.8",
    "1 proper noun marks, parted between two names",
    "A line under each name",
    NAMES,
    NAMES.reworded("</u><u>", ""),
    "one line under both",
    in_work.NAMES,
)
def proper_noun_marks(sheet: Sheet) -> Iterator[Measurement]:
    yield from under_names(sheet, ("玄黄", "宇宙洪"))


TITLES = Specimen("<p>天<u class='title'>玄黄</u><u class='title'>宇宙洪</u>荒</p><p>日月</p>", layout="gongyun")


@clause(
    "clreq 3.1.8",
    "1 book title marks of type A: wavy lines",
    "A wavy line under each title",
    TITLES,
    TITLES.reworded("</u><u class='title'>", ""),
    "one line under both",
    in_work.NAMES,
)
def wavy_title_marks(sheet: Sheet) -> Iterator[Measurement]:
    drawn = lines_below(sheet, sheet.lines[0])
    heights = [(shape.bottom - shape.top) / sheet.em for shape in drawn]
    yield Measurement("height of the wave", max(heights, default=0.0), (0.11, 0.3))
    yield from under_names(sheet, ("玄黄", "宇宙洪"))


GAP_STYLE = "html { line-height: 1.2 } p { line-height: 1.2 }"


def gap_between_lines(sheet: Sheet) -> Iterator[Measurement]:
    bases = [line.base for line in sheet.lines if "天" in line.text][:3]
    for first, second in pairwise(bases):
        gap = (second - first) / sheet.em - 1
        yield Measurement(f"gap below the line at {bases.index(first) + 1}", gap, (0.5, 1.0))


for _layout in ("gongyun", "journal"):
    _text = Specimen(paragraphs("天地玄黄宇宙洪荒日月盈昃辰宿列张" * 12), layout=_layout)
    clause(
        "clreq 3.1.8",
        f"1 room for marks between the lines: {_layout}",
        "The line gap is at least half the size of the characters",
        _text,
        _text.styled(GAP_STYLE),
        "lines at 1.2",
    )(gap_between_lines)
