"""Writes down what the finished files of a volume or a shelf were made of (`record`), when they are in their places."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.binding.preservation.fixity import digest
from pipeline.production.publishing import publish
from pipeline.production.record import Recipe, Record


def record_made(recipe: Recipe, made: Iterable[Path], summary: Mapping[str, Any], path: Path, root: Path) -> None:
    """Write to *path*, below *root*, that the files *made*, all beside it, are by *recipe*. Raises FileAccessError."""
    record = Record(recipe, {file.name: digest(file) for file in made}, summary)
    publish(record.to_json(), path, root)
