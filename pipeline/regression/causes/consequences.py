"""What only follows from what else is told: the fewest causes are left, with their consequences. Pure.

Each rule says what a cause of one kind follows from, and when: an article that comes takes its page, its line of the
contents and its entry of the outline with it; a float that goes to the next page follows from what moves the text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.regression.causes.follower_words import Follower, tell_follower
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.findings import Cause
from pipeline.regression.snapshot.snapshot import Box

Causes = dict[tuple[object, ...], Cause]
_FEW = 3  # blocks
_MOST_PAGES = 2  # that a paragraph stands on
_BLANK_PAGES = 3
_ROUNDING = 2.0  # pt
_LONGEST = 2_000  # characters of words that are compared
_WORD = re.compile(r"\d+|[A-Za-zÀ-ɏ]+|.", re.DOTALL)
_MOST_PAIRS = 100_000  # of causes: where nearly all changed, what follows from what is not looked for
_REACH = 40.0  # pt
_SAME_SCALE = 0.02
_SAID = "alternatives.changed properties.changed outline.changed tags.changed"
_ARTICLES = "articles.added articles.removed articles.moved"
_STYLES = "style.font style.size style.weight"
_MOST_LOOKED_AT = 200  # lines that two causes are seen in
_REFLOWS = "style.leading style.size style.font blocks.shifted pages.depth text.changed text.moved images.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Causes of one of *kinds* follow from one of *leaders* where *holds* of follower and leader; *text* tells it."""

    kinds: frozenset[str]
    leaders: frozenset[str]
    holds: Callable[[Cause, Cause], bool]
    text: Follower | None = None
    marks: bool = False  # whether the places of the follower are some of the leader's


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
    if rule.text is not None and (told := tell_follower(rule.text)) not in leader.others:
        leader.others.append(told)


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


def _are_its_own(cause: Cause, leader: Cause) -> bool:
    """Whether images or rules came or went only on pages that came or went with the article."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    pages = [({page for page, _box in rows}, {page for page, _box in own}) for rows, own in sides]
    return any(rows for rows, _own in pages) and all(rows <= own for rows, own in pages)


def _are_seen_in(cause: Cause, leader: Cause) -> bool:
    """Whether all that *cause* is seen in looks otherwise by *leader*: a heading that became text is none any more."""
    known = sorted(leader.seen_in)[:_MOST_LOOKED_AT]
    rows = sorted(cause.seen_in)[:_MOST_LOOKED_AT]
    return bool(rows) and all(any(line.startswith(words) for line in known) for words in rows)


def _are_of_links(cause: Cause, leader: Cause) -> bool:
    """Whether only elements of links came or went, on pages where links did."""
    pages, own = ({page for page, _box in each.before + each.after} for each in (cause, leader))
    return cause.is_of_links and pages <= own


def _are_rules_of_heads(cause: Cause, leader: Cause) -> bool:
    """Whether rules are drawn otherwise only where running heads came or went."""
    return leader.is_of_heads and _touches(cause, leader)


def _are_heads_of_both(cause: Cause, leader: Cause) -> bool:
    return cause.is_of_heads and leader.is_of_heads


def _is_on_its_pages(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* is on the few pages on which *leader* is seen: paragraphs that were parted or joined."""
    pages, own = ({page for page, _box in each.before + each.after} for each in (cause, leader))
    return pages <= own and len(own) <= _MOST_PAGES


def _few_nearby(cause: Cause, leader: Cause) -> bool:
    return _few(cause, leader) and _is_near(cause, leader)


def _is_float(cause: Cause, leader: Cause) -> bool:
    return cause.is_float and _sets_anew(leader) and _is_near(cause, leader)


def _sets_anew(leader: Cause) -> bool:
    """Whether *leader* left what stands after it another room."""
    return leader.moved + leader.rebroken > 0 or leader.kind == "images.changed" or _lines_of(leader) != 0


def _lines_of(leader: Cause) -> int:
    """How many lines more *leader* is seen in after than before."""
    return len(set(leader.after)) - len(set(leader.before))


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


def _says_the_same(cause: Cause, leader: Cause) -> bool:
    """Whether all words of *cause* changed as some of *leader* did: one substitution, on whatever layer of the file."""
    return any(_says_as(cause, leader, normal) for normal in (_compact, letters_of))


