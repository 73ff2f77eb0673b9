"""What tests of hostile workspaces share: the process that runs commands, finished editions of an issue, a bound."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.workspaces import GOOD

MOST_SECONDS = 10


@pytest.fixture(scope="session")
def commands() -> Iterator[Commands]:
    with Commands(PYTHONHASHSEED="0") as running:
        yield running


@pytest.fixture(scope="session")
def editions(commands: Commands, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Finished editions of the good issue."""
    folder = tmp_path_factory.mktemp("editions")
    for edition in ("reading", "press"):
        words = ["build", str(GOOD), "--edition", edition, "--out", str(folder / "out")]
        ran = commands.run(words, folder, folder / "told", {})
        assert ran.code == 0, ran.output
    return folder / "out"


@pytest.fixture
def bounded() -> Iterator[None]:
    """What the test does may take ten seconds of processor time."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < MOST_SECONDS
