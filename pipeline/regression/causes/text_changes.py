"""Changed words, pages that came and went, text that moved, and changed styles of text that stayed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.alignment import rising
from pipeline.regression.alignment.pairing import Pairing, number_in
from pipeline.regression.alignment.text_flow import NOTES_FROM, Flow
from pipeline.regression.findings import Cause, page_ranges
from pipeline.regression.snapshot.snapshot import Entry, Snapshot

_LONGEST = 40  # characters of a text that are quoted
_AROUND = 8
_PARTED = 2  # letters that stayed by chance between changed ones
_JOINTS = frozenset("- \u00ad")
_WORD = re.compile(r"[0-9A-Za-zÀ-ɏ]")

Gap = tuple[int, int, int, int]  # from, to in the text before; from, to in the text after


def find_pages(pairing: Pairing) -> None:
    """Pages that came or went with all that is on them."""
    added, removed = pairing.added_pages, pairing.removed_pages
    added, removed = _alone(pairing, added, after=True), _alone(pairing, removed, after=False)
    if not added and not removed:
        return
    parts = []
    if added:
        text = ngettext("Page {pages} is new.", "Pages {pages} are new.", len(added))
        parts.append(text.format(pages=", ".join(page_ranges(added))))
    if removed:
        text = ngettext("Page {pages} is gone.", "Pages {pages} are gone.", len(removed))
        parts.append(text.format(pages=", ".join(page_ranges(removed))))
    cause = pairing.cause((), "pages.count", " ".join(parts))
    cause.before += [(page, (0.0, 0.0, 0.0, 0.0)) for page in removed]
    cause.after += [(page, (0.0, 0.0, 0.0, 0.0)) for page in added]
    cause.page_shift = len(pairing.after.pages) - len(pairing.before.pages)


def _alone(pairing: Pairing, pages: list[int], *, after: bool) -> list[int]:
    """Those of *pages* on which no text stayed, and nothing that begins or ends on a page that is known."""
    flow = pairing.flow_after if after else pairing.flow_before
    side = 1 if after else 0
    stayed = _Spans([(row[side], row[side] + row[2]) for row in pairing.matches + pairing.moves if row[2] > 6])
    gaps = _Spans([row[2:] if after else row[:2] for row in pairing.gaps])
    unknown = set(pages)
    lines: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(flow.lines):
        if line.page in unknown:
            lines[line.page].append(index)

    def has_company(page: int) -> bool:
        for index in lines[page]:
            start, end = flow.starts[index], flow.end_of(index)
            if stayed.at(start, end):
                return True
            if (gap := gaps.at(start, end)) is not None:
                return not unknown >= {flow.lines[flow.line_at(place)].page for place in (gap[0], gap[1] - 1)}
        return False

    return [page for page in pages if not has_company(page)]


class _Spans:
    """Stretches of a text, to be found by a place."""

    def __init__(self, rows: list[tuple[int, int]]) -> None:
        self._rows = sorted(row for row in rows if row[1] > row[0])
        self._starts = [row[0] for row in self._rows]

    def at(self, start: int, end: int) -> tuple[int, int] | None:
        """The last that begins before *end*, if it reaches beyond *start*."""
        place = bisect_left(self._starts, end) - 1
        return self._rows[place] if place >= 0 and self._rows[place][1] > start else None


def find_texts(pairing: Pairing) -> None:
    """Words that changed, one finding for a paragraph; page numbers that only follow are left to ``follow``."""
    one, other = pairing.flow_before, pairing.flow_after
    new_pages = pairing.causes.get(("pages.count",))
    covered_before = {page for page, _box in new_pages.before} if new_pages else set()
    covered_after = {page for page, _box in new_pages.after} if new_pages else set()
    groups: dict[tuple[object, ...], list[tuple[int, int, int, int]]] = defaultdict(list)
    whole = _join(_whole_words(one.text, other.text, raw) for raw in join_near_gaps(one.text, other.text, pairing.gaps))
    for gap in whole:
        if not _says_something(one, other, gap):
            continue
        a0, a1, b0, b1 = gap
        place = min(a0, len(one.text) - 1)
        line, there = one.line_at(place), other.line_at(min(b0, len(other.text) - 1))
        on_new = b1 > b0 and all(
            other.lines[each].page in covered_after for each in range(there, other.line_at(b1 - 1) + 1)
        )
        on_gone = a1 > a0 and all(
            one.lines[each].page in covered_before for each in range(line, one.line_at(a1 - 1) + 1)
        )
        if (on_new or b1 == b0) and (on_gone or a1 == a0) and new_pages:
            if one.lines:
                pairing.line_causes.setdefault(line, new_pages)
            continue
        if _follows(pairing, one.text[a0:a1], other.text[b0:b1]):
            pairing.references += 1
            pairing.line_causes.setdefault(line, pairing.followed)
            pairing.followed.before.append(pairing.place_before(line))
            pairing.followed.after.append(pairing.place_after(there))
            continue
        paragraphs = (one.paragraphs[line] if one.lines else -1, other.paragraphs[there] if other.lines else -1)
        groups[paragraphs].append(gap)
    for key, gaps in merge_corrections(one.text, other.text, groups).items():
        _add_text(pairing, key, gaps)


def _follows(pairing: Pairing, before: str, after: str) -> bool:
    """Whether a page number changed by as much as a page moved."""
    here, now = number_in(before), number_in(after)
    return here is not None and now is not None and here != now and now - here in pairing.page_shifts


def _says_something(one: Flow, other: Flow, gap: tuple[int, int, int, int]) -> bool:
    """Whether a difference is more than a hyphen or a space at the end of a line."""
    a0, a1, b0, b1 = gap
    words = set(one.text[a0:a1] + other.text[b0:b1]) - {NOTES_FROM}
    if not words:
        return False
    if not words <= _JOINTS:
        return True
    ends = (flow.end_of(flow.line_at(end - 1)) if end else 0 for flow, end in ((one, a1), (other, b1)) if flow.lines)
    return not any(abs(end - place) <= 1 for end, place in zip(ends, (a1, b1), strict=False))


def _join(gaps: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """*gaps*, those as one that have a word or a number in common: 19 → 21 is not 2 before and 9 behind a 1."""
    found: list[tuple[int, int, int, int]] = []
    for a0, a1, b0, b1 in gaps:
        if found and (a0 < found[-1][1] or b0 < found[-1][3]):
            found[-1] = found[-1][0], a1, found[-1][2], b1
        else:
            found.append((a0, a1, b0, b1))
    return found


def _whole_words(one: str, other: str, gap: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """*gap* widened to whole words and numbers."""
    a0, a1, b0, b1 = gap
    inner = one[a0:a1] + other[b0:b1]
    if not inner or (not _WORD.match(inner[0]) and not _WORD.match(inner[-1])):
        return gap
    while a0 and b0 and one[a0 - 1] == other[b0 - 1] and _WORD.match(one[a0 - 1]) and a1 - a0 < 60:
        a0, b0 = a0 - 1, b0 - 1
    while a1 < len(one) and b1 < len(other) and one[a1] == other[b1] and _WORD.match(one[a1]) and a1 - a0 < 60:
        a1, b1 = a1 + 1, b1 + 1
    return a0, a1, b0, b1


def _add_text(pairing: Pairing, key: tuple[object, ...], gaps: list[tuple[int, int, int, int]]) -> None:
    one, other = pairing.flow_before, pairing.flow_after
    kinds = {(one.text[a0:a1], other.text[b0:b1]): (a0, a1, b0, b1) for a0, a1, b0, b1 in reversed(gaps)}
    told = [_sentence(one.text, other.text, gap) for gap in sorted(kinds.values())[:5]]
    if len(kinds) == 1 < len(gaps):
        again = len(gaps) - 1
        text = ngettext("The same in {count} other place.", "The same in {count} other places.", again)
        told.append(text.format(count=again))
    cause = pairing.cause(key, "text.changed", " ".join(told))
    cause.facts = repr([(one.text[a0:a1], other.text[b0:b1]) for a0, a1, b0, b1 in gaps])
    for a0, a1, b0, b1 in gaps:
        if one.lines:
            lines = range(one.line_at(min(a0, len(one.text) - 1)), one.line_at(max(a0, a1 - 1)) + 1)
            cause.before += [pairing.place_before(line) for line in lines]
            first = one.line_at(max(0, a0 - 1))
            for line in {first, *lines, min(len(one.lines) - 1, one.line_at(min(a1, len(one.text) - 1)))}:
                pairing.line_causes.setdefault(line, cause)
        if other.lines:
            last = other.line_at(max(b0, b1 - 1))
            cause.after += [pairing.place_after(line) for line in range(other.line_at(min(b0, b1)), last + 1)]


def _sentence(one: str, other: str, gap: tuple[int, int, int, int]) -> str:
    a0, a1, b0, b1 = gap
    before, after = one[a0:a1].strip(), other[b0:b1].strip()
    context = one[max(0, a0 - _AROUND) : a0].replace(NOTES_FROM, "")
    if not before:
        return _("“{after}” is new, after “{context}”.").format(after=quote(after), context=context)
    if not after:
        return _("“{before}” is gone, after “{context}”.").format(before=quote(before), context=context)
    return _("“{before}” became “{after}”, after “{context}”.").format(
        before=quote(before), after=quote(after), context=context
    )


def quote(text: str) -> str:
    """*text*, with its middle left out when it is long."""
    text = text.replace(NOTES_FROM, "")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


# --- articles -------------------------------------------------------------------------------------------------------


def find_moves(pairing: Pairing) -> None:
    """Articles that stand in another order, by the outline; then other text that stands elsewhere in the stream."""
    titles = _titles(pairing.before), _titles(pairing.after)
    common = [title for title in titles[0] if title in titles[1]]
    order = [title for title in titles[1] if title in titles[0]]
    articles = dict.fromkeys(each for each in _out_of_order(common, order) if titles[0][each] != titles[1][each])
    under = parents(pairing.before)
    for title in (each for each in articles if under.get(each) not in articles):
        folios = (side.pages[page].label or str(page + 1) for side, page in _pages_of(pairing, titles, title))
        text = _("“{title}” moves from folio {before} to folio {after}.")
        before, after = folios
        cause = pairing.cause((title,), "articles.moved", text.format(title=title, before=before, after=after))
        cause.before.append((titles[0][title], (0.0, 0.0, 0.0, 0.0)))
        cause.after.append((titles[1][title], (0.0, 0.0, 0.0, 0.0)))
    article = next((each for key, each in pairing.causes.items() if key[0] == "articles.moved"), None)
    for a, b, size in pairing.moves:
        _add_move(pairing, a, b, size, article)


def _pages_of(
    pairing: Pairing, titles: tuple[dict[str, int], dict[str, int]], title: str
) -> list[tuple[Snapshot, int]]:
    return [(pairing.before, titles[0][title]), (pairing.after, titles[1][title])]


def _add_move(pairing: Pairing, a: int, b: int, size: int, article: Cause | None) -> None:
    one, other = pairing.flow_before, pairing.flow_after
    line, there = one.line_at(a), other.line_at(b)
    lines = range(line, one.line_at(a + size - 1) + 1)
    if article is None:
        if one.lines[line].is_note != other.lines[there].is_note:
            return  # it has another size: told as that
        text = _("“{text}” stands elsewhere in the text.").format(text=quote(one.text[a : a + size]))
        article = pairing.cause((a,), "text.moved", text)
        article.after += [pairing.place_after(each) for each in range(there, other.line_at(b + size - 1) + 1)]
        article.before += [pairing.place_before(each) for each in lines]
    for each in [*lines, min(lines[-1] + 1, len(one.lines) - 1)]:
        pairing.line_causes.setdefault(each, article)


def parents(snapshot: Snapshot) -> dict[str, str]:
    """Below which entry of the outline each title stands."""
    found: dict[str, str] = {}
    above: list[Entry] = []
    for entry in snapshot.outline:
        above = [each for each in above if each.level < entry.level]
        if above:
            found.setdefault(entry.title, above[-1].title)
        above.append(entry)
    return found


def _titles(snapshot: Snapshot) -> dict[str, int]:
    found: dict[str, int] = {}
    top = min((entry.level for entry in snapshot.outline), default=0)
    for entry in snapshot.outline:
        if 0 <= entry.page < len(snapshot.pages) and entry.level <= top + 1:
            found.setdefault(entry.title, entry.page)
    return found


def _out_of_order(one: list[str], other: list[str]) -> list[str]:
    """Of *one*, which has the same members as *other*, the fewest that must move to come to its order."""
    places = {title: place for place, title in enumerate(other)}
    # From the end, since of two that changed places the second is said to have moved.
    backwards = [(n, -places[one[n]]) for n in range(len(one) - 1, -1, -1)]
    kept = {one[place] for place, _there in rising(backwards)}
    return [title for title in one if title not in kept]


def join_near_gaps(one: str, other: str, gaps: Sequence[Gap]) -> list[Gap]:
    """*gaps*, in order; those with only a letter or two between them are one, unless there is a number in them."""
    rows: list[Gap] = []
    for gap in gaps:
        last = rows[-1] if rows else None
        if last is not None and gap[0] - last[1] == gap[2] - last[3] <= _PARTED:
            words = one[last[0] : gap[1]] + other[last[2] : gap[3]]
            if not any(each.isdigit() for each in words) and gap[0] - last[1] >= 0:
                rows[-1] = last[0], gap[1], last[2], gap[3]
                continue
        rows.append(gap)
    return rows


def merge_corrections(
    one: str, other: str, groups: Mapping[tuple[object, ...], list[Gap]]
) -> dict[tuple[object, ...], list[Gap]]:
    """*groups* of gaps by their paragraphs; where the same words became the same others, they are one group."""
    found: dict[tuple[object, ...], list[Gap]] = {}
    firsts: dict[tuple[str, ...], tuple[object, ...]] = {}
    for key, gaps in groups.items():
        first = key
        if len(gaps) == 1:
            a0, a1, b0, b1 = gaps[0]
            words = one[a0:a1], other[b0:b1]
            if all(words):  # single letters are known by what stands beside them
                beside = one[max(0, a0 - 1) : a0], one[a1 : a1 + 1] if min(map(len, words)) < 2 else ""
                first = firsts.setdefault((*words, *beside), key)
        found.setdefault(first, []).extend(gaps)
    return found
