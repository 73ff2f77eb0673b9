"""Style sheets, each parsed once in a process, or taken up as it was parsed before: a tenth of a short issue's work.

WeasyPrint 70.0, css/__init__.py: a parsed sheet is only read when a document is laid out.
"""

from functools import lru_cache
from typing import Any

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from pipeline.engine.engine_log import collect_engine_log
from pipeline.engine.faces import OwnFaces
from pipeline.engine.kept_sheets import load_kept_sheets

_BASE = "layout:"  # where the addresses in a sheet begin
_KEPT, _MOST_KEPT = 50, 100_000  # sheets, and the characters of one; a layout has up to ten


class _NotAloneError(Exception):
    """A sheet has a fault, loads a file, or defines more than rules for elements and pages."""


class _NoFaces:
    def add_font_face(self, _descriptors: Any, _fetcher: Any) -> None:
        raise _NotAloneError


def parse_style_sheet(text: str, fetcher: URLFetcher, faces: OwnFaces, counters: CounterStyle) -> CSS:
    """The style sheet *text*; what it loads, by *fetcher*. Raises and logs, each time, what WeasyPrint does.

    *faces* and *counters* take what it defines.
    """
    try:
        if len(text) <= _MOST_KEPT:
            return _parse_alone(text)
    except _NotAloneError:
        pass
    return CSS(string=text, base_url=_BASE, url_fetcher=fetcher, font_config=faces, counter_style=counters)


@lru_cache(maxsize=_KEPT)
def _parse_alone(text: str) -> CSS:
    """A style sheet that depends on nothing but its *text*. Raises _NotAloneError for another one."""
    if (kept := load_kept_sheets().find(text)) is not None:
        sheet = CSS.__new__(CSS)
        sheet.__dict__.update(kept)
        return sheet
    counters = CounterStyle()
    nowhere = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    with collect_engine_log() as log:
        try:
            sheet = CSS(
                string=text, base_url=_BASE, url_fetcher=nowhere, font_config=_NoFaces(), counter_style=counters
            )
        except FatalURLFetchingError as error:
            raise _NotAloneError from error
    if log.all or counters != CounterStyle():
        raise _NotAloneError
    load_kept_sheets().keep(text, sheet.__dict__)
    return sheet
