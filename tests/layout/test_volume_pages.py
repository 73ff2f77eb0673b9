"""The HTML of a volume's own pages: entries and their links, cover, imprint, stamps, and texts that would be markup."""

from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError, RenderError
from pipeline.layout import Layout, find_layout
from pipeline.layout.fitting import fit_size, fits_behind
from pipeline.layout.volume_pages import VolumeComposer, qr_code, seal_rows
from pipeline.model import Author, plain_title
from pipeline.resources import find_shipped
from pipeline.units import Size
from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle, Stamps, Volume
from tests.layout.html_tree import having, text, tree
from tests.volumes import STAMPS, bound_year, order, ordered

SHELVES = [BoundedFolder.of(find_shipped("layouts"))]
LISTS = ("contents", "sections", "authors")


def volume_layout() -> Layout:
    return find_layout("volume", SHELVES, kind="volume")


def composer(volume: Volume | None = None, trim: Size | None = None) -> VolumeComposer:
    geometry = find_layout("gongyun", SHELVES).geometry
    return VolumeComposer(volume or order(), volume_layout(), trim or Size(geometry.width, geometry.height))


def pages(volume: BoundVolume, part: int = 0, front_pages: int = 24) -> dict[str, Element]:
    """The parts of the front matter by template."""
    front = composer(volume.order).front_matter(volume, part, front_pages)
    return {plan.template: tree(front.compose(plan, number, {}).html) for number, plan in enumerate(front.plans, 1)}


def links(root: Element) -> list[str]:
    return [link.get("href", "") for link in root.iter("a")]


def destinations(volume: BoundVolume) -> list[str]:
    return [f"kanben:{article.destination}" for issue in volume.issues for article in issue.articles]


def test_titles_are_told_in_the_language_of_their_articles() -> None:
    volume = bound_year()
    first, *others = volume.issues[0].articles
    issue = replace(volume.issues[0], articles=(replace(first, contents_title="讀書會", language="zh-Hant"), *others))
    told = []
    for root in pages(replace(volume, issues=(issue, *volume.issues[1:]))).values():
        spans = [span for span in root.iter("span") if span.get("class") == "text"]
        told += [(text(span).startswith("讀書會"), span.get("lang")) for span in spans]
    assert set(told) == {(True, "zh-Hant"), (False, None)}


def test_every_article_is_linked_in_every_list() -> None:
    volume = bound_year()
    made = pages(volume)
    assert links(made["contents"]) == destinations(volume)
    assert sorted(links(made["sections"])) == sorted(destinations(volume))
    signed = [
        f"kanben:{article.destination}"
        for issue in volume.issues
        for article in issue.articles
        for _author in article.authors
    ]
    assert sorted(links(made["authors"])) == sorted(signed)
    for name in ("cover", "imprint"):
        assert links(made[name]) == []


def test_those_whom_articles_speak_of_are_listed_if_there_are_any() -> None:
    volume = bound_year(2)
    assert "people" not in pages(volume)
    first, *others = volume.issues[0].articles
    issue = replace(volume.issues[0], articles=(replace(first, people=("解某", "丁 某", "解　某")), *others))
    root = pages(replace(volume, issues=(issue, volume.issues[1])))["people"]
    assert [text(name) for name in having(root, "name")] == ["丁某", "解某"]
    assert links(root) == [f"kanben:{first.destination}"] * 2


def test_an_entry_is_one_link_around_all_of_it() -> None:
    volume = bound_year(1, 3)
    for name in LISTS:
        root = pages(volume)[name]
        entries = list(having(root, "entry"))
        assert entries
        assert {entry.tag for entry in entries} == {"a"}
        for entry in entries:
            assert {child.tag for child in entry.iter()} <= {"a", "span"}  # no break, nothing that is a box of its own
    issue = volume.issues[0]
    first = issue.articles[0]
    entry = next(having(pages(volume)["contents"], "entry"))
    written = text(entry).replace("\n", "　").replace("\xa0", "")
    assert written == f"{plain_title(first.title)}　梁志强（{first.issue_folio}）　{issue.folio_of(first)}"
    entry = next(having(pages(volume)["sections"], "entry"))
    assert text(entry).endswith(f"第1期　{issue.folio_of(first)}")


