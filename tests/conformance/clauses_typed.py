"""Lines of text as authors type it: full-width figures, addresses, options, standards, years, names of programs."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tests.conformance.clauses_line_edges import parted
from tests.conformance.clauses_mark_widths import STOCK
from tests.conformance.clauses_paragraphs import INDENT, last_lines
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import EM, Sheet, Specimen, paragraphs

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
STARTS = range(0, 14, 2)


def at_all_places(text: str) -> str:
    """A *text* as paragraphs, in which it comes to stand at several places of the line."""
    return paragraphs(*(HAN[start:] + text + HAN[:start] for start in STARTS))


FULL_WIDTH = ("１９４９", "９５．６７％", "ＮＡＴＯ", "１２：３０", "１，２３４", "￥５００")
WIDE = Specimen(at_all_places("年，率".join(FULL_WIDTH) + "，洪荒"), 12.5)


@clause(
    "clreq 3.1.5.2",
    "full-width numbers and words are whole",
    "Full-width digits and letters, with the points, commas and colons in them, are numbers and words",
    WIDE,
    replace(WIDE, body="".join(WIDE.body.replace(text, text[:2] + "<br>" + text[2:]) for text in FULL_WIDTH)),
    "each broken",
)
def whole_full_width(sheet: Sheet) -> Iterator[Measurement]:
    for text in FULL_WIDTH:
        yield Measurement(f"{text} in two lines", parted(sheet, text), ())


@clause(
    "clreq 3.5.4",
    "exception a: nothing inside full-width numbers and words",
    "Nothing is added inside them, and nothing is taken",
    WIDE,
    WIDE.styled("p { letter-spacing: .05em }"),
    "letters spaced by 0.05 em",
)
def solid_full_width(sheet: Sheet) -> Iterator[Measurement]:
    white = [line.gaps()[0] for line in sheet.lines if len(line.glyphs) > 1]
    yield Measurement("lines are stretched: the loosest", max(white), (0.04, 0.5))
    for text in FULL_WIDTH:
        found = [line.find(text) for line in sheet.lines if text in line.text]
        pairs = [pair for glyphs in found for pair in pairwise(glyphs)]
        inside = [(second.x - first.x) / first.size - first.advance for first, second in pairs]
        yield Measurement(f"white inside {text}: the most", max(inside), 0.0)
        yield Measurement(f"white inside {text}: the least", min(inside), 0.0)


TECHNICAL = (
    "详见 https://example.org/help/VirtualMachineSettings. 也可以运行 ./prepare --with-very-long-option-name "
    "--target=/opt/kanben/releases/current/share 之后再试，或者看 /usr/share/doc/kanben/README.Debian，"
    "再改 max_connections_per_host 的值。"
)
TYPED = Specimen(paragraphs(*(HAN[:start] + TECHNICAL for start in STARTS)), 25)


@clause(
    "clreq 3.5.4",
    "no gap grows beyond half an em",
    "A line that would need more is left short, and its place told",
    TYPED,
    TYPED.stock(),
    STOCK,
)
def no_holes(sheet: Sheet) -> Iterator[Measurement]:
    widest = 0.0
    for line in sheet.lines:
        glyphs = [glyph for glyph in line.glyphs if glyph.character != " "]
        white = [(two.x - one.x) / one.size - one.advance for one, two in pairwise(glyphs)]
        widest = max(widest, *white)
    yield Measurement("the widest gap", widest, (0.25, 0.5))
    beyond = max((line.right - sheet.right) / EM for line in sheet.lines)
    yield Measurement("the widest line beyond the measure", max(0.0, beyond), 0.0)


@clause(
    "UAX #14 5",
    "options, paths and identifiers are cut at their marks",
    "After / = - _ and, in addresses, before . and the like; nowhere else",
    TYPED,
    replace(TYPED, body=TYPED.body.replace("Settings", "Set<br>tings").replace("option", "op<br>tion")),
    "broken elsewhere",
)
def technical_places(sheet: Sheet) -> Iterator[Measurement]:
    ends = [one.text.rstrip() for one, two in pairwise(sheet.lines) if (one.text.rstrip()[-1] + two.text[0]).isascii()]
    inside = [text for text in ends if not text.endswith(("./prepare", "Settings.", "-name", "README.Debian"))]
    yield Measurement("lines that end inside them: at least five", len(inside), (5, 99), unit="")
    bad = tuple(text for text in inside if text[-1] not in "/=-_" and not text.endswith("example"))
    yield Measurement("lines that end elsewhere than after a mark", bad, ())


QUOTED = (
    '要是你把 "~/.wxrc" 换成 "~/.wx/wxrc"，或者把 archive.tgz 换成 .tgz 包，再加上 -V 或 *.desktop，'
    '请保存一次；"To AVAST, Type V. Y." 和 7.v、(Wx) 也一样，'
)
KERNED = Specimen(paragraphs(*(HAN[:start] + QUOTED * 2 for start in STARTS)), 25, INDENT)


@clause(
    "clreq 3.5.1",
    "lines with kerned words are flush",
    "Words are drawn as wide as they were measured, whatever stands around them",
    KERNED,
    KERNED.styled("p { text-align: left }"),
    "not justified",
)
def kerned_lines(sheet: Sheet) -> Iterator[Measurement]:
    last = {id(line) for line in last_lines(sheet)}
    off = [(line.right - sheet.right) / EM for line in sheet.lines if id(line) not in last]
    yield Measurement("lines looked at", len(off), (15, 99), unit="")
    yield Measurement("right edges: the farthest beyond", max(off), 0.0)
    yield Measurement("right edges: the farthest short", min(off), 0.0)


HELD = ("GB/T 15834", "ISO 9001", "10–20", "2—3", "１０～２０", "’97")
RANGES = Specimen(at_all_places("按".join(HELD)), 11.5)


@clause(
    "clreq 3.1.5.2",
    "ranges, standards and years are whole",
    "No line ends after the mark between two numbers, or between the letters and the number of a standard",
    RANGES,
    replace(RANGES, body="".join(RANGES.body.replace(text, text[:-2] + "<br>" + text[-2:]) for text in HELD)),
    "each broken",
)
def whole_ranges(sheet: Sheet) -> Iterator[Measurement]:
    for text in HELD:
        yield Measurement(f"{text} in two lines", parted(sheet, text), ())


TERMS_OF_ONE = ("九·一八", "tan45°=1", "△ABC", "T. S.", "ㄩㄢˊ", "˙ㄇㄚ")
ONE_TERM = Specimen(at_all_places("按".join(TERMS_OF_ONE)), 11.5)


@clause(
    "clreq 3.1.5.2",
    "days, angles, triangles, initials and syllables are whole",
    "No line ends within them, and the mark of a tone stands close to its syllable",
    ONE_TERM,
    replace(
        ONE_TERM, body="".join(ONE_TERM.body.replace(text, text[:-1] + "<br>" + text[-1]) for text in TERMS_OF_ONE)
    ),
    "each broken",
)
def whole_terms(sheet: Sheet) -> Iterator[Measurement]:
    for text in TERMS_OF_ONE:
        yield Measurement(f"{text} in two lines", parted(sheet, text), ())
    found = [line.find("ㄢˊ") for line in sheet.lines if "ㄢˊ" in line.text]
    white = [(tone.x - sound.x) / sound.size - sound.advance for sound, tone in found]
    yield Measurement("white before the mark of a tone: the most", max(white, default=9.0), 0.0)


YEAR = Specimen(paragraphs("天地’97年会", "天地 ’97 年会"))


@clause(
    "clreq 3.2.1",
    "the apostrophe of a year",
    "’ before two figures is as wide as the letters' own, and no closing mark",
    YEAR,
    YEAR.reworded("’97", "”97"),
    "a quotation mark",
)
def year(sheet: Sheet) -> Iterator[Measurement]:
    for number, line in enumerate(sheet.lines, 1):
        at = line.text.index("97")
        glyph, after = line.glyphs[at - 1 : at + 1]
        yield Measurement(f"room of ’ in paragraph {number}", (after.x - glyph.x) / glyph.size, (0.2, 0.35))


NAMES = Specimen(paragraphs("约翰·费·肯尼迪说过" + HAN, "约翰·F·肯尼迪说过" + HAN, "天·地玄" + HAN * 2), 14.3)


@clause(
    "GB/T 15834 5.1.7",
    "nothing beside the interpunct",
    "No white is added on either side of · in a stretched line",
    NAMES,
    NAMES.styled("p { letter-spacing: .05em }"),
    "letters spaced by 0.05 em",
)
def solid_interpuncts(sheet: Sheet) -> Iterator[Measurement]:
    for name in ("约翰·费·肯", "约翰·F·肯", "天·地"):
        glyphs = sheet.find(name)
        for at, (first, second) in enumerate(pairwise(glyphs)):
            if "·" in (first.character, second.character):
                dots = first.character == "·" and first.advance > 0.9, second.character == "·" and second.advance > 0.9
                white = (second.x - first.x) / first.size - first.advance + sum(dots) / 4
                yield Measurement(f"white after character {at + 1} of {name}", white, 0.0)


TERMS = ("initramfs", "Debian", "camelCase", "tmpfs", "libXft2")
PROGRAMS = Specimen(at_all_places("和".join(TERMS)), 16, "p { hyphens: auto }")


@clause(
    "clreq 3.2.4",
    "1 names of programs are not hyphenated",
    "In a Chinese text lone Latin words are names and terms: cut only where a line would else have a hole",
    PROGRAMS,
    replace(PROGRAMS, body="".join(PROGRAMS.body.replace(text, text[:2] + "-<br>" + text[2:]) for text in TERMS)),
    "each cut",
)
def unhyphenated_terms(sheet: Sheet) -> Iterator[Measurement]:
    ends = tuple(line.text for line in sheet.lines if line.text.endswith(("-", "‐")))
    yield Measurement("lines that end with a hyphen", ends, ())
