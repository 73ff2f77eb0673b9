"""Composed lines as they stand in finished PDFs, measured through glyph origins."""

from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from re import findall, sub

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped
from tests.conformance.body_text import body_paragraphs, is_heading
from tests.conformance.printed_page import CLOSING, OPENING, Line, extracted, lines_by_poppler, read_pages
from tests.conformance.rules import Measure, Report, check_paragraph
from tests.finished import finished_sample

EM, PITCH, MEASURE = 12, 20, 20
TOLERANCE = 0.02  # em
NEVER_FIRST = CLOSING + "—…％℃·"
STYLE = f"""
@page {{ size: {MEASURE * EM + 40}pt 300pt; margin: 20pt }}
html {{ font: {EM}pt/{PITCH}pt "Kanben Song" }}
body {{ margin: 0 }}
p, li {{ margin: 0; text-align: justify; text-indent: 2em; widows: 2 }}
ul {{ margin: 0; padding: 0 }}
strong {{ font-family: "Kanben Hei"; font-weight: 400 }}
em {{ font-family: "Kanben Kai"; font-style: normal }}
a {{ color: inherit; text-decoration: none; white-space: pre-line }}
.boxed {{ display: inline-block; text-indent: 0 }}
.note {{ font-size: 8.4pt; line-height: 0; vertical-align: .4em }}
"""
SPECIMEN = """\
（排版）是把文字放到纸上的手艺：“行要齐，字要匀。”一页二十行，每行二十五字，标点各占一字；
遇到行末，句号、逗号只占半字，让右边齐成一线。

二〇二三年用WeasyPrint 70.0排了36页，正文16 pt，行距28 pt；其中<strong>黑体标题</strong>
《关于<em>楷体</em>的说明》、“引文”和（括注）混在一行，仍要整齐。

地址<a href='https://www.example.com/'>https://www.example.com/a/long/path?query=value&amp;other=thing</a>
太长，可以在斜线后断开——破折号不断，省略号……也不断，97.7％和37℃不离数字。

“问：‘标点挤压要怎样做？’”答：“先挤后拉，挤不够再拉。”《甲》《乙》、《丙》（丁）、“戊”，
一路排下去，空白都收成半字。

注码<span class='note'>①</span>跟着前面的字走，不到行首去；<strong>粗体，</strong>（括号）
<em>“楷体”</em>，跨过边界也一样收。
"""
PARAGRAPHS = tuple(text.replace("\n", "") for text in SPECIMEN.split("\n\n"))


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    load_weasyprint(find_shipped("fonts"))


def specimen(language: str = "zh-CN", paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"specimen.css": STYLE}, folders={}, drawing=Drawing.PLAIN
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    part = typesetter.lay_out(f"<html lang='{language}'><body>{body}</body></html>")
    assert part.warnings == ()
    data: bytes = write_overlay_pdf(part)
    return data


def plain(paragraph: str) -> str:
    """The text of a paragraph without its tags."""
    return unescape(sub(r"<[^>]*>", "", paragraph))


def lines_of(data: bytes) -> list[Line]:
    return [line for page in read_pages(data) for line in page.rows]


def flowing(lines: list[Line], indent: float) -> Iterator[Line]:
    """Lines after which their paragraph goes on: the next begins at the left edge."""
    for line, following in pairwise(lines):
        if following.left < indent:
            yield line


def ragged(data: bytes) -> list[str]:
    """Lines of the specimen that should be flush and are not."""
    right = 20 + MEASURE * EM
    inner = flowing(lines_of(data), 20 + EM)
    return [line.text for line in inner if abs(line.right - right) > TOLERANCE * EM]


@pytest.fixture(scope="module")
def data() -> bytes:
    return specimen()


def test_right_edges_are_flush(data: bytes) -> None:
    """But for those of the address, which are short rather than torn."""
    assert [text for text in ragged(data) if "/" not in text] == []


def test_ragged_lines_are_seen() -> None:
    assert len(ragged(specimen("en"))) > 5


BOXED = (
    (
        "行要齐字要匀，一<span class='boxed'>框</span>页二十行每<span class='boxed'>行</span>二"
        "Donaudampfschiffahrt太长放不下。"
    ),
)


def test_gaps_after_boxed_pieces_are_kept() -> None:
    assert ragged(specimen(paragraphs=BOXED)) == []


def test_gaps_that_are_dropped_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.engine.line_source import LineSource

    monkeypatch.setattr(LineSource, "gap_after", lambda *_arguments: 0.0)
    assert ragged(specimen(paragraphs=BOXED)) != []


def test_left_edges_are_flush(data: bytes) -> None:
    for line in lines_of(data):
        assert min(abs(line.left - 20), abs(line.left - 20 - 2 * EM)) <= TOLERANCE * EM, line.text


def test_no_line_begins_or_ends_with_what_may_not(data: bytes) -> None:
    lines = lines_of(data)
    assert [line.text for line in lines if line.text[0] in NEVER_FIRST + "①" or line.text[-1] in OPENING] == []


def spaces(text: str) -> list[str]:
    """Each space of *text* with its neighbours."""
    return [text[at - 1 : at + 2] for at, character in enumerate(text) if character == " "]


