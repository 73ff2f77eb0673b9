"""Lines that are broken otherwise or spaced, and what moved with other causes, told by the evidence of a reflow."""

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.line_pairs import measure_of
from pipeline.regression.evidence.reflow import REBROKEN, SPACING, Reflow, follow_lines
from pipeline.regression.evidence.reflow_joining import join_measured, join_nearby

_OTHER_MEASURE = 4.0  # pt


def find_reflow(known: KnownCauses) -> Reflow:
    """What the lines tell, where it is known what was done to each of them."""
    reflow = follow_lines(
        known.pairing, known.evidence.lines, known.reasons(known.line_causes), known.reasons(known.note_causes)
    )
    return join_measured(reflow) if other_measure(known.pairing) else join_nearby(reflow)


def other_measure(pairing: Pairing) -> tuple[float, float] | None:
    """The measures before and after, pt, where another one was set; else None."""
    measures = measure_of(pairing.flow_before), measure_of(pairing.flow_after)
    return measures if abs(measures[0] - measures[1]) > _OTHER_MEASURE else None


def tell_reflow(known: KnownCauses, reflow: Reflow) -> None:
    """Put what *reflow* tells among the causes, but for movements without a reason."""
    known.moved_pages = reflow.pages
    for reason, trace in reflow.traces.items():
        known.add_trace(reason, trace)
    spacing, rebroken = known.causes.get(SPACING.key), known.causes.get(REBROKEN.key)
    if spacing is not None:
        count = len(spacing.before)
        text = ngettext("The space within {count} line changes.", "The space within {count} lines changes.", count)
        spacing.sentence = text.format(count=count)
    if rebroken is not None:
        count, rebroken.rebroken = rebroken.rebroken, 0
        text = ngettext("{count} line is broken otherwise.", "{count} lines are broken otherwise.", count)
        rebroken.sentence = text.format(count=count)
        if (measures := other_measure(known.pairing)) is not None:
            text = _("The measure changes from {before:g} pt to {after:g} pt.")
            rebroken.lengths = measures
            rebroken.others.append(text.format(before=measures[0], after=measures[1]))
