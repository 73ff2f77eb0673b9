"""Numbers and dates of issues as they are typed in YAML, with what is said of those that are typed otherwise."""

import datetime
import re
from typing import Annotated

from pydantic import BeforeValidator

from pipeline.i18n import _
from pipeline.issue_numbers import MAX_NUMBER, SUPPLEMENT, IssueDate, IssueNumber
from pipeline.strict_yaml import make_fault

_MAX_TOTAL = 999_999
_DASHES = re.compile(r"\s*[-‐‑–—－～~/／、,，至到]+\s*")
_AROUND = re.compile(r"总?第|期|合刊|号|\s")


def _read_number(value: object) -> IssueNumber:
    """``number``: a whole number, 7-8, 增刊 or 增刊1."""
    number = _read(value, "number", "7-8")
    if not 0 <= number.first <= number.last <= MAX_NUMBER:
        raise make_fault(_("“{key}” must be at most {le}.").format(key="number", le=MAX_NUMBER))
    return number


def _read_total(value: object) -> IssueNumber:
    """``total_number``: a whole number or 228-229."""
    total = _read(value, "total_number", "228-229")
    if total.is_supplement:
        message = _("“total_number” is a number, not {value}.").format(value=value)
        raise make_fault(message, _("Leave it out where an issue is not counted."))
    if total.last > _MAX_TOTAL:
        raise make_fault(_("“{key}” must be at most {le}.").format(key="total_number", le=_MAX_TOTAL))
    return total


def _read(value: object, key: str, example: str) -> IssueNumber:
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 1:
            raise make_fault(_("“{key}” must be at least {ge}.").format(key=key, ge=1))
        return IssueNumber.of(value)
    if not isinstance(value, str):
        message = _("“{key}” must be a whole number, or two with a hyphen: {example}.")
        raise make_fault(message.format(key=key, example=example))
    try:
        number = IssueNumber.parse(value)
    except ValueError:
        message, hint = _explain(value, key, example)
        raise make_fault(message, hint) from None
    if not number.is_supplement and number.first < 1:
        raise make_fault(_("“{key}” must be at least {ge}.").format(key=key, ge=1))
    return number


def _explain(value: str, key: str, example: str) -> tuple[str, str]:
    """What is wrong with a number that is typed as *value*, and how it is meant, as far as can be seen."""
    message = _("“{key}” is no number of an issue: {value}.").format(key=key, value=value[:40])
    plain = _DASHES.sub("-", _AROUND.sub("", value)).strip("-")
    try:
        return message, _("Write {number}.").format(number=IssueNumber.parse(plain))
    except ValueError:
        pass
    first, _hyphen, last = plain.partition("-")
    if first.isdecimal() and last.isdecimal():
        message = _("“{key}”: the second number of {value} must be larger than the first.")
        return message.format(key=key, value=value[:40]), _("Write {number}.").format(number=example)
    names = {"example": example, "supplement": f"{SUPPLEMENT}1"}
    if key == "number":
        return message, _("Write 7, {example} for a double number, or {supplement} for a supplement.").format(**names)
    return message, _("Write 228, or {example} for a double number.").format(**names)


def _read_date(value: object) -> IssueDate:
    """``date``: a day, or a month such as 2023-02."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return IssueDate.of(value)
    try:
        return IssueDate.parse(value if isinstance(value, str) else "")
    except ValueError:
        message = _("“{key}” must be {type}.").format(key="date", type=_("a date such as 2023-02-03"))
        raise make_fault(message, _("Where only the month is printed, write 2023-02.")) from None


NumberOfIssue = Annotated[IssueNumber, BeforeValidator(_read_number)]
TotalNumber = Annotated[IssueNumber, BeforeValidator(_read_total)]
DayOrMonth = Annotated[IssueDate, BeforeValidator(_read_date)]
