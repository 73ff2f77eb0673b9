"""What pages and the file carry besides their text: heads and folios, boxes, links, outline, labels, tags."""

import re
from collections import defaultdict

from pipeline.i18n import _
from pipeline.regression.alignment.alignment import unlike
from pipeline.regression.alignment.page_measures import width_of
from pipeline.regression.alignment.pairing import head_of, number_in
from pipeline.regression.alignment.text_flow import is_wide
from pipeline.regression.causes.flow_changes import FlowChanges
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.shifts import TOLERANCE, across_of
from pipeline.regression.causes.style_changes import style_causes
from pipeline.regression.causes.text_changes import parents
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.findings import Cause
from pipeline.regression.snapshot.snapshot import Box, Line, Link, Page

_DIGITS = re.compile(r"[0-9]{1,9}")
_FOLIO = re.compile(r"[\W\d]*")
_FOLIO_WORDS = re.compile(r"\W*(\d+|[ivxlc]+|[IVXLC]+)\W*")
_NUMERALS = re.compile(r"\d+|[ivxlcIVXLC]+")
_Placed = tuple[int, Link]
_MOST_LISTED = 4  # entries that a sentence names; › before one for each level down
_DEEPEST = 12  # levels of the outline that are told apart
_MOST_ENTRIES = 200  # of an outline that are looked for in the text at once
_MOST_WAYS = 2_000_000  # links before times places they lead to after: beyond, all of them are told
_MOST_BOXES = 1_000  # of a page where words changed: beyond, all of it did
_MIRRORED = 3.0  # pt
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
            text = _("Pages have other boxes: {boxes}.").format(boxes="; ".join(told))
            cause = known.cause(tuple(told), "boxes.changed", text)
            cause.before.append((page, _WHOLE))
            cause.after.append((there, _WHOLE))


def _box_text(box: Box | None) -> str:
    return "–" if box is None else " ".join(f"{each:g}" for each in box)


def find_furniture(known: KnownCauses, flow: FlowChanges) -> None:
    """Running heads and folios of pages that stayed: words, style, place. A folio that follows its page is none."""
    heads: dict[tuple[bool, bool], list[tuple[int, Line]]] = defaultdict(list)
    for page, there in sorted(known.pairing.page_map.items()):
        one = list(known.pairing.flow_before.furniture.get(page, ()))
        other = list(known.pairing.flow_after.furniture.get(there, ()))
        pairs = []
        for line in list(one):
            words = head_of(line)
            twin = min(
                (each for each in other if head_of(each) == words),
                key=lambda each: abs(each.y - line.y) + abs(each.x - line.x),
                default=None,
            )
            if twin is not None:
                pairs.append((line, twin))
                one.remove(line)
                other.remove(twin)
        pairs += zip(one, other, strict=False)
        for line, twin in pairs:
            _compare(known, flow, (page, line), (there, twin))
        rest = one[len(other) :] or other[len(one) :]
        for line in rest:
            if _turns_with_page(known, (page, there), line):
                _follow_heads(known)
                continue
            is_gone = bool(one[len(other) :])
            heads[is_gone, _FOLIO.fullmatch(line.text) is not None].append((page if is_gone else there, line))
    _tell_heads(known, heads)


def _tell_heads(known: KnownCauses, heads: dict[tuple[bool, bool], list[tuple[int, Line]]]) -> None:
    """Tell which of *heads*, by whether they are gone and whether they are folios, are gone or new."""
    for (is_gone, are_folios), rows in heads.items():
        names = list(dict.fromkeys(line.text for _page, line in rows))
        told = _(", ").join(_("“{text}”").format(text=each) for each in names[:_MOST_LISTED])
        told += " …" if len(names) > _MOST_LISTED else ""
        if len(names) == 1:
            text = _("“{text}” in the margin is gone.") if is_gone else _("“{text}” in the margin is new.")
            sentence = text.format(text=names[0])
        elif are_folios:
            text = _("Folios are gone: {names}.") if is_gone else _("Folios are new: {names}.")
            sentence = text.format(names=told)
        else:
            text = _("Running heads are gone: {names}.") if is_gone else _("Running heads are new: {names}.")
            sentence = text.format(names=told)
        cause = known.cause(("heads", is_gone, are_folios), "text.changed", sentence)
        cause.facts, cause.is_of_heads = repr(names), True
        cause.said = [(each, "") if is_gone else ("", each) for each in names]
        (cause.before if is_gone else cause.after).extend((page, _line_box(line, 10.0)) for page, line in rows)


def _compare(known: KnownCauses, flow: FlowChanges, here: tuple[int, Line], now: tuple[int, Line]) -> None:
    (page, line), (there, twin) = here, now
    places = (page, _line_box(line, 10.0)), (there, _line_box(twin, 10.0))
    causes: list[Cause] = []
    if _normal(line.text) != _normal(twin.text):
        shift = there - page
        numbers = [list(map(int, _DIGITS.findall(each.text))) for each in (line, twin)]
        follows = len(numbers[0]) == len(numbers[1]) and all(y - x in {0, shift} for x, y in zip(*numbers, strict=True))
        if _turns_with_page(known, (page, there), twin):
            causes.append(known.followed)
            _follow_heads(known)
        elif not (follows and _DIGITS.sub("", line.text) == _DIGITS.sub("", twin.text)):
            are_folios = all(_FOLIO_WORDS.fullmatch(each.text) for each in (line, twin))
            words = [
                _NUMERALS.sub("0", each.text) if are_folios else _DIGITS.sub("0", each.text) for each in (line, twin)
            ]
            text = _("In the margin “{before}” became “{after}”.").format(before=line.text, after=twin.text)
            told = known.cause(tuple(words), "text.changed", text)
            told.is_of_heads = True
            sides = [each.text.strip() if are_folios else _DIGITS.sub("", each.text) for each in (line, twin)]
            told.said.append((sides[0], sides[1]))
            causes.append(told)
    for (style, _text), (other, _words) in zip(line.pieces, twin.pieces, strict=False):
        causes += style_causes(known, known.pairing.before.styles[style], known.pairing.after.styles[other])
    across = across_of(line, twin)
    if (there - page) % 2 and _is_mirrored(line, twin, known.pairing.before.pages[page]):
        across = 0.0  # the page is on the other side of the sheet: outside is outside
    if not causes and _normal(line.text) != _normal(twin.text):
        causes.append(known.followed)
        across = across if abs(across) > abs(twin.width - line.width) + TOLERANCE else 0.0
    if causes in ([], [known.followed]) and (abs(line.y - twin.y) > TOLERANCE or abs(across) > TOLERANCE):
        reason = known.page_causes.get(page)
        if reason is None or reason.kind != "blocks.shifted":
            causes.append(flow.shift((0, across, twin.y - line.y)).cause)
    for cause in causes:
        cause.before.append(places[0])
        cause.after.append(places[1])


