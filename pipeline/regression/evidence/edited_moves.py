"""Words that went elsewhere and were changed on the way: what changed in them, apart from where they went. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.regression.alignment.alignment import Gap, Match
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.substitutions import Substitution, substitution_at

_LEAST, _LONGEST = 4, 400  # letters that may be known again
_LONGEST_SEAM = 80  # letters
_LIKE = 0.6  # of the letters
_MOST_PAIRS = 10_000  # of words that are gone and words that are new


@dataclass(frozen=True, slots=True)
class EditedMove:
    """The words of *gone* are those of *come*, but for *edits*."""

    gone: Substitution
    come: Substitution
    edits: tuple[Substitution, ...]


def find_edited_moves(one: Flow, other: Flow, rows: Sequence[Substitution]) -> tuple[EditedMove, ...]:
    """Those of *rows* that only took words away, with those that put nearly the same words elsewhere. Numbers, of
    pages, may be any.
    """
    gone = [each for each in rows if _is_known(each, 0)]
    come = [each for each in rows if _is_known(each, 1)]
    if len(gone) * len(come) > _MOST_PAIRS:
        return ()
    found = []
    for each in gone:
        ratios = [(_ratio(_letters(each.before), _letters(twin.after)), -n) for n, twin in enumerate(come)]
        best, number = max(ratios, default=(0.0, 0))
        if best >= _LIKE:
            twin = come.pop(-number)
            found.append(EditedMove(each, twin, tuple(_edits(one, other, each, twin))))
    return tuple(found)


def find_at_seams(rows: Sequence[Substitution], moves: Sequence[Match]) -> tuple[Substitution, ...]:
    """Those of *rows* that only put words where one of *moves* stood, or right beside where it stands: where it goes
    on, and where it comes from. What is gone elsewhere moved itself.
    """
    gone = {each.letters[0] for each in rows if not each.letters[1]}
    left = {a for a, _b, _size in moves}
    beside = [{b for _a, b, _size in moves}, {b + size for _a, b, size in moves}]
    return tuple(
        each
        for each in rows
        if not each.letters[0]
        and each.letters[1] not in gone
        and len(each.letters[1]) <= _LONGEST_SEAM
        and (each.gap[0] in left or each.gap[3] in beside[0] or each.gap[2] in beside[1])
    )


def _is_known(row: Substitution, side: int) -> bool:
    words = _letters(row.before), _letters(row.after)
    return not words[1 - side] and _LEAST <= len(words[side]) <= _LONGEST and not row.in_notes


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalpha())


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _edits(one: Flow, other: Flow, gone: Substitution, come: Substitution) -> Iterator[Substitution]:
    """What letters of *gone* became in *come*, at their places in both texts."""
    a0, a1, b0, b1 = gone.gap[0], gone.gap[1], come.gap[2], come.gap[3]
    matcher = SequenceMatcher(None, one.text[a0:a1], other.text[b0:b1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        gap: Gap = *_without_numbers(one.text, a0 + a, a0 + b), *_without_numbers(other.text, b0 + c, b0 + d)
        if tag != "equal" and _letters(one.text[gap[0] : gap[1]] + other.text[gap[2] : gap[3]]):
            yield substitution_at(one, other, gap)


def _without_numbers(text: str, start: int, end: int) -> tuple[int, int]:
    """From *start* to *end* of *text*, without what is no letter at the end: the number of a page."""
    while end > start and not text[end - 1].isalpha():
        end -= 1
    return start, end
