"""What a layout may choose: how wide marks are set, how strict the prohibition rules are (clreq 3.1.4, 3.1.6)."""

from collections.abc import Iterator

from tests.conformance.clauses_line_edges import LONG_TEXT, MEASURE, lines_with
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

ROOMS = {"，": 0.5, "、": 0.5, "；": 0.5, "：": 0.5, "。": 1.0, "？": 1.0, "！": 1.0}
OPEN = Specimen(paragraphs(*(f"甲{mark}乙" for mark in ROOMS), "甲（丙）乙"), style="html { --punctuation: open }")


@clause(
    "clreq 3.1.6",
    "开明式: marks inside a sentence half an em, stops an em",
    "A layout chooses the style of its marks",
    OPEN,
    OPEN.styled("html { --punctuation: full }"),
    "the other style",
)
def open_marks(sheet: Sheet) -> Iterator[Measurement]:
    for mark, room in ROOMS.items():
        yield Measurement(f"room of {mark}", sheet.width("甲", mark, "乙"), room)
    yield Measurement("room of （", sheet.width("甲", "（", "丙"), 0.5)
    yield Measurement("room of ）", sheet.width("丙", "）", "乙"), 0.5)


FULL = Specimen(paragraphs(*(f"甲{mark}乙" for mark in ROOMS), "甲（丙）乙"))


@clause(
    "clreq 3.1.6",
    "全角式: every mark an em",
    "The default of the layouts",
    FULL,
    FULL.styled("p { letter-spacing: -.1em }"),
    "letters closed up by 0.1 em",
)
def full_marks(sheet: Sheet) -> Iterator[Measurement]:
    for mark in ROOMS:
        yield Measurement(f"room of {mark}", sheet.width("甲", mark, "乙"), 1.0)
    yield Measurement("room of （", sheet.width("甲", "（", "丙"), 1.0)
    yield Measurement("room of ）", sheet.width("丙", "）", "乙"), 1.0)


SOLIDI = tuple("天地玄黄宇宙洪荒日"[:count] + "／" for count in (6, 8, 9))
EDGES = paragraphs(*LONG_TEXT, *(text * 12 + "终" for text in SOLIDI))
STYLES = {level: f"html {{ --line-edges: {level} }}" for level in ("strict", "gb", "basic")}
AT_LEVEL = {level: Specimen(EDGES, MEASURE, style, lines=200) for level, style in STYLES.items()}
DASHES_FIRST = (1, 99)


def edge_counts(sheet: Sheet, dashes: tuple[int, int], solidi: tuple[int, int]) -> Iterator[Measurement]:
    """How many lines begin with dashes and ellipses, end with ／, and begin with ／ (none ever)."""
    for mark in "—…":
        yield Measurement(f"lines that begin with {mark}", len(lines_with(sheet, mark, 0)), dashes, 0, unit="lines")
    yield Measurement("lines that end with ／", len(lines_with(sheet, "／", -1)), solidi, 0, unit="lines")
    yield Measurement("lines that begin with ／", len(lines_with(sheet, "／", 0)), 0, 0, unit="lines")


@clause(
    "clreq 3.1.4",
    "levels: strict",
    "The default of the layouts: neither dashes and ellipses first, nor ／ last",
    AT_LEVEL["strict"],
    AT_LEVEL["gb"],
    "the next level",
)
def strict_level(sheet: Sheet) -> Iterator[Measurement]:
    yield from edge_counts(sheet, (0, 0), (0, 0))


@clause(
    "clreq 3.1.4",
    "levels: GB-style lets dashes begin a line",
    "A layout chooses the level (composition: line_edges); ／ is kept from both edges still",
    AT_LEVEL["gb"],
    AT_LEVEL["strict"],
    "the strict level",
)
def gb_level(sheet: Sheet) -> Iterator[Measurement]:
    yield from edge_counts(sheet, DASHES_FIRST, (0, 0))


@clause(
    "clreq 3.1.4",
    "levels: basic lets ／ end a line as well",
    "A layout chooses the level (composition: line_edges)",
    AT_LEVEL["basic"],
    AT_LEVEL["gb"],
    "the level above",
)
def basic_level(sheet: Sheet) -> Iterator[Measurement]:
    yield from edge_counts(sheet, DASHES_FIRST, (1, 99))
