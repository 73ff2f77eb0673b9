"""Two snapshots compared: findings in words, the most important first, each cause told once. Pure."""

from dataclasses import replace

from pipeline.i18n import _
from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.causes.block_words import tell_where
from pipeline.regression.causes.consequences import tell_consequences
from pipeline.regression.causes.drift_changes import find_drifted
from pipeline.regression.causes.figure_changes import find_resized_figures
from pipeline.regression.causes.flow_causes import find_reflow, tell_reflow
from pipeline.regression.causes.head_changes import find_heads
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.layer_changes import find_layers
from pipeline.regression.causes.link_changes import find_links
from pipeline.regression.causes.mark_changes import find_images, find_moved_images, find_vectors
from pipeline.regression.causes.moved_pixels import find_moved_pixels
from pipeline.regression.causes.page_changes import (
    find_boxes,
    find_labels,
    find_outline,
)
from pipeline.regression.causes.paragraph_changes import find_paragraphs
from pipeline.regression.causes.raster_changes import find_pixels, mask_page
from pipeline.regression.causes.shift_causes import tell_shifts
from pipeline.regression.causes.style_changes import find_styles
from pipeline.regression.causes.text_changes import find_moves, find_pages, find_texts
from pipeline.regression.evidence.displacements import displacements
from pipeline.regression.evidence.movements import with_strays
from pipeline.regression.evidence.roles import roles_of
from pipeline.regression.findings import Comparison, Place, make_findings, page_ranges
from pipeline.regression.snapshot.snapshot import Snapshot

# Kinds of what is done to text: it is told whose.
_NAMED_BY_TEXT = frozenset({"style.spacing", "style.font", "style.size", "style.weight", "colour.changed"})


def compare(before: Snapshot, after: Snapshot, masks: tuple[Place, ...] = ()) -> Comparison:
    """What changed from *before* to *after*.

    *masks* are not looked at: a page (index from 0, −1 for all, −2 for the last) and a box in pt from its top left
    corner.
    """
    if masks:
        before, after = _mask(before, masks), _mask(after, masks)
    notes = _notes(before, after)
    if not (_has_roles(before) and _has_roles(after)):
        before, after = _without_roles(before), _without_roles(after)
    if before == after:
        return Comparison((), notes, tuple((page, page) for page in range(len(before.pages))))
    known = KnownCauses(pairing=pair_versions(before, after))
    find_pages(known)
    find_moves(known)
    find_texts(known)
    find_paragraphs(known)
    find_resized_figures(known)
    find_styles(known)
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
    find_drifted(known, reflow.pairs)
    find_links(known)
    find_outline(known)
    find_labels(known)
    find_layers(known)
    find_pixels(known)
    find_moved_pixels(known, reflow.pairs)
    _tell_length(known)
    roles = roles_of(known.pairing)
    for cause in known.causes.values():
        cause.roles = roles.at(cause.before)
    causes = tell_consequences(known.causes)
    for cause in causes.values():
        if cause.kind in _NAMED_BY_TEXT and (where := tell_where(known.pairing, cause)):
            cause.sentence += where if cause.sentence.endswith("。") else f" {where}"
    return Comparison(make_findings(causes), notes, known.pairing.all_pages)


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
        cause for cause in known.causes.values() if cause.moved or cause.rebroken or cause.kind == "text.changed"
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


def _has_roles(snapshot: Snapshot) -> bool:
    return any(page.roles for page in snapshot.pages)


def _without_roles(snapshot: Snapshot) -> Snapshot:
    """*snapshot* as one of which it isn't known which lines are artifacts: so that both sides are read alike."""
    if not _has_roles(snapshot):
        return snapshot
    return replace(snapshot, pages=tuple(replace(page, roles="") for page in snapshot.pages))


def _mask(snapshot: Snapshot, masks: tuple[Place, ...]) -> Snapshot:
    last = len(snapshot.pages) - 1
    rows = [(last if page == -2 else page, box) for page, box in masks]
    return replace(snapshot, pages=tuple(mask_page(page, rows, number) for number, page in enumerate(snapshot.pages)))


def _notes(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    notes = []
    for snapshot, text in (
        (before, _("Before, pages {pages} have no text: only their pictures are compared.")),
        (after, _("After, pages {pages} have no text: only their pictures are compared.")),
    ):
        silent = [number for number, page in enumerate(snapshot.pages) if not page.lines and page.raster.strip("f")]
        if silent:
            notes.append(text.format(pages=", ".join(page_ranges(silent))))
        lost = [number for number, page in enumerate(snapshot.pages) if not page.raster]
        if lost:
            blind = _("Pages {pages} can't be drawn, and were compared by what could be read.")
            notes.append(blind.format(pages=", ".join(page_ranges(lost))))
    if (before.layers is None) != (after.layers is None):
        notes.append(_("Tags, glyphs, attachments and standards are known of one version only, and were not compared."))
    elif any(each.layers is not None and each.layers.is_cut for each in (before, after)):
        notes.append(
            _("There are more tags or glyphs than are looked at, or some can't be read: the others were compared.")
        )
    return tuple(notes)
