"""Work for pages of the desk, in copies of a process that stays."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.desk.bounded_work import BoundedWorker
from pipeline.errors import KanbenError, Problem, TooMuchWorkError, UsageError
from pipeline.i18n import _, speaking

_LOADED = "KANBEN_TEST_LOADED"


def _load() -> None:
    with Path(os.environ[_LOADED]).open("a") as file:
        file.write(f"{os.getpid()}\n")


def _work(number: int) -> tuple[int, int, int]:
    return number, os.getpid(), os.getppid()


def _speak() -> tuple[str, str]:
    return _("Saved"), tempfile.gettempdir()


def _refuse() -> None:
    raise UsageError(Problem("not so"))


def _break() -> None:
    raise KeyError("what")


def _fall() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.fixture
def worker() -> Iterator[BoundedWorker]:
    made = BoundedWorker()
    yield made
    made.close()


def test_each_piece_is_done_by_a_copy_of_what_was_prepared_once(
    worker: BoundedWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_LOADED, str(tmp_path / "loaded"))
    done = [worker.do(_work, number, prepare=_load) for number in (1, 2, 3)]
    assert [number for number, _copy, _copied in done] == [1, 2, 3]
    assert len({copy for _number, copy, _copied in done}) == 3
    (copied,) = {copied for _number, _copy, copied in done}
    assert set((tmp_path / "loaded").read_text().split()) == {str(copied)}


def test_each_is_in_the_language_of_who_asks_and_in_a_folder_of_its_own(worker: BoundedWorker) -> None:
    told = []
    for language in ("en", "zh_CN", "en"):
        with speaking(language):
            told.append((_("Saved"), *worker.do(_speak)))
    assert [ours == theirs for ours, theirs, _folder in told] == [True] * 3
    assert told[0][1] == told[2][1] != told[1][1]
    folders = {folder for _ours, _theirs, folder in told}
    assert len(folders) == 3
    assert not any(Path(folder).exists() for folder in folders)


def test_what_is_refused_breaks_or_falls_is_told_and_the_next_is_done(worker: BoundedWorker) -> None:
    _one, _copy, copied = worker.do(_work, 1)
    with pytest.raises(UsageError, match="not so"):
        worker.do(_refuse)
    with pytest.raises(KanbenError, match="This is a bug in Kanben: KeyError"):
        worker.do(_break)
    with pytest.raises(TooMuchWorkError, match="SIGSEGV"):
        worker.do(_fall)
    assert worker.do(_work, 2)[2] == copied


def test_where_the_process_that_is_copied_has_ended_it_is_told_and_another_one_begins(worker: BoundedWorker) -> None:
    _one, _copy, copied = worker.do(_work, 1)
    os.kill(copied, signal.SIGKILL)
    with pytest.raises(TooMuchWorkError):
        worker.do(_work, 2)
    assert worker.do(_work, 3)[2] != copied


def test_closed_it_has_no_process() -> None:
    worker = BoundedWorker()
    _one, _copy, copied = worker.do(_work, 1)
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(copied, 0)
