"""What all tests share: a fixed environment, hypothesis' profile, the folder beside the repository, veraPDF."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark.expression import Expression
from hypothesis import settings

from pipeline.call_stack import with_room_for_calls
from pipeline.kept_code import KeptCode
from tests import prepared_pdfium
from tests import verapdf as verapdf_tool
from tests.made_once import begin_run, end_run

ROOT = Path(__file__).parent.parent
# What tests and libraries compile while they are imported, for the next worker: a sixth of what a worker begins with.
KEPT = KeptCode(Path(__file__).parent / "__pycache__" / "code.kept", most=20 << 20)
WHOLE = b"\npytestmark = pytest.mark.whole\n"
"""How a file says that all of its tests are of whole issues; no test says so by itself."""
Validate = Callable[..., dict[Path, dict[str, verapdf_tool.Result]]]

# Time says little on a shared machine; the same examples on every run of CI, so that a failure there is no accident.
settings.register_profile("kanben", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)


def pytest_configure(config: pytest.Config) -> None:
    """Take out of the environment what would change messages or dates, before the first message is asked for."""
    KEPT.use()
    gc.set_threshold(100_000, 20, 20)  # as the engine has it; most of what is imported and collected stays
    if not hasattr(config, "workerinput"):
        begin_run()
    # Hundreds of processes import what is compiled once.
    sys.dont_write_bytecode = False
    for name in ("LANGUAGE", "LC_MESSAGES", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = "C.UTF-8"
    prepared_pdfium.use()
    settings.load_profile("ci" if on_ci() else "kanben")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files are left out unread if the marks that are asked for leave out all of their tests."""
    asked: str = config.option.markexpr
    if not asked or not collection_path.name.startswith("test_") or collection_path.suffix != ".py":
        return None
    is_whole = WHOLE in collection_path.read_bytes()

    def may_match(other: bool) -> bool:
        return Expression.compile(asked).evaluate(lambda name, **_: is_whole if name == "whole" else other)

    return None if may_match(False) or may_match(True) else True


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> object:
    """All tests of a worker are run with room for their calls, as commands are."""
    if not hasattr(config, "workerinput"):
        return None
    run: Callable[[pytest.Config], object] = config.pluginmanager.get_plugin("main").pytest_cmdline_main
    return with_room_for_calls(run)(config)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end."""
    KEPT.save()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """What a module leaves behind stays to the end: it is not looked through for cycles again and again."""
    if nextitem is None or nextitem.path != item.path:
        gc.collect()
        gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what was made for all workers, when they are done."""
    if not hasattr(config, "workerinput"):
        end_run()


def on_ci() -> bool:
    """Whether a missing tool is a failure rather than a reason to skip."""
    return os.environ.get("CI") == "true"


def need(reason: str) -> None:
    """Skip for *reason* (why a tool is missing; empty when it is there), but fail on CI, which must have them all."""
    if reason and on_ci():
        pytest.fail(f"missing on CI: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` beside the repository, with the text of a real printed issue."""
    folder = ROOT.parent / "shared"
    need("" if folder.is_dir() else "no ../shared beside the repository")
    return folder


@pytest.fixture(scope="session")
def verapdf() -> Validate:
    """``verapdf(paths, flavours) -> {path: {flavour: Result}}``; one process of Java for all of them."""
    need(verapdf_tool.unavailable())
    return verapdf_tool.validate
