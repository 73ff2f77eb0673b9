"""A small bound volume for tests of finding aids, in words of its own."""

import datetime
from dataclasses import replace
from pathlib import Path

from pipeline.model import Author, Publication
from pipeline.volume import BoundArticle, BoundIssue, BoundVolume, SourceIssue, Volume

PUBLICATION = Publication("kanwu", Path("kanwu"), "刊物", "Kanwu", ("甲地工会", "乙所"), "gongyun", "zh-CN")
ORDER = Volume(PUBLICATION, Path("volume.yaml"), 2023, "刊物2023年合订本", 7, (SourceIssue(Path("01"), 1),), "K-23")

# Each page: running head, text, folio. The second article begins within the page of folio 4.
PAGES = (
    "封面 刊物",
    "刊物·第1期\n职工食堂怎样办好\n林一帆\n食堂要听取意见，每周公布菜\n1",
    "刊物·第1期\n单。The annual re-\nport 附后，见 GB/T 9851。\n2",
    "刊物·第1期\n炊事员参加培\n3",
    "刊物·第1期\n训。\n图书角的一年\n图书角新添ＡＢＣ丛书，职工\n4",
    "刊物·第1期\n借阅踊跃。\n5",
)


def bound_issue() -> BoundIssue:
    """The one issue: a cover without a folio, two articles, of which the second begins within a page."""
    articles = (
        BoundArticle("职工食堂怎样办好", (Author("林一帆", "后勤处"),), "经验", 1, 2, "i1-a", "食堂要听取意见"),
        BoundArticle("图书角的\n一年", (Author("单小明"), Author("仇月")), "文化", 4, 5, "i1-b", "图书角新添"),
    )
    return BoundIssue("kanwu-2023-01", "第1期", 1, 6, articles, datetime.date(2023, 2, 3), 0, PAGES)


def bound_volume(*issues: BoundIssue) -> BoundVolume:
    """A volume of *issues*, or of the one above."""
    return BoundVolume(ORDER, issues or (bound_issue(),))


def issue_of(*pages: str, title: str = "题目", name: str = "i1") -> BoundIssue:
    """An issue with one article, which begins on the first of *pages*."""
    article = BoundArticle(title, (), "栏目", 1, 1, "a")
    return replace(bound_issue(), id=name, articles=(article,), pages=len(pages), page_texts=pages)
