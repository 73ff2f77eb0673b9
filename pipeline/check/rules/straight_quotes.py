"""No straight quotation marks in Chinese text."""

import re
from collections.abc import Iterator

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_PAIR = re.compile(r"(?<![0-9A-Za-z(=])(\"[^\"\n]+\"|'[^'\n]+')(?![A-Za-z])")
_BESIDE = re.compile(rf"[{HAN}，。、；：！？（）《》]")
_CURLY = {'"': "“”", "'": "‘’"}


def _find(passage: Passage) -> Iterator[Found]:
    for pair in _PAIR.finditer(passage.text):
        around = passage.text[max(0, pair.start() - 1) : pair.start()] + passage.text[pair.end() : pair.end() + 1]
        if not _BESIDE.search(pair[0]) and not _BESIDE.search(around):
            continue
        for start, curly in zip((pair.start(), pair.end() - 1), _CURLY[pair[0][0]], strict=True):
            yield Found(
                message=_("Straight quotation marks stand in Chinese text."),
                hint=_("Write “{right}”.").format(right=curly),
                passage=passage,
                start=start,
                end=start + 1,
                fix=curly,
            )


RULE = Rule(
    id="marks.straight-quotes",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="Quotation marks of Chinese are “ ” and, within them, ‘ ’; \" and ' are signs of a typewriter.",
    source="GB/T 15834-2011, 4.8.2",
    find=in_passages(_find),
    can_fix=True,
)
