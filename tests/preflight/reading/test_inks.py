"""Inks of colours, widths of text, dates: what the checks lean on."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.glyph_widths import Widths
from pipeline.pdf.places import intersect_boxes
from pipeline.preflight.checks.spot_names import _key
from pipeline.preflight.reading.inks import find_used_inks, inks_of, is_white
from pipeline.preflight.reading.metadata_texts import date_of
from pipeline.preflight.reading.page_marks import PaintedColour

CMYK_FULL = {"Cyan": 1, "Magenta": 1, "Yellow": 1, "Black": 1}


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        (
            PaintedColour(space="DeviceCMYK", values=(0.1, 0.0, 0.0, 1.0)),
            {"Cyan": 0.1, "Magenta": 0, "Yellow": 0, "Black": 1},
        ),
        (PaintedColour(space="DeviceCMYK"), CMYK_FULL),
        (
            PaintedColour(space="ICCBased4", values=(9.0, -9.0, 0.0, 0.0)),
            {"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 0},
        ),
        (PaintedColour(space="DeviceGray", values=(0.25,)), {"Black": 0.75}),
        (PaintedColour(space="Separation", values=(0.5,), base="", names=("Gold",)), {"Gold": 0.5}),
        (PaintedColour(space="Separation", values=(1.0,), base="", names=("None",)), {}),
        (
            PaintedColour(space="DeviceN", values=(0.5, 0.2), base="", names=("Gold", "Black")),
            {"Gold": 0.5, "Black": 0.2},
        ),
        (PaintedColour(space="DeviceN", values=(0.5,), base="", names=("Gold", "Black")), {"Gold": 1, "Black": 1}),
        (PaintedColour(space="Indexed", values=(0.0,), base="DeviceCMYK"), CMYK_FULL),
        (
            PaintedColour(space="Pattern", values=(0.0, 0.0, 0.0, 0.5), base="DeviceCMYK"),
            {**dict.fromkeys(CMYK_FULL, 0), "Black": 0.5},
        ),
        (PaintedColour(space="DeviceRGB", values=(0.0, 0.0, 0.0)), {}),
        (PaintedColour(space="Pattern"), {}),
    ],
)
def test_inks_of_colours(colour: PaintedColour, inks: dict[str, float]) -> None:
    assert inks_of(colour) == pytest.approx(inks)
    assert find_used_inks(colour) == [name for name, amount in inks.items() if amount]


def test_white_is_of_inks_and_has_none() -> None:
    assert is_white(PaintedColour(space="DeviceGray", values=(1.0,)))
    assert is_white(PaintedColour(space="Separation", values=(0.0,), base="", names=("Gold",)))
    assert not is_white(PaintedColour(space="Separation", values=(), base="", names=("Gold",)))
    assert not is_white(PaintedColour(space="DeviceRGB", values=(1.0, 1.0, 1.0)))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("PANTONE 485 C", "Pantone 485C", True),
        ("PANTONE 485 C", "PANTONE® 485 CVC", True),
        ("PANTONE 485 U", "PANTONE 485 CVU", True),
        ("PANTONE 485 C", "PANTONE 485 U", False),
        ("PANTONE 485 C", "PANTONE 486 C", False),
        ("专色　金", "专色金", True),
        ("Gold", "GOLD_", True),
    ],
)
def test_names_that_people_take_for_one_ink(one: str, other: str, is_same: bool) -> None:
    assert (_key(one) == _key(other)) == is_same


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("D:20230115080000+08'00'", (2023, 1, 15, 0, 0, 0)),
        ("D:20230115080000+08'00", (2023, 1, 15, 0, 0, 0)),
        ("D:20230115080000-0130", (2023, 1, 15, 9, 30, 0)),
        ("D:202301", (2023, 1, 1, 0, 0, 0)),
        ("D:20230115000000Z00'00'", (2023, 1, 15, 0, 0, 0)),
        ("2023-01-15T08:00:00.5+08:00", (2023, 1, 15, 0, 0, 0)),
        ("2023-01-15", (2023, 1, 15, 0, 0, 0)),
    ],
)
def test_dates(text: str, moment: tuple[int, int, int, int, int, int]) -> None:
    assert date_of(text) == datetime.datetime(*moment, tzinfo=datetime.UTC)


@given(st.text(max_size=30) | st.from_regex(r"D:\d{1,14}[Z+-]?\d{0,4}", fullmatch=True))
def test_whatever_is_written_is_a_date_or_none(text: str) -> None:
    found = date_of(text)
    assert found is None or found.tzinfo is not None


def test_widths_of_text() -> None:
    assert Widths({65: 0.5, 32: 0.25}, 0.1, 1).advance(b"A A\xff") == (pytest.approx(1.35), 4, 1)
    assert Widths({0x0102: 0.5}, 1.0, 2).advance(b"\x01\x02\x00\x20\x00") == (1.5, 2, 0)


def test_what_boxes_have_in_common() -> None:
    assert intersect_boxes((0, 0, 2, 2), (1, 1, 3, 3)) == (1, 1, 2, 2)
    assert intersect_boxes((0, 0, 1, 1), (1, 0, 3, 3)) == (1, 0, 1, 1), "a line"
    assert intersect_boxes((0, 0, 1, 1), (2, 2, 3, 3)) is None
    assert intersect_boxes((0, 0, 1, 1), None) == (0, 0, 1, 1)
