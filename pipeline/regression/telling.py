"""Verdicts told to people and machines: plain lines, JSON, Markdown for a pull request. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.i18n import _, ngettext
from pipeline.regression.findings import Finding, page_ranges
from pipeline.regression.verdict import Standing, Told, Verdict

_MOST_ROWS = 25  # of a Markdown table: what is longer, nobody reads in a pull request


@dataclass(frozen=True, slots=True)
class Case:
    """A *verdict* with the *name* of what was compared and, if there is one, where its *report* lies.

    *problem* is a sentence that says why it could not be compared; the verdict is empty then.
    """

    name: str
    verdict: Verdict
    report: str = ""
    problem: str = ""

    @property
    def fails(self) -> bool:
        """Whether anything is wrong with it."""
        return self.verdict.fails or bool(self.problem)


def pages_of(finding: Finding) -> str:
    """The pages of *finding* as numbers from 1; before and after where they differ."""
    before, after = (", ".join(page_ranges(each)) or "–" for each in (finding.pages_before, finding.pages_after))
    return before if before == after else f"{before} → {after}"


def standing_word(standing: Standing) -> str:
    """What *standing* is called."""
    return {"fails": _("fails"), "allowed": _("allowed"), "accepted": _("accepted")}[standing]


def words_of(told: Told) -> tuple[str, ...]:
    """The sentences of a finding: what it is, what follows from it, why it stands as it does."""
    return tuple(filter(None, (told.finding.sentence, told.finding.consequence, told.reason)))


def summary(verdict: Verdict) -> str:
    """The result in a sentence."""
    if not verdict.differs:
        return _("Nothing differs.")
    passed = sum(each.standing != "fails" for each in verdict.told)
    failed = len(verdict.told) - passed
    if not passed:
        return ngettext("{count} finding.", "{count} findings.", failed).format(count=failed)
    text = ngettext("{count} finding, and {passed} let pass.", "{count} findings, and {passed} let pass.", failed)
    return text.format(count=failed, passed=passed)


def as_json(case: Case) -> dict[str, Any]:
    """*case* for programs. Pages are indexes from 0; marks are boxes in pt from the top left of the cut page."""
    rows = [asdict(each.finding) | {"standing": each.standing, "reason": each.reason} for each in case.verdict.told]
    return {
        "name": case.name,
        "differs": case.verdict.differs,
        "fails": case.fails,
        "problem": case.problem,
        "findings": rows,
        "notes": list(case.verdict.comparison.notes),
        "report": case.report,
    }


def as_markdown(cases: Sequence[Case]) -> str:
    """A summary of *cases* for a pull request; what differs in nothing has a line, not a table."""
    parts = [_markdown(case) for case in cases if case.fails or case.verdict.differs or case.verdict.comparison.notes]
    same = [case.name for case in cases if not case.fails and not case.verdict.differs]
    if same:
        parts.append(_("Nothing differs in {names}.").format(names=", ".join(map(_escaped, same))))
    return "\n\n".join(parts)


def _markdown(case: Case) -> str:
    rows = [f"### {_escaped(case.name)}", "", _escaped(case.problem) or summary(case.verdict)]
    told = case.verdict.told
    if told:
        head = _("kind"), _("pages"), _("finding")
        rows += ["", f"| {' | '.join(head)} |", "|---|---|---|"]
    for each in told[:_MOST_ROWS]:
        mark = "" if each.standing == "fails" else f" ({standing_word(each.standing)})"
        words = _escaped(" ".join(words_of(each)))
        rows.append(f"| `{each.finding.kind}`{mark} | {pages_of(each.finding)} | {words} |")
    if len(told) > _MOST_ROWS:
        rest = len(told) - _MOST_ROWS
        text = ngettext("{count} more finding is in the report.", "{count} more findings are in the report.", rest)
        rows += ["", text.format(count=rest)]
    rows += [f"\n{_escaped(note)}" for note in case.verdict.comparison.notes]
    return "\n".join(rows)


def _escaped(text: str) -> str:
    """*text* of a file as plain words in a cell of a Markdown table."""
    text = "".join(max(each, " ") for each in text)
    for each in "\\`*_[]<>|#":
        text = text.replace(each, f"\\{each}")
    return text
