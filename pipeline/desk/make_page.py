"""What is made on the desk: begun, given up, and the finished files to be taken."""

import json
import os
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.bounded_files import RefusedFileError, open_named, real_path_inside
from pipeline.desk.issue_page import open_issue
from pipeline.desk.make_orders import FOLDED_SCHEMES, KINDS, SHEETS, MakeOrder, can_make
from pipeline.desk.page import refuse_missing, render
from pipeline.desk.source_files import is_plain_name
from pipeline.desk.workspace import DeskWorkspace
from pipeline.i18n import _
from pipeline.issue_names import issue_place
from pipeline.production.issue.request import OFFPRINTS, destination

_MOST_BYTES, _PIECE = 4 << 30, 1 << 18  # of a finished file
_ACCEPTED, _CONFLICT = 202, 409


def make_routes(issue: str) -> list[Route]:
    """The addresses of this page, below *issue*."""
    return [
        Route(issue + "/make", show_make),
        Route(issue + "/make", stop_making, methods=["DELETE"]),
        Route(issue + "/make/{kind}", begin_making, methods=["POST"]),
        Route(issue + "/made/{name}", send_made),
        Route(issue + "/made-offprints/{name}", send_offprint),
        Route(issue + "/made-of-year/{name}", send_made_of_year),
    ]


async def show_make(request: Request) -> Response:
    """The page itself."""
    desk, _files = await open_issue(request)
    place = issue_place(desk.path)
    kinds = {kind: await run_in_threadpool(can_make, kind, desk.path) for kind in KINDS}
    return render(
        request,
        "make.html.j2",
        address="/issues/" + "/".join(place),
        place=" / ".join(place),
        kinds=kinds,
        schemes=FOLDED_SCHEMES,
        sheets=SHEETS,
    )


async def begin_making(request: Request) -> Response:
    """Begin to make what the address names, as the body wants it: a JSON object with the choices of an imposition."""
    desk, _files = await open_issue(request)
    workspace: DeskWorkspace = request.app.state.workspace
    try:
        wanted = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        wanted = None
    kind = request.path_params["kind"]
    order = MakeOrder.of(kind, workspace.out, wanted) if isinstance(wanted, dict) else None
    if order is None or not await run_in_threadpool(can_make, order.kind, desk.path):
        return refuse_missing()
    if workspace.is_making(desk.path) or not await run_in_threadpool(desk.make, order):
        return PlainTextResponse(_("Something is being made already."), _CONFLICT)
    return Response(status_code=_ACCEPTED)


async def stop_making(request: Request) -> Response:
    """Give up what is being made."""
    desk, _files = await open_issue(request)
    desk.stop_making()
    return Response(status_code=_ACCEPTED)


async def send_made(request: Request) -> Response:
    """A finished file of the issue, to be kept."""
    desk, _files = await open_issue(request)
    out = request.app.state.workspace.out
    return await _send(out, destination(desk.path, out), request.path_params["name"])


async def send_offprint(request: Request) -> Response:
    """An article of the issue as a PDF of its own, to be kept."""
    desk, _files = await open_issue(request)
    out = request.app.state.workspace.out
    return await _send(out, destination(desk.path, out) / OFFPRINTS, request.path_params["name"])


async def send_made_of_year(request: Request) -> Response:
    """A finished file of the year that the issue is of, to be kept."""
    desk, _files = await open_issue(request)
    out = request.app.state.workspace.out
    return await _send(out, destination(desk.path, out).parent, request.path_params["name"])


async def _send(out: Path, folder: Path, name: str) -> Response:
    place = real_path_inside(out, folder / name)
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
