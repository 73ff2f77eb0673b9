"""A tagged PDF as a screen reader tells it, whoever made it; what is made to lead nowhere comes to an end."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.errors import FileAccessError, UntaggedError
from pipeline.tags.line_words import words_of
from pipeline.tags.read_aloud import read_aloud
from pipeline.tags.tree_reading import MOST_DEPTH
from tests.preflight.good_files import saved
from tests.tags.tagged_files import Tag, Turn, tag, tagged

GOOD = """\
Heading 1: 刊物
Heading 2: 目录
Contents: 1 entry
  [link 第一篇 → 第 1 页：第一篇]
Article
Heading 2: 第一篇
一段话[call ①]，说到下一页。
Note ①: 注的话。
癸（guǐ）年，[fr: mot juste]，见[link 网页 → 邮电工会]。
List: 2 items
  1. 甲
  2. 乙
Caption: 表1　数目
Table: 2 rows, 2 columns
  [head]年份 | [head]数目
  年份: 2023 | 数目: 4
Figure: 一个三角
Caption: 图1　三角
Formula: 甲加乙
""".splitlines()


def told(pdf: pikepdf.Pdf, folder: Path, *, with_pages: bool = False) -> list[str]:
    found = read_aloud(saved(pdf, folder / "a.pdf"), with_pages=with_pages)
    assert not found.is_cut
    return [words_of(line, found.language) for line in found.lines]


def test_everything_is_told_in_the_order_of_the_tags(tmp_path: Path) -> None:
    assert told(tagged(), tmp_path) == GOOD


def test_turns_of_pages_are_told_where_they_are(tmp_path: Path) -> None:
    lines = told(tagged(), tmp_path, with_pages=True)
    assert lines[0] == "— page 1 —"
    assert "一段话[call ①]，说到[page 2]下一页。" in lines
    assert [line for line in lines if "page" not in line] == [line for line in GOOD if "说到" not in line]


@pytest.mark.parametrize(
    ("kids", "wanted"),
    [
        ((tag("P", "Hyphen-", "ated words", "on lines"),), ["Hyphen-ated words on lines"]),
        ((tag("P", "soft\u00ad", "ened"),), ["softened"]),
        ((tag("P", "汉字", "汉字"),), ["汉字汉字"]),
        ((tag("P", tag("Note", tag("Lbl", "1"), "n"), "after"),), ["[note 1 n] after"]),
        ((tag("P", "before", tag("Figure", Alt=String("f")), "after"),), ["before[figure f]after"]),
        ((tag("Figure", "text in it"),), ["Figure: text in it"]),
        ((tag("Figure"),), ["Figure"]),
        ((tag("Div", "loose", tag("P", "own"), "more"),), ["loose", "own", "more"]),
        ((tag("P", "no", ActualText=String("yes")),), ["yes"]),
        ((tag("P", tag("Span", "CPC", E=String("party"))),), ["CPC (party)"]),
        ((tag("H2", "一", Lang=String("en")),), ["(en) Heading 2: 一"]),
        ((tag("H", "一"),), ["Heading: 一"]),
        ((tag("BlockQuote", tag("P", "q")),), ["Quotation: q"]),
        ((tag("L", tag("LI", tag("LBody", "a", tag("L", tag("LI", tag("Lbl", "•"), tag("LBody", "b"))))),),),
         ["List: 1 item", "  a", "  List: 1 item", "    • b"]),
        ((tag("P", tag("NonStruct", "one"), tag("Em", tag("NonStruct", "two"))),), ["one two"]),
        ((tag("L", tag("LI", tag("Lbl", "1"), tag("NonStruct", "b"))),), ["List: 1 item", "  1 b"]),
        ((tag("LBody", "a", tag("Note", tag("Lbl", "1"), "n")),), ["a", "Note 1: n"]),
        ((tag("Note", "n"),), ["Note: n"]),
        ((tag("Picture", Alt=String("f")),), ["Figure: f"]),
        ((tag("FENote", tag("Lbl", "1"), "n"),), ["Note 1: n"]),
        ((tag("Figure", tag("Caption", "c"), "drawn", Alt=String("f")),), ["Figure: f", "Caption: c"]),
        ((tag("Note", "n", tag("Formula", Alt=String("x")), "m"),), ["Note: n[formula x]m"]),
    ],
)  # fmt: skip
def test_each_kind_of_element(kids: tuple[Tag, ...], wanted: list[str], tmp_path: Path) -> None:
    pdf = tagged(tag("Document", *kids))
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Picture=Name.Figure)
    assert told(pdf, tmp_path) == wanted


def test_heads_of_rows_and_spans_are_minded(tmp_path: Path) -> None:
    row = Dictionary(O=Name.Table, Scope=Name.Row)
    wide = Dictionary(O=Name.Table, ColSpan=2)
    tree = tag(
        "Table",
        tag("THead", tag("TR", tag("TH", "年"), tag("TH", "数", A=wide))),
        tag("TBody", tag("TR", tag("TH", "甲", A=row), tag("TD", "1"), tag("TD", "2"))),
    )
    assert told(tagged(tree), tmp_path)[2] == "  [head]甲 | 数: 1 | 数: 2"


def test_artifacts_and_what_is_in_no_element_are_not_told(tmp_path: Path) -> None:
    pdf = tagged(tag("P", "a", "b"))
    pdf.Root.StructTreeRoot.K[0].K = Array([pdf.Root.StructTreeRoot.K[0].K[1]])
    assert told(pdf, tmp_path) == ["b"]


def test_text_that_is_told_for_drawn_text_is_read(tmp_path: Path) -> None:
    pdf = tagged(tag("P", "ab"))
    content = pdf.pages[0].obj.Contents.read_bytes()
    assert b"BT" in content
    drawn = content.replace(b"BT", b"/Span <</ActualText (c)>> BDC BT", 1).replace(b"ET EMC", b"ET EMC EMC", 1)
    pdf.pages[0].obj.Contents = pdf.make_stream(drawn)
    assert told(pdf, tmp_path) == ["c"]


@pytest.mark.parametrize(("drawn", "wanted"), [("a-", "ab"), ("a", "a b")])
def test_a_hyphen_that_is_no_text_joins_a_word_over_lines(drawn: str, wanted: str, tmp_path: Path) -> None:
    pdf = tagged(tag("P", drawn, "b"))
    first, rest = pdf.pages[0].obj.Contents.read_bytes().split(b"\n", 1)
    told_as = first.replace(b"BT", b"/Span <</ActualText (a)>> BDC BT", 1).replace(b"ET EMC", b"ET EMC EMC", 1)
    assert told_as != first
    pdf.pages[0].obj.Contents = pdf.make_stream(told_as + b"\n" + rest)
    assert told(pdf, tmp_path) == [wanted]


@pytest.mark.parametrize(
    ("gap", "texts", "wanted"), [(3.0, "甲乙", "甲 乙"), (0.9, "甲乙", "甲乙"), (0.3, "ab", "a b"), (0.1, "ab", "ab")]
)
def test_what_is_drawn_apart_on_a_line_is_told_apart(gap: float, texts: str, wanted: str, tmp_path: Path) -> None:
    pdf = tagged(tag("P", *texts))
    first, second, *rest = pdf.pages[0].obj.Contents.read_bytes().split(b"\n")
    moved = second.replace(b"40 540 Td", b"%g 560 Td" % (40 + 10 * (1 + gap)))
    assert moved != second
    pdf.pages[0].obj.Contents = pdf.make_stream(b"\n".join([first, moved, *rest]))
    assert told(pdf, tmp_path) == [wanted]


def test_what_is_drawn_by_a_form_belongs_to_where_it_is_drawn(tmp_path: Path) -> None:
    pdf = tagged(tag("P", "a", "b"))
    page = pdf.pages[0].obj
    rows = page.Contents.read_bytes().split(b"\n")
    form = pdf.make_stream(rows[1].replace(b"/P <</MCID 1>> BDC", b"").replace(b"EMC", b""))
    form.Type, form.Subtype, form.BBox, form.Resources = (
        Name.XObject,
        Name.Form,
        Array([0, 0, 400, 600]),
        page.Resources,
    )
    page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(X1=form))
    page.Contents = pdf.make_stream(rows[0] + b"\n/P <</MCID 1>> BDC /X1 Do EMC")
    assert told(pdf, tmp_path) == ["a b"]


def _into_itself(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    top.K = Array([*top.K, top])


def _endless_roles(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Q, Q=Name.P)


def _too_deep(pdf: pikepdf.Pdf) -> None:
    element = pdf.Root.StructTreeRoot.K[0]
    for _step in range(MOST_DEPTH + 50):
        below = pdf.make_indirect(Dictionary(S=Name.Div, P=element))
        element.K = Array([*element.get("/K", []), below])
        element = below


def _strange_kids(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    kids = [String("x"), -1, Dictionary(Type=Name.MCR, MCID=String("x")), Dictionary(Type=Name.OBJR), Dictionary()]
    top.K = Array([*top.K, *kids])


def _strange_entries(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K[0]
    top.Lang, top.C, top.A, top.Pg = 1, Array([1]), Array([1, Dictionary(O=Array([]))]), String("x")


@pytest.mark.parametrize("damage", [_into_itself, _endless_roles, _too_deep, _strange_kids, _strange_entries])
def test_a_tree_that_is_made_to_hurt_is_read_to_its_end(damage: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    pdf = tagged(tag("P", "甲"))
    damage(pdf)
    assert told(pdf, tmp_path) == ["甲"]


def test_a_table_that_claims_endless_cells_is_told(tmp_path: Path) -> None:
    huge = Dictionary(O=Name.Table, ColSpan=2**31 - 1, RowSpan=2**31 - 1)
    cells = [tag("TH", "a", A=huge) for _number in range(300)]
    assert told(tagged(tag("Table", tag("TR", *cells), tag("TR", tag("TD", "b")))), tmp_path)[2] == "  b"


def test_a_file_without_tags_says_so(tmp_path: Path) -> None:
    pdf = tagged()
    del pdf.Root.StructTreeRoot
    with pytest.raises(UntaggedError):
        told(pdf, tmp_path)
    (tmp_path / "b.pdf").write_bytes(b"no PDF")
    with pytest.raises(FileAccessError):
        read_aloud(tmp_path / "b.pdf")


def test_content_without_an_end_is_cut_and_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tags.marked_text._MOST_CHARACTERS", 30)
    assert read_aloud(saved(tagged(), tmp_path / "a.pdf")).is_cut


@pytest.mark.parametrize("seed", range(60))
def test_a_broken_file_is_told_as_far_as_it_can_be(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path = saved(tagged(), tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = bytearray(path.read_bytes())
    for _change in range(chance.randint(1, 30)):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 1, 4))] = bytes(chance.choice(b"0123456789/<>[]() R") for _ in range(2))
    path.write_bytes(data)
    with suppress(FileAccessError, UntaggedError):
        for line in read_aloud(path, with_pages=True).lines:
            words_of(line)


def test_a_page_over_which_a_paragraph_goes_on_is_that_of_its_beginning(tmp_path: Path) -> None:
    found = read_aloud(saved(tagged(tag("Document", tag("P", "a", Turn(), "b"), tag("P", "c"))), tmp_path / "a.pdf"))
    assert [line.page for line in found.lines] == [0, 1]
