"""The page of settings: forms that write the YAML of publication, issue and volume."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.desk.issue_page import describe_issue, find_issue
from pipeline.desk.page import render, tell, tell_error
from pipeline.desk.requests import read_fields
from pipeline.desk.settings.faults import Faults, assign_faults
from pipeline.desk.settings.form_fields import FormField, UnreadableRowError, read_value, show_value
from pipeline.desk.settings.settings_forms import FORMS, SettingsForm
from pipeline.desk.source_files import SourceText, as_bytes, as_text, tag_of
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import FileAccessError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import MAX_TEXT_BYTES
from pipeline.manuscript.yaml_values import Place, read_values, with_values
from pipeline.production.publishing import publish

_CONFLICT, _UNFIT = 409, 422


def routes(issue: str) -> list[Route]:
    """What is at addresses below that of an *issue*."""
    return [
        Route(issue + "/settings", show_settings, methods=["GET"]),
        Route(issue + "/settings/{name}", save_settings, methods=["PUT"]),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownForm:
    """A form with what is in its *fields*; *file* is told from the workspace, *tag* empty where there is none yet.

    *problems*: why the file can't be shown in a form.
    """

    name: str
    file: str
    tag: str
    fields: list[tuple[FormField, str]]
    problems: tuple[Problem, ...] = ()


async def show_settings(request: Request) -> Response:
    """The page itself."""
    issue = await find_issue(request)
    root = request.app.state.workspace.root
    try:
        forms = [await run_in_threadpool(_show, form, issue, root) for form in FORMS]
    except KanbenError as error:
        return tell_error(error)
    return render(request, "settings.html.j2", **describe_issue(request, issue), forms=forms)


async def save_settings(request: Request) -> Response:
    """Write what is changed in a form: ``values`` by the names of fields, if the file still has the ``tag``."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    form = next((each for each in FORMS if each.name == request.path_params["name"]), None)
    wanted = await read_fields(request)
    values = wanted.get("values")
    if form is None or not isinstance(values, dict) or not all(isinstance(each, str) for each in values.values()):
        raise HTTPException(404)
    try:
        saved = await run_in_threadpool(_save, form, form.place(issue), workspace, str(wanted.get("tag", "")), values)
    except KanbenError as error:
        return tell_error(error)
    if saved is None:
        return tell(_("The file has changed."), _CONFLICT)
    if isinstance(saved, Faults):
        return JSONResponse({"fields": saved.fields, "others": saved.others}, _UNFIT)
    workspace.note_save(form.place(issue), saved.tag)
    return JSONResponse({"tag": saved.tag})


def _read(path: Path, root: Path) -> tuple[SourceText, bytes]:
    """The text of *path*, and its bytes; both empty where there is no such file. Raises FileAccessError."""
    try:
        data = read_inside(root, path, MAX_TEXT_BYTES)
    except FileNotFoundError:
        return SourceText("", ""), b""
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, path)) from error
    return SourceText(as_text(data, path), tag_of(data)), data


def _show(form: SettingsForm, issue: Path, root: Path) -> ShownForm:
    path = form.place(issue)
    source, _data = _read(path, root)
    problems: list[Problem] = []
    fields = form.fields(root)
    current = _values(form, path, source.text, fields, problems)
    return ShownForm(
        name=form.name,
        file=str(path.relative_to(root)),
        tag=source.tag,
        fields=[(each, current.get(each.name, "")) for each in fields],
        problems=tuple(problems),
    )


def _values(
    form: SettingsForm, path: Path, text: str, fields: Sequence[FormField], problems: list[Problem]
) -> dict[str, str]:
    """What stands in each of the *fields*, by name, for the *text* of the file."""
    if not text and form.is_optional:
        return {"year": path.parent.name} if path.parent.name.isdigit() else {}
    found = read_values(text, path, form.kind, [each.place for each in fields], problems)
    return {each.name: show_value(found.get(each.place), each.kind) for each in fields}


def _save(
    form: SettingsForm, path: Path, workspace: DeskWorkspace, tag: str, typed: Mapping[str, str]
) -> SourceText | Faults | None:
    """Write what is *typed*; None where the file has another *tag* by now. Raises FileAccessError."""
    source, data = _read(path, workspace.root)
    if source.tag != tag:
        return None
    fields = form.fields(workspace.root)
    current = _values(form, path, source.text, fields, []) if source.text else {}
    values: dict[Place, Any] = {}
    wrong: dict[str, str] = {}
    for each in fields:
        text = typed.get(each.name, current.get(each.name, ""))
        if text.replace("\r\n", "\n").strip() != current.get(each.name, "") or (each.is_required and not source.text):
            try:
                values[each.place] = read_value(text, each)
            except UnreadableRowError as error:
                wrong[each.name] = str(error)
            if each.is_required and not text.strip():
                wrong[each.name] = _("Fill this in.")
    edited = with_values(source.text, path, form.kind, values)
    faults = assign_faults(edited, fields, wrong)
    if faults.are_any:
        return faults
    written = as_bytes(edited.text, data)
    if values:
        publish(written, path, workspace.root)
    return SourceText(edited.text, tag_of(written if values else data))
