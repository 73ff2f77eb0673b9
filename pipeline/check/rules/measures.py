"""Nouns are counted by their own measure words: 一幅画, 一副手套."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.check.words.measures import find_measures
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for found, right in find_measures(passage.text):
        message = _("“{words}”: the noun is not counted by “{measure}”.").format(words=found[0], measure=found[1])
        hint = _("Write “{right}”.").format(right=right) if right else _("Take another measure word.")
        yield take(found, passage, message, hint)


RULE = Rule(
    id="words.measures",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale="Each noun has its measure words; 幅 and 副, 棵 and 颗 sound alike besides.",
    source="《现代汉语八百词》, table of nouns and measure words (known from memory)",
    find=in_passages(_find),
)
