"""Operators for colours are set anew; everything else in a content stream is copied byte by byte."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.colours import Rgb
from pipeline.press.separation import recolouring
from pipeline.press.separation.ink_table import Paint
from pipeline.press.separation.inks import Spot
from pipeline.press.separation.recolouring import Origin, Recolouring, spot_name

RED: Rgb = (200, 16, 46)


class Surroundings:
    """Red is a spot ink, the rest is black; pictures begin with i."""

    def __init__(self) -> None:
        self.asked: list[tuple[Rgb, Origin]] = []
        self.told: list[bytes] = []

    def paint(self, rgb: Rgb, origin: Origin) -> Paint:
        self.asked.append((rgb, origin))
        if rgb == RED:
            return Paint(spot=Spot("Red", (0, 1, 1, 0)))
        return Paint((0.0, 0.0, 0.0, 1 - sum(rgb) / 765))

    def note_inks(self, paint: Paint) -> None:
        pass

    def note_blackened(self) -> None:
        self.told.append(b"blackened")

    def is_image(self, name: bytes, _origin: Origin, _scale: float) -> bool:
        return name.startswith(b"i")

    def pattern(self, name: bytes, _origin: Origin) -> None:
        self.told.append(b"pattern " + name)

    def shading(self, name: bytes, _origin: Origin) -> None:
        self.told.append(b"shading " + name)

    def state(self, name: bytes) -> None:
        self.told.append(b"state " + name)

    def unusable(self, what: bytes) -> None:
        self.told.append(b"unusable " + what)


def recoloured(
    content: bytes, origin: Origin = Origin.LAYOUT, *, begins_anew: bool = False
) -> tuple[str, Surroundings]:
    around = Surroundings()
    return Recolouring(around, origin, begins_anew).of(content).decode("latin-1"), around


def test_colours_and_overprint_follow_one_another() -> None:
    text, _ = recoloured(b"0 0 0 rg 1 1 1 rg 0 0 0 RG 1 1 1 rg")
    on, off, stroke = (f" /KanbenOverprint{each} gs" for each in ("01", "00", "10"))
    assert text == f"0 0 0 1 k{on} 0 0 0 0 k{off} 0 0 0 1 K{stroke} 0 0 0 0 k"


def test_the_state_comes_back_with_the_graphics_state() -> None:
    text, _ = recoloured(b"0 0 0 rg q 1 1 1 rg Q 0 0 0 rg")
    assert text.count("/KanbenOverprint01 gs") == 1  # the last black finds overprint as it was
    assert text.count("/KanbenOverprint00 gs") == 1


def test_pages_begin_in_black_that_overprints() -> None:
    text, _ = recoloured(b"0 0 m 9 9 l S", begins_anew=True)
    assert text == "0 0 0 1 K /KanbenOverprint10 gs 0 0 0 1 k /KanbenOverprint11 gs\n0 0 m 9 9 l S"


def test_pictures_and_blends_do_not_overprint() -> None:
    text, _ = recoloured(b"/i1 Do 0 0 0 rg /x1 Do /s1 sh 1 1 1 rg /i1 Do")
    assert text.startswith("q /KanbenOverprint00 gs /i1 Do Q")
    assert " /x1 Do " in text
    assert "q /KanbenOverprint00 gs /s1 sh Q" in text
    assert text.endswith("0 0 0 0 k /KanbenOverprint00 gs /i1 Do")  # nothing overprints there


def test_what_is_filled_or_drawn_with_a_pattern_does_not_overprint() -> None:
    text, _ = recoloured(b"q /Pattern cs /p1 scn f Q /Pattern CS /p2 SCN S", begins_anew=True)
    assert "q /Pattern cs /p1 scn /KanbenOverprint10 gs f Q" in text
    assert text.endswith("/Pattern CS /p2 SCN /KanbenOverprint01 gs S")


def test_a_spot_ink_by_its_colour_space() -> None:
    text, _ = recoloured(b"0.784314 0.062745 0.180392 rg 0.784314 0.062745 0.180392 RG")
    name = spot_name("Red").decode()
    assert text.startswith(f"/{name} cs 1 scn")
    assert f"/{name} CS 1 SCN" in text


def test_drawings_are_told_from_the_layout_and_their_marks_vanish() -> None:
    content = b"1 0 0 rg /Span <</ActualText <FEFF>>> BDC /KanbenDrawing /D616263 BDC 0 1 0 rg q Q EMC 0 0 1 rg EMC"
    text, around = recoloured(content)
    origins = [origin for _rgb, origin in around.asked]
    assert origins == [Origin.LAYOUT, Origin.DRAWING, Origin.LAYOUT]
    assert "KanbenDrawing" not in text
    assert (text.count("BDC"), text.count("EMC")) == (1, 1)


def test_masks_keep_their_lightness() -> None:
    text, around = recoloured(b"1 1 1 rg 0 0 0 RG /i1 Do", Origin.MASK, begins_anew=True)
    assert (text, around.asked) == ("1 g 0 G /i1 Do", [])


def test_what_is_not_known_is_told() -> None:
    text, around = recoloured(b"0 0 0 0 k /Lab cs 1 2 3 scn /Pattern cs /p1 scn /a1 gs")
    assert around.told == [b"unusable Lab", b"unusable scn", b"pattern p1", b"state a1"]
    assert text.endswith("/Lab cs 1 2 3 scn /Pattern cs /p1 scn /a1 gs")


TEXT = [b"1 0 0 rg (1 0 0 rg \\( \\) (x)) Tj", b"[<00010203> -12 (g)] TJ", b"12 0 0 12 3.5 -.5 Tm", b"/F1 12 Tf"]
REST = [b"0 0 10 10 re f", b"/Artifact BMC", b"EMC", b"1 0 0 1 0 0 cm", b"1 w [3 1] 0 d", b"q", b"Q", b"BT", b"ET"]
plain = st.sampled_from([*TEXT, *REST])


@given(st.lists(plain, max_size=30))
def test_what_is_no_colour_is_copied(rows: list[bytes]) -> None:
    content = b"\n".join(rows)
    text, _ = recoloured(content)
    colours = re.compile(r"(?<![\d(])1 0 0 rg(?= \()|[\d.]+ [\d.]+ [\d.]+ [\d.]+ k|  ?/KanbenOverprint\d\d gs")
    assert colours.sub("", text).split() == colours.sub("", content.decode()).split()


def test_strings_are_never_taken_for_operators() -> None:
    text, around = recoloured(rb"(a \) 1 0 0 rg) Tj <31203020> Tj (nested (1 0 0 rg) ) Tj")
    assert around.asked == []
    assert text == r"(a \) 1 0 0 rg) Tj <31203020> Tj (nested (1 0 0 rg) ) Tj"


class FourInks(Surroundings):
    """Every colour but black is printed in four inks; light ones in little of each."""

    def paint(self, rgb: Rgb, origin: Origin) -> Paint:
        share = 1 - sum(rgb) / 765
        return Paint((0.0, 0.0, 0.0, 1.0)) if share == 1 else Paint((share, share, share, share / 2))


def in_four_inks(content: str, scale: float = 1.0) -> tuple[str, list[bytes]]:
    around = FourInks()
    text = Recolouring(around, Origin.LAYOUT, begins_anew=False, scale=scale).of(content.encode("ascii"))
    return text.decode("ascii"), around.told


def test_small_dark_text_is_black_and_what_follows_is_not() -> None:
    text, told = in_four_inks(".3 .2 .2 rg BT 1 0 0 -1 5 5 Tm /F 9 Tf [<01>] TJ /F 12 Tf [<02>] TJ ET 0 0 9 9 re f")
    small, rest = text.split("[<01>]")
    large, after = rest.split("ET")
    assert small.rstrip().endswith("0 0 0 1 k /KanbenOverprint01 gs")
    assert large.index("0.7673 0.7673 0.7673 0.3837 k /KanbenOverprint00 gs") < large.index("[<02>]")
    assert " k" not in after  # it was set anew before the larger text
    assert told == [b"blackened"]


def test_a_fill_behind_small_text_has_its_colour_again() -> None:
    text, _told = in_four_inks(".3 .2 .2 rg BT 1 0 0 -1 5 5 Tm /F 9 Tf [<01>] TJ ET 0 0 9 9 re f")
    assert text.index("ET 0.7673") < text.index("re f")


def test_size_goes_by_all_matrices() -> None:
    written = ".3 .2 .2 rg q {cm} cm BT {tm} 0 0 Tm /F 9 Tf [<01>] TJ ET Q BT 1 0 0 1 0 0 Tm /F 11 Tf [<01>] TJ ET"
    assert not in_four_inks(written.format(cm="2 0 0 2 0 0", tm="1 0 0 1"))[1]
    assert not in_four_inks(written.format(cm="1 0 0 1 0 0", tm="0 2 -2 0"))[1]  # turned
    assert in_four_inks(written.format(cm=".75 0 0 .75 0 0", tm="1 0 0 -1"))[1] == [b"blackened"]
    assert in_four_inks(written.format(cm="1 0 0 1 0 0", tm="1 0 0 1"), scale=2)[1] == []


def test_light_text_and_text_in_one_ink_stay() -> None:
    shown = "{} rg BT 1 0 0 -1 5 5 Tm /F 9 Tf [<01>] TJ ET"
    for colour in (".9 .9 .8", "0 0 0"):
        assert in_four_inks(shown.format(colour))[1] == []
    around = Surroundings()  # red is a spot ink
    Recolouring(around, Origin.LAYOUT, begins_anew=False).of(shown.format(".784 .063 .18").encode("ascii"))
    assert around.told == []


def test_small_is_what_the_preflight_calls_small() -> None:
    profile = (Path(recolouring.__file__).parents[2] / "preflight/profiles/press.yaml").read_text(encoding="utf-8")
    assert f"small_text: {recolouring.SMALL_TEXT:g}\n" in profile
