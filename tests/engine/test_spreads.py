"""Pictures to the edges of a page, and over two that face: on a left page and the one beside it, none left empty."""

from dataclasses import replace

import pytest

from pipeline.engine.page_floats import (
    Outcome,
    PageFloat,
    Place,
    Plan,
    Waiting,
    find_alone,
    is_beside_spread,
    push,
    put_ahead,
)
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped
from tests.engine.test_page_floats import PARTS, SENTENCE, lines, numbered, set_aside, set_lines, words
from tests.engine.test_rendering import differing

STYLE = """
.bleed { --float: bleed } .spread { --float: spread } figure { break-inside: auto }
@page bleed { margin: 0; @bottom-center { content: none } } @page { @bottom-center { content: "码" } }
figure div { height: 250pt } div + div { break-before: page }
"""
SPREAD = "<figure class='spread'><div><p>左</p></div><div><p>右</p></div></figure>"
BLED = "<figure class='bleed'><div><p>满</p></div></figure>"


def pages_of(body: str) -> list[str]:
    """What each page is: so many lines of text, with their folio; or what stands alone."""
    found = []
    for page in words(set_lines(body, STYLE)):
        text = [word for word in page if word.startswith("行")]
        others = [word for word in page if word not in text and word != "码"]
        found.append("".join([*others, *([str(len(text))] if text else []), *(["码"] if "码" in page else [])]))
    return found


def test_a_page_without_folio_to_its_edges() -> None:
    assert pages_of(lines(1, 5) + BLED + lines(6, 30)) == ["20码", "满", "10码"]


def test_a_spread_begins_on_the_next_left_page() -> None:
    assert pages_of(lines(1, 5) + SPREAD + lines(6, 30)) == ["20码", "左", "右", "10码"]


def test_the_text_fills_the_page_before_it() -> None:
    assert pages_of(lines(1, 25) + SPREAD + lines(26, 70)) == ["20码", "20码", "20码", "左", "右", "10码"]


def test_it_stands_before_the_last_text_where_a_page_would_be_left_empty() -> None:
    body = lines(1, 25) + SPREAD + lines(26, 35)
    assert pages_of(body) == ["20码", "左", "右", "15码"]
    assert numbered(words(set_lines(body, STYLE))) == list(range(1, 36))


def test_after_the_text_where_that_ends_on_a_right_page() -> None:
    assert pages_of(lines(1, 15) + SPREAD) == ["15码", "左", "右"]


def test_others_pass_one_that_waits_unless_both_are_numbered() -> None:
    def pages(number: str) -> list[str]:
        figure = f"<figure class='auto'{number}><div style='height: 100pt'></div><p>图</p></figure>"
        spread = SPREAD.replace("<figure", "<figure data-number='1'")
        return pages_of(lines(1, 38) + spread + figure + lines(39, 90))

    assert pages("") == ["20码", "20码", "图13码", "左", "右", "20码", "17码"]
    assert pages(" data-number='2'") == ["20码", "20码", "20码", "左", "右", "图13码", "17码"]


def test_one_beside_text_does_not_pass_a_spread_that_is_numbered_before_it() -> None:
    style = ".beside { --float: beside; float: left; width: 72pt; height: 60pt; margin: 0 }"
    spread = SPREAD.replace("<figure", "<figure data-number='1'")

    def pages(number: str, before: int) -> list[int]:
        figure = f"<figure class='beside'{number}><p>图</p></figure>"
        found = words(set_lines(lines(1, before) + spread + figure + lines(before + 1, 90), STYLE + style))
        return [next(at for at, page in enumerate(found) if name in page) for name in ("左", "图")]

    for before in (22, 39):  # in the text, at the foot of a page
        spread_page, beside_page = pages(" data-number='2'", before)
        assert beside_page > spread_page, before
    assert pages("", 22) == [3, 1]


def article(body: str) -> str:
    return f"<article><h2>题</h2>{body}</article>"


@pytest.mark.parametrize(
    ("before", "own", "pages"),
    [
        (0, 10, ["题10码", "左", "右", "20码", "5码"]),  # all of it on a right page: the next article waits
        (0, 30, ["题19码", "左", "右", "20码", "16码"]),  # its end on a left page: behind the spread, with the next
        (0, 45, ["题19码", "左", "右", "20码", "20码", "11码"]),
        (
            22,
            10,
            ["20码", "2码", "题10码", "左", "右", "20码", "5码"],
        ),  # all of it on a left page: it begins on the next
        (22, 30, ["20码", "题19码", "13码", "左", "右", "20码", "5码"]),
    ],
)
def test_it_stands_within_its_article_behind_the_title(before: int, own: int, pages: list[str]) -> None:
    body = f"<article>{lines(1, before)}</article>" if before else ""
    body += article(SPREAD + lines(before + 1, before + own))
    body += f"<article>{lines(before + own + 1, before + own + 25)}</article>"
    found = words(set_lines(body, STYLE))
    told = pages_of(body)
    assert numbered(found) == list(range(1, before + own + 26))
    assert told == pages


