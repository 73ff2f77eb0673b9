"""Words that are wrong only beside certain others: the committed list ``contexts.tsv``.

A row has a pattern in which ⟦ ⟧ stand around what is wrong (权利, in 享有⟦权力⟧), what to write, how sure that is, and
where it comes from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LIST = "contexts.tsv"
_REACH = 40  # characters before what is wrong that a pattern looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class WordInContext:
    """What stands as *wrong*, with *before* ahead of it and *behind* after it, is written for *right*.

    *wrong* is the text of it, empty where it varies: then *pattern* tells it; *is_sure*: there it is never right.
    """

    before: re.Pattern[str] | None
    wrong: str
    pattern: re.Pattern[str]
    behind: re.Pattern[str]
    right: str
    is_sure: bool
    source: str

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in *text*: starts and ends (0-based)."""
        for found in self.pattern.finditer(text):
            start, end = found.span()
            if self.behind.match(text, end) and (
                self.before is None or self.before.search(text, max(0, start - _REACH), start)
            ):
                yield start, end


@cache
def words_in_context() -> tuple[WordInContext, ...]:
    """The list, in its order."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(_entry(*row) for row in rows)


def _entry(pattern: str, right: str, level: str, source: str) -> WordInContext:
    before, _open, rest = pattern.partition("⟦")
    wrong, _close, behind = rest.partition("⟧")
    return WordInContext(
        before=re.compile(f"(?:{before})$") if before else None,
        wrong=wrong if wrong.isalpha() else "",
        pattern=re.compile(wrong),
        behind=re.compile(behind),
        right=right,
        is_sure=level == "error",
        source=source,
    )


def find_in_context(text: str) -> Iterator[tuple[int, int, WordInContext]]:
    """Where words of the list stand wrong in *text*: start and end (0-based), and the entry."""
    for entry in words_in_context():
        if entry.wrong in text:  # as the empty text is
            for start, end in entry.places(text):
                yield start, end, entry
