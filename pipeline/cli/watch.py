"""``kanben build --watch``: build again whenever the publication or a layout changes."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

from pipeline.cli.main import show_problems
from pipeline.cli.progress import progress_display, short_name
from pipeline.cli.removed_offprints import removal_message
from pipeline.cli.terminal import echo
from pipeline.errors import ExitCode
from pipeline.i18n import _
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.issue.build import build_issue
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.production.issue.request import BuildRequest
from pipeline.production.kept_parts import KeptParts
from pipeline.resources import find_shipped


def watch_issues(issues: Sequence[Path], requests: Sequence[BuildRequest], verbose: bool) -> int:
    """Build *issues* and go on building what changes, until interrupted. Only changed parts are laid out anew."""
    from watchfiles import watch

    builders = {issue: IssueBuilder(kept=KeptParts.of_user(), is_resident=True) for issue in issues}
    folders = {issue.resolve().parents[1] for issue in issues} | {find_shipped("layouts")}
    folders |= {own for issue in issues if (own := workspace_of(issue) / "layouts").is_dir()}
    _build_all(builders, requests, verbose)
    echo(_("Watching for changes; stop with Ctrl-C."), err=True)
    try:
        for _changes in watch(*folders):
            _build_all(builders, requests, verbose)
    except KeyboardInterrupt:  # the way to end it
        pass
    return ExitCode.OK


def _build_all(builders: dict[Path, IssueBuilder], requests: Sequence[BuildRequest], verbose: bool) -> None:
    for (issue, builder), request in product(builders.items(), requests):
        with progress_display(verbose) as listener:
            outcome = build_issue(issue, request, listener, builder)
        if outcome.error is not None:
            show_problems(outcome.error)
        elif outcome.status == "built" and builder.paginator is not None:
            anew = ", ".join(builder.paginator.new_names) or _("nothing")
            message = _("{issue}: {pages} pages; laid out anew: {parts}")
            echo(message.format(issue=short_name(issue), pages=outcome.summary["pages"], parts=anew))
        if outcome.removed:
            echo(removal_message(outcome), err=True)
