"""A picture beside text that has no room at the foot of a page stands beside the text on the next."""

from itertools import pairwise

from tests.conformance.specimens import PITCH, Specimen, set_specimen
from tests.engine.test_page_floats import LINES, STYLE, Sheet, block, lines, numbered, words

BESIDE = """
.beside { --float: beside; float: left; width: 96pt; margin: 0 12pt 0 0 } .stock { --float: none }
h2 { clear: both }
"""
PICTURE = block("图甲", "beside", 8)


def set_beside(body: str) -> Sheet:
    return set_specimen(Specimen(body, lines=LINES, style=STYLE + BESIDE))


def counts(sheet: Sheet) -> list[int]:
    """How many lines of text each page has."""
    return [sum(word.startswith("行") for word in page) for page in words(sheet)]


def page_of(name: str, sheet: Sheet) -> int:
    return next(index for index, page in enumerate(words(sheet)) if name in page)


def test_the_text_fills_the_page_and_runs_beside_it_on_the_next() -> None:
    sheet = set_beside(lines(1, 15) + PICTURE + lines(16, 50))
    assert counts(sheet) == [20, 20, 10]
    assert page_of("图甲", sheet) == 1
    assert numbered(words(sheet)) == list(range(1, 51))
    page = sheet.pages[1]
    left = {round(line.left) for line in [*page.lines] if line.text.startswith("行")}
    assert len(left) == 2  # eight lines beside it, the others at the edge
    bases = sorted({round(line.base, 1) for line in page.lines if line.text.startswith("行")}, reverse=True)
    assert all(round(one - other, 1) == PITCH for one, other in pairwise(bases))


def test_where_it_fits_it_stands_where_it_is_written() -> None:
    sheet = set_beside(lines(1, 10) + PICTURE + lines(11, 50))
    assert counts(sheet) == [20, 20, 10]
    assert page_of("图甲", sheet) == 0


def test_without_it_a_hole_is_left() -> None:
    """The control: what the page looks like for a float of CSS."""
    sheet = set_beside(lines(1, 15) + PICTURE.replace("beside", "beside stock") + lines(16, 50))
    assert counts(sheet)[0] == 15


def test_where_no_text_follows_it_takes_the_text_below_it_with_it() -> None:
    """At the head of the next page it would stand beside nothing, or stand in another article."""
    end = "<article>" + lines(1, 15) + PICTURE + lines(16, 18) + "</article>"
    assert counts(set_beside(end + "<article>" + lines(19, 40) + "</article>"))[0] == 15
    assert counts(set_beside(lines(1, 15) + PICTURE + lines(16, 20) + "<h2>题</h2>" + lines(21, 40)))[0] == 15


def test_several_keep_their_order_among_themselves_and_others() -> None:
    pictures = PICTURE + lines(16, 17) + PICTURE.replace("甲", "乙") + lines(18, 19) + block("图丙", "auto", 5)
    sheet = set_beside(lines(1, 15) + pictures + lines(20, 60))
    assert counts(sheet)[0] == 20
    assert numbered(words(sheet)) == list(range(1, 61))
    order = [word for page in words(sheet) for word in page if word.startswith("图")]
    assert order == ["图甲", "图乙", "图丙"]


def test_it_is_kept_in_its_own_article() -> None:
    body = f"<article>{lines(1, 15)}{PICTURE}{lines(16, 30)}</article><article>{lines(31, 50)}</article>"
    sheet = set_beside(body)
    assert counts(sheet) == [20, 20, 10]
    assert page_of("图甲", sheet) == 1


def test_a_float_of_css_that_begins_its_article_and_has_no_room() -> None:
    """Nothing stands above it that a page could end behind."""
    first = PICTURE.replace("beside", "beside stock")
    sheet = set_beside(lines(1, 15) + f"<article>{first}{lines(16, 30)}</article>")
    assert page_of("图甲", sheet) == 1
    assert numbered(words(sheet)) == list(range(1, 31))


NARROW = ".beside { width: 48pt }"


def columns_of(body: str) -> list[tuple[list[str], list[str]]]:
    """What stands in the two columns of each page, from above; before text beside a picture at its left a +."""
    sheet = set_specimen(Specimen(f"<div class='columns'>{body}</div>", lines=LINES, style=STYLE + BESIDE + NARROW))
    edges = sheet.left, (sheet.left + sheet.right + 24) / 2
    found: list[tuple[list[str], list[str]]] = []
    for page in sheet.pages:
        found.append(([], []))
        for line in sorted(page.lines, key=lambda line: (round(line.base), line.left)):
            column = int(line.left >= edges[1] - 1)
            is_beside = line.text.startswith("行") and line.left > edges[column] + 1
            found[-1][column].append("+" * is_beside + line.text)
    return found


def rows(first: int, last: int, beside: range = range(0)) -> list[str]:
    return [f"{'+' * (number in beside)}行{number}。" for number in range(first, last + 1)]


def test_in_columns_the_text_goes_on_and_runs_beside_it_in_the_next() -> None:
    (left, right), *_others = columns_of(lines(1, 15) + PICTURE + lines(16, 60))
    assert left == rows(1, 20)
    assert [each for each in right if each != "图甲"] == rows(21, 40, range(21, 29))
    (left, right), (after, _last) = columns_of(lines(1, 35) + PICTURE + lines(36, 80))
    assert (left, right) == (rows(1, 20), rows(21, 40))
    assert [each for each in after if each != "图甲"] == rows(41, 60, range(41, 49))


def test_columns_that_are_low_at_the_end_of_a_text_hold_all_of_it() -> None:
    """Its caption would be cut off where columns are balanced."""
    ((_left, right),) = columns_of(lines(1, 18) + PICTURE + lines(19, 22))
    assert right == [*rows(14, 22, range(19, 23)), "图甲"]


def test_in_columns_several_stand_below_one_another() -> None:
    (_left, right), *_others = columns_of(
        lines(1, 15) + PICTURE + lines(16, 17) + PICTURE.replace("甲", "乙") + lines(18, 60)
    )
    assert [each for each in right if each.startswith("图")] == ["图甲", "图乙"]
    assert sum(each.startswith("+") for each in right) == 16
