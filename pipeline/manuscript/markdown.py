"""Markdown of an article into the blocks of the model (docs/content-format.md)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.inlines import Text
from pipeline.manuscript.chinese_emphasis import chinese_emphasis_plugin
from pipeline.manuscript.formula_marks import MAX_LINES, formula_plugin
from pipeline.manuscript.head_marks import check_plain_texts
from pipeline.manuscript.inlines import Reading, find_attributes, merge_remarks, read_inlines, read_prose
from pipeline.manuscript.items import items_plugin
from pipeline.manuscript.linear_rules import linear_rules_plugin
from pipeline.manuscript.list_numbers import check_numbers
from pipeline.manuscript.near_markup import lines_as_meant
from pipeline.manuscript.pictures import look_into
from pipeline.manuscript.sub_and_superscripts import sub_and_superscript_plugin
from pipeline.manuscript.swallowed_text import closing_hashes, find_swallowed_text
from pipeline.manuscript.tables import TABLE_ATTRIBUTES, plain_inlines, read_table
from pipeline.manuscript.text_bounds import TooMuchTextError, check_amount, check_headings
from pipeline.manuscript.workspace import resolve_inside
from pipeline.model import (
    Block,
    Box,
    DisplayedFormula,
    Figure,
    Heading,
    ItemList,
    Listing,
    Paragraph,
    Quotation,
    Separator,
)

_NOTE = re.compile(r"[ >]*\[\^([^\]\s]+)\]:")
_BOX_END = re.compile(r":::\s*$")
MAX_NESTING = 40  # marks within marks; Python's stack holds ten times as many
_ATTRIBUTES: dict[str, set[str]] = {
    "paragraph": {"class"}, "table": TABLE_ATTRIBUTES, "ordered_list": {"start"}, "displayed_formula": {"id", "class"},
}  # fmt: skip
_SEE = "docs/content-format.md"


@cache
def parser() -> MarkdownIt:
    """The one Markdown dialect of Kanben. HTML is recognised so that it can be refused with its line."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MAX_NESTING}).enable("table")
    markdown.use(footnote_plugin, inline=False)
    markdown.use(attrs_plugin, after=("image",), spans=True)
    markdown.use(attrs_block_plugin).use(container_plugin, "box")
    markdown.use(chinese_emphasis_plugin)
    markdown.use(sub_and_superscript_plugin)
    markdown.use(formula_plugin)
    markdown.use(linear_rules_plugin)
    markdown.use(items_plugin)
    markdown.disable(["reference", "lheading", "code"])  # a typist means none of them, and they swallow text
    markdown.disable("text_join")  # so that \\*\\* differs from ** that found no partner
    markdown.core.ruler.before("attr", "lost_parts", _note_lost_parts)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # refused here with its line, not left as text
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # messages name it as it was written
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return markdown


def _note_lost_parts(state: StateCore) -> None:
    """Keep the 0-based lines of what the plugins drop: ``{ }`` that no block follows, and notes inside notes."""
    depth = 0
    for token, following in zip_longest(state.tokens, state.tokens[1:]):
        line = token.map[0] if token.map else 0
        if token.type == "attrs_block" and (following is None or following.nesting < 0):
            state.env.setdefault("idle", []).append(line)
        if token.type in ("footnote_reference_open", "footnote_reference_close"):
            depth += token.nesting
            if depth > 1:
                state.env.setdefault("nested", following.map[0] if following and following.map else line)


def read_markdown(
    text: str, path: Path, first_line: int, workspace: Path, problems: list[Problem], language: str = ""
) -> "ArticleText":
    """Read the Markdown *text* that starts on the 1-based *first_line* of *path*; add what is wrong to *problems*."""
    environment: dict[str, Any] = {}
    known = len(problems)
    reading = Reading(path=path, first_line=first_line, problems=problems, language=language)
    lines = [*lines_as_meant(text, reading), ""]
    root = _tree(lines, environment, reading)
    for block in root.children:
        if block.type == "footnote_block":
            reading.footnotes = {int(note.meta["id"]): note for note in block.children}
    own = [child for child in root.children if child.type != "footnote_block"]
    blocks = _Blocks(reading, workspace, lines).read(own)
    for line in environment.get("idle", []):
        reading.problem(_("No block follows these { }."), first_line + line, _("Put them above a block."))
    footnotes = environment.get("footnotes", {})
    _check_notes(footnotes.get("refs", {}), lines, reading)
    _check_levels(blocks, reading)
    check_plain_texts(blocks, reading)
    if len(problems) == known and (lost := find_swallowed_text(lines, root.to_tokens(), blocks)) is not None:
        message = _("“{text}” would not be printed.").format(text=lost.text)
        reading.problem(message, first_line + lost.line, _("Markdown takes it for a mark: write \\ before it."))
    return ArticleText(blocks, reading)


