"""Headings and captions end without a point."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_END = re.compile("(?<=[一-鿿0-9”》）])([。，；、：])[ \u3000]*$")
_ONE_SENTENCE = re.compile("[^。！？；]*")


def _find(passage: Passage) -> Iterator[Found]:
    if passage.kind not in ("title", "heading", "caption"):
        return
    found = _END.search(passage.text)
    is_one = _ONE_SENTENCE.fullmatch(passage.text[: found.start()]) if found else None
    if found is not None and is_one is not None:
        message = _("“{mark}” stands at the end of a head or a caption.").format(mark=found[1])
        yield take(found, passage, message, _("Leave it out."), group=1)


RULE = Rule(
    id="marks.heading-ends",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="A head has no point at its end, nor has a caption that is a phrase; ？ and ！ and …… may stand there.",
    source="GB/T 15834-2011, annex A.1, B.3",
    find=in_passages(_find),
)
