"""``H~2~O`` and ``m^2^``: what is set lower or higher, and smaller, within a word.

Marks as in Pandoc (manual, “Superscripts and subscripts”), but closer: Chinese copy has ``~`` for ranges (5~10人，
20~30人) and ``^`` in faces (^_^). What does not look like a script stays text as it is written. A script stands right
behind a character, or is digits before the sign of an element (``^14^C``). It holds at most 40 characters; spaces and
marks in it are written with a backslash. The hyphen that is typed for a minus is set as one.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from pipeline.manuscript.chinese_emphasis import is_wide

_LONGEST = 40  # characters; no formula, but n+1 or 平均
_LETTERS = r"\\[^\w\s]|\\ |[^\W_]"
_LOWERED = re.compile(rf"~((?:{_LETTERS}|[-+−=(),.′'*]){{1,{_LONGEST}}})~")
_CITED = r"\[[0-9][0-9,，、～~—–-]{0,30}\]"
_RAISED = re.compile(rf"\^({_CITED}|(?:{_LETTERS}|[-+−±=(),.′'*\[\]/:%°–®™©]){{1,{_LONGEST}}})\^")
_ESCAPED = re.compile(r"\\(.)")
_MINUS = re.compile(r"(?<!\d)-(?=\d)|(?<=\d)-$|^-$")  # L^-1^, SO~4~^2-^, Cl^-^; 2-3 is a range
_ELEMENT = re.compile("[A-Z]")
_NO_BASE = frozenset("([{（〔［｛【《〈“‘「『")  # what opens something can't have a script


def sub_and_superscript_plugin(markdown: MarkdownIt) -> None:
    """Add the rule to *markdown*: tokens ``sub`` and ``sup`` with the text in them."""
    markdown.inline.ruler.before("emphasis", "sub_and_superscripts", _tokenize)


def _tokenize(state: StateInline, silent: bool) -> bool:
    start = state.pos
    marker = state.src[start]
    if marker not in "~^":
        return False
    found = (_LOWERED if marker == "~" else _RAISED).match(state.src, start, state.posMax)
    if found is None:
        return False
    before, following = state.src[start - 1] if start else " ", state.src[found.end() : found.end() + 1]
    if not (_is_lowered if marker == "~" else _is_raised)(before, found[1], following):
        return False
    if not silent:
        token = state.push("sub" if marker == "~" else "sup", "", 0)
        token.content, minuses = _MINUS.subn("−", _ESCAPED.sub(r"\1", found[1]))
        token.markup = "-" * minuses
    state.pos = found.end()
    return True


def _is_raised(before: str, content: str, following: str) -> bool:
    """Whether *content* between two ``^`` is a superscript, and no part of x^2+y^2."""
    if content.isdecimal() and _ELEMENT.match(following):
        return True
    if before.isspace() or before in _NO_BASE or following.isdigit():
        return False
    if following.isalpha() and not is_wide(following) and not content[1:-1].isalnum() and len(content) > 2:
        return False
    return any(character.isalnum() for character in content) or content[0] in "+-−±*′'®™©"


def _is_lowered(before: str, content: str, following: str) -> bool:
    """Whether *content* between two ``~`` is a subscript, and not what stands between the signs of two ranges."""
    if not (before.isalnum() or before in ")]*_^′'") or is_wide(before):
        return False
    if following.isalnum() and ("," in content or (before.isdigit() and content[0].isdigit())):
        return False  # 3~5,7~9
    return len({is_wide(character) for character in content if character.isalnum()}) == 1  # not A3~A4纸和B5~B6
