"""No space within a word."""

import re
from collections.abc import Iterator
from itertools import accumulate

from pipeline.check.characters import HAN
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_SPACE = re.compile(rf"(?<=[{HAN}])([ \u00a0]+)(?=[{HAN}])")
_AROUND = 6
_NUMBER = re.compile("^[ \u3000]*第[零〇一二三四五六七八九十百0-9]+[编章节条款]$")


def _find(passage: Passage) -> Iterator[Found]:
    if not passage.is_running:
        return
    for found in _SPACE.finditer(passage.text):
        if _NUMBER.match(passage.text[: found.start()]):
            continue
        before = passage.text[max(0, found.start() - _AROUND) : found.start()].split(" ")[-1]
        after = passage.text[found.end() : found.end() + _AROUND].split(" ")[0]
        if len(before) > 1 and len(after) > 1 and _is_within_word(before, after):
            message = _("A space stands within a word.")
            yield mend(found, passage, "", message, group=1)


def _is_within_word(before: str, after: str) -> bool:
    from rjieba import cut

    ends = accumulate(len(word) for word in cut(before + after))
    return len(before) not in ends


RULE = Rule(
    id="marks.space",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="A space between the characters of a word was typed by mistake, or came with copied text.",
    source="GB/T 15834-2011 knows no space between Chinese characters",
    find=in_passages(_find),
    can_fix=True,
)
