"""The form that an internal publication and a journal must have."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.rule import IssueText, Kind
from pipeline.check.rules import RULES
from pipeline.check.rules.journal_numbers import is_issn
from pipeline.model import Issue, OptionChoice
from tests.check.issues import checked, workspace_with
from tests.check.scoring import issue_of
from tests.workspaces import ISSUE, PUBLICATION

INTERNAL = {
    "编印单位": "某会",
    "发送对象": "各分会",
    "印刷单位": "某厂",
    "印刷日期": "2024年1月5日",
    "印数": "500册",
}
JOURNAL = {
    "主管单位": "某会",
    "出版单位": "某社",
    "主编": "某某",
    "印刷单位": "某厂",
    "发行单位": "某局",
    "定价": "10.00元",
    "国际标准连续出版物号": "ISSN 1002-4980",
    "国内统一连续出版物号": "CN 11-1234/D",
}
COVER = ("内部资料　免费交流", "某省内部资料准印证〔2024〕001号")


def messages(
    folder: Path,
    profile: str,
    rows: dict[str, str],
    cover: tuple[str, ...] = (),
    text: str = "正文。",
    *,
    own: dict[str, str] | None = None,
) -> list[str]:
    workspace = workspace_with(folder, text + "\n")
    issue = workspace / ISSUE / "issue.yaml"
    lines = "".join(f"    - {line}\n" for line in cover)
    issue.write_text(
        issue.read_text(encoding="utf-8")
        + (f"cover:\n  lines:\n{lines}" if cover else "")
        + "".join(f"colophon: {{{label}: {value}}}\n" for label, value in (own or {}).items()),
        encoding="utf-8",
    )
    file = workspace / PUBLICATION / "publication.yaml"
    facts = [
        line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith(("name", "latin", "org"))
    ]
    colophon = "".join(f"  {label}: {value}\n" for label, value in rows.items())
    file.write_text(
        "\n".join(facts) + f"\nlayout: gongyun\nlanguage: zh-CN\nprofile: {profile}\ncolophon:\n{colophon}",
        encoding="utf-8",
    )
    return [f"{each.rule} {each.message}" for each in checked(workspace).found.stand]


def test_an_internal_publication_in_its_form_passes(tmp_path: Path) -> None:
    assert messages(tmp_path, "internal", INTERNAL, COVER) == []


def test_an_issue_has_rows_of_its_own_in_the_colophon(tmp_path: Path) -> None:
    rows = {label: value for label, value in INTERNAL.items() if label != "印数"}
    assert messages(tmp_path, "internal", rows, COVER, own={"印数": "700册"}) == []


def test_a_word_that_only_contains_the_name_is_let_pass(tmp_path: Path) -> None:
    assert messages(tmp_path, "internal", INTERNAL, COVER, "一本刊物的力量有限。") == []


@pytest.mark.parametrize(
    ("row", "cover", "text", "word"),
    [
        ("印数", COVER, "正文。", "印数"),
        ("", COVER[:1], "正文。", "准印证号"),
        ("", COVER[1:], "正文。", "免费交流"),
        ("", COVER, "本刊编辑部。", "本刊"),
        ("", COVER, "（记者 张某某）", "记者"),
    ],
)
def test_what_an_internal_publication_lacks_or_may_not_say(
    tmp_path: Path, row: str, cover: tuple[str, ...], text: str, word: str
) -> None:
    rows = {label: value for label, value in INTERNAL.items() if label != row}
    (message,) = messages(tmp_path, "internal", rows, cover, text)
    assert message.startswith("form.internal-")
    assert word in message


def test_a_report_is_no_name_of_the_periodical(tmp_path: Path) -> None:
    assert messages(tmp_path, "internal", INTERNAL, COVER, "本报告由本会编写，广告学教材另发。") == []


def test_a_journal_in_its_form_passes(tmp_path: Path) -> None:
    (asked,) = messages(tmp_path, "journal", JOURNAL)
    assert asked.startswith("form.journal-bar-code ")


@pytest.mark.parametrize(
    ("label", "value", "word"),
    [
        ("主管单位", None, "主管单位"),
        ("国际标准连续出版物号", "ISSN 1002-4981", "ISSN"),
        ("国际标准连续出版物号", None, "ISSN"),
        ("国内统一连续出版物号", "11/1234", "CN"),
    ],
)
def test_what_a_journal_lacks(tmp_path: Path, label: str, value: str | None, word: str) -> None:
    rows = {name: value or each if name == label else each for name, each in JOURNAL.items() if value or name != label}
    message, _asked = sorted(messages(tmp_path, "journal", rows), key=lambda each: "bar-code" in each)
    assert message.startswith("form.journal-")
    assert word in message


def test_bar_code_and_running_heads_are_asked_of_a_journal_only() -> None:
    issue = issue_of("正文。").issue
    bare = replace(issue.publication, profile="journal", options=(OptionChoice("running_heads", "none"),))
    asked = {"form.journal-bar-code", "form.journal-running-heads"}
    assert _form_rules(replace(issue, publication=bare)) >= asked
    assert not _form_rules(replace(issue, publication=replace(bare, profile=""))) & asked
    good = replace(bare, options=(OptionChoice("running_heads", "shown"),))
    cover = replace(issue.cover, alt="港口的早晨，左下角是条码。")
    assert not _form_rules(replace(issue, publication=good, cover=cover)) & asked


def _form_rules(issue: Issue) -> set[str]:
    text = IssueText(issue=issue, articles=())
    return {rule.id for rule in RULES if rule.kind is Kind.FORM and list(rule.find(text))}


def test_two_words_that_meet_are_no_name_of_a_paper(tmp_path: Path) -> None:
    found = messages(tmp_path, "internal", INTERNAL, COVER, text="他带来了成本报表，本报消息登了出来。")
    assert len(found) == 1
    assert "本报" in found[0]


def test_without_a_profile_nothing_is_asked(tmp_path: Path) -> None:
    assert messages(tmp_path, '""', {"编辑": "本刊编辑部"}, text="本刊编辑部。") == []


@pytest.mark.parametrize(("digits", "right"), [("03785955", True), ("2434561X", True), ("03785954", False)])
def test_check_digits(digits: str, right: bool) -> None:
    assert is_issn(digits) is right
