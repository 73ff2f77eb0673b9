"""Parts laid out in several processes; the layout engine is replaced by a reader of notes (`test_pagination`)."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engine.laid_out_part import Extent, LaidOutPart
from pipeline.errors import Problem, RenderError, TooMuchWorkError
from pipeline.layout import Composer, Part
from pipeline.production import part_processes
from pipeline.production.pagination import Pagination, Paginator
from pipeline.production.part_layouter import Measuring, SideBySide
from pipeline.production.part_processes import PartProcesses, are_worthwhile
from tests.production.test_pagination import Notes, Write, fixed, lay_out, overflowing, plan


def find_extent(html: str) -> Extent:
    pages = lay_out(html)
    return Extent(pages.page_count, dict(pages.anchors))


TOLD: list[tuple[str, int]] = []


@dataclass
class Reader:
    """Lays out parts by what their HTML says; one that says so fails, or ends its process."""

    def lay_out(self, part: Part, tell: Callable[[int], None]) -> LaidOutPart:
        if "long" in part.html:
            tell(7)
        if "ended" in part.html:
            os.kill(os.getpid(), signal.SIGKILL)
        if "broken" in part.html:
            raise RenderError(Problem(f"“{part.key}” is broken."))
        if "bug" in part.html:
            raise ZeroDivisionError
        return cast(LaidOutPart, replace(lay_out(part.html), html=f"{part.html} by {os.getpid()}"))

    def find_extent(self, part: Part, tell: Callable[[int], None]) -> Extent:
        self.lay_out(part, tell)
        return find_extent(part.html)


def find_extents(processes: PartProcesses, parts: list[Part]) -> dict[str, Extent]:
    processes.begin_extents(parts)
    return {part.key: processes.find_extent(part) for part in parts}


def told(part: str, count: int) -> None:
    TOLD.append((part, count))


def parts(*texts: str) -> list[Part]:
    return [
        Part(key=f"part-{number}", name=f"part-{number}", html=f"{text} [{number}]", first_page=1, first_folio=1)
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def processes() -> Iterator[PartProcesses]:
    with PartProcesses(Reader(), 2, told) as made:
        yield made


def process_of(laid_out: Any) -> str:
    return str(laid_out.html.rpartition(" ")[2])


def test_parts_are_laid_out_by_other_processes_and_stay_with_them(processes: PartProcesses) -> None:
    wanted = parts("3 a@0", "2 b@1", "1", "4")
    extents = find_extents(processes, wanted)
    assert extents["part-1"] == Extent(2, {"b": 1})
    first = [process_of(processes.lay_out(part)) for part in wanted]
    moved = [replace(part, html=f"{part.html} elsewhere") for part in wanted]
    processes.begin(reversed(moved))
    assert [process_of(processes.lay_out(part)) for part in moved] == first
    assert len(set(first)) == 2
    assert str(os.getpid()) not in first


def test_a_part_that_takes_long_tells_how_far_it_is(processes: PartProcesses) -> None:
    TOLD.clear()
    wanted = parts("1", "9 long")
    find_extents(processes, wanted)
    assert TOLD == [("part-1", 7)]
    assert processes.lay_out(wanted[1]).page_count == 9
    assert TOLD == [("part-1", 7)] * 2


def test_what_comes_is_not_held_up_by_its_size(processes: PartProcesses) -> None:
    """A pipe holds 64 KiB: both ends would wait for one another."""
    wanted = parts(*("1 " + "x" * 300_000 + str(number) for number in range(8)))
    find_extents(processes, wanted)
    processes.begin(wanted)
    assert [len(cast(Any, processes.lay_out(part)).html) > 300_000 for part in wanted] == [True] * 8


def test_the_first_part_that_cannot_be_laid_out_is_told(processes: PartProcesses) -> None:
    with pytest.raises(RenderError, match="“part-1” is broken"):
        find_extents(processes, parts("1", "1 broken", "1 broken" + " " * 99))


def test_a_process_that_is_ended_is_told(processes: PartProcesses) -> None:
    with pytest.raises(TooMuchWorkError, match="SIGKILL"):
        find_extents(processes, parts("1", "1 ended"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_is_a_bug(processes: PartProcesses) -> None:
    with pytest.raises(RuntimeError, match="has ended"):
        find_extents(processes, parts("1 bug"))


def test_processes_end_with_their_block() -> None:
    numbers: set[str] = set()

    def work(error: type[BaseException]) -> None:
        with suppress(error), PartProcesses(Reader(), 2, told) as processes:
            processes.begin(parts("1", "2"))
            numbers.update(process_of(processes.lay_out(part)) for part in parts("1", "2"))
            raise error

    work(ZeroDivisionError)
    work(KeyboardInterrupt)
    assert len(numbers) == 4
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


def test_little_work_is_done_here() -> None:
    """What is beside the longest part counts: that takes as long as ever."""
    assert not are_worthwhile(parts("x" * 90_000))
    assert not are_worthwhile(parts("x" * 90_000, "x" * 900))
    assert are_worthwhile(parts("x" * 90_000, "x" * 9_000))
    assert not are_worthwhile([])


def paginate(written: dict[str, Write], starts: list[str], jobs: int) -> tuple[Pagination, Paginator]:
    entries = (cast(Any, "an article"),)
    plans = [replace(plan(key, start), entries=entries) for key, start in zip(written, starts, strict=True)]
    beside = SideBySide(jobs, lambda: None) if jobs > 1 else None
    paginator = Paginator(lay_out, measuring=Measuring(find_extent), side_by_side=beside)
    return paginator.paginate(cast(Composer, Notes(written)), plans, lambda key: None, is_new=True), paginator


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["any", "recto", "verso"])), min_size=2, max_size=9))
def test_folios_are_the_same_side_by_side(rows: list[tuple[int, str]]) -> None:
    """The first part prints the folios of all, and gets longer with them."""

    def contents(first: int, folios: Mapping[str, int]) -> str:
        return f"{1 + (folios.get('p1', 0) > 9)} {folios}"

    written: dict[str, Write] = {"contents": contents}
    for number, (pages, _starts) in enumerate(rows[1:], 1):
        written[f"p{number}"] = fixed(f"{pages} p{number}@0" if pages else "")  # without pages it is left out
    starts = [side for _pages, side in rows]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part_processes, "_LEAST", 0)
        (beside, _), (alone, _) = paginate(written, starts, 2), paginate(written, starts, 1)
    assert beside == alone


def test_what_is_drawn_side_by_side_prints_its_folios_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folios are known when all parts have been laid out, before any is drawn: one pass does."""
    monkeypatch.setattr(part_processes, "_LEAST", 0)
    notes = Notes(overflowing() | {"b": fixed("2 b@0")})
    articles = [replace(plan(key), entries=(cast(Any, "an article"),)) for key in ("a", "b")]
    plans = [replace(plan("cover"), pages=1), plan("more"), *articles]
    paginator = Paginator(lay_out, measuring=Measuring(find_extent), side_by_side=SideBySide(2, lambda: None))
    made = paginator.paginate(cast(Composer, notes), plans, lambda key: None, is_new=True)
    assert made.pages == {"x": 1, "y": 2, "a": 3, "b": 4}
    assert paginator.laid_out_anew == ["cover", "more", "a", "b"]
    assert notes.composed.count("a") == 2


