"""Authors at the head of an article: roles, and portraits, which are told of where something is wrong."""

from pathlib import Path

import pytest
from PIL import Image

from tests.manuscript.typed import outcome
from tests.workspaces import ISSUE, good_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = good_workspace(tmp_path_factory.mktemp("authors"))
    Image.new("RGB", (500, 700)).save(made / ISSUE / "images/ren.png")
    return made


def errors(workspace: Path, facts: str) -> tuple[tuple[int, str], ...]:
    return outcome(workspace, f"---\ntitle: 试\nauthors:\n  - {{name: 甲, {facts}}}\n---\n\n文。\n").errors


def test_a_portrait_with_its_words(workspace: Path) -> None:
    assert errors(workspace, "role: 口述, portrait: ../images/ren.png, alt: 一人, focus: 50% 20%") == ()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("portrait: ../images/ren.png", "The portrait of 甲 has no alternative text."),
        ("alt: 一人", "“alt” and “focus” are those of a portrait, and there is none."),
        (
            "portrait: ../images/nichts.png, alt: 一人",
            "There is no picture “../images/nichts.png”. Copy it into the images folder of the issue.",
        ),
        ("portrait: ../../../../../../x.png, alt: 一人", "The picture “../../../../../../x.png” lies outside"),
    ],
)
def test_what_is_wrong_with_a_portrait(workspace: Path, facts: str, said: str) -> None:
    ((line, message),) = errors(workspace, facts)
    assert (line, message.startswith(said)) == (4, True)
