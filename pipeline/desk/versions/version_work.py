"""What the page of versions has done within limits; what that needs is loaded there, and not with the desk."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.production.proof.approved_changes import ApprovedChanges


def compare(issue: Path, out: Path) -> "ApprovedChanges":
    """What has moved in *issue* since it was approved last. Raises KanbenError."""
    from pipeline.production.proof.approved_changes import compare_with_approved

    return compare_with_approved(issue, out)


def mark_proof(issue: Path, out: Path, number: int) -> Path:
    """The proof of the round *number*, from 1. Raises KanbenError."""
    from pipeline.production.proof.marked_proof import make_proof

    return make_proof(issue, out, number)
