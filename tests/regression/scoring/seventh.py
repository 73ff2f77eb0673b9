"""A last number before the printer's: edits several at once, a designer's afternoon, layers, and other libraries.

Written without sight of the comparison; scored before any rule was made with it. Where two things are done at once,
``TOGETHER`` has what each of them is to be told as: a finding for each, and no other, is told once.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pypdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Operator, Stream, String
from PIL import Image, ImageOps

from tests.regression.scoring.change import SOURCE, Change, Edit, add, change, css, everywhere, in_pdf, put, set_in
from tests.regression.scoring.rewriting import by
from tests.regression.scoring.small_issue import (
    BOAT,
    COLOPHON,
    FERRY,
    LIGHT,
    ORDER,
    PHOTOGRAPH,
    photograph,
    words,
)
from tests.regression.specimen import sentences
from tests.workspaces import PUBLICATION

VOLUME = f"{PUBLICATION}/2024/volume.yaml"
QUOTED = sentences(321, 2)
FOLLOWS_A_MOVE = "outline.changed links.changed labels.changed tags.changed"
AS_IT_IS = SimpleNamespace(recalcBBoxes=False)  # what fontTools asks of the font around a face


def _swapped(first: str, second: str) -> Edit:
    """Two neighbours in the order of the issue, the other way round."""
    rows = [f"      - file: articles/{name}.md\n" for name in (first, second)]
    return put(ORDER, "".join(rows), "".join(reversed(rows)))


def _mirrored(folder: Path) -> None:
    path = folder / PHOTOGRAPH
    ImageOps.mirror(Image.open(path)).save(path, quality=95)


def _another_photograph(folder: Path) -> None:
    photograph(folder / PHOTOGRAPH, "#d8c890")


# layers


def _tags(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("/S") == Name(f"/{kind}") and "/P" in each
    ]


def _links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == Name.Link]


def _bookmarks(item: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    while item is not None:
        yield item
        if "/First" in item:
            yield from _bookmarks(item.First)
        item = item.get("/Next")


@in_pdf
def _alternatives_exchanged(pdf: pikepdf.Pdf) -> None:
    first, second = _tags(pdf, "Figure")
    one, other = str(first.Alt), str(second.Alt)
    assert one != other
    first.Alt, second.Alt = String(other), String(one)


@in_pdf
def _a_paragraph_in_english(pdf: pikepdf.Pdf) -> None:
    _tags(pdf, "P")[10].Lang = String("en")


@in_pdf
def _narrow_links(pdf: pikepdf.Pdf) -> None:
    """All links of the page of contents end after a third of their width."""
    page = next(page for page in pdf.pages if len(page.get("/Annots", [])) > 2)
    for link in page.Annots:
        x0, y0, x1, y1 = (float(each) for each in link.Rect)
        x1 = x0 + (x1 - x0) / 3
        link.Rect = Array([x0, y0, x1, y1])
        if "/QuadPoints" in link:
            link.QuadPoints = Array([x0, y1, x1, y1, x0, y0, x1, y0])


@in_pdf
def _bookmarks_closed(pdf: pikepdf.Pdf) -> None:
    root, closed = pdf.Root.Outlines, 0
    for item in _bookmarks(root.First):
        if "/First" in item and int(item.Count) > 0:
            item.Count, closed = -int(item.Count), closed + 1
    assert closed
    top, item = 0, root.First
    while item is not None:
        top, item = top + 1, item.get("/Next")
    root.Count = top


@in_pdf
def _counted_from_five(pdf: pikepdf.Pdf) -> None:
    """The labels of the bound issues begin four later than what is stamped on the pages."""
    ranges = [each for each in pdf.Root.PageLabels.Nums if isinstance(each, Dictionary) and each.get("/S") == Name.D]
    assert ranges
    ranges[0].St = int(ranges[0].get("/St", 1)) + 4


@in_pdf
def _no_longer_accessible(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert metadata["pdfuaid:part"] == "1"
        del metadata["pdfuaid:part"]


@in_pdf
def _another_condition(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    intent.OutputConditionIdentifier = String("FOGRA51")


@in_pdf
def _another_author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = String("河西印社")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = ["河西印社"]


@in_pdf
def _a_picture_without_a_tag(pdf: pikepdf.Pdf) -> None:
    figure = _tags(pdf, "Figure")[0]
    above = figure.P
    kids = list(above.K) if isinstance(above.K, Array) else [above.K]
    left = [each for each in kids if not (isinstance(each, Dictionary) and each.objgen == figure.objgen)]
    assert len(left) == len(kids) - 1
    above.K = Array(left)


def _unicode_of(font: pikepdf.Object) -> dict[int, str]:
    """Characters by their codes, of two bytes, by the table of *font*."""
    text, found = font.ToUnicode.read_bytes().decode("latin-1"), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, character in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(character).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, begin in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = bytes.fromhex(begin).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    assert found
    return found


def _face(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    (found,) = [
        each
        for each in pdf.objects
        if isinstance(each, Dictionary)
        and each.get("/Subtype") == Name.Type0
        and str(each.BaseFont).partition("+")[2] == name
    ]
    return found


@in_pdf
def _a_glyph_raised(pdf: pikepdf.Pdf) -> None:
    """质 of kai, in the quotation, stands a twelfth of its em higher: a repair of the face went wrong."""
    font = _face(pdf, "Kanben-Kai")
    code = next(code for code, character in _unicode_of(font).items() if character == "质")
    file = font.DescendantFonts[0].FontDescriptor.FontFile2
    face, held = TTFont(BytesIO(file.read_bytes())), BytesIO()
    glyph = face["glyf"][face.getGlyphOrder()[code]]
    assert glyph.numberOfContours > 0
    glyph.coordinates.translate((0, face["head"].unitsPerEm // 12))
    glyph.recalcBounds(face["glyf"])
    face.save(held)
    file.write(held.getvalue())
    file.Length1 = len(held.getvalue())


# nothing


@in_pdf
def _in_nine_streams(pdf: pikepdf.Pdf) -> None:
    """What draws a page, cut between words wherever that falls, even within a text object (ISO 32000-1, 7.8.2)."""
    for page in pdf.pages:
        rows = [pikepdf.unparse_content_stream([each]) for each in pikepdf.parse_content_stream(page)]
        size = max(len(rows) // 9, 1)
        parts = [b"\n".join(rows[at : at + size]) for at in range(0, len(rows), size)]
        page.Contents = Array([pdf.make_indirect(pdf.make_stream(part)) for part in parts])


def _drawings(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, pikepdf.Object, bool]]:
    """What is drawn, with its resources, and whether it is a page."""
    for page in pdf.pages:
        yield page, page.obj.Resources, True
    for each in list(pdf.objects):
        if isinstance(each, Stream) and (each.get("/Subtype") == Name.Form or "/PatternType" in each):
            yield each, each.get("/Resources", Dictionary()), False


def _drawn_anew(
    pdf: pikepdf.Pdf, each: pikepdf.Object, rows: list[tuple[list[pikepdf.Object], Operator]], is_page: bool
) -> None:
    data = pikepdf.unparse_content_stream(rows)
    if is_page:
        each.Contents = pdf.make_stream(data)
    else:
        each.write(data)


def _counted_backwards(font: pikepdf.Object) -> dict[int, int]:
    """The numbers of the glyphs of *font* after they have been counted backwards in its face, by those before."""
    below = font.DescendantFonts[0]
    file = below.FontDescriptor.FontFile3
    faces = CFFFontSet()
    faces.decompile(BytesIO(file.read_bytes()), None)
    top = faces[0]
    old = [int(name.removeprefix("cid")) for name in top.charset[1:]]
    new = {0: 0} | {number: len(old) - at for at, number in enumerate(old)}
    glyphs = top.CharStrings  # read before the names change
    for name in list(glyphs.keys()):
        glyphs[name].decompile()
    named = {name: f"cid{new[int(name.removeprefix('cid'))]:05d}" for name in top.charset[1:]} | {".notdef": ".notdef"}
    glyphs.charStrings = {named[name]: place for name, place in glyphs.charStrings.items()}
    top.charset = [named[name] for name in top.charset]
    top.CIDCount = max(len(old) + 1, 1)
    held = BytesIO()
    faces.compile(held, AS_IT_IS)
    file.write(held.getvalue())
    if "/CIDSet" in below.FontDescriptor:
        del below.FontDescriptor["/CIDSet"]
    return new


def _with_widths_of(font: pikepdf.Object, new: dict[int, int]) -> None:
    below = font.DescendantFonts[0]
    widths, flat, at = {}, list(below.W), 0
    while at < len(flat):
        if isinstance(flat[at + 1], Array):
            widths |= {int(flat[at]) + step: width for step, width in enumerate(flat[at + 1])}
            at += 2
        else:
            widths |= dict.fromkeys(range(int(flat[at]), int(flat[at + 1]) + 1), flat[at + 2])
            at += 3
    below.W = Array([part for code in widths if code in new for part in (new[code], Array([widths[code]]))])


def _with_characters_of(font: pikepdf.Object, new: dict[int, int]) -> None:
    characters = "".join(
        f"1 beginbfchar\n<{new[code]:04x}> <{character.encode('utf-16-be').hex()}>\nendbfchar\n"
        for code, character in _unicode_of(font).items()
        if code in new
    )
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry (Adobe)\n"
        "/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    )
    foot = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    font.ToUnicode.write(f"{head}{characters}{foot}".encode())


def _renumbered(text: pikepdf.Object, new: dict[int, int]) -> pikepdf.Object:
    if isinstance(text, Array):
        return Array([_renumbered(part, new) if isinstance(part, String) else part for part in text])
    data = bytes(text)
    codes = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
    return String(b"".join(new[code].to_bytes(2) for code in codes))


def _with_other_numbers(
    each: pikepdf.Object, ours: set[str], new: dict[int, int]
) -> list[tuple[list[pikepdf.Object], Operator]]:
    """What draws *each*, with the glyphs of the fonts that are called as *ours* by their *new* numbers."""
    drawn, held_faces, is_ours = [], [], False
    for operands, operator in pikepdf.parse_content_stream(each):
        row, kind = list(operands), str(operator)
        if kind == "q":
            held_faces.append(is_ours)
        elif kind == "Q" and held_faces:
            is_ours = held_faces.pop()
        elif kind == "Tf":
            is_ours = str(row[0]) in ours
        elif kind in {"Tj", "TJ"} and is_ours:
            row = [_renumbered(row[0], new)]
        drawn.append((row, operator))
    return drawn


@in_pdf
def _glyphs_by_other_numbers(pdf: pikepdf.Pdf) -> None:
    """The glyphs of song are counted backwards: in the face, its widths, its characters, and all that is drawn."""
    font = _face(pdf, "Kanben-Song")
    new = _counted_backwards(font)
    _with_widths_of(font, new)
    _with_characters_of(font, new)
    for each, resources, is_page in _drawings(pdf):
        ours = {name for name, row in resources.get("/Font", Dictionary()).items() if row.objgen == font.objgen}
        if ours:
            _drawn_anew(pdf, each, _with_other_numbers(each, ours, new), is_page)


@in_pdf
def _faces_saved_again(pdf: pikepdf.Pdf) -> None:
    """The programs of all faces, read and written by another library."""
    for row in pdf.objects:
        if not (isinstance(row, Dictionary) and row.get("/Type") == Name.FontDescriptor):
            continue
        held = BytesIO()
        if "/FontFile3" in row:
            faces = CFFFontSet()
            faces.decompile(BytesIO(row.FontFile3.read_bytes()), None)
            for name in list(faces[0].CharStrings.keys()):
                faces[0].CharStrings[name].decompile()
            faces.compile(held, AS_IT_IS)
            row.FontFile3.write(held.getvalue())
        elif "/FontFile2" in row:
            TTFont(BytesIO(row.FontFile2.read_bytes()), recalcTimestamp=False).save(held, reorderTables=None)
            row.FontFile2.write(held.getvalue())
            row.FontFile2.Length1 = len(held.getvalue())


@in_pdf
def _kinds_of_tags_by_other_names(pdf: pikepdf.Pdf) -> None:
    """Kinds of a program's own that stand for those that there were (ISO 32000-1, 14.8.4.1)."""
    own = {"P": "Absatz", "H2": "Titel", "TD": "Zelle"}
    for kind, name in own.items():
        rows = _tags(pdf, kind)
        assert rows
        for row in rows:
            row.S = Name(f"/{name}")
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({f"/{name}": Name(f"/{kind}") for kind, name in own.items()})


