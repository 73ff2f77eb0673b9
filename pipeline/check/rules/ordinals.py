"""第五届…, where last year's was the fourth."""

import re
from collections.abc import Iterable, Iterator

from pipeline.blocks import Heading, Paragraph, walk
from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.i18n import _
from pipeline.inlines import plain_text
from pipeline.model import Issue

_EVENT = re.compile(
    "第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})届([^，。；：、“”《》（）0-9]{2,14}?(?:大会|大赛|竞赛|运动会|艺术节|文化节|论坛|评选|委员会|代表会|比赛|展览会?))"
)
_YEAR_BY_YEAR = re.compile(
    "(?:去年|上年|上一年|前一年|上届)[^，。；第]{0,14}第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})([届次期])[^。；第]{0,12}(?:今年|本年|本届|这届)[^，。；第]{0,14}(第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})\\2)"
)
_YEAR = re.compile("(?<![0-9])([12][0-9]{3})年[^0-9。；]{0,20}?$")


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        yield from _find_too_many(passage)
    earlier = _find_highest(
        word for issue in text.beside if issue.year == text.issue.year - 1 for word in _texts(issue)
    )
    if not earlier:
        return
    for passage in text.passages:
        for found in _EVENT.finditer(passage.text):
            number, before = number_of(found[1]), earlier.get(found[2])
            if number is not None and before is not None and number <= before and passage.kind in ("title", "heading"):
                message = _("“{words}”: last year's was the {before}. already.").format(words=found[0], before=before)
                yield Found(
                    message=message,
                    hint=_("Count again."),
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                )


def _find_too_many(passage: Passage) -> Iterator[Found]:
    """Tell what has more numbers between two of its years than there are years between them."""
    for each in _YEAR_BY_YEAR.finditer(passage.text):
        one, other = number_of(each[1]), number_of(each[4])
        if each[2] == "届" and one and other and other != one + 1:
            message = _("“{words}”: last year's was the {before}. already.").format(words=each[3], before=one)
            yield take(each, passage, message, _("Count again."), group=3)
    before: dict[str, tuple[int, int]] = {}
    for found in _EVENT.finditer(passage.text):
        year, number = _YEAR.search(passage.text[: found.start()]), number_of(found[1])
        if year is None or number is None:
            continue
        if found[2] in before:
            years, numbers = int(year[1]) - before[found[2]][0], number - before[found[2]][1]
            if years > 0 and not 0 < numbers <= years:
                message = _("“{words}”: in {year} it was the {before}.")
                first, last = before[found[2]]
                told = message.format(words=found[0], year=first, before=last)
                yield take(found, passage, told, _("Count again."))
        before[found[2]] = (int(year[1]), number)


def _find_highest(texts: Iterable[str]) -> dict[str, int]:
    """The highest number of each event in *texts*."""
    highest: dict[str, int] = {}
    for text in texts:
        for found in _EVENT.finditer(text):
            highest[found[2]] = max(highest.get(found[2], 0), number_of(found[1]) or 0)
    return highest


def _texts(issue: Issue) -> Iterator[str]:
    for entry in issue.entries:
        yield entry.article.title
        for block in walk(entry.article.body):
            if isinstance(block, Heading | Paragraph):
                yield plain_text(block.children)


RULE = Rule(
    id="facts.ordinals",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="An event of each year counts on: a head that has last year's number was copied from it.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): facts",
    find=_find,
)
