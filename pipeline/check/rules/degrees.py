"""20摄氏度, and not 摄氏20度."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_SPLIT = re.compile(r"(?:摄氏|华氏)(零下)?([-−]?[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百零]+)度")
_LATIN = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)(?:度C|°c|oC|ºC)")
_TWICE = re.compile("(?<=[0-9])(?:[ \u2009])?(℃度|摄氏℃|度℃|°C度)")


def _find(passage: Passage) -> Iterator[Found]:
    for found in _SPLIT.finditer(passage.text):
        right = f"{found[1] or ''}{found[2]}{found[0][:2]}度"
        yield mend(found, passage, right, _("The unit “摄氏度” is not parted by its number."))
    for found in _TWICE.finditer(passage.text):
        yield mend(found, passage, "℃", _("The sign of the unit is “℃”."))
    for found in _LATIN.finditer(passage.text):
        yield mend(found, passage, f"{found[1]}℃", _("The sign of the unit is “℃”."))


RULE = Rule(
    id="units.degrees",
    level=Level.ERROR,
    kind=Kind.UNITS,
    rationale="摄氏度 is one unit and stands behind its number.",
    source="GB 3102.4-1993; 国际单位制及其应用 GB 3100-1993, table 2",
    find=in_passages(_find),
    can_fix=True,
)
