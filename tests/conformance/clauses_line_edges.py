"""What may not begin or end a line, and what may not be parted (clreq 3.1.4, 3.1.5; GB/T 15834 5.1)."""

from collections.abc import Iterator

from tests.conformance.clauses_mark_widths import CLOSINGS, OPENINGS
from tests.conformance.clauses_marks import PAUSES, STOPS
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

MEASURE = 10
PARTNERS = dict(zip(CLOSINGS, OPENINGS, strict=True))


def recurring(mark: str) -> str:
    """Text in which *mark* comes every seventh character, so that it meets every place of a line of ten."""
    if mark in PARTNERS:
        return f"天{PARTNERS[mark]}地玄黄宇{mark}" * 12 + "终"
    return f"天地玄黄宇宙{mark}" * 12 + "终"


def broken_anywhere(text: str) -> str:
    """*text* in lines of ten characters, whatever begins and ends them."""
    return "<br>".join(text[start : start + MEASURE] for start in range(0, len(text), MEASURE))


def torture(marks: str) -> tuple[Specimen, Specimen]:
    """A paragraph for each of *marks*; and the same broken anywhere."""
    texts = [recurring(mark) for mark in marks]
    anywhere = paragraphs(*(broken_anywhere(text) for text in texts))
    style = "p { text-align: left; white-space: nowrap }"
    return Specimen(paragraphs(*texts), MEASURE, lines=400), Specimen(anywhere, MEASURE, style, lines=400)


def lines_with(sheet: Sheet, mark: str, place: int) -> tuple[str, ...]:
    """Lines with *mark* first (*place* 0) or last (−1)."""
    return tuple(line.text for line in sheet.lines if line.text.strip()[place] == mark)


def parted(sheet: Sheet, text: str) -> tuple[str, ...]:
    """Places where one line ends within *text* and the next goes on with it."""
    result = []
    for line, following in zip(sheet.lines, sheet.lines[1:], strict=False):
        before, after = line.text.rstrip(), following.text
        cuts = [(text[:cut].rstrip(), text[cut:].lstrip()) for cut in range(1, len(text))]
        if any(before.endswith(first) and after.startswith(second) for first, second in cuts):
            result.append(f"{before} | {after}")
    return tuple(result)


NEVER_FIRST = PAUSES + STOPS + CLOSINGS + "·～"
FIRST, FIRST_ANYWHERE = torture(NEVER_FIRST)


@clause(
    "clreq 3.1.4",
    "basic: what never begins a line",
    "No place to break before these marks; the lines of the whole paragraph are chosen around them",
    FIRST,
    FIRST_ANYWHERE,
    "broken after every tenth character",
)
def never_first(sheet: Sheet) -> Iterator[Measurement]:
    for mark in NEVER_FIRST:
        yield Measurement(f"lines that begin with {mark}", lines_with(sheet, mark, 0), ())


LAST, LAST_ANYWHERE = torture(CLOSINGS)


@clause(
    "clreq 3.1.4",
    "basic: what never ends a line",
    "No place to break after an opening mark",
    LAST,
    LAST_ANYWHERE,
    "broken after every tenth character",
)
def never_last(sheet: Sheet) -> Iterator[Measurement]:
    for mark in OPENINGS:
        yield Measurement(f"lines that end with {mark}", lines_with(sheet, mark, -1), ())


SOLIDI, SOLIDI_ANYWHERE = torture("／")