class ArticleText:
    """The blocks of one article; its ids by line, numbered formulas, cross-references, and notes for its editor."""

    def __init__(self, blocks: tuple[Block, ...], reading: Reading) -> None:
        self.blocks = blocks
        self.ids = reading.ids
        self.numbers = reading.formulas.numbers
        self.references = tuple(reading.references)
        self.languages = tuple(reading.languages)
        self.notes = merge_remarks(reading.remarks)
        self.editor_notes = tuple(reading.editor_notes)


def _tree(lines: list[str], environment: dict[str, Any], reading: Reading) -> SyntaxTreeNode:
    """Parse *lines*; what is nested deeper than anyone writes is a problem, not a stack that runs over."""
    text = "\n".join(lines)
    try:
        check_amount(text)
        tokens = parser().parse(text, environment)
        check_headings(token.map[0] for token in tokens if token.type == "heading_open" and token.map)
    except TooMuchTextError as error:
        reading.problem(error.message, reading.first_line + error.line, error.hint)
        return SyntaxTreeNode()
    except RecursionError:
        reading.problem(_("The marks are nested too deeply."), reading.first_line)
        return SyntaxTreeNode()
    if "nested" in environment:
        line = reading.first_line + environment["nested"]
        reading.problem(_("A footnote is written inside another."), line, _("Write each from the margin."))
        return SyntaxTreeNode()
    for token in tokens:
        if any(part.level > MAX_NESTING for part in (token, *(token.children or ()))):
            line = reading.first_line + (token.map[0] if token.map else 0)
            reading.problem(_("The marks are nested too deeply."), line)
            return SyntaxTreeNode()
    return SyntaxTreeNode(tokens)


def _check_notes(numbers: dict[str, int], lines: list[str], reading: Reading) -> None:
    """Each note is called and written once. *numbers* has the number of each label, negative for one never called."""
    places: dict[str, list[int]] = {}
    for line, text in enumerate(lines, reading.first_line):
        if (match := _NOTE.match(text)) is not None:
            places.setdefault(f":{match[1]}", []).append(line)
    for label, number in numbers.items():
        written = places.get(label, [])
        if number < 0:
            message = _("The footnote {label} is never called.").format(label=label[1:])
            reading.problem(message, written[0] if written else reading.first_line, _("Call it or delete it."))
        elif len(written) > 1:
            message = _("The footnote {label} is written twice.").format(label=label[1:])
            reading.problem(message, written[1], _("Give one of them another mark."))


def _check_levels(blocks: tuple[Block, ...], reading: Reading) -> None:
    """Heading levels may not skip (PDF/UA-1, ISO 14289-1, 7.4.2)."""
    previous = 0
    for heading in _headings(blocks):
        if heading.level > previous + 1:
            hint = _("Write it with {marks}.").format(marks="#" * (previous + 2))
            reading.problem(_("This heading skips a level."), heading.line, hint)
        previous = heading.level


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Box | Quotation):
            yield from _headings(block.blocks)


