"""``kanben.toml`` and ``proof`` of a layout: all that is wrong in them is told at once, with its line."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.production.proof.proof_settings import BASELINES, SETTINGS_FILE, ProofSettings, read_settings
from pipeline.regression.findings import KINDS

ALWAYS = {"preflight.gone"}


def settings(folder: Path, text: str | bytes) -> ProofSettings:
    (folder / SETTINGS_FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(folder)


def problems(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(ContentError) as caught:
        settings(folder, text)
    assert {each.path for each in caught.value.problems} == {folder / SETTINGS_FILE}
    return [f"{each.line}: {each.message}" for each in caught.value.problems]


def test_without_a_file_only_what_is_mended_passes(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == ProofSettings(frozenset(ALWAYS), BASELINES)
    assert KINDS.keys() >= ALWAYS


@pytest.mark.parametrize("text", ["", "# nothing\n", "[proof]\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert settings(tmp_path, text) == ProofSettings()


def test_what_is_allowed_comes_to_what_passes_anyway(tmp_path: Path) -> None:
    text = '[proof]\nallow = ["style.leading", "tags.changed"]\nbaselines = "accepted/pages"\n'
    assert settings(tmp_path, text) == ProofSettings(
        frozenset({"style.leading", "tags.changed", *ALWAYS}), Path("accepted/pages")
    )
    assert settings(tmp_path, text.replace("\n", "\r\n")).baselines == Path("accepted/pages")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[proof\n", "1: This is no TOML: "),
        ('[proof]\nallow = ["a"\n', "3: This is no TOML: "),
        ('[proof]\nbaselines = "a\n', "2: This is no TOML: "),
        ("[proof]\nallow = []\nallow = []\n", "3: This is no TOML: "),
        ("a = " + "[" * 9_000, "None: This is no TOML: "),
        ("a = " + "9" * 9_000, "None: This is no TOML: "),
        (b"[proof]\n# \xb9\xd6\n", "2: The file is not UTF-8."),
        ("\x00", "1: This is no TOML: "),
    ],
    ids=["bracket", "list", "text", "twice", "deep", "number", "gbk", "nul"],
)
def test_what_is_no_toml(tmp_path: Path, text: str | bytes, told: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(told)
    assert "(at " not in problem


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[prof]\n", "1: Unknown key “prof”."),
        ("\n[proof]\n\nallows = []\n", "4: Unknown key “allows”."),
        ("[proof.allow]\nx = 1\n", "1: Expected a list of kinds of findings."),
        ("proof = 1\n", "1: Expected keys and values here."),
        ("[[proof]]\nallow = []\n", "1: Expected keys and values here."),
        ('[proof]\nallow = "style.leading"\n', "2: Expected a list of kinds of findings."),
        ("[proof]\n# allow = 1\nallow = [1]\n", "3: Expected a list of kinds of findings."),
        ("[proof]\nallow = [[]]\n", "2: Expected a list of kinds of findings."),
        ('[proof]\nallow = ["style.lead"]\n', "2: There is no kind of findings “style.lead”."),
        ('proof.allow = ["style.lead"]\n', "1: There is no kind of findings “style.lead”."),
        ('proof = {allow = [], baselines = "/etc"}\n', "1: Expected a folder of the workspace."),
        ("[proof]\nbaselines = 3\n", "2: Expected a folder of the workspace."),
        ('[proof]\nbaselines = "../elsewhere"\n', "2: Expected a folder of the workspace."),
        ('[proof]\nbaselines = "a/../../elsewhere"\n', "2: Expected a folder of the workspace."),
        ('[proof]\nbaselines = ""\n', "2: Expected a folder of the workspace."),
        ('[proof]\nbaselines = "."\n', "2: Expected a folder of the workspace."),
        ('[proof]\nbaselines = "a\\u0000b"\n', "2: Expected a folder of the workspace."),
        ('[proof]\n"baselines" = "/"\n', "2: Expected a folder of the workspace."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert problems(tmp_path, text) == [told]


def test_a_folder_that_leads_out_of_the_workspace_by_a_link(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "accepted").symlink_to(tmp_path)
    assert problems(workspace, '[proof]\nbaselines = "accepted/pages"\n') == ["2: Expected a folder of the workspace."]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = '[proof]\nbaselines = 1\nallow = [\n  "b",\n  "style.font",\n  "a",\n]\nother = 1\n[tool]\nallow = 1\n'
    assert problems(tmp_path, text) == [
        "2: Expected a folder of the workspace.",
        "4: There is no kind of findings “b”.",
        "6: There is no kind of findings “a”.",
        "8: Unknown key “other”.",
        "9: Unknown key “tool”.",
    ]


def test_a_file_that_no_one_has_written(tmp_path: Path) -> None:
    assert settings(tmp_path, "#" * 10_000) == ProofSettings()
    assert problems(tmp_path, "#" * 10_001) == ["None: The file has more than 10000 characters."]


def test_twenty_names_that_mean_nothing_are_told(tmp_path: Path) -> None:
    told = problems(tmp_path, "".join(f"k{number} = 1\n" for number in range(1000)))
    assert told == [f"{number + 1}: Unknown key “k{number}”." for number in range(20)]
    names = "".join(f"  'k{number:03}',\n" for number in range(900))
    assert len(problems(tmp_path, f"[proof]\nallow = [\n{names}]\n")) == 20


def test_what_may_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        settings(tmp_path, '[proof]\nallow = ["a"]\nb = 1\n')
    kinds, guide = (each.hint for each in caught.value.problems)
    assert all(kind in kinds for kind in KINDS)
    assert guide == "See docs/regression.md."
