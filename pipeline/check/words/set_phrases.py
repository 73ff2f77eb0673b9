"""Names of bodies, and phrases of politics, in their one form: the committed list ``set_phrases.tsv``."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

_LIST = "set_phrases.tsv"


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((re.compile(wrong), right) for wrong, right in rows)


def find_changed_phrases(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where *text* has something else for a phrase of the list, and that phrase."""
    for pattern, right in _phrases():
        for found in pattern.finditer(text):
            yield found, right
