"""Findings that say the same of several places, told together, so that a list isn't flooded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.check.proofread import TextFinding

_FEW = 2  # places that are told one by one


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and level with the same words of report, in the order of the files; never empty."""

    findings: tuple[TextFinding, ...]

    @property
    def first(self) -> TextFinding:
        """The one whose place stands for all of them."""
        return self.findings[0]

    @property
    def further(self) -> tuple[TextFinding, ...]:
        """Those at other places."""
        return self.findings[1:]


def group_findings(findings: Iterable[TextFinding]) -> tuple[Group, ...]:
    """*findings* of an issue in groups, in the order of the first of each; up to two that are equal stay apart."""
    equal: dict[tuple[str, str, str], list[TextFinding]] = defaultdict(list)
    for finding in findings:
        equal[finding.rule, finding.level.value, finding.text].append(finding)
    groups = [
        Group(tuple(each))
        for same in equal.values()
        for each in ([same] if len(same) > _FEW else [[one] for one in same])
    ]
    return tuple(sorted(groups, key=lambda each: _order(each.first)))


def _order(finding: TextFinding) -> tuple[str, int, int, str]:
    return (str(finding.path), finding.line, finding.column, finding.rule)
