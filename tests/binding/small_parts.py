"""Small finished PDFs to be bound: tagged pages with a heading, a link, a table and an outline; a sheet of stamps."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Literal

from pipeline.binding.document.assembly import PartToBind, VolumePlan, bind
from pipeline.binding.stamps.stamp_sheet import StampSheet
from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.volume_links import SCHEME
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped
from pipeline.standards import Standard

WIDTH, HEIGHT = 300, 400  # pt
MOMENT = datetime(2023, 12, 31, tzinfo=UTC)
FACTS = PdfFacts(title="试刊 2023年合订本", authors=("编辑部",), subject="", language="zh-CN", created=MOMENT)
_SHEET = f"""
@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 40pt }}
h1, h2, p, td, th {{ font: 12pt/18pt "Kanben Song"; margin: 0 }}
h1 {{ font-family: "Kanben Hei"; bookmark-level: 1 }}
h2 {{ font-family: "Kanben Kai"; bookmark-level: 2 }}
section {{ break-after: page }}
section:last-child {{ break-after: auto }}
"""
_STAMPS = f"""
@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 0 }}
body {{ margin: 0 }}
div {{ position: relative; height: {HEIGHT - 1}pt; break-after: page }}
div:last-child {{ break-after: auto }}
p {{ position: absolute; margin: 0; font: 8pt/8pt "Kanben Hei"; color: #c8102e }}
.recto {{ right: 20pt }}
.verso {{ left: 20pt }}
.foot {{ bottom: 11pt }}
.head {{ top: 12pt }}
"""
_NAMES = ("folio-recto", "folio-verso", "head-recto", "head-verso", "opening")


@cache
def part_pdf(prefix: str, words: tuple[str, ...], standard: Standard = Standard.PDF_A_2, front: str = "") -> bytes:
    """A finished PDF with a page for each of *words*; the first links to the last. Anchors begin with *prefix*.

    *front*: HTML before them.
    """
    last = len(words) - 1
    pages = [
        f'<section><h1 id="{prefix}-{index}">第{index + 1}页{word}</h1>'
        f'<p>正文{word}：<a href="#{prefix}-{last}">见末页</a>。</p>'
        f"<h2>小标题</h2><table><tr><th>项目</th></tr><tr><td>{word}</td></tr></table></section>"
        for index, word in enumerate(words)
    ]
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"page.css": _SHEET}, folders={}, own_scheme=SCHEME
    )
    part = typesetter.lay_out(
        f'<html lang="zh-CN"><head><title>部件</title></head><body>{front}{"".join(pages)}</body></html>'
    )
    labels = tuple(str(number) for number in range(1, len(words) + 1))
    facts = PdfFacts(title=f"部件{prefix}", authors=("编辑部",), subject="", language="zh-CN", created=MOMENT)
    return write_reading_pdf([part], facts, labels, standard=standard)


@cache
def stamp_sheet(title: str = "合订本") -> StampSheet:
    """Stamps: the folio 20 pt from the fore edge, 12 pt above the foot; *title* in the head; a seal on first pages."""
    words = {"folio": "0123456789", "head": title, "opening": "藏书"}
    pages = []
    for name in _NAMES:
        kind, _dash, side = name.partition("-")
        place = "head" if kind == "head" else "foot"
        pages.append(f'<div id="{name}"><p class="{side or "verso"} {place}">{words[kind]}</p></div>')
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"stamps.css": _STAMPS}, folders={})
    part = typesetter.lay_out(f'<html lang="zh-CN"><body>{"".join(pages)}</body></html>', Drawing.PLAIN)
    return StampSheet(pdf=read_finished_pdf(write_overlay_pdf(part)), pages=part.anchors, width=WIDTH, height=HEIGHT)


def part_to_bind(data: bytes, title: str, first_folio: int = 0) -> PartToBind:
    """*data* as a part of a volume."""
    return PartToBind(load=lambda: read_finished_pdf(data), title=title, first_folio=first_folio)


def bound(
    *parts: PartToBind,
    conforms: bool = True,
    binding_edge: Literal["left", "right"] = "left",
    standard: Standard = Standard.PDF_A_2,
) -> bytes:
    """The volume of *parts*."""
    file = BytesIO()
    sheet = replace(stamp_sheet(), binding_edge=binding_edge)
    size = (WIDTH, HEIGHT)
    bind(VolumePlan(facts=FACTS, parts=parts, stamps=sheet, size=size, conforms=conforms, standard=standard), file)
    return file.getvalue()
