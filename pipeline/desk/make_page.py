"""What is made on the desk: begun, given up, and the finished files to be taken."""

import os
from collections.abc import Iterator
from io import BufferedReader

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from pipeline.bounded_files import RefusedFileError, open_named, real_path_inside
from pipeline.desk.issue_page import open_issue
from pipeline.desk.making import KINDS, MakeOrder
from pipeline.desk.page import refuse_missing
from pipeline.desk.source_files import is_plain_name
from pipeline.desk.workspace import DeskWorkspace
from pipeline.i18n import _
from pipeline.production.issue.request import destination

_MOST_BYTES, _PIECE = 4 << 30, 1 << 18  # of a finished file
_ACCEPTED, _CONFLICT = 202, 409


async def begin_making(request: Request) -> Response:
    """Begin to make what the address names."""
    desk, _files = await open_issue(request)
    workspace: DeskWorkspace = request.app.state.workspace
    kind = next((each for each in KINDS if each == request.path_params["kind"]), None)
    if kind is None:
        return refuse_missing()
    if not await run_in_threadpool(desk.make, MakeOrder(kind, workspace.out)):
        return PlainTextResponse(_("Something is being made already."), _CONFLICT)
    return Response(status_code=_ACCEPTED)


async def stop_making(request: Request) -> Response:
    """Give up what is being made."""
    desk, _files = await open_issue(request)
    desk.stop_making()
    return Response(status_code=_ACCEPTED)


async def send_made(request: Request) -> Response:
    """A finished file, to be kept."""
    desk, _files = await open_issue(request)
    out, name = request.app.state.workspace.out, request.path_params["name"]
    place = real_path_inside(out, destination(desk.path, out) / name)
    if place is None or not is_plain_name(name) or "/" in name:
        return refuse_missing()
    try:
        file = await run_in_threadpool(open_named, place, _MOST_BYTES)
    except (OSError, RefusedFileError):
        return refuse_missing()
    disposition = f'attachment; filename="{name.encode("ascii", "ignore").decode().replace(chr(34), "")}"'
    kind = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
    headers = {"Content-Disposition": disposition, "Content-Length": str(os.fstat(file.fileno()).st_size)}
    return StreamingResponse(_read(file), media_type=kind, headers=headers)


def _read(file: BufferedReader) -> Iterator[bytes]:
    """The content of *file*, which is closed, piece by piece: a press edition may be larger than memory allows."""
    with file:
        while piece := file.read(_PIECE):
            yield piece
