"""How one cause stands to another: what a rule of consequences asks of a follower and of what leads it. Pure."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.place_relations import is_near, touches
from pipeline.regression.evidence.substitutions import letters_of

_BLANK_PAGES = 3
_ROUNDING = 2.0  # pt
_LONGEST = 2_000  # characters of words that are compared
_WORD = re.compile(r"\d+|[A-Za-zÀ-ɏ]+|.", re.DOTALL)
_DIGITS = re.compile(r"[0-9]{1,8}")
_SAME_SCALE = 0.02
_SAME_SIZE = 0.16  # pt that a size may be off from the others' ratio: both are rounded to tenths
_WHOLE = 0.1  # letters that a line has more or less than a whole number
_MOST_LOOKED_AT = 200  # lines that two causes are seen in


def always(_cause: Candidate, _leader: Candidate) -> bool:
    """Whatever both are."""
    return True


def is_of_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether no more pages came or went than those of the article, and blank ones to fill the sheet."""
    pages, own = (each.pages for each in (cause, leader))
    return len(pages) <= len(own) + _BLANK_PAGES


def follows_floats(cause: Candidate, leader: Candidate) -> bool:
    """Whether figures that went elsewhere stand in another order of the tags."""
    return (leader.moves_floats or leader.is_float) and is_near(cause, leader)


def is_of_heads(cause: Candidate, _leader: Candidate) -> bool:
    """Whether only running heads and folios say other words by *cause*."""
    return cause.is_of_heads


def are_seen_in(cause: Candidate, leader: Candidate) -> bool:
    """Whether all that *cause* is seen in looks otherwise by *leader*: a heading that became text is none any more."""
    known = sorted(leader.seen_in)[:_MOST_LOOKED_AT]
    rows = sorted(cause.seen_in)[:_MOST_LOOKED_AT]
    return bool(rows) and all(any(line.startswith(words) for line in known) for words in rows)


def are_of_links(cause: Candidate, leader: Candidate) -> bool:
    """Whether only elements of links came or went, on pages where links did."""
    pages, own = (each.pages for each in (cause, leader))
    return cause.is_of_links and pages <= own


def are_rules_of_heads(cause: Candidate, leader: Candidate) -> bool:
    """Whether rules are drawn otherwise only where running heads came or went."""
    return leader.is_of_heads and touches(cause, leader)


def are_heads_of_both(cause: Candidate, leader: Candidate) -> bool:
    """Whether both are of running heads and folios alone."""
    return cause.is_of_heads and leader.is_of_heads


def is_float(cause: Candidate, leader: Candidate) -> bool:
    """Whether only a figure went elsewhere by *cause*, where *leader* left it another room: before it in the text."""
    if leader.kind == "blocks.shifted" and cause.after and leader.after and min(leader.after) >= min(cause.after):
        return False
    return cause.is_float and _sets_anew(leader) and is_near(cause, leader)


def _sets_anew(leader: Candidate) -> bool:
    """Whether *leader* left what stands after it another room."""
    return leader.moved + leader.rebroken > 0 or leader.kind == "images.changed" or _lines_of(leader) != 0


def _lines_of(leader: Candidate) -> int:
    """How many lines more *leader* is seen in after than before."""
    return len(set(leader.after)) - len(set(leader.before))


def says_the_same(cause: Candidate, leader: Candidate) -> bool:
    """Whether all words of *cause* changed as some of *leader* did: one substitution, on whatever layer of the file."""
    return any(_says_as(cause, leader, normal) for normal in (_compact, letters_of))


def _says_as(cause: Candidate, leader: Candidate, normal: Callable[[str], str]) -> bool:
    known = {(normal(one), normal(other)) for one, other in leader.said}
    return bool(cause.said) and all(_is_among(normal(one), normal(other), known) for one, other in cause.said)


