"""Blocks that are set aside stand at the head or the foot of a page or column, in order; the text fills the pages."""

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.page_floats import Outcome, PageFloat, Place, Plan, Waiting, put_early, revise, take_back
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped
from tests.conformance.specimens import MARGIN, PITCH, Sheet, Specimen, house_style, set_specimen
from tests.engine.test_rendering import differing, flat, kept_pages
from tests.engine.test_renumbering import nothing_laid_out_as_a_whole

pytestmark = pytest.mark.whole

LINES = 20  # of a page
STYLE = """
p { orphans: 1; widows: 1 } figure, .t { margin: 0 0 20pt; break-inside: avoid; background: silver }
.auto { --float: auto } .top { --float: top } .bottom { --float: bottom; margin: 20pt 0 0 } .page { --float: page }
.clear { --float: clear } h2 { margin: 0; font: 12pt/20pt "Kanben Hei"; break-after: avoid }
.note { float: footnote; font-size: 8pt; line-height: 12pt } .note::footnote-call { content: counter(footnote) }
.columns { column-count: 2; column-gap: 24pt } .wide { column-span: all }
"""


def lines(first: int, last: int) -> str:
    """Paragraphs of one line each, numbered."""
    return "".join(f"<p>行{number}。</p>" for number in range(first, last + 1))


def block(name: str, kind: str, height: int, tag: str = "figure") -> str:
    """A block of so many lines, the last of which is its name."""
    return (
        f"<{tag} class='{kind}' id='{name}'><div style='height: {(height - 1) * PITCH}pt'></div><p>{name}</p></{tag}>"
    )


def set_lines(body: str, style: str = "") -> Sheet:
    return set_specimen(Specimen(body, lines=LINES, style=STYLE + style))


def words(sheet: Sheet) -> list[list[str]]:
    """What stands on each page, line by line from the top, and from left to right."""
    pages = ([*page.lines] for page in sheet.pages)
    return [[line.text for line in sorted(page, key=lambda each: (round(each.base), each.left))] for page in pages]


def is_on_grid(sheet: Sheet) -> bool:
    bases = [glyph.y for page in sheet.pages for glyph in page.glyphs if glyph.character == "行"]
    return all(abs((base - bases[0]) / PITCH - round((base - bases[0]) / PITCH)) < 0.01 for base in bases)


def numbered(pages: list[list[str]]) -> list[int]:
    return [int(word[1:-1]) for page in pages for word in page if word.startswith("行")]


def test_what_does_not_fit_goes_to_the_head_of_the_next_page_and_the_text_fills_this_one() -> None:
    sheet = set_lines(lines(1, 15) + block("图甲", "auto", 8) + lines(16, 40))
    first, second, *_others = pages = words(sheet)
    assert first == [f"行{number}。" for number in range(1, LINES + 1)]
    assert second == ["图甲", *(f"行{number}。" for number in range(21, 32))]  # 8 lines, one of white, 11 lines
    assert numbered(pages) == list(range(1, 41))
    assert is_on_grid(sheet)


@pytest.mark.parametrize("kind", ["", "columns"])
def test_lists_in_it_have_their_numbers(kind: str) -> None:
    listed = "<div class='auto' id='甲'><ol style='margin: 0; padding: 0 0 0 24pt'><li>一</li><li>二</li></ol></div>"
    body = f"<div class='{kind}'>{lines(1, 9 if kind else 11)}{listed}{lines(12, 30)}</div>"
    found = [word for page in words(set_lines(body)) for word in page]
    assert [word for word in found if "一" in word or "二" in word] == ["1. 一", "2. 二"], found


def test_what_fits_stays_where_it_is_written() -> None:
    sheet = set_lines(lines(1, 5) + block("图甲", "auto", 8) + lines(6, 20))
    assert words(sheet)[0][4:7] == ["行5。", "图甲", "行6。"]


def test_without_it_a_hole_is_left() -> None:
    """The control: what the page looks like for a block that is not set aside."""
    first, *_others = words(set_lines(lines(1, 15) + block("图甲", "", 8) + lines(16, 40)))
    assert len(first) == 15


