"""The house lists of a workspace, ``style/*.yaml``, read strictly."""

import datetime
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from pipeline.check.house import HouseLists, HouseName, HouseWord
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.strict_yaml import NOT_BLANK, StrictRows, parse_yaml

STYLE_FOLDER = "style"
_Text = Field(min_length=1, max_length=200, pattern=NOT_BLANK)
_MOST = 2_000  # rows of one list


class _WordRows(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    banned: str = _Text
    preferred: str = Field(default="", max_length=200)
    unless: list[str] = Field(default=[], max_length=50)
    level: Literal["error", "ask"] = "error"
    reason: str = _Text
    source: str = _Text


class _NameRows(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    name: str = _Text
    title: str = _Text
    since: datetime.date | None = None
    until: datetime.date | None = None
    reason: str = _Text
    source: str = _Text


class _OrderRows(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    names: list[str] = Field(min_length=2, max_length=_MOST)
    reason: str = _Text
    source: str = _Text


class _ChoiceRows(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    without: Literal["marks.listed-titles", "marks.digit-numbering"]
    reason: str = _Text
    source: str = _Text


class _StyleFile(StrictRows):
    guide: ClassVar[str] = "docs/check.md"
    words: list[_WordRows] = Field(default=[], max_length=_MOST)
    names: list[_NameRows] = Field(default=[], max_length=_MOST)
    order: _OrderRows | None = None
    choices: list[_ChoiceRows] = Field(default=[], max_length=_MOST)


def parse_house_file(text: str, path: Path, problems: list[Problem]) -> HouseLists:
    """The lists in *text*, that of the file *path*; what is wrong is added to *problems*."""
    file = parse_yaml(text, _StyleFile, path, problems)
    if file is None:
        return HouseLists()
    for number, row in enumerate(file.rows.words):
        if row.preferred and row.banned in row.preferred and row.preferred not in row.unless:
            message = _("“{preferred}” has “{banned}” in it, and would be found again.")
            told = message.format(preferred=row.preferred, banned=row.banned)
            problems.append(Problem(told, path, file.line_of("words", number), _("Name it under “unless” as well.")))
        for longer in row.unless:
            if row.banned not in longer:
                message = _("“{longer}” has no “{banned}” in it.").format(longer=longer, banned=row.banned)
                hint = _("“unless” has longer words that may stand.")
                problems.append(Problem(message, path, file.line_of("words", number, "unless"), hint))
    for number, name in enumerate(file.rows.names):
        if name.since and name.until and name.since > name.until:
            message = _("The title ends before it begins.")
            problems.append(Problem(message, path, file.line_of("names", number, "until"), _("Mend one of the days.")))
    return HouseLists(
        words=tuple(
            HouseWord(
                banned=row.banned,
                preferred=row.preferred,
                reason=row.reason,
                source=row.source,
                unless=tuple(row.unless),
                is_error=row.level == "error",
            )
            for row in file.rows.words
        ),
        names=tuple(HouseName(**row.model_dump()) for row in file.rows.names),
        order=tuple(file.rows.order.names) if file.rows.order is not None else (),
        without=tuple(row.without for row in file.rows.choices),
    )


def join_lists(lists: list[HouseLists]) -> HouseLists:
    """All *lists* as one."""
    return HouseLists(
        words=tuple(word for each in lists for word in each.words),
        names=tuple(name for each in lists for name in each.names),
        order=tuple(name for each in lists for name in each.order),
        without=tuple(rule for each in lists for rule in each.without),
    )
