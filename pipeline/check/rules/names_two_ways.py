"""One person or body is not written in two ways."""

from collections.abc import Iterator
from itertools import combinations

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _
from pipeline.languages import is_traditional
from pipeline.model import Article, Issue

_SHORTEST_BODY = 6  # characters of the name of a body, one of which may be mistaken


def _find(text: IssueText) -> Iterator[Found]:
    here = list(_names_of(text.issue))
    known = {name: article.title for issue in text.beside for name, article in _names_of(issue)}
    seen: set[frozenset[str]] = set()
    others = [(name, None) for name in known]
    for (name, article), (other, _article) in (
        *combinations(here, 2),
        *((one, another) for one in here for another in others),
    ):
        pair = frozenset((name, other))
        if len(pair) == 2 and pair not in seen and _may_be_one(name, other):
            seen.add(pair)
            message = _("“{name}” and “{other}” may be one, written in two ways.").format(name=name, other=other)
            hint = _("Compare both with the source.")
            yield Found(message=message, hint=hint, path=article.path, line=article.title_line)


def _names_of(issue: Issue) -> Iterator[tuple[str, Article]]:
    """People and bodies at the heads of the articles of *issue*."""
    for entry in issue.entries:
        article = entry.article
        if is_traditional(article.language):
            continue  # the same names in other characters
        for author in article.authors:
            yield author.name, article
            for body in author.affiliations:
                yield body, article
        for name in filter(None, (article.photographer, article.editor)):
            yield name, article


def _may_be_one(name: str, other: str) -> bool:
    if len(name) != len(other):
        return False
    different = [(one, another) for one, another in zip(name, other, strict=True) if one != another]
    if len(different) != 1 or not all(each.isalpha() for pair in different for each in pair):
        return False
    return (len(name) >= _SHORTEST_BODY or len(name) <= 4) and _sound_alike(*different[0])


def _sound_alike(one: str, another: str) -> bool:
    from pypinyin import Style, pinyin

    first, second = (set(pinyin(each, style=Style.NORMAL, heteronym=True)[0]) for each in (one, another))
    return bool(first & second) and one not in "一二三四五六七八九十" and another not in "一二三四五六七八九十"


RULE = Rule(
    id="facts.names-two-ways",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="Two names at the heads of articles that differ by one character of the same sound are mostly one.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.1: names count double",
    find=_find,
)
