"""Two changes at once in a real issue: something changes where the text also moves. Both must be told."""

from io import BytesIO

import pikepdf

from tests.regression.mutations.held_out import HANGDAO, MATOU, Edit, Held, paragraph, replaced, told
from tests.regression.mutations.held_out_changes import (
    articles_swapped,
    drawn,
    gongyun,
    journal,
    other_picture,
    shaded,
    style,
)
from tests.regression.specimen import sentences

_GROWS: Edit = replaced(HANGDAO, "乙段", f"新添一段。{sentences(152, 7)}\n\n乙段")
_SHRINKS: Edit = replaced(HANGDAO, f"{paragraph(1)}\n", "")
_GREW = told("text.changed", "新添")


def _painted_white(data: bytes) -> bytes:
    """What page 12 shows in its middle is clipped away, and nothing in its objects tells."""
    held = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[11]
        page.contents_add(pdf.make_stream(b"q 0 0 600 300 re 0 450 600 300 re W n\n"), prepend=True)
        page.contents_add(pdf.make_stream(b"\nQ"))
        pdf.save(held)
    return held.getvalue()


GONGYUN = (
    Held(
        "a paragraph more, an image aside",
        (_GREW, told("images.changed", "图2老桥")),
        (_GROWS, style("gongyun", "figure img { position: relative; left: 30pt }")),
    ),
    Held(
        "a paragraph more, a picture to the left",
        (_GREW, told("images.changed", "图2老桥")),
        (_GROWS, replaced(HANGDAO, "{#qiao}", '{#qiao width="60%"}')),
    ),
    Held(
        "a paragraph more, an image lower",
        (_GREW, told("images.changed", "图2老桥")),
        (_GROWS, style("gongyun", "figure img { position: relative; top: 10pt }")),
    ),
    Held(
        "a paragraph more, another picture",
        (_GREW, told("images.changed", "图2老桥")),
        (_GROWS, other_picture("qiao.png", "#993311", "#ffeedd")),
    ),
    Held(
        "a paragraph less, a picture less",
        (told("text.changed", "乙段"), told("images.changed")),
        (_SHRINKS, replaced(HANGDAO, '![一座桥](../images/qiao.png "图 2 老桥"){#qiao}\n\n', "图 2 老桥。\n\n")),
    ),
    Held(
        "a paragraph more, a table's rules",
        (_GREW, told("vectors.changed", "表2水位")),
        (_GROWS, style("gongyun", ".table tr:last-child td { background-size: 100% 3pt }")),
    ),
    Held(
        "a paragraph more, a box's frame in colour",
        (_GREW, told("colour.changed", "三条规矩")),
        (_GROWS, style("gongyun", ".contained.box > .frame { border-color: {{ colors.nameplate }} }")),
    ),
    Held(
        "a paragraph more, a box on grey",
        (_GREW, told("vectors.changed", "三条规矩")),
        (_GROWS, style("gongyun", ".box .frame { background: #dddddd }")),
    ),
    Held(
        "a paragraph more, a rule more", (_GREW, told("vectors.changed", 11)), (_GROWS,), drawn(11, b"60 60 300 1 re f")
    ),
    Held("a paragraph more, a wash", (_GREW, told("vectors.changed", 11)), (_GROWS,), shaded(11, (60, 120, 260, 220))),
    Held("a paragraph more, lines clipped away", (_GREW, told("pixels.changed", 11)), (_GROWS,), None, _painted_white),
    Held(
        "a paragraph more, lines broken without a reason",
        (_GREW, told("lines.rebroken", "己段")),
        (_GROWS, replaced(HANGDAO, paragraph(5)[:22], paragraph(5)[:22] + "\\\n")),
    ),
    Held(
        "a longer word, the next paragraph broken",
        (told("text.changed", "丁段"), told("lines.rebroken", "戊段")),
        (
            replaced(HANGDAO, "丁段说起", "丁段从很早以前的事情说起"),
            replaced(HANGDAO, paragraph(4)[:20], paragraph(4)[:20] + "\\\n"),
        ),
    ),
    Held(
        "two words",
        (told("text.changed", "甲段"), told("text.changed", "壬段")),
        (replaced(HANGDAO, "甲段说起", "甲段说完"), replaced(HANGDAO, "壬段说起", "壬段从很早以前的事情说起")),
    ),
    Held(
        "a paragraph more, an address",
        (_GREW, told("links.changed", "水位见表二")),
        (_GROWS, replaced(HANGDAO, "org/shui", "org/shuiwei")),
    ),
    Held(
        "a paragraph more, a heading in colour",
        (_GREW, told("colour.changed", "庚段")),
        (_GROWS, style("gongyun", "h3 { color: #555555 }")),
    ),
    Held(
        "articles change places, a word",
        (told("articles.moved"), told("text.changed", "寅段")),
        (articles_swapped, replaced(MATOU, "寅段说起", "寅段说完")),
    ),
    Held(
        "another pitch, a word",
        (told("style.leading", "甲段"), told("text.changed", "壬段")),
        (
            gongyun("layout.yaml", "pitch: 27pt", "pitch: 27.5pt"),
            gongyun("layout.yaml", "pitch: [27pt", "pitch: [27.5pt"),
            replaced(HANGDAO, "壬段说起", "壬段说完"),
        ),
    ),
    Held(
        "another head, another picture",
        (told("blocks.shifted", "甲段"), told("images.changed", "图2老桥")),
        (gongyun("layout.yaml", "head: 30mm", "head: 31.5mm"), other_picture("qiao.png", "#993311", "#ffeedd")),
    ),
)

JOURNAL = (
    Held(
        "a word and the size of titles",
        (told("text.changed", "辛段"), told("style.size", "甲段")),
        (
            replaced(HANGDAO, "辛段说起", "辛段说完"),
            journal("type.css.j2", "{{ title.bold }} 20pt", "{{ title.bold }} 22pt"),
        ),
    ),
    Held(
        "a paragraph more, an image lower",
        (_GREW, told("images.changed", "图2老桥")),
        (_GROWS, style("journal", "#hao-2024-01-qiao img { position: relative; top: 8pt }")),
    ),
    Held(
        "a paragraph more, a rule more",
        (_GREW, told("vectors.changed", "新添")),
        (_GROWS,),
        drawn(6, b"54 40 200 1 re f"),
    ),
    Held(
        "a paragraph more, folios inside",
        (_GREW, told("blocks.shifted")),
        (
            _GROWS,
            journal(
                "page.css.j2",
                "@bottom-right { content: counter(page); font",
                "@bottom-left { content: counter(page); font",
            ),
        ),
    ),
    Held(
        "a paragraph more, frames of boxes",
        (_GREW, told("colour.changed", "三条规矩")),
        (_GROWS, style("journal", ".contained.box > .frame { border-color: {{ colors.accent }} }")),
    ),
    Held(
        "a title, a wash",
        (told("text.changed", "子段"), told("vectors.changed", 8)),
        (replaced(MATOU, "title: 码头账目", "title: 码头旧账"),),
        shaded(8, (60, 60, 260, 160)),
    ),
)
