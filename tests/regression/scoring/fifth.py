"""The other half of what ``fourth`` is: scored for the first time before any finding of it was looked at."""

import shutil
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.regression.scoring import rewriting
from tests.regression.scoring.change import SOURCE, Change, add, change, css, in_pdf, put, set_in
from tests.regression.scoring.rewriting import by
from tests.regression.scoring.small_issue import BOAT, COLOPHON, DRAWING, FERRY, LIGHT, ORDER
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE


@in_pdf
def _title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = String("号角小报 第13期")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "号角小报 第13期"


@in_pdf
def _language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("zh-TW")


@in_pdf
def _no_alternative(pdf: pikepdf.Pdf) -> None:
    row = next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.Figure)
    del row["/Alt"]


@in_pdf
def _a_link_moved(pdf: pikepdf.Pdf) -> None:
    link = next(each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == Name.Link)
    x0, y0, x1, y1 = (float(each) for each in link.Rect)
    link.Rect = Array([x0, y0 - 100, x1, y1 - 100])
    if "/QuadPoints" in link:
        del link["/QuadPoints"]


@in_pdf
def _no_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/PageLabels"]


@in_pdf
def _an_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["prices.csv"] = b"a,b\n1,2\n"


@in_pdf
def _more_bleed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(each) for each in page.BleedBox)
        page.BleedBox = Array([x0 + 2, y0 + 2, x1 - 2, y1 - 2])


@in_pdf
def _a_blank_page(pdf: pikepdf.Pdf) -> None:
    box = pdf.pages[3].mediabox
    pdf.add_blank_page(page_size=(float(box[2]), float(box[3])))
    page = pdf.pages[-1]
    del pdf.pages[-1]
    pdf.pages.insert(3, page)


@in_pdf
def _covered(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2]
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ 0 g 100 400 160 18 re f")


def _article_renamed(folder: Path) -> None:
    shutil.move(folder / FERRY, folder / f"{ISSUE}/articles/ford.md")
    put(ORDER, "articles/ferry.md", "articles/ford.md")(folder)


