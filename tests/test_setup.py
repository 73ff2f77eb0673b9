"""The set-up of a fresh machine: the lock file, the native libraries, the Makefile, the wheel."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import pipeline

PINNED = re.compile(r"^([a-z0-9.-]+)==(\S+) \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    """The table ``project`` of pyproject.toml."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


# The lock file


def read_lock(text: str) -> dict[str, Version]:
    """Return name → version of a lock file; raise ValueError for a line that is no pin, hash or comment."""
    pins: dict[str, Version] = {}
    hashed: set[str] = set()
    name = ""
    for line in text.splitlines():
        if pin := PINNED.match(line):
            name = pin[1]
            pins[name] = Version(pin[2])
        elif HASH.match(line):
            hashed.add(name)
        elif line.strip() and not line.lstrip().startswith("#"):
            raise ValueError(f"neither pin nor hash: {line}")
    if unhashed := pins.keys() - hashed:
        raise ValueError(f"without hash: {sorted(unhashed)}")
    return pins


def addresses(text: str) -> list[str]:
    """Return what in *text* names a registry or a folder of somebody's machine."""
    return re.findall(r"\S*://\S*|--(?:extra-)?index-url\S*|--find-links\S*|(?<![\w.])/[a-z]+/\S*", text)


def test_lock_pins_everything_the_project_names(root: Path, project: dict[str, Any]) -> None:
    pins = read_lock((root / "requirements.lock").read_text(encoding="utf-8"))
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, named):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_lock_names_no_registry_and_no_machine(root: Path) -> None:
    assert addresses((root / "requirements.lock").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url=https://pypi.example/simple",
        "--find-links /srv/wheels",
        "#  pip-compile -o /home/somebody/requirements.lock",
    ],
)
def test_an_address_would_be_found(line: str) -> None:
    assert addresses(f"click==8.0 \\\n{line}\n") != []


@pytest.mark.parametrize("line", ["click>=8.0", "click==8.0 \\", "--index-url=https://pypi.example/simple"])
def test_a_loose_lock_would_be_found(line: str) -> None:
    with pytest.raises(ValueError, match=r"neither pin nor hash|without hash"):
        read_lock(line)


def test_the_version_has_one_source(root: Path, project: dict[str, Any]) -> None:
    assert "version" not in project
    assert "version" in project["dynamic"]
    assert Version(pipeline.__version__) > Version("0")


# Native libraries: the script runs between stand-ins for the programs that it calls

STAND_INS = {
    # Missing until apt-get has been here.
    "python": 'case "$1" in -) [ -e "$STATE/installed" ] || echo $MISSING ;; -c) exit ${OLD:-0} ;; esac',
    "apt-get": 'echo "$*" >>"$STATE/calls"; case "$1" in install) [ -z "$BROKEN" ] && touch "$STATE/installed" ;; esac',
    "id": "echo $WHO",
    "java": "",
    "javac": "",
    "pdftoppm": "",
}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder ``bin`` of stand-ins, and beside it the state that they share."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, body in STAND_INS.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
    for name in ("sh", "tr", "sed", "touch"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def native_libraries(root: Path, machine: Path, *arguments: str, **settings: str) -> tuple[int, str, list[str]]:
    """Run the script on *machine*; return its exit code, its messages, and how apt-get was called."""
    environment = {
        "PATH": str(machine / "bin"), "PYTHON": "python", "STATE": str(machine), "MISSING": "", "WHO": "0",
        "BROKEN": "",
    } | settings  # fmt: skip
    done = subprocess.run(
        [root / "setup" / "native-libraries.sh", *arguments],
        env=environment, capture_output=True, encoding="utf-8", check=False, timeout=30,
    )  # fmt: skip
    assert done.stdout == ""  # messages go to stderr
    calls = machine / "calls"
    return done.returncode, done.stderr, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


def test_nothing_missing_asks_nothing_of_the_network(root: Path, machine: Path) -> None:
    assert native_libraries(root, machine, "runtime") == (0, "", [])


def test_root_gets_what_is_missing_once(root: Path, machine: Path) -> None:
    code, messages, calls = native_libraries(root, machine, "runtime", MISSING="libharfbuzz-subset0")
    assert code == 0
    assert messages == "Installing system packages: libharfbuzz-subset0\n"
    assert calls == ["update -qq", "install -y -qq --no-install-recommends libharfbuzz-subset0"]
    assert native_libraries(root, machine, "runtime", MISSING="libharfbuzz-subset0") == (0, "", calls)


def test_others_get_the_exact_command_and_exit_code_8(root: Path, machine: Path) -> None:
    code, messages, calls = native_libraries(
        root, machine, "runtime", MISSING="libpango-1.0-0 libharfbuzz-subset0", WHO="1000"
    )
    assert code == 8
    assert "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libharfbuzz-subset0" in messages
    assert "exit code 8" in messages
    assert calls == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"MISSING": "libpango-1.0-0", "BROKEN": "yes"}, "apt-get failed"),
        ({"OLD": "1"}, "Python 3.11 or newer"),
        ({"PYTHON": "no-such-python"}, "Python 3.11 or newer"),
    ],
)
def test_what_cannot_be_mended_stops_with_8(root: Path, machine: Path, settings: dict[str, str], message: str) -> None:
    code, messages, _ = native_libraries(root, machine, "runtime", **settings)
    assert code == 8
    assert message in messages


