"""The form that an internal publication and a journal must have."""

from pathlib import Path

import pytest

from pipeline.check.rules.journal_numbers import is_issn
from tests.check.issues import checked, workspace_with
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
    folder: Path, profile: str, rows: dict[str, str], cover: tuple[str, ...] = (), text: str = "正文。"
) -> list[str]:
    workspace = workspace_with(folder, text + "\n")
    issue = workspace / ISSUE / "issue.yaml"
    lines = "".join(f"    - {line}\n" for line in cover)
    issue.write_text(
        issue.read_text(encoding="utf-8") + (f"cover:\n  lines:\n{lines}" if cover else ""), encoding="utf-8"
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
    assert messages(tmp_path, "journal", JOURNAL) == []


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
    (message,) = messages(tmp_path, "journal", rows)
    assert message.startswith("form.journal-")
    assert word in message


def test_without_a_profile_nothing_is_asked(tmp_path: Path) -> None:
    assert messages(tmp_path, '""', {"编辑": "本刊编辑部"}, text="本刊编辑部。") == []


@pytest.mark.parametrize(("digits", "right"), [("03785955", True), ("2434561X", True), ("03785954", False)])
def test_check_digits(digits: str, right: bool) -> None:
    assert is_issn(digits) is right
