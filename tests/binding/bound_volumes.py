"""A small bound volume for tests of finding aids, in words of its own."""

from dataclasses import replace
from pathlib import Path

from pipeline.issue_numbers import IssueDate, IssueNumber
from pipeline.model import Author, Publication
from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle, SourceIssue, Volume

PUBLICATION = Publication(
    id="kanwu",
    path=Path("kanwu"),
    name="刊物",
    latin_name="Kanwu",
    organisers=("甲地工会", "乙所"),
    layout="gongyun",
    language="zh-CN",
)
ORDER = Volume(
    publication=PUBLICATION,
    path=Path("volume.yaml"),
    year=2023,
    title="刊物2023年合订本",
    number=7,
    issues=(SourceIssue(Path("01"), IssueNumber.of(1)),),
    shelf_mark="K-23",
)

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
        PlacedArticle(
            title="职工食堂怎样办好",
            authors=(Author(name="林一帆", affiliation="后勤处"),),
            section="经验",
            page=1,
            issue_folio=1,
            destination="i1-a",
            first_lines="食堂要听取意见",
        ),
        PlacedArticle(
            title="图书角的\n一年",
            authors=(Author(name="单小明"), Author(name="仇月")),
            section="文化",
            page=4,
            issue_folio=4,
            destination="i1-b",
            first_lines="图书角新添",
        ),
    )
    return BoundIssue(
        id="kanwu-2023-01",
        label="第1期",
        volume_folio=1,
        pages=6,
        articles=articles,
        date=IssueDate(2023, 2, 3),
        volume_part=0,
        page_texts=PAGES,
    )


def bound_volume(*issues: BoundIssue) -> BoundVolume:
    """A volume of *issues*, or of the one above."""
    return BoundVolume(ORDER, issues or (bound_issue(),))


def issue_of(*pages: str, title: str = "题目", name: str = "i1") -> BoundIssue:
    """An issue with one article, which begins on the first of *pages*."""
    article = PlacedArticle(title=title, authors=(), section="栏目", page=0, issue_folio=1, destination="a")
    return replace(bound_issue(), id=name, articles=(article,), pages=len(pages), page_texts=pages)