def test_what_is_bound_in_another_part_is_named_and_no_link() -> None:
    volume = bound_year(parts=2)
    for part, name in ((0, "下册"), (1, "上册")):
        made = pages(volume, part)
        here = [
            f"kanben:{article.destination}"
            for issue in volume.issues
            for article in issue.articles
            if issue.volume_part == part
        ]
        assert links(made["contents"]) == here
        assert sorted(links(made["sections"])) == sorted(here)
        assert set(links(made["authors"])) <= set(here)
        for kind in LISTS:
            for entry in having(made[kind], "entry"):
                assert (name in text(entry)) == (entry.tag != "a")


def test_a_whole_volume_names_no_part() -> None:
    for root in pages(bound_year()).values():
        assert "上册" not in text(root)
        assert not list(having(root, "elsewhere"))


def test_levels_of_headings_never_skip() -> None:
    for root in pages(bound_year()).values():
        levels = [int(element.tag[1]) for element in root.iter() if element.tag in {"h1", "h2", "h3"}]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_the_cover_says() -> None:
    volume = bound_year(parts=2)
    cover = pages(volume, 1)["cover"]
    spine = next(having(cover, "spine"))
    assert text(spine) == "邮电职工之友2023年合订本下册"
    assert [text(cell) for cell in having(spine, "cell")][6:12] == ["", "2", "0", "2", "3", "年"]
    assert "width: 44.226pt" in (spine.get("style") or "")  # 288 + 24 pages, 156 leaves of 0.2835 pt
    for words in (
        "二〇二三年",
        "第12卷　下册",
        "D412.6/2023",
        "邮电工会第四分会　邮电职工读书会　主办",
        "第7期（总第234期）—第12期",
    ):
        assert words in text(cover)


def test_a_spine_too_thin_for_a_title_is_noted() -> None:
    thin = bound_year(1, 2, 20)
    front = composer().front_matter(thin, 0, 6)
    assert front.notes == ("The spine is 1.3 mm thick and bears no title: that takes 5 mm.",)
    assert not list(having(tree(front.compose(front.plans[0], 1, {}).html), "spine"))
    assert composer().front_matter(bound_year(), 0, 24).notes == ()
    thick = composer().front_matter(ordered(bound_year(), caliper=1.0), 0, 24)
    assert thick.notes == (
        "The spine is 106 mm thick, more than the cover can show: page_limit splits a volume into parts.",
    )


def test_what_the_imprint_says() -> None:
    imprint = pages(bound_year(parts=2))["imprint"]
    written = text(imprint)
    for words in ("第12卷　上册（共2册）", "正文288页，卷首24页", "15.6毫米", "索书号D412.6/2023", "内部资料 注意保存"):
        assert words in written
    rows = [[text(cell) for cell in row] for row in imprint.iter("tr")]
    assert rows[1] == ["第1期（总第228期）", "2023年1月5日", "上册", "48", "1—48"]
    assert rows[12] == ["第12期（总第239期）", "2023年12月5日", "下册", "48", "529—576"]
    picture = next(imprint.iter("img"))
    assert picture.get("alt") == "二维码：https://archive.example.cn/periodicals/youdian/2023"


def test_without_wishes_the_imprint_is_short() -> None:
    bare = ordered(bound_year(), stamps=Stamps(), shelf_mark="")
    imprint = pages(bare)["imprint"]
    assert not list(imprint.iter("img"))
    assert "索书号" not in text(imprint)
    assert "shelf-mark" not in str(pages(bare)["cover"].attrib)


