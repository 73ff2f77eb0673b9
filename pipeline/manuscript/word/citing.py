"""A manuscript's list of references and the calls of it, as works that the article cites; or why they stay text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.i18n import _
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Block, Manuscript, Notice, WorkCall, walk_paragraphs
from pipeline.manuscript.word.reference_list import Row, read_reference_list
from pipeline.manuscript.word.work_calls import with_calls, works_called_by

Items = Sequence[Facts | Block]


@dataclass(frozen=True, slots=True)
class Cited:
    """The *items* of a body, with calls of the works *rows* in the place of raised numbers, and without their list.

    *replaced* is the text of list and calls, which the layout prints anew."""

    items: tuple[Facts | Block, ...]
    rows: tuple[Row, ...] = ()
    replaced: str = ""
    notices: tuple[Notice, ...] = ()


def cite_works(items: Items, manuscript: Manuscript) -> Cited:
    """The works that *items*, the body of *manuscript*, list and call.

    Only what is certain is changed: each entry is read whole, each work is called, for the first time in the order of
    the list, and in paragraphs of the body alone.
    """
    texts = [each for each in items if isinstance(each, Facts) and each.text]
    found = read_reference_list(texts)
    if found is None:
        return Cited(tuple(items))
    body = [each for each in texts if each.paragraph.place not in found.places]
    if why := _why_not(found.doubtful, len(found.rows), body, items, manuscript):
        message = _(
            "The references stay text: {reason} Write them into references.yaml, and [@…] where they are called."
        )
        return Cited(tuple(items), notices=(Notice(None, message.format(reason=why)),))
    keys = [str(row["id"]) for row in found.rows]
    changed = tuple(
        replace(each, paragraph=with_calls(each.paragraph, keys)) if isinstance(each, Facts) else each
        for each in items
        if not (isinstance(each, Facts) and each.paragraph.place in found.places)
    )
    calls = [
        piece.text
        for each in changed
        if isinstance(each, Facts)
        for piece in each.paragraph.pieces
        if isinstance(piece, WorkCall)
    ]
    message = _("{count} references were read into references.yaml: compare them with the manuscript.")
    notice = Notice(None, message.format(count=len(keys)))
    return Cited(changed, found.rows, found.text + "".join(calls), (notice,))


def _why_not(doubtful: int, count: int, body: Sequence[Facts], items: Items, manuscript: Manuscript) -> str:
    """Why the works can't be cited; empty where they can."""
    if doubtful:
        return _("entry [{number}] can't be read with certainty.").format(number=doubtful)
    others = [each for each in items if not isinstance(each, Facts)]
    elsewhere = [
        *walk_paragraphs(tuple(others)),
        *(p for note in manuscript.notes.values() for p in walk_paragraphs(note)),
    ]
    if any(works_called_by(each) for each in elsewhere):
        return _("they are called in a table, a box or a note.")
    first = list(dict.fromkeys(number for each in body for number in works_called_by(each.paragraph)))
    missing = sorted(set(range(1, count + 1)) - set(first))
    if missing:
        return _("[{number}] is called nowhere.").format(number=missing[0])
    if first != list(range(1, count + 1)):
        return _("they are not called in the order of the list.")
    return ""
