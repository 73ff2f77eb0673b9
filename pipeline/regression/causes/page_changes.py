"""What pages and the file carry besides their text: heads and folios, boxes, links, outline, labels, tags."""

import re
from collections import Counter, defaultdict
from itertools import takewhile

from pipeline.i18n import _
from pipeline.regression.alignment.alignment import unlike
from pipeline.regression.alignment.page_measures import width_of
from pipeline.regression.alignment.pairing import Pairing, number_in
from pipeline.regression.alignment.text_flow import is_wide
from pipeline.regression.causes.flow_changes import FlowChanges
from pipeline.regression.causes.shifts import TOLERANCE, across_of
from pipeline.regression.causes.style_changes import style_causes
from pipeline.regression.causes.text_changes import parents
from pipeline.regression.findings import Cause
from pipeline.regression.snapshot.snapshot import Box, Line, Link, Page, Snapshot

_DIGITS = re.compile(r"[0-9]{1,9}")
_INLINE = frozenset({"Span", "NonStruct", "Em", "Strong"})
_Placed = tuple[int, Link]
_MOST_ENTRIES = 200  # of an outline that are looked for in the text at once
_MOST_WAYS = 2_000_000  # links before times places they lead to after: beyond, all of them are told
_MOST_BOXES = 1_000  # of a page where words changed: beyond, all of it did
_MIRRORED = 3.0  # pt
_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)  # no place on the page


def find_boxes(pairing: Pairing) -> None:
    """Pages of another size, with other boxes, or turned."""
    for page, there in sorted(pairing.page_map.items()):
        one, other = pairing.before.pages[page], pairing.after.pages[there]
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
            cause = pairing.cause(tuple(told), "boxes.changed", text)
            cause.before.append((page, _WHOLE))
            cause.after.append((there, _WHOLE))


def _box_text(box: Box | None) -> str:
    return "–" if box is None else " ".join(f"{each:g}" for each in box)


def find_furniture(pairing: Pairing, flow: FlowChanges) -> None:
    """Running heads and folios of pages that stayed: words, style, place. A folio that follows its page is none."""
    for page, there in sorted(pairing.page_map.items()):
        one = list(pairing.flow_before.furniture.get(page, ()))
        other = list(pairing.flow_after.furniture.get(there, ()))
        pairs = []
        for line in list(one):
            words = _DIGITS.sub("", line.text)
            twin = min(
                (each for each in other if _DIGITS.sub("", each.text) == words),
                key=lambda each: abs(each.y - line.y) + abs(each.x - line.x),
                default=None,
            )
            if twin is not None:
                pairs.append((line, twin))
                one.remove(line)
                other.remove(twin)
        pairs += zip(one, other, strict=False)
        for line, twin in pairs:
            _compare(pairing, flow, (page, line), (there, twin))
        rest = one[len(other) :] or other[len(one) :]
        for line in rest:
            text = _("“{text}” in the margin is gone.") if one[len(other) :] else _("“{text}” in the margin is new.")
            cause = pairing.cause((line.text, len(one)), "text.changed", text.format(text=line.text))
            (cause.before if one[len(other) :] else cause.after).append(
                (page if one[len(other) :] else there, _line_box(line, 10.0))
            )


