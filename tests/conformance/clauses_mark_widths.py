"""Marks beside one another and at the edges of a line: how their white is cut (clreq 3.1.6, 3.1.7)."""

from collections.abc import Iterator

from tests.conformance.clauses_marks import BRACKETS, PAUSES, QUOTES, STOPS, TITLES
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

CLOSINGS = "".join(pair[1] for pair in TITLES + QUOTES + BRACKETS[:3])
OPENINGS = "".join(pair[0] for pair in TITLES + QUOTES + BRACKETS[:3])
STOCK = "set by WeasyPrint alone"

TWO_MARKS = {
    "closing + opening": ("）（", "》《", "”“", "」「", "】（", "’《"),
    "closing + closing": ("）》", "”）", "’”", "》」", "）】"),
    "opening + opening": ("（《", "“‘", "《〈", "「“", "（“"),
    "stop + closing": ("。”", "！”", "？》", "，”", "。）", "；’"),
    "stop + opening": ("，“", "：“", "。《", "、《", "！（", "；（"),
    "closing + stop": ("”，", "》、", "）。", "’？", "】："),
}
RUNS = {"。”（": 2.0, "：“‘": 2.0, "’”。": 2.0, "）”、《": 2.5, "》）。”": 2.5}
ALL_TWO = tuple(marks for kind in TWO_MARKS.values() for marks in kind)
ADJACENT = Specimen(paragraphs(*(f"甲{marks}乙" for marks in (*ALL_TWO, *RUNS))))


@clause(
    "clreq 3.1.6.2",
    "two marks take one and a half em",
    "Half an em of the white between two marks is cut, in every kind of pair",
    ADJACENT,
    ADJACENT.stock(),
    STOCK,
)
def adjacent_marks(sheet: Sheet) -> Iterator[Measurement]:
    for kind, pairs in TWO_MARKS.items():
        for marks in pairs:
            yield Measurement(f"room of {marks} ({kind})", sheet.width("甲", marks, "乙"), 1.5)


@clause(
    "clreq 3.1.6.2",
    "three and more marks",
    "Each pair of a run loses half an em",
    ADJACENT,
    ADJACENT.stock(),
    STOCK,
)
def runs_of_marks(sheet: Sheet) -> Iterator[Measurement]:
    for marks, room in RUNS.items():
        yield Measurement(f"room of {marks}", sheet.width("甲", marks, "乙"), room)


ACROSS = {
    "bold before": "甲<b>）</b>（乙",
    "bold after": "甲）<b>（</b>乙",
    "kai around the first": "甲<em>”</em>，乙",
    "kai around the second": "甲：<em>“</em>乙",
    "a link": "甲<a href='https://example.com/'>》</a>《乙",
    "a link and bold": "甲<a href='https://example.com/'>。</a><b>”</b>乙",
    "fang in hei": "甲<b>（<i>《</i></b>乙",
    "nested spans": "甲<span><span>，</span></span><span>“</span>乙",
}
SPANS = Specimen(paragraphs(*ACROSS.values()))


def marks_of(markup: str) -> str:
    """The two marks of a piece of HTML."""
    return "".join(character for character in markup if character in PAUSES + STOPS + CLOSINGS + OPENINGS)


@clause(
    "clreq 3.1.6.2",
    "two marks in different spans",
    "A paragraph is composed as a whole, whatever faces and links it goes through",
    SPANS,
    SPANS.stock(),
    STOCK,
)
def marks_across_spans(sheet: Sheet) -> Iterator[Measurement]:
    for (what, markup), line in zip(ACROSS.items(), sheet.lines, strict=True):
        glyphs = line.find("甲" + marks_of(markup) + "乙")
        yield Measurement(f"room of two marks: {what}", (glyphs[-1].x - glyphs[0].x) / glyphs[0].size - 1, 1.5)


CLOSE = ("）（", "》《", "”“", "：“", "，“")


