"""Whether a layout has the styles and columns that sections and articles ask for, and whether these go together."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout.layout_file import Layout
from pipeline.model import Issue, Section

_ISSUE_FILE = "issue.yaml"


def require_styles(issue: Issue, layout: Layout) -> None:
    """Raise ContentError with each section and article of *issue* that asks for what *layout* has not."""
    if problems := list(_find_faults(issue, layout)):
        raise ContentError(problems)


def _find_faults(issue: Issue, layout: Layout) -> Iterator[Problem]:
    if 0 < layout.cover.lines < len(issue.cover.lines):
        message = _("The cover of the layout “{layout}” has room for {count} lines, not for {wanted}.")
        message = message.format(layout=layout.id, count=layout.cover.lines, wanted=len(issue.cover.lines))
        yield Problem(message, issue.path / _ISSUE_FILE, issue.cover.line, _("Leave some out."))
    for section in issue.sections:
        message = _("The layout “{layout}” has no style “{name}” for a section.")
        if section.style and section.style not in layout.styles.sections:
            place = issue.path / _ISSUE_FILE, section.line
            yield _fault(message, section.style, layout, layout.styles.sections, place)
        if section.style and section.runs_on is not None:
            message = _("“run_on” says nothing in a section with a style: its articles stand below one another.")
            hint = _("Take “run_on” away, or “style: {name}”.").format(name=section.style)
            yield Problem(message, issue.path / _ISSUE_FILE, section.line, hint)
        yield from _find_rows_that_say_nothing(issue, section)
        if section.columns and layout.geometry.in_columns(section.columns) is None:
            message = _("The layout “{layout}” has no room for {count} columns.")
            message = message.format(layout=layout.id, count=section.columns)
            most = max(n for n in range(1, section.columns) if layout.geometry.in_columns(n) is not None)
            hint = _("At most {count} fit; their lines have ten characters at least.").format(count=most)
            yield Problem(message, issue.path / _ISSUE_FILE, section.line, hint)
        for article in (entry.article for entry in section.entries):
            place = article.path, article.style_line
            if article.style and article.style not in layout.styles.articles:
                message = _("The layout “{layout}” has no style “{name}” for an article.")
                yield _fault(message, article.style, layout, layout.styles.articles, place)
            elif article.style and section.style:
                message = _("An article of a section with a style has none of its own.")
                hint = _("The section “{section}” is set as “{name}”: take “style” away here or there.")
                yield Problem(message, *place, hint.format(section=section.name, name=section.style))


def _find_rows_that_say_nothing(issue: Issue, section: Section) -> Iterator[Problem]:
    """Entries of *section* whose ``run_on`` changes nothing."""
    for number, entry in enumerate(section.entries):
        place = issue.path / _ISSUE_FILE, entry.line
        if entry.runs_on and number == 0:
            message = _("“run_on” says nothing here: no article stands before this one in its section.")
            yield Problem(message, *place, _("Take it away, or list the article below another."))
        elif entry.runs_on is not None and section.style:
            message = _("“run_on” says nothing in a section with a style: its articles stand below one another.")
            yield Problem(message, *place, _("Take “run_on” away, or “style: {name}”.").format(name=section.style))


def _fault(message: str, name: str, layout: Layout, known: tuple[str, ...], place: tuple[Path, int]) -> Problem:
    hint = _("There are: {names}.").format(names=", ".join(known) or _("none"))
    return Problem(message.format(layout=layout.id, name=name), *place, hint)