def _compare(pairing: Pairing, flow: FlowChanges, here: tuple[int, Line], now: tuple[int, Line]) -> None:
    (page, line), (there, twin) = here, now
    places = (page, _line_box(line, 10.0)), (there, _line_box(twin, 10.0))
    causes: list[Cause] = []
    if _normal(line.text) != _normal(twin.text):
        shift = there - page
        numbers = [list(map(int, _DIGITS.findall(each.text))) for each in (line, twin)]
        follows = len(numbers[0]) == len(numbers[1]) and all(y - x in {0, shift} for x, y in zip(*numbers, strict=True))
        if not (follows and _DIGITS.sub("", line.text) == _DIGITS.sub("", twin.text)):
            words = _DIGITS.sub("0", line.text), _DIGITS.sub("0", twin.text)
            text = _("In the margin “{before}” became “{after}”.").format(before=line.text, after=twin.text)
            known = pairing.word_causes.get(_changed_words(line.text, twin.text))
            causes.append(known or pairing.cause(words, "text.changed", text))
    for (style, _text), (other, _words) in zip(line.pieces, twin.pieces, strict=False):
        causes += style_causes(pairing, pairing.before.styles[style], pairing.after.styles[other])
    across = across_of(line, twin)
    if (there - page) % 2 and _is_mirrored(line, twin, pairing.before.pages[page]):
        across = 0.0  # the page is on the other side of the sheet: outside is outside
    if not causes and _normal(line.text) != _normal(twin.text):
        causes.append(pairing.followed)
        across = across if abs(across) > abs(twin.width - line.width) + TOLERANCE else 0.0
    if causes in ([], [pairing.followed]) and (abs(line.y - twin.y) > TOLERANCE or abs(across) > TOLERANCE):
        known = pairing.page_causes.get(page)
        if known is None or known.kind != "blocks.shifted":
            causes.append(flow.shift((0, across, twin.y - line.y)).cause)
    for cause in causes:
        cause.before.append(places[0])
        cause.after.append(places[1])


def _changed_words(one: str, other: str) -> tuple[str, str]:
    """What is left of both without the beginning and the end that they have in common."""
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    return one[start : len(one) - end], other[start : len(other) - end]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with alike."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


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


# --- links, outline, labels, tags -----------------------------------------------------------------------------------


def find_links(pairing: Pairing) -> None:
    """Links that came, went, or lead elsewhere. A link in several pieces is one; pages that moved are the same."""
    one, other = _links(pairing.before, pairing.page_map), _links(pairing.after, None)
    targets = [each.target for _page, each in one], [each.target for _page, each in other]
    lost = {f"page {page}" for page in pairing.removed_pages}
    told = _tell(pairing)
    found: list[tuple[tuple[int, int], list[_Placed], list[_Placed]]] = []
    for a0, a1, b0, b1 in unlike(*targets):
        gone = [each for each in one[a0:a1] if not _is_told(told[0], each)]
        if gone and lost >= {each.target for _page, each in gone} and b1 - b0 in {0, a1 - a0}:
            continue  # where they led is gone
        come = [each for each in other[b0:b1] if not _is_told(told[1], each)]
        pairs = list(zip(gone, come, strict=False))
        if len(gone) != len(come) or not all(_follows(pairing, x.target, y.target) for (_p, x), (_q, y) in pairs):
            found.append(((a0, b0), gone, come))
    _leave_followers(pairing, [row[1] for row in found], [row[2] for row in found])
    _leave_both(pairing, found, (one, other))
    for key, gone, come in found:
        if not gone and not come:
            continue
        words = [", ".join(_target_text(each) for _page, each in row) or "–" for row in (gone, come)]
        text = _("A link changes: {before} → {after}.").format(before=words[0], after=words[1])
        cause = pairing.cause(key, "links.changed", text)
        cause.facts = repr([each.target for _page, each in (*gone, *come)])
        cause.before += [(page, each.box) for page, each in gone]
        cause.after += [(page, each.box) for page, each in come]


def _leave_both(
    pairing: Pairing,
    found: list[tuple[tuple[int, int], list[_Placed], list[_Placed]]],
    links: tuple[list[_Placed], list[_Placed]],
) -> None:
    """Take links out of *found* that are on their page before and after: they change places with their columns."""
    sides = [{(page, each.target) for page, each in side} for side in links]
    for _key, gone, come in found:
        gone[:] = [row for row in gone if (pairing.page_map.get(row[0], -1), row[1].target) not in sides[1]]
        come[:] = [row for row in come if (pairing.origins.get(row[0], -1), row[1].target) not in sides[0]]


