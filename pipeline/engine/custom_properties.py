"""The custom properties of CSS that Kanben reads: how lines are composed, which marks accompany text,
which blocks stand at the head or the foot of a page, and what becomes of the white and the rules above and below them.

Checked against WeasyPrint 70.0: css/__init__.py keeps ``--line-edges`` as a list of tokens under ``__line_edges``.
"""

import re
from functools import cache
from typing import Any

from pipeline.composer.composition_rules import LineEdges, RuleSet
from pipeline.engine.planned_lines import Setting
from pipeline.i18n import _

LINE_EDGES = "--line-edges"
PUNCTUATION = "--punctuation"
EMPHASIS_MARK = "--emphasis-mark"
LINE_BELOW = "--line-below"
TEXT_WRAP = "--text-wrap"
FLOAT = "--float"
WHITE_ABOVE = "--white-above"
WHITE_BELOW = "--white-below"
RULE_ABOVE = "--rule-above"
KNOWN = {
    LINE_EDGES: ("strict", "gb", "basic"),
    PUNCTUATION: ("full", "open"),
    EMPHASIS_MARK: ("dot", "close-dot", "none"),
    LINE_BELOW: ("straight", "wavy", "none"),
    TEXT_WRAP: ("balance", "wrap"),
    FLOAT: ("auto", "top", "bottom", "page", "bleed", "spread", "bleed-top", "beside", "clear", "pass", "none"),
    WHITE_ABOVE: ("grow", "grow-twice", "keep"),
    WHITE_BELOW: ("share", "keep"),
    RULE_ABOVE: ("between", "always"),
}
"""Each property with its keywords."""

_LINE_EDGES = {"strict": LineEdges.STRICT, "gb": LineEdges.GB, "basic": LineEdges.BASIC}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(rf"({'|'.join(KNOWN)})\s*:\s*([^;}}]*)")
_KEYS = {name: name.replace("-", "_") for name in KNOWN}


def keyword(style: Any, name: str) -> str:
    """The keyword that a computed style has for the property *name*; empty when it has none that is known."""
    value = style[_KEYS[name]]
    if not value:
        return ""
    tokens = [token for token in value if token.type != "whitespace"]
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].value in KNOWN[name]:
        return str(tokens[0].value)
    return ""


def rules_of(style: Any) -> RuleSet:
    """The composer's rules for a paragraph with a computed style; where it sets none, the strict ones and 全角式."""
    return _rules(keyword(style, LINE_EDGES) or "strict", keyword(style, PUNCTUATION))


@cache
def _rules(line_edges: str, punctuation: str) -> RuleSet:
    return RuleSet(line_edges=_LINE_EDGES[line_edges], open_marks=punctuation == "open")


def line_setting(style: Any) -> Setting:
    """How the lines of a paragraph with a computed style are set."""
    alignment = style["text_align_all"]
    return Setting(
        justify=alignment == "justify",
        justify_last=style["text_align_last"] == "justify",
        balance=keyword(style, TEXT_WRAP) == "balance",
        hang=alignment not in ("center", "right", "end"),
    )


def find_wrong_values(style_sheet: str) -> list[str]:
    """What is wrong with the values that a style sheet gives to these properties, each with its line (from 1)."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), style_sheet)
    problems = []
    for declaration in _DECLARATION.finditer(text):
        name, value = declaration[1], declaration[2].strip()
        if value not in KNOWN[name] and not value.startswith("var("):
            line = text.count("\n", 0, declaration.start()) + 1
            message = _("“{name}: {value}” in line {line}; it may be {known}.")
            problems.append(message.format(name=name, value=value, line=line, known=", ".join(KNOWN[name])))
    return problems
