"""Marks around a page: all of them outside of the bleed and within the media, and those that find no room told."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.text_face import TextFace, read_text_face
from pipeline.press.imposition.sheet_layout import Box
from pipeline.press.marks.mark_inks import MarkInks
from pipeline.press.marks.page_marks import PageFrame, PageMarks, cut_marks, target_places
from pipeline.press.printer import MARKS, Mark
from pipeline.press.separation.inks import PROCESS_INKS, Spot
from tests.press.press_files import MM, RED

ALL = frozenset(MARKS)
INKS = MarkInks(PROCESS_INKS, ())
WORDS = "试刊 · 2023年第1期 · 12 · 2023-01-15"
FACE = TextFace(read_text_face(), [WORDS, "CyanMagentaYellowBlack", RED.name, "".join(map(chr, range(32, 127)))])
A5 = PageFrame(width=148 * MM, height=210 * MM, bleed=3 * MM, slug=12 * MM)
_PLACED = re.compile(rb"((?:-?[\d.]+ )+)(re|m|l|c|Td)\b")
_SIZE = re.compile(rb" ([\d.]+) Tf")


def marks_on(frame: PageFrame, wanted: frozenset[Mark] = ALL, inks: MarkInks = INKS) -> PageMarks:
    return PageMarks(frame, wanted, inks, FACE)


def placed(operators: bytes) -> Iterator[Box]:
    """Around all that is drawn: paths subpath by subpath; of a text its beginning, a size high."""
    path: list[tuple[float, float]] = []
    size = float(found[1]) if (found := _SIZE.search(operators)) else 0.0
    for match in _PLACED.finditer(operators):
        values = list(map(float, match[1].split()))
        points = list(zip(values[::2], values[1::2], strict=True))
        if match[2] in (b"m", b"re", b"Td"):
            yield from around(path)
            path = []
        if match[2] == b"re":
            (x, y), (width, height) = points
            points = [(x, y), (x + width, y + height)]
        if match[2] == b"Td":
            [(x, y)] = points
            points = [(x, y - 0.2 * size), (x, y + 0.8 * size)]
        path += points
    yield from around(path)


def around(points: list[tuple[float, float]]) -> Iterator[Box]:
    if points:
        xs, ys = zip(*points, strict=True)
        yield min(xs), min(ys), max(xs), max(ys)


def misplaced(frame: PageFrame, operators: bytes) -> list[Box]:
    """What reaches into the bleed or beyond the media."""
    x, y, right, top = frame.bleed_box
    media = frame.media
    return [
        box
        for box in placed(operators)
        if (box[2] > x and box[0] < right and box[3] > y and box[1] < top)
        or box[0] < media[0]
        or box[1] < media[1]
        or box[2] > media[2]
        or box[3] > media[3]
    ]


def test_boxes() -> None:
    assert A5.media == pytest.approx((0, 0, 172 * MM, 234 * MM))
    assert A5.trim == pytest.approx((12 * MM, 12 * MM, 160 * MM, 222 * MM))
    assert A5.bleed_box == pytest.approx((9 * MM, 9 * MM, 163 * MM, 225 * MM))


def test_cuts_prolong_the_trim_beyond_the_bleed() -> None:
    lines = [tuple(round(each / MM, 3) for each in line) for line in cut_marks(A5)]
    # half a millimetre outside of 3 mm bleed, 5 mm long: from 8.5 to 3.5 mm below and left of the trim at 12 mm
    assert lines[0] == (12, 8.5, 12, 3.5)
    assert lines[2] == (160, 8.5, 160, 3.5)
    assert lines[4] == (8.5, 12, 3.5, 12)
    assert len(lines) == 8


def test_targets_stand_in_the_middles() -> None:
    places = [(round(x / MM, 3), round(y / MM, 3)) for x, y in target_places(A5, 3 * MM)]
    assert places == [(86, 228.5), (86, 5.5), (5.5, 117), (166.5, 117)]


frames = st.builds(
    lambda width, height, bleed, room: PageFrame(width=width, height=height, bleed=bleed, slug=bleed + room),
    st.floats(20, 1000),
    st.floats(20, 1000),
    st.floats(0, 30),
    st.floats(0, 60),
)
spots = st.lists(st.sampled_from([RED, Spot("金", (0, 0.2, 0.6, 0.2)), Spot("P 300", (1, 0.4, 0, 0))]), max_size=2)
wanted_marks = st.sets(st.sampled_from(MARKS)).map(frozenset)


@given(frames, st.sets(st.sampled_from(PROCESS_INKS), min_size=1), spots, wanted_marks)
def test_nothing_reaches_into_the_bleed_or_off_the_media(
    frame: PageFrame, inks: set[str], spot_inks: list[Spot], wanted: frozenset[Mark]
) -> None:
    job = MarkInks(tuple(ink for ink in PROCESS_INKS if ink in inks), tuple(dict.fromkeys(spot_inks)))
    marks = marks_on(frame, wanted, job)
    line, lost = marks.slug_line(WORDS)
    assert misplaced(frame, marks.shared) == []
    assert misplaced(frame, line) == []
    assert set(lost) <= wanted
    assert bool(marks.shared) or set(lost) == wanted
    for operators in filter(None, (marks.shared, line)):
        assert operators.startswith(b"/Artifact BMC q ")
        assert operators.endswith(b"Q EMC")


def test_marks_in_the_bleed_would_be_found() -> None:
    """The same marks, drawn for a page without bleed."""
    bare = PageFrame(width=A5.width, height=A5.height, bleed=0, slug=A5.slug)
    assert misplaced(bare, marks_on(bare).shared) == []
    assert len(misplaced(A5, marks_on(bare).shared)) > 20


def test_text_ends_within_its_half() -> None:
    """Words end before the target, names of plates before the cut at the right."""
    many = MarkInks(PROCESS_INKS, (RED,))
    marks = marks_on(A5, ALL, many)
    line, lost = marks.slug_line(WORDS)
    assert lost == ()
    texts = [
        (match[0], *map(float, match.groups())) for match in re.finditer(rb"([\d.]+) Tf ([\d.]+) ([\d.]+) Td", line)
    ]
    [(_all, size, x, _y)] = texts
    middle = A5.slug + A5.width / 2
    assert A5.trim[0] < x
    assert x + size * FACE.width(WORDS) < middle - 3 * MM
    ends = re.findall(rb"([\d.]+) Tf ([\d.]+) [\d.]+ Td", marks.shared)
    assert len(ends) == 5
    starts = [float(x) for _size, x in ends]
    assert middle + 3 * MM < starts[0]
    for (size_text, x_text), name, after in zip(ends, many.plates, [*starts[1:], A5.trim[2]], strict=True):
        assert float(x_text) + float(size_text) * FACE.width(name) < after


@pytest.mark.parametrize(
    ("room", "lost"),
    [
        (9, ()),
        (5, ()),
        (3.6, ("registration",)),
        (3, ("registration", "colour_bar")),
        (2.5, ("registration", "colour_bar", "slug")),
        (1.5, ("crop", "registration", "colour_bar", "slug")),
    ],
)
def test_what_finds_no_room_is_told(room: float, lost: tuple[Mark, ...]) -> None:
    frame = PageFrame(width=148 * MM, height=210 * MM, bleed=3 * MM, slug=(3 + room) * MM)
    assert marks_on(frame).slug_line(WORDS)[1] == lost
    assert bool(marks_on(frame).shared) == (len(lost) < len(ALL))


def test_words_that_are_too_long_are_left_out() -> None:
    line, lost = marks_on(A5).slug_line(WORDS * 3)
    assert (line, lost) == (b"", ("slug",))
    assert marks_on(A5, frozenset({"crop"})).slug_line(WORDS * 3) == (b"", ())


@pytest.mark.parametrize(
    ("inks", "spot_inks", "count"),
    [
        (PROCESS_INKS, (), 4 * 2 + 3),
        (PROCESS_INKS, (RED,), 5 * 2 + 3),
        (("black",), (RED,), 2 * 2),
        (("black",), (), 2),
        (("cyan", "magenta", "black"), (), 3 * 2 + 1),
    ],
)
def test_patches_are_of_the_inks_of_the_job(inks: tuple[str, ...], spot_inks: tuple[Spot, ...], count: int) -> None:
    job = MarkInks(inks, spot_inks)
    patches = job.patches()
    assert len(patches) == len(set(patches)) == count
    bar = marks_on(A5, frozenset({"colour_bar"}), job).shared
    assert bar.count(b" re f") == count
    others = [PROCESS_INKS.index(ink) for ink in PROCESS_INKS if ink not in inks]
    shares = [match.split()[:4] for match in re.findall(rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ k", bar)]
    assert len(shares) == count - 2 * len(spot_inks)
    assert {row[index] for row in shares for index in others} <= {b"0"}


def test_a_job_in_four_inks_is_registered_in_all_of_them_at_once() -> None:
    assert INKS.on_every_plate(b"S") == b"/KanbenAll CS /KanbenAll cs 1 SCN 1 scn\nS"
    assert list(INKS.colour_spaces()) == ["/KanbenAll"]
    assert INKS.graphics_states() == {}


def test_a_job_in_two_inks_is_registered_in_each_of_them() -> None:
    job = MarkInks(("black",), (RED,))
    assert job.plates == ("Black", "PANTONE 485 C")
    spot = b"/KanbenSpot1 CS /KanbenSpot1 cs 1 SCN 1 scn"
    assert job.on_every_plate(b"S") == b"/KanbenOver gs\n%s\nS\n0 0 0 1 K 0 0 0 1 k\nS" % spot
    assert list(job.colour_spaces()) == ["/KanbenSpot1"]
    assert list(job.graphics_states()) == ["/KanbenOver"]
