"""What is written wrongly in publication.yaml is told with its line, and how it is written."""

from pathlib import Path

import pytest

from pipeline.errors import Problem
from pipeline.manuscript.publication import read_publication
from tests.workspaces import good_workspace


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workspace(tmp_path_factory.mktemp("publication")) / "issues/hao"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('colors: {nameplate: {rgb: "#c00"}}', '“rgb” has a value that does not fit. Write it as "#c8102e".'),
        ("colors: {nameplate: {cmyk: [0, 95, 100]}}", "“cmyk” has a value that does not fit. Write it as [0, 95, 100,"),
        ("colors: {nameplate: {cmyk: [0, 0.95, 1, 0]}}", "inks are written per cent. Write it as [0, 95, 100, 0]."),
        ("colors: {nameplate: {spot: 专红}}", '“spot” has a value that does not fit. Write it as "PANTONE 485 C".'),
        ("profile: 内部", "“profile” has a value that does not fit. Use one of: internal, journal."),
        ("standard: PDF/A-3", "“standard” has a value that does not fit. Use one of: PDF/A-2, PDF/A-4."),
        ("citations: 顺序编码", "“citations” has a value that does not fit. Use one of: numeric, author-year."),
    ],
)
def test_it_is_told_how_a_value_is_written(typed: str, told: str, folder: Path) -> None:
    file = folder / "publication.yaml"
    text = file.read_text(encoding="utf-8").partition("# typed\n")[0]
    file.write_text(f"{text}# typed\n{typed}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_publication(folder, folder.parents[1], problems) is None
    assert told in str(problems[0])
    assert problems[0].line == text.count("\n") + 2
