"""Ghostscript at work on hostile and good pages: where the ink is, and what is told when it can't be seen."""

import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.preflight.reading import separations
from pipeline.preflight.reading.separations import PageSize, SeparationError, ink_sums
from pipeline.preflight.verdict import PreflightFinding, PreflightVerdict, preflight
from tests.preflight.good_files import CONTENT, HEIGHT, WIDTH, good, saved

pytestmark = pytest.mark.whole

RICH = b"q 1 1 .9 .3 k 120 150 60 60 re f Q "
BOX = (120, 150, 180, 210)
FIELD = 4.0  # pt: two spots of 36 dpi


def painted(content: bytes, page: int = 2) -> pikepdf.Pdf:
    pdf = good("press")
    pdf.pages[page].obj.Contents = pdf.make_stream(CONTENT + content)
    return pdf


def found(pdf: pikepdf.Pdf, folder: Path) -> list[PreflightFinding]:
    """What is found of total ink; the check has run."""
    verdict = judged(pdf, folder)
    assert verdict.not_run == ()
    return [each for each in verdict.findings if each.id == "colour.total-ink"]


def judged(pdf: pikepdf.Pdf, folder: Path) -> PreflightVerdict:
    return preflight(saved(pdf, folder / "a.pdf"), "press")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_place_is_told_before_the_page_is_turned(turn: int, tmp_path: Path) -> None:
    pdf = painted(RICH)
    pdf.pages[2].obj.Rotate = turn
    (finding,) = found(pdf, tmp_path)
    assert finding.page == 2
    assert finding.box == pytest.approx(BOX, abs=FIELD)


def test_a_page_in_other_units_and_from_another_corner(tmp_path: Path) -> None:
    pdf = painted(RICH)
    page = pdf.pages[2].obj
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page[key] = Array([float(each) - 20 for each in page[key]])
    page.CropBox = Array([0, 0, 100, 100])
    page.UserUnit = 2
    (finding,) = found(pdf, tmp_path)
    assert finding.box == pytest.approx([2 * (each + 20) for each in BOX], abs=FIELD)


@pytest.mark.parametrize("lost", [("/BleedBox",), ("/BleedBox", "/TrimBox")])
def test_a_page_without_boxes(lost: tuple[str, ...], tmp_path: Path) -> None:
    pdf = painted(RICH)
    for key in lost:
        del pdf.pages[2].obj[key]
    (finding,) = found(pdf, tmp_path)
    assert finding.box == pytest.approx(BOX, abs=FIELD)


@pytest.mark.parametrize(
    ("content", "amount"),
    [
        (b"/O gs 1 1 0 0 k 120 150 60 60 re f 0 0 1 1 k 120 150 60 60 re f ", 400),  # overprinted
        (b"/S cs 1 scn /O gs 120 150 60 60 re f 1 1 0 .5 k 120 150 60 60 re f ", 350),  # a spot ink counts
        (b"/A cs 1 scn 120 150 60 60 re f ", 400),
        (b"/M gs 1 .6 0 0 k 120 150 60 60 re f 0 .6 .9 .9 k 120 150 60 60 re f ", 364),  # multiplied: 1-.4*.4 = .84
    ],
)
def test_what_lies_upon_another_adds_up(content: bytes, amount: int, tmp_path: Path) -> None:
    pdf = painted(content)
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]))
    resources = pdf.pages[2].obj.Resources
    # One at a time: with a blend mode and All on a page Ghostscript 10.0 forgets that spot inks overprint.
    states = {b"/O": Dictionary(op=True, OPM=1), b"/M": Dictionary(BM=Name.Multiply)}
    resources.ExtGState = Dictionary({key.decode(): state for key, state in states.items() if key in content})
    inks = {b"/S": Name("/PANTONE 485 C/../x"), b"/A": Name.All}
    spaces = {key.decode(): Array([Name.Separation, ink, Name.DeviceCMYK, tint]) for key, ink in inks.items()}
    resources.ColorSpace = Dictionary({key: space for key, space in spaces.items() if key.encode() in content})
    (finding,) = found(pdf, tmp_path)
    assert finding.box == pytest.approx(BOX, abs=FIELD)
    assert finding.message.startswith(f"The inks add up to {amount} %"), finding.message


@pytest.mark.parametrize(
    "content",
    [
        b"1 1 .9 .1 k 120 150 60 60 re f ",  # 300 %
        b"1 1 .9 .3 k 120 150 1 1 re f ",  # smaller than what is judged
        b"0 0 9 9 re W n 1 1 1 1 k 120 150 60 60 re f ",  # clipped away
        b"/I Do ",  # a picture that keeps the limit
    ],
)
def test_what_is_within_the_limit_passes(content: bytes, tmp_path: Path) -> None:
    pdf = painted(content)
    image = pdf.make_stream(b"\xff\xff\x00\x40" * 100)
    image.Subtype, image.Width, image.Height = Name.Image, 10, 10
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceCMYK
    pdf.pages[2].obj.Resources.XObject.I = image
    assert found(pdf, tmp_path) == []


