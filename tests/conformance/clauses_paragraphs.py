"""Paragraphs: indents, alignment, last lines, flush edges (clreq 3.4, 3.5.1; GB/T 9704 7.3.3)."""

from collections.abc import Iterator
from itertools import pairwise

from tests.conformance.clauses_mark_widths import STOCK
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Line
from tests.conformance.specimens import EM, Sheet, Specimen, paragraphs

MIXED = (
    "排版是把文字放到纸上的手艺：“行要齐，字要匀。”一页二十行，每行二十五字，标点各占一字；遇到行末，句号、逗号只占半字。",
    "二〇二三年用WeasyPrint排了36页，正文16pt，行距28pt；其中<b>黑体标题</b>《关于<em>楷体</em>的说明》（括注）混在一行，仍要整齐。",
    "破折号不断——省略号……也不断，97.7％和37℃不离数字；“问：‘标点挤压要怎样做？’”答：“先挤后拉，挤不够再拉。”",
    "《甲》《乙》、《丙》（丁）、“戊”，一路排下去，空白都收成半字；比尔·盖茨、A／B、3～5天，连接号也各有各的位置。",
)
INDENT = "p { text-indent: 2em }"


def last_lines(sheet: Sheet) -> list[Line]:
    """The last line of each paragraph: the next begins with an indent."""
    pairs = zip(sheet.lines, [*sheet.lines[1:], None], strict=True)
    return [line for line, after in pairs if after is None or after.left > sheet.left + sheet.em]


def flush(sheet: Sheet) -> Iterator[Measurement]:
    last = {id(line) for line in last_lines(sheet)}
    inner = [line for line in sheet.lines if id(line) not in last]
    first = [line for line in sheet.lines if line.left > sheet.left + EM]
    turned = [line for line in sheet.lines if line.left <= sheet.left + EM]
    yield Measurement("lines looked at", len(inner), (4, 99), unit="")
    yield Measurement("right edges: the farthest off", _farthest(line.right - sheet.right for line in inner), 0.0, 0.02)
    yield Measurement("left edges: the farthest off", _farthest(line.left - sheet.left for line in turned), 0.0, 0.02)
    yield Measurement(
        "indented edges: the farthest off", _farthest(one.left - sheet.left - 2 * EM for one in first), 0.0, 0.02
    )


def _farthest(distances: Iterator[float]) -> float:
    return max(abs(distance) for distance in distances) / EM


for _measure in (9.0, 12.5, 20.0, 33.0):
    _specimen = Specimen(paragraphs(*MIXED), _measure, INDENT)
    if _measure < 20:  # a long name would leave a line short there
        _specimen = _specimen.reworded("WeasyPrint", "CSS")
    clause(
        "clreq 3.5.1",
        f"both edges flush, {_measure:g} em",
        "Every line but the last of a paragraph is exactly as wide as the measure",
        _specimen,
        _specimen.stock(),
        STOCK,
    )(flush)


NATURAL = Specimen(paragraphs("天地玄黄宇宙洪荒日月盈昃（辰宿）列张，A寒来。", "天（地）玄，黄A宇", "天地"), 16, INDENT)


