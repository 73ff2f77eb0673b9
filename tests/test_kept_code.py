"""Patterns and methods of dataclasses are compiled in one process only; what is kept is used only if it is whole."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = """
import re
from dataclasses import dataclass

NAMES = re.compile("(?P<first>[a-z一-龥]+) (?P<last>[A-Z]+|x)", re.ASCII | re.IGNORECASE)
BYTES = re.compile(rb"a{2,}(?<!b)")

def pattern_of(text):
    return re.compile(text)

def find_digits(text):
    return re.findall("[0-9]+(?=x)", text)

IN_A_FUNCTION = pattern_of("of content " + str(len("a")))
HANDED_ON = pattern_of("as it (is|was)")
FOUND = find_digits("12x")

class Reader:
    WORDS = re.compile(r"\\w+")

@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2
"""
RUN = """
import json, re, sys
from pipeline import kept_code

sys.version = sys.argv[1] or sys.version
kept, compiled = kept_code.load_kept_code(), []
parse, known = re._compiler._parser.parse, set(kept._codes)
re._compiler._parser.parse = lambda text, *rest: compiled.append(str(text)) or parse(text, *rest)
kept.use()
import kept_module as module
compiled += sorted(set(kept._codes) - known)
kept.save()
point = module.Point
told = [repr(point(1)), point(1) == point(1, 2) != point(2), hash(point(1)) == hash(point(1, 2))]
told += [(each.flags, each.groups, dict(each.groupindex)) for each in (module.NAMES, module.BYTES)]
told += [module.NAMES.fullmatch("jia YI").groupdict(), module.Reader.WORDS.findall("甲 乙")]
told += [module.BYTES.search(b"caab").span()]
try:
    point(1).x = 3
except Exception as error:
    told += [type(error).__name__]
print(json.dumps({"compiled": compiled, "told": told}))
"""
AS_IT_IS = [
    "Point(x=1, y=2)", True, True, [258, 2, {"first": 1, "last": 2}], [0, 0, {}],
    {"first": "jia", "last": "YI"}, ["甲", "乙"], [1, 3], "FrozenInstanceError",
]  # fmt: skip
Process = Callable[..., list[str]]


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """A new process that imports TEXT and looks at it: what was compiled anew."""
    (tmp_path / "kept_module.py").write_text(TEXT)
    names = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    names |= {"PYTHONPYCACHEPREFIX": str(tmp_path / "kept"), "PYTHONPATH": str(tmp_path)}

    def run(version: str = "", **variables: str) -> list[str]:
        command = [sys.executable, "-c", RUN, version]
        done = subprocess.run(command, env=names | variables, capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        assert found["told"] == AS_IT_IS
        return list(found["compiled"])

    return run


def test_nothing_is_compiled_in_the_second_process_but_what_functions_ask_for(process: Process) -> None:
    assert len(process()) > 8
    assert process() == ["of content 1"]


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:99] + b"?" + data[100:]])
def test_what_is_not_whole_is_compiled_anew(process: Process, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    compiled = process()
    (file,) = (tmp_path / "kept").rglob("*.kept")
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert process() == compiled
    assert file.read_bytes() == whole


def test_what_another_python_has_compiled_is_not_used(process: Process) -> None:
    assert process("3.99") == process()
    assert process() == ["of content 1"]


def test_where_nothing_can_be_written_nothing_is_kept(process: Process, tmp_path: Path) -> None:
    assert process(PYTHONDONTWRITEBYTECODE="1") == process()
    assert list((tmp_path / "kept").rglob("*.kept"))
