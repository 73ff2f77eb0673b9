"""Sections and articles that ask for a style of the layout: their parts, and styles that are not there."""

from dataclasses import replace

import pytest

from pipeline.blocks import Picture
from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError
from pipeline.layout import find_layout, plan_parts, require_styles
from pipeline.layout.compose import PartPlan
from pipeline.layout.layout_file import Layout
from pipeline.model import Author, Cover, Issue, Portrait
from pipeline.resources import find_shipped
from pipeline.units import Focus, Size
from tests.layout.html_tree import having, text, tree
from tests.layout.test_compose import article_of, composer, issue_of
from tests.workspaces import GOOD, ISSUE


def layout_of(name: str) -> Layout:
    return find_layout(name, [BoundedFolder.of(find_shipped("layouts"))])


def issue_with(*styles: str, section: str = "") -> Issue:
    """An issue of one section whose articles have *styles*, and whose own is *section*."""
    articles = (replace(article_of(), slug=f"a{number}", style=style) for number, style in enumerate(styles))
    issue = issue_of(*articles)
    return replace(issue, sections=(replace(issue.sections[0], style=section),))


def plans(layout: str, issue: Issue) -> list[tuple[str, str, int, bool]]:
    found = [plan for plan in plan_parts(issue, layout_of(layout)) if plan.entries]
    return [(plan.key, plan.template, len(plan.entries), plan.opens_section) for plan in found]


@pytest.mark.parametrize("layout", ["gongyun", "journal"])
def test_a_section_with_a_style_is_one_part(layout: str) -> None:
    assert plans(layout, issue_with("", "", section="briefs")) == [("section-1", "briefs", 2, True)]


def test_an_article_with_a_style_parts_those_that_run_on() -> None:
    assert plans("gongyun", issue_with("", "", "feature", "", "")) == [
        ("section-1", "section", 2, True),
        ("section-1-a2", "feature", 1, False),
        ("section-1-a3", "section", 2, False),
    ]


def running_on(runs_on: bool, *styles: str, section: str = "") -> Issue:
    issue = issue_with(*styles, section=section)
    return replace(issue, sections=(replace(issue.sections[0], runs_on=runs_on),))


def test_articles_of_a_section_run_on_where_the_layout_has_them_on_new_pages() -> None:
    assert plans("journal", running_on(True, "", "", "feature", "")) == [
        ("section-1", "body", 2, True),
        ("section-1-a2", "feature", 1, False),
        ("section-1-a3", "body", 1, False),
    ]


def with_rows(issue: Issue, *rows: bool | None) -> Issue:
    """*issue* with what the rows of its entries say of running on."""
    section = issue.sections[0]
    entries = (replace(entry, runs_on=row, line=7) for entry, row in zip(section.entries, rows, strict=True))
    return replace(issue, sections=(replace(section, entries=tuple(entries)),))


def test_an_entry_runs_on_or_begins_a_page_whatever_its_section_and_its_style_say() -> None:
    asked = with_rows(issue_with("column", "feature", "poems", ""), None, True, None, True)
    assert plans("journal", asked) == [("article-a0", "column", 2, True), ("article-a2", "poems", 2, False)]
    refused = with_rows(running_on(True, "", "", ""), None, False, None)
    assert plans("journal", refused) == [("section-1", "body", 1, True), ("section-1-a1", "body", 2, False)]
    maker = composer(asked, "journal")
    first = next(plan for plan in plan_parts(asked, maker.layout) if plan.entries)
    articles = tree(maker.compose(first, 2, {}).html).iter("article")
    assert [each.get("class") for each in articles] == ["column", "feature"], "each has the look of its own style"


def test_articles_of_a_section_begin_pages_where_the_layout_has_them_run_on() -> None:
    assert plans("gongyun", running_on(False, "", "")) == [
        ("article-a0", "section", 1, True),
        ("article-a1", "section", 1, False),
    ]


def test_an_article_with_a_style_has_its_template() -> None:
    assert plans("journal", issue_with("feature", "")) == [
        ("article-a0", "feature", 1, True),
        ("article-a1", "body", 1, False),
    ]


@pytest.mark.parametrize("layout", ["gongyun", "journal", "huakan"])
def test_each_style_of_a_shipped_layout_sets_all_articles(layout: str) -> None:
    styles = layout_of(layout).styles
    issues = [issue_with("", "", section=name) for name in styles.sections]
    issues += [issue_with(name, "") for name in styles.articles]
    assert len(issues) >= 1
    for issue in issues:
        maker = composer(issue, layout)
        found: list[PartPlan] = [plan for plan in plan_parts(issue, maker.layout) if plan.entries]
        bodies = [tree(maker.compose(plan, 2, {}).html) for plan in found]
        assert [each.get("data-slug") for body in bodies for each in body.iter("article")] == ["a0", "a1"]
        assert len([each for body in bodies for each in body.iter("h1")]) == 1
        assert list(having(bodies[0], found[0].template))


