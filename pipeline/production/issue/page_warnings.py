"""What an editor should look at on a page, told by a rule and its place in the text, so that it can be accepted."""

from dataclasses import dataclass

from pipeline.errors import Problem

RULES = frozenset({
    "pages.white", "pages.lone-head", "pages.uneven-columns", "pages.few-lines", "pages.cut", "pages.late-figure",
    "pages.short-line",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageWarning(Problem):
    """A warning by one of RULES. Its *message* tells folios, and changes with them; the rule doesn't."""

    rule: str = ""
