"""Pages that came or went, articles in another order, lines that look otherwise: by single passes."""

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.evidence.lone_pages import LonePages, find_lone_pages
from pipeline.regression.evidence.moved_articles import MovedArticle, find_moved_articles
from pipeline.regression.evidence.roles import roles_of
from pipeline.regression.evidence.style_differences import find_style_differences
from pipeline.regression.snapshot.snapshot import Entry, Line, Page, Snapshot
from tests.regression.evidence.flows import BODY, LARGE, line, page, snapshot

WORDS = ("河边灯火照见行船人归来", "修船木板先在水里泡三日", "渡口早班开船在卯时一刻")


def sheet(words: str) -> Page:
    return page(line(words, 100.0))


def outline(*rows: tuple[str, int]) -> tuple[Entry, ...]:
    return tuple(Entry(0, title, number) for title, number in rows)


def test_pages_with_all_that_is_on_them() -> None:
    short, long = snapshot(sheet(WORDS[0]), sheet(WORDS[1])), snapshot(*map(sheet, (WORDS[0], WORDS[2], WORDS[1])))
    assert find_lone_pages(pair_versions(short, long)) == LonePages((1,), ())
    assert find_lone_pages(pair_versions(long, short)) == LonePages((), (1,))


def test_a_page_that_took_what_another_had_is_none() -> None:
    both = snapshot(page(line(WORDS[0], 100.0), line(WORDS[1], 120.0)))
    apart = snapshot(sheet(WORDS[0]), sheet(WORDS[1]))
    assert find_lone_pages(pair_versions(both, apart)) == LonePages((), ())


def test_of_two_that_changed_places_the_second_moved() -> None:
    pages = tuple(map(sheet, WORDS))
    before = snapshot(*pages, outline=outline(("甲", 0), ("乙", 1), ("丙", 2)))
    after = snapshot(*pages, outline=outline(("甲", 0), ("丙", 1), ("乙", 2)))
    assert find_moved_articles(before, after) == (MovedArticle("丙", 2, 1),)
    assert find_moved_articles(before, before) == ()


def test_what_stands_below_an_article_goes_with_it() -> None:
    def issue(*titles: str) -> Snapshot:
        rows = [Entry(level, title + "一" * level, n) for n, title in enumerate(titles) for level in (0, 1)]
        return snapshot(sheet(WORDS[0]), sheet(WORDS[1]), outline=tuple(rows))

    assert find_moved_articles(issue("甲", "乙"), issue("乙", "甲")) == (MovedArticle("乙", 1, 0),)


def test_an_article_below_another_section_moved_and_not_the_section() -> None:
    pages = tuple(map(sheet, WORDS))
    rows = [Entry(0, "经验", 0), Entry(1, "甲", 0), Entry(1, "乙", 1), Entry(0, "实务", 2), Entry(1, "丙", 2)]
    before = snapshot(*pages, outline=tuple(rows))
    moved = [*rows[:2], Entry(0, "实务", 1), rows[2], rows[4]]
    (found,) = find_moved_articles(before, snapshot(*pages, outline=tuple(moved)))
    assert (found.title, found.sections) == ("乙", ("经验", "实务"))


def test_letters_in_another_style_are_told_by_their_line_once() -> None:
    mixed = Line(40.0, 100.0, 110.0, ((BODY, WORDS[0][:5]), (LARGE, WORDS[0][5:8]), (BODY, WORDS[0][8:])))
    before, after = snapshot(sheet(WORDS[0]), sheet(WORDS[1])), snapshot(page(mixed), sheet(WORDS[1]))
    (found,) = find_style_differences(pair_versions(before, after))
    assert (found.line, found.there) == (0, 0)
    assert (found.before.font, found.after.font) == ("Song", "Hei")
    assert find_style_differences(pair_versions(before, before)) == ()


def test_a_line_without_letters_has_no_role() -> None:
    sheets = snapshot(page(Line(40.0, 100.0, 10.0, ()), line(WORDS[0], 120.0)))
    roles = roles_of(pair_versions(sheets, sheets))
    assert list(roles.lines.values()) == [("Song", 10.0)]