@clause(
    "clreq 3.5.1",
    "the last line is natural",
    "The last line is neither stretched nor squeezed",
    NATURAL,
    NATURAL.styled("p { text-align-last: justify }").stock(),
    "last lines justified",
)
def natural_last_lines(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.line("天（")
    yield Measurement("room of （地）", (line.find("玄")[0].x - line.find("天")[0].x) / EM - 1, 3.0)
    yield Measurement("room of ，", sheet.width("玄", "，", "黄"), 1.0)
    yield Measurement("gap before A", line.find("A")[0].x / EM - line.find("黄")[0].x / EM - 1, 0.25)
    first, second = sheet.lines[-1].glyphs
    yield Measurement("white between the characters of a short paragraph", (second.x - first.x) / EM - 1, 0.0)


ORPHANS = Specimen(
    paragraphs(*("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"[:count] + "终。" for count in range(14, 25))),
    20,
    INDENT,
)


@clause(
    "clreq 3.4.4",
    "1 no orphan: the last line has two Han characters at least",
    "A last line of one character is so bad that the breaks before it are chosen anew, but in columns of 10 to 19 em",
    ORPHANS,
    ORPHANS.reworded("终。", "<br>终。"),
    "one character sent to a line of its own",
)
def no_orphan(sheet: Sheet) -> Iterator[Measurement]:
    for count, line in zip(range(14, 25), last_lines(sheet), strict=True):
        han = sum("\u4e00" <= character <= "\u9fff" for character in line.text)
        yield Measurement(f"Han characters in the last line of {count + 1}", han, (2, 20), 0, unit="")


ARTICLE = paragraphs(*(f"始{'天地玄黄宇宙洪荒日月' * size}终。" for size in (5, 3, 7, 4, 6, 3, 8, 5, 4, 7, 6, 3) * 6))


def first_on_pages(sheet: Sheet) -> list[Line]:
    """The first line of each column of each page."""
    result = []
    for page in sheet.pages:
        body = [line for line in page.lines if abs(line.size - sheet.em) < 0.1 and line.glyphs[0].font.endswith("Song")]
        lefts = sorted({round(line.left / sheet.geometry.type_area.column_width) for line in body})
        columns = [
            [one for one in body if round(one.left / sheet.geometry.type_area.column_width) == at] for at in lefts
        ]
        result += [min(column, key=lambda line: line.base) for column in columns]
    return result


def no_widow(sheet: Sheet) -> Iterator[Measurement]:
    tops = first_on_pages(sheet)
    yield Measurement("tops of pages and columns looked at", len(tops), (4, 99), unit="")
    widows = tuple(line.text for line in tops if "终" in line.text and "始" not in line.text)
    yield Measurement("last lines of paragraphs on top", widows, ())


for _layout, _body in (("gongyun", ARTICLE), ("journal", f"<div class='columns'>{ARTICLE}</div>")):
    _specimen = Specimen(_body, layout=_layout)
    clause(
        "clreq 3.4.4",
        f"2 no widow: {_layout}",
        "A line is saved or added where the paragraph bears it; else a line goes over with the last one",
        _specimen,
        _specimen.styled("p { widows: 1 }"),
        "single lines allowed",
    )(no_widow)


def indents(sheet: Sheet) -> Iterator[Measurement]:
    starts = [line for line in sheet.lines if line.text.startswith("始")]
    turned = [line for line in sheet.pages[0].lines if line.text[0] in "天地玄黄宇宙洪荒日月"]
    yield Measurement("paragraphs looked at", len(starts), (3, 99), unit="")
    for at, line in enumerate(starts[:3], 1):
        yield Measurement(f"indent of paragraph {at}", (line.left - sheet.left) / sheet.em, 2.0)
    farthest = max(abs(line.left - sheet.left) for line in turned) / sheet.em
    yield Measurement("turned lines begin at the edge: the farthest off", farthest, 0.0, 0.02)


def no_space_between(sheet: Sheet) -> Iterator[Measurement]:
    body = [line for line in sheet.pages[0].lines if abs(line.size - sheet.em) < 0.1 and "—" not in line.text]
    steps = {round((second.base - first.base) / sheet.pitch, 2) for first, second in pairwise(body)}
    yield Measurement("paragraphs end on the page", sum("终" in line.text for line in body), (2, 99), unit="")
    yield Measurement("distance of all lines, in lines: the widest", max(steps), 1.0, unit="lines")
    yield Measurement("distance of all lines, in lines: the narrowest", min(steps), 1.0, unit="lines")


SHORT = paragraphs(*(f"始{'天地玄黄宇宙洪荒日月' * size}终。" for size in (5, 3, 6)))
SHORT_ARTICLE = Specimen(SHORT, layout="gongyun")
clause(
    "clreq 3.4.1",
    "first lines are indented by two em",
    "Every paragraph has the indent",
    SHORT_ARTICLE,
    SHORT_ARTICLE.styled("p { text-indent: 0 }"),
    "without indents",
)(indents)
clause(
    "clreq 3.4.1",
    "no space between paragraphs",
    "The line grid goes on from paragraph to paragraph",
    SHORT_ARTICLE,
    SHORT_ARTICLE.styled("p { margin-bottom: 6pt }"),
    "space between paragraphs",
)(no_space_between)
clause(
    "GB/T 9704 7.3.3",
    "two characters left empty, turned lines at the edge",
    "The same indent in every layout",
    Specimen(SHORT, layout="journal"),
    Specimen(SHORT, layout="journal").styled("p { text-indent: -1em; padding-left: 1em }"),
    "hanging lines",
)(indents)


ITEMS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
LISTED = Specimen(f"<ul><li>{ITEMS}</li></ul><ol><li>{ITEMS}</li></ol><p>始终。</p>", layout="gongyun")


@clause(
    "clreq 3.4.1",
    "hanging lines of lists (凸排)",
    "Lines after the first hang; the mark stands inside the type area",
    LISTED,
    LISTED.styled("ul, ol { list-style-position: inside; padding: 0 }"),
    "marks in the line",
)
def hanging_lines(sheet: Sheet) -> Iterator[Measurement]:
    lines = [line for line in sheet.pages[0].lines if line.text[-1:] in ITEMS or line.text[:1] in ITEMS]
    for kind, first, second in (("list", lines[0], lines[1]), ("numbered list", lines[2], lines[3])):
        text = first.find("天")[0]
        yield Measurement(f"{kind}: second line under the first's text", (second.left - text.left) / sheet.em, 0.0)
        yield Measurement(f"{kind}: its mark inside the type area", (first.left - sheet.left) / sheet.em, (0.0, 4.0))


QUOTED = Specimen(f"<p>始终。</p><blockquote><p>{ITEMS}</p></blockquote><p>始终。</p>", layout="gongyun")


@clause(
    "clreq 3.4.2",
    "quotations are indented by whole characters and take whole lines",
    "Two em on both sides, in kai",
    QUOTED,
    QUOTED.styled("blockquote { margin: 4pt; padding: 0 .5em }"),
    "half an em and four points",
)
def paragraph_indent(sheet: Sheet) -> Iterator[Measurement]:
    first, second = (line for line in sheet.lines if line.glyphs[0].font.endswith("Kai"))
    yield Measurement("indent of the quotation", (second.left - sheet.left) / sheet.em, 2.0)
    yield Measurement("its right edge", (sheet.right - first.right) / sheet.em, 2.0)
    before, after = (line for line in sheet.lines if line.text == "始终。")
    yield Measurement("from the line before", (first.base - before.base) / sheet.pitch, 1.0, unit="lines")
    yield Measurement("to the line after", (after.base - second.base) / sheet.pitch, 1.0, unit="lines")


ALIGNED = Specimen(
    "<p style='text-align: center'>天（地）A玄</p><p style='text-align: left'>宇宙，洪</p>"
    "<p style='text-align: right'>日月，A盈</p>"
    "<p style='text-align-last: justify'>辰宿列张</p>"
)


@clause(
    "clreq 3.4.3",
    "single lines centred, at the start, at the end",
    "Lines that are not justified are set solid with their natural gaps",
    ALIGNED,
    ALIGNED.styled("p { text-align: left !important; padding-left: 1em }"),
    "all at one em from the left",
)
def single_lines(sheet: Sheet) -> Iterator[Measurement]:
    centred, start, end = sheet.lines[:3]
    yield Measurement(
        "white at both sides of a centred line",
        (centred.left - sheet.left - sheet.right + centred.right) / EM,
        0.0,
        0.02,
    )
    yield Measurement("left edge of a line at the start", (start.left - sheet.left) / EM, 0.0)
    yield Measurement("right edge of a line at the end", (end.right - sheet.right) / EM, 0.0)
    yield Measurement(
        "room of （地） in a centred line", (centred.find("A")[0].x - centred.find("天")[0].x) / EM - 1, 3.0
    )
    yield Measurement("gap after A in a centred line", centred.gaps()[-1], 0.25)


@clause(
    "clreq 3.4.3",
    "4 single lines evenly spaced",
    "text-align-last: justify spreads the white between all characters",
    ALIGNED,
    ALIGNED.styled("p { text-align-last: auto !important }"),
    "not spread",
)
def even_single_line(sheet: Sheet) -> Iterator[Measurement]:
    line = sheet.pages[0].rows[-1]
    yield Measurement("right edge", (line.right - sheet.right) / EM, 0.0)
    gaps = line.gaps()
    yield Measurement("white between characters: difference of widest and narrowest", max(gaps) - min(gaps), 0.0)
