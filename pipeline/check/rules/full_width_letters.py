"""No full-width digits and letters."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．][０-９]+)?")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _WIDE.finditer(passage.text):
        right = unicodedata.normalize("NFKC", found[0])
        yield mend(found, passage, right, _("“{words}” is full-width.").format(words=found[0]))


RULE = Rule(
    id="width.letters",
    level=Level.ERROR,
    kind=Kind.NUMBERS,
    rationale="Digits and Latin letters are half as wide as a character; full-width ones tear holes into numbers.",
    source="GB/T 15835-2011, 5.1.1",
    find=in_passages(_find),
    can_fix=True,
)
