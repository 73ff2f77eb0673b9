"""What the bench of layout regression makes of its measurements, and that its files are what they are said to be."""

from pathlib import Path

import pytest

from bench.proof import APPEARANCE, CACHED, COLD, TEXT, command, ratio, report, targets

RUNS = {
    (case, size): {
        COLD: [1.0 * size, 2.0 * size, 9.0 * size],
        CACHED: [0.5 * size] * 3,
        APPEARANCE: [2.0, 8.0, 9.0],
        TEXT: [1.0] * 3,
    }
    for case in ("same", "after")
    for size in (1, 12)
}
PAGES = {1: 48, 12: 576}


def test_ratios_are_of_the_same_round() -> None:
    assert ratio(RUNS["same", 1], APPEARANCE) == 0.5


def test_targets_and_report() -> None:
    assert all(each.is_met for each in targets(RUNS, PAGES))
    slow = RUNS | {("after", 12): {**RUNS["after", 12], CACHED: [9.0] * 3}}
    slow |= {("same", 1): {**RUNS["same", 1], COLD: [4.1] * 3}}
    missed = [each.name for each in targets(slow, PAGES) if not each.is_met]
    assert missed == [
        "same, 48 pages, kanben, cold: at most 4 s",
        "after, 576 pages, kanben, snapshots: the time of a page grows by 1.3 at most",
    ]
    text = report(slow, PAGES, "2023-01-01", (0.1, 0.2), ["Python"])
    assert text.count("**not met**") == 2
    assert "| same | 576 | comparepdf, text | 1.00 (1.00–1.00) | 1.7 ms | 24.00 |" in text


@pytest.mark.parametrize("maker", [COLD, CACHED, APPEARANCE, TEXT])
def test_every_maker_compares_the_same_files(maker: str) -> None:
    files = [word for word in command(maker, "after", 4) if "-4." in word]
    assert [file.partition(".")[0] for file in files] == ["before-4", "after-4"]
    assert maker in {COLD, CACHED} or command(maker, "same", 1)[0] == "comparepdf"


def test_the_layout_has_what_is_changed(root: Path) -> None:
    from bench import proof_files

    text = (root / "layouts/gongyun/layout.yaml").read_text(encoding="utf-8")
    assert text.count(proof_files._OLD) == 1
