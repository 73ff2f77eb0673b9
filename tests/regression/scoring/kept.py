"""Changes that no rule is made with: run them for the score only, and don't look at what is told of each."""

from pathlib import Path

import pikepdf

from tests.regression.scoring.change import SOURCE, Change, change, css, everywhere, in_pdf, put, set_in
from tests.regression.scoring.makers import FORM
from tests.regression.scoring.small_issue import BOAT, COLOPHON, DRAWING, FERRY, LIGHT, ORDER, PHOTOGRAPH, photograph
from tests.regression.scoring.small_issue import words as text
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE, PUBLICATION

_SHARED = "layouts/common/components.css.j2"
_FOLIO = 'content: counter(page); font: 10.5pt/1 "Kanben Hei"; vertical-align: top; padding-top: 14pt'
_FIRST = f"{ISSUE}/articles/first.md"


def _an_article_first(folder: Path) -> None:
    (folder / _FIRST).write_text(f"---\ntitle: 开江\n---\n\n头篇说起，{sentences(360, 7)}\n", encoding="utf-8")
    put(
        ORDER, "      - file: articles/light.md\n", "      - file: articles/first.md\n      - file: articles/light.md\n"
    )(folder)


def _no_middle_article(folder: Path) -> None:
    put(ORDER, "      - file: articles/boat.md\n", "")(folder)
    (folder / BOAT).unlink()


def _last_to_the_front(folder: Path) -> None:
    light, boat, ferry = (f"      - file: articles/{name}.md\n" for name in ("light", "boat", "ferry"))
    put(ORDER, light + boat + ferry, ferry + light + boat)(folder)


def _paragraphs_swapped(folder: Path) -> None:
    everywhere(LIGHT, text(2), "@")(folder)
    everywhere(LIGHT, text(3), text(2))(folder)
    everywhere(LIGHT, "@", text(3))(folder)


@in_pdf
def _a_rule_on_a_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ 60 200 240 2 re f"))


def _a_form_more(folder: Path) -> None:
    """The second chapter gets a line of a form that other chapters have as well."""
    path = folder / SOURCE
    before, chapter = path.read_text(encoding="utf-8").split("<h1>第二章")
    line = FORM.format("丙")
    path.write_text(before + "<h1>第二章" + chapter.replace(line, line * 2, 1), encoding="utf-8")


