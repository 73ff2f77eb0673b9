"""Titles, names and messages of strangers in reports: in a real browser nothing of them runs and nothing is fetched.

Also in XML, Markdown and JSON: what is read back is the text that was there.
"""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selenium.webdriver import Chrome

from pipeline.pdf.xmp import PdfFacts, packet
from pipeline.preflight.check import Severity
from pipeline.preflight.verdict import PageShape, PreflightFinding, PreflightVerdict
from pipeline.press.file.press_metadata import press_packet
from pipeline.regression.findings import Comparison
from pipeline.regression.findings import Finding as Change
from pipeline.regression.snapshot.snapshot import Line, Link, Mark, Page, Snapshot, Style
from pipeline.regression.verdicts.junit import as_junit
from pipeline.regression.verdicts.verdict import JudgedFinding
from pipeline.regression.verdicts.verdict import Verdict as Judged
from pipeline.regression.verdicts.verdict_words import Case, as_json, as_markdown
from pipeline.reports.preflight_report import preflight_report
from pipeline.reports.proof_report import Side, proof_report
from pipeline.standards import Standard
from tests.conftest import need
from tests.reports.browser import browser, unavailable

BOX = 20.0, 30.0, 80.0, 40.0
TITLES = [
    "<script>{ran}</script>",
    "</script><script>{ran}</script>",
    '"><img src="{server}/img" onerror="{ran}">',
    "'><svg onload='{ran}'>",
    "--><script>{ran}</script><!--",
    "]]><script>{ran}</script>",
    "</style><link rel=stylesheet href={server}/css>",
    "</title><meta http-equiv=refresh content='0;url={server}/meta'>",
    '" onmouseover="{ran}" autofocus onfocus="{ran}" x="',
    "javascript:{ran}",
    "&lt;script&gt;{ran}&lt;/script&gt;",
    "\u2028{ran}\u2029{ran}//",
    "\u202e\u2066<script>{ran}</script>",
    "\0<scr\0ipt>{ran}</script>",
    "<base href={server}/><iframe srcdoc='<script>{ran}</script>'></iframe>",
    "{{{{7*7}}}}{{%raw%}}",
]


def words(server: str) -> list[str]:
    return [each.format(ran="window.ran=1", server=server) for each in TITLES]


def preflight_page(texts: list[str]) -> str:
    shape = PageShape(media=(0, 0, 200, 300), unit=1, rotation=0, bleed=None, trim=(10, 10, 190, 290), label="")
    findings = tuple(
        PreflightFinding(
            id=text, severity=Severity.ERROR, message=text, hint=text, page=number, label=text, box=(20, 20, 40, 40)
        )
        for number, text in enumerate(texts)
    )
    shapes = tuple(replace(shape, label=text) for text in texts)
    return preflight_report(
        PreflightVerdict(
            path=Path("a<b>\"'.pdf"),
            profile="press",
            pages=len(texts),
            checks=("a",),
            findings=findings,
            not_run=(),
            expired=(),
            shapes=shapes,
        ),
        {},
    )


def changes(texts: list[str]) -> tuple[Judged, Snapshot]:
    pages = tuple(
        Page(
            boxes=(("media", (0.0, 0.0, 200.0, 300.0)),),
            rotation=0,
            label=text,
            lines=(Line(10.0, 20.0, 50.0, ((number, text),)),),
            images=(Mark(BOX, text),),
            vectors=(Mark(BOX, text, text),),
            links=(Link(BOX, text),),
            columns=3,
            raster="0f0f0f",
        )
        for number, text in enumerate(texts)
    )
    rows = tuple(
        Change(
            id=f"{number:08x}",
            kind="text.changed",
            sentence=text,
            consequence=text,
            pages_before=(number,),
            pages_after=(number,),
            marks_before=((number, BOX),),
            marks_after=((number, BOX),),
        )
        for number, text in enumerate(texts)
    )
    snapshot = Snapshot(pages, tuple(Style(text, 10.0, text) for text in texts), (), ())
    pairs = tuple((number, number) for number in range(len(texts)))
    judged = tuple(JudgedFinding(row, "fails", row.sentence) for row in rows)
    return Judged(Comparison(rows, tuple(texts), pairs), judged), snapshot


