"""Numbers of pages of the issue are not typed by hand."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_TYPED = re.compile(r"(?:参?见|详见|载|下转|上接|转)(?:本期|本刊|本书)?第[ ]?[0-9]{1,3}[ ]?页")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _TYPED.finditer(passage.text):
        before = passage.text[: found.start()]
        if passage.kind == "note" or (before.endswith(("》", "，")) and "》" in before[-30:]):
            continue  # a page of another work
        message = _("“{words}” has a number of a page that was typed, and does not follow when pages move.")
        hint = _("Write {form}.").format(form="[见第 {folio} 页](#…)")
        yield take(found, passage, message.format(words=found[0]), hint)


RULE = Rule(
    id="facts.typed-folios",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="A cross-reference knows on which page its target is; a number that was typed is that of the last proof.",
    source="the content format (docs/content-format.md), cross-references",
    find=in_passages(_find),
)