@in_pdf
def _numbers_written_longer(pdf: pikepdf.Pdf) -> None:
    """5 as 5.0000 where lengths are meant, in all that is drawn on pages."""
    longer = {"cm", "Tm", "re", "m", "l", "c", "w", "Td"}
    for page in pdf.pages:
        rows = []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in longer:
                text = " ".join(f"{Decimal(str(each)):.7f}" for each in operands)
                rows.append(f"{text} {operator}".encode())
            else:
                rows.append(pikepdf.unparse_content_stream([(operands, operator)]))
        page.Contents = pdf.make_stream(b"\n".join(rows))


@in_pdf
def _groups_with_nothing_in_them(pdf: pikepdf.Pdf) -> None:
    """After each text, a text of no characters, a group that draws nothing, and a path that is not painted."""
    for page in pdf.pages:
        drawn: list[tuple[list[object], object]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            drawn.append((list(operands), operator))
            if str(operator) == "ET":
                drawn += [([], Operator(each)) for each in ("q", "Q", "BT", "ET")]
                drawn += [([0, 0], Operator("m")), ([3, 0], Operator("l")), ([], Operator("n"))]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))


@in_pdf
def _links_with_names_and_dates(pdf: pikepdf.Pdf) -> None:
    for number, link in enumerate(_links(pdf)):
        link.NM, link.M = String(f"link-{number}"), String("D:20310203040506+08'00'")
        link.H, link.Border = Name.I, Array([0, 0, 0])


