"""A paragraph of text ends with a mark."""

import re
from collections.abc import Iterator

from pipeline.check.passage import NO_PROSE, Passage
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_OPEN = re.compile("[一-鿿]$")
_GOES_ON = re.compile("[一-鿿”》）][，、]$")
_PROSE = re.compile("[。，].{8,}$")
_BEFORE_FORMULA = re.compile("(?:定义|表示|表达|记|写|计算(?:公式)?|公式|取)(?:为|是|成)$|(?:可得|得到|于是有|如下)$")
_LEAST = 14  # characters
_MANY = 4  # paragraphs of an article, and their share of all: such copy has lines for paragraphs
_SHARE = 0.2


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        yield from _find_in(article)


def _find_in(article: ArticleText) -> Iterator[Found]:
    bodies = [passage for passage in article.passages if passage.kind == "body"]
    open_ends = [passage for passage in (bodies[:-1] if len(bodies) > 1 else bodies) if _is_open(passage)]
    if len(open_ends) >= _MANY and len(open_ends) >= _SHARE * len(bodies):
        message = _("{count} paragraphs end without a mark; their lines may have been broken by hand.")
        yield _tell(open_ends[0], message.format(count=len(open_ends)), _("Join the lines of one paragraph."))
        return
    for passage in open_ends:
        hint = _("Write the mark that was left out, or what follows.")
        yield _tell(passage, _("The paragraph ends without a mark."), hint)


def _is_open(passage: Passage) -> bool:
    written = passage.text.rstrip()
    if passage.kind == "body" and _GOES_ON.search(written):
        return True
    is_prose = len(written) >= _LEAST and NO_PROSE not in written
    is_cut = _OPEN.search(written) and _PROSE.search(written) and not _BEFORE_FORMULA.search(written)
    return is_prose and bool(is_cut)


def _tell(passage: Passage, message: str, hint: str) -> Found:
    end = len(passage.text.rstrip())
    return Found(message=message, hint=hint, passage=passage, start=end - 1, end=end)


RULE = Rule(
    id="marks.paragraph-ends",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="A sentence ends with a mark; where none stands, it or more than it was lost.",
    source="GB/T 15834-2011, 4.1",
    find=_find,
)