def test_the_foot_of_its_page_or_of_the_next() -> None:
    here = words(set_lines(lines(1, 5) + block("图甲", "bottom", 8) + lines(6, 30)))
    assert here[0] == [*(f"行{number}。" for number in range(1, 12)), "图甲"]
    next_page = words(set_lines(lines(1, 15) + block("图甲", "bottom", 8) + lines(16, 40)))
    assert next_page[0] == [f"行{number}。" for number in range(1, 21)]
    assert next_page[1][-1] == "图甲"
    assert numbered(next_page) == list(range(1, 41))


@pytest.mark.parametrize(("height", "is_bare"), [(8, True), (3, False)])
def test_at_the_foot_of_a_page_without_text_it_stands_at_its_head(height: int, is_bare: bool) -> None:
    kept = f"<div style='break-inside: avoid'>{lines(20, 19 + height)}</div>"  # has no room beside it, or has
    sheet = set_lines(lines(1, 18) + block("图甲", "bottom", 14) + lines(19, 19) + kept + lines(40, 50))
    second = next(page for page in sheet.pages if any(line.text == "图甲" for line in page.lines))
    text = [line.text for line in second.lines]
    base = next(line.base for line in second.lines if line.text == "图甲")
    first_base = sheet.pages[0].lines[0].base
    assert (text == ["图甲"]) is is_bare
    assert base == pytest.approx(first_base + (13 if is_bare else 19) * PITCH, abs=0.5)


def test_it_stands_above_the_notes_and_on_the_grid() -> None:
    note = "<p>行0。<span class='note'>注</span></p>"
    sheet = set_lines(note + lines(1, 5) + block("图甲", "bottom", 8) + lines(6, 30))
    (page, *_others) = sheet.pages
    foot = next(glyph.y for glyph in page.glyphs if glyph.character == "图")
    notes = next(glyph.y for glyph in page.glyphs if glyph.character == "注")
    body = [glyph.y for glyph in page.glyphs if glyph.character == "行"]
    assert max(body) < foot < notes
    assert ((foot - body[0]) / PITCH) % 1 == pytest.approx(0, abs=0.01)


def test_the_head_of_its_page_unless_its_article_begins_there() -> None:
    later = lines(1, 24) + block("图甲", "top", 6) + lines(25, 60)
    assert words(set_lines(f"<article>{later}</article>"))[1][:2] == ["图甲", "行21。"]
    title = f"<article>{lines(1, 4)}{block('图甲', 'top', 6)}{lines(5, 60)}</article>"
    pages = words(set_lines(title))
    assert pages[0][0] == "行1。"
    assert pages[1][0] == "图甲"


def test_blocks_of_one_kind_keep_their_order() -> None:
    body = lines(1, 15) + block("图甲", "auto", 8) + lines(16, 16) + block("图乙", "auto", 2) + lines(17, 60)
    pages = words(set_lines(body))
    found = [word for page in pages for word in page if word.startswith("图")]
    assert found == ["图甲", "图乙"]
    assert "图乙" not in pages[0]
    table = block("表甲", "auto t", 2, "div")  # of another kind, it need not wait
    assert "表甲" in words(set_lines(body.replace(block("图乙", "auto", 2), table)))[0]


def test_two_that_wait_stand_at_head_and_foot_with_text_between() -> None:
    body = lines(1, 18) + block("图甲", "auto", 6) + block("图乙", "auto", 6) + lines(19, 60)
    second = words(set_lines(body))[1]
    assert second[0] == "图甲"
    assert {"图乙"} < set(second)
    assert any(word.startswith("行") for word in second)


@pytest.mark.parametrize(("height", "is_full"), [(10, True), (6, True), (5, False), (11, False)])
def test_two_that_leave_too_few_lines_for_text_fill_a_page_together(height: int, is_full: bool) -> None:
    """Else the second would stand on the page behind, with text that is written far below it."""
    body = lines(1, 18) + block("图甲", "auto", 9) + block("图乙", "auto", height) + lines(19, 60)
    sheet = set_lines(body)
    pages = words(sheet)
    assert (pages[1] == ["图甲", "图乙"]) is is_full
    assert ("图乙" in pages[1]) is (height < 11)
    assert numbered(pages) == list(range(1, 61))
    assert is_on_grid(sheet)