def test_text_stays_text(data: bytes) -> None:
    """Not a space more, though gaps between Han and Latin are a quarter em; spaces at line ends may go."""
    source, text = "".join(map(plain, PARAGRAPHS)), extracted(data)
    assert text.replace(" ", "") == source.replace(" ", "")
    found = spaces(text)
    assert set(found) <= set(spaces(source))
    assert len(spaces(source)) - 2 <= len(found) <= len(spaces(source))


def test_spaces_that_readers_make_up_are_seen(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.engine import composed_text

    monkeypatch.setattr(composed_text, "VISIBLE", 10_000)
    assert len(spaces(extracted(specimen()))) > len(spaces(extracted(data)))


def test_base_lines_are_on_the_grid(data: bytes) -> None:
    for page in read_pages(data):
        for line in page.rows:
            offset = (line.base - page.rows[0].base) % PITCH
            assert min(offset, PITCH - offset) < 0.1, line.text


def test_adjacent_marks_take_one_and_a_half_em(data: bytes) -> None:
    """Of all pairs on paper, and that means across spans too: never more than 1.5 em and what justification adds."""
    pairs = 0
    for line in lines_of(data):
        for first, second in pairwise(line.glyphs):
            if first.character in CLOSING and second.character in OPENING + CLOSING:
                # from the first mark's origin to the second's: that lies half an em before an opening mark
                assert -0.02 <= (second.x - first.x) / first.size <= 0.65, line.text
                pairs += 1
    assert pairs > 12


def test_the_sample_issue_is_flush_and_keeps_the_rules() -> None:
    finished = finished_sample("gongyun")
    geometry = finished.layout.geometry
    area = geometry.type_area
    articles = (finished.workspace / "issues").rglob("*.md")
    after_breaks = {text for path in articles for text in findall(r"\\\n(.{4})", path.read_text(encoding="utf-8"))}
    measure = Measure(geometry.inside, geometry.inside + area.column_width, area.size)
    report = Report()
    for lines in body_paragraphs(read_pages(finished.pdf.read_bytes())[1:-1], geometry, after_breaks):
        if not is_heading(lines[0]):
            check_paragraph(lines, measure, report)
    assert {rule: found for rule, found in report.broken.items() if found} == {}
    assert report.looked["right edges are flush"] > 250


def test_latin_text_keeps_its_own_marks() -> None:
    (line,) = lines_of(specimen(paragraphs=("言He said, “Yes, don’t.” 言“OK”／言",)))
    starts = [glyph.x / EM for glyph in line.glyphs]
    at = line.text.index
    widths = [starts[index + 1] - starts[index] for index in (at("“"), at("’"), at("“", at("OK") - 2))]
    assert widths == pytest.approx([0.462, 0.266, 1.0], abs=0.01)  # Noto Serif's own “ and ’; an em in Chinese
    assert starts[-1] - starts[-2] == pytest.approx(0.5, abs=0.01)


def test_words_are_cut_with_hyphens_that_are_no_text() -> None:
    text = "关于international cooperation and understanding的说明，soft\u00adhyphen\u00adsoft\u00adhyphen也是。" * 2
    data = specimen(paragraphs=(f"</p><p style='hyphens: auto'>{text}",))
    found = extracted(data)
    assert "-" not in found
    assert found.replace(" ", "").replace("\u00ad", "") == text.replace(" ", "").replace("\u00ad", "")
    whole = specimen(paragraphs=(text.replace("\u00ad", ""),))
    cut, uncut = ([line.text[-1] for line in lines_of(pdf)] for pdf in (data, whole))
    assert sum(map(str.isascii, cut)) > sum(map(str.isascii, uncut))


def test_styles_of_a_paragraph_are_read_from_custom_properties() -> None:
    text = "天，地（玄）黄；宇宙洪荒"
    full = specimen(paragraphs=(f"<span>{text}</span>",))
    opened = specimen(paragraphs=(f"</p><p style='--punctuation: open'>{text}",))
    (first,) = lines_of(full)
    (second,) = lines_of(opened)
    assert first.right - first.left == pytest.approx(12 * EM, abs=0.1)
    assert second.right - second.left == pytest.approx(10 * EM, abs=0.1)


def test_poppler_reads_the_text_without_a_space_more(data: bytes) -> None:
    source, text = "".join(map(plain, PARAGRAPHS)), "".join(lines_by_poppler(data))
    assert text.replace(" ", "") == source.replace(" ", "")
    assert set(spaces(text)) <= set(spaces(source))


def test_poppler_reads_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where marks give way, at the edges of spans as well; raised note marks are read apart."""
    from pipeline.engine import composed_text

    paragraphs = (*PARAGRAPHS[:-1], "；<strong>粗体，</strong>（括号）<em>“楷体”</em>，跨过<em>（边界</em>）也一样收。")
    data = specimen(paragraphs=paragraphs)
    count = len(lines_of(data))
    assert len(lines_by_poppler(data)) == count
    monkeypatch.setattr(composed_text, "VISIBLE", 10_000)
    assert len(lines_by_poppler(specimen(paragraphs=paragraphs))) > count
