"""A part in which words change is laid out from there only, and comes out as if it had been laid out as a whole."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.structure_elements import Element
from pipeline.resources import find_shipped

pytestmark = pytest.mark.whole

STYLE = """
@page { size: 200pt 260pt; margin: 20pt; @bottom-center { content: counter(page); font: 8pt "Kanben Hei" }
        @top-center { content: string(head); font: 8pt "Kanben Hei" } }
@page :left { margin-left: 30pt; margin-right: 10pt }
html { font: 10pt/16pt "Kanben Song" }
p { margin: 0; text-align: justify; text-indent: 2em; orphans: 2; widows: 2 }
h2 { font: 12pt/16pt "Kanben Hei"; margin: 16pt 0; break-after: avoid; string-set: head content(); bookmark-level: 2 }
table { border-collapse: collapse } td { border: .5pt solid; padding: 2pt }
.note { float: footnote; font-size: 8pt; line-height: 12pt } .note::footnote-call { content: counter(footnote) }
.columns { columns: 2; column-gap: 10pt }
"""
SENTENCE = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。"


def words(block: int) -> str:
    """The text of the paragraph *block*."""
    return SENTENCE * (1 + block * 7 % 3) + f"第{block}段。"


def page_of(texts: dict[int, str], extra: str = "") -> str:
    """Paragraphs with *texts*, in sections with heads, notes, a table and columns."""
    rows = "".join(f"<tr><td>{number}</td><td>{texts[40 + number]}</td></tr>" for number in range(8))
    blocks = []
    for number in range(40):
        note = f'<span class="note" id="n{number}">注{number}，见别处。</span>' if number % 6 == 5 else ""
        text = texts[number]
        blocks.append(f'<p data-line="{number}">{text}<a href="#h{number // 8}">见</a>{note}后文。</p>')
        if number % 8 == 0:
            blocks.insert(-1, f'<h2 id="h{number // 8}">第{number // 8}节</h2>')
        if number == 20:
            blocks.append(f"<table>{rows}</table>")
    body = "".join(blocks)
    columns = "".join(f"<p>{texts[48 + number]}</p>" for number in range(12))
    return (
        f'<html lang="zh-CN"><head><title>页</title></head><body data-slug="a">{body}'
        f'<div class="columns">{columns}</div>{extra}</body></html>'
    )


USUAL = {number: words(number) for number in range(60)}


@cache
def typesetter(*, keeps_pages: bool) -> Typesetter:
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": STYLE}, folders={}, keeps_pages=keeps_pages)


@cache
def lay_out_whole(html: str) -> LaidOutPart:
    return typesetter(keeps_pages=False).lay_out(html)


def differing(one: LaidOutPart, other: LaidOutPart) -> list[str]:
    """The names of the fields that differ."""
    pairs = ((each.name, getattr(one, each.name), getattr(other, each.name)) for each in fields(LaidOutPart))
    return [name for name, a, b in pairs if (list(flat(a)) != list(flat(b)) if name == "elements" else a != b)]


def flat(element: Element, depth: int = 0) -> Iterator[Any]:
    """All that a structure tree has, in order."""
    entries = {key: getattr(value, "data", value) for key, value in element.entries.items()}
    yield depth, element.tag, element.target, element.is_loose, element.pages, entries
    for kid in element.kids:
        yield from flat(kid, depth + 1) if isinstance(kid, Element) else [kid]


def kept_pages(before: LaidOutPart, after: LaidOutPart) -> int:
    """How many pages of *after* are those of *before*, and not made anew."""
    known = {id(page) for page in before.pages}
    return sum(id(page) in known for page in after.pages)


def lay_out_both(texts: dict[int, str], extra: str = "") -> tuple[LaidOutPart, LaidOutPart]:
    """The part as it comes out with pages kept, and as a whole."""
    html = page_of(texts, extra)
    return typesetter(keeps_pages=True).lay_out(html), lay_out_whole(html)


EDITS = st.lists(
    st.tuples(
        st.integers(0, 59),
        st.sampled_from(["天地", "玄黄，", "第", "新", "x", "2023年", "“引文”", "。"]),
        st.integers(0, 90),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=2)
@given(edits=EDITS)
@example(edits=[(15, "天地", 0), (19, "天地", 0)])  # a paragraph that a page on the other side was tried with
def test_edits_come_out_as_if_laid_out_as_a_whole(edits: list[tuple[int, str, int]]) -> None:
    compare_edits(edits)


@pytest.mark.slow
@settings(max_examples=30)
@given(edits=EDITS)
def test_many_edits_come_out_as_if_laid_out_as_a_whole(edits: list[tuple[int, str, int]]) -> None:
    compare_edits(edits)


def compare_edits(edits: list[tuple[int, str, int]]) -> None:
    """Make *edits* (block, words, where in it), one after the other, and undo them."""
    texts = dict(USUAL)
    lay_out_both(texts)
    for block, text, place in edits:
        texts[block] = texts[block][:place] + text + texts[block][place:]
        assert differing(*lay_out_both(texts)) == []
    assert differing(*lay_out_both(USUAL)) == []


MOST_PAGES = {5: 3, 33: 3, 52: 4}  # the page before the word, its own, and where lines move one more; two for columns


@pytest.mark.parametrize("block", MOST_PAGES)
def test_a_word_has_few_pages_laid_out(block: int) -> None:
    before, _whole = lay_out_both(USUAL)
    after, _whole = lay_out_both(USUAL | {block: USUAL[block].replace("玄", "元", 1)})
    made = after.page_count - kept_pages(before, after)
    assert 0 < made <= MOST_PAGES[block]


def test_lines_of_the_manuscript_move_without_a_page_being_laid_out() -> None:
    """An empty line is typed between two paragraphs: nothing is set anew, and the places of words are the new ones."""
    keeping = typesetter(keeps_pages=True)
    before = keeping.lay_out(page_of(USUAL))
    html = page_of(USUAL).replace('data-line="9"', 'data-line="99"')
    after = keeping.lay_out(html)
    assert kept_pages(before, after) == after.page_count
    assert differing(after, lay_out_whole(html)) == []
    assert after.runs != before.runs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<h2 id=", '<h2 class="x" id='),
        ("<p data-line", "<p>又一段。</p><p data-line"),
        ("第3节", ""),
        ("<table>", "<table><tr><td>0</td><td>又</td></tr>"),
    ],
)
def test_other_changes_have_all_laid_out(old: str, new: str) -> None:
    keeping = typesetter(keeps_pages=True)
    before = keeping.lay_out(page_of(USUAL))
    html = page_of(USUAL).replace(old, new, 1)
    after = keeping.lay_out(html)
    assert kept_pages(before, after) == 0
    assert differing(after, lay_out_whole(html)) == []


def test_a_running_head_that_changes_changes_on_all_its_pages() -> None:
    keeping = typesetter(keeps_pages=True)
    keeping.lay_out(page_of(USUAL))
    html = page_of(USUAL).replace("第1节", "第一节")
    assert differing(keeping.lay_out(html), lay_out_whole(html)) == []


def test_pages_more_or_fewer_have_all_laid_out() -> None:
    lay_out_both(USUAL)
    both = lay_out_both(USUAL | {3: USUAL[3] + SENTENCE * 30})
    assert differing(*both) == []
    assert differing(*lay_out_both(USUAL)) == []


@pytest.mark.parametrize(
    ("extra", "sheet"),
    [
        ("<p class='pages'></p>", ".pages::after { content: counter(page) }"),
        ("<p class='fixed'>定</p>", ".fixed { position: fixed; top: 0 }"),
    ],
)
def test_what_depends_on_other_pages_is_laid_out_as_a_whole(extra: str, sheet: str) -> None:
    made = [
        Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": STYLE + sheet}, folders={}, keeps_pages=keeps)
        for keeps in (True, False)
    ]
    before = made[0].lay_out(page_of(USUAL, extra))
    html = page_of(USUAL | {30: "改了。"}, extra)
    after = made[0].lay_out(html)
    assert kept_pages(before, after) == 0
    assert differing(after, made[1].lay_out(html)) == []


def test_a_page_that_is_kept_too_early_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: pages behind the change are taken for what they were though a line has moved onto them."""
    from pipeline.engine import resumption

    lay_out_both(USUAL)
    monkeypatch.setattr(resumption.Resumption, "_is_as_before", lambda _self, _index: True)
    found = [differing(*lay_out_both(USUAL | {block: USUAL[block] + SENTENCE * 3})) for block in (2, 10)]
    assert any(found)
