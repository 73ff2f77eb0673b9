"""Texts of an issue as the editor on the desk reads and saves them, and the places that tie them to the pages."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pipeline.desk.issue_page import find_issue, open_issue
from pipeline.desk.live_state import name_of
from pipeline.desk.page import refuse_missing, tell_error
from pipeline.desk.source_files import Difference, SourceFiles, SourceText
from pipeline.desk.text_places import find_block, find_page, find_source
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.production.issue.live_pages import LivePages

_CONFLICT, _NO_CONDITION, _UNREADABLE = 409, 428, 422
_MOST = 1e7  # of a number in an address


async def send_source(request: Request) -> Response:
    """The text of a file with its entity tag."""
    files = request.app.state.workspace.files_of(await find_issue(request))
    try:
        source: SourceText | None = await run_in_threadpool(files.read, request.path_params["name"])
    except KanbenError as error:
        return tell_error(error)
    if source is None:
        return refuse_missing()
    tag = f'"{source.tag}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return PlainTextResponse(source.text, headers={"ETag": tag})


async def save_source(request: Request) -> Response:
    """Save the text of a file, if on disk it is what the text began with; else the difference, and nothing is done."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    files, name = workspace.files_of(issue), request.path_params["name"]
    tag = request.headers.get("if-match", "").strip('"')
    if not tag:
        return PlainTextResponse(_("Say which text this one began with."), _NO_CONDITION)
    try:
        text = (await request.body()).decode("utf-8")
    except UnicodeDecodeError:
        return PlainTextResponse(_("The file is not UTF-8."), _UNREADABLE)
    try:
        saved = await run_in_threadpool(files.save, name, text, tag)
    except KanbenError as error:
        return tell_error(error)
    if saved is None:
        return refuse_missing()
    if isinstance(saved, Difference):
        rows = [list(row) for row in saved.rows]
        told = {"text": saved.disk.text, "tag": saved.disk.tag, "rows": rows, "cut": saved.is_cut}
        return JSONResponse(told, _CONFLICT)
    workspace.note_save(issue / name, saved.tag)
    return Response(status_code=204, headers={"ETag": f'"{saved.tag}"'})


async def find_source_place(request: Request) -> Response:
    """File, line and column of what stands on a page, by ``page`` (from 0), ``x`` and ``y`` (shares of its size).

    Null where there is no text of the issue.
    """
    desk, files = await open_issue(request)
    live, numbers = desk.state.pages, _numbers(request, "page", "x", "y")
    if live is None or numbers is None:
        return JSONResponse(None)
    page, x, y = numbers
    block = find_block(live, int(page), x, y)
    path = articles_of(live).get(block.slug) if block is not None else None
    name = name_of(path, files) if path is not None else None
    source = await run_in_threadpool(read_lines, files, name) if name is not None else None
    if block is None or source is None:
        return JSONResponse(None)
    place = find_source(live, block, x, y, source)
    return JSONResponse({"file": name, "line": place.line, "column": place.column})


async def find_page_place(request: Request) -> Response:
    """Page and place of what stands in a file, by ``line`` (from 1) and ``column`` (from 0), or null."""
    desk, files = await open_issue(request)
    live, numbers = desk.state.pages, _numbers(request, "line", "column")
    if live is None or numbers is None:
        return JSONResponse(None)
    path = files.issue / request.path_params["name"]
    slug = next((slug for slug, each in articles_of(live).items() if each == path), None)
    source = await run_in_threadpool(read_lines, files, request.path_params["name"]) if slug is not None else None
    if slug is None or source is None:
        return JSONResponse(None)
    line, column = int(numbers[0]), int(numbers[1])
    place = find_page(live, slug, line, column, source)
    if place is None:
        return JSONResponse(None)
    return JSONResponse({"page": place.page, "area": place.area, "x": round(place.x, 4), "y": round(place.y, 4)})


def articles_of(live: LivePages) -> dict[str, Path]:
    """The files of the articles by their slugs."""
    return {entry.slug: path for section in live.sections for entry, path in section.articles}


def read_lines(files: SourceFiles, name: str) -> list[str] | None:
    """The lines of the file *name*; None where it can't be read."""
    try:
        source = files.read(name)
    except KanbenError:
        return None
    return None if source is None else source.text.split("\n")


def _numbers(request: Request, *names: str) -> list[float] | None:
    """The parameters *names* of *request*; None if one is missing, or no number of a sensible size."""
    try:
        found = [float(request.query_params[name]) for name in names]
    except (KeyError, ValueError):
        return None
    return found if all(0 <= number <= _MOST for number in found) else None
