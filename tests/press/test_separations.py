"""Plates of files for the press, as Ghostscript makes them: which mark is on which."""

from functools import cache
from io import BytesIO
from itertools import pairwise

import numpy as np
import pikepdf
import pytest

from tests.conftest import need
from tests.press.press_files import (
    BLEED,
    HEIGHT,
    MM,
    RED,
    SLUG,
    WIDTH,
    WITH_RED,
    Plate,
    no_ghostscript,
    plates_of,
    press_file,
    printer,
    source,
)

RESOLUTION = 144
DOTS = RESOLUTION / 72
PROCESS = ["Cyan", "Magenta", "Yellow", "Black"]
TEXT = b"q 0 0 0 1 k 50 50 100 20 re f Q"  # on the black plate
LEFT, MIDDLE, RIGHT = SLUG, SLUG + WIDTH / 2, SLUG + WIDTH


@pytest.fixture(autouse=True)
def _ghostscript() -> None:
    need(no_ghostscript())


@cache
def plates(name: str) -> dict[str, Plate]:
    """The plates of a page with black text, by the printer's name; with a spot ink."""
    return plates_of(press_file(source(TEXT), facts=WITH_RED, on=printer(name)), RESOLUTION)


def part(plate: Plate, x: float, y: float, right: float, top: float) -> Plate:
    """What lies between these places, in pt from the lower left corner of the media."""
    height = plate.shape[0]
    rows = slice(height - round(top * DOTS), height - round(y * DOTS))
    return plate[rows, round(x * DOTS) : round(right * DOTS)]


def cuts(plate: Plate) -> list[int]:
    """The ink of each of eight crop marks, at its strongest: foot left and right, head, left foot and head, right."""
    near, far = SLUG - BLEED - 5 * MM, SLUG - BLEED - 1 * MM
    width, height = WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG
    upright = [(x - 1, y, x + 1, y + far - near) for y in (near, height - far) for x in (LEFT, RIGHT)]
    level = [(x, y - 1, x + far - near, y + 1) for x in (near, width - far) for y in (SLUG, SLUG + HEIGHT)]
    return [int(part(plate, *box).max()) for box in (*upright, *level)]


def name_columns(plate: Plate) -> set[int]:
    """The columns of dots in which the names of plates, right of the target at the foot, have ink."""
    strip = part(plate, MIDDLE + 4 * MM, 0, RIGHT - 1 * MM, SLUG - BLEED)
    return set(np.nonzero(strip.max(axis=0) > 40)[0].tolist())


@pytest.mark.parametrize(("name", "wanted"), [("fogra39", [*PROCESS, RED.name]), ("two-colour", ["Black", RED.name])])
def test_marks_are_on_every_plate_of_the_job(name: str, wanted: list[str]) -> None:
    found = plates(name)
    assert set(found) == {*PROCESS, RED.name}
    for plate in wanted:
        assert min(cuts(found[plate])) > 60, plate
        middles = [(MIDDLE, SLUG - BLEED - 3.5 * MM), (SLUG - BLEED - 3.5 * MM, SLUG + HEIGHT / 2)]
        for x, y in middles:  # of targets
            assert part(found[plate], x - 1, y - 1, x + 1, y + 1).max() > 60, plate
        words = part(found[plate], LEFT + 1 * MM, 0, MIDDLE - 4 * MM, SLUG - BLEED)
        assert (words > 60).sum() > 100, plate


def test_the_plates_of_a_two_colour_job_that_it_has_not_are_empty() -> None:
    found = plates("two-colour")
    assert [found[name].max() for name in ("Cyan", "Magenta", "Yellow")] == [0, 0, 0]
    full = plates("fogra39")  # as a check of the check
    assert min(full[name].max() for name in ("Cyan", "Magenta", "Yellow")) > 200


@pytest.mark.parametrize(("name", "wanted"), [("fogra39", [*PROCESS, RED.name]), ("two-colour", ["Black", RED.name])])
def test_each_plate_has_its_own_name_alone(name: str, wanted: list[str]) -> None:
    found = plates(name)
    columns = [name_columns(found[plate]) for plate in wanted]
    assert min(map(len, columns)) > 10
    for before, after in pairwise(columns):
        assert max(before) < min(after)
    for plate in set(found) - set(wanted):
        assert name_columns(found[plate]) == set()


def test_a_name_on_two_plates_would_be_found() -> None:
    """Black's name in all inks: it stands on plates that have other names."""
    data = press_file(source(TEXT), facts=WITH_RED, on=printer(standard="PDF/X-1a"))
    with_error = plates_of(_repainted(data), RESOLUTION)
    assert max(name_columns(with_error["Cyan"])) > min(name_columns(with_error["Black"]))


def _repainted(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        marks = pdf.pages[0].Contents[-2]
        content = marks.read_bytes()
        assert content.count(b"0 0 0 1 K 0 0 0 1 k BT") == 1
        marks.write(content.replace(b"0 0 0 1 K 0 0 0 1 k BT", b"1 1 1 1 K 1 1 1 1 k BT"))
        pdf.save(file := BytesIO())
    return file.getvalue()


@pytest.mark.parametrize("name", ["fogra39", "two-colour"])
def test_within_the_bleed_is_the_page_alone(name: str) -> None:
    edge = SLUG - BLEED + 0.5
    found = plates(name)
    for plate, image in found.items():
        page = part(image, edge, edge, WIDTH + 2 * SLUG - edge, HEIGHT + 2 * SLUG - edge)
        assert (page.max() > 0) == (plate == "Black"), plate


def test_the_colour_bar_has_the_solid_and_the_middle_tone_of_each_ink() -> None:
    found = plates("fogra39")
    y = SLUG + HEIGHT + BLEED + 3 * MM
    start = LEFT + 2 * MM
    end = start + 6 * 5 * MM
    assert end < MIDDLE - 5 * MM
    shares = []
    for index in range(6):
        x = start + (index + 0.5) * 5 * MM
        values = {name: int(np.median(part(image, x - 2, y - 2, x + 2, y + 2))) for name, image in found.items()}
        shares.append({name: round(value / 255, 1) for name, value in values.items() if value})
    assert shares == [{"Cyan": 1}, {"Cyan": 0.5}, {"Magenta": 1}, {"Magenta": 0.5}, {"Yellow": 1}, {"Yellow": 0.5}]
