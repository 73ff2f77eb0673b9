"""A clause that opens a paragraph and wants another one behind it is not closed by “。”."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_OPENS = (
    "因为|由于|虽然|虽说|尽管|如果|假如|倘若|要是|既然|只要|只有|除非|即使|即便|哪怕|不管|无论|不论|为了|随着|不但|不仅|"
    "与其|一旦"
)
_CLAUSE = re.compile(
    rf"^(?:{_OPENS})(?!如此|这样|什么|此)[^，。；：！？“”（）——]{{3,32}}(?<!缘故)(?<!的原因)(?<!而已)(。)(?=[一-鿿])"
)

_HALVES = re.compile(
    "(?:不仅|不但|虽然|尽管|因为|由于|如果|只有|只要|即使)[^，。；：！？“”]{2,24}(；)(?=而且|但|也|还|就|才|所以|因此|都|那么)"
    "|一是[^。；，：]{2,20}(。)(?=[^。；\n]{2,24}；二是)"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in (*_CLAUSE.finditer(passage.text), *_HALVES.finditer(passage.text)):
        message = _("The sentence is broken off by “{mark}” before its other half.").format(
            mark=found[found.lastindex or 0]
        )
        yield take(found, passage, message, _("Write “{right}”.").format(right="，"), group=found.lastindex or 0)


RULE = Rule(
    id="marks.sentence-breaks",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="因为, 虽然 and 如果 open a sentence of two halves: “，” parts them, “。” stands behind both.",
    source="GB/T 15834-2011, 4.1.3, 4.4.3; 吕叔湘、朱德熙《语法修辞讲话》, on the full stop",
    find=in_passages(_find),
)
