"""Pages put together again article by article."""

from dataclasses import replace

import pytest

from pipeline.binding.finding_aids.passages import PageStart, clean_text, is_clean, passages
from tests.binding.bound_volumes import bound_issue, issue_of


def test_the_sample_is_divided_at_titles_and_whole_across_pages() -> None:
    cover, first, second = passages(bound_issue())
    assert (cover.article, cover.text) == (None, "封面刊物")
    assert cover.pages == (PageStart(0, None, 1, 0),)
    assert first.text == (
        "职工食堂怎样办好林一帆食堂要听取意见，每周公布菜单。The annual report 附后，见 GB/T 9851。炊事员参加培训。"
    )
    assert [page.issue_folio for page in first.pages] == [1, 2, 3, 4]
    assert [page.volume_folio for page in first.pages] == [2, 3, 4, 5]
    assert [first.text[page.offset] for page in first.pages] == ["职", "单", "炊", "训"]
    assert second.article is not None
    assert second.article.title == "图书角的一年"
    assert second.text == "图书角的一年图书角新添ＡＢＣ丛书，职工借阅踊跃。"
    assert [(page.page_index, page.issue_folio) for page in second.pages] == [(4, 4), (5, 5)]


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (("前\nannual", "report 后"), "前 annual report 后"),
        (("a re\u00ad", "port"), "a report"),
        (("a re-", "port"), "a report"),
        (("a re\ufffe\r\nport", ""), "a report"),
        (("a re\x02\nport", ""), "a report"),
        (("GB-\n9851", ""), "GB- 9851"),  # no word goes on in digits
        (("全国A-\n股", ""), "全国A- 股"),
        (("结尾\u00ad", ""), "结尾"),
    ],
)
def test_words_that_a_line_or_page_divides_are_whole(pages: tuple[str, ...], text: str) -> None:
    (passage,) = passages(issue_of(*pages))
    assert passage.text == text


def test_a_line_that_is_no_running_head_stays() -> None:
    (passage,) = passages(issue_of("开头一", "开头二", "别的"))
    assert passage.text == "开头一开头二别的"
    (passage,) = passages(issue_of("书眉\n1\n甲", "书眉\n2\n乙", "丙\n书眉\n3"))
    assert passage.text == "甲乙丙"


def test_where_a_title_is_not_found_the_page_goes_to_the_article_that_begins_on_it() -> None:
    first, second = bound_issue().articles
    issue = replace(bound_issue(), articles=(first, replace(second, title="扫描的题目", first_lines="")))
    _cover, one, other = passages(issue)
    assert one.text.endswith("炊事员参加培")
    assert other.text.startswith("训。图书角的一年")


def test_an_article_that_the_contents_name_otherwise_begins_at_its_first_words() -> None:
    first, second = bound_issue().articles
    *_others, last = passages(replace(bound_issue(), articles=(first, replace(second, title="读书记"))))
    assert last.text.startswith("图书角新添")


@pytest.mark.parametrize("title", ["图书角——一年", "《图书角》 一年"])
def test_a_title_may_have_other_signs_on_its_page(title: str) -> None:
    issue = issue_of("前文甲\n图书角\n一年\n正文", title="前文")
    both = (issue.articles[0], replace(issue.articles[0], title=title))
    assert [passage.text for passage in passages(replace(issue, articles=both))] == ["前文甲", "图书角一年正文"]


def test_two_articles_on_one_page_are_told_apart() -> None:
    issue = issue_of("甲文\n天晴\n乙文\n下雨", title="甲文")
    both = (issue.articles[0], replace(issue.articles[0], title="乙 文"))
    one, other = passages(replace(issue, articles=both))
    assert (one.text, other.text) == ("甲文天晴", "乙文下雨")


def test_an_article_without_text_still_has_its_place() -> None:
    issue = replace(bound_issue(), page_texts=())
    first, second = passages(issue)
    assert (first.text, first.pages) == ("", (PageStart(1, 1, 2, 0),))
    assert second.pages == (PageStart(4, 4, 5, 0),)


def test_nothing_unseen_is_kept() -> None:
    text = clean_text("甲\x1b[31m乙\u202e丙\ud800丁\0")
    assert text == "甲[31m乙丙丁"
    assert is_clean(text)
    assert not is_clean("甲\x1b")
