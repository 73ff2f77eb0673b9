"""Pages and folios: where parts stand in the book, and what is printed on their pages.

A *page* is a place in the book, from 1: it tells recto (odd) from verso. A *folio* is what the issue counts it as.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.roman_numerals import roman_numeral

_COVERS = ("封面", "封二")  # what pages before the first that is counted are called


@dataclass(frozen=True, slots=True)
class Printed:
    """The folio of the *first* page of a part (None: its page), and those of all *pages*, as far as they are known."""

    first: int | None = None
    pages: Sequence[str] = ()

    def on(self, page: int) -> str:
        """What is printed for *page*; before it is known, the page itself."""
        return self.pages[page - 1] if page <= len(self.pages) else str(page)


PLAIN = Printed()


@dataclass(slots=True)
class FolioCount:
    """Counts the pages of an issue as its parts are placed: *folio* is the next; *has_begun*: the cover is done.

    *groups*: how many pages of each group are placed, by its first folio.
    """

    folio: int
    has_begun: bool
    page: int = 1
    groups: dict[str, int] = field(default_factory=dict)

    def place(self, pages: int, *, is_counted: bool, group: str = "") -> list[str]:
        """The folios of so many *pages*; those that don't count are named by their place, or counted in their *group*,
        which is told by its first folio.
        """
        self.has_begun = self.has_begun or is_counted
        folios = []
        for _page in range(pages):
            if is_counted:
                name, self.folio = str(self.folio), self.folio + 1
            elif group:
                name = count_on(group, self.groups.setdefault(group, 0))
                self.groups[group] += 1
            else:
                name = _COVERS[self.page - 1] if self.page <= len(_COVERS) else f"插{self.page}"
            folios.append(name)
            self.page += 1
        return folios


def count_on(first: str, offset: int) -> str:
    """The folio *offset* pages behind *first*, which ends with a number in figures, or with I or i: A1, 彩1, i."""
    digits = re.search(r"[0-9]+$", first)
    if digits:
        return f"{first[: digits.start()]}{int(digits[0]) + offset}"
    roman = roman_numeral(1 + offset)
    return first[:-1] + (roman if first.endswith("I") else roman.lower())