@in_pdf
def _parents_in_a_deeper_tree(pdf: pikepdf.Pdf) -> None:
    """The tree from what is drawn to its tags, a dozen in each of more leaves (ISO 32000-1, 7.9.7)."""
    rows = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items()
    flat = [part for key, row in sorted(rows, key=lambda each: each[0]) for part in (key, row)]
    assert len(flat) > 48
    parts = [flat[at : at + 24] for at in range(0, len(flat), 24)]
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(
        Dictionary(
            Kids=Array(
                [pdf.make_indirect(Dictionary(Nums=Array(part), Limits=Array([part[0], part[-2]]))) for part in parts]
            )
        )
    )


@in_pdf
def _labels_one_by_one(pdf: pikepdf.Pdf) -> None:
    """A range for each page, and what each is called is what it was (ISO 32000-1, 12.4.2)."""
    flat = list(pdf.Root.PageLabels.Nums)
    begun = {int(flat[at]): flat[at + 1] for at in range(0, len(flat), 2)}
    rows: list[object] = []
    for number in range(len(pdf.pages)):
        first = max(each for each in begun if each <= number)
        row = Dictionary(begun[first])
        if "/S" in row:
            row.St = int(row.get("/St", 1)) + number - first
        rows += [number, row]
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=Array(rows)))


