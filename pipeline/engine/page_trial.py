"""The page that is being set, for whoever sets blocks on it; kept with the layout context."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.engine.page_floats import PageFloat, Plan

_TRIAL = "kanben_trial"
"""Attribute of a layout context: its ``Trial``."""


@dataclass(slots=True, kw_only=True)
class Trial:
    """The page that is being set by a *plan*.

    *called*: blocks whose places in the text were reached, on this page or in trials beyond it; *beside*: those from
    earlier pages that text of this one runs beside. *for_column*: those from earlier columns that are to stand beside
    text of the one being set, and *beside_in_column*: those that do; *in_columns*: what stands in columns before it.
    """

    plan: Plan = field(default_factory=Plan)
    called: set[PageFloat] = field(default_factory=set)
    beside: set[PageFloat] = field(default_factory=set)
    for_column: tuple[PageFloat, ...] = ()
    beside_in_column: set[PageFloat] = field(default_factory=set)
    in_columns: frozenset[PageFloat] = frozenset()

    def begin_column(self, waiting: tuple[PageFloat, ...], standing: frozenset[PageFloat]) -> None:
        """Begin the text of a column: what of that *waiting* is to stand beside it does not yet."""
        self.for_column = tuple(each for each in waiting if each.is_beside)
        self.beside_in_column = set()
        self.in_columns = standing

    @property
    def has_place(self) -> frozenset[PageFloat]:
        """What text runs beside already, or stands in columns."""
        return self.in_columns | self.beside | self.beside_in_column


def trial_of(context: Any) -> Trial:
    """The page that is being set."""
    trial: Trial = context.__dict__.setdefault(_TRIAL, Trial())
    return trial


def begin_trial(context: Any, trial: Trial) -> None:
    """Begin to set a page."""
    setattr(context, _TRIAL, trial)


def fits(result: Any, context: Any, space: float, *, is_first: bool) -> bool:
    """Whether the whole of a block, which was laid out with this *result*, has room; the first of a page always has."""
    made, rest, *_others = result
    if made is None or rest is not None:
        return False
    return is_first or not context.overflows_page(space, made.border_box_y() + made.border_height())
