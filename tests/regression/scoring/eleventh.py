"""The eleventh set: one change of each kind that editors, designers and new libraries make, in three layouts."""

from pathlib import Path

from tests.regression.scoring.change import Change, change, css, everywhere, put
from tests.regression.scoring.small_issue import BOAT, DRAWING, FERRY, LIGHT, ORDER, words
from tests.regression.specimen import sentences

_FLOW = "lines.rebroken pages.count"
_TABLE = "| 桐油 | 6 斤 | 五十 |\n"
_BOX = "::: box 三条规矩\n"
_FIGURE = '![河道略图](../images/river.svg "图 2 河道"){width="70%"}\n\n'
_HANDED = f"""---
title: 传灯
authors:
  - name: 何传
---

{sentences(420, 9)}

::: box 传灯的话
{sentences(430, 2)}
:::

{sentences(440, 8)}
"""


def _new_article(folder: Path) -> None:
    (folder / ORDER).with_name("articles").joinpath("hand.md").write_text(_HANDED, encoding="utf-8")
    path = folder / ORDER
    path.write_text(path.read_text(encoding="utf-8") + "      - file: articles/hand.md\n", encoding="utf-8")


ELEVENTH: tuple[Change, ...] = (
    # content
    change(
        "gongyun",
        "a word in a box",
        "text.changed",
        put(LIGHT, _BOX, "::: box 三条家规\n"),
        says="家规",
        also="tags.changed properties.changed",
    ),
    change(
        "huakan",
        "a word in a box",
        "text.changed",
        put(LIGHT, _BOX, "::: box 三条家规\n"),
        says="家规",
        also="tags.changed properties.changed",
    ),
    change("gongyun", "a cell of the eleventh set", "text.changed", put(BOAT, "三十", "四十"), says="四"),
    change(
        "journal",
        "a row more of the eleventh set",
        "text.changed",
        put(BOAT, _TABLE, f"{_TABLE}| 麻绳 | 2 捆 | 十五 |\n"),
        says="麻绳",
        also=_FLOW,
    ),
    change("huakan", "a row less", "text.changed", put(BOAT, "| 铁钉 | 4 斤 | 三十 |\n", ""), says="铁钉", also=_FLOW),
    change(
        "gongyun",
        "a paragraph more before a table",
        "text.changed",
        put(BOAT, words(7), f"{words(7)}\n\n{sentences(401, 6)}"),
        also=_FLOW,
    ),
    change(
        "huakan",
        "a paragraph more before a box",
        "text.changed",
        put(LIGHT, words(3), f"{words(3)}\n\n{sentences(402, 5)}"),
        also=_FLOW,
    ),
    change(
        "journal",
        "a paragraph more before a box",
        "text.changed",
        put(LIGHT, words(3), f"{words(3)}\n\n{sentences(402, 5)}"),
        also=_FLOW,
    ),
    change("gongyun", "a paragraph less", "text.changed", put(BOAT, f"{words(5)}\n\n", ""), also=_FLOW),
    change(
        "gongyun",
        "a note less of the eleventh set",
        "text.changed",
        put(LIGHT, "灯号有表[^sign]。", "灯号有表。"),
        put(LIGHT, "[^sign]: 灯号表见站里墙上。\n", ""),
        says="灯号表",
    ),
    change(
        "huakan",
        "a caption",
        "text.changed",
        put(BOAT, "图 2 河道", "图 2 水道"),
        says="水",
        also="alternatives.changed tags.changed",
    ),
    change(
        "gongyun",
        "a drawing less",
        "images.changed vectors.changed",
        put(BOAT, _FIGURE, ""),
        also=f"text.changed alternatives.changed tags.changed {_FLOW}",
    ),
    change("gongyun", "a label of a drawing", "text.changed", put(DRAWING, "水文站", "水尺站"), says="尺"),
    change(
        "journal",
        "an author",
        "text.changed",
        everywhere(BOAT, "林渡", "林渡口"),
        says="林渡口",
        also="properties.changed",
    ),
    change(
        "gongyun",
        "a title of the eleventh set",
        "text.changed",
        put(FERRY, "渡口三则", "渡口四则"),
        says="四",
        also="outline.changed",
    ),
    change(
        "huakan",
        "a section",
        "text.changed",
        put(ORDER, "水边人家", "河边人家"),
        says="河",
        also="outline.changed properties.changed",
    ),
    change(
        "gongyun",
        "an article more of the eleventh set",
        "articles.added",
        _new_article,
        says="传灯",
        also="text.changed pages.count",
    ),
    change(
        "journal",
        "an article more of the eleventh set",
        "articles.added",
        _new_article,
        says="传灯",
        also="text.changed pages.count",
    ),
    change(
        "gongyun", "an alternative text", "alternatives.changed", put(BOAT, "旧船停在岸边", "一条旧船"), says="一条"
    ),
    # style sheets
    change(
        "gongyun",
        "padding of boxes",
        "blocks.shifted",
        css("gongyun", ".box { padding: 12pt 30pt }"),
        where="三条规矩",
        also="lines.rebroken vectors.changed",
    ),
    change("huakan", "captions smaller", "style.size", css("huakan", "figcaption { font-size: 6pt }"), where="河道"),
    change("gongyun", "colour of headings", "colour.changed", css("gongyun", "h3 { color: #7a1f1f }"), says="7a1f1f"),
    change(
        "journal",
        "rules of tables",
        "vectors.changed",
        css("journal", "td { border-bottom: .8pt solid #888 }"),
        where="桐油",
        also="blocks.shifted colour.changed",
    ),
    change(
        "gongyun",
        "tables smaller",
        "style.size",
        css("gongyun", ".table table { font-size: 10pt }"),
        where="桐油",
        also="blocks.shifted",
    ),
    change(
        "gongyun",
        "titles smaller",
        "style.size",
        css("gongyun", ".article-head .title { font-size: 16pt }"),
        says="16",
        also="blocks.shifted lines.rebroken",
    ),
    change(
        "journal",
        "notes larger",
        "style.size",
        css("journal", ".footnote, ::footnote-call { font-size: 9pt }"),
        also="blocks.shifted lines.rebroken",
    ),
    change(
        "huakan",
        "titles spaced",
        "style.spacing",
        css("huakan", ".article-head .title { letter-spacing: .08em }"),
        also="blocks.shifted lines.rebroken",
    ),
    change(
        "gongyun",
        "authors in another colour",
        "colour.changed",
        css("gongyun", ".article-head .byline { color: #225533 }"),
        says="225533",
    ),
    change(
        "gongyun",
        "quotations in another face",
        "style.font",
        css("gongyun", 'blockquote { font-family: "Kanben Hei" }'),
        says="Hei",
        also="lines.rebroken style.spacing",
    ),
    change(
        "gongyun",
        "the date",
        "text.changed",
        put(ORDER, "2024-03-05", "2024-03-08"),
        says="8",
        also="properties.changed",
    ),
    change("gongyun", "white spaces in a style sheet", "", css("gongyun", "/* nothing */")),
    change("huakan", "blanks at the end of a paragraph", "", put(FERRY, words(9), f"{words(9)}  ")),
)
