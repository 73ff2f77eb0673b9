"""What may follow from a cause, each called by its one name: the only sentences that tell it. Pure."""

from collections.abc import Callable
from enum import Enum

from pipeline.i18n import _


class Follower(Enum):
    """What goes with something else that is told."""

    AREAS = "areas and rules in that colour"
    BESIDE = "blocks beside"
    CONTENTS = "contents"
    FIGURES = "figures and rules"
    HEADS = "running heads"
    HEADS_ELSEWHERE = "running heads on other pages"
    LABELS = "labels of pages"
    LAYERS = "other layers"
    LINES = "lines and pages"
    LINKS = "links"
    NOTE_SIGNS = "signs of notes"
    OUTLINE = "outline"
    SPACE = "space within lines"
    TAGS = "tags"


# Read in the user's language when it is told.
_SENTENCES: dict[Follower, Callable[[], str]] = {
    Follower.AREAS: lambda: _("Areas and rules have the same other colour."),
    Follower.BESIDE: lambda: _("A few blocks beside it stand a little elsewhere, too."),
    Follower.CONTENTS: lambda: _("The contents follow."),
    Follower.FIGURES: lambda: _("Figures and rules follow."),
    Follower.HEADS: lambda: _("Running heads follow."),
    Follower.HEADS_ELSEWHERE: lambda: _("They stand on other pages, too."),
    Follower.LABELS: lambda: _("The labels of pages follow."),
    Follower.LAYERS: lambda: _("So do other layers of the file."),
    Follower.LINES: lambda: _("Lines are broken anew, and pages filled."),
    Follower.LINKS: lambda: _("The links follow."),
    Follower.NOTE_SIGNS: lambda: _("The signs of notes follow."),
    Follower.OUTLINE: lambda: _("The outline follows."),
    Follower.SPACE: lambda: _("The space within their lines follows."),
    Follower.TAGS: lambda: _("The tags follow."),
}


def tell_follower(follower: Follower) -> str:
    """The sentence that *follower* follows."""
    return _SENTENCES[follower]()
