"""Specimens: short texts set for one clause, laid out by the pipeline and read back from the finished PDF."""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.layout import Composer, find_layout
from pipeline.manuscript.reader import read_issue
from pipeline.production.faces import Faces, SecondFaces
from pipeline.resources import find_shipped
from pipeline.units import PageGeometry
from tests.conformance.actual_text import plainly_drawn
from tests.conformance.printed_page import Glyph, Line, Page, read_pages

ROOT = Path(__file__).parent.parent.parent
EM, PITCH, MARGIN = 12, 20, 20  # pt
STYLE = f"""
html {{ font: {EM}pt/{PITCH}pt "Kanben Song" }}
body, p, ul, ol, h1, h2 {{ margin: 0; padding: 0 }}
p {{ text-align: justify }}
b {{ font-family: "Kanben Hei"; font-weight: 400 }}
em {{ font-family: "Kanben Kai"; font-style: normal }}
i {{ font-family: "Kanben Fang"; font-style: normal }}
a {{ color: inherit; text-decoration: none }}
.call {{ font-size: 8.4pt; line-height: 0; vertical-align: .4em }}
"""


@dataclass(frozen=True)
class Specimen:
    """Text to be set, as the HTML *body*. *measure* is the line's length in em of 12 pt, *lines* the page's height.

    *style* is added to the style sheet; *language* other than Chinese leaves the lines to WeasyPrint. *moved*: white
    is drawn by moving glyphs, and no text is told around it. *layout*: the text is set in the page, the type area and
    the style sheets of that layout, and *measure* and *lines* mean nothing.
    """

    body: str
    measure: float = 20
    style: str = ""
    language: str = "zh-CN"
    lines: int = 60
    moved: bool = False
    layout: str = ""

    def stock(self) -> "Specimen":
        """The same text without our composer: lines as WeasyPrint itself sets them."""
        return replace(self, language="en")

    def styled(self, style: str) -> "Specimen":
        """The same text with *style* added."""
        return replace(self, style=self.style + style)

    def reworded(self, old: str, new: str) -> "Specimen":
        """The same specimen with *old* replaced by *new* in its HTML."""
        if old not in self.body:
            raise LookupError(f"{old} is not in the specimen")
        return replace(self, body=self.body.replace(old, new))


@dataclass
class Sheet:
    """The pages of a laid-out specimen. *data* is the PDF, *right* the right edge of the measure, pt."""

    specimen: Specimen
    data: bytes
    pages: list[Page]

    @property
    def geometry(self) -> PageGeometry:
        """The page and type area of the layout that the specimen is set in."""
        return house_style(self.specimen.layout)[1]

    @property
    def em(self) -> float:
        """The size of body text, pt."""
        return self.geometry.type_area.size if self.specimen.layout else EM

    @property
    def pitch(self) -> float:
        """The distance of base lines, pt."""
        return self.geometry.type_area.pitch if self.specimen.layout else PITCH

    @property
    def left(self) -> float:
        """The left edge of the measure; in a layout that of a recto's first column."""
        return self.geometry.inside if self.specimen.layout else MARGIN

    @property
    def right(self) -> float:
        """The right edge of the measure."""
        width = self.geometry.type_area.column_width if self.specimen.layout else self.specimen.measure * EM
        return self.left + width

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of all pages, in order."""
        return [line for page in self.pages for line in page.lines]

    def line(self, text: str) -> Line:
        """The first line with *text* in it."""
        for line in self.lines:
            if text in line.text:
                return line
        raise LookupError(f"{text} is in none of {[line.text for line in self.lines]}")

    def find(self, text: str) -> list[Glyph]:
        """The glyphs of the first *text*, which stands in one line."""
        return self.line(text).find(text)

    def width(self, before: str, text: str, after: str) -> float:
        """The room in em that *text* takes between the Han characters *before* and *after*."""
        glyphs = self.find(before + text + after)
        return (glyphs[-1].x - glyphs[0].x) / glyphs[0].size - glyphs[0].advance


@cache
def set_specimen(specimen: Specimen) -> Sheet:
    """Lay a specimen out and read it back."""
    data = pdf_of(specimen)
    if specimen.moved:
        data = plainly_drawn(data)
    return Sheet(specimen, data, read_pages(data))


@cache
def pdf_of(specimen: Specimen) -> bytes:
    """The PDF of a specimen."""
    load_weasyprint(find_shipped("fonts"))
    width, height = specimen.measure * EM + 2 * MARGIN, specimen.lines * PITCH + 2 * MARGIN
    sheets = {"specimen.css": f"{STYLE} @page {{ size: {width}pt {height}pt; margin: {MARGIN}pt }}"}
    body = specimen.body
    if specimen.layout:
        sheets = house_style(specimen.layout)[0]
        body = f"<article>{body}</article>"
    typesetter = Typesetter(
        fonts=find_shipped("fonts"),
        style_sheets={**sheets, "own.css": specimen.style},
        folders={},
        second_faces=second_faces(),
        drawing=Drawing.PLAIN,
    )
    html = f"<html lang='{specimen.language}' class='recto'><body class='section'>{body}</body></html>"
    part = typesetter.lay_out(html)
    if part.warnings:
        raise ValueError(part.warnings)
    data: bytes = write_overlay_pdf(part)
    return data


@cache
def second_faces() -> SecondFaces:
    """The second faces of the house."""
    return SecondFaces(Faces(find_shipped("fonts")).coverage_in(ROOT))


@cache
def house_style(layout: str) -> tuple[dict[str, str], PageGeometry]:
    """The style sheets and the geometry of a shipped layout."""
    found = find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))])
    issue = ROOT / "issues/gongyun/2023/01"
    return Composer(read_issue(issue), found, ROOT).style_sheets(), found.geometry


def paragraphs(*texts: str) -> str:
    """Each of *texts* as an HTML paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)
