"""Panels side by side: each in its place, with bleed at the outer edges only, and nothing of the one on the other."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.pdf.objects import object_of, page_numbers, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf, decode_stream
from pipeline.press.covers.spread import Panel, Spread, spread_of
from pipeline.units import POINTS_PER_MM
from tests.press.separated_pages import separated

WIDTH, HEIGHT, BLEED = 100.0, 140.0, 8.5
COLOURS = ("black", "#808080", "white")  # back, spine, front: each fills its page and its bleed
PAGES = "".join(
    f'<div style="page: p{index}; break-before: page; height: 100%">{index}</div>' for index in range(len(COLOURS))
)


def style(spine: float) -> str:
    widths = (WIDTH, spine, WIDTH)
    return "\n".join(
        f"@page p{index} {{ size: {width}pt {HEIGHT}pt; margin: 0; background: {colour} }}"
        for index, (width, colour) in enumerate(zip(widths, COLOURS, strict=True))
    )


def filled(tmp_path: Path, spine: float, order: tuple[int, ...] = (0, 1, 2)) -> Spread:
    """Three pages, all in one tone up to the edges of their bleed, in *order*."""
    result = separated(PAGES, tmp_path, style(spine), table=())
    numbers, widths = page_numbers(result.pdf), (WIDTH, spine, WIDTH)
    return spread_of(result.pdf, [Panel(numbers[each], widths[each]) for each in order], HEIGHT, BLEED)


def drawn(spread: Spread, scale: float = 10.0) -> Image.Image:
    """The spread with its bleed, *scale* px to the pt: its page alone, in the tree of the source."""
    pdf = RawPdf(spread.pdf.root, dict(spread.pdf.bodies), dict(spread.pdf.streams))
    x, y, right, top = spread.trim
    media = [x - BLEED, y - BLEED, right + BLEED, top + BLEED]
    tree = object_of(pdf, pdf.root).raw_get("/Pages").idnum
    own = pdf.bodies[spread.number][:-2]
    pdf.bodies[spread.number] = b"%s/Parent %d 0 R/MediaBox%s>>" % (
        own,
        tree,
        write_object([float(each) for each in media]),
    )
    pdf.bodies[tree] = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % spread.number
    with pypdfium2.PdfDocument(whole(pdf)) as document:
        return document[0].render(scale=scale, grayscale=True).to_pil()


def whole(pdf: RawPdf) -> bytes:
    """*pdf* as a plain file."""
    file, places = BytesIO(b""), {}
    file.write(b"%PDF-1.6\n")
    for number, body in pdf.bodies.items():
        places[number] = file.tell()
        if number in pdf.streams:
            data = pdf.streams[number]
            file.write(b"%d 0 obj\n%s/Length %d>>\nstream\n" % (number, body.rstrip()[:-2], len(data)))
            file.write(data + b"\nendstream\nendobj\n")
        else:
            file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = file.tell(), max(places) + 1
    file.write(b"xref\n0 %d\n" % size)
    for number in range(size):
        file.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n")
    file.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, pdf.root, start))
    return file.getvalue()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_each_panel_ends_where_the_next_begins(tmp_path: Path, order: tuple[int, ...]) -> None:
    spine = 5.2 * POINTS_PER_MM
    spread = filled(tmp_path, spine, order)
    assert spread.folds == pytest.approx((WIDTH, WIDTH + spine))
    image = drawn(spread)
    row = [image.getpixel((column, image.height // 2)) for column in range(image.width)]
    tones = [{0: 0, 1: 128, 2: 255}[each] for each in order]
    edges = [0, 10 * (BLEED + WIDTH), 10 * (BLEED + WIDTH + spine), len(row)]
    for tone, start, end in zip(tones, edges, edges[1:], strict=False):
        inside = row[round(start) + 2 : round(end) - 2]
        assert max(inside) - min(inside) <= 6, (tone, min(inside), max(inside))
        assert abs(inside[0] - tone) < 45  # K as pdfium shows it
    # Up into the bleed of all four sides.
    corners = [image.getpixel((x, y)) for x in (2, image.width - 3) for y in (2, image.height - 3)]
    assert corners[:2] == [row[2]] * 2
    assert corners[2:] == [row[-3]] * 2


def test_a_panel_that_is_not_cut_off_would_be_seen(tmp_path: Path) -> None:
    spread = filled(tmp_path, 20.0)
    before = drawn(spread)
    resources = resolve(spread.pdf, object_of(spread.pdf, spread.number), "/Resources")
    front = resources["/XObject"].raw_get("/Panel3").idnum
    form = spread.pdf.bodies[front]
    spread.pdf.bodies[front] = form.replace(b"/BBox[0 ", b"/BBox[-8.5 ")
    assert spread.pdf.bodies[front] != form
    at = round(10 * (BLEED + WIDTH + 20 - 4)), before.height // 2
    assert before.getpixel(at) < 200 < drawn(spread).getpixel(at)


def test_content_is_not_touched_and_the_source_neither(tmp_path: Path) -> None:
    result = separated(PAGES, tmp_path, style(20), table=())
    before = dict(result.pdf.bodies)
    numbers = page_numbers(result.pdf)
    spread = spread_of(result.pdf, [Panel(number, WIDTH) for number in numbers], HEIGHT, BLEED)
    assert result.pdf.bodies == before
    contents = [object_of(result.pdf, number).raw_get("/Contents").idnum for number in numbers]
    forms = resolve(spread.pdf, object_of(spread.pdf, spread.number), "/Resources")["/XObject"]
    assert [decode_stream(spread.pdf, form.idnum) for form in (forms.raw_get(name) for name in forms)] == [
        decode_stream(result.pdf, number) for number in contents
    ]


@given(st.lists(st.floats(0.1, 2000), min_size=1, max_size=5), st.floats(0, 30))
def test_the_trim_is_as_wide_as_all_panels(widths: list[float], bleed: float) -> None:
    pdf = RawPdf(1, {1: b"<</Type/Catalog>>", 2: b"<</Contents 3 0 R>>", 3: b"<<>>"}, {3: b""})
    spread = spread_of(pdf, [Panel(2, width) for width in widths], HEIGHT, bleed)
    assert spread.trim == (0.0, 0.0, pytest.approx(sum(widths)), HEIGHT)
    assert len(spread.folds) == len(widths) - 1
    assert list(spread.folds) == sorted(spread.folds)
    assert {1, 2, 3} < spread.pdf.bodies.keys()
