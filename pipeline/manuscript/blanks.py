"""Lines to be filled in with a pen: three ``_`` or more, each half a character long."""

import re

from markdown_it.tree import SyntaxTreeNode

from pipeline.inlines import Blank, Text

_BLANK = re.compile("(?<![A-Za-z0-9_])(_{3,100})(?![A-Za-z0-9_])")


def part_blanks(content: str, line: int) -> list[Text | Blank]:
    """*content*, which stands on the 1-based *line* of the file, with the lines to be filled in."""
    return [
        Blank(len(piece) / 2) if number % 2 else Text(piece, line)
        for number, piece in enumerate(_BLANK.split(content))
        if piece
    ]


def opens_blank(node: SyntaxTreeNode | None) -> bool:
    r"""Whether *node* is the ``\_`` that a line to be filled in begins with, where it stands first in its line."""
    if node is None or node.type != "text_special" or node.content != "_":
        return False
    before, after = node.previous_sibling, node.next_sibling
    is_first = before is None or before.type in ("softbreak", "hardbreak")
    return is_first and after is not None and after.type == "text" and after.content.startswith("__")
