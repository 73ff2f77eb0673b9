"""A shelf as it is made: all files of sound volumes, what is missing told, the last good one kept."""

import csv
import io
import json
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.binding.finding_aids.searching import search
from pipeline.binding.preservation.fixity import verify_sums
from pipeline.errors import BindingError, ContentError, FileAccessError
from pipeline.shelf import Shelf, ShelfRequest, make_shelf
from tests.commands import run_kanben
from tests.reports.pages_of_html import HOSTILE, Reader, check_harmless, check_policy
from tests.shelf.shelves import article, issue, put_publication, put_volume

NAMES = [
    "kanwu-shelf.pdf", "kanwu-shelf.html", "kanwu-shelf-catalogue.json", "kanwu-shelf-catalogue.csv",
    "kanwu-shelf-marc.xml", "kanwu-shelf-marc.mrc", "kanwu-shelf-report.json", "kanwu-shelf-search.sqlite",
    "SHA256SUMS",
]  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A shelf, and what was wanted."""

    shelf: Shelf
    request: ShelfRequest

    def data(self, name: str) -> bytes:
        return (self.shelf.folder / name).read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """2019 and 2021 are sound, 2020 was changed, 2022 is missing, 2023 is ordered and not bound."""
    workspace = tmp_path_factory.mktemp("shelf")
    publication, out = put_publication(workspace), workspace / "out"
    with (publication / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write("index_order: strokes\n")
    put_volume(
        out,
        2019,
        issue(2019, 1, article("职工食堂", "单小明", keywords=("协商",)), article("图书角", page=2, people=("解某",))),
    )
    changed = put_volume(out, 2020, issue(2020, 1, article("不见的一篇")))
    special = replace(issue(2021, 1, article(HOSTILE[:60], "单晓明", page=1, issue_folio=116)), label="增刊1")
    put_volume(out, 2021, special, issue(2021, 2, first=5))
    (changed / "kanwu-2020.pdf").write_bytes(b"")
    (publication / "2023").mkdir()
    (publication / "2023/volume.yaml").write_text("")
    request = ShelfRequest(publication=publication, out=out)
    return Made(make_shelf(request), request)


def test_all_is_there_and_what_is_missing_is_told(made: Made) -> None:
    shelf = made.shelf
    assert (shelf.status, shelf.years, shelf.articles) == ("made", (2019, 2021), 3)
    assert [path.name for path in shelf.files] == NAMES
    assert [(each.year, each.reason) for each in shelf.lacks] == [
        (2020, "kanwu-2020.pdf: The file was changed."),
        (2022, "There is no volume of this year."),
        (2023, "There is no volume of this year."),
    ]
    assert verify_sums(shelf.folder).problems == ()
    assert json.loads(made.data("kanwu-shelf-report.json"))["years"] == [2019, 2021]


def test_the_catalogues_have_every_article_with_its_file(made: Made) -> None:
    rows = json.loads(made.data("kanwu-shelf-catalogue.json"))
    assert rows["lacks"] == [2020, 2022, 2023]
    first, second = rows["volumes"][0]["issues"][0]["articles"]
    assert (first["file"], first["page"], second["page"]) == ("2019/kanwu-2019.pdf", 7, 9)
    table = list(csv.reader(io.StringIO(made.data("kanwu-shelf-catalogue.csv").decode("utf-8-sig"), newline="")))
    assert [row[0] for row in table] == ["年", "2019", "2019", "2021"]
    assert [row[13] for row in table] == ["人名", "", "解某", ""]
    assert table[1][-2:] == ["2019/kanwu-2019.pdf", "7"]


def test_the_index_is_a_book_whose_links_lead_to_the_volumes(made: Made) -> None:
    reader = PdfReader(io.BytesIO(made.data("kanwu-shelf.pdf")))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "缺卷" in text.replace(" ", "")
    assert "笔画排序" in text.replace(" ", "")
    assert text.count("2021·增刊1·116") == 4  # a place is on one line, however wide: contents and three indexes
    actions = [
        annotation.get_object()["/A"]
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]
    led = {(str(action["/F"]["/UF"]), action["/D"][0]) for action in actions if action["/S"] == "/GoToR"}
    assert led == {("2019/kanwu-2019.pdf", 6), ("2019/kanwu-2019.pdf", 8), ("2021/kanwu-2021.pdf", 7)}
    assert {str(action["/S"]) for action in actions} == {"/GoToR"}
    assert b"kanben:" not in made.data("kanwu-shelf.pdf")
    titles = [str(item.title) for item in reader.outline if not isinstance(item, list)]
    assert titles == ["封面", "说明", "总目录", "栏目索引", "主题索引", "作者索引", "人名索引", "题名索引"]
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_page_needs_nothing_else_and_lists_every_article(made: Made) -> None:
    text = made.data("kanwu-shelf.html").decode("utf-8")
    check_policy(text)
    check_harmless(text)
    page = Reader(text)
    links = [held["href"] for held in page.all("a") if not held["href"].startswith("#")]
    assert links == ["2019/kanwu-2019.pdf#page=7", "2019/kanwu-2019.pdf#page=9", "2021/kanwu-2021.pdf#page=8"]
    assert [held["data-year"] for held in page.all("section", "year")] == ["2019", "2021"]
    assert [held["data-people"] for held in page.all("li") if "data-people" in held] == ["解某"]
    assert "2020、2022、2023" in text


def test_all_years_are_searched_at_once(made: Made) -> None:
    (hit,) = search([made.shelf.folder / "kanwu-shelf-search.sqlite"], "食堂")
    assert (hit.year, hit.file, hit.page) == (2019, "2019/kanwu-2019.pdf", 7)


def test_what_has_not_changed_is_not_made_again(made: Made) -> None:
    kept = make_shelf(made.request)
    assert kept == replace(made.shelf, status="up to date")


def test_the_same_volumes_give_the_same_bytes(made: Made, tmp_path: Path) -> None:
    shutil.copytree(made.request.out, tmp_path / "out", ignore=shutil.ignore_patterns("*shelf*"))
    shelf = make_shelf(replace(made.request, out=tmp_path / "out"))
    assert shelf.status == "made"
    assert (shelf.folder / "SHA256SUMS").read_bytes() == made.data("SHA256SUMS")


def test_what_fails_leaves_the_last_shelf(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    shutil.copytree(made.request.out, out)
    before = {path: path.read_bytes() for path in (out / "kanwu").iterdir() if path.is_file()}
    index = out / "kanwu/2019/kanwu-2019-search.sqlite"
    making = sys.modules["pipeline.shelf.make_shelf"]
    monkeypatch.setattr(making, "index_pdf", lambda *_values: b"")

    def fail(*_values: object) -> None:
        raise BindingError(())

    monkeypatch.setattr(making, "write_shelf_index", fail)
    with pytest.raises(BindingError):
        make_shelf(replace(made.request, out=out, force=True))
    assert {path: path.read_bytes() for path in (out / "kanwu").iterdir() if path.is_file()} == before
    assert index.exists()


def test_without_a_sound_volume_there_is_no_shelf(made: Made, tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="no bound volume"):
        make_shelf(replace(made.request, out=tmp_path))
    with pytest.raises(ContentError):
        make_shelf(ShelfRequest(publication=tmp_path / "none", out=tmp_path))


def test_the_shelf_is_searched_in_the_place_of_its_volumes(made: Made, tmp_path: Path) -> None:
    shutil.copytree(made.request.out, tmp_path / "out")
    found = run_kanben("search", "食堂", "--json", "--year", "2019", cwd=tmp_path)
    assert [Path(hit["index"]).name for hit in json.loads(found.stdout)] == ["kanwu-shelf-search.sqlite"]
    sums = tmp_path / "out/kanwu/2019/SHA256SUMS"
    sums.write_text(sums.read_text().replace("  kanwu-2019-search", "  x").replace("0", "1"))
    found = run_kanben("search", "食堂", "--json", cwd=tmp_path)
    assert [Path(hit["index"]).name for hit in json.loads(found.stdout)] == ["kanwu-2019-search.sqlite"]
    assert "is older than a volume" in found.stderr


def test_a_page_that_goes_on_with_a_subject_says_which(tmp_path: Path) -> None:
    publication, out = put_publication(tmp_path), tmp_path / "out"
    articles = [article(f"第{number}篇", keywords=("协商",)) for number in range(1, 41)]
    put_volume(out, 2019, issue(2019, 1, *articles))
    shelf = make_shelf(ShelfRequest(publication=publication, out=out))
    reader = PdfReader(shelf.folder / "kanwu-shelf.pdf")
    pages = ["".join(page.extract_text().split()) for page in reader.pages]
    at = next(number for number, text in enumerate(pages) if "主题索引" in text and "第1篇" in text)
    assert "主题索引X协商" in pages[at + 1]
    assert "主题索引X" not in pages[at]
    assert any("总目录2019年第1期" in text for text in pages)
