"""Orders to impose: what is made of them, what is told, and what is refused."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from pipeline.errors import BindingError, FileAccessError, UsageError
from pipeline.production.press.imposing import ImpositionRequest, impose
from tests.intake.hostile_files import GOOD_FILES, by_hand, deflated, encrypted, good_files, pages, rich, simple

PAGE = b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R%s>>"
A5 = b"/MediaBox[0 0 419.53 595.28]"
ORDER = ImpositionRequest(scheme="saddle", sheet="SRA3")


def put(folder: Path, data: bytes) -> Path:
    path = folder / "source.pdf"
    path.write_bytes(data)
    return path


def test_what_was_made_is_told(tmp_path: Path) -> None:
    made = impose(put(tmp_path, pages([A5] * 6)), ORDER)
    assert made.path == tmp_path / "source-saddle.pdf"
    assert (made.pages, made.blanks, made.sheets, made.on_sheet) == (6, 2, 2, 4)
    assert made.size == (450.0, 320.0)
    assert made.creep == pytest.approx(0.1)
    assert made.notes == ()
    with pypdfium2.PdfDocument(made.path) as sheets:
        assert len(sheets) == 4


def test_creep_is_asked_for_or_computed(tmp_path: Path) -> None:
    source = put(tmp_path, pages([A5] * 16))
    assert impose(source, ORDER).creep == pytest.approx(0.3)
    assert impose(source, replace(ORDER, caliper=0.2)).creep == pytest.approx(0.6)
    assert impose(source, replace(ORDER, creep=2)).creep == pytest.approx(2)
    assert impose(source, replace(ORDER, creep=0)).creep == 0


def test_a_narrow_sheet_is_told(tmp_path: Path) -> None:
    bleeding = b"/MediaBox[0 0 440 616]/TrimBox[10 10 430 606]/BleedBox[0 0 440 616]"
    made = impose(put(tmp_path, pages([bleeding] * 4)), replace(ORDER, sheet="297x211"))
    assert made.notes == (
        "The sheet has no room for all of the bleed: 0.3 of 3.5 mm are left.",
        "The sheet has no room for all marks; 319.7 × 233.7 mm has.",
    )


def test_annotations_that_are_seen_are_told_of(tmp_path: Path) -> None:
    body = A5 + b"/Annots[20 0 R]"
    stamp = b"<</Type/Annot/Subtype/%s/Rect[0 0 50 50]/F 4/AP<</N 21 0 R>>>>"
    look = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]>>"
    told = "Stamps, notes and filled-in forms are not on the sheets; there are some on these pages: 2."
    for kind, notes in ((b"Stamp", [told]), (b"Link", [])):
        others = {20: stamp % kind, 21: look, 10: PAGE % A5, 11: PAGE % body}
        tree = b"/Kids[10 0 R 11 0 R]/Count 2"
        source = put(tmp_path, simple(tree=tree, others=others, other_streams={21: b"0 0 9 9 re f"}))
        assert [each for each in impose(source, ORDER).notes if "sheets" in each] == notes


def test_the_source_is_never_overwritten(tmp_path: Path) -> None:
    source = put(tmp_path, pages([A5]))
    before = source.read_bytes()
    with pytest.raises(UsageError, match="over their source"):
        impose(source, replace(ORDER, out=source))
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("order", "complaint"),
    [
        (
            replace(ORDER, sheet="200x210"),
            r"The sheet 200x210 .200 × 210 mm. is too small: 1 × 2 pages of 148 × 210 mm need 296 × 2",
        ),
        (replace(ORDER, sheet="folio"), "“folio” is no sheet"),
        (replace(ORDER, signature=12), "pages of a signature are one of 4, 8, 16, 32"),
        (replace(ORDER, scheme="2up", signature=8), "--signature is for"),
        (replace(ORDER, scheme="nup"), "nup needs --rows and --columns"),
        (replace(ORDER, rows=2), "are for the scheme nup"),
    ],
)
def test_orders_that_do_not_fit(tmp_path: Path, order: ImpositionRequest, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        impose(put(tmp_path, pages([A5] * 4)), order)
    assert [each.name for each in tmp_path.iterdir()] == ["source.pdf"]


def test_pages_of_another_size_are_named(tmp_path: Path) -> None:
    source = put(tmp_path, pages([A5, b"/MediaBox[0 0 300 400]", A5, b"/MediaBox[0 0 595.28 419.53]", A5]))
    with pytest.raises(BindingError, match=r"Pages are trimmed to another size than 148 × 210 mm: 2, 4\.") as caught:
        impose(source, ORDER)
    assert caught.value.problems[0].path == source


def test_programs_round_sizes(tmp_path: Path) -> None:
    assert impose(put(tmp_path, pages([A5, b"/MediaBox[0 0 420 595]"])), ORDER).pages == 2


HOSTILE = {
    "empty": b"",
    "no PDF": b"GIF89a",
    "locked": encrypted(rich(), "secret"),
    "no pages": simple(tree=b"/Kids[]/Count 0"),
    "no content": simple(stream=b"<</Filter/FlateDecode>>", content=b"nothing that is deflated"),
    "cut off": rich()[:200],
    "open without end": simple(content=b"q " * 5000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_can_not_be_imposed_say_why(tmp_path: Path, name: str) -> None:
    with pytest.raises(BindingError, match="The PDF can't be imposed: ") as caught:
        impose(put(tmp_path, HOSTILE[name]), ORDER)
    assert caught.value.exit_code == 6
    assert [each.name for each in tmp_path.iterdir()] == ["source.pdf"]


@pytest.mark.parametrize("name", GOOD_FILES)
def test_files_of_other_makers_can_be_imposed(tmp_path: Path, name: str) -> None:
    source = put(tmp_path, good_files()[name])
    with pypdfium2.PdfDocument(source) as pdf:
        sizes = {tuple(map(round, page.get_size())) for page in pdf}
    if len(sizes) > 1:
        with pytest.raises(BindingError, match="another size"):
            impose(source, replace(ORDER, sheet="A0"))
    else:
        made = impose(source, replace(ORDER, sheet="A0"))
        with pypdfium2.PdfDocument(made.path) as sheets:
            assert all(page.render(scale=0.1) for page in sheets)


def test_broken_bytes_give_sheets_or_a_reason(tmp_path: Path) -> None:
    data = pages([A5] * 3)
    for place in range(9, len(data), 23):
        broken = data[:place] + bytes([data[place] ^ 0x15]) + data[place + 1 :]
        source = put(tmp_path, broken)
        with suppress(BindingError, UsageError):  # nothing else is raised
            impose(source, replace(ORDER, sheet="A0"))


def test_content_that_would_fill_memory_is_refused(tmp_path: Path) -> None:
    bomb = deflated(b"0 0 m 9 9 l S\n" * 200_000)  # 2.8 MB, drawn 5000 times
    page = b"<</Type/Page/Parent 2 0 R%s/Contents[%s]>>" % (A5, b"4 0 R " * 5000)
    tree = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>"}
    data = by_hand({**tree, 3: page, 4: b"<</Filter/FlateDecode>>"}, streams={4: bomb})
    with pytest.raises(BindingError, match="too much to be put on sheets"):
        impose(put(tmp_path, data), ORDER)


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"\xb9\xa4\xd4\xcb.pdf")  # in GBK
    source.write_bytes(pages([A5]))
    assert impose(source, replace(ORDER, out=tmp_path / "sheets.pdf")).sheets == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        impose(tmp_path / "none.pdf", ORDER)
