"""An issue built on trial by the engine of today, beside what was accepted: nothing that was published is touched."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.archive.jobs import Outcome
from pipeline.bounded_files import BoundedFolder
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.limits import allow_files
from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest, destination
from pipeline.production.proof.proof_settings import read_settings
from pipeline.production.proof.proof_versions import Version, judge_versions, version_of
from pipeline.production.record import digest_issue, digest_of_file, read_record
from pipeline.regression.baseline.baseline import read_baseline
from pipeline.regression.verdicts.verdict import Policy
from pipeline.regression.verdicts.verdict_words import in_a_row, pages_of, words_of

_MOST_TOLD = 20  # findings of one issue


def try_issue(place: str, workspace: Path, out: Path) -> Outcome:
    """Build the issue at *place* of *workspace* into a temporary folder, and compare it with its baseline, or where
    nothing was accepted with the PDF below *out*.

    An issue whose own files were changed since is not compared: what differs would not be the engine's. Raises the
    KanbenError of what fails.
    """
    issue = workspace / place
    stem, folder = issue_id(issue), destination(issue, out)
    published = folder / f"{stem}.pdf"
    settings = read_settings(workspace)
    baseline = read_baseline(workspace / settings.baselines / stem, workspace)
    if baseline is None and not published.is_file():
        return Outcome(place=place, status="changed", findings=(_("Nothing was published or accepted of it."),))
    record = read_record(folder / f".{stem}.json")
    now = digest_issue(BoundedFolder(issue.resolve(), workspace))
    if record is not None and any(record.recipe.files.get(name) != digest for name, digest in now.items()):
        return Outcome(place=place, status="changed", findings=(_("Its files were changed since it was published."),))
    with TemporaryDirectory(prefix="kanben-trial-") as trial:
        result = build_issue(issue, BuildRequest(out=Path(trial)), lambda _issue, _stage: None)
        if result.error is not None:
            raise result.error
        made = result.folder / f"{stem}.pdf"
        if baseline is None and digest_of_file(made) == digest_of_file(published):
            return Outcome(place=place, status="same")
        allow_files((made, published))
        before = version_of(published, None) if baseline is None else Version(baseline.snapshot, baseline.facts.remarks)
        verdict = judge_versions(before, version_of(made, None), Policy(settings.allowed))
    failing = [judged for judged in verdict.judged if judged.standing == "fails"]
    told = [f"{pages_of(judged.finding)}: {in_a_row(words_of(judged))}" for judged in failing[:_MOST_TOLD]]
    if len(failing) > _MOST_TOLD:
        told.append(_("… and {count} more.").format(count=len(failing) - _MOST_TOLD))
    return Outcome(place=place, status="differs" if failing else "same", findings=tuple(told))
