"""Whether a layout has the colours that articles name."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from pipeline.blocks import Paragraph
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.inlines import Coloured
from pipeline.layout.layout_file import Layout
from pipeline.model import Issue


def require_colours(issue: Issue, layout: Layout) -> None:
    """Raise ContentError with each place of *issue* that names a colour that *layout* has not."""
    known = [colour.name for colour in layout.colours]
    hint = _("There are: {names}.").format(names=", ".join(known) or _("none"))
    problems = []
    for article in (entry.article for entry in issue.entries):
        for name, line in _colours(article.body):
            if name not in known:
                message = _("The layout “{layout}” has no colour “{name}”.").format(layout=layout.id, name=name)
                problems.append(Problem(message, article.path, line, hint))
    if problems:
        raise ContentError(problems)


def _colours(node: Any) -> Iterator[tuple[str, int]]:
    """The colours that are named in *node*, a block, an inline or a tuple of such, each with its 1-based line."""
    if isinstance(node, tuple):
        for each in node:
            yield from _colours(each)
    elif is_dataclass(node):
        if isinstance(node, Paragraph | Coloured) and node.colour:
            yield node.colour, node.line
        for field in fields(node):
            yield from _colours(getattr(node, field.name))
