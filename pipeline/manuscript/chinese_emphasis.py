"""``**重点。**后文`` is stress in Chinese, where CommonMark sees literal asterisks.

CommonMark (0.31, §6.2) lets a closing mark after punctuation close only before a space or punctuation, which takes for
granted that words are spaced. Beside a full-width character this rule does not ask about punctuation; elsewhere the
rules are CommonMark's own.
"""

import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter


def wide(character: str) -> bool:
    """Whether *character* is set full width in Chinese text: a Han character, or a mark that goes with them.

    Of the ambiguous widths (UAX #11) marks such as “ and — count as Chinese, letters such as é, α and я do not.
    """
    width = unicodedata.east_asian_width(character)
    return width in "WF" or (width == "A" and not unicodedata.category(character).startswith("L"))


def chinese_emphasis_plugin(markdown: MarkdownIt) -> None:
    """Replace the emphasis rule of *markdown*."""
    markdown.inline.ruler.at("emphasis", _tokenize)


def _tokenize(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos > 0 else " "
    after = state.src[end] if end < state.posMax else " "
    if marker == "*" and (wide(before) or wide(after)):
        can_open, can_close = not isWhiteSpace(ord(after)), not isWhiteSpace(ord(before))
    for _number in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, end=-1, open=can_open, close=can_close)
        )
    state.pos = end
    return True
