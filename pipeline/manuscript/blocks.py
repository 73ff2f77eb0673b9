"""Markdown's tree of an article into the blocks of the model."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import (
    Block,
    Box,
    Break,
    DisplayedFormula,
    Heading,
    ItemList,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    SealedSignoff,
    Separator,
    Table,
)
from pipeline.i18n import _
from pipeline.inlines import Text
from pipeline.manuscript.charts import read_chart
from pipeline.manuscript.containers import CHART, FIGURES, KEEP, explain_container, read_container
from pipeline.manuscript.figure_groups import read_group
from pipeline.manuscript.figures import read_figure, read_picture
from pipeline.manuscript.formula_marks import MAX_LINES
from pipeline.manuscript.inlines import read_inlines, read_prose
from pipeline.manuscript.list_numbers import check_numbers
from pipeline.manuscript.reading import SEE, Reading, find_attributes
from pipeline.manuscript.swallowed_text import closing_hashes
from pipeline.manuscript.tables import TABLE_ATTRIBUTES, read_table
from pipeline.manuscript.tasks import read_task

_ATTRIBUTES: dict[str, set[str]] = {
    "paragraph": {"class", "color", "seal"},
    "table": TABLE_ATTRIBUTES,
    "ordered_list": {"start"},
    "container_box": {"class", "number"},
    "displayed_formula": {"id", "class"},
}  # fmt: skip

_BREAKS: dict[str, Literal["page", "column", "rest"]] = {"new-page": "page", "new-column": "column", "rest": "rest"}
_STYLES = ("body", "salutation", "signoff", "centered", "right", "drop-cap")
_PROSE = ("body", "continued", "drop-cap")


class BlockReader:
    """Reads the nodes of Markdown into blocks. *lines* are those of the article's text, from ``reading.first_line``."""

    def __init__(self, reading: Reading, workspace: Path, lines: list[str]) -> None:
        self.reading = reading
        self.workspace = workspace
        self.lines = lines

    def read(self, nodes: list[SyntaxTreeNode]) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self.read_on_pages(node) if block is not None)

    def read_on_pages(self, node: SyntaxTreeNode) -> tuple[Block | None, ...]:
        """The block of *node*, whole if that is asked for, and the break that is asked for above it."""
        written = str(node.attrs.get("class", ""))
        classes = written.split()
        breaks = [name for name in classes if name in _BREAKS]
        if not breaks and KEEP not in classes:
            return (self.read_one(node),)
        line = self.reading.line_of(node)
        if breaks and (node.level or len(breaks) > 1):
            hint = _("Put one {.new-page}, {.new-column} or {.rest} above a block that stands in no other.")
            self.reading.problem(_("No page, column or rest can begin here."), line, hint)
        node.attrs["class"] = " ".join(name for name in classes if name not in (*_BREAKS, KEEP))
        if not node.attrs["class"]:
            del node.attrs["class"]
        block = self.read_one(node)
        node.attrs["class"] = written  # whoever looks for lost text finds all of it
        if KEEP in classes:
            block = self.keep_whole(block, node, line)
        return (Break(_BREAKS[breaks[0]], line), block) if breaks else (block,)

    def keep_whole(self, block: Block | None, node: SyntaxTreeNode, line: int) -> Block | None:
        """*block*, that of *node*, which is not to be parted."""
        if node.level == 0 and isinstance(block, Paragraph | ItemList | Table | Quotation | Box):
            return replace(block, is_kept=True)
        if block is not None:
            hint = _(
                "Put it above a paragraph, list, table or quotation that stands in no other, or behind a box's title."
            )
            self.reading.problem(_("Nothing can be kept together by {.keep} here."), line, hint)
        return block

    def read_one(self, node: SyntaxTreeNode) -> Block | None:
        line = self.reading.line_of(node)
        self.reading.check_attributes(node, _ATTRIBUTES.get(node.type, set()), line)
        match node.type:
            case "paragraph":
                return self.paragraph(node, line)
            case "heading":
                return self.heading(node, line)
            case "bullet_list" | "ordered_list":
                check_numbers(node.children, self.reading)
                return self.item_list(node, line)
            case "table":
                return read_table(node, self.reading, self.lines)
            case "blockquote":
                return Quotation(self.read(node.children), line)
            case "container_box":
                return self.container(node)
            case "hr":
                return Separator(line)
            case "fence":
                return Listing(node.content.rstrip("\n"), line)
            case "displayed_formula":
                return self.formula(node, line)
            case "html_block":
                message = _("HTML is not allowed.")
                self.reading.problem(message, line, _("See {file}.").format(file=SEE))
            case _:
                self.reading.problem(_("This cannot be set here: {what}.").format(what=node.type), line)
        return None

    def container(self, node: SyntaxTreeNode) -> Block | None:
        if node.info.split()[0] == FIGURES:
            return read_group(node, self.reading, self.lines, self.workspace)
        if node.info.split()[0] == CHART:
            return read_chart(node, self.reading, self.lines)
        return read_container(node, self.reading, self.lines, self.read)

    def item_list(self, node: SyntaxTreeNode, line: int) -> ItemList:
        tasks = [read_task(self.item(item)) for item in node.children]
        items, ticks = tuple(item for item, _tick in tasks), tuple(tick for _item, tick in tasks)
        ticks = () if set(ticks) == {None} else ticks
        return ItemList(items, line, node.type == "ordered_list", int(node.attrs.get("start", 1)), ticks=ticks)

    def item(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        for child in node.children:
            if child.type not in ("paragraph", "bullet_list", "ordered_list"):
                message = _("A list item can hold paragraphs and lists only.")
                self.reading.problem(message, self.reading.line_of(child), _("Put this after the list."))
        return self.read(node.children)

    def paragraph(self, node: SyntaxTreeNode, line: int) -> Block | None:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            if node.attrs:
                hint = _("Write it behind the picture: {example}.").format(example="![…](…){.wide}")
                self.reading.problem(_("The { } of a picture stand above it."), line, hint)
            return read_figure(inline.children[0], self.reading, self.workspace)
        for number, text in enumerate(inline.content.split("\n"), line):
            if text.startswith(":::"):
                message = _("“{text}” opens or closes no box.").format(text=text)
                self.reading.problem(message, number, explain_container())
            elif text == "$$" or (text.startswith("$$") and text.count("$$") == 1):
                hint = _("It begins with $$ and ends with $$ before an empty line, in {limit} lines at most.")
                message = _("This formula is not closed, or not opened.")
                self.reading.problem(message, number, hint.format(limit=MAX_LINES))
        if re.match(r" {4}| {0,3}\t", self.lines[line - self.reading.first_line]) and node.level == 0:
            self.reading.remark(_("Spaces at the beginning of a paragraph are left out: the layout indents it."), line)
        style = str(node.attrs.get("class", "continued" if _goes_on(node) else "body"))
        children = (read_prose if style in _PROSE else read_inlines)(inline, self.reading)
        if style == "drop-cap" and not (children and isinstance(children[0], Text) and children[0].text[:1].isalpha()):
            message = _("This paragraph begins with no letter that could be set large.")
            self.reading.problem(message, line, _("Take .drop-cap away, or the mark at the beginning."))
        if style in _STYLES or "class" not in node.attrs:
            paragraph = Paragraph(children, line, style, str(node.attrs.get("color", "")))  # type: ignore[arg-type]
            seal = self.seal(node, style, line)
            return paragraph if seal is None else SealedSignoff(paragraph, seal, line)
        message = _("There is no kind of paragraph “{name}”.").format(name=style)
        known = (*(name for name in _STYLES if name != "body"), *_BREAKS, "keep")
        hint = _("Use {names}.").format(names=", ".join(f".{name}" for name in known))
        self.reading.problem(message, line, hint)
        return None

    def seal(self, node: SyntaxTreeNode, style: str, line: int) -> Picture | None:
        """The picture of a seal that stands over the paragraph *node*, which must be a sign-off."""
        source = node.attrs.get("seal")
        if source is None:
            return None
        if style != "signoff":
            message = _("A seal stands over a sign-off.")
            example = '{.signoff seal="../images/seal.svg"}'
            self.reading.problem(message, line, _("Write {example}.").format(example=example))
            return None
        return read_picture(unquote(str(source)), self.reading, self.workspace, line)

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
