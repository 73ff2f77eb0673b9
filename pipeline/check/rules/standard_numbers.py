"""ISSN, ISBN, CN and postcodes have their form and check digit."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_ISSN = re.compile("(?:ISSN)[ ：:\u2009\u00a0]{0,2}([0-9]{4}[-－—–][0-9]{3}[0-9Xx])(?![0-9])", re.ASCII)
_ISBN = re.compile("(?:ISBN)[ ：:\u2009\u00a0]{0,2}([0-9][-0-9 ]{8,15}[0-9Xx])(?![0-9-])", re.ASCII)
_CN = re.compile("(?<![A-Z])CN[ ：:\u2009\u00a0]{0,2}([0-9]{1,3}[-－—–][0-9]{1,6})(?![0-9-])", re.ASCII)
_CN_FORM = re.compile("[0-9]{2}[-－—–][0-9]{4}", re.ASCII)
_POSTCODE = re.compile("(?:邮政编码|邮编)[ ：:为是]{0,2}([0-9]{3,9})(?![0-9-])", re.ASCII)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, is_right in ((_ISSN, _is_issn), (_ISBN, _is_isbn), (_CN, _is_cn), (_POSTCODE, _is_postcode)):
        for found in pattern.finditer(passage.text):
            if not is_right(found[1]):
                message = _("“{words}” lacks a digit, or its check digit is wrong.").format(words=found[1])
                yield take(found, passage, message, _("Compare with the source."), group=1)


def _is_issn(text: str) -> bool:
    *digits, check = (10 if each in "Xx" else int(each) for each in text if each.isalnum())
    return (sum(weight * each for weight, each in zip(range(8, 1, -1), digits, strict=True)) + check) % 11 == 0


def _is_isbn(text: str) -> bool:
    digits = [10 if each in "Xx" else int(each) for each in text if each.isalnum()]
    if len(digits) == 10:
        return sum(weight * each for weight, each in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return len(digits) == 13 and sum(each * (3 if place % 2 else 1) for place, each in enumerate(digits)) % 10 == 0


def _is_cn(text: str) -> bool:
    return _CN_FORM.fullmatch(text) is not None


def _is_postcode(text: str) -> bool:
    return len(text) == 6


RULE = Rule(
    id="facts.standard-numbers",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="A digit lost or changed makes the number useless; ISSN and ISBN carry a check digit.",
    source="GB/T 9999.1-2018; GB/T 5795-2006; YD/T 603",
    find=in_passages(_find),
)