def test_one_does_not_pass_a_picture_that_is_numbered_before_it() -> None:
    """It could stand before the text that its article ends with, but for that; half of the text faces it then."""
    figure = "<figure class='top'{}><div style='height: 100pt'></div><p>图</p></figure>"
    spread = SPREAD.replace("<figure", "<figure data-number='2'")

    def pages(number: str) -> list[str]:
        return pages_of(article(lines(1, 25) + figure.format(number) + lines(26, 30) + spread + lines(31, 32)))

    assert pages("") == ["题19码", "左", "右", "图13码"]
    assert pages(" data-number='1'") == ["题19码", "图7码", "6码", "左", "右"]


def test_an_article_that_begins_a_left_page_leaves_the_page_beside_it_empty() -> None:
    """It can't begin on another page, nor the spread on a right one."""
    body = article(SPREAD + lines(21, 25)) + f"<article>{lines(26, 30)}</article>"
    assert pages_of(f"<article>{lines(1, 20)}</article>{body}") == ["20码", "题5码", "", "左", "右", "5码"]


def test_a_picture_to_the_edges_stands_within_its_article() -> None:
    body = article(lines(1, 30) + BLED + lines(31, 35)) + f"<article>{lines(36, 60)}</article>"
    assert pages_of(body) == ["题19码", "满", "20码", "20码", "1码"]  # the end of the article behind it, with the next
    body = article(lines(1, 10) + BLED) + f"<article>{lines(11, 40)}</article>"
    assert pages_of(body) == ["题10码", "满", "20码", "10码"]


def test_several_and_pages_of_their_own() -> None:
    assert pages_of(lines(1, 5) + SPREAD + SPREAD) == ["5码", "左", "右", "左", "右"]
    assert pages_of(lines(1, 5) + BLED + SPREAD) == ["5码", "左", "右", "满"]
    assert pages_of(lines(1, 25) + BLED + SPREAD) == ["20码", "左", "右", "5码", "满"]
    figure = "<figure class='top'><div></div><p>上</p></figure>"
    assert pages_of(f"<article>{lines(1, 15)}{figure}{SPREAD}{lines(16, 25)}</article>") == [
        "20码",
        "左",
        "右",
        "上5码",
    ]
    assert pages_of(lines(1, 5) + BLED + SPREAD + lines(6, 50)) == ["20码", "满", "20码", "左", "右", "10码"]


# --- laid out again


def part_of(folio: int, word: str = "字", count: int = 22, before: int = 1) -> str:
    side = "recto" if folio % 2 else "verso"
    text = f"<p>{SENTENCE}</p>" * count
    return (
        f"<html lang='zh-CN' class='{side}'><head><style>@page :first {{ counter-reset: page {folio} }}</style></head>"
        f"<body>{f'<p>{SENTENCE}</p>' * before}{SPREAD}{text}<p>{word}</p></body></html>"
    )


def typesetter(*, keeps_pages: bool) -> Typesetter:
    sheets = {"a.css": PARTS + STYLE.replace("250pt", "240pt")}
    return Typesetter(fonts=find_shipped("fonts"), style_sheets=sheets, folders={}, keeps_pages=keeps_pages)


def test_on_the_other_side_it_is_laid_out_anew() -> None:
    keeping = typesetter(keeps_pages=True)
    for folio in (1, 2, 3):
        part = keeping.lay_out(part_of(folio))
        assert differing(part, typesetter(keeps_pages=False).lay_out(part_of(folio))) == []


def test_words_that_change_behind_one_that_stands_before_its_place() -> None:
    """The page of its call is no beginning: what stands already would be set a second time."""
    keeping = typesetter(keeps_pages=True)
    numbers = {"count": 3, "before": 8}
    keeping.lay_out(part_of(1, **numbers))
    part = keeping.lay_out(part_of(1, "改", **numbers))
    assert part.page_count == 4
    assert differing(part, typesetter(keeps_pages=False).lay_out(part_of(1, "改", **numbers))) == []


# --- what a page is for


def spread(number: int) -> PageFloat:
    return PageFloat(
        **{name: getattr(set_aside(number), name) for name in ("box", "container", "may_stay", "is_across")},
        number=number,
        places=(),
        page_name="bleed",
        is_spread=True,
    )


ONE, PAGE, HEADED = Waiting(spread(0)), Waiting(set_aside(1)), Waiting(set_aside(2, Place.HEAD))


