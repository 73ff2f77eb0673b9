"""Marks between the lines: emphasis dots, lines under names and titles (clreq 3.1.8)."""

from collections.abc import Iterator
from itertools import pairwise

from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Line, Shape
from tests.conformance.specimens import EM, Sheet, Specimen, paragraphs

DOTTED = Specimen(
    paragraphs(
        "天地<span class='dots'>玄黄宇宙</span>洪荒",
        "天地玄黄<span class='dots'>宇宙洪荒</span>日月盈昃辰宿列张寒来暑往秋收PDF冬……——藏闰余",
    ),
    layout="gongyun",
)
NO_DOTS = DOTTED.styled(".dots { --emphasis-mark: none }")
SQUEEZED = Specimen("<p>天（<span class='dots'>玄）黄，宇宙</span>洪荒日月</p>", 11, ".dots { --emphasis-mark: dot }")


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
)
def dots_in_stretched_line(sheet: Sheet) -> Iterator[Measurement]:
    yield from dot_measurements(sheet, sheet.line("玄黄宇宙洪荒日"), "宇宙洪荒")


@clause(
    "clreq 3.1.8",
    "3 dots in a squeezed line; none below marks",
    "Dots go with their characters when marks give way; ） and ， have none",
    SQUEEZED,
    SQUEEZED.reworded("玄）黄，宇宙", "玄）</span>黄，<span>宇宙"),
    "a part without dots",
)
def dots_in_squeezed_line(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    yield Measurement("the line ends after", line.text[-1], "月", unit="")
    yield Measurement("room of （玄）", (line.find("黄")[0].x - line.find("天")[0].x) / EM - 1, 2.0)
    centres = marks_below(sheet, line)
    for character in "玄黄宇宙":
        middle = line.find(character)[0].x + EM / 2
        nearest = min((abs(centre - middle) / EM for centre in centres), default="none")
        yield Measurement(f"from the middle of {character} to its dot", nearest, 0.0, 0.02)
    yield Measurement("dots below the line", len(centres), 4, 0, unit="")


BESIDE_READINGS = Specimen(
    "<p><span class='dots'>暑往秋收</span><br><ruby><rb>冬</rb><rt>dǒng</rt></ruby>藏闰余</p>",
    layout="huakan",
)


@clause(
    "clreq 3.1.8",
    "4 dots above the readings of the next line",
    "Dots stand below their characters and readings above theirs; between the lines neither touches the other",
    BESIDE_READINGS,
    BESIDE_READINGS.styled(":is(p, li):has(rt) .dots { --emphasis-mark: dot }"),
    "dots as deep as ever",
)
def dots_above_readings(sheet: Sheet) -> Iterator[Measurement]:
    page, line = sheet.pages[0], sheet.line("暑往秋收")
    next_base = sheet.line("冬").base
    dotted = [
        shape for shape in page.shapes if line.base < shape.top < next_base and shape.right - shape.left < line.size
    ]
    tops = [glyph.y - glyph.ink[3] * glyph.size for glyph in page.glyphs if glyph.character == "ǒ"]
    yield Measurement("dots", len(dotted), 4, 0, unit="")
    room = (min(tops) - max(shape.bottom for shape in dotted)) / line.size
    yield Measurement("from the dots to the tone mark below", room, (0.0, 0.2), 0.01)
    yield Measurement(
        "from the base line to the dots", (min(shape.top for shape in dotted) - line.base) / line.size, (0.08, 0.2), 0
    )


def named(*names: str, kind: str = "proper-noun") -> str:
    """Each of *names* with its mark, one beside the other."""
    return "".join(f"<span class='{kind}'>{name}</span>" for name in names)


NAMES = Specimen(f"<p>天{named('玄黄', '宇宙洪')}荒</p><p>日月</p>", layout="gongyun")


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
    NAMES.reworded(named("玄黄", "宇宙洪"), named("玄黄宇宙洪")),
    "one line under both",
)
def proper_noun_marks(sheet: Sheet) -> Iterator[Measurement]:
    yield from under_names(sheet, ("玄黄", "宇宙洪"))


TITLES = Specimen(f"<p>天{named('玄黄', '宇宙洪', kind='work-title')}荒</p><p>日月</p>", layout="gongyun")


@clause(
    "clreq 3.1.8",
    "1 book title marks of type A: wavy lines",
    "A wavy line under each title",
    TITLES,
    NAMES,
    "straight lines",
)
def wavy_title_marks(sheet: Sheet) -> Iterator[Measurement]:
    drawn = lines_below(sheet, sheet.lines[0])
    heights = [(shape.bottom - shape.top) / sheet.em for shape in drawn]
    yield Measurement("height of the wave", max(heights, default=0.0), (0.11, 0.3))
    yield from under_names(sheet, ("玄黄", "宇宙洪"))


BROKEN_NAME = Specimen(f"<p>天地玄黄宇{named('宙洪荒日月盈昃')}辰宿</p>", 10, ".proper-noun { --line-below: straight }")


@clause(
    "clreq 3.1.8",
    "1 a name in two lines keeps its mark in both",
    "The mark goes to the edge where the name is broken, and is shortened at the name's own ends only",
    BROKEN_NAME,
    BROKEN_NAME.reworded(named("宙洪荒日月盈昃"), named("宙洪荒日月", "盈昃")),
    "two names",
)
def broken_name(sheet: Sheet) -> Iterator[Measurement]:
    for line, name, shortened in zip(sheet.lines, ("宙洪荒日月", "盈昃"), ((1, 0), (0, 1)), strict=True):
        drawn, glyphs = lines_below(sheet, line), line.find(name)
        yield Measurement(f"lines below {name}", len(drawn), 1, 0, unit="")
        for shape in drawn:
            ends = (shape.left - glyphs[0].left) / EM, (glyphs[-1].right - shape.right) / EM
            for side, end, short in zip(("left", "right"), ends, shortened, strict=True):
                yield Measurement(f"mark below {name}: shorter at the {side}", end, short / 16, 0.03)


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
