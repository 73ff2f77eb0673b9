"""Signs of units have their capitals where they belong."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_UNITS = (
    *(
        "km",
        "cm",
        "mm",
        "kg",
        "mg",
        "mL",
        "kW",
        "MW",
        "kV",
        "kVA",
        "MVA",
        "mA",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "kPa",
        "MPa",
    ),
    *("kN", "kJ", "km/h", "kW·h", "MW·h", "mol", "dB", "kbit/s"),
)
_WRITTEN = {unit.lower().replace("·", ""): unit for unit in _UNITS}
_LAWFUL = frozenset((*_UNITS, "mW", "mPa", "ml", "MA", "Mg"))
_UNIT = re.compile(r"(?<=[0-9])[ \u2009\u202f\u00a0]?([A-Za-z]{2,3}(?:[/·]?[Hh])?)(?![A-Za-z0-9/])")


_MIXED = re.compile(
    r"(?<=[0-9])[ \u2009\u202f\u00a0]?((?:km|m|kg|mg|g|t|L|kW)/(?:小时|秒|分钟|分|天|吨|千克|公斤|升|平方米|立方米))"
    "|(?<=[0-9])[ ]?((?:毫克|微克|克|千克|公斤|吨|米|升|毫升|公里|千米|元|微米)"
    "/(?:m3|m2|m³|m²|h|s|kg|L|t|km|d|min))(?![A-Za-z])"
)
_TWICE = re.compile("(?<=[0-9])[ ]?((?:km|cm|mm|m|kg|g|t|L|mL)(?:千米|公里|厘米|毫米|米|千克|公斤|克|吨|升|毫升))")
_TIME = re.compile(
    "(?:时间|历时|用时|持续|耗时|每隔)[^，。；0-9]{0,4}[0-9.]+[ ]?((H)|(S)|M(?:in|IN)?|S(?:ec|EC))(?![A-Za-z])"
)
_LENGTH = re.compile("(?:[长宽高深厚]度?|距离?|直径|跨度|间距)[为约达是]{0,2}[0-9.]+[ ]?((?:K|C)?M)(?![A-Za-z])")
_SINGLE = re.compile("(?<=[0-9])[ ]?([vw])(?![A-Za-z0-9])")
_WORK = re.compile("(?<=[0-9万亿])((?:千|兆)?瓦/(?:小)?时)")
_POWER = re.compile(r"(?<=[0-9])[ ]?((k|c|m|d)?[mM]([23]))(?![0-9A-Za-z])")
_RAISED = {"2": "²", "3": "³"}
_ACIDITY = re.compile("(?<![A-Za-z])(PH)(?=值|[0-9])")


def _find(passage: Passage) -> Iterator[Found]:
    yield from _tell_mixed(passage)
    for found in _TWICE.finditer(passage.text):
        message = _("“{words}” tells the unit twice.").format(words=found[1])
        yield take(found, passage, message, _("Keep one of them."), group=1)
    for found in _LENGTH.finditer(passage.text):
        right = found[1].lower()
        yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)
    for found in _TIME.finditer(passage.text):
        right = "h" if found[2] else "s" if found[1][0] == "S" else "min"
        yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)
    for found in _SINGLE.finditer(passage.text):
        right = found[1].upper()
        yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)
    for found in _WORK.finditer(passage.text):
        right = found[1].partition("/")[0] + "时"
        yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)
    for found in _POWER.finditer(passage.text):
        right = f"{found[2] or ''}m{_RAISED[found[3]]}"
        yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)
    for found in _ACIDITY.finditer(passage.text):
        yield mend(found, passage, "pH", _("The unit is written “{right}”.").format(right="pH"), group=1)
    for found in _UNIT.finditer(passage.text):
        written = found[1]
        right = _sign(written)
        if right and right != written:
            yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)


def _tell_mixed(passage: Passage) -> Iterator[Found]:
    for found in _MIXED.finditer(passage.text):
        group = 1 if found[1] else 2
        message = _("“{unit}” mixes a sign with a name.").format(unit=found[group])
        yield take(found, passage, message, _("Write both in signs (km/h), or both in words."), group=group)


def _sign(written: str) -> str:
    """How the unit that is meant by *written* is written; empty where it is none, or right as it is."""
    plain = written.lower().replace("·", "")
    if written in _LAWFUL:
        return ""
    if plain in ("kw/h", "mw/h"):
        return "kW·h" if plain.startswith("k") else "MW·h"
    return _WRITTEN.get(plain, "")


RULE = Rule(
    id="units.case",
    level=Level.ERROR,
    kind=Kind.UNITS,
    rationale="km, kg and kW have a small k; units named after people a capital; kW/h is no work, kW·h is.",
    source="GB 3100-1993, 5.3, 6.4; GB 3102-1993",
    find=in_passages(_find),
    can_fix=True,
)