def test_a_part_that_fails_side_by_side_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(html: str) -> Extent:
        raise RenderError(Problem("It is broken."))

    monkeypatch.setattr(part_processes, "_LEAST", 0)
    entries = (cast(Any, "an article"),)
    plans = [replace(plan(key), entries=entries) for key in ("a", "b")]
    paginator = Paginator(lay_out, measuring=Measuring(broken), side_by_side=SideBySide(2, lambda: None))
    notes = cast(Composer, Notes({"a": fixed("1"), "b": fixed("1")}))
    with pytest.raises(RenderError, match=r"In the part “a”: It is broken\."):
        paginator.paginate(notes, plans, lambda key: None, is_new=True)


@pytest.mark.parametrize(("changed", "started"), [(("b",), False), (("b", "c"), True), (("b", "d"), False)])
def test_processes_begin_where_parts_in_a_row_are_not_kept(
    changed: tuple[str, ...], started: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def note(parts: Any) -> bool:
        begun.append(len(parts))
        return False

    monkeypatch.setattr(part_processes, "are_worthwhile", note)
    plans = [replace(plan(key), entries=(cast(Any, "an article"),)) for key in "abcdef"]
    paginator = Paginator(lay_out, measuring=Measuring(find_extent), side_by_side=SideBySide(2, lambda: None))
    for words in ("old", "new"):
        texts = {key: fixed(f"1 {words if key in changed else ''}") for key in "abcdef"}
        begun.clear()
        paginator.paginate(cast(Composer, Notes(texts)), plans, lambda key: None)
    assert bool(begun) is started
