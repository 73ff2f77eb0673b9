"""Styles of text that stayed: another face, size, weight or colour."""

import re

from pipeline.i18n import _
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.style_differences import StyleDifference
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.snapshot.snapshot import Style

_WEIGHTS = ("thin", "extralight", "light", "regular", "medium", "semibold", "demi", "bold", "black", "heavy")
_WEIGHT = re.compile(rf"[-,\s]*({'|'.join(_WEIGHTS)})", re.IGNORECASE)
_SCRIPT = re.compile(r"-(Traditional|Plus|Simplified|SC|TC|HK|JP|KR)(?=-|$)")


def find_styles(known: KnownCauses) -> None:
    """Text that stayed and looks otherwise: one finding for each change of a font, a size, a weight or a colour."""
    for each in known.evidence.styles:
        if each.line not in known.figure_lines:
            _add_styles(known, each)


def _add_styles(known: KnownCauses, found: StyleDifference) -> None:
    line = known.pairing.flow_before.lines[found.line]
    for cause in style_causes(known, found.before, found.after):
        cause.before.append((line.page, line.box))
        cause.after.append(known.pairing.place_after(found.there))
        cause.seen_in.add(letters_of(line.line.text))
        if cause.kind != "colour.changed":
            known.line_causes.setdefault(found.line, cause)
            if line.is_note:
                known.note_causes.setdefault(line.page, cause)


def style_causes(known: KnownCauses, before: Style, after: Style) -> list[Draft]:
    """The causes for text that was set in *before* and is set in *after*; none when both are the same."""
    found = []
    if before.font != after.font:
        is_weight = _family(before.font) == _family(after.font)
        kind = "style.weight" if is_weight else "style.font"
        text = _("Text changes from {before} to {after}.").format(before=before.font, after=after.font)
        found.append(known.cause((_face(before.font), _face(after.font)), kind, text))
    if abs(before.size - after.size) > 0.15:
        text = _("Text changes from {before:g} pt to {after:g} pt.").format(before=before.size, after=after.size)
        cause = known.cause((before.size, after.size), "style.size", text)
        cause.lengths = before.size, after.size
        found.append(cause)
    if before.colour != after.colour:
        text = _("The colour of text changes from {before} to {after}.")
        text = text.format(before=before.colour, after=after.colour)
        cause = known.cause((before.colour, after.colour), "colour.changed", text)
        cause.said = [(before.colour, after.colour)]
        found.append(cause)
    return found


def _face(font: str) -> str:
    """The name of a face without the script that its file is for: text in both scripts is set in one face."""
    return _SCRIPT.sub("", font)


def _family(font: str) -> str:
    return _WEIGHT.sub("", font)
