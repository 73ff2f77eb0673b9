"""Changes as strangers make them, and changes of nothing, written down without sight of the comparison's rules.

``fifth`` is the other half, written at the same time; what is told of it is not looked at while rules are made.
"""

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from tests.regression.scoring import rewriting
from tests.regression.scoring.change import SOURCE, Change, change, css, everywhere, in_pdf, put, set_in
from tests.regression.scoring.rewriting import by
from tests.regression.scoring.small_issue import BOAT, COLOPHON, FERRY, LIGHT, ORDER, PHOTOGRAPH
from tests.regression.scoring.small_issue import words as text
from tests.regression.specimen import sentences

_SHARED = "layouts/common/components.css.j2"


@in_pdf
def _a_bookmark_less(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].children[:] = outline.root[-1].children[:-1] or []
        if not outline.root[-1].children:
            del outline.root[-1]


@in_pdf
def _no_links_on_the_contents(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[2]["/Annots"]


@in_pdf
def _no_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


@in_pdf
def _a_heading_as_a_paragraph(pdf: pikepdf.Pdf) -> None:
    row = next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.H3)
    row.S = Name.P


@in_pdf
def _draft(pdf: pikepdf.Pdf) -> None:
    face = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold")))
    for page in pdf.pages:
        name = page.add_resource(face, Name.Font)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ BT 0.6 g %s 20 Tf 1 0 0 1 60 20 Tm (DRAFT) Tj ET" % str(name).encode())


@in_pdf
def _a_page_less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3]


def _grey(folder: Path) -> None:
    path = folder / PHOTOGRAPH
    Image.open(path).convert("L").convert("RGB").save(path, quality=95)


def _packed_harder(folder: Path) -> None:
    Image.open(folder / PHOTOGRAPH).save(folder / PHOTOGRAPH, quality=8)


