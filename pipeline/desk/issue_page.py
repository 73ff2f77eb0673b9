"""What is common to the pages of one issue: the issue at the address, its state as it comes, its pictures."""

from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pipeline.desk.live_desk import DeskState, LiveDesk
from pipeline.desk.live_state import describe_state, write_event
from pipeline.desk.made_files import describe_making
from pipeline.desk.page import refuse_missing, render
from pipeline.desk.source_files import SourceFiles
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.issue_names import issue_place

_WIDTHS = frozenset({200, 400, 800, 1200, 1600, 2400})  # of pictures, pixels
_DIGEST = 32


async def find_issue(request: Request) -> Path:
    """The issue folder at the address of *request*. Raises HTTPException 404 where there is none."""
    workspace: DeskWorkspace = request.app.state.workspace
    place = tuple(request.path_params[each] for each in ("publication", "year", "number"))
    try:
        issue = await run_in_threadpool(workspace.find_issue, place)
    except KanbenError:
        issue = None
    if issue is None:
        raise HTTPException(404)
    return issue


async def open_issue(request: Request) -> tuple[LiveDesk, SourceFiles]:
    """The issue at the address of *request*, being laid out, and its files. Raises HTTPException 404."""
    issue = await find_issue(request)
    workspace: DeskWorkspace = request.app.state.workspace
    return workspace.open(issue), workspace.files_of(issue)


async def show_spreads(request: Request) -> Response:
    """The page on which an issue is edited: its text, its pages, its problems."""
    desk, files = await open_issue(request)
    names = await run_in_threadpool(files.names)
    return render(request, "spreads.html.j2", **describe_issue(request, desk.path), names=names)


def describe_issue(request: Request, issue: Path) -> dict[str, str]:
    """What the templates of its pages are told of an *issue*: its address; its title, or place until that is known."""
    place, workspace = issue_place(issue), request.app.state.workspace
    return {"address": "/issues/" + "/".join(place), "place": workspace.title_of(issue) or " / ".join(place)}


async def send_events(request: Request) -> Response:
    """The state of the issue, now and whenever it changes."""
    desk, files = await open_issue(request)
    return StreamingResponse(
        _tell(desk, files, request.app.state.workspace.out),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store"},
    )


async def _tell(desk: LiveDesk, files: SourceFiles, out: Path) -> AsyncIterator[str]:
    known, finished, making = -1, -1, None
    ahead: tuple[tuple[int, str], ...] = ()
    with desk.listening():
        while True:
            state: DeskState = await desk.wait_for(known)
            if state.finished != finished:
                yield write_event("state", await run_in_threadpool(describe_state, state, files))
            elif state.ahead and state.ahead != ahead:
                yield write_event("ahead", state.ahead)
            if state.making != making:
                yield write_event("making", await run_in_threadpool(describe_making, state.making, desk.path, out))
            yield write_event("stage", state.stage)
            known, finished, making, ahead = state.version, state.finished, state.making, state.ahead


async def send_picture(request: Request) -> Response:
    """A page as a picture. What has the same digest looks the same for ever."""
    digest, width = request.path_params["digest"], request.path_params["width"]
    if len(digest) != _DIGEST or not digest.isalnum() or width not in _WIDTHS:
        return refuse_missing()
    headers = {"ETag": f'"{digest}-{width}"', "Cache-Control": "private, max-age=31536000, immutable"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    desk, _files = await open_issue(request)
    picture = await desk.draw(digest, width)
    return refuse_missing() if picture is None else Response(picture, media_type="image/jpeg", headers=headers)
