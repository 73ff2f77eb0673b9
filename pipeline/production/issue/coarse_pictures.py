"""Notes of pictures that have few pixels at the size that they are printed in."""

from collections.abc import Iterable

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue
from pipeline.production.pagination import PlacedPart

_WANTED = 300  # pixels per inch: what printers ask for
_LEAST = 150  # from which on squares are seen in print


def tell_coarse_pictures(issue: Issue, parts: Iterable[PlacedPart]) -> tuple[Problem, ...]:
    """A problem for each picture of *issue* that is coarse in its *parts*, by its file and line."""
    paths = {entry.article.slug: entry.article.path for entry in issue.entries}
    message = _("The picture {name} has {found:.0f} pixels per inch as printed on {page}.")
    hint = _("Below {least} its pixels are seen, and printers want {wanted}: use a larger one, or show it smaller.")
    remedy = hint.format(least=_LEAST, wanted=_WANTED)
    found = []
    for part in parts:
        for each in part.laid_out.pictures:
            if each.resolution >= _LEAST:
                continue
            path, name = paths.get(each.slug or ""), each.name.rpartition("/")[2]
            place = (path, each.line) if path else (issue.path / ISSUE_FILE, _line_in_issue(issue, part, each.name))
            text = message.format(name=name, found=each.resolution, page=_name_page(part, each.page))
            found.append(Problem(text, *place, remedy))
    return tuple(dict.fromkeys(found))


def _name_page(part: PlacedPart, page: int) -> str:
    """What the 0-based *page* of *part* is called."""
    plan = part.plan
    if plan is not None and plan.label:
        return plan.label
    if plan is not None and plan.page is not None:
        return _("an insert")
    return _("folio {folio}").format(folio=part.first_folio + page)


def _line_in_issue(issue: Issue, part: PlacedPart, name: str) -> int | None:
    """The line of the issue's file that puts the picture *name* on *part*: of a page, a section, or the cover."""
    plan = part.plan
    if plan is not None and plan.page is not None:
        return plan.page.line
    if plan is not None and plan.section is not None:
        return plan.section.line
    picture = issue.cover.picture
    return issue.cover.line if picture is not None and picture.path.as_posix().endswith(f"/{name}") else None
