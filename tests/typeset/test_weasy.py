"""What is read from laid-out pages: text that leaves the page, and links that lead nowhere."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from pipeline.errors import RenderError
from pipeline.resources import shipped
from pipeline.typeset import DocumentFacts, LaidOutPart, Typesetter, text_runs, write_reading_pdf

WIDTH, HEIGHT, EM = 300, 200, 20  # CSS px
STYLE = f"""
@page {{ size: {WIDTH}px {HEIGHT}px; margin: 0 }}
html {{ font: {EM}px/{EM}px "Kanben Song" }}
body, p {{ margin: 0 }}
"""
MOMENT = datetime(2023, 1, 15, tzinfo=UTC)


def lay_out(body: str) -> LaidOutPart:
    typesetter = Typesetter(shipped("fonts"), {"page.css": STYLE}, {})
    return typesetter.lay_out(f'<html lang="zh-CN"><head><title>页</title></head><body>{body}</body></html>')


@pytest.mark.parametrize(
    ("left", "top", "is_told"),
    [
        (0, 0, False),
        (-3, 0, False),
        (-5, 0, True),
        (WIDTH - EM, 0, False),
        (WIDTH - EM + 3, 0, False),
        (WIDTH - EM + 5, 0, True),
        (0, -3, False),
        (0, -5, True),
        (0, HEIGHT - 1, False),
        (0, HEIGHT + 1, True),
    ],
)
def test_text_may_hang_over_an_edge_by_four_pixels(left: int, top: int, is_told: bool) -> None:
    body = f'<p style="position: absolute; left: {left}px; top: {top}px">字</p>'
    assert [run.overhanging for run in text_runs(lay_out(body).document)] == [is_told]


def three_pages() -> LaidOutPart:
    """Each page links to the first, to the last, and to a place in the open."""
    links = '<a href="#p0">甲<b>子</b></a><a href="#p2">丙</a><a href="https://example.org">外</a>'
    return lay_out("".join(f'<h1 id="p{n}" style="break-before: page">{n}</h1><p>{links}</p>' for n in range(3)))


def written(part: LaidOutPart, extract: slice | None) -> bytes:
    count = len(range(3)[extract or slice(None)])
    return write_reading_pdf([part], DocumentFacts("页", ("甲",), "", "zh-CN", MOMENT, ("1",) * count), extract)


def links_of(data: bytes) -> list[list[str]]:
    """Where the links of each page lead."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            [str(each.Dest) if "/Dest" in each else str(each.A.URI) for each in page.get("/Annots", [])]
            for page in pdf.pages
        ]


def tagged_annotations(data: bytes) -> list[str]:
    """What each annotation is that the tag tree names; those that are on no page are null."""
    with pikepdf.open(BytesIO(data)) as pdf:
        held = [each["/K"] for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/K" in each]
        kids = [kid for each in held for kid in (each if isinstance(each, pikepdf.Array) else [each])]
        named = [kid.get("/Obj") for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"]
        return ["null" if each is None else str(each.Subtype) for each in named]


def test_an_extract_has_the_links_that_lead_somewhere_and_no_others() -> None:
    part = three_pages()
    whole = ["p0", "p2", "https://example.org"]
    assert links_of(written(part, None)) == [whole] * 3
    # after the whole PDF was written: a box remembers the annotation that it had there
    first = written(part, slice(0, 2))
    assert links_of(first) == [["p0", "https://example.org"]] * 2
    assert tagged_annotations(first) == ["/Link"] * 4
    assert links_of(written(part, slice(1, 3))) == [["p2", "https://example.org"]] * 2
    assert links_of(written(part, None)) == [whole] * 3


def test_an_address_that_none_may_lead_to_is_told_once() -> None:
    links = [f'<a href="{scheme}:x">字</a>' for scheme in ("javascript", "file", "javascript")]
    with pytest.raises(RenderError) as caught:
        lay_out("".join(links))
    told = [each.message for each in caught.value.problems]
    assert [text.split("”")[0] for text in told] == ["The link to “javascript:x", "The link to “file:x"]
