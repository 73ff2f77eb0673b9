"""Full-text search: what is found and where, what a question cannot do, and what is no index."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.binding.finding_aids import full_text
from pipeline.binding.finding_aids.full_text import write_index
from pipeline.binding.finding_aids.searching import LONGEST_QUERY, SNIPPET_LENGTH, Hit, search
from pipeline.errors import FileAccessError, UsageError
from pipeline.model import Author
from tests.binding.bound_volumes import ORDER, bound_issue, bound_volume, issue_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("volume") / "刊物 %23?-search.sqlite"
    write_index(path, bound_volume())
    return path


def found(index: Path, words: str) -> list[tuple[str, int | None, int]]:
    return [(hit.article, hit.issue_folio, hit.volume_folio) for hit in search([index], words)]


CANTEEN, READING = "职工食堂怎样办好", "图书角的一年"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("公布", [(CANTEEN, 1, 2)]),
        ("菜单", [(CANTEEN, 1, 2)]),  # divided by a page, with a folio and a running head between
        ("炊", [(CANTEEN, 3, 4)]),
        ("培训", [(CANTEEN, 3, 4)]),
        ("annual REPORT", [(CANTEEN, 2, 3)]),
        ("gb/t", [(CANTEEN, 2, 3)]),
        ("abc", [(READING, 4, 5)]),
        ("ａｂｃ丛书", [(READING, 4, 5)]),
        ("单小明", [(READING, 4, 5)]),  # an author whose name is in no text
        ("踊跃", [(READING, 5, 6)]),
        ("职工", [(CANTEEN, 1, 2), (READING, 4, 5)]),  # in a title before in a text
        ("职工 图书", [(READING, 4, 5)]),
        ("职工 炊事员 图书", []),
        ("工职", []),
        ("封面", [("", None, 1)]),
        ("刊物第1期", []),  # a running head
    ],
)
def test_words_are_found_in_their_article_on_their_folio(
    index: Path, words: str, expected: list[tuple[str, int | None, int]]
) -> None:
    assert found(index, words) == expected


def test_a_hit_says_all_that_is_known_of_it(index: Path) -> None:
    (hit,) = search([index], "借阅 丛书")
    assert hit == Hit(
        database=index,
        volume="刊物2023年合订本",
        year=2023,
        file="",
        page=None,
        issue="kanwu-2023-01",
        label="第1期",
        article=READING,
        subtitle="",
        contents_title=READING,
        authors="单小明；仇月",
        section="文化",
        page_index=4,
        issue_folio=4,
        volume_folio=5,
        text_confidence=None,
        snippet="图书角的一年图书角新添ＡＢＣ丛书，职工借阅踊跃。",
        marks=((14, 16), (19, 21)),
        rank=hit.rank,
    )


def test_words_that_were_recognised_are_marked_as_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    read = replace(issue_of("食堂公告", "第二页有投递站"), text_confidence=0.7, page_confidence={1: 0.7})
    write_index(path, bound_volume(read))
    sure = [search([path], words)[0].text_confidence for words in ("食堂", "投递站")]
    assert sure == [None, 0.7]


def test_a_snippet_is_cut_out_around_the_words(tmp_path: Path) -> None:
    write_index(tmp_path / "i", bound_volume(issue_of("前" * 500 + "目标在此" + "后" * 500)))
    (hit,) = search([tmp_path / "i"], "目标 在此")
    assert hit.snippet.startswith("…前")
    assert hit.snippet.endswith("后…")
    assert len(hit.snippet) == SNIPPET_LENGTH + 2
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["目标在此"]


def test_each_title_of_an_article_is_found_and_weighs_in_its_order(tmp_path: Path) -> None:
    """Title, author, subtitle and the title of the contents alike, text: each in its column."""
    usual = {"title": "甲", "subtitle": "乙", "contents_title": "丙", "authors": (Author(name="丁"),)}
    fields = {
        "title": "目标",
        "authors": (Author(name="目标"),),
        "subtitle": "目标",
        "contents_title": "目标",
        "text": "目标",
    }
    issues = []
    for name, value in fields.items():
        issue = issue_of("目标" if name == "text" else "戊己", name=name)
        own = {**usual, **({} if name == "text" else {name: value})}
        issues.append(replace(issue, articles=(replace(issue.articles[0], **own),)))
    write_index(tmp_path / "i", bound_volume(*issues))
    hits = search([tmp_path / "i"], "目标")
    assert [hit.issue for hit in hits] == ["title", "authors", "subtitle", "contents_title", "text"]
    assert hits[2].rank == pytest.approx(hits[3].rank)
    assert (hits[4].article, hits[4].subtitle, hits[4].contents_title, hits[4].authors) == ("甲", "乙", "丙", "丁")


def test_a_title_that_the_contents_repeat_counts_once(tmp_path: Path) -> None:
    issues = []
    for name, listed in (("same", "目标"), ("none", "")):
        issue = issue_of("戊己", title="目标", name=name)
        issues.append(replace(issue, articles=(replace(issue.articles[0], contents_title=listed),)))
    write_index(tmp_path / "i", bound_volume(*issues))
    one, other = search([tmp_path / "i"], "目标")
    assert one.rank == pytest.approx(other.rank)


def test_all_volumes_are_searched_and_the_best_come_first(tmp_path: Path) -> None:
    # A word in a title beats one in a text; more volumes than hits are wanted.
    texts = {"a": issue_of("讲目标。" + "话" * 40), "b": issue_of("话", title="目标"), "c": issue_of("别的" * 20)}
    others = [issue_of("无关" * 30, name=name) for name in ("i2", "i3")]
    for name, issue in texts.items():
        write_index(tmp_path / name, bound_volume(issue, *others))
    paths = [tmp_path / name for name in texts]
    assert [hit.database.name for hit in search(paths, "目标")] == ["b", "a"]
    assert [hit.database.name for hit in search(paths, "目标", limit=1)] == ["b"]
    assert search([], "目标") == []


@pytest.mark.parametrize("words", ["", "  ", "，。", '"', "()*^:-+", "字" * (LONGEST_QUERY + 1)])
def test_words_that_hold_nothing_to_search_for_are_told(index: Path, words: str) -> None:
    with pytest.raises(UsageError, match="nothing in these words"):
        search([index], words)


@pytest.mark.parametrize(
    "words", ["title:职工", '职工"', "NEAR(职工 食堂)", "职工 NOT 食堂", "职工*", "^职工", "{职工}", "'; DROP"]
)
def test_the_grammar_of_the_database_is_no_grammar_here(index: Path, words: str) -> None:
    plain = "".join(letter if letter.isalnum() else " " for letter in words)
    is_one_word = "NEAR" not in words and ":" not in words
    assert not is_one_word or found(index, words) == found(index, plain)
    assert isinstance(search([index], words), list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=LONGEST_QUERY))
def test_no_question_breaks_the_search(index: Path, words: str) -> None:
    try:
        hits = search([index], words)
    except UsageError:
        return
    assert all(0 <= start < end <= len(hit.snippet) for hit in hits for start, end in hit.marks)


def test_the_same_volume_gives_the_same_bytes_and_leaves_nothing_beside(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_index(tmp_path / name / "x-search.sqlite", bound_volume())
    one, two = (tmp_path / name / "x-search.sqlite" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    write_index(two, bound_volume(issue_of("别的")))
    assert one.read_bytes() != two.read_bytes()
    assert [path.name for path in two.parent.iterdir()] == ["x-search.sqlite"]
    search([two], "别")
    assert [path.name for path in two.parent.iterdir()] == ["x-search.sqlite"]


def test_hostile_texts_are_written_and_searched(tmp_path: Path) -> None:
    issue = replace(issue_of("甲\0乙\ud800\x1b[2J'); DROP TABLE page; --", "\x00" * 50), label="第\x1b1期")
    write_index(tmp_path / "i", bound_volume(issue))
    (hit,) = search([tmp_path / "i"], "drop table")
    assert hit.label == "第1期"
    assert "\x1b" not in hit.snippet


def test_a_volume_without_issues_is_an_index_too(tmp_path: Path) -> None:
    write_index(tmp_path / "i", replace(bound_volume(), issues=()))
    assert search([tmp_path / "i"], "甲") == []


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


def damaged(index: Path) -> Iterator[tuple[str, bytes]]:
    good = index.read_bytes()
    yield "empty", b""
    yield "text", "这不是数据库".encode() * 200
    yield "cut off", good[: len(good) // 2]
    yield "header only", good[:100]
    yield "overwritten", good[:4096] + b"\xa5" * (len(good) - 4096)


def test_what_is_no_index_or_a_damaged_one_is_told_by_name(index: Path, tmp_path: Path) -> None:
    paths = []
    for name, data in damaged(index):
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    os.mkfifo(tmp_path / "pipe")
    paths += [tmp_path / "pipe", tmp_path / "none", tmp_path]
    with pytest.raises(FileAccessError) as caught:
        search([index, *paths], "职工")
    assert [problem.path for problem in caught.value.problems] == paths


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 99",
        "CREATE VIEW other AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON page BEGIN SELECT 1; END",
        f"DROP TABLE page; CREATE VIEW page AS {ENDLESS}",
        "DROP TABLE page",
        "DELETE FROM page",
        "UPDATE passage SET text = x'00ff'",
        "UPDATE passage SET text = '职工' || char(27) || '[2J'",
        "UPDATE page SET volume_folio = 'x'",
    ],
)
def test_a_database_of_another_make_is_told(index: Path, tmp_path: Path, change: str) -> None:
    path = tmp_path / "foreign"
    path.write_bytes(index.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.executescript(change)
    with pytest.raises(FileAccessError, match="no search index"):
        search([path], "职工")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_bytes_crash_the_search(index: Path, tmp_path: Path, data: st.DataObject) -> None:
    broken = bytearray(index.read_bytes())
    for _number in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "broken"
    path.write_bytes(broken)
    try:
        hits = search([path], "职工")
    except FileAccessError:
        return
    assert len(hits) <= 20


def test_a_place_that_cannot_be_written_is_told_and_the_old_index_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x-search.sqlite"
    write_index(path, bound_volume())
    good = path.read_bytes()

    def fail(*_values: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(full_text, "insert_passage", fail)
    with pytest.raises(FileAccessError, match="disk is full"):
        write_index(path, bound_volume())
    assert path.read_bytes() == good
    assert list(tmp_path.iterdir()) == [path]


def test_the_volume_is_named_in_its_index(index: Path) -> None:
    with closing(sqlite3.connect(index)) as database:
        assert database.execute("SELECT * FROM volume").fetchall() == [(ORDER.id, "刊物", "刊物2023年合订本", 7, 2023)]
        assert database.execute("SELECT count(*) FROM page").fetchone() == (len(bound_issue().page_texts) + 1,)


def test_words_are_indexed_in_the_column_that_they_stand_in(tmp_path: Path) -> None:
    """A title weighs more than an author, an author more than a text."""
    rows = [("甲", "作者", "讲目标的话"), ("目标", "作者", "别的话别的"), ("乙", "目标", "别的话别的")]
    issues = []
    for number, (title, author, text) in enumerate(rows):
        issue = issue_of(text, title=title, name=f"i{number}")
        (article,) = issue.articles
        issues.append(replace(issue, articles=(replace(article, authors=(Author(name=author),)),)))
    others = [issue_of("无关的话" * 3, name=f"o{number}") for number in range(6)]
    write_index(tmp_path / "i", bound_volume(*issues, *others))
    assert [hit.article for hit in search([tmp_path / "i"], "目标")] == ["目标", "乙", "甲"]
    with closing(sqlite3.connect(tmp_path / "i")) as database:
        question = "SELECT rowid FROM words WHERE words MATCH ?"
        found = {
            column: database.execute(question, (f'{column}: "目 标"',)).fetchall()
            for column in ("title", "authors", "text")
        }
    assert found == {"title": [(2,)], "authors": [(3,)], "text": [(1,)]}


def test_words_that_stand_far_apart_are_shown_from_the_first(tmp_path: Path) -> None:
    write_index(tmp_path / "i", bound_volume(issue_of(f"开头{'话' * 200}目标{'话' * 200}在此{'话' * 200}")))
    (hit,) = search([tmp_path / "i"], "在此 目标")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["目标"]
