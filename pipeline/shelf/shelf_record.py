"""What a shelf was made of, so that one of which nothing has changed is not made again."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from pipeline.binding.finding_aids.full_text import SUFFIX
from pipeline.binding.preservation.fixity import SUMS_NAME
from pipeline.i18n import language
from pipeline.model import Publication
from pipeline.production.record import (
    MAX_FINISHED,
    Recipe,
    Record,
    digest_of_file,
    read_record,
    still_good,
    surroundings_of,
    take_surroundings,
)

_FILES = ("-catalogue.json", "-report.json", SUFFIX)  # of a volume, that a shelf is made of


def take_shelf_recipe(
    publication: Publication,
    workspace: Path,
    volumes: Mapping[int, Path],
    ordered: Iterable[int],
) -> Recipe:
    """Digest what the shelf is made of: the folders of *volumes*, by year, the publication, and what all that is made
    in *workspace* is made with. A PDF is told by the sum that its volume has of it. *ordered* are the years that are to
    be bound. Raises ContentError.
    """
    around = take_surroundings(workspace, *surroundings_of(workspace))
    files = {"publication": digest_of_file(publication.path, workspace)}
    for year, folder in volumes.items():
        for name in (SUMS_NAME, *(f"{publication.id}-{year}{suffix}" for suffix in _FILES)):
            files[f"{year}/{name}"] = digest_of_file(folder / name, folder, MAX_FINISHED)
    settings = {
        "language": language(),
        "pymarc": version("pymarc"),
        "order": publication.index_order,
        "ordered": " ".join(map(str, sorted(ordered))),
    }
    return Recipe({**files, **around.files}, {**around.settings, **settings})


def record_path(folder: Path, stem: str) -> Path:
    """The file with what the shelf in *folder* was made of."""
    return folder / f".{stem}.json"


def find_unchanged_shelf(recipe: Recipe, path: Path) -> Record | None:
    """The record at *path*, if the shelf was made by *recipe* and its files are as they were made."""
    record = read_record(path)
    return record if still_good(record, recipe, path.parent, [SUMS_NAME]) else None
