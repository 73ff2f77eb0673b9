"""Comments on places of pages: listed where their words stand now, made, resolved, opened again."""

import datetime
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.desk.issue_page import open_issue
from pipeline.desk.live_desk import LiveDesk
from pipeline.desk.live_state import name_of
from pipeline.desk.page import refuse_missing, tell, tell_error
from pipeline.desk.requests import read_fields, read_line
from pipeline.desk.source_files import SourceFiles
from pipeline.desk.source_page import articles_of, read_lines
from pipeline.desk.text_places import find_block, find_page, find_source
from pipeline.desk.versions.comments import (
    Anchor,
    Comment,
    PagePoint,
    State,
    add_comment,
    anchor_at,
    change_comment,
    find_anchor,
    read_comments,
)
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.production.acceptors import name_of_user
from pipeline.production.issue.live_pages import LivePages

_UNREADABLE = 422
_LONGEST, _MOST_PAGES = 4_000, 99_999


def routes(issue: str) -> list[Route]:
    """What is at addresses below that of an *issue*."""
    return [
        Route(issue + "/comments", send_comments, methods=["GET"]),
        Route(issue + "/comments", add, methods=["POST"]),
        Route(issue + "/comments/{comment}", change, methods=["POST"]),
    ]


async def send_comments(request: Request) -> Response:
    """All comments."""
    desk, files = await open_issue(request)
    try:
        comments = await run_in_threadpool(read_comments, files.issue, files.workspace)
        return await _answer(comments, desk, files)
    except KanbenError as error:
        return tell_error(error)


async def _answer(comments: tuple[Comment, ...], desk: LiveDesk, files: SourceFiles) -> Response:
    return JSONResponse(await run_in_threadpool(_describe_all, comments, desk.state.pages, files))


def _describe_all(comments: tuple[Comment, ...], live: LivePages | None, files: SourceFiles) -> list[dict[str, Any]]:
    sources: dict[str, list[str] | None] = {}
    for comment in comments:
        if comment.anchor.file and comment.anchor.file not in sources:
            sources[comment.anchor.file] = read_lines(files, comment.anchor.file)
    return [_describe(each, live, sources, files) for each in comments]


def _describe(
    comment: Comment, live: LivePages | None, sources: dict[str, list[str] | None], files: SourceFiles
) -> dict[str, Any]:
    source = sources.get(comment.anchor.file) if comment.anchor.file else None
    found = find_anchor(comment.anchor, source) if source is not None else None
    point = _find_point(comment.anchor, found, source or [], live, files) if found and live else None
    shown = point or comment.point
    return {
        "id": comment.id,
        "text": comment.text,
        "who": comment.who,
        "when": comment.when,
        "state": comment.state,
        "log": list(comment.log),
        "file": comment.anchor.file if source is not None else "",
        "line": found[0] if found else 0,
        "quote": comment.anchor.quote,
        "gone": bool(comment.anchor.file) and found is None,
        "page": shown.page,
        "label": shown.label,
        "x": shown.x,
        "y": shown.y,
    }


def _find_point(
    anchor: Anchor, place: tuple[int, int], source: list[str], live: LivePages, files: SourceFiles
) -> PagePoint | None:
    """Where the words of *anchor*, at *place* of its file, stand on the pages now."""
    path = files.issue / anchor.file
    slug = next((slug for slug, each in articles_of(live).items() if each == path), None)
    found = find_page(live, slug, *place, source) if slug is not None else None
    if found is None:
        return None
    x, y = (round(min(1.0, max(0.0, share)), 4) for share in (found.x + anchor.dx, found.y + anchor.dy))
    return PagePoint(page=found.page, label=live.pages[found.page].label, x=x, y=y)


async def add(request: Request) -> Response:
    """Comment (``text``, ``who``) on the place ``x``, ``y`` (shares) of the ``page`` (from 0)."""
    workspace: DeskWorkspace = request.app.state.workspace
    desk, files = await open_issue(request)
    fields = await read_fields(request)
    text, who, point = _read_text(fields), read_line(fields, "who"), _read_point(fields, desk.state.pages)
    if not text or who is None or point is None or desk.state.pages is None:
        return tell(_("Write the comment, and name its place."), _UNREADABLE)
    live = desk.state.pages

    def write() -> tuple[Comment, ...]:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        anchor = _find_anchor_at(point, live, files)
        comment = Comment(id="", text=text, who=who or name_of_user(), when=today, point=point, anchor=anchor)
        return add_comment(comment, files.issue, files.workspace)

    try:
        async with workspace.changing:
            comments = await run_in_threadpool(write)
        return await _answer(comments, desk, files)
    except KanbenError as error:
        return tell_error(error)


def _find_anchor_at(point: PagePoint, live: LivePages, files: SourceFiles) -> Anchor:
    block = find_block(live, point.page, point.x, point.y)
    path = articles_of(live).get(block.slug) if block is not None else None
    name = name_of(path, files) if path is not None else None
    source = read_lines(files, name) if name is not None else None
    if block is None or name is None or source is None:
        return Anchor()
    place = find_source(live, block, point.x, point.y, source)
    anchor = anchor_at(name, source, place.line, place.column)
    there = find_anchor(anchor, source)
    now = _find_point(anchor, there, source, live, files) if there is not None else None
    if now is None or now.page != point.page:
        return anchor
    return replace(anchor, dx=round(point.x - now.x, 4), dy=round(point.y - now.y, 4))


def _read_text(fields: dict[str, Any]) -> str:
    text = fields.get("text")
    if not isinstance(text, str) or len(text) > _LONGEST:
        return ""
    return text.strip() if text.replace("\n", "").isprintable() else ""


def _read_point(fields: dict[str, Any], live: LivePages | None) -> PagePoint | None:
    page, x, y = fields.get("page"), fields.get("x"), fields.get("y")
    if live is None or type(page) is not int or not 0 <= page < len(live.pages):
        return None
    if not all(isinstance(each, int | float) and 0 <= each <= 1 for each in (x, y)):
        return None
    return PagePoint(page=page, label=live.pages[page].label, x=float(x or 0), y=float(y or 0))


async def change(request: Request) -> Response:
    """Put a comment into another ``state``: open or resolved."""
    workspace: DeskWorkspace = request.app.state.workspace
    desk, files = await open_issue(request)
    fields = await read_fields(request)
    wanted, who = fields.get("state"), read_line(fields, "who")
    if wanted not in ("open", "resolved") or who is None:
        return tell(_("Write the comment, and name its place."), _UNREADABLE)
    state: State = wanted

    def write() -> tuple[Comment, ...] | None:
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        line = f"{state}: {who or name_of_user()}, {today}"
        return change_comment(
            request.path_params["comment"],
            lambda comment: replace(comment, state=state, log=(*comment.log, line)),
            files.issue,
            files.workspace,
        )

    try:
        async with workspace.changing:
            comments = await run_in_threadpool(write)
        return refuse_missing() if comments is None else await _answer(comments, desk, files)
    except KanbenError as error:
        return tell_error(error)
