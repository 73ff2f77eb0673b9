"""Numbers of mobile phones and identity cards have their form."""

import datetime
import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_PHONE = re.compile(
    r"(?:电话|手机号?码?|联系方式|热线|咨询|[（，、：])[^0-9。]{0,8}?(?<![0-9-])(1[3-9][0-9]{6,12})(?![0-9])"
)
_FIXED = re.compile(
    r"(?:电话|热线|传真|联系方式|拨打|致电|咨询|报名|来电)[^0-9。]{0,8}(?<![0-9-])(0[0-9]{2,3}[-－—][0-9]{1,12})(?![0-9-])"
)
_CITY = re.compile("010|02[0-9]")  # their numbers have 8 digits
_CARD = re.compile(r"(?:身份证|身份号码|身份证件)[^0-9。]{0,6}([0-9]{14,19}[0-9Xx])(?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def _find(passage: Passage) -> Iterator[Found]:
    for found in _PHONE.finditer(passage.text):
        if len(found[1]) != 11 and re.search(
            "电话|手机|联系|热线|咨询", passage.text[max(0, found.start(1) - 16) : found.start(1)]
        ):
            message = _("A number of a mobile phone has 11 digits; this one has {count}.").format(count=len(found[1]))
            yield take(found, passage, message, _("Compare with the source."), group=1)
    for found in _FIXED.finditer(passage.text):
        area, number = re.split("[-－—]", found[1])
        if len(number) not in ((8,) if _CITY.fullmatch(area) else (7, 8)):
            message = _("Behind the area code there are 7 or 8 digits.")
            yield take(found, passage, message, _("Compare with the source."), group=1)
    for found in _CARD.finditer(passage.text):
        if not _is_identity(found[1].upper()):
            message = _("This is no number of an identity card: its length or its check digit is wrong.")
            yield take(
                found, passage, message, _("Compare with the source; it is seldom to be printed at all."), group=1
            )


def _is_identity(text: str) -> bool:
    if len(text) != 18:
        return False
    try:
        datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return _CHECKS[total % 11] == text[-1]


RULE = Rule(
    id="facts.personal-numbers",
    level=Level.ERROR,
    kind=Kind.FACTS,
    rationale="A digit lost in a phone number makes it useless; identity cards carry a check digit.",
    source="GB 11643-1999 (check digit of ISO 7064, MOD 11-2)",
    find=in_passages(_find),
)
