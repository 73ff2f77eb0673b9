"""Images, rules and areas beside what they became: by single passes."""

from collections import Counter

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.evidence.displacements import Displacements, Went
from pipeline.regression.evidence.image_pairs import ImageChange, pair_images
from pipeline.regression.evidence.moved_marks import Moving, are_as_thick, count_marks, find_mark_changes
from pipeline.regression.snapshot.snapshot import Box, Mark
from tests.regression.evidence.flows import line, page, snapshot

NONE: tuple[set[int], set[int]] = (set(), set())
LINE: Box = (40.0, 100.0, 240.0, 112.0)
HERE: Box = (40.0, 120.0, 240.0, 120.0)


def image(digest: str, y: float = 100.0, wide: float = 80.0) -> Mark:
    return Mark((40.0, y, 40.0 + wide, y + wide), digest)


def changes(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> list[tuple[str | None, str | None, bool]]:
    sides = (snapshot(page(line("河边灯火照见行船人", 60.0), images=marks)) for marks in (before, after))
    rows = pair_images(pair_versions(*sides), NONE).changes
    return [(each.gone and each.gone[1].digest, each.come and each.come[1].digest, each.is_resized) for each in rows]


def test_images_come_go_are_replaced_and_resized() -> None:
    one, other = image("8×8-aa"), image("8×8-bb")
    assert changes((one,), (one,)) == []
    assert changes((one,), ()) == [("8×8-aa", None, False)]
    assert changes((), (one,)) == [(None, "8×8-aa", False)]
    assert changes((one,), (other,)) == [("8×8-aa", "8×8-bb", False)]
    assert changes((one,), (image("8×8-aa", wide=90.0),)) == [("8×8-aa", "8×8-aa", True)]


def test_images_in_another_order_are_the_same() -> None:
    one, other = image("8×8-aa"), image("8×8-bb", 200.0)
    sides = (snapshot(page(line("河边灯火照见行船人", 60.0), images=marks)) for marks in ((one, other), (other, one)))
    found = pair_images(pair_versions(*sides), NONE)
    assert found.changes == ()
    assert {(a[1].digest, b[1].digest) for a, b in found.kept} == {("8×8-aa", "8×8-aa"), ("8×8-bb", "8×8-bb")}


def test_an_image_of_a_page_that_is_new_is_none() -> None:
    text = line("河边灯火照见行船人", 60.0)
    sides = snapshot(page(text)), snapshot(page(text), page(images=(image("8×8-aa"),)))
    assert pair_images(pair_versions(*sides), (set(), {1})).changes == ()
    assert pair_images(pair_versions(*sides), NONE).changes == (ImageChange(None, (1, image("8×8-aa"))),)


# --- rules and areas where text moves -----------------------------------------------------------------------------


def rule(box: Box, colour: str = "#000000") -> Mark:
    return Mark(box, f"{box[2] - box[0]:.0f}×0.2.2.1.0", colour)


def moved(box: Box, down: float) -> Box:
    return box[0], box[1] + down, box[2], box[3] + down


def moving(before: tuple[Mark, ...], after: tuple[Mark, ...], down: float) -> Moving:
    """Marks beside lines that went *down* pt on their page."""
    below = moved(LINE, 40.0)
    rows = [(0, Went(box, 0, 0.0, down)) for box in (LINE, below)]
    back = [(0, Went(moved(box, down), 0, 0.0, -down)) for box in (LINE, below)]
    sides = [[page(vectors=marks)] for marks in (before, after)]
    return Moving(
        before=tuple((0, each) for each in before),
        after=tuple((0, each) for each in after),
        forward=Displacements(rows, []),
        backward=Displacements(back, []),
        page_map={0: 0},
        looks=(count_marks(sides[0]), count_marks(sides[1])),
    )


def test_a_rule_that_went_with_its_lines_is_no_change() -> None:
    found = find_mark_changes(moving((rule(HERE),), (rule(moved(HERE, 30.0)),), 30.0))
    assert (found.gone, found.come, found.recoloured) == ((), (), ())


def test_a_rule_that_went_elsewhere_is_one() -> None:
    here, there = rule(HERE), rule(moved(HERE, 90.0))
    found = find_mark_changes(moving((here,), (there,), 30.0))
    assert found.gone == ((0, here),)


def test_a_rule_in_another_colour_went_with_its_lines_too() -> None:
    here, there = rule(HERE), rule(moved(HERE, 30.0), "#c8102e")
    found = find_mark_changes(moving((here,), (there,), 30.0))
    assert (found.gone, found.come) == ((), ())
    assert found.recoloured == (((0, here), (0, there)),)


def test_the_pass_changes_nothing_it_is_given() -> None:
    given = moving((rule(HERE),), (rule(moved(HERE, 90.0)),), 30.0)
    assert find_mark_changes(given) == find_mark_changes(given)
    assert given.before == ((0, rule(HERE)),)
    assert Counter(given.looks[0]) == count_marks([page(vectors=(rule(HERE),))])


def test_a_rule_twice_as_thick_is_another_and_a_rounding_is_none() -> None:
    thin, rounded, thick = (Mark((40.0, 120.0, 240.0, 120.0 + high), "200×0.2.5.0") for high in (0.2, 0.3, 0.5))
    assert are_as_thick(thin, rounded)
    assert not are_as_thick(rounded, thick)
    assert are_as_thick(Mark((40.0, 120.0, 240.0, 160.0), "a"), Mark((40.0, 120.0, 240.0, 190.0), "a"))
