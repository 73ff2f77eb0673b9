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
)


def _find(passage: Passage) -> Iterator[Found]:
    yield from _tell_mixed(passage)
    for found in _UNIT.finditer(passage.text):
        written = found[1]
        right = _sign(written)
        if right and right != written:
            yield mend(found, passage, right, _("The unit is written “{right}”.").format(right=right), group=1)


def _tell_mixed(passage: Passage) -> Iterator[Found]:
    for found in _MIXED.finditer(passage.text):
        message = _("“{unit}” mixes a sign with a name.").format(unit=found[1])
        yield take(found, passage, message, _("Write both in signs (km/h), or both in words."), group=1)


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