def test_a_page_of_its_own_and_the_text_goes_on_before_it() -> None:
    sheet = set_lines(lines(1, 5) + block("图甲", "page", 4) + lines(6, 50))
    pages = words(sheet)
    assert pages[1] == ["图甲"]
    assert [len(page) for page in pages] == [20, 1, 20, 10]
    assert numbered(pages) == list(range(1, 51))


@pytest.mark.parametrize("body", [lines(1, 10) + block("图甲", "page", 5) + block("图乙", "auto", 12) + lines(11, 14)])
def test_where_the_text_ends_a_picture_stands_at_the_foot_and_the_rest_behind_it(body: str) -> None:
    pages = words(set_lines(block("图零", "auto", 8) + body))
    assert numbered(pages) == list(range(1, 15))
    assert [word for page in pages for word in page if word.startswith("图")].count("图乙") == 1
    assert all(any(word.startswith("行") for word in page) for page in pages if "图乙" in page)


def test_in_columns_it_stands_at_the_foot_of_the_last_of_them() -> None:
    found = columns(lines(1, 36) + block("图甲", "auto", 12))
    assert len(found) == 4
    assert found[1][-1] == "图甲"
    assert numbered(found) == list(range(1, 37))
    assert count(found) == {"图甲": 1}


PICTURE = "<img src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 9 9%22/>'"


@pytest.mark.parametrize(("last", "count_of_pages"), [(9, 1), (11, 1), (12, 2)])
def test_where_the_text_ends_a_picture_is_a_little_smaller_rather_than_alone(last: int, count_of_pages: int) -> None:
    """One of ten lines and its words, as a page of twenty has room for it at four fifths of its height."""
    image = f"{PICTURE} style='width: 100pt; height: {9 * PITCH}pt'>"
    frame = f"<div class='picture' style='height: {10 * PITCH}pt; line-height: 0'>{image}</div>"
    figure = f"<figure class='auto' style='margin: 0'>{frame}<p>图甲</p></figure>"
    pages = words(set_lines(lines(1, last) + figure))
    assert len(pages) == count_of_pages
    assert numbered(pages) == list(range(1, last + 1))


@pytest.mark.parametrize(("last", "count_of_pages"), [(8, 1), (10, 1), (11, 2)])
@pytest.mark.parametrize("kind", ["auto", "bottom"])
def test_a_picture_is_a_little_smaller_rather_than_few_lines_alone_on_a_page(
    last: int, count_of_pages: int, kind: str
) -> None:
    """Two rows of five lines, words and white on a page of twenty; they are lower by a fifth at most."""
    frame = f"<div class='picture' style='height: {5 * PITCH}pt; line-height: 0'>{PICTURE} style='height: 9pt'></div>"
    row = f"<div>{frame}</div>"
    figure = f"<figure class='{kind}' style='margin: 0 0 {PITCH}pt'>{row}{row}<p>图甲</p></figure>"
    pages = words(set_lines(lines(1, 3) + figure + lines(4, last)))
    assert len(pages) == count_of_pages
    assert numbered(pages) == list(range(1, last + 1))


def test_a_page_of_its_own_after_the_end_of_the_text() -> None:
    assert [page[-1] for page in words(set_lines(lines(1, 5) + block("图甲", "page", 4)))] == ["行5。", "图甲"]


@pytest.mark.parametrize(("numbers", "order"), [((1, 2), ["表一", "表二"]), (("", 2), ["表二", "表一"])])
def test_a_page_of_its_own_is_not_before_what_is_numbered_before_it_in_the_text(
    numbers: tuple[object, object], order: list[str]
) -> None:
    """Where an article ends the page would else stand before its last text."""
    kept, own = (
        block(name, kind, 4, "div").replace("<div", f"<div data-number='{number}'", 1)
        for name, kind, number in zip(("表一", "表二"), ("", "page"), numbers, strict=True)
    )
    body = f"<article>{lines(1, 18)}{kept}{own}{lines(19, 25)}</article><article>{lines(26, 30)}</article>"
    found = [word for page in words(set_lines(body)) for word in page if word in order]
    assert found == order


def test_one_that_is_too_high_for_text_beside_it_has_a_page_of_its_own() -> None:
    pages = words(set_lines(lines(1, 15) + block("图甲", "top", 18) + lines(16, 50)))
    assert pages[0][-1] == "行20。"
    assert ["图甲"] in pages
    assert numbered(pages) == list(range(1, 51))


