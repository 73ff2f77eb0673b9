"""The composer's rules as a style sheet asks for them."""

from functools import cache
from typing import Any

from pipeline.typeset.composition_rules import LineEdges, RuleSet
from pipeline.typeset.custom_properties import LINE_EDGES, PUNCTUATION, keyword

_LINE_EDGES = {"strict": LineEdges.STRICT, "gb": LineEdges.GB, "basic": LineEdges.BASIC}


def rules_of(style: Any) -> RuleSet:
    """The rules for a paragraph with a computed style; unless it says otherwise, the strict ones and 全角式."""
    return _rules(keyword(style, LINE_EDGES) or "strict", keyword(style, PUNCTUATION))


@cache
def _rules(line_edges: str, punctuation: str) -> RuleSet:
    return RuleSet(line_edges=_LINE_EDGES[line_edges], open_marks=punctuation == "open")
