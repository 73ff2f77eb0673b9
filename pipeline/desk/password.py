"""The password of a desk that other computers reach, and the page that asks for it."""

import asyncio
import hashlib
import secrets
from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.i18n import _, language

PATH = "/password"
LEAST = 8  # characters
_FIELD, _LONGEST = "password", 1_000
_PAUSE = 1.0  # seconds, after a wrong one: one is tried at a time
_COST = {"n": 2**14, "r": 8, "p": 1}
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
{wrong}
<form method="post" action="{path}">
<p><label>{label} <input type="password" name="{field}" autocomplete="current-password" required autofocus></label></p>
<p><button>{enter}</button></p>
</form>
</main>
</body>
</html>
"""


class Password:
    """Tells whether what is typed is the password *text*; after a wrong one nobody else is told for *pause* seconds."""

    def __init__(self, text: str, pause: float = _PAUSE) -> None:
        self._salt, self._pause = secrets.token_bytes(16), pause
        self._digest = self._digest_of(text)
        self._lock = asyncio.Lock()

    async def is_sent_by(self, request: Request) -> bool:
        """Whether *request*, a form, has the password."""
        typed = parse_qs((await request.body()).decode("utf-8", "replace")).get(_FIELD, [""])[0]
        async with self._lock:
            digest = await asyncio.to_thread(self._digest_of, typed[:_LONGEST])
            is_right = secrets.compare_digest(digest, self._digest)
            if not is_right:
                await asyncio.sleep(self._pause)
        return is_right

    def _digest_of(self, text: str) -> bytes:
        return hashlib.scrypt(text.encode("utf-8", "surrogatepass"), salt=self._salt, **_COST)


def ask_for_password(*, was_wrong: bool = False) -> Response:
    """The page with the form. A browser tells where a form comes from only if the page lets it tell its address."""
    alert = _("This is not the password.")
    wrong = f'<p role="alert">{escape(alert)}</p>' if was_wrong else ""
    page = _PAGE.format(
        language=language(),
        title=escape(_("The desk")),
        wrong=wrong,
        path=PATH,
        label=escape(_("Password")),
        field=_FIELD,
        enter=escape(_("Enter")),
    )
    return HTMLResponse(page, 403, headers={"Referrer-Policy": "same-origin"})
