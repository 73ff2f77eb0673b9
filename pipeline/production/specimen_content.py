"""The content of a specimen issue, for one layout: each element of the content format, named, with its source.

What is shipped in ``specimen/`` writes each element once: ``%%% name`` and ``%%%`` stand around it. Here it becomes a
heading, the source letter by letter, and the element itself, so that source and element can't differ.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from pipeline.layout import Layout
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.production.new_folder import fill_in
from pipeline.resources import find_shipped
from pipeline.units import mm

ISSUE = Path("issues/specimen/2024/01-02")
_TEXTS = {".md", ".yaml"}
_ENTRY = re.compile(
    r"^%%% (?P<name>.+?)(?: \?(?P<needs>[a-z]+))?(?: =(?P<shown>\S+))?\n(?P<source>(?s:.*?))^%%%\n", re.MULTILINE
)
_HEAD = re.compile(r"\A---\n(?P<keys>(?s:.*?))---\n")
_BRIEFS = 3
_BLEED = 3 * 72 / 25.4  # pt


def write_specimen(workspace: Path, layout: Layout) -> None:
    """Write the workspace of the specimen for *layout* into the folder *workspace*."""
    shipped = find_shipped("specimen")
    values = _values_for(layout)
    for source in sorted(path for path in shipped.rglob("*") if path.is_file()):
        name = source.relative_to(shipped)
        if name.parts[0] == "optional":
            continue
        target = workspace / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix in _TEXTS:
            target.write_text(fill_in(source.read_text(encoding="utf-8"), values), encoding="utf-8")
        else:
            shutil.copyfile(source, target)
    issue = workspace / ISSUE
    for file, text in _optional_articles(shipped / "optional", layout):
        (issue / "articles" / file).write_text(fill_in(text, values), encoding="utf-8")
    (issue / "ads").mkdir()
    (issue / "ads/guanggao.pdf").write_bytes(_advertisement(layout.geometry.width, layout.geometry.height))
    shows = {"colours": bool(layout.colours), "traditional": layout.composition.traditional_chinese}
    for article in sorted((issue / "articles").glob("*.md")):
        article.write_text(_spell_out(article, shows), encoding="utf-8")


def _values_for(layout: Layout) -> dict[str, str]:
    """What stands for ``@key@`` in the texts."""
    size = layout.geometry
    return {
        "layout": layout.id,
        "name": layout.name,
        "trim": f"{mm(size.width):.0f} × {mm(size.height):.0f} mm",
        "colour": layout.colours[-1].name if layout.colours else "",
        "sections": "\n".join(_optional_sections(layout)),
    }


def _optional_sections(layout: Layout) -> Iterator[str]:
    """Rows of ``sections`` for what not every layout has: its styles, and Traditional Chinese."""
    for style in layout.styles.sections:
        yield f"  - name: 栏目样式 {style}\n    style: {style}\n    articles:"
        yield from (f"      - file: articles/section-{style}-{number}.md" for number in range(1, _BRIEFS + 1))
    if layout.styles.articles:
        yield "  - name: 文章样式\n    articles:"
        yield from (f"      - file: articles/article-{style}.md" for style in layout.styles.articles)
    if layout.composition.traditional_chinese:
        yield "  - name: 繁体\n    articles:\n      - file: articles/fanti.md"


def _optional_articles(folder: Path, layout: Layout) -> Iterator[tuple[str, str]]:
    """Names and texts of the articles of `_optional_sections`."""

    def text_of(name: str, style: str) -> str:
        return fill_in((folder / name).read_text(encoding="utf-8"), {"style": style})

    for style in layout.styles.sections:
        for number in range(1, _BRIEFS + 1):
            yield f"section-{style}-{number}.md", text_of(f"brief-{number}.md", style)
    for style in layout.styles.articles:
        yield f"article-{style}.md", text_of("article.md", style)
    if layout.composition.traditional_chinese:
        yield "fanti.md", text_of("fanti.md", "")


def _spell_out(article: Path, shows: Mapping[str, bool]) -> str:
    """The text of *article* with each entry as heading, source and element; without those that *shows* has not."""
    text = article.read_text(encoding="utf-8")
    head = _HEAD.match(text)

    def spell(entry: re.Match[str]) -> str:
        if entry["needs"] and not shows[entry["needs"]]:
            return ""
        source, element = entry["source"], entry["source"]
        if entry["shown"] == "head":
            source = head["keys"] if head is not None else ""
        elif entry["shown"]:
            source = (article.parent.parent / entry["shown"]).read_text(encoding="utf-8")
        return f"## {entry['name']}\n\n~~~~\n{source.rstrip()}\n~~~~\n\n{element}"

    return _ENTRY.sub(spell, text)


def _advertisement(width: float, height: float) -> bytes:
    """A PDF of one page: *width* × *height* pt trimmed, with bleed, and nothing on it but shapes."""
    full = f"{width + 2 * _BLEED:.3f} {height + 2 * _BLEED:.3f}"
    drawn = (
        f"0.16 0.29 0.33 rg 0 0 {full} re f 0.96 0.80 0.56 rg {width * 0.7:.3f} {height * 0.62:.3f} m "
        f"{width * 0.3:.3f} {height * 0.62:.3f} l {width * 0.5:.3f} {height * 0.8:.3f} l f "
        f"1 1 1 RG 2 w {width * 0.2:.3f} {height * 0.3:.3f} m {width * 0.8:.3f} {height * 0.3:.3f} l S"
    ).encode()
    boxes = f"/MediaBox[0 0 {full}]/BleedBox[0 0 {full}]/TrimBox[{_BLEED:.3f} {_BLEED:.3f} {width + _BLEED:.3f} "
    boxes += f"{height + _BLEED:.3f}]"
    file = BytesIO()
    writer = ObjectWriter(file, "1.4", packed=False)
    root, pages, page, content, info = (writer.reserve() for _number in range(5))
    writer.put(root, b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    writer.put(pages, b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % page)
    keys = f"/Type/Page/Parent {pages} 0 R/Resources<<>>{boxes}/Contents {content} 0 R"
    writer.put(page, f"<<{keys}>>".encode())
    writer.put_stream(content, b"<<>>", drawn)
    writer.put(info, b"<<>>")
    writer.finish(root, info)
    return file.getvalue()
