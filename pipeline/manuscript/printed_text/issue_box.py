"""The facts that stand outside the articles: nameplate and issue box (year, number, total number, date, organiser)."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.printed_text.lines import HAN, PrintedLine
from pipeline.manuscript.printed_text.numerals import NUMERAL, read_numeral
from pipeline.manuscript.printed_text.printed import Doubt

_YEAR = re.compile(rf"(?<!{NUMERAL})({NUMERAL}{{4}})年")
_NUMBER = re.compile(rf"(?<!总)第({NUMERAL}{{1,4}})期")
_TOTAL = re.compile(rf"总第({NUMERAL}{{1,6}})期")
_DAY = re.compile(rf"(?<!{NUMERAL})({NUMERAL}{{1,3}})月({NUMERAL}{{1,3}})日")
_ORGANISERS = re.compile(r"主办(?:单位)?[:：](.+)|(.+?)(?:联合)?主办")
_COLOPHON = re.compile(rf"([{HAN}]{{2,8}})[:：](.+)")
_MAX_FACT = 60  # characters of a line; longer ones are text


@dataclass(slots=True, kw_only=True)
class IssueFacts:
    """What nameplate and issue box say; None or empty where they don't."""

    name: str = ""
    year: int | None = None
    number: int | None = None
    total_number: int | None = None
    day: tuple[int, int] | None = None
    published: date | None = None
    organisers: list[str] = field(default_factory=list)
    colophon: list[tuple[str, str]] = field(default_factory=list)


def read_facts(
    above: list[PrintedLine], box: list[PrintedLine], path: Path, problems: list[Problem], doubts: list[Doubt]
) -> IssueFacts:
    """Read the facts from the lines *above* the contents and from the *box* between them and the first article.

    The name of the publication is the first heading above the contents, or else the first line. What is missing is
    added to *problems*, what was not understood to *doubts*.
    """
    facts = IssueFacts()
    nameplate = next((line for line in above if line.marked), above[0] if above else None)
    if nameplate is not None:
        facts.name = nameplate.text
    unknown: list[PrintedLine] = []
    lines = [*(line for line in above if line is not nameplate), *box]
    long = next((line for line in lines if len(line.text) > _MAX_FACT), None)
    if long is not None:
        message = _("This text stands before the first article, and the contents do not name it.")
        problems.append(Problem(message, path, long.number, _("Give it a title and an entry in the contents.")))
    for line in lines:
        if len(line.text) <= _MAX_FACT and not _read_line(re.sub(r"\s", "", line.text), line, facts, unknown, doubts):
            unknown.append(line)
    for line in unknown:
        message = _("“{text}” was not understood and is left out.").format(text=line.text)
        doubts.append(Doubt(line.number, message))
    _check(facts, path, box[0].number if box else 1, problems)
    return facts


def _read_line(
    text: str, line: PrintedLine, facts: IssueFacts, unknown: list[PrintedLine], doubts: list[Doubt]
) -> bool:
    """Take the facts that *text*, the line without spaces, states; say whether there was one."""
    found = [match for pattern in (_YEAR, _NUMBER, _TOTAL, _DAY) if (match := pattern.search(text))]
    for match in found:
        values = [read_numeral(group) for group in match.groups()]
        if match.re is _YEAR:
            facts.year = facts.year or values[0]
        elif match.re is _NUMBER:
            facts.number = facts.number or values[0]
        elif match.re is _TOTAL:
            facts.total_number = facts.total_number or values[0]
        elif facts.day is None and values[0] and values[1]:
            facts.day = (values[0], values[1])
    organisers = _ORGANISERS.fullmatch(text)
    if organisers and not found:
        names = organisers[1] or _whole_name(organisers[2], line, unknown, doubts)
        facts.organisers += [name for name in re.split("[、,，;；]", names) if name]
    elif not found and (row := _COLOPHON.fullmatch(text)) is not None:
        facts.colophon.append((row[1], row[2]))
    else:
        return bool(found)
    return True


def _whole_name(name: str, line: PrintedLine, unknown: list[PrintedLine], doubts: list[Doubt]) -> str:
    """The organisers' names with the lines before that no fact was found in: a long name runs over several."""
    parts = [name]
    while unknown and len(parts) < 4 and not unknown[-1].marked:
        parts.insert(0, re.sub(r"\s", "", unknown.pop().text))
    if len(parts) > 1:
        message = _("The organiser is put together of {count} lines: “{name}”.")
        doubts.append(Doubt(line.number, message.format(count=len(parts), name="".join(parts))))
    return "".join(parts)


def _check(facts: IssueFacts, path: Path, line: int, problems: list[Problem]) -> None:
    """Add to *problems* each fact that is missing, and a date that cannot be."""
    wanted = (
        (facts.name, _("The name of the publication does not stand above the contents."), _("Write it as a heading.")),
        (facts.year and facts.year >= 1800, _("The text does not say the year."), _("Add a line: 二〇二三年")),
        (
            facts.number and facts.number < 100,
            _("The text does not say the number of the issue."),
            _("Add a line: 第一期"),
        ),
        (facts.total_number, _("The text does not say the total number of the issue."), _("Add a line: (总第228期)")),
        (facts.day, _("The text does not say the day of publication."), _("Add a line: 2月3日出版")),
        (facts.organisers, _("The text does not say the organiser."), _("Add a line that ends in 主办.")),
    )
    problems += [Problem(message, path, line, hint) for value, message, hint in wanted if not value]
    if facts.year and facts.day:
        try:
            facts.published = date(facts.year, *facts.day)
        except ValueError:
            problems.append(Problem(_("There is no such day of publication."), path, line, _("Compare with print.")))
