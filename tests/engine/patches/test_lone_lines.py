"""No paragraph's last line stands alone on top of a page (孤行); read from finished PDFs."""

import random
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped
from tests.conformance.printed_page import Line, read_pages

EM, PITCH, MEASURE, LINES = 12, 20, 20, 12
STYLE = f"""
@page {{ size: {MEASURE * EM + 40}pt {LINES * PITCH + 40}pt; margin: 20pt }}
html {{ font: {EM}pt/{PITCH}pt "Kanben Song" }}
body {{ margin: 0 }}
p {{ margin: 0; text-align: justify; text-indent: 2em; orphans: 1; widows: var(--widows) }}
"""
HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"


def paragraphs(seed: int, count: int = 60) -> list[str]:
    """Paragraphs of 2 to 6 lines with a mark after every few characters."""
    choice = random.Random(seed)
    result = []
    for _paragraph in range(count):
        length = choice.randint(24, 110)
        text = ""
        while len(text) < length:
            text += "".join(choice.choices(HAN, k=choice.randint(3, 9))) + choice.choice("，，，、；：")
        result.append(text[:-1] + "。")
    return result


def pages(texts: list[str], widows: int) -> list[list[Line]]:
    load_weasyprint(find_shipped("fonts"))
    style = STYLE.replace("var(--widows)", str(widows))
    body = "".join(f"<p>{text}</p>" for text in texts)
    part = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"specimen.css": style}, folders={}, drawing=Drawing.PLAIN
    ).lay_out(f"<html lang='zh-CN'>{body}</html>")
    data: bytes = write_overlay_pdf(part)
    return [page.rows for page in read_pages(data)]


def lone_lines(printed: list[list[Line]]) -> list[str]:
    """First lines of pages after which a paragraph begins, and that do not begin one themselves."""
    indented = [[line.left > 20 + EM for line in page] for page in printed]
    return [
        page[0].text
        for page, begins in zip(printed, indented, strict=True)
        if page and not begins[0] and (len(page) == 1 or begins[1])
    ]


@pytest.mark.parametrize("seed", range(3))
def test_no_last_line_is_alone_on_top_of_a_page(seed: int) -> None:
    texts = paragraphs(seed)
    kept, stock = pages(texts, 2), pages(texts, 1)
    assert lone_lines(stock)
    assert lone_lines(kept) == []
    assert "".join(line.text for page in kept for line in page) == "".join(texts)


def test_pages_stay_full_where_lines_can_be_saved_or_added() -> None:
    """Left to widows alone, each lone line would cost a page its last line."""
    texts = [text for seed in range(3) for text in paragraphs(seed)]
    alone = len(lone_lines(pages(texts, 1)))
    short = [page for page in pages(texts, 2)[:-1] if len(page) < LINES]
    assert alone >= 6
    assert len(short) <= alone / 2


def new_page() -> Any:
    """A page that has no lines yet."""
    load_weasyprint(find_shipped("fonts"))
    from pipeline.engine.patches.lone_lines import PageOfLines

    return PageOfLines()


class _Paragraph:
    """Instead of a passage: of *lines* lines; may be set in *numbers* of them, in *loose* with loose ones in a row."""

    def __init__(self, lines: int, numbers: tuple[int, ...] = (), loose: tuple[int, ...] = ()) -> None:
        self.source = SimpleNamespace(is_justified=True, has_notes=False, forget_counts=lambda *_lengths: None)
        self.width, self.indent, self.skip_stack = 240.0, 0.0, None
        self.lines, self.numbers, self.loose = lines, numbers, loose

    @property
    def count(self) -> int:
        return self.lines

    def recount(self, count: int, *, for_good: bool = False, may_run: bool = True) -> bool:
        is_set = count in self.numbers or (may_run and count in self.loose)
        self.lines = count if is_set else self.lines
        return is_set


@pytest.mark.parametrize(
    ("lone", "other", "set_in"),
    [
        (_Paragraph(4, numbers=(3,)), _Paragraph(5, numbers=(4,)), (3, 5)),
        (_Paragraph(4, loose=(3,)), _Paragraph(5, numbers=(4,)), (4, 4)),
        (_Paragraph(4, loose=(3,)), _Paragraph(5, loose=(4,)), (3, 5)),
        (_Paragraph(4), _Paragraph(5, loose=(6,)), (4, 6)),
        (_Paragraph(4), _Paragraph(5), (4, 5)),
    ],
)
def test_another_paragraph_is_changed_before_loose_lines_follow_one_another(
    lone: _Paragraph, other: _Paragraph, set_in: tuple[int, int]
) -> None:
    page = new_page()
    page.add(other, 12, 2, in_column=False)
    page.add(lone, 3, 2, in_column=False)
    is_kept = lone.lines == 3
    assert page.make_room() == (not is_kept and set_in != (4, 5))
    assert (lone.lines, other.lines) == set_in


def test_in_a_column_loose_lines_may_follow_one_another() -> None:
    page = new_page()
    lone = _Paragraph(4, loose=(3,))
    page.add(lone, 3, 2, in_column=True)
    assert lone.lines == 3
    assert not page.make_room()