@pytest.mark.parametrize("kind", ["auto", "top", "bottom"])
def test_it_stands_before_the_next_article(kind: str) -> None:
    one = f"<article>{lines(1, 15)}{block('图甲', kind, 8)}</article>"
    two = f"<article><h2>题</h2>{lines(16, 40)}</article>"
    order = [word for page in words(set_lines(one + two)) for word in page]
    assert order.index("行15。") < order.index("图甲") < order.index("题")
    assert order.count("图甲") == 1


def test_no_block_goes_beyond_one_that_clears() -> None:
    body = lines(1, 17) + block("图甲", "auto", 8) + "<p class='clear'>清</p>" + lines(18, 40)
    order = [word for page in words(set_lines(body)) for word in page]
    assert order.index("图甲") < order.index("清")


def test_a_head_does_not_part_from_its_text_by_it() -> None:
    body = lines(1, 19) + "<h2>题</h2>" + block("图甲", "auto", 8) + lines(20, 40)
    pages = words(set_lines(body))
    assert "题" not in pages[0]


def columns(body: str) -> list[list[str]]:
    """What stands in each column, from the top; two for a page."""
    sheet = set_lines(f"<div class='columns'>{body}</div>")
    middle = MARGIN + 6 * 20
    halves = []
    for page in sheet.pages:
        for is_left in (True, False):
            found = [line for line in page.lines if (line.left < middle) is is_left]
            halves.append([line.text for line in sorted(found, key=lambda each: each.base)])
    assert is_on_grid(sheet)
    return halves


def test_the_head_of_the_next_column_and_of_the_next_page() -> None:
    found = columns(lines(1, 15) + block("图甲", "auto", 8) + lines(16, 26) + block("图乙", "auto", 9) + lines(27, 90))
    assert found[0] == [f"行{number}。" for number in range(1, 21)]
    assert found[1][:2] == ["图甲", "行21。"]
    assert found[2][0] == "图乙"
    assert numbered(found) == list(range(1, 91))


def test_the_foot_of_its_column() -> None:
    found = columns(lines(1, 5) + block("图甲", "bottom", 8) + lines(6, 60))
    assert found[0] == [*(f"行{number}。" for number in range(1, 12)), "图甲"]
    assert numbered(found) == list(range(1, 61))


@pytest.mark.parametrize(("kind", "is_below_text"), [("bottom", True), ("auto", False)])
def test_one_for_the_foot_that_waits_for_the_next_column_stands_at_its_foot(kind: str, is_below_text: bool) -> None:
    blocks = block("图甲", "auto", 8) + block("图乙", kind, 6)
    (page, *_others) = set_lines(f"<div class='columns'>{lines(1, 14)}{blocks}{lines(15, 40)}</div>").pages
    second = {line.text: line.base for line in page.lines if line.left > page.width / 2}
    text = [base for words, base in second.items() if words.startswith("行")]
    assert second["图甲"] < min(text)
    assert (second["图乙"] > max(text)) is is_below_text


def test_it_stands_in_columns_that_are_balanced() -> None:
    found = columns(lines(1, 12) + block("图甲", "auto", 8) + lines(13, 16))
    assert sorted(word for column in found for word in column if word == "图甲") == ["图甲"]
    assert numbered(found) == list(range(1, 17))


def test_a_wide_one_goes_across_the_head_of_the_next_page() -> None:
    found = columns(lines(1, 30) + block("图甲", "auto wide", 8) + lines(31, 70))
    assert numbered(found[:2]) == list(range(1, 41))
    assert found[2][:2] == ["图甲", "行41。"]
    assert found[3][0] == "行52。"  # beside it: 8 lines, one of white, 11 lines in the left column
    assert numbered(found) == list(range(1, 71))


def test_a_wide_one_stands_at_the_foot_of_its_page_if_it_fits() -> None:
    found = columns(lines(1, 8) + block("图甲", "bottom wide", 8) + lines(9, 60))
    assert found[0][-1] == "图甲"
    assert numbered(found[:2]) == list(range(1, 23))


