"""The index of a shelf: articles of all years found with file and page, filtered, weighed together."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.binding.finding_aids.full_text import write_index
from pipeline.binding.finding_aids.searching import SearchFilter, search
from pipeline.binding.finding_aids.shelf_index import IndexedPdf, IndexedVolume, read_sources, write_shelf_index
from pipeline.errors import BindingError, FileAccessError
from pipeline.model import Author
from pipeline.volume import BoundVolume
from tests.binding.bound_volumes import ORDER, issue_of

DIGEST = "0" * 64


def volume(folder: Path, year: int, *pages: str, author: str = "林一帆", pdfs: int = 1) -> IndexedVolume:
    """The index of a volume with one article on *pages*, in a file that has six pages before its issues."""
    path = folder / f"kanwu-{year}-search.sqlite"
    issue = issue_of(*pages, title=f"{year}年的题目", name=f"kanwu-{year}-01")
    (article,) = issue.articles
    issue = replace(issue, articles=(replace(article, authors=(Author(name=author), Author(name="仇月"))),))
    write_index(path, BoundVolume(replace(ORDER, year=year), (issue,)))
    return IndexedVolume(path, DIGEST, (IndexedPdf(f"{year}/kanwu-{year}.pdf", 6),) * pdfs)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    volumes = [
        volume(folder, 2019, "食堂的菜谱", "图书角"),
        volume(folder, 2020, "食堂食堂食堂", author="单小明"),
        volume(folder, 2021, "食堂", "书屋", "食堂协商", author="单小明明"),
    ]
    write_shelf_index(folder / "shelf.sqlite", volumes)
    return folder / "shelf.sqlite"


def years(shelf: Path, words: str, **wanted: object) -> list[int]:
    return [hit.year for hit in search([shelf], words, 20, SearchFilter(**wanted))]  # type: ignore[arg-type]


def test_an_article_is_found_with_file_and_page(shelf: Path) -> None:
    (hit,) = search([shelf], "图书")
    assert (hit.year, hit.file, hit.page, hit.volume_folio) == (2019, "2019/kanwu-2019.pdf", 8, 2)
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["图书"]


def test_a_guess_stays_one(tmp_path: Path) -> None:
    read = replace(issue_of("食堂", "投递站"), page_confidence={1: 0.7})
    write_index(tmp_path / "index.sqlite", BoundVolume(ORDER, (read,)))
    one = IndexedVolume(tmp_path / "index.sqlite", DIGEST, (IndexedPdf("a.pdf", 0),))
    write_shelf_index(tmp_path / "shelf.sqlite", [one])
    assert [search([tmp_path / "shelf.sqlite"], words)[0].text_confidence for words in ("食堂", "投递站")] == [
        None,
        0.7,
    ]


def test_the_best_of_all_years_come_first(shelf: Path) -> None:
    assert years(shelf, "食堂")[0] == 2020
    assert sorted(years(shelf, "食堂")) == [2019, 2020, 2021]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"first_year": 2020}, [2020, 2021]),
        ({"last_year": 2019}, [2019]),
        ({"first_year": 2020, "last_year": 2020}, [2020]),
        ({"author": "单小明"}, [2020]),  # and not 单小明明
        ({"author": "仇 月"}, [2019, 2020, 2021]),
        ({"author": "小明"}, []),
        ({"section": "栏目"}, [2019, 2020, 2021]),
        ({"section": "栏"}, []),
        ({"author": "单小明", "first_year": 2021}, []),
        ({"author": "' OR 1=1 --"}, []),
    ],
)
def test_what_is_searched_is_filtered(shelf: Path, wanted: dict[str, object], expected: list[int]) -> None:
    assert sorted(years(shelf, "食堂", **wanted)) == expected


def test_the_index_of_one_volume_is_filtered_too(tmp_path: Path) -> None:
    index = volume(tmp_path, 2019, "食堂").index
    assert years(index, "食堂", author="林一帆", first_year=2019) == [2019]
    assert years(index, "食堂", author="林一帆", first_year=2020) == []


def test_the_same_volumes_give_the_same_bytes_and_are_named(shelf: Path, tmp_path: Path) -> None:
    volumes = [volume(tmp_path, year, "食堂") for year in (2019, 2020)]
    for name in ("a", "b"):
        write_shelf_index(tmp_path / name, volumes)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert read_sources(shelf) == {f"kanwu-{year}": DIGEST for year in (2019, 2020, 2021)}
    assert read_sources(volumes[0].index) == {}


def test_unsound_indexes_are_told_by_name(tmp_path: Path) -> None:
    good = volume(tmp_path, 2019, "食堂")
    shelved = tmp_path / "of-shelf.sqlite"
    write_shelf_index(shelved, [good])
    torn = tmp_path / "torn.sqlite"
    torn.write_bytes(good.index.read_bytes()[:5000])
    for index in (shelved, torn, tmp_path / "none"):
        with pytest.raises(BindingError, match=index.name):
            write_shelf_index(tmp_path / "made", [replace(good, index=index)])
    with pytest.raises(BindingError, match=r"kanwu-2019"):  # two volumes with one name
        write_shelf_index(tmp_path / "made", [good, good])
    with pytest.raises(BindingError, match=r"kanwu-2019"):  # a part that has no PDF
        write_shelf_index(tmp_path / "made", [replace(good, pdfs=())])
    assert not (tmp_path / "made").exists()


def test_hostile_rows_are_not_shown(tmp_path: Path) -> None:
    good = volume(tmp_path, 2019, "食堂")
    with closing(sqlite3.connect(good.index)) as database:
        database.execute("UPDATE passage SET title = 'a' || char(27) || '[2J'")
        database.commit()
    with pytest.raises(BindingError):
        write_shelf_index(tmp_path / "made", [good])


@pytest.mark.parametrize(
    "change", ["UPDATE bound SET file = x'00'", "UPDATE bound SET pages_before = 'x'", "DROP TABLE bound"]
)
def test_a_damaged_index_of_a_shelf_is_told(shelf: Path, tmp_path: Path, change: str) -> None:
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(shelf.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = OFF")
        database.execute(change)
        database.commit()
    with pytest.raises(FileAccessError, match=r"damaged\.sqlite"):
        search([path], "食堂")