@in_pdf
def _bookmarks_by_actions(pdf: pikepdf.Pdf) -> None:
    """A bookmark's place as an action that goes there; black and upright is what they are anyway."""
    for item in _bookmarks(pdf.Root.Outlines.First):
        item.A = Dictionary(S=Name.GoTo, D=item.Dest)
        item.C, item.F = Array([0, 0, 0]), 0
        del item["/Dest"]


@in_pdf
def _metadata_in_elements(pdf: pikepdf.Pdf) -> None:
    """Plain properties as elements in their description instead of its attributes (ISO 16684-1, 7.9.2.2)."""

    def written_out(found: re.Match[str]) -> str:
        own = r'\s((?!rdf:|xml:|xmlns:)\w+:\w+)="([^"]*)"'
        rows = "".join(f"\n  <{name}>{value}</{name}>" for name, value in re.findall(own, found[1]))
        return f"<rdf:Description{re.sub(own, '', found[1])}>{rows}\n</rdf:Description>"

    text = pdf.Root.Metadata.read_bytes().decode("utf-8")
    anew = re.sub(r"<rdf:Description([^<>]*)/>", written_out, text)
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in anew
    pdf.Root.Metadata.write(anew.encode("utf-8"))


@in_pdf
def _another_origin(pdf: pikepdf.Pdf) -> None:
    """Pages of the same size that begin at (40, 30) instead of (0, 0), with all that is drawn."""
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(each) for each in page.mediabox)
        page.MediaBox = Array([x0 + 40, y0 + 30, x1 + 40, y1 + 30])
        for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if name in page:
                page[name] = page.MediaBox
        page.contents_add(b"q 1 0 0 1 40 30 cm\n", prepend=True)
        page.contents_add(b"\nQ")


