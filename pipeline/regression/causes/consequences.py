"""What only follows from what else is told: the fewest causes are left, with their consequences. Pure.

Each rule says what a cause of one kind follows from, and when: an article that comes takes its page, its line of the
contents and its entry of the outline with it; a float that goes to the next page follows from what moves the text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.regression.causes.follower_words import Follower, tell_follower
from pipeline.regression.causes.place_relations import (
    are_its_own,
    are_its_places,
    are_set_together,
    are_told_by_pages,
    few_in_reach,
    few_nearby,
    few_on_its_pages,
    is_few_on_its_pages,
    is_its_caption,
    is_near,
    is_near_or_nowhere,
    is_nudged,
    is_of_its_role,
    is_on_all_its_pages,
    is_on_its_page,
    is_on_its_pages,
    is_pushed_by_lines,
    is_set_anew,
    is_set_beside,
    is_swept_along,
    stands_amid,
    stands_below,
    stands_in_its_rows,
    stands_within,
    surrounds,
    touches,
)
from pipeline.regression.causes.relations import (
    always,
    are_heads_of,
    are_heads_of_both,
    are_labels_of,
    are_lines_of,
    are_of_links,
    are_rules_of_heads,
    are_seen_in,
    follows_floats,
    is_float,
    is_in_lost_face,
    is_measured_in_it,
    is_of_heads,
    is_of_its_scale,
    is_of_marks_in_it,
    is_of_note,
    is_of_pages,
    is_recoloured_as,
    moves_with,
    says_the_same,
    scales_with,
)
from pipeline.regression.findings import Cause

Causes = dict[tuple[object, ...], Cause]
_MOST_PAIRS = 100_000  # of causes: where nearly all changed, what follows from what is not looked for
_SAID = "alternatives.changed properties.changed outline.changed tags.changed"
_ARTICLES = "articles.added articles.removed articles.moved"
_STYLES = "style.font style.size style.weight"
_REFLOWS = "style.leading style.size style.font blocks.shifted pages.depth text.changed text.moved images.changed"

_SET_ANEW = f"text.moved {_STYLES} glyphs.changed images.changed vectors.changed links.changed blocks.shifted"
_LOOKS = "style.leading style.size style.font style.spacing pages.depth lines.rebroken blocks.shifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Causes of one of *kinds* follow from one of *leaders* where *holds* of follower and leader; *text* tells it."""

    kinds: frozenset[str]
    leaders: frozenset[str]
    holds: Callable[[Cause, Cause], bool]
    text: Follower | None = None
    marks: bool = False  # whether the places of the follower are some of the leader's
    words: bool = False  # whether what the follower says is told with the leader


def tell_consequences(causes: Mapping[tuple[object, ...], Cause]) -> Causes:
    """*causes* without those that follow from others, which say so."""
    left = dict(causes)
    for rule in RULES:
        leaders = {key: each for key, each in left.items() if each.kind in rule.leaders}
        followers = [(key, each) for key, each in left.items() if each.kind in rule.kinds]
        if len(leaders) * len(followers) > _MOST_PAIRS:
            continue
        for key, cause in followers:
            found = [each for each in leaders.values() if each is not cause and rule.holds(cause, each)]
            if found:
                _absorb(max(found, key=lambda each: (each.moved, each.weight)), cause, rule)
                del left[key]
                leaders.pop(key, None)
    return left


def _absorb(leader: Cause, cause: Cause, rule: Rule) -> None:
    leader.moved += cause.moved
    leader.moved_pages |= cause.moved_pages
    leader.rebroken += cause.rebroken
    leader.references += cause.references
    leader.moves_floats |= cause.is_float
    leader.page_shift = leader.page_shift or cause.page_shift
    if rule.marks:
        leader.before += cause.before
        leader.after += cause.after
    leader.others += [each for each in cause.others if each not in leader.others]
    if rule.words and cause.sentence not in leader.others:
        leader.others.append(cause.sentence)
    if rule.text is not None and (told := tell_follower(rule.text)) not in leader.others:
        leader.others.append(told)


def rule(
    kinds: str, leaders: str, holds: Callable[[Cause, Cause], bool], text: Follower | None = None,
    *, marks: bool = False, words: bool = False,
) -> Rule:  # fmt: skip
    """A rule, kinds written with blanks between."""
    sides = frozenset(kinds.split()), frozenset(leaders.split())
    return Rule(kinds=sides[0], leaders=sides[1], holds=holds, text=text, marks=marks, words=words)


