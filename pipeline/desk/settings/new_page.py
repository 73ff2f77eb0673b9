"""New issues and new publications, from forms on the first page."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.desk.requests import read_fields
from pipeline.desk.settings.faults import Faults, assign_faults
from pipeline.desk.settings.form_fields import FormField, read_value
from pipeline.desk.settings.layout_field import layout_field
from pipeline.errors import FileAccessError, KanbenError, UsageError
from pipeline.i18n import _
from pipeline.issue_names import issue_place
from pipeline.manuscript.yaml_values import Place
from pipeline.production.new_issue import draft_issue, draft_publication, write_issue, write_publication

_CREATED, _UNFIT = 201, 422


def routes() -> list[Route]:
    """The addresses of the forms."""
    return [
        Route("/new/issue", make_issue, methods=["POST"]),
        Route("/new/publication", make_publication, methods=["POST"]),
    ]


def issue_fields(publications: Mapping[str, str]) -> list[FormField]:
    """The form of a new issue of one of *publications*: names by folders."""
    return [
        FormField(place=("folder",), label=_("Publication"), kind="choice", choices=publications, is_required=True),
        *_issue_fields(),
    ]


def publication_fields(workspace: Path) -> list[FormField]:
    """The form of a new publication, with its first issue."""
    return [
        FormField(place=("name",), label=_("Name"), is_required=True),
        FormField(place=("latin_name",), label=_("Latin name"), help=_("Pinyin, or another."), is_required=True),
        FormField(place=("folder",), label=_("Folder"), help=_("a-z, 0-9 and -"), is_required=True),
        FormField(
            place=("organisers",), label=_("Organisers"), kind="lines", help=_("One on each line."), is_required=True
        ),
        layout_field(workspace),
        *_issue_fields(),
    ]


def _issue_fields() -> list[FormField]:
    number_help, day_help = _("In the year; 7-8 for a double number."), _("2023-02-03, or the month alone: 2023-02")
    return [
        FormField(place=("year",), label=_("Year"), kind="number", is_required=True),
        FormField(place=("number",), label=_("Number"), kind="number", help=number_help, is_required=True),
        FormField(place=("total_number",), label=_("Total number"), kind="number", help=_("May be empty.")),
        FormField(place=("date",), label=_("Day of publication"), kind="day", help=day_help, is_required=True),
    ]


def usual_values() -> dict[str, str]:
    """What stands in the fields before anybody has typed."""
    today = datetime.date.today()
    return {"year": str(today.year), "number": "1", "date": today.isoformat(), "layout": "gongyun"}


async def make_issue(request: Request) -> Response:
    """Make an issue of what is typed in its form."""
    workspace = request.app.state.workspace
    publications = {folder.name for folder in await run_in_threadpool(workspace.find_publications)}

    def make(typed: Mapping[str, str]) -> Path | Faults:
        fields = _issue_fields()
        draft = draft_issue(_values(fields, typed))
        faults = assign_faults(draft, fields).with_others(_find_empty(fields, typed))
        folder = typed.get("folder", "")
        if folder not in publications:
            faults = faults.with_others(Faults({"folder": _("There is no such publication.")}, []))
        if faults.are_any:
            return faults
        return write_issue(workspace.root, folder, draft.text)

    return await _answer(request, make)


async def make_publication(request: Request) -> Response:
    """Make a publication of what is typed in its form, with its first issue."""
    workspace = request.app.state.workspace

    def make(typed: Mapping[str, str]) -> Path | Faults:
        fields = [each for each in publication_fields(workspace.root) if each.name != "folder"]
        own, first = [each for each in fields if each not in _issue_fields()], _issue_fields()
        publication, issue = draft_publication(_values(own, typed)), draft_issue(_values(first, typed))
        found = assign_faults(publication, own).with_others(assign_faults(issue, first))
        faults = found.with_others(_find_empty(publication_fields(workspace.root), typed))
        if faults.are_any:
            return faults
        return write_publication(workspace.root, typed.get("folder", ""), publication.text, issue.text)

    return await _answer(request, make)


def _find_empty(fields: Sequence[FormField], typed: Mapping[str, str]) -> Faults:
    """What must be filled in, in words that don't name keys of a file."""
    empty = [each.name for each in fields if each.is_required and not typed.get(each.name, "").strip()]
    return Faults(dict.fromkeys(empty, _("Fill this in.")), [])


def _values(fields: Sequence[FormField], typed: Mapping[str, str]) -> dict[Place, Any]:
    return {each.place: read_value(typed.get(each.name, ""), each) for each in fields}


async def _answer(request: Request, make: Callable[[Mapping[str, str]], Path | Faults]) -> Response:
    typed = await read_fields(request)
    if not all(isinstance(each, str) for each in typed.values()):
        raise HTTPException(_UNFIT)
    try:
        made = await run_in_threadpool(make, typed)
    except (FileAccessError, UsageError) as error:  # of the folder
        made = Faults({"folder": error.problems[0].text}, [])
    except KanbenError as error:
        made = Faults({}, [problem.text for problem in error.problems])
    if isinstance(made, Faults):
        return JSONResponse({"fields": made.fields, "others": made.others}, _UNFIT)
    return JSONResponse({"address": "/issues/" + "/".join(issue_place(made))}, _CREATED)