def test_nothing_is_lost_at_the_end_of_columns() -> None:
    for last in range(9, 40, 3):
        body = lines(1, 8) + block("图甲", "auto", 14) + block("图乙", "top wide", 9) + lines(9, last)
        found = [word for column in columns(body) for word in column]
        assert found.count("图甲") == found.count("图乙") == 1, last


def count(found: list[list[str]]) -> Counter[str]:
    """How often each figure stands on the pages."""
    return Counter(word for page in found for word in page if word.startswith("图"))


def test_a_column_has_what_waits_also_where_balanced_columns_would_be_too_low_for_it() -> None:
    """The place where a wide one could land must not part the columns."""
    body = block("图甲", "bottom wide", 4) + lines(1, 33) + block("图乙", "auto", 12) + lines(34, 44)
    found = columns(body)
    assert len(found) == 4
    assert numbered(found) == list(range(1, 45))
    assert count(found) == {"图甲": 1, "图乙": 1}


def test_no_page_follows_one_that_stands_alone_behind_the_text() -> None:
    """Nothing is left then but places where blocks would land that stand already."""
    body = lines(1, 7) + block("图甲", "top wide", 7) + lines(8, 24) + block("图乙", "top", 12) + lines(25, 38)
    pages = words(set_lines(f"<article><h2>题</h2><div class='columns'>{body}</div></article>"))
    assert all(pages)
    assert count(pages) == {"图甲": 1, "图乙": 1}


def test_each_stands_once_where_several_find_no_room_in_their_column() -> None:
    three = [("auto", 9), ("auto", 2), ("top", 3), ("auto", 16)]
    texts = [lines(1, 17), lines(18, 20), lines(21, 29), lines(30, 33), lines(34, 39)]
    blocks = [block(f"图{name}", *each) for name, each in zip("甲乙丙丁", three, strict=True)]
    body = "".join(text + each for text, each in zip(texts, [*blocks, ""], strict=True))
    assert count(columns(f"<h2>题</h2>{body}")) == dict.fromkeys(("图甲", "图乙", "图丙", "图丁"), 1)


@pytest.mark.parametrize("layout", ["gongyun", "journal", "huakan"])
@pytest.mark.parametrize("place", ["auto", "bottom"])
def test_a_line_of_white_is_between_text_and_figures_of_all_layouts(layout: str, place: str) -> None:
    """A figure of three lines and its caption: at the head of the page after its call, or at the foot of it."""
    area = house_style(layout)[1].type_area
    picture = f"<div class='picture' style='height: {3 * area.pitch}pt'></div>"
    figure = f"<figure class='place-{place} wide'>{picture}<figcaption>图</figcaption></figure>"
    text, first = "<p>行</p>" * area.lines * area.columns, "<p>行</p>" * (area.lines * area.columns - 2)
    sheet = set_specimen(Specimen(f"<div class='columns'>{first}{figure}{text}</div>", layout=layout))
    (page,) = (page for page in sheet.pages if any(line.text == "图" for line in page.lines))
    (caption,) = (line.base for line in page.lines if line.text == "图")
    bases = [line.base for line in page.lines if line.text == "行"]
    if place == "auto":
        assert min(bases) - caption == pytest.approx(2 * area.pitch, abs=2)
    else:
        assert caption - max(bases) == pytest.approx(5 * area.pitch, abs=2)


# --- pages laid out again, renumbered, tagged


PARTS = """
@page { size: 200pt 240pt; margin: 20pt; @bottom-center { content: counter(page); font: 8pt "Kanben Hei" } }
@page :left { margin-left: 30pt; margin-right: 12pt } @page :right { margin-left: 12pt; margin-right: 30pt }
html { font: 10pt/16pt "Kanben Song" } html.verso { break-before: verso } p { margin: 0 }
figure { margin: 0 0 16pt; --float: auto; break-inside: avoid } figure div { height: 80pt; background: silver }
.turned { --float: page } .bottom { --float: bottom }
.columns { columns: 2; column-gap: 10pt } .wide { column-span: all }
.note { float: footnote; font-size: 8pt; line-height: 12pt } .note::footnote-call { content: counter(footnote) }
"""
SENTENCE = "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。"


