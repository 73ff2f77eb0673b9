"""Versions of an issue that somebody has approved: bound to the bytes of the file, with name, day and reason.

What was approved is told in ``proofs/approvals.jsonl`` of the issue, a line each, reading and press editions by the
names of their files. What stood on the pages of the last reading edition is kept in a snapshot beside it, to be
compared with; the PDF itself with the finished files, to show its pages.
"""

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from pipeline.bounded_files import RefusedFileError, open_named, read_inside, real_path_inside
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.limits import allow_files
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.acceptors import name_of_user, require_reason
from pipeline.production.issue.build import find_unchanged
from pipeline.production.issue.request import SUFFIXES, BuildRequest, Edition, destination
from pipeline.production.publishing import publish
from pipeline.production.record import MAX_FINISHED, PROOFS

APPROVALS, SNAPSHOTS, KEPT = "approvals.jsonl", "approved.*.snapshot.json.gz", "approved"
_MOST_BYTES, _PIECE = 2 << 20, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """That *who* has approved the *file* with the SHA-256 *digest*, on the day *when*, for the reason *why*."""

    file: str
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalState:
    """The *approvals* of an edition of an issue, the last one at the end, beside its *file* as it lies there now.

    *digest*: that of the edition; empty where there is none. *is_current*: it is made of what lies in the folder now.
    """

    approvals: tuple[Approval, ...]
    file: str
    digest: str
    is_current: bool

    @property
    def is_approved(self) -> bool:
        """Whether these very bytes are what was approved last, and the issue has not changed since."""
        return self.is_current and bool(self.approvals) and self.approvals[-1].digest == self.digest


_ROW = TypeAdapter(Approval)


def edition_of(issue: Path, out: Path, edition: Edition = "reading") -> Path:
    """The *edition* of *issue* among the finished files in *out*, whether it is there or not."""
    return destination(issue, out) / f"{issue_id(issue)}{SUFFIXES[edition]}.pdf"


def kept_version(issue: Path, out: Path) -> Path:
    """Where the reading edition that was approved last is kept."""
    return destination(issue, out) / KEPT / f"{issue_id(issue)}.pdf"


def find_approval(issue: Path, out: Path, edition: Edition = "reading") -> ApprovalState:
    """How it stands with the approval of an *edition* of *issue*. Raises ContentError."""
    file = edition_of(issue, out, edition)
    digest = _digest_of(file, out)
    is_current = bool(digest) and find_unchanged(issue, BuildRequest(out=out, edition=edition)) is not None
    approvals = _approvals_of(file, issue)
    return ApprovalState(approvals=approvals, file=file.name, digest=digest, is_current=is_current)


def _approvals_of(file: Path, issue: Path) -> tuple[Approval, ...]:
    return tuple(each for each in read_approvals(issue) if each.file == file.name)


def read_approvals(issue: Path) -> tuple[Approval, ...]:
    """The approvals of *issue*. Raises ContentError."""
    path = issue / PROOFS / APPROVALS
    try:
        lines = read_inside(workspace_of(issue), path, _MOST_BYTES).splitlines()
        return tuple(_ROW.validate_json(line) for line in lines if line.strip())
    except FileNotFoundError:
        return ()
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
    except ValidationError as error:
        message = _("The approvals can't be read.")
        raise ContentError(Problem(message, path, hint=_("Take the file out of version control anew."))) from error


def approve(issue: Path, out: Path, digest: str, why: str, who: str = "", edition: Edition = "reading") -> Approval:
    """Approve an *edition* of *issue*, whose bytes must still have the SHA-256 *digest*.

    Raises UsageError without a reason, ContentError where the edition is another one by now, or older than the issue.
    """
    require_reason(why)
    state, file = find_approval(issue, out, edition), edition_of(issue, out, edition)
    if state.digest != digest or not state.is_current:
        hint = _("Make it again, look at it, and approve that.")
        raise ContentError(Problem(_("The file is not what was looked at, or older than the issue."), file, hint=hint))
    if edition == "reading":
        _keep_to_compare(issue, out, digest)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    approval = Approval(
        file=file.name,
        digest=digest,
        who=" ".join((who or name_of_user()).split()),
        when=today,
        why=" ".join(why.split()),
    )
    rows = [_ROW.dump_json(each) + b"\n" for each in (*read_approvals(issue), approval)]
    publish(b"".join(rows), issue / PROOFS / APPROVALS, workspace_of(issue))
    return approval


def _keep_to_compare(issue: Path, out: Path, digest: str) -> None:
    """Keep the reading edition with the *digest*, and a snapshot of its pages in the place of the one before."""
    from pipeline.production.proof.proof_versions import version_of
    from pipeline.regression.snapshot.snapshot import write_number

    file = edition_of(issue, out)
    allow_files([file])
    snapshot = write_number(version_of(file, None).snapshot)
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise ContentError(Problem(_("The file has changed meanwhile."), file))
    publish(data, kept_version(issue, out), out)
    publish(snapshot, _snapshot_path(issue, digest), workspace_of(issue))
    for old in (issue / PROOFS).glob(SNAPSHOTS):
        if old != _snapshot_path(issue, digest):
            old.unlink(missing_ok=True)


def _snapshot_path(issue: Path, digest: str) -> Path:
    return issue / PROOFS / SNAPSHOTS.replace("*", digest[:12])


def _digest_of(file: Path, out: Path) -> str:
    """The SHA-256 of *file*, told in hexadecimal digits; empty where it isn't there."""
    if real_path_inside(out, file) is None:
        return ""
    digest = hashlib.sha256()
    try:
        with open_named(file, MAX_FINISHED) as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
    except FileNotFoundError:
        return ""
    except (OSError, RefusedFileError) as error:
        raise FileAccessError(Problem(_("The file cannot be read."), file)) from error
    return digest.hexdigest()


def version_to_compare(issue: Path, out: Path) -> Path | None:
    """What was approved last, to be compared with: its PDF, or its snapshot where that is gone; None: nothing was."""
    approvals = _approvals_of(edition_of(issue, out), issue)
    if not approvals:
        return None
    kept = kept_version(issue, out)
    if _digest_of(kept, out) == approvals[-1].digest:
        return kept
    snapshot = _snapshot_path(issue, approvals[-1].digest)
    inside = real_path_inside(workspace_of(issue), snapshot)
    return snapshot if inside is not None and inside.is_file() else None