ISSUES = (
    # words
    change("gongyun", "a sentence less", "text.changed", put(FERRY, sentences(309, 7)[:14], ""), where="酉节"),
    change("journal", "a word in a note", "text.changed", put(LIGHT, "每月一结", "每季一结"), where="账本",
           says="月|季"),
    change("journal", "a note less", "text.changed", put(LIGHT, "[^oil]。", "。"),
           put(LIGHT, "[^oil]: 账本存在下游站，每月一结。\n", ""), where="丑节", says="账本"),
    change("gongyun", "the first note less", "text.changed", put(LIGHT, "[^oil]。", "。"),
           put(LIGHT, "[^oil]: 账本存在下游站，每月一结。\n", ""), where="丑节", says="账本"),
    change("gongyun", "a mark replaced throughout an article", "text.changed", everywhere(FERRY, "。", "；"),
           where="酉节"),
    change("huakan", "a word replaced throughout", "text.changed", everywhere(LIGHT, "灯", "烛"), where="子节"),
    change("huakan", "an author", "text.changed", put(FERRY, "周看水", "周观水"), where="渡口三则", says="周看水|看"),
    change("gongyun", "a title", "text.changed", put(FERRY, "title: 渡口三则", "title: 渡口四则"), where="渡口",
           also="outline.changed"),
    change("gongyun", "a heading", "text.changed", put(FERRY, "## 早班", "## 头班"), where="戌节", says="早班|头班",
           also="outline.changed"),
    change("journal", "a paragraph less", "text.changed", put(BOAT, f"{text(8)}\n", ""), says="申节"),
    change("journal", "paragraphs swapped", "text.moved", _paragraphs_swapped, where="寅节"),
    change("journal", "the last article to the front", "articles.moved", _last_to_the_front, says="渡口三则"),
    change("gongyun", "an article first", "articles.added pages.count text.changed", _an_article_first, where="头篇",
           says="开江", also="outline.changed"),
    change("huakan", "an article first", "articles.added pages.count", _an_article_first, where="头篇", says="开江",
           also="outline.changed"),
    change("gongyun", "an article less", "articles.removed pages.count text.changed", _no_middle_article, says="修船记",
           also="outline.changed"),
    change("journal", "two items more", "text.changed", put(LIGHT, "- 记下时刻\n",
           "- 记下时刻\n- 关好门窗\n- 交给下一班\n"),
           where="先看风向", says="关好门窗"),
    change("journal", "a row more", "text.changed", put(BOAT, "| 桐油", "| 麻丝 | 2 斤 | 十五 |\n| 桐油"),
           where="铁钉", says="麻丝"),
    change("gongyun", "a section's name", "text.changed", put(ORDER, "水边人家", "水上人家"), where="子节",
           also="outline.changed"),
    # figures
    change("journal", "a caption alone", "text.changed", put(BOAT, "图 2 河道", "图 2 河道今昔"), where="图2",
           says="河道今昔"),
    change("journal", "a label more in a drawing", "text.changed images.changed",
           put(DRAWING, "</svg>", '<text x="20" y="20" font-family="Kanben Hei" font-size="8">北岸</text></svg>'),
           where="图2", says="北岸"),
    change("journal", "a line in a drawing", "vectors.changed images.changed", put(DRAWING, "60,40", "60,20"),
           where="图2"),
    change("journal", "a picture cropped at one side", "images.changed",
           lambda folder: photograph(folder / PHOTOGRAPH, crop=(60, 0, 240, 160)), where="图1", says="crop|part of"),
    change("huakan", "a picture less", "images.changed text.changed",
           put(BOAT, '![旧船停在岸边](../images/boat.jpg "图 1 旧船"){width="60%"}\n\n', ""), says="图 1|图1|旧船"),
    change("journal", "a smaller picture", "images.changed", put(BOAT, '{width="60%"}', '{width="45%"}'), where="图1"),
    # marks and places
    change("journal", "a list marker", "text.changed", put(_SHARED, "list-style-type: disc", 'list-style-type: "–"'),
           where="先看风向", says="•|–"),
    change("journal", "folios in the middle", "blocks.shifted",
           css("journal", "".join(f"@page :{side} {{ @bottom-{side} {{ content: none }} @bottom-center {{ {_FOLIO} }}}}"
               for side in ("left", "right"))),
           says="folio|Folio"),
    change("huakan", "gutter", "blocks.shifted lines.rebroken", set_in("huakan", "layout.yaml", "gutter: 18pt",
           "gutter: 15pt"),
           says="gutter|column"),
    change("gongyun", "titles at the left", "blocks.shifted", css("gongyun", "h2 { text-align: left }"), where="子节",
           says="left"),
    change("journal", "size of notes", "style.size", css("journal", ".footnote { font-size: 8.5pt }"), where="账本"),
    change("journal", "padding of a box", "blocks.shifted", css("journal",
           ".contained.box > .frame { padding: 17pt 1em }"),
           where="三条规矩"),
    change("journal", "space above titles", "blocks.shifted", css("journal", ".article-head { padding-top: 17pt }"),
           where="子节"),
    change("gongyun", "space above headings", "blocks.shifted", css("gongyun", "h3 { margin-top: 13.5pt }"),
           where="寅节",
           says="起灯|早班|heading"),
    change("huakan", "pitch", "style.leading", set_in("huakan", "layout.yaml", "pitch: 14.5pt", "pitch: 15pt"),
           set_in("huakan", "layout.yaml", "pitch: [14.5pt", "pitch: [15pt"), says="15"),
    change("huakan", "inside margin", "blocks.shifted", set_in("huakan", "layout.yaml", "inside: 18mm",
           "inside: 19.5mm")),
    change("gongyun", "colour of bylines", "colour.changed", css("gongyun", ".byline { color: #884400 }"),
           where="子节"),
    change("gongyun", "face of captions", "style.font", css("gongyun", 'figcaption { font-family: "Kanben Kai" }'),
           where="图1"),
    change("huakan", "size of headings", "style.size", set_in("huakan", "type.css.j2", "1.2222rem", "1.4rem"),
           where="寅节"),
    change("gongyun", "a rule on a page", "vectors.changed", file=_a_rule_on_a_page),
    change("huakan", "an article that grows by a page, and all others change sides", "text.changed",
           put(LIGHT, text(4), f"{text(4)}\n\n新段说起，{sentences(362, 110)}\n\n{sentences(363, 110)}"),
           where="新段", says="新段"),
)  # fmt: skip
BOUND = (
    change("volume", "a title in the lists of a volume", "text.changed", put(FERRY, "title: 渡口三则",
           "title: 渡口四则"),
           where="渡口", also="outline.changed"),
    change("volume", "colour of the volume", "colour.changed", set_in("volume", "layout.yaml", "#8c1c13", "#13418c")),
    change("volume", "running head of the issue's pages", "text.changed", put(COLOPHON, "name: 号角小报",
           "name: 号角新报"),
           put(f"{PUBLICATION}/2024/volume.yaml", "号角小报", "号角新报"), says="小报|新报", also="outline.changed"),
    change("press", "size of the body in a press edition", "style.size", set_in("gongyun", "type.css.j2",
           'font: {{ geometry.type_area.size }}pt/', 'font: {{ geometry.type_area.size - 0.5 }}pt/'), where="子节"),
    change("press", "another picture in a press edition", "images.changed",
           lambda folder: photograph(folder / PHOTOGRAPH, "#ccaa55"), where="图1"),
)  # fmt: skip
OTHERS = (
    change("chromium", "a form more", "text.changed", _a_form_more, where="第二章", says="丙号|号："),
    change("chromium", "size of forms", "style.size", put(SOURCE, ".form { font-size: 10pt }",
           ".form { font-size: 9pt }")),
    change("chromium", "a cell of a table", "text.changed", put(SOURCE, "十五", "十七"), where="秋", says="五|七"),
    change("libreoffice", "colour of headings", "colour.changed", put(SOURCE, "#224466", "#882244"), where="第二章"),
    change("libreoffice", "a paragraph less", "text.changed", put(SOURCE, f"<p>{sentences(412, 22)}</p>", ""),
           where="第三章"),
    change("typst", "pitch", "style.leading", put(SOURCE, "leading: 7pt", "leading: 7.6pt")),
    change("typst", "a longer word, and hyphenation after it", "text.changed",
           everywhere(SOURCE, "committee of Cedar considered",
           "committee of Cedar and Larch considered"),
           where="Larch", says="Larch"),
    change("reportlab", "folios outside", "blocks.shifted", put(SOURCE, "canvas.drawCentredString(210, 30",
           "canvas.drawString(364 if document.page % 2 else 50, 30"), says="folio|Folio"),
    change("reportlab", "face of forms", "style.font", put(SOURCE, 'fontName="Courier"', 'fontName="Helvetica"'),
           where="Chapter2"),
    change("reportlab", "measure, with other breaks", "lines.rebroken", put(SOURCE, "rightMargin=50",
           "rightMargin=58")),
)  # fmt: skip
NOTHING = (
    change("huakan", "a style that nothing has", "", css("huakan", ".nobody { color: red }")),
    change("gongyun", "a paragraph typed in two lines", "", put(FERRY, "酉节说起，", "酉节说起，\n")),
    change("volume", "bound again", "", css("volume", "/* nothing */")),
    change("press", "printed again", "", css("gongyun", "/* nothing */")),
    change("journal", "a picture saved again", "", lambda folder: photograph(folder / PHOTOGRAPH)),
    change("chromium", "a comment", "", put(SOURCE, "<title>", "<!-- nothing --><title>")),
)  # fmt: skip
KEPT: tuple[Change, ...] = ISSUES + BOUND + OTHERS + NOTHING
