"""A manuscript's list of references and the calls of it, as works that the article cites."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.i18n import _
from pipeline.manuscript.word.facts import Facts, facts_of
from pipeline.manuscript.word.manuscript import (
    Block,
    Manuscript,
    Notice,
    Paragraph,
    Table,
    TextBox,
    WorkCall,
    walk_paragraphs,
)
from pipeline.manuscript.word.reference_entry import Row
from pipeline.manuscript.word.reference_list import ReferenceList, read_notes_as_list, read_reference_list
from pipeline.manuscript.word.work_calls import (
    numbers_left,
    with_calls_by_name,
    with_calls_of_notes,
    with_numbered_calls,
    works_called_by,
)

Items = Sequence[Facts | Block]
_Change = Callable[[Paragraph], Paragraph]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The *items* of a body, with calls of the works *rows* in the place of its own, and without their list.

    *replaced* is the text of list and calls, which the layout prints anew; *uncited* the works that nothing calls,
    *of_notes* the keys of notes that are works."""

    items: tuple[Facts | Block, ...]
    rows: tuple[Row, ...] = ()
    replaced: str = ""
    notices: tuple[Notice, ...] = ()
    uncited: tuple[str, ...] = ()
    of_notes: frozenset[str] = frozenset()


def cite_works(items: Items, manuscript: Manuscript) -> Cited:
    """The works that *items*, the body of *manuscript*, list and call. All that is doubtful about them is told."""
    texts = [each for each in items if isinstance(each, Facts) and each.text]
    found = read_reference_list(texts) or read_notes_as_list(texts, _endnotes(manuscript))
    if found is None:
        return Cited(items=tuple(items))
    left = [each for each in items if not (isinstance(each, Facts) and each.paragraph.place in found.places)]

    def change(paragraph: Paragraph) -> Paragraph:
        if found.of_notes:
            paragraph = with_calls_of_notes(paragraph, found.of_notes)
        if found.is_numbered:
            return with_numbered_calls(paragraph, found.keys)
        return with_calls_by_name(paragraph, found.rows)

    changed = tuple(_change_in(each, change) for each in left)
    paragraphs = [each for item in changed for each in _paragraphs_in(item)]
    calls = [piece for each in paragraphs for piece in each.pieces if isinstance(piece, WorkCall)]
    called = list(dict.fromkeys(key for call in calls for key in call.keys))
    uncited = tuple(key for key in dict.fromkeys(found.keys) if key not in called)
    notices = tuple(_notices(found, called, uncited, paragraphs, manuscript))
    return Cited(
        items=changed,
        rows=found.rows,
        replaced=found.text + "".join(call.text for call in calls),
        notices=notices,
        uncited=uncited,
        of_notes=frozenset(found.of_notes),
    )


def _endnotes(manuscript: Manuscript) -> dict[str, str]:
    """The texts of the endnotes of *manuscript*, by their keys."""
    notes = {key: note for key, note in manuscript.notes.items() if key.startswith("endnote-")}
    return {key: " ".join(facts_of(each).text for each in walk_paragraphs(note)) for key, note in notes.items()}


def _notices(
    found: ReferenceList,
    called: list[str],
    uncited: tuple[str, ...],
    paragraphs: list[Paragraph],
    manuscript: Manuscript,
) -> Iterator[Notice]:
    message = _("{count} references were read into references.yaml: compare them with the manuscript.")
    yield Notice(None, message.format(count=len(found.keys)))
    for number in found.doubtful:
        message = _("Reference {number} can't be read with certainty, and is printed as it is typed: write its fields.")
        yield Notice(None, message.format(number=number))
    if not found.is_numbered:
        message = _(
            "The manuscript cites by author and year: write “citations: author-year” in publication.yaml, or put [@…] "
            "in the place of what is still written out."
        )
        yield Notice(None, message)
    elif uncited:
        numbers = ", ".join(f"[{found.keys.index(key) + 1}]" for key in uncited)
        message = _("No place in the text calls {numbers}; the list has them behind the others, by “uncited”.")
        yield Notice(None, message.format(numbers=numbers))
    if found.is_numbered and called != sorted(called, key=found.keys.index):
        yield Notice(None, _("Works are not called in the order of the list: they get new numbers."))
    for paragraph in paragraphs if found.is_numbered else ():
        for text in numbers_left(paragraph):
            message = _("{text} leads to no work of the list, and stays as it is.").format(text=text)
            yield Notice(paragraph.place, message)
    for note in manuscript.notes.values():
        for paragraph in walk_paragraphs(note):
            if works_called_by(paragraph):
                message = _("A note calls works by number: write [@…] there, since numbers may change.")
                yield Notice(paragraph.place, message)


def _change_in(item: Facts | Block, change: _Change) -> Facts | Block:
    """*item* with all its paragraphs changed."""
    match item:
        case Facts():
            return replace(item, paragraph=change(item.paragraph))
        case Paragraph():
            return change(item)
        case TextBox():
            return replace(item, blocks=_blocks(item.blocks, change))
        case Table():
            rows = (tuple(replace(cell, blocks=_blocks(cell.blocks, change)) for cell in row) for row in item.rows)
            return replace(item, rows=tuple(rows))


def _blocks(blocks: tuple[Block, ...], change: _Change) -> tuple[Block, ...]:
    made = (_change_in(each, change) for each in blocks)
    return tuple(each for each in made if not isinstance(each, Facts))


def _paragraphs_in(item: Facts | Block) -> list[Paragraph]:
    return [item.paragraph] if isinstance(item, Facts) else list(walk_paragraphs((item,)))
