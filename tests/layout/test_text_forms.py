"""Boxes of all kinds as HTML, and how wide and long they are taken for."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.blocks import Block, Box, BoxKind, Figure, Heading, LabelledItem, NameGroup, Paragraph, Stanza, Verse
from pipeline.errors import ContentError
from pipeline.inlines import Blank, Coloured, LineBreak, NumberMark, Ruby, Text, plain_text
from pipeline.layout import require_colours
from pipeline.layout.text_forms import (
    blank_pieces,
    caption_parts,
    clauses,
    count_signing,
    document_level,
    hanging_width,
    name_cells,
    option_width,
    parts_beside_blanks,
    poem_width,
    stays_whole,
    text_width,
    typed_number,
)
from pipeline.questions import Option, Question
from pipeline.units import TypeArea
from tests.layout.html_tree import having, shape, text
from tests.layout.test_compose import article_of, block, body, composer, inlines, issue_of, picture_of, words

AREA = TypeArea(characters=25, lines=21, size=16, pitch=27)


def box(kind: Any, *blocks: Block, title: str = "", number: str = "") -> Box:
    return Box(title=title, blocks=blocks, line=7, kind=kind, number=number)


def paragraph(content: str) -> Paragraph:
    return Paragraph(words(content), 8)


def test_a_poem_is_as_wide_as_its_longest_verse_and_a_verse_stands_in() -> None:
    poem = box("poem", Stanza((Verse(words("甲乙")), Verse(words("丙"), 3)), 8), Stanza((Verse(words("丁")),), 9))
    made = block(poem)
    (frame,) = having(made, "frame")
    assert frame.get("style") == "width: 4.5em"
    assert [(each.get("style"), text(each)) for each in made.iter("p")] == [
        ("padding-left: 2.0em", "甲乙"), ("padding-left: 5em", "丙"), ("padding-left: 2.0em", "丁"),
    ]  # fmt: skip
    assert len(list(having(made, "kept"))) == 3


def test_text_hangs_beside_the_longest_label() -> None:
    items = (
        LabelledItem(words("问"), (paragraph("何"),), 8),
        LabelledItem(words("老船工"), (paragraph("甲"), paragraph("乙")), 9),
    )
    made = block(box("dialogue", *items))
    assert [(each.get("class"), text(each), each.get("style")) for each in made.iter("p")] == [
        ("labelled", "问：何", "padding-left: 4.0em; text-indent: -4.0em"),
        ("labelled", "老船工：甲", "padding-left: 4.0em; text-indent: -4.0em"),
        ("labelled following", "乙", "padding-left: 4.0em"),
    ]
    assert {label.get("style") for label in having(made, "label")} == {"width: 4.0em"}


def test_a_label_that_is_too_long_has_white_behind_it() -> None:
    made = block(box("glossary", LabelledItem(words("一二三四五六七八九十"), (paragraph("甲"),), 8)))
    assert [text(each) for each in made.iter("p")] == ["一二三四五六七八九十　甲"]
    assert [label.get("style") for label in having(made, "label")] == [None]


def test_a_label_is_as_wide_as_its_reading() -> None:
    (label,) = having(
        block(box("glossary", LabelledItem((Ruby("罩", "zhaozhao", 8),), (paragraph("甲"),), 8))), "label"
    )
    assert shape(label) == ("span", ("ruby", ("rb", "罩"), ("rt", "zhaozhao")), "　")
    assert label.get("style") == "width: 3.0em"


def test_names_stand_in_columns_and_two_characters_are_as_wide_as_three() -> None:
    made = block(box("names", NameGroup("编辑部", ("张三", "李四光", "买买提·艾合买提"), 8)))
    assert [text(each) for each in made.iter("p")] == ["编辑部", "张三　李四光　买买提·艾合买提"]
    assert [each.get("style") for each in having(made, "name")] == ["width: 4em", "width: 4em", "width: 12em"]
    assert shape(next(having(made, "name"))) == ("span", "张", ("span",), "三　")


def test_a_note_has_its_title_in_the_text_and_a_document_its_number() -> None:
    assert [text(each) for each in block(box("note", paragraph("甲"), title="编者按")).iter("p")] == ["编者按：甲"]
    made = block(box("document", paragraph("甲"), title="通知", number="某发〔2024〕3号"))
    assert [text(each) for each in made.iter("p")] == ["通知", "某发〔2024〕3号", "甲"]


def test_a_drop_cap_stands_before_its_paragraph_and_is_a_part_of_it() -> None:
    made = block(Paragraph(words("城东"), 7, "drop-cap"))
    assert shape(made) == ("div", ("span", "城"), ("p", "东"))
    assert [made.get("data-tag"), *(each.get("data-tag") for each in made)] == ["P", "Span", "Span"]


def test_colours_come_from_the_layout() -> None:
    made = block(Paragraph((Coloured("nameplate", words("红"), 7),), 7, "centered", "nameplate"))
    assert [each.get("style") for each in made.iter()] == ["color: #c8102e", "color: #c8102e"]


def test_a_colour_that_the_layout_has_not() -> None:
    maker = composer(
        issue_of(article_of(box("box", Paragraph((Coloured("grün", words("绿"), 9),), 8, "body", "blau"))))
    )
    with pytest.raises(ContentError) as caught:
        require_colours(maker.issue, maker.layout)
    assert [(each.line, each.message) for each in caught.value.problems] == [
        (8, "The layout “gongyun” has no colour “blau”."),
        (9, "The layout “gongyun” has no colour “grün”."),
    ]
    assert {each.hint for each in caught.value.problems} == {"There are: nameplate."}


def test_lines_to_be_filled_in() -> None:
    assert inlines(*words("姓名"), Blank(3)) == ("p", ("span", "姓名", ("span",)))
    long = inlines(*words("报名表：姓名"), Blank(3), *words("单位"), Blank(3))
    assert long == ("p", "报名表：", ("span", "姓名", ("span",)), ("span", "单位", ("span",)))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("姓名", "姓名"),
        ("报名表　电话：", "电话："),
        ("请求（封锁／限速", "限速"),
        ("请您在这一行里写上", "写上"),
        ("（", ""),
    ],
)
def test_the_label_of_a_line_to_be_filled_in(text: str, label: str) -> None:
    assert parts_beside_blanks(text, is_behind=False, is_before=True) == ("", text.removesuffix(label), label)
    assert parts_beside_blanks(text, is_behind=False, is_before=False) == ("", text, "")


def test_marks_behind_a_line_to_be_filled_in_stand_with_it() -> None:
    assert parts_beside_blanks("，在", is_behind=True, is_before=True) == ("，", "", "在")
    assert parts_beside_blanks("公里）。请复诵。”", is_behind=True, is_before=False) == ("", "公里）。请复诵。”", "")
    made = inlines(*words("我是"), Blank(4), *words("，在"), Blank(4), *words("。"))
    assert made == ("p", ("span", "我是", ("span",), "，"), ("span", "在", ("span",), "。"))


def test_a_poem_is_as_wide_as_a_line_of_its_sign_off() -> None:
    signoff = Paragraph((*words("某某（守灯人）"), LineBreak(), *words("2024年")), 9, "signoff")
    assert poem_width(box("poem", Stanza((Verse(words("甲乙")),), 8), signoff)) == 7


@pytest.mark.parametrize(("width", "pieces"), [(1.5, [1.5]), (10, [10]), (10.5, [3, 1, 1, 1, 1, 3.5])])
def test_a_line_to_be_filled_in_may_go_on_in_the_next(width: float, pieces: list[float]) -> None:
    assert blank_pieces(width) == pieces


@pytest.mark.parametrize(("written", "width"), [("甲乙", 2), ("ab", 1), ("2001年", 3.25), ("", 0)])
def test_widths(written: str, width: float) -> None:
    assert text_width(written) == width


@pytest.mark.parametrize(("name", "cells"), [("张三", 1), ("李四光", 1), ("欧阳修文", 2), ("John Smith", 2)])
def test_cells_of_names(name: str, cells: int) -> None:
    assert name_cells(name) == cells


UNFRAMED: tuple[BoxKind, ...] = ("note", "dialogue", "timeline", "glossary", "law")


def test_what_is_short_stays_whole() -> None:
    assert stays_whole(box("box", paragraph("字" * 140)), AREA)  # six of 21 lines
    assert not stays_whole(box("box", paragraph("字" * 160)), AREA)
    assert stays_whole(box("box", paragraph("字" * 240)), replace(AREA, lines=41))  # ten
    assert not stays_whole(box("box", paragraph("字" * 260)), replace(AREA, lines=41))
    assert [kind for kind in UNFRAMED if stays_whole(box(kind, paragraph("字")), AREA)] == ["note"]
    assert stays_whole(box("note", paragraph("字" * 88)), AREA)  # four lines of 23
    assert not stays_whole(box("note", paragraph("字" * 96)), AREA)
    assert all(stays_whole(replace(box(kind, paragraph("字")), is_tinted=True), AREA) for kind in UNFRAMED)
    assert not stays_whole(box("names", NameGroup("", ("张三",) * 80, 8)), AREA)
    assert not stays_whole(box("box", box("poem", Stanza((Verse(words("字")),) * 9, 8))), AREA)
    assert stays_whole(box("poem", Stanza((Verse(words("字")),) * 11, 8)), AREA)  # 12 of 21 lines
    assert not stays_whole(box("poem", Stanza((Verse(words("字")),) * 12, 8)), AREA)
    assert hanging_width(box("law", paragraph("甲")), 25) == 1


@pytest.mark.parametrize(
    ("words_", "level"),
    [
        ("一、活动目标", 1), ("十二、有关要求", 1), ("（一）征集范围", 2), ("一、本办法自公布之日起施行。", 0),
        ("（二）减轻负担的；", 0), ("1.范围", 0), ("一般要求", 0),
    ],
)  # fmt: skip
def test_heads_of_an_official_document_are_numbered_and_end_without_a_mark(words_: str, level: int) -> None:
    assert document_level(paragraph(words_)) == level


def test_heads_of_an_official_document_have_faces_of_their_own_in_it_alone() -> None:
    blocks_ = [paragraph("一、活动目标"), paragraph("（一）范围"), paragraph("完成一千项。")]
    assert [each.get("class") for each in block(box("document", *blocks_)).iter("p")] == [
        "body document-head-1", "body document-head-2", "body",
    ]  # fmt: skip
    assert not any("document-head" in (each.get("class") or "") for each in block(box("box", *blocks_)).iter("p"))


def test_options_are_a_list_and_stand_in_columns() -> None:
    options = (Option(words("港航")), Option((*words("其他"), Blank(3)), excludes_others=True))
    asked = Question(number=3, children=words("何"), line=8, options=options, lines=2)
    made = block(box("questionnaire", asked))
    tags = [(each.get("data-tag"), text(each)) for each in made.iter() if each.get("data-tag") not in {None, "Sect"}]
    assert tags == [
        *(("L", "□港航○其他"), ("LI", "□港航"), ("Lbl", "□"), ("LBody", "港航")),
        *(("LI", "○其他"), ("Lbl", "○"), ("LBody", "其他")),
    ]
    assert {each.get("style") for each in having(made, "option")} == {"width: 7.666em"}  # (25 − 2) / 3
    assert len(list(having(made, "write-line"))) == 2
    assert [text(each) for each in made.iter("p")] == ["3.何"]


@pytest.mark.parametrize(("longest", "width"), [(1, 23 / 6), (9, 11.5), (10, 23)])
def test_columns_of_options(longest: int, width: float) -> None:
    options = (Option(words("字")), Option(words("字" * longest)))
    assert option_width(Question(number=1, children=(), line=1, options=options), 23) == pytest.approx(width)


@pytest.mark.parametrize(
    ("content", "is_told"), [("附件：1. 登记表", True), ("附件：登记表", False), ("见附件：1. 表", False)]
)
def test_attachments_of_a_document_stand_below_one_another(content: str, is_told: bool) -> None:
    made = block(box("document", paragraph(content)))
    assert bool(list(having(made, "attachments"))) == is_told
    assert not list(having(block(box("box", paragraph(content))), "attachments"))


@pytest.mark.parametrize(
    ("last", "count"),
    [
        (["望潮港工会　二〇二四年五月"], 1),
        (["望潮港工会", "二〇二四年五月八日"], 2),
        (["来稿请寄编辑部。", "本刊编辑部"], 1),
        (["来稿请寄编辑部。"], 0),
        (["电话：0577-1234"], 0),
        (["一" * 26], 0),
        ([], 0),
    ],
)
def test_short_lines_without_marks_sign_a_notice(last: list[str], count: int) -> None:
    assert count_signing(["征稿启事", "征求稿件", *last]) == count


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ((Text("图", 1), NumberMark(), Text(" 起升机构 简图", 1)), "图　起升机构 简图"),
        ((Text("图", 1), NumberMark(), Text("：起升机构", 1)), "图：起升机构"),
        ((Text("表 1 条件与 结果", 1),), "表 1　条件与 结果"),
        ((Text("表2-1　条件", 1),), "表2-1　条件"),
        ((Text("图书室 2 楼", 1),), "图书室 2 楼"),
        ((Text("见", 1), Text("图 1 一", 1)), "见图 1 一"),
    ],
)
def test_an_em_of_white_stands_behind_the_number_of_a_caption(caption: tuple[Any, ...], shown: str) -> None:
    assert plain_text(list(caption_parts(caption))) == shown


@pytest.mark.parametrize(
    ("caption", "number"),
    [
        ((Text("表 1 条件与 结果", 1),), "1"),
        ((Text("表2-1　条件", 1),), "2-1"),
        ((Text("图", 1), NumberMark(), Text(" 起升机构", 1)), ""),  # it is counted
        ((Text("图书室 2 楼", 1),), ""),
        ((), ""),
    ],
)
def test_the_number_that_is_typed_in_a_caption(caption: tuple[Any, ...], number: str) -> None:
    assert typed_number(caption) == number


def test_lines_of_a_pull_quote_end_between_clauses() -> None:
    assert clauses("他说：“停！”灯灭了，船会停。") == ["他说：", "“停！”", "灯灭了，", "船会停。"]
    assert clauses("没有标点") == ["没有标点"]


def test_a_picture_that_no_text_follows_stands_in_the_middle() -> None:
    picture = Figure(picture=picture_of(20, 10), alt="替", line=7, width=0.4, side="right")
    after = Paragraph((Text("文", 9),), 9)
    for blocks, place in (
        ((picture, after), "beside right"),
        ((picture, Heading(1, (Text("题", 8),), 8), after), "place-auto"),
        ((after, picture), "place-auto"),
    ):
        (figure,) = [each for each in body(*blocks) if each.tag == "figure"]
        assert figure.get("class") == place


@pytest.mark.parametrize(
    ("labels", "measure", "width"),
    [
        (("问", "老船工"), 25, 4),
        (("一二三四五六七八", "灯罩"), 25, 9),
        (("一二三四五六七八", "灯罩"), 17, 3),  # the longer one runs into its text
        (("一二三四五六七八",), 17, 2),
    ],
)
def test_text_hangs_beside_labels_that_leave_it_room(labels: tuple[str, ...], measure: float, width: float) -> None:
    items = (LabelledItem(words(label), (paragraph("甲"),), 8) for label in labels)
    assert hanging_width(box("glossary", *items), measure) == width
