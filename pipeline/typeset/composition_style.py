"""The composer's rules as a style sheet asks for them, in custom properties that are inherited like any other.

    --line-edges: strict | gb | basic      how much is kept from the edges of a line
    --punctuation: full | open             全角式 or 开明式

Checked against WeasyPrint 70.0: css/__init__.py keeps ``--line-edges`` as a list of tokens under ``__line_edges``.
"""

from functools import cache
from typing import Any

from pipeline.typeset.composition_rules import LineEdges, RuleSet

_LINE_EDGES = {"strict": LineEdges.STRICT, "gb": LineEdges.GB, "basic": LineEdges.BASIC}
_OPEN_MARKS = {"full": False, "open": True}


def rules_of(style: Any) -> RuleSet:
    """The rules for a paragraph with a computed style; what is not set, or not known, is strict and full."""
    return _rules(_word(style, "__line_edges"), _word(style, "__punctuation"))


@cache
def _rules(line_edges: str, punctuation: str) -> RuleSet:
    return RuleSet(
        line_edges=_LINE_EDGES.get(line_edges, LineEdges.STRICT), open_marks=_OPEN_MARKS.get(punctuation, False)
    )


def _word(style: Any, key: str) -> str:
    for token in style[key] or ():
        if token.type == "ident":
            return str(token.lower_value)
    return ""
