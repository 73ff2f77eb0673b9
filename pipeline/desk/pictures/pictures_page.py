"""The page of pictures: those of the issue, what is written of them, new ones, and figures put into articles."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.desk.issue_page import describe_issue, find_issue, open_issue
from pipeline.desk.page import refuse_missing, render, tell, tell_error
from pipeline.desk.pictures.figure_text import FIELDS, insert_figure, rewrite_figure
from pipeline.desk.pictures.picture_files import (
    FOLDER,
    TIFF,
    PictureFile,
    TakenPicture,
    find_picture,
    list_pictures,
    take_picture,
)
from pipeline.desk.pictures.picture_uses import PictureUse, describe_use, find_uses
from pipeline.desk.requests import read_fields
from pipeline.desk.source_files import Difference, SourceFiles, SourceText
from pipeline.desk.uploads import safe_name
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.manuscript.article_title import find_title
from pipeline.pictures.judging import KINDS
from pipeline.production.issue.live_pages import LivePages
from pipeline.production.removing import list_removed

SUFFIXES = (*KINDS, *TIFF)
_CREATED, _CONFLICT, _UNREADABLE = 201, 409, 422
_LONGEST = 2_000
_AWKWARD = re.compile(r"[\s()<>\[\]{}\"'`#%?&]+")  # in a path of an article
_CROP, _FOCUS = re.compile(r"[1-9]\d{0,2}:[1-9]\d{0,2}"), re.compile(r"(100|\d{1,2})% (100|\d{1,2})%")


def routes(issue: str) -> list[Route]:
    """What is at addresses below that of an *issue*."""
    return [
        Route(issue + "/pictures", show_pictures, methods=["GET"]),
        Route(issue + "/pictures", add_picture, methods=["POST"]),
        Route(issue + "/pictures/list", send_list),
        Route(issue + "/pictures/{name}/small", send_small),
        Route(issue + "/pictures/{name}/insert", insert, methods=["POST"]),
        Route(issue + "/figures/{name:path}", change_figure, methods=["POST"]),
    ]


async def show_pictures(request: Request) -> Response:
    """The page."""
    issue = await find_issue(request)
    return render(request, "pictures.html.j2", **describe_issue(request, issue), suffixes=",".join(SUFFIXES))


async def send_list(request: Request) -> Response:
    """The pictures of the issue with their uses, and the articles that they may be put into."""
    desk, files = await open_issue(request)
    try:
        return JSONResponse(await run_in_threadpool(_describe, request.app.state.workspace, files, desk.state.pages))
    except KanbenError as error:
        return tell_error(error)


def _describe(workspace: DeskWorkspace, files: SourceFiles, live: LivePages | None) -> dict[str, Any]:
    uses = find_uses(files, FOLDER)
    paths = list_pictures(files.issue)
    rows = [
        _describe_picture(found, path, uses.get(path.name, []), live, files)
        for found, path in zip(workspace.pictures.look_over(paths), paths, strict=True)
    ]
    articles = [name for name in files.names() if name.startswith("articles/")]
    sources = {name: source for name in articles if (source := _read(files, name)) is not None}
    tags = {name: source.tag for name, source in sources.items()}
    titles = {name: find_title(source.text, files.issue / name) or name for name, source in sources.items()}
    removed = [
        {"number": each.number, "name": each.place.name}
        for each in list_removed(workspace.root)
        if workspace.root / each.place.parent == files.issue / FOLDER
    ]
    return {"pictures": rows, "articles": tags, "titles": titles, "is_laid_out": live is not None, "removed": removed}


def _read(files: SourceFiles, name: str) -> SourceText | None:
    try:
        return files.read(name)
    except KanbenError:
        return None


def _describe_picture(
    found: PictureFile, path: Path, uses: list[PictureUse], live: LivePages | None, files: SourceFiles
) -> dict[str, Any]:
    return {
        "name": found.name,
        "width": round(found.width),
        "height": round(found.height),
        "drawing": found.is_drawing,
        "problem": found.problem,
        "version": hashlib.sha256(found.thumbnail).hexdigest()[:16],
        "size": round(path.stat().st_size / 1000),
        "uses": [describe_use(use, found.name, live, files) for use in uses],
    }


async def send_small(request: Request) -> Response:
    """A picture, small."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    path = await run_in_threadpool(find_picture, issue, request.path_params["name"])
    if path is None:
        return refuse_missing()
    try:
        (found,) = await run_in_threadpool(workspace.pictures.look_over, [path])
    except (KanbenError, OSError):
        return refuse_missing()
    if found.problem:
        return refuse_missing()
    kind = "image/svg+xml" if found.is_drawing else "image/jpeg"
    return Response(found.thumbnail, media_type=kind, headers={"Cache-Control": "private, no-cache"})


