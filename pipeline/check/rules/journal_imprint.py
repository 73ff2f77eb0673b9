"""The rows of a journal's masthead."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_ROWS = {
    "主管单位": ("主管",),
    "出版单位": ("出版",),
    "主编": ("主编", "总编"),
    "印刷单位": ("印刷",),
    "发行单位": ("发行",),
    "定价": ("定价", "价格"),
}


def _find(text: IssueText) -> Iterator[Found]:
    publication = text.issue.publication
    if publication.profile != "journal":
        return
    labels = [label for label, _value in publication.colophon if label not in ("出版日期", "印刷日期")]
    for row, names in _ROWS.items():
        if not any(name in label for name in names for label in labels):
            message = _("The masthead of a journal does not tell “{row}”.").format(row=row)
            hint = _("Add a row to “colophon”.")
            yield Found(message=message, hint=hint, path=publication.path, key="colophon")


RULE = Rule(
    id="form.journal-imprint",
    level=Level.ERROR,
    kind=Kind.FORM,
    rationale=(
        "With `profile: journal`: who is in charge, publishes, edits, prints and distributes it, and its price; "
        "organisers and date are printed from the issue's own facts."
    ),
    source="期刊出版形式规范 (2007), on 版权页, known from quotations",
    find=_find,
)
