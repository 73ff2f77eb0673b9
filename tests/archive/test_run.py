"""What is planned, how it is ordered, and what is known afterwards: with workers that write a few letters."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from pipeline.archive import confirming, places, run
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.jobs import Job, Order, Outcome, side_by_side
from pipeline.archive.places import Archive
from pipeline.archive.plan import plan_archive
from pipeline.archive.run import ArchiveReport, ArchiveRequest, make_archive
from pipeline.errors import FileAccessError, Problem
from pipeline.production import glance
from pipeline.production.record import digest_of
from tests.archive.small_archives import small_archive

FIRST, SECOND = "issues/kan1/2000/01", "issues/kan1/2000/02"
VOLUME, SHELF = "issues/kan1/2000", "issues/kan1"


@dataclass
class Scribes:
    """Workers that write one small file for each order, but fail at *bad* places, or are lost there *losses* times."""

    shared: Path
    bad: set[str] = field(default_factory=set)
    losses: dict[str, int] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    _orders: list[Order] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def free(self) -> int:
        return 2 - len(self._orders)

    def give(self, order: Order) -> None:
        self._orders.append(order)

    def wait(self, seconds: float) -> list[Outcome]:
        order = self._orders.pop(0)
        self.done.append(order.place)
        if self.losses.get(order.place):
            self.losses[order.place] -= 1
            return [Outcome(place=order.place, status="failed", problems=(Problem("lost"),), exit_code=5, again=True)]
        if order.place in self.bad:
            problem = Problem("broken", Path(order.workspace, order.place, "issue.yaml"), 3)
            return [Outcome(place=order.place, status="failed", problems=(problem,), exit_code=3)]
        folder = self.shared / order.out / Path(order.place).relative_to("issues")
        folder.mkdir(parents=True, exist_ok=True)
        data = f"{order.kind} {order.inputs}".encode()
        (folder / "made.pdf").write_bytes(data)
        return [Outcome(place=order.place, status="made", made={"made.pdf": digest_of(data)})]


@dataclass
class Shop:
    """An archive that is made again and again."""

    workspace: Path
    out: Path
    scribes: Scribes

    def make(self, **options: bool) -> ArchiveReport:
        self.scribes.done.clear()
        request = ArchiveRequest(workspace=self.workspace, out=self.out, **options)  # type: ignore[arg-type]
        return make_archive(request, lambda: self.scribes, self.scribes.shared, lambda progress: None)

    def places(self) -> list[str]:
        archive = Archive(self.workspace, self.out)
        return [job.place for job in plan_archive(archive, ArchiveIndex.of(archive.workspace, archive.out), 3).jobs]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """An archive of one year; what was written just now is taken to be old."""
    monkeypatch.setattr(glance, "_COARSE", -(10**12))
    monkeypatch.setattr(confirming, "_SETTLED", -1.0)
    tmp_path = tmp_path.resolve()
    return Shop(small_archive(tmp_path / "workspace"), tmp_path / "out", Scribes(tmp_path))


def test_volumes_come_after_their_issues_and_nothing_is_done_twice(shop: Shop) -> None:
    report = shop.make()
    assert shop.scribes.done == [FIRST, SECOND, VOLUME, SHELF]
    assert (report.total, report.made, report.unchanged) == (4, 4, 0)
    assert shop.places() == []
    report = shop.make()
    assert shop.scribes.done == []
    assert (report.made, report.unchanged) == (0, 4)


@pytest.mark.parametrize(
    ("spoil", "again"),
    [
        (lambda shop: (shop.workspace / FIRST / "articles" / "duanwen.md").write_text("x"), [FIRST, VOLUME, SHELF]),
        (lambda shop: (shop.workspace / FIRST / "new.md").write_text("x"), [FIRST, VOLUME, SHELF]),
        (lambda shop: (shop.out / "kan1/2000/02/made.pdf").write_text("x"), [SECOND, VOLUME, SHELF]),
        (lambda shop: (shop.out / "kan1/2000/made.pdf").unlink(), [VOLUME, SHELF]),
        (lambda shop: (shop.workspace / VOLUME / "volume.yaml").touch(), [VOLUME, SHELF]),
        (lambda shop: (shop.workspace / SHELF / "publication.yaml").touch(), [FIRST, SECOND, VOLUME, SHELF]),
        (lambda shop: (shop.workspace / FIRST / "accepted.yaml").write_text("x"), []),
    ],
)
def test_what_depends_on_a_changed_file_is_looked_at(
    shop: Shop, spoil: Callable[[Shop], None], again: list[str]
) -> None:
    shop.make()
    spoil(shop)
    assert shop.places() == again


def test_a_change_that_keeps_size_and_time_is_seen(shop: Shop) -> None:
    shop.make()
    path = shop.workspace / FIRST / "articles" / "duanwen.md"
    facts, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("一行", "两行"), encoding="utf-8")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert shop.places() == [FIRST, VOLUME, SHELF]


def test_what_was_written_just_now_is_not_trusted(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glance, "_COARSE", 10**12)
    shop.make()
    assert shop.places() == [FIRST, SECOND, VOLUME, SHELF]


def test_an_index_of_somebody_else_is_not_read(shop: Shop) -> None:
    shop.make()
    index = ArchiveIndex.of(shop.workspace, shop.out)
    assert index.folder is not None
    index.folder.place(index.key).chmod(0o666)
    assert shop.places() == [FIRST, SECOND, VOLUME, SHELF]


def test_a_broken_issue_stops_its_volume_and_nothing_else(shop: Shop, tmp_path: Path) -> None:
    small_archive(tmp_path / "more", years=2)
    (tmp_path / "more/issues/kan1/2001").rename(shop.workspace / "issues/kan1/2001")
    shop.scribes.bad.add(FIRST)
    report = shop.make()
    assert [each.place for each in report.failed] == [FIRST]
    assert [each.place for each in report.waiting] == [VOLUME]
    assert "issues/kan1/2001" in shop.scribes.done
    assert SHELF in shop.scribes.done
    (problem,) = report.failed[0].problems
    assert problem.path == shop.workspace / FIRST / "issue.yaml"


def test_what_fails_again_and_again_is_set_aside_and_told(shop: Shop) -> None:
    shop.scribes.bad.add(FIRST)
    for _run in range(3):
        shop.make()
        assert FIRST in shop.scribes.done
    report = shop.make()
    assert FIRST not in shop.scribes.done
    (problem,) = report.set_aside[0].problems
    assert (problem.message, problem.path) == ("broken", shop.workspace / FIRST / "issue.yaml")
    shop.make(retry=True)
    assert FIRST in shop.scribes.done
    (shop.workspace / FIRST / "issue.yaml").touch()
    shop.scribes.bad.clear()
    assert shop.make().made == 3
    assert shop.places() == []


@pytest.mark.parametrize(("losses", "made"), [(2, 4), (3, 1)])
def test_a_lost_worker_costs_a_try(shop: Shop, losses: int, made: int) -> None:
    shop.scribes.losses[FIRST] = losses
    report = shop.make()
    assert report.made == made
    assert shop.scribes.done.count(FIRST) == 3
    assert len(report.failed) == (0 if made == 4 else 1)


def test_an_interrupted_run_keeps_what_is_known(shop: Shop) -> None:
    def stop(progress: run.Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    request = ArchiveRequest(workspace=shop.workspace, out=shop.out)
    with pytest.raises(KeyboardInterrupt):
        make_archive(request, lambda: shop.scribes, shop.scribes.shared, stop)
    assert shop.places() == [VOLUME, SHELF]


def test_two_runs_at_a_time_are_refused(shop: Shop) -> None:
    class Nested(Scribes):
        def wait(self, seconds: float) -> list[Outcome]:
            shop.make()
            raise AssertionError

    request = ArchiveRequest(workspace=shop.workspace, out=shop.out)
    with pytest.raises(FileAccessError, match="Another run"):
        make_archive(request, lambda: Nested(shop.scribes.shared), shop.scribes.shared, lambda progress: None)


def test_the_rate_and_the_end_are_told() -> None:
    progress = run.Progress(done=30, total=90, failed=0, seconds=60.0, place=FIRST)
    assert progress.rate == 30.0
    assert progress.seconds_left == 120.0


def test_only_shelves_ask_for_the_language(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.make()
    monkeypatch.setattr(places, "language", lambda: "zh-CN")
    assert shop.places() == [SHELF]


def test_publications_come_to_their_ends_together() -> None:
    issues = [Job("issue", f"issues/a/2000/{number:02d}") for number in range(1, 7)]
    few = [Job("issue", f"issues/b/2000/{number:02d}") for number in range(1, 4)]
    last = [
        Job("volume", "issues/a/2000"),
        Job("volume", "issues/b/2000"),
        Job("shelf", "issues/a"),
        Job("shelf", "issues/b"),
    ]
    places = [job.place for job in side_by_side([*issues, *few, *last])]
    assert places[-2:] == ["issues/a", "issues/b"]
    assert [place for place in places if place.startswith("issues/a")] == [
        job.place for job in (*issues, last[0], last[2])
    ]
    middle = places[: len(places) // 2]
    assert sum("/a/" in place for place in middle) == 4
    assert sum("/b/" in place for place in middle) == 2


def test_folders_without_an_end_are_looked_at_so_far(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*(["a"] * 120))
    folder.mkdir(parents=True)

    def glance_of(deep: int) -> str:
        tmp_path.joinpath(*(["a"] * deep), "new").touch()
        glancer = glance.Glancer()
        glancer.add_tree(str(tmp_path))
        return glancer.glance().digest

    assert glance_of(110) == glance_of(115)
    assert glance_of(50) != glance_of(60)
