"""Pages set for the press in tests: from HTML through the typesetter to plates, and what is painted on them."""

import re
from pathlib import Path

from pipeline.colours import Colour, rgb_of
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import bleed_sheet, write_press_pdf
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.objects import object_of, page_numbers
from pipeline.pdf.raw_pdf import RawPdf, decode_stream
from pipeline.press.separation.conversion import Separation
from pipeline.press.separation.ink_table import InkTable
from pipeline.press.separation.inks import PROCESS_INKS
from pipeline.press.separation.plates import Separated, separate
from pipeline.resources import find_shipped

PROFILE = (find_shipped("layouts") / "press/ISOcoated_v2_300_bas.icc").read_bytes()
BLEED = 8.5
NAMEPLATE = Colour("nameplate", rgb_of("#c8102e"), (0.0, 0.95, 1.0, 0.0))
SPOT = Colour("nameplate", rgb_of("#c8102e"), (0.0, 0.95, 1.0, 0.0), "PANTONE 485 C")


def set_pages(body: str, workspace: Path, style: str = "") -> RawPdf:
    """The pages of an HTML *body* as they come from the typesetter, before any colour is separated."""
    sheets = {"style": style, "bleed": bleed_sheet(BLEED)}
    folders = {"workspace": workspace, "layout": workspace}
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets=sheets, folders=folders)
    html = f'<html lang="zh-CN"><head><title>页</title></head><body>{body}</body></html>'
    return read_finished_pdf(write_press_pdf([typesetter.lay_out(html)], BLEED, folders))


def separated(
    body: str,
    workspace: Path,
    style: str = "",
    table: tuple[Colour, ...] = (NAMEPLATE,),
    inks: tuple[str, ...] = PROCESS_INKS,
) -> Separated:
    """The pages of an HTML *body* in the colours of the press."""
    return separate(set_pages(body, workspace, style), InkTable(table, Separation(PROFILE, inks)))


def content(result: Separated, page: int = 0) -> str:
    """The content stream of the 0-based *page*."""
    entries = object_of(result.pdf, page_numbers(result.pdf)[page])
    return decode_stream(result.pdf, entries.raw_get("/Contents").idnum).decode("latin-1")


def all_content(result: Separated) -> str:
    """The content streams of all pages, forms and patterns."""
    kinds = re.compile(rb"/Subtype\s*/Image|/Length1|/FontFile|/CIDToGIDMap|begincmap|/CIDFontType0C")
    return "\n".join(
        text.decode("latin-1")
        for number in result.pdf.streams
        if not kinds.search(result.pdf.bodies[number])
        and b"begincmap" not in (text := decode_stream(result.pdf, number))
    )
