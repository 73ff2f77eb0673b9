"""What becomes of what a typist writes: an article of the good issue, its errors, its remarks, its blocks in short."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.blocks import (
    Block,
    Box,
    Figure,
    FigureGroup,
    Heading,
    ItemList,
    LabelledItem,
    Listing,
    NameGroup,
    Paragraph,
    Quotation,
    Separator,
    Stanza,
    Table,
)
from pipeline.errors import ContentError
from pipeline.inlines import (
    Blank,
    Code,
    Coloured,
    CrossReference,
    Emphasis,
    EmphasisDots,
    FolioMark,
    Footnote,
    Formula,
    Inline,
    LineBreak,
    Link,
    NumberMark,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from pipeline.manuscript.reader import read_issue
from pipeline.model import Article
from pipeline.questions import Question
from tests.workspaces import ISSUE

FILE = f"{ISSUE}/articles/duanxin.md"
_SHORT = {"body": "", "salutation": "称呼 ", "signoff": "落款 ", "centered": "居中 ", "drop-cap": "下沉 "}
_NAMES = {Strong: "strong", Emphasis: "em", EmphasisDots: "dots", Footnote: "note"}


class Outcome(NamedTuple):
    """Errors and remarks as (line, text), and the head and the blocks of the article in short."""

    errors: tuple[tuple[int, str], ...]
    remarks: tuple[tuple[int, str], ...]
    made: str


def outcome(workspace: Path, text: str) -> Outcome:
    """What becomes of *text* as the file of the short article of the good *workspace*."""
    (workspace / FILE).write_text(text, encoding="utf-8")
    try:
        issue = read_issue(workspace / ISSUE)
    except ContentError as error:
        return Outcome(tuple((each.line or 0, each.text) for each in error.problems), (), "")
    article = next(entry.article for entry in issue.entries if entry.article.slug == "duanxin")
    remarks = tuple((note.line or 0, note.text) for note in (*article.notes, *article.editor_notes))
    return Outcome((), remarks, " ¶ ".join(in_short(article)))


def in_short(article: Article) -> Iterator[str]:
    """Title, authors and blocks of *article*, each as one text."""
    yield article.title
    yield from (author.name for author in article.authors)
    yield from map(_block, article.body)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.children)}"
        case Paragraph():
            return _SHORT[block.style] + _line(block.children)
        case ItemList():
            first = f"{block.start}." if block.ordered else "-"
            return f"{first} " + " / ".join(" ".join(map(_block, item)) for item in block.items)
        case Table():
            rows = (" | ".join(_line(cell.children) for cell in row) for row in (*block.head, *block.rows))
            return f"[{_line(block.caption)}] " + " // ".join(rows)
        case Figure() | FigureGroup():
            return _picture(block)
        case Quotation():
            return "> " + " ".join(map(_block, block.blocks))
        case Box():
            kind = "框" if block.kind == "box" else block.kind
            return f"{kind} {block.title}: " + " ".join(map(_block, block.blocks))
        case Stanza() | LabelledItem() | NameGroup() | Question():
            return _form(block)
        case Separator():
            return "---"
        case Listing():
            return f"``` {block.text}"


def _picture(block: Figure | FigureGroup) -> str:
    if isinstance(block, FigureGroup):
        return f"图组 {_line(block.caption)}: " + " ".join(map(_picture, block.figures))
    return f"图 {block.alt} {_line(block.caption)} {block.width}"


def _form(block: Stanza | LabelledItem | NameGroup | Question) -> str:
    if isinstance(block, Question):
        return _question(block)
    if isinstance(block, Stanza):
        return " / ".join(f"{verse.indent:g} {_line(verse.children)}" for verse in block.verses)
    if isinstance(block, NameGroup):
        return f"({block.label}) " + " ".join(block.names)
    return f"({_line(block.label)}) " + " ".join(map(_block, block.paragraphs))


def _question(block: Question) -> str:
    options = " ".join(f"{'○' if each.excludes_others else '□'}{_line(each.children)}" for each in block.options)
    scale = f"{block.scale.low}-{'/'.join(block.scale.steps)}-{block.scale.high}" if block.scale else ""
    return " ".join(filter(None, (f"{block.number}.{_line(block.children)}", options, scale, "_" * block.lines)))


def _line(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Strong() | Emphasis() | EmphasisDots() | Footnote():
            return f"<{_NAMES[type(inline)]} {_line(inline.children)}>"
        case Link():
            return f"<{inline.href} {_line(inline.children)}>"
        case CrossReference():
            return f"<#{inline.target} {_line(inline.children)}>"
        case Coloured():
            return f"<{inline.colour} {_line(inline.children)}>"
        case Formula():
            return f"<${inline.tex}$>"
        case Blank():
            return f"<blank {inline.width:g}>"
        case Ruby():
            return f"<{inline.base} {inline.annotation}>"
        case Code() | Subscript() | Superscript():
            return f"<{type(inline).__name__.lower()} {inline.text}>"
    return {LineBreak: "<br>", FolioMark: "<folio>", NumberMark: "<number>"}[type(inline)]
