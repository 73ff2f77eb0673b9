"""Changes that the rules may be made with."""

from pathlib import Path

import pikepdf

from tests.regression.scoring.change import SOURCE, Change, Edit, add, change, css, everywhere, in_pdf, put, set_in
from tests.regression.scoring.makers import FORM
from tests.regression.scoring.small_issue import BOAT, COLOPHON, DRAWING, FERRY, LIGHT, ORDER, PHOTOGRAPH, photograph
from tests.regression.scoring.small_issue import words as text
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE, PUBLICATION

_SHARED = "layouts/common/components.css.j2"
_MORE = f"{ISSUE}/articles/more.md"


def _another_article(folder: Path) -> None:
    (folder / _MORE).write_text(f"---\ntitle: 滩上新闻\n---\n\n新篇说起，{sentences(340, 8)}\n", encoding="utf-8")
    add(ORDER, "      - file: articles/more.md\n")(folder)


def _no_last_article(folder: Path) -> None:
    put(ORDER, "      - file: articles/ferry.md\n", "")(folder)
    (folder / FERRY).unlink()


def _articles_swapped(folder: Path) -> None:
    boat, ferry = "      - file: articles/boat.md\n", "      - file: articles/ferry.md\n"
    put(ORDER, boat + ferry, ferry + boat)(folder)


def _paragraphs_swapped(folder: Path) -> None:
    everywhere(FERRY, text(9), "@")(folder)
    everywhere(FERRY, text(10), text(9))(folder)
    everywhere(FERRY, "@", text(10))(folder)


@in_pdf
def _stamped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2]
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ .8 0 0 rg 200 300 90 40 re f"))


def _one_form_less(folder: Path) -> None:
    """The third chapter loses its second line of a form, which other chapters have as well."""
    path = folder / SOURCE
    before, chapter = path.read_text(encoding="utf-8").split("<h1>第三章")
    path.write_text(before + "<h1>第三章" + chapter.replace(FORM.format("乙"), "", 1), encoding="utf-8")


def _pitch(layout: str, old: str, new: str) -> tuple[Edit, Edit]:
    """Another pitch of *layout*, as type area and as its option."""
    one, other = (set_in(layout, "layout.yaml", f"pitch: {sign}{old}", f"pitch: {sign}{new}") for sign in ("", "["))
    return one, other


