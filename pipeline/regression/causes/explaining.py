"""What explains the evidence: passes propose candidates, then the fewest of these are selected that explain all.

The passes go by how much a candidate says: pages and articles, words, looks, then how lines and marks moved, then the
layers beneath the pages, and last what only pictures show.
"""

from pipeline.i18n import _
from pipeline.regression.causes.candidates import Candidate, candidates_of
from pipeline.regression.causes.drift_changes import find_drifted
from pipeline.regression.causes.figure_changes import find_lone_figures, find_resized_figures
from pipeline.regression.causes.flow_causes import find_reflow, tell_reflow
from pipeline.regression.causes.head_changes import find_heads
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.layer_changes import find_layers
from pipeline.regression.causes.link_changes import find_links
from pipeline.regression.causes.mark_changes import find_images, find_moved_images, find_vectors
from pipeline.regression.causes.moved_pixels import find_moved_pixels
from pipeline.regression.causes.page_changes import find_boxes, find_labels, find_outline
from pipeline.regression.causes.paragraph_changes import find_paragraphs
from pipeline.regression.causes.raster_changes import find_pixels
from pipeline.regression.causes.selection import Explanation, select
from pipeline.regression.causes.shift_causes import tell_shifts
from pipeline.regression.causes.style_changes import find_styles
from pipeline.regression.causes.text_changes import find_moves, find_pages, find_texts
from pipeline.regression.evidence.displacements import displacements
from pipeline.regression.evidence.gathering import Evidence
from pipeline.regression.evidence.movements import with_strays


def explain_all(evidence: Evidence) -> tuple[Explanation, ...]:
    """The fewest causes that explain *evidence*, each with what follows from it."""
    return select(find_candidates(evidence))


def find_candidates(evidence: Evidence) -> tuple[Candidate, ...]:
    """All that may have been done, by *evidence*."""
    known = KnownCauses(evidence=evidence)
    find_pages(known)
    find_moves(known)
    find_texts(known)
    find_paragraphs(known)
    find_resized_figures(known)
    find_lone_figures(known)
    find_styles(known)
    _explain_places(known)
    find_links(known)
    find_outline(known)
    find_labels(known)
    find_layers(known)
    find_pixels(known)
    find_moved_pixels(known, evidence.lines)
    _tell_length(known)
    return candidates_of(known.causes, evidence.roles)


def _explain_places(known: KnownCauses) -> None:
    """What moved: lines by what was done to them, images and rules by the lines beside them."""
    pairs = find_images(known)
    reflow = find_reflow(known)
    tell_reflow(known, reflow)
    find_boxes(known)
    movements = with_strays(reflow.movements, find_heads(known))
    words = {line for line, cause in known.line_causes.items() if cause.kind != "images.changed"}
    lines = displacements(known.pairing, reflow.pairs, words)
    movements = find_moved_images(known, pairs, lines, movements)
    movements = with_strays(movements, find_vectors(known, movements, lines))
    tell_shifts(known, movements)
    find_drifted(known)


def _tell_length(known: KnownCauses) -> None:
    """Another number of pages that no page accounts for follows from what moved the text."""
    shift = len(known.pairing.after.pages) - len(known.pairing.before.pages)
    if (known.references or known.followed.others) and known.causes:
        followed = max(known.causes.values(), key=lambda cause: (cause.kind == "pages.count", cause.moved))
        followed.references = known.references
        followed.others += known.followed.others
    if not shift or any(cause.kind == "pages.count" for cause in known.causes.values()):
        return
    reasons = [
        cause
        for cause in known.causes.values()
        if cause.moved or cause.rebroken or cause.kind in {"text.changed", "pages.depth"}
    ]
    if reasons:
        max(reasons, key=lambda cause: (cause.moved, cause.rebroken)).page_shift = shift
        return
    text = _("There are {after} pages instead of {before}.")
    text = text.format(before=len(known.pairing.before.pages), after=len(known.pairing.after.pages))
    cause = known.cause((), "pages.count", text)
    nowhere = (0.0, 0.0, 0.0, 0.0)
    cause.before += [(page, nowhere) for page in known.pairing.removed_pages]
    cause.after += [(page, nowhere) for page in known.pairing.added_pages]
