"""The report of a proofreading: findings in their sentences, accepted ones apart, all text as text."""

import datetime
from pathlib import Path

from pipeline.check.acceptance import Sorted, accept
from pipeline.check.error_rate import error_rate
from pipeline.check.proofread import TextFinding
from pipeline.check.rule import Kind, Level
from pipeline.reports.check_report import IssueReport, check_page


def finding(words: str, level: Level) -> TextFinding:
    return TextFinding(
        rule="marks.dash",
        kind=Kind.MARKS,
        level=level,
        path=Path("/w/issues/a.md"),
        line=3,
        column=4,
        words=words,
        before="<b>前",
        after="后",
        message="错。",
        hint="改。",
    )


def test_findings_stand_in_their_sentence_and_are_counted() -> None:
    stand = (finding("--", Level.ERROR), finding("—", Level.ASK))
    passed = finding("－", Level.ERROR)
    known = accept(passed, "王", datetime.date(2024, 1, 2), "照录")
    report = IssueReport("刊", Sorted(stand, ((passed, known),), (known,)), error_rate(stand, ()), Path("/w"))
    page = check_page([report])
    assert "<span>&lt;b&gt;前</span><mark>--</mark><span>后</span>" in page
    assert "Errors: 1, questions: 1." in page
    assert "王, 2024-01-02: 照录" in page
    assert "<h3>issues/a.md</h3>" in page
    assert "http://" not in page
    assert "https://" not in page
