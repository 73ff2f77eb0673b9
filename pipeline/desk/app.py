"""The addresses of the desk."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.desk import removed_page
from pipeline.desk.check import check_page
from pipeline.desk.flatplan_page import flatplan_routes
from pipeline.desk.gate import HOST, Gate, TooLargeError, refuse_size
from pipeline.desk.issue_page import send_events, send_picture, show_spreads
from pipeline.desk.issues_page import show_issues
from pipeline.desk.language_choice import LanguageChoice
from pipeline.desk.make_page import make_routes
from pipeline.desk.manuscripts import manuscripts_page
from pipeline.desk.page import refuse_missing, send_static
from pipeline.desk.password import Password
from pipeline.desk.pictures import pictures_page
from pipeline.desk.settings import new_page, settings_page
from pipeline.desk.source_page import find_page_place, find_source_place, save_source, send_source
from pipeline.desk.versions import comments_page, versions_page
from pipeline.desk.workspace import DeskWorkspace

_ISSUE = "/issues/{publication}/{year}/{number}"


def make_app(
    workspace: DeskWorkspace, port: int, token: str, host: str = HOST, password: Password | None = None
) -> Gate:
    """The desk on *workspace* as an ASGI application, for who comes to *port* of *host* with *token* or *password*."""
    app = Starlette(
        routes=[
            Route("/", show_issues),
            *new_page.routes(),
            Route("/static/{name:path}", send_static),
            Route(_ISSUE, show_spreads),
            Route(_ISSUE + "/events", send_events),
            *flatplan_routes(_ISSUE),
            Route(_ISSUE + "/pages/{digest}/{width:int}.jpg", send_picture),
            Route(_ISSUE + "/source-place", find_source_place),
            Route(_ISSUE + "/page-place/{name:path}", find_page_place),
            *make_routes(_ISSUE),
            Route(_ISSUE + "/files/{name:path}", send_source, methods=["GET"]),
            Route(_ISSUE + "/files/{name:path}", save_source, methods=["PUT"]),
            *check_page.routes(_ISSUE),
            *manuscripts_page.routes(_ISSUE),
            *pictures_page.routes(_ISSUE),
            *removed_page.routes(_ISSUE),
            *versions_page.routes(_ISSUE),
            *comments_page.routes(_ISSUE),
            *settings_page.routes(_ISSUE),
        ],
        exception_handlers={404: _tell_missing, TooLargeError: _tell_size},
        lifespan=_live,
    )
    app.state.workspace = workspace
    return Gate(app=LanguageChoice(app), port=port, token=token, host=host, password=password)


@asynccontextmanager
async def _live(app: Starlette) -> AsyncIterator[None]:
    """Watch the workspace as long as the desk is open."""
    stop = asyncio.Event()
    watching = asyncio.create_task(app.state.workspace.watch(stop))
    try:
        yield
    finally:
        stop.set()
        await watching
        app.state.workspace.close()


async def _tell_missing(_request: Request, _error: Exception) -> Response:
    return refuse_missing()


async def _tell_size(_request: Request, _error: Exception) -> Response:
    return refuse_size()
