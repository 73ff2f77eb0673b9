"""Text in forms of its own between fences: verses, interviews, laws, timelines, names; lines to be filled in."""

from pathlib import Path

import pytest

from pipeline.inlines import Drawing, Formula, Text
from pipeline.manuscript.labels import LABEL, take_label
from pipeline.manuscript.text_forms import indent_of
from tests.manuscript.typed import outcome
from tests.workspaces import good_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workspace(tmp_path_factory.mktemp("forms"))


def made(workspace: Path, text: str) -> str:
    """What becomes of *text* in short, without the title; nothing may be told of it."""
    found = outcome(workspace, f"---\ntitle: 试\n---\n\n{text}\n")
    assert (found.errors, found.remarks) == ((), ())
    return found.made.removeprefix("试 ¶ ")


def test_verses_keep_the_white_before_them_and_stanzas_stand_apart(workspace: Path) -> None:
    verses = "　　船在水上走，\n灯在岸上亮，\n　 　照着**我们**。\n\n　没有人睡着。"
    typed = f"::: poem 夜航\n{verses}\n\n{{.signoff}}\n守灯人\n:::"
    stanzas = "2 船在水上走， / 0 灯在岸上亮， / 2.5 照着<strong 我们>。 1 没有人睡着。"
    assert made(workspace, typed) == f"poem 夜航: {stanzas} 落款 守灯人"


def test_white_outside_of_poems_is_no_indent(workspace: Path) -> None:
    found = outcome(workspace, "---\ntitle: 试\n---\n\n::: poem\n　走\n:::\n\n　　正文。\n")
    assert found.made.endswith("¶ poem : 1 走 ¶ 正文。")
    assert [line for line, _text in found.remarks] == [9]


@pytest.mark.parametrize(("text", "indent"), [("甲", 0), ("　甲", 1), (" 　甲", 1.5), ("\t甲", 0.5), ("", 0)])
def test_indents(text: str, indent: float) -> None:
    assert indent_of(text) == indent


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("问：多少年？\n答：四十年。", "(问) 多少年？ (答) 四十年。"),
        (
            "问：多少年？\n\n答：四十年。\n那时候还\nuse oil\nlamps。",
            "(问) 多少年？ (答) 四十年。那时候还use oil lamps。",
        ),
        ("答：四十年。\n\n后来\n通了电。\n\n问：好。", "(答) 四十年。 后来通了电。 (问) 好。"),
        ("岛上的\n早晨。\n\n问：早？", "岛上的早晨。 (问) 早？"),
        ("**问：**多少**年**？\n**老船工**：四十。", "(问) 多少<strong 年>？ (老船工) 四十。"),
        ("问：他说：“好。”", "(问) 他说：“好。”"),
        ("问：好。\n\n- 甲\n\n答：是。", "(问) 好。 - 甲 (答) 是。"),
    ],
)
def test_each_line_with_a_speaker_begins_a_part(workspace: Path, typed: str, short: str) -> None:
    assert made(workspace, f"::: dialogue\n{typed}\n:::") == f"dialogue : {short}"


def test_articles_of_a_law_begin_with_their_number(workspace: Path) -> None:
    typed = "::: law 条例\n## 第一章\n\n第一条　立法。\n第十二条之二 罚款：\n\n（一）甲；\n:::"
    assert made(workspace, typed) == "law 条例: ## 第一章 (第一条) 立法。 (第十二条之二) 罚款： （一）甲；"


@pytest.mark.parametrize("kind", ["timeline", "glossary"])
def test_entries_begin_with_their_labels(workspace: Path, kind: str) -> None:
    assert made(workspace, f"::: {kind}\n1921年5月：建成。\n灯芯：棉线。\n:::") == (
        f"{kind} : (1921年5月) 建成。 (灯芯) 棉线。"
    )


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ('[灯罩]{ruby="dēng zhào"}：玻璃筒。', "(<灯罩 dēng zhào>) 玻璃筒。"),
        ('**[灯]{ruby="dēng"}罩**（旧称）：筒。', "(<灯 dēng>罩（旧称）) 筒。"),
        ("*灯罩*：筒。", "(<em 灯罩>) 筒。"),
        ("[灯罩](https://example.org)：筒。", "(<https://example.org 灯罩>) 筒。"),
        ("H~2~O：水。", "(H<subscript 2>O) 水。"),
        ("“灯罩”：筒。", "(“灯罩”) 筒。"),
        ("《灯》：书。", "(《灯》) 书。"),
        ("[李]{.dots}师傅：好。", "(<dots 李>师傅) 好。"),
        ("灯罩[^1]：筒。\n\n[^1]: 注", "(灯罩<note 注>) 筒。"),
        ("**问：您做了多少年？**", "(问) <strong 您做了多少年？>"),
        ("灯[罩：筒]{ruby=x}。\n灯：光。", "灯<罩：筒 x>。 (灯) 光。"),
    ],
)
def test_labels_whose_words_have_marks(workspace: Path, typed: str, short: str) -> None:
    found = outcome(workspace, f"---\ntitle: 试\n---\n\n::: glossary\n{typed}\n:::\n")
    assert (found.made.removeprefix("试 ¶ glossary : "), found.errors) == (short, ())


