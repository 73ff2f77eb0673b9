"""What is off by a hair on all pages."""

import pytest

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.evidence.drifts import Drift, find_drifts
from pipeline.regression.evidence.line_pairs import pair_lines
from pipeline.regression.snapshot.snapshot import Snapshot
from tests.regression.evidence.flows import line, page, snapshot

WORDS = (
    "河边灯火照见行船人归来",
    "修船木板先在水里泡三日",
    "渡口早班开船在卯时一刻",
    "清晨机器齿轮班组师傅徒",
    "质量标准检查安全讨论会",
    "图纸灯塔邮路山村江河工",
    "时间比赛技术频率信号合",
    "个人港口电缆荣誉食堂桥",
)


def issue(*offsets: float, folios: tuple[float, float] = (0.0, 0.0)) -> Snapshot:
    """A page for each of *offsets*, by which its lines are lower; *folios*: those of left and right pages are."""
    rows = [
        page(
            *(line(f"{WORDS[n]}{WORDS[(n + k) % 8]}", 80.0 + 30 * k + offset) for k in (1, 2, 3)),
            line(str(n + 1), 400.0 + folios[n % 2], 145.0),
        )
        for n, offset in enumerate(offsets)
    ]
    return snapshot(*rows)


def drifts(before: Snapshot, after: Snapshot) -> tuple[Drift, ...]:
    pairing = pair_versions(before, after)
    return find_drifts(pairing, pair_lines(pairing))


def test_text_that_is_lower_by_less_than_lines_move_on_all_pages() -> None:
    (found,) = drifts(issue(*[0.0] * 6), issue(*[0.3] * 6))
    assert found.down == pytest.approx(0.3)
    assert len(found.before) == 18


@pytest.mark.parametrize(
    "offsets", [[0.0] * 6, [0.1] * 6, [0.3, 0.0, 0.3, 0.0, 0.3, 0.0], [0.3, 0.3, 0.0, 0.0, 0.0, 0.0], [3.0] * 6]
)
def test_roundings_single_pages_and_what_is_seen_are_no_drift(offsets: list[float]) -> None:
    assert drifts(issue(*[0.0] * 6), issue(*offsets)) == ()


def test_folios_of_right_pages_alone() -> None:
    eight = [0.0] * 8
    (found,) = drifts(issue(*eight), issue(*eight, folios=(0.3, 0.0)))
    assert {page for page, _box in found.before} == {0, 2, 4, 6}
