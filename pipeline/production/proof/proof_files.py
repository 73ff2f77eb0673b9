"""Two finished files compared, of any origin: PDFs, or snapshots of PDFs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import Problem, UsageError
from pipeline.i18n import _
from pipeline.limits import allow_files
from pipeline.production.proof.proof_settings import read_settings
from pipeline.production.proof.proof_versions import Version, judge_versions, version_of
from pipeline.regression.kept_files import open_kept
from pipeline.regression.snapshot.pdf_reading import MAX_FILE
from pipeline.regression.snapshot.snapshot import read_snapshot
from pipeline.regression.verdicts.verdict import Policy, Verdict

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """What is compared: *before* and *after*, each a PDF or a snapshot.

    Findings of *allowed* kinds are let pass, besides those that ``kanben.toml`` of the current folder names; *profile*
    is that of a preflight of both (None: none).
    """

    before: Path
    after: Path
    allowed: frozenset[str] = field(default_factory=frozenset)
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """What came of *request*."""

    request: ComparisonRequest
    before: Version
    after: Version
    verdict: Verdict


def compare_files(request: ComparisonRequest) -> ComparisonResult:
    """Compare as *request* says.

    Raises FileAccessError, ContentError for what is no snapshot, BindingError for a PDF that can't be opened,
    UsageError where a preflight is wanted of a snapshot.
    """
    allow_files((request.before, request.after))
    allowed = read_settings(Path.cwd()).allowed | request.allowed
    with ThreadPoolExecutor(2) as pool:  # each PDF is read in a process of its own
        before, after = pool.map(lambda path: read_version(path, request.profile), (request.before, request.after))
    return ComparisonResult(request, before, after, judge_versions(before, after, Policy(allowed)))


def is_snapshot(path: Path) -> bool:
    """Whether *path* is compressed, as snapshots are. Raises FileAccessError."""
    with open_kept(path, MAX_FILE) as held:
        return held.read(2) == _GZIP


def read_version(path: Path, profile: str | None) -> Version:
    """The version that the PDF or snapshot *path* is; *profile* as ``proof_versions.version_of`` has it."""
    if not is_snapshot(path):
        return version_of(path, profile)
    if profile is not None:
        hint = _("Name the PDF that it was made from.")
        raise UsageError(Problem(_("There is no preflight of a snapshot."), path, hint=hint))
    return Version(read_snapshot(path))
