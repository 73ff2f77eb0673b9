"""Stamps on legacy pages that print where the stamps go, measured on the finished volume."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from pipeline.binding.document.pages import trim_of
from pipeline.binding.stamps import page_ink, stamp_moves
from pipeline.binding.stamps.page_ink import PageToSee
from pipeline.binding.stamps.stamp_moves import find_places, overlay_boxes, pages_to_see
from pipeline.pdf.bounded_pdfium import Patience
from pipeline.pdf.objects import object_of, page_numbers
from pipeline.pdf.raw_pdf import write_plain
from tests.binding.small_parts import part_pdf, stamp_sheet
from tests.binding.stamped_pages import (
    LegacyPage,
    added,
    bound_with,
    darkened,
    legacy_pdf,
    numbers_on,
    real_stamps,
    taken,
)
from tests.page_texts import page_texts

A3, A4, A5 = "/MediaBox[0 0 842 1191]", "/MediaBox[0 0 595 842]", "/MediaBox[0 0 420 595]"
FIRST = 97  # volume folios of two digits and of three


def printed_on(pages: Sequence[LegacyPage], folder: Path) -> list[LegacyPage]:
    """*pages* that print a grey block with a number on it wherever a stamp goes by the layout, and some text."""
    pdf = taken(legacy_pdf(pages), folder)
    wanted = pages_to_see(pdf, real_stamps(), FIRST)
    return [
        replace(page, content=page.content + _blocks(see, trim_of(object_of(pdf, number)).matrix))
        for page, see, number in zip(pages, wanted, page_numbers(pdf), strict=True)
    ]


def _blocks(page: PageToSee, matrix: Sequence[float]) -> str:
    blocks = [
        f"0.8 g {x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f"
        f" 0.2 g BT /F {y1 - y0:.2f} Tf {x0:.2f} {y0:.2f} Td (57) Tj ET"
        for x0, y0, x1, y1 in (overlay.box for overlay in page.overlays)
    ]
    text = "0.4 g BT /F 12 Tf 150 300 Td (An old page) Tj ET"
    return f" q {' '.join(f'{each:.4f}' for each in matrix)} cm {' '.join(blocks)} {text} Q"


def scan(width: int, height: int, paper: int) -> tuple[int, int, bytes]:
    """A grey scan with the grain of paper."""
    grain = np.random.default_rng(7).normal(paper, 5, (height, width))
    return width, height, grain.clip(0, 255).astype(np.uint8).tobytes()


def turned_all_ways(boxes: str) -> list[LegacyPage]:
    """A page of *boxes*, turned to be read by 0, 90, 180 and 270 degrees."""
    return [LegacyPage(f"{boxes}/Rotate {turn}") for turn in (0, 90, 180, 270)]


SCAN = LegacyPage(A4, "q 595 0 0 842 0 0 cm /Im Do Q", 205, scan(595, 842, 205))
DARK = LegacyPage(A4, "0.15 g 0 0 595 842 re f 1 g 60 380 480 200 re f", 255)
CASES = {
    "text": [LegacyPage(A4)] * 4,
    "scan": [SCAN] * 3,
    "turned": [*turned_all_ways(A4), *turned_all_ways(A4)[:3]],  # rectos and versos
    "crop": turned_all_ways(f"{A4}/CropBox[50 60 500 760]"),
    "trim": turned_all_ways(f"{A4}/TrimBox[20 30 560 800]"),
    "sizes": [*map(LegacyPage, (A5, A3, f"{A3}/Rotate 90", A4, "/MediaBox[-300 -400 0 0]"))],
    "units": turned_all_ways("/MediaBox[0 0 300 420]/UserUnit 2")[:2],
}


@pytest.mark.parametrize("case", CASES)
def test_nothing_printed_is_stamped_over(case: str, tmp_path: Path) -> None:
    pages = printed_on(CASES[case], tmp_path)
    data, papers = legacy_pdf(pages), [page.paper for page in pages]
    pdf = taken(data, tmp_path)
    found = find_places(pdf, real_stamps(), FIRST)
    assert sorted(found.moves) == list(range(len(pages)))
    for index, moves in found.moves.items():
        side = "recto" if (FIRST + index) % 2 else "verso"
        assert set(moves) == {f"{kind}-{side}" for kind in ("folio", "head", "foot")} | (
            {"opening"} if not index else set()
        )
        assert moves[f"folio-{side}"] is not None
    volume = bound_with(pdf, real_stamps(), FIRST, found.moves)
    assert darkened(data, volume, papers=papers) == [0] * len(pages)
    assert [numbers.count(str(FIRST + index)) for index, numbers in enumerate(numbers_on(volume))] == [1] * len(pages)
    assert found.notes[0] == f"On {len(pages)} pages the volume folio was moved to where nothing is printed."
    # what is measured would be seen: with the stamps where the layout sets them, every page is stamped over
    unmoved = bound_with(taken(data, tmp_path), real_stamps(), FIRST, {})
    assert min(darkened(data, unmoved, papers=papers)) > 20


def test_stamps_stay_where_they_are_free(tmp_path: Path) -> None:
    data = legacy_pdf([LegacyPage(A4, "BT /F 12 Tf 200 400 Td (Text) Tj ET")] * 3)
    pdf = taken(data, tmp_path)
    found = find_places(pdf, real_stamps(), FIRST)
    assert (found.moves, found.notes) == ({}, ())
    volume = bound_with(pdf, real_stamps(), FIRST, found.moves)
    assert darkened(data, volume) == [0, 0, 0]
    assert added(data, volume, 0) > 500
    assert volume == bound_with(taken(data, tmp_path), real_stamps(), FIRST, {})


def test_dark_pages(tmp_path: Path) -> None:
    panel = LegacyPage(A4, "0.15 g 0 0 595 842 re f 1 g 100 30 480 60 re f", 255)
    pages = [LegacyPage(A4, "0.15 g 0 0 595 842 re f"), panel, LegacyPage(A4, "0.15 g 0 0 595 842 re f"), DARK]
    data = legacy_pdf(pages)
    pdf = taken(data, tmp_path)
    found = find_places(pdf, real_stamps(), FIRST)
    assert found.moves[0] == {"head-recto": None, "foot-recto": None, "opening": None}
    assert found.moves[1]["folio-verso"] is not None
    assert found.notes[-1] == (
        "On 3 pages there is no free place for the volume folio; it stands on what is printed: 97, 99, 100."
    )
    volume = bound_with(pdf, real_stamps(), FIRST, found.moves)
    assert darkened(data, volume)[1] == 0
    assert [numbers.count(str(FIRST + index)) for index, numbers in enumerate(numbers_on(volume))] == [1] * 4


def test_what_is_out_of_sight_is_no_place(tmp_path: Path) -> None:
    """The trim reaches beyond what is seen: the folio is brought into sight."""
    page = LegacyPage(f"{A4}/TrimBox[0 0 595 842]/CropBox[60 60 535 780]")
    data = legacy_pdf([page, page])
    pdf = taken(data, tmp_path)
    found = find_places(pdf, real_stamps(), FIRST)
    volume = bound_with(pdf, real_stamps(), FIRST, found.moves)
    assert added(data, volume, 1) > 100
    assert added(data, bound_with(taken(data, tmp_path), real_stamps(), FIRST, {}), 1) == 0


def test_pages_that_move_alike_share_their_stamps(tmp_path: Path) -> None:
    pages = printed_on([LegacyPage(A4)] * 4, tmp_path)
    pdf = taken(legacy_pdf([*pages[1:3], *pages[1:3]]), tmp_path)
    found = find_places(pdf, real_stamps(), FIRST + 1)
    few = len(bound_with(pdf, real_stamps(), FIRST + 1, found.moves))
    pdf = taken(legacy_pdf([*pages[1:3]] * 12), tmp_path)
    found = find_places(pdf, real_stamps(), FIRST + 1)
    many = len(bound_with(pdf, real_stamps(), FIRST + 1, found.moves))
    assert (many - few) / 20 < 900  # the page with its own content, and its folio


def test_boxes_on_the_sheet_are_those_of_its_ink() -> None:
    boxes = overlay_boxes(stamp_sheet())
    left, bottom, right, top = boxes["folio-recto"]
    assert right == pytest.approx(280, abs=1)
    assert boxes["folio-verso"][0] == pytest.approx(20, abs=1)
    assert 11 <= bottom < 13
    assert 5 < top - bottom < 7
    assert 35 < right - left < 50  # ten digits of 8 pt
    assert boxes["head-recto"][1] > 375


def test_only_the_digits_of_the_folio_count(tmp_path: Path) -> None:
    """What stands beside the digits of this folio, where a longer one would go, does not matter."""
    sheet = real_stamps()
    pdf = taken(legacy_pdf([LegacyPage(A4)] * 2), tmp_path)
    right = next(iter(pages_to_see(pdf, sheet, 7))).overlays[0].box[2]
    blot = f"0.5 g {right - 25:.2f} 15 8 15 re f"
    pdf = taken(legacy_pdf([LegacyPage(A4, blot)] * 2), tmp_path)
    assert "folio-recto" not in find_places(pdf, sheet, 7).moves.get(0, {})
    assert "folio-recto" in find_places(pdf, sheet, 70001).moves[0]


# --- pages that can't be seen ---------------------------------------------------------------------------------------

UNSEEN = "On {} it can't be seen what is printed; the stamps are where they always are: {}."


def test_a_page_of_another_size_than_its_boxes_tell(tmp_path: Path) -> None:
    pdf = taken(legacy_pdf(printed_on([LegacyPage(A4)] * 2, tmp_path)), tmp_path)
    (page, _other) = pages_to_see(pdf, real_stamps(), FIRST)
    document = pypdfium2.PdfDocument(legacy_pdf([LegacyPage(A5)]))
    with pytest.raises(page_ink.UnlikePageError):
        page_ink.see_page(document, page)
    document.close()


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_ink, "_PATIENCE", Patience(wait=1.5, stops=3))
    data = legacy_pdf(printed_on([LegacyPage(A4)] * 4, tmp_path))
    pages = list(pages_to_see(taken(data, tmp_path), real_stamps(), FIRST))
    path = tmp_path / "bomb.pdf"
    path.write_bytes(_with_nested_forms(data))  # which the intake refuses: pdfium has more ways to take long
    assert [page.index for page in page_ink.see_pages(path, pages)] == [0, 2, 3]


def test_pages_that_are_not_seen_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = printed_on([LegacyPage(A4)] * 20, tmp_path)
    see_pages = page_ink.see_pages
    monkeypatch.setattr(stamp_moves, "see_pages", lambda path, wanted: see_pages(path, wanted[:1]))
    found = find_places(taken(legacy_pdf(pages), tmp_path), real_stamps(), FIRST)
    assert sorted(found.moves) == [0]
    named = ", ".join(str(folio) for folio in range(FIRST + 1, FIRST + 13))
    assert found.notes[-1] == UNSEEN.format("19 pages", f"{named}, …")


def _with_nested_forms(data: bytes) -> bytes:
    """*data* with a second page whose forms, each drawing the next ten times, would take hours."""
    with pikepdf.open(BytesIO(data)) as pdf:
        inner = pdf.make_stream(
            b"0 0 1 1 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        for _level in range(9):
            inner = pdf.make_stream(
                b"/X Do " * 10,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)),
            )
        pdf.pages[1].Resources.XObject = pikepdf.Dictionary(X=inner)
        pdf.pages[1].Contents = pdf.make_stream(b"/X Do")
        file = BytesIO()
        pdf.save(file)
        return file.getvalue()


def test_a_file_that_pdfium_refuses(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pdf = taken(legacy_pdf([LegacyPage(A4)] * 2), tmp_path)
    pages = list(pages_to_see(pdf, real_stamps(), 1))
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    assert list(page_ink.see_pages(path, pages)) == []
    assert capfd.readouterr() == ("", "")


def test_an_issue_of_ours_is_written_plain_as_it_is(tmp_path: Path) -> None:
    pdf = taken(part_pdf("one", ("甲", "乙")), tmp_path)
    with (tmp_path / "plain.pdf").open("wb") as file:
        write_plain(pdf, file)
    plain = (tmp_path / "plain.pdf").read_bytes()
    assert page_texts(plain) == page_texts(part_pdf("one", ("甲", "乙")))
    assert darkened(part_pdf("one", ("甲", "乙")), plain) == [0, 0]
