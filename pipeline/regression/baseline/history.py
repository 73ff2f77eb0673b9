"""Who accepted what, when and why: the history beside a baseline. A line of JSON each, which grows at its end only.

Each line names those that it follows, so that a history which was merged from two branches still tells what was
accepted on the one without knowledge of the other.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.regression.findings import Finding
from pipeline.regression.kept_files import MAX_FACTS, read_json, read_kept, require_inside

HISTORY_FILE = "history.jsonl"
_MOST_TOLD, _LONGEST = 12, 200  # findings that the acceptance of a baseline tells, or damages; characters of one
_MOST_FINDINGS = 5_000  # that it names
_CONFLICT = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
What = Literal["baseline", "findings"]


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding as it was told when it was accepted; *words* names it wherever it stands (``Finding.words``)."""

    id: str
    kind: str
    told: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One acceptance. *what* is the whole ``baseline``, or single ``findings`` that are let pass from then on.

    *when* is in UTC (ISO 8601), *snapshot* the beginning of the digest of what was accepted. *follows* are the names of
    the acceptances that were the last ones then, of several branches that were merged; None: the one above.
    """

    when: str
    who: str
    why: str
    what: What
    snapshot: str
    findings: tuple[AcceptedFinding, ...] = ()
    follows: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The beginning of the digest of its line."""
        return hashlib.sha256(_line(self)).hexdigest()[:12]


@dataclass(frozen=True)
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
        """The findings that hold beside it: name → who accepted it and why, in a sentence.

        Those accepted since then are known by their ids. What another branch accepted, without knowledge of this
        baseline, is known by its words, too: its places may be others here.
        """
        number = self._number
        if number is None:
            return {}
        known = self._known_to(number)
        text = _("Accepted by {who}: {why}")
        found: dict[str, str] = {}
        for index, each in enumerate(self.accepted):
            is_later = number in self._known_to(index)
            if index in known or (is_later and each.what == "baseline"):
                continue
            for row in each.findings:
                names = [row.id] if is_later else [row.id, row.words]
                found |= dict.fromkeys(filter(None, names), text.format(who=each.who, why=each.why))
        return found

    def _known_to(self, number: int) -> set[int]:
        """The acceptances that the one with this *number* follows, and itself."""
        found: set[int] = set()
        waiting = [number]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._follows[each]
        return found

    @cached_property
    def _follows(self) -> list[list[int]]:
        numbers = {each.name: number for number, each in enumerate(self.accepted)}
        return [
            [number - 1] * bool(number)
            if each.follows is None
            else [numbers[name] for name in each.follows if name in numbers]
            for number, each in enumerate(self.accepted)
        ]

    @property
    def is_merged(self) -> bool:
        """Whether it has ends of several branches, which no acceptance follows yet."""
        return len(self._ends) > 1

    @property
    def _ends(self) -> tuple[str, ...]:
        """The names of the acceptances that none follows."""
        followed = {number for row in self._follows for number in row}
        return tuple(each.name for number, each in enumerate(self.accepted) if number not in followed)

    @property
    def _number(self) -> int | None:
        rows = [
            number
            for number, each in enumerate(self.accepted)
            if each.what == "baseline" and each.snapshot == self.snapshot
        ]
        return rows[-1] if rows else None

    def with_acceptance(self, acceptance: Acceptance) -> "History":
        """The history with one acceptance more; that of a baseline tells its first findings only."""
        if acceptance.what == "baseline":
            told, rest = acceptance.findings[:_MOST_TOLD], acceptance.findings[_MOST_TOLD:_MOST_FINDINGS]
            acceptance = replace(acceptance, findings=(*told, *(replace(each, told="") for each in rest)))
        return History((*self.accepted, replace(acceptance, follows=self._ends)), self.snapshot)


def accepted_findings(findings: Sequence[Finding]) -> tuple[AcceptedFinding, ...]:
    """*findings* as they are kept in a history."""
    return tuple(AcceptedFinding(each.id, each.kind, each.sentence[:_LONGEST], each.words) for each in findings)


def read_history(folder: Path, root: Path | None = None) -> History:
    """The history in *folder*; none: nothing was accepted. A link out of the folder *root* is not followed.

    Raises ContentError with file and line of what is none, FileAccessError.
    """
    path = folder / HISTORY_FILE
    require_inside(root, (folder, path))
    lines = read_kept(path, MAX_FACTS).splitlines() if os.path.lexists(path) else []
    accepted: dict[Acceptance, None] = {}  # a merge may bring a line twice
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        try:
            accepted[_acceptance(read_json(line))] = None
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
    return b"".join(_line(each) + b"\n" for each in history.accepted)


def _line(acceptance: Acceptance) -> bytes:
    rows = asdict(acceptance)
    if acceptance.follows is None:
        del rows["follows"]
    rows["findings"] = [{key: text for key, text in row.items() if text or key != "words"} for row in rows["findings"]]
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace")


def union(text: bytes) -> bytes:
    """The lines of a history that was merged with conflicts, without the marks of version control; each once."""
    lines = [line for line in text.splitlines() if not line.startswith(_CONFLICT)]
    return b"".join(line + b"\n" for line in dict.fromkeys(lines))


def _acceptance(row: dict[str, Any]) -> Acceptance:
    findings = tuple(
        AcceptedFinding(str(each["id"]), str(each["kind"]), str(each["told"]), str(each.get("words", "")))
        for each in row["findings"]
    )
    follows = row.get("follows")
    names: dict[str, What] = {"baseline": "baseline", "findings": "findings"}
    what = names[row["what"]]
    return Acceptance(
        when=str(row["when"]),
        who=str(row["who"]),
        why=str(row["why"]),
        what=what,
        snapshot=str(row["snapshot"]),
        findings=findings,
        follows=None if follows is None else tuple(map(str, follows)),
    )
