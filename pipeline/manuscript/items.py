"""Lines that begin with ``1、``, ``1)``, ``(1)``, ``（一）``, ``①`` or ``•`` are paragraphs of their own, as typed.

Marks of one kind may differ, as those of hurried typists do: 1． 2、 3) go on from one another. A mark counts where the
paragraph has another of its kind one further on, or one back, so that a figure that only happens to begin a line stays
within it.
"""

import re
from collections.abc import Sequence
from copy import copy
from itertools import pairwise, zip_longest

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_NUMERALS = "〇一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\d{1,3})(?:[、．)）](?!\d)|\.(?=[^\s\d.A-Za-z]))",
        r"[(（](\d{1,3})[)）]",
        rf"[(（]([{_NUMERALS}]{{1,3}})[)）]",
        rf"([{_NUMERALS}]{{1,3}})、",
        rf"([{_CIRCLED}])",
        r"[•●○◆■▪]|(?:[·・－–]|—{1,2}) ",
    )
)


def items_plugin(markdown: MarkdownIt) -> None:
    """Divide such paragraphs of *markdown* before their lines are read."""
    markdown.core.ruler.before("inline", "items", _divide_paragraphs)


def _divide_paragraphs(state: StateCore) -> None:
    tokens: list[Token] = []
    in_note = 0
    for token, following in zip_longest(state.tokens, state.tokens[1:]):
        in_note += token.nesting * token.type.startswith("footnote_reference")
        tokens.append(token)
        if token.type != "inline" or token.map is None or in_note or len(tokens) < 2:
            continue
        head, tail, lines = tokens[-2], following, token.content.split("\n")
        starts = item_lines(lines) if head.type == "paragraph_open" and not head.attrs and len(lines) > 1 else []
        if not starts or tail is None:
            continue
        del tokens[-2:]
        for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
            place = [token.map[0] + start, token.map[0] + end]
            begin, text, close = copy(head), copy(token), copy(tail)
            begin.map, text.map, text.children = place, place, []
            text.content = "\n".join(lines[start:end])
            tokens += [begin, text, close]
        tokens.pop()  # the closing token of the paragraph comes next
    state.tokens = tokens


def item_lines(lines: Sequence[str]) -> list[int]:
    """The indices of *lines*, but the first, that begin an item."""
    begun: set[int] = set()
    for kind in _KINDS:
        marked = [(index, _number(found)) for index, line in enumerate(lines) if (found := kind.match(line))]
        for (index, number), (next_index, next_number) in pairwise(marked):
            if next_number is None or (number is not None and next_number == number + 1):
                begun |= {index, next_index}
    return sorted(index for index in begun if index and not lines[index - 1].endswith("\\"))


def _number(found: re.Match[str]) -> int | None:
    """The number in a mark, None for a bullet."""
    written = found[1] if found.re.groups else ""
    if not written:
        return None
    if written in _CIRCLED:
        return _CIRCLED.index(written) + 1
    if written[0] not in _NUMERALS:
        return int(written)
    tens, ten, units = written.partition("十")
    value = _NUMERALS.index(tens[-1]) if tens else int(bool(ten))
    return value * 10 + (_NUMERALS.index(units[0]) if units else 0) if ten else value
