"""Type area, line grid, pictures, tables, columns (clreq 2.3, 2.4, 4.1.4)."""

from collections.abc import Iterator

from pipeline.bounded_files import BoundedFolder
from pipeline.layout import find_layout
from pipeline.resources import find_shipped
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import Line
from tests.conformance.specimens import PITCH, Sheet, Specimen, paragraphs

ASCENT = 0.88
"""From the base line to the top of the em box, in every face of the house."""
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳"
FULL = "<p style='text-indent: 0'>" + HAN * 60 + "</p>"


def type_area(sheet: Sheet) -> Iterator[Measurement]:
    area, page = sheet.geometry.type_area, sheet.pages[0]
    body = [line for line in page.lines if set(line.text) <= set(HAN)]
    first = [line for line in body if line.left < sheet.right - sheet.em]
    yield Measurement("characters in a line", len(first[0].text), area.characters, 0, unit="")
    yield Measurement("lines in a column", len(first), area.lines, 0, unit="")
    yield Measurement("columns", round(len(body) / len(first)), area.columns, 0, unit="")
    yield Measurement("inside margin to the first character", (first[0].left - sheet.geometry.inside) / sheet.em, 0.0)
    for at in (0, area.lines // 2, area.lines - 1):
        line = first[at]
        yield Measurement(
            f"length of line {at + 1}, in characters", (line.right - line.left) / sheet.em, area.characters
        )
    top = sheet.geometry.head + (area.pitch - area.size) / 2 + ASCENT * area.size
    yield Measurement("first base line below the head", (first[0].base - top) / sheet.em, 0.0)
    height = (first[-1].base - first[0].base) / area.pitch
    yield Measurement("from the first to the last base line, in lines", height, area.lines - 1, unit="lines")


for _layout in ("gongyun", "journal"):
    _body = f"<div class='columns'>{FULL}</div>" if _layout == "journal" else FULL
    _specimen = Specimen(_body, layout=_layout)
    clause(
        "clreq 2.3.1",
        f"the type area is a grid of characters: {_layout}",
        "The layout names size, characters, lines and columns; margins come of them",
        _specimen,
        _specimen.styled("p { font-size: 97%; padding: 0 3pt }"),
        "smaller characters, indented",
    )(type_area)

ACCOMPANIED = {
    "kai": "<em>天地</em>玄黄",
    "hei": "<strong>天地</strong>玄黄",
    "code": "天地<code>玄黄</code>",
    "a link": "天地<a href='https://example.com/'>玄黄</a>",
    "dots": "天地<span class='dots'>玄黄</span>",
    "a line below": "天地<span class='proper-noun'>玄黄</span>",
    "a wave below": "天地<span class='work-title'>玄黄</span>",
    "ruby": "天地<ruby><rb>玄</rb><rt>xuán</rt></ruby>黄",
    "a note mark": "天地<span class='footnote'>注文</span>玄黄",
    "a raised figure": "天地<sup style='font-size: .6em; line-height: 0'>2</sup>玄黄",
    "Latin": "天地PDF玄黄",
}
GRID = paragraphs(*(text + "宇宙洪荒" for text in ACCOMPANIED.values()), "终终")
OFF_GRID = "rt, .dots, code, em, strong, a { line-height: 2.2em; vertical-align: 2pt }"


def on_grid(sheet: Sheet) -> Iterator[Measurement]:
    lines = [line for line in sheet.lines if "宇宙洪荒" in line.text or line.text == "终终"]
    top = sheet.geometry.head + (sheet.pitch - sheet.em) / 2 + ASCENT * sheet.em
    for at, (name, line) in enumerate(zip([*ACCOMPANIED, "the line after all"], lines, strict=True)):
        yield Measurement(f"base line with {name}, off the grid", (line.base - top - at * sheet.pitch) / sheet.em, 0.0)


HEADINGS = "".join(f"<h{level}>标题</h{level}><p>{'天地' * level}正文。</p>" for level in (3, 4, 5))
HEADED = (
    "<header class='article-head'><h2 class='title'>题目</h2><p class='byline'>作者</p></header><p>天正文。</p>"
    + HEADINGS
)


def headings_on_grid(sheet: Sheet) -> Iterator[Measurement]:
    top = sheet.geometry.head + (sheet.pitch - sheet.em) / 2 + ASCENT * sheet.em
    for name, line in zip(("the title", "heading 1", "heading 2", "heading 3"), _texts(sheet), strict=True):
        steps = (line.base - top) / sheet.pitch
        yield Measurement(f"text after {name}: off the grid", abs(steps - round(steps)), 0.0, unit="lines")


def _texts(sheet: Sheet) -> list[Line]:
    return [line for line in sheet.lines if line.text.endswith("正文。")]


SIZES = (
    "<p>正文</p><div class='table'><table><tr><td>格子</td></tr></table></div>"
    "<figure><figcaption>图说</figcaption></figure>"
)


def sizes(sheet: Sheet) -> Iterator[Measurement]:
    for name, text in (("body text", "正文"), ("a table", "格子"), ("a caption", "图说")):
        yield Measurement(f"size of {name}", sheet.find(text)[0].size, (7.875, 42), unit="pt")


for _layout in ("gongyun", "journal"):
    _grid, _heads, _small = (Specimen(body, layout=_layout) for body in (GRID, HEADED, SIZES))
    clause(
        "clreq 2.3.5",
        f"4 the line gap is constant whatever stands in the line: {_layout}",
        "Smaller type keeps the pitch; what accompanies a line takes no height",
        _grid,
        _grid.styled(OFF_GRID),
        "taller lines",
    )(on_grid)
    clause(
        "clreq 2.3.3",
        f"1 headings take whole lines: {_layout}",
        "Line heights are written in lines of the grid",
        _heads,
        _heads.styled("h2, h3, h4, h5 { padding-top: 3pt }"),
        "three points above",
    )(headings_on_grid)
    clause(
        "clreq 2.3.5",
        f"2 no text below 六号: {_layout}",
        "7.875 pt is the least for body, tables and captions; notes of the journal are 7.2 pt",
        _small,
        _small.styled("td, figcaption { font-size: 6pt }"),
        "at 6 pt",
    )(sizes)

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'%3E"
    "%3Crect width='4' height='3'/%3E%3C/svg%3E"
)
PICTURE_LINES = find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))]).geometry.lines(12)
FIGURE = (
    f'<p>天正文。</p><figure><div class="picture" style="height: {PICTURE_LINES}pt"><img src="{PICTURE}" alt="" '
    'style="width: 400pt; height: 300pt"></div><figcaption>图说</figcaption></figure><p>地正文。</p>'
)
FIGURED = Specimen(FIGURE, layout="gongyun")


