"""The folios that the pages of a legacy issue print, as far as their text tells, beside what they are counted as."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.i18n import _

_EDGES = 2  # lines at the head and at the foot of a page among which a folio is looked for
_ORNAMENTS = r"[\s·•・—–\-~|〔〕［］\[\]()（）]*"
_ALONE = re.compile(rf"{_ORNAMENTS}第?\s*(\d{{1,4}})\s*页?{_ORNAMENTS}")
_BESIDE = re.compile(r"(\d{1,4})\s+\S.*|.*\S\s+(\d{1,4})")  # a running head
_LEAST = 3  # pages that must agree


def find_first_folio(texts: Sequence[str]) -> int | None:
    """What the first page of a file with the *texts* of its pages counts as, by the folios that its pages print.

    Folios go on from page to page; most of the pages that may print one must agree. None: that is not so. It is 0 or
    less where pages without a folio come before page 1, such as a cover.
    """
    found = [_numbers_at_edges(text) for text in texts]
    votes = Counter(number - index for index, numbers in enumerate(found) for number in numbers)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < max(_LEAST, sum(map(bool, found)) / 2) or (len(ranked) > 1 and _is_tie(ranked)):
        return None
    return ranked[0][0]


def _is_tie(ranked: Sequence[tuple[int, int]]) -> bool:
    return ranked[0][1] == ranked[1][1]


def _numbers_at_edges(text: str) -> set[int]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbers = set()
    for line in {*lines[:_EDGES], *lines[-_EDGES:]}:
        match = _ALONE.fullmatch(line) or _BESIDE.fullmatch(line)
        if match is not None:
            numbers |= {int(group) for group in match.groups() if group}
    return numbers


def ask_about_folios(texts: Sequence[str], counted: Sequence[int]) -> tuple[str, ...]:
    """A question where pages print other folios than those that they are *counted* as."""
    first = find_first_folio(texts)
    if first is None:
        return ()
    unlike = [
        index
        for index, text in enumerate(texts)
        if first + index in _numbers_at_edges(text) and counted[index] != first + index
    ]
    if not unlike:
        return ()
    text = _(
        "Page {page} of the file seems to print the folio {printed}, but counts as {counted}. Is that right? Otherwise"
        " write first_folio: {first} in volume.yaml."
    )
    at = unlike[0]
    return (text.format(page=at + 1, printed=first + at, counted=counted[at], first=first),)
