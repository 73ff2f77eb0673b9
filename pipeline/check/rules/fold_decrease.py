"""Nothing decreases by a multiple of itself."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_FEWER = re.compile(
    "(?:减少|下降|降低|缩小|缩短|压缩|减轻|回落|节约)(?:了|[^，。；：的倍]{0,4}?)(?:近|约|将近)?(?:[0-9.]+|[一二两三四五六七八九十几数]+)(?:多|几)?倍"
    "|(?:减少|下降|降低|缩小|缩短|压缩|减轻|回落|节约|降耗)(?:了|[^，。；：的倍0-9]{0,4}?)[1-9][0-9]{2,}(?:\\.[0-9]+)?[%％]"
    "|超额完成[^，。；0-9]{0,14}1[0-9]{2}(?:\\.[0-9]+)?[%％]"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _FEWER.finditer(passage.text):
        message = _("“{words}”: nothing gets less by a multiple of itself.").format(words=found[0])
        yield take(found, passage, message, _("Tell it as a part: 减少一半, 下降三分之二."))


RULE = Rule(
    id="numbers.fold-decrease",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="倍 is for what grows; a decrease is told in parts or per cent.",
    source="吕叔湘主编《现代汉语八百词》, 倍",
    find=in_passages(_find),
)
