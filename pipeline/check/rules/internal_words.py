"""What an internal publication does not call itself, and does not sell."""

import re
from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_CALLED = re.compile(
    "(?<![一两这那每几])本刊|(?<![一两这那每几成基资样版副根日原文剧课书标股])本报(?![告道名销账备请送批到考关修警价酬效])|杂志社|期刊社|刊号|ISSN"
    "|(?<![A-Z])CN ?[0-9]{2}-[0-9]{4}"
)
_DOUBTFUL = re.compile(
    "(?:特约|通讯)?记者(?=[ \u3000]?[一-鿿]{2,3}[，。）\\s摄]|$)|定价|工本费|征订|订阅|零售|协办"
    "|广告(?=刊登|招商|热线|部|价)"
)


def _find(text: IssueText) -> Iterator[Found]:
    publication = text.issue.publication
    if publication.profile != "internal":
        return
    for pattern, level in ((_CALLED, Level.ERROR), (_DOUBTFUL, Level.ASK)):
        for passage in text.passages:
            for found in pattern.finditer(passage.text):
                yield Found(
                    message=_message(found[0]),
                    hint=_hint(),
                    passage=passage,
                    start=found.start(),
                    end=found.end(),
                    level=level,
                )
        for label, value in publication.colophon:
            for found in pattern.finditer(f"{label} {value}"):
                yield Found(
                    message=_message(found[0]), hint=_hint(), path=publication.path, key="colophon", level=level
                )


def _message(words: str) -> str:
    return _("“{words}” does not stand in an internal publication.").format(words=words)


def _hint() -> str:
    return _("It is no periodical: it has no press, no reporters, no price and no advertisements.")


RULE = Rule(
    id="form.internal-words",
    level=Level.ERROR,
    kind=Kind.FORM,
    rationale=(
        "With `profile: internal`: it does not call itself 本刊 or 本报, has no 杂志社, 记者 or 刊号, is not sold and "
        "carries no advertisements."
    ),
    source="内部资料性出版物管理办法 (2015), art. 14, 15, read in a copy",
    find=_find,
)
