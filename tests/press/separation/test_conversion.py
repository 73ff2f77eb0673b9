"""From screens to inks: greys stay grey, colours stay near what they were, the profile's limit of ink holds."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.press.separation.conversion import Separation
from tests.press.separated_pages import PROFILE

WHOLE, BLACK = Separation(PROFILE), Separation(PROFILE, ("black",))
LIMIT = 3.0  # the profile was made for 300 % of ink
shades = st.integers(0, 255)
colours = st.tuples(shades, shades, shades)


@given(shades)
def test_greys_are_shades_of_black(shade: int) -> None:
    for separation in (WHOLE, BLACK):
        assert separation.colour((shade, shade, shade)) == (0, 0, 0, 1 - shade / 255)


@given(colours)
def test_inks_are_within_their_limit(rgb: tuple[int, int, int]) -> None:
    inks = WHOLE.colour(rgb)
    assert all(0 <= each <= 1 for each in inks)
    assert sum(inks) <= LIMIT + 0.03


@given(colours)
def test_one_ink_for_a_job_of_one_ink(rgb: tuple[int, int, int]) -> None:
    cyan, magenta, yellow, black = BLACK.colour(rgb)
    assert (cyan, magenta, yellow) == (0, 0, 0)
    lightness = (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 255000
    assert abs(1 - black - lightness) < 0.005


def test_pictures_by_their_colours() -> None:
    colour, grey = Image.new("RGB", (2, 2), (30, 90, 160)), Image.new("RGB", (2, 2), (90, 90, 90))
    cmyk = Image.new("CMYK", (2, 2), (10, 20, 30, 40))
    assert [WHOLE.picture(each).mode for each in (colour, grey, cmyk)] == ["CMYK", "L", "CMYK"]
    assert [BLACK.picture(each).mode for each in (colour, grey, cmyk)] == ["L", "L", "L"]
    assert WHOLE.picture(cmyk) is cmyk
    light, dark = (BLACK.picture(Image.new("CMYK", (1, 1), (0, 0, 0, ink))).getpixel((0, 0)) for ink in (10, 240))
    assert isinstance(light, int)
    assert isinstance(dark, int)
    assert light > 200
    assert dark < 80