def names_it(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* says no more than that the title of the article that *leader* tells of came or went."""
    titles = sorted((letters_of(str(each)) for each in leader.key[1:]), key=len, reverse=True)
    said = [{_without(letters_of(words), titles) for words in pair} for pair in cause.said]
    return bool(said) and all(len(each) == 1 for each in said)


def _without(text: str, titles: Sequence[str]) -> str:
    for each in titles:
        text = text.replace(each, "")
    return text


def are_heads_of(cause: Candidate, leader: Candidate) -> bool:
    """Whether running heads have the words of *leader*, or say now what is new by it: the name of a section."""
    if not cause.is_of_heads or leader.is_of_heads:
        return False
    new = {_compact(other) for one, other in leader.said if not one}
    return says_the_same(cause, leader) or all(_compact(other) in new for _one, other in cause.said)


def are_labels_of(cause: Candidate, leader: Candidate) -> bool:
    """Whether labels say what folios do, or are counted on by as much."""
    steps = _steps_of(cause), _steps_of(leader)
    return leader.is_of_heads and (
        says_the_same(cause, leader) or (len(steps[0]) == 1 and steps[0] == steps[1] != {None})
    )


def _steps_of(cause: Candidate) -> set[int | None]:
    """By how much the numbers in what *cause* says are others; None where there is none in a word."""
    found = [[_DIGITS.search(words) for words in pair] for pair in cause.said]
    return {int(now[0]) - int(was[0]) if was and now else None for was, now in found}


def _compact(text: str) -> str:
    return "".join(text.split())


def _is_among(one: str, other: str, known: set[tuple[str, str]]) -> bool:
    if (one, other) in known or any(was and one.replace(was, now) == other for was, now in known):
        return True
    rows = _WORD.findall(one), _WORD.findall(other)
    if len(one) + len(other) > _LONGEST:
        return False
    codes = SequenceMatcher(None, *rows, autojunk=False).get_opcodes()
    changed = {("".join(rows[0][a0:a1]), "".join(rows[1][b0:b1])) for tag, a0, a1, b0, b1 in codes if tag != "equal"}
    return bool(changed) and changed <= known


def scales_with(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is wider or narrower in the ratio of the measure."""
    rows = [sorted(box[2] - box[0] for _page, box in side) for side in (cause.before, cause.after)]
    return (
        leader.scale > 0
        and len(rows[0]) == len(rows[1]) > 0
        and all(abs(one * leader.scale - other) <= _ROUNDING for one, other in zip(*rows, strict=True))
    )


def are_lines_of(cause: Candidate, leader: Candidate) -> bool:
    """Whether pages are filled anew since most of their lines are broken anew, with the glyphs that *leader* tells."""
    return cause.rebroken > 0 and 2 * cause.rebroken >= cause.moved and len(set(leader.before)) >= cause.rebroken


def is_in_lost_face(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is seen on pages with letters of a face that is embedded no more, and can't be read."""
    own = {page for page, _box in leader.before}
    return leader.is_face_lost and {page for page, _box in cause.before} <= own


def is_of_its_scale(cause: Candidate, leader: Candidate) -> bool:
    """Whether words are larger or smaller in the ratio of the measure: those of drawings that are as wide as it."""
    return leader.scale > 0 and abs(cause.scale - leader.scale) <= _SAME_SCALE


def is_of_its_ratio(cause: Candidate, leader: Candidate) -> bool:
    """Whether fewer lines are larger or smaller in the ratio of *leader*, but for roundings: their sizes follow."""
    first = (len(leader.before), leader.sentence) > (len(cause.before), cause.sentence)
    return first and leader.scale > 0 and abs(cause.lengths[1] - cause.lengths[0] * leader.scale) <= _SAME_SIZE


def are_broken_for_other_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether lines broke for no reason of their own, where pages hold another number of lines."""
    return leader.fills_pages and cause.key == ("lines.rebroken",)


def are_on_other_paper(_cause: Candidate, leader: Candidate) -> bool:
    """Whether pages have another size."""
    return leader.is_of_paper


def is_measured_in_it(cause: Candidate, leader: Candidate) -> bool:
    """Whether lines have another measure, in whole letters of the size that *leader* is of, before and after."""
    pairs = [pair for pair in zip(cause.lengths, leader.lengths, strict=True) if all(pair)]
    letters = [measure / size for measure, size in pairs]
    return len(pairs) == 2 and all(abs(each - round(each)) <= _WHOLE for each in letters)


def is_recoloured_as(cause: Candidate, leader: Candidate) -> bool:
    """Whether areas have the other colour that more places of text have: one colour of the layout changed."""
    numbers = [(len(set(each.before)), each.sentence) for each in (cause, leader)]
    return bool(cause.said) and set(cause.said) <= set(leader.said) and numbers[0] < numbers[1]


def is_of_marks_in_it(cause: Candidate, leader: Candidate) -> bool:
    """Whether only marks of punctuation have other glyphs, in lines most of which have other spaces within."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    return cause.is_of_marks and pages <= own and len(set(leader.before)) >= len(set(cause.before)) / 2


def is_of_note(cause: Candidate, leader: Candidate) -> bool:
    """Whether only words of a note that *leader* says is new or gone seem to have another style."""
    return leader.is_of_note and bool(cause.before) and set(cause.before) <= set(leader.before)


def moves_with(cause: Candidate, leader: Candidate) -> bool:
    """Whether words stand elsewhere since *leader* did: both are seen on the same pages, *leader* in more lines."""
    pages = [{page for page, _box in each.before + each.after} for each in (cause, leader)]
    return pages[0] <= pages[1] and (len(cause.before), cause.sentence) < (len(leader.before), leader.sentence)
