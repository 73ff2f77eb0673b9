"""ISSN and CN of a journal."""

import re
from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_ISSN = re.compile(r"([0-9]{4})-?([0-9]{3}[0-9Xx])(?![0-9])")
_CN = re.compile(r"CN[ \u3000]?[0-9]{2}-[0-9]{4}(?:/[A-Z]{1,2}[0-9.]{0,4})?(?![0-9])")


def _find(text: IssueText) -> Iterator[Found]:
    publication = text.issue.publication
    if publication.profile != "journal":
        return
    rows = [f"{label} {value}" for label, value in publication.colophon]
    issn = next((row for row in rows if "ISSN" in row or "国际标准连续出版物号" in row), None)
    found = _ISSN.search(issn) if issn is not None else None
    if issn is None:
        yield from _tell(text, _("The journal does not tell its ISSN."), _("Add a row to “colophon”."))
    elif found is None or not is_issn(found[1] + found[2]):
        message = _("This is no ISSN: its form or its check digit is wrong.")
        yield from _tell(text, message, _("Compare with the certificate: ISSN 1234-5679."))
    chinese = next((row for row in rows if "CN" in row.replace("ISSN", "") or "国内统一" in row), None)
    if chinese is None:
        yield from _tell(text, _("The journal does not tell its CN number."), _("Add a row to “colophon”."))
    elif not _CN.search(chinese):
        message = _("This is no CN number.")
        yield from _tell(text, message, _("It is written CN 11-1234/D, with the class behind a stroke."))


def _tell(text: IssueText, message: str, hint: str) -> Iterator[Found]:
    yield Found(message=message, hint=hint, path=text.issue.publication.path, key="colophon")


def is_issn(digits: str) -> bool:
    """Whether the eight *digits* end with their check digit (ISO 3297: weights 8 to 2, modulo 11)."""
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits[:7], strict=True))
    return "0123456789X"[-total % 11] == digits[7].upper()


RULE = Rule(
    id="form.journal-numbers",
    level=Level.ERROR,
    kind=Kind.FORM,
    rationale="With `profile: journal`: ISSN with its check digit, and the number by which it is registered in China.",
    source="GB/T 9999.1-2018 (ISSN, ISO 3297; CN), known from quotations",
    find=_find,
)
