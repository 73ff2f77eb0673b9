"""Headings: their kinds, sizes and faces, and where they may stand (clreq 4.1)."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.bounded_files import BoundedFolder
from pipeline.layout import find_layout
from pipeline.resources import find_shipped
from tests.conformance.clauses_pages import HAN, HEADED
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen

SECTIONED = "<h1 class='section'>【栏目】</h1>" + HEADED


def heading_types(sheet: Sheet) -> Iterator[Measurement]:
    headings = [line for line in sheet.lines if line.text in ("题目", "标题")]
    yield Measurement("headings that stand in lines of their own", len(headings), 4, 0, unit="")
    title, text = sheet.line("题目"), sheet.line("天正文。")
    yield Measurement("the text follows below the title", (text.base - title.base) / sheet.pitch, (1, 5), unit="lines")


def heading_sizes(sheet: Sheet) -> Iterator[Measurement]:
    section, title = sheet.line("栏目"), sheet.line("题目")
    lower = [line for line in sheet.lines if line.text == "标题"]
    body = sheet.line("天正文。")
    yield Measurement("title, of body text", title.size / body.size, (1.1, 3.0), unit="")
    for at, (first, second) in enumerate(pairwise([title, *lower]), 1):
        yield Measurement(f"heading {at}, of the one above", second.size / first.size, (0.4, 1.0), unit="")
    for name, line in (("section", section), ("title", title), ("heading 1", lower[0])):
        bold = line.glyphs[1 if name == "section" else 0].font in ("Kanben-Hei", "Kanben-Hei-Bold", "Kanben-Song-Bold")
        yield Measurement(f"{name} in hei or bold song", "yes" if bold else "no", "yes", unit="")


for _layout in ("gongyun", "journal"):
    _specimen = Specimen(SECTIONED, layout=_layout)
    clause(
        "clreq 4.1.1",
        f"block headings: {_layout}",
        "Section, title and three levels of headings, each in its own lines",
        _specimen,
        _specimen.styled("h3, h3 + p { display: inline }"),
        "a heading in the line of its text",
    )(heading_types)
    clause(
        "clreq 4.1.2",
        f"sizes and faces by level: {_layout}",
        "Larger or as large as what is below; hei or bold song",
        _specimen,
        _specimen.styled("h1, h2, h3 { font: 400 9pt 'Kanben Song' !important }"),
        "at 9 pt in song",
    )(heading_sizes)


WHITE_ABOVE = {"gongyun": 0, "journal": 1}  # lines above a heading


def near_the_foot(missing: int, layout: str) -> str:
    """A page filled but for white above a heading and *missing* lines, then a heading with text."""
    lines = find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))]).geometry.type_area.lines
    count = lines - WHITE_ABOVE[layout] - missing
    filler = "".join("<p style='text-indent: 0'>天地玄黄</p>" for _line in range(count))
    return f"<div>{filler}<h3>标题</h3><p>{HAN * 3}</p></div>"


def not_at_foot(sheet: Sheet) -> Iterator[Measurement]:
    for page in sheet.pages:
        body = [line for line in page.lines if line.text == "标题" or set(line.text) <= set(HAN)]
        if not any(line.text == "标题" for line in body):
            continue
        below = sum(line.base > next(one.base for one in body if one.text == "标题") for line in body)
        yield Measurement("lines of text below the heading on its page", below, (1, 40), 0, unit="lines")


for _layout in ("gongyun", "journal"):
    for _missing in (1, 2):
        _specimen = Specimen(near_the_foot(_missing, _layout), layout=_layout)
        clause(
            "clreq 4.1.3",
            f"3 no heading at the foot, {_missing} lines left: {_layout}",
            "A heading goes over with its text",
            _specimen,
            Specimen(near_the_foot(1, _layout), layout=_layout).styled("h3 { break-after: auto }"),
            "a break allowed after the heading",
        )(not_at_foot)

RUN_IN = Specimen("<p><strong>小标</strong>　天地玄黄宇宙洪荒</p>", layout="gongyun")


@clause(
    "clreq 4.1.5",
    "hei or kai at the head of the paragraph, an em before the text",
    "Strong text and a U+3000, as the author writes it",
    RUN_IN,
    RUN_IN.reworded("　", " ").styled("strong { font-family: 'Kanben Song' }"),
    "in song, with a space",
)
def run_in_headings(sheet: Sheet) -> Iterator[Measurement]:
    heading, text = sheet.find("标")[0], sheet.find("天")[0]
    yield Measurement("face of the heading", heading.font, "Kanben-Hei", unit="")
    yield Measurement("white between heading and text", (text.x - heading.x) / sheet.em - 1, 1.0)
    yield Measurement("size of the heading, of the text", heading.size / text.size, 1.0)
