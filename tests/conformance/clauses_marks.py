"""Marks one by one: how wide each is and where its ink stands (clreq 3.1.1–3.1.3, GB/T 15834 5.1)."""

from collections.abc import Iterator

from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Glyph
from tests.conformance.specimens import Sheet, Specimen, paragraphs

PAUSES = "，、；："
STOPS = "。？！"
BRACKETS = ("（）", "〔〕", "【】", "〖〗", "［］", "｛｝")
QUOTES = ("“”", "‘’", "「」", "『』")
TITLES = ("《》", "〈〉")
SPACED = "p { letter-spacing: .1em }"
MIRRORED = "p { transform: scaleX(-1) }"
MIDDLE = 0.38
"""The middle of the em box above the base line: it reaches from −0.12 to 0.88 em in every face of the house."""


def alone(marks: str) -> Specimen:
    """Each of *marks* between two Han characters."""
    return Specimen(paragraphs(*(f"甲{mark}乙" for mark in marks)))


def enclosing(pairs: tuple[str, ...]) -> Specimen:
    """Each pair of marks around a Han character."""
    return Specimen(paragraphs(*(f"甲{first}丙{last}乙" for first, last in pairs)))


def glyph(sheet: Sheet, mark: str) -> Glyph:
    """The first glyph of *mark* on the sheet."""
    return next(glyph for line in sheet.lines for glyph in line.glyphs if glyph.character == mark)


def rooms(sheet: Sheet, pairs: tuple[str, ...]) -> Iterator[Measurement]:
    """The em that each mark of a pair takes."""
    for first, last in pairs:
        yield Measurement(f"room of {first}", sheet.width("甲", first, "丙"), 1.0)
        yield Measurement(f"room of {last}", sheet.width("丙", last, "乙"), 1.0)


def within(what: str, inside: tuple[float, float], half: tuple[float, float]) -> Measurement:
    """Whether ink stands inside a part of the em: the part that stands out is to be nothing."""
    return Measurement(what, max(0.0, half[0] - inside[0], inside[1] - half[1]), 0.0)


@clause(
    "clreq 3.1.1.1",
    "seven marks and ．",
    "Full-width marks of the Chinese face, one em each",
    alone(PAUSES + STOPS + "．"),
    alone(PAUSES + STOPS + "．").styled(SPACED),
    "letters spaced by 0.1 em",
)
def pauses_and_stops(sheet: Sheet) -> Iterator[Measurement]:
    for mark in PAUSES + STOPS + "．":
        yield Measurement(f"room of {mark}", sheet.width("甲", mark, "乙"), 1.0)


@clause(
    "clreq 3.1.2",
    "pause and stop marks at the lower left",
    "Faces in the mainland style; ink is seated in the left half of the em when the faces are made",
    alone(PAUSES + STOPS),
    alone(PAUSES + STOPS).styled(MIRRORED),
    "the page seen from behind",
)
def seats_of_stops(sheet: Sheet) -> Iterator[Measurement]:
    for mark in PAUSES + STOPS:
        left, bottom, right, top = glyph(sheet, mark).ink
        yield within(f"ink of {mark} out of the left half", (left, right), (0, 0.5))
        if mark in "，、。":
            yield within(f"ink of {mark} above the middle", (bottom, top), (-0.25, MIDDLE))


@clause(
    "clreq 3.1.2",
    "bracket marks close to what they enclose",
    "Opening marks stand in the right half of the em, closing marks in the left",
    enclosing(BRACKETS + QUOTES + TITLES),
    enclosing(BRACKETS + QUOTES + TITLES).styled(MIRRORED),
    "the page seen from behind",
)
def seats_of_brackets(sheet: Sheet) -> Iterator[Measurement]:
    for first, last in BRACKETS + QUOTES + TITLES:
        left, _bottom, right, _top = glyph(sheet, first).ink
        yield within(f"ink of {first} out of the right half", (left, right), (0.5, 1))
        left, _bottom, right, _top = glyph(sheet, last).ink
        yield within(f"ink of {last} out of the left half", (left, right), (0, 0.5))


@clause(
    "clreq 3.1.1.2",
    "1 quotation marks",
    "“ ” ‘ ’ are full width in Chinese text; 「」『』 too",
    enclosing(QUOTES),
    enclosing(QUOTES).stock().styled("p { font-feature-settings: 'pwid', 'palt' }"),
    "the narrow marks of the Latin face",
)
def quotation_marks(sheet: Sheet) -> Iterator[Measurement]:
    yield from rooms(sheet, QUOTES)


@clause(
    "clreq 3.1.1.2",
    "2 parentheses and other brackets",
    "Full width, in pairs",
    enclosing(BRACKETS),
    enclosing(BRACKETS).styled(SPACED),
    "letters spaced by 0.1 em",
)
def parentheses(sheet: Sheet) -> Iterator[Measurement]:
    yield from rooms(sheet, BRACKETS)


