"""Links that came, went, lead elsewhere or lie elsewhere. A link is known by the words it lies on and where it leads.

So a link that moves with its words is the same, and so is one that is broken over two lines.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.pairing import number_in
from pipeline.regression.alignment.text_flow import is_wide
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Box, Line, Link, Page, Snapshot

_MOST_TOLD = 3  # targets or words that a sentence names
_MOST_BOXES = 1_000  # of a page where words changed: beyond, all of it did
_MOST_COMPARED = 40  # links of one target that are compared by their words one with another
_LIKE = 0.6  # of the letters: words are cut at the edges of an area, and letters stand closer in one version
_MOST_OF_SIGN = 2  # letters under the area of the sign of a note
_PART = 0.6  # of the letters: less is a part of the words
_STAYED = 3.0  # pt
_NOWHERE = -1  # the page that a link leads to which is gone, as pdfium has it
_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)
_TEXT_KINDS = frozenset(("text.changed", "pages.count", "articles.moved", "text.moved"))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A link on a *page* with the *words* under its area, its numbers as #; *target* as the pages are now."""

    page: int
    box: Box
    target: str
    words: str

    @property
    def place(self) -> Place:
        return self.page, self.box


_Pair = tuple[_Placed, _Placed]


def find_links(known: KnownCauses) -> None:
    """Tell links that are not as they were: one finding each for all that are gone, new, turned, or moved."""
    gone, come = _links_of(known.pairing.before, known.pairing.page_map), _links_of(known.pairing.after, None)
    pairs = _match(gone, come, lambda each: (each.target, each.words))
    moved = [(one, other) for one, other in pairs if not one.words and _lies_elsewhere(known, one, other)]
    told = _tell(known)
    moved += [pair for pair in _match_cut(known, gone, come) if not _is_told(told[0], pair[0])]
    _match_reset(known, gone, come)
    _match_followers(known, gone, come)
    _match_broken(gone, come)
    _match_alike(gone, come)
    lost = f"page {_NOWHERE}" if known.pairing.removed_pages else ""
    gone[:] = [each for each in gone if not _is_told(told[0], each) and each.target != lost]
    come[:] = [each for each in come if not _is_told(told[1], each)]
    turned = _match(gone, come, lambda each: (known.pairing.page_map.get(each.page, -1), each.words), _there)
    moved += _match(gone, come, lambda each: (known.pairing.page_map.get(each.page, -1), each.target), _at_target)
    _tell_turned(known, turned)
    _tell_group(known, "moved", [one for one, _other in moved], [other for _one, other in moved])
    _tell_group(known, "gone", gone, [])
    _tell_group(known, "new", [], come)


def _links_of(snapshot: Snapshot, page_map: dict[int, int] | None) -> list[_Placed]:
    found = []
    for number, page in enumerate(snapshot.pages):
        for link in sorted(page.links, key=lambda each: (each.box[1], each.box[0])):
            target = link.target
            if page_map is not None and target.startswith("page "):
                there = number_in(target[5:])
                target = target if there is None else f"page {page_map.get(there, _NOWHERE)}"
            words = _words(page, link, snapshot)
            is_of_note = link.target == f"page {number}" and len(words) <= _MOST_OF_SIGN
            if not is_of_note:  # such links go with the signs of notes, whatever they are called
                found.append(_Placed(number, link.box, target, words))
    return found


def _words(page: Page, link: Link, snapshot: Snapshot) -> str:
    """The letters under the area of *link*."""
    x0, y0, x1, y1 = link.box
    parts = []
    for line in page.lines:
        size = max((snapshot.styles[style].size for style, _text in line.pieces), default=0.0)
        if y0 < line.y - 0.3 * size < y1 and line.x < x1 and line.x + line.width > x0:
            parts.append(_letters_between(line, x0, x1))
    text = "".join(parts)
    return "".join("#" if each.isdigit() else each for each in text if not each.isspace())


def _letters_between(line: Line, x0: float, x1: float) -> str:
    text = line.text
    widths = [2 if is_wide(each) else 1 for each in text]
    scale = line.width / max(1, sum(widths))
    found, place = [], line.x
    for letter, width in zip(text, widths, strict=True):
        if x0 <= place + width * scale / 2 <= x1:
            found.append(letter)
        place += width * scale
    return "".join(found)


def _there(each: _Placed) -> tuple[int, str]:
    return each.page, each.words


def _at_target(each: _Placed) -> tuple[int, str]:
    return each.page, each.target


