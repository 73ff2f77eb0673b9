"""What a layout may choose: how wide marks are set, how strict the prohibition rules are (clreq 3.1.4, 3.1.6)."""

from collections.abc import Iterator

from tests.conformance import in_work
from tests.conformance.clauses_line_edges import LONG_TEXT, MEASURE, lines_with
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

ROOMS = {"，": 0.5, "、": 0.5, "；": 0.5, "：": 0.5, "。": 1.0, "？": 1.0, "！": 1.0}
OPEN = Specimen(paragraphs(*(f"甲{mark}乙" for mark in ROOMS), "甲（丙）乙"), style="html { --marks: open }")


@clause(
    "clreq 3.1.6",
    "开明式: marks inside a sentence half an em, stops an em",
    "A layout chooses the style of its marks",
    OPEN,
    OPEN.styled("html { --marks: full }"),
    "the other style",
    in_work.STYLES,
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


LOOSER = Specimen(paragraphs(*LONG_TEXT), MEASURE, "html { --line-rules: basic }", lines=200)


@clause(
    "clreq 3.1.4",
    "levels: basic lets dashes begin a line",
    "A layout chooses the level",
    LOOSER,
    LOOSER.styled("html { --line-rules: strict }"),
    "the strict level",
    in_work.LEVELS,
)
def basic_level(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("lines that begin with —", len(lines_with(sheet, "—", 0)), (1, 99), 0, unit="lines")
    yield Measurement("lines that begin with …", len(lines_with(sheet, "…", 0)), (1, 99), 0, unit="lines")
