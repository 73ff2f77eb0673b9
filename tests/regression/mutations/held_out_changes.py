"""Single changes of real issues, each with what must be told and where."""

from pathlib import Path

import pikepdf

from tests.regression.mutations.held_out import (
    ARTICLES,
    COLOPHON,
    HANGDAO,
    ISSUE,
    MATOU,
    Edit,
    Held,
    PdfEdit,
    added,
    paragraph,
    replaced,
    told,
    two_fields,
)
from tests.regression.specimen import sentences

DENGTA, DIAOCHA = f"{ARTICLES}/dengta.md", f"{ARTICLES}/diaocha.md"
_ISSUE = f"{ISSUE}/issue.yaml"


def gongyun(name: str, old: str, new: str) -> Edit:
    """A change of the file *name* of the layout gongyun."""
    return replaced(f"layouts/gongyun/{name}", old, new)


def journal(name: str, old: str, new: str) -> Edit:
    """A change of the file *name* of the layout journal."""
    return replaced(f"layouts/journal/{name}", old, new)


def style(layout: str, text: str) -> Edit:
    """*text* at the end of the last style sheet of *layout*."""
    return added(f"layouts/{layout}/components.css.j2", f"{text}\n")


def one(name: str, kind: str, where: str | int | None, *edits: Edit, file: PdfEdit | None = None) -> Held:
    """A change that is told by one finding of *kind* on the page of *where*."""
    return Held(name, (told(kind, where),), edits, file)


def other_picture(name: str, left: str, right: str, size: tuple[int, int] = (160, 100)) -> Edit:
    """Another picture in the place of the image *name*."""
    return lambda workspace: two_fields(workspace / ISSUE / "images" / name, left, right, size)


def articles_swapped(workspace: Path) -> None:
    """The two longer articles change places."""
    path = workspace / _ISSUE
    text = path.read_text(encoding="utf-8")
    first, second = "      - file: articles/hangdao.md\n", "      - file: articles/matou.md\n"
    assert first + second in text
    path.write_text(text.replace(first + second, second + first), encoding="utf-8")


def drawn(page: int, data: bytes) -> PdfEdit:
    """*data* drawn over *page*."""

    def draw(pdf: pikepdf.Pdf) -> None:
        sheet = pdf.pages[page]
        sheet.contents_add(pdf.make_stream(b"q\n"), prepend=True)
        sheet.contents_add(pdf.make_stream(b"\nQ\n" + data))

    return draw


def _entry_renamed(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].title = "别的题目"


def _no_links_on_the_cover(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots


def _label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(
        Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D, St=7)]),
    )


def _cropped(pdf: pikepdf.Pdf) -> None:
    pdf.pages[8].obj.TrimBox = pikepdf.Array([20, 20, 500, 700])


def _pages_swapped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[9]
    del pdf.pages[9]
    pdf.pages.insert(10, page)


