"""Two snapshots compared: findings in words, the most important first, each cause told once. Pure."""

from dataclasses import replace

from pipeline.i18n import _
from pipeline.regression.causes.explaining import explain_all
from pipeline.regression.causes.raster_changes import mask_page
from pipeline.regression.causes.telling import tell_all
from pipeline.regression.evidence.gathering import gather
from pipeline.regression.findings import Comparison, Place, page_ranges
from pipeline.regression.snapshot.snapshot import Snapshot


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
    evidence = gather(before, after)
    found = tell_all(evidence.pairing, explain_all(evidence))
    return Comparison(found, notes, evidence.pairing.all_pages)


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
