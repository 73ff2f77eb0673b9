"""The language that a page is shown in: that of the browser's cookie, where somebody has chosen one on the desk."""

from dataclasses import dataclass

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.i18n import LANGUAGES, speaking

COOKIE = "kanben-desk-language"


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """Hands requests on to *app* with messages in the language that was chosen."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have what is answered in the language of the cookie; else in that of the desk."""
        chosen = _find_choice(scope) if scope["type"] == "http" else ""
        if chosen not in LANGUAGES:
            await self.app(scope, receive, send)
            return
        with speaking(chosen):
            await self.app(scope, receive, send)


def _find_choice(scope: Scope) -> str:
    headers = (value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    return next((found for each in headers if (found := cookie_parser(each).get(COOKIE))), "")
