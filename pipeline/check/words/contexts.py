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
_WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordInContext:
    """What *pattern* finds as its group ``wrong`` is written for *right*; *is_sure*: there it is never right.

    *wrong* are the characters of that group, so that most patterns needn't be looked for; empty where they vary.
    """

    pattern: re.Pattern[str]
    wrong: str
    right: str
    is_sure: bool
    source: str


@cache
def words_in_context() -> tuple[WordInContext, ...]:
    """The list, in its order."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(
        WordInContext(
            pattern=re.compile(pattern.replace("⟦", f"(?P<{_WRONG}>").replace("⟧", ")")),
            wrong=wrong if (wrong := pattern.partition("⟦")[2].partition("⟧")[0]).isalpha() else "",
            right=right,
            is_sure=level == "error",
            source=source,
        )
        for pattern, right, level, source in rows
    )


def find_in_context(text: str) -> Iterator[tuple[int, int, WordInContext]]:
    """Where words of the list stand wrong in *text*: start and end (0-based), and the entry."""
    for entry in words_in_context():
        if entry.wrong not in text:
            continue
        for found in entry.pattern.finditer(text):
            yield *found.span(_WRONG), entry
