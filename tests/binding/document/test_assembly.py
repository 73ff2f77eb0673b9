"""Parts bound into one volume: nothing of them is lost, and the volume is as true as they are."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from pipeline.binding.document.assembly import PartToBind, Target
from pipeline.errors import BindingError
from pipeline.intake.tamed_pdf import take_in
from tests.binding.small_parts import HEIGHT, WIDTH, bound, part_pdf, part_to_bind
from tests.conftest import Validate

FRONT, ONE, TWO = ("卷首",), ("甲", "乙", "丙"), ("丁", "戊")


@cache
def volume() -> bytes:
    """Pages before the issues, an issue of three pages, one of two, which begins on a recto."""
    return bound(
        part_to_bind(part_pdf("front", FRONT), "卷首"),
        part_to_bind(part_pdf("one", ONE), "第1期", 1),
        part_to_bind(part_pdf("two", TWO), "第2期", 5),
    )


def texts(data: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_two_readers_open_it() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 8  # the page before and a blank, three and a blank, two
    assert len(pypdf.PdfReader(BytesIO(volume()), strict=True).pages) == 8


def test_text_of_every_page_is_that_of_the_part_and_the_stamps() -> None:
    wanted = [*texts(part_pdf("front", FRONT)), ""]
    for first, words, prefix in ((1, ONE, "one"), (5, TWO, "two")):
        for index, text in enumerate(texts(part_pdf(prefix, words))):
            stamps = ["合订本", *(["藏书"] if index == 0 else []), str(first + index)]
            wanted.append("\n".join([text, *stamps]))
        wanted += ["合订本\n4"] if first == 1 else []
    found = [re.sub(r"\s+", "", text) for text in texts(volume())]
    assert found == [re.sub(r"\s+", "", text) for text in wanted]


def test_labels() -> None:
    assert pypdf.PdfReader(BytesIO(volume())).page_labels == ["i", "ii", "1", "2", "3", "4", "5", "6"]


def test_links_of_each_part_lead_into_that_part() -> None:
    reader = pypdf.PdfReader(BytesIO(volume()))
    names = {name: reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    assert names == {"front-0": 0, "one-0": 2, "one-1": 3, "one-2": 4, "two-0": 6, "two-1": 7}
    followed = {}
    for index, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            followed[index] = names[annotation.get_object()["/Dest"]]
    assert followed == {0: 0, 2: 4, 3: 4, 4: 4, 6: 7, 7: 7}


def outline(reader: pypdf.PdfReader, items: Any) -> list[Any]:
    """The outline as titles with page indices, and lists of what is below."""
    return [
        outline(reader, item) if isinstance(item, list) else (str(item.title), reader.get_destination_page_number(item))
        for item in items
    ]


def test_outline_goes_from_volume_to_issue_to_its_own() -> None:
    reader = pypdf.PdfReader(BytesIO(volume()))
    top, below = outline(reader, reader.outline)
    assert top == ("试刊 2023年合订本", 0)
    assert [item for item in below if isinstance(item, tuple)] == [("卷首", 0), ("第1期", 2), ("第2期", 6)]
    assert below[3][0] == ("第1页甲", 2)
    assert below[3][1] == [("小标题", 2)]
    with pikepdf.open(BytesIO(volume())) as pdf, pdf.open_outline() as tree:
        assert [len(item.children) for item in tree.root[0].children] == [1, 3, 2]


def test_an_outline_that_a_legacy_pdf_brings_stands_below_its_articles() -> None:
    targets = (Target("第一篇", "栏", 0, "x-1"), Target("第二篇", "", 2, "x-2"))
    part = replace(part_to_bind(part_pdf("one", ONE), "第1期", 1), targets=targets)
    with pikepdf.open(BytesIO(bound(part))) as pdf, pdf.open_outline() as tree:
        (issue,) = tree.root[0].children
        assert [item.title for item in issue.children] == ["栏", "第二篇", "原文件书签"]
        assert [item.title for item in issue.children[0].children] == ["第一篇"]
        assert [item.title for item in issue.children[2].children] == ["第1页甲", "第2页乙", "第3页丙"]
        assert {"x-1", "x-2", "one-0"} <= set(pikepdf.NameTree(pdf.Root.Names.Dests))


def test_each_face_is_embedded_once_with_what_all_parts_print() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        names = sorted(str(each.BaseFont).split("+")[1] for each in fonts if each.Subtype == "/Type0")
        assert names == ["Kanben-Hei", "Kanben-Kai", "Kanben-Song"]
        programs = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/CIDFontType0C"
        ]
        assert len(programs) == 2  # kai is TrueType


def test_tags_are_one_tree_and_every_mark_leads_to_its_element() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        root = pdf.Root.StructTreeRoot
        (document,) = root.K
        assert document.S == "/Document"
        assert [str(part.T) for part in document.K] == ["卷首", "第1期", "第2期"]
        assert {str(part.S) for part in document.K} == {"/Part"}
        rows = dict(pikepdf.NumberTree(root.ParentTree).items())
        keys = [int(page.StructParents) for page in pdf.pages if "/StructParents" in page]
        assert len(set(keys)) == len(keys) == 6
        for page in pdf.pages:
            marks = set(
                re.findall(
                    rb"/MCID (\d+)",
                    page.Contents.read_bytes()
                    if isinstance(page.Contents, pikepdf.Stream)
                    else b"".join(each.read_bytes() for each in page.Contents),
                )
            )
            elements = list(rows[int(page.StructParents)]) if marks else []
            assert len(elements) == len(marks)
            assert all(element.Pg.objgen == page.obj.objgen for element in elements)
            for annotation in page.get("/Annots", ()):
                element = rows[int(annotation.StructParent)]
                assert element.S == "/Link"
        assert int(root.ParentTreeNextKey) > max(rows)


_PAINTING = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "Tj", "TJ", "'", '"'])


def painted_outside_of_marks(page: pikepdf.Page | pikepdf.Object) -> list[str]:
    """Operators that paint something which is neither tagged nor an artifact (ISO 14289-1, 7.1)."""
    marks: list[bool] = []
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator).replace("INLINE IMAGE", "BI")
        if name in ("BMC", "BDC"):
            is_tagged = name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
            marks.append(operands[0] == "/Artifact" or is_tagged)
        elif name == "EMC":
            marks.pop()
        elif name in _PAINTING and not any(marks):
            found.append(name)
    return found


def test_whatever_is_painted_is_tagged_or_an_artifact() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        assert [painted_outside_of_marks(page) for page in pdf.pages] == [[]] * len(pdf.pages)
        bare = pdf.make_stream(b"/Artifact BMC 0 0 9 9 re f EMC /Span <</ActualText (a)>> BDC (x) Tj EMC 0 0 9 9 re S")
        assert painted_outside_of_marks(bare) == ["Tj", "S"]


def test_header_cells_say_what_they_head() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        heads = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH"]
        assert [str(each.A.Scope) for each in heads] == ["/Column"] * 6


def test_reading_preferences_and_what_the_file_says_of_itself() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        root = pdf.Root
        assert (root.PageMode, root.PageLayout, root.ViewerPreferences.Direction) == (
            "/UseOutlines",
            "/TwoPageRight",
            "/L2R",
        )
        assert root.ViewerPreferences.DisplayDocTitle is True
        assert (str(pdf.docinfo.Title), str(root.Lang)) == ("试刊 2023年合订本", "zh-CN")
        assert not root.MarkInfo.get("/Suspects", False)
        with pdf.open_metadata() as xmp:
            assert xmp.pdfa_status == "2A"
            assert xmp["dc:title"] == "试刊 2023年合订本"


def test_no_more_is_declared_than_is_true() -> None:
    data = bound(part_to_bind(part_pdf("one", ONE), "第1期", 1), conforms=False, binding_edge="right")
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == ""
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_the_same_parts_give_the_same_bytes() -> None:
    again = bound(
        part_to_bind(part_pdf("front", FRONT), "卷首"),
        part_to_bind(part_pdf("one", ONE), "第1期", 1),
        part_to_bind(part_pdf("two", TWO), "第2期", 5),
    )
    assert again == volume()
    assert bound(part_to_bind(part_pdf("two", TWO), "第2期", 1)) != again


def test_identical_pictures_and_profiles_are_there_once() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        streams = [each.read_raw_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        long = [data for data in streams if len(data) > 300]
        assert len(set(long)) == len(long)


def test_it_is_pdf_a_and_pdf_ua(verapdf: Validate, tmp_path: Path) -> None:
    path = tmp_path / "volume.pdf"
    path.write_bytes(volume())
    results = verapdf([path])[path]
    assert {flavour: str(result) for flavour, result in results.items()} == {"2a": "passed", "ua1": "passed"}


@pytest.mark.parametrize(("folio", "side"), [(1, "recto"), (2, "verso"), (3, "recto"), (6, "verso")])
def test_folios_stand_at_the_fore_edge(folio: int, side: str) -> None:
    document = pypdfium2.PdfDocument(volume())
    page = document[folio + 1]
    textpage = page.get_textpage()
    left, bottom, right, _top = textpage.get_charbox(textpage.count_chars() - 1, loose=True)
    assert (right == pytest.approx(WIDTH - 20, abs=0.05)) if side == "recto" else (left == pytest.approx(20, abs=0.05))
    assert 12 <= bottom + 2 <= 16
    assert page.get_size() == (WIDTH, HEIGHT)
    document.close()


def with_language(data: bytes, language: str) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.Lang = pikepdf.String(language)
        file = BytesIO()
        pdf.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("language", "told"), [("en-US", "en-US"), ("zh-cn", None)])
def test_a_part_in_another_language_says_so(language: str, told: str | None, tmp_path: Path) -> None:
    path = tmp_path / "part.pdf"
    path.write_bytes(with_language(part_pdf("one", ONE), language))
    part = PartToBind(load=lambda: take_in(path, "old").pdf, title="旧刊", first_folio=3)
    with pikepdf.open(BytesIO(bound(part_to_bind(part_pdf("two", TWO), "第1期", 1), part))) as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        (document,) = pdf.Root.StructTreeRoot.K
        assert str(document.Lang) == "zh-CN"
        first, second = (top.get("/Lang") for top in document.K)
        assert first is None
        assert (None if second is None else str(second)) == told


def test_from_link_to_link_one_goes_by_the_tags_in_legacy_pdfs_too(tmp_path: Path) -> None:
    path = tmp_path / "part.pdf"
    with pikepdf.open(BytesIO(part_pdf("one", ONE))) as pdf:
        for page in pdf.pages:
            if "/Tabs" in page.obj:
                del page.obj["/Tabs"]
        pdf.save(path)
    part = PartToBind(load=lambda: take_in(path, "old").pdf, title="旧刊", first_folio=1)
    with pikepdf.open(BytesIO(bound(part))) as pdf:
        tabs = [page.obj.get("/Tabs") for page in pdf.pages if "/Annots" in page.obj]
    assert tabs == [pikepdf.Name.S] * len(ONE)


def test_a_volume_that_is_to_be_bound_again_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bound.pdf"
    path.write_bytes(volume())
    part = PartToBind(load=lambda: take_in(path, "old").pdf, title="旧刊", first_folio=1, path=path)
    with pytest.raises(BindingError) as caught:
        bound(part)
    (problem,) = caught.value.problems
    assert problem.path == path
