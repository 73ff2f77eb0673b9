"""Comparing what a workspace makes now with what was accepted, and accepting it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import KanbenError, Problem, UsageError
from pipeline.i18n import _
from pipeline.limits import allow_files
from pipeline.production.acceptors import require_reason
from pipeline.production.issue.request import Listener
from pipeline.production.proof.accepted_pages import ACCEPTED, keep_accepted
from pipeline.production.proof.proof_masks import layout_allows, layout_masks
from pipeline.production.proof.proof_settings import ProofSettings, read_settings
from pipeline.production.proof.proof_sources import FileToCompare, make_all, workspace_at
from pipeline.production.proof.proof_versions import Version, judge_versions, version_of
from pipeline.production.publishing import publish
from pipeline.regression.baseline.baseline import (
    OLDER_FILE,
    PICTURES,
    Baseline,
    Facts,
    baseline_files,
    digest_of,
    read_baseline,
)
from pipeline.regression.baseline.history import (
    HISTORY_FILE,
    Acceptance,
    History,
    accepted_findings,
    history_lines,
    read_history,
)
from pipeline.regression.findings import Comparison, Finding
from pipeline.regression.verdicts.article_places import SourceArticles
from pipeline.regression.verdicts.verdict import Policy, Verdict, judge
from pipeline.reports.kept_pictures import kept_pictures

MAX_PICTURED = 120  # pages whose pictures are kept with a baseline; of longer files the snapshot is shown
PROOF = "proof"  # in the folder of finished files
NOTHING = judge(Comparison((), ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A finished file beside its baseline. *problem* says why there is no verdict: not made, or nothing accepted yet.

    *folder* is that of the baseline, whether it is there or not.
    """

    made: FileToCompare
    folder: Path
    baseline: Baseline | None = None
    version: Version | None = None
    verdict: Verdict = NOTHING
    problem: str = ""

    @property
    def fails(self) -> bool:
        """Whether it is not what was accepted."""
        return bool(self.problem) or self.verdict.fails

    @property
    def knows_less(self) -> bool:
        """Whether the baseline was written when less was looked at."""
        before, after = self.baseline, self.version
        return bool(before and after and before.snapshot.layers is None and after.snapshot.layers is not None)


@dataclass(frozen=True, slots=True)
class ProofRequest:
    """What is compared: issues, years, publications or a workspace at *paths*; finished files go to *out*."""

    paths: tuple[Path, ...]
    out: Path
    jobs: int = 1

    @property
    def workspace(self) -> Path:
        """The workspace that the first of the paths lies in."""
        return workspace_at(self.paths[0])

    @property
    def is_whole(self) -> bool:
        """Whether all of the workspace is compared."""
        return any(path.resolve() in {self.workspace, self.workspace / "issues"} for path in self.paths)

    @property
    def report_folder(self) -> Path:
        """The folder of reports, and of what is kept between comparisons."""
        return self.out / PROOF


def compare_all(request: ProofRequest, listener: Listener) -> list[Proof]:
    """Make all that *request* names, and compare each finished file with what was accepted.

    Raises ContentError for settings that are wrong or where there is nothing to make, FileAccessError. What can't be
    made, or has no baseline, is reported in its place, and so is a baseline of this workspace that nothing is made for.
    """
    settings = read_settings(request.workspace)
    made = make_all(request.paths, request.out, request.jobs, listener)
    allow_files(each.pdf for each in made if each.pdf is not None)
    proofs = [_compare(each, request, settings, listener) for each in made]
    if request.is_whole:
        proofs += _find_orphans(request.workspace, settings.baselines, made)
    return proofs


def _compare(made: FileToCompare, request: ProofRequest, settings: ProofSettings, listener: Listener) -> Proof:
    folder = request.workspace / settings.baselines / made.name
    if made.error is not None or made.pdf is None:
        return Proof(made=made, folder=folder, problem=_("It could not be made."))
    listener(made.source, _("comparing with what was accepted"))
    try:
        version = version_of(made.pdf, made.profile, BoundedFolder(request.report_folder / "versions", request.out))
        policy = _policy(made, settings)
    except KanbenError as error:
        return Proof(made=replace(made, error=error), folder=folder, problem=_("It could not be compared."))
    try:
        baseline = read_baseline(folder, request.workspace)
    except KanbenError as error:  # what is made is there, and can be accepted in its place
        return Proof(
            made=replace(made, error=error),
            folder=folder,
            baseline=None,
            version=version,
            problem=_("It could not be compared."),
        )
    if baseline is None:
        return Proof(
            made=made,
            folder=folder,
            baseline=None,
            version=version,
            verdict=NOTHING,
            problem=_("Nothing was accepted for it yet."),
        )
    before = Version(baseline.snapshot, baseline.facts.remarks)
    policy = replace(policy, accepted=baseline.history.since, articles=_articles(baseline, version, made))
    masks = layout_masks(made.layout) if made.layout is not None else ()
    proof = Proof(
        made=made,
        folder=folder,
        baseline=baseline,
        version=version,
        verdict=judge_versions(before, version, policy, masks),
    )
    if not proof.verdict.differs:
        keep_accepted(made.pdf, baseline, request.report_folder / ACCEPTED, request.out)
    return proof


