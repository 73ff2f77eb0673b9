"""Han and Latin text in one line (clreq 3.2)."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise
from re import sub

from tests.conformance.clauses_line_edges import parted
from tests.conformance.clauses_mark_widths import STOCK
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Glyph
from tests.conformance.specimens import Sheet, Specimen, paragraphs

QUARTER = 0.25
BESIDE = {
    "a letter": "甲A乙",
    "a digit": "甲7乙",
    "Greek": "甲α乙",
    "an accented letter": "甲é乙",
    "kai": "<em>甲B乙</em>",
    "a bold word": "甲<b>C</b>乙",
    "a link": "甲<a href='https://example.com/'>D</a>乙",
    "a word in another face": "<b>甲</b>E<em>乙</em>",
}
GAPS = Specimen(paragraphs(*BESIDE.values()))


def white(sheet: Sheet, text: str, at: int) -> float:
    """The white in em between the characters *at* and *at* + 1 of *text*."""
    first, second = sheet.find(text)[at : at + 2]
    return (second.x - first.x) / first.size - first.advance


def plain(markup: str) -> str:
    """The text of a piece of HTML."""
    return unescape(sub(r"<[^>]*>", "", markup))


@clause(
    "clreq 3.2.2",
    "a quarter em between Han and Latin",
    "The gap is added by the composer, across spans as well",
    GAPS,
    GAPS.stock(),
    STOCK,
)
def quarter_em(sheet: Sheet) -> Iterator[Measurement]:
    for what, markup in BESIDE.items():
        yield Measurement(f"gap before: {what}", white(sheet, plain(markup), 0), QUARTER)
        yield Measurement(f"gap after: {what}", white(sheet, plain(markup), 1), QUARTER)


SPACED = Specimen(paragraphs("共 12 人", "用 PDF 做", "第 7 页", "甲 A乙"))


@clause(
    "clreq 3.2.2",
    "typed spaces are the gap",
    "A space typed between Han and Latin is set a quarter em wide, not added to the gap",
    SPACED,
    SPACED.styled("p { word-spacing: .25em }"),
    "a gap added to the typed space",
)
def typed_spaces(sheet: Sheet) -> Iterator[Measurement]:
    for text in ("共1", "2人", "用P", "F做", "第7", "7页", "甲A"):
        yield Measurement(f"gap at the space in “{text[0]} {text[1]}”", _white_without_spaces(sheet, text), QUARTER)
    yield Measurement("gap without a space in “A乙”", white(sheet, "A乙", 0), QUARTER)


def _white_without_spaces(sheet: Sheet, pair: str) -> float:
    for line in sheet.lines:
        glyphs = [glyph for glyph in line.glyphs if glyph.character != " "]
        for first, second in pairwise(glyphs):
            if first.character + second.character == pair:
                return (second.x - first.x) / first.size - first.advance
    raise LookupError(pair)


PROPORTIONAL = Specimen(paragraphs(*(f"甲{letter}乙" for letter in "iIWm1")))


@clause(
    "clreq 3.2.2",
    "proportional letters",
    "Latin letters and digits of the face, none of them an em wide",
    PROPORTIONAL,
    replace(PROPORTIONAL, body=paragraphs(*(f"甲{chr(ord(letter) + 0xFEE0)}乙" for letter in "iIWm1"))),
    "full-width letters",
)
def proportional_letters(sheet: Sheet) -> Iterator[Measurement]:
    advances = [line.glyphs[1].advance for line in sheet.lines]
    for letter, advance, wanted in zip("iIWm1", advances, (0.33, 0.37, 1.05, 0.97, 0.5), strict=True):
        yield Measurement(f"advance of {letter}", advance, wanted, 0.05)


WORDS = "天地Unicode玄黄WeasyPrint宇宙PDF洪荒typesetting日月EPUB盈昃Chinese辰宿A列张B寒来HTML暑往CSS秋收Pango冬藏"
EDGES = Specimen(paragraphs(*(WORDS[start:] + WORDS for start in (0, 7, 19, 26))), 11)


@clause(
    "clreq 3.2.4",
    "no gap at the edges of a line",
    "A gap is dropped where a line begins or ends with Latin",
    EDGES,
    EDGES.stock(),
    STOCK,
)
def no_gap_at_edges(sheet: Sheet) -> Iterator[Measurement]:
    starts = [line for line in sheet.lines if line.text[0].isascii()]
    ends = [line for line, after in zip(sheet.lines, sheet.lines[1:], strict=False) if _goes_on(line.text, after.text)]
    ends = [line for line in ends if line.text[-1].isascii()]
    yield Measurement("lines that begin with Latin: at least three", len(starts), (3, 99), unit="")
    yield Measurement("white before them", max(abs(line.left - sheet.left) / line.size for line in starts), 0.0, 0.02)
    yield Measurement("lines that end with Latin: at least three", len(ends), (3, 99), unit="")
    yield Measurement("white after them", max(abs(line.right - sheet.right) / line.size for line in ends), 0.0, 0.02)


def _goes_on(text: str, after: str) -> bool:
    return text[-3:] + after[:3] in WORDS + WORDS


MARKED = ("甲，P", "F。乙", "（P", "F）乙", "“P", "F”乙", "《P", "F》乙", "甲：P", "F、乙", "？P", "F；乙")
BY_MARKS = Specimen(paragraphs("甲，PDF。乙", "甲（PDF）乙", "甲“PDF”乙", "甲《PDF》乙", "甲：PDF、乙", "甲？PDF；乙"))


@clause(
    "clreq 3.2.4",
    "no gap beside marks",
    "Marks bring their own white",
    BY_MARKS,
    BY_MARKS.styled("p { letter-spacing: .1em }"),
    "letters spaced by 0.1 em",
)
def no_gap_beside_marks(sheet: Sheet) -> Iterator[Measurement]:
    for text in MARKED:
        at = len(text) - 2 if text[-1].isascii() else 0
        yield Measurement(f"white between {text[at]} and {text[at + 1]} in “{text}”", white(sheet, text, at), 0.0)


INSIDE = Specimen(paragraphs("甲（共12人）乙", "甲〔用PDF做〕乙"))


@clause(
    "clreq 3.2.4",
    "no gap inside brackets (rule of the house)",
    "Between brackets Han and Latin are set solid",
    INSIDE,
    INSIDE.reworded("（共12人）", "，共12人，").reworded("〔用PDF做〕", "，用PDF做，"),
    "without the brackets",
)
def no_gap_inside_brackets(sheet: Sheet) -> Iterator[Measurement]:
    for text in ("共1", "2人", "用P", "F做"):
        yield Measurement(f"gap in “{text}” between brackets", white(sheet, text, 0), 0.0)


NAMES = ("WeasyPrint", "Unicode", "typesetting", "EPUB", "HTML", "Pango", "Chinese")
BROKEN = replace(EDGES, body=paragraphs(*(f"天地{name[:3]}<br>{name[3:]}玄黄" for name in NAMES)))


@clause(
    "clreq 3.2.4",
    "1 words stay whole",
    "No place to break inside a Latin word",
    EDGES,
    BROKEN,
    "each word broken",
)
def whole_words(sheet: Sheet) -> Iterator[Measurement]:
    for name in NAMES:
        yield Measurement(f"{name} in two lines", parted(sheet, name), ())


BY_LANGUAGE = Specimen(
    "<p>天地宇<span lang='de'>Schreibmaschine</span>宙洪荒</p>"
    "<p>天地玄黄宇<span lang='en'>typesetting</span>宙洪荒</p><p>天地玄黄宇typesetting宙洪荒</p>",
    9.5,
    "p { hyphens: auto }",
)
CUT = (("Schreibma", "schine"), ("typeset", "ting"), ("typeset", "ting"))


@clause(
    "clreq 3.2.4",
    "1 words are cut by their own language's patterns",
    "The language is that of the element (lang); Latin words of Chinese text are taken for English",
    BY_LANGUAGE,
    BY_LANGUAGE.reworded("lang='de'", "lang='en'"),
    "a German word taken for English",
)
def cut_by_language(sheet: Sheet) -> Iterator[Measurement]:
    cuts = [
        (line.text.rpartition("宇")[2].rstrip("-"), after.text.partition("宙")[0])
        for line, after in pairwise(sheet.lines)
        if line.text.endswith("-")
    ]
    for number, (first, second) in enumerate(CUT):
        found = cuts[number] if number < len(cuts) else ()
        yield Measurement(f"paragraph {number + 1}: {first}{second} is cut into", found, (first, second))


HYPHENATED = Specimen("<p>天地玄黄<span lang='en'>internationalization</span>宇宙洪荒</p>", 9, "p { hyphens: auto }")


@clause(
    "clreq 3.2.4",
    "1 hyphenation by language",
    "Words of a language that is told break at its syllables",
    HYPHENATED,
    HYPHENATED.styled("p { hyphens: manual }"),
    "without hyphenation",
)
def hyphenation(sheet: Sheet) -> Iterator[Measurement]:
    ends = [line.text[-1] for line in sheet.lines if line.text[-2:-1].isascii() and line.text[-1] in "-‐"]
    yield Measurement("lines that end with a hyphen", len(ends), (1, 9), unit="")
    beyond = max((line.right - sheet.right) / line.size for line in sheet.lines)
    yield Measurement("the widest line beyond the measure", max(0.0, beyond), 0.0)


STRETCHED = Specimen(paragraphs("天地玄黄，WeasyPrint排了2023页荒……——宇宙洪荒日月", "WeasyPrint", "2023"), 15.5)


@clause(
    "clreq 3.2.4",
    "3 no space inside words and numbers",
    "A line is stretched between Han characters and at gaps only",
    STRETCHED,
    STRETCHED.reworded(
        "天地玄黄，WeasyPrint排了2023页", "天地<span style='letter-spacing: .05em'>WeasyPrint2023</span>"
    ),
    "letters spaced",
)
def no_space_inside_words(sheet: Sheet) -> Iterator[Measurement]:
    for word in ("WeasyPrint", "2023"):
        inside, alone = (_length(line.find(word)) for line in sheet.lines if word in line.text)
        yield Measurement(f"length of {word} in a stretched line, against its own", inside - alone, 0.0)


def _length(glyphs: list[Glyph]) -> float:
    return (glyphs[-1].x - glyphs[0].x) / glyphs[0].size


APOSTROPHES = Specimen(paragraphs("天地don’t玄黄", "天地rock ’n’ roll玄黄", "他说‘是’的"))


@clause(
    "clreq 3.2.1",
    "the apostrophe of Latin words",
    "’ between Latin letters is as wide as the letters' own, and no closing mark; around Chinese it is an em",
    APOSTROPHES,
    APOSTROPHES.reworded("don’t", "天’地").reworded("rock ’n’ roll", "他说‘是’的"),
    "between Han characters",
)
def apostrophes(sheet: Sheet) -> Iterator[Measurement]:
    for name, line in zip(("don’t", "rock ’n’ roll"), sheet.lines, strict=False):
        for glyph, after in pairwise(line.glyphs):
            if glyph.character == "’":
                room = (after.x - glyph.x) / glyph.size
                yield Measurement(f"room of ’ in {name}", room, (0.2, 0.35))
    glyph, after = sheet.lines[-1].find("’的")
    yield Measurement("room of ’ in 他说‘是’的", (after.x - glyph.x) / glyph.size, 1.0)


CHINESE_MARKS = Specimen(paragraphs("用PDF，再用EPUB。了", "“PDF”和‘EPUB’了", "He said “yes” to it."))


@clause(
    "clreq 3.2.1",
    "Chinese marks in Chinese text",
    "Marks beside Latin words are full width: the sentence is Chinese",
    CHINESE_MARKS,
    CHINESE_MARKS.reworded("，", ",").reworded("。", ".").stock().styled("p { font-feature-settings: 'pwid', 'palt' }"),
    "Western marks",
)
def chinese_marks(sheet: Sheet) -> Iterator[Measurement]:
    for number, at, what in (
        (0, 4, "， after PDF"),
        (0, 11, "。 after EPUB"),
        (1, 0, "“ before PDF"),
        (1, 4, "” after PDF"),
        (1, 6, "‘ before EPUB"),
        (1, 11, "’ after EPUB"),
    ):
        line = sheet.lines[number]
        end = line.glyphs[at + 1].x if at + 1 < len(line.glyphs) else line.glyphs[at].x + line.size
        room = (end - line.glyphs[at].x) / line.size
        yield Measurement(f"room of {what}", room, 1.0)


@clause(
    "clreq 3.2.1",
    "Western marks in Western text",
    "Quotation marks between Latin words are those of the Latin face",
    CHINESE_MARKS,
    CHINESE_MARKS.reworded("He said “yes” to it.", "他说“是”的。"),
    "Chinese words around the marks",
)
def western_marks(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[2]
    at = line.text.index("“")
    room = (line.glyphs[at + 1].x - line.glyphs[at].x) / line.size
    yield Measurement("room of “ in an English sentence", room, (0.2, 0.6))
    at = line.text.index("”")
    room = (line.glyphs[at + 1].x - line.glyphs[at].x) / line.size
    yield Measurement("room of ” in an English sentence", room, (0.2, 0.6))


RATIO = Specimen(paragraphs("甲3∶2乙"))


@clause(
    "clreq 3.1.5.2",
    "the sign of a ratio",
    "∶ between two numbers is half an em wide",
    RATIO,
    RATIO.stock(),
    STOCK,
)
def half_em_ratio(sheet: Sheet) -> Iterator[Measurement]:
    first, _sign, second = sheet.find("3∶2")
    yield Measurement("room of ∶", (second.x - first.x) / first.size - first.advance, 0.5, 0.01)


UNITS = Specimen(paragraphs("位移5 mm，天地 Chinese lines 玄黄宇宙洪荒日月盈昃"), 11.7)


@clause(
    "clreq 3.1.5.2",
    "the space between a number and its unit",
    "It keeps its width where other word spaces of the line are stretched",
    UNITS,
    UNITS.reworded("5 mm", "5 up"),
    "a word that is no unit",
)
def space_before_unit(sheet: Sheet) -> Iterator[Measurement]:
    glyphs = [glyph for glyph in sheet.lines[0].glyphs if glyph.character != " "]
    at = next(index for index, glyph in enumerate(glyphs) if glyph.character == "5")
    number, unit = glyphs[at : at + 2]
    yield Measurement("space before the unit", (unit.x - number.x) / number.size - number.advance, 0.25, 0.06)
