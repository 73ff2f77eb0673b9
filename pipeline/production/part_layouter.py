"""Laying out one part by its HTML, within the time that a part of its length may take."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from pipeline.engine.page_progress import tell_pages
from pipeline.errors import RenderError, TooMuchWorkError
from pipeline.i18n import _
from pipeline.layout import Part
from pipeline.limits import limited

if TYPE_CHECKING:
    from pipeline.engine.laid_out_part import Extent, LaidOutPart

_T = TypeVar("_T")
# Of processor time for a part: 100,000 characters of HTML take 4 seconds, ten where notes in columns are most of it.
_SECONDS, _SECONDS_PER_CHARACTER = 5.0, 200e-6


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What laying out several parts at a time takes: in how many processes (*jobs*).

    *load* makes this process ready to lay out, which the others begin as copies of.
    """

    jobs: int
    load: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Measuring:
    """How it is found out by the HTML of a part how far it goes, before it is laid out for good.

    *find_extent* keeps its pages, which are of use then. *find_known* tells what an earlier process has found.
    """

    find_extent: Callable[[str], "Extent"]
    find_known: Callable[[str], "Extent | None"] = lambda _html: None


@dataclass(frozen=True, slots=True)
class PartLayouter:
    """Lays out parts by functions of their HTML, each within the time that a part of its length may take."""

    lay_out_html: Callable[[str], "LaidOutPart"]
    measuring: Measuring | None

    def lay_out(self, part: Part, tell: Callable[[int], None]) -> "LaidOutPart":
        """*part*, laid out; *tell* is told how many pages are, while that takes long. Raises RenderError, naming it."""
        return self._limit(part, self.lay_out_html, tell)

    def find_extent(self, part: Part, tell: Callable[[int], None]) -> "Extent":
        """How far *part* goes; otherwise as `lay_out`."""
        if self.measuring is None:
            raise RuntimeError("nothing tells how far a part goes")
        return self._limit(part, self.measuring.find_extent, tell)

    @staticmethod
    def _limit(part: Part, do: Callable[[str], _T], tell: Callable[[int], None]) -> _T:
        what = _("laying out the part “{part}”").format(part=part.name)
        try:
            seconds = _SECONDS + len(part.html) * _SECONDS_PER_CHARACTER
            with limited(what, part.path, seconds), tell_pages(tell):
                return do(part.html)
        except TooMuchWorkError:
            raise
        except RenderError as error:
            text = _("In the part “{part}”: {message}")
            raise RenderError(
                replace(each, message=text.format(part=part.name, message=each.message), path=each.path or part.path)
                for each in error.problems
            ) from error