def proof_page(texts: list[str]) -> str:
    verdict, snapshot = changes(texts)
    title = " ".join(texts)
    return proof_report(verdict, Side(title, snapshot, {}), Side(title, snapshot, {}), title)


# --- in a browser -----------------------------------------------------------------------------------------------------


@contextmanager
def served(pages: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """A server of *pages* by their paths, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode("utf-8", "replace"))

        def log_message(self, *_words: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def window() -> Iterator[Chrome]:
    need(unavailable())
    with browser() as driver:
        yield driver


def _has_run(window: Chrome, address: str) -> bool:
    """Whether the page at *address* ran anything, also when all of it was pointed at, focused and pressed."""
    window.get(address)
    window.execute_script(
        """for (const each of document.querySelectorAll("*")) {
            each.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
            if (each.focus) each.focus();
        }
        for (const each of document.querySelectorAll("a, button, summary")) each.click();"""
    )
    window.execute_async_script("setTimeout(arguments[0], 300)")
    return window.execute_script("return window.ran") is not None or not window.current_url.startswith(address)


@pytest.mark.slow
def test_nothing_runs_and_nothing_is_fetched(window: Chrome) -> None:
    pages: dict[str, str] = {}
    with served(pages) as (server, asked):
        texts = words(server)
        pages |= {"/preflight": preflight_page(texts), "/proof": proof_page(texts)}
        for path in list(pages):
            assert not _has_run(window, server + path)
        assert set(asked) <= {"/preflight", "/proof", "/favicon.ico"}
        assert {"/preflight", "/proof"} <= set(asked)


@pytest.mark.slow
@pytest.mark.parametrize("text", [TITLES[0], TITLES[2], TITLES[3], TITLES[8]])
def test_the_same_words_as_markup_would_be_noticed(window: Chrome, text: str) -> None:
    """Negative control: without escaping and without a policy they do run or are fetched."""
    pages: dict[str, str] = {}
    with served(pages) as (server, asked):
        bad = text.format(ran="window.ran=1", server=server)
        pages["/bad"] = f'<!DOCTYPE html><title>a</title><p title="{bad}" tabindex=0>{bad}</p>'
        assert _has_run(window, f"{server}/bad") or "/img" in asked


# --- metadata and files for programs ----------------------------------------------------------------------------------

XMP_TITLE = ".//{http://purl.org/dc/elements/1.1/}title//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
WRITTEN = [text for text in words("http://127.0.0.1:9") if text.replace("\u3000", " ").isprintable()]
WRITTEN += ["<?xpacket end='w'?>", "&e;&#60;", "<!DOCTYPE x [<!ENTITY e 'a'>]>", "{title}", "𠀀 ﷐ e\u0301"]


@pytest.mark.parametrize("title", WRITTEN)
def test_titles_in_xmp_are_read_back(title: str) -> None:
    created = datetime(2023, 1, 1, tzinfo=UTC)
    facts = PdfFacts(title=title, authors=(title,), subject=title, language="zh-CN", created=created)
    for written in (packet(facts, standard=Standard.PDF_A_2), press_packet(facts, "PDF/X-4", b"digest")):
        assert ElementTree.fromstring(written).findtext(XMP_TITLE) == title
        assert written.count(b"<?xpacket") == 2
        assert b"<!DOCTYPE" not in written


@pytest.mark.parametrize("text", words("http://127.0.0.1:9"), ids=range(len(TITLES)))
def test_files_for_programs_hold_it_as_text(text: str) -> None:
    verdict, _snapshot = changes([text])
    case = Case(name=text, verdict=verdict, report="", problem=text)
    suites = ElementTree.fromstring(as_junit([case]))
    suite = suites.find("testsuite")
    assert suite is not None
    kept = "".join(each if each in "\t\n\r" or each >= " " else "\ufffd" for each in text)
    assert suite.get("name") == kept
    assert suites.find(".//script") is None
    assert json.loads(json.dumps(as_json(case), ensure_ascii=False))["findings"][0]["sentence"] == text
    markdown = as_markdown([case, case])
    assert "<script" not in markdown.replace("\\<", "")
    assert "<img" not in markdown.replace("\\<", "")
    assert not {"\u2028", "\u202e", "\0"} & set(markdown)