@pytest.mark.parametrize(
    ("waiting", "is_left", "has_text", "found"),
    [
        ((), True, True, None),
        ((ONE,), True, True, ONE),
        ((ONE,), False, True, None),  # the text fills the right page
        ((ONE, PAGE), False, False, PAGE),  # nothing is left that could
        ((PAGE, ONE), True, False, ONE),
        ((ONE,), False, False, None),
        ((PAGE, ONE), True, True, PAGE),
        ((HEADED, ONE), True, True, None),
        ((Waiting(ONE.block, is_ahead=True),), True, True, None),  # it stands already
        ((Waiting(ONE.block, {1: None}), PAGE), False, False, Waiting(ONE.block, {1: None})),  # its second half
    ],
)
def test_what_has_a_page_for_itself(
    waiting: tuple[Waiting, ...], is_left: bool, has_text: bool, found: Waiting | None
) -> None:
    assert find_alone(Plan(waiting=waiting), is_left=is_left, has_text=has_text) == found


def numbered_picture(number: int, *, is_spread: bool = False) -> Waiting:
    return Waiting(replace(spread(number) if is_spread else set_aside(number), is_numbered=True))


@pytest.mark.parametrize(
    ("count", "is_left", "is_free_first"), [(1, True, True), (1, False, False), (2, True, False), (2, False, True)]
)
def test_a_picture_without_a_number_brings_a_spread_to_a_left_page(
    count: int, is_left: bool, is_free_first: bool
) -> None:
    """It waits, if the pages of those that are numbered before the spread do so by themselves."""
    before = [numbered_picture(number) for number in range(1, count + 1)]
    free = Waiting(set_aside(0))
    waiting = (free, *before, numbered_picture(3, is_spread=True))
    own = find_alone(Plan(waiting=waiting), is_left=is_left, has_text=False)
    assert own == (free if is_free_first else before[0])


BEGUN = frozenset({id(each.block.container) for each in (ONE, PAGE)})


@pytest.mark.parametrize(
    ("waiting", "is_left", "has_text", "is_empty"),
    [
        ((ONE,), False, False, True),
        ((ONE,), True, False, False),
        ((ONE,), False, True, False),
        ((ONE, PAGE), False, False, False),
        ((Waiting(ONE.block, {1: None}),), False, False, False),  # its second half
        ((PAGE,), False, False, False),
        ((), False, False, False),
    ],
)
def test_which_page_stays_empty(waiting: tuple[Waiting, ...], is_left: bool, has_text: bool, is_empty: bool) -> None:
    assert is_beside_spread(Plan(waiting=waiting), is_left=is_left, has_text=has_text) is is_empty


SIDES = [(True, True), (True, False), (False, True), (False, False)]


@pytest.mark.parametrize(("is_left", "is_end"), SIDES)
def test_what_is_put_before_the_text_that_its_article_ends_with(is_left: bool, is_end: bool) -> None:
    sides = {"is_left": is_left, "is_end": is_end}
    outcome = Outcome(begun=BEGUN, overdue=frozenset({ONE.block, PAGE.block}))
    plan = Plan(waiting=(HEADED, ONE))
    known = put_ahead(plan, outcome, (ONE,), **sides)  # its place in the text is on an earlier page
    assert known == (Plan(waiting=(HEADED,), ahead=ONE) if is_left else None)
    page = put_ahead(plan, outcome, (PAGE,), **sides)
    faces_text = is_end and is_left  # and not what begins behind it
    assert page == (None if faces_text else Plan(waiting=(HEADED, ONE), ahead=Waiting(PAGE.block, is_ahead=True)))
    if page is not None:
        assert find_alone(page, is_left=is_left, has_text=True) == page.ahead


@pytest.mark.parametrize("is_left", [True, False])
def test_nothing_stands_before_the_text_on_a_right_page_that_a_spread_follows(is_left: bool) -> None:
    outcome = Outcome(begun=BEGUN, overdue=frozenset({ONE.block, PAGE.block}))
    found = put_ahead(Plan(), outcome, (PAGE, ONE), is_left=is_left, is_end=False)
    assert (found is not None) is is_left


def test_nothing_is_put_before_its_title_or_text_that_goes_on() -> None:
    overdue = frozenset({ONE.block})
    assert put_ahead(Plan(), Outcome(overdue=overdue), (ONE,), is_left=True, is_end=True) is None
    assert put_ahead(Plan(), Outcome(begun=BEGUN), (ONE,), is_left=True, is_end=True) is None


def test_an_article_that_a_left_page_has_the_whole_of_is_pushed_once() -> None:
    outcome = Outcome(overdue=frozenset({ONE.block, PAGE.block}))
    plan = push(Plan(), outcome, is_left=True)
    assert plan == Plan(pushed=frozenset({ONE.block}))
    assert push(plan, outcome, is_left=True) is None
    assert push(Plan(), outcome, is_left=False) is None
    assert push(Plan(), Outcome(begun=BEGUN, overdue=outcome.overdue), is_left=True) is None