def _match(
    gone: list[_Placed],
    come: list[_Placed],
    key: Callable[[_Placed], tuple[object, ...]],
    other_key: Callable[[_Placed], tuple[object, ...]] | None = None,
) -> list[_Pair]:
    """Take those out of both that have the same key, in order; return them."""
    waiting: dict[tuple[object, ...], deque[_Placed]] = defaultdict(deque)
    for each in come:
        waiting[(other_key or key)(each)].append(each)
    pairs, rest = [], []
    for each in gone:
        row = waiting[key(each)]
        if row:
            pairs.append((each, row.popleft()))
        else:
            rest.append(each)
    left = {id(each) for row in waiting.values() for each in row}
    gone[:], come[:] = rest, [each for each in come if id(each) in left]
    return pairs


def _lies_elsewhere(known: KnownCauses, one: _Placed, other: _Placed) -> bool:
    """Whether a link on no words lies elsewhere on a page where nothing moves."""
    if known.pairing.page_map.get(one.page) != other.page or one.page in known.moved_pages:
        return False
    moved = {page for cause in known.causes.values() if cause.kind == "images.changed" for page, _box in cause.before}
    return one.page not in moved and any(abs(x - y) > _STAYED for x, y in zip(one.box, other.box, strict=True))


def _match_cut(known: KnownCauses, gone: list[_Placed], come: list[_Placed]) -> list[_Pair]:
    """Take links out of both that lie on a part of their words now, or did before, on pages where nothing moves."""
    waiting: dict[tuple[int, str], list[_Placed]] = defaultdict(list)
    for each in come:
        waiting[each.page, each.target].append(each)
    pairs = []
    for one in gone:
        there = known.pairing.page_map.get(one.page, -1)
        row = waiting[there, one.target] if one.page not in known.moved_pages else []
        other = next((each for each in row if _is_cut(one, each)), None)
        if other is not None:
            row.remove(other)
            pairs.append((one, other))
    cut = {id(each) for pair in pairs for each in pair}
    gone[:], come[:] = ([each for each in row if id(each) not in cut] for row in (gone, come))
    return pairs


def _is_cut(one: _Placed, other: _Placed) -> bool:
    """Whether both begin or end at the same place of a line, and one lies on a part of the other's words."""
    part, whole = sorted((one, other), key=lambda each: len(each.words))
    is_there = any(abs(one.box[n] - other.box[n]) <= _STAYED for n in (0, 2)) and all(
        abs(one.box[n] - other.box[n]) <= _STAYED for n in (1, 3)
    )
    is_part = bool(part.words) and part.words in whole.words and len(part.words) <= _PART * len(whole.words)
    return is_there and is_part


def _match_reset(known: KnownCauses, gone: list[_Placed], come: list[_Placed]) -> None:
    """Take links out of both that lead to the same from text which moved: where its lines are broken anew, a link has
    other areas, each around all of its words that stand in one line.
    """
    waiting: dict[str, list[_Placed]] = defaultdict(list)
    for each in come:
        waiting[each.target].append(each)
    matched: set[int] = set()
    for one in gone:
        if one.page not in known.moved_pages:
            continue
        pairs = known.pairing.page_pairs
        others = [each for each in waiting[one.target] if (one.page, each.page) in pairs]
        alike = (each for each in others if each.words in one.words or one.words in each.words)
        if (other := next(alike, next(iter(others), None))) is not None:
            waiting[one.target].remove(other)
            matched |= {id(one), id(other)}
    gone[:], come[:] = ([each for each in row if id(each) not in matched] for row in (gone, come))


def _match_followers(known: KnownCauses, gone: list[_Placed], come: list[_Placed]) -> None:
    """Take links out of both that lead to text which went to another page."""
    waiting: dict[str, list[_Placed]] = defaultdict(list)
    for each in come:
        if each.target.startswith("page "):
            waiting[each.words].append(each)
    followed: set[int] = set()
    for one in gone:
        row = waiting.get(one.words, [])[:_MOST_COMPARED] if one.target.startswith("page ") else []
        other = next((each for each in row if id(each) not in followed and _follows(known, one, each)), None)
        if other is not None:
            followed |= {id(one), id(other)}
            waiting[one.words].remove(other)
    gone[:], come[:] = ([each for each in row if id(each) not in followed] for row in (gone, come))


def _follows(known: KnownCauses, one: _Placed, other: _Placed) -> bool:
    """Whether text of the one page went to the other while the flow there was moved."""
    here, now = known.pairing.origins.get(number_in(one.target[5:])), number_in(other.target[5:])
    return here in known.moved_pages and (here, now) in known.pairing.page_pairs


