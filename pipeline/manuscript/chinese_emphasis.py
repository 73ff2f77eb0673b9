"""``**重点。**后文`` is stress in Chinese, and ``张*明、赵*华`` is none.

CommonMark (0.31, §6.2) lets a closing mark after punctuation close only before a space or punctuation, which takes for
granted that words are spaced. Beside a full-width character this rule does not ask about punctuation; elsewhere the
rules are CommonMark's own, but that ``_`` is a letter as any other.

Chinese copy has ``*`` for letters left out of names and for multiplication. One that stands between two letters or
figures begins no emphasis that would be a single character, hold punctuation, a space or “and”, or touch a figure.
"""

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter


def is_wide(character: str) -> bool:
    """Whether *character* is set full width in Chinese text: a Han character, or a mark that goes with them.

    Of the ambiguous widths (UAX #11) marks such as “ and — count as Chinese, letters such as é, α and я and accents on
    letters do not.
    """
    width = unicodedata.east_asian_width(character)
    is_letter = unicodedata.category(character).startswith("L") or unicodedata.combining(character) != 0
    return width in "WF" or (width == "A" and not is_letter)


def chinese_emphasis_plugin(markdown: MarkdownIt) -> None:
    """Replace the emphasis rule of *markdown*."""
    markdown.inline.ruler.at("emphasis", _tokenize)
    markdown.inline.ruler2.before("emphasis", "stars", _keep_stars)


_LONGEST = 30  # tokens between two stars that may be no emphasis: more are not looked through
_SEVERAL = re.compile(r"[\s、，。；：！？,;和与及同跟]")


def _keep_stars(state: StateInline) -> None:
    """Take apart pairs of single ``*`` that stand for letters, or multiply; called for each list of delimiters."""
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        for opening in delimiters:
            if opening.end < 0 or opening.marker != ord("*") or opening.length > 1:
                continue
            first, last = opening.token, delimiters[opening.end].token
            if last - first > _LONGEST:
                continue
            before = state.tokens[first - 1].content[-1:] if first else ""
            within = "".join(token.content for token in state.tokens[first + 1 : last])
            after = state.tokens[last + 1].content[:1] if last + 1 < len(state.tokens) else ""
            if before.isalnum() and (
                len(within) < 2
                or _SEVERAL.search(within) is not None
                or (before.isdigit() and within[0].isdigit())
                or (within[-1].isdigit() and after.isdigit())
            ):
                opening.end = -1


def _tokenize(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    can_open, can_close = scanned.can_open, scanned.can_close
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos > 0 else " "
    after = state.src[end] if end < state.posMax else " "
    if is_wide(before) or is_wide(after):
        can_open, can_close = not isWhiteSpace(ord(after)), not isWhiteSpace(ord(before))
    for _number in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, end=-1, open=can_open, close=can_close)
        )
    state.pos = end
    return True
