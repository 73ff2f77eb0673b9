"""Drawings that came or went with their words, or have another size: labels, lines and areas within grow with them."""

from pipeline.i18n import _
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.units import mm


def find_resized_figures(known: KnownCauses) -> None:
    """Figures whose size changed and that have words in them, one finding each; their labels are told with them.

    Pictures are told by ``mark_changes``.
    """
    one = known.pairing.flow_before
    for here, now in known.evidence.resized:
        if len(here.lines) < 2:
            continue
        sizes = [mm(size) for box in (here.box, now.box) for size in (box[2] - box[0], box[3] - box[1])]
        text = _("The figure “{text}” changes from {0:.1f} × {1:.1f} mm to {2:.1f} × {3:.1f} mm.")
        cause = known.cause(("figure", here.caption), "images.changed", text.format(*sizes, text=here.caption))
        cause.before.append((here.page, here.box))
        cause.after.append((now.page, now.box))
        known.figure_lines |= set(here.lines)
        below = (n for n in known.pairing.lines_on.get(here.page, ()) if one.lines[n].line.y > here.box[1])
        for line in (*here.lines, *below, *known.pairing.lines_on.get(here.page + 1, [])[:1]):
            known.line_causes.setdefault(line, cause)


def find_lone_figures(known: KnownCauses) -> None:
    """Drawings that came or went, with their captions and labels."""
    texts = _("The figure “{text}” is gone."), _("The figure “{text}” is new.")
    flows = known.pairing.flow_before, known.pairing.flow_after
    for side, figures in enumerate(known.evidence.lone_figures):
        for each in figures:
            cause = known.cause(("figure", side, each.caption), "images.changed", texts[side].format(text=each.caption))
            (cause.before, cause.after)[side].append((each.page, each.box))
            words = "".join(flows[side].lines[n].line.text for n in sorted(each.lines))
            said = (words, each.caption)
            cause.said = [(text, "") for text in said] if side == 0 else [("", text) for text in said]