CHANGES = (
    # style sheets and layouts
    change("gongyun", "quotations set in by another em", "lines.rebroken", css("gongyun",
           "blockquote { padding: 0 3em }"), where=sentences(321, 2)[:6]),
    change("journal", "no indents of paragraphs", "lines.rebroken blocks.shifted style.spacing", css("journal",
           ".columns > p { text-indent: 0 }"), where="子节"),
    change("huakan", "colour of a frame", "colour.changed vectors.changed", css("huakan",
           ".contained.box > .frame { border-color: #c0392b }"), where="三条规矩"),
    change("gongyun", "captions in another face", "style.font", css("gongyun",
           'figcaption { font-family: "Kanben Kai", "Kanben Song" }'), where="图1"),
    change("journal", "lines with ragged ends", "style.spacing lines.rebroken blocks.shifted", css("journal",
           "p { text-align: left }"), where="戌节"),
    change("journal", "three columns", "lines.rebroken", put(COLOPHON, "layout: journal",
           "layout: journal\noptions: {columns: 3}")),
    change("gongyun", "no running heads", "text.changed vectors.changed", put(COLOPHON, "layout: gongyun",
           "layout: gongyun\noptions: {running_heads: none}"), says="running head|水边人家|Running head"),
    change("huakan", "a line less on a page", "pages.depth", set_in("huakan", "layout.yaml", "lines: 46", "lines: 45"),
           says="45|46|lines"),
    change("gongyun", "a mark at the end of articles", "text.changed", css("gongyun",
           'article > p:last-child::after { content: "■" }'), says="■"),
    change("journal", "a longer rule above notes", "vectors.changed", set_in("journal", "page.css.j2",
           "33.333% .5pt", "50% .5pt"), where="账本"),
    # library-like
    change("gongyun", "a picture in grey", "images.changed", _grey, where="图1"),
    change("journal", "a picture packed harder", "images.changed", _packed_harder, where="图1"),
    # content
    change("gongyun", "a sentence less within a paragraph", "text.changed", put(BOAT, text(6), text(6)[:40] + "。"),
           where="午节"),
    change("gongyun", "a heading that became text", "style.font style.size style.weight", put(FERRY, "## 晚班",
           "晚班"), where="亥节", says="晚班", also="tags.changed outline.changed"),
    change("journal", "a picture smaller", "images.changed", put(BOAT, '{width="60%"}', '{width="45%"}'),
           where="图1"),
    change("gongyun", "two paragraphs that became one", "lines.rebroken text.changed blocks.shifted",
           put(LIGHT, f"{text(0)}\n\n{text(1)}", f"{text(0)}{text(1)}"), where="丑节"),
    change("huakan", "the name of a section", "text.changed", put(ORDER, "水边人家", "河边人家"), says="河|水",
           also="outline.changed"),
    change("journal", "words of a note", "text.changed", put(LIGHT, "每月一结", "每季一结"), where="账本",
           says="季|月"),
    # layers
    change("gongyun", "a bookmark less", "outline.changed", file=_a_bookmark_less),
    change("journal", "no links on the contents", "links.changed", file=_no_links_on_the_contents),
    change("press", "no output intent", "standards.changed", file=_no_output_intent),
    change("gongyun", "a heading tagged as a paragraph", "tags.changed", file=_a_heading_as_a_paragraph),
    change("huakan", "a word on all pages", "text.changed", file=_draft, says="DRAFT"),
    change("journal", "a page less", "pages.count", file=_a_page_less,
           also="articles.removed outline.changed labels.changed"),
    # volumes, press, other makers
    change("volume", "colour of lists", "colour.changed", css("volume", ".entry .text { color: #8c1c13 }")),
    change("press", "a title in another ink", "colour.changed", css("gongyun",
           ".article-head .title { color: device-cmyk(1 .6 0 0) }"), where="子节"),
    change("chromium", "a row more", "text.changed", put(SOURCE, "<tr><td>秋", "<tr><td>伏<td>十四<tr><td>秋"),
           where="十八", says="伏"),
    change("typst", "narrower margins at head and foot", "pages.depth blocks.shifted lines.rebroken", put(SOURCE,
           "y: 56pt", "y: 50pt")),
    change("libreoffice", "headings in another colour", "colour.changed", put(SOURCE, "#224466",
           "#882244"), where="第二章"),
    change("reportlab", "face of the body", "style.font", put(SOURCE, "Times-Roman", "Helvetica"), where="Chapter2"),
)  # fmt: skip
NOTHING = (
    change("gongyun", "linearised", "", file=by("qpdf", "--linearize")),
    change("journal", "streams not compressed", "", file=by("qpdf", "--stream-data=uncompress")),
    change("press", "by another program, objects shared", "", file=by("mutool", "-gggg", "-z")),
    change("huakan", "by another program, decompressed", "", file=by("mutool", "-d")),
    change("reportlab", "content streams written anew by another program", "", file=by("mutool", "-s")),
    change("gongyun", "subsets by other tags", "", file=rewriting.fonts_by_other_tags),
    change("journal", "dates", "", file=rewriting.dates),
    change("journal", "links by places", "", file=rewriting.links_by_place),
    change("volume", "a deeper page tree", "", file=rewriting.deeper_page_tree),
    change("huakan", "corners of links exchanged", "", file=rewriting.corners_exchanged),
    change("gongyun", "fonts of pages by other names", "", file=rewriting.resources_by_other_names),
    change("typst", "nothing shared between pages", "", file=rewriting.nothing_shared),
    change("journal", "strings in another encoding", "", file=rewriting.strings_otherwise),
    change("gongyun", "lengths in inches", "", set_in("gongyun", "components.css.j2", "width: 112pt",
           "width: 1.5555556in")),
    change("huakan", "line ends of another system", "", everywhere(LIGHT, "\n", "\r\n")),
    change("chromium", "margins one by one", "", put(SOURCE, "p { margin: 0 0 6pt;",
           "p { margin-top: 0; margin-left: 0; margin-right: 0; margin-bottom: 6pt;")),
)  # fmt: skip
FOURTH: tuple[Change, ...] = CHANGES + NOTHING
