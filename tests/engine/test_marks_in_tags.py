"""Marks are artifacts and ruby is tagged as such: what PDF/UA-1 and PDF/A-2a ask for, wherever they stand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped

load_weasyprint(find_shipped("fonts"))

from pipeline.engine import drawing  # noqa: E402
from pipeline.engine.patches import marked_lines  # noqa: E402

STYLE = """
@page { size: 280pt 500pt; margin: 20pt }
html { font: 12pt/20pt "Kanben Song" }
p { text-align: justify }
a { white-space: pre-line }
rt { font: .5em "Kanben Hei"; line-height: 0; vertical-align: 1.94em }
.dots { --emphasis-mark: dot }
.noun { --line-below: straight }
.title { --line-below: wavy }
"""
RUBY = "<ruby><rb>汉</rb><rt>hàn</rt></ruby><ruby><rb>字</rb><rt>zì</rt></ruby>"
NAMES = f"<span class='noun'>李时珍</span><span class='title'>本草{RUBY}</span>"
MARKED = f"<span class='dots'>着重<strong>号</strong></span>{NAMES}"
BODY = f"""
<h1>标题{MARKED}</h1>
<p id="here">正文{MARKED}，<em>{MARKED}</em>，一直排到这一行的后面去，再排到下一行。</p>
<p class="dots"><a href="#here">见此</a>，<span class="noun"><a href="https://example.org/">网页</a></span>。</p>
<p>链里<a href="#here">见{MARKED}</a>与<a href="https://example.org/"><strong>网页</strong></a>。</p>
<ul><li>{MARKED}</li></ul>
<table><tr><th scope="col">{MARKED}</th></tr><tr><td>{MARKED}</td></tr></table>
<blockquote><p>{MARKED}<span style="display: inline-block">{MARKED}</span></p></blockquote>
"""
FACTS = PdfFacts(title="题", authors=("者",), subject="", language="zh-CN", created=datetime(2024, 1, 1, tzinfo=UTC))


def written(path: Path) -> Path:
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"specimen.css": STYLE}, folders={})
    part = typesetter.lay_out(f"<html lang='zh-CN'><head><title>题</title></head><body>{BODY}</body></html>")
    assert part.page_count == 1
    path.write_bytes(write_reading_pdf([part], FACTS, ("1",)))
    return path


def test_it_stays_pdf_a_2a_and_pdf_ua_1(
    verapdf: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = written(tmp_path / "good.pdf")
    monkeypatch.setattr(marked_lines.draw, "draw_inline_level", _drawing_within_tagged_text())
    within = written(tmp_path / "within.pdf")
    monkeypatch.undo()
    monkeypatch.setattr(drawing, "find_whole_links", lambda page: page.links)
    nested = written(tmp_path / "nested.pdf")
    verdicts = verapdf([good, within, nested], ["2a", "ua1"])
    assert [str(result) for result in verdicts[good].values()] == ["passed", "passed"]
    assert {failure.clause for failure in verdicts[within]["ua1"].failures} == {"7.1"}
    assert {failure.clause for failure in verdicts[nested]["ua1"].failures} == {"7.18.5"}


def _drawing_within_tagged_text() -> Callable[..., None]:
    """``draw_inline_level`` with an artifact inside what is tagged, as marks drawn with their texts would be."""
    draw_inline_level = marked_lines.draw.draw_inline_level

    def draw(stream: Any, page: Any, box: Any, *arguments: Any, **more: Any) -> None:
        with stream.marked(box, "Span"), stream.artifact():
            stream.rectangle(0, 0, 1, 1)
            stream.fill()
        stream._tags.pop(box)
        draw_inline_level(stream, page, box, *arguments, **more)

    return draw


def elements(element: Any) -> Iterator[Any]:
    """All structure elements below *element*."""
    kids = element.get("/K", [])
    for kid in (kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])):
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_ruby_is_tagged_with_base_and_reading(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(written(tmp_path / "ruby.pdf"))
    ruby = [element for element in elements(reader.root_object["/StructTreeRoot"]) if element["/S"] == "/Ruby"]
    assert len(ruby) == 2 * BODY.count("<rt>hàn")
    assert all([kid.get_object()["/S"] for kid in element["/K"]] == ["/RB", "/RT"] for element in ruby)
