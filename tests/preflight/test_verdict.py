"""Profiles, waivers, and what is said of files that can't be opened."""

import datetime
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline.bounded_files import GivenFile
from pipeline.errors import ContentError, FileAccessError
from pipeline.preflight.check import Severity
from pipeline.preflight.checks import CHECKS
from pipeline.preflight.profile import PROFILES, read_profile, read_waivers
from pipeline.preflight.verdict import KNOWN, preflight
from tests.preflight.good_files import CONTENT, good, saved

TODAY = datetime.date(2023, 6, 1)


@pytest.fixture
def thin(tmp_path: Path) -> Path:
    """A file with a hairline on its second and third pages."""
    pdf = good("press")
    for page in (1, 2):
        pdf.pages[page].obj.Contents = pdf.make_stream(CONTENT.replace(b"0.5 w", b"0.1 w"))
    return saved(pdf, tmp_path / "thin.pdf")


def waivers(folder: Path, text: str) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_waivers_let_findings_pass_on_their_page(thin: Path, tmp_path: Path) -> None:
    rows = "waivers:\n- id: lines.hairline\n  page: 2\n  reason: 看过样张\n  expires: 2023-06-01\n"
    verdict = preflight(thin, "press", GivenFile(waivers(tmp_path, rows)), TODAY)
    assert [(each.page, each.waiver is not None) for each in verdict.findings] == [(1, True), (2, False)]
    assert not verdict.is_fit
    everywhere = preflight(thin, "press", GivenFile(waivers(tmp_path, rows.replace("  page: 2\n", ""))), TODAY)
    assert everywhere.is_fit
    assert [each.waiver.reason for each in everywhere.findings if each.waiver] == ["看过样张"] * 2


def test_an_expired_waiver_does_not_count_and_is_told(thin: Path, tmp_path: Path) -> None:
    rows = "waivers:\n- id: lines.hairline\n  reason: 看过样张\n  expires: 2023-05-31\n"
    verdict = preflight(thin, "press", GivenFile(waivers(tmp_path, rows)), TODAY)
    assert not verdict.is_fit
    assert [(each.id, each.expires) for each in verdict.expired] == [("lines.hairline", datetime.date(2023, 5, 31))]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("waivers:\n- id: lines.hairline\n  expires: 2023-05-31\n", 2, "The key “reason” is missing."),
        ("waivers:\n- id: lines.hairline\n  reason: ' '\n  expires: 2023-05-31\n", 3, "“reason” is empty."),
        ("waivers:\n- id: lines.hairline\n  reason: x\n", 2, "The key “expires” is missing."),
        ("waivers:\n- id: lines.thin\n  reason: x\n  expires: 2023-05-31\n", 2, "There is no check “lines.thin”."),
        ("waivers:\n- id: lines.hairline\n  reason: x\n  expires: soon\n", 4, "“expires” must be a date"),
        (
            "waivers:\n- {id: lines.hairline, reason: x, expires: 2023-05-31, page: 0}\n",
            2,
            "“page” must be at least 1.",
        ),
    ],
)
def test_waivers_are_read_strictly(text: str, line: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_waivers(GivenFile(waivers(tmp_path, text)), KNOWN)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert problem.message.startswith(message)


def test_waivers_that_cant_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        read_waivers(GivenFile(tmp_path / "none.yaml"), KNOWN)
    (tmp_path / "gbk.yaml").write_bytes("理由".encode("gbk"))
    with pytest.raises(ContentError):
        read_waivers(GivenFile(tmp_path / "gbk.yaml"), KNOWN)


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_are_whole(name: str) -> None:
    profile = read_profile(name, KNOWN)
    assert "document.readable" in profile.severities
    assert Severity.ERROR in profile.severities.values()
    with pytest.raises(ContentError):
        read_profile(name, KNOWN - {"document.readable"})


def test_every_check_is_in_a_profile() -> None:
    asked = {each for name in PROFILES for each in read_profile(name, KNOWN).severities}
    assert asked == {check.id for check in CHECKS}


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"])
def test_a_file_that_cant_be_opened_is_unfit_and_nothing_has_run(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    verdict = preflight(path, "reading")
    assert not verdict.is_fit
    assert [each.id for each in verdict.findings] == ["document.readable"]
    assert {each.id for each in verdict.not_run} == set(verdict.checks) - {"document.readable"}


def test_a_file_with_a_password_is_unfit(tmp_path: Path) -> None:
    path = saved(good("press"), tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    (finding,) = preflight(path, "press").findings
    assert "password" in finding.message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        preflight(tmp_path / "none.pdf", "press")


def test_a_cover_is_judged_like_any_file_for_the_press_but_for_its_one_page() -> None:
    press, cover = read_profile("press", KNOWN), read_profile("cover", KNOWN)
    assert cover.severities == press.severities
    assert (cover.like, press.like) == ("press", "")
    assert (press.parameters.page_multiple, cover.parameters.page_multiple) == (4, 1)
    assert replace(cover.parameters, page_multiple=4) == press.parameters