def test_an_issue_without_date_articles_or_authors() -> None:
    empty = BoundIssue(id="a", label="第1期", volume_folio=1, pages=8, articles=())
    volume = BoundVolume(
        order(),
        (
            empty,
            BoundIssue(
                id="b",
                label="第2期",
                volume_folio=9,
                pages=8,
                articles=(PlacedArticle(title="题", authors=(), section="", page=1, issue_folio=2, destination="b-1"),),
            ),
        ),
    )
    made = pages(volume)
    assert "不详" in text(made["imprint"])
    assert "（未列篇目）" in text(made["contents"])
    assert "未分栏目" in text(made["sections"])
    assert "（本卷各篇均未署名）" in text(made["authors"])
    assert links(made["contents"]) == ["kanben:b-1"]
    assert not list(made["contents"].iter("h3"))


HOSTILE = "</p><script>&amp;{{ 7 * 7 }}\"'\n<b>"


def test_texts_are_text_whatever_they_look_like() -> None:
    article = PlacedArticle(
        title=HOSTILE, authors=(Author(name=HOSTILE),), section=HOSTILE, page=0, issue_folio=1, destination=HOSTILE
    )
    volume = BoundVolume(
        order(title=HOSTILE), (BoundIssue(id="a", label=HOSTILE, volume_folio=1, pages=8, articles=(article,)),)
    )
    for root in pages(volume).values():  # the tree refuses tags that are not closed
        assert not {"script", "b"} & {element.tag for element in root.iter()}
        assert "49" not in text(root).replace("49—", "")


# --- stamps ---------------------------------------------------------------------------------------------------------


def stamped(**changes: object) -> dict[str, str]:
    """The text of each stamp by its id."""
    wanted = replace(order(), stamps=replace(Stamps(), **changes))  # type: ignore[arg-type]
    root = tree(composer(wanted).stamps())
    return {element.get("id", ""): text(element) for element in having(root, "stamp")}


def test_all_stamps() -> None:
    root = tree(composer().stamps())
    found = {element.get("id"): text(element).strip() for element in having(root, "stamp")}
    assert found == {
        "head-recto": "D412.6/2023　邮电职工之友 2023年合订本",
        "head-verso": "邮电职工之友 2023年合订本　D412.6/2023",
        "foot-recto": "初校 2024年3月5日　内部资料 注意保存",
        "foot-verso": "内部资料 注意保存　初校 2024年3月5日",
        "folio-recto": "0123456789",
        "folio-verso": "0123456789",
        "opening": "邮电工会资料室藏",
    }
    assert len(list(root.iter("img"))) == 1


def test_stamps_that_are_not_wanted_give_no_page() -> None:
    assert list(stamped()) == ["folio-recto", "folio-verso"]
    assert list(stamped(shelf_mark="D1")) == ["head-recto", "folio-recto", "head-verso", "folio-verso"]
    assert list(stamped(proof="三校"))[1] == "folio-recto"
    assert stamped(proof="三校")["foot-recto"] == "三校"
    assert list(stamped(ownership="某馆藏")) == ["folio-recto", "folio-verso", "opening"]
    assert stamped(archive_uri="https://example.cn/a")["opening"].strip() == ""


def test_stamps_of_a_volume_bound_at_the_right_stand_at_the_left_of_a_recto() -> None:
    root = tree(composer(replace(order(), binding_edge="right")).stamps())
    sides = {element.get("id"): (element.get("class") or "").split()[1] for element in having(root, "stamp")}
    assert (sides["folio-recto"], sides["folio-verso"]) == ("at-left", "at-right")
    root = tree(composer().stamps())
    sides = {element.get("id"): (element.get("class") or "").split()[1] for element in having(root, "stamp")}
    assert (sides["folio-recto"], sides["folio-verso"]) == ("at-right", "at-left")


# --- what they stand on ---------------------------------------------------------------------------------------------


