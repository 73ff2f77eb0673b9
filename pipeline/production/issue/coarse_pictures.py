"""Notes of pictures that have few pixels at the size that they are printed in, and of drawings with small words."""

from collections.abc import Iterable, Iterator

from pipeline.engine.laid_out_part import PlacedLabels, PlacedPicture
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue
from pipeline.production.pagination import PlacedPart

_WANTED = 300  # pixels per inch: what printers ask for
_LEAST = 150  # from which on squares are seen in print
_SMALLEST = 6.0  # pt: smaller words are hard to read (小六 has 6.5)
_TOLERANCE = 0.05  # pt


def tell_coarse_pictures(issue: Issue, parts: Iterable[PlacedPart]) -> tuple[Problem, ...]:
    """A problem for each picture of *issue* that is coarse in its *parts*, or has small words, by its file and line."""
    parts = tuple(parts)
    return tuple(dict.fromkeys((*_find_coarse(issue, parts), *_find_small_words(issue, parts))))


def _find_small_words(issue: Issue, parts: Iterable[PlacedPart]) -> Iterator[Problem]:
    message = _("The smallest words in the drawing {name} are printed in {size:.1f} pt on {page}.")
    hint = _("Below {least:g} pt they are hard to read: show it larger, or set its words larger.")
    for part in parts:
        for each in part.laid_out.labels:
            if each.size < _SMALLEST - _TOLERANCE:
                yield _tell(issue, part, each, message, hint.format(least=_SMALLEST), size=each.size)


def _find_coarse(issue: Issue, parts: Iterable[PlacedPart]) -> Iterator[Problem]:
    message = _("The picture {name} has {found:.0f} pixels per inch as printed on {page}.")
    hint = _("Below {least} its pixels are seen, and printers want {wanted}: use a larger one, or show it smaller.")
    for part in parts:
        for each in part.laid_out.pictures:
            if each.resolution < _LEAST:
                remedy = hint.format(least=_LEAST, wanted=_WANTED)
                yield _tell(issue, part, each, message, remedy, found=each.resolution)


def _tell(
    issue: Issue, part: PlacedPart, each: PlacedPicture | PlacedLabels, message: str, hint: str, **values: float
) -> Problem:
    """*message*, filled in, with the file and the line that put the picture there."""
    path = next((entry.article.path for entry in issue.entries if entry.article.slug == each.slug), None)
    place = (path, each.line) if path else (issue.path / ISSUE_FILE, _line_in_issue(issue, part, each.name))
    name, page = each.name.rpartition("/")[2], _name_page(part, each.page)
    return Problem(message.format(name=name, page=page, **values), *place, hint)


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
