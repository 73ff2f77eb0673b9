"""Pictures to the edges of a page, and over two that face: on a left page and the one beside it, none left empty."""

import pytest

from pipeline.engine.page_floats import PageFloat, Place, Plan, Waiting, find_alone, put_ahead
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


def test_other_pictures_pass_one_that_waits() -> None:
    figure = "<figure class='auto'><div style='height: 100pt'></div><p>图</p></figure>"
    assert pages_of(lines(1, 38) + SPREAD + figure + lines(39, 70)) == ["20码", "20码", "图13码", "左", "右", "17码"]


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


def part_of(folio: int, word: str = "字", count: int = 22) -> str:
    side = "recto" if folio % 2 else "verso"
    text = f"<p>{SENTENCE}</p>" * count
    return (
        f"<html lang='zh-CN' class='{side}'><head><style>@page :first {{ counter-reset: page {folio} }}</style></head>"
        f"<body><p>{SENTENCE}</p>{SPREAD}{text}<p>{word}</p></body></html>"
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
    keeping.lay_out(part_of(2, count=3))
    part = keeping.lay_out(part_of(2, "改", count=3))
    assert part.page_count == 3
    assert differing(part, typesetter(keeps_pages=False).lay_out(part_of(2, "改", count=3))) == []


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


def test_only_a_spread_is_put_before_its_text() -> None:
    assert put_ahead(Plan(waiting=(PAGE,)), (PAGE,)) is None
    plan = put_ahead(Plan(waiting=(PAGE,)), (PAGE, ONE))
    assert plan == Plan(waiting=(PAGE,), ahead=Waiting(ONE.block, is_ahead=True))
    assert find_alone(plan, is_left=True, has_text=True) == plan.ahead
    known = put_ahead(Plan(waiting=(HEADED, ONE)), (ONE,))  # its place in the text is on an earlier page
    assert known == Plan(waiting=(HEADED,), ahead=ONE)
