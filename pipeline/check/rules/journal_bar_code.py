"""The bar code of a journal and its place."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_NAMES = ("条码", "条形码")


def _find(text: IssueText) -> Iterator[Found]:
    issue = text.issue
    if issue.publication.profile != "journal":
        return
    told = [issue.cover.alt, *(page.alt for page in issue.pages)]
    if not any(name in each for name in _NAMES for each in told):
        message = _("No picture of the cover or the back tells that it has the bar code (条码).")
        hint = _("It stands at the lower left of the cover or the back: put it into the picture, and name it in “alt”.")
        yield Found(message=message, hint=hint, key="cover")


RULE = Rule(
    id="form.journal-bar-code",
    level=Level.ASK,
    kind=Kind.FORM,
    rationale=(
        "With `profile: journal`: the bar code stands at the lower left of the cover or the back. It is seen only "
        "where the description of the picture names it."
    ),
    source="期刊出版形式规范 (2007), on 期刊条码; its place is known from rules of university journals that quote it",
    find=_find,
)
