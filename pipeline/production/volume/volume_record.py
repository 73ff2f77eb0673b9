"""What a bound volume was made from, so that a year that has not changed is not bound again by `kanben archive`.

As with issues (`record`): the recipe is digests of all that goes into the volume, finished issues among them.
"""

from collections.abc import Iterable
from pathlib import Path

from pipeline.issue_names import issue_id
from pipeline.manuscript.volume_reader import workspace_of_volume
from pipeline.production.issue.build import find_unchanged
from pipeline.production.issue.request import BuildRequest, destination
from pipeline.production.made_files import record_made
from pipeline.production.record import (
    MAX_FINISHED,
    Recipe,
    Record,
    digest_of_file,
    read_record,
    still_good,
    surroundings_of,
    take_surroundings,
    text_file,
)
from pipeline.volume import SourceIssue, Volume


def take_volume_recipe(volume: Volume, out: Path) -> Recipe:
    """What *volume* is bound of (`digest_volume`), and what all of its workspace is made with. Raises ContentError."""
    workspace = workspace_of_volume(volume.path)
    around = take_surroundings(workspace, *surroundings_of(workspace))
    return Recipe({**digest_volume(volume, out), **around.files}, around.settings)


def digest_volume(volume: Volume, out: Path) -> dict[str, str]:
    """Digests of the order of *volume*, its publication, the finished issues below *out* and legacy PDFs, by name."""
    workspace = workspace_of_volume(volume.path)
    files = {
        "volume": digest_of_file(volume.path, workspace),
        "publication": digest_of_file(volume.publication.path, workspace),
    }
    for issue in volume.issues:
        name = f"issues/{issue.number.folder}"
        if isinstance(issue, SourceIssue):
            folder, stem = destination(issue.path, out), issue_id(issue.path)
            for made in (f"{stem}.pdf", text_file(stem)):
                files[f"{name}/{made}"] = digest_of_file(folder / made, out, MAX_FINISHED)
        else:
            files[name] = digest_of_file(issue.path, workspace, MAX_FINISHED)
    return files


def record_path(volume: Volume, folder: Path) -> Path:
    """The file with what the finished volume in *folder* was made from."""
    return folder / f".{volume.id}.json"


def record_volume(volume: Volume, recipe: Recipe, made: Iterable[Path], out: Path) -> None:
    """Write down that the files *made*, all in one folder below *out*, are by *recipe*. Raises FileAccessError."""
    paths = list(made)
    record_made(recipe, paths, {"id": volume.id}, record_path(volume, paths[0].parent), out)


def find_unchanged_volume(volume: Volume, out: Path) -> Record | None:
    """How *volume* was bound before, if its files below *out* are as they were made, and so is all they are made of."""
    folder = out / volume.publication.id / str(volume.year)
    record = read_record(record_path(volume, folder))
    if record is None:
        return None
    sources = (issue.path for issue in volume.issues if isinstance(issue, SourceIssue))
    if any(find_unchanged(path, BuildRequest(out=out)) is None for path in sources):
        return None
    wanted = [f"{volume.id}-report.json"]
    return record if still_good(record, take_volume_recipe(volume, out), folder, wanted) else None
