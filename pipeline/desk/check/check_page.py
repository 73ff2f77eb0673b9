"""The page of findings: listed, accepted with a reason, mended."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.desk.check.check_rows import Acceptance, FindingRow, Findings, PageRemarks
from pipeline.desk.check.checking import (
    accept,
    accept_of_pages,
    judge_pages,
    judge_press_edition,
    mend,
    named_texts,
    proofread_issue,
    save_remedies,
)
from pipeline.desk.issue_page import describe_issue, find_issue, open_issue
from pipeline.desk.live_desk import DeskState, LiveDesk
from pipeline.desk.live_state import name_of
from pipeline.desk.page import render, tell, tell_error
from pipeline.desk.requests import read_fields, read_line
from pipeline.desk.source_files import SourceFiles
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.production.check.word_lists import load_word_lists
from pipeline.production.issue.request import SUFFIXES, destination

_CONFLICT, _UNREADABLE = 409, 422
_MOST_ROWS, _MOST_IDS = 1_000, 5_000
_DAYS = 90  # that a waiver holds unless another day is named


def routes(issue: str) -> list[Route]:
    """What is at addresses below that of an *issue*."""
    return [
        Route(issue + "/check", show_check, methods=["GET"]),
        Route(issue + "/check/text", send_text),
        Route(issue + "/check/press", send_press),
        Route(issue + "/check/pages", send_pages),
        Route(issue + "/check/accept", accept_findings, methods=["POST"]),
        Route(issue + "/check/remedies", show_remedies, methods=["POST"]),
        Route(issue + "/check/mend", mend_texts, methods=["POST"]),
    ]


async def show_check(request: Request) -> Response:
    """The page."""
    issue = await find_issue(request)
    expires = (datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=_DAYS)).isoformat()
    return render(request, "check.html.j2", **describe_issue(request, issue), expires=expires)


async def send_text(request: Request) -> Response:
    """The findings of proofreading."""
    return await _send(
        request, lambda workspace, issue: workspace.worker.do(proofread_issue, issue, prepare=load_word_lists)
    )


async def send_press(request: Request) -> Response:
    """The findings of preflight in the press edition that was made last."""
    return await _send(request, _judge_if_made)


def _judge_if_made(workspace: DeskWorkspace, issue: Path) -> Findings:
    edition = destination(issue, workspace.out) / f"{issue_id(issue)}{SUFFIXES['press']}.pdf"
    if not edition.is_file():
        return Findings((), (_("There is no press edition yet: make it, and it is checked here."),))
    return workspace.worker.do(judge_press_edition, issue, workspace.out)


async def _send(request: Request, find: Callable[[DeskWorkspace, Path], Findings]) -> Response:
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    try:
        found = await run_in_threadpool(find, workspace, issue)
    except KanbenError as error:
        return tell_error(error)
    return _answer(found, workspace.files_of(issue))


def _answer(found: Findings, files: SourceFiles, **more: int) -> Response:
    rows = [_describe(row, files) for row in found.rows[:_MOST_ROWS]]
    cut = max(0, len(found.rows) - _MOST_ROWS)
    return JSONResponse({"rows": rows, "more": cut, "told": list(found.told), **more})


def _describe(row: FindingRow, files: SourceFiles) -> dict[str, Any]:
    return {
        "origin": row.origin,
        "id": row.id,
        "rule": row.rule,
        "level": row.level,
        "message": row.message,
        "hint": row.hint,
        "file": name_of(row.path, files) if row.path is not None else None,
        "line": row.line,
        "page": row.page,
        "label": row.label,
        "quote": [row.before, row.words, row.after],
        "safe": row.is_safe,
        "accepted": row.accepted,
    }


async def send_pages(request: Request) -> Response:
    """What is told of the pages as they are laid out now: errors, warnings, notes; whether they are ``finished``."""
    workspace: DeskWorkspace = request.app.state.workspace
    desk, files = await open_issue(request)
    state = desk.state
    try:
        found = await run_in_threadpool(workspace.worker.do, judge_pages, desk.path, _remarks_of(state))
    except KanbenError as error:
        return tell_error(error)
    return _answer(found, files, finished=state.finished)


def _remarks_of(state: DeskState) -> PageRemarks:
    live = state.pages
    return PageRemarks(state.problems, live.warnings if live else (), live.notes if live else ())


async def accept_findings(request: Request) -> Response:
    """Let findings pass: ``origin``, ``ids``, ``why``, ``who``; of preflight also ``page`` (from 1) and ``expires``."""
    workspace: DeskWorkspace = request.app.state.workspace
    desk, files = await open_issue(request)
    acceptance = _read_acceptance(await read_fields(request))
    if acceptance is None:
        return tell(_("Say why, in one line; a waiver needs a day on which it expires."), _UNREADABLE)
    try:
        async with workspace.changing:
            found = await run_in_threadpool(_accept, acceptance, desk, workspace)
    except KanbenError as error:
        return tell_error(error)
    return _answer(found, files)


def _accept(acceptance: Acceptance, desk: LiveDesk, workspace: DeskWorkspace) -> Findings:
    if acceptance.origin == "pages":
        return workspace.worker.do(accept_of_pages, acceptance, desk.path, _remarks_of(desk.state))
    prepare = load_word_lists if acceptance.origin == "text" else None
    return workspace.worker.do(accept, acceptance, desk.path, workspace.out, prepare=prepare)


def _read_acceptance(fields: dict[str, Any]) -> Acceptance | None:
    origin, ids, page = fields.get("origin"), fields.get("ids"), fields.get("page", 0)
    why, who, expires = (read_line(fields, name) for name in ("why", "who", "expires"))
    if not _are_names(ids) or not ids or not why or type(page) is not int or not 0 <= page <= _MOST_IDS:
        return None
    if who is None or expires is None:
        return None
    if origin in ("text", "pages"):
        return Acceptance(origin=origin, ids=tuple(ids), why=why, who=who)
    if origin != "press" or not _is_day(expires):
        return None
    return Acceptance(origin="press", ids=tuple(ids), why=why, who=who, page=page, expires=expires)


def _are_names(ids: Any) -> bool:
    """Whether *ids* is a list of names of findings."""
    return isinstance(ids, list) and len(ids) <= _MOST_IDS and all(isinstance(each, str) for each in ids)


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


async def show_remedies(request: Request) -> Response:
    """What the safe remedies of findings (``ids``; none: of all) would change, file by file, with the tag of each."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    ids: Any = (await read_fields(request)).get("ids")
    if not _are_names(ids):
        return _refuse_ids()
    files = workspace.files_of(issue)

    def compare() -> list[dict[str, Any]]:
        rows = []
        mending = workspace.worker.do(mend, issue, frozenset(ids), prepare=load_word_lists)
        for name, text, count in named_texts(mending, files):
            found = files.compare(name, text)
            if found is not None:
                shown = [list(row) for row in found.rows]
                rows.append({"file": name, "tag": found.disk.tag, "count": count, "rows": shown, "cut": found.is_cut})
        return rows

    try:
        return JSONResponse(await run_in_threadpool(compare))
    except KanbenError as error:
        return tell_error(error)


async def mend_texts(request: Request) -> Response:
    """Put the safe remedies of findings (``ids``) into the files; ``tags`` are those that they were shown with."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    fields = await read_fields(request)
    ids: Any = fields.get("ids")
    tags = fields.get("tags")
    if not _are_names(ids) or not isinstance(tags, dict):
        return _refuse_ids()
    files = workspace.files_of(issue)

    known = {name: str(tag) for name, tag in tags.items()}
    try:
        async with workspace.changing:
            found = await run_in_threadpool(
                workspace.worker.do, save_remedies, files, frozenset(ids), known, prepare=load_word_lists
            )
    except KanbenError as error:
        return tell_error(error)
    workspace.note_changes([issue / name for name in tags])
    if found is None:
        return tell(_("The article has changed meanwhile. Look again."), _CONFLICT)
    return _answer(found, files)


def _refuse_ids() -> Response:
    return tell(_("Name the findings."), _UNREADABLE)