def test_the_suite_needs_java_with_compiler(root: Path, machine: Path) -> None:
    (machine / "bin" / "javac").unlink()
    assert native_libraries(root, machine, "runtime", WHO="1000")[0] == 0
    code, messages, _ = native_libraries(root, machine, "test", WHO="1000")
    assert code == 8
    assert "default-jdk-headless" in messages
    assert "chromium chromium-driver" in messages


@pytest.mark.parametrize("arguments", [(), ("everything",)])
def test_the_script_says_how_to_call_it(root: Path, machine: Path, arguments: tuple[str, ...]) -> None:
    code, messages, _ = native_libraries(root, machine, *arguments)
    assert code == 2
    assert messages.startswith("usage:")


def test_this_machine_has_what_the_script_asks_for(root: Path) -> None:
    """The real probe, on the machine that is running the suite: it must find what the suite is using."""
    if os.environ.get("CI") != "true":
        pytest.skip("only on CI: elsewhere the script might install packages")
    environment = {**os.environ, "PYTHON": sys.executable}
    script = root / "setup" / "native-libraries.sh"
    done = subprocess.run([script, "test"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


# The Makefile


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """The files that set-up depends on, in a folder of their own."""
    for name in (
        "Makefile",
        "pyproject.toml",
        "requirements.lock",
        "pipeline/__init__.py",
        "setup/native-libraries.sh",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(root / name, path)
    return tmp_path


def planned(clone: Path, target: str) -> str:
    """Return the commands that ``make target`` would run in *clone*."""
    if shutil.which("make") is None:
        pytest.skip("no make")
    # A make above this one would hand down its flags.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", "-n", target], cwd=clone, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("target", "command"), [("issue", "kanben build"), ("test", "-m pytest"), ("check", "mypy --strict")]
)
def test_make_installs_once(clone: Path, target: str, command: str) -> None:
    first = planned(clone, target)
    assert first.index("native-libraries.sh runtime") < first.index("--require-hashes") < first.index(command)
    (clone / ".venv").mkdir()
    for stamp in (".locked", ".ready"):
        (clone / ".venv" / stamp).touch()
    second = planned(clone, target)
    assert "pip" not in second.replace("pipeline", "")
    assert command in second


def test_a_new_lock_is_installed(clone: Path) -> None:
    (clone / ".venv").mkdir()
    for stamp in (".locked", ".ready"):
        (clone / ".venv" / stamp).touch()
    later = (clone / ".venv" / ".ready").stat().st_mtime + 10
    os.utime(clone / "requirements.lock", (later, later))
    assert "--require-hashes" in planned(clone, "issue")


# The wheel


@pytest.mark.slow
def test_the_wheel_carries_layouts_fonts_and_messages(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name == f"kanben-{pipeline.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    for folder in ("layouts", "fonts", "specimen"):
        lying = {path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file()}
        assert lying
        assert {f"pipeline/data/{name}" for name in lying} <= packed
    assert "pipeline/locale/zh_CN/LC_MESSAGES/kanben.mo" in packed
    parts_of_reports = {
        path.name for path in (root / "pipeline/reports").iterdir() if path.suffix in {".j2", ".css", ".js"}
    }
    assert {"preflight.html.j2", "preflight.css", "preflight.js"} <= parts_of_reports
    assert {f"pipeline/reports/{name}" for name in parts_of_reports} <= packed
    assert {"pipeline/layout/surnames.toml", "pipeline/fonts/signs.toml"} <= packed
    assert "pipeline/cli/__init__.py" in packed or "pipeline/cli.py" in packed
    outside = {
        name for name in packed if not name.startswith(("pipeline/", f"kanben-{pipeline.__version__}.dist-info/"))
    }
    assert outside == set()
