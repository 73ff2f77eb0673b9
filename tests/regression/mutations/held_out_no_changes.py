"""What is done to a real issue, or to its file, and nobody sees on paper."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from tests.regression.mutations.held_out import ARTICLES, HANGDAO, ISSUE, Held, added, replaced
from tests.regression.mutations.held_out_changes import gongyun, journal, style


def _saved(**options: Any) -> Callable[[bytes], bytes]:
    def save(data: bytes) -> bytes:
        held = BytesIO()
        with pikepdf.open(BytesIO(data)) as pdf:
            pdf.save(held, **options)
        return held.getvalue()

    return save


def _byline_renamed(workspace: Path) -> None:
    """The class of bylines has another name, in templates and style sheets."""
    for path in sorted((workspace / "layouts").rglob("*.j2")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'(?<=class=")byline(?=")|(?<=\.)byline\b', "written-by", text), encoding="utf-8")


def _rules_turned(workspace: Path) -> None:
    """Rules of a style sheet that don't touch one another stand the other way round."""
    path = workspace / "layouts/gongyun/components.css.j2"
    text = path.read_text(encoding="utf-8")
    rules = re.findall(r"^\.(?:colophon|issue-box)[^\n]*\}\n", text, re.MULTILINE)
    assert len(rules) > 3
    for rule in rules:
        text = text.replace(rule, "")
    path.write_text(text + "".join(reversed(rules)), encoding="utf-8")


def _lines_joined(workspace: Path) -> None:
    """The lines of a manuscript are broken elsewhere."""
    path = workspace / HANGDAO
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(段说起。[^\n]{30})", r"\1\n", text), encoding="utf-8")


def _front_matter_turned(workspace: Path) -> None:
    path = workspace / HANGDAO
    text = path.read_text(encoding="utf-8").replace("title: 航道一年\n", "", 1)
    path.write_text(text.replace("source: 下游站记录\n", "source: 下游站记录\ntitle: 航道一年\n", 1), encoding="utf-8")


def _pngs_packed(workspace: Path) -> None:
    path = workspace / ISSUE / "images/qiao.png"
    with Image.open(path) as image:
        image.load()
    image.save(path, compress_level=1)


def _picture_renamed(workspace: Path) -> None:
    (workspace / ISSUE / "images/qiao.png").rename(workspace / ISSUE / "images/laoqiao.png")
    path = workspace / HANGDAO
    path.write_text(path.read_text(encoding="utf-8").replace("qiao.png", "laoqiao.png"), encoding="utf-8")


def _article_renamed(workspace: Path) -> None:
    (workspace / ARTICLES / "matou.md").rename(workspace / ARTICLES / "zhangmu.md")
    path = workspace / ISSUE / "issue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("matou.md", "zhangmu.md"), encoding="utf-8")


def _words_for_readers(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["xmp:CreateDate"] = "2031-04-05T06:07:08+08:00"
        metadata["pdf:Producer"] = "Another program 9.1"
    pdf.docinfo["/CreationDate"] = "D:20310405060708Z"
    pdf.trailer.ID = pikepdf.Array([pikepdf.String("0123456789abcdef"), pikepdf.String("fedcba9876543210")])


def _turned(pdf: pikepdf.Pdf) -> None:
    """Entries of the catalogue, of pages and their resources the other way round."""
    for item in [pdf.Root, *(page.obj for page in pdf.pages)]:
        rows = [(key, value) for key, value in item.items() if key not in {"/Type", "/Parent", "/Pages"}]
        for key, _value in rows:
            del item[key]
        for key, value in reversed(rows):
            item[key] = value


def _tree(pdf: pikepdf.Pdf) -> None:
    """The pages hang below a node of their own."""
    root = pdf.Root.Pages
    node = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=root.Kids, Count=root.Count, Parent=root),
    )
    for page in node.Kids:
        page.Parent = node
    root.Kids = pikepdf.Array([node])


def _content_cut(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        data = page.Contents.read_bytes().split(b"\n")
        third = len(data) // 3
        parts = data[:third], data[third : 2 * third], data[2 * third :]
        streams = [zlib.compress(b"\n".join(part) + b"\n", 2) for part in parts]
        page.Contents = pikepdf.Array(
            [pikepdf.Stream(pdf, each, Filter=pikepdf.Name.FlateDecode) for each in streams],
        )


def _tags_of_subsets(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            for key in ("/BaseFont", "/FontName"):
                if key in item and "+" in str(item[key]):
                    item[key] = pikepdf.Name("/QWERTY+" + str(item[key]).split("+")[1])


def _unused(pdf: pikepdf.Pdf) -> None:
    pdf.Root.KanbenNotes = pdf.make_indirect(pikepdf.Dictionary(Seen=pikepdf.Array(list(range(500)))))


GONGYUN = (
    Held("built in another folder", ()),
    Held("a comment in a style sheet", (), (style("gongyun", "/* nothing */"),)),
    Held(
        "a comment in a template",
        (),
        (gongyun("cover.html.j2", "{% block content %}", "{# nothing #}{% block content %}"),),
    ),
    Held("a class by another name", (), (_byline_renamed,)),
    Held("rules in another order", (), (_rules_turned,)),
    Held(
        "a colour written otherwise",
        (),
        (
            gongyun(
                "type.css.j2",
                "h1, h2, h3, h4, h5, h6 { margin: 0;",
                "h1, h2, h3, h4, h5, h6 { color: rgb(0, 0, 0); margin: 0;",
            ),
        ),
    ),
    Held("a length written otherwise", (), (gongyun("layout.yaml", "head: 30mm", "head: 3cm"),)),
    Held("a rule that fits nothing", (), (style("gongyun", ".nobody { font-size: 40pt; color: red }"),)),
    Held("lines of a manuscript broken elsewhere", (), (_lines_joined,)),
    Held("empty lines in a manuscript", (), (added(HANGDAO, "\n\n\n"),)),
    Held("order of a front matter", (), (_front_matter_turned,)),
    Held("another compression of an image", (), (_pngs_packed,)),
    Held("a picture by another name", (), (_picture_renamed,)),
    Held("an article by another name", (), (_article_renamed,)),
    Held(
        "a folio known from print",
        (),
        (replaced(f"{ISSUE}/issue.yaml", "articles/matou.md", "articles/matou.md\n        printed_folio: 12"),),
    ),
    Held("another layout of the same look", (), (gongyun("layout.yaml", "name: 工运", "name: 工运新版"),)),
    Held("metadata", (), (), _words_for_readers),
    Held("entries in another order", (), (), _turned),
    Held("another tree of pages", (), (), _tree),
    Held("content in pieces", (), (), _content_cut),
    Held("tags of subsets", (), (), _tags_of_subsets),
    Held("objects that nobody uses", (), (), _unused),
)

JOURNAL = (
    Held(
        "no compression",
        (),
        data=_saved(compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized),
    ),
    Held("no object streams", (), data=_saved(object_stream_mode=pikepdf.ObjectStreamMode.disable)),
    Held("linearised", (), data=_saved(linearize=True)),
    Held("QDF", (), data=_saved(qdf=True)),
    Held("an owner's password", (), data=_saved(encryption=pikepdf.Encryption(owner="o", user=""))),
    Held("a comment in layout.yaml", (), (journal("layout.yaml", "gutter: 21pt", "gutter: 21pt   # as ever"),)),
    Held(
        "parts written otherwise",
        (),
        (journal("layout.yaml", "{template: contents, starts: recto}", "{starts: recto, template: contents}"),),
    ),
    Held("important rules", (), (style("journal", ".article-head .title { text-align: left }"),)),
)
