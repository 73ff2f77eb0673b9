"""The ten digits of a layout's folio, read from content streams: where they stand, how large, in which colour."""

import pytest

from pipeline.binding.stamps.folio_specimen import read_specimen

GLYPHS = tuple(f"{0x1A0 + digit:04x}".encode() for digit in range(10))
DIGITS = b"<%s>" % b"".join(GLYPHS)


@pytest.mark.parametrize(
    ("content", "size", "place"),
    [
        ("BT /F 8 Tf 1 0 0 1 30 12 Tm % Tj ET", 8, (30, 12)),
        ("BT /F 8 Tf % Tj ET", 8, (0, 0)),
        ("1 0 0 1 5 7 cm BT /F 8 Tf 1 0 0 1 30 12 Tm % Tj ET", 8, (35, 19)),
        ("2 0 0 3 5 7 cm BT /F 8 Tf 1 0 0 1 30 12 Tm % Tj ET", 24, (65, 43)),
        ("2 0 0 -3 5 7 cm BT /F 8 Tf 1 0 0 -1 30 12 Tm % Tj ET", 24, (65, -29)),
        ("1 0 0 -1 0 400 cm BT /F 1 Tf 8 0 0 -8 30 12 Tm % Tj ET", 8, (30, 388)),
        ("0 1 -1 0 5 7 cm 1 0 0 1 10 20 cm BT /F 8 Tf % Tj ET", 0, (-15, 17)),
        ("1 0 0 1 10 20 cm 2 0 0 2 1 1 cm BT /F 8 Tf 1 0 0 1 3 4 Tm % Tj ET", 16, (17, 29)),
        ("1 2 3 4 5 6 cm BT /F 1 Tf 7 8 9 10 11 12 Tm % Tj ET", 58, (52, 76)),
        ("q 9 0 0 9 9 9 cm Q BT /F 8 Tf 1 0 0 1 30 12 Tm % Tj ET", 8, (30, 12)),
        ("1 0 0 1 5 7 cm q 9 0 0 9 9 9 cm q Q Q BT /F 8 Tf 1 0 0 1 30 12 Tm % Tj ET", 8, (35, 19)),
        ("BT /F 8 Tf 1 0 0 1 1 1 Tm <0001> Tj ET BT % Tj ET", 8, (0, 0)),
        ("BT /G 5 Tf /F 8 Tf 1 0 0 1 30 12 Tm % Tj /H 9 Tf % Tj ET", 8, (30, 12)),
    ],
)
def test_where_the_digits_stand(content: str, size: float, place: tuple[float, float]) -> None:
    found = read_specimen(content.encode().replace(b"%", DIGITS))
    assert found is not None
    assert (found.font, found.glyphs) == ("/F", GLYPHS)
    assert (found.size, found.x, found.y) == pytest.approx((size, *place))


@pytest.mark.parametrize(
    ("before", "colour"),
    [
        ("", "0 g "),
        ("0.5 g", "0.5 g "),
        ("1 0 0 rg", "1 0 0 rg "),
        ("0 0 0 1 k", "0 0 0 1 k "),
        ("1 0 0 rg 0 1 0 RG 0.2 G 0 0 0 1 K", "1 0 0 rg "),
        ("1 0 0 rg q 0 1 0 rg Q", "1 0 0 rg "),
    ],
)
def test_the_colour_is_that_of_fills(before: str, colour: str) -> None:
    found = read_specimen(before.encode() + b" BT /F 8 Tf " + DIGITS + b" Tj ET")
    assert found is not None
    assert found.colour.decode() == colour


def test_digits_in_pieces() -> None:
    first, second = (b"<%s>" % b"".join(part) for part in (GLYPHS[:3], GLYPHS[3:]))
    found = read_specimen(b"BT /F 8 Tf [%s -20 %s 5.5] TJ ET" % (first, second))
    assert found is not None
    assert found.glyphs == GLYPHS


@pytest.mark.parametrize("glyphs", [(), GLYPHS[:9], (*GLYPHS, b"0001")])
def test_text_of_another_length_is_no_folio(glyphs: tuple[bytes, ...]) -> None:
    assert read_specimen(b"BT /F 8 Tf <%s> Tj ET" % b"".join(glyphs)) is None