ISSUES = (
    # words
    change("gongyun", "a word", "text.changed", put(LIGHT, "寅节说起", "寅节讲起"), where="寅节", says="寅节"),
    change("gongyun", "a note less", "text.changed", put(LIGHT, "[^sign]。", "。"),
           put(LIGHT, "[^sign]: 灯号表见站里墙上。\n", ""), where="辰节", says="灯号表"),
    change("gongyun", "a note more", "text.changed", put(BOAT, "午节说起", "午节说起[^new]"),
           add(BOAT, "[^new]: 新添的注文在此。\n"), where="午节", says="新添的注文"),
    change("journal", "a note more before another", "text.changed", put(LIGHT, "子节说起", "子节说起[^new]"),
           add(LIGHT, "[^new]: 新添的注文在此。\n"), where="子节", says="新添的注文"),
    change("gongyun", "a character replaced throughout an article", "text.changed", everywhere(LIGHT, "灯", "燈"),
           where="子节", says="灯"),
    change("journal", "a word replaced throughout", "text.changed", everywhere(BOAT, "船", "舟"), where="巳节",
           also="alternatives.changed"),
    change("gongyun", "an author", "text.changed", put(BOAT, "林渡", "林泊"), where="修船记", says="林渡"),
    change("journal", "an author in contents and heads", "text.changed", put(BOAT, "林渡", "林泊"), where="修船记",
           says="林渡"),
    change("journal", "a title in contents and heads", "text.changed", put(BOAT, "title: 修船记", "title: 修船札记"),
           where="修船", says="修船", also="outline.changed"),
    change("gongyun", "a paragraph more", "text.changed",
           put(FERRY, text(9), f"{text(9)}\n\n新段说起，{sentences(341, 4)}"), where="新段", says="新段"),
    change("gongyun", "paragraphs swapped", "text.moved", _paragraphs_swapped, where="酉节"),
    change("gongyun", "articles swapped", "articles.moved", _articles_swapped, says="渡口三则|修船记"),
    change("gongyun", "an article more", "articles.added pages.count text.changed", _another_article, where="新篇",
           says="滩上新闻", also="outline.changed"),
    change("journal", "an article more with a line of contents", "articles.added pages.count", _another_article,
           where="新篇", says="滩上新闻", also="outline.changed"),
    change("journal", "an article less", "articles.removed pages.count", _no_last_article, says="渡口三则",
           also="outline.changed"),
    change("gongyun", "an item less", "text.changed", put(LIGHT, "- 再看水位\n", ""), where="再看水位",
           says="再看水位"),
    change("gongyun", "a cell", "text.changed", put(BOAT, "4 斤", "5 斤"), where="铁钉", says="5"),
    # figures
    change("gongyun", "a caption alone", "text.changed", put(BOAT, "图 2 河道", "图 2 河道形势"), where="图2",
           says="河道形势"),
    change("gongyun", "a label in a drawing", "text.changed", put(DRAWING, "中滩", "石滩"), where="图2", says="石滩"),
    change("gongyun", "a label moved in a drawing", "images.changed vectors.changed text.moved blocks.shifted",
           put(DRAWING, 'x="64" y="36"', 'x="64" y="66"'), where="图2", says="中滩"),
    change("gongyun", "a drawing in other places", "images.changed blocks.shifted", put(BOAT, '{width="70%"}',
           '{width="50%"}'),
           where="图2", says="图 2|图2"),
    change("gongyun", "a picture cropped", "images.changed",
           lambda folder: photograph(folder / PHOTOGRAPH, crop=(30, 20, 210, 140)), where="图1", says="crop|part of"),
    change("journal", "another picture", "images.changed", lambda folder: photograph(folder / PHOTOGRAPH, "#ccaa55"),
           where="图1"),
    # marks and places
    change("gongyun", "a list marker", "text.changed", put(_SHARED, "list-style-type: disc", 'list-style-type: "▪"'),
           where="先看风向", says="•|▪|▪"),
    change("gongyun", "folios outside", "blocks.shifted", put(COLOPHON, "layout: gongyun",
           "layout: gongyun\noptions: {folios: outside}"), says="folio|Folio"),
    change("journal", "gutter", "blocks.shifted", set_in("journal", "layout.yaml", "gutter: 21pt", "gutter: 19pt"),
           says="gutter|column"),
    change("journal", "titles in the middle", "blocks.shifted", css("journal",
           ".article-head .title { text-align: center }"),
           where="子节", says="centre|middle"),
    change("gongyun", "size of notes", "style.size", css("gongyun", ".footnote { font-size: 9pt }"), where="账本"),
    change("gongyun", "padding of a box", "blocks.shifted", css("gongyun",
           ".contained.box > .frame { padding: 24pt 1em }"),
           where="三条规矩"),
    change("gongyun", "widows", "lines.rebroken pages.depth blocks.shifted",
           set_in("gongyun", "type.css.j2", "orphans: 1; widows: 2 }\nh1", "orphans: 3; widows: 3 }\nh1")),
    change("gongyun", "space below headings", "blocks.shifted", css("gongyun", "h3 { margin-bottom: 9pt }"),
           where="寅节",
           says="起灯|早班|heading"),
    change("journal", "space above headings", "blocks.shifted", css("journal", "h3 { margin-top: 25.5pt }"),
           where="寅节",
           says="起灯|早班|heading"),
    change("gongyun", "pitch", "style.leading", *_pitch("gongyun", "27pt", "26.5pt"), says="26.5"),
    change("journal", "pitch", "style.leading", *_pitch("journal", "17pt", "16.5pt"), says="16.5"),
    change("gongyun", "space within headings", "style.spacing", css("gongyun", "h3 { letter-spacing: 3pt }"),
           where="寅节",
           says="起灯|早班|heading"),
    change("huakan", "colour of a section", "colour.changed", set_in("huakan", "layout.yaml", "#c0392b", "#0a6e31")),
    change("huakan", "size of titles", "style.size", set_in("huakan", "type.css.j2", "26pt/", "24pt/"), where="子节"),
    change("huakan", "face of the body", "style.font", set_in("huakan", "layout.yaml", "text_face: [song, fang, kai]",
           "text_face: [kai, song, fang]"), where="子节"),
    change("journal", "an article that grows by a page, and all others change sides", "text.changed",
           put(LIGHT, text(4),
           f"{text(4)}\n\n新段说起，{sentences(342, 60)}\n\n{sentences(343, 60)}\n\n{sentences(344, 60)}"),
           where="新段", says="新段"),
    change("gongyun", "a stamp on a page", "vectors.changed", file=_stamped),
)  # fmt: skip
BOUND = (
    change("volume", "an author in the lists of a volume", "text.changed", put(BOAT, "林渡", "林泊"), where="修船记",
           says="林渡"),
    change("volume", "size of entries in the lists", "style.size", css("volume", ".entry { font-size: 9.5pt }")),
    change("volume", "title of the volume", "text.changed", put(f"{PUBLICATION}/2024/volume.yaml", "2024年合订本",
           "2024年合订本（上）"), says="（上）", also="outline.changed"),
    change("press", "a word in a press edition", "text.changed", put(LIGHT, "寅节说起", "寅节讲起"), where="寅节"),
    change("press", "the nameplate's ink", "colour.changed", set_in("gongyun", "layout.yaml", "cmyk: [0, 95, 100, 0]",
           "cmyk: [100, 70, 0, 0]")),
)  # fmt: skip
OTHERS = (
    change("chromium", "a word", "text.changed", put(SOURCE, "第二章 记事", "第二章 大事"), where="第二章"),
    change("chromium", "a form less", "text.changed", _one_form_less, where="第三章", says="乙号|号："),
    change("chromium", "colour of headings", "colour.changed", put(SOURCE, "#224466", "#882244"), where="第二章"),
    change("chromium", "measure, with hyphenation", "lines.rebroken", put(SOURCE, "margin: 56pt 50pt",
           "margin: 56pt 54pt")),
    change("libreoffice", "a word", "text.changed", put(SOURCE, "第二章 记事", "第二章 大事"), where="第二章"),
    change("libreoffice", "measure, with hyphenation", "lines.rebroken", put(SOURCE, "margin: 56pt 50pt",
           "margin: 56pt 54pt")),
    change("typst", "measure, with hyphenation", "lines.rebroken", put(SOURCE, "x: 50pt", "x: 46pt")),
    change("typst", "a word", "text.changed", everywhere(SOURCE, "committee of Birch", "committee of Maple"),
           where="Maple"),
    change("reportlab", "a running head", "text.changed", put(SOURCE, "Annual records", "Monthly records"),
           says="Monthly"),
    change("reportlab", "lines of a form", "text.changed", put(SOURCE, "Name ______ Date", "Title ______ Date"),
           where="Chapter2", says="Title"),
)  # fmt: skip
NOTHING = (
    change("gongyun", "sources with other names of notes", "", everywhere(LIGHT, "[^oil]", "[^x]")),
    change("journal", "a comment in a style sheet", "", css("journal", "/* nothing */")),
    change("chromium", "printed again", "", add(SOURCE, "\n")),
    change("libreoffice", "printed again", "", add(SOURCE, "\n")),
    change("typst", "printed again", "", add(SOURCE, "\n")),
    change("reportlab", "printed again", "", add(SOURCE, "\n")),
)  # fmt: skip
SEEN: tuple[Change, ...] = ISSUES + BOUND + OTHERS + NOTHING