@clause(
    "clreq 3.1.1.2",
    "8 book title marks",
    "《》 and 〈〉 are full width; one inside the other they close up",
    Specimen(enclosing(TITLES).body + paragraphs("甲《〈丙〉丁》乙")),
    Specimen(enclosing(TITLES).body + paragraphs("甲《〈丙〉丁》乙")).stock(),
    "set by WeasyPrint alone",
)
def title_marks(sheet: Sheet) -> Iterator[Measurement]:
    yield from rooms(sheet, TITLES)
    yield Measurement("room of 《〈", sheet.width("甲", "《〈", "丙"), 1.5)


DASHES = Specimen(paragraphs("甲——乙", "甲⸺乙"))


@clause(
    "clreq 3.1.1.2",
    "3 two-em dash",
    "—— is two em dashes that touch; the face draws each a little over its em",
    DASHES,
    DASHES.styled(SPACED),
    "letters spaced by 0.1 em",
)
def dashes(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("room of ——", sheet.width("甲", "——", "乙"), 2.0)
    yield Measurement("room of ⸺", sheet.width("甲", "⸺", "乙"), 2.0)
    first, second = sheet.find("——")
    parted = (second.x - first.x) / first.size + second.ink[0] - first.ink[2]
    yield Measurement("white between the halves of ——", max(0.0, parted), 0.0, 0.001)
    for mark in "—⸺":
        _left, bottom, _right, top = glyph(sheet, mark).ink
        yield Measurement(f"height of the middle of {mark}", (bottom + top) / 2, MIDDLE, 0.02)


ELLIPSES = Specimen(paragraphs("甲……乙"))


@clause(
    "clreq 3.1.1.2",
    "4 ellipsis",
    "…… is two marks of three dots, in the middle of the line's height",
    ELLIPSES,
    ELLIPSES.styled(SPACED),
    "letters spaced by 0.1 em",
)
def ellipsis_mark(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("room of ……", sheet.width("甲", "……", "乙"), 2.0)
    left, bottom, right, top = glyph(sheet, "…").ink
    yield Measurement("height of the dots' middle", (bottom + top) / 2, MIDDLE, 0.02)
    yield Measurement("middle of the dots", (left + right) / 2, 0.5, 0.02)


@clause(
    "GB/T 15834 5.1.5",
    "two ellipses",
    "………… takes four em (that it stands in a line of its own is the author's to do)",
    Specimen(paragraphs("甲…………乙")),
    Specimen(paragraphs("甲…………乙")).styled(SPACED),
    "letters spaced by 0.1 em",
)
def two_ellipses(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("room of …………", sheet.width("甲", "…………", "乙"), 4.0)


INTERPUNCTS = Specimen(paragraphs("甲·乙", "甲・乙", "甲‧乙", "<em>甲·丙</em>", "<b>甲·丁</b>"))


@clause(
    "GB/T 15834 5.1.7",
    "half an em, centred",
    "The faces' · is half an em wide; ・ and ‧ are set so",
    INTERPUNCTS,
    INTERPUNCTS.styled(SPACED),
    "letters spaced by 0.1 em",
)
def interpuncts(sheet: Sheet) -> Iterator[Measurement]:
    for mark in "·・‧":
        yield Measurement(f"room of {mark}", sheet.width("甲", mark, "乙"), 0.5)
    yield Measurement("room of · in kai", sheet.width("甲", "·", "丙"), 0.5)
    yield Measurement("room of · in hei", sheet.width("甲", "·", "丁"), 0.5)
    left, bottom, right, top = glyph(sheet, "·").ink
    yield Measurement("middle of the dot of ·", (left + right) / 2, 0.25)
    yield Measurement("height of the dot of ·", (bottom + top) / 2, MIDDLE, 0.02)


@clause(
    "GB/T 15834 5.1.6",
    "一字线 and 浪纹线: one em, centred",
    "— and ～ as the faces have them",
    Specimen(paragraphs("甲—乙", "甲～乙")),
    Specimen(paragraphs("甲—乙", "甲～乙")).styled(SPACED),
    "letters spaced by 0.1 em",
)
def long_connectors(sheet: Sheet) -> Iterator[Measurement]:
    for mark in "—～":
        yield Measurement(f"room of {mark}", sheet.width("甲", mark, "乙"), 1.0)
        _left, bottom, _right, top = glyph(sheet, mark).ink
        yield Measurement(f"height of {mark}", (bottom + top) / 2, MIDDLE, 0.02)


SHORT_CONNECTOR = Specimen(paragraphs("甲–乙", "A–B"))


@clause(
    "GB/T 15834 5.1.6",
    "短横线: half an em",
    "– between Chinese words is trimmed at both sides",
    SHORT_CONNECTOR,
    SHORT_CONNECTOR.styled(SPACED),
    "letters spaced by 0.1 em",
)
def short_connector(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("room of – in Chinese", sheet.width("甲", "–", "乙"), 0.5)
    _first, second, third = sheet.find("A–B")
    yield Measurement("room of – between Latin letters, its own", (third.x - second.x) / second.size, second.advance)


@clause(
    "GB/T 15834 5.1.9",
    "／ half an em wide",
    "／ between Chinese words",
    alone("／"),
    alone("／").styled(SPACED),
    "letters spaced by 0.1 em",
)
def solidus(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("room of ／", sheet.width("甲", "／", "乙"), 0.5)
    yield Measurement("ink of ／ wider than its room", max(0.0, glyph(sheet, "／").ink[2] - 0.5), 0.0)
