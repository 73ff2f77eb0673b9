"""Ruby: readings and translations above their base text (clreq 3.3)."""

from collections.abc import Iterator
from itertools import pairwise

from tests.conformance.clauses_mark_widths import STOCK
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Glyph
from tests.conformance.specimens import Sheet, Specimen, paragraphs


def ruby(base: str, reading: str) -> str:
    """A ruby as the layouts have it."""
    return f"<ruby><rb>{base}</rb><rt>{reading}</rt></ruby>"


RUBY = Specimen(
    paragraphs(f"天地玄黄{ruby('宇宙', 'yǔzhòu')}洪荒", "日月盈昃", f"辰{ruby('宿', 'xiù')}列张"), layout="gongyun"
)
BELOW = RUBY.styled("rt { vertical-align: -2em; font-size: .7em }")


def reading_of(sheet: Sheet, text: str) -> list[Glyph]:
    """The glyphs of an annotation."""
    return sheet.find(text)


@clause(
    "clreq 3.3.2",
    "romanisation above the base text",
    "Ruby is placed above its base and takes no room in the line",
    RUBY,
    BELOW,
    "readings below",
)
def ruby_above(sheet: Sheet) -> Iterator[Measurement]:
    for base, text in (("宇宙", "yǔzhòu"), ("宿", "xiù")):
        line, reading = sheet.line(base), reading_of(sheet, text)
        lift = (line.base - reading[0].y) / line.size
        yield Measurement(f"base line of {text} above that of {base}", lift, (0.88, 1.2))
        top = min(glyph.y - glyph.ink[3] * glyph.size for glyph in reading)
        above = line.base - sheet.pitch + 0.12 * line.size
        yield Measurement(f"{text} reaches into the line above by", max(0.0, (above - top) / line.size), 0.0, 0.1)


@clause(
    "clreq 3.3.4.1",
    "1 annotations are centred on their base and set solid",
    "The reading is centred over the base",
    RUBY,
    RUBY.stock(),
    STOCK,
)
def ruby_centred(sheet: Sheet) -> Iterator[Measurement]:
    for base, text in (("宇宙", "yǔzhòu"), ("宿", "xiù")):
        glyphs, reading = sheet.find(base), reading_of(sheet, text)
        middle = (glyphs[0].left + glyphs[-1].right) / 2
        own = (reading[0].x + reading[-1].x + reading[-1].advance * reading[-1].size) / 2
        yield Measurement(f"middle of {text} from the middle of {base}", (own - middle) / glyphs[0].size, 0.0, 0.02)
        white = [(two.x - one.x) / one.size - one.advance for one, two in pairwise(reading)]
        yield Measurement(f"widest white between letters of {text}", max(white), (-0.1, 0.0))


@clause(
    "clreq 3.3.4.1",
    "7 annotations are half as large as their base",
    "Half the size",
    RUBY,
    BELOW,
    "readings at 0.7 em",
)
def ruby_size(sheet: Sheet) -> Iterator[Measurement]:
    for base, text in (("宇宙", "yǔzhòu"), ("宿", "xiù")):
        ratio = reading_of(sheet, text)[0].size / sheet.find(base)[0].size
        yield Measurement(f"size of {text}, of that of {base}", ratio, 0.5)


SYLLABLES = ("zhuāng", "chuáng", "shuāng")
CLOSE_RUBY = Specimen(
    "<p>天地" + "".join(ruby(base, text) for base, text in zip("庄床双", SYLLABLES, strict=True)) + "玄黄</p>",
    layout="gongyun",
)


@clause(
    "clreq 3.3.4.1",
    "4 a quarter em between two annotations",
    "Bases are set apart where readings would touch",
    CLOSE_RUBY,
    CLOSE_RUBY.stock(),
    STOCK,
)
def room_between_annotations(sheet: Sheet) -> Iterator[Measurement]:
    letters = [glyph for page in sheet.pages for glyph in page.glyphs if glyph.size < 0.6 * sheet.em]
    ends = [(text, _piece(letters, text)) for text in SYLLABLES]
    for (first, one), (second, two) in pairwise(ends):
        white = (two[0].x - one[-1].x - one[-1].advance * one[-1].size) / one[-1].size
        yield Measurement(f"white between {first} and {second}", white, 0.25, 0.02)


def _piece(letters: list[Glyph], text: str) -> list[Glyph]:
    string = "".join(glyph.character for glyph in letters)
    return letters[string.index(text) : string.index(text) + len(text)]


MONO = Specimen("<p>天地" + ruby("庄", "zhuāng") + ruby("床", "chuáng") + "玄黄</p>", layout="gongyun")


@clause(
    "clreq 3.3.4.2",
    "each character has its own annotation, above it",
    "One base for each syllable",
    MONO,
    MONO.stock(),
    STOCK,
)
def mono_ruby(sheet: Sheet) -> Iterator[Measurement]:
    letters = [glyph for page in sheet.pages for glyph in page.glyphs if glyph.size < 0.6 * sheet.em]
    for base, text in (("庄", "zhuāng"), ("床", "chuáng")):
        (glyph,), reading = sheet.find(base), _piece(letters, text)
        own = (reading[0].x + reading[-1].x + reading[-1].advance * reading[-1].size) / 2
        yield Measurement(f"middle of {text} from the middle of {base}", (own - glyph.x) / glyph.size - 0.5, 0.0, 0.02)
        yield Measurement(f"{text} is above {base}", (glyph.y - reading[0].y) / glyph.size, (0.88, 1.2))


GROUP = Specimen(f"<p>天地{ruby('世界卫生组织', 'WHO')}玄黄{ruby('盘', 'operating system')}宇宙</p>", layout="gongyun")


@clause(
    "clreq 3.3.6.1",
    "1 a short annotation is centred",
    "Western readings are centred over a longer base",
    GROUP,
    GROUP.stock(),
    STOCK,
)
def short_annotation(sheet: Sheet) -> Iterator[Measurement]:
    glyphs, reading = sheet.find("世界卫生组织"), reading_of(sheet, "WHO")
    middle = (glyphs[0].left + glyphs[-1].right) / 2
    own = (reading[0].x + reading[-1].x + reading[-1].advance * reading[-1].size) / 2
    yield Measurement("middle of WHO from the middle of its base", (own - middle) / glyphs[0].size, 0.0, 0.02)


@clause(
    "clreq 3.3.6.1",
    "2 a long annotation makes room around its base",
    "The base is set apart from its neighbours by half of what the reading is longer",
    GROUP,
    GROUP.stock(),
    STOCK,
)
def long_annotation(sheet: Sheet) -> Iterator[Measurement]:
    (base,), reading = sheet.find("盘"), reading_of(sheet, "operating system")
    before, after = sheet.find("黄")[0], sheet.find("宇")[0]
    end = reading[-1].x + reading[-1].advance * reading[-1].size
    yield Measurement(
        "middle of the reading from the middle of its base",
        ((reading[0].x + end) / 2 - base.x) / base.size - 0.5,
        0.0,
        0.02,
    )
    longer = (end - reading[0].x) / base.size - 1
    room = (after.x - before.x) / base.size - 2
    yield Measurement("white around the base, against what the reading is longer", room / longer, (0.5, 1.0), unit="")
