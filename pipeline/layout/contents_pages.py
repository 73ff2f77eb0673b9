"""The contents on pages of their own: how close they stand, which authors stand behind their title, where pages end."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import product
from math import ceil

from pipeline.layout.contents import ContentsSection
from pipeline.layout.text_forms import text_width
from pipeline.model import Entry

_HEAD = 1  # line that the name of a section takes
_FEWEST = 2  # entries of a section that is parted, on either side
_GAP = "　"  # between names


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsForm:
    """What a page has room for: so many *lines* in each of its *columns*, a title in *measure* em.

    *author*: how large the type of names is, as a share of that of titles.
    """

    lines: int
    columns: int
    measure: float
    author: float

    def stands_behind(self, entry: Entry) -> bool:
        """Whether the authors of *entry* stand on the last line of its title, and make no line more."""
        return self._title_lines(entry, with_authors=True) == self._title_lines(entry)

    def lines_of(self, entry: Entry) -> int:
        """How many lines *entry* takes."""
        has_own_line = bool(entry.article.authors) and not self.stands_behind(entry)
        return self._title_lines(entry) + has_own_line

    def _title_lines(self, entry: Entry, *, with_authors: bool = False) -> int:
        names = _GAP.join(author.name for author in entry.article.authors)
        beside = (text_width(names) * self.author + 1) if with_authors and names else 0.0
        *lines, last = entry.contents_title.split("\n")
        widths = [*map(text_width, lines), text_width(last) + beside]
        return sum(max(1, ceil(width / self.measure)) for width in widths)


@dataclass(frozen=True, slots=True)
class SetContents:
    """Sections by the *pages* that they stand on; the slugs of articles whose authors stand *behind* the title.

    *is_close*: no white stands between sections.
    """

    pages: tuple[tuple[ContentsSection, ...], ...]
    is_close: bool = False
    behind: Set[str] = field(default_factory=frozenset)


def set_contents(
    sections: Sequence[ContentsSection], lines: int, columns: int, measure: float, author: float
) -> SetContents:
    """Set *sections* on one page if they have room there, closer or parted if need be, else on several that are alike.

    A section that is parted has its name again where it goes on. For the rest see ContentsForm.
    """
    form = ContentsForm(lines=lines, columns=columns, measure=measure, author=author)
    behind = frozenset(
        each.article.slug for section in sections for each in section.entries if form.stands_behind(each)
    )
    for may_part, gap in product((False, True), (1, 0)):
        filled = _fill(sections, form, form.lines, gap, may_part=may_part)
        if len(filled) <= columns:
            return SetContents((tuple(each for column in filled for each in column),), gap == 0, behind)
    filled = _fill(sections, form, form.lines, 1, may_part=True)
    wanted = ceil(len(filled) / columns) * columns
    for limit in range(form.lines, 0, -1):
        closer = _fill(sections, form, limit, 1, may_part=True)
        if len(closer) > wanted:
            break
        filled = closer
    pages = (filled[at : at + columns] for at in range(0, len(filled), columns))
    return SetContents(tuple(tuple(each for column in page for each in column) for page in pages), False, behind)


def _fill(
    sections: Sequence[ContentsSection], form: ContentsForm, limit: int, gap: int, *, may_part: bool
) -> list[list[ContentsSection]]:
    """*sections* in columns of *limit* lines, with *gap* lines between them; one longer than a column is parted."""
    columns: list[list[ContentsSection]] = [[]]
    used = 0
    for section in sections:
        rest = section
        while rest.entries:
            above = used + gap if columns[-1] else 0
            count = _count_fitting(rest.entries, form, limit - above - _HEAD)
            is_parted = _FEWEST <= count <= len(rest.entries) - _FEWEST
            if columns[-1] and count < len(rest.entries) and not (may_part and is_parted):
                columns.append([])
                continue
            piece = replace(rest, entries=rest.entries[: max(count, 1)])
            columns[-1].append(piece)
            used = above + _HEAD + sum(map(form.lines_of, piece.entries))
            rest = replace(rest, entries=rest.entries[len(piece.entries) :], is_continued=True)
    return columns


def _count_fitting(entries: Sequence[Entry], form: ContentsForm, room: int) -> int:
    """How many of *entries* have room in so many lines."""
    count = 0
    for entry in entries:
        room -= form.lines_of(entry)
        if room < 0:
            break
        count += 1
    return count
