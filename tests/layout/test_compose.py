"""The HTML of the parts: every block and inline, folios, anchors, escapes, and templates that are wrong."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks import (
    Block,
    Box,
    Cell,
    Chart,
    Figure,
    Heading,
    ItemList,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Separator,
    Series,
    Table,
)
from pipeline.bounded_files import BoundedFolder
from pipeline.errors import RenderError
from pipeline.inlines import (
    Code,
    CrossReference,
    Emphasis,
    EmphasisDots,
    FolioMark,
    Footnote,
    Foreign,
    Inline,
    LineBreak,
    Link,
    ProperNoun,
    Ruby,
    Strong,
    Text,
    WorkTitle,
)
from pipeline.issue_numbers import IssueDate, IssueNumber
from pipeline.layout import Composer, find_layout, plan_parts
from pipeline.layout.block_places import BlockPlaces
from pipeline.layout.compose import UNKNOWN_FOLIO, PartPlan
from pipeline.manuscript.reader import read_issue
from pipeline.model import Article, Author, EnglishHead, Entry, Issue, Publication, Section
from pipeline.resources import find_shipped
from pipeline.units import Size
from tests.layout.html_tree import having, shape, text, tree
from tests.workspaces import GOOD, ISSUE

SHIPPED = find_shipped("layouts")
LAYOUTS = ["gongyun", "journal"]


def composer(issue: Issue, layout: str = "gongyun", layouts: Path | None = None) -> Composer:
    folders = [BoundedFolder.of(SHIPPED)] if layouts is None else [BoundedFolder.of(layouts), BoundedFolder.of(SHIPPED)]
    return Composer(issue, find_layout(layout, folders), GOOD)


def places_of(maker: Composer) -> BlockPlaces:
    """The places of blocks in the columns of the layout."""
    return BlockPlaces(maker.layout.geometry, maker.issue, maker.colours)


def issue_of(*articles: Article) -> Issue:
    """An issue of one section with *articles*."""
    publication = Publication(
        id="hao",
        path=GOOD / "issues/hao/publication.yaml",
        name="号角",
        latin_name="Hao",
        organisers=("茶馆",),
        layout="gongyun",
        language="zh-CN",
    )
    entries = tuple(Entry(article=article, contents_title=article.title) for article in articles)
    section = Section(name="栏目", contents_name="栏目", entries=entries)
    return Issue(
        publication=publication,
        path=GOOD / ISSUE,
        year=2024,
        number=IssueNumber.of(1),
        total_number=IssueNumber.of(12),
        date=IssueDate(2024, 3, 5),
        sections=(section,),
    )


def article_of(*blocks: Block) -> Article:
    return Article(slug="wen", path=GOOD / ISSUE / "articles/wen.md", title="文", body=blocks)


def plans_of(maker: Composer) -> list[PartPlan]:
    """The parts that are always there."""
    return [plan for plan in plan_parts(maker.issue, maker.layout) if plan.template != "more-contents"]


def body(*blocks: Block, folios: dict[str, int] | None = None) -> Element:
    """The article element of an article of *blocks*."""
    maker = composer(issue_of(article_of(*blocks)))
    plan = next(plan for plan in plans_of(maker) if plan.entries)
    return next(tree(maker.compose(plan, 2, folios or {}).html).iter("article"))


def block(made: Block) -> Element:
    """The element that *made* alone becomes."""
    (_head, element) = body(made)
    return element


def inlines(*children: Inline, folios: dict[str, int] | None = None) -> tuple[object, ...]:
    """The shape of a paragraph of *children*."""
    (_head, element) = body(Paragraph(children, 7), folios=folios)
    return shape(element)


def words(content: str) -> tuple[Text]:
    return (Text(content, 7),)


# --- plans ---------------------------------------------------------------------------------------------------------


def test_sections_run_on_in_gongyun() -> None:
    issue = read_issue(GOOD / ISSUE)
    plans = plans_of(composer(issue))
    assert [(plan.key, plan.template, len(plan.entries)) for plan in plans] == [
        ("cover", "cover", 0),
        ("section-1", "section", 2),
        ("section-2", "section", 1),
        ("colophon", "colophon", 0),
    ]
    assert [plan.section for plan in plans] == [None, *issue.sections, None]


def test_articles_are_parts_in_journal() -> None:
    issue = read_issue(GOOD / ISSUE)
    plans = plan_parts(issue, composer(issue, "journal").layout)
    articles = [(plan.key, plan.opens_section) for plan in plans if plan.entries]
    assert articles == [("article-dengta", True), ("article-duanxin", False), ("article-diaocha", True)]
    assert (plans[0].key, plans[0].label, plans[-1].starts, plans[-1].label) == ("cover", "封面", "verso", "封底")


def test_the_first_article_of_a_section_starts_as_sections_do() -> None:
    issue = read_issue(GOOD / ISSUE)
    layout = replace(composer(issue, "journal").layout, sections="recto")
    assert [plan.starts for plan in plan_parts(issue, layout) if plan.entries] == ["recto", "any", "recto"]


# --- whole parts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_part_of_the_good_issue(name: str) -> None:
    issue = read_issue(GOOD / ISSUE)
    maker = composer(issue, name)
    ids: list[str] = []
    links: set[str] = set()
    for folio, plan in enumerate(plans_of(maker), 1):
        root = tree(maker.compose(plan, folio, {}).html)
        assert root.get("lang") == "zh-CN"
        assert root.get("class") == ("recto" if folio % 2 else "verso")
        assert f"counter-reset: page {folio}" in text(root)
        ids += [element.get("id", "") for element in root.iter() if "id" in element.attrib]
        links |= {link.get("href", "") for link in root.iter("a")}
        assert all(image.get("alt") for image in root.iter("img"))
    assert len(ids) == len(set(ids))
    assert all(name.startswith("hao-2024-01-") for name in ids)
    assert {link for link in links if not link.startswith("#")} == {"https://example.org/deng"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert {"hao-2024-01-dengta", "hao-2024-01-wenjia", "hao-2024-01-prices", "hao-2024-01-trend"} <= set(ids)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_text_of_an_article_is_in_one_part_and_marked(name: str) -> None:
    issue = read_issue(GOOD / ISSUE)
    maker = composer(issue, name)
    marked = {
        article.get("data-slug"): text(article)
        for plan in plans_of(maker)
        for article in tree(maker.compose(plan, 1, {}).html).iter("article")
    }
    assert list(marked) == ["dengta", "duanxin", "diaocha"]
    assert "茶馆初五开门。" in marked["duanxin"]
    assert "茶馆初五开门。" not in marked["dengta"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_contents_print_the_folios_and_the_names_of_the_contents(name: str) -> None:
    issue = read_issue(GOOD / ISSUE)
    maker = composer(issue, name)
    folios = {"hao-2024-01-dengta": 57, "hao-2024-01-diaocha": 61}
    contents = "".join(text(tree(maker.compose(plan, 1, folios).html)) for plan in plans_of(maker) if not plan.entries)
    assert contents.count("57") == 1
    assert contents.count("61") == 1
    assert contents.count(UNKNOWN_FOLIO) == 1  # the third article's, which is not known yet
    assert "茶价小调查" in contents
    assert "茶价调查" not in contents
    assert "调查与研究" not in contents
    assert "二〇二四年" in contents or "2024" in contents


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_colophon_has_every_fact(name: str) -> None:
    issue = read_issue(GOOD / ISSUE)
    maker = composer(issue, name)
    plan = next(plan for plan in plans_of(maker) if plan.template == "colophon")
    colophon = text(tree(maker.compose(plan, 9, {}).html))
    for fact in ("号角小报", "城东书店读者会", "河西茶馆", "编辑", "小报编辑室", "印刷", "河西印社", "12", "2024"):
        assert fact in colophon


def test_a_blank_page_is_blank() -> None:
    part = composer(read_issue(GOOD / ISSUE)).blank(8)
    root = tree(part.html)
    (page,) = root.iter("body")
    assert text(page).strip() == ""
    assert (part.first_folio, root.get("class")) == (8, "verso")


def test_the_head_of_an_article() -> None:
    article = replace(
        article_of(),
        title="上\n下",
        subtitle="副",
        authors=(Author(name="甲", affiliation="某处"), Author(name="乙")),
        source="某报",
        date=datetime.date(2024, 2, 1),
        kicker="眉",
        summary="要",
        title_line=2,
    )
    maker = composer(issue_of(article))
    plan = next(plan for plan in plans_of(maker) if plan.entries)
    made = next(tree(maker.compose(plan, 2, {}).html).iter("article"))
    parts = [(part.tag, part.get("class"), text(part)) for part in next(made.iter("header"))]
    assert parts == [
        ("p", "kicker", "眉"),
        ("h2", "title", "上下"),
        ("p", "subtitle", "副"),
        ("p", "byline", "甲（某处）　乙"),
        ("p", "source", "来源：某报　2024年2月1日"),
    ]
    (title,) = having(made, "title")
    assert (title.get("id"), title.get("data-line"), [child.tag for child in title]) == ("hao-2024-01-wen", "2", ["br"])
    (summary,) = having(made, "summary")
    assert text(summary) == "提要　要"


def article_made(article: Article) -> Element:
    maker = composer(issue_of(article))
    plan = next(plan for plan in plan_parts(maker.issue, maker.layout) if plan.entries)
    return next(tree(maker.compose(plan, 2, {}).html).iter("article"))


def test_the_head_of_a_paper() -> None:
    made = article_made(
        replace(
            article_of(),
            authors=(
                Author(name="甲", affiliation="某处；别处", bio="甲，某人"),
                Author(name="乙", affiliation="某处", bio="乙，别人"),
            ),
            photographer="丙",
            editor="丁",
            received=datetime.date(2023, 11, 20),
            revised=datetime.date(2023, 12, 1),
            fund="某基金",
            summary="要",
            keywords=("词", "语"),
            clc="D922.5",
            document_code="A",
            article_id="1000-1234(2024)05-0007-08",
            doi="10.1234/a<b",
            english=EnglishHead(title="Way", authors=("JIA", "YI"), affiliations=("Here", "There"), summary="Sum."),
        )
    )
    (byline,), (places,) = having(made, "byline"), having(made, "affiliations")
    assert (text(byline), text(places)) == ("甲1,2　乙1　摄影：丙", "（1. 某处；2. 别处）")
    (note,) = having(made, "footnote")
    assert shape(note) == (
        "span", ("span", "收稿日期：", ("span", "2023年11月20日"), "；修回日期：", ("span", "2023年12月1日")), ("br",),
        ("span", "基金项目：某基金"), ("br",), ("span", "作者简介：甲，某人"), ("br",), ("span", "乙，别人"),
    )  # fmt: skip
    assert [line.get("data-tag") for line in note if line.tag == "span"] == ["P"] * 4
    (abstract,) = having(made, "abstract")
    assert [text(part) for part in abstract if part.tag == "p"] == [
        "摘要　要", "关键词　词；语", "中图分类号　D922.5　　文献标志码　A　　文章编号　1000-1234(2024)05-0007-08",
        "DOI　10.1234/a<b",
    ]  # fmt: skip
    assert [link.get("href") for link in abstract.iter("a")] == ["https://doi.org/10.1234/a%3Cb"]
    (english,) = having(abstract, "english")
    assert english.get("lang") == "en"
    assert [text(part) for part in english] == ["Way", "JIA1,2, YI1", "(1. Here; 2. There)", "Abstract: Sum."]
    (editor,) = having(made, "editor")
    assert text(editor) == "（责任编辑：丁）"


def test_an_affiliation_of_all_authors_has_no_mark() -> None:
    made = article_made(
        replace(article_of(), authors=(Author(name="甲", affiliation="某处"), Author(name="乙", affiliation="某处")))
    )
    (byline,), (places,) = having(made, "byline"), having(made, "affiliations")
    assert (text(byline), text(places)) == ("甲　乙", "（某处）")


def test_the_head_of_an_article_with_a_title_alone() -> None:
    (head,) = body()
    assert [part.tag for part in head] == ["h2"]


# --- blocks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings(level: int) -> None:
    heading = block(Heading(level, words("题"), 7, "ti"))
    assert (heading.tag, heading.get("id"), heading.get("data-line")) == (f"h{level + 2}", "hao-2024-01-ti", "7")
    assert heading.get("class") == f"level-{level}"
    assert "id" not in block(Heading(level, words("题"), 7)).attrib


LONG = "文" * 60  # more than a line


@pytest.mark.parametrize("style", ["body", "salutation", "signoff"])
def test_paragraphs(style: str) -> None:
    paragraph = block(Paragraph(words(LONG), 7, style))  # type: ignore[arg-type]
    assert (paragraph.tag, paragraph.get("class"), paragraph.get("data-line"), text(paragraph)) == (
        "p",
        style,
        "7",
        LONG,
    )


def test_lists() -> None:
    inner = ItemList(((Paragraph(words("丙"), 8),),), 8, ordered=True, start=3)
    made = block(ItemList(((Paragraph(words("甲"), 7),), (Paragraph(words("乙"), 7), inner)), 7))
    assert shape(made) == ("ul", ("li", "甲"), ("li", "乙", ("ol", ("li", "丙"))))
    (numbered,) = made.iter("ol")
    assert numbered.get("start") == "3"


def test_tasks_have_boxes_in_place_of_bullets() -> None:
    items = tuple((Paragraph(words(text), 7),) for text in "甲乙丙")
    made = block(ItemList(items, 7, ticks=(False, True, None)))
    assert [item.get("style") for item in made.iter("li")] == ["list-style-type: '☐ '", "list-style-type: '☑ '", None]


def test_two_paragraphs_in_an_item() -> None:
    made = block(ItemList(((Paragraph(words("甲"), 7), Paragraph(words("乙"), 9)),), 7))
    assert shape(made) == ("ul", ("li", ("span", "甲"), ("br",), ("span", "乙")))
    assert [each.get("data-tag") for each in made.iter("span")] == ["P", "P"]


def test_the_lines_of_a_sign_off_are_read_one_after_the_other() -> None:
    made = block(Paragraph((*words("编辑部"), LineBreak(), *words("5日")), 7, "signoff"))
    assert shape(made) == ("p", ("span", "编辑部"), ("br",), ("span", "5日"))
    assert [made.get("data-tag"), *(each.get("data-tag") for each in made.iter("span"))] == ["Div", "P", "P"]


def test_tables() -> None:
    made = block(
        Table(
            head=((Cell(words("甲"), 0), Cell((), 1)),),
            rows=((Cell(words("乙"), 0), Cell(words("丙"), 1)),),
            alignments=("start", "end"),
            line=7,
            caption=words("表"),
            id="biao",
        )
    )
    assert made.get("id") == "hao-2024-01-biao"
    (table,) = made.iter("table")
    assert shape(table) == (
        "table",
        ("caption", "表"),
        ("thead", ("tr", ("th", "续表")), ("tr", ("th", "甲"), ("th",))),
        ("tbody", ("tr", ("td", "乙"), ("td", "丙"))),
    )
    (continued, *head), body = made.iter("th"), made.iter("td")
    assert [cell.get("class") for cell in (*head, *body)] == ["start", "end"] * 2
    assert continued.get("scope") == "colgroup"
    assert {cell.get("scope") for cell in head} == {"col"}


def test_a_table_without_a_caption() -> None:
    assert (
        list(block(Table(head=((Cell(words("甲"), 0),),), rows=(), alignments=("center",), line=7)).iter("caption"))
        == []
    )


def picture_of(width: float, height: float) -> Picture:
    return Picture(GOOD / ISSUE / "images/square.png", Size(width, height))


def test_figures() -> None:
    made = block(Figure(picture=picture_of(20, 10), alt="替<代>", line=7, caption=words("图"), width=0.5, id="tu"))
    (image,) = made.iter("img")
    assert made.get("id") == "hao-2024-01-tu"
    assert image.get("alt") == "替<代>"
    assert image.get("src", "").partition("?")[0] == "workspace:issues/hao/2024/01/images/square.png"
    # gongyun: a line has 25 characters of 16 pt; half of its 400 pt is 200, at 2 : 1 100 high, in 4 lines of 27 pt.
    assert image.get("style") == "width: 200.0pt; height: 100.0pt"
    (space,) = having(made, "picture")
    assert space.get("style") == "height: 108.0pt; padding-top: 4.0pt"
    (caption,) = made.iter("figcaption")
    assert text(caption) == "图"


def test_names_of_pictures_are_quoted_and_their_contents_told(tmp_path: Path) -> None:
    """A part whose picture has changed must not be taken for the part that was laid out before."""
    maker = Composer(issue_of(article_of()), find_layout("gongyun", [BoundedFolder.of(SHIPPED)]), tmp_path)
    path = tmp_path / "图 %?.png"
    path.write_bytes(b"one")
    picture = Picture(path, Size(1, 1))
    first = maker.picture_url(picture)
    assert first.startswith("workspace:%E5%9B%BE%20%25%3F.png?")
    assert maker.picture_url(picture) == first
    path.write_bytes(b"two")
    assert maker.picture_url(picture) != first


def test_the_address_of_what_is_no_picture_is_refused_in_words() -> None:
    maker = composer(read_issue(GOOD / ISSUE))
    with pytest.raises(RenderError) as error:
        maker.picture_url("../images/tu.png")
    (problem,) = error.value.problems
    assert problem.message == "The layout calls picture_url with str, which is no picture."
    assert problem.hint.startswith("Give it a picture of the content: {{ picture_url(figure.picture) }}.")


@pytest.mark.parametrize("is_wide", [True, False])
def test_a_wide_chart_goes_across_the_columns(is_wide: bool) -> None:
    series = (Series("数", ("1", "2")),)
    drawn = Chart(kind="line", axis="年", categories=("一", "二"), series=series, line=1, is_wide=is_wide)
    assert ("wide" in block(drawn).get("class", "").split()) == is_wide


def test_a_figure_without_a_caption() -> None:
    assert list(block(Figure(picture=picture_of(20, 10), alt="甲", line=7)).iter("figcaption")) == []


@given(st.floats(0.5, 5000), st.floats(0.5, 5000), st.integers(1, 100), st.sampled_from(LAYOUTS))
def test_figures_take_whole_lines_and_leave_room_for_text(width: float, height: float, percent: int, name: str) -> None:
    maker = composer(issue_of(article_of()), name)
    area = maker.layout.geometry.type_area
    wide, high, space = places_of(maker).figure_size(
        Figure(picture=picture_of(width, height), alt="甲", line=7, width=percent / 100)
    )
    assert space / area.pitch == pytest.approx(round(space / area.pitch), abs=1e-3)
    assert high <= space + 1e-3
    assert area.pitch / 4 - 1e-3 < space - high < area.pitch * 5 / 4 + 1e-3
    assert space <= area.height * 2 / 3 + 1e-3
    assert wide <= area.column_width * percent / 100 + 1e-3
    assert wide * height == pytest.approx(high * width, rel=0.01, abs=5)


def test_quotations_boxes_pauses_and_listings() -> None:
    assert shape(block(Quotation((Paragraph(words("引"), 7),), 7))) == ("blockquote", ("p", "引"))
    box = block(Box(title="题", blocks=(Paragraph(words(LONG), 8),), line=7))
    assert [(part.get("class"), text(part)) for part in box.iter("p")] == [("box-title", "题"), ("body", LONG)]
    untitled = block(Box(blocks=(Paragraph(words(LONG), 8),), line=7))
    assert [part.get("class") for part in untitled.iter("p")] == ["body"]
    assert block(Separator(7)).get("class") == "pause"
    listing = block(Listing("a < b\n  &c", 7))
    assert (listing.tag, text(listing)) == ("pre", "a < b\n  &c")


def test_blocks_keep_their_order() -> None:
    made = body(Paragraph(words("一"), 7), Separator(8), Heading(1, words("二"), 9), Listing("三", 10))
    assert [element.tag for element in made] == ["header", "p", "p", "h3", "pre"]


# --- inlines -------------------------------------------------------------------------------------------------------


def test_inlines() -> None:
    made = inlines(
        Text("甲", 7),
        Strong(words("乙")),
        Emphasis((Strong(words("丙")),)),
        EmphasisDots(words("丁")),
        ProperNoun(words("名")),
        WorkTitle(words("书")),
        Foreign("de", words("Zeit")),
        LineBreak(),
        Code("a<b", 7),
        Footnote(1, words("注")),
        Text("戊", 7),
    )
    names = (("span", "名"), ("span", "书"), ("span", "Zeit"))
    marked = (
        ("strong", "乙"),
        ("em", ("strong", "丙")),
        ("span", "丁"),
        *names,
        ("br",),
        ("code", "a<b"),
        ("span", "注"),
    )
    assert made == ("p", "甲", *marked, "戊")


def test_each_character_has_its_syllable_or_all_have_one_reading() -> None:
    assert inlines(Ruby("字", "zì", 7)) == ("p", ("ruby", ("rb", "字"), ("rt", "zì")))
    one_by_one = (("ruby", ("rb", "汉"), ("rt", "hàn")), ("ruby", ("rb", "字"), ("rt", "zì")))
    assert inlines(Ruby("汉字", " hàn  zì", 7)) == ("p", *one_by_one)
    assert inlines(Ruby("北京", "Beijing", 7)) == ("p", ("ruby", ("rb", "北京"), ("rt", "Beijing")))


def test_marks_are_asked_for_by_class() -> None:
    (_head, made) = body(Paragraph((EmphasisDots(words("丁")), ProperNoun(words("名")), WorkTitle(words("书"))), 7))
    assert [span.get("class") for span in made] == ["dots", "proper-noun", "work-title"]


def test_links() -> None:
    (_head, made) = body(Paragraph((Link('https://a.org/?a=1&b="2', words("链")),), 7))
    (link,) = made.iter("a")
    assert (link.get("href"), text(link)) == ('https://a.org/?a=1&b="2', "链")


def test_a_break_inside_a_link_is_no_element() -> None:
    assert inlines(Link("https://a.org", (Text("甲", 7), LineBreak(), Text("乙", 7)))) == ("p", ("a", "甲\n乙"))


REFERENCE = CrossReference("wen", (Text("第 ", 7), FolioMark(), Text(" 页", 7)), 7)


def test_cross_references_print_the_folio_of_their_target() -> None:
    assert inlines(REFERENCE, folios={"hao-2024-01-wen": 12, "wen": 99}) == ("p", ("a", "第 12 页"))


def test_a_folio_that_is_not_known_yet_is_held_open() -> None:
    assert inlines(REFERENCE) == ("p", ("a", f"第 {UNKNOWN_FOLIO} 页"))


def test_cross_references_lead_to_the_anchor_of_this_issue() -> None:
    (_head, made) = body(Paragraph((REFERENCE,), 7))
    (link,) = made.iter("a")
    assert link.get("href") == "#hao-2024-01-wen"


# --- what content cannot do ----------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>&amp;\"'{{ 7 * 7 }}{% raw %}"


@pytest.mark.parametrize("name", LAYOUTS)
def test_content_is_never_taken_for_html_or_template(name: str) -> None:
    article = Article(
        slug="wen", path=GOOD / "a.md", title=EVIL,
        body=(Paragraph((Text(EVIL, 7), Code(EVIL, 7), Ruby(EVIL, EVIL, 7), Strong(words(EVIL))), 7), Listing(EVIL, 7),
         Box(title=EVIL, blocks=(), line=7),
         Figure(picture=picture_of(1, 1), alt=EVIL, line=7, caption=words(EVIL)), Heading(1, words(EVIL), 7)),
        title_line=1, subtitle=EVIL, authors=(Author(name=EVIL, affiliation=EVIL, bio=EVIL),), source=EVIL, kicker=EVIL,
        summary=EVIL, keywords=(EVIL,), editor=EVIL, doi=EVIL, english=EnglishHead(title=EVIL, summary=EVIL),
    )  # fmt: skip
    issue = issue_of(article)
    facts = replace(issue.publication, name=EVIL, latin_name=EVIL, organisers=(EVIL,), colophon=((EVIL, EVIL),))
    section = replace(issue.sections[0], name=EVIL, contents_name=EVIL)
    issue = replace(issue, publication=facts, sections=(section,))
    maker = composer(issue, name)
    printed = 0
    for plan in plans_of(maker):
        root = tree(maker.compose(plan, 1, {}).html)
        assert list(root.iter("script")) == []
        printed += text(root).count(EVIL)
    assert printed > 20


# --- templates that are wrong --------------------------------------------------------------------------------------


def layout_with(layouts: Path, template: str, source: str) -> Composer:
    """A composer of a copy of gongyun in which *template* is *source*."""
    shutil.copytree(SHIPPED / "gongyun", layouts / "gongyun")
    (layouts / "gongyun" / template).write_text(source, encoding="utf-8")
    return composer(issue_of(article_of()), layouts=layouts)


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("<p>\n{{ nonsense }}\n</p>", 2, "'nonsense' is undefined"),
        ("<p>\n\n{{ issue.nonsense }}", 3, "has no attribute 'nonsense'"),
        ("<p>\n{{ issue.year", 2, "unexpected end of template"),
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("\n{% include 'none.html' %}", 2, "none.html"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("\n{{ issue.year + 'a' }}", 2, "unsupported operand"),
        ("\n{{ issue.year() }}", 2, "not callable"),
        ("\n{{ 1000 | chinese_number }}", 2, "1000"),
        ("\n{% include 'cover.html.j2' %}", 2, "calls itself"),
    ],
)
def test_a_wrong_template_is_told_with_file_and_line(tmp_path: Path, source: str, line: int, reason: str) -> None:
    maker = layout_with(tmp_path, "cover.html.j2", source)
    with pytest.raises(RenderError) as caught:
        maker.compose(PartPlan(key="cover", template="cover", starts="any"), 1, {})
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (tmp_path / "gongyun/cover.html.j2", line)
    assert "“cover.html.j2” fails" in problem.message
    assert reason in problem.message


def test_a_wrong_template_that_another_takes_in(tmp_path: Path) -> None:
    maker = layout_with(tmp_path, "own.html.j2", "\n\n{{ nonsense }}")
    (tmp_path / "gongyun/cover.html.j2").write_text("{% include 'own.html.j2' %}", encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        maker.compose(PartPlan(key="cover", template="cover", starts="any"), 1, {})
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (tmp_path / "gongyun/own.html.j2", 3)


def test_a_wrong_style_sheet(tmp_path: Path) -> None:
    maker = layout_with(tmp_path, "page.css.j2", "@page {\n  size: {{ geometry.widht }}pt\n}")
    with pytest.raises(RenderError) as caught:
        maker.style_sheets()
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (tmp_path / "gongyun/page.css.j2", 2)


def test_a_template_that_is_not_utf8(tmp_path: Path) -> None:
    maker = layout_with(tmp_path, "cover.html.j2", "")
    (tmp_path / "gongyun/cover.html.j2").write_bytes("封面".encode("gb18030"))
    with pytest.raises(RenderError, match=r"cover\.html\.j2:1: The file is not UTF-8"):
        maker.compose(PartPlan(key="cover", template="cover", starts="any"), 1, {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ issue.__class__.__mro__ }}",
        "{{ folio.__globals__ }}",
        "{{ anchor.__self__.environment }}",
        "{{ ''.__class__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ issue.path.read_text() }}",
        "{{ issue.path.joinpath('/etc/hostname').read_text() }}",
        "{{ (publication.path / 'x').touch() }}",
        "{{ issue.path.parent }}",
        "{% for n in range(10**9) %}{% endfor %}",
        "{{ geometry.__setattr__('width', 1) }}",
        "{% include '../../../../../etc/hostname' %}",
        "{% include '/etc/hostname' %}",
    ],
)
def test_templates_reach_nothing_but_the_issue(tmp_path: Path, source: str) -> None:
    maker = layout_with(tmp_path, "cover.html.j2", source)
    with pytest.raises(RenderError):
        maker.compose(PartPlan(key="cover", template="cover", starts="any"), 1, {})


def test_the_mended_template_is_good(tmp_path: Path) -> None:
    maker = layout_with(tmp_path, "cover.html.j2", "<p>{{ issue.year }}</p>")
    assert maker.compose(PartPlan(key="cover", template="cover", starts="any"), 1, {}).html == "<p>2024</p>"


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_article_may_have_the_name_of_a_part(name: str) -> None:
    """The layouts' own anchors begin with a dot, which no file of an article and no id may."""
    issue = issue_of(*(replace(article_of(), slug=slug) for slug in ("contents", "cover", "colophon")))
    maker = composer(issue, name)
    roots = [tree(maker.compose(plan, 1, {}).html) for plan in plans_of(maker)]
    ids = [element.get("id") for root in roots for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert "hao-2024-01-contents" in ids


@pytest.mark.parametrize(
    ("name", "percent", "has_room"),
    [("gongyun", 56, True), ("gongyun", 60, False), ("journal", 50, True), ("huakan", 40, True), ("huakan", 45, False)],
)
def test_ten_characters_at_least_stand_beside_a_picture(name: str, percent: int, has_room: bool) -> None:
    figure = Figure(picture=picture_of(20, 10), alt="甲", line=7, width=percent / 100, side="right")
    assert places_of(composer(issue_of(article_of()), name)).has_room_beside(figure) is has_room


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_picture_on_a_page_of_its_own_takes_the_type_area(name: str) -> None:
    maker = composer(issue_of(article_of()), name)
    area = maker.layout.geometry.type_area
    figure = Figure(picture=picture_of(300, 400), alt="甲", line=7, place="page")
    width, height, _space = places_of(maker).figure_size(figure)
    assert width == pytest.approx(area.width, abs=0.1) or height > area.height * 0.85
    assert height > places_of(maker).figure_size(replace(figure, place="here"))[1]


@pytest.mark.parametrize("layout", ["gongyun", "journal", "huakan"])
def test_a_running_head_is_set_by_the_head_of_its_article_so_that_none_stands_above_that(layout: str) -> None:
    maker = composer(issue_of(article_of(Paragraph(words("文"), 7))), layout)
    plan = next(plan for plan in plans_of(maker) if plan.entries)
    heads = [each for each in tree(maker.compose(plan, 2, {}).html).iter() if each.get("data-running")]
    assert [(head.tag, head.get("class")) for head in heads] == [("header", "article-head"), ("h2", "title")]