@clause(
    "clreq 2.3.3",
    "2 pictures as wide as the type area, in whole lines",
    "A picture is fitted to the column and given whole lines",
    FIGURED,
    FIGURED.styled("figure { padding-bottom: 5pt } img { width: 50% !important }"),
    "half as wide, with five points below",
)
def pictures(sheet: Sheet) -> Iterator[Measurement]:
    box = max(sheet.pages[0].shapes, key=lambda shape: shape.right - shape.left)
    yield Measurement("left edge of the picture", (box.left - sheet.left) / sheet.em, 0.0)
    yield Measurement("right edge of the picture", (box.right - sheet.right) / sheet.em, 0.0)
    before, after = _texts(sheet)
    steps = (after.base - before.base) / sheet.pitch
    yield Measurement("text after the picture: off the grid", abs(steps - round(steps)), 0.0, unit="lines")


@clause(
    "clreq 2.4.2",
    "3 captions below their picture",
    "The caption stands in the middle below",
    FIGURED,
    FIGURED.styled("figure { position: relative } figcaption { position: absolute; top: 0; left: 0 }"),
    "at the picture's head",
)
def captions(sheet: Sheet) -> Iterator[Measurement]:
    box = max(sheet.pages[0].shapes, key=lambda shape: shape.right - shape.left)
    caption = sheet.line("图说")
    yield Measurement(
        "head of the caption below the picture", (caption.base - ASCENT * caption.size - box.bottom) / sheet.em, (0, 2)
    )
    middle = (caption.left + caption.right - sheet.left - sheet.right) / 2
    yield Measurement("middle of the caption from the middle of the measure", middle / sheet.em, 0.0, 0.02)


TABLE = Specimen(
    "<div class='table'><table><thead><tr><th>甲</th><th>乙</th></tr></thead>"
    "<tbody><tr><td>丙</td><td>丁</td></tr></tbody></table></div><p>天地</p>",
    layout="gongyun",
)


@clause(
    "clreq 2.4.2",
    "4 header row on top, first column at the left",
    "Tables in the order of their text",
    TABLE,
    TABLE.reworded("thead", "tfoot").styled("table { direction: rtl }"),
    "from the foot, and from the right",
)
def header_row(sheet: Sheet) -> Iterator[Measurement]:
    head, cell = sheet.find("甲")[0], sheet.find("丙")[0]
    yield Measurement("the header row is above", (cell.y - head.y) / sheet.em, (0.5, 9))
    yield Measurement("the second column is to the right", (sheet.find("丁")[0].x - cell.x) / sheet.em, (1, 40))


TURNED = Specimen(f"<div class='columns'>{FULL * 2}</div>", layout="journal")


@clause(
    "clreq 2.4.2",
    "1 from left to right, from top to bottom; the spine at a recto's left",
    "Margins are mirrored on versos; columns go from left to right",
    TURNED,
    TURNED.styled("@page :left { margin-left: 60pt; margin-right: 50pt } .columns { direction: rtl }"),
    "margins of a recto, columns from the right",
)
def directions(sheet: Sheet) -> Iterator[Measurement]:
    geometry = sheet.geometry
    recto, verso = (
        [line for line in page.lines if len(line.text) == geometry.type_area.characters] for page in sheet.pages[:2]
    )
    yield Measurement("recto: margin at the spine", (min(one.left for one in recto) - geometry.inside) / sheet.em, 0.0)
    yield Measurement(
        "verso: margin at the fore edge", (min(one.left for one in verso) - geometry.outside) / sheet.em, 0.0
    )
    first = min(recto, key=lambda line: (line.left, line.base))
    yield Measurement("the first line is at the top left", first.text, HAN[: geometry.type_area.characters], unit="")
    yield Measurement("characters go to the right", (first.glyphs[1].x - first.glyphs[0].x) / sheet.em, 1.0)


LAST_PAGE = Specimen(f"<div class='columns'><p style='text-indent: 0'>{HAN * 7}</p></div>", layout="journal")


@clause(
    "clreq 4.1.4",
    "4 columns of the last page are level (2.4.2, 5)",
    "Columns are balanced; the last may be a line shorter",
    LAST_PAGE,
    LAST_PAGE.styled(".columns { column-fill: auto; height: 400pt }"),
    "columns filled one after the other",
)
def level_columns(sheet: Sheet) -> Iterator[Measurement]:
    body = [line for line in sheet.lines if set(line.text) <= set(HAN)]
    left = [line for line in body if line.left < sheet.right]
    right = [line for line in body if line.left >= sheet.right]
    yield Measurement(
        "lines in the first column more than in the last", len(left) - len(right), (0, 1), 0, unit="lines"
    )
    top = min((line.base for line in right), default=0.0)
    yield Measurement("first lines level", (min(line.base for line in left) - top) / PITCH, 0.0, unit="lines")
