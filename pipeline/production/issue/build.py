"""Building issues: skipping what is up to date, publishing what is finished.

Nothing heavy is imported until an issue really has to be built.
"""

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import KanbenError
from pipeline.issue_names import issue_id
from pipeline.limits import out_of_memory
from pipeline.manuscript.workspace import workspace_of
from pipeline.production.issue.request import SUFFIXES, BuildRequest, BuildResult, Listener, destination
from pipeline.production.publishing import publish, require_own_folder
from pipeline.production.record import (
    Recipe,
    Record,
    digest_of,
    read_record,
    still_good,
    surroundings_of,
    take_recipe,
    with_elsewhere,
)

if TYPE_CHECKING:
    from pipeline.production.issue.issue_builder import FinishedIssue, IssueBuilder

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the files of an issue go, and what they are made from now."""

    issue: Path
    folder: Path
    stem: str  # of the edition's files
    recipe: Recipe

    @property
    def record(self) -> Path:
        """The file with what the finished issue was made from."""
        return self.folder / f".{self.stem}.json"


def _place_of(issue: Path, request: BuildRequest) -> _Place:
    issue = issue.resolve()
    stem = issue_id(issue) + SUFFIXES[request.edition]
    return _Place(issue, destination(issue, request.out), stem, _recipe(issue, request))


def find_unchanged(issue: Path, request: BuildRequest) -> BuildResult | None:
    """What was made of the issue folder before, if all that is wanted is there and up to date."""
    return None if _is_forced(request) else _find_kept(_place_of(issue, request), request)


def _is_forced(request: BuildRequest) -> bool:
    """A printer's file that the user names may lie anywhere: it is no part of the recipe."""
    return request.force or request.printer.endswith(".yaml")


def _find_kept(place: _Place, request: BuildRequest) -> BuildResult | None:
    record = read_record(place.record)
    wanted = [f"{place.stem}.pdf"] + (["offprints"] if request.offprints else [])
    if record is None:
        return None
    known = with_elsewhere(place.recipe, workspace_of(place.issue), record.elsewhere)
    if not still_good(record, known, place.folder, wanted):
        return None
    _log.debug("skipped, up to date: %s", place.issue)
    return BuildResult(
        issue=place.issue,
        status="up to date",
        folder=place.folder,
        made=_published_names(record.made),
        summary=record.summary,
    )


def build_issue(
    issue: Path, request: BuildRequest, listener: Listener, builder: "IssueBuilder | None" = None
) -> BuildResult:
    """Build one issue folder and publish its files, unless they are up to date. *builder* saves work on repetition."""
    return _build_edition(issue, request, listener, lambda: builder or _load_builder(1))


def build_editions(
    issue: Path, requests: Sequence[BuildRequest], listener: Listener, jobs: int = 1
) -> list[BuildResult]:
    """Build one issue folder in the editions of *requests*, of the same pages; *jobs* of its parts at a time."""
    load = cache(partial(_load_builder, jobs))
    return [_build_edition(issue, request, listener, load) for request in requests]


def _build_edition(
    issue: Path, request: BuildRequest, listener: Listener, load: Callable[[], "IssueBuilder"]
) -> BuildResult:
    place = _place_of(issue, request)
    issue, folder = place.issue, place.folder
    if not _is_forced(request) and (kept := _find_kept(place, request)) is not None:
        return kept
    workspace = workspace_of(issue)
    try:
        finished = _make_edition(load(), issue, request, lambda stage: listener(issue, stage))
        for name, data in finished.files.items():
            publish(data, folder / name, request.out)
        elsewhere = list(_names_outside_issue(finished.sources, issue, workspace))
        record = _record_of(finished, with_elsewhere(place.recipe, workspace, elsewhere), request)
        removed: tuple[str, ...] = ()
        if request.edition == "reading":
            removed = _clear_old_offprints(folder, place.stem, record, request.out)
        publish(record.to_json(), place.record, request.out)
    except KanbenError as error:
        return BuildResult(issue=issue, status="failed", folder=folder, error=error)
    except MemoryError:
        return BuildResult(issue=issue, status="failed", folder=folder, error=out_of_memory(issue))
    made = _published_names(record.made)
    return BuildResult(issue=issue, status="built", folder=folder, made=made, removed=removed, summary=record.summary)


def _names_outside_issue(sources: Iterable[Path], issue: Path, workspace: Path) -> Iterator[str]:
    """Those of *sources* that lie in the *workspace* but not in the folder of the *issue*, relative to the workspace.

    What lies elsewhere is shipped, and part of the recipe as such, or named by the user, which is never up to date.
    """
    for path in sources:
        place = Path(os.path.normpath(path))
        if place.is_relative_to(workspace) and not place.is_relative_to(issue):
            yield str(place.relative_to(workspace))


def _make_edition(
    builder: "IssueBuilder", issue: Path, request: BuildRequest, progress: Callable[[str], None]
) -> "FinishedIssue":
    if request.edition == "reading":
        return builder.build(issue, progress, request.offprints, request.picture_resolution)
    from pipeline.production.issue.press_edition import build_press_edition

    return build_press_edition(builder, issue, request.printer, progress, request.picture_resolution)


def _load_builder(jobs: int) -> "IssueBuilder":
    _import_builder()
    from pipeline.production.issue.issue_builder import IssueBuilder
    from pipeline.production.kept_parts import KeptParts

    return IssueBuilder(kept=KeptParts.of_user(), jobs=jobs)


@cache
def _import_builder() -> None:
    """Import what builds, once in a process: nothing of that is garbage, nor is it looked through for garbage later."""
    gc.disable()
    try:
        import_module("pipeline.production.issue.issue_builder")
    finally:
        gc.freeze()
        gc.enable()


def _record_of(finished: "FinishedIssue", recipe: Recipe, request: BuildRequest) -> Record:
    made = {name: digest_of(data) for name, data in finished.files.items()}
    if request.offprints:
        made["offprints"] = ""
    summary = {
        "id": finished.id,
        "pages": finished.pages,
        "entries": [asdict(entry) for entry in finished.entries],
        "substituted": [asdict(glyph) for glyph in finished.substituted],
        "warnings": [str(each) for each in finished.warnings],
        "notes": [str(each) for each in finished.notes],
    }
    return Record(recipe, made, summary)


def _clear_old_offprints(folder: Path, stem: str, record: Record, out: Path) -> tuple[str, ...]:
    """Take away offprints of articles that the issue no longer has, or that would now be out of date; return which."""
    if not (folder / "offprints").exists():
        return ()
    require_own_folder(folder / "offprints", out)
    found = sorted(f"offprints/{path.name}" for path in (folder / "offprints").glob(f"{stem}-*.pdf"))
    old = tuple(name for name in found if name not in record.made)
    for name in old:
        (folder / name).unlink()
    return old


def _recipe(issue: Path, request: BuildRequest) -> Recipe:
    workspace = workspace_of(issue)
    recipe = take_recipe(BoundedFolder(issue, workspace), *surroundings_of(workspace))
    return Recipe(recipe.files, {**recipe.settings, **_settings(request)})


def _settings(request: BuildRequest) -> dict[str, str]:
    resolution = request.picture_resolution if request.edition == "reading" else None  # a printer gets all pixels
    asked = {} if resolution is None else {"picture_resolution": str(resolution)}
    return {"edition": request.edition, "printer": request.printer, **asked}


def _published_names(made: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name, digest in made.items() if digest and not name.startswith("."))
