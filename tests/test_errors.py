"""The tree of errors and what a problem looks like to a user."""

import pickle
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.cli.main import show_problems
from pipeline.errors import ContentError, ExitCode, FontError, KanbenError, Problem, TooMuchWorkError, UntaggedError

KINDS = sorted(
    (kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, KanbenError)), key=str
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("It is wrong."), "It is wrong."),
        (Problem("It is wrong.", hint="Mend it."), "It is wrong. Mend it."),
        (Problem("It is wrong.", Path("a/b.md")), "a/b.md: It is wrong."),
        (Problem("It is wrong.", Path("a/b.md"), 7, "Mend it."), "a/b.md:7: It is wrong. Mend it."),
    ],
)
def test_a_problem_says_what_where_and_what_to_do(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_paths_below_the_current_folder_are_told_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Problem("x", tmp_path / "a.md", 3).place == "a.md:3"
    assert Problem("x", tmp_path.parent / "a.md").place == str(tmp_path.parent / "a.md")


def test_an_error_carries_all_its_problems() -> None:
    one, two = Problem("One.", Path("a")), Problem("Two.", Path("b"))
    assert KanbenError(one).problems == (one,)
    error = ContentError(iter([one, two]))
    assert error.problems == (one, two)
    assert str(error) == "a: One.\nb: Two."


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_errors_cross_from_one_process_to_another(kind: type[KanbenError]) -> None:
    error = kind([Problem("x", Path("a"), 1, "y"), Problem("z")])
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert copy.problems == error.problems


def test_each_kind_of_error_has_an_exit_code_of_its_own() -> None:
    codes = [kind.exit_code for kind in KINDS if kind not in (TooMuchWorkError, UntaggedError)]
    assert len(set(codes)) == len(codes)
    assert ExitCode.OK not in codes
    assert (ContentError.exit_code, FontError.exit_code) == (3, 4)


def test_of_thousands_of_problems_the_first_are_shown_and_the_rest_is_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_problems(ContentError(Problem(f"第{number}处") for number in range(503)))
    lines = capsys.readouterr().err.splitlines()
    assert (lines[0], lines[499], lines[500:]) == ("第0处", "第499处", ["… and 3 more problems."])
    show_problems(ContentError(Problem("仅此一处") for _number in range(500)))
    assert "more" not in capsys.readouterr().err
