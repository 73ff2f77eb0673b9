"""Changes of everyday production, written down before the comparison was mended and scored for the first time after."""

from pathlib import Path

import pikepdf

from tests.regression.scoring.change import SOURCE, Change, add, change, css, everywhere, in_pdf, put, set_in
from tests.regression.scoring.small_issue import ADVERTISEMENT, BOAT, FERRY, LIGHT, ORDER, PHOTOGRAPH, photograph
from tests.regression.scoring.small_issue import words as text
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE

_PICTURE = '![旧船停在岸边](../images/boat.jpg "图 1 旧船"){width="60%"}\n\n'
_HARBOUR = f"{ISSUE}/articles/harbour.md"


def _an_article_between(folder: Path) -> None:
    (folder / _HARBOUR).write_text(
        f"---\ntitle: 小港纪事\nauthors:\n  - name: 何记港\n---\n\n港篇说起，{sentences(501, 9)}\n", encoding="utf-8"
    )
    put(ORDER, "articles/boat.md\n", "articles/boat.md\n      - file: articles/harbour.md\n")(folder)


def _picture_later(folder: Path) -> None:
    put(BOAT, _PICTURE, "")(folder)
    put(BOAT, f"{text(7)}\n", f"{text(7)}\n\n{_PICTURE}")(folder)


@in_pdf
def _pages_swapped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[3]
    del pdf.pages[3]
    pdf.pages.insert(2, page)


@in_pdf
def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].rotate(90, relative=True)


@in_pdf
def _cut_closer(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(each) for each in page.trimbox)
        page.TrimBox = pikepdf.Array([x0 + 3, y0 + 3, x1 - 3, y1 - 3])


@in_pdf
def _leads_elsewhere(pdf: pikepdf.Pdf) -> None:
    link = next(each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == "/Link")
    for name in ("/Dest", "/A"):
        if name in link:
            del link[name]
    link.A = pdf.make_indirect({"/S": pikepdf.Name.URI, "/URI": pikepdf.String("https://example.org/wrong")})


