"""The page of manuscripts: what was taken in, new ones, and their doubts."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.desk.issue_page import describe_issue, find_issue
from pipeline.desk.manuscripts.doubt_places import find_heading, find_quote, level_of, set_level
from pipeline.desk.manuscripts.taking_in import Manuscript, TakenIn, take_in
from pipeline.desk.page import refuse_missing, render, tell, tell_error
from pipeline.desk.requests import read_fields
from pipeline.desk.source_files import Difference, SourceFiles
from pipeline.desk.uploads import safe_name
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.manuscript.issue_entry import list_sections
from pipeline.manuscript.word.doubts import Doubt, Settled, read_doubts, read_settled, settled_path, write_settled
from pipeline.manuscript.word.placing import IMPORTS, list_imported
from pipeline.production.acceptors import name_of_user
from pipeline.production.publishing import publish

SUFFIXES = (".docx", ".doc", ".wps", ".rtf", ".odt")
_CONFLICT, _UNREADABLE = 409, 422
_LONGEST_NAME = 100


def routes(issue: str) -> list[Route]:
    """What is at addresses below that of an *issue*."""
    return [
        Route(issue + "/manuscripts", show_manuscripts, methods=["GET"]),
        Route(issue + "/manuscripts", add_manuscript, methods=["POST"]),
        Route(issue + "/manuscripts/list", send_list),
        Route(issue + "/manuscripts/{slug}/doubts", send_doubts),
        Route(issue + "/manuscripts/{slug}/doubts/{doubt}", settle, methods=["POST"]),
    ]


async def show_manuscripts(request: Request) -> Response:
    """The page."""
    issue = await find_issue(request)
    root = request.app.state.workspace.root
    sections = await run_in_threadpool(list_sections, issue, root)
    about = describe_issue(request, issue)
    return render(request, "manuscripts.html.j2", **about, sections=sections, suffixes=",".join(SUFFIXES))


async def send_list(request: Request) -> Response:
    """The manuscripts of the issue, with how many doubts of each are open."""
    files = request.app.state.workspace.files_of(await find_issue(request))
    try:
        return JSONResponse(await run_in_threadpool(lambda: list(_list_manuscripts(files))))
    except KanbenError as error:
        return tell_error(error)


def _list_manuscripts(files: SourceFiles) -> Iterator[dict[str, Any]]:
    for manuscript, slug in sorted(list_imported(files.issue).items()):
        file = f"articles/{slug}.md"
        if files.find(file) is not None:
            doubts, settled = _doubts_of(files, slug)
            still = sum(each.id not in settled for each in doubts)
            yield {"manuscript": manuscript, "slug": slug, "file": file, "open": still, "doubts": len(doubts)}


def _doubts_of(files: SourceFiles, slug: str) -> tuple[tuple[Doubt, ...], dict[str, Settled]]:
    folder = files.issue / IMPORTS
    found = read_doubts(folder, slug, files.workspace)
    settled = {each.id: each for each in read_settled(folder, slug, files.workspace)}
    return (() if found is None else found.doubts), settled


async def add_manuscript(request: Request) -> Response:
    """Take in the file that is sent, by its ``name``, for a ``section``."""
    issue, workspace = await find_issue(request), request.app.state.workspace
    name, section = safe_name(request.query_params.get("name", "")), request.query_params.get("section", "").strip()
    if name is None or Path(name).suffix.lower() not in SUFFIXES:
        return tell(_("Manuscripts are files of Word: {names}.").format(names=", ".join(SUFFIXES)), _UNREADABLE)
    if not section or not section.isprintable() or len(section) > _LONGEST_NAME:
        return tell(_("Choose a section."), _UNREADABLE)
    is_applied = request.query_params.get("applied") == "1"
    manuscript = Manuscript(name=name, data=await request.body(), section=section, is_applied=is_applied)
    try:
        async with workspace.changing:
            done: TakenIn = await run_in_threadpool(workspace.worker.do, take_in, manuscript, issue)
    except KanbenError as error:
        return tell_error(error)
    return JSONResponse(
        {
            "outcome": done.outcome,
            "slug": done.slug,
            "file": f"articles/{done.slug}.md",
            "account": done.account,
            "rows": [[row[:1], row[1:]] for row in done.difference.split("\n")[2:]],
            "problems": [problem.text for problem in done.problems],
        }
    )


async def send_doubts(request: Request) -> Response:
    """The doubts of an import, each with its line in the article, and how it was settled."""
    files = request.app.state.workspace.files_of(await find_issue(request))
    try:
        found = await run_in_threadpool(_describe_doubts, files, request.path_params["slug"])
    except KanbenError as error:
        return tell_error(error)
    return refuse_missing() if found is None else JSONResponse(found)


def _describe_doubts(files: SourceFiles, slug: str) -> dict[str, Any] | None:
    file = f"articles/{slug}.md"
    source = files.read(file)
    if source is None:
        return None
    doubts, settled = _doubts_of(files, slug)
    rows = [
        _describe(each, source.text, settled.get(each.id), _find_line(each, source.text, doubts, settled))
        for each in doubts
    ]
    return {"file": file, "tag": source.tag, "doubts": rows}


def _find_line(doubt: Doubt, text: str, doubts: tuple[Doubt, ...], settled: dict[str, Settled]) -> int | None:
    """The line of the heading that *doubt* is about; of several with the same words that in the same order."""
    if doubt.kind != "heading" or (doubt.id in settled and settled[doubt.id].how == "text"):
        return None
    alike = [each for each in doubts[: doubts.index(doubt)] if (each.kind, each.text) == (doubt.kind, doubt.text)]
    return find_heading(
        text, doubt.text, sum(each.id not in settled or settled[each.id].how != "text" for each in alike)
    )


def _describe(doubt: Doubt, text: str, settled: Settled | None, heading: int | None) -> dict[str, Any]:
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "where": doubt.where,
        "text": doubt.text,
        "reasons": list(doubt.reasons),
        "level": level_of(text, heading) if heading else 0,
        "line": heading or find_quote(text, doubt.quote),
        "settled": None if settled is None else {"how": settled.how, "who": settled.who, "when": settled.when},
    }


async def settle(request: Request) -> Response:
    """Settle a doubt: ``how`` is kept, text or level (with ``level``); again is open. The doubts as they are then."""
    workspace: DeskWorkspace = request.app.state.workspace
    files = workspace.files_of(await find_issue(request))
    fields = await read_fields(request)
    tag = request.headers.get("if-match", "").strip('"')
    slug, doubt = request.path_params["slug"], request.path_params["doubt"]
    try:
        async with workspace.changing:
            done = await run_in_threadpool(_settle, files, slug, doubt, fields, tag)
    except KanbenError as error:
        return tell_error(error)
    except ValueError:
        return tell(_("This is no way to settle it."), _UNREADABLE)
    if done is None:
        return refuse_missing()
    if isinstance(done, Difference):
        return tell(_("The article has changed meanwhile. Look again."), _CONFLICT)
    workspace.note_save(files.issue / done["file"], done["tag"])
    return JSONResponse(done)


def _settle(
    files: SourceFiles, slug: str, name: str, fields: dict[str, Any], tag: str
) -> dict[str, Any] | Difference | None:
    source = files.read(f"articles/{slug}.md")
    doubts, settled = _doubts_of(files, slug)
    doubt = next((each for each in doubts if each.id == name), None)
    if source is None or doubt is None:
        return None
    how, level = fields.get("how"), fields.get("level", 0)
    if how in ("text", "level"):
        line = _find_line(doubt, source.text, doubts, settled)
        if line is None or not isinstance(level, int) or (how == "level") != bool(level):
            raise ValueError(how)
        saved = files.save(f"articles/{slug}.md", set_level(source.text, line, level), tag)
        if saved is None or isinstance(saved, Difference):
            return saved
    if how == "open":
        settled.pop(doubt.id, None)
    elif how in ("kept", "text", "level"):
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        settled[doubt.id] = Settled(id=doubt.id, how=how, who=name_of_user(), when=today, level=level)
    else:
        raise ValueError(how)
    path = settled_path(files.issue / IMPORTS, slug)
    publish(write_settled(tuple(settled.values())), path, files.workspace)
    return _describe_doubts(files, slug)
