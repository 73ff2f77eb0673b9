"""Findings that an editor has looked at and lets pass: told by rule, article and words, so that lines may move."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from pipeline.check.proofread import TextFinding
from pipeline.errors import Problem
from pipeline.strict_yaml import NOT_BLANK, StrictRows, parse_yaml

_AROUND = 6  # characters on each side that tell one “，” from another
_ID = 8  # of the digest
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One finding that is let pass. *article* is the stem of its file, *words* are those found with what is beside."""

    id: str
    rule: str
    article: str
    words: str
    who: str
    when: str
    why: str
    line: int = 0


class _AcceptedRows(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    id: str = Field(pattern=r"^[0-9a-f]{8}$")
    rule: str = Field(max_length=_LONGEST, pattern=NOT_BLANK)
    article: str = Field(max_length=_LONGEST)
    words: str = Field(max_length=_LONGEST)
    who: str = Field(max_length=_LONGEST, pattern=NOT_BLANK)
    when: datetime.date
    why: str = Field(max_length=_LONGEST, pattern=NOT_BLANK)


class _AcceptedFile(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    accepted: list[_AcceptedRows] = Field(default=[], max_length=5_000)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings that *stand*, those that are *accepted*, and acceptances that nothing answers to any more (*stale*)."""

    stand: tuple[TextFinding, ...]
    accepted: tuple[tuple[TextFinding, Accepted], ...]
    stale: tuple[Accepted, ...]


def quote(finding: TextFinding) -> str:
    """What a finding is known by besides rule and article: its words and a few characters around, or its message."""
    if not finding.words and not finding.before:
        return finding.message[:_LONGEST]
    return (finding.before[-_AROUND:] + finding.words + finding.after[:_AROUND])[:_LONGEST]


def finding_id(finding: TextFinding) -> str:
    """Eight hexadecimal digits that stay while rule, article and words stay."""
    known = json.dumps([finding.rule, finding.path.stem, quote(finding)], ensure_ascii=False)
    return hashlib.sha256(known.encode("utf-8")).hexdigest()[:_ID]


def sort_out(findings: Iterable[TextFinding], accepted: Sequence[Accepted], rules: Iterable[str]) -> Sorted:
    """*findings* of *rules* beside what is *accepted*; acceptances of rules that did not run are not stale."""
    by_id = {each.id: each for each in accepted}
    stand: list[TextFinding] = []
    passed: list[tuple[TextFinding, Accepted]] = []
    for finding in findings:
        known = by_id.get(finding_id(finding))
        if known is None:
            stand.append(finding)
        else:
            passed.append((finding, known))
    met = {each.id for _finding, each in passed}
    run = set(rules)
    stale = tuple(each for each in accepted if each.id not in met and each.rule in run)
    return Sorted(tuple(stand), tuple(passed), stale)


def parse_accepted(text: str, path: Path, problems: list[Problem]) -> tuple[Accepted, ...]:
    """The acceptances in *text*, that of the file *path*; what is wrong is added to *problems*."""
    file = parse_yaml(text, _AcceptedFile, path, problems) if text.strip() else None
    if file is None:
        return ()
    return tuple(
        Accepted(
            id=row.id,
            rule=row.rule,
            article=row.article,
            words=row.words,
            who=row.who,
            when=row.when.isoformat(),
            why=row.why,
            line=file.line_of("accepted", number),
        )
        for number, row in enumerate(file.rows.accepted)
    )


def accept(finding: TextFinding, who: str, when: datetime.date, why: str) -> Accepted:
    """*finding* as it is let pass."""
    return Accepted(
        id=finding_id(finding),
        rule=finding.rule,
        article=finding.path.stem,
        words=quote(finding),
        who=who,
        when=when.isoformat(),
        why=why,
    )


def write_accepted(accepted: Iterable[Accepted]) -> str:
    """The text of the file; texts are quoted as JSON has them, which YAML reads."""
    lines = ["accepted:"]
    for each in accepted:
        texts = {name: json.dumps(getattr(each, name), ensure_ascii=False) for name in ("rule", "article", "words")}
        lines.append(f'  - id: "{each.id}"')
        lines += [f"    {name}: {text}" for name, text in texts.items()]
        lines.append(f"    who: {json.dumps(each.who, ensure_ascii=False)}")
        lines.append(f"    when: {each.when}")
        lines.append(f"    why: {json.dumps(each.why, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