def test_marks_outside_of_the_bleed_may_have_all_inks(tmp_path: Path) -> None:
    pdf = painted(b"1 1 1 1 k -40 -40 40 40 re f 0 0 0 .5 k 120 150 60 60 re f ")
    pdf.pages[2].obj.MediaBox = Array([-50, -50, WIDTH + 60, HEIGHT + 60])
    assert found(pdf, tmp_path) == []


def _program(folder: Path, text: str) -> str:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="ascii")
    path.chmod(0o755)
    return str(path)


def _unfit(folder: Path) -> str:
    path = folder / "program"
    path.write_bytes(b"\x7fELF")
    path.chmod(0o755)
    return str(path)


FAILURES: dict[str, tuple[Callable[[Path], str], str]] = {
    "not installed": (lambda _folder: "no-such-program", "Ghostscript (gs) is not installed: install the package"),
    "fails": (lambda folder: _program(folder, "exit 3"), "Ghostscript can't draw the pages (code 3)."),
    "draws nothing": (lambda folder: _program(folder, "exit 0"), "Ghostscript has drawn no separations."),
    "draws nonsense": (lambda folder: _program(folder, "echo x > 'p1(Black).tif'"), "What Ghostscript has drawn can't"),
    "writes without end": (
        lambda folder: _program(folder, "exec cat /dev/zero > p1.tif"),
        "Ghostscript can't draw the",
    ),
    "waits without end": (lambda folder: _program(folder, "exec sleep 60"), "Ghostscript needs more than 1 s"),
    "no program": (_unfit, "Ghostscript can't be started"),
}


@pytest.mark.parametrize("name", list(FAILURES))
def test_a_check_that_cant_see_has_not_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, reason = FAILURES[name]
    monkeypatch.setattr(separations, "PROGRAM", program(tmp_path))
    monkeypatch.setattr(separations, "_SECONDS", 1.0)
    monkeypatch.setattr(separations, "_SECONDS_PER_PAGE", 0.0)
    start = time.monotonic()
    verdict = judged(painted(RICH), tmp_path)
    assert time.monotonic() - start < 20
    assert [(each.id, each.reason[: len(reason)]) for each in verdict.not_run] == [("colour.total-ink", reason)]
    assert not verdict.is_fit


def test_ghostscript_is_not_asked_where_no_page_can_have_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(separations, "PROGRAM", "no-such-program")
    assert judged(good("press"), tmp_path).is_fit
    image = painted(b"1 1 0 0 k 120 150 60 60 re f 0 0 1 1 k 20 150 60 60 re f")
    assert [each.id for each in judged(image, tmp_path).not_run] == ["colour.total-ink"], "the bound is above the limit"


def test_ghostscript_is_kept_from_all_but_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that tells what it was given: none of our variables, a folder that is gone afterwards."""
    monkeypatch.setenv("GS_OPTIONS", "-dNOSAFER")
    told = tmp_path / "told"
    script = f'{{ pwd; env; echo "$@"; ulimit -v; ulimit -f; }} > {told}; exit 1'
    monkeypatch.setattr(separations, "PROGRAM", _program(tmp_path, script))
    with pytest.raises(SeparationError):
        list(ink_sums(saved(good("press"), tmp_path / "a.pdf"), [PageSize(0, 100, 100, "Bleed")]))
    text = told.read_text(encoding="utf-8")
    folder = Path(text.splitlines()[0])
    assert "GS_OPTIONS" not in text
    assert "-dSAFER" in text
    assert str(tmp_path / "a.pdf") not in text
    assert f"TMPDIR={folder}" in text
    assert text.splitlines()[-2:] == [str(3 << 20), str((64 << 20) // 512)], "KiB of memory, blocks of a file"
    assert not folder.exists()


def test_a_page_without_measure_is_drawn_coarser(tmp_path: Path) -> None:
    pdf = painted(b"1 1 .9 .3 k 0 0 14000 14000 re f ")
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        pdf.pages[2].obj[key] = Array([0, 0, 14400, 14400])
    (finding,) = found(pdf, tmp_path)
    assert finding.box == pytest.approx((0, 0, 14000, 14000), abs=80)


def test_many_pages_are_told_in_order(tmp_path: Path) -> None:
    pdf = painted(RICH, 0)
    for _page in range(20):
        pdf.pages.append(pdf.pages[0])
    assert [each.page for each in found(pdf, tmp_path)] == [0, *range(4, 24)]
