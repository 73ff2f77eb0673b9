"""Movements in a sentence: what moved, by its words, and where it stands now."""

import re
from collections.abc import Sequence

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.causes.text_words import quote
from pipeline.regression.evidence.line_pairs import TOLERANCE
from pipeline.regression.evidence.movements import Movement
from pipeline.regression.evidence.placing import Alignment, Frames, alignment_of, axis_of
from pipeline.regression.findings import Place
from pipeline.units import mm

_NUMBERS = re.compile(r"[\s\d—–\-·•.ivxlcIVXLC]*")
_MOST_NAMED, _LONGEST = 3, 12  # blocks; characters of each


def shift_sentence(pairing: Pairing, shift: Movement) -> str:
    """What *shift* is called."""
    what = name_blocks(pairing, shift.trace.before)
    if abs(shift.down) <= TOLERANCE and (text := _tell_alignment(pairing, shift, what)):
        return text
    parts = []
    if shift.down > TOLERANCE:
        parts.append(_("{mm:.1f} mm lower").format(mm=mm(shift.down)))
    elif shift.down < -TOLERANCE:
        parts.append(_("{mm:.1f} mm higher").format(mm=mm(-shift.down)))
    if shift.across > TOLERANCE:
        parts.append(_("{mm:.1f} mm aside").format(mm=mm(shift.across)))
    where = ", ".join(parts) or _("on another page")
    if shift.above and shift.across <= TOLERANCE:
        text = _("{what}: {where}; the first below “{above}”.")
        return text.format(what=what, where=where, above=_shorten(shift.above))
    return _("{what}: {where}.").format(what=what, where=where)


def name_blocks(pairing: Pairing, before: Sequence[Place]) -> str:
    """The blocks at the places *before*, by their words: the first ones, and how many more there are."""
    lines = {(each.page, each.box): each.line.text for each in pairing.flow_before.lines}
    places = list(dict.fromkeys(before))
    if are_heads(pairing, before):
        folios = all(_NUMBERS.fullmatch(each or "") for each in _heads_at(pairing, places))
        return _("Folios") if folios else _("Running heads and folios")
    texts = dict.fromkeys(_shorten(lines[place]) for place in places if place in lines)
    named = [_("“{text}”").format(text=text) for text in texts if text][:_MOST_NAMED]
    rest = len(places) - len(named)
    if not named:
        return ngettext("{count} block", "{count} blocks", len(places)).format(count=len(places))
    joined = _(", ").join(named)
    if not rest:
        return joined
    text = ngettext("{named} and {count} more block", "{named} and {count} more blocks", rest)
    return text.format(named=joined, count=rest)


def are_heads(pairing: Pairing, before: Sequence[Place]) -> bool:
    """Whether running heads and folios alone stand at the places *before*."""
    return bool(before) and None not in _heads_at(pairing, before)


def _heads_at(pairing: Pairing, places: Sequence[Place]) -> list[str | None]:
    """The words of the running head or folio at each of *places*; None where there is none."""
    heads = {
        (page, round(line.x), round(line.y)): line.text
        for page, rows in pairing.flow_before.furniture.items()
        for line in rows
    }
    return [heads.get((page, round(box[0]), round(box[3] - 2.5))) for page, box in places]


def tell_where(pairing: Pairing, before: Sequence[Place]) -> str:
    """Whose text something is seen in at the places *before*; "" where it is seen in none."""
    lines = {(each.page, each.box) for each in pairing.flow_before.lines}
    heads = {page for page, rows in pairing.flow_before.furniture.items() if rows}
    if not any(place in lines or place[0] in heads for place in before):
        return ""
    return _("It is seen in: {what}.").format(what=name_blocks(pairing, before))


def _shorten(text: str) -> str:
    words = quote(" ".join(text.split()))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _tell_alignment(pairing: Pairing, shift: Movement, what: str) -> str:
    """“{what}”: centred instead of at the left; "" where the blocks have no alignment in common, or the same."""
    ways = axis_of if shift.is_turned else alignment_of
    before = ways(shift.trace.before, Frames(pairing.flow_before))
    after = ways(shift.trace.after, Frames(pairing.flow_after))
    if before is None or after is None or before is after:
        return ""
    words = _alignment_words()
    return _("{what}: {after} instead of {before}.").format(what=what, after=words[after], before=words[before])


def _alignment_words() -> dict[Alignment, str]:
    return {
        Alignment.LEFT: _("at the left"),
        Alignment.CENTRE: _("in the centre"),
        Alignment.RIGHT: _("at the right"),
        Alignment.OUTSIDE: _("outside"),
        Alignment.INSIDE: _("inside"),
    }
