"""What preflight found in one of two versions only. Pure."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.i18n import ngettext
from pipeline.regression.findings import Finding, PagePair, Place, finding_id, sort_findings
from pipeline.regression.snapshot.snapshot import Box

_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding of preflight: the id of its *check*, its *message*, a sentence; *page* from 0, None: of the file.

    *box* is in pt from the top left corner of the cut page, None: of the whole page.
    """

    check: str
    message: str
    page: int | None = None
    box: Box | None = None


def remark_of(row: dict[str, Any]) -> Remark:
    """The remark that was kept as a *row* of JSON. Raises KeyError, TypeError or ValueError when it tells none."""
    page, box = row["page"], row["box"]
    if box is not None:
        x0, y0, x1, y1 = map(float, box)
        box = x0, y0, x1, y1
        if not all(map(math.isfinite, box)):
            raise ValueError(box)
    return Remark(str(row["check"]), str(row["message"]), None if page is None else int(page), box)


def remark_findings(
    before: Sequence[Remark], after: Sequence[Remark], pages: Sequence[PagePair]
) -> tuple[Finding, ...]:
    """One finding for each check that finds something new, and for each that finds something no more.

    Remarks are the same when they are of one check and one page; *pages* tell what became of pages. What a check finds
    more than once on a page counts.
    """
    there = {one: other for one, other in pages if one is not None and other is not None}
    gone, new = _find_unpaired(before, after, there)
    rows = [_finding("preflight.new", each) for each in new] + [_finding("preflight.gone", each) for each in gone]
    return sort_findings(rows)


def _find_unpaired(
    before: Sequence[Remark], after: Sequence[Remark], there: dict[int, int]
) -> tuple[list[list[Remark]], list[list[Remark]]]:
    waiting: dict[tuple[str, int | None], list[Remark]] = defaultdict(list)
    for each in before:
        waiting[each.check, None if each.page is None else there.get(each.page, -1)].append(each)
    left = []
    for each in after:  # those of the same words first: what is told of the others is what is really new
        twins = waiting[each.check, each.page]
        twin = next((number for number, other in enumerate(twins) if other.message == each.message), None)
        if twin is None:
            left.append(each)
        else:
            del twins[twin]
    new: dict[str, list[Remark]] = defaultdict(list)
    for each in left:
        twins = waiting[each.check, each.page]
        if twins:
            del twins[0]
        else:
            new[each.check].append(each)
    gone: dict[str, list[Remark]] = defaultdict(list)
    for (check, _page), rows in waiting.items():
        gone[check] += rows
    return [rows for rows in gone.values() if rows], list(new.values())


def _finding(kind: str, remarks: list[Remark]) -> Finding:
    check, count = remarks[0].check, len(remarks)
    if kind == "preflight.new":
        text = ngettext(
            "Preflight finds {check}: {message}", "Preflight finds {check} {count} times, first: {message}", count
        )
    else:
        text = ngettext(
            "Preflight finds {check} no more: {message}",
            "Preflight finds {check} {count} times less, first: {message}",
            count,
        )
    marks: tuple[Place, ...] = tuple(
        sorted({(each.page, each.box or _NOWHERE) for each in remarks if each.page is not None})
    )
    before, after = (marks, ()) if kind == "preflight.gone" else ((), marks)
    pages = tuple(sorted({page for page, _box in marks}))
    sentence = text.format(check=check, message=remarks[0].message, count=count)
    return Finding(
        id=finding_id(kind, (check, count), before, after), kind=kind, sentence=sentence, consequence="",
        pages_before=pages if before else (), pages_after=() if before else pages,
        marks_before=before, marks_after=after,
    )  # fmt: skip
