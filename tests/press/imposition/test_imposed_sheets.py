"""Sheets as PDFs, read back by two other readers."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.press.file.source_pages import SourcePage
from pipeline.press.imposition.schemes import Imposition, Sheet, creep_of, in_grid, perfect_bound, saddle_stitched
from pipeline.press.imposition.sheet_layout import Box, SheetLayout, lay_out, sheet_size
from pipeline.production.press.imposing import ImpositionRequest, impose
from pipeline.units import POINTS_PER_MM, Size
from tests.finished import finished_sample
from tests.intake.hostile_files import by_hand, pages, simple
from tests.made_once import made_once, new_folder

pytestmark = pytest.mark.whole

MM = POINTS_PER_MM
PAGE = Size(185 * MM, 260 * MM)
COUNT = 45
JOBS = {
    "saddle": (ImpositionRequest(scheme="saddle", sheet="A3"), saddle_stitched(COUNT)),
    "perfect": (ImpositionRequest(scheme="perfect", sheet="787x1092"), perfect_bound(COUNT)),
    "2up": (ImpositionRequest(scheme="2up", sheet="A3"), in_grid(COUNT, 1, 2)),
    "nup": (ImpositionRequest(scheme="nup", sheet="A1", rows=2, columns=3), in_grid(COUNT, 2, 3)),
}


@made_once
def sheets_of(job: str) -> bytes:
    """The sample issue imposed."""
    return made(finished_sample("gongyun").pdf, JOBS[job][0])


@made_once
def plain_sample() -> Path:
    """The sample issue without ActualText: inside of forms, pdfium puts its characters where they are in the form."""
    finished = finished_sample("gongyun")
    path = new_folder("plain") / "plain.pdf"
    with pikepdf.open(finished.pdf) as pdf:
        for page in pdf.pages:
            rows = pikepdf.parse_content_stream(page)
            plain = [
                (row.operands[:1], pikepdf.Operator("BMC")) if "ActualText" in str(row.operands) else row
                for row in rows
            ]
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(plain))
        pdf.save(path)
    return path


def made(source: Path, order: ImpositionRequest) -> bytes:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "sheets.pdf"
        impose(source, ImpositionRequest(**{**{k: getattr(order, k) for k in order.__slots__}, "out": out}))
        return out.read_bytes()


def layout_of(job: str) -> SheetLayout:
    order, imposition = JOBS[job]
    return lay_out(imposition, PAGE, sheet_size(order.sheet))


def placed(imposition: Imposition, layout: SheetLayout) -> dict[int, tuple[int, Box, bool, float]]:
    """Source page → index of the side, slot, whether it is head down, and its move to the right."""
    found: dict[int, tuple[int, Box, bool, float]] = {}
    for index, sheet in enumerate(imposition.sheets):
        for back, grid in enumerate((sheet.front, sheet.back)):
            places = layout.seen_from_behind() if back else layout
            for row, slots in enumerate(grid):
                for column, slot in enumerate(slots):
                    if slot.page is not None:
                        move = creep_of(slot.depth, imposition.deepest, 0.1 * MM) * slot.spine
                        found[slot.page] = 2 * index + back, places.slot(row, column), slot.turned, move
    return found


def slot_texts(page: pypdfium2.PdfPage, slots: Sequence[Box]) -> list[str]:
    """The characters that have their middles in each of *slots*, one by one: pdfium's own search takes in others."""
    text = page.get_textpage()
    found = ["" for _slot in slots]
    for index, character in enumerate(all_characters(page)):
        if character.isspace() or character < " ":
            continue
        x, y, right, top = text.get_charbox(index)
        middle = (x + right) / 2, (y + top) / 2
        for number, slot in enumerate(slots):
            if slot[0] <= middle[0] <= slot[2] and slot[1] <= middle[1] <= slot[3]:
                found[number] += character
    return found


def all_characters(page: pypdfium2.PdfPage) -> list[str]:
    text = page.get_textpage()
    return [chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars())]


def text_of(page: pypdfium2.PdfPage) -> str:
    return "".join(each for each in all_characters(page) if not each.isspace() and each >= " ")


@pytest.mark.parametrize("job", JOBS)
def test_each_slot_has_the_text_of_its_page(job: str) -> None:
    places = placed(JOBS[job][1], layout_of(job))
    assert sorted(places) == list(range(COUNT))
    with (
        pypdfium2.PdfDocument(plain_sample()) as source,
        pypdfium2.PdfDocument(made(plain_sample(), JOBS[job][0])) as sheets,
    ):
        assert len(source) == COUNT
        assert len(sheets) == 2 * len(JOBS[job][1].sheets)
        for side in range(len(sheets)):
            here = {number: place for number, place in places.items() if place[0] == side}
            texts = slot_texts(sheets[side], [slot for _side, slot, _turned, _move in here.values()])
            for (number, place), text in zip(here.items(), texts, strict=True):
                wanted = text_of(source[number])
                assert Counter(text) == Counter(wanted), number
                if not place[2]:
                    assert text == wanted, number