NO_BRIEF = "The layout “journal” has no style “brief” for a section. There are: briefs."
NO_BRIEFS = "The layout “journal” has no style “briefs” for an article. There are: feature, poems, column."
TWO = "An article of a section with a style has none of its own. "
TWO += "The section “栏目” is set as “briefs”: take “style” away here or there."


BOTH = "“run_on” says nothing in a section with a style: its articles stand below one another. "
BOTH += "Take “run_on” away, or “style: briefs”."


FIRST = "“run_on” says nothing here: no article stands before this one in its section. "
FIRST += "Take it away, or list the article below another."


@pytest.mark.parametrize(
    ("issue", "message"),
    [
        (running_on(False, "", section="briefs"), BOTH),
        (issue_with("", section="brief"), NO_BRIEF),
        (issue_with("briefs"), NO_BRIEFS),
        (issue_with("feature", section="briefs"), TWO),
        (with_rows(issue_with("", "", section="briefs"), None, False), BOTH),
        (with_rows(issue_with("", ""), True, None), FIRST),
    ],
)
def test_styles_that_are_not_there(issue: Issue, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        require_styles(issue, layout_of("journal"))
    line = next((entry.line for entry in issue.sections[0].entries if entry.runs_on is not None), 1)
    assert [(each.line, each.text) for each in caught.value.problems] == [(line, message)]


def test_styles_that_are_there() -> None:
    require_styles(issue_with("feature", ""), layout_of("journal"))
    require_styles(issue_with("", section="briefs"), layout_of("gongyun"))


@pytest.mark.parametrize(("style", "is_in_head"), [("column", True), ("", False)])
def test_portraits_stand_in_the_head_of_a_column_and_else_at_the_end(style: str, is_in_head: bool) -> None:
    picture = Picture(GOOD / ISSUE / "images/square.png", Size(500, 700))
    author = Author(name="甲", role="受访", bio="甲，某人", portrait=Portrait(picture, "一人", Focus(50, 20)))
    issue = issue_of(replace(article_of(), style=style, authors=(author, Author(name="乙"))))
    maker = composer(issue, "journal")
    plan = next(plan for plan in plan_parts(issue, layout_of("journal")) if plan.entries)
    made = tree(maker.compose(plan, 1, {}).html)
    (card,) = having(made, "author-card")
    assert (card in made.find(".//header").iter(), text(card).strip()) == (is_in_head, "甲甲，某人")  # type: ignore[union-attr]
    (portrait,) = card.iter("img")
    assert (portrait.get("alt"), "50% 20%" in str(portrait.get("style"))) == ("一人", True)
    assert text(next(having(made, "byline"))) == "受访：甲　乙"
    assert not list(having(made, "footnote"))


def in_columns(count: int) -> Issue:
    issue = issue_with("")
    return replace(issue, sections=(replace(issue.sections[0], columns=count),))


def test_columns_that_a_layout_has_no_room_for() -> None:
    require_styles(in_columns(2), layout_of("gongyun"))
    with pytest.raises(ContentError) as caught:
        require_styles(in_columns(4), layout_of("gongyun"))
    hint = "At most 2 fit; their lines have ten characters at least."
    assert [each.text for each in caught.value.problems] == [f"The layout “gongyun” has no room for 4 columns. {hint}"]


@pytest.mark.parametrize("layout", ["gongyun", "journal", "huakan"])
def test_a_section_in_columns_of_its_own(layout: str) -> None:
    maker = composer(in_columns(2), layout)
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.entries)
    made = tree(maker.compose(plan, 2, {}).html)
    assert "column-count: 2" in "".join(text(each) for each in made.iter("style"))
    assert list(having(made, "columns"))


@pytest.mark.parametrize(("count", "is_told"), [(9, True), (8, False)])
def test_more_lines_than_a_cover_has_room_for_are_told_before_anything_is_laid_out(count: int, is_told: bool) -> None:
    issue = replace(issue_with(""), cover=Cover(lines=("本期关注",) * count, line=7))
    problems = []
    try:
        require_styles(issue, layout_of("huakan"))
    except ContentError as error:
        problems = [str(each) for each in error.problems]
    assert bool(problems) is is_told
    assert all(
        "issue.yaml:7: The cover of the layout “huakan” has room for 8 lines, not for 9." in each for each in problems
    )
