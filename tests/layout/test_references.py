"""Works and citations as GB/T 7714-2015 wants them, after examples of its annex A."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.blocks import Paragraph
from pipeline.inlines import Citation, CitedPlace, Text
from pipeline.layout import plan_parts
from pipeline.layout.citations import citation_forms, first_citations
from pipeline.layout.references import list_works, short_author, years_of
from pipeline.model import Article
from pipeline.references import Name, Work
from tests.layout.html_tree import having, text, tree
from tests.layout.test_compose import article_of, composer, issue_of


def work(**facts: Any) -> Work:
    return Work(**{"key": "a", "path": Path("references.yaml"), "line": 2, "type": "book", "title": "题"} | facts)


def han(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name[0], name[1:]) for name in names)


def printed(each: Work) -> str:
    (entry,) = list_works(replace(article_of(), works=(each,)), by_author=False)
    return "".join(piece.text for piece in entry.pieces)


EXAMPLES = [
    (
        work(type="book", title="中国近代天主教史", authors=han("陈某某"), place="北京", publisher="人民出版社",
             issued="2003", pages="26-29"),
        "陈某某. 中国近代天主教史[M]. 北京: 人民出版社, 2003: 26-29.",
    ),
    (
        work(type="book", title="Contract law", authors=(Name("Smith-Jones", "Mary Ann"), Name("Frese", "K. S.")),
             edition="3", place="London", publisher="Press", issued="1999"),
        "SMITH-JONES M A, FRESE K S. Contract law[M]. 3rd ed. London: Press, 1999.",
    ),
    (
        work(type="book", title="物理学", authors=(Name("爱因斯坦"),), translators=han("李某"), edition="2",
             publisher="某社", issued="1980"),
        "爱因斯坦. 物理学[M]. 李某, 译. 2版. 某社, 1980.",
    ),
    (
        work(type="article-journal", title="法律行为", authors=han("袁甲", "丁乙", "李丙", "赵丁"), container="某刊",
             issued="2012-05", volume="35", issue="2", pages="10", doi="10.1000/x(1)"),
        "袁甲, 丁乙, 李丙, 等. 法律行为[J]. 某刊, 2012, 35(2): 10. DOI:10.1000/x(1).",
    ),
    (
        work(type="article-journal", title="Heat transfer", authors=tuple(Name(name, "A") for name in "BCDE"),
             container="Nature", issued="2013", volume="3", address="https://example.org/3", accessed="2013-03-19"),
        "B A, C A, D A, et al. Heat transfer[J/OL]. Nature, 2013, 3[2013-03-19]. https://example.org/3.",
    ),
    (
        work(type="article-journal", title="监测", authors=(*han("文甲", "倪乙", "段丙"), Name("等")), container="某刊",
             issued="2020"),
        "文甲, 倪乙, 段丙, 等. 监测[J]. 某刊, 2020.",
    ),
    (work(type="other", title="档案（1951年），某馆藏。", issued="1951"), "档案（1951年），某馆藏。"),
    (
        work(type="article-newspaper", title="警惕", authors=han("丁某"), container="光明报", issued="2000-11-20",
             pages="15"),
        "丁某. 警惕[N]. 光明报, 2000-11-20(15).",
    ),
    (
        work(type="chapter", title="数理逻辑", authors=han("程某"), editors=han("李甲", "王乙"), container="逻辑史",
             place="上海", publisher="某社", issued="1994", pages="10-12"),
        "程某. 数理逻辑[M]//李甲, 王乙. 逻辑史. 上海: 某社, 1994: 10-12.",
    ),
    (
        work(type="paper-conference", title="会", authors=han("甲某"), container="论文集", issued="2001", pages="3"),
        "甲某. 会[C]//论文集. 2001: 3.",
    ),
    (
        work(type="thesis", title="研究", authors=han("张某"), place="北京", publisher="某大学", issued="2000"),
        "张某. 研究[D]. 北京: 某大学, 2000.",
    ),
    (
        work(type="standard", title="文献著录: 第4部分", number="GB/T 3792.4—2009", place="北京",
             publisher="标准社", issued="2010"),
        "文献著录: 第4部分: GB/T 3792.4—2009[S]. 北京: 标准社, 2010.",
    ),
    (
        work(type="patent", title="一种灯", authors=han("邓某"), number="200610171314.3", issued="2006-12-26"),
        "邓某. 一种灯: 200610171314.3[P]. 2006-12-26.",
    ),
    (
        work(type="webpage", title="通知", authors=(Name("某某工会"),), issued="2012-05-03", accessed="2013-11-12",
             address="https://example.org/a.html"),
        "某某工会. 通知[EB/OL]. (2012-05-03)[2013-11-12]. https://example.org/a.html.",
    ),
    (
        work(type="webpage", title="通知", accessed="2013-11-12", address="https://example.org/"),
        "通知[EB/OL]. [2013-11-12]. https://example.org/.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("each", "entry"), EXAMPLES, ids=[entry[:20] for _work, entry in EXAMPLES])
def test_each_type(each: Work, entry: str) -> None:
    assert printed(each) == entry


@pytest.mark.parametrize(("edition", "shown"), [("1", ""), ("2", "2nd ed. "), ("11", "11th ed. "), ("rev", "rev. ")])
def test_editions(edition: str, shown: str) -> None:
    assert printed(work(title="Law", edition=edition, issued="1999")) == f"Law[M]. {shown}1999."


# --- citations ------------------------------------------------------------------------------------------------------

WORKS = tuple(work(key=key, title=key, issued="2020") for key in "abcde")


def citing(*places: CitedPlace) -> Article:
    return replace(article_of(Paragraph((Citation(places, 7),), 7)), works=WORKS)


def cited(*places: CitedPlace) -> str:
    (form,) = citation_forms(citing(*places), by_author=False).values()
    return "".join(piece.text for piece in form)


def places(keys: str) -> tuple[CitedPlace, ...]:
    return tuple(map(CitedPlace, keys))


@pytest.mark.parametrize(
    ("keys", "shown"), [("a", "[1]"), ("ab", "[1,2]"), ("cab", "[1-3]"), ("abde", "[1,2,4,5]"), ("abce", "[1-3,5]")]
)
def test_numbers(keys: str, shown: str) -> None:
    assert cited(*places(keys)) == shown


def test_pages_stand_behind_the_bracket() -> None:
    assert cited(CitedPlace("b", "194")) == "[2]194"
    assert cited(CitedPlace("a"), CitedPlace("b", "5-7"), CitedPlace("c", "9")) == "[1][2]5-7[3]9"


def test_the_first_citation_of_a_work_is_led_back_to() -> None:
    article = replace(article_of(Paragraph((Citation(places("a"), 7), Citation(places("ab"), 7)), 7)), works=WORKS[:2])
    first, second = citation_forms(article, by_author=False).values()
    links = [[(piece.target, piece.name) for piece in form if piece.target] for form in (first, second)]
    assert links == [[("wen.work-1", "wen.cite-1")], [("wen.work-1", ""), ("wen.work-2", "wen.cite-2")]]


def test_authors_and_years() -> None:
    works = (
        work(key="s", title="Law", authors=(Name("Smith", "J"), Name("Lee", "K")), issued="2019"),
        work(key="w2", title="乙", authors=han("王某某"), issued="2020-05"),
        work(key="w1", title="甲", authors=han("王某某"), issued="2020-01"),
        work(key="d", title="丁", authors=han("丁某", "李某"), issued="2020"),
        work(key="n", title="规则", type="standard", number="1", publisher="某社", issued="2015"),
    )
    article = replace(
        article_of(Paragraph((Citation((CitedPlace("w2", "12"), CitedPlace("s"), CitedPlace("n")), 7),), 7)),
        works=works,
    )
    assert years_of(article) == {"d": "2020", "w1": "2020a", "w2": "2020b", "n": "2015", "s": "2019"}
    assert [short_author(each) for each in works] == ["Smith et al.", "王某某", "王某某", "丁某等", "规则"]
    (form,) = citation_forms(article, by_author=True).values()
    assert "".join(piece.text for piece in form) == "(王某某, 2020b: 12; Smith et al., 2019; 规则, 2015)"
    shown = ["".join(piece.text for piece in entry.pieces) for entry in list_works(article, by_author=True)]
    assert shown == [
        "丁某, 李某, 2020. 丁[M].", "规则: 1[S]. 某社, 2015.", "王某某, 2020a. 甲[M].", "王某某, 2020b. 乙[M].",
        "SMITH J, LEE K, 2019. Law[M].",
    ]  # fmt: skip


def test_list_and_citations_lead_to_one_another() -> None:
    article = replace(citing(*places("a")), works=(replace(WORKS[0], title="Law"),))
    maker = composer(issue_of(article))
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.entries)
    made = next(tree(maker.compose(plan, 2, {}).html).iter("article"))
    (citation,), (entry,) = having(made, "citation"), having(made, "reference")
    (there,), (back,) = citation.iter("a"), entry.iter("a")
    assert (citation.tag, text(citation), there.get("href")) == ("sup", "[1]", f"#{entry.get('id')}")
    assert (text(back), back.get("href")) == ("[1]", f"#{there.get('id')}")
    assert [span.get("lang") for span in entry.iter("span")] == [None, "en"]
    assert [text(title) for title in having(made, "references-title")] == ["参考文献"]


def test_the_translation_of_an_entry_stands_below_it() -> None:
    article = replace(article_of(), works=(work(translation="WEN G. Title[M]. (in Chinese)"),))
    maker = composer(issue_of(article))
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.entries)
    (entry,) = having(tree(maker.compose(plan, 2, {}).html), "reference")
    assert text(entry).endswith("WEN G. Title[M]. (in Chinese)")
    assert [each.get("lang") for each in entry.iter("span")][-1] == "en"


def test_a_number_that_is_part_of_the_sentence_is_not_raised() -> None:
    said = Paragraph((Text("如文献", 7), Citation(places("a"), 7), Text("所述", 7), Citation(places("a"), 7)), 7)
    maker = composer(issue_of(replace(article_of(said), works=WORKS)))
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.entries)
    made = tree(maker.compose(plan, 2, {}).html)
    assert [each.tag for each in having(made, "citation")] == ["span", "sup"]


def test_an_entry_within_a_range_leads_back_to_its_dash_and_one_that_nothing_cites_nowhere() -> None:
    article = citing(*places("abc"))
    first = first_citations(citation_forms(article, by_author=False))
    assert first == {1: "wen.cite-1", 2: "wen.cite-2", 3: "wen.cite-3"}
    maker = composer(issue_of(article))
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.entries)
    made = tree(maker.compose(plan, 2, {}).html)
    anchors = {each.get("id") for each in made.iter() if each.get("id")}
    backs = [[link.get("href", "")[1:] for link in each.iter("a")] for each in having(made, "reference-number")]
    assert {name for names in backs for name in names} <= anchors
    assert backs[3:] == [[]] * len(WORKS[3:])