CHANGES = (
    # style sheets and layouts
    change("gongyun", "size of tables", "style.size", css("gongyun", ".table table { font-size: .75em }"),
           where="铁钉"),
    change("gongyun", "a ground for boxes", "vectors.changed colour.changed", css("gongyun",
           ".contained.box > .frame { background: #f4ecd8 }"), where="三条规矩"),
    change("journal", "colour of heads of tables", "colour.changed", css("journal", ".table th { color: #1d4f91 }"),
           where="铁钉"),
    change("gongyun", "bolder headings", "style.font style.weight", css("gongyun",
           'h3 { font-family: "Kanben Song"; font-weight: 700 }'), where="寅节"),
    change("journal", "no tabs", "text.changed vectors.changed colour.changed", put(COLOPHON, "layout: journal",
           "layout: journal\noptions: {tabs: none}"), also="vectors.changed"),
    change("journal", "face of the text by an option", "style.font", put(COLOPHON, "layout: journal",
           "layout: journal\noptions: {text_face: fang}"), where="子节"),
    change("gongyun", "a narrower page", "boxes.changed", set_in("gongyun", "layout.yaml", "width: 185mm",
           "width: 184mm")),
    change("huakan", "a word before authors", "text.changed", put("layouts/common/blocks.html.j2",
           '<p class="byline">', '<p class="byline">撰文：'), says="撰文"),
    change("huakan", "titles in the middle by an option", "blocks.shifted", put(COLOPHON, "layout: huakan",
           "layout: huakan\noptions: {titles: centred}"), where="子节", says="centre|middle"),
    change("journal", "space above notes", "blocks.shifted", set_in("journal", "page.css.j2",
           "padding-top: 3.5pt; margin-top: 4pt", "padding-top: 5.5pt; margin-top: 4pt"), where="账本"),
    # content
    change("gongyun", "another level of a heading", "style.font style.size style.weight", put(FERRY, "## 晚班",
           "### 晚班"), where="亥节", says="晚班", also="tags.changed outline.changed"),
    change("gongyun", "a column more in a table", "text.changed",
           put(BOAT, "| 料 | 数 | 价 |\n|:---|---:|:--:|", "| 料 | 数 | 价 | 备注 |\n|:---|---:|:--:|:---|"),
           put(BOAT, "| 二十 |", "| 二十 | 旧 |"), put(BOAT, "| 4 斤 | 三十 |", "| 4 斤 | 三十 | 新 |"),
           put(BOAT, "| 6 斤 | 五十 |", "| 6 斤 | 五十 | 新 |"), where="铁钉", says="备注|旧"),
    change("journal", "words in heavy type", "style.font style.weight", put(LIGHT, "卯节说起", "**卯节说起**"),
           where="卯节", says="卯节", also="tags.changed"),
    change("huakan", "a picture left out", "images.changed", put(BOAT,
           '![旧船停在岸边](../images/boat.jpg "图 1 旧船"){width="60%"}\n\n', ""), where="图2",
           says="图 1|图1|旧船"),
    change("journal", "a new last paragraph", "text.changed", add(FERRY, f"\n末段说起，{sentences(601, 3)}\n"),
           where="末段", says="末段"),
    change("gongyun", "a colour in a drawing", "images.changed vectors.changed colour.changed", put(DRAWING,
           'stroke="#336699"', 'stroke="#cc3322"'), where="图2"),
    change("journal", "the total number", "text.changed", put(ORDER, "total_number: 12", "total_number: 21"),
           says="12|21", also="properties.changed"),
    # layers
    change("gongyun", "title of the file", "properties.changed", file=_title),
    change("journal", "language of the file", "properties.changed", file=_language),
    change("gongyun", "an alternative text lost", "alternatives.changed", file=_no_alternative),
    change("huakan", "the area of a link elsewhere", "links.changed", file=_a_link_moved),
    change("journal", "no labels of pages", "labels.changed", file=_no_labels),
    change("gongyun", "a file within the file", "attachments.changed", file=_an_attachment, says="prices.csv"),
    change("press", "less bleed", "boxes.changed", file=_more_bleed),
    change("gongyun", "a blank page more", "pages.count", file=_a_blank_page, also="labels.changed"),
    change("gongyun", "a black bar on a page", "vectors.changed", file=_covered),
    # volumes, press, other makers
    change("volume", "a title of an article in a volume", "text.changed", put(BOAT, "title: 修船记",
           "title: 修船札记"), where="修船", says="修船|札", also="outline.changed"),
    change("chromium", "pitch of the body", "style.leading", put(SOURCE, "11pt/18pt", "11pt/17pt"), says="17"),
    change("libreoffice", "size of the body", "style.size", put(SOURCE, "font: 11pt/18pt", "font: 10.5pt/18pt"),
           where="第二章"),
    change("reportlab", "a folio at the right", "blocks.shifted", put(SOURCE, "canvas.drawCentredString(210, 30",
           "canvas.drawRightString(370, 30"), says="folio|Folio"),
)  # fmt: skip
NOTHING = (
    change("journal", "linearised, with object streams", "", file=by("qpdf", "--linearize",
           "--object-streams=generate")),
    change("huakan", "object streams taken apart", "", file=by("qpdf", "--object-streams=disable")),
    change("gongyun", "the highest level of compression", "", file=by("qpdf", "--recompress-flate",
           "--compression-level=9")),
    change("volume", "by another program, duplicates taken out", "", file=by("mutool", "-ggg", "-z", "-f", "-i")),
    change("gongyun", "for editors of text", "", file=by("qpdf", "--qdf")),
    change("chromium", "in hexadecimal digits by another program", "", file=by("mutool", "-a", "-gg")),
    change("press", "subsets by other tags", "", file=rewriting.fonts_by_other_tags),
    change("volume", "another producer", "", file=rewriting.producer),
    change("gongyun", "links by actions", "", file=rewriting.links_by_action),
    change("libreoffice", "a deeper page tree", "", file=rewriting.deeper_page_tree),
    change("journal", "boxes written out", "", file=rewriting.boxes_written_out),
    change("huakan", "contents in three streams", "", file=rewriting.contents_in_parts),
    change("journal", "pictures packed twice", "", file=rewriting.pictures_packed_twice),
    change("gongyun", "what nothing is drawn with", "", file=rewriting.what_nothing_is_drawn_with),
    change("huakan", "a change of date behind the file", "", file=rewriting.with_a_second_end),
    change("gongyun", "a colour of a drawing in other words", "", put(DRAWING, 'fill="#eef4f8"',
           'fill="rgb(238,244,248)"')),
    change("journal", "a file of an article by another name", "", _article_renamed),
)  # fmt: skip
FIFTH: tuple[Change, ...] = CHANGES + NOTHING
