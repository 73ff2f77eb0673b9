"""What pages and the file carry besides their text: boxes, links, outline, labels, tags."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.i18n import _
from pipeline.regression.alignment.pairing import number_in
from pipeline.regression.alignment.text_flow import is_wide
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.follower_words import Follower, tell_follower
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.moved_articles import parents
from pipeline.regression.evidence.outline_entries import EntryChange, have_moved
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.snapshot.snapshot import Box, Entry
from pipeline.units import mm

_MOST_LISTED = 4  # entries that a sentence names; › before one for each level down
_DEEPEST = 12  # levels of the outline that are told apart
_MOST_ENTRIES = 200  # of an outline that are looked for in the text at once
_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)  # no place on the page


def find_boxes(known: KnownCauses) -> None:
    """Pages of another size, with other boxes, or turned."""
    for page, there in sorted(known.pairing.page_map.items()):
        one, other = known.pairing.before.pages[page], known.pairing.after.pages[there]
        told = []
        boxes, others = dict(one.boxes), dict(other.boxes)
        for name in sorted(boxes.keys() | others.keys()):
            here, now = boxes.get(name), others.get(name)
            if here is None or now is None or any(abs(x - y) > 0.2 for x, y in zip(here, now, strict=True)):
                told.append(f"{name.title()}Box {_box_text(here)} → {_box_text(now)}")
        if one.rotation != other.rotation:
            told.append(f"{one.rotation}° → {other.rotation}°")
        if told:
            text = _("Pages have other boxes: {boxes}.").format(boxes="; ".join([*_sizes(boxes, others), *told]))
            cause = known.cause(tuple(told), "boxes.changed", text)
            cause.is_of_paper = any(each.startswith("MediaBox") for each in told)
            cause.before.append((page, _WHOLE))
            cause.after.append((there, _WHOLE))


def _sizes(one: Mapping[str, Box], other: Mapping[str, Box]) -> list[str]:
    """How large the cut page was and is, in mm, where that changed."""
    sizes = []
    for boxes in (one, other):
        x0, y0, x1, y1 = next((boxes[name] for name in ("trim", "crop", "media") if name in boxes), _WHOLE)
        sizes.append(f"{mm(x1 - x0):.0f} × {mm(y1 - y0):.0f} mm")
    return [" → ".join(sizes)] if sizes[0] != sizes[1] else []


def _box_text(box: Box | None) -> str:
    return "–" if box is None else " ".join(f"{each:g}" for each in box)


# --- outline, labels, tags -----------------------------------------------------------------------------------


def find_outline(known: KnownCauses) -> None:
    """Entries of the outline that changed, unless the words of their heading did."""
    moved = {key[1] for key in known.causes if key[0] == "articles.moved"}
    below = {title for title, above in parents(known.pairing.before).items() if above in moved}
    changes = known.evidence.entries
    if have_moved(known.pairing):
        known.follow(Follower.OUTLINE)
    letters = (
        (_letters(known.pairing.flow_before.text), _letters(known.pairing.flow_after.text)) if changes else ("", "")
    )
    for change in _join_changes(changes):
        lost = {each.title for each in change.gone if each.page in known.pairing.removed_pages} | below | moved
        gone, come = ([each for each in row if each.title not in lost] for row in (change.gone, change.come))
        if not gone and not come:
            continue
        if (cause := _of_heading(known, gone, come, letters)) is not None:
            cause.others.append(tell_follower(Follower.OUTLINE))
            continue
        words = [_list_entries(row) for row in (gone, come)]
        text = _("The outline changes: {before} → {after}.").format(before=words[0], after=words[1])
        cause = known.cause(change.at, "outline.changed", text)
        now = known.pairing.page_map
        cause.facts = repr(
            (
                [(each.level, each.title, now.get(each.page, each.page)) for each in gone],
                [(each.level, each.title, each.page) for each in come],
            )
        )
        cause.seen_in = {letters_of(each.title) for each in (*gone, *come)}
        for row, pages, places in (
            (change.gone, known.pairing.before.pages, cause.before),
            (come, known.pairing.after.pages, cause.after),
        ):
            places += [(each.page, _WHOLE) for each in row if 0 <= each.page < len(pages)]


def _join_changes(changes: Sequence[EntryChange]) -> Sequence[EntryChange]:
    """*changes*, as one where all of them only took entries of one level away, or only put such."""
    rows = [each for change in changes for each in change.gone], [each for change in changes for each in change.come]
    levels = {each.level for side in rows for each in side}
    if len(changes) < 2 or all(rows) or len(levels) > 1:
        return changes
    return (replace(changes[0], gone=tuple(rows[0]), come=tuple(rows[1])),)


def _list_entries(rows: Sequence[Entry]) -> str:
    names = [f"{'›' * min(each.level, _DEEPEST)}“{each.title}” ({each.page + 1})" for each in rows[:_MOST_LISTED]]
    return ", ".join(names) + (" …" if len(rows) > _MOST_LISTED else "") or "–"


def _of_heading(
    known: KnownCauses, gone: Sequence[Entry], come: Sequence[Entry], texts: tuple[str, str]
) -> Draft | None:
    """The changed text (or page) that explains the entries *gone* and *come*; *texts* are all letters of both sides."""
    if len(gone) + len(come) > _MOST_ENTRIES:
        return None
    follows = any(_letters(each.title) not in texts[1] for each in gone) or any(
        _letters(each.title) not in texts[0] for each in come
    )
    if {each.title for each in gone} == {each.title for each in come}:
        follows = [each.level for each in gone] == [each.level for each in come] and bool(known.moved_pages)
    if not follows:
        return None
    pages = {known.pairing.page_map.get(each.page, each.page) for each in gone} | {each.page for each in come}
    if all(_letters(each.title) in texts[1] for each in come):
        for cause in known.causes.values():
            places = {page for page, _box in cause.before + cause.after} | cause.moved_pages
            if cause.kind in {"text.changed", "pages.count", "text.moved"} and places & pages:
                return cause
        return known.first_moving()
    return None


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum() or (is_wide(each) and each.isprintable()))


def find_labels(known: KnownCauses) -> None:
    """Labels of pages that stayed; numbers that go on as they did follow from added pages."""
    changed = [
        (page, there)
        for page, there in sorted(known.pairing.page_map.items())
        if known.pairing.before.pages[page].label != known.pairing.after.pages[there].label
        and not _goes_on(known, page, there)
    ]
    if changed and _are_by_place(known) and (pages := known.causes.get(("pages.count",))) is not None:
        pages.others.append(tell_follower(Follower.LABELS))
    elif changed:
        labels = (
            known.pairing.before.pages[changed[0][0]].label or "–",
            known.pairing.after.pages[changed[0][1]].label or "–",
        )
        text = _("Pages are labelled otherwise, the first {before} → {after}.")
        cause = known.cause((), "labels.changed", text.format(before=labels[0], after=labels[1]))
        cause.facts = repr([known.pairing.after.pages[there].label for _page, there in changed])
        cause.said = [(known.pairing.before.pages[n].label, known.pairing.after.pages[m].label) for n, m in changed]
        cause.before += [(page, _WHOLE) for page, _there in changed]
        cause.after += [(there, _WHOLE) for _page, there in changed]


def _are_by_place(known: KnownCauses) -> bool:
    """Whether pages that came or went left all labels where they were: the first page, the second, and so on."""
    rows = [[page.label for page in side.pages] for side in (known.pairing.before, known.pairing.after)]
    shorter = min(map(len, rows))
    return rows[0][:shorter] == rows[1][:shorter]


def _goes_on(known: KnownCauses, page: int, there: int) -> bool:
    labels = number_in(known.pairing.before.pages[page].label), number_in(known.pairing.after.pages[there].label)
    return labels[0] is not None and labels[1] is not None and labels[1] - labels[0] == there - page
