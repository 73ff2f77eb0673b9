"""What the contents list: all of it, or in two pieces where the cover has not enough room for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from pipeline.model import Entry, Section

PLACE = ".entry-{slug}"  # the anchor of an entry of the contents, as `anchor` takes it


@dataclass(frozen=True, slots=True)
class ContentsSection:
    """Entries of one section, the *number*-th of the issue from 1; *is_continued*: others of it are listed before."""

    name: str
    number: int
    entries: tuple[Entry, ...]
    is_continued: bool = False


_Sections = tuple[ContentsSection, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the contents list, reckoned when a template asks: a part that doesn't depends on no place of an entry."""

    _list: Callable[[], tuple[_Sections, _Sections, _Sections]]

    @property
    def all(self) -> _Sections:
        """All that is listed."""
        return self._list()[0]

    @property
    def first(self) -> _Sections:
        """What stands on the page that the contents begin on, as far as is known."""
        return self._list()[1]

    @property
    def rest(self) -> _Sections:
        """What stands behind that."""
        return self._list()[2]


def list_contents(sections: Iterable[Section], pages: Mapping[str, int], anchor: Callable[[str], str]) -> Contents:
    """The contents of *sections*, without what is kept out of them.

    *pages* tells where each entry was placed before, by the *anchor* of its place.

    An entry that came to stand on a later page than the first belongs to the rest, with all after it. So a layout that
    lists `first` on its cover and `rest` on a page behind it settles like any that prints folios: once an entry is in
    the rest, it stands on a later page.
    """
    return Contents(cache(partial(_list_sections, sections, pages, anchor)))


def _list_sections(
    sections: Iterable[Section], pages: Mapping[str, int], anchor: Callable[[str], str]
) -> tuple[_Sections, _Sections, _Sections]:
    """All that is listed, what stands on the first page, and the rest."""
    listed = ((section, tuple(entry for entry in section.entries if entry.is_listed)) for section in sections)
    sections = tuple(replace(section, entries=entries) for section, entries in listed)
    entries = [entry for section in sections for entry in section.entries]
    places = [pages.get(anchor(PLACE.format(slug=entry.article.slug))) for entry in entries]
    known = [place for place in places if place is not None]
    fits = next((at for at, place in enumerate(places) if place is not None and place > known[0]), len(places))
    everything, first, rest, at = [], [], [], 0
    for number, section in enumerate(sections, 1):
        count = max(0, min(fits - at, len(section.entries)))
        everything.append(ContentsSection(section.contents_name, number, section.entries))
        first.append(ContentsSection(section.contents_name, number, section.entries[:count]))
        rest.append(ContentsSection(section.contents_name, number, section.entries[count:], is_continued=count > 0))
        at += len(section.entries)
    listed_all, listed_first, listed_rest = (
        tuple(each for each in part if each.entries) for part in (everything, first, rest)
    )
    return listed_all, listed_first, listed_rest