async def add_picture(request: Request) -> Response:
    """Take in the picture that is sent, by its ``name``."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    name = safe_name(_AWKWARD.sub("-", request.query_params.get("name", "")))
    if name is None or Path(name).suffix.lower() not in SUFFIXES:
        return tell(_("This is no PNG, JPEG, SVG or TIFF."), _UNREADABLE)
    data = await request.body()
    try:
        async with workspace.changing:
            done: TakenPicture = await run_in_threadpool(
                workspace.worker.do, take_picture, name, data, issue, workspace.root
            )
    except KanbenError as error:
        return tell_error(error)
    return JSONResponse({"name": done.name, "new": done.is_new, "remark": done.remark}, _CREATED)


async def change_figure(request: Request) -> Response:
    """Change what is written of the figure ``index`` of an article: ``changes`` by names; If-Match is its tag."""
    fields = await read_fields(request)
    index, changes = fields.get("index"), fields.get("changes")
    if (
        not isinstance(index, int)
        or not isinstance(changes, dict)
        or not all(_is_sane(*each) for each in changes.items())
    ):
        return _refuse_words()
    return await _save(request, request.path_params["name"], lambda text: rewrite_figure(text, index, changes))


async def insert(request: Request) -> Response:
    """Put a picture into the article ``file`` below ``line``, or at its end, with ``alt``; If-Match is its tag."""
    fields = await read_fields(request)
    file, line, alt = fields.get("file"), fields.get("line"), fields.get("alt")
    issue = await find_issue(request)
    names = [each.name for each in await run_in_threadpool(list_pictures, issue)]
    if request.path_params["name"] not in names:
        return refuse_missing()
    if not isinstance(file, str) or not (line is None or isinstance(line, int)) or not _is_sane("alt", alt) or not alt:
        return tell(_("Say what the picture shows, for readers who cannot see it."), _UNREADABLE)
    steps = "../" * file.count("/")
    source = f"{steps}{FOLDER}/{request.path_params['name']}"
    return await _save(request, file, lambda text: insert_figure(text, line, source, str(alt))[0])


def _is_sane(name: Any, value: Any) -> bool:
    """Whether *value* may be written as *name* of a figure."""
    if name not in FIELDS or not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        return False
    forms = {"crop": _CROP, "focus": _FOCUS}
    return not value or name not in forms or forms[name].fullmatch(value) is not None


def _refuse_words() -> Response:
    return tell(_("This can't be written so. Leave out straight quotation marks and brackets."), _UNREADABLE)


async def _save(request: Request, file: str, change: Callable[[str], str]) -> Response:
    """Save *change* of the text of *file*, if it still is what it was."""
    workspace: DeskWorkspace = request.app.state.workspace
    files = workspace.files_of(await find_issue(request))
    tag = request.headers.get("if-match", "").strip('"')

    def save() -> SourceText | Difference | None:
        source = files.read(file)
        return None if source is None else files.save(file, change(source.text), tag)

    try:
        saved = await run_in_threadpool(save)
    except KanbenError as error:
        return tell_error(error)
    except ValueError:
        return _refuse_words()
    if saved is None:
        return refuse_missing()
    if isinstance(saved, Difference):
        return tell(_("The article has changed meanwhile. Look again."), _CONFLICT)
    workspace.note_save(files.issue / file, saved.tag)
    return JSONResponse({"tag": saved.tag})
