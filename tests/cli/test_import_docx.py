"""``kanben import docx`` as a user calls it: what it prints, what it writes, how it ends."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.import_ import import_
from pipeline.errors import ContentError, MissingProgramError, UsageError
from pipeline.manuscript.word import conversion
from tests.manuscript.word.packing import Manuscript, par
from tests.workspaces import ISSUE, good_workspace


def manuscript(path: Path, sentence: str) -> Path:
    body = (
        par(path.stem, '<w:jc w:val="center"/>', "<w:b/><w:sz w:val='36'/>") + par("灯亮着，船在港里。") + par(sentence)
    )
    path.write_bytes(Manuscript(name="m", body=body).pack())
    return path


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(import_, ["docx", *map(str, arguments)])


def into(issue: Path) -> Sequence[str | Path]:
    return "--into", issue, "--section", "来稿"


def test_manuscripts_are_imported_and_counted(tmp_path: Path) -> None:
    issue = good_workspace(tmp_path) / ISSUE
    files = [manuscript(tmp_path / f"{name}.docx", "一切都好。") for name in ("岛上来信", "港里来信")]
    result = call(*files, *into(issue))
    assert result.exit_code == 0, result.output
    assert result.output.count("0 lost.") == 2
    assert "articles/daoshanglaixin.md" in result.output
    path = issue / "articles" / "daoshanglaixin.md"
    path.write_text(path.read_text(encoding="utf-8").replace("船在港里", "船都在港里"), encoding="utf-8")
    manuscript(files[0], "一切都好，放心。")
    revised = call(files[0], *into(issue))
    assert revised.exit_code == 7
    assert "+一切都好，放心。" in revised.output
    assert "--applied" in revised.output
    assert "船都在港里" in path.read_text(encoding="utf-8")
    assert call(files[0], *into(issue), "--applied").exit_code == 0


def test_what_is_wrong_with_several_files_is_told_together(tmp_path: Path) -> None:
    issue = good_workspace(tmp_path) / ISSUE
    bad = [tmp_path / "甲.docx", tmp_path / "乙.docx"]
    for path in bad:
        path.write_bytes(b"nothing")
    good = manuscript(tmp_path / "岛上来信.docx", "一切都好。")
    result = call(bad[0], good, bad[1], *into(issue))
    assert isinstance(result.exception, ContentError)
    assert [each.path for each in result.exception.problems] == bad
    assert (issue / "articles" / "daoshanglaixin.md").is_file()


def test_options_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    file = manuscript(tmp_path / "岛上来信.docx", "一切都好。")
    for arguments in (("--into", tmp_path), ("--into", tmp_path, "--section", "来稿"), ("--name", "一")):
        assert isinstance(call(file, *arguments).exception, UsageError)


def test_other_programs_files_want_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "旧稿.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    monkeypatch.setattr(conversion.shutil, "which", lambda _name: None)
    result = call(path)
    assert isinstance(result.exception, MissingProgramError)
    assert "apt-get install" in result.exception.problems[0].hint


def test_libreoffice_is_called_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, path = tmp_path / "soffice", tmp_path / "旧稿.rtf"
    path.write_bytes(b"{\\rtf1 }")
    monkeypatch.setattr(conversion.shutil, "which", lambda _name: str(program))
    made = Manuscript(name="m", body=par("题目") + par("旧稿里有一句话。")).pack()
    (tmp_path / "made.docx").write_bytes(made)
    program.write_text(f'#!/bin/sh\nmkdir -p "$HOME/out"\ncp {tmp_path}/made.docx "$HOME/out/manuscript.docx"\n')
    program.chmod(0o755)
    assert conversion.convert(path.read_bytes(), path) == made
    program.write_text("#!/bin/sh\nsleep 60 &\nwait\n")
    monkeypatch.setattr(conversion, "_SECONDS", 0.2)
    with pytest.raises(ContentError, match="took more than"):
        conversion.convert(path.read_bytes(), path)
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(ContentError, match="can't read"):
        conversion.convert(path.read_bytes(), path)
