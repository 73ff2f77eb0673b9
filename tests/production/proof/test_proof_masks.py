"""``proof`` of a layout: kinds that are let pass, and masks, each with its line where it is none."""

from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError
from pipeline.layout.layout_file import LAYOUT_FILE, Layout, read_layout
from pipeline.production.proof.proof_masks import layout_allows, layout_masks
from pipeline.resources import find_shipped
from tests.workspaces import replace_in


def layout_with(folder: Path, proof: str) -> Layout:
    """The layout gongyun with *proof* as its own, an indented block of YAML."""
    path = folder / "gongyun"
    path.mkdir()
    text = (find_shipped("layouts") / "gongyun" / LAYOUT_FILE).read_text(encoding="utf-8")
    (path / LAYOUT_FILE).write_text(f"{text.rstrip()}\nproof:\n{proof}", encoding="utf-8")
    return read_layout(
        BoundedFolder.of(path),
        [BoundedFolder.of(find_shipped("layouts") / "gongyun"), BoundedFolder.of(find_shipped("layouts"))],
    )


def test_a_layout_lets_nothing_pass_and_masks_nothing_unless_it_says_so() -> None:
    layout = read_layout(
        BoundedFolder.of(find_shipped("layouts") / "gongyun"), [BoundedFolder.of(find_shipped("layouts"))]
    )
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
    assert layout_masks(
        read_layout(
            BoundedFolder.of(tmp_path / "gongyun"),
            [BoundedFolder.of(find_shipped("layouts") / "gongyun"), BoundedFolder.of(find_shipped("layouts"))],
        )
    )
