"""The actions of a PDF, wherever one may hang (ISO 32000-1, 12.6): what viewers do by themselves or at a click."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.i18n import _
from pipeline.intake.actions import follow_actions
from pipeline.intake.kept_objects import is_reference
from pipeline.pdf.places import Box
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.not_run import NotRunError
from pipeline.preflight.reading.targets import Targets

_MOST_ACTIONS = 1_000_000  # of a file: what a viewer would be busy with for minutes
_MOST_FIELDS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAction:
    """An action by its *entries*. *page* is a 0-based index, None: of the whole file; *box* is that of an annotation.

    *is_script*: it runs a script.
    """

    entries: dict[str, Any]
    kind: str  # with the solidus; "" when the action does not say
    is_script: bool
    page: int | None = None
    box: Box | None = None


def actions_of(document: Document) -> Iterator[PlacedAction]:
    """All actions of the catalogue, the form, the outline and the pages, with those that follow on each.

    Raises NotRunError when there are too many.
    """
    look, left = document, iter(range(_MOST_ACTIONS))
    holders: list[tuple[dict[str, Any], int | None, Any]] = [(look.root, None, None)]
    holders += [({"/A": value}, None, None) for _name, value in look.name_rows("/JavaScript")]
    holders += [(entries, None, None) for entries in _fields(look)]
    holders += [(entries, None, None) for entries in Targets(look).outline_items()]
    for page in look.pages:
        holders.append((page.entries, page.index, None))
        holders += [(note, page.index, note.get("/Rect")) for note in look.annotations(page)]
    for entries, index, rectangle in holders:
        for action in _follow_chain(look, entries):
            if next(left, None) is None:
                raise NotRunError(_("There are more than {count} actions.").format(count=_MOST_ACTIONS))
            named = look.value(action.get("/S"))
            kind = named if isinstance(named, str) else ""
            box = look.pages[index].find_box(rectangle, look) if index is not None and rectangle is not None else None
            yield PlacedAction(
                entries=action, kind=kind, is_script=kind == "/JavaScript" or "/JS" in action, page=index, box=box
            )


def _follow_chain(look: Document, holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The actions of *holder* (a catalogue, page, annotation, field or entry of the outline), each once."""
    own = [holder.get(key) for key in ("/OpenAction", "/A", "/PA")]
    return follow_actions(look.value, [*own, *look.dictionary(holder.get("/AA")).values()])


def _fields(look: Document) -> Iterator[dict[str, Any]]:
    """The fields of the form that are no annotations of a page, which are looked at there."""
    shown = {
        note.idnum for page in look.pages for note in look.array(page.entries.get("/Annots")) if is_reference(note)
    }
    waiting = list(look.array(look.dictionary(look.root.get("/AcroForm")).get("/Fields")))
    seen = set[int]()
    count = 0
    while waiting:
        item = waiting.pop()
        count += 1
        if count > _MOST_FIELDS:
            raise NotRunError(_("The form has more than {count} fields.").format(count=_MOST_FIELDS))
        if is_reference(item):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
        field = look.dictionary(item)
        waiting += look.array(field.get("/Kids"))
        if not is_reference(item) or item.idnum not in shown:
            yield field
