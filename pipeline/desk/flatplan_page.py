"""The flatplan: all pages of an issue, its articles in their order, and drafts of another one."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.desk.issue_orders import Planned
from pipeline.desk.issue_page import find_issue, open_issue
from pipeline.desk.page import render
from pipeline.desk.requests import read_fields, read_line
from pipeline.desk.source_files import SourceFiles
from pipeline.desk.source_page import read_lines
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.issue_names import issue_place
from pipeline.manuscript.article_title import find_title
from pipeline.manuscript.issue_order import EntryPlace, SectionOrder, read_entries, with_held, with_order, with_status
from pipeline.manuscript.schema import STATUSES, EntryRows
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.production.issue.flatplan import Flatplan
from pipeline.production.new_article import write_article

_CREATED, _UNFIT = 201, 422
_Json = dict[str, Any]


def flatplan_routes(issue: str) -> list[Route]:
    """The addresses of this page, below *issue*."""
    return [
        Route(issue + "/flatplan", show_flatplan),
        Route(issue + "/flatplan/plan", send_plan),
        Route(issue + "/flatplan/draft", draft_plan, methods=["POST"]),
        Route(issue + "/flatplan/article", add_article, methods=["POST"]),
    ]


async def show_flatplan(request: Request) -> Response:
    """The page itself."""
    desk, _files = await open_issue(request)
    place = issue_place(desk.path)
    address = "/issues/" + "/".join(place)
    return render(request, "flatplan.html.j2", address=address, place=" / ".join(place), statuses=STATUSES)


async def send_plan(request: Request) -> Response:
    """The flatplan of the issue as it lies on disk; what is wrong with its file, if that can't be read."""
    desk, files = await open_issue(request)
    try:
        source = await run_in_threadpool(files.read, ISSUE_FILE)
        text = source.text if source is not None else ""
        planned = await desk.plan()
        told = await run_in_threadpool(_describe, text, files, planned)
    except KanbenError as error:
        return _tell(error)
    return JSONResponse({**told, "text": text, "tag": source.tag if source is not None else ""})


async def draft_plan(request: Request) -> Response:
    """What a change makes of the issue file that is sent, and of the pages; nothing is written.

    The body has the ``text`` of the file, and an ``order`` of sections with their entries by section and number, or
    a ``place`` and its ``status``, or whether the article there is ``held`` over. A status changes no page.
    """
    desk, files = await open_issue(request)
    try:
        wanted = json.loads(await request.body())
        text, path = str(wanted["text"]), files.issue / ISSUE_FILE
        text = await run_in_threadpool(_change, text, path, wanted)
        if "status" in wanted:
            return JSONResponse({"text": text})
        planned = await desk.plan(text)
        if planned.flatplan is None:
            return _tell(KanbenError(planned.problems))
        return JSONResponse({**await run_in_threadpool(_describe, text, files, planned), "text": text})
    except (ValueError, KeyError, TypeError, RecursionError):
        return PlainTextResponse(_("This is no change of a flatplan."), _UNFIT)
    except KanbenError as error:
        return _tell(error)


async def add_article(request: Request) -> Response:
    """Make an article with the ``title`` that is sent, and no text yet, in a ``section``; the name of its file."""
    workspace: DeskWorkspace = request.app.state.workspace
    issue = await find_issue(request)
    fields = await read_fields(request)
    title, section = read_line(fields, "title"), read_line(fields, "section")
    if not title or not section:
        return PlainTextResponse(_("An article has a title, and stands in a section."), _UNFIT)
    try:
        async with workspace.changing:
            path = await run_in_threadpool(write_article, issue, workspace.root, section, title)
    except KanbenError as error:
        return _tell(error)
    workspace.note_changes([path])
    return JSONResponse({"file": str(path.relative_to(issue))}, _CREATED)


def _change(text: str, path: Path, wanted: _Json) -> str:
    """*text* of the issue file at *path* as it is *wanted*. Raises ContentError; ValueError or the like for none."""
    if "order" in wanted:
        order = [SectionOrder(int(at), [_place_of(each) for each in own]) for at, own in wanted["order"]]
        return with_order(text, path, order)
    place = _place_of(wanted["place"])
    if "status" in wanted:
        return with_status(text, path, place, str(wanted["status"]))
    if not isinstance(wanted["held"], bool):
        raise ValueError
    return with_held(text, path, place, wanted["held"])


def _place_of(row: Sequence[int]) -> EntryPlace:
    section, number = row
    if not (type(section) is type(number) is int and section >= 0 and number >= 0):
        raise ValueError
    return EntryPlace(section, number)


def _tell(error: KanbenError) -> Response:
    return PlainTextResponse("\n".join(problem.text for problem in error.problems), _UNFIT)


def _describe(text: str, files: SourceFiles, planned: Planned) -> _Json:
    """The issue file *text* and the pages that it has; pages are counted from 0. Raises ContentError."""
    rows = read_entries(text, files.issue / ISSUE_FILE).rows
    plan = planned.flatplan
    sections, begun = [], set()
    for at, section in enumerate(rows.sections):
        articles = []
        for number, row in enumerate(section.articles):
            told = _describe_entry(row, files, plan)
            articles.append({**told, "place": [at, number], "rest": row.file in begun})
            begun.add(row.file)
        sections.append({"name": section.name, "articles": articles})
    return {"sections": sections, **(_describe_pages(plan) if plan is not None else {"pages": []})}


def _describe_entry(row: EntryRows, files: SourceFiles, plan: Flatplan | None) -> _Json:
    path = (files.issue / row.file).resolve()
    entry = plan.entries.get(path) if plan is not None else None
    return {
        "file": row.file,
        "title": entry.title if entry is not None else row.contents_title or _read_title(row.file, files) or row.file,
        "status": row.status,
        "filler": row.filler,
        "held": row.held,
        "pages": [page - 1 for page in entry.pages] if entry is not None else [],
        "folios": [entry.folio, entry.last_folio] if entry is not None else [],
    }


def _read_title(name: str, files: SourceFiles) -> str:
    """The title of the article *name* that is on no page; empty where it can't be found."""
    lines = read_lines(files, name)
    return find_title("\n".join(lines), files.issue / name) if lines is not None else ""


def _describe_pages(plan: Flatplan) -> _Json:
    press = plan.press
    return {
        "pages": list(_list_pages(plan)),
        "press": {"multiple": press.multiple, "sheet": press.sheet, "blanks": press.blanks, "at": press.at},
    }


def _list_pages(plan: Flatplan) -> Iterator[_Json]:
    for at, page in enumerate(plan.pages):
        yield {
            "digest": page.digest,
            "ratio": round(page.width / page.height, 4),
            "label": page.label,
            "blank": at in plan.blanks,
            "starts": plan.starts.get(at, ""),
        }
