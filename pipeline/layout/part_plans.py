"""The parts of an issue: which there are, in page order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.layout.layout_file import Layout
from pipeline.layout.layout_schema import Starts
from pipeline.model import Entry, Issue, OwnPage, Section, plain_title

_FILE = "issue.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlan:
    """A part to be laid out on its own: the whole of *template*, or that template for the *entries* of a section.

    One that *is_optional* makes no page where its template says nothing; *pages*: how many it must have, if so many;
    pages of one that is not *is_counted* have no folio, or one of a *group*, which is told by its first. *page*: what a
    page of the issue's own is filled by.
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
    group: str = ""
    page: OwnPage | None = None

    @property
    def name(self) -> str:
        """What whoever makes the issue calls it: by its article or section, else by what is on it."""
        if self.entries and self.section is not None:
            is_whole = self.opens_section and len(self.entries) > 1
            return self.section.name if is_whole else plain_title(self.entries[0].contents_title)
        return self.label or _name_template(self.template, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The HTML of a part whose first page is *first_page* of the book (recto when odd); none of one that is left out.

    *name*: what it is called where its maker is told of it. *first_folio* is printed there. *path* is the file to look
    into when it can't be laid out: its first article, or else its template.
    """

    key: str
    name: str
    html: str
    first_page: int
    first_folio: int
    path: Path | None = None


def _name_template(template: str, key: str) -> str:
    """What is on the pages that a *template* which all layouts have makes; of one that is a layout's own, the *key*."""
    names = {
        "cover": _("the cover"),
        "contents": _("the contents"),
        "more-contents": _("the contents, continued"),
        "colophon": _("the colophon"),
        "back-cover": _("the back cover"),
        "imprint": _("the imprint"),
        "sections": _("the contents by section"),
        "authors": _("the index of authors"),
        "people": _("the index of people"),
        "subjects": _("the index of subjects"),
        "titles": _("the index of titles"),
        "common/blank": _("an empty page"),
        _PLATE: _("a page of its own"),
    }
    return names.get(template, key)


def plan_parts(issue: Issue, layout: Layout) -> tuple[PartPlan, ...]:
    """Return the parts of *issue* in page order.

    Where articles start pages each is a part of its own; where they run on, by the layout or by what is wanted of the
    section, a section is. A section with a style is one part, and an article with a style always is, unless its entry
    runs on.
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
    return tuple(_insert_pages(plans, issue, layout))


def _plan_section(plan: PartPlan, section: Section, number: int, layout: Layout) -> Iterator[PartPlan]:
    """The parts of *section*, the one of this *number* from 1 in its issue, by *plan*, which is that of all."""
    runs_on = layout.articles == "run_on" if section.runs_on is None else section.runs_on
    for entries in _entries_by_part(section, runs_on):
        opens = entries[0] is section.entries[0]
        name = f"{entries[0].article.slug}{'-rest' if entries[0].is_rest else ''}"
        if section.style or runs_on:
            key = f"section-{number}" if opens else f"section-{number}-{name}"
        else:
            key = f"article-{name}"
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
        if parts and (entry.is_filler or _joins(entry, parts[-1], runs_on)):
            parts[-1].append(entry)
        else:
            parts.append([entry])
    return list(map(tuple, parts))


def _joins(entry: Entry, before: Sequence[Entry], runs_on: bool) -> bool:
    """Whether *entry* stands below those *before* it in its section, whose articles do so if *runs_on*."""
    if entry.runs_on is not None:
        return entry.runs_on
    return runs_on and not entry.article.style and not before[0].article.style


_PLATE = "common/plate"
_COVER_PAGES: Mapping[str, tuple[str, Starts]] = {
    "inside_front": ("封二", "any"),
    "inside_back": ("封三", "recto"),
    "back": ("封底", "verso"),
}  # labels; the sides that they stand on


def plan_page(page: OwnPage, number: int = 1) -> PartPlan:
    """The part that *page* is, the one of this *number* from 1 among those of its issue."""
    label, starts = _COVER_PAGES.get(page.place, ("", "any"))
    template = page.template or _PLATE
    key = f"page-{number}"
    return PartPlan(
        key=key,
        template=template,
        starts=starts,
        label=label,
        pages=1,
        is_counted=False,
        group=page.group,
        page=page,
    )


def _insert_pages(plans: Sequence[PartPlan], issue: Issue, layout: Layout) -> Iterator[PartPlan]:
    """*plans* with the pages of *issue* where they belong; one at the back takes the place of the layout's back cover.

    Raises RenderError where one should stand within a part, or has a template that *layout* lacks.
    """
    counts_cover = plans[0].is_counted  # then 封二 is the second page, and odd folios stay on the right
    own = [
        (page, replace(plan_page(page, number), is_counted=page.place == "inside_front" and counts_cover))
        for number, page in enumerate(issue.pages, 1)
    ]
    _require_templates(own, issue, layout)
    _require_places(own, plans, issue)
    back = plans[-1] if len(plans) > 1 and plans[-1].template == layout.cover.back else None
    for index, plan in enumerate(plans if back is None else plans[:-1]):
        first, last = _find_ends(plan)
        yield from (each for page, each in own if page.place == "before" and page.slug == first)
        yield plan
        yield from (each for page, each in own if page.place == "after" and page.slug == last)
        if index == 0:
            yield from (each for page, each in own if page.place == "inside_front")
    yield from (each for page, each in own if page.place == "inside_back")
    ends = [each for page, each in own if page.place == "back"]
    yield from ends or ([back] if back is not None else [])


def _find_ends(plan: PartPlan) -> tuple[str | None, str | None]:
    """The article that *plan* begins with, if that begins there, and the one that it ends with, if that ends there."""
    entries = [entry for entry in plan.entries if not entry.is_filler]
    first = [entry.article.slug for entry in entries[:1] if not entry.is_rest]
    last = [entry.article.slug for entry in entries[-1:] if not entry.goes_on]
    return next(iter(first), None), next(iter(last), None)


def _require_templates(own: Sequence[tuple[OwnPage, PartPlan]], issue: Issue, layout: Layout) -> None:
    problems = []
    for page, plan in own:
        name = f"{plan.template}.html.j2"
        if not any(folder.has(name) for folder in layout.folders):
            message = _("The layout “{layout}” has no template “{name}”.").format(layout=layout.id, name=name)
            hint = _("Put it into the folder layouts/{layout} of the workspace.").format(layout=layout.id)
            problems.append(Problem(message, issue.path / _FILE, page.line, hint))
    if problems:
        raise RenderError(problems)


def _require_places(own: Sequence[tuple[OwnPage, PartPlan]], plans: Sequence[PartPlan], issue: Issue) -> None:
    firsts, lasts = map(set, zip(*map(_find_ends, plans), strict=True))
    problems = []
    for page, _plan in own:
        if page.slug and page.slug not in (firsts if page.place == "before" else lasts):
            message = _("No page can stand here: the article “{name}” runs on with others of its section.")
            hint = _("Put the page before the first article of the section, or after its last.")
            problems.append(Problem(message.format(name=page.slug), issue.path / _FILE, page.line, hint))
    if problems:
        raise RenderError(problems)
