"""Comparing what a workspace makes now with what was accepted, and accepting it."""

import datetime
import getpass
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import KanbenError, Problem, UsageError
from pipeline.i18n import _
from pipeline.production.accepted_pages import keep_accepted
from pipeline.production.build import Listener
from pipeline.production.proof_settings import ProofSettings, layout_allows, layout_masks, read_settings
from pipeline.production.proof_sources import Made, make_all, workspace_at
from pipeline.production.proof_versions import Version, version_of
from pipeline.production.publishing import publish
from pipeline.regression.article_places import SourceArticles
from pipeline.regression.baseline import PICTURES, Baseline, Facts, baseline_files, digest_of, read_baseline
from pipeline.regression.compare import compare
from pipeline.regression.findings import Comparison, Finding, Place, in_order
from pipeline.regression.history import HISTORY_FILE, Acceptance, History, accepted_findings, history_lines
from pipeline.regression.remark_changes import remark_findings
from pipeline.regression.verdict import Policy, Verdict, judged

PROOF = "proof"  # in the folder of finished files
NOTHING = judged(Comparison((), ()))


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished file beside its baseline. *problem* says why there is no verdict: not made, or nothing accepted yet.

    *folder* is that of the baseline, whether it is there or not.
    """

    made: Made
    folder: Path
    baseline: Baseline | None = None
    version: Version | None = None
    verdict: Verdict = NOTHING
    problem: str = ""

    @property
    def fails(self) -> bool:
        """Whether it is not what was accepted."""
        return bool(self.problem) or self.verdict.fails


@dataclass(frozen=True, slots=True)
class ProofOrder:
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
    def shelf(self) -> Path:
        """The folder of reports, and of what is kept between comparisons."""
        return self.out / PROOF


def compare_all(order: ProofOrder, listener: Listener) -> list[Proof]:
    """Make all that *order* names, and compare each finished file with what was accepted.

    Raises ContentError for settings that are wrong or where there is nothing to make, FileAccessError. What can't be
    made, or has no baseline, is told in its place, and so is a baseline of this workspace that nothing is made for.
    """
    settings = read_settings(order.workspace)
    made = make_all(order.paths, order.out, order.jobs, listener)
    proofs = [_compared(each, order, settings, listener) for each in made]
    if order.is_whole:
        proofs += _orphans(order.workspace / settings.baselines, {each.made.name for each in proofs})
    return proofs


def _compared(made: Made, order: ProofOrder, settings: ProofSettings, listener: Listener) -> Proof:
    folder = order.workspace / settings.baselines / made.name
    if made.error is not None or made.pdf is None:
        return Proof(made, folder, problem=_("It could not be made."))
    listener(made.source, _("comparing with what was accepted"))
    try:
        version = version_of(made.pdf, made.profile, order.shelf / "versions")
        baseline = read_baseline(folder)
        policy = _policy(made, settings)
    except KanbenError as error:
        return Proof(replace(made, error=error), folder, problem=_("It could not be compared."))
    if baseline is None:
        return Proof(made, folder, None, version, NOTHING, _("Nothing was accepted for it yet."))
    before = Version(baseline.snapshot, baseline.facts.remarks)
    policy = replace(policy, accepted=baseline.history.since, articles=_articles(baseline, version, made))
    masks = layout_masks(made.layout) if made.layout is not None else ()
    proof = Proof(made, folder, baseline, version, verdict_on(before, version, policy, masks))
    if not proof.verdict.differs:
        keep_accepted(made.pdf, baseline, order.shelf / "accepted")
    return proof


def verdict_on(before: Version, after: Version, policy: Policy, masks: tuple[Place, ...] = ()) -> Verdict:
    """The verdict on what changed from *before* to *after*, in what preflight says of them, too, where both are known.

    *masks* as ``regression.compare.compare`` has them.
    """
    comparison = compare(before.snapshot, after.snapshot, masks)
    if before.remarks is not None and after.remarks is not None:
        rows = remark_findings(before.remarks, after.remarks, comparison.pages)
        comparison = replace(comparison, findings=in_order([*comparison.findings, *rows]))
    return judged(comparison, policy)


def _articles(baseline: Baseline, version: Version, made: Made) -> SourceArticles | None:
    if baseline.facts.articles is None or made.articles is None:
        return None
    return SourceArticles(baseline.snapshot, version.snapshot, baseline.facts.articles, made.articles)


def _policy(made: Made, settings: ProofSettings) -> Policy:
    return Policy(settings.allowed | (layout_allows(made.layout) if made.layout is not None else frozenset()))


def _orphans(folder: Path, names: set[str]) -> list[Proof]:
    """Baselines with sources that nothing is made for any more."""
    found = []
    for path in sorted(folder.glob("*/")):
        try:
            baseline = read_baseline(path)
        except KanbenError as error:
            if path.name not in names:
                found.append(Proof(Made(path.name, path, error=error), path, problem=_("It could not be compared.")))
            continue
        if baseline is not None and baseline.facts.source and path.name not in names:
            hint = _("Nothing is made for this baseline any more. Delete its folder if that is meant.")
            found.append(Proof(Made(path.name, path), path, baseline, problem=hint))
    return found


# --- accepting --------------------------------------------------------------------------------------------------------


def accept(proofs: Sequence[Proof], order: ProofOrder, why: str, who: str, ids: frozenset[str]) -> list[Proof]:
    """Accept what *proofs* found, or only the findings *ids*; return those that something was accepted of.

    Single findings are let pass from then on. When nothing is left that fails, the file becomes the baseline. Raises
    UsageError when *why* is empty or an id is none of theirs, and then accepts nothing; FileAccessError.
    """
    if not why.strip():
        raise UsageError(Problem(_("Nothing is accepted without a reason.")))
    known = {each.finding.id for proof in proofs for each in proof.verdict.told}
    if unknown := sorted(ids - known):
        hint = _("There are: {names}.").format(names=", ".join(sorted(known)) or "–")
        raise UsageError(Problem(_("No finding is called {ids}.").format(ids=", ".join(unknown)), hint=hint))
    done = []
    for proof in proofs:
        if proof.version is None or proof.made.pdf is None:
            continue
        chosen = [each.finding for each in proof.verdict.told if each.finding.id in ids]
        if (ids and not chosen) or not (proof.problem or proof.verdict.differs):
            continue
        left = [each for each in proof.verdict.told if each.standing == "fails" and each.finding.id not in ids]
        if ids and left and proof.baseline is not None:
            acceptance = replace(acceptance_of(proof.version, why, who, chosen), what="findings")
            history = proof.baseline.history.with_acceptance(acceptance)
            publish(history_lines(history), proof.folder / HISTORY_FILE)
        else:
            _accept(proof, order, why, who)
        done.append(proof)
    return done


def acceptance_of(version: Version, why: str, who: str, findings: Sequence[Finding]) -> Acceptance:
    """The acceptance of *version* as a baseline, now; *findings* are what it differed in from the one before."""
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = accepted_findings(findings)
    return Acceptance(moment, who, why.strip(), "baseline", digest_of(version.snapshot), told)


def _accept(proof: Proof, order: ProofOrder, why: str, who: str) -> None:
    assert proof.version is not None
    assert proof.made.pdf is not None
    history = proof.baseline.history if proof.baseline is not None else History()
    acceptance = acceptance_of(proof.version, why, who, [each.finding for each in proof.verdict.told])
    source = proof.made.source.resolve().relative_to(order.workspace.resolve()).as_posix()
    facts = Facts(proof.made.pdf.name, source, proof.made.articles, proof.version.remarks)
    write_baseline(proof.folder, proof.version, facts, history, acceptance, {})
    accepted = read_baseline(proof.folder)
    assert accepted is not None
    keep_accepted(proof.made.pdf, accepted, order.shelf / "accepted")


def write_baseline(
    folder: Path,
    version: Version,
    facts: Facts,
    history: History,
    acceptance: Acceptance,
    pictures: dict[int, bytes],
) -> None:
    """Put *version* into *folder* as what is accepted from now on. Raises FileAccessError."""
    files = baseline_files(version.snapshot, facts, history, acceptance, pictures)
    for old in (folder / PICTURES).glob("*.webp"):
        if f"{PICTURES}/{old.name}" not in files:
            old.unlink()
    for name, data in files.items():
        publish(data, folder / name)


def whoever_asks(workspace: Path) -> str:
    """Who is at work: as version control names them, else the name of the account."""
    try:
        command = ["git", "-C", str(workspace), "config", "--get-regexp", r"^user\.(name|email)$"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
        rows = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
        if name := rows.get("user.name", "").strip():
            return f"{name} <{rows['user.email']}>" if "user.email" in rows else name
    except (OSError, subprocess.SubprocessError):
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return _("unknown")
