"""Single changes to the specimen, each with the kind it must be found as and a page (from 0, after) it must name."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from tests.regression.specimen import BODY, SHEET, picture, sentences, typeset

Make = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Change:
    """*make* gives the changed PDF of the base; *kind* must be found, on *page* if it is given."""

    name: str
    make: Make
    kind: str
    page: int | None = None


def content(name: str, old: str, new: str, kind: str, page: int | None = None) -> Change:
    """*new* in the place of *old* in the text."""
    assert BODY.count(old) == 1, (name, BODY.count(old))
    return Change(name, lambda _base: typeset(BODY.replace(old, new)), kind, page)


def style(name: str, old: str, new: str, kind: str, page: int | None = None) -> Change:
    """*new* in the place of *old* in the style sheet; added to it when *old* is empty."""
    assert not old or SHEET.count(old) == 1, (name, SHEET.count(old))
    return Change(name, lambda _base: typeset(sheet=SHEET.replace(old, new) if old else SHEET + new), kind, page)


def edited(edit: Callable[[pikepdf.Pdf], None], base: bytes) -> bytes:
    """The PDF *base* after *edit*."""
    with pikepdf.open(BytesIO(base)) as pdf:
        edit(pdf)
        held = BytesIO()
        pdf.save(held)
    return held.getvalue()


def file(name: str, edit: Callable[[pikepdf.Pdf], None], kind: str, page: int | None = None) -> Change:
    """A change to the finished file."""
    return Change(name, lambda base: edited(edit, base), kind, page)


def _drawn(pdf: pikepdf.Pdf, page: int, data: bytes) -> None:
    pdf.pages[page].contents_add(pdf.make_stream(data))


def _title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].title = "别的题目"


def _entry_gone(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[1]


def _labels(pdf: pikepdf.Pdf) -> None:
    rows = pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r)])
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=rows)


def _crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.CropBox = pikepdf.Array([0, 0, 225, 300])


def _turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].rotate(90, relative=False)


def _no_last_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _blank(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(300, 420))


def _no_link(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page:
            del page.Annots


def _hidden(pdf: pikepdf.Pdf) -> None:
    """Half of what page 4 shows is clipped away, and nothing in its objects tells."""
    page = pdf.pages[3]
    page.contents_add(pdf.make_stream(b"q 0 0 300 230 re W n\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))


_THIRD = sentences(3, 9)
_PARTS = BODY.split("<h1 ")

CHANGES = (
    # content
    content("a word", _THIRD, "新词" + _THIRD[2:], "text.changed", 0),
    content("a character less", sentences(8, 5), sentences(8, 5)[1:], "text.changed", 3),
    content("a mark", sentences(14, 4), sentences(14, 4)[:-1] + "！", "text.changed", 5),
    content("a sentence more", sentences(2, 5), sentences(2, 5) + "这一句是后来添上的。", "text.changed", 0),
    content("a paragraph more", sentences(9, 6), f"{sentences(9, 6)}</p><p>{sentences(20, 14)}", "text.changed"),
    content("a paragraph less", f"<p>{sentences(6, 8)}</p>", "", "text.changed"),
    content("a heading", "一、夜航", "一、晨航", "text.changed", 0),
    content("a title", "齿轮之间", "齿轮与人", "text.changed", 3),
    content("an English word", "twelve", "eleven", "text.changed", 5),
    content("a number", "KB-2000", "KB-2001", "text.changed", 5),
    Change(
        "two articles change places",
        lambda _base: typeset("<h1 ".join([_PARTS[0], _PARTS[1], _PARTS[3], _PARTS[2]])),
        "articles.moved",
    ),
    Change(
        "a page more",
        lambda _base: typeset(BODY.replace("<h1 id=b>", f"<h1>补白</h1><p>{sentences(21, 6)}</p><h1 id=b>")),
        "articles.added",
        3,
    ),
    Change("an article less", lambda _base: typeset("<h1 ".join([_PARTS[0], *_PARTS[1:3]])), "articles.removed"),
    Change(
        "a paragraph elsewhere",
        lambda _base: typeset(
            BODY.replace(f"<p>{sentences(2, 5)}</p>", "").replace(
                sentences(7, 12), f"{sentences(7, 12)}</p><p>{sentences(2, 5)}"
            )
        ),
        "text.moved",
    ),
    # styles
    style("colour of titles", "#c8102e", "#005bac", "colour.changed", 0),
    style("colour of the body", "", "p { color: #333333 }", "colour.changed", 0),
    style("size of titles", "h1 { font: 16pt", "h1 { font: 18pt", "style.size", 0),
    style("size of the body", "html { font: 10pt", "html { font: 9.5pt", "style.size", 0),
    style(
        "face of headings", 'h2 { font: 12pt/16pt "Kanben Kai"', 'h2 { font: 12pt/16pt "Kanben Hei"', "style.font", 0
    ),
    style(
        "face of the body",
        'html { font: 10pt/16pt "Kanben Song"',
        'html { font: 10pt/16pt "Kanben Fang"',
        "style.font",
        0,
    ),
    style("weight of titles", "h1 { font: 16pt", "h1 { font: bold 16pt", "style.weight", 0),
    style("pitch of lines", "html { font: 10pt/16pt", "html { font: 10pt/16.5pt", "style.leading", 0),
    style("letter-spacing", "", "h2 { letter-spacing: 1pt }", "style.spacing", 0),
    style("not justified", "text-align: justify; ", "", "style.spacing", 0),
    # geometry
    style("indent", "text-indent: 2em", "text-indent: 1em", "blocks.shifted", 0),
    style("space between paragraphs", "p { margin: 0", "p { margin: 0 0 4pt", "blocks.shifted", 0),
    style("space above headings", "margin: 16pt 0 0 0", "margin: 12pt 0 0 0", "blocks.shifted", 0),
    style("head margin", "margin: 50pt 40pt;", "margin: 53pt 40pt 47pt;", "blocks.shifted", 0),
    style("type area aside", "margin: 50pt 40pt;", "margin: 50pt 38pt 50pt 42pt;", "blocks.shifted", 0),
    style("measure", "margin: 50pt 40pt;", "margin: 50pt 50pt 50pt 40pt;", "lines.rebroken", 0),
    style("page size", "size: 300pt 420pt", "size: 310pt 420pt", "boxes.changed", 0),
    style(
        "height of the page",
        "size: 300pt 420pt; margin: 50pt 40pt;",
        "size: 300pt 430pt; margin: 50pt 40pt 60pt;",
        "boxes.changed",
        0,
    ),
    style("titles to the left", "text-align: center", "text-align: left", "blocks.shifted", 0),
    style("padding of a box", "padding: 8pt;", "padding: 10pt;", "blocks.shifted"),
    # heads and folios
    style("running head", "刊本样章", "刊本新章", "text.changed", 0),
    style("folio", '"— " counter(page) " —"', '"· " counter(page) " ·"', "text.changed", 0),
    style("face of running heads", '8pt/10pt "Kanben Hei"', '8pt/10pt "Kanben Kai"', "style.font", 0),
    # areas and rules
    style("colour of a box", "#dddddd", "#ffeecc", "colour.changed"),
    style("colour of a rule", "solid #000000", "solid #c8102e", "colour.changed", 4),
    style("a rule less", "solid #000000", "solid transparent", "vectors.changed", 4),
    file("a rule more", lambda pdf: _drawn(pdf, 1, b"\nq 40 30 100 1 re f Q"), "vectors.changed", 1),
    # images
    content("another image", picture(), picture("#aa3366"), "images.changed", 3),
    style("size of an image", "width: 80pt; height: 48pt", "width: 100pt; height: 60pt", "images.changed", 3),
    style("image aside", "height: 48pt; margin: 0 auto", "height: 48pt; margin: 0", "images.changed", 3),
    content("an image less", f"<img src='{picture()}' alt='一面旗'>", "", "images.changed"),
    # links, outline, labels, boxes
    content("address of a link", "https://example.org/one", "https://example.org/two", "links.changed"),
    content("target of a link", 'href="#c"', 'href="#b"', "links.changed"),
    file("no links", _no_link, "links.changed"),
    file("title in the outline", _title, "outline.changed", 3),
    file("an entry less in the outline", _entry_gone, "outline.changed"),
    file("labels", _labels, "labels.changed", 0),
    file("crop box", _crop, "boxes.changed", 2),
    file("a turned page", _turn, "boxes.changed", 1),
    file("the last page less", _no_last_page, "pages.count"),
    file("an empty page more", _blank, "pages.count", 6),
    # only to be seen
    file("half a page clipped away", _hidden, "pixels.changed", 3),
)
