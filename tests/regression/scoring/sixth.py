"""What an editor, an art director, a library and another program do: scored before any rule was made with it."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name, String

from tests.regression.scoring.change import SOURCE, Change, Edit, change, css, everywhere, in_pdf, put, set_in
from tests.regression.scoring.small_issue import (
    BOAT,
    COLOPHON,
    DRAWING,
    FERRY,
    LIGHT,
    ORDER,
    PHOTOGRAPH,
    photograph,
    words,
)
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE, PUBLICATION

MOVED = "text.changed text.moved articles.moved"
LINES = "lines.rebroken blocks.shifted"
INDENT = "blocks.shifted"
TRACKING = "style.spacing"
FONTS = "glyphs.changed"
STANDARD = "standards.changed"
READING = "tags.changed reading.order"
VOLUME, LOCK = f"{PUBLICATION}/2024/volume.yaml", f"{ISSUE}/articles/lock.md"


def _write(name: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return edit


def _remove(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


def _cropped(folder: Path) -> None:
    photograph(folder / PHOTOGRAPH, crop=(24, 16, 216, 144))


def _a_comment_in_the_picture(folder: Path) -> None:
    """A segment COM behind the first two bytes of a JPEG, which no pixel depends on."""
    path, words_ = folder / PHOTOGRAPH, b"Saved again by another program"
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xfe" + (len(words_) + 2).to_bytes(2, "big") + words_ + data[2:])


def _tags(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("/S") == Name(f"/{kind}") and "/P" in each
    ]


@in_pdf
def _another_target(pdf: pikepdf.Pdf) -> None:
    links = [each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == Name.Link]
    assert links[0].Dest != links[2].Dest
    links[0].Dest = links[2].Dest


@in_pdf
def _a_bookmark_less(pdf: pikepdf.Pdf) -> None:
    """The bookmark 起灯, the only one below that of its article."""

    def below(item: pikepdf.Object) -> None:
        while item is not None:
            if "/First" in item and str(item.First.Title) == "起灯":
                assert "/Next" not in item.First
                del item["/First"], item["/Last"]
                item.Count, item.Parent.Count = 0, item.Parent.Count - 1
                return
            if "/First" in item:
                below(item.First)
            item = item.get("/Next")

    below(pdf.Root.Outlines.First)


@in_pdf
def _roman_labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels.Nums[1].S = Name.r


@in_pdf
def _a_head_as_a_paragraph(pdf: pikepdf.Pdf) -> None:
    _tags(pdf, "H3")[0].S = Name.P


@in_pdf
def _read_the_other_way_round(pdf: pikepdf.Pdf) -> None:
    """Two paragraphs side by side among the tags, drawn where they were."""
    for row in pdf.objects:
        kids = row.get("/K") if isinstance(row, Dictionary) and "/P" in row else None
        if not isinstance(kids, Array):
            continue
        are = [isinstance(each, Dictionary) and each.get("/S") == Name.P for each in kids]
        first = next((at for at in range(len(are) - 1) if are[at] and are[at + 1]), None)
        if first is not None:
            ordered = list(kids)
            ordered[first], ordered[first + 1] = ordered[first + 1], ordered[first]
            row.K = Array(ordered)
            return
    raise AssertionError("no two paragraphs side by side")


@in_pdf
def _another_standard(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["pdfaid:part"] == "2"
        metadata["pdfaid:part"] = "3"


@in_pdf
def _a_face_not_embedded(pdf: pikepdf.Pdf) -> None:
    rows = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor]
    row = next(each for each in rows if "Song" in str(each.FontName))
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in row:
            del row[key]


@in_pdf
def _a_smaller_trim(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(each) for each in page.TrimBox)
        page.TrimBox = Array([x0 + 3, y0 + 3, x1 - 3, y1 - 3])


def _copied_object_by_object(data: bytes) -> bytes:
    """All objects in the order, and under the numbers, that another library gives them."""
    writer, held = pypdf.PdfWriter(clone_from=BytesIO(data)), BytesIO()
    writer.write(held)
    return held.getvalue()


@in_pdf
def _another_id(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.ID = Array([String(b"0123456789abcdef"), String(b"fedcba9876543210")])
    pdf.docinfo["/ModDate"] = String("D:20310203040506+08'00'")
    row = pdf.Root.Metadata
    row.write(row.read_bytes() + b"\n" + b" " * 2000)


@in_pdf
def _destinations_in_a_deeper_tree(pdf: pikepdf.Pdf) -> None:
    """Half of the names in each of two leaves (ISO 32000-1, 7.9.6)."""
    flat = list(pdf.Root.Names.Dests.Names)
    middle = len(flat) // 4 * 2
    kids = [
        pdf.make_indirect(Dictionary(Names=Array(part), Limits=Array([part[0], part[-2]])))
        for part in (flat[:middle], flat[middle:])
    ]
    pdf.Root.Names.Dests = pdf.make_indirect(Dictionary(Kids=Array(kids)))


@in_pdf
def _drawn_in_other_words(pdf: pikepdf.Pdf) -> None:
    """Rectangles by their four sides, strings in arrays, a matrix that moves nothing."""
    for page in pdf.pages:
        drawn: list[tuple[list[object], object]] = [([1, 0, 0, 1, 0, 0], pikepdf.Operator("cm"))]
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "re":
                x, y, width, height = operands
                drawn.append(([x, y], pikepdf.Operator("m")))
                drawn.extend(
                    (corner, pikepdf.Operator("l"))
                    for corner in ([x + width, y], [x + width, y + height], [x, y + height])
                )
                drawn.append(([], pikepdf.Operator("h")))
            elif str(operator) == "Tj":
                drawn.append(([Array([operands[0]])], pikepdf.Operator("TJ")))
            else:
                drawn.append((list(operands), operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))


@in_pdf
def _what_holds_anyway(pdf: pikepdf.Pdf) -> None:
    """Values that a page has without them, and the one kid of a tag in an array."""
    for page in pdf.pages:
        page.Rotate, page.UserUnit = 0, 1
    for kind in ("P", "Span", "TD", "TH", "H2", "H3"):
        for row in _tags(pdf, kind):
            if "/K" in row and not isinstance(row.K, Array):
                row.K = Array([row.K])


@in_pdf
def _widths_one_by_one(pdf: pikepdf.Pdf) -> None:
    """Each width as a range of one (ISO 32000-1, 9.7.4.3)."""
    for row in pdf.objects:
        if isinstance(row, Dictionary) and isinstance(row.get("/W"), Array) and "/CIDSystemInfo" in row:
            old, new, at = list(row.W), [], 0
            while at < len(old):
                if isinstance(old[at + 1], Array):
                    for number, width in enumerate(old[at + 1]):
                        new += [int(old[at]) + number, int(old[at]) + number, width]
                    at += 2
                else:
                    new += old[at : at + 3]
                    at += 3
            row.W = Array(new)


@in_pdf
def _characters_in_other_words(pdf: pikepdf.Pdf) -> None:
    """What says which characters glyphs are, behind a comment, with its digits in the other case."""
    for row in pdf.objects:
        if isinstance(row, Dictionary) and isinstance(row.get("/ToUnicode"), pikepdf.Stream):
            text = row.ToUnicode.read_bytes()
            swapped = re.sub(rb"<[0-9A-Fa-f]+>", lambda each: each[0].swapcase(), text)
            row.ToUnicode.write(b"% which characters they are\n" + swapped)


@in_pdf
def _places_without_zoom(pdf: pikepdf.Pdf) -> None:
    """A zoom of null is one of 0 (ISO 32000-1, 12.3.2.2); one page at a time is what viewers begin with (7.7.2)."""
    rows = [*(each for _name, each in pikepdf.NameTree(pdf.Root.Names.Dests).items())]
    for row in rows:
        place = row.D if isinstance(row, Dictionary) else row
        if place[1] == Name.XYZ and place[4] == 0:
            place[4] = None
    pdf.Root.PageLayout = Name.SinglePage


CHANGES = (
    # what an editor does
    change("gongyun", "one character of a paragraph", "text.changed", put(FERRY, "讨论灯塔船舶荣誉徒弟",
           "讨论灯塔船队荣誉徒弟"), where="亥节", says="船队|队"),
    change("journal", "a word throughout the issue", "text.changed", everywhere(LIGHT, "灯塔", "航标"),
           everywhere(BOAT, "灯塔", "航标"), everywhere(FERRY, "灯塔", "航标"), says="航标"),
    change("huakan", "two paragraphs exchanged", MOVED, put(LIGHT, f"{words(0)}\n\n{words(1)}灯油有账[^oil]。",
           f"{words(1)}灯油有账[^oil]。\n\n{words(0)}"), where="子节", says="子节|丑节",
           also="links.changed tags.changed"),
    change("gongyun", "a paragraph parted in two", f"text.changed {INDENT} {LINES}", put(FERRY,
           "海岸道路桥梁。山村灯塔", "海岸道路桥梁。\n\n山村灯塔"), where="酉节", also="tags.changed"),
    change("journal", "an article behind another", MOVED, put(ORDER,
           "      - file: articles/boat.md\n      - file: articles/ferry.md\n",
           "      - file: articles/ferry.md\n      - file: articles/boat.md\n"), where="修船记",
           says="修船记|渡口三则", also="outline.changed links.changed tags.changed blocks.shifted"),
    change("huakan", "an article left out", "articles.removed text.changed pages.count", _remove(FERRY), put(ORDER,
           "      - file: articles/ferry.md\n", ""), where="渡口三则",
           also="outline.changed links.changed labels.changed tags.changed"),
    change("gongyun", "an article more at the end", "articles.added text.changed", _write(LOCK,
           f"---\ntitle: 守闸人\nauthors:\n  - name: 郑启闸\n---\n\n闸门说起，{sentences(611, 6)}\n\n"
           f"水位说起，{sentences(612, 5)}\n"), put(ORDER, "      - file: articles/ferry.md\n",
           "      - file: articles/ferry.md\n      - file: articles/lock.md\n"), where="守闸人",
           says="守闸人|郑启闸|闸门", also="outline.changed links.changed labels.changed tags.changed"),
    change("journal", "a subtitle", "text.changed", put(LIGHT, "title: 河边的灯",
           "title: 河边的灯\nsubtitle: 一个守夜人的三十年"), where="守夜人", says="守夜人",
           also="outline.changed tags.changed"),
    change("journal", "a row less in a table", "text.changed", put(BOAT, "| 铁钉 | 4 斤 | 三十 |\n", ""), where="木板",
           says="铁钉", also="vectors.changed tags.changed"),
    change("gongyun", "a note called elsewhere", "text.changed", put(LIGHT, "灯油有账[^oil]。", "灯油有账。"),
           put(LIGHT, "寅节说起，", "寅节说起[^oil]，"), where="寅节", also="links.changed tags.changed"),
    change("huakan", "a full stop becomes a semicolon", "text.changed", put(FERRY, "意见学习标准。道路齿轮",
           "意见学习标准；道路齿轮"), where="酉节", says="；"),
    # what an art director does
    change("journal", "the colour of the periodical", "colour.changed", put(COLOPHON, "layout: journal",
           'layout: journal\ncolors: {accent: {rgb: "#7a1f2b", cmyk: [20, 95, 70, 40]}}'), where="河边的灯",
           also="vectors.changed"),
    change("gongyun", "larger notes", "style.size", css("gongyun", ".footnote { font-size: 12pt }"), where="账本存在",
           says="12", also="style.leading"),
    change("huakan", "pitch by an option", "style.leading", put(COLOPHON, "layout: huakan",
           "layout: huakan\noptions: {pitch: 15.5pt}"), where="子节", says="15.5", also="blocks.shifted"),
    change("journal", "a wider gutter", "blocks.shifted", set_in("journal", "layout.yaml", "gutter: 21pt",
           "gutter: 27pt"), also="vectors.changed images.changed links.changed"),
    change("gongyun", "a higher margin at the head", "blocks.shifted", set_in("gongyun", "layout.yaml", "head: 30mm",
           "head: 32mm"), where="子节", also="images.changed vectors.changed links.changed"),
    change("huakan", "titles set wider", TRACKING, css("huakan", ".article-head .title { letter-spacing: .1em }"),
           where="修船记"),
    change("journal", "a rule below heads of articles", "vectors.changed", css("journal",
           ".article-head { border-bottom: .75pt solid black; padding-bottom: 16.25pt }"), where="渡口三则"),
    change("journal", "other marks of lists", "text.changed", css("journal", 'ul { list-style-type: "– " }'),
           where="先看风向", also="tags.changed"),
    change("huakan", "paragraphs not indented", f"{INDENT} {LINES}", css("huakan", ".columns > p { text-indent: 0 }"),
           where="子节"),
    change("gongyun", "other marks about folios", "text.changed", set_in("gongyun", "page.css.j2",
           'content: "— " counter(page) " —"', 'content: "· " counter(page) " ·"'), says="·"),
    change("gongyun", "a section begins on a recto", "pages.count", set_in("gongyun", "layout.yaml", "sections: any",
           "sections: recto"), also="text.changed labels.changed links.changed outline.changed"),
    change("gongyun", "a photograph cropped", "images.changed", _cropped, where="图1"),
    change("huakan", "a photograph smaller", "images.changed", put(BOAT, 'width="60%"', 'width="45%"'),
           where="图1"),
    # layers
    change("gongyun", "a link to another place", "links.changed", file=_another_target),
    change("journal", "a bookmark less", "outline.changed", file=_a_bookmark_less, says="起灯"),
    change("gongyun", "Roman labels of pages", "labels.changed", file=_roman_labels),
    change("journal", "a head tagged as a paragraph", "tags.changed", file=_a_head_as_a_paragraph, says="H3"),
    change("huakan", "two paragraphs read the other way round", READING, file=_read_the_other_way_round),
    change("gongyun", "another standard declared", STANDARD, file=_another_standard),
    change("journal", "a face no longer embedded", FONTS, file=_a_face_not_embedded, says="Song|embedded"),
    change("press", "a smaller trim", "boxes.changed", file=_a_smaller_trim),
    # volumes and other makers
    change("volume", "a line stamped on each page", "text.changed", put(VOLUME, "year: 2024\n",
           "year: 2024\nstamps: {notice: 内部资料 注意保存}\n"), where="注意保存", says="注意保存"),
    change("chromium", "English flush left", f"{LINES} style.spacing", put(SOURCE, "[lang=en] { hyphens: auto }",
           "[lang=en] { hyphens: auto; text-align: left }"), where="Ash"),
    change("libreoffice", "colour of heads", "colour.changed", put(SOURCE, "color: #224466", "color: #882222"),
           where="第二章"),
    change("typst", "folios in Roman numerals", "text.changed", put(SOURCE, 'numbering: "1"', 'numbering: "i"'),
           also="labels.changed"),
)  # fmt: skip
NOTHING = (
    change("gongyun", "a comma in a comment of a style sheet", "", set_in("gongyun", "page.css.j2",
           "tabs of the sections at the outer edge, if they are wanted.",
           "tabs, of the sections, at the outer edge, if they are wanted.")),
    change("journal", "keys of the issue in another order", "", put(ORDER, "year: 2024\nnumber: 1\n",
           "number: 1\nyear: 2024\n"), put(ORDER, "total_number: 12\ndate: 2024-03-05\n",
           "date: 2024-03-05\ntotal_number: 12\n")),
    change("gongyun", "words of a program in a photograph", "", _a_comment_in_the_picture),
    change("journal", "attributes of a drawing in another order", "", put(DRAWING,
           '<rect x="1" y="1" width="158" height="78"', '<rect height="78" y="1" width="158" x="1"'), put(DRAWING,
           'points="10,70 60,40 110,44 150,10"', 'points="10 70, 60 40, 110 44, 150 10"')),
    change("gongyun", "margins in other units", "", set_in("gongyun", "page.css.j2", "margin: 20mm", "margin: 2cm"),
           set_in("gongyun", "page.css.j2", "47mm", "4.7cm")),
    change("huakan", "the page in centimetres", "", set_in("huakan", "layout.yaml",
           "trim: {width: 210mm, height: 285mm}", "trim: {height: 28.5cm, width: 21cm}")),
    change("journal", "rules for what there is not", "", css("journal",
           ".nowhere, article.nothing > h6 { color: #444444; font-size: 30pt; margin: 12pt }")),
    change("huakan", "a rule in two, and its values written out", "", set_in("huakan", "type.css.j2",
           "p { margin: 0; text-indent: 2em; text-align: justify; orphans: 1; widows: 2 }",
           "p { widows: 2; orphans: 1; text-align: justify }\np { text-indent: 2em; margin: 0pt 0pt 0pt 0pt }")),
    change("gongyun", "a template in other quotation marks", "", put("layouts/common/blocks.html.j2",
           '<p class="byline">', "{# whose it is #}<p  class='byline'>")),
    change("huakan", "notes written in another order", "", put(LIGHT,
           "[^oil]: 账本存在下游站，每月一结。\n[^sign]: 灯号表见站里墙上。\n",
           "[^sign]: 灯号表见站里墙上。\n\n[^oil]: 账本存在下游站，每月一结。\n")),
    change("chromium", "a colour and a length in other words", "", put(SOURCE, "color: #224466", "color: #246"),
           put(SOURCE, "margin: 0 0 12pt }", "margin: 0 0 1pc }")),
    change("typst", "a comment in the source", "", put(SOURCE, "#set par(justify: true, leading: 7pt)",
           "// lines\n#set par(leading: 7pt, justify: true)")),
    change("huakan", "copied object by object", "", file=_copied_object_by_object),
    change("press", "another ID, room behind the metadata", "", file=_another_id),
    change("journal", "names of places in a deeper tree", "", file=_destinations_in_a_deeper_tree),
    change("gongyun", "drawn in other words", "", file=_drawn_in_other_words),
    change("volume", "what holds anyway", "", file=_what_holds_anyway),
    change("huakan", "widths of characters one by one", "", file=_widths_one_by_one),
    change("gongyun", "tables of characters in other words", "", file=_characters_in_other_words),
    change("volume", "places without their zoom", "", file=_places_without_zoom),
)  # fmt: skip
SIXTH: tuple[Change, ...] = CHANGES + NOTHING