def _leave_followers(pairing: Pairing, gone: list[list[_Placed]], come: list[list[_Placed]]) -> None:
    """Take the links out of both that lead to text which went to another page."""
    waiting: dict[str, int] = Counter(each.target for row in come for _page, each in row)
    followed: Counter[str] = Counter()
    pages = [target for target in waiting if target.startswith("page ")]
    if len(pages) * sum(map(len, gone)) > _MOST_WAYS:
        return
    for row in gone:
        for each in list(row):
            ways = (there for there in pages if waiting[there] and _follows(pairing, each[1].target, there))
            if (there := next(ways, None)) is not None:
                waiting[there] -= 1
                followed[there] += 1
                row.remove(each)
    for row in come:
        for each in list(row):
            if followed[each[1].target]:
                followed[each[1].target] -= 1
                row.remove(each)


def _links(snapshot: Snapshot, page_map: dict[int, int] | None) -> list[tuple[int, Link]]:
    found: list[tuple[int, Link]] = []
    for number, page in enumerate(snapshot.pages):
        for link in sorted(page.links, key=lambda each: (each.box[1], each.box[0])):
            target = link.target
            if page_map is not None and target.startswith("page "):
                there = number_in(target[5:])
                target = target if there is None else f"page {page_map.get(there, there)}"
            if not found or found[-1][1].target != target:
                found.append((number, Link(link.box, target)))
    return found


def _follows(pairing: Pairing, before: str, after: str) -> bool:
    """Whether both targets are pages, and text of the one went to the other while the flow there was moved."""
    if not (before.startswith("page ") and after.startswith("page ")):
        return False
    here, now = pairing.origins.get(number_in(before[5:])), number_in(after[5:])
    return here in pairing.page_causes and (here, now) in pairing.page_pairs


def _target_text(link: Link) -> str:
    target = link.target
    page = number_in(target[5:]) if target.startswith("page ") else None
    return target if page is None else _("page {page}").format(page=page + 1)


def _tell(pairing: Pairing) -> tuple[dict[int, list[Box]], dict[int, list[Box]]]:
    """Where words or pages are told to have changed, before and after, by page."""
    found: tuple[dict[int, list[Box]], dict[int, list[Box]]] = defaultdict(list), defaultdict(list)
    for cause in pairing.causes.values():
        if cause.kind in {"text.changed", "pages.count", "articles.moved", "text.moved"}:
            for side, places in zip(found, (cause.before, cause.after), strict=True):
                for page, box in places:
                    side[page].append(box)
    for side in found:
        side.update({page: [_WHOLE] for page, boxes in side.items() if len(boxes) > _MOST_BOXES})
    return found


def _is_told(told: dict[int, list[Box]], link: tuple[int, Link]) -> bool:
    """Whether the words of the link, or its page, are told to have changed."""
    return any(place == _WHOLE or _overlap(link[1].box, place) for place in told.get(link[0], ()))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def find_outline(pairing: Pairing) -> None:
    """Entries of the outline that changed, unless the words of their heading did."""
    one = [(each.level, each.title, pairing.page_map.get(each.page, each.page)) for each in pairing.before.outline]
    other = [(each.level, each.title, each.page) for each in pairing.after.outline]
    moved = {key[1] for key in pairing.causes if key[0] == "articles.moved"}
    below = {title for title, above in parents(pairing.before).items() if above in moved}
    letters = _letters(pairing.flow_before.text), _letters(pairing.flow_after.text)
    for a0, a1, b0, b1 in unlike(one, other):
        gone, come = ([each for each in rows if each[1] not in moved] for rows in (one[a0:a1], other[b0:b1]))
        lost = {title for _level, title, page in gone if page in pairing.removed_pages}
        gone = [each for each in gone if each[1] not in lost and each[1] not in below]
        come = [each for each in come if each[1] not in lost and each[1] not in below]
        if not gone and not come:
            continue
        if (cause := _of_heading(pairing, gone, come, letters)) is not None:
            cause.others.append(_("The outline follows."))
            continue
        words = [", ".join(f"“{title}” ({page + 1})" for _level, title, page in row) or "–" for row in (gone, come)]
        text = _("The outline changes: {before} → {after}.").format(before=words[0], after=words[1])
        cause = pairing.cause((a0, b0), "outline.changed", text)
        cause.facts = repr((gone, come))
        led = (pairing.before.outline[n].page for n in range(a0, a1))
        cause.before += [(page, _WHOLE) for page in led if 0 <= page < len(pairing.before.pages)]
        cause.after += [(page, _WHOLE) for _level, _title, page in come if 0 <= page < len(pairing.after.pages)]


