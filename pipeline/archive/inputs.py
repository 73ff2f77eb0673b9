"""What a job works on, as one digest: who gives an order and who does it must see the same files."""

import json
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.production.record import digest_issue, digest_of
from pipeline.production.volume.volume_record import digest_volume
from pipeline.volume import Volume


def issue_inputs(issue: Path, workspace: Path) -> str:
    """The digest of the files of the folder *issue* and of its publication. Raises ContentError."""
    return digest_of(json.dumps(digest_issue(BoundedFolder(issue.resolve(), workspace)), sort_keys=True).encode())


def volume_inputs(volume: Volume, out: Path) -> str:
    """The digest of the order of *volume*, its publication, and all that is bound into it."""
    return digest_of(json.dumps(digest_volume(volume, out), sort_keys=True).encode())