def _says_as(cause: Cause, leader: Cause, normal: Callable[[str], str]) -> bool:
    known = {(normal(one), normal(other)) for one, other in leader.said}
    return bool(cause.said) and all(_is_among(normal(one), normal(other), known) for one, other in cause.said)


def _are_heads_of(cause: Cause, leader: Cause) -> bool:
    """Whether running heads have the words of *leader*, or say now what is new by it: the name of a section."""
    if not cause.is_of_heads or leader.is_of_heads:
        return False
    new = {_compact(other) for one, other in leader.said if not one}
    return _says_the_same(cause, leader) or all(_compact(other) in new for _one, other in cause.said)


def _are_labels_of(cause: Cause, leader: Cause) -> bool:
    """Whether labels say what folios do."""
    return leader.is_of_heads and _says_the_same(cause, leader)


def _compact(text: str) -> str:
    return "".join(text.split())


def _is_among(one: str, other: str, known: set[tuple[str, str]]) -> bool:
    if (one, other) in known:
        return True
    rows = _WORD.findall(one), _WORD.findall(other)
    if len(one) + len(other) > _LONGEST:
        return False
    codes = SequenceMatcher(None, *rows, autojunk=False).get_opcodes()
    changed = {("".join(rows[0][a0:a1]), "".join(rows[1][b0:b1])) for tag, a0, a1, b0, b1 in codes if tag != "equal"}
    return bool(changed) and changed <= known


def _are_told_by_pages(cause: Cause, leader: Cause) -> bool:
    """Whether a few blocks are white that pages are filled with, and *leader* left them another height."""
    pages, own = {page for page, _box in cause.before}, {page for page, _box in leader.before + leader.after}
    return _few(cause, leader) and leader.moved > 0 and pages <= own


