"""Pages of a journal tell where they come from."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _


def _find(text: IssueText) -> Iterator[Found]:
    publication = text.issue.publication
    if publication.profile != "journal":
        return
    if any((choice.name, choice.value) == ("running_heads", "none") for choice in publication.options):
        message = _("The pages of this journal have no running heads.")
        hint = _("Choose “running_heads: shown”, or tell name, year and number at another place of the pages.")
        yield Found(message=message, hint=hint, path=publication.path, key="options")


RULE = Rule(
    id="form.journal-running-heads",
    level=Level.ASK,
    kind=Kind.FORM,
    rationale=(
        "With `profile: journal`: name, year, volume and number, author and title stand in the heads of pages, or at "
        "another fit place of them."
    ),
    source="GB/T 3179-2009, on the layout of articles, known from a summary of what it changed",
    find=_find,
)
