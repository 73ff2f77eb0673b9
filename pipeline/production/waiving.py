"""A waiver of preflight added to the file of an issue: a few lines at its end, so that all else stays as it is."""

import datetime
import json
from pathlib import Path

from pipeline.bounded_files import GivenFile, RefusedFileError, read_inside, text_of
from pipeline.errors import ContentError, Problem, UsageError
from pipeline.i18n import _
from pipeline.manuscript.workspace import MAX_TEXT_BYTES, workspace_of
from pipeline.preflight.profile import parse_waivers, read_waivers
from pipeline.preflight.verdict import KNOWN
from pipeline.production.acceptors import name_of_user, require_reason
from pipeline.production.publishing import publish
from pipeline.production.record import WAIVERS_FILE


def add_waiver(issue: Path, check: str, *, page: int | None, why: str, expires: datetime.date, who: str = "") -> None:
    """Let pass what the preflight *check* finds in *issue*, on the *page* (from 1) or on all, up to the day *expires*.

    Who let it pass stands beside it as a comment. Raises UsageError without a reason or for an unknown check,
    ContentError where the file is wrong, or is written in a way that nothing can be added to.
    """
    require_reason(why)
    if check not in KNOWN:
        raise UsageError(Problem(_("There is no check “{id}”.").format(id=check)))
    workspace, path = workspace_of(issue), issue / WAIVERS_FILE
    before = _read(path, workspace)
    known = read_waivers(GivenFile(path, workspace), KNOWN) if before is not None else ()
    today = datetime.datetime.now(datetime.UTC).date()
    lines = [
        f"  - id: {check}  # {' '.join((who or name_of_user()).split())}, {today}",
        *([f"    page: {page}"] if page else []),
        f"    reason: {json.dumps(why.strip(), ensure_ascii=False)}",
        f"    expires: {expires}",
    ]
    head = "waivers:\n" if before is None else before.rstrip("\n") + "\n"
    text = head + "\n".join(lines) + "\n"
    problems: list[Problem] = []
    if parse_waivers(text, path, KNOWN, problems)[:-1] != known or problems:
        hint = _("Write it there by hand: {line}.").format(line=" ".join(lines))
        raise ContentError(Problem(_("The waivers are written in a way that none can be added to."), path, hint=hint))
    publish(text.encode("utf-8"), path, workspace)


def _read(path: Path, workspace: Path) -> str | None:
    try:
        return text_of(read_inside(workspace, path, MAX_TEXT_BYTES))
    except FileNotFoundError:
        return None
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
