"""The page of versions: what is approved, what moved since, proofs with a mark."""

from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.desk.issue_page import describe_issue, find_issue
from pipeline.desk.page import refuse_missing, render, tell, tell_error
from pipeline.desk.requests import read_fields, read_line
from pipeline.desk.versions.version_work import compare, mark_proof
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.production.issue.request import EDITIONS, destination
from pipeline.production.proof.approvals import ApprovalState, approve, find_approval

_UNREADABLE, _MOST_REPORT, _ROUNDS = 422, 256 << 20, 3
_OF_REPORT = (  # its own policy, in its head, names the one script that it has; it has no part in the desk
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
)


def routes(issue: str) -> list[Route]:
    """What is at addresses below that of an *issue*."""
    return [
        Route(issue + "/versions", show_versions, methods=["GET"]),
        Route(issue + "/versions/state", send_state),
        Route(issue + "/versions/approve", approve_version, methods=["POST"]),
        Route(issue + "/versions/compare", compare_versions, methods=["POST"]),
        Route(issue + "/versions/report", send_report),
        Route(issue + "/versions/proof/{round:int}", add_proof, methods=["POST"]),
    ]


async def show_versions(request: Request) -> Response:
    """The page."""
    about = describe_issue(request, await find_issue(request))
    return render(request, "versions.html.j2", **about, editions=EDITIONS)


async def send_state(request: Request) -> Response:
    """How it stands with the approval of each edition of the issue."""
    issue, workspace = await find_issue(request), request.app.state.workspace
    try:
        return JSONResponse(await run_in_threadpool(_describe_all, issue, workspace.out))
    except KanbenError as error:
        return tell_error(error)


def _describe_all(issue: Path, out: Path) -> dict[str, Any]:
    return {edition: _describe(find_approval(issue, out, edition)) for edition in EDITIONS}


def _describe(state: ApprovalState) -> dict[str, Any]:
    rows = [{"who": each.who, "when": each.when, "why": each.why, "digest": each.digest} for each in state.approvals]
    return {
        "file": state.file,
        "digest": state.digest,
        "current": state.is_current,
        "approved": state.is_approved,
        "approvals": rows,
    }


async def approve_version(request: Request) -> Response:
    """Approve the bytes of an ``edition`` with the ``digest``, for a reason (``why``), by the name of ``who``."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue, fields = await find_issue(request), await read_fields(request)
    digest, why, who = (read_line(fields, name) for name in ("digest", "why", "who"))
    edition = next((each for each in EDITIONS if each == fields.get("edition")), None)
    if edition is None or not digest or not why or who is None:
        return tell(_("Say why, in one line."), _UNREADABLE)
    try:
        async with workspace.changing:
            await run_in_threadpool(workspace.worker.do, approve, issue, workspace.out, digest, why, who, edition)
            return JSONResponse(await run_in_threadpool(_describe_all, issue, workspace.out))
    except KanbenError as error:
        return tell_error(error)


async def compare_versions(request: Request) -> Response:
    """What has moved since the last approval."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    try:
        done = await run_in_threadpool(workspace.worker.do, compare, issue, workspace.out)
    except KanbenError as error:
        return tell_error(error)
    rows = [{"text": each.text, "pages": each.pages, "first": each.first} for each in done.changes]
    return JSONResponse({"summary": done.summary, "changes": rows, "report": bool(done.report)})


async def send_report(request: Request) -> Response:
    """The report of the last comparison, as a page that has no part in the desk."""
    out = request.app.state.workspace.out
    issue = await find_issue(request)
    path = destination(issue, out) / f"{issue_id(issue)}-changes.html"
    try:
        data = await run_in_threadpool(read_inside, out, path, _MOST_REPORT)
    except (OSError, RefusedFileError):
        return refuse_missing()
    return Response(data, media_type="text/html", headers={"Content-Security-Policy": _OF_REPORT})


async def add_proof(request: Request) -> Response:
    """Make the proof of a round, from 1."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue, number = await find_issue(request), request.path_params["round"]
    if not 1 <= number <= _ROUNDS:
        return refuse_missing()
    try:
        path = await run_in_threadpool(workspace.worker.do, mark_proof, issue, workspace.out, number)
    except KanbenError as error:
        return tell_error(error)
    return JSONResponse({"name": path.name})
