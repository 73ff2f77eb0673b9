"""Markdown of an article into the blocks of the model (docs/content-format.md)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.blocks import (
    Block,
    Box,
    Break,
    Heading,
    Quotation,
)
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.blocks import BlockReader
from pipeline.manuscript.chinese_emphasis import chinese_emphasis_plugin
from pipeline.manuscript.containers import is_container
from pipeline.manuscript.fences import lines_of_text
from pipeline.manuscript.formula_marks import formula_plugin
from pipeline.manuscript.head_marks import check_plain_texts
from pipeline.manuscript.items import items_plugin
from pipeline.manuscript.linear_rules import linear_rules_plugin
from pipeline.manuscript.near_markup import lines_as_meant
from pipeline.manuscript.reading import Reading, merge_remarks
from pipeline.manuscript.sub_and_superscripts import sub_and_superscript_plugin
from pipeline.manuscript.swallowed_text import find_swallowed_text
from pipeline.manuscript.text_bounds import TooMuchTextError, check_amount, check_headings

_NOTE = re.compile(r"[ >]*\[\^([^\]\s]+)\]:")
MAX_NESTING = 40  # marks within marks; Python's stack holds ten times as many


@cache
def parser() -> MarkdownIt:
    """The one Markdown dialect of Kanben. HTML is recognised so that it can be refused with its line."""
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MAX_NESTING}).enable("table")
    markdown.use(footnote_plugin, inline=False)
    markdown.use(attrs_plugin, after=("image",), spans=True)
    markdown.use(attrs_block_plugin).use(container_plugin, "box", validate=lambda info, _line: is_container(info))
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
    reading = Reading(path=path, first_line=first_line, problems=problems, workspace=workspace, language=language)
    lines = [*lines_as_meant(text, reading), ""]
    root = _tree(lines, environment, reading)
    for block in root.children:
        if block.type == "footnote_block":
            reading.footnotes = {int(note.meta["id"]): note for note in block.children}
    own = [child for child in root.children if child.type != "footnote_block"]
    blocks = BlockReader(reading, workspace, lines).read(own)
    for line in environment.get("idle", []):
        reading.problem(_("No block follows these { }."), first_line + line, _("Put them above a block."))
    footnotes = environment.get("footnotes", {})
    _check_notes(footnotes.get("refs", {}), lines, reading)
    _check_parting(blocks, reading)
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
        self.numbers = reading.formulas.numbers | reading.numbers
        self.references = tuple(reading.references)
        self.citations = tuple(reading.citations)
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
    outside, _unclosed = lines_of_text("\n".join(lines))
    for line, (text, is_text) in enumerate(zip(lines, outside, strict=True), reading.first_line):
        if is_text and (match := _NOTE.match(text)) is not None:
            places.setdefault(f":{match[1]}", []).append(line)
    for label, number in numbers.items():
        written = places.get(label, [])
        if number < 0:
            message = _("The footnote {label} is never called.").format(label=label[1:])
            reading.problem(message, written[0] if written else reading.first_line, _("Call it or delete it."))
        elif len(written) > 1:
            message = _("The footnote {label} is written twice.").format(label=label[1:])
            reading.problem(message, written[1], _("Give one of them another mark."))


def _check_parting(blocks: tuple[Block, ...], reading: Reading) -> None:
    """An article is parted once at most. Its rest stands behind other articles, so that its headings begin anew."""
    places = [at for at, block in enumerate(blocks) if isinstance(block, Break) and block.kind == "rest"]
    for at in places[1:]:
        hint = _("Its rest has one place. Take one {mark} away.").format(mark="{.rest}")
        reading.problem(_("The article is parted twice."), blocks[at].line, hint)
    if places[:1] == [0]:
        message = _("Nothing stands above the rest of the article.")
        reading.problem(message, blocks[0].line, _("Put {mark} farther down.").format(mark="{.rest}"))
    end = places[0] if places else len(blocks)
    _check_levels(blocks[:end], reading)
    _check_levels(blocks[end:], reading)


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
