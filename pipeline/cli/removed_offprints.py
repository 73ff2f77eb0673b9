"""What is said when a build takes offprints away that were made before."""

from pipeline.i18n import ngettext
from pipeline.production.issue.request import BuildResult


def removal_message(outcome: BuildResult) -> str:
    """That offprints are gone: of articles that were taken out, or all of them, since none were asked for."""
    count = len(outcome.removed)
    if any(name.startswith("offprints/") for name in outcome.made):
        return ngettext(
            "{count} old offprint is deleted: its article is no longer in the issue.",
            "{count} old offprints are deleted: their articles are no longer in the issue.",
            count,
        ).format(count=count)
    return ngettext(
        "{count} offprint of the issue as it was before is deleted; --offprints makes it anew.",
        "{count} offprints of the issue as it was before are deleted; --offprints makes them anew.",
        count,
    ).format(count=count)
