"""Issues and pictures that are removed, and put back: what the buttons for that send."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.desk.issue_page import find_issue
from pipeline.desk.page import refuse_missing, tell, tell_error
from pipeline.desk.pictures.picture_files import FOLDER, find_picture
from pipeline.desk.pictures.picture_uses import find_uses
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.production.removing import put_back, remove

_CONFLICT = 409


def routes(issue: str) -> list[Route]:
    """What is sent to addresses below that of an *issue*, and for all of them."""
    return [
        Route(issue + "/remove", remove_issue, methods=["POST"]),
        Route(issue + "/pictures/{name}/remove", remove_picture, methods=["POST"]),
        Route("/removed/{number:int}", restore, methods=["POST"]),
    ]


async def remove_issue(request: Request) -> Response:
    """Remove the issue; finished files stay."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    if workspace.is_making(issue):
        return tell(_("Files of this issue are being made. Stop that first."), _CONFLICT)
    try:
        async with workspace.changing:
            await run_in_threadpool(workspace.forget, issue)
            done = await run_in_threadpool(remove, workspace.root, issue)
    except KanbenError as error:
        return tell_error(error)
    return JSONResponse({"number": done.number})


async def remove_picture(request: Request) -> Response:
    """Remove a picture that no text of the issue names."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    path = await run_in_threadpool(find_picture, issue, request.path_params["name"])
    if path is None:
        return refuse_missing()
    try:
        async with workspace.changing:
            if path.name in await run_in_threadpool(find_uses, workspace.files_of(issue), FOLDER):
                return tell(_("The issue shows this picture: take it out of the text first."), _CONFLICT)
            done = await run_in_threadpool(remove, workspace.root, path)
    except KanbenError as error:
        return tell_error(error)
    return JSONResponse({"number": done.number})


async def restore(request: Request) -> Response:
    """Put back what was removed under a number."""
    workspace: DeskWorkspace = request.app.state.workspace
    try:
        async with workspace.changing:
            thing = await run_in_threadpool(put_back, workspace.root, request.path_params["number"])
    except KanbenError as error:
        return tell_error(error)
    return JSONResponse({"place": str(thing.place)})
