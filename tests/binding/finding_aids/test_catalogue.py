"""The catalogue: JSON that comes back equal, CSV that a spreadsheet reads as text."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.binding.finding_aids.catalogue import (
    Catalogue,
    catalogue_csv,
    catalogue_json,
    catalogue_of,
    read_catalogue,
)
from pipeline.errors import BindingError
from pipeline.model import Author
from pipeline.volume import PlacedArticle
from tests.binding.bound_volumes import bound_issue, bound_volume

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
ARTICLES = st.builds(
    PlacedArticle,
    title=TEXT,
    authors=st.lists(st.builds(Author, name=TEXT, affiliation=TEXT), max_size=3).map(tuple),
    section=TEXT,
    page=st.integers(0, 5000),
    issue_folio=st.integers(1, 500),
    destination=TEXT,
    first_lines=TEXT,
    subtitle=TEXT,
    contents_title=TEXT,
    keywords=st.lists(TEXT, max_size=2).map(tuple),
    people=st.lists(TEXT, max_size=2).map(tuple),
)


def with_articles(*articles: PlacedArticle) -> Catalogue:
    return catalogue_of(bound_volume(replace(bound_issue(), articles=articles)))


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_json_names_the_volume_and_each_article() -> None:
    rows = json.loads(catalogue_json(catalogue_of(bound_volume())))
    assert (rows["schema"], rows["schema_version"]) == ("kanben-catalogue", 2)
    assert rows["volume"] == {
        "id": "kanwu-2023",
        "publication": "刊物",
        "latin_name": "Kanwu",
        "language": "zh-CN",
        "title": "刊物2023年合订本",
        "number": 7,
        "year": 2023,
        "shelf_mark": "K-23",
        "parts": 1,
        "pages": 6,
    }
    (issue,) = rows["issues"]
    assert (issue["label"], issue["date"], issue["part"], issue["volume_folio"]) == ("第1期", "2023-02-03", 1, 1)
    assert issue["articles"][1] == {
        "section": "文化",
        "title": "图书角的一年",
        "subtitle": "",
        "contents_title": "图书角的一年",
        "authors": [{"name": "单小明", "affiliation": ""}, {"name": "仇月", "affiliation": ""}],
        "issue_folio": 4,
        "volume_folio": 5,
        "destination": "i1-b",
        "first_lines": "图书角新添",
        "keywords": [],
        "people": [],
    }


def test_a_catalogue_of_the_first_version_is_read() -> None:
    rows = json.loads(catalogue_json(catalogue_of(bound_volume())))
    rows["schema_version"] = 1
    for article in rows["issues"][0]["articles"]:
        del article["subtitle"], article["contents_title"]
    assert read_catalogue(json.dumps(rows).encode()) == catalogue_of(bound_volume())


def test_titles_are_told_apart() -> None:
    article = replace(bound_issue().articles[0], title="食堂\n怎样办好", subtitle="一家一年", contents_title="办好食堂")
    catalogue = with_articles(article)
    assert rows_of(catalogue_csv(catalogue))[1][3:6] == ["食堂怎样办好", "一家一年", "办好食堂"]
    (row,) = json.loads(catalogue_json(catalogue))["issues"][0]["articles"]
    assert (row["title"], row["subtitle"], row["contents_title"]) == ("食堂怎样办好", "一家一年", "办好食堂")


@given(st.lists(ARTICLES, max_size=4))
def test_the_json_comes_back_equal(articles: list[PlacedArticle]) -> None:
    catalogue = with_articles(*articles)
    data = catalogue_json(catalogue)
    assert read_catalogue(data) == catalogue
    assert catalogue_json(read_catalogue(data)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"schema": "kanben-catalogue", "schema_version": 3, "volume": {}, "issues": []}',
        b'{"schema": "kanben-catalogue", "schema_version": 1, "volume": {"id": "x"}, "issues": []}',
        catalogue_json(catalogue_of(bound_volume())).replace(b'"year": 2023', b'"year": "2023"'),
        catalogue_json(catalogue_of(bound_volume())).replace(b'"issue_folio": 1', b'"issue_folio": [1]'),
        catalogue_json(catalogue_of(bound_volume()))
        .replace("林一帆".encode(), b"")
        .replace(b'"name": ""', b'"name": 1'),
    ],
)
def test_what_is_no_catalogue_is_told(data: bytes) -> None:
    with pytest.raises(BindingError, match="no catalogue"):
        read_catalogue(data)


def test_the_csv_has_a_row_for_each_article() -> None:
    data = catalogue_csv(catalogue_of(bound_volume()))
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    headings, first, second = rows_of(data)
    assert headings[:6] == ["期", "日期", "栏目", "题名", "副题名", "目录题名"]
    assert first == [
        "第1期", "2023-02-03", "经验", "职工食堂怎样办好", "", "职工食堂怎样办好", "林一帆（后勤处）", "1", "2", "1",
        "食堂要听取意见", "", "",
    ]  # fmt: skip
    assert second[3:9] == ["图书角的一年", "", "图书角的一年", "单小明；仇月", "4", "5"]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@A1", "＝1+1", " =1+1", "\t=1+1", "\n@A1", "\0=1", "－1"])
def test_no_cell_is_a_formula(title: str) -> None:
    article = replace(bound_issue().articles[0], title=title, section=title, first_lines=title)
    _headings, row = rows_of(catalogue_csv(with_articles(article)))
    assert {row[2][0], row[3][0], row[5][0], row[10][0]} == {"'"}


@given(st.lists(ARTICLES, max_size=4))
def test_the_csv_is_one_line_for_each_article_whatever_the_texts_hold(articles: list[PlacedArticle]) -> None:
    rows = rows_of(catalogue_csv(with_articles(*articles)))
    assert len(rows) == 1 + len(articles)
    assert {len(row) for row in rows} == {13}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_title_that_is_no_formula_is_left_alone() -> None:
    article = replace(bound_issue().articles[0], title="1+1=2")
    assert rows_of(catalogue_csv(with_articles(article)))[1][3] == "1+1=2"


def test_half_a_character_of_a_damaged_pdf_does_no_harm() -> None:
    article = replace(bound_issue().articles[0], first_lines="文\ud800字")
    assert "文?字" in catalogue_csv(with_articles(article)).decode("utf-8")
    assert read_catalogue(catalogue_json(with_articles(article))).issues[0].articles[0].first_lines == "文?字"
