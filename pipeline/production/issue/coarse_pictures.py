"""Notes of pictures that have few pixels at the size that they are printed in."""

from collections.abc import Iterable

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.model import Issue
from pipeline.production.pagination import PlacedPart

_WANTED = 300  # pixels per inch: what printers ask for
_LEAST = 150  # from which on squares are seen in print


def tell_coarse_pictures(issue: Issue, parts: Iterable[PlacedPart]) -> tuple[Problem, ...]:
    """A problem for each picture of an article of *issue* that is coarse in its *parts*, by its file and line."""
    paths = {entry.article.slug: entry.article.path for entry in issue.entries}
    message = _("The picture {name} has {found:.0f} pixels per inch as printed on folio {folio}.")
    hint = _("Below {least} its pixels are seen, and printers want {wanted}: use a larger one, or show it smaller.")
    found = []
    for part in parts:
        for each in part.laid_out.pictures:
            if each.resolution >= _LEAST or each.slug not in paths:
                continue
            name, folio = each.name.rpartition("/")[2], part.first_folio + each.page
            text = message.format(name=name, found=each.resolution, folio=folio)
            remedy = hint.format(least=_LEAST, wanted=_WANTED)
            found.append(Problem(text, paths[each.slug], each.line, remedy))
    return tuple(dict.fromkeys(found))