def part_on(folio: int, changed: int = -1, more: str = "") -> str:
    """The HTML of a part with figures, one in four pages or so; the paragraph *changed* has *more* words."""
    texts = []
    for number in range(60):
        note = f'<span class="note" id="n{number}">注{number}。</span>' if number % 9 == 4 and number < 40 else ""
        texts.append(f"<p>{note}{SENTENCE * (1 + number * 7 % 4)}{more if number == changed else ''}</p>")
        if number % 7 == 3:
            kind = ("", "bottom", "wide")[number % 3]
            caption = f"图{number}{more if number == changed else ''}"
            texts.append(f'<figure class="{kind}" id="f{number}"><div></div><p>{caption}</p></figure>')
    texts[20:20] = ['<div class="turned"><table><tr><td>转</td></tr></table></div>']
    body = "".join(texts[:40]) + f'<div class="columns">{"".join(texts[40:])}</div>'
    return (
        f'<html lang="zh-CN" class="{"recto" if folio % 2 else "verso"}"><head><title>页</title>'
        f"<style>@page :first {{ counter-reset: page {folio} }}</style></head><body>{body}</body></html>"
    )


@cache
def typesetter(*, keeps_pages: bool) -> Typesetter:
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": PARTS}, folders={}, keeps_pages=keeps_pages)


@cache
def lay_out_whole(folio: int, changed: int = -1, more: str = "") -> LaidOutPart:
    return typesetter(keeps_pages=False).lay_out(part_on(folio, changed, more))


@pytest.mark.parametrize("changed", [31, pytest.param(45, marks=pytest.mark.slow)])
def test_words_that_change_have_few_pages_laid_out(changed: int) -> None:
    keeping = typesetter(keeps_pages=True)
    keeping.lay_out(part_on(1))
    made = []
    for more in (SENTENCE * 3, "", "又"):
        made.append(keeping.lay_out(part_on(1, changed, more)))
        assert differing(made[-1], lay_out_whole(1, changed, more)) == []
    assert 4 < kept_pages(*made[-2:]) < made[-1].page_count


def test_pages_of_what_is_no_more_are_let_go() -> None:
    keeping = Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": PARTS}, folders={}, keeps_pages=True)
    first, other = (keeping.lay_out(plain_part(more)) for more in ("", "<p>又一段。</p>"))
    again = keeping.lay_out(plain_part("", "改"))
    assert kept_pages(first, again) > 0
    keeping.forget_others([other])
    assert kept_pages(again, keeping.lay_out(plain_part("", "动"))) == 0
    assert kept_pages(other, keeping.lay_out(plain_part("<p>又一段。</p>", "改"))) > 0


def plain_part(more: str, word: str = "字") -> str:
    """The HTML of three pages and *more*; *word* stands on the first."""
    return f"<html lang='zh-CN'><body><p>{word}</p>{'<p>行。</p>' * 40}{more}</body></html>"


def waiting_part(word: str) -> str:
    """The HTML of three pages: a figure waits for the second, and on the third stands *word*."""
    more = f"<p>{word}</p>{'<p>行。</p>' * 3}"
    return f"<html lang='zh-CN'><body>{'<p>行。</p>' * 10}{FIGURE}{'<p>行。</p>' * 14}{more}</body></html>"


FIGURE = "<figure id='f'><div></div><p>图</p></figure>"


def test_a_page_that_something_waits_for_is_no_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.engine.patches import page_beginnings

    def edited() -> list[str]:
        keeping = Typesetter(fonts=find_shipped("fonts"), style_sheets={"a.css": PARTS}, folders={}, keeps_pages=True)
        keeping.lay_out(waiting_part("前"))
        return differing(keeping.lay_out(waiting_part("后")), typesetter(keeps_pages=False).lay_out(waiting_part("后")))

    assert edited() == []
    monkeypatch.setattr(page_beginnings, "waits_for", lambda _context, _number: ())  # the control
    assert edited()


@pytest.mark.parametrize("folio", [2, 9])
def test_on_other_folios_it_is_as_if_laid_out_there(folio: int) -> None:
    keeping = typesetter(keeps_pages=True)
    keeping.lay_out(part_on(1, 45, "又"))
    keeping.find_extent(part_on(1))  # most pages stay
    with nothing_laid_out_as_a_whole():
        part = keeping.lay_out(part_on(folio))
    assert differing(part, lay_out_whole(folio)) == []


