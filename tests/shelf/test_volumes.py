"""Volumes as they are read for a shelf: sound ones with file and page, all else told."""

from pathlib import Path

import pytest

from pipeline.errors import BindingError, FixityError, KanbenError
from pipeline.shelf.volumes import VolumePdf, articles_of, read_volume, year_folders
from tests.shelf.shelves import article, issue, put_report, put_sums, put_volume


def volume(out: Path) -> Path:
    return put_volume(out, 2020, issue(2020, 1, article("甲"), article("乙", page=2)))


def test_each_article_has_file_and_page(tmp_path: Path) -> None:
    issues = (issue(2020, 1, article("甲")), issue(2020, 2, article("乙", page=2), first=5, part=1))
    read = read_volume(put_volume(tmp_path, 2020, *issues, parts=2), "kanwu-2020")
    assert read.year == 2020
    assert read.pdfs == (VolumePdf("2020/kanwu-2020-1.pdf", 6, 1), VolumePdf("2020/kanwu-2020-2.pdf", 6, 5))
    assert [(each.pdf.name, each.page) for each in articles_of(read)] == [
        ("2020/kanwu-2020-1.pdf", 7),
        ("2020/kanwu-2020-2.pdf", 9),
    ]


def test_a_file_that_was_changed_is_told(tmp_path: Path) -> None:
    folder = volume(tmp_path)
    read_volume(folder, "kanwu-2020")
    (folder / "kanwu-2020.pdf").write_bytes(b"%PDF-1.4\n")
    with pytest.raises(FixityError, match=r"kanwu-2020\.pdf"):
        read_volume(folder, "kanwu-2020")


def test_a_volume_without_sums_is_told(tmp_path: Path) -> None:
    folder = volume(tmp_path)
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(FixityError, match="SHA256SUMS"):
        read_volume(folder, "kanwu-2020")


@pytest.mark.parametrize("name", ["kanwu-2020.pdf", "kanwu-2020-catalogue.json", "kanwu-2020-search.sqlite"])
def test_a_file_that_the_sums_do_not_name_is_told(tmp_path: Path, name: str) -> None:
    folder = volume(tmp_path)
    sums = folder / "SHA256SUMS"
    sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if name not in line))
    with pytest.raises(FixityError, match=name):
        read_volume(folder, "kanwu-2020")


def test_the_volume_of_another_year_is_told(tmp_path: Path) -> None:
    folder = volume(tmp_path).rename(tmp_path / "kanwu/2021")
    for path in list(folder.iterdir()):
        path.rename(folder / path.name.replace("2020", "2021"))
    put_sums(folder)
    with pytest.raises(BindingError, match="another volume"):
        read_volume(folder, "kanwu-2021")


@pytest.mark.parametrize(
    "rows",
    [
        {},
        {"files": "x"},
        {"files": [{"name": "../kanwu-2019.pdf", "pages": 10}]},
        {"files": [{"name": "kanwu-2020.pdf", "pages": "10"}]},
        {"files": [{"name": "kanwu-2020.pdf", "pages": 3}]},  # fewer than its issues have
        {"files": [{"name": "kanwu-2020.pdf", "pages": 10}, {"name": "kanwu-2020-2.pdf", "pages": 10}]},
        {"files": []},
    ],
)
def test_a_report_that_does_not_fit_is_told(tmp_path: Path, rows: dict[str, object]) -> None:
    folder = volume(tmp_path)
    put_report(folder, rows)
    with pytest.raises(KanbenError):
        read_volume(folder, "kanwu-2020")


def test_no_link_is_followed(tmp_path: Path) -> None:
    folder = volume(tmp_path)
    catalogue = folder / "kanwu-2020-catalogue.json"
    catalogue.rename(tmp_path / "elsewhere.json")
    catalogue.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(KanbenError):
        read_volume(folder, "kanwu-2020")
    (tmp_path / "kanwu/2021").symlink_to(folder)
    (tmp_path / "kanwu/news").mkdir()
    assert year_folders(tmp_path / "kanwu") == {2020: folder}
    assert year_folders(tmp_path / "none") == {}