@clause(
    "GB/T 15834 5.1.9",
    "／ neither begins nor ends a line (clreq 3.1.4, GB-style)",
    "No place to break before or after ／",
    SOLIDI,
    SOLIDI_ANYWHERE,
    "broken after every tenth character",
)
def solidus_at_edges(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("lines that begin with ／", lines_with(sheet, "／", 0), ())
    yield Measurement("lines that end with ／", lines_with(sheet, "／", -1), ())


LONG = ("——", "……", "⸺")
LONG_TEXT = tuple(f"天地玄黄宇{mark}" * 12 + "终" for mark in LONG)
STRICT = Specimen(paragraphs(*LONG_TEXT), MEASURE, lines=200)
STRICT_ANYWHERE = Specimen(
    paragraphs(*map(broken_anywhere, LONG_TEXT), *(f"天地玄<br>{mark}终" for mark in LONG)),
    MEASURE,
    "p { text-align: left; white-space: nowrap }",
    lines=200,
)


@clause(
    "clreq 3.1.4",
    "strict: dashes and ellipses never begin a line",
    "The strict rules are the default",
    STRICT,
    STRICT_ANYWHERE,
    "broken after every tenth character",
)
def strictly_never_first(sheet: Sheet) -> Iterator[Measurement]:
    for mark in "—…⸺":
        yield Measurement(f"lines that begin with {mark}", lines_with(sheet, mark, 0), ())


@clause(
    "clreq 3.1.5.1",
    "—— and …… in one line",
    "The two halves are glued: no break and no white between them",
    Specimen(STRICT.body + paragraphs("天地……玄黄——宇宙荒……——洪荒"), 11, lines=200),
    Specimen(STRICT_ANYWHERE.body + paragraphs("天地…<br>…玄黄—<br>—宇宙荒……——洪荒"), 11, lines=200),
    "broken after every tenth character",
)
def unbreakable_marks(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("—— in two lines", parted(sheet, "——"), ())
    yield Measurement("…… in two lines", parted(sheet, "……"), ())
    line = sheet.lines[-2]
    yield Measurement("room of …… in a stretched line", _room(line.text, sheet, "……"), 2.0)
    yield Measurement("room of —— in a stretched line", _room(line.text, sheet, "——"), 2.0)


def _room(text: str, sheet: Sheet, marks: str) -> float | str:
    if marks not in text:
        return f"not in {text}"
    first, second = sheet.line(text).find(marks)
    return (second.x - first.x) / first.size + 1


NUMBERS = ("97.7％", "37℃", "100%", "￥100", "＄50", "5 km", "16 pt", "1,664", "2023", "±5")
NUMBER_TEXT = tuple(f"天地玄黄宇{number}" * 12 + "终" for number in NUMBERS)
NUMBERED = Specimen(paragraphs(*NUMBER_TEXT), 9.3, lines=300)
NUMBERED_ANYWHERE = Specimen(
    paragraphs(*(f"天地{number[:cut]}<br>{number[cut:]}玄" for number in NUMBERS for cut in range(1, len(number)))),
    9.3,
    lines=300,
)


@clause(
    "clreq 3.1.5.2",
    "numbers with their signs and units",
    "％ ℃ stay with the number before, ￥ with the number after, a unit with its number across the space",
    NUMBERED,
    NUMBERED_ANYWHERE,
    "broken inside each number",
)
def numbers(sheet: Sheet) -> Iterator[Measurement]:
    for number in NUMBERS:
        yield Measurement(f"{number} in two lines", parted(sheet, number), ())


NOTES_STYLE = """
.footnote { float: footnote; font-size: 9pt; line-height: 12pt }
.footnote::footnote-call { content: counter(footnote, circled); font-size: 9pt; line-height: 0; vertical-align: .3em }
.footnote::footnote-marker { content: counter(footnote, circled) }
@counter-style circled { system: fixed; symbols: ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ }
"""
NOTES = Specimen(
    paragraphs("天地玄黄宇宙<span class='footnote'>注</span>" * 14 + "终"),
    10,
    NOTES_STYLE,
)


@clause(
    "clreq 3.1.5.3",
    "note marks",
    "A note mark is glued to the character before it",
    NOTES,
    NOTES.reworded("宙<span", "宙<br><span"),
    "broken before each note mark",
)
def note_marks(sheet: Sheet) -> Iterator[Measurement]:
    body = [line for line in sheet.lines if line.size > 11.9 or line.text[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭"]
    body = [line for line in body if not line.text.endswith("注")]
    yield Measurement(
        "lines that begin with a note mark", tuple(one.text for one in body if one.text[0] in "①②③④⑤⑥⑦⑧⑨"), ()
    )
    calls = [line for line in body if any(mark in line.text for mark in "②③④")]
    yield Measurement("lines looked at have note marks", "yes" if calls else "no", "yes", unit="")
    gaps = [_white_before(sheet, mark) for mark in "②③④⑤"]
    yield Measurement("white between a character and its note mark", max(gaps), (-0.1, 0.0))


def _white_before(sheet: Sheet, mark: str) -> float:
    line = sheet.line(mark)
    at = line.text.index(mark)
    if at == 0:
        return 1.0
    before, call = line.glyphs[at - 1], line.glyphs[at]
    return (call.x - before.x) / before.size - before.advance