class _Blocks:
    def __init__(self, reading: Reading, workspace: Path, lines: list[str]) -> None:
        self.reading = reading
        self.workspace = workspace
        self.lines = lines

    def read(self, nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
        return tuple(block for node in nodes if (block := self.read_one(node)) is not None)

    def read_one(self, node: SyntaxTreeNode) -> Block | None:
        line = self.reading.line_of(node)
        self.check_attributes(node, _ATTRIBUTES.get(node.type, set()), line)
        match node.type:
            case "paragraph":
                return self.paragraph(node, line)
            case "heading":
                return self.heading(node, line)
            case "bullet_list" | "ordered_list":
                check_numbers(node.children, self.reading)
                items = tuple(self.item(item) for item in node.children)
                return ItemList(items, line, node.type == "ordered_list", int(node.attrs.get("start", 1)))
            case "table":
                return read_table(node, self.reading, self.lines)
            case "blockquote":
                return Quotation(self.read(node.children), line)
            case "container_box":
                if node.map is None or not _BOX_END.search(self.lines[node.map[1]]):
                    self.reading.problem(_("The box is not closed."), line, _("Write ::: on a line below it."))
                return Box(node.info.strip().removeprefix("box").strip(), self.read(node.children), line)
            case "hr":
                return Separator(line)
            case "fence":
                return Listing(node.content.rstrip("\n"), line)
            case "displayed_formula":
                return self.formula(node, line)
            case "html_block":
                message = _("HTML is not allowed.")
                self.reading.problem(message, line, _("See {file}.").format(file=_SEE))
            case _:
                self.reading.problem(_("This cannot be set here: {what}.").format(what=node.type), line)
        return None

    def check_attributes(self, node: SyntaxTreeNode, allowed: set[str], line: int) -> None:
        """Whatever stands in { } must mean something."""
        unknown = sorted(set(find_attributes(node)) - allowed)
        if unknown:
            message = _("“{names}” does not fit here.").format(names=", ".join(unknown))
            self.reading.problem(message, line, _("See {file}.").format(file=_SEE))

    def item(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        for child in node.children:
            if child.type not in ("paragraph", "bullet_list", "ordered_list"):
                message = _("A list item can hold paragraphs and lists only.")
                self.reading.problem(message, self.reading.line_of(child), _("Put this after the list."))
        return self.read(node.children)

    def paragraph(self, node: SyntaxTreeNode, line: int) -> Block | None:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            self.check_attributes(node, set(), line)
            return self.figure(inline.children[0], line)
        for number, text in enumerate(inline.content.split("\n"), line):
            if text.startswith(":::"):
                message = _("“{text}” opens or closes no box.").format(text=text)
                self.reading.problem(message, number, _("A box is ::: box TITLE … :::"))
            elif text == "$$" or (text.startswith("$$") and text.count("$$") == 1):
                hint = _("It begins with $$ and ends with $$ before an empty line, in {limit} lines at most.")
                message = _("This formula is not closed, or not opened.")
                self.reading.problem(message, number, hint.format(limit=MAX_LINES))
        if re.match(r" {4}| {0,3}\t", self.lines[line - self.reading.first_line]) and node.level == 0:
            self.reading.remark(_("Spaces at the beginning of a paragraph are left out: the layout indents it."), line)
        style = str(node.attrs.get("class", "continued" if _goes_on(node) else "body"))
        children = (read_prose if style in ("body", "continued") else read_inlines)(inline, self.reading)
        if style in ("salutation", "signoff", "body") or "class" not in node.attrs:
            return Paragraph(children, line, style)  # type: ignore[arg-type]
        message = _("There is no kind of paragraph “{name}”.").format(name=style)
        self.reading.problem(message, line, _("Use .salutation or .signoff."))
        return None

    def formula(self, node: SyntaxTreeNode, line: int) -> Block | None:
        attributes = find_attributes(node)
        kind, name = attributes.get("class", ""), attributes.get("id")
        if kind not in ("", "unnumbered"):
            message = _("There is no kind of formula “{name}”.").format(name=kind)
            self.reading.problem(message, line, _("Use .unnumbered, or nothing."))
        if name is not None:
            self.reading.claim_id(name, line)
        number = None if kind else self.reading.formulas.count(name)
        tex = " ".join(node.content.split())
        drawing = self.reading.formulas.drawing(tex, line, display=True)
        if drawing is None:
            return None
        return DisplayedFormula(tex=tex, drawing=drawing, line=line, number=number, id=name)

    def heading(self, node: SyntaxTreeNode, line: int) -> Block | None:
        children = read_inlines(node.children[0], self.reading)
        level = int(node.tag[1]) - 1
        if not 1 <= level <= 4:
            message = _("Headings in an article are ## to #####; the title stands in the front matter.")
            self.reading.problem(message, line)
            return None
        if closing_hashes(self.lines[line - self.reading.first_line]):
            self.reading.remark(_("The # at the end of this heading are marks; to have them printed write \\#."), line)
        name = None
        if children and isinstance(last := children[-1], Text) and (written := _heading_id(last.text)) is not None:
            name = self.reading.claim_id(written, line)
            rest = last.text.rstrip()[: -len("{#}") - len(written)].rstrip()
            children = (*children[:-1], *([Text(rest, last.line)] if rest else []))
        elif node.children[0].content.endswith("}"):
            message = _("The heading ends with a mark that could not be understood.")
            self.reading.problem(message, line, _("An id is written {#id}."))
        if not children:
            self.reading.problem(_("The heading is empty."), line)
        return Heading(level, children, line, name)

    def figure(self, node: SyntaxTreeNode, line: int) -> Block | None:
        source, alt = unquote(str(node.attrs["src"])), node.content
        self.check_attributes(node, {"src", "alt", "title", "id", "width", "class"}, line)
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
        picture = look_into(path, self.workspace)
        if isinstance(picture, Problem):
            self.reading.problems.append(picture)
            return None
        width = str(node.attrs.get("width", "100%"))
        if not re.fullmatch(r"[1-9][0-9]?%|100%", width):
            self.reading.problem(_("The width must be 1% to 100%."), line)
            return None
        kind = node.attrs.get("class")
        if kind not in (None, "wide"):
            message = _("“.{name}” does not fit a picture.").format(name=kind)
            self.reading.problem(message, line, _("Use .wide, for all columns of the page."))
        name = self.reading.claim_id(str(node.attrs["id"]), line) if "id" in node.attrs else None
        caption = plain_inlines(str(node.attrs.get("title", "")), line)
        share = int(width[:-1]) / 100
        return Figure(
            picture=picture, alt=alt, line=line, caption=caption, width=share, id=name, is_wide=kind is not None
        )


def _goes_on(paragraph: SyntaxTreeNode) -> bool:
    """Whether a paragraph begins on the line below a formula, and so is the rest of the one above it."""
    before = paragraph.previous_sibling
    if before is None or before.type != "displayed_formula" or before.map is None or paragraph.map is None:
        return False
    return before.map[1] == paragraph.map[0]


def _heading_id(text: str) -> str | None:
    """The id in ``{#id}`` at the end of *text*, which no space and no ``}`` stands in."""
    text = text.rstrip()
    last = re.split(r"[}\s]", text[:-1])[-1] if text.endswith("}") else ""
    return last.partition("{#")[2] or None