def _follow_heads(known: KnownCauses) -> None:
    known.followed.others[:] = dict.fromkeys([*known.followed.others, _("Running heads follow.")])


def _turns_with_page(known: KnownCauses, pages: tuple[int, int], line: Line) -> bool:
    """Whether a head says what another page's said, on a page that is on the other side of its sheet or whose text
    moved: it is that of the article which stands there now.
    """
    page, there = pages
    is_moved = (there - page) % 2 != 0 or page in known.page_causes
    return is_moved and head_of(line) in known.pairing.heads_before


def _is_mirrored(line: Line, twin: Line, page: Page) -> bool:
    """Whether *twin* stands as far from the right edge of the page as *line* from the left, or the other way round."""
    width = width_of(page)
    distances = line.x, width - line.x - line.width
    others = twin.x, width - twin.x - twin.width
    return abs(distances[0] - others[1]) <= _MIRRORED or abs(distances[1] - others[0]) <= _MIRRORED


def _normal(text: str) -> str:
    return "".join(each for each in text if not each.isspace())


def _line_box(line: Line, size: float) -> Box:
    return line.x, line.y - size, line.x + line.width, line.y + size / 4


# --- outline, labels, tags -----------------------------------------------------------------------------------


def find_outline(known: KnownCauses) -> None:
    """Entries of the outline that changed, unless the words of their heading did."""
    one = [
        (each.level, each.title, known.pairing.page_map.get(each.page, each.page))
        for each in known.pairing.before.outline
    ]
    other = [(each.level, each.title, each.page) for each in known.pairing.after.outline]
    moved = {key[1] for key in known.causes if key[0] == "articles.moved"}
    below = {title for title, above in parents(known.pairing.before).items() if above in moved}
    ranges = unlike(one, other)
    letters = (
        (_letters(known.pairing.flow_before.text), _letters(known.pairing.flow_after.text)) if ranges else ("", "")
    )
    for a0, a1, b0, b1 in ranges:
        gone, come = ([each for each in rows if each[1] not in moved] for rows in (one[a0:a1], other[b0:b1]))
        lost = {title for _level, title, page in gone if page in known.pairing.removed_pages}
        gone = [each for each in gone if each[1] not in lost and each[1] not in below]
        come = [each for each in come if each[1] not in lost and each[1] not in below]
        if not gone and not come:
            continue
        if (cause := _of_heading(known, gone, come, letters)) is not None:
            cause.others.append(_("The outline follows."))
            continue
        words = [_list_entries(row) for row in (gone, come)]
        text = _("The outline changes: {before} → {after}.").format(before=words[0], after=words[1])
        cause = known.cause((a0, b0), "outline.changed", text)
        cause.facts = repr((gone, come))
        cause.seen_in = {letters_of(title) for _level, title, _page in (*gone, *come)}
        led = (known.pairing.before.outline[n].page for n in range(a0, a1))
        cause.before += [(page, _WHOLE) for page in led if 0 <= page < len(known.pairing.before.pages)]
        cause.after += [(page, _WHOLE) for _level, _title, page in come if 0 <= page < len(known.pairing.after.pages)]


def _list_entries(rows: list[tuple[int, str, int]]) -> str:
    names = [f"{'›' * min(level, _DEEPEST)}“{title}” ({page + 1})" for level, title, page in rows[:_MOST_LISTED]]
    return ", ".join(names) + (" …" if len(rows) > _MOST_LISTED else "") or "–"


def _of_heading(
    known: KnownCauses, gone: list[tuple[int, str, int]], come: list[tuple[int, str, int]], texts: tuple[str, str]
) -> Cause | None:
    """The changed text (or page) that explains the entries *gone* and *come*; *texts* are all letters of both sides."""
    if len(gone) + len(come) > _MOST_ENTRIES:
        return None
    follows = any(_letters(title) not in texts[1] for _level, title, _page in gone) or any(
        _letters(title) not in texts[0] for _level, title, _page in come
    )
    if {title for _l, title, _p in gone} == {title for _l, title, _p in come}:
        follows = [row[0] for row in gone] == [row[0] for row in come] and bool(known.page_causes)
    if not follows:
        return None
    pages = {page for _level, _title, page in come} | {page for _level, _title, page in gone}
    if all(_letters(title) in texts[1] for _level, title, _page in come):
        for cause in known.causes.values():
            places = {page for page, _box in cause.before + cause.after} | cause.moved_pages
            if cause.kind in {"text.changed", "pages.count", "text.moved"} and places & pages:
                return cause
        return next((cause for cause in known.page_causes.values()), None)
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
        pages.others.append(_("The labels of pages follow."))
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
