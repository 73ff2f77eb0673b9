"""Files made to do harm: each gets a clear result, in time, and the process of the caller is never in danger."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from pipeline.errors import BindingError
from pipeline.pdf.bounded_pdfium import Patience
from pipeline.regression.compare import compare
from pipeline.regression.snapshot import pdf_reading
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Snapshot

_WORDS = b"BT /F1 12 Tf 20 300 Td (harmless) Tj ET\n"


def pages(count: int = 1, content: bytes = _WORDS) -> Pdf:
    """A file of *count* pages of 300 × 400 pt with *content*."""
    pdf = Pdf.new()
    for _page in range(count):
        pdf.add_blank_page(page_size=(300, 400))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[-1].obj.Resources = Dictionary(Font=Dictionary(F1=font))
        pdf.pages[-1].Contents = pdf.make_stream(content)
    return pdf


def kept(pdf: Pdf, folder: Path, **options: object) -> Path:
    path = folder / "hostile.pdf"
    pdf.save(path, **options)  # type: ignore[arg-type]
    return path


def texts(snapshot: Snapshot) -> list[str]:
    return [line.text for page in snapshot.pages for line in page.lines]


def nested(depth: int, times: int) -> Pdf:
    """Forms in forms, each drawn so many *times* by the one around it."""
    pdf = pages()
    form = None
    for _level in range(depth):
        outer = pdf.make_stream(b"/F Do " * times if form is not None else b"0 0 m 9 9 l S")
        outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 400])
        outer.Resources = Dictionary(XObject=Dictionary(F=form)) if form is not None else Dictionary()
        form = outer
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    pdf.pages[0].Contents = pdf.make_stream(_WORDS + b"/F Do")
    return pdf


def _many_objects(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(_WORDS + b"0 0 m 10 10 l S\n" * 45_000)


def _own_form(pdf: Pdf) -> None:
    form = pdf.make_indirect(pdf.make_stream(b"/F Do 0 0 m 9 9 l S"))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 400])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=form)
    pdf.pages[0].Contents = pdf.make_stream(_WORDS + b"/F Do")


def _thin(pdf: Pdf) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 14_400, 301])


def _no_box(pdf: Pdf) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 0, 0])


def _no_numbers(pdf: Pdf) -> None:
    content = b"q 1e38 1e38 1e38 1e38 1e38 1e38 cm 1e38 0 0 1e38 0 0 cm 0 0 m 1e38 1e38 l S Q nan inf m\n"
    pdf.pages[0].Contents = pdf.make_stream(_WORDS + content + b"q /F1 nan Tf BT 1e38 inf Td (x) Tj ET Q")


def _long_string(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(_WORDS + b"BT /F1 9 Tf 9 9 Td (" + b"a" * 20_000_000 + b") Tj ET")


def _image(width: int, height: int) -> Callable[[Pdf], None]:
    def edit(pdf: Pdf) -> None:
        image = pdf.make_stream(b"\0" * 100)
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent = width, height, 8
        image.ColorSpace = Name.DeviceRGB
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=image)
        pdf.pages[0].Contents = pdf.make_stream(_WORDS + b"q 100 0 0 100 0 0 cm /I Do Q")

    return edit


def _broken_font(pdf: Pdf) -> None:
    program = Stream(pdf, b"OTTO" + b"\xff" * 5_000)
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.X, Flags=4, FontFile2=program, FontBBox=Array([0, 0, 0, 0])
    )
    broken = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/AAAAAA+" + "X" * 3_000))
    broken.FontDescriptor = described
    pdf.pages[0].obj.Resources.Font.F2 = broken
    pdf.pages[0].Contents = pdf.make_stream(_WORDS + b"BT /F2 9 Tf 9 9 Td (broken) Tj ET")


def _outline_loop(pdf: Pdf) -> None:
    one = pdf.make_indirect(Dictionary(Title=pikepdf.String("a")))
    other = pdf.make_indirect(Dictionary(Title=pikepdf.String("b")))
    one.Next, other.Next, one.First, other.First = other, one, other, one
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=one, Last=other))


def _many_links(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)] * 100_000)


def _tree_loop(pdf: Pdf) -> None:
    root = pdf.Root.Pages
    root.Kids.append(root)
    root.Count = 1_000


def _tag_loop(pdf: Pdf) -> None:
    tag = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    tag.K, tag.P, tag.Pg = Array([tag, tag]), tag, pdf.pages[0].obj
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=tag, ParentTree=Dictionary(Nums=Array([0, Array([tag])])))
    )
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.pages[0].obj.StructParents = 0


READ = {
    "many objects": _many_objects,
    "a form within itself": _own_form,
    "a thin page": _thin,
    "a page without a box": _no_box,
    "no numbers": _no_numbers,
    "a long string": _long_string,
    "an image of 100,000 × 100,000": _image(100_000, 100_000),
    "an image without pixels": _image(0, 0),
    "a broken font": _broken_font,
    "an outline in a loop": _outline_loop,
    "100,000 links": _many_links,
    "pages in a loop": _tree_loop,
    "tags in a loop": _tag_loop,
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read_as_far_as_it_goes(name: str, tmp_path: Path) -> None:
    pdf = pages(2)
    READ[name](pdf)
    found = snapshot_of(kept(pdf, tmp_path))
    assert len(found.pages) == 2
    assert texts(found).count("harmless") == 2
    assert max(len(page.links) for page in found.pages) <= 2_000
    assert len(found.outline) <= 20_000
    assert not compare(found, found).differs


def test_forms_are_followed_twelve_deep(tmp_path: Path) -> None:
    assert "harmless" in texts(snapshot_of(kept(nested(11, 1), tmp_path)))
    assert [len(page.vectors) for page in snapshot_of(kept(nested(11, 1), tmp_path)).pages] == [1]
    assert [len(page.vectors) for page in snapshot_of(kept(nested(30, 1), tmp_path)).pages] == [0]


def test_a_page_that_takes_too_long_is_passed_over_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "_PATIENCE", Patience(wait=3, later_work=2))
    pdf, others = nested(30, 4), pages(2)
    pdf.pages.extend(others.pages)
    found = snapshot_of(kept(pdf, tmp_path))
    assert [len(page.lines) for page in found.pages] == [0, 1, 1]
    assert not found.pages[0].raster
    assert "1" in " ".join(compare(found, found).notes)


def test_pages_that_bring_the_reader_down_are_passed_over_a_few_times(tmp_path: Path) -> None:
    """Labels in a loop make pdfium fall off its stack at every page."""

    def looped(count: int) -> Path:
        pdf = pages(count)
        node = pdf.make_indirect(Dictionary(Limits=Array([0, 5])))
        node.Kids = Array([node])
        pdf.Root.PageLabels = node
        return kept(pdf, tmp_path)

    found = snapshot_of(looped(3))
    assert [page.raster for page in found.pages] == ["", "", ""]
    with pytest.raises(BindingError, match="brought down"):
        snapshot_of(looped(12))


def test_a_page_larger_than_any_is_no_picture(tmp_path: Path) -> None:
    pdf = pages(2)
    pdf.pages[0].MediaBox = Array([0, 0, 10**9, 10**9])
    found = snapshot_of(kept(pdf, tmp_path))
    assert len(found.pages) == 2
    assert texts(found)[-1] == "harmless"
    assert len(found.pages[0].raster) < 1_000_000


def _zero_pages() -> bytes:
    pdf = Pdf.new()
    held = BytesIO()
    pdf.save(held)
    return held.getvalue()


def _locked() -> bytes:
    held = BytesIO()
    pages().save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def _truncated() -> bytes:
    held = BytesIO()
    pages(9).save(held)
    return held.getvalue()[:500]


_XREF_LOOP = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev 108>>\nstartxref\n108\n%%EOF"
)
REFUSED = {
    "nothing": lambda: b"",
    "text": lambda: "你好".encode() * 999,
    "zeros": lambda: b"\0" * 100_000,
    "no pages": _zero_pages,
    "locked": _locked,
    "truncated": _truncated,
    "a loop of cross-references": lambda: _XREF_LOOP,
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_and_told_why(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(REFUSED[name]())
    with pytest.raises(BindingError, match="can't be compared") as refusal:
        snapshot_of(path)
    assert refusal.value.problems[0].path == path


def test_pages_of_scans_are_compared_by_their_pictures(tmp_path: Path) -> None:
    def scan(grey: float) -> Snapshot:
        pdf = pages(2, b"")
        for page in pdf.pages:
            page.Contents = pdf.make_stream(f"{grey} g 100 100 90 90 re f".encode())
        return snapshot_of(kept(pdf, tmp_path))

    before, after = scan(0.2), scan(0.2)
    assert not compare(before, after).differs
    assert "1–2" in compare(before, after).notes[0]
    assert "have no text" in compare(before, after).notes[0]
    assert compare(before, scan(0.7)).differs