def _touches(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* is seen within reach of what *leader* says: a rule above a note that is gone."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    own = [place for _rows, places in sides for place in places]
    rows = {place for places, _own in sides for place in places}
    return bool(rows) and all(
        any(page == there and _is_beside(box, other) for there, other in own) for page, box in rows
    )


def _is_beside(one: Box, other: Box) -> bool:
    return all(one[n] <= other[n + 2] + _REACH and other[n] <= one[n + 2] + _REACH for n in (0, 1))


def _stands_in_its_rows(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* went aside on base lines of *leader*, before or after: cells of a table came or went."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    rows = [sorted((page, round(box[3])) for page, box in own) for own, _places in sides]
    bases = [{(page, round(box[3]) + n) for page, box in places for n in (-1, 0, 1)} for _own, places in sides]
    return bool(rows[0]) and rows[0] == rows[1] and any(set(rows[0]) <= each for each in bases)


def _is_nudged(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* went aside by a hair, beside letters that are wider or narrower by *leader*."""
    rows = sorted(cause.before), sorted(cause.after)
    return (
        len(rows[0]) == len(rows[1])
        and all(
            page == there and all(abs(x - y) <= _ROUNDING for x, y in zip(box, other, strict=True))
            for (page, box), (there, other) in zip(*rows, strict=True)
        )
        and _touches(cause, leader)
    )


def _scales_with(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* is wider or narrower in the ratio of the measure."""
    rows = [sorted(box[2] - box[0] for _page, box in side) for side in (cause.before, cause.after)]
    return (
        leader.scale > 0
        and len(rows[0]) == len(rows[1]) > 0
        and all(abs(one * leader.scale - other) <= _ROUNDING for one, other in zip(*rows, strict=True))
    )


def _are_lines_of(cause: Cause, leader: Cause) -> bool:
    """Whether pages are filled anew since most of their lines are broken anew, with the glyphs that *leader* tells."""
    return cause.rebroken > 0 and 2 * cause.rebroken >= cause.moved and len(set(leader.before)) >= cause.rebroken


def _is_in_lost_face(cause: Cause, leader: Cause) -> bool:
    """Whether all of *cause* is seen on pages with letters of a face that is embedded no more, and can't be read."""
    own = {page for page, _box in leader.before}
    return leader.is_face_lost and {page for page, _box in cause.before} <= own


def _is_of_its_scale(cause: Cause, leader: Cause) -> bool:
    """Whether words are larger or smaller in the ratio of the measure: those of drawings that are as wide as it."""
    return leader.scale > 0 and abs(cause.scale - leader.scale) <= _SAME_SCALE


def _is_of_note(cause: Cause, leader: Cause) -> bool:
    """Whether only words of a note that *leader* says is new or gone seem to have another style."""
    return leader.is_of_note and bool(cause.before) and set(cause.before) <= set(leader.before)


def _moves_with(cause: Cause, leader: Cause) -> bool:
    """Whether words stand elsewhere since *leader* did: both are seen on the same pages, *leader* in more lines."""
    pages = [{page for page, _box in each.before + each.after} for each in (cause, leader)]
    return pages[0] <= pages[1] and (len(cause.before), cause.sentence) < (len(leader.before), leader.sentence)


def rule(
    kinds: str, leaders: str, holds: Callable[[Cause, Cause], bool], text: Follower | None = None,
    *, marks: bool = False,
) -> Rule:  # fmt: skip
    """A rule, kinds written with blanks between."""
    return Rule(kinds=frozenset(kinds.split()), leaders=frozenset(leaders.split()), holds=holds, text=text, marks=marks)


_IN_LINES = "text.changed lines.rebroken blocks.shifted style.spacing reading.order tags.changed pixels.changed"
RULES = (
    rule(_IN_LINES, "glyphs.changed", _is_in_lost_face),
    rule("text.changed", "text.changed", _are_heads_of, marks=True),
    rule(_SAID, "text.changed", _says_the_same, Follower.LAYERS),
    rule(_SAID, "properties.changed", _says_the_same, Follower.LAYERS),
    rule("labels.changed", "text.changed", _are_labels_of, Follower.LABELS),
    rule("text.changed", "images.changed", _says_the_same, marks=True),
    rule(f"{_STYLES} colour.changed", "text.changed", _is_of_note),
    rule(f"{_STYLES} colour.changed", _ARTICLES, _few_nearby),
    rule("outline.changed", _STYLES, _are_seen_in, Follower.OUTLINE),
    rule("tags.changed", _STYLES, _are_seen_in, Follower.TAGS),
    rule("tags.changed", "links.changed", _are_of_links, Follower.TAGS),
    rule("vectors.changed", "text.changed", _are_rules_of_heads, marks=True),
    rule("text.changed", "blocks.shifted", _are_heads_of_both, Follower.HEADS_ELSEWHERE),
    rule("text.moved", "text.moved", _moves_with),
    rule("text.moved", f"{_REFLOWS} {_ARTICLES}", _is_float),
    rule("blocks.shifted", "text.changed text.moved images.changed", _are_told_by_pages),
    rule("blocks.shifted", "text.changed", _stands_in_its_rows),
    rule("blocks.shifted", _STYLES, _is_nudged),
    rule("pixels.changed", "text.changed vectors.changed", _touches),
    rule("style.size", "lines.rebroken", _is_of_its_scale, Follower.FIGURES),
    rule("pages.depth", "glyphs.changed", _are_lines_of, Follower.LINES),
    rule("images.changed vectors.changed", "lines.rebroken", _scales_with, Follower.FIGURES),
    rule("tags.changed reading.order", _REFLOWS, _follows_floats, Follower.TAGS),
    rule("tags.changed", f"{_REFLOWS} lines.rebroken", _is_float, Follower.TAGS),
    rule("tags.changed reading.order", "lines.rebroken", _is_on_its_pages, Follower.TAGS),
    rule("vectors.changed colour.changed", "images.changed", _stands_within),
    rule("pages.count", "articles.added articles.removed", _is_of_pages),
    rule("images.changed vectors.changed", "articles.added articles.removed", _are_its_own),
    rule("outline.changed", _ARTICLES, _always, Follower.OUTLINE),
    rule("text.changed", _ARTICLES, _is_of_heads, Follower.HEADS),
    rule("tags.changed reading.order", _ARTICLES, _is_near_or_nowhere, Follower.TAGS),
    rule("links.changed", _ARTICLES, _is_near, Follower.LINKS),
    rule("blocks.shifted pages.depth lines.rebroken pixels.changed", _ARTICLES, _few_nearby),
)
