"""The cumulative index of a publication 总索引 as pages: what its templates print, and how it is divided into parts.

An index of a decade is more than a part may hold, so it is divided where a year or a letter ends.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.issue_numbers import IssueDate
from pipeline.layout.fitting import fit_size, fits_behind, reckon_width
from pipeline.layout.layout_file import Layout
from pipeline.layout.palette import palette
from pipeline.layout.part_plans import PartPlan
from pipeline.layout.template_pages import TemplatePages
from pipeline.layout.templates import Templates
from pipeline.model import Publication
from pipeline.units import Size

MOST_ENTRIES = 500  # of a part: to fill a template with 2,000 takes three seconds, which is all that it may


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfEntry:
    """An article where an index lists it. *place* is printed, as 2023·1·15; *target* names what a link leads to."""

    title: str
    authors: str
    place: str
    target: str


@dataclass(frozen=True, slots=True)
class ShelfHeading:
    """What entries stand under: a section, a keyword, a name; an empty name: nothing stands above them."""

    name: str
    entries: tuple[ShelfEntry, ...]


@dataclass(frozen=True, slots=True)
class ShelfLetter:
    """The headings under one letter, or count of strokes, in order."""

    letter: str
    headings: tuple[ShelfHeading, ...]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(len(heading.entries) for heading in self.headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfIssue:
    """An issue in the contents, with its articles by section."""

    label: str
    date: IssueDate | None
    sections: tuple[ShelfHeading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfYear:
    """A volume in the contents. *count* tells its articles, *pages* those of its issues; *publication* is the name that
    the publication had.
    """

    year: int
    publication: str
    title: str
    number: int
    count: int
    pages: int
    issues: tuple[ShelfIssue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfBook:
    """All that a cumulative index prints. *lacks* are years of which it has nothing."""

    publication: Publication
    years: tuple[ShelfYear, ...]
    lacks: tuple[int, ...]
    sections: tuple[ShelfLetter, ...]
    subjects: tuple[ShelfLetter, ...]
    authors: tuple[ShelfLetter, ...]
    people: tuple[ShelfLetter, ...]
    titles: tuple[ShelfLetter, ...]

    @property
    def former_names(self) -> tuple[tuple[str, str], ...]:
        """Other names that the publication had, each with the years of its volumes: 2004—2009."""
        years: dict[str, list[int]] = {}
        for each in self.years:
            if each.publication != self.publication.name:
                years.setdefault(each.publication, []).append(each.year)
        return tuple((name, _span(found[0], found[-1])) for name, found in years.items())

    @property
    def span(self) -> str:
        """The years from the first to the last: 2004—2023."""
        return _span(self.years[0].year, self.years[-1].year)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


class ShelfComposer:
    """Renders the templates of a shelf's *layout*, on the *trim* (pt) of the layout that the issues are set in."""

    def __init__(self, book: ShelfBook, layout: Layout, trim: Size) -> None:
        self.book = book
        self.layout = replace(layout, geometry=layout.geometry.fit(trim.width, trim.height))
        names = {
            "book": book,
            "publication": book.publication,
            "colors": palette(layout, (), book.publication.path),
            "geometry": self.layout.geometry,
            "composition": layout.composition,
            "options": dict(layout.chosen),
            "fitted_size": fit_size,
            "fits_behind": fits_behind,
            "reckon_width": reckon_width,
        }
        self._templates = Templates(self.layout, names)

    def style_sheets(self) -> dict[str, str]:
        """The texts of the layout's style sheets by name, in order."""
        return self._templates.style_sheets()

    def pages(self) -> TemplatePages:
        """The parts of the book: contents by year, indexes by runs of letters; an index of nothing has none."""
        plans: list[PartPlan] = []
        own: dict[str, Mapping[str, object]] = {}
        for rows in self.layout.parts:
            plan = PartPlan(key=rows.template, template=rows.template, starts=rows.starts, label=rows.label)
            divided = self._divide(rows.template)
            for number, values in enumerate([{}] if divided is None else divided):
                key = rows.template if number == 0 else f"{rows.template}-{number + 1}"
                plans.append(replace(plan, key=key, starts=rows.starts if number == 0 else "any"))
                own[key] = {**values, "is_first": number == 0}
        return TemplatePages(
            plans=tuple(plans),
            templates=self._templates,
            values={},
            own=own,
            tells_pages=frozenset({"imprint"}),
        )

    def _divide(self, template: str) -> Sequence[Mapping[str, object]] | None:
        """What each part of *template* prints; None for one that is no list."""
        if template == "contents":
            return [{"years": years} for years in _runs(self.book.years)]
        if template in ("sections", "subjects", "authors", "people", "titles"):
            pieces = (piece for letter in getattr(self.book, template) for piece in _pieces(letter))
            return [{"letters": letters} for letters in _runs(pieces)]
        return None


_Counted = TypeVar("_Counted", ShelfYear, ShelfLetter)


def _runs(rows: Iterable[_Counted]) -> Iterator[tuple[_Counted, ...]]:
    """*rows* in runs of at most MOST_ENTRIES entries; one with more is a run of its own."""
    run: list[_Counted] = []
    for row in rows:
        if run and sum(each.count for each in run) + row.count > MOST_ENTRIES:
            yield tuple(run)
            run = []
        run.append(row)
    if run:
        yield tuple(run)


def _pieces(letter: ShelfLetter) -> Iterator[ShelfLetter]:
    """*letter* as a whole, or divided where its headings or their entries are too many; the letter is told again."""
    headings: list[ShelfHeading] = []
    room = MOST_ENTRIES
    for heading in letter.headings:
        rest = heading.entries
        while len(rest) > room:
            taken, rest = rest[:room], rest[room:]
            yield ShelfLetter(letter.letter, (*headings, ShelfHeading(heading.name, taken)))
            headings, room = [], MOST_ENTRIES
        if rest:
            headings.append(ShelfHeading(heading.name, rest))
            room -= len(rest)
    if headings:
        yield ShelfLetter(letter.letter, tuple(headings))
