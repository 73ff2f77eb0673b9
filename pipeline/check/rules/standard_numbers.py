"""ISSN, ISBN, CN and postcodes have their form and check digit."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_ISSN = re.compile("(?:ISSN)(?:号?[为是])?[ ：:\u2009\u00a0]{0,2}([0-9]{4}[-－—–][0-9]{3}[0-9Xx])(?![0-9])", re.ASCII)
_ISBN = re.compile("(?:ISBN)(?:号?[为是])?[ ：:\u2009\u00a0]{0,2}([0-9][-0-9 ]{8,15}[0-9Xx])(?![0-9-])", re.ASCII)
_CN = re.compile("(?<![A-Z])CN[ ：:\u2009\u00a0]{0,2}([0-9]{1,3}[-－—–][0-9]{1,6})(?![0-9-])", re.ASCII)
_CN_FORM = re.compile("[0-9]{2}[-－—–][0-9]{4}", re.ASCII)
_POSTCODE = re.compile("(?:邮政编码|邮编)[ ：:为是]{0,2}([0-9]{3,9})(?![0-9-])", re.ASCII)

_CREDIT = re.compile("(?:统一社会)?信用代码(?:为|是)?[：: ]{0,2}([0-9A-Za-z]{10,22})(?![0-9A-Za-z])", re.ASCII)
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CARD = re.compile(
    "(?:银行卡号?|银行账号|卡号|借记卡|储蓄卡)(?:为|是)?[：: ]{0,2}((?:62|4|5)[0-9]{15,18})(?![0-9])", re.ASCII
)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, is_right in (
        (_ISSN, _is_issn),
        (_ISBN, _is_isbn),
        (_CN, _is_cn),
        (_POSTCODE, _is_postcode),
        (_CREDIT, _is_credit_code),
        (_CARD, _is_card),
    ):
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


def _is_credit_code(text: str) -> bool:
    """Whether *text* has 18 signs, of which the last makes the sum of all by powers of 3 a multiple of 31."""
    if len(text) != 18 or not set(text) <= set(_CREDIT_SIGNS):
        return False
    total = sum(pow(3, place, 31) * _CREDIT_SIGNS.index(sign) for place, sign in enumerate(text[:17]))
    return (total + _CREDIT_SIGNS.index(text[17])) % 31 == 0


def _is_card(text: str) -> bool:
    """Whether the digits of *text* have the check digit of ISO/IEC 7812-1, by Luhn."""
    digits = [int(each) for each in reversed(text)]
    return sum(sum(divmod(2 * each, 10)) if place % 2 else each for place, each in enumerate(digits)) % 10 == 0


def _is_postcode(text: str) -> bool:
    return len(text) == 6


RULE = Rule(
    id="facts.standard-numbers",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="A digit lost makes the number useless; ISSN, ISBN, credit codes and cards carry a check digit.",
    source="GB/T 9999.1-2018; GB/T 5795-2006; YD/T 603; GB 32100-2015; ISO/IEC 7812-1",
    find=in_passages(_find),
)