def test_anchors_are_those_of_the_page_where_it_stands() -> None:
    assert typesetter(keeps_pages=False).lay_out(waiting_part("字")).extent.anchors["f"] == 1


def test_it_is_read_where_it_is_written() -> None:
    part = typesetter(keeps_pages=False).lay_out(waiting_part("字"))
    assert part.elements is not None
    tags = [row[1] for row in flat(part.elements) if isinstance(row, tuple) and len(row) > 3]
    assert tags.index("Div") == tags.index("P") + 10
    assert [run.page for run in part.runs if run.text == "图"] == [1]


# --- what is tried on a page


class _Box:
    """A box as far as plans look at it."""

    def __init__(self, tag: str = "figure") -> None:
        self.element = type("Element", (), {"tag": tag})


ARTICLE = _Box("article")
BEGUN = frozenset({id(ARTICLE)})


def set_aside(number: int, *places: Place, tag: str = "figure", may_stay: bool = False) -> PageFloat:
    return PageFloat(box=_Box(tag), container=ARTICLE, number=number, places=places, may_stay=may_stay, is_across=True)


HEADED, FOOTED = set_aside(0, Place.HEAD), set_aside(1, Place.FOOT)
STAYING = set_aside(2, Place.HEAD, Place.FOOT, may_stay=True)


def test_a_block_is_tried_on_its_page_and_given_up_when_its_call_is_gone() -> None:
    tried = revise(Plan(), Outcome(called=frozenset({HEADED}), standing={}, begun=BEGUN))
    assert tried is not None
    assert tried.added == {HEADED: Place.HEAD}
    gone = revise(tried, Outcome(called=frozenset(), standing={HEADED: Place.HEAD}, begun=BEGUN))
    assert gone is not None
    assert not gone.added
    assert revise(gone, Outcome(called=frozenset({HEADED}), standing={}, begun=BEGUN)) is None


def test_where_a_second_pushes_off_the_call_of_the_first_the_second_is_given_up() -> None:
    plan = Plan(added={HEADED: Place.HEAD, FOOTED: Place.FOOT})
    gone = revise(plan, Outcome(called=frozenset({FOOTED}), standing=plan.added, begun=BEGUN))
    assert gone is not None
    assert gone.added == {HEADED: Place.HEAD}


def test_no_head_above_the_beginning_of_an_article() -> None:
    assert revise(Plan(), Outcome(called=frozenset({HEADED}), standing={}, begun=frozenset())) is None


def test_what_may_stay_and_did_not_fit_is_not_tried() -> None:
    assert revise(Plan(), Outcome(called=frozenset({STAYING}), standing={}, begun=BEGUN)) is None


def test_what_stands_before_an_earlier_one_is_held() -> None:
    outcome = Outcome(called=frozenset({FOOTED}), standing={FOOTED: Place.FOOT, STAYING: Place.FLOW}, begun=BEGUN)
    held = revise(Plan(added={FOOTED: Place.FOOT}), outcome)
    assert held is not None
    assert held.held == {STAYING}
    other = set_aside(2, Place.HEAD, tag="div", may_stay=True)
    outcome = Outcome(called=frozenset({FOOTED}), standing={FOOTED: Place.FOOT, other: Place.FLOW}, begun=BEGUN)
    assert revise(Plan(added={FOOTED: Place.FOOT}), outcome) is None


def test_what_waited_is_not_given_up() -> None:
    waiting = Plan(waiting=(Waiting(HEADED),))
    assert revise(waiting, Outcome(called=frozenset(), standing={HEADED: Place.HEAD}, begun=BEGUN)) is None


def test_where_the_text_ends_one_that_waits_is_put_at_the_foot_once() -> None:
    own, wide = Waiting(set_aside(0)), Waiting(STAYING)
    early = put_early(Plan(), Outcome(), (own, wide))
    assert early is not None
    assert early.added == {STAYING: Place.FOOT}
    assert (
        revise(early, Outcome(called=frozenset(), standing={STAYING: Place.FOOT}, begun=BEGUN)) is None
    )  # its call may come later
    gone = revise(early, Outcome(called=frozenset(), standing={}, begun=BEGUN))
    assert gone is not None
    assert (gone.added, gone.early) == ({}, frozenset())
    assert put_early(gone, Outcome(), (own, wide)) is None
    assert put_early(Plan(), Outcome(), (own, Waiting(HEADED), Waiting(STAYING, is_ahead=True))) is None


