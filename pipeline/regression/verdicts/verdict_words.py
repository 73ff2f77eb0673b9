"""A verdict in words: plain lines, JSON, Markdown for a pull request. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from pipeline.errors import Problem
from pipeline.i18n import _, ngettext
from pipeline.regression.findings import Finding, page_ranges
from pipeline.regression.verdicts.verdict import JudgedFinding, Standing, Verdict

_Row = TypeVar("_Row")
MOST_OF_A_KIND = 20  # findings that are told one by one
_MOST_ROWS, _MOST_CASES = 25, 12  # of a Markdown table: what is longer, nobody reads in a pull request


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A *verdict* with the *name* of what was compared and, if there is one, where its *report* lies.

    *problem* is a sentence that says why it could not be compared, *problems* are what it comes from; the verdict is
    empty then.
    """

    name: str
    verdict: Verdict
    report: str = ""
    problem: str = ""
    problems: tuple[Problem, ...] = ()

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


def words_of(judged: JudgedFinding) -> tuple[str, ...]:
    """The sentences of a finding: what it is, what follows from it, why it stands as it does."""
    return tuple(filter(None, (judged.finding.sentence, judged.finding.consequence, judged.reason)))


def in_a_row(sentences: Iterable[str]) -> str:
    """*sentences* as a text: Chinese ones follow one another without a space."""
    parts = [each for each in sentences if each]
    return "".join(part if part.endswith(("。", "？", "！")) else f"{part} " for part in parts).rstrip()


def summary(verdict: Verdict) -> str:
    """The result in a sentence."""
    if not verdict.differs:
        return _("Nothing differs.")
    passed = sum(each.standing != "fails" for each in verdict.judged)
    failed = len(verdict.judged) - passed
    if not passed:
        return ngettext("{count} finding.", "{count} findings.", failed).format(count=failed)
    if not failed:
        return ngettext("{count} finding, let pass.", "{count} findings, all let pass.", passed).format(count=passed)
    text = ngettext("{count} finding, and {passed} let pass.", "{count} findings, and {passed} let pass.", failed)
    return text.format(count=failed, passed=passed)


def as_json(case: Case) -> dict[str, Any]:
    """*case* for programs. Pages are indexes from 0; marks are boxes in pt from the top left of the cut page."""
    rows = [asdict(each.finding) | {"standing": each.standing, "reason": each.reason} for each in case.verdict.judged]
    return {
        "name": case.name,
        "differs": case.verdict.differs,
        "fails": case.fails,
        "problem": case.problem,
        "problems": [
            {
                "file": str(each.path) if each.path else None,
                "line": each.line,
                "message": each.message,
                "hint": each.hint,
            }
            for each in case.problems
        ],
        "findings": rows,
        "notes": list(case.verdict.comparison.notes),
        "report": case.report,
    }


@dataclass(frozen=True, slots=True)
class Group:
    """A finding that is told alike in several files: once what it is, then in which *cases* and what follows there."""

    first: JudgedFinding
    cases: tuple[tuple[Case, JudgedFinding], ...]


def group_cases(cases: Sequence[Case]) -> list[Group]:
    """The findings of all *cases*, those that are told alike as one, the most important first."""
    groups: dict[tuple[str, str, str, str], list[tuple[Case, JudgedFinding]]] = {}
    for case in cases:
        for each in case.verdict.judged:
            key = each.finding.kind, each.finding.sentence, each.standing, each.reason
            groups.setdefault(key, []).append((case, each))
    found = [Group(rows[0][1], tuple(rows)) for rows in groups.values()]
    return sorted(found, key=lambda group: -group.first.finding.weight)


def first_of_kinds(rows: Sequence[_Row], judged_of: Callable[[_Row], JudgedFinding]) -> tuple[list[_Row], list[str]]:
    """Of *rows*, in order, those of each kind that people read, and a sentence for each kind of which there are more.

    Those that fail come before those that are let pass, so that none of these hides one of them.
    """
    counts = Counter[str]()
    shown: list[int] = []
    for place in sorted(range(len(rows)), key=lambda place: judged_of(rows[place]).standing != "fails"):
        kind = judged_of(rows[place]).finding.kind
        counts[kind] += 1
        if counts[kind] <= MOST_OF_A_KIND:
            shown.append(place)
    more = [_more_of(kind, count - MOST_OF_A_KIND) for kind, count in counts.items() if count > MOST_OF_A_KIND]
    return [rows[place] for place in sorted(shown)], more


def _more_of(kind: str, count: int) -> str:
    text = ngettext(
        "{count} more finding of {kind}: all are told with --json.",
        "{count} more findings of {kind}: all are told with --json.",
        count,
    )
    return text.format(count=count, kind=kind)


def as_markdown(cases: Sequence[Case]) -> str:
    """A summary of *cases* for a pull request: what differs once for all files, what could not be compared, notes."""
    differing = [case for case in cases if case.fails or case.verdict.differs]
    parts = [f"### {_heading(cases, differing)}"]
    groups = group_cases(cases)
    if groups:
        head = _("kind"), _("finding"), _("where")
        rows = [f"| {' | '.join(head)} |", "|---|---|---|", *map(_markdown_row, groups[:_MOST_ROWS])]
        parts.append("\n".join(rows))
    if len(groups) > _MOST_ROWS:
        rest = len(groups) - _MOST_ROWS
        text = ngettext("{count} more finding is in the reports.", "{count} more findings are in the reports.", rest)
        parts.append(text.format(count=rest))
    lines = [f"- {_escape(case.name)}: {_escape(case.problem)}" for case in cases if case.problem]
    lines += [f"- {_escape(case.name)}: {_escape(note)}" for case in cases for note in case.verdict.comparison.notes]
    lines += ["- " + _("Report: `{file}`").format(file=case.report.replace("`", "")) for case in cases if case.report]
    return "\n\n".join([*parts, *filter(None, ["\n".join(lines)])])


def _heading(cases: Sequence[Case], differing: Sequence[Case]) -> str:
    if len(cases) == 1:
        return f"{_escape(cases[0].name)}: {_escape(cases[0].problem) or summary(cases[0].verdict)}"
    if not differing:
        return _("Nothing differs.")
    text = ngettext("{count} of {all} file differs.", "{count} of {all} files differ.", len(differing))
    return text.format(count=len(differing), all=len(cases))


def _markdown_row(group: Group) -> str:
    first = group.first
    mark = "" if first.standing == "fails" else f" ({standing_word(first.standing)})"
    places = []
    for case, each in group.cases[:_MOST_CASES]:
        name = "" if len(group.cases) == 1 and not group.cases[0][0].report else f"{_escape(case.name)} "
        places.append(f"{name}{pages_of(each.finding)}{_append(each.finding.consequence)}")
    places += ["…"] if len(group.cases) > _MOST_CASES else []
    words = _escape(in_a_row((first.finding.sentence, first.reason)))
    return f"| `{first.finding.kind}`{mark} | {words} | {'<br>'.join(places)} |"


def _append(consequence: str) -> str:
    return f": {_escape(consequence)}" if consequence else ""


def _escape(text: str) -> str:
    """*text* of a file as plain words in a cell of a Markdown table."""
    text = "".join(each if each.isprintable() or each == "\u3000" else " " for each in text)
    for each in "\\`*_[]<>|#":
        text = text.replace(each, f"\\{each}")
    return text
