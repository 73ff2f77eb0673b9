"""No paragraph's last line stands alone on top of a page (孤行); read from finished PDFs."""

import random

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
