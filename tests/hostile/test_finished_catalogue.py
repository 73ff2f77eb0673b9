"""No text of a catalogue is a formula to a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest

from pipeline.binding.finding_aids.catalogue import catalogue_csv, catalogue_of
from tests.binding.bound_volumes import bound_volume, issue_of

UNSEEN = ["", " ", "\t", "\r", "\n", "\0", "\x01", "\x1f", "\x7f", "\x9f", "\xa0", "\xad", "\u034f", "\u061c", "\u115f"]
UNSEEN += ["\u180e", "\u200b", "\u200e", "\u2028", "\u202e", "\u2060", "\u2066", "\u3000", "\ufe0f", "\ufeff"]
UNSEEN += ["\ufff9", "\U000e0001", "\ufeff\u200b \t"]
SIGNS = list("=+-@＝＋－＠﹦﹢﹣﹫⁺₌")
FILLERS = {"\u115f"}  # seen as nothing, but a letter: no spreadsheet passes over it


def cells(title: str) -> list[str]:
    issue = issue_of("正文", title=title)
    article = replace(issue.articles[0], section=title, first_lines=title)
    issue = replace(issue, label=title, articles=(article,))
    data = catalogue_csv(catalogue_of(bound_volume(issue)))
    (_heads, row) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [row[0], row[2], row[3], row[5], row[10]]


@pytest.mark.parametrize("before", UNSEEN, ids=ascii)
def test_formulas_are_text(before: str) -> None:
    for sign in SIGNS:
        for cell in cells(f"{before}{sign}cmd|' /c calc'!A0"):
            assert cell.startswith("'") or before in FILLERS


@pytest.mark.parametrize(
    "title",
    [
        "——纪念某某",
        "《题名》：a=b",
        "“甲”+乙",
        "１＋１",
        "∞",
        "\u2212 5",
        "甲",
        "",
        "  甲  乙 ",
        "𠀀=1",
        "#甲",
        "（@甲）",
    ],
)
def test_ordinary_titles_stay(title: str) -> None:
    assert set(cells(title)) == {" ".join(title.split())}