def test_a_formula_may_be_a_label(workspace: Path) -> None:
    (label, rest) = take_label(
        (formula := Formula("E", Drawing(svg="", width=0.8, ascent=0.7, depth=0), 1), Text("：能量", 1)), LABEL
    )
    assert (label, rest) == ((formula,), (Text("能量", 1),))


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("张三、李四光，王五", "() 张三 李四光 王五"),
        ("编辑部：张　三、李四光\n赵六\n车间：钱七", "(编辑部) 张三 李四光 赵六 (车间) 钱七"),
        ("张三 李四光　王五", "() 张三 李四光 王五"),
        ("John Smith、买买提·艾合买提", "() John Smith 买买提·艾合买提"),
    ],
)
def test_names(workspace: Path, typed: str, short: str) -> None:
    assert made(workspace, f"::: names 名单\n{typed}\n:::") == f"names 名单: {short}"


def test_a_document_has_its_number(workspace: Path) -> None:
    typed = '::: document 通知 {.tinted number="某工发〔2024〕3号"}\n正文。\n:::'
    assert made(workspace, typed) == "document 通知: 正文。"


def test_a_box_is_referred_to_by_its_id(workspace: Path) -> None:
    box = "::: box 差异 {#chayi .wide}\n正文。\n:::"
    see = "[见第 {folio} 页](#chayi)\n\n"
    assert made(workspace, see + box) == "<#chayi 见第 <folio> 页> ¶ 框 差异: 正文。"
    without = "---\ntitle: 题\n---\n\n" + see + box.replace("#chayi ", "")
    assert [line for line, error in outcome(workspace, without).errors if "chayi" in error] == [5]


def test_paragraphs_that_stand_otherwise(workspace: Path) -> None:
    assert made(workspace, "{.centered color=accent}\n甲[乙]{color=accent}\n\n{.drop-cap}\n丙丁") == (
        "居中 甲<accent 乙> ¶ 下沉 丙丁"
    )


def test_lines_to_be_filled_in(workspace: Path) -> None:
    assert made(workspace, "姓名______，a___b，\\___　□ 男　□ 女") == "姓名<blank 3>，a___b，___　□ 男　□ 女"


def test_a_line_to_be_filled_in_may_stand_by_itself(workspace: Path) -> None:
    assert made(workspace, "\\______\n\n\\_名") == "<blank 3> ¶ _名"


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        (
            "1. 班次：\n   - [ ] 白班\n   - [ ] 其他______\n2. 男女\n   - ( ) 男\n   - （　）女",
            "1.班次： □白班 □其他<blank 3> 2.男女 ○男 ○女",
        ),
        ("1. 班次：\n- 白班\n- □ 夜班\n2. 好？\n- ○ 好", "1.班次： □白班 □夜班 2.好？ ○好"),
        ("1. 满意吗？\n   很不满意 1 2 3 4 5 很满意", "1.满意吗？ 很不满意-1/2/3/4/5-很满意"),
        ("1. 建议\n   ______\n   ______\n2. 其他\n___", "1.建议 __ 2.其他 _"),
        (
            "**一、基本情况**\n\n1. 工龄______年\n\n**二、现场**\n\n2. 好？",
            "<strong 一、基本情况> 1.工龄<blank 3>年 <strong 二、现场> 2.好？",
        ),
    ],
)
def test_questions(workspace: Path, typed: str, short: str) -> None:
    assert made(workspace, f"::: questionnaire 调查表\n{typed}\n:::") == f"questionnaire 调查表: {short}"


@pytest.mark.parametrize(
    ("typed", "line", "message"),
    [
        ("只有文字。", 5, "No question stands between these fences."),
        ("1. 问\n   1. 甲", 7, "A question holds words, a list of options, a scale and lines to write on."),
        ("1. 问\n   - 甲\n\n     乙", 7, "An option is one line of words."),
        ("1. 问\n" + "___\n" * 31, 37, "There are more than 30 lines to write on."),
    ],
)
def test_what_no_question_holds(workspace: Path, typed: str, line: int, message: str) -> None:
    found = outcome(workspace, f"---\ntitle: 试\n---\n\n::: questionnaire\n{typed}\n:::\n")
    assert [(at, told.startswith(message)) for at, told in found.errors] == [(line, True)]
