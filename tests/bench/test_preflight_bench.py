"""What the bench of preflight makes of its measurements."""

from pathlib import Path

import pikepdf

from bench.preflight import INKS, LISTS, MAKERS, OURS, growth, ratio, report, seconds_of, targets
from bench.preflight_files import write
from tests.preflight.good_files import good, saved

RUNS = {
    (kind, size): {OURS: [1.0 * size, 1.2 * size, 5.0 * size], INKS: [2.0, 2.0, 2.0], LISTS: [0.5, 0.5, 0.5]}
    for kind in ("text", "pictures")
    for size in (1, 8)
}


def test_ratios_are_of_the_same_round() -> None:
    assert ratio(RUNS["text", 1], INKS) == 0.6
    assert growth(RUNS, "text") == 1


def test_targets_and_report() -> None:
    assert all(each.is_met for each in targets(RUNS))
    slow = RUNS | {("text", 8): {**RUNS["text", 8], OURS: [12.0] * 3}}
    assert [each.is_met for each in targets(slow)] == [True, False, True, True]
    text = report(slow, "2023-01-01", (0.1, 0.2), ["Python"])
    assert "**not met**" in text
    assert "| text | 384 | gs inkcov | 2.00 (2.00–2.00) | 5.2 ms | 6.00 |" in text


def test_files_of_more_pages_are_judged(tmp_path: Path) -> None:
    source = saved(good("press"), tmp_path / "a.pdf")
    write(tmp_path / "b.pdf", source, 3, has_pictures=True)
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert len(pdf.pages) == 12
        assert (
            sum(
                "/XObject" in page.Resources and any("Picture" in key for key in page.Resources.XObject)
                for page in pdf.pages
            )
            == 6
        )
    assert all(0 < seconds_of(maker, tmp_path / "b.pdf") < 60 for maker in MAKERS)
