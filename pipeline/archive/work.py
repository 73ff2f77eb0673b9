"""Doing one job of an archive, by whoever was given the order. A job done again does no harm: it finds all as it is."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.archive.inputs import inputs_of
from pipeline.archive.jobs import Order, Outcome
from pipeline.archive.trial import try_issue
from pipeline.errors import FileAccessError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.limits import out_of_memory
from pipeline.manuscript.volume_reader import read_volume
from pipeline.production.issue.build import build_issue
from pipeline.production.issue.request import BuildRequest
from pipeline.production.record import ELSEWHERE, MAX_FINISHED, Record, digest_of_file, read_record
from pipeline.production.volume.volume_record import find_unchanged_volume, record_path
from pipeline.shelf.shelf_record import record_path as shelf_record_path
from pipeline.volume import LegacyIssue


def do(order: Order, shared: Path) -> Outcome:
    """Do what *order* says; its paths are told from the folder *shared*. What is wrong is told in the outcome."""
    begin = time.monotonic()
    outcome = _try(order, shared)
    problems = tuple(replace(each, path=_tell_from(shared, each.path)) for each in outcome.problems)
    return replace(outcome, problems=problems, seconds=time.monotonic() - begin)


def _try(order: Order, shared: Path) -> Outcome:
    workspace, out = shared / order.workspace, shared / order.out
    folder = workspace / order.place
    try:
        if inputs_of(order, workspace, out) != order.inputs:
            message = _("The files here are not those that the order was given for.")
            hint = _("They were changed meanwhile, or the shared folder is not the same on all machines.")
            raise FileAccessError(Problem(message, folder, hint=hint))
        do_job = {"issue": _build, "volume": _bind, "shelf": _shelve, "trial": _try_out}[order.kind]
        return do_job(order, workspace, out)
    except KanbenError as error:
        return failure(order.place, error)
    except MemoryError:
        return failure(order.place, out_of_memory(folder))


def failure(place: str, error: KanbenError) -> Outcome:
    """The outcome of a job that has failed with *error*; what can't be read or written may be there another time."""
    return Outcome(
        place=place,
        status="failed",
        problems=error.problems,
        exit_code=error.exit_code,
        again=isinstance(error, FileAccessError),
    )


def _build(order: Order, workspace: Path, out: Path) -> Outcome:
    folder = workspace / order.place
    result = build_issue(folder, BuildRequest(out=out), lambda _issue, _stage: None)
    if result.error is not None:
        return failure(order.place, result.error)
    record = read_record(result.folder / f".{issue_id(folder)}.json")
    sources = {} if record is None else {name: record.recipe.files[f"{ELSEWHERE}{name}"] for name in record.elsewhere}
    return _success(order, folder, record, sources, is_made=result.status == "built")


def _bind(order: Order, workspace: Path, out: Path) -> Outcome:
    from pipeline.production.volume.bind_volume import BindingRequest, bind_volume, destination

    folder = workspace / order.place
    volume = read_volume(folder)
    record = find_unchanged_volume(volume, out)
    is_made = record is None
    if is_made:
        bind_volume(folder, BindingRequest(out=out), lambda _issue, _stage: None)
        record = read_record(record_path(volume, destination(volume, out)))
    legacy = [issue.path for issue in volume.issues if isinstance(issue, LegacyIssue)]
    sources = {str(path.relative_to(workspace)): digest_of_file(path, workspace, MAX_FINISHED) for path in legacy}
    return _success(order, folder, record, sources, is_made=is_made)


def _shelve(order: Order, workspace: Path, out: Path) -> Outcome:
    from pipeline.shelf import ShelfRequest, make_shelf

    folder = workspace / order.place
    shelf = make_shelf(ShelfRequest(publication=folder, out=out))
    record = read_record(shelf_record_path(shelf.folder, f"{shelf.folder.name}-shelf"))
    return _success(order, folder, record, {}, is_made=shelf.status == "made")


def _try_out(order: Order, workspace: Path, out: Path) -> Outcome:
    return try_issue(order.place, workspace, out)


def _success(
    order: Order, folder: Path, record: Record | None, sources: Mapping[str, str], *, is_made: bool
) -> Outcome:
    """The outcome by the *record* that was written beside the finished files."""
    if record is None:
        hint = _("It is made again by the next run.")
        return failure(order.place, FileAccessError(Problem(_("It was changed while it was made."), folder, hint=hint)))
    return Outcome(
        place=order.place,
        status="made" if is_made else "up to date",
        made={name: digest for name, digest in record.made.items() if digest},
        sources=sources,
    )


def _tell_from(shared: Path, path: Path | None) -> Path | None:
    return path.relative_to(shared) if path is not None and path.is_relative_to(shared) else path
