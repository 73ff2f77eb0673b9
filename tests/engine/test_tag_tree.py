"""The structure tree: one element for one thing, over pages and columns, as it is read; what repeats is none."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.intake.opened_pdf import open_pdf
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped
from pipeline.tags.elements import contents_in
from pipeline.tags.marked_text import MarkedTexts
from pipeline.tags.tree_reading import read_tree

load_weasyprint(find_shipped("fonts"))

from pipeline.engine.tag_tree import TagTree  # noqa: E402

STYLE = """
@page { size: 200pt 120pt; margin: 10pt 10pt 20pt; @bottom-center { content: counter(page) } }
html { font: 10pt/20pt "Kanben Song" }
body, p, h1, ul, table { margin: 0; font-size: 10pt; orphans: 1; widows: 1 }
table { border-collapse: collapse; width: 100% }
.footnote { float: footnote; font: 8pt/10pt "Kanben Song" }
.footnote::footnote-call { content: '①' }
.footnote::footnote-marker { content: '①' }
.columns { columns: 2 }
"""
FACTS = PdfFacts(title="题", authors=("者",), subject="", language="zh-CN", created=datetime(2024, 1, 1, tzinfo=UTC))
LONG = "一个长段落，" * 16


def written(body: str, *more: str, style: str = "") -> pypdf.PdfReader:
    """A PDF of a part with *body*, and of further ones."""
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": STYLE + style}, folders={})
    head = "<html lang='zh-CN'><head><title>题</title></head>"
    parts = [typesetter.lay_out(f"{head}<body>{each}</body></html>") for each in (body, *more)]
    labels = [str(number) for number in range(1, sum(part.page_count for part in parts) + 1)]
    return pypdf.PdfReader(io.BytesIO(write_reading_pdf(parts, FACTS, labels)))


def rows(reader: pypdf.PdfReader) -> list[str]:
    """The elements below the document, each in a row: indented, its tag, and where its content is.

    A number is a page, from 1; *link* an annotation.
    """
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]

    def walk(element: DictionaryObject, depth: int) -> Iterator[str]:
        kids, own = element.get("/K", []), element.get("/Pg")
        content: list[str] = []
        below: list[str] = []
        for each in kids:
            kid = each if isinstance(each, int) else each.get_object()
            if isinstance(kid, int):
                content.append(str(pages[own.indirect_reference.idnum]))  # type: ignore[union-attr]
            elif kid.get("/Type") == "/MCR":
                content.append(str(pages[kid["/Pg"].indirect_reference.idnum]))
            elif kid.get("/Type") == "/OBJR":
                content.append("link")
            else:
                below += walk(kid, depth + 1)
        where = " ".join(dict.fromkeys(content))
        yield f"{'  ' * depth}{element['/S'][1:]} {where}".rstrip()
        yield from below

    (document,) = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    return [row[2:] for row in walk(document.get_object(), 0)][1:]


def elements(reader: pypdf.PdfReader, tag: str) -> list[DictionaryObject]:
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [each for each in objects if isinstance(each, DictionaryObject) and each.get("/S") == f"/{tag}"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"<h1>题</h1><p>{LONG}</p>", ["H1 1", "P 1 2"]),
        (f"<div class='columns'><p>{LONG}</p><p>又</p></div>", ["Div", "  P 1 2", "  P 2"]),
        (
            "<p>见<a href='https://a.cn'>一个很长很长很长很长很长很长的网页</a>。</p>",
            ["P 1", "  Link link 1"],
        ),
        (
            "<p>话<span class='footnote' id='n'>注</span>完</p><p>又</p>",
            ["P 1", "  Reference", "    Link link 1", "Note 1", "  Lbl", "    Link link 1", "P 1"],
        ),
        (
            "<table><thead><tr><th scope='col'>甲</th></tr></thead><tbody>"
            + "<tr><td>乙</td></tr>" * 6
            + "</tbody></table>",
            [
                "Table",
                "  THead",
                "    TR",
                "      TH 1",
                "  TBody",
                *["    TR", "      TD 1"] * 3,
                *["    TR", "      TD 2"] * 3,
            ],
        ),
        ("<ul><li>甲</li><li>乙</li></ul>", ["L", *["  LI", "    Lbl 1", "    LBody 1"] * 2]),
        (
            "<div data-tag='TOC'><p data-tag='TOCI'><a href='#b'>甲</a><a href='#b'>1</a></p></div><p id='b'>乙</p>",
            ["TOC", "  TOCI", "    Reference", "      Link link 1", "P 1"],
        ),
        ("<p>话<span lang='fr'>mot</span>，<b>字</b></p>", ["P 1", "  Span 1"]),
    ],
    ids=["pages", "columns", "link", "note", "table", "list", "contents", "language"],
)
def test_one_element_for_one_thing(body: str, wanted: list[str]) -> None:
    assert rows(written(body)) == wanted


ARTICLE = "<section data-section='{}'><article><p>文</p></article></section>"


def test_a_section_goes_on_in_the_next_part() -> None:
    opening = "<section data-section='言论'><h1>言论</h1><article><p>文</p></article></section>"
    parts = [opening, ARTICLE.format("言论"), ARTICLE.format("副刊"), "<p>隔开</p>", ARTICLE.format("副刊")]
    assert rows(written(*parts)) == [
        *("Sect", "  H1 1", "  Art", "    P 1", "  Art", "    P 2"),
        *("Sect", "  Art", "    P 3"),
        "P 4",
        *("Sect", "  Art", "    P 5"),
    ]


def test_an_article_goes_on_in_any_further_part() -> None:
    def section(name: str, *slugs: str, head: str = "") -> str:
        articles = "".join(f"<article data-slug='{slug}'><p>文</p></article>" for slug in slugs)
        return f"<section data-section='{name}'>{head}{articles}</section>"

    parts = [section("言论", "a", "b"), section("副刊", "a", "c", head="<h1>副刊</h1>"), section("杂俎", "b")]
    assert rows(written(*parts, section("副刊", "d"), section("副刊", "c"))) == [
        *("Sect", "  Art", "    P 1", "    P 2", "  Art", "    P 1", "    P 3"),
        *("Sect", "  H1 2", "  Art", "    P 2", "    P 5", "  Art", "    P 4"),
    ]
    nameless = written(section("言论", ""), section("副刊", ""))
    assert rows(nameless) == ["Sect", "  Art", "    P 1", "Sect", "  Art", "    P 2"]


def test_white_between_two_blocks_in_a_line_is_no_paragraph() -> None:
    in_line = "<{0} style='display: inline'>甲</{0}> <p style='display: inline'>乙</p>"
    assert rows(written(f"<div>{in_line.format('h2')}</div>")) == ["Div", "  H2 1", "  P 1"]
    assert rows(written(f"<div>{in_line.format('h2').replace('> <', '>和<')}</div>")) == [
        "Div",
        "  H2 1",
        "  P 1",
        "  P 1",
    ]


LATIN = "关于Prüfung und Untersuchung der Lage der Arbeiterklasse的书，见https://a.example/ab/cd/ef/gh/ij/kl/mn/op"


@pytest.mark.parametrize("body", [f"<p>{LATIN}</p>", f"<p lang='de'>{LATIN}</p>", f"<p><em>{LATIN}</em></p>"])
def test_a_line_that_ends_at_a_space_says_so(tmp_path: Path, body: str) -> None:
    lines = _marked(written(body, style="p { text-align: justify }"), tmp_path / "a.pdf")
    assert "".join(lines) == LATIN
    assert any(line.endswith(" ") for line in lines)


def test_a_line_that_ends_elsewhere_has_no_space(tmp_path: Path) -> None:
    lines = _marked(written(f"<p>{LONG}</p><p>甲 <br>乙</p>"), tmp_path / "a.pdf")
    assert len(lines) > 5
    assert [line for line in lines if " " in line] == []


def _marked(reader: pypdf.PdfReader, path: Path) -> list[str]:
    """The text of each piece of marked content in the structure tree, as the file has it."""
    assert isinstance(reader.stream, io.BytesIO)
    path.write_bytes(reader.stream.getvalue())
    pdf = open_pdf(path)
    tree = read_tree(pdf)
    assert tree is not None
    texts = MarkedTexts(pdf=pdf, pages=pdf.pages)
    return [texts.of(content).text for top in tree.tops for content in contents_in(top)]


def test_margins_are_in_no_element_and_all_marked_content_has_one() -> None:
    reader = written(f"<p>{LONG}</p>")
    assert len(reader.pages) > 1
    parents = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        content = page.get_contents().get_data()  # type: ignore[union-attr]
        assert content.count(b"/Pagination") == 1
        (owners,) = (parents[at + 1] for at in range(0, len(parents), 2) if parents[at] == page["/StructParents"])
        marked = content.count(b"/MCID")
        assert marked == len(owners) > 0, number
        assert all(owner.get_object()["/Type"] == "/StructElem" for owner in owners)


@pytest.mark.parametrize("style", ["", "position: absolute; top: 0"])
def test_what_is_for_the_eye_only_is_an_artifact(style: str) -> None:
    reader = written(f"<p>甲</p><div data-tag='Artifact' style='{style}'>乙<b>丙</b></div><p>丁</p>")
    assert rows(reader) == ["P 1"] * 2
    content = reader.pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert content.count(b"/MCID") == 2
    assert content.count(b"/Type /Layout") == 2
    assert all(each in reader.pages[0].extract_text() for each in "甲乙丙丁")


def test_what_is_parted_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful(dict[Any, Any]):
        """Keeps nothing."""

        def __setitem__(self, key: Any, value: Any) -> None:
            pass

    begin = TagTree.__init__

    def forget(tree: TagTree, elements_of_html: Any) -> None:
        begin(tree, elements_of_html)
        tree._elements = Forgetful()

    assert len(elements(written(f"<p>{LONG}</p>"), "P")) == 1
    monkeypatch.setattr(TagTree, "__init__", forget)
    assert len(elements(written(f"<p>{LONG}</p>"), "P")) > 1


def test_a_link_over_two_lines_is_one_annotation_that_says_where_it_leads() -> None:
    reader = written(
        "<p>见<a href='#b'>一个很长很长很长很长很长很长的地方</a>。</p><p id='b' data-title='那里'>那里的话</p>"
    )
    (link,) = reader.pages[0]["/Annots"]
    link = link.get_object()
    assert link["/Contents"] == "第 1 页：那里"
    assert len(link["/QuadPoints"]) == 16
    left, bottom, right, top = link["/Rect"]
    assert {left, right} == {min(link["/QuadPoints"][::2]), max(link["/QuadPoints"][::2])}
    assert {bottom, top} == {min(link["/QuadPoints"][1::2]), max(link["/QuadPoints"][1::2])}
    (owner,) = elements(reader, "Link")
    assert any(
        isinstance(kid.get_object(), DictionaryObject) and kid["/Obj"] == link
        for kid in owner["/K"]
        if not isinstance(kid, int)
    )


def test_a_note_is_found_by_its_name_and_leads_back() -> None:
    reader = written("<p>话<span class='footnote' id='n'>注</span>完</p>")
    (note,) = elements(reader, "Note")
    assert note["/ID"] == "n"
    (leaf,) = reader.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Kids"]
    assert leaf.get_object()["/Names"][0] == "n"
    links = {each.get_object()["/Dest"]: each.get_object() for each in reader.pages[0]["/Annots"]}
    assert set(links) == {"n", "n-call"}
    assert links["n-call"]["/Contents"] == "回到正文"
    assert set(reader.named_destinations) == {"n", "n-call"}


def test_cells_have_their_span_and_scope_and_texts_their_language() -> None:
    body = (
        "<table><thead><tr><th colspan=2 scope='col'>甲</th></tr></thead>"
        "<tr><th scope='row'>乙</th><td>丙</td></tr></table><p>话<span lang='fr'>mot</span></p>"
    )
    reader = written(body)
    first, second = (element["/A"] for element in elements(reader, "TH"))
    assert (first["/Scope"], first["/ColSpan"]) == ("/Column", 2)
    assert second["/Scope"] == "/Row"
    assert [element.get("/Lang") for element in elements(reader, "Span")] == ["fr"]
    assert [element.get("/Lang") for element in elements(reader, "P")] == [None]


def test_a_picture_says_what_it_shows_and_where_it_stands() -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><path d='M0 0h40v20z'/></svg>"
    picture = f"data:image/svg+xml,{drawing}"
    reader = written(f'<p>话</p><img src="{picture}" alt="一个三角" style="display: block">')
    (figure,) = elements(reader, "Figure")
    assert figure["/Alt"] == "一个三角"
    left, bottom, right, top = map(float, figure["/A"]["/BBox"])
    assert (left, top) == pytest.approx((10, 120 - 10 - 20))
    assert (right - left, top - bottom) == pytest.approx((30, 15))