def _page_gone(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[9]


def _page_more(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(524.409, 737.008))
    blank = pdf.pages[-1]
    del pdf.pages[-1]
    pdf.pages.insert(9, blank)


def _other_tags(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H2" and "/P" in item:
            item.S = pikepdf.Name.P


def _unseen(pdf: pikepdf.Pdf) -> None:
    """The lower half of page 12 is clipped away."""
    page = pdf.pages[11]
    page.contents_add(pdf.make_stream(b"q 0 400 600 400 re W n\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))


def shaded(page: int, box: tuple[int, int, int, int]) -> PdfEdit:
    """A grey wash over *box* (pt from the lower left corner) of *page*, drawn as a shading."""

    def shade(pdf: pikepdf.Pdf) -> None:
        sheet = pdf.pages[page]
        function = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[pikepdf.Object.parse(b"0.4")], C1=[pikepdf.Object.parse(b"0.5")], N=1
        )
        axis = pikepdf.Dictionary(
            ShadingType=2,
            ColorSpace=pikepdf.Name.DeviceGray,
            Coords=[box[0], box[1], box[2], box[3]],
            Function=function,
            Extend=[True, True],
        )
        resources = pikepdf.Dictionary(dict(sheet.resources.items()))
        resources.Shading = pikepdf.Dictionary(Wash=axis)
        sheet.obj.Resources = resources
        x, y, right, top = box
        drawn(page, f"q {x} {y} {right - x} {top - y} re W n /Wash sh Q".encode())(pdf)

    return shade


GONGYUN = (
    # content
    one("a word of the same length", "text.changed", "丁段说起", replaced(HANGDAO, "丁段说起", "丁段说完")),
    one("a longer word", "text.changed", "丁段", replaced(HANGDAO, "丁段说起", "丁段从很早以前的事情说起")),
    one(
        "a paragraph more", "text.changed", "新添", replaced(HANGDAO, "丁段", f"新添一段。{sentences(150, 6)}\n\n丁段")
    ),
    one("a paragraph less", "text.changed", "乙段", replaced(HANGDAO, f"{paragraph(1)}\n", "")),
    one(
        "a note more",
        "text.changed",
        "新注",
        replaced(HANGDAO, "戊段说起", "戊段[^xin]说起"),
        added(HANGDAO, "[^xin]: 新注一条。\n"),
    ),
    one("a word in a note", "text.changed", "滩在", replaced(HANGDAO, "以西", "以南")),
    one("a cell", "text.changed", "表2水位", replaced(HANGDAO, "4 米", "5 米")),
    one("a row more", "text.changed", "表2水位", replaced(HANGDAO, "| 三月 |", "| 闰月 | 5 米 | 四十 |\n| 三月 |")),
    one("an author", "text.changed", "甲段", replaced(HANGDAO, "看水人", "看潮人")),
    one("an author more", "text.changed", "账房来稿", replaced(MATOU, "kicker:", "authors:\n  - name: 账房\nkicker:")),
    one("a heading", "text.changed", "庚段", replaced(HANGDAO, "## 洪水", "## 大水")),
    one("a title", "text.changed", "甲段", replaced(HANGDAO, "title: 航道一年", "title: 航道两年")),
    one("a section's name", "text.changed", 1, replaced(_ISSUE, "读者来信", "读者来稿")),
    one("the date of publication", "text.changed", 0, replaced(_ISSUE, "2024-03-05", "2024-03-06")),
    one("the printer", "text.changed", "版权页", replaced(COLOPHON, "河西印社", "河东印社")),
    one("a stressed word", "style.font", "戊段", replaced(HANGDAO, "戊段说起", "**戊段**说起")),
    one("two articles change places", "articles.moved", None, articles_swapped),
    one("another picture", "images.changed", "图2老桥", other_picture("qiao.png", "#993311", "#ffeedd")),
    one("another photograph", "images.changed", "寅段", other_picture("xiang.jpg", "#993311", "#ffeedd", (120, 90))),
    one("a smaller picture", "images.changed", "图2老桥", replaced(HANGDAO, "{#qiao}", '{#qiao width="60%"}')),
    one("a picture less", "images.changed", None, replaced(MATOU, "![两只箱子](../images/xiang.jpg)\n\n", "")),
    one(
        "a drawing in colour",
        "colour.changed",
        "图1茶价走势",
        replaced(f"{ISSUE}/images/chart.svg", 'stroke="black"', 'stroke="#c8102e"'),
    ),
    one("words of a drawing", "text.changed", "图1茶价走势", replaced(f"{ISSUE}/images/chart.svg", "茶价", "价钱")),
    one("an address", "links.changed", 1, replaced(DENGTA, "/deng)", "/dengta)")),
    one("a reference elsewhere", "links.changed", 1, replaced(DENGTA, "(#prices)", "(#shuiwei)")),
    # layout
    one(
        "pitch of lines",
        "style.leading",
        "甲段",
        gongyun("layout.yaml", "pitch: 27pt", "pitch: 27.5pt"),
        gongyun("layout.yaml", "pitch: [27pt", "pitch: [27.5pt"),
    ),
    one("head of the page", "blocks.shifted", "甲段", gongyun("layout.yaml", "head: 30mm", "head: 31.5mm")),
    one("a wider page", "boxes.changed", 0, gongyun("layout.yaml", "width: 185mm", "width: 187mm")),
    one("colour of the nameplate", "colour.changed", 0, gongyun("layout.yaml", "#c8102e", "#0a6e31")),
    one("place of folios", "blocks.shifted", "甲段", gongyun("page.css.j2", "padding-top: 16pt", "padding-top: 20pt")),
    one(
        "marks around folios",
        "text.changed",
        "甲段",
        gongyun("page.css.j2", '"— " counter(page) " —"', "counter(page)"),
    ),
    one(
        "face of quotations",
        "style.font",
        None,
        style("gongyun", 'blockquote { font-family: "Kanben Fang", "Kanben Song" }'),
    ),
    one(
        "space around titles",
        "blocks.shifted",
        "甲段",
        gongyun(
            "components.css.j2",
            "margin: {{ line }}pt 0; padding",
            "margin: {{ line }}pt 0 {{ geometry.lines(2) }}pt; padding",
        ),
    ),
    one(
        "indent",
        "blocks.shifted",
        "甲段",
        gongyun("type.css.j2", "p { margin: 0; text-indent: 2em", "p { margin: 0; text-indent: 0"),
    ),
    one(
        "spaced line above titles",
        "style.spacing",
        None,
        style("gongyun", ".article-head .kicker { letter-spacing: 2pt }"),
    ),
    one("colour of headings", "colour.changed", "庚段", style("gongyun", "h3 { color: #555555 }")),
    # the file
    one("an entry of the outline", "outline.changed", None, file=_entry_renamed),
    one("no links on the cover", "links.changed", 0, file=_no_links_on_the_cover),
    one("labels", "labels.changed", 0, file=_label),
    one("another trim on a page", "boxes.changed", 8, file=_cropped),
    one("two pages change places", "text.moved", None, file=_pages_swapped),
    one("a page less", "pages.count", None, file=_page_gone),
    one("an empty page more", "pages.count", 9, file=_page_more),
    one("other tags", "tags.changed", None, file=_other_tags),
    one("half a page clipped away", "pixels.changed", 11, file=_unseen),
    one("a rule more", "vectors.changed", 9, file=drawn(9, b"60 60 300 1 re f")),
    one("a line painted over", "vectors.changed", 8, file=drawn(8, b"1 g 60 330 400 12 re f")),
    one("a wash", "vectors.changed", 9, file=shaded(9, (60, 120, 260, 220))),
)

JOURNAL = (
    one("a word", "text.changed", "辛段", replaced(HANGDAO, "辛段说起", "辛段说完")),
    one(
        "a paragraph more", "text.changed", "新添", replaced(HANGDAO, "乙段", f"新添一段。{sentences(151, 5)}\n\n乙段")
    ),
    one("an author", "text.changed", "甲段", replaced(HANGDAO, "看水人", "看潮人")),
    one("a title", "text.changed", "子段", replaced(MATOU, "title: 码头账目", "title: 码头旧账")),
    one(
        "a picture before its paragraph",
        "images.changed text.moved",
        "丑段",
        replaced(MATOU, "![两只箱子](../images/xiang.jpg)\n\n", ""),
        replaced(MATOU, paragraph(11), f"![两只箱子](../images/xiang.jpg)\n\n{paragraph(11)}"),
    ),
    one("a quotation less", "text.changed", None, replaced(HANGDAO, f"> {sentences(141, 2)}\n\n", "")),
    one(
        "the picture of the cover",
        "vectors.changed",
        0,
        replaced(f"{ISSUE}/images/cover.svg", "M10 30 L60 10 V50 Z", "M10 30 L70 5 V55 Z"),
    ),
    one("measure", "lines.rebroken", "甲段", journal("layout.yaml", "characters: 22", "characters: 21")),
    one("inside margin", "blocks.shifted", "甲段", journal("layout.yaml", "inside: 19mm", "inside: 20mm")),
    one("space between columns", "blocks.shifted", "甲段", journal("layout.yaml", "gutter: 21pt", "gutter: 24pt")),
    one(
        "punctuation",
        "style.spacing lines.rebroken",
        None,
        journal("layout.yaml", "gutter: 21pt", "gutter: 21pt\n"),
        journal("layout.yaml", "composition: {", "composition: {punctuation: open, "),
    ),
    one(
        "size of titles", "style.size", "甲段", journal("type.css.j2", "{{ title.bold }} 20pt", "{{ title.bold }} 22pt")
    ),
    one(
        "weight of headings",
        "style.weight",
        "庚段",
        journal("type.css.j2", "h3 { font: {{ head.bold }}", "h3 { font: 400"),
    ),
    one("the colour of the house", "colour.changed", 0, journal("layout.yaml", "#1f4e79", "#7a1f1f")),
    one(
        "size of running heads",
        "style.size",
        "壬段",
        style("journal", '@page :left { @top-left { font: 8pt/1 "Kanben Kai", "Kanben Song" } }'),
    ),
    one(
        "words of running heads",
        "text.changed",
        None,
        journal("page.css.j2", '年{{ issue.number.label }}"', '年号{{ issue.number.label }}"'),
    ),
    one(
        "folios inside",
        "blocks.shifted",
        None,
        journal(
            "page.css.j2", "@bottom-right { content: counter(page); font", "@bottom-left { content: counter(page); font"
        ),
    ),
    one(
        "rules of tables",
        "vectors.changed",
        "茶价调查",
        replaced(
            "layouts/common/components.css.j2",
            "tr:last-child td { background: {{ rule }} 0 100% / 100% 1.2pt",
            "tr:last-child td { background: {{ rule }} 0 100% / 100% 3pt",
        ),
    ),
    one(
        "frames of boxes",
        "colour.changed",
        "茶价调查",
        style("journal", ".contained.box > .frame { border-color: {{ colors.accent }} }"),
    ),
    one("grounds of boxes", "vectors.changed", "茶价调查", style("journal", ".box .frame { background: #dddddd }")),
    one(
        "titles in the middle",
        "blocks.shifted",
        "甲段",
        style("journal", ".article-head .title { text-align: center }"),
    ),
)