def _match_broken(gone: list[_Placed], come: list[_Placed]) -> None:
    """Take links out of both whose areas are of other lines, but on the same words."""
    runs = [[list(row) for _target, row in groupby(side, key=lambda each: each.target)] for side in (gone, come)]
    joined = [[replace(row[0], words="".join(each.words for each in row)) for row in side] for side in runs]
    kept = joined[0][:], joined[1][:]
    _match_alike(*kept)
    left = {id(each) for side in kept for each in side}
    for side, rows, heads in zip((gone, come), runs, joined, strict=True):
        side[:] = [each for row, head in zip(rows, heads, strict=True) if id(head) in left for each in row]


def _match_alike(gone: list[_Placed], come: list[_Placed]) -> None:
    """Take links out of both that lead to the same and lie on about the same words."""
    waiting: dict[str, list[_Placed]] = defaultdict(list)
    for each in come:
        waiting[each.target].append(each)
    matched: set[int] = set()
    for one in gone:
        row = [each for each in waiting[one.target] if id(each) not in matched][:_MOST_COMPARED]
        other = next((each for each in row if _is_like(one.words, each.words)), None)
        if other is not None:
            matched |= {id(one), id(other)}
    gone[:], come[:] = ([each for each in row if id(each) not in matched] for row in (gone, come))


def _is_like(one: str, other: str) -> bool:
    if one == other:
        return True
    if not one or not other:
        return False
    if min(len(one), len(other)) <= 3:
        return one in other or other in one
    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio() >= _LIKE


# --- telling ---------------------------------------------------------------------------------------------------------


def _tell_turned(known: KnownCauses, pairs: Sequence[_Pair]) -> None:
    ways: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for one, other in pairs:
        ways[one.target, other.target].append((one, other))
    for way, rows in ways.items():
        if len(ways) > _MOST_TOLD:
            text = ngettext("{count} link leads elsewhere.", "{count} links lead elsewhere.", len(pairs))
            cause = known.cause(("turned",), "links.changed", text.format(count=len(pairs)))
        else:
            text = _("A link changes: {before} → {after}.")
            cause = known.cause(way, "links.changed", text.format(before=_name(way[0]), after=_name(way[1])))
        _place(cause, [one for one, _other in rows], [other for _one, other in rows])


def _tell_group(known: KnownCauses, name: str, gone: Sequence[_Placed], come: Sequence[_Placed]) -> None:
    count = max(len(gone), len(come))
    if not count:
        return
    targets = _list(_name(each.target) for each in gone or come)
    words = [
        _list(_("“{text}”").format(text=shown) for each in side if (shown := each.words.strip("#")))
        for side in (gone, come)
    ]
    if name == "moved":
        text = ngettext(
            "{count} link lies elsewhere: {targets}; before on {before}, now on {after}.",
            "{count} links lie elsewhere: {targets}; before on {before}, now on {after}.",
            count,
        )
    elif name == "gone":
        text = ngettext("{count} link is gone: {targets}.", "{count} links are gone: {targets}.", count)
    else:
        text = ngettext("{count} link is new: {targets}.", "{count} links are new: {targets}.", count)
    told = text.format(count=count, targets=targets, before=words[0] or "–", after=words[1] or "–")
    _place(known.cause((name,), "links.changed", told), gone, come)


def _place(cause: Draft, gone: Iterable[_Placed], come: Iterable[_Placed]) -> None:
    cause.facts += repr([[(each.target, each.words) for each in side] for side in (gone, come)])
    cause.before += [each.place for each in gone]
    cause.after += [each.place for each in come]


def _list(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    return _(", ").join(known[:_MOST_TOLD]) + (" …" if len(known) > _MOST_TOLD else "")


def _name(target: str) -> str:
    page = number_in(target[5:]) if target.startswith("page ") else None
    return target or "–" if page is None else _("page {page}").format(page=page + 1)


def _tell(known: KnownCauses) -> tuple[dict[int, list[Box]], dict[int, list[Box]]]:
    """Where words or pages are told to have changed, before and after, by page."""
    found: tuple[dict[int, list[Box]], dict[int, list[Box]]] = defaultdict(list), defaultdict(list)
    for cause in known.causes.values():
        if cause.kind in _TEXT_KINDS:
            for side, places in zip(found, (cause.before, cause.after), strict=True):
                for page, box in places:
                    side[page].append(box)
    for side in found:
        side.update({page: [_WHOLE] for page, boxes in side.items() if len(boxes) > _MOST_BOXES})
    return found


def _is_told(told: dict[int, list[Box]], link: _Placed) -> bool:
    """Whether the words of the link, or its page, are told to have changed."""
    return any(place == _WHOLE or _overlap(link.box, place) for place in told.get(link.page, ()))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
