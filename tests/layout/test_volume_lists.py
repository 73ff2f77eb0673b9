"""The lists of a volume's front matter: sections of an issue and of the year, the index of authors."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.name_index import author_names, name_index
from pipeline.layout.name_readings import plain_name
from pipeline.layout.volume_lists import issue_sections, short_label, year_sections
from pipeline.model import Author, IndexOrder
from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle
from tests.volumes import bound_year, order

NAMES = st.sampled_from(["单明", "曾明", "本刊编辑部", "李明", "李　明", "Li Ming", "", "　", "3M"]) | st.text(
    max_size=4
)


@st.composite
def volumes(draw: st.DrawFn) -> BoundVolume:
    """Volumes of a few issues; every article has a destination of its own."""
    issues = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        articles = tuple(
            PlacedArticle(
                title="题",
                authors=tuple(Author(name=name) for name in names),
                section=section,
                page=each - 1,
                issue_folio=each,
                destination=f"d{number}-{each}",
            )
            for each, (names, section) in enumerate(
                draw(st.lists(st.tuples(st.lists(NAMES, max_size=3), st.sampled_from(["", "甲", "乙"])), max_size=5)), 1
            )
        )
        issues.append(
            BoundIssue(id=f"i{number}", label=f"第{number}期", volume_folio=number, pages=8, articles=articles)
        )
    return BoundVolume(order(), tuple(issues))


def places(volume: BoundVolume) -> list[str]:
    return [article.destination for issue in volume.issues for article in issue.articles]


@given(volumes())
def test_every_author_of_every_article_is_indexed_once(volume: BoundVolume) -> None:
    expected = {
        (plain_name(author.name), article.destination)
        for issue in volume.issues
        for article in issue.articles
        for author in article.authors
        if author.name.strip()
    }
    found = Counter(
        (author.name, listed.article.destination)
        for letter in name_index(volume, author_names)
        for author in letter.names
        for listed in author.articles
    )
    assert found == Counter(expected)


@given(volumes())
def test_the_index_is_in_order_and_does_not_hang_on_that_of_the_issues(volume: BoundVolume) -> None:
    index = name_index(volume, author_names)
    authors = [author for letter in index for author in letter.names]
    assert [author.reading.order for author in authors] == sorted(author.reading.order for author in authors)
    assert len({letter.letter for letter in index}) == len(index)
    turned = name_index(replace(volume, issues=volume.issues[::-1]), author_names)
    assert [author.name for letter in turned for author in letter.names] == [author.name for author in authors]
    for author in authors:
        where = [places(volume).index(listed.article.destination) for listed in author.articles]
        assert where == sorted(where)


def test_names_are_in_the_order_of_the_publication() -> None:
    def letters(index_order: IndexOrder) -> list[tuple[str, list[str]]]:
        publication = replace(order().publication, index_order=index_order)
        volume = BoundVolume(replace(order(), publication=publication), (issue_of("王五", "单二", "A. Li", "丁三"),))
        return [(each.letter, [name.name for name in each.names]) for each in name_index(volume, author_names)]

    assert letters("pinyin") == [("A", ["A. Li"]), ("D", ["丁三"]), ("S", ["单二"]), ("W", ["王五"])]
    assert letters("strokes") == [("2画", ["丁三"]), ("4画", ["王五"]), ("8画", ["单二"]), ("#", ["A. Li"])]


def issue_of(*names: str) -> BoundIssue:
    article = PlacedArticle(
        title="题",
        authors=tuple(Author(name=name) for name in names),
        section="",
        page=0,
        issue_folio=1,
        destination="d",
    )
    return BoundIssue(id="i", label="第1期", volume_folio=1, pages=8, articles=(article,))


def test_an_author_named_twice_stands_once() -> None:
    (article,) = issue_of("李明", "李　明", " ").articles
    assert author_names(article) == ("李明",)


@given(volumes())
def test_every_article_is_in_its_issue_and_in_the_year(volume: BoundVolume) -> None:
    by_issue = [
        listed.article.destination
        for issue in volume.issues
        for section in issue_sections(issue)
        for listed in section.articles
    ]
    assert by_issue == places(volume)
    year = year_sections(volume)
    by_section = [listed.article.destination for section in year for listed in section.articles]
    assert sorted(by_section) == sorted(places(volume))
    assert len({section.name for section in year}) == len(year)
    assert all(section.name for section in year[:-1])  # those in no section come last


def test_sections_come_in_the_order_in_which_they_appear() -> None:
    names = [section.name for section in year_sections(bound_year(2))]
    assert names == ["工会要闻", "学习宣讲", "经验交流", "工会实务", "职工文苑"]


def test_the_short_label() -> None:
    assert [short_label(label) for label in ("第1期（总第228期）", "第3期", "No. 4 (old)", "（增刊）")] == [
        "第1期", "第3期", "No. 4", "（增刊）",
    ]  # fmt: skip
