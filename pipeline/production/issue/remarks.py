"""What is reported of a laid-out issue that is no fault: warnings of its pages, notes for its editor."""

from collections.abc import Iterator

from pipeline.errors import Problem
from pipeline.production.issue.insert_leaves import tell_inserts_that_are_no_leaves
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from pipeline.production.issue.page_quality import tell_page_faults
from pipeline.production.issue.short_lines import short_lines
from pipeline.production.issue.text_ends import tell_white_ends


def tell_warnings(laid_out: LaidOutIssue) -> tuple[Problem, ...]:
    """What an editor should look at on the pages."""
    issue, pitch = laid_out.issue, laid_out.composer.layout.geometry.type_area.pitch
    said = (Problem(text) for text in laid_out.warnings)
    pages = tell_page_faults(issue, laid_out.pagination.parts, pitch)
    inserts = tell_inserts_that_are_no_leaves(issue, laid_out.pagination.parts)
    return (*said, *short_lines(issue, laid_out.runs), *pages, *inserts)


def tell_notes(laid_out: LaidOutIssue, more: tuple[Problem, ...] = ()) -> tuple[Problem, ...]:
    """What was found in the content, *more* that is known of an edition, what editors left to be done."""
    return (*_tell_own_notes(laid_out), *more, *laid_out.placed.notes, *_tell_left_to_do(laid_out))


def _tell_own_notes(laid_out: LaidOutIssue) -> Iterator[Problem]:
    yield from laid_out.issue.notes
    for entry in laid_out.issue.entries:
        yield from entry.article.notes
    pitch = laid_out.composer.layout.geometry.type_area.pitch
    yield from tell_white_ends(laid_out.issue, laid_out.pagination.parts, pitch)


def _tell_left_to_do(laid_out: LaidOutIssue) -> Iterator[Problem]:
    for entry in laid_out.issue.entries:
        yield from entry.article.editor_notes