def test_the_text_of_a_side_is_that_of_its_pages() -> None:
    places = placed(JOBS["saddle"][1], layout_of("saddle"))
    with (
        pypdfium2.PdfDocument(finished_sample("gongyun").pdf) as source,
        pypdfium2.PdfDocument(sheets_of("saddle")) as sheets,
    ):
        for side in range(len(sheets)):
            wanted = Counter("".join(text_of(source[page]) for page, place in places.items() if place[0] == side))
            assert not wanted - Counter(text_of(sheets[side]))
            slug = Counter(text_of(sheets[side])) - wanted
            assert "".join(slug.elements()).isascii()


def test_each_slot_looks_as_its_page() -> None:
    """Drawn at one dot a point; the slots of 16 pages, of which half are head down."""
    layout = layout_of("perfect")
    with (
        pypdfium2.PdfDocument(finished_sample("gongyun").pdf) as source,
        pypdfium2.PdfDocument(sheets_of("perfect")) as sheets,
    ):
        sides = [sheets[side].render(scale=2).to_pil().convert("L") for side in (0, 1)]
        height = layout.sheet.height
        for number, (side, slot, turned, move) in placed(JOBS["perfect"][1], layout).items():
            if side > 1:
                continue
            page = source[number].render(scale=2).to_pil().convert("L")
            x, top = round(2 * (slot[0] + move)), round(2 * (height - slot[3]))
            image = sides[side].crop((x, top, x + page.width, top + page.height))
            image = image.rotate(180) if turned else image
            one, other = (np.asarray(each.resize((46, 65)), np.int16) for each in (page, image))
            assert np.abs(one - other).mean() < 4, number
            if one.min() < 200:  # as a check of the check: head down, it differs
                assert np.abs(one - other[::-1, ::-1]).mean() > 4, number


@pytest.mark.parametrize("job", JOBS)
def test_boxes_and_forms(job: str) -> None:
    layout = layout_of(job)
    used: Counter[tuple[int, int]] = Counter()
    with pikepdf.open(BytesIO(sheets_of(job))) as pdf:
        for page in pdf.pages:
            assert [float(each) for each in page.MediaBox] == pytest.approx(
                [0, 0, layout.sheet.width, layout.sheet.height], abs=1e-2
            )
            assert [float(each) for each in page.TrimBox] == pytest.approx(layout.block, abs=1e-2)
            assert "/Annots" not in page
            used.update(form.objgen for form in page.Resources.XObject.values())
            assert str(page.Resources.ColorSpace.All[1]) == "/All"
        assert pdf.check_pdf_syntax() == []
        assert len(used) == COUNT
        assert set(used.values()) == {1}


def images(data: bytes | Path) -> Counter[tuple[int, int]]:
    with pikepdf.open(BytesIO(data) if isinstance(data, bytes) else data) as pdf:
        return Counter(
            (int(each.Width), int(each.Height))
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image
        )


def test_vectors_and_fonts_are_kept() -> None:
    source = finished_sample("gongyun").pdf
    assert images(sheets_of("saddle")) == images(source)
    assert len(sheets_of("saddle")) < 1.2 * source.stat().st_size

    def fonts(data: bytes) -> set[str]:
        with pikepdf.open(BytesIO(data)) as pdf:
            found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
            return {str(each.FontName) for each in found if each.get("/Type") == pikepdf.Name.FontDescriptor}

    added = fonts(sheets_of("saddle")) - fonts(source.read_bytes())
    assert len(added) == 1
    assert added.pop().endswith("+KanbenText")


def test_the_slug_line_can_be_read() -> None:
    with pypdfium2.PdfDocument(sheets_of("saddle")) as sheets:
        x, y, right, _top = layout_of("saddle").block
        lines = [page.get_textpage().get_text_bounded(x, 0, right, y) for page in sheets]
    name = finished_sample("gongyun").pdf.name
    assert lines[0].split() == [name, "sheet", "1/12", "front", "saddle", "stitching"]
    assert lines[23].split() == [name, "sheet", "12/12", "back", "saddle", "stitching"]


@pytest.mark.parametrize("job", ["saddle", "perfect"])
def test_the_same_source_gives_the_same_bytes(job: str) -> None:
    assert made(finished_sample("gongyun").pdf, JOBS[job][0]) == sheets_of(job)


def test_a_sheet_that_is_spoiled_is_found() -> None:
    """The check of texts fails when two pages are told to stand where they don't."""
    places = placed(JOBS["saddle"][1], layout_of("saddle"))
    with (
        pypdfium2.PdfDocument(plain_sample()) as source,
        pypdfium2.PdfDocument(made(plain_sample(), JOBS["saddle"][0])) as sheets,
    ):
        side, slot, _turned, _move = places[2]
        (text,) = slot_texts(sheets[side], [slot])
        assert Counter(text) == Counter(text_of(source[2]))
        assert Counter(text) != Counter(text_of(source[4]))


boxes = st.tuples(st.floats(-50, 50), st.floats(-50, 50), st.floats(60, 300), st.floats(60, 300))


