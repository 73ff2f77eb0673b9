"""What is written after a check: sources with their remedies, and the file of accepted findings."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.check.acceptance import Accepted, Sorted, accept, finding_id, write_accepted
from pipeline.check.fixes import mend_text, safe_fixes
from pipeline.check.proofread import TextFinding
from pipeline.errors import Problem, UsageError
from pipeline.i18n import _
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.acceptors import name_of_user, require_reason
from pipeline.production.check.check_issue import CheckedIssue
from pipeline.production.publishing import publish
from pipeline.production.record import ACCEPTED_FILE


def write_fixes(checked: CheckedIssue) -> int:
    """Put the safe remedies of what was found into the articles, each file in one step; how many there are.

    All texts are made before the first is written. Raises FileAccessError.
    """
    by_file: dict[Path, list[TextFinding]] = defaultdict(list)
    for finding in checked.found.stand:
        by_file[finding.path].append(finding)
    fixes = {path: safe_fixes(findings) for path, findings in by_file.items()}
    texts = {path: mend_text(checked.sources[path], each) for path, each in fixes.items() if each}
    for path, text in texts.items():
        publish(text.encode("utf-8"), path, checked.workspace)
    return sum(map(len, fixes.values()))


def accept_findings(
    issue: Path, found: Sorted, accepted: Sequence[Accepted], ids: Collection[str], why: str, who: str = ""
) -> None:
    """Note in the folder *issue*, beside what is *accepted*, that those called *ids* of what was *found* are let pass.

    Acceptances that are stale are left out of the file if their rules ran. Raises UsageError, FileAccessError.
    """
    require_reason(why)
    by_id = {finding_id(each): each for each in found.stand}
    if unknown := sorted(set(ids) - by_id.keys()):
        hint = _("There are: {names}.").format(names=", ".join(sorted(by_id)) or "–")
        raise UsageError(Problem(_("No finding is called {ids}.").format(ids=", ".join(unknown)), hint=hint))
    today = datetime.datetime.now(datetime.UTC).date()
    new = [accept(by_id[each], who or name_of_user(), today, why.strip()) for each in dict.fromkeys(ids)]
    stale = {each.id for each in found.stale}
    kept = [each for each in accepted if each.id not in stale]
    publish(write_accepted([*kept, *new]).encode("utf-8"), issue / ACCEPTED_FILE, workspace_of(issue))
