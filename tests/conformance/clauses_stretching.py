"""Lines that are too short: what is stretched, in which order, and what never is (clreq 3.5.4)."""

from collections.abc import Iterator

from tests.conformance.clauses_mark_widths import STOCK
from tests.conformance.clauses_squeezing import LOOSE, TAIL, equal, word_spaces
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import EM, Sheet, Specimen, paragraphs

STRETCHED_WORDS = Specimen(paragraphs("天地玄黄 We saw it 宇宙洪荒日月" + TAIL), 15.5)


@clause(
    "clreq 3.5.4",
    "a word spaces first, to half an em",
    "All word spaces of a line grow alike before anything else",
    STRETCHED_WORDS,
    STRETCHED_WORDS.styled(LOOSE),
    "not justified",
)
def stretched_word_spaces(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.line("We")
    inner = word_spaces(line)
    yield Measurement("word spaces have grown: the narrowest", min(inner), (0.3, 0.5))
    yield equal("word spaces", inner)
    yield Measurement("white between 天 and 地", line.gaps()[0], 0.0)
    yield Measurement("white between 日 and 月", line.gaps()[-1], 0.0)
    yield Measurement("right edge", (line.right - sheet.right) / EM, 0.0)


LATIN = "天地PDF玄黄A宇宙洪荒日月"
GAPS = (1, 4, 6, 7)
"""Where the Han–Latin gaps of LATIN are: after these characters."""


def stretched(measure: float) -> Specimen:
    """A line that must gain *measure* − 13.72 em."""
    return Specimen(paragraphs(LATIN + TAIL), measure)


@clause(
    "clreq 3.5.4",
    "b then Han–Latin gaps, to half an em",
    "All gaps grow alike; Han characters stay solid as long as that is enough",
    stretched(14.3),
    stretched(14.3).stock(),
    STOCK,
)
def stretched_gaps(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    gaps = [line.gaps()[at] for at in GAPS]
    yield Measurement("gaps have grown: the narrowest", min(gaps), (0.3, 0.5))
    yield equal("gaps", gaps)
    for at in (0, 5, 8, 9, 12):
        yield Measurement(f"white between {line.text[at]} and {line.text[at + 1]}", line.gaps()[at], 0.0)
    yield Measurement("right edge", (line.right - sheet.right) / EM, 0.0)


@clause(
    "clreq 3.5.4",
    "then all that is left, alike",
    "Gaps at half an em stay there; the rest is spread over all other places",
    stretched(16),
    stretched(16).stock(),
    STOCK,
)
def stretched_all(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    for at in GAPS:
        yield Measurement(f"gap after character {at + 1}", line.gaps()[at], 0.5)
    han = [line.gaps()[at] for at in (0, 5, 8, 9, 10, 11, 12)]
    yield Measurement("white between Han characters: the narrowest", min(han), (0.05, 0.5))
    yield equal("white between Han characters", han)
    yield Measurement("right edge", (line.right - sheet.right) / EM, 0.0)


UNBREAKABLE = Specimen(paragraphs("天地……玄黄——宇37℃宙97％洪￥100荒日月" + TAIL), 22.6)


@clause(
    "clreq 3.5.4",
    "exception a: nothing inside what may not be parted",
    "—— …… and numbers with their signs are stretched by nothing",
    UNBREAKABLE,
    UNBREAKABLE.styled("p { letter-spacing: .05em }"),
    "letters spaced by 0.05 em",
)
def unbreakable_not_stretched(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    yield Measurement("the line is stretched: white between 天 and 地", line.gaps()[0], (0.02, 0.5), 0.0)
    for text in ("……", "——", "7℃", "7％", "￥1", "10"):
        first, second = line.find(text)
        white = (second.x - first.x) / first.size - first.advance
        yield Measurement(f"white inside {text}", white, 0.0)


CONNECTED = Specimen(paragraphs("天～地玄·黄宇宙洪荒～日月" + TAIL), 14)


@clause(
    "clreq 3.5.4",
    "exception b: nothing beside connectors",
    "～ ／ and the like are set solid in a stretched line",
    CONNECTED,
    CONNECTED.styled("p { letter-spacing: .05em }"),
    "letters spaced by 0.05 em",
)
def connectors_not_stretched(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.lines[0]
    yield Measurement("the line is stretched: white between 地 and 玄", line.gaps()[2], (0.02, 0.5), 0.0)
    for text in ("天～", "～地", "荒～", "～日"):
        first, second = line.find(text)
        yield Measurement(f"white inside {text}", (second.x - first.x) / first.size - first.advance, 0.0)
