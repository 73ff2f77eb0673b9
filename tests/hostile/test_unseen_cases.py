"""Hostile workspaces thought out by someone who has read the manual and none of the code: each ends in words.

On CI a share of each kind is tried; all of them with ``KANBEN_HOSTILE=all`` (ten minutes on two cores), and those that
are meant for ``build`` by binding, comparing and preflight, too, with ``KANBEN_HOSTILE=each`` (half an hour).
"""

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.hostile.trying import attempt
from tests.hostile.unseen_cases import CASES, Case

_OF_EACH_KIND = 2
_OTHERS = ("bind", "proof", "preflight")


# What is no harm of ours, or too deep for the tests to make and to clear away.
_OPEN = {
    "accepted_pdf_is_hostile": "the harm lies in out/ before the command comes",
    "issues_deep_folders": "deeper than the tests can look through; tried by hand",
    "names_many_layout_folders_deep": "deeper than the tests can look through: test_bounded_files.py has its kind",
    "out_in_articles": "the user's own word: the command writes into the content as told",
    "out_is_issues": "the user's own word: the command writes into the content as told",
    "search_index_link_outside": "the place is the user's own word; the index is opened, and refused",
}


_FOR_BUILD_ONLY = {
    "publication_folder_link_outside",  # the folder that is named leads there: the user's own word
    "out_pdf_link_to_victim",  # can't be made beside finished editions, likewise the others
    "out_pdf_hard_link_to_victim",
    "out_record_sparse",
}


def _kind_of(case: Case) -> str:
    return case.name.split("_")[0]


def _spoil_year(spoil: Callable[[Path], None], workspace: Path) -> None:
    """Spoil the *workspace*, and see that its year can be bound."""
    spoil(workspace)
    volume = workspace / "issues/hao/2024/volume.yaml"
    with suppress(OSError):
        if not os.path.lexists(volume):
            volume.write_text("title: 合订本\nnumber: 1\nyear: 2024\n", encoding="utf-8")


def chosen() -> list[tuple[Case, str]]:
    """Cases with a command each: all, or some of each kind (the first word of the name)."""
    if os.environ.get("KANBEN_HOSTILE") == "each":  # other commands may pass over what stops a build
        others = [
            replace(case, either=True, place="", spoil=partial(_spoil_year, case.spoil))
            for case in CASES
            if case.commands == ("build",) and case.name not in _FOR_BUILD_ONLY
        ]
        return [(case, command) for case in others if case.name not in _OPEN for command in _OTHERS]
    if os.environ.get("KANBEN_HOSTILE") == "all":
        return [(case, command) for case in CASES if case.name not in _OPEN for command in case.commands]
    found = []
    known = [case for case in CASES if case.name not in _OPEN]
    for _kind, group in groupby(sorted(known, key=_kind_of), _kind_of):
        cases = list(group)
        step = max(1, len(cases) // (_OF_EACH_KIND + len(cases) // 40))
        some = cases[::step]
        found += [(case, case.commands[number % len(case.commands)]) for number, case in enumerate(some)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("case", "command"), chosen(), ids=lambda each: getattr(each, "name", each))
def test_what_is_hostile_ends_in_words_and_does_no_harm(
    case: Case, command: str, tmp_path: Path, commands: Commands, editions: Path
) -> None:
    base = tmp_path / "base"
    base.mkdir()
    try:
        trial = attempt(case, command, base, commands, editions)
    finally:
        subprocess.run(["rm", "-rf", "--", str(base)], check=True)  # some are deeper than Python goes
    assert trial.faults == (), trial.ran.output


def test_every_kind_is_among_the_chosen() -> None:
    assert {_kind_of(case) for case in CASES if case.name not in _OPEN} == {_kind_of(case) for case, _ in chosen()}
    assert {case.name for case in CASES} >= _OPEN.keys()
    assert len({case.name for case in CASES}) == len(CASES)
    assert any(not case.refused for case, _command in chosen())
