"""What a terminal gets: no text from a file is a command to it."""

import json
import os
from pathlib import Path

import click
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.cli.terminal import echo, echo_json, one_line
from pipeline.control_characters import harmless
from tests.commands import run_kanben
from tests.preflight.good_files import CONTENT, good, saved

ATTACKS = [
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\x1b[8mhidden",
    "\x1b[31;5m",
    "\x1bP+q\x1b\\",
    "\x9b2J",
    "\x9d0;a\x9c",
    "a\rb",
    "a\x08b",
    "\x7f",
    "\u202ecba",
    "\u2066a",
    "\ud800",
    "\u2028",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_commands_to_a_terminal_become_text(attack: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = harmless(f"前{attack}后")
    assert shown.replace("\ufffd", "").isprintable()
    assert "\ufffd" in shown
    echo(attack)
    echo(attack, err=True)
    written = capsys.readouterr()
    assert not {"\x1b", "\x9b", "\u202e"} & set(written.out + written.err)
    echo_json({"a": attack})
    written = capsys.readouterr()
    assert written.out.replace("\n", "").isprintable()
    assert json.loads(written.out) == {"a": attack}


@pytest.mark.parametrize(
    "text", ["题名：甲、乙 “abc” —— ☃\n\t𠀀", click.style("甲", fg="red", bold=True), "e\u0301 \u200d"]
)
def test_good_text_stays(text: str) -> None:
    assert harmless(text) == text


def test_a_name_is_one_line() -> None:
    assert one_line("a\nb: all is well") == "a\ufffdb: all is well"


def _with_spot(name: bytes, folder: Path) -> None:
    """A file with an ink of that name, which is spelled in two ways."""
    pdf = good("press")
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4), C1=Array([0, 1, 1, 0]))
    rows = {key: Array([Name.Separation, Name(f"/X{key}X"), Name.DeviceCMYK, function]) for key in ("C1", "C2")}
    pdf.pages[2].obj.Resources.ColorSpace = Dictionary(**rows)
    pdf.pages[2].obj.Contents = pdf.make_stream(CONTENT + b" /C1 CS 1 SCN 20 40 m 90 40 l S /C2 CS 20 50 m 90 50 l S")
    path = saved(pdf, folder / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.read_bytes().replace(b"/XC1X", b"/" + name).replace(b"/XC2X", b"/" + name + b"#20")
    path.write_bytes(data)


@pytest.mark.parametrize("name", [b"Gold#1b#5d0;a#07#1b#5b2J", b"Gold#ff#fe", b"Gold#e2#80#ae", b"Gold"])
def test_preflight_quotes_names_as_text(name: bytes, tmp_path: Path) -> None:
    _with_spot(name, tmp_path)
    for options in ((), ("--json",)):
        result = run_kanben("preflight", "a.pdf", *options, cwd=tmp_path)
        assert result.returncode == 7, result.stderr
        assert "Gold" in result.stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)


def test_names_of_files_are_told_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "bag"
    folder.mkdir()
    (folder / "SHA256SUMS").write_bytes(b"0" * 64 + b"  good\n")
    try:
        (folder / os.fsdecode(b"bad\xff\x1b[2J\nforged: all is well")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system has no such names")
    for options in ((), ("--json",)):
        result = run_kanben("verify", "bag", *options, cwd=tmp_path)
        assert result.returncode == 7, result.stderr
        assert "\x1b" not in result.stdout + result.stderr
        assert "\nforged" not in result.stdout + result.stderr