@given(boxes, st.sampled_from([0, 90, 180, 270]), st.sampled_from([0.5, 1.0, 2.0]), st.booleans(), st.floats(-9, 9))
def test_a_trim_lands_in_its_slot(box: Box, rotation: int, unit: float, turned: bool, shift: float) -> None:
    page = SourcePage(number=1, trim=box, bleed=box, rotation=rotation, unit=unit)
    slot = 100.0, 200.0, 100.0 + page.size.width, 200.0 + page.size.height
    a, b, c, d, e, f = page.matrix(slot, turned=turned, shift=shift)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = zip(*corners, strict=True)
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx((slot[0] + shift, slot[1], slot[2] + shift, slot[3]))
    # the corner that is seen at the upper left, by the page's rotation, is the upper left one unless head down
    index = {0: 1, 90: 0, 180: 2, 270: 3}[rotation]
    wanted = (slot[2], slot[1]) if turned else (slot[0], slot[3])
    assert corners[index] == pytest.approx((wanted[0] + shift, wanted[1]))


def imposed_bytes(folder: Path, data: bytes, order: ImpositionRequest) -> bytes:
    (folder / "source.pdf").write_bytes(data)
    return made(folder / "source.pdf", order)


def test_rotated_pages_stand_upright(tmp_path: Path) -> None:
    upright, lying = b"/MediaBox[0 0 300 400]", b"/MediaBox[0 0 400 300]/Rotate 90"
    data = imposed_bytes(tmp_path, pages([upright, lying]), ImpositionRequest(scheme="2up", sheet="A3"))
    with pypdfium2.PdfDocument(data) as sheets:
        page = sheets[0]
        x, y = (page.get_width() - 600) / 2, (page.get_height() - 400) / 2
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    # the text begins at 10, 10: in the turned page that is 10 from the left and 10 from the top
    assert any(b[0] == pytest.approx(x + 10, abs=3) and b[1] == pytest.approx(y + 10, abs=3) for b in boxes)
    assert any(b[0] == pytest.approx(x + 310, abs=6) and b[3] == pytest.approx(y + 390, abs=3) for b in boxes)


def test_bleed_is_kept_up_to_the_neighbour(tmp_path: Path) -> None:
    page = b"/MediaBox[0 0 320 420]/TrimBox[10 10 310 410]/BleedBox[0 0 320 420]"
    content = b"0 0 320 420 re f"
    rows = {10 + i: b"<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R%s>>" % page for i in range(4)}
    tree = b"<</Type/Pages/Kids[10 0 R 11 0 R 12 0 R 13 0 R]/Count 4>>"
    data = by_hand({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree, 4: b"<<>>", **rows}, streams={4: content})
    sheets = imposed_bytes(tmp_path, data, ImpositionRequest(scheme="saddle", sheet="A3", caliper=0))
    with pypdfium2.PdfDocument(sheets) as pdf:
        image = np.asarray(pdf[0].render(scale=1).to_pil().convert("L"))
        width, height = pdf[0].get_width(), pdf[0].get_height()
    black = np.argwhere(image[:, : int(width / 2)] < 30)
    assert black[:, 1].min() >= (width - 600) / 2 - 22 - 11  # marks stand beyond the bleed, here of 10 pt
    line = image[int(height / 2)]
    inked = np.flatnonzero(line < 128)
    assert (inked[0], inked[-1]) == (
        pytest.approx((width - 620) / 2, abs=1.5),
        pytest.approx((width + 620) / 2, abs=1.5),
    )
    with pikepdf.open(BytesIO(sheets)) as pdf:
        trim, bleed = ([float(each) for each in pdf.pages[0][key]] for key in ("/TrimBox", "/BleedBox"))
    assert bleed == pytest.approx([trim[0] - 10, trim[1] - 10, trim[2] + 10, trim[3] + 10], abs=1e-2)


def test_content_in_several_streams_is_one_form(tmp_path: Path) -> None:
    tree = {2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>", 1: b"<</Type/Catalog/Pages 2 0 R>>"}
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Resources<<>>/Contents[4 0 R 5 0 R]>>"
    data = by_hand({**tree, 3: page, 4: b"<<>>", 5: b"<<>>"}, streams={4: b"q 1 0 0 RG", 5: b"0 0 m 9 9 l S Q"})
    sheets = imposed_bytes(tmp_path, data, ImpositionRequest(scheme="2up", sheet="A3"))
    with pikepdf.open(BytesIO(sheets)) as pdf:
        assert pdf.pages[0].Resources.XObject.P1.read_bytes().split() == b"q 1 0 0 RG 0 0 m 9 9 l S Q".split()


def test_a_page_without_content(tmp_path: Path) -> None:
    data = by_hand({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>"})  # fmt: skip
    assert imposed_bytes(tmp_path, data, ImpositionRequest(scheme="saddle", sheet="A3")).startswith(b"%PDF")


def test_simple_source(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(
        imposed_bytes(tmp_path, simple(), ImpositionRequest(scheme="2up", sheet="A4"))
    ) as sheets:
        assert "Text" in sheets[0].get_textpage().get_text_range()


def test_the_first_sheet_holds_the_cover() -> None:
    sheet: Sheet = JOBS["saddle"][1].sheets[0]
    assert (sheet.front[0][1].page, sheet.front[0][0].page) == (0, None)
