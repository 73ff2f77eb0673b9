"""Trying one case: a good workspace is spoilt, a command meets it, and what it did is judged."""

import os
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.commands import Commands, Ran
from tests.hostile.harm import faults_of_ending, faults_of_files
from tests.hostile.watching import Watch, look
from tests.workspaces import GOOD, ISSUE

ENVIRONMENT_SECRET = "KANBENENVCANARY5Z9W"  # of the variable KANBEN_TEST_CANARY
_WITH_OUT = ("build", "bind", "cover")


class Tried(Protocol):
    """What a case says of itself; see ``unseen_cases``."""

    @property
    def name(self) -> str: ...
    @property
    def spoil(self) -> Callable[[Path], None]: ...
    @property
    def refused(self) -> bool: ...
    @property
    def place(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def either(self) -> bool: ...


@dataclass(frozen=True)
class Trial:
    """How it went: what was found wrong, and what the command printed."""

    faults: tuple[str, ...]
    ran: Ran


def words_of(command: str, base: Path) -> list[str]:
    """The words of *command* for what lies in *base*: one word stands for the usual call."""
    workspace, out = base / "ws", base / "out"
    usual = {
        "build": f"build {workspace}",
        "bind": f"bind {workspace}/issues/hao/2024",
        "cover": f"cover {workspace}/{ISSUE}",
        "preflight": f"preflight {workspace}/{ISSUE}",
        "proof": f"proof check {workspace}",
    }
    places = {"{ws}": workspace, "{out}": out, "{outside}": base / "outside"}
    words = shlex.split(usual.get(command, command))
    for mark, place in places.items():
        words = [word.replace(mark, str(place)) for word in words]
    makes = words[0] in _WITH_OUT or words[:2] in (["proof", "check"], ["proof", "accept"])
    judges = words[0] == "preflight" and words[1].endswith(ISSUE)
    return [*words, "--out", str(out)] if (makes or judges) and "--out" not in words else words


def attempt(case: Tried, command: str, base: Path, commands: Commands, editions: Path) -> Trial:
    """Spoil a copy of the good workspace in *base* as *case* does, and let *command* meet it.

    *editions* are finished ones of the good issue, for preflight.
    """
    for name in ("home", "tmp", "outside", "out"):
        (base / name).mkdir()
    shutil.copytree(GOOD, base / "ws")
    if command.startswith("preflight"):
        shutil.copytree(editions, base / "out", dirs_exist_ok=True)
    case.spoil(base / "ws")
    environment = {
        "HOME": str(base / "home"),
        "TMPDIR": str(base / "tmp"),
        "KANBEN_TEST_CANARY": ENVIRONMENT_SECRET,
        "KANBEN_TEST_OUTSIDE": str(base / "outside"),
        **{name: "" for name in os.environ if name.startswith("GIT_")},
    }
    before, watch = look(base, base / "out"), Watch(base / "outside")
    words = words_of(command, base)
    ran = commands.run(words, base / "ws", base.parent / f"{base.name}.txt", environment)
    outside = watch.close()
    after = look(base, base / "out")
    accepts = words[:2] == ["proof", "accept"]
    faults = [*_faults(case, command, ran), *(f"outside: {each}" for each in outside)]
    faults += [f"{each} is changed" for each in _changes(before, after, accepts)]
    faults += faults_of_files(base / "out", [each for each in (case.secret, ENVIRONMENT_SECRET) if each])
    return Trial(tuple(dict.fromkeys(faults)), ran)


def _faults(case: Tried, command: str, ran: Ran) -> Iterator[str]:
    secrets = [each for each in (case.secret, ENVIRONMENT_SECRET) if each]
    yield from faults_of_ending(ran, secrets)
    good = (0, 7) if command.split(maxsplit=1)[0] in ("proof", "preflight") else (0,)
    if ran.code is None or ran.code < 0 or case.either:
        return
    if not case.refused and ran.code not in good:
        yield f"it is good and refused: {ran.code}"
    if case.refused and not 2 <= ran.code <= 9:
        yield f"it is not refused: {ran.code}"


def _changes(before: Mapping[str, object], after: Mapping[str, object], accepts: bool) -> Iterator[str]:
    for name in sorted({*before, *after}):
        is_baseline = accepts and name.startswith(("ws/tests", "ws/own"))
        if before.get(name) != after.get(name) and not is_baseline:
            yield name