def _articles(baseline: Baseline, version: Version, made: FileToCompare) -> SourceArticles | None:
    if baseline.facts.articles is None or made.articles is None:
        return None
    return SourceArticles(baseline.snapshot, version.snapshot, baseline.facts.articles, made.articles)


def _policy(made: FileToCompare, settings: ProofSettings) -> Policy:
    return Policy(settings.allowed | (layout_allows(made.layout) if made.layout is not None else frozenset()))


def _find_orphans(workspace: Path, baselines: Path, made: Sequence[FileToCompare]) -> list[Proof]:
    """Baselines with sources that nothing is *made* for any more; what could not be made may have several."""
    names = {each.name for each in made}
    failed = {_source(each, workspace) for each in made if each.pdf is None}
    found = []
    for path in sorted(path for path in (workspace / baselines).glob("*/") if path.name not in names):
        try:
            baseline = read_baseline(path, workspace)
        except KanbenError as error:
            found.append(
                Proof(
                    made=FileToCompare(name=path.name, source=path, error=error),
                    folder=path,
                    problem=_("It could not be compared."),
                )
            )
            continue
        if baseline is not None and baseline.facts.source not in {"", *failed}:
            hint = _("Nothing is made for this baseline any more. Delete its folder if that is meant.")
            found.append(
                Proof(made=FileToCompare(name=path.name, source=path), folder=path, baseline=baseline, problem=hint)
            )
    return found


def _source(made: FileToCompare, workspace: Path) -> str:
    return made.source.resolve().relative_to(workspace).as_posix()


# --- accepting --------------------------------------------------------------------------------------------------------


def accept(proofs: Sequence[Proof], request: ProofRequest, why: str, who: str, ids: frozenset[str]) -> list[Proof]:
    """Accept what *proofs* found, or only the findings *ids*; return those that something was accepted of.

    Single findings are let pass from then on. When nothing is left that fails, the file becomes the baseline. Raises
    UsageError when *why* is empty or an id is none of theirs, ContentError for a history that can't be gone on with,
    and then accepts nothing; FileAccessError.
    """
    require_reason(why)
    known = {each.finding.id for proof in proofs for each in proof.verdict.judged}
    if unknown := sorted(ids - known):
        hint = _("There are: {names}.").format(names=", ".join(sorted(known)) or "–")
        raise UsageError(Problem(_("No finding is called {ids}.").format(ids=", ".join(unknown)), hint=hint))
    chosen = {
        proof.folder: [each.finding for each in proof.verdict.judged if each.finding.id in ids] for proof in proofs
    }
    meant = [
        (proof, version, _history_of(proof, request.workspace))
        for proof in proofs
        if (version := proof.version) is not None
        and (chosen[proof.folder] if ids else proof.problem or proof.verdict.differs or proof.knows_less)
    ]
    for proof, version, history in meant:
        left = [each for each in proof.verdict.judged if each.standing == "fails" and each.finding.id not in ids]
        if ids and left:
            acceptance = replace(acceptance_of(version, why, who, chosen[proof.folder]), what="findings")
            publish(history_lines(history.with_acceptance(acceptance)), proof.folder / HISTORY_FILE, request.workspace)
        else:
            _accept(
                proof, version, history, request, acceptance_of(version, why, who, proof.verdict.comparison.findings)
            )
    return [proof for proof, _version, _history in meant]


def acceptance_of(version: Version, why: str, who: str, findings: Sequence[Finding]) -> Acceptance:
    """The acceptance of *version* as a baseline, now; *findings* are what it differed in from the one before."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    accepted = accepted_findings(findings)
    return Acceptance(
        when=now,
        who=who,
        why=" ".join(why.split()),
        what="baseline",
        snapshot=digest_of(version.snapshot),
        findings=accepted,
    )


def _history_of(proof: Proof, root: Path) -> History:
    """The history that goes on with the next acceptance; there is one even where the rest of a baseline is damaged."""
    return proof.baseline.history if proof.baseline is not None else read_history(proof.folder, root)


def _accept(proof: Proof, version: Version, history: History, request: ProofRequest, acceptance: Acceptance) -> None:
    assert proof.made.pdf is not None
    source = _source(proof.made, request.workspace)
    facts = Facts(proof.made.pdf.name, source, proof.made.articles, version.remarks)
    few = len(version.snapshot.pages) <= MAX_PICTURED
    pictures = kept_pictures(proof.made.pdf, version.snapshot) if few else {}
    write_baseline(proof.folder, request.workspace, version, facts, history, acceptance, pictures)
    accepted = read_baseline(proof.folder, request.workspace)
    assert accepted is not None
    keep_accepted(proof.made.pdf, accepted, request.report_folder / ACCEPTED, request.out)


def write_baseline(
    folder: Path,
    root: Path,
    version: Version,
    facts: Facts,
    history: History,
    acceptance: Acceptance,
    pictures: Mapping[int, bytes],
) -> None:
    """Put *version* into *folder*, below *root*, as what is accepted from now on; the last good one stays until all is
    written. No link below *root* is followed.

    Raises FileAccessError.
    """
    files = baseline_files(version.snapshot, facts, history, acceptance, pictures)
    for name, data in files.items():
        publish(data, folder / name, root)
    for old in (folder / PICTURES).glob("*.webp"):
        if f"{PICTURES}/{old.name}" not in files:
            old.unlink()
    (folder / OLDER_FILE).unlink(missing_ok=True)
