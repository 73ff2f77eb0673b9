"""Pages of PDFs that are placed as they are: with their own fonts and inks, as far as an edition may hold them."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import ContentError, Problem
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.preflight.verdict import preflight
from pipeline.production.issue.press_edition import build_press_edition
from tests.builders import new_builder
from tests.conftest import Validate
from tests.made_once import made_once, new_folder
from tests.workspaces import ISSUE, good_workspace

pytestmark = pytest.mark.whole

POINT = 72 / 25.4
WIDTH, HEIGHT, BLEED = 185 * POINT, 260 * POINT, 3 * POINT
INK = b"0.1 0.6 0 0 k"
SPOT = Array([Name.Separation, Name("/PANTONE 485 C"), Name.DeviceCMYK, Dictionary(
    FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.9, 0.9, 0], N=1)])  # fmt: skip
HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
HALF = Dictionary(Type=Name.ExtGState, ca=0.5)
EVERYWHERE = "0 0 2000 2000 re f"
ADS: dict[str, tuple[str, dict[str, Dictionary]]] = {
    "inks": (f"0.1 0.6 0 0 k {EVERYWHERE} 0.6 0.6 0.6 1 k 0.1 w 0.6 0.6 0.6 1 K 90 90 m 200 90 l S", {}),
    "spot": (f"/S cs 1 scn {EVERYWHERE}", {"/ColorSpace": Dictionary(S=SPOT)}),
    "font": (f"0 0 0 0 k {EVERYWHERE} 0 g BT /F 20 Tf 90 90 Td (Press) Tj ET", {"/Font": Dictionary(F=HELVETICA)}),
    "half": (f"/G gs 0 1 0 0 k {EVERYWHERE}", {"/ExtGState": Dictionary(G=HALF)}),
}
PAGES = "pages:\n" + "".join(f"  - {{after: duanxin, pdf: {name}.pdf, alt: 广告一则}}\n" for name in ("own", *ADS))


def write_ad(path: Path, content: str, resources: dict[str, Dictionary]) -> None:
    """A PDF of one page of the issue's trim with a bleed, that starts a script when it is opened."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED))
    page.TrimBox = [BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT]
    page.BleedBox = page.MediaBox
    page.Resources = Dictionary(resources)
    page.Contents = pdf.make_stream(content.encode())
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.save(path)


@dataclass(frozen=True)
class Placed:
    """The issue with all advertisements: its folder, both editions, and what was told of them."""

    folder: Path
    reading: bytes
    press: bytes
    notes: dict[str, str]
    press_notes: dict[str, str]


@made_once
def placed_ads() -> Placed:
    """One of them is a page of our own, tagged and with text in its faces."""
    workspace = good_workspace(new_folder("placed"))
    folder = workspace / ISSUE
    own = new_builder().build(folder, lambda stage: None).files["hao-2024-01.pdf"]
    with pikepdf.open(io.BytesIO(own)) as pdf:
        del pdf.pages[2:]
        del pdf.pages[0]
        pdf.save(folder / "own.pdf")
    for name, ad in ADS.items():
        write_ad(folder / f"{name}.pdf", *ad)
    with (folder / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGES)
    reading = new_builder().build(folder, lambda stage: None)
    press = build_press_edition(new_builder(), folder, "", lambda stage: None)
    return Placed(folder, reading.files["hao-2024-01.pdf"], press.files["hao-2024-01-press.pdf"],
                  by_name(reading.notes), by_name(press.notes))  # fmt: skip


def by_name(notes: tuple[Problem, ...]) -> dict[str, str]:
    """What is told of each advertisement."""
    found = {name: "\n".join(note for note in map(str, notes) if f"“{name}.pdf”" in note) for name in ("own", *ADS)}
    assert all(re.search(r"issue\.yaml:\d+: ", note) for note in found.values() if note)
    return found


@dataclass(frozen=True)
class Drawn:
    """What an advertisement is drawn by: ``/Form`` or ``/Image``, its keys and its content."""

    kind: str
    keys: frozenset[str]
    content: bytes