def _copied(data: bytes) -> bytes:
    """All pages and what hangs on them in a file of another library."""
    writer, held = pypdf.PdfWriter(clone_from=BytesIO(data)), BytesIO()
    writer.compress_identical_objects()
    writer.write(held)
    return held.getvalue()


CHANGES = (
    # what an editor does, several things at once too
    change("journal", "a name put right and an article before another", "text.changed articles.moved text.moved",
           put(BOAT, "林渡", "林波渡"), _swapped("light", "boat"), says="林波渡|修船记|河边的灯",
           also=f"blocks.shifted {FOLLOWS_A_MOVE}"),
    change("huakan", "a word in two articles and a paragraph less in the third", "text.changed",
           everywhere(LIGHT, "港口", "港湾"), everywhere(FERRY, "港口", "港湾"), put(BOAT, f"{words(8)}\n", ""),
           says="港湾|申节", also="tags.changed"),
    change("gongyun", "a sign-off", "text.changed", add(FERRY, "\n{.signoff}\n渡口管理站\\\n三月一日\n"),
           where="渡口管理站", says="渡口管理站", also="tags.changed"),
    change("gongyun", "a summary with keywords", "text.changed", put(LIGHT, "title: 河边的灯",
           "title: 河边的灯\nsummary: 守夜人记三十年灯火。\nkeywords: [灯塔, 河道]"), where="守夜人",
           says="守夜人|灯火", also="tags.changed properties.changed pages.count"),
    change("gongyun", "a second author", "text.changed", put(LIGHT, "  - name: 陈守灯\n",
           "  - name: 陈守灯\n  - name: 苏帆\n"), where="苏帆", says="苏帆", also="tags.changed"),
    change("gongyun", "a quotation that became text", "style.font lines.rebroken", put(FERRY, f"> {QUOTED}", QUOTED),
           where=QUOTED[:6], also="blocks.shifted tags.changed"),
    change("huakan", "a paragraph in another article", "text.moved text.changed", put(BOAT, f"{words(8)}\n", ""),
           add(FERRY, f"\n{words(8)}\n"), where="申节", says="申节", also="tags.changed"),
    change("journal", "an article below the one before", "pages.count blocks.shifted text.moved", put(ORDER,
           "articles/boat.md\n", "articles/boat.md\n        run_on: true\n"), where="修船记",
           also=f"text.changed vectors.changed images.changed {FOLLOWS_A_MOVE}"),
    change("journal", "an article in a section of its own", "text.changed", put(ORDER,
           "      - file: articles/ferry.md\n",
           "  - name: 渡口来信\n    articles:\n      - file: articles/ferry.md\n"), where="渡口三则", says="渡口来信",
           also="outline.changed vectors.changed tags.changed properties.changed blocks.shifted links.changed"),
    change("huakan", "words that lead to the web", "links.changed", put(LIGHT, "灯油有账[^oil]",
           "[灯油有账](https://example.org/oil)[^oil]"), where="丑节", says="example.org", also="tags.changed"),
    change("journal", "a line below a name", "vectors.changed", put(LIGHT, "寅节说起",
           "[寅节]{.proper-noun}说起"), where="寅节", also="tags.changed"),
    # what a designer does
    change("journal", "captions at the left", "blocks.shifted", css("journal", "figcaption { text-align: left }"),
           where="图1"),
    change("gongyun", "heads of tables on a ground", "vectors.changed colour.changed", css("gongyun",
           ".table .first th { background-color: #e0d8c8 }"), where="铁钉"),
    change("gongyun", "colour of running heads", "colour.changed", css("gongyun",
           "@page :left { @top-center { color: #c8102e } }\n@page :right { @top-center { color: #c8102e } }")),
    change("journal", "face of folios", "style.font", css("journal", "".join(
           f'@page :{side} {{ @bottom-{side} {{ font-family: "Kanben Song" }} }}\n' for side in ("left", "right")))),
    change("gongyun", "a thicker rule below running heads", "vectors.changed", set_in("gongyun", "page.css.j2",
           "100% / 100% .5pt no-repeat; margin-bottom: 10pt", "100% / 100% 1.5pt no-repeat; margin-bottom: 10pt")),
    change("huakan", "grey rules beside quotations", "vectors.changed", css("huakan",
           "blockquote { border-left: 2pt solid #999999; padding-left: calc(1em - 2pt) }"), where="戌节"),
    change("journal", "text set tighter", "style.spacing lines.rebroken", css("journal",
           ".columns > p { letter-spacing: -.03em }"), where="子节", also="blocks.shifted"),
    change("huakan", "lists farther in", "blocks.shifted", css("huakan", "ul { padding-left: 2.5em }"),
           where="先看风向"),
    change("gongyun", "larger lines of contents", "style.size", css("gongyun",
           ".contents .entry { font-size: 13.5pt }"), where="修船记", says="13.5", also="blocks.shifted"),
    change("gongyun", "smaller calls of notes", "style.size", css("gongyun",
           ".footnote::footnote-call { font-size: .6rem }"), where="丑节", also="style.spacing"),
    change("journal", "more white below heads of articles", "blocks.shifted", css("journal",
           ".article-head { padding-bottom: 34pt }"), where="子节",
           also="images.changed vectors.changed links.changed"),
    # pictures
    change("journal", "a photograph the other way round", "images.changed", _mirrored, where="图1"),
    change("journal", "a photograph on the cover", "images.changed", put(ORDER, "sections:\n",
           "cover: {picture: images/boat.jpg, alt: 河上旧船}\nsections:\n"), where="HaojiaoXiaobao",
           also="tags.changed"),
    change("gongyun", "another photograph with other words below", "images.changed text.changed", _another_photograph,
           put(BOAT, "图 1 旧船", "图 1 渡船"), where="图1"),
    # layers alone
    change("gongyun", "alternative texts of two pictures exchanged", "alternatives.changed",
           file=_alternatives_exchanged, says="河道略图|旧船"),
    change("huakan", "a paragraph read as English", "tags.changed", file=_a_paragraph_in_english, says="en"),
    change("journal", "links of the contents a third as wide", "links.changed", file=_narrow_links),
    change("gongyun", "bookmarks closed", "outline.changed", file=_bookmarks_closed),
    change("huakan", "PDF/UA no longer declared", "standards.changed", file=_no_longer_accessible, says="UA"),
    change("journal", "author of the file", "properties.changed", file=_another_author, says="河西印社"),
    change("journal", "a picture without a tag", "tags.changed alternatives.changed",
           file=_a_picture_without_a_tag),
    change("gongyun", "a glyph raised", "glyphs.changed", file=_a_glyph_raised, says="质|Kai"),
    # volumes, press, other makers
    change("volume", "an organiser by another name", "text.changed", put(COLOPHON, "河西茶馆", "河西书场"),
           says="书场", also="properties.changed"),
    change("volume", "labels of a volume out of step", "labels.changed", file=_counted_from_five),
    change("press", "text in four inks", "colour.changed", css("gongyun",
           "article > p { color: device-cmyk(.5 .4 .4 1) }"), where="子节"),
    change("press", "another printing condition", "standards.changed", file=_another_condition, says="FOGRA51"),
    change("chromium", "heads in the middle", "blocks.shifted", put(SOURCE, "margin: 0 0 12pt }",
           "margin: 0 0 12pt; text-align: center }"), where="第二章"),
    change("typst", "a running head", "text.changed", put(SOURCE, 'numbering: "1")',
           'numbering: "1", header: [Annual records])'), says="Annual", also="tags.changed"),
    change("reportlab", "more white between paragraphs", "blocks.shifted", put(SOURCE, "spaceAfter=6",
           "spaceAfter=9"), where="Chapter2"),
)  # fmt: skip
NOTHING = (
    change("journal", "cells of a table typed in columns", "", put(BOAT, "| 木板 | 3 块 | 二十 |",
           "| 木板    |   3 块 |  二十  |"), put(BOAT, "| 铁钉 | 4 斤 | 三十 |", "| 铁钉    |   4 斤 |  三十  |")),
    change("huakan", "how far an article has come, and a remark in it", "", put(ORDER, "articles/boat.md\n",
           "articles/boat.md\n        status: 二校\n"), put(BOAT, f"{words(6)}",
           f"<!-- 船板的数目待核 -->\n\n{words(6)}")),
    change("gongyun", "options that it has without asking", "", put(COLOPHON, "layout: gongyun",
           "layout: gongyun\noptions: {size: 三号, pitch: 27pt, folios: centred, running_heads: shown}")),
    change("volume", "facts that a volume has anyway", "", put(VOLUME, "year: 2024\n",
           "year: 2024\nbinding_edge: left\ncaliper: 0.1mm\nissues: [1]\nstamps: {running_title: true}\n")),
    change("chromium", "a mark for a program in the source", "", everywhere(SOURCE, "<p lang=en>",
           "<p data-checked=yes lang=en>")),
    change("reportlab", "a function by another name", "", everywhere(SOURCE, "folio", "draw_folio")),
    change("gongyun", "contents cut between any words", "", file=_in_nine_streams),
    change("huakan", "glyphs of a subset by other numbers", "", file=_glyphs_by_other_numbers),
    change("journal", "faces saved by another library", "", file=_faces_saved_again),
    change("volume", "kinds of tags by names of a program's own", "", file=_kinds_of_tags_by_other_names),
    change("journal", "lengths with more digits", "", file=_numbers_written_longer),
    change("huakan", "groups with nothing in them", "", file=_groups_with_nothing_in_them),
    change("gongyun", "links with names and dates", "", file=_links_with_names_and_dates),
    change("volume", "parents of tags in a deeper tree", "", file=_parents_in_a_deeper_tree),
    change("journal", "labels of pages one by one", "", file=_labels_one_by_one),
    change("huakan", "bookmarks by actions", "", file=_bookmarks_by_actions),
    change("press", "metadata in elements", "", file=_metadata_in_elements),
    change("reportlab", "pages from another origin", "", file=_another_origin),
    change("libreoffice", "copied by another library", "", file=_copied),
    change("typst", "by another program, made smaller", "", file=by("mutool", "-gggg", "-z", "-f", "-i", "-c")),
)  # fmt: skip
# What each of several things done at once is to be told as, by the name of the change; its edits are above.
TOGETHER: dict[str, tuple[Change, ...]] = {
    "a name put right and an article before another": (
        change("journal", "a name put right", "text.changed", where="修船记", says="林波渡"),
        change("journal", "an article before another", "articles.moved text.moved", says="修船记|河边的灯"),
    ),
    "a word in two articles and a paragraph less in the third": (
        change("huakan", "a word in two articles", "text.changed", where="酉节", says="港湾"),
        change("huakan", "a paragraph less in the third", "text.changed", says="申节"),
    ),
    "another photograph with other words below": (
        change("gongyun", "another photograph", "images.changed", where="图1"),
        change("gongyun", "other words below it", "text.changed", where="图1", says="渡船"),
    ),
}
SEVENTH: tuple[Change, ...] = tuple(replace(each, parts=TOGETHER.get(each.name, ())) for each in CHANGES + NOTHING)
