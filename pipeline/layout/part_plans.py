"""The parts of an issue: which there are, in page order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.layout.layout_file import Layout, Starts
from pipeline.model import Entry, Issue, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlan:
    """A part to be laid out on its own: the whole of *template*, or that template for the *entries* of a section.

    One that *is_optional* makes no page where its template says nothing; *pages*: how many it must have, if so many;
    pages of one that is not *is_counted* have no folio.
    """

    key: str
    template: str
    starts: Starts
    label: str = ""
    section: Section | None = None
    entries: tuple[Entry, ...] = ()
    opens_section: bool = False
    is_optional: bool = False
    pages: int | None = None
    is_counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The HTML of a part whose first page is *first_page* of the book (recto when odd); none of one that is left out.

    *first_folio* is printed there. *path* is the file to look into when it can't be laid out: its
    first article, or else its template.
    """

    key: str
    html: str
    first_page: int
    first_folio: int
    path: Path | None = None


def plan_parts(issue: Issue, layout: Layout) -> tuple[PartPlan, ...]:
    """Return the parts of *issue* in page order.

    Where articles start pages each is a part of its own; where they run on, a section is. A section with a style is
    one part, and an article with a style always is.
    """
    plans: list[PartPlan] = []
    for rows in layout.parts:
        plan = PartPlan(
            key=rows.template,
            template=rows.template,
            starts=rows.starts,
            label=rows.label,
            is_optional=rows.optional,
            pages=rows.pages,
            is_counted=not (issue.folios.skip_cover and rows is layout.parts[0]),
        )
        if rows.each == "issue":
            plans.append(plan)
            continue
        for number, section in enumerate(issue.sections, 1):
            plans += _plan_section(plan, section, number, layout)
    return tuple(plans)


def _plan_section(plan: PartPlan, section: Section, number: int, layout: Layout) -> Iterator[PartPlan]:
    """The parts of *section*, the one of this *number* from 1 in its issue, by *plan*, which is that of all."""
    runs_on = layout.articles == "run_on"
    for entries in _entries_by_part(section, runs_on):
        opens = entries[0] is section.entries[0]
        if section.style or runs_on:
            key = f"section-{number}" if opens else f"section-{number}-{entries[0].article.slug}"
        else:
            key = f"article-{entries[0].article.slug}"
        yield replace(
            plan,
            key=key,
            template=section.style or entries[0].article.style or plan.template,
            starts=layout.sections if opens else plan.starts,
            section=section,
            entries=entries,
            opens_section=opens,
        )


def _entries_by_part(section: Section, runs_on: bool) -> list[tuple[Entry, ...]]:
    if section.style:
        return [section.entries]
    parts: list[list[Entry]] = []
    for entry in section.entries:
        if parts and runs_on and not entry.article.style and not parts[-1][-1].article.style:
            parts[-1].append(entry)
        else:
            parts.append([entry])
    return list(map(tuple, parts))
