"""What is written after a check: sources with their remedies, and the file of accepted findings."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from pipeline.check.acceptance import accept, finding_id, write_accepted
from pipeline.check.fixes import mend_text, safe_fixes
from pipeline.check.proofread import Finding
from pipeline.errors import Problem, UsageError
from pipeline.i18n import _
from pipeline.production.acceptors import name_of_user, require_reason
from pipeline.production.check.check_issue import CheckedIssue
from pipeline.production.publishing import publish
from pipeline.production.record import ACCEPTED_FILE


def write_fixes(checked: CheckedIssue) -> int:
    """Put the safe remedies of what was found into the articles, each file in one step; how many there are.

    All texts are made before the first is written. Raises FileAccessError.
    """
    by_file: dict[Path, list[Finding]] = defaultdict(list)
    for finding in checked.found.stand:
        by_file[finding.path].append(finding)
    fixes = {path: safe_fixes(findings) for path, findings in by_file.items()}
    texts = {path: mend_text(checked.sources[path], each) for path, each in fixes.items() if each}
    for path, text in texts.items():
        publish(text.encode("utf-8"), path, checked.workspace)
    return sum(map(len, fixes.values()))


def accept_findings(checked: CheckedIssue, ids: Collection[str], why: str, who: str = "") -> int:
    """Note in the issue's folder that the findings called *ids* are let pass; how many findings that are.

    Acceptances that are stale are left out of the file if their rules ran. Raises UsageError, FileAccessError.
    """
    require_reason(why)
    by_id = {finding_id(each): each for each in checked.found.stand}
    if unknown := sorted(set(ids) - by_id.keys()):
        hint = _("There are: {names}.").format(names=", ".join(sorted(by_id)) or "–")
        raise UsageError(Problem(_("No finding is called {ids}.").format(ids=", ".join(unknown)), hint=hint))
    today = datetime.datetime.now(datetime.UTC).date()
    new = [accept(by_id[each], who or name_of_user(), today, why.strip()) for each in dict.fromkeys(ids)]
    stale = {each.id for each in checked.found.stale}
    kept = [each for each in checked.accepted if each.id not in stale]
    publish(write_accepted([*kept, *new]).encode("utf-8"), checked.issue.path / ACCEPTED_FILE, checked.workspace)
    return sum(finding_id(each) in set(ids) for each in checked.found.stand)
