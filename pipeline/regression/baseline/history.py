"""Who accepted what, when and why: the history beside a baseline. A line of JSON each, which grows at its end only."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.regression.findings import Finding
from pipeline.regression.kept_files import MAX_FACTS, read_json, read_kept, require_inside

HISTORY_FILE = "history.jsonl"
_MOST_TOLD, _LONGEST = 12, 200  # findings that the acceptance of a baseline names, or damages; characters of one
What = Literal["baseline", "findings"]


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding as it was told when it was accepted."""

    id: str
    kind: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One acceptance. *what* is the whole ``baseline``, or single ``findings`` that are let pass from then on.

    *when* is in UTC (ISO 8601), *snapshot* the beginning of the digest of what was accepted.
    """

    when: str
    who: str
    why: str
    what: What
    snapshot: str
    findings: tuple[AcceptedFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """All acceptances, the oldest first, and the digest of the *snapshot* beside them.

    The last of a merged history, or of one whose snapshot was never written, need not be that of the snapshot.
    """

    accepted: tuple[Acceptance, ...] = ()
    snapshot: str = ""

    @property
    def last(self) -> Acceptance | None:
        """The acceptance of the baseline as it stands; None: nobody accepted it."""
        number = self._number
        return None if number is None else self.accepted[number]

    @property
    def since(self) -> dict[str, str]:
        """The findings accepted since then: id → who accepted it and why, in a sentence."""
        number = self._number
        rows = () if number is None else self.accepted[number + 1 :]
        text = _("Accepted by {who}: {why}")
        return {
            row.id: text.format(who=each.who, why=each.why)
            for each in rows
            if each.what == "findings"
            for row in each.findings
        }

    @property
    def _number(self) -> int | None:
        rows = [
            number
            for number, each in enumerate(self.accepted)
            if each.what == "baseline" and each.snapshot == self.snapshot
        ]
        return rows[-1] if rows else None

    def with_acceptance(self, acceptance: Acceptance) -> "History":
        """The history with one acceptance more; that of a baseline names its first findings only."""
        if acceptance.what == "baseline":
            acceptance = replace(acceptance, findings=acceptance.findings[:_MOST_TOLD])
        return replace(self, accepted=(*self.accepted, acceptance))


def accepted_findings(findings: Sequence[Finding]) -> tuple[AcceptedFinding, ...]:
    """*findings* as they are kept in a history."""
    return tuple(AcceptedFinding(each.id, each.kind, each.sentence[:_LONGEST]) for each in findings)


def read_history(folder: Path, root: Path | None = None) -> History:
    """The history in *folder*; none: nothing was accepted. A link out of the folder *root* is not followed.

    Raises ContentError with file and line of what is none, FileAccessError.
    """
    path = folder / HISTORY_FILE
    require_inside(root, (folder, path))
    lines = read_kept(path, MAX_FACTS).splitlines() if os.path.lexists(path) else []
    accepted: list[Acceptance] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        try:
            accepted.append(_acceptance(read_json(line)))
        except (ValueError, KeyError, TypeError, RecursionError):
            hint = _("Restore the file from version control.")
            problems.append(Problem(_("This line tells of no acceptance."), path, number, hint))
            if len(problems) == _MOST_TOLD:
                break
    if problems:
        raise ContentError(problems)
    return History(tuple(accepted))


def history_lines(history: History) -> bytes:
    """The text of a history file."""
    rows = (json.dumps(asdict(each), ensure_ascii=False) for each in history.accepted)
    return "".join(f"{row}\n" for row in rows).encode("utf-8", "replace")


def _acceptance(row: dict[str, Any]) -> Acceptance:
    findings = tuple(AcceptedFinding(str(each["id"]), str(each["kind"]), str(each["told"])) for each in row["findings"])
    names: dict[str, What] = {"baseline": "baseline", "findings": "findings"}
    what = names[row["what"]]
    return Acceptance(
        when=str(row["when"]),
        who=str(row["who"]),
        why=str(row["why"]),
        what=what,
        snapshot=str(row["snapshot"]),
        findings=findings,
    )
