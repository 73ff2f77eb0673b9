"""Markdown of an article into the blocks of the model (docs/content-format.md)."""

import re
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.chinese_emphasis import chinese_emphasis_plugin
from pipeline.manuscript.inlines import Reading, read_inlines
from pipeline.manuscript.pictures import look_into
from pipeline.manuscript.workspace import resolve_inside
from pipeline.model import (
    Alignment,
    Block,
    Box,
    Figure,
    Heading,
    Inline,
    ItemList,
    Listing,
    Paragraph,
    Quotation,
    Separator,
    Table,
    Text,
)

_HEADING_ID = re.compile(r"\s*\{#([^}\s]+)\}\s*$")
_ALIGNMENTS: dict[str, Alignment] = {"text-align:right": "end", "text-align:center": "center"}
_SEE = "docs/content-format.md"


@cache
def parser() -> MarkdownIt:
    """The one Markdown dialect of Kanben. HTML is recognised so that it can be refused with its line."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    markdown.use(footnote_plugin, inline=False)
    markdown.use(attrs_plugin, after=("image",), spans=True, allowed=["id", "class", "width", "ruby"])
    markdown.use(attrs_block_plugin).use(container_plugin, "box")
    markdown.use(chinese_emphasis_plugin)
    return markdown


def read_markdown(text: str, path: Path, first_line: int, workspace: Path, problems: list[Problem]) -> "ArticleText":
    """Read the Markdown *text* that starts on the 1-based *first_line* of *path*; add what is wrong to *problems*."""
    environment: dict[str, object] = {}
    root = SyntaxTreeNode(parser().parse(text, environment))
    reading = Reading(path, first_line, problems)
    for block in root.children:
        if block.type == "footnote_block":
            reading.notes = {int(note.meta["id"]): note for note in block.children}
    blocks = _Blocks(reading, workspace).read([child for child in root.children if child.type != "footnote_block"])
    footnotes = environment.get("footnotes", {})
    assert isinstance(footnotes, dict)
    for label in (key[1:] for key, number in footnotes.get("refs", {}).items() if number < 0):
        line = text[: max(0, text.find(f"[^{label}]:"))].count("\n") + first_line
        reading.problem(
            _("The footnote {label} is never called.").format(label=label), line, _("Call it or delete it.")
        )
    _check_levels(blocks, reading)
    return ArticleText(blocks, reading)


class ArticleText:
    """The blocks of one article, and its reading: ids claimed, cross-references made."""

    def __init__(self, blocks: tuple[Block, ...], reading: Reading) -> None:
        self.blocks = blocks
        self.ids = reading.ids
        self.references = tuple(reading.references)


def _check_levels(blocks: tuple[Block, ...], reading: Reading) -> None:
    """Heading levels may not skip (PDF/UA-1, ISO 14289-1, 7.4.2)."""
    previous = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > previous + 1:
                hint = _("Write it with {marks}.").format(marks="#" * (previous + 2))
                reading.problem(_("This heading skips a level."), block.line, hint)
            previous = block.level


class _Blocks:
    def __init__(self, reading: Reading, workspace: Path) -> None:
        self.reading = reading
        self.workspace = workspace

    def read(self, nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
        return tuple(block for node in nodes if (block := self.read_one(node)) is not None)

    def read_one(self, node: SyntaxTreeNode) -> Block | None:
        line = self.reading.line_of(node)
        allowed = {"paragraph": {"class"}, "table": {"id", "caption"}, "ordered_list": {"start"}}.get(node.type, set())
        if set(node.attrs) - allowed:
            names = ", ".join(sorted(set(node.attrs) - allowed))
            self.reading.problem(
                _("“{names}” does not fit here.").format(names=names), line, _("See {file}.").format(file=_SEE)
            )
        match node.type:
            case "paragraph":
                return self.paragraph(node, line)
            case "heading":
                return self.heading(node, line)
            case "bullet_list" | "ordered_list":
                items = tuple(self.item(item) for item in node.children)
                return ItemList(items, line, node.type == "ordered_list", int(node.attrs.get("start", 1)))
            case "table":
                return self.table(node, line)
            case "blockquote":
                return Quotation(self.read(node.children), line)
            case "container_box":
                return Box(node.info.strip().removeprefix("box").strip(), self.read(node.children), line)
            case "hr":
                return Separator(line)
            case "fence" | "code_block":
                return Listing(node.content.rstrip("\n"), line)
            case "html_block":
                message = _("HTML is not allowed.")
                self.reading.problem(message, line, _("See {file}.").format(file=_SEE))
            case _:
                self.reading.problem(_("This cannot be set here: {what}.").format(what=node.type), line)
        return None

    def item(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        for child in node.children:
            if child.type not in ("paragraph", "bullet_list", "ordered_list"):
                message = _("A list item can hold paragraphs and lists only.")
                self.reading.problem(message, self.reading.line_of(child), _("Put this after the list."))
        return self.read(node.children)

    def paragraph(self, node: SyntaxTreeNode, line: int) -> Block | None:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            return self.figure(inline.children[0], line)
        if inline.content.startswith(":::"):
            message = _("“{text}” opens or closes no box.").format(text=inline.content.splitlines()[0])
            self.reading.problem(message, line, _("A box is ::: box TITLE … :::"))
        style = str(node.attrs.get("class", "body"))
        children = read_inlines(inline, self.reading)
        if style in ("salutation", "signoff", "body"):
            return Paragraph(children, line, style)  # type: ignore[arg-type]
        message = _("There is no kind of paragraph “{name}”.").format(name=style)
        self.reading.problem(message, line, _("Use .salutation or .signoff."))
        return None

    def heading(self, node: SyntaxTreeNode, line: int) -> Block | None:
        children = read_inlines(node.children[0], self.reading)
        level = int(node.tag[1]) - 1
        if not 1 <= level <= 4:
            message = _("Headings in an article are ## to #####; the title stands in the front matter.")
            self.reading.problem(message, line)
            return None
        name = None
        if children and isinstance(last := children[-1], Text) and (match := _HEADING_ID.search(last.text)):
            name = self.reading.claim_id(match[1], line)
            children = (*children[:-1], Text(last.text[: match.start()], last.line))
        if not children:
            self.reading.problem(_("The heading is empty."), line)
        return Heading(level, children, line, name)

    def table(self, node: SyntaxTreeNode, line: int) -> Block:
        rows = [row for part in node.children for row in part.children]
        cells = [tuple(read_inlines(cell.children[0], self.reading) for cell in row.children) for row in rows]
        alignments = tuple(_ALIGNMENTS.get(str(cell.attrs.get("style")), "start") for cell in rows[0].children)
        name = str(node.attrs["id"]) if "id" in node.attrs else None
        if name:
            self.reading.claim_id(name, line)
        caption = str(node.attrs.get("caption", ""))
        return Table(cells[0], tuple(cells[1:]), alignments, line, _caption(caption, line), name)

    def figure(self, node: SyntaxTreeNode, line: int) -> Block | None:
        source, alt = str(node.attrs["src"]), node.content
        path = resolve_inside(self.workspace, self.reading.path.parent, source)
        if not alt.strip():
            message = _("The picture has no alternative text.")
            self.reading.problem(message, line, _("Say in ![ ] what it shows, for readers who cannot see it."))
        if path is None:
            message = _("The picture “{name}” lies outside the workspace.").format(name=source)
            self.reading.problem(message, line, _("Copy it into the images folder of the issue."))
            return None
        if not path.is_file():
            self.reading.problem(_("There is no picture “{name}”.").format(name=source), line)
            return None
        picture = look_into(path)
        if isinstance(picture, Problem):
            self.reading.problems.append(picture)
            return None
        width = str(node.attrs.get("width", "100%"))
        if not re.fullmatch(r"[1-9][0-9]?%|100%", width):
            self.reading.problem(_("The width must be 1% to 100%."), line)
            return None
        name = self.reading.claim_id(str(node.attrs["id"]), line) if "id" in node.attrs else None
        caption = _caption(str(node.attrs.get("title", "")), line)
        return Figure(picture, alt, line, caption, int(width[:-1]) / 100, name)


def _caption(text: str, line: int) -> tuple[Inline, ...]:
    return (Text(text, line),) if text else ()
