"""Gradients of drawings and style sheets are repeated so often and no more.

Replaces: WeasyPrint 70.0, svg/defs.py ``spread_linear_gradient`` and ``spread_radial_gradient``; images.py
  ``RadialGradient._repeat``; ``cycle`` of itertools as both modules have it.
Why: they repeat the stops of a gradient until they fill its box, however short these are and however large that is.
Upstream: a limit.
Effect: refuses what is repeated more than `MAX_REPEATS` times.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from weasyprint import images
from weasyprint.svg import defs

from pipeline.engine.patches.patch import Effect, Patch
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.pictures.drawing_work import MAX_REPEATS


def apply() -> None:
    """Put the bounds around WeasyPrint's functions."""
    defs.cycle = images.cycle = _repeat_few
    defs.spread_linear_gradient = _bounded_linear(defs.spread_linear_gradient)
    defs.spread_radial_gradient = _bounded_radial(defs.spread_radial_gradient)
    images.RadialGradient._repeat = _bounded_repeat(images.RadialGradient._repeat)


def _repeat_few(items: Iterable[Any]) -> Iterator[Any]:
    """As ``itertools.cycle``, but no more than `MAX_REPEATS`: WeasyPrint repeats a gradient until it fills its box."""
    yield from itertools.islice(itertools.cycle(items), MAX_REPEATS)
    raise _repeated_too_often()


def _repeated_too_often() -> RenderError:
    message = _("A gradient is repeated more than {limit} times.").format(limit=MAX_REPEATS)
    return RenderError(Problem(message, hint=_("Make what is repeated longer.")))


def _check_repeats(length: float, distance: float, stops: int) -> None:
    """Raise RenderError where *stops* over *length* are repeated too often on the way of *distance*."""
    if not 0 < length < math.inf or not 0 <= distance * stops / length < MAX_REPEATS:
        raise _repeated_too_often()


def _bounded_linear(spread: Callable[..., Any]) -> Callable[..., Any]:
    """``spread_linear_gradient`` that refuses to repeat what has no length; how often is counted by `_repeat_few`."""

    def spread_linear(
        kind: str, positions: list[float], colours: list[Any], x1: float, y1: float, x2: float, y2: float, *rest: Any
    ) -> Any:
        matrix = rest[-1]
        length = math.dist(matrix.transform_point(x1, y1), matrix.transform_point(x2, y2))
        if kind in ("repeat", "reflect") and length**2 == 0:
            raise _repeated_too_often()
        return spread(kind, positions, colours, x1, y1, x2, y2, *rest)

    return spread_linear


def _bounded_radial(spread: Callable[..., Any]) -> Callable[..., Any]:
    """``spread_radial_gradient`` that refuses what it would repeat too often."""

    def spread_radial(
        kind: str, positions: list[float], colours: list[Any], fx: float, fy: float, fr: float, *rest: Any
    ) -> Any:
        _cx, _cy, r, width, height, matrix = rest
        if kind in ("repeat", "reflect"):
            corner = matrix.invert.transform_point(width, height)
            distance = math.hypot(*corner) + math.hypot(fx, fy) + abs(r) + abs(fr)
            _check_repeats((r - fr) * (positions[-1] - positions[0]), distance, len(positions))
        return spread(kind, positions, colours, fx, fy, fr, *rest)

    return spread_radial


def _bounded_repeat(repeat: Callable[..., Any]) -> Callable[..., Any]:
    """``RadialGradient._repeat``, of style sheets, that refuses what it would repeat too often."""

    def repeat_radial(
        gradient: Any, width: float, height: float, scale: float, points: Any, positions: Any, *rest: Any
    ) -> Any:
        reach = width + height / scale + abs(points[0]) + abs(points[1]) * max(scale, 1) + points[5]
        _check_repeats(points[5] - points[2], reach, len(positions))
        return repeat(gradient, width, height, scale, points, positions, *rest)

    return repeat_radial


PATCH = Patch("gradients within bounds", "weasyprint", Effect.BOUNDS, apply)
