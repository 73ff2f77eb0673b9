"""``$E=mc^2$`` in a line: where a formula begins and ends, and where a dollar is money.

As in Pandoc (manual, ``tex_math_dollars``): the first ``$`` has no space behind it, the last none before it and no
digit behind it; between them stands no ``$`` but ``\\$``. Beyond that none begins right behind a Latin letter (US$,
HK$), before an amount with Chinese behind it ($5到, $12，), or ends within code. What stands between is taken as it is:
no other rule sees it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MAX_LINES = 40  # of a formula between $$
_FORMULA = re.compile(r"\$(?!\s)((?:\\.|[^\\$])+)(?<!\s)\$(?![0-9])", re.DOTALL)
_AMOUNT = re.compile("[0-9][0-9,.]* ?[万亿\u3000-\u303f\u4e00-\u9fff\uff00-\uff0f\uff1a-\uff1f]")
_DOLLAR = re.compile(r"(?<!\\)\$")
_DISPLAYED = re.compile(r"\$\$((?:\\.|[^\\$])+)\$\$", re.DOTALL)


def formula_plugin(markdown: MarkdownIt) -> None:
    """Add the rules to *markdown*: tokens ``formula`` and ``displayed_formula`` with their TeX.

    Where ``$$`` stand within a line there is a token ``displayed``.
    """
    markdown.inline.ruler.before("emphasis", "formula", _tokenize)
    interrupted = ["paragraph", "reference", "blockquote", "list"]
    markdown.block.ruler.before("fence", "displayed_formula", _block, {"alt": interrupted})


def formula_in(text: str) -> str:
    """The first formula of *text*, as it is written; empty where there is none."""
    found = (_find_begun(text, dollar.start(), len(text)) for dollar in _DOLLAR.finditer(text))
    return next((match[0] for match in found if match), "")


def _tokenize(state: StateInline, silent: bool) -> bool:
    found = _find_begun(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        kind = "displayed" if found.re is _DISPLAYED else "formula"
        state.push(kind, "", 0).content = found[1]
    state.pos = found.end()
    return True


def _find_begun(text: str, start: int, end: int) -> re.Match[str] | None:
    """The formula that begins at *start* in *text* and ends before *end*, if one does."""
    if text[start] != "$" or (start and (text[start - 1] == "$" or _is_letter(text[start - 1]))):
        return None
    pattern = _DISPLAYED if text.startswith("$$", start) else _FORMULA
    found = pattern.match(text, start, end)
    if found is None or (pattern is _FORMULA and (_AMOUNT.match(found[1]) or found[1].count("`") % 2)):
        return None
    return found


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that begins and ends with ``$$``."""
    if state.is_code_block(start) or not _line(state, start).startswith("$$"):
        return False
    written = ""
    for line in range(start, min(end, start + MAX_LINES)):
        text = _line(state, line)
        if not text or state.sCount[line] < state.blkIndent:
            return False
        written += f"\n{text}"
        if written.endswith("$$") and len(written) > len("\n$$$"):
            break
    tex = written.strip()[2:-2]
    if not written.endswith("$$") or "$$" in tex:
        return False
    if not silent:
        token = state.push("displayed_formula", "", 0)
        token.content, token.map, token.block = tex, [start, line + 1], True
        state.line = line + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
