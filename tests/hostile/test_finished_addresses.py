"""One list of schemes: in Markdown, in PDFs of others, and told by preflight."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.addresses import ALLOWED_SCHEMES, LONGEST_ADDRESS, is_allowed, is_identifier
from pipeline.errors import Problem
from pipeline.intake.tamed_pdf import take_in
from pipeline.manuscript.markdown import read_markdown
from pipeline.preflight.profile import PROFILES
from pipeline.preflight.verdict import preflight
from tests.intake.hostile_files import simple
from tests.preflight.good_files import good, saved

GOOD = [
    "http://a.cn",
    "HTTPS://A.cn:8080/x?y=%2f#z",
    "https://例子.cn/路径",
    "http://[::1]/",
    "https://user:word@a.cn/",
    "mailto:a@b.cn?subject=%E4%BD%A0",
    "mailto:?subject=a",
    "http://" + "a" * (LONGEST_ADDRESS - 7),
]
BAD = [
    "",
    "a.cn",
    "//a.cn",
    "/etc/passwd",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bhttp://a.cn",
    "\ufeffhttp://a.cn",
    "http\u017f://a.cn",
    " http://a.cn",
    "http://a.cn ",
    "http://a.cn/\u202egpj.exe",
    "http://a.cn/\r\nHost: b",
    "ht\ntp://a.cn",
    "http:a.cn",
    "http:/a.cn",
    "http:///a.cn",
    "http://",
    "https:\\\\a.cn",
    "http://a.cn\\@b.cn",
    "http:%2f%2fa.cn",
    "http&#58;//a.cn",
    "javascript&colon;alert(1)",
    "jav%61script:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "ftp://a.cn",
    "kanben:x",
    "vbscript:x",
    "view-source:http://a.cn",
    "smb://a/b",
    "mailto:",
    "mailto://a@b.cn",
    "mailto:a@b.cn?%61ttach=/etc/passwd",
    "http://" + "a" * (LONGEST_ADDRESS - 6),
    "http://a.cn/\ud800",
]


@pytest.mark.parametrize("text", [*GOOD, "urn:nbn:cn-4711", "info:lccn/2002022641", "ARK:/13960/t5z64fc55"])
def test_where_something_is_kept(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize("text", [*BAD, "urn:", "urn: ", "urn:a\nb", "ur\u200bn:x", "vbscript:x", "tel:110"])
def test_what_says_no_place(text: str) -> None:
    assert not is_identifier(text)


@pytest.mark.parametrize("address", GOOD)
def test_addresses_of_the_web_are_allowed(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize("address", BAD, ids=ascii)
def test_others_are_not(address: str) -> None:
    assert not is_allowed(address)


def test_the_list_is_what_is_documented() -> None:
    assert ALLOWED_SCHEMES == ("http", "https", "mailto")
    for scheme in ALLOWED_SCHEMES:
        assert is_allowed(f"{scheme}:a@b.cn" if scheme == "mailto" else f"{scheme}://a.cn")


# --- files of others --------------------------------------------------------------------------------------------------


def _linked(address: bytes) -> bytes:
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI<%s>>>>>" % address.hex().encode()
    return simple(page=b"/MediaBox[0 0 300 400]/Annots[%s]" % link)


@pytest.mark.parametrize("address", [*GOOD, *BAD], ids=lambda address: ascii(address[:40]))
def test_legacy_files_keep_what_is_allowed_only(address: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_linked(address.encode("utf-8", "surrogatepass")))
    taken = take_in(path, "a")
    is_kept = any(b"/URI" in body for body in taken.pdf.bodies.values())
    # half a character is no UTF-8, and is read as a character that is not known
    assert is_kept == (address in GOOD or "\ud800" in address)
    assert bool(taken.notes) != is_kept


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("address", [GOOD[1], BAD[4], "ftp://a.cn"])
def test_preflight_tells_the_others(address: str, profile: str, tmp_path: Path) -> None:
    pdf = good("archive" if profile == "archive" else "reading" if profile == "reading" else "press")
    _on_page(Dictionary(S=Name.URI, URI=String(address)))(pdf)
    found = [each for each in preflight(saved(pdf, tmp_path / "a.pdf"), profile).findings if "actions" in each.id]
    assert [each.page for each in found] == ([] if address in GOOD else [1])
    assert all(address in each.message and each.box for each in found)


# --- actions ----------------------------------------------------------------------------------------------------------

BAD_URI = Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))


def _on_page(action: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 3, 3]), A=action)
        pdf.pages[1].obj.Annots = Array([note])

    return change


def _at(*way: str | int, action: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        holder = pdf.Root
        for step in way[:-1]:
            if step not in holder:
                holder[step] = Dictionary()
            holder = holder[step]
        holder[way[-1]] = action

    return change


def _of_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj.AA = Dictionary(C=BAD_URI)


def _of_outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines.First["/Dest"]
    pdf.Root.Outlines.First.A = Dictionary(S=Name.Launch, F=String("a.exe"))


def _after_a_long_chain(pdf: pikepdf.Pdf) -> None:
    action = BAD_URI
    for _step in range(300):
        action = pdf.make_indirect(Dictionary(S=Name.GoTo, D=pdf.Root.Outlines.First.Dest, Next=action))
    pdf.Root.OpenAction = action


def _previous_address(pdf: pikepdf.Pdf) -> None:
    _on_page(Dictionary(S=Name.URI, URI=String("http://a.cn")))(pdf)
    pdf.pages[1].obj.Annots[0].PA = BAD_URI


def _of_field(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(Subtype=Name.Widget, T=String("a"), AA=Dictionary(C=BAD_URI)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


PLACES: dict[str, tuple[Callable[[pikepdf.Pdf], None], str, int | None]] = {
    "opening": (_at("/OpenAction", action=BAD_URI), "file:///etc/passwd", None),
    "closing": (_at("/AA", "/WC", action=BAD_URI), "file:///etc/passwd", None),
    "page": (_of_page, "file:///etc/passwd", 2),
    "outline": (_of_outline, "Launch", None),
    "chain": (_after_a_long_chain, "file:///etc/passwd", None),
    "previous address": (_previous_address, "file:///etc/passwd", 1),
    "field that is on no page": (_of_field, "file:///etc/passwd", None),
} | {
    kind: (_on_page(Dictionary(S=Name(f"/{kind}"), F=String("a"))), kind, 1)
    for kind in (
        "GoToR",
        "GoToE",
        "Launch",
        "SubmitForm",
        "ImportData",
        "ResetForm",
        "Rendition",
        "Named",
        "Hide",
        "Sound",
        "Movie",
        "Thread",
        "Trans",
        "SetOCGState",
        "GoTo3DView",
        "RichMediaExecute",
    )
}


@pytest.mark.parametrize("name", PLACES)
def test_every_action_is_told(name: str, tmp_path: Path) -> None:
    damage, word, page = PLACES[name]
    pdf = good("reading")
    damage(pdf)
    found = [each for each in preflight(saved(pdf, tmp_path / "a.pdf"), "reading").findings if "actions" in each.id]
    assert [(each.page, word in each.message) for each in found] == [(page, True)]


def test_actions_in_a_circle_end(tmp_path: Path) -> None:
    pdf = good("reading")
    first = pdf.make_indirect(Dictionary(S=Name.Named, N=Name.Print))
    first.Next = Array([first, first])
    pdf.Root.OpenAction = first
    found = [each.id for each in preflight(saved(pdf, tmp_path / "a.pdf"), "reading").findings]
    assert found == ["document.actions"]


def test_a_script_after_a_long_chain_and_in_the_outline_is_told(tmp_path: Path) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("1"))
    pdf = good("reading")
    action = script
    for _step in range(300):
        action = pdf.make_indirect(Dictionary(S=Name.GoTo, D=pdf.Root.Outlines.First.Dest, Next=action))
    pdf.Root.OpenAction = action
    del pdf.Root.Outlines.First["/Dest"]
    pdf.Root.Outlines.First.A = script
    found = [(each.id, each.message) for each in preflight(saved(pdf, tmp_path / "a.pdf"), "reading").findings]
    assert found == [("document.javascript", "There are 2 scripts.")]


def test_what_is_quoted_has_no_controls(tmp_path: Path) -> None:
    pdf = good("reading")
    _on_page(Dictionary(S=Name.URI, URI=String("x:\x1b]0;a\x07\u202e" + "a" * 500)))(pdf)
    found = [each for each in preflight(saved(pdf, tmp_path / "a.pdf"), "reading").findings if "actions" in each.id]
    assert len(found) == 1
    assert found[0].message.isprintable()
    assert len(found[0].message) < 200


# --- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "is_good"), [("https://a.cn", True), ("HTTPS://a.cn", True), ("ftp://a.cn", False)]
)
def test_links_in_markdown(address: str, is_good: bool, tmp_path: Path) -> None:
    problems: list[Problem] = []
    read_markdown(f"见[这里]({address})。", tmp_path / "a.md", 1, tmp_path, problems)
    assert bool(problems) != is_good
