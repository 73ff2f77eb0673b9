"""Compares finished PDFs, made by any program, with baselines of the same names; for tests."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import Problem, UsageError
from pipeline.i18n import _
from pipeline.production.acceptors import name_of_user
from pipeline.production.proof.compare_all import acceptance_of, write_baseline
from pipeline.production.proof.proof_settings import read_settings
from pipeline.production.proof.proof_versions import Version, judge_versions, version_of
from pipeline.regression.baseline.baseline import Baseline, Facts, read_baseline
from pipeline.regression.baseline.history import read_history
from pipeline.regression.verdicts.verdict import Policy, Verdict
from pipeline.reports.kept_pictures import kept_pictures

_NAME = re.compile(r"[^\s./\\:][^/\\:\x00-\x1f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProof:
    """The file *pdf* beside its *baseline* in *folder*; no *verdict*: nothing was accepted yet."""

    pdf: Path
    folder: Path
    version: Version
    baseline: Baseline | None
    verdict: Verdict | None

    @property
    def fails(self) -> bool:
        """Whether it is not what was accepted."""
        return self.verdict is None or self.verdict.fails


@dataclass(frozen=True, slots=True)
class Places:
    """Where baselines lie, where reports go, and the *root* that both are relative to, which may have a kanben.toml."""

    root: Path
    baselines: Path | None = None  # those of kanben.toml
    reports: Path = field(default_factory=lambda: Path("out/proof"))

    @property
    def report_folder(self) -> Path:
        """The folder of reports."""
        return self.root / self.reports


def check_file(
    pdf: Path, name: str, places: Places, allowed: frozenset[str] = frozenset(), profile: str | None = None
) -> FileProof:
    """Compare *pdf* with the baseline *name*; *profile* is that of a preflight (None: none).

    Raises UsageError for a *name* that is none, FileAccessError, BindingError for what is no PDF, ContentError for
    settings or a baseline that can't be read.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(Problem(_("“{name}” can't be the name of a baseline.").format(name=name)))
    settings = read_settings(places.root)
    folder = places.root / (places.baselines or settings.baselines) / name
    version = version_of(pdf, profile, BoundedFolder.of(places.report_folder / "versions"))
    baseline = read_baseline(folder, places.root)
    if baseline is None:
        return FileProof(pdf=pdf, folder=folder, version=version, baseline=None, verdict=None)
    policy = Policy(settings.allowed | allowed, baseline.history.since)
    verdict = judge_versions(Version(baseline.snapshot, baseline.facts.remarks), version, policy)
    return FileProof(pdf=pdf, folder=folder, version=version, baseline=baseline, verdict=verdict)


def accept_file(proof: FileProof, places: Places, why: str) -> None:
    """Put the file of *proof* in the place of its baseline, with pictures of its pages: it has no sources.

    Raises UsageError when the baseline is that of an issue or volume, FileAccessError.
    """
    if proof.baseline is not None and proof.baseline.facts.source:
        hint = _("Accept it with `kanben proof accept {path}`.").format(path=proof.baseline.facts.source)
        message = _("This is the baseline of something that is made from sources.")
        raise UsageError(Problem(message, proof.folder, hint=hint))
    findings = [each.finding for each in proof.verdict.judged] if proof.verdict is not None else []
    acceptance = acceptance_of(proof.version, why, name_of_user(), findings)
    history = proof.baseline.history if proof.baseline is not None else read_history(proof.folder, places.root)
    facts = Facts(proof.pdf.name, remarks=proof.version.remarks)
    pictures = kept_pictures(proof.pdf, proof.version.snapshot)
    write_baseline(proof.folder, places.root, proof.version, facts, history, acceptance, pictures)
