"""``$E=mc^2$`` in a line: where a formula begins and ends, and where a dollar is money.

As in Pandoc (manual, ``tex_math_dollars``): the first ``$`` has no space behind it, the last none before it and no
digit behind it; between them stands no ``$`` but ``\\$``. Beyond that none begins right behind a Latin letter (US$,
HK$). What stands between is taken as it is: no other rule sees it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_FORMULA = re.compile(r"\$(?!\s)((?:\\.|[^\\$])+)(?<!\s)\$(?![0-9])", re.DOTALL)
_DISPLAYED = re.compile(r"\$\$((?:\\.|[^\\$])+)\$\$", re.DOTALL)


def formula_plugin(markdown: MarkdownIt) -> None:
    """Add the rule to *markdown*: tokens ``formula`` with their TeX, ``displayed`` where ``$$`` stand within a line."""
    markdown.inline.ruler.before("emphasis", "formula", _tokenize)


def _tokenize(state: StateInline, silent: bool) -> bool:
    start, text = state.pos, state.src
    if text[start] != "$" or (start and (text[start - 1] == "$" or _is_letter(text[start - 1]))):
        return False
    kind, pattern = ("displayed", _DISPLAYED) if text.startswith("$$", start) else ("formula", _FORMULA)
    found = pattern.match(text, start, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = found[1]
    state.pos = found.end()
    return True


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
