"""``kanben.toml`` and ``proof`` of a layout: all that is wrong in them is told at once, with its line."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.layout.layout_file import LAYOUT_FILE, Layout, read_layout
from pipeline.production.proof_settings import (
    BASELINES,
    SETTINGS_FILE,
    ProofSettings,
    layout_allows,
    layout_masks,
    read_settings,
)
from pipeline.regression.findings import KINDS
from pipeline.resources import shipped
from tests.workspaces import replace_in

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
        ("a = " + "[" * 20_000, "None: This is no TOML: "),
        ("a = " + "9" * 20_000, "None: This is no TOML: "),
        (b"[proof]\n# \xb9\xd6\n", "None: The file cannot be read: UTF-8."),
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


def test_what_may_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        settings(tmp_path, '[proof]\nallow = ["a"]\nb = 1\n')
    kinds, guide = (each.hint for each in caught.value.problems)
    assert all(kind in kinds for kind in KINDS)
    assert guide == "See docs/regression.md."


# --- layouts ----------------------------------------------------------------------------------------------------------


def layout_with(folder: Path, proof: str) -> Layout:
    """The layout gongyun with *proof* as its own, an indented block of YAML."""
    path = folder / "gongyun"
    path.mkdir()
    text = (shipped("layouts") / "gongyun" / LAYOUT_FILE).read_text(encoding="utf-8")
    (path / LAYOUT_FILE).write_text(f"{text.rstrip()}\nproof:\n{proof}", encoding="utf-8")
    return read_layout(path, [shipped("layouts") / "gongyun", shipped("layouts")])


def test_a_layout_lets_nothing_pass_and_masks_nothing_unless_it_says_so() -> None:
    layout = read_layout(shipped("layouts") / "gongyun", [shipped("layouts")])
    assert layout_allows(layout) == frozenset()
    assert layout_masks(layout) == ()


def test_a_layout_lets_kinds_pass(tmp_path: Path) -> None:
    assert layout_allows(layout_with(tmp_path, "  allow: [images.changed]\n")) == {"images.changed"}


def test_a_kind_that_there_is_none_of_is_told_with_its_line(tmp_path: Path) -> None:
    layout = layout_with(tmp_path, "  masks: []\n  allow: [image.changed, style.font, pictures]\n")
    lines = (layout.path / LAYOUT_FILE).read_text(encoding="utf-8").splitlines()
    with pytest.raises(ContentError) as caught:
        layout_allows(layout)
    assert [(each.message, each.path, each.line) for each in caught.value.problems] == [
        ("There is no kind of findings “image.changed”.", layout.path / LAYOUT_FILE, len(lines)),
        ("There is no kind of findings “pictures”.", layout.path / LAYOUT_FILE, len(lines)),
    ]


def test_masks_of_head_foot_and_boxes(tmp_path: Path) -> None:
    rows = "  masks:\n    - {region: head}\n    - {pages: first, region: foot}\n    - {pages: last, region: foot}\n"
    rows += "    - {pages: 3, region: [10mm, 72pt, 20mm, 36pt]}\n"
    layout = layout_with(tmp_path, rows)
    geometry = layout.geometry
    head, first, last, box = layout_masks(layout)
    assert head == (-1, (0.0, 0.0, geometry.width, geometry.head))
    assert first == (0, (0.0, geometry.height - geometry.foot, geometry.width, geometry.height))
    assert last == (-2, first[1])
    assert box[0] == 2  # counted from 1 in the file
    assert box[1] == pytest.approx((10 * 72 / 25.4, 72, 30 * 72 / 25.4, 108))  # left, top, left + width, top + height


@pytest.mark.parametrize(
    "row",
    [
        "{}",
        "{region: middle}",
        "{region: [1mm, 2mm, 3mm]}",
        "{region: [1mm, 2mm, 3mm, wide]}",
        "{region: head, pages: 0}",
        "{region: head, pages: even}",
        "{region: head, page: 1}",
    ],
)
def test_a_mask_that_is_none_is_told_with_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(ContentError) as caught:
        layout_with(tmp_path, f"  masks:\n    - {row}\n")
    path = tmp_path / "gongyun" / LAYOUT_FILE
    last = len(path.read_text(encoding="utf-8").splitlines())
    assert {(each.path, each.line) for each in caught.value.problems} <= {(path, last), (path, last - 1)}
    replace_in(path, row, "{region: head}")
    assert layout_masks(read_layout(tmp_path / "gongyun", [shipped("layouts") / "gongyun", shipped("layouts")]))
