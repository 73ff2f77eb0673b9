"""Volumes for tests of front matter: years of generated issues, with names and titles of every shape."""

import datetime
from dataclasses import replace
from pathlib import Path

from pipeline.issue_numbers import IssueDate
from pipeline.model import Author, Publication
from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle, Stamps, Volume

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐单曾解仇区查任华朴盖乐翟葛".replace(" ", "")
GIVEN = ("明", "建国", "晓红", "志强", "丽", "文斌", "海燕", "思远", "秀英", "一鸣", "长河", "雪")
OTHERS = ("本刊编辑部", "尉迟敬", "欧阳春雨", "John Smith", "第四机械厂工会女职工委员会", "阿依古丽·买买提", "Li Wei")
SECTIONS = ("工会要闻", "学习宣讲", "经验交流", "工会实务", "职工文苑")
TITLES = (
    "把班组的黑板报办到手机上",
    "谈谈夜班食堂",
    "从“一封来信”看基层协商的三个环节",
    "一线职工技能竞赛组织工作中若干常见问题的梳理与改进建议\n——以西部三家工厂为例",
    "读《车间笔记》",
    "工会经费怎样花得明白：问答十则",
    "关于进一步做好2023年度困难职工帮扶档案核对、更新与结转工作并按季度公布办理结果的通知",
    "热线12351的一天",
    "老钳工与新机床",
    "劳动模范工作室（第二批）名单",
    "An English Summary of the Year’s Collective Agreements in Post and Telecommunications",
)
STAMPS = Stamps(
    running_title="邮电职工之友 2023年合订本",
    shelf_mark="D412.6/2023",
    ownership="邮电工会资料室藏",
    notice="内部资料 注意保存",
    proof="初校",
    proof_date=datetime.date(2024, 3, 5),
    archive_uri="https://archive.example.cn/periodicals/youdian/2023",
)


def order(title: str = "2023年合订本", layout: str = "gongyun") -> Volume:
    """An order to bind a year, with all stamps."""
    publication = Publication(
        id="youdian", path=Path("issues/youdian/publication.yaml"), name="邮电职工之友",
        latin_name="Youdian Zhigong zhi You",
        organisers=("邮电工会第四分会", "邮电职工读书会"), layout=layout, language="zh-CN",
    )  # fmt: skip
    path = Path("issues/youdian/2023/volume.yaml")
    return Volume(
        publication=publication,
        path=path,
        year=2023,
        title=title,
        number=12,
        issues=(),
        shelf_mark="D412.6/2023",
        stamps=STAMPS,
    )


def authors(number: int) -> tuple[Author, ...]:
    """The authors of the article with *number*: none, one, two or three of them."""
    if number % 5 == 0:
        return (Author(name=OTHERS[number // 5 % len(OTHERS)]),)
    names = [
        SURNAMES[(number * 7 + each) % len(SURNAMES)] + GIVEN[(number + 5 * each) % len(GIVEN)] for each in (0, 1, 2)
    ]
    return tuple(Author(name=name) for name in names[: (1, 1, 2, 1, 3, 1, 0)[number % 7]])


def bound_year(issues: int = 12, articles: int = 10, pages: int = 48, parts: int = 1) -> BoundVolume:
    """A bound year of *issues* with *articles* each on *pages* pages each, in *parts*."""
    rows: list[BoundIssue] = []
    for number in range(1, issues + 1):
        first, label = (number - 1) * pages + 1, f"第{number}期（总第{227 + number}期）"
        entries = [_article(number, each, articles, pages) for each in range(articles)]
        date = IssueDate(2023, (number - 1) % 12 + 1, 5)
        part = (number - 1) * parts // issues
        rows.append(
            BoundIssue(
                id=f"youdian-2023-{number:02d}",
                label=label,
                volume_folio=first,
                pages=pages,
                articles=tuple(entries),
                date=date,
                volume_part=part,
            )
        )
    return BoundVolume(order(), tuple(rows), parts)


def _article(issue: int, each: int, articles: int, pages: int) -> PlacedArticle:
    number = issue * articles + each
    folio = 2 + each * (pages - 2) // articles
    section = SECTIONS[each * len(SECTIONS) // articles]
    title = TITLES[number % len(TITLES)]
    return PlacedArticle(
        title=title,
        authors=authors(number),
        section=section,
        page=folio - 1,
        issue_folio=folio,
        destination=f"youdian-2023-{issue:02d}-a{each}",
    )


def ordered(volume: BoundVolume, **changes: object) -> BoundVolume:
    """*volume* with *changes* to its order."""
    return replace(volume, order=replace(volume.order, **changes))  # type: ignore[arg-type]
