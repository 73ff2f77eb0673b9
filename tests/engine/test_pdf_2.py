"""PDF 2.0: what PDF/A-4f and PDF/UA-2 ask for is there, and veraPDF sees where it is not."""

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.resources import find_shipped
from pipeline.standards import Standard
from tests.engine.test_tag_tree import FACTS, STYLE
from tests.extraction.extractors import EXTRACTORS

SQUARE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1H8V8z'/></svg>"
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
BODY = f"""
<div data-tag="TOC"><div data-tag="TOCI"><p><a href="#first">题</a> <a href="#first">1</a></p></div></div>
<article><h1 id="first" style="bookmark-level: 1; bookmark-label: '题'">题</h1>
<p>甲<span class="footnote" id="note">注文</span>乙，见<a href="#second">下文</a>与<a href="https://example.org/">网页</a>。</p>
<p>式<img class="formula" style="width: 9pt" alt="x" data-mathml='{MATHML}' src="{SQUARE}"></p></article>
<article><h1 id="second" style="bookmark-level: 1; bookmark-label: '表'">表</h1>
<figure data-tag="Div"><img alt="方块" style="width: 30pt" src="{SQUARE}"><figcaption>图一</figcaption></figure>
<figure data-tag="Div"><img alt="左" style="width: 9pt" src="{SQUARE}"><img alt="右" style="width: 9pt" src="{SQUARE}">
<figcaption>图二</figcaption></figure>
<div data-tag="L"><p data-tag="LI"><span data-tag="Lbl">刊名</span><span data-tag="LBody">试刊</span></p></div>
<table><caption>表一</caption><thead><tr><th>甲</th><th>乙</th></tr></thead>
<tbody><tr><td>一</td><td>二</td></tr></tbody></table></article>
"""


@cache
def small_file(
    standard: Standard = Standard.PDF_A_4, body: str = BODY, extract: tuple[int, ...] | None = None
) -> bytes:
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": STYLE}, folders={})
    part = typesetter.lay_out(f"<html lang='zh-CN'><head><title>题</title></head><body>{BODY}</body></html>")
    labels = [str(number + 1) for number in extract or range(part.page_count)]
    return write_reading_pdf([part], FACTS, labels, extract, standard=standard)


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(small_file())) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{tag}"]


def _without_namespace(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].NS


def _with_notes_of_pdf_1(pdf: pikepdf.Pdf) -> None:
    (note,) = elements(pdf, "FENote")
    note.S = pikepdf.Name.Note
    del note.NS


def _without_targets_of_contents(pdf: pikepdf.Pdf) -> None:
    (item,) = elements(pdf, "TOCI")
    del item.Ref


def _with_places_only(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/SD" in each.get("/A", {}):
            del each.A.SD


def _without_files(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names.EmbeddedFiles


BROKEN = {
    _without_namespace: ("ua2", "8.2.5.2"),
    _with_notes_of_pdf_1: ("ua2", "8.2.5.14"),
    _without_targets_of_contents: ("ua2", "8.2.5.8"),
    _with_places_only: ("ua2", "8.8"),
    _without_files: ("4f", "6.9"),
}


def test_it_is_pdf_a_4f_and_pdf_ua_2(verapdf: Callable[..., Any], tmp_path: Path) -> None:
    good, extract, broken = (tmp_path / f"{name}.pdf" for name in ("good", "extract", "broken"))
    good.write_bytes(small_file())
    extract.write_bytes(small_file(extract=(0,)))  # without the formula
    with pikepdf.open(good) as pdf:
        for spoil in BROKEN:
            spoil(pdf)
        pdf.save(broken, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    verdicts = verapdf([good, broken], ["4f", "ua2"])
    assert {str(result) for result in verdicts[good].values()} == {"passed"}
    found = {(flavour, failure.clause) for flavour, result in verdicts[broken].items() for failure in result.failures}
    assert found == set(BROKEN.values())
    assert {str(result) for result in verapdf([extract], ["4", "ua2"])[extract].values()} == {"passed"}


def test_the_file_is_of_pdf_2(pdf: pikepdf.Pdf) -> None:
    assert pdf.pdf_version == "2.0"
    assert "/Info" not in pdf.trailer
    with pdf.open_metadata() as metadata:
        names = ("pdfaid:part", "pdfaid:rev", "pdfaid:conformance")
        assert [metadata[name] for name in names] == ["4", "2020", "F"]
        assert (metadata["pdfuaid:part"], metadata["pdfuaid:rev"]) == ("2", "2024")
        assert metadata["dc:title"] == "题"
    assert not [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/CIDSet" in each]


def test_a_formula_has_its_mathml(pdf: pikepdf.Pdf) -> None:
    (formula,) = elements(pdf, "Formula")
    (file,) = formula.AF
    assert str(file.AFRelationship) == "/Supplement"
    assert str(file.EF.UF.Subtype) == "/application/mathml+xml"
    assert file.EF.F.read_bytes().decode() == MATHML
    assert MATHML.encode() not in small_file(Standard.PDF_A_2)


def test_links_and_bookmarks_lead_to_the_very_element(pdf: pikepdf.Pdf) -> None:
    first, second = elements(pdf, "H1")
    (note,), (item,) = elements(pdf, "FENote"), elements(pdf, "TOCI")
    (call,) = (each for each in elements(pdf, "Reference") if "/Ref" in each)
    actions = [each.A for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" not in each]
    found = {str(each.D): each.SD[0] for each in actions if "/D" in each}
    assert found == {"first": first, "second": second, "note": note, "note-call": call}
    assert [list(each.Ref) for each in (item, call, note)] == [[first], [note], [call]]
    outline = pdf.Root.Outlines.First
    assert [outline.A.SD[0], outline.Next.A.SD[0]] == [first, second]


def test_a_caption_stands_in_its_figure(pdf: pikepdf.Pdf) -> None:
    one, *_several = elements(pdf, "Figure")
    captions = elements(pdf, "Caption")
    assert one.K[-1] in captions
    assert {str(each.P.S) for each in captions} == {"/Figure", "/Sect", "/Table"}


@pytest.mark.parametrize("program", EXTRACTORS)
def test_programs_extract_the_same_text_from_where_it_stood(program: str, tmp_path: Path) -> None:
    older, newer = tmp_path / "older.pdf", tmp_path / "newer.pdf"
    older.write_bytes(small_file(Standard.PDF_A_2))
    newer.write_bytes(small_file())
    read = EXTRACTORS[program]
    assert read(newer) == read(older)
    assert "网页" in "".join(page.text for page in read(newer))
