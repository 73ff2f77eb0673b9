"""Paragraphs that were joined or parted, with the lines that are broken anew in them."""

from pipeline.i18n import _
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.joined_paragraphs import Joint

_QUOTED = 12  # characters
_MOST = 8  # that are told one by one


def find_paragraphs(known: KnownCauses) -> None:
    """One finding for each paragraph that was joined to the one above it, or parted from it."""
    for each in known.evidence.joints[:_MOST]:
        _tell(known, each)


def _tell(known: KnownCauses, joint: Joint) -> None:
    one = known.pairing.flow_before
    above, below = one.text[max(0, joint.place - _QUOTED) : joint.place], one.text[joint.place :][:_QUOTED]
    text = (
        _("Two paragraphs are one now: “…{above}” and “{below}…”.")
        if joint.is_joined
        else _("One paragraph is two now: “…{above}” and “{below}…”.")
    )
    cause = known.cause(("joint", joint.place), "lines.rebroken", text.format(above=above.strip(), below=below.strip()))
    cause.facts = repr((above, below))
    line = one.line_at(joint.place)
    cause.before.append(known.pairing.place_before(line))
    cause.after.append(known.pairing.place_after(known.pairing.flow_after.line_at(joint.there)))
    paragraphs = {one.paragraphs[line], one.paragraphs[max(0, line - 1)]}
    for number in range(max(0, line - 1), len(one.lines)):
        if one.paragraphs[number] not in paragraphs:
            break
        known.line_causes.setdefault(number, cause)