def drawn(data: bytes, number: int) -> Drawn:
    """What the advertisement *number* is drawn by."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = [page for page in pdf.pages if str(page.label).startswith("插")]
        (found,) = pages[number].Resources.XObject.values()
        content = found.read_bytes() if found.Subtype == "/Form" else b""
        return Drawn(str(found.Subtype), frozenset(found.keys()), content)


def test_what_stands_as_it_is() -> None:
    made = placed_ads()
    kinds = {
        name: [drawn(data, number).kind for data in (made.reading, made.press)]
        for number, name in enumerate(("own", *ADS))
    }
    assert kinds == {
        "own": ["/Form", "/Image"],
        "inks": ["/Form", "/Form"],
        "spot": ["/Form", "/Image"],
        "font": ["/Image", "/Image"],
        "half": ["/Form", "/Image"],
    }


def test_why_others_are_pictures() -> None:
    made = placed_ads()
    reasons = {name: re.findall(r"per inch: (.*)\.$", note, re.MULTILINE) for name, note in made.press_notes.items()}
    assert reasons == {
        "own": ["it has colours of screens, which go by the printer's profile so"],
        "inks": [],
        "spot": ["its ink PANTONE 485 C has no plate in this issue"],
        "font": ["its font Helvetica is not embedded"],
        "half": ["it has transparency, which is flattened so"],
    }
    assert "per inch" not in made.notes["own"] + made.notes["inks"] + made.notes["spot"] + made.notes["half"]
    assert "A line is 0.1 pt thick" in made.notes["inks"]
    assert "has less than 3 mm of bleed" in made.notes["own"]


def test_inks_and_words_are_kept() -> None:
    made = placed_ads()
    form = drawn(made.press, 1)
    assert INK in form.content
    assert "/KanbenPlaced" not in form.keys
    document = pypdfium2.PdfDocument(made.reading)
    inserts = [page for number, page in enumerate(document) if document.get_page_label(number).startswith("插")]
    assert len(re.sub(r"\s", "", inserts[0].get_textpage().get_text_bounded())) > 50


def test_nothing_else_of_the_file_comes_along() -> None:
    """No script, no tags: the form draws no marked content, and one figure with its words stands for it."""
    made = placed_ads()
    assert b"BDC" not in drawn(made.reading, 0).content
    raw = read_finished_pdf(made.reading)
    assert not any(b"JavaScript" in body for body in raw.bodies.values())
    figures = [body for body in raw.bodies.values() if b"/S /Figure" in body or b"/S/Figure" in body]
    alternative = "广告一则".encode("utf-16-be").hex().encode()
    assert sum(alternative in body.lower() for body in figures) == len(ADS) + 1


def test_both_editions_hold_their_standards(tmp_path: Path, verapdf: Validate) -> None:
    made = placed_ads()
    (tmp_path / "reading.pdf").write_bytes(made.reading)
    (tmp_path / "press.pdf").write_bytes(made.press)
    for result in verapdf([tmp_path / "reading.pdf"])[tmp_path / "reading.pdf"].values():
        assert not result.failures
    verdict = preflight(tmp_path / "press.pdf", "press")
    told = {each.id for each in verdict.findings if each.severity == "error"}
    assert not {each for each in told if each.startswith(("metadata", "fonts", "colour.spaces", "colour.spot"))}


@pytest.mark.parametrize("harm", ["cut", "locked"])
def test_what_cannot_be_read_is_told(tmp_path: Path, harm: str) -> None:
    folder = good_workspace(tmp_path) / ISSUE
    write_ad(folder / "ad.pdf", *ADS["inks"])
    with (folder / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write("pages: [{at: back, pdf: ad.pdf, alt: 广告}]\n")
    if harm == "locked":
        with pikepdf.open(folder / "ad.pdf", allow_overwriting_input=True) as pdf:
            pdf.save(folder / "ad.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    else:
        (folder / "ad.pdf").write_bytes((folder / "ad.pdf").read_bytes()[:300])
    with pytest.raises(ContentError, match="cannot be read"):
        new_builder().build(folder, lambda stage: None)