_IN_LINES = "text.changed lines.rebroken blocks.shifted style.spacing reading.order tags.changed pixels.changed"
RULES = (
    rule(_IN_LINES, "glyphs.changed", is_in_lost_face),
    rule("text.changed", "text.changed", are_heads_of, marks=True),
    rule(_SAID, "text.changed", says_the_same, Follower.LAYERS),
    rule(_SAID, "properties.changed", says_the_same, Follower.LAYERS),
    rule("labels.changed", "text.changed", are_labels_of, Follower.LABELS),
    rule("text.changed", "images.changed", says_the_same, marks=True),
    rule("images.changed", "images.changed", is_set_beside, Follower.FIGURES),
    rule("images.changed", "images.changed", are_set_together, Follower.FIGURES, marks=True),
    rule("text.changed", "images.changed", is_its_caption, marks=True),
    rule("colour.changed", "colour.changed", is_recoloured_as, Follower.AREAS, marks=True),
    rule("vectors.changed", "colour.changed", touches, marks=True),
    rule("vectors.changed style.spacing", "blocks.shifted", stands_amid, Follower.FIGURES),
    rule("vectors.changed", f"style.spacing {_STYLES}", touches, Follower.FIGURES),
    rule("glyphs.changed", "style.spacing", is_of_marks_in_it),
    rule("blocks.shifted", f"blocks.shifted style.spacing {_STYLES}", is_of_its_role),
    rule("blocks.shifted vectors.changed", "style.spacing", is_few_on_its_pages, Follower.FIGURES),
    rule(f"{_STYLES} colour.changed", "text.changed", is_of_note),
    rule(f"{_STYLES} colour.changed", _ARTICLES, few_nearby),
    rule(f"{_STYLES} colour.changed", _STYLES, are_its_places, words=True),
    rule("outline.changed", _STYLES, are_seen_in, Follower.OUTLINE),
    rule("tags.changed", _STYLES, are_seen_in, Follower.TAGS),
    rule("tags.changed", "links.changed", are_of_links, Follower.TAGS),
    rule("vectors.changed", "text.changed", are_rules_of_heads, marks=True),
    rule("text.changed", "blocks.shifted", are_heads_of_both, Follower.HEADS_ELSEWHERE),
    rule("text.moved", "text.moved", moves_with),
    rule("text.moved", f"{_REFLOWS} {_ARTICLES}", is_float),
    rule("blocks.shifted", "text.changed text.moved images.changed lines.rebroken", are_told_by_pages),
    rule("blocks.shifted", "text.changed", stands_in_its_rows),
    rule("blocks.shifted", _STYLES, is_nudged),
    rule("blocks.shifted vectors.changed style.spacing", _LOOKS, is_swept_along, Follower.BESIDE),
    rule("vectors.changed", "alternatives.changed", is_on_its_page, Follower.FIGURES, marks=True),
    rule("blocks.shifted", "alternatives.changed", few_in_reach),
    rule("blocks.shifted", "vectors.changed", stands_below),
    rule("blocks.shifted", "blocks.shifted", is_pushed_by_lines),
    rule("style.spacing", "blocks.shifted", is_on_all_its_pages, Follower.SPACE),
    rule("colour.changed vectors.changed", "blocks.shifted", surrounds, Follower.FIGURES),
    rule("pixels.changed", "text.changed vectors.changed", touches),
    rule("style.size", "lines.rebroken", is_of_its_scale, Follower.FIGURES),
    rule("lines.rebroken", "style.size", is_measured_in_it),
    rule("pages.depth", "glyphs.changed", are_lines_of, Follower.LINES),
    rule("images.changed vectors.changed", "lines.rebroken", scales_with, Follower.FIGURES),
    rule("tags.changed reading.order", _REFLOWS, follows_floats, Follower.TAGS),
    rule("tags.changed", f"{_REFLOWS} lines.rebroken", is_float, Follower.TAGS),
    rule("tags.changed reading.order", "text.changed text.moved", is_on_its_pages, Follower.TAGS),
    rule("labels.changed", "text.moved", is_on_its_pages, Follower.LABELS),
    rule("reading.order", "images.changed", is_on_its_pages, Follower.TAGS),
    rule(_SET_ANEW, "lines.rebroken", is_set_anew),
    rule("lines.rebroken", "text.moved", few_on_its_pages),
    rule("tags.changed reading.order", "lines.rebroken", is_on_its_pages, Follower.TAGS),
    rule("vectors.changed colour.changed", "images.changed", stands_within),
    rule("pages.count", "articles.added articles.removed", is_of_pages),
    rule("images.changed vectors.changed", "articles.added articles.removed", are_its_own),
    rule("images.changed vectors.changed", "articles.moved", is_near, Follower.FIGURES),
    rule("outline.changed", _ARTICLES, always, Follower.OUTLINE),
    rule("text.changed", _ARTICLES, is_of_heads, Follower.HEADS),
    rule("tags.changed reading.order", _ARTICLES, is_near_or_nowhere, Follower.TAGS),
    rule("links.changed", _ARTICLES, is_near, Follower.LINKS),
    rule("blocks.shifted pages.depth lines.rebroken pixels.changed", _ARTICLES, few_nearby),
)
