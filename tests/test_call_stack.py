"""Calls of Python's functions stand in one piece of memory, at whatever depth a loop happens to be."""

import resource
from collections.abc import Callable
from threading import Thread

import pytest

from pipeline.call_stack import with_room_for_calls

_DEPTHS = 250  # calls within one another: more than a piece of 16 KiB holds
_CALLS = 300


def _at(depth: int, do: Callable[[], None]) -> None:
    if depth:
        _at(depth - 1, do)
    else:
        do()


def _call_often() -> None:
    for _number in range(_CALLS):
        _at(3, _do_nothing)


def _do_nothing() -> None:
    pass


def _count_pages() -> list[int]:
    """How many pages of memory the kernel had to give for a loop of calls, at each depth."""
    counts = []
    for depth in range(_DEPTHS):
        before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
        _at(depth, _call_often)
        counts.append(resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before)
    return counts


def _in_a_thread(do: Callable[[], list[int]]) -> list[int]:
    """What *do* finds where no call has room yet."""
    found: list[int] = []
    thread = Thread(target=lambda: found.extend(do()))
    thread.start()
    thread.join()
    return found


def test_a_loop_of_calls_has_room_at_every_depth() -> None:
    assert max(_in_a_thread(with_room_for_calls(_count_pages))) < _CALLS
    assert max(_in_a_thread(_count_pages)) >= _CALLS, "this interpreter needs no room to be made"


def test_what_is_called_gives_and_raises_what_it_did() -> None:
    def divide(number: int, *, by: int = 1) -> float:
        """Doc."""
        return number / by

    roomy = with_room_for_calls(divide)
    assert (roomy(6, by=3), roomy.__name__, roomy.__doc__) == (2, "divide", "Doc.")
    with pytest.raises(ZeroDivisionError):
        roomy(1, by=0)
