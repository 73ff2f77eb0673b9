"""What the contents list on their first page, and what goes on behind it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout import plan_parts
from pipeline.layout.contents import PLACE, Contents, list_contents
from pipeline.layout.contents_pages import SetContents, set_contents
from pipeline.model import Article, Author, Entry, Section
from tests.layout.test_compose import composer, issue_of


def sections(*counts: int) -> tuple[Section, ...]:
    """Sections of so many articles each: a0, a1 … through all of them."""
    made, number = [], 0
    for index, count in enumerate(counts):
        slugs = [f"a{number + each}" for each in range(count)]
        number += count
        articles = [Article(slug=slug, path=Path(f"{slug}.md"), title=slug, body=()) for slug in slugs]
        entries = tuple(Entry(article=article, contents_title=article.title) for article in articles)
        made.append(Section(name=f"s{index}", contents_name=f"目{index}", entries=entries))
    return tuple(made)


def listed(made: Contents) -> tuple[list[str], list[str]]:
    """The slugs of what is on the first page, and of the rest."""
    first, rest = (
        [entry.article.slug for section in part for entry in section.entries] for part in (made.first, made.rest)
    )
    return first, rest


def places(**folios: int) -> dict[str, int]:
    return {PLACE.format(slug=slug): folio for slug, folio in folios.items()}


def test_all_stands_on_the_first_page_until_it_is_known_not_to() -> None:
    made = list_contents(sections(2, 1), {}, str)
    assert listed(made) == (["a0", "a1", "a2"], [])
    assert [section.name for section in made.all] == ["目0", "目1"]
    assert made.first == made.all


def test_what_stands_on_a_later_page_goes_on_behind() -> None:
    made = list_contents(sections(2, 2, 1), places(a0=1, a1=1, a2=1, a3=2, a4=2), str)
    assert listed(made) == (["a0", "a1", "a2"], ["a3", "a4"])
    assert [(each.name, each.is_continued) for each in made.rest] == [("目1", True), ("目2", False)]
    assert [(each.name, each.is_continued) for each in made.first] == [("目0", False), ("目1", False)]
    assert sum(len(each.entries) for each in made.all) == 5


def test_what_is_kept_out_is_in_neither() -> None:
    one, two = sections(2, 1)
    one = replace(one, entries=(replace(one.entries[0], is_listed=False), one.entries[1]))
    two = replace(two, entries=tuple(replace(entry, is_listed=False) for entry in two.entries))
    made = list_contents((one, two), {}, str)
    assert listed(made) == (["a1"], [])
    assert [(section.name, section.number) for section in made.all] == [("目0", 1)]
    assert list_contents((two, sections(1)[0]), {}, str).all[0].number == 2


def test_a_section_that_goes_on_as_a_whole_is_not_continued() -> None:
    made = list_contents(sections(1, 2), places(a0=1, a1=2, a2=2), str)
    assert [(each.name, each.is_continued) for each in made.rest] == [("目1", False)]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.data())
def test_nothing_is_lost_and_the_order_stays(counts: list[int], data: st.DataObject) -> None:
    total = sum(counts)
    folios = sorted(data.draw(st.lists(st.integers(1, 3), min_size=total, max_size=total)))
    made = list_contents(sections(*counts), places(**{f"a{at}": folio for at, folio in enumerate(folios)}), str)
    first, rest = listed(made)
    assert first + rest == [f"a{at}" for at in range(total)]
    assert len(first) == folios.count(folios[0])


@pytest.mark.parametrize(
    ("counts", "is_close"),
    [((10, 10, 12), False), ((10, 10, 13), True), ((10, 10, 14), True), ((10, 10, 15), False)],
)
def test_a_few_entries_too_many_have_room_between_the_sections_of_journal(
    counts: tuple[int, ...], is_close: bool
) -> None:
    """A page has 41 lines, and four of them are the head with its white; the white of all sections is what may go."""
    maker = composer(replace(issue_of(), sections=sections(*counts)), "journal")
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.template == "contents")
    assert ('class="contents close"' in maker.compose(plan, 3, {}).html) is is_close


def set_in(counts: tuple[int, ...], lines: int, columns: int = 1) -> SetContents:
    return set_contents(list_contents(sections(*counts), {}, str).all, lines, columns, measure=20, author=0.75)


def names(made: SetContents) -> list[list[str]]:
    """The sections of each page; those that are continued with a +, all with how many entries they have."""
    return [[f"{'+' * each.is_continued}{each.name}:{len(each.entries)}" for each in page] for page in made.pages]


@pytest.mark.parametrize(
    ("counts", "columns", "pages", "is_close"),
    [
        ((4, 3), 1, [["目0:4", "目1:3"]], False),  # 10 lines: two names, white between
        ((4, 4), 1, [["目0:4", "目1:4"]], True),
        ((4, 5), 1, [["目0:4"], ["目1:5"]], False),  # both pages alike
        ((9, 4, 4), 2, [["目0:9", "目1:4", "目2:4"]], True),
        ((6, 6, 2), 2, [["目0:6", "目1:6", "目2:2"]], True),
        ((6, 5, 4), 2, [["目0:6", "目1:2", "+目1:3", "目2:4"]], True),  # no other way on one page
        ((12,), 1, [["目0:6"], ["+目0:6"]], False),
    ],
)
def test_contents_have_one_page_if_they_can_and_else_pages_that_are_alike(
    counts: tuple[int, ...], columns: int, pages: list[list[str]], is_close: bool
) -> None:
    made = set_in(counts, 10, columns)
    assert (names(made), made.is_close) == (pages, is_close)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(4, 15), st.integers(1, 2))
def test_set_contents_lose_nothing_and_part_no_section_without_its_name(
    counts: list[int], lines: int, columns: int
) -> None:
    made = set_in(tuple(counts), lines, columns)
    listed_all = [each for page in made.pages for each in page]
    slugs = [entry.article.slug for each in listed_all for entry in each.entries]
    assert slugs == [f"a{at}" for at in range(sum(counts))]
    assert all(each.name == f"目{each.number - 1}" and each.entries for each in listed_all)


@pytest.mark.parametrize(("title", "author", "is_behind"), [("五" * 10, "某某", True), ("五" * 19, "某某", False)])
def test_authors_stand_behind_a_title_that_leaves_room_for_them(title: str, author: str, is_behind: bool) -> None:
    (section,) = sections(1)
    article = replace(section.entries[0].article, authors=(Author(name=author),))
    section = replace(section, entries=(replace(section.entries[0], article=article, contents_title=title),))
    made = set_contents(list_contents((section,), {}, str).all, 10, 1, measure=20, author=0.75)
    assert (article.slug in made.behind) is is_behind