def test_one_that_stands_early_is_taken_back_if_few_lines_are_left_for_the_next_page() -> None:
    early = put_early(Plan(), Outcome(lines=20), (Waiting(STAYING),))
    assert early is not None
    is_open = frozenset({id(STAYING.container)})
    assert take_back(early, Outcome(lines=16, open=is_open)) is None
    assert take_back(early, Outcome(lines=17, open=is_open)) == early.without(STAYING)
    assert take_back(early, Outcome(lines=16)) == early.without(STAYING)  # it would stand before its article


def test_where_the_text_ends_no_picture_stands_before_its_own_article() -> None:
    article = f"<article><h2>题</h2>{lines(13, 19)}{block('图甲', 'auto', 10)}</article>"
    pages = words(set_lines(f"<article>{lines(1, 12)}</article>{article}"))
    at = {word: number for number, page in enumerate(pages) for word in page}
    assert at["图甲"] >= at["题"]
    assert numbered(pages) == list(range(1, 20))


def test_places_are_in_the_order_of_reading() -> None:
    assert all(one < other for one, other in pairwise((Place.HEAD, Place.FLOW, Place.FOOT, Place.LATER)))


def test_a_picture_bled_at_the_head_of_a_page_leaves_it_no_running_head() -> None:
    style = ".bled { --float: bleed-top; column-span: all } @page { @top-left { content: '眉' } }"
    body = f"{lines(1, 22)}{block('图', 'bled', 4)}{block('乙', 'top', 3)}{lines(23, 50)}"
    pages = words(set_lines(body, style))
    assert ["眉" in page for page in pages] == [True, False, True]
    assert pages[1][:2] == ["图", "乙"]  # what is set aside after it stands below it
    columns = words(
        set_lines(f"<div class='columns'>{lines(1, 45)}{block('图', 'bled', 4)}{lines(46, 70)}</div>", style)
    )
    assert ["眉" in page for page in columns] == [True, False]


def test_a_picture_bled_at_the_head_stands_above_all_else_there() -> None:
    style = ".bled { --float: bleed-top }"
    pages = words(set_lines(f"{lines(1, 21)}{block('甲', 'top', 3)}{block('图', 'bled', 4)}{lines(22, 60)}", style))
    assert pages[1][0] == "甲"  # it comes first, and is waited for
    assert pages[2][0] == "图"


def test_where_the_text_ends_what_is_at_the_foot_stands_below_it() -> None:
    def lines_below_text(kind: str) -> float:
        """How far below the text of its last page the name of a figure stands that is at its foot."""
        body = f"{lines(1, 44)}{block('首', 'auto', 3)}{lines(45, 48)}{block('图', f'{kind} wide', 4)}{lines(49, 52)}"
        page = set_lines(f"<div class='columns'>{body}</div>").pages[-1]
        text = max(glyph.y for glyph in page.glyphs if glyph.character == "行")
        return (next(glyph.y for glyph in page.glyphs if glyph.character == "图") - text) / PITCH

    assert lines_below_text("auto") == pytest.approx(5, abs=0.01)  # four lines of figure, one of white
    assert lines_below_text("bottom") == pytest.approx(12, abs=0.01)  # as its author wants it


@pytest.mark.parametrize(("kind", "below"), [("auto", 5), ("bottom", 12)])
def test_where_a_page_ends_early_what_is_at_the_foot_stands_below_the_text(kind: str, below: int) -> None:
    """Four lines of figure and one of white; or at the foot, as its author wants it."""
    kept = block("表", "wide", 14, "div")
    body = f"{lines(1, 16)}{block('图', f'{kind} wide', 4)}{kept}{lines(17, 30)}"
    page = set_lines(f"<div class='columns'>{body}</div>", ".wide { break-inside: avoid }").pages[0]
    text = max(glyph.y for glyph in page.glyphs if glyph.character == "行")
    assert not any(glyph.character == "表" for glyph in page.glyphs)
    assert (next(glyph.y for glyph in page.glyphs if glyph.character == "图") - text) / PITCH == pytest.approx(below)
