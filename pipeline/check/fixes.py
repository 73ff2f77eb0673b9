"""Safe remedies put into a text: at the places found, and nowhere else."""

from collections.abc import Iterable

from pipeline.check.proofread import Fix, TextFinding
from pipeline.check.rule import Level


def safe_fixes(findings: Iterable[TextFinding]) -> tuple[Fix, ...]:
    """The remedies of errors among *findings* of one file, in order; of two that overlap, the
    first, the longer, the one that leaves less."""
    fixes = [each.fix for each in findings if each.fix is not None and each.level is Level.ERROR]
    chosen: list[Fix] = []
    for fix in sorted(fixes, key=lambda each: (each.start, -each.end, len(each.new))):
        if not chosen or fix.start >= chosen[-1].end:
            chosen.append(fix)
    return tuple(chosen)


def mend_text(text: str, fixes: Iterable[Fix]) -> str:
    """*text* with *fixes*, which are in order and don't overlap. Raises ValueError where it is not what it was."""
    pieces, at = [], 0
    for fix in fixes:
        if text[fix.start : fix.end] != fix.old:
            raise ValueError(fix)
        pieces += [text[at : fix.start], fix.new]
        at = fix.end
    return "".join([*pieces, text[at:]])
