"""Room for the calls of Python's functions, in one piece of memory.

CPython (3.11 and later) keeps what functions in progress know in pieces of 16 KiB: one is mapped when a call has no
room in the last, and unmapped when that call returns. Where a loop, at whatever depth it happens to be, calls across
the end of a piece, each call maps and unmaps one: 50,000 times in a build of 49 pages, a sixth of its processor time.
A call that needs more has a piece made that is large enough, doubled until it is, and the calls within it use the rest.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_WORDS = 66_000  # of 8 bytes: a little more than half a MiB, so that the piece has 1 MiB, and the rest is free


def with_room_for_calls(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """*function*, whose calls, and the calls within those, stand in one piece of memory: for the work of a process.

    Half a MiB serves as many calls within one another as Python allows. What is not used takes address space only.
    """

    def call(*arguments: _P.args, **named: _P.kwargs) -> _T:
        return function(*arguments, **named)

    call.__code__ = call.__code__.replace(co_stacksize=_WORDS)
    return wraps(function)(call)