@clause(
    "clreq 3.1.6.2",
    "marks stay close to what they enclose",
    "White is cut between the marks, never between a mark and its text",
    ADJACENT,
    ADJACENT.reworded("甲）（乙", "甲<span style='margin-left: -.5em'>）</span>（乙").styled("p { text-align: left }"),
    "white cut before ）",
)
def marks_stay_close(sheet: Sheet) -> Iterator[Measurement]:
    for marks in CLOSE:
        before, first, second, after = sheet.find(f"甲{marks}乙")
        yield Measurement(f"from the character to {first} in {marks}", (first.x - before.x) / before.size - 1, 0.0)
        yield Measurement(f"from {second} to the character in {marks}", (after.x - second.x) / second.size - 1, 0.0)


KEPT = Specimen(paragraphs("天地（玄黄）宇·宙，洪～荒。日（月）荒……——宇宙洪荒日月"), 20.5)


@clause(
    "clreq 3.1.6.1",
    "marks that are not adjustable",
    "· and ～ keep their width in a line that is squeezed",
    KEPT,
    KEPT.styled("p { letter-spacing: .05em }"),
    "letters spaced by 0.05 em",
)
def kept_marks(sheet: Sheet) -> Iterator[Measurement]:
    yield Measurement("room of · in a squeezed line", sheet.width("宇", "·", "宙"), 0.5)
    yield Measurement("room of ～ in a squeezed line", sheet.width("洪", "～", "荒"), 1.0)
    yield Measurement("room of （ in the same line", sheet.width("地", "（", "玄"), (0.5, 0.999), 0.0)


AT_END = Specimen(paragraphs(*(f"天地玄黄宇宙洪荒日{mark}辰宿" for mark in CLOSINGS + PAUSES + STOPS)), 9.5)


@clause(
    "clreq 3.1.6.3",
    "3 marks at a line's end take half an em (GB/T 15834 5.1.10)",
    "The white after the last mark of every line is cut off",
    AT_END,
    AT_END.stock(),
    STOCK,
)
def marks_at_end(sheet: Sheet) -> Iterator[Measurement]:
    for mark in CLOSINGS + PAUSES + STOPS:
        last = next((line.glyphs[-1] for line in sheet.lines if line.text[-1] == mark), None)
        room = (sheet.right - last.x) / last.size if last else "at no line's end"
        yield Measurement(f"room of {mark} at a line's end", room, 0.5)


AT_START = Specimen(paragraphs(*(f"天地玄黄宇宙洪荒日月{mark}辰宿" for mark in OPENINGS)), 10)


@clause(
    "clreq 3.1.6.3",
    "2 opening marks at a line's start",
    "The white before an opening mark that begins a line is cut off",
    AT_START,
    AT_START.stock(),
    STOCK,
)
def marks_at_start(sheet: Sheet) -> Iterator[Measurement]:
    for mark in OPENINGS:
        first = next((line.glyphs[0] for line in sheet.lines if line.text[0] == mark), None)
        room = (first.x + first.size - sheet.left) / first.size if first else "at no line's start"
        yield Measurement(f"room of {mark} at a line's start", room, 0.5)


INDENTED = Specimen(paragraphs(*(f"{mark}辰宿" for mark in OPENINGS)), 10, "p { text-indent: 2em }")


@clause(
    "clreq 3.1.6.3",
    "1 opening marks after a paragraph's indent",
    "The same after the indent of two em",
    INDENTED,
    INDENTED.stock(),
    STOCK,
)
def marks_after_indent(sheet: Sheet) -> Iterator[Measurement]:
    for mark, line in zip(OPENINGS, sheet.lines, strict=True):
        first = line.glyphs[0]
        yield Measurement(f"room of {mark} after the indent", (first.x - sheet.left) / first.size - 1, 0.5)


HANGING = Specimen(paragraphs(*(f"天地玄黄宇宙洪荒日月{mark}辰宿列张" for mark in PAUSES + STOPS)), 10)


@clause(
    "clreq 3.1.7",
    "no hanging",
    "Nothing stands beyond the measure; most Chinese publications do not hang marks",
    HANGING,
    HANGING.styled("p { white-space: nowrap }"),
    "lines not broken",
)
def no_hanging(sheet: Sheet) -> Iterator[Measurement]:
    for mark in PAUSES + STOPS:
        beyond = [
            (glyph.x + glyph.ink[2] * glyph.size - sheet.right) / glyph.size
            for line in sheet.lines
            for glyph in line.glyphs
            if glyph.character == mark
        ]
        yield Measurement(f"ink of {mark} beyond the measure", max(0.0, *beyond), 0.0)