def _of_heading(
    pairing: Pairing, gone: list[tuple[int, str, int]], come: list[tuple[int, str, int]], texts: tuple[str, str]
) -> Cause | None:
    """The changed text (or page) that explains the entries *gone* and *come*; *texts* are all letters of both sides."""
    if len(gone) + len(come) > _MOST_ENTRIES:
        return None
    follows = any(_letters(title) not in texts[1] for _level, title, _page in gone) or any(
        _letters(title) not in texts[0] for _level, title, _page in come
    )
    if {title for _l, title, _p in gone} == {title for _l, title, _p in come}:
        follows = [row[0] for row in gone] == [row[0] for row in come] and bool(pairing.page_causes)
    if not follows:
        return None
    pages = {page for _level, _title, page in come} | {page for _level, _title, page in gone}
    if all(_letters(title) in texts[1] for _level, title, _page in come):
        for cause in pairing.causes.values():
            places = {page for page, _box in cause.before + cause.after} | cause.moved_pages
            if cause.kind in {"text.changed", "pages.count", "text.moved"} and places & pages:
                return cause
        return next((cause for cause in pairing.page_causes.values()), None)
    return None


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum() or (is_wide(each) and each.isprintable()))


def find_labels(pairing: Pairing) -> None:
    """Labels of pages that stayed; numbers that go on as they did follow from added pages."""
    changed = [
        (page, there)
        for page, there in sorted(pairing.page_map.items())
        if pairing.before.pages[page].label != pairing.after.pages[there].label and not _goes_on(pairing, page, there)
    ]
    if changed:
        labels = pairing.before.pages[changed[0][0]].label or "–", pairing.after.pages[changed[0][1]].label or "–"
        text = _("Pages are labelled otherwise, the first {before} → {after}.")
        cause = pairing.cause((), "labels.changed", text.format(before=labels[0], after=labels[1]))
        cause.facts = repr([pairing.after.pages[there].label for _page, there in changed])
        cause.before += [(page, _WHOLE) for page, _there in changed]
        cause.after += [(there, _WHOLE) for _page, there in changed]


def _goes_on(pairing: Pairing, page: int, there: int) -> bool:
    labels = number_in(pairing.before.pages[page].label), number_in(pairing.after.pages[there].label)
    return labels[0] is not None and labels[1] is not None and labels[1] - labels[0] == there - page


def find_tags(pairing: Pairing) -> None:
    """Another number of tags, where nothing else tells why."""
    if pairing.before.tags == pairing.after.tags or (
        pairing.causes.keys() - {("colour.changed",)} and pairing.page_causes
    ):
        return
    reasons = {"text.changed", "pages.count", "images.changed", "links.changed", "articles.moved"}
    if any(cause.kind in reasons for cause in pairing.causes.values()):
        return
    one, other = dict(pairing.before.tags), dict(pairing.after.tags)
    names = {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
    if names <= _INLINE and any(cause.kind.startswith("style") for cause in pairing.causes.values()):
        return  # words that are stressed are tagged for it
    told = [f"{name} {one.get(name, 0)} → {other.get(name, 0)}" for name in sorted(names)]
    text = _("The tags change: {tags}.").format(tags=", ".join(told[:8]))
    pairing.cause(tuple(told), "tags.changed", text)