def test_the_volume_takes_the_trim_of_its_issues() -> None:
    journal = find_layout("journal", SHELVES).geometry
    sheets = composer(trim=Size(journal.width, journal.height)).style_sheets()
    assert f"size: {journal.width}pt {journal.height}pt" in sheets["page.css.j2"]
    assert composer().layout.geometry.width == volume_layout().geometry.width


def test_a_layout_of_one_kind_is_not_taken_for_the_other() -> None:
    with pytest.raises(ContentError, match=r"There is no layout “volume”. There are: gongyun, huakan, journal\."):
        find_layout("volume", SHELVES, (order().path, 3))
    with pytest.raises(ContentError, match=r"There is no layout “gongyun”. There are: volume\."):
        find_layout("gongyun", SHELVES, (order().path, 3), kind="volume")


def test_a_template_that_fails_is_named() -> None:
    broken = replace(volume_layout(), folders=())
    geometry = broken.geometry
    with pytest.raises(RenderError, match=r"stamps\.html\.j2"):
        VolumeComposer(order(), broken, Size(geometry.width, geometry.height)).stamps()


def test_sizes_that_fit() -> None:
    assert fit_size("邮电职工之友", 300, 44) == 44  # 264 pt wide
    assert fit_size("中国国防邮电职工技术协会通讯", 280, 44) == 20  # 14 characters in 280 pt
    assert fit_size("长" * 200, 280, 44) == 9
    assert fit_size("邮电职工之友报", 300.06, 44) == 42.86  # 42.87 would be wider by 0.03 pt


@pytest.mark.parametrize(
    ("title", "names", "fits"),
    [
        ("短题", "李明", True),
        ("题" * 20, "李明　王明", True),  # 19 + 1 + 5 of 27 less ½
        ("题" * 24, "李明　王明", False),
        ("题" * 32, "李明　王明", True),  # the second line has 4½
        ("题", "甲" * 40, False),
    ],
)
def test_authors_stand_behind_the_title_where_they_fit(title: str, names: str, fits: bool) -> None:
    assert fits_behind(names, title, 27) is fits


@given(st.text(max_size=300), st.text(max_size=300), st.floats(-20, 60))
def test_whether_authors_fit_is_always_told(title: str, names: str, measure: float) -> None:
    if fits_behind(names, title, measure):  # a shorter list fits where a longer one does
        assert fits_behind(names[1:], title, measure)


@pytest.mark.parametrize(
    ("text", "rows"),
    [("", ()), ("藏", ("藏",)), ("馆藏", ("馆藏",)), ("某馆藏书", ("某馆", "藏书")),
     ("某某工会 资料室藏", ("某某工", "会资料", "室藏"))],
)  # fmt: skip
def test_rows_of_a_seal(text: str, rows: tuple[str, ...]) -> None:
    assert seal_rows(text) == rows


@given(st.text(max_size=40))
def test_a_seal_keeps_its_text_and_is_about_square(text: str) -> None:
    rows = seal_rows(text)
    assert "".join(rows) == "".join(text.split())
    assert all(rows)
    assert not rows or len(rows) - 1 <= len(rows[0]) <= len(rows) + 2


def test_the_code_is_a_picture_in_itself() -> None:
    code = qr_code(order())
    assert code.startswith("data:image/svg+xml")
    assert "http" in code  # only the namespace; the address is in the modules
    assert "archive" not in code
    assert code != qr_code(replace(order(), stamps=replace(STAMPS, archive_uri="https://archive.example.cn/other")))
    assert qr_code(replace(order(), stamps=replace(STAMPS, archive_uri=""))) == ""


def test_an_address_too_long_for_a_code_is_told() -> None:
    long = replace(order(), stamps=replace(STAMPS, archive_uri="https://example.cn/" + "x" * 3000))
    with pytest.raises(ContentError) as caught:
        qr_code(long)
    assert caught.value.problems[0].path == long.path
