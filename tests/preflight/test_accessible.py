"""Each check of the tag tree by a good file in which one thing is broken: that one is found, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.preflight.profile import read_profile
from pipeline.preflight.verdict import KNOWN, PreflightVerdict, preflight
from tests.preflight.good_files import saved
from tests.tags.tagged_files import Tag, To, Turn, good_tree, tag, tagged

COLUMN = Dictionary(O=Name.Table, Scope=Name.Column)
URI = "https://example.org"


def judged(pdf: pikepdf.Pdf, folder: Path) -> PreflightVerdict:
    return preflight(saved(pdf, folder / "a.pdf"), "accessible")


def test_the_good_file_is_fit(tmp_path: Path) -> None:
    verdict = judged(tagged(), tmp_path)
    assert (verdict.findings, verdict.not_run, verdict.is_fit) == ((), (), True)


@dataclass(frozen=True)
class Case:
    """What *make* makes has one fault: the check *id* tells *message* on the page with the 0-based index *page*."""

    id: str
    message: str
    make: Callable[[], pikepdf.Pdf]
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.id} {self.message[:24]}"


def more(*tags: Tag | Turn) -> Callable[[], pikepdf.Pdf]:
    """The good file with *tags* after its own."""
    return lambda: tagged(tag("Document", *good_tree().kids, *tags))


def broken(damage: Callable[[pikepdf.Pdf], None]) -> Callable[[], pikepdf.Pdf]:
    """The good file with *damage* done to it."""

    def make() -> pikepdf.Pdf:
        pdf = tagged()
        damage(pdf)
        return pdf

    return make


def element(pdf: pikepdf.Pdf, *path: int) -> pikepdf.Object:
    """The element that *path* leads to, from the document on, each step a 0-based index of kids."""
    found = pdf.Root.StructTreeRoot.K[0]
    for step in path:
        found = found.K[step]
    return found


def text() -> tuple[int, ...]:
    """Where the paragraph is that goes on over the page."""
    return 3, 1


def _draw(addition: bytes) -> Callable[[pikepdf.Pdf], None]:
    def draw(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(pdf.pages[0].obj.Contents.read_bytes() + addition)

    return draw


def _lose_content(pdf: pikepdf.Pdf) -> None:
    paragraph = element(pdf, *text())
    paragraph.K = Array(list(paragraph.K)[:-1])


def _artifact_within(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents = pdf.make_stream(content.replace(b"BDC BT", b"BDC /Artifact BMC EMC BT", 1))


def _in_artifact(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Artifact BMC " + content.replace(b"ET EMC\n", b"ET EMC EMC\n", 1))


def _other_owner(pdf: pikepdf.Pdf) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0], row[1] = row[1], row[0]


def _content_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    heading = element(pdf, 0)
    heading.K = Array([*heading.K, 99])


def _other_link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].StructParent = 0


def _other_parent(pdf: pikepdf.Pdf) -> None:
    element(pdf, *text()).P = element(pdf, 0)


def _two_places(pdf: pikepdf.Pdf) -> None:
    top = element(pdf)
    top.K = Array([*top.K, top.K[0]])


def _no_kind(pdf: pikepdf.Pdf) -> None:
    top = element(pdf)
    top.K = Array([*top.K, pdf.make_indirect(Dictionary(P=top))])


def _stranger(pdf: pikepdf.Pdf) -> None:
    top = element(pdf)
    top.K = Array([*top.K, String("text")])


def _same_content(pdf: pikepdf.Pdf) -> None:
    heading = element(pdf, 1)
    heading.K = Array([*heading.K, element(pdf, 0).K[0]])


def _suspects(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def _formula_over_pages(pdf: pikepdf.Pdf) -> None:
    paragraph = element(pdf, *text())
    paragraph.S, paragraph.Alt = Name.Formula, String("甲等于乙")


def _box(*box: float) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        figure = element(pdf, 3, 6)
        assert Name.Figure == figure.S
        figure.A = Dictionary(O=Name.Layout, BBox=Array(box)) if box else Dictionary(O=Name.Layout)

    return change


def _no_formula(pdf: pikepdf.Pdf) -> None:
    del element(pdf, 3, 8).Alt


def _alternative(words: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        element(pdf, 3, 6).Alt = String(words)

    return change


def _language(pdf: pikepdf.Pdf) -> None:
    element(pdf, *text()).Lang = String("Chinese (Simplified)")


def _language_of_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("zh_CN")


def _page_note(kind: str, **entries: object) -> Callable[[pikepdf.Pdf], None]:
    """An annotation on the first page, in an element of *kind*; in none if that is empty."""

    def change(pdf: pikepdf.Pdf) -> None:
        page, root, top = pdf.pages[0].obj, pdf.Root.StructTreeRoot, element(pdf)
        made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([300, 300, 320, 320]), F=4))
        for key, value in entries.items():
            made[f"/{key}"] = value
        page.Annots = Array([*page.Annots, made])
        pdf.Root.AcroForm = Dictionary(Fields=Array([made] if made.Subtype == Name.Widget else []))
        if kind:
            owner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=top))
            owner.K = Array([Dictionary(Type=Name.OBJR, Pg=page, Obj=made)])
            top.K = Array([*top.K, owner])
            made.StructParent = 50
            root.ParentTree.Nums = Array([*root.ParentTree.Nums, 50, owner])

    return change


def _remapped(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Quote=Name.Span)


def _in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Absatz=Name.Zeile, Zeile=Name.Absatz)


def _other_head(pdf: pikepdf.Pdf) -> None:
    cell = element(pdf, 3, 5, 2, 0)
    assert cell.S == Name.TD
    cell.A = Dictionary(O=Name.Table, Headers=Array([String("nobody")]))


def _no_map(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F1.ToUnicode


def _loose_link(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    rectangle = Array([40, 100, 80, 110])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rectangle, Contents=String("网站"))
    note.A = Dictionary(S=Name.URI, URI=String(URI))
    page.Annots = Array([*page.Annots, pdf.make_indirect(note)])


def _contents(words: str | None) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        link = pdf.pages[0].obj.Annots[0]
        if words is None:
            del link.Contents
        else:
            link.Contents = String(words)

    return change


def _tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def table(*rows: Tag | Turn) -> Tag:
    return tag("Table", *rows)


def heads(*texts: str, scope: bool = True) -> Tag:
    return tag("TR", *(tag("TH", each, A=COLUMN) if scope else tag("TH", each) for each in texts))


def data(*texts: str) -> Tag:
    return tag("TR", *(tag("TD", each) for each in texts))


def note(sign: str, *, name: str = "n2", is_called: bool = True) -> tuple[Tag, Tag]:
    call = tag("Reference", tag("Link", sign, To("注", page=0))) if is_called else "话"
    made = tag("Note", tag("Lbl", sign), "注。", **({"ID": String(name)} if name else {}))
    return tag("P", call), made


def entry(number: str) -> Tag:
    return tag("P", tag("Link", f"标题……{number}", To(f"第 1 页：标题{number}", page=0)))


def running_heads() -> list[Tag | Turn]:
    return [each for number in (3, 4, 5) for each in (Turn(), tag("P", f"刊物　{number}"), tag("P", f"正文{number}。"))]


CASES = [
    Case("tags.content", "Text is neither", broken(_draw(b" BT /F1 9 Tf 40 50 Td <4E00> Tj ET")), 0),
    Case("tags.content", "An area is neither", broken(_draw(b" 9 9 9 9 re f")), 0),
    Case("tags.content", "Marked content is in no element", broken(_lose_content), 1),
    Case("tags.content", "An artifact stands in", broken(_artifact_within), 0),
    Case("tags.content", "Tagged content stands in an artifact", broken(_in_artifact), 0),
    Case("tags.parent-tree", "The parent tree names another element than the one that has the content",
         broken(_other_owner), 0),
    Case("tags.parent-tree", "An element names content", broken(_content_that_is_not_there), 0),
    Case("tags.parent-tree", "The parent tree names another element than the one that has the link",
         broken(_other_link), 0),
    Case("tags.tree", "An element names another parent", broken(_other_parent), 0),
    Case("tags.tree", "An element stands in two places", broken(_two_places), 0),
    Case("tags.tree", "An element has no kind", broken(_no_kind), 0),
    Case("tags.tree", "Something that is no element", broken(_stranger), 0),
    Case("tags.tree", "Two elements have the same content", broken(_same_content), 0),
    Case("tags.kinds", "“Absatz” is no kind", more(tag("Absatz", "x")), 1),
    Case("tags.kinds", "“Quote”, a kind of the standard", broken(_remapped)),
    Case("tags.kinds", "The role map leads from “Absatz”", broken(_in_a_circle)),
    Case("tags.nesting", "Table has THead twice",
         more(table(tag("THead", heads("a")), tag("THead", heads("b")), tag("TBody", data("c")))), 1),
    Case("tags.nesting", "LI stands in Document", more(tag("LI", tag("LBody", "x"))), 1),
    Case("tags.nesting", "P stands in Table", more(table(tag("P", "x"), heads("a"), data("b"))), 1),
    Case("tags.nesting", "Ruby has no base", more(tag("P", tag("Ruby", tag("RB", "x")))), 1),
    Case("tags.empty", "An element (P)", more(tag("P"))),
    Case("tags.suspects", "The file says of its tags", broken(_suspects)),
    Case("tags.headings", "A heading of level 4 follows one of level 2", more(tag("H4", "x")), 1),
    Case("tags.headings", "The first heading is of level 2", lambda: tagged(tag("Document", *good_tree().kids[1:])), 0),
    Case("tags.headings", "Headings of no level", more(tag("H", "x")), 1),
    Case("tags.headings", "There are no headings",
         lambda: tagged(tag("Document", *([tag("P", "话。"), Turn()] * 10), tag("P", "完。")))),
    Case("tags.parted", "A paragraph that goes on", more(tag("P", "前面的话，"), Turn(), tag("P", "后面的话。")), 2),
    Case("tags.parted", "A paragraph that goes on", more(tag("P", "words in"), Turn(), tag("P", "between")), 2),
    Case("tags.pagination", "A folio or running head", more(*running_heads()), 2),
    Case("tags.table-heads", "A table has no heads", more(table(data("a", "b"), data("c", "d"))), 1),
    Case("tags.table-heads", "Heads of a table", more(table(heads("a", scope=False), data("c"))), 1),
    Case("tags.table-heads", "The rows of a table", more(table(heads("a", "b"), data("c"))), 1),
    Case("tags.repeated-heads", "The head of a table",
         more(table(heads("a"), data("b"), Turn(), heads("a"), data("c"))), 2),
    Case("tags.repeated-heads", "A table that goes on",
         more(table(heads("a"), data("b")), Turn(), table(heads("a"), data("c"))), 2),
    Case("tags.notes", "A note has no ID", more(*note("②", name="")), 1),
    Case("tags.notes", "Several notes", more(*note("②", name="n1")), 1),
    Case("tags.note-calls", "A note is called by no reference: 7", more(*note("⑦", is_called=False)), 1),
    Case("tags.note-calls", "A note does not say", more(tag("Note", "注。", ID=String("n2"))), 1),
    Case("tags.contents", "Contents are not tagged", more(*map(entry, "1111")), 1),
    Case("tags.contents", "An entry of the contents", more(tag("TOC", tag("TOCI", "x"))), 1),
    Case("tags.captions", "A caption stands", more(tag("P", "x"), tag("Caption", "y")), 1),
    Case("tags.figure-places", "A figure or formula does not say", broken(_box()), 1),
    Case("tags.figure-places", "The place that a figure", broken(_box(500, 40, 600, 590)), 1),
    Case("tags.figure-places", "A figure or formula stands elsewhere", broken(_box(300, 500, 360, 590)), 1),
    Case("tags.alternative-words", "A formula has no alternative", broken(_no_formula), 1),
    Case("tags.alternative-words", "An alternative text says nothing: “a.jpg”", broken(_alternative("a.jpg")), 1),
    Case("tags.alternative-words", "An alternative text says nothing: “图片”", broken(_alternative("图片")), 1),
    Case("tags.languages", "“Chinese (Simplified)” is no code", broken(_language), 0),
    Case("tags.languages", "“zh_CN” is no code", broken(_language_of_file)),
    Case("tags.annotations", "A note on the page is in no element", broken(
        _page_note("", Subtype=Name.Text, Contents=String("话"))), 0),
    Case("tags.annotations", "A note on the page has no words", broken(_page_note("Annot", Subtype=Name.Text)), 0),
    Case("tags.annotations", "A field is in no element", broken(
        _page_note("Annot", Subtype=Name.Widget, TU=String("姓名"))), 0),
    Case("tags.annotations", "A field does not say", broken(_page_note("Form", Subtype=Name.Widget)), 0),
    Case("tags.table-heads", "A cell names a head", broken(_other_head), 1),
    Case("tags.characters", "Text has glyphs", broken(_no_map), 0),
    Case("links.tagged", "A link is in no element", broken(_loose_link), 0),
    Case("links.parted", "One link seems to be two", more(
        tag("P", tag("Link", "一半", To("网站", uri=URI)), tag("Link", "另一半", To("网站", uri=URI)))), 1),
    Case("links.words", "A link does not say", broken(_contents(None)), 0),
    Case("links.words", "A link does not say", broken(_contents("  ")), 0),
    Case("links.words", "What a link says of itself is an anchor, and no words: “#sec”", broken(_contents("#sec")), 0),
    Case("links.words", "What a link says of itself", broken(_contents("fn-12.3")), 0),
    Case("tags.tab-order", "The page does not say", broken(_tabs), 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_broken_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    verdict = judged(case.make(), tmp_path)
    assert {each.id for each in verdict.findings} == {case.id}
    assert verdict.not_run == ()
    first = verdict.findings[0]
    assert first.message.startswith(case.message)
    assert first.page == case.page
    assert verdict.is_fit == (str(first.severity) != "error")


def _mapped() -> pikepdf.Pdf:
    pdf = more(tag("Absatz", "x"))()
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Absatz=Name.Para, Para=Name.P)
    return pdf


GOOD: dict[str, Callable[[], pikepdf.Pdf]] = {
    "a paragraph ends with the page": more(tag("P", "前面的话。"), Turn(), tag("P", "后面的话。")),
    "a line of its own ends the page": more(tag("P", "本刊编辑部"), Turn(), tag("P", "后面的话。")),
    "the same words stand at the head of three pages": more(
        *[each for _page in range(3) for each in (Turn(), tag("P", "同一句话。"))]
    ),
    "headings that count pages": more(*[each for page in (3, 4, 5) for each in (Turn(), tag("H2", f"第{page}题"))]),
    "a table whose cells name their heads": more(
        table(
            tag("TR", tag("TH", "a", ID=String("h1"))),
            tag("TR", tag("TD", "b", A=Dictionary(O=Name.Table, Headers=Array([String("h1")])))),
        )
    ),
    "cells that reach over rows": more(
        table(
            heads("a", "b"),
            tag("TR", tag("TD", "c", A=Dictionary(O=Name.Table, RowSpan=2)), tag("TD", "d")),
            data("e"),
        )
    ),
    "an empty cell": more(table(heads("a", "b"), tag("TR", tag("TD", "c"), tag("TD")))),
    "two tables with different heads": more(table(heads("a"), data("b")), Turn(), table(heads("c"), data("d"))),
    "three links that end with page numbers": more(*map(entry, "111")),
    "a note whose call is set otherwise": more(
        tag("P", tag("Reference", tag("Link", "[2]", To("注")))), tag("Note", tag("Lbl", "2."), "注", ID=String("n2"))
    ),
    "a note whose sign is a star": more(*note("＊")),
    "a note that is called in an item of a list": more(
        tag("L", tag("LI", tag("Lbl", "•"), tag("LBody", "话", tag("Reference", "⑦"), note("⑦")[1])))
    ),
    "an address that says itself": more(tag("P", tag("Link", "网页", To(URI, uri=URI)))),
    "a link that is told in Latin words": more(tag("P", tag("Link", "see", To("Section 2", page=0)))),
    "two links that follow one another": more(
        tag("P", tag("Link", "甲", To("甲", uri=URI)), tag("Link", "乙", To("乙", uri=URI + "/b")))
    ),
    "a formula that goes on on the next page": broken(_formula_over_pages),
    "a figure that goes on over the edge": broken(_box(-20, 40, 360, 590)),
    "a kind of one's own that is mapped": _mapped,
    "notes and fields with words": broken(_page_note("Annot", Subtype=Name.Text, Contents=String("话"))),
    "a field that says what it is for": broken(_page_note("Form", Subtype=Name.Widget, TU=String("姓名"))),
    "a hidden note": broken(_page_note("", Subtype=Name.Text, F=2)),
    "a note beside the page": broken(_page_note("", Subtype=Name.Text, Rect=Array([800, 800, 820, 820]))),
    "a formula in MathML": more(
        tag(
            "Formula",
            tag("math", "x", NS=Dictionary(Type=Name.Namespace, NS=String("http://www.w3.org/1998/Math/MathML"))),
            A=Dictionary(O=Name.Layout, BBox=Array([40, 40, 360, 590])),
        )
    ),
    "codes of languages": lambda: tagged(
        tag(
            "Document",
            *good_tree().kids,
            tag("P", *(tag("Span", "x", Lang=String(code)) for code in ("zh-Hans-CN", "zh-Latn-pinyin", "ii", "x-a"))),
        )
    ),
}


@pytest.mark.parametrize("name", list(GOOD))
def test_what_is_near_to_a_fault_but_good_passes(name: str, tmp_path: Path) -> None:
    verdict = judged(GOOD[name](), tmp_path)
    assert (verdict.findings, verdict.not_run) == ((), ())


def test_every_check_of_tags_has_a_negative_control() -> None:
    asked = {each for each in read_profile("accessible", KNOWN).severities if each.startswith("tags.")}
    assert asked | {"links.tagged", "links.parted", "links.words"} == {case.id for case in CASES}


def test_text_without_a_language_is_found_where_the_file_has_none(tmp_path: Path) -> None:
    pdf = tagged(
        tag("Document", tag("H1", "题", Lang=String("zh")), tag("P", "话。"), tag("P", "话", Lang=String("zh")))
    )
    assert judged(pdf, tmp_path).findings == ()
    del pdf.Root.Lang
    found = judged(pdf, tmp_path).findings
    assert [each.id for each in found] == ["accessibility.language", "tags.languages"]
    content = pdf.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents = pdf.make_stream(content.replace(b"/MCID 1", b"/Lang (zh) /MCID 1"))
    assert [each.id for each in judged(pdf, tmp_path).findings] == ["accessibility.language"]


def test_findings_have_places(tmp_path: Path) -> None:
    (found,) = judged(more(tag("H4", "x"))(), tmp_path).findings
    assert found.box is not None
    left, bottom, right, top = found.box
    assert (left, right) == (40, 50)
    assert 0 < bottom < top < 600


def test_of_a_file_without_tags_only_that_is_told(tmp_path: Path) -> None:
    pdf = tagged()
    del pdf.Root.StructTreeRoot
    assert {each.id for each in judged(pdf, tmp_path).findings} == {"accessibility.tagged"}


def test_a_tree_that_is_too_large_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tags.tree_reading.MOST_ELEMENTS", 5)
    verdict = judged(tagged(), tmp_path)
    assert not verdict.is_fit
    assert {"tags.kinds", "tags.headings"} <= {each.id for each in verdict.not_run}
