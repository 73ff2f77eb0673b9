"""No paragraph begins with a mark that ends something."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_FIRST = re.compile("^[ \u3000]*([，。、；：！？])(?=.)")


def _find(passage: Passage) -> Iterator[Found]:
    if passage.kind in ("cell", "continued", "label", "verse"):
        return
    for found in _FIRST.finditer(passage.text):
        message = _("The paragraph begins with “{mark}”.").format(mark=found[1])
        yield take(found, passage, message, _("Take it away, or join the paragraph with the one above."), group=1)


RULE = Rule(
    id="marks.at-start",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="A point belongs to what stands before it; at the beginning of a paragraph something was lost.",
    source="GB/T 15834-2011, 5.1.1",
    find=in_passages(_find),
)
