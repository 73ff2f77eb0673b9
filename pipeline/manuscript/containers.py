"""Blocks between ``:::`` fences."""

import re

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Block, Box
from pipeline.i18n import _
from pipeline.manuscript.reading import Reading

_END = re.compile(r":::\s*$")


def check_end(node: SyntaxTreeNode, reading: Reading, lines: list[str]) -> None:
    """The fence that *node* begins with has its partner. *lines* are those of the article's text."""
    if node.map is None or not _END.search(lines[node.map[1]]):
        reading.problem(_("The box is not closed."), reading.line_of(node), _("Write ::: on a line below it."))


def read_box(node: SyntaxTreeNode, reading: Reading, blocks: tuple[Block, ...]) -> Box:
    """A box that holds *blocks*; its title stands behind ``::: box``."""
    return Box(node.info.strip().removeprefix("box").strip(), blocks, reading.line_of(node))
