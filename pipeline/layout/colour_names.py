"""Whether a layout has the colours that articles name."""

from pipeline.blocks import Paragraph
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.inlines import Coloured
from pipeline.layout.layout_file import Layout
from pipeline.layout.nodes import find_nodes
from pipeline.model import Issue


def require_colours(issue: Issue, layout: Layout) -> None:
    """Raise ContentError with each place of *issue* that names a colour that *layout* has not."""
    known = [colour.name for colour in layout.colours]
    hint = _("There are: {names}.").format(names=", ".join(known) or _("none"))
    problems = []
    for article in (entry.article for entry in issue.entries):
        for node in find_nodes(article.body, Paragraph, Coloured, within=True):
            if node.colour and node.colour not in known:
                message = _("The layout “{layout}” has no colour “{name}”.").format(layout=layout.id, name=node.colour)
                problems.append(Problem(message, article.path, node.line, hint))
    if problems:
        raise ContentError(problems)