@in_pdf
def _subject(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = "内部资料"


@in_pdf
def _saved_again(pdf: pikepdf.Pdf) -> None:
    pdf.remove_unreferenced_resources()


def _renamed_picture(folder: Path) -> None:
    path = folder / PHOTOGRAPH
    path.rename(path.with_name("old-boat.jpg"))
    put(BOAT, "images/boat.jpg", "images/old-boat.jpg")(folder)


CHANGES = (
    change("gongyun", "a comma", "text.changed", put(LIGHT, "子节说起，", "子节，说起，"), where="子节", says="，"),
    change("journal", "a full stop for a comma", "text.changed", put(FERRY, "戌节说起，", "戌节说起。"), where="戌节",
           says="。"),
    change("gongyun", "the day of publication", "text.changed", put(ORDER, "2024-03-05", "2024-03-15"), says="5|15",
           also="properties.changed"),
    change("huakan", "the number of the issue", "text.changed", put(ORDER, "total_number: 12", "total_number: 13"),
           says="12|13", also="properties.changed outline.changed"),
    change("journal", "a title in the contents", "text.changed", put(ORDER, "articles/boat.md\n",
           "articles/boat.md\n        contents_title: 修补旧船\n"), says="修补旧船|修补旧"),
    change("journal", "a row less", "text.changed", put(BOAT, "| 铁钉 | 4 斤 | 三十 |\n", ""), says="铁钉"),
    change("gongyun", "a name in three places of an article", "text.changed", everywhere(FERRY, "节说起", "节讲起"),
           where="酉节", says="讲|说"),
    change("gongyun", "a new article", "articles.added pages.count", _an_article_between, where="港篇",
           says="小港纪事", also="outline.changed"),
    change("huakan", "a new article", "articles.added pages.count", _an_article_between, where="港篇",
           says="小港纪事", also="outline.changed"),
    change("journal", "a picture two paragraphs later", "images.changed text.moved blocks.shifted", _picture_later,
           where="图1"),
    change("advertised", "another advertisement", "images.changed",
           lambda folder: photograph(folder / ADVERTISEMENT, "#cc8855")),
    change("gongyun", "another alternative text", "alternatives.changed", put(BOAT, "![旧船停在岸边]",
           "![一条旧木船停在岸边]"), where="图1", says="旧木船"),
    change("journal", "a link that leads elsewhere", "links.changed", file=_leads_elsewhere, says="example.org"),
    change("journal", "the subject of the file", "properties.changed", file=_subject, says="内部资料"),
    change("huakan", "two pages the other way round", "text.moved articles.moved pages.count", file=_pages_swapped,
           also="labels.changed"),
    change("gongyun", "a page on its side", "boxes.changed", file=_turned, says="90"),
    change("press", "a page cut closer", "boxes.changed", file=_cut_closer, says="Trim"),
    change("gongyun", "articles on new pages, some of them versos now", "blocks.shifted pages.count text.moved",
           set_in("gongyun", "layout.yaml", "articles: run_on", "articles: new_page"), where="午节"),
    change("gongyun", "larger margins at both sides", "lines.rebroken",
           set_in("gongyun", "layout.yaml", "characters: 25", "characters: 24"),
           set_in("gongyun", "layout.yaml", "inside: 21.94mm", "inside: 24.76mm")),
    change("journal", "a larger head margin", "blocks.shifted", set_in("journal", "layout.yaml", "head: 21mm",
           "head: 23mm")),
    change("gongyun", "colour of titles", "colour.changed", css("gongyun", "h2 { color: #1d4f91 }"), where="子节"),
    change("huakan", "face of quotations", "style.font", put("layouts/common/components.css.j2",
           'padding: 0 2em; font-family: "Kanben Kai", "Kanben Song"',
           'padding: 0 2em; font-family: "Kanben Fang", "Kanben Song"'),
           where="戌节"),
    change("volume", "a word of an issue in its volume", "text.changed", put(FERRY, "亥节说起", "亥节讲起"),
           where="亥节", says="亥节|讲|说"),
    change("chromium", "letters a little wider, as by another library", "style.spacing lines.rebroken glyphs.changed",
           put(SOURCE, "{ hyphens: auto }", "{ hyphens: auto; letter-spacing: .02em }"), where="Ash"),
    change("chromium", "a paragraph more", "text.changed", put(SOURCE, "<h1>第三章 记事</h1>",
           f"<h1>第三章 记事</h1><p>新段说起，{sentences(502, 6)}</p>"), where="新段", says="新段"),
    change("libreoffice", "a name in it", "text.changed", put(SOURCE, "committee of Elder", "committee of Hazel"),
           where="Hazel", says="Hazel"),
    change("typst", "colour of the headings", "colour.changed", put(SOURCE, "#set par(",
           '#show heading: set text(fill: rgb("#884422"))\n#set par('), where="Chapter2"),
    change("reportlab", "size of headings", "style.size", put(SOURCE, "fontSize=16", "fontSize=15"),
           where="Chapter2"),
)  # fmt: skip
NOTHING = (
    change("gongyun", "empty lines at the end of an article", "", add(LIGHT, "\n\n\n")),
    change("journal", "a property that nothing is drawn with", "", css("journal", "table { caption-side: top }")),
    change("huakan", "a comment in the issue", "", put(ORDER, "year: 2024", "# spring\nyear: 2024")),
    change("journal", "the same file saved by another program", "", file=_saved_again),
    change("press", "the same file saved by another program", "", file=_saved_again),
    change("gongyun", "a picture by another name", "", _renamed_picture),
    change("volume", "keys in another order", "", put(ORDER, "number: 1\ntotal_number: 12\n",
           "total_number: 12\nnumber: 1\n")),
    change("chromium", "classes by other names", "", everywhere(SOURCE, "form", "line")),
    change("libreoffice", "a comment", "", put(SOURCE, "<title>", "<!-- nothing --><title>")),
    change("typst", "a comment", "", put(SOURCE, "#set par(", "// nothing\n#set par(")),
    change("reportlab", "a comment", "", add(SOURCE, "# nothing\n")),
)  # fmt: skip
THIRD: tuple[Change, ...] = CHANGES + NOTHING
