"""What is written of comparisons, besides what is printed: reports for people, files for build servers."""

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.i18n import _
from pipeline.production.issue.request import Listener
from pipeline.production.proof.accepted_pages import ACCEPTED, find_accepted_pdf
from pipeline.production.proof.compare_all import Proof, ProofRequest
from pipeline.production.proof.file_baselines import FileProof, Places
from pipeline.production.proof.proof_files import ComparisonResult, is_snapshot
from pipeline.production.publishing import publish, require_own_folder
from pipeline.production.reporting import PdfSide, write_proof_report
from pipeline.regression.baseline.baseline import Baseline
from pipeline.regression.verdicts.junit import as_junit
from pipeline.regression.verdicts.verdict_words import Case, as_json, as_markdown

SUMMARY, JUNIT, JSON = "summary.md", "junit.xml", "proof.json"


def write_pair_report(pair: ComparisonResult, path: Path) -> None:
    """Publish the report on two files to *path*. Raises FileAccessError."""
    before, after = (
        PdfSide(file.name, version.snapshot, None if is_snapshot(file) else file)
        for file, version in ((pair.request.before, pair.before), (pair.request.after, pair.after))
    )
    write_proof_report(pair.verdict, before, after, path, f"{before.name} → {after.name}")


def write_file_report(proof: FileProof, places: Places) -> Path:
    """Publish the report on a file beside its baseline, and return where it lies. Raises FileAccessError."""
    assert proof.baseline is not None
    assert proof.verdict is not None
    path = places.report_folder / f"{proof.folder.name}.html"
    before = PdfSide(_describe_acceptance(proof.baseline), proof.baseline.snapshot, None, proof.baseline.pictures)
    after = PdfSide(proof.pdf.name, proof.version.snapshot, proof.pdf)
    write_proof_report(proof.verdict, before, after, path, proof.folder.name)
    return path


def report_all(proofs: Sequence[Proof], request: ProofRequest, listener: Listener) -> list[Case]:
    """Publish reports on *proofs*: a report for each file that differs, and files for build servers.

    Older reports of what no longer differs are deleted. Returns the cases, with the places of the reports. Raises
    FileAccessError.
    """
    require_own_folder(request.report_folder, request.out)
    cases = [_case(each, request, listener) for each in proofs]
    for case in cases:
        if not case.report:
            (request.report_folder / f"{case.name}.html").unlink(missing_ok=True)
    rows = json.dumps([as_json(case) for case in cases], ensure_ascii=False, indent=1)
    publish(rows.encode("utf-8", "replace"), request.report_folder / JSON, request.out)
    publish(as_junit(cases), request.report_folder / JUNIT, request.out)
    publish(f"{as_markdown(cases)}\n".encode("utf-8", "replace"), request.report_folder / SUMMARY, request.out)
    return cases


def _case(proof: Proof, request: ProofRequest, listener: Listener) -> Case:
    problems = proof.made.error.problems if proof.made.error is not None else ()
    problem = "\n".join([proof.problem, *map(str, problems)]) if problems else proof.problem
    if proof.baseline is None or proof.version is None or not proof.verdict.differs:
        return Case(name=proof.made.name, verdict=proof.verdict, report="", problem=problem, problems=problems)
    path = request.report_folder / f"{proof.made.name}.html"
    listener(proof.made.source, _("writing the report"))
    pdf = find_accepted_pdf(proof.baseline, request.report_folder / ACCEPTED)
    name = f"{proof.made.name}: {_describe_acceptance(proof.baseline)}"
    before = PdfSide(name, proof.baseline.snapshot, pdf, proof.baseline.pictures)
    after = PdfSide(_("as it is made now"), proof.version.snapshot, proof.made.pdf)
    write_proof_report(proof.verdict, before, after, path, proof.made.name, request.out)
    return Case(name=proof.made.name, verdict=proof.verdict, report=str(path), problem=problem)


def _describe_acceptance(baseline: Baseline) -> str:
    last = baseline.history.last
    if last is None:
        return _("as it was accepted.")
    return _("accepted on {day} by {who}: {why}.").format(day=last.when[:10], who=last.who, why=last.why.rstrip(".。"))
