"""What is checked when, and what the log of it says."""

import datetime
import json
from pathlib import Path

import pytest

from pipeline.archive.fixity_log import FixityReport, FixityRequest, check_fixity, read_log
from pipeline.binding.preservation.fixity import checksums
from pipeline.errors import ContentError, FileAccessError
from pipeline.production.record import Recipe, Record, digest_of

START = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
VOLUME, ISSUE = "kan/2000", "kan/2000/01"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A volume and an issue, as they are finished."""
    folder = tmp_path / "out"
    (folder / ISSUE).mkdir(parents=True)
    (folder / VOLUME / "kan-2000.pdf").write_bytes(b"volume")
    (folder / VOLUME / "SHA256SUMS").write_bytes(checksums({"kan-2000.pdf": b"volume"}))
    (folder / ISSUE / "kan-2000-01.pdf").write_bytes(b"issue")
    record = Record(Recipe({}, {}), {"kan-2000-01.pdf": digest_of(b"issue")}, {})
    (folder / ISSUE / ".kan-2000-01.json").write_bytes(record.to_json())
    return folder


def check(out: Path, day: int, *, full: bool = False) -> FixityReport:
    """Check on the *day* since the start; each place every ten days."""
    now = START + datetime.timedelta(days=day)
    return check_fixity(FixityRequest(folder=out, log=out.parent / "log", days=10, full=full, now=now))


def places(report: FixityReport) -> list[str]:
    return [each.place for each in report.checked]


def test_each_place_takes_its_turn(out: Path) -> None:
    assert places(check(out, 0)) == [VOLUME, ISSUE]
    assert places(check(out, 9)) == []
    assert places(check(out, 9, full=True)) == [VOLUME, ISSUE]
    assert places(check(out, 18)) == []
    assert places(check(out, 19)) == [VOLUME, ISSUE]
    assert places(check(out, 1)) == [VOLUME, ISSUE]  # by a log of the future


@pytest.mark.parametrize("name", [f"{VOLUME}/kan-2000.pdf", f"{ISSUE}/kan-2000-01.pdf"])
def test_a_changed_file_is_told_each_time_until_it_is_mended(out: Path, name: str) -> None:
    place = Path(name).parent.as_posix()
    right = (out / name).read_bytes()
    (out / name).write_bytes(right[:-1] + b"!")
    assert [problem.path for problem in check(out, 0).problems] == [out / name]
    again = check(out, 1)
    assert places(again) == [place]
    assert again.problems
    (out / name).write_bytes(right)
    assert not check(out, 2).problems
    rows = [json.loads(line) for line in (out.parent / "log").read_text(encoding="utf-8").splitlines()]
    assert [bool(row["problems"]) for row in rows if row["place"] == place] == [True, True, False]


def test_a_volume_that_was_signed_again_is_told_as_one_until_its_sums_are_made_anew(out: Path) -> None:
    path = out / VOLUME / "kan-2000.pdf"
    bound, signed_again = b"%PDF-1.7 bound %%EOF\n", b"%PDF-1.7 bound %%EOF\n a time stamp %%EOF\n"
    path.write_bytes(signed_again)
    path.with_name("SHA256SUMS").write_bytes(checksums({path.name: bound}))
    (problem,) = check(out, 0).problems
    assert problem.message.startswith("The file was added to behind its end")
    path.write_bytes(signed_again.replace(b"bound", b"found"))
    assert [each.message for each in check(out, 1).problems] == ["The file was changed."]
    path.write_bytes(signed_again)
    path.with_name("SHA256SUMS").write_bytes(checksums({path.name: signed_again}))
    assert not check(out, 2).problems
    lines = (out.parent / "log").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["place"] == VOLUME]
    assert [row["list_changed"] for row in rows] == [False, False, True]
    assert [row["problems"][0].partition(".pdf: ")[2][:18] for row in rows[:2]] == [
        "The file was added",
        "The file was chang",
    ]


def test_what_is_gone_is_told(out: Path) -> None:
    check(out, 0)
    (out / ISSUE / ".kan-2000-01.json").unlink()
    (problem,) = check(out, 1).problems
    assert (problem.path, "is gone" in problem.message) == (out / ISSUE, True)


def test_another_list_is_told(out: Path) -> None:
    check(out, 0)
    (out / VOLUME / "kan-2000.pdf").write_bytes(b"bound again")
    (out / VOLUME / "SHA256SUMS").write_bytes(checksums({"kan-2000.pdf": b"bound again"}))
    report = check(out, 1)
    assert [(each.place, each.list_changed) for each in report.checked] == [(VOLUME, True)]
    assert not report.problems


def test_a_line_that_was_cut_off_is_let_be_and_any_other_is_told(out: Path) -> None:
    check(out, 0)
    log = out.parent / "log"
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"when": "20')
    assert places(check(out, 1)) == []
    assert log.read_bytes() == whole
    log.write_bytes(b"{}\n" + whole)
    with pytest.raises(ContentError, match="log:1: This is no line"):
        read_log(log)


def test_a_log_that_cannot_be_written_is_told(out: Path) -> None:
    with pytest.raises(FileAccessError):
        check_fixity(FixityRequest(folder=out, log=out / "none" / "log", days=1, full=False, now=START))
