"""What a job works on, as one digest: who gives an order and who does it must see the same files."""

import json
from pathlib import Path

from pipeline.archive.jobs import Job, Order
from pipeline.binding.preservation.fixity import SUMS_NAME
from pipeline.bounded_files import BoundedFolder
from pipeline.manuscript.volume_reader import read_volume
from pipeline.manuscript.workspace import PUBLICATION_FILE
from pipeline.production.record import digest_issue, digest_of, digest_of_file
from pipeline.production.volume.volume_record import digest_volume


def inputs_of(job: Job | Order, workspace: Path, out: Path) -> str:
    """The digest of all files that *job* works on: the content in *workspace*, and what was finished of it in *out*.

    Raises the KanbenError of what can't be read.
    """
    folder = workspace / job.place
    if job.kind in ("issue", "trial"):
        files = digest_issue(BoundedFolder(folder.resolve(), workspace))
    elif job.kind == "volume":
        files = digest_volume(read_volume(folder), out)
    else:
        years = [Path(place).name for place in job.parts]
        files = {year: digest_of_file(out / folder.name / year / SUMS_NAME, out) for year in years}
        files["publication"] = digest_of_file(folder / PUBLICATION_FILE, workspace)
    return digest_of(json.dumps(files, sort_keys=True).encode())
