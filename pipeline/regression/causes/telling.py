"""Causes with what follows from them, as findings: the one place where a finding's sentences are put together. Pure."""

from collections.abc import Iterable
from itertools import chain

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.causes.block_words import tell_where
from pipeline.regression.causes.follower_words import tell_follower
from pipeline.regression.causes.selection import Consequence, Explanation
from pipeline.regression.findings import Finding, Place, finding_id, page_ranges, sort_findings

# Kinds of what is done to text: it is told whose.
_NAMED_BY_TEXT = frozenset({"style.spacing", "style.font", "style.size", "style.weight", "colour.changed"})
_MOST_MARKS = 500
_MOST_SIZES = 5  # that are told


def tell_all(pairing: Pairing, explanations: Iterable[Explanation]) -> tuple[Finding, ...]:
    """The findings that *explanations* are told as, the most important first."""
    return sort_findings(tell(pairing, each) for each in explanations)


def tell(pairing: Pairing, explanation: Explanation) -> Finding:
    """The finding that *explanation* is told as."""
    cause = explanation.cause
    marking = [each.candidate for each in explanation.consequences if all(row.marks for row in each.by)]
    before = _places(chain(cause.before, *(each.before for each in marking)))
    after = _places(chain(cause.after, *(each.after for each in marking)))
    sentence = cause.sentence
    seen = cause.before + tuple(place for each in marking for place in each.before)  # in the order of the text
    if cause.kind in _NAMED_BY_TEXT and (where := tell_where(pairing, seen)):
        sentence += where if sentence.endswith("。") else f" {where}"
    followed = cause.moved_pages.union(*(each.candidate.moved_pages for each in explanation.consequences))
    return Finding(
        id=finding_id(cause.kind, (cause.key, cause.facts), before, after),
        kind=cause.kind,
        sentence=sentence,
        consequence=tell_consequences(explanation),
        pages_before=tuple(sorted({page for page, _box in before})),
        pages_after=tuple(sorted({page for page, _box in after})),
        marks_before=before[:_MOST_MARKS],
        marks_after=after[:_MOST_MARKS],
        pages_followed=tuple(sorted(followed)),
        owners_before=_places(cause.owners_before),
        owners_after=_places(cause.owners_after),
    )


def _places(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(set(places)))


def tell_consequences(explanation: Explanation) -> str:
    """What follows by *explanation*, in sentences; "" if nothing does."""
    rows = explanation.cause, *(each.candidate for each in explanation.consequences)
    parts = []
    if rebroken := sum(each.rebroken for each in rows):
        text = ngettext("{count} line is broken anew.", "{count} lines are broken anew.", rebroken)
        parts.append(text.format(count=rebroken))
    if moved := sum(each.moved for each in rows):
        followed = frozenset[int]().union(*(each.moved_pages for each in rows))
        where = ngettext("on page {pages}", "on pages {pages}", len(followed))
        text = ngettext("{count} line moves, {where}.", "{count} lines move, {where}.", moved)
        parts.append(text.format(count=moved, where=where.format(pages=", ".join(page_ranges(followed)))))
    if shift := next((each.page_shift for each in rows if each.page_shift), 0):
        text = ngettext("What follows moves by {count} page.", "What follows moves by {count} pages.", abs(shift))
        parts.append(text.format(count=f"{shift:+d}"))
    if references := sum(each.references for each in rows):
        text = ngettext("{count} page number follows.", "{count} page numbers follow.", references)
        parts.append(text.format(count=references))
    others = chain(explanation.cause.others, _tell_sizes(explanation), *map(_tell_others, explanation.consequences))
    parts += dict.fromkeys(others)
    return "".join(part if part.endswith("。") else f"{part} " for part in parts).rstrip()


def _tell_sizes(explanation: Explanation) -> Iterable[str]:
    """The sizes that follow, as one sentence; none where none do."""
    found = [each.candidate.lengths for each in explanation.consequences if each.by[-1].lengths]
    if found:
        sizes = ", ".join(f"{one:g} → {other:g}" for one, other in found[:_MOST_SIZES])
        yield _("Other sizes follow: {sizes} pt.").format(sizes=sizes)


def _tell_others(consequence: Consequence) -> Iterable[str]:
    """What is told of a consequence by itself."""
    yield from consequence.candidate.others
    prediction = consequence.by[-1]
    if prediction.words:
        yield consequence.candidate.sentence
    if prediction.follower is not None:
        yield tell_follower(prediction.follower)
