"""Who accepts is asked of the user's own settings, never of a repository that came with the content."""

import os
import subprocess
from pathlib import Path

import pytest

from pipeline.production.acceptors import name_of_user


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, and an environment without the variables of git."""
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("LOGNAME", "wang")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return folder


def test_the_users_own_settings_name_them(home: Path) -> None:
    (home / ".gitconfig").write_text("[user]\nname = 王编辑\nemail = wang@example.org\n", encoding="utf-8")
    assert name_of_user() == "王编辑 <wang@example.org>"


def test_the_environment_goes_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / ".gitconfig").write_text("[user]\nname = 王编辑\n", encoding="utf-8")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "李")
    assert name_of_user() == "李"


def test_else_the_account(home: Path) -> None:
    assert home.is_dir()
    assert name_of_user() == "wang"


def test_a_repository_around_is_not_asked(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would choose the name, and may name files to take in or programs to run."""
    repository = tmp_path / "content"
    repository.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=repository, check=True)
    subprocess.run(["git", "config", "user.name", "Mallory"], cwd=repository, check=True)
    monkeypatch.chdir(repository)
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    assert name_of_user() == "wang"
    shown = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=True).stdout
    assert shown == "Mallory\n"  # the control: git itself would have asked it
    assert home.is_dir()
