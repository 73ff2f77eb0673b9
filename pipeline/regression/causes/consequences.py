"""What only follows from what else is told: the fewest causes are left, with their consequences. Pure.

Each rule says what a cause of one kind follows from, and when: an article that comes takes its page, its line of the
contents and its entry of the outline with it; a float that goes to the next page follows from what moves the text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.i18n import _
from pipeline.regression.findings import Cause
from pipeline.regression.snapshot.snapshot import Box

Causes = dict[tuple[object, ...], Cause]
_FEW = 3  # blocks
_BLANK_PAGES = 3
_ROUNDING = 2.0  # pt
_ARTICLES = frozenset({"articles.added", "articles.removed", "articles.moved"})
_REFLOWS = frozenset({"style.leading", "style.size", "style.font", "blocks.shifted", "pages.depth", "text.changed"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Causes of one of *kinds* follow from one of *leaders* where *holds* of follower and leader; *text* tells it."""

    kinds: frozenset[str]
    leaders: frozenset[str]
    holds: Callable[[Cause, Cause], bool]
    text: Callable[[], str] | None = None


def tell_consequences(causes: Mapping[tuple[object, ...], Cause]) -> Causes:
    """*causes* without those that follow from others, which say so."""
    left = dict(causes)
    for rule in RULES:
        for key, cause in list(left.items()):
            if cause.kind not in rule.kinds:
                continue
            leaders = [each for each in left.values() if each is not cause and each.kind in rule.leaders]
            leaders = [each for each in leaders if rule.holds(cause, each)]
            if leaders:
                _absorb(max(leaders, key=lambda each: (each.moved, each.weight)), cause, rule)
                del left[key]
    return left


def _absorb(leader: Cause, cause: Cause, rule: Rule) -> None:
    leader.moved += cause.moved
    leader.moved_pages |= cause.moved_pages
    leader.rebroken += cause.rebroken
    leader.references += cause.references
    leader.moves_floats |= cause.is_float
    leader.page_shift = leader.page_shift or cause.page_shift
    leader.others += [each for each in cause.others if each not in leader.others]
    if rule.text is not None and rule.text() not in leader.others:
        leader.others.append(rule.text())


def _always(_cause: Cause, _leader: Cause) -> bool:
    return True


def _is_of_pages(cause: Cause, leader: Cause) -> bool:
    """Whether no more pages came or went than those of the article, and blank ones to fill the sheet."""
    pages, own = ({page for page, _box in each.before + each.after} for each in (cause, leader))
    return len(pages) <= len(own) + _BLANK_PAGES


def _few(cause: Cause, _leader: Cause) -> bool:
    return len(set(cause.before)) <= _FEW


def _is_near(cause: Cause, leader: Cause) -> bool:
    """Whether *cause* is seen only on pages that *leader* is seen on, or moved the lines of, or that come after."""
    pages = {page for page, _box in cause.before + cause.after}
    reached = {page for page, _box in leader.before + leader.after} | leader.moved_pages
    return bool(reached) and bool(pages) and all(page + 1 >= min(reached) for page in pages)


def _is_near_or_nowhere(cause: Cause, leader: Cause) -> bool:
    """Whether *cause* is near, or is seen on no page: tags that are gone with all that they stood for."""
    return not (cause.before or cause.after) or _is_near(cause, leader)


def _follows_floats(cause: Cause, leader: Cause) -> bool:
    """Whether figures that went elsewhere stand in another order of the tags."""
    return leader.moves_floats and _is_near(cause, leader)


def _is_of_heads(cause: Cause, _leader: Cause) -> bool:
    return cause.is_of_heads


def _few_nearby(cause: Cause, leader: Cause) -> bool:
    return _few(cause, leader) and _is_near(cause, leader)


def _is_float(cause: Cause, leader: Cause) -> bool:
    return cause.is_float and leader.moved > 0 and _is_near(cause, leader)


def _stands_within(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* stands where *leader* does: what is drawn in a figure is of it."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    return all(
        any(page == there and _holds(other, box) for there, other in own) for rows, own in sides for page, box in rows
    )


def _holds(one: Box, other: Box) -> bool:
    return all(x - _ROUNDING <= y for x, y in zip(one[:2], other[:2], strict=True)) and all(
        x + _ROUNDING >= y for x, y in zip(one[2:], other[2:], strict=True)
    )


RULES = (
    Rule(frozenset({"text.moved"}), _REFLOWS, _is_float),
    Rule(frozenset({"tags.changed", "reading.order"}), _REFLOWS, _follows_floats, lambda: _("The tags follow.")),
    Rule(frozenset({"vectors.changed", "colour.changed"}), frozenset({"images.changed"}), _stands_within),
    Rule(frozenset({"pages.count"}), frozenset({"articles.added", "articles.removed"}), _is_of_pages),
    Rule(
        frozenset({"outline.changed"}),
        _ARTICLES,
        _always,
        lambda: _("The outline follows."),
    ),
    Rule(frozenset({"text.changed"}), _ARTICLES, _is_of_heads, lambda: _("Running heads follow.")),
    Rule(frozenset({"tags.changed", "reading.order"}), _ARTICLES, _is_near_or_nowhere, lambda: _("The tags follow.")),
    Rule(frozenset({"links.changed"}), _ARTICLES, _is_near, lambda: _("The links follow.")),
    Rule(frozenset({"blocks.shifted", "pages.depth", "lines.rebroken", "pixels.changed"}), _ARTICLES, _few_nearby),
)
