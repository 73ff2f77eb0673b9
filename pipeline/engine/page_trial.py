"""The page that is being set, for whoever sets blocks on it; kept with the layout context."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.engine.page_floats import PageFloat, Plan

_TRIAL = "kanben_trial"
"""Attribute of a layout context: its ``Trial``."""


@dataclass(slots=True)
class Trial:
    """The page that is being set by a *plan*.

    *called*: blocks whose places in the text were reached, on this page or in trials beyond it; *beside*: those from
    earlier pages that text of this one runs beside.
    """

    plan: Plan = field(default_factory=Plan)
    called: set[PageFloat] = field(default_factory=set)
    beside: set[PageFloat] = field(default_factory=set)


def trial_of(context: Any) -> Trial:
    """The page that is being set."""
    trial: Trial = context.__dict__.setdefault(_TRIAL, Trial())
    return trial


def begin_trial(context: Any, trial: Trial) -> None:
    """Begin to set a page."""
    setattr(context, _TRIAL, trial)
