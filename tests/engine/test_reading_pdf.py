"""What the reading edition carries: labels, outline, links, language, facts, faces; and that it is what it claims."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from pipeline.engine.pages import Typesetter
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.finished import DEAR_LAYOUTS, LAYOUTS, finished_sample, sample_in
from tests.page_texts import page_texts

pytestmark = pytest.mark.whole


@cache
def texts(layout: str) -> list[str]:
    """The text of each page of the sample issue."""
    return page_texts(finished_sample(layout).pdf.read_bytes())


@pytest.fixture(params=LAYOUTS)
def reader(request: pytest.FixtureRequest) -> pypdf.PdfReader:
    return pypdf.PdfReader(finished_sample(request.param).pdf)


@pytest.mark.slow
def test_it_is_pdf_a_2a_and_pdf_ua_1(verapdf: Callable[..., Any], tmp_path: Path) -> None:
    files = [finished_sample(layout).pdf for layout in LAYOUTS]
    files += [finished_sample("gongyun", number).pdf for number in (2, 3)]
    offprints = finished_sample("gongyun")
    offprint = tmp_path / "offprint.pdf"
    offprint.write_bytes(next(data for name, data in offprints.issue.files.items() if "xieshang" in name))
    verdicts = verapdf([*files, offprint], ["2a", "ua1"])
    failures = {
        (path.name, flavour): result.failures[:5]
        for path, results in verdicts.items()
        for flavour, result in results.items()
        if not result.passed
    }
    assert len(verdicts) == len(LAYOUTS) + 3
    assert failures == {}


@pytest.mark.slow
def test_a_sample_is_pdf_a_4_and_pdf_ua_2(verapdf: Callable[..., Any], tmp_path: Path) -> None:
    folder = sample_in(tmp_path, "journal", 3)
    with (tmp_path / "issues/gongyun/publication.yaml").open("a", encoding="utf-8") as publication:
        publication.write("\nstandard: PDF/A-4\n")
    issue = new_builder().build(folder, lambda stage: None, offprints=True)
    paths = [tmp_path / Path(name).name for name in issue.files if name.endswith(".pdf")]
    for path, data in zip(paths, (data for name, data in issue.files.items() if name.endswith(".pdf")), strict=True):
        path.write_bytes(data)
    verdicts = verapdf(paths, ["4", "ua2"])
    assert len(verdicts) > 2
    assert {str(result) for results in verdicts.values() for result in results.values()} == {"passed"}


def test_it_declares_both_in_its_metadata(reader: pypdf.PdfReader) -> None:
    metadata = reader.root_object["/Metadata"].get_data().decode()
    assert re.search(r'pdfaid:part="2"', metadata)
    assert re.search(r'pdfaid:conformance="A"', metadata)
    assert re.search(r'pdfuaid:part="1"', metadata)


def test_title_author_language_and_date_are_the_issues(reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "中国国防邮电工运 2023年第1期（总第228期）"
    assert reader.metadata.author == "中国国防邮电工会全国委员会"
    assert reader.metadata["/CreationDate"] == "D:20230203000000Z"
    assert reader.root_object["/Lang"] == "zh-CN"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_only_our_faces_are_in_it_and_all_are_embedded(reader: pypdf.PdfReader) -> None:
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"]
            names.add(re.sub(r"^/[A-Z]{6}\+", "", descriptor["/FontName"]).lstrip("/"))
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert len(names) >= 4
    assert all(name.startswith("Kanben") for name in names), names


def test_page_labels_are_the_folios(reader: pypdf.PdfReader) -> None:
    labels = reader.page_labels
    folios = [label for label in labels if label.isdecimal()]
    assert [int(folio) for folio in folios] == [number for number, label in enumerate(labels, 1) if label.isdecimal()]
    assert len(folios) >= len(labels) - 2


def test_every_page_is_the_trim(reader: pypdf.PdfReader, request: pytest.FixtureRequest) -> None:
    geometry = finished_sample(request.node.callspec.params["reader"]).layout.geometry
    for page in reader.pages:
        assert float(page.trimbox.width) == pytest.approx(geometry.width, abs=0.02)
        assert float(page.trimbox.height) == pytest.approx(geometry.height, abs=0.02)


def test_the_outline_has_sections_over_articles(reader: pypdf.PdfReader) -> None:
    titles = {title: (level, page) for level, title, page in _outline(reader, reader.outline)}
    level, page = titles["【学习宣讲】" if "【学习宣讲】" in titles else "学习宣讲"]
    article_level, article_page = titles["围绕党的中心任务更好发挥工会作用"]
    assert article_level == level + 1
    assert article_page == page
    assert titles["目录"][0] == 0


def _outline(reader: pypdf.PdfReader, items: list[Any], level: int = 0) -> Iterator[tuple[int, str, int]]:
    for item in items:
        if isinstance(item, list):
            yield from _outline(reader, item, level + 1)
        else:
            yield level, item.title, reader.get_destination_page_number(item)


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_every_printed_folio_is_where_its_link_leads(layout: str) -> None:
    """Contents and cross-references print a number and are links: both must name the same page."""
    finished = finished_sample(layout)
    reader = pypdf.PdfReader(finished.pdf)
    names = reader.named_destinations
    starts = {entry.slug: entry.folio for entry in finished.issue.entries}
    led = {}
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            target = annotation.get_object().get("/Dest")
            if target is not None:
                led[str(target)] = reader.get_destination_page_number(names[str(target)]) + 1
    for slug, folio in starts.items():
        assert led[f"{finished.issue.id}-{slug}"] == folio
    contents = "".join(texts(layout)[: 3 if layout == "journal" else 1])
    for folio in starts.values():
        assert re.search(rf"(?<!\d){folio}(?!\d)", contents), f"folio {folio} isn't in the contents"
    text = "".join("".join(page.split()) for page in texts(layout))
    table = led[f"{finished.issue.id}-biao-guimo"]
    assert f"见第{table}页表1" in text


NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_footnote_is_on_the_page_of_its_call(layout: str) -> None:
    """A mark stands in the text and before the note: twice on a page, or not at all."""
    counts = [(number, mark, text.count(mark)) for number, text in enumerate(texts(layout), 1) for mark in NOTE_MARKS]
    assert sum(count for _number, _mark, count in counts) >= 14
    assert [row for row in counts if row[2] not in (0, 2)] == []


@pytest.mark.parametrize(("orphans", "widows"), [(1, 2), (2, 1)])
def test_no_note_is_put_off_for_the_lines_of_the_next_paragraph(orphans: int, widows: int) -> None:
    """Two notes fill the page up to lines that a following paragraph could have: they must not make room for these."""
    sheet = {
        "page.css": "@page { size: 200pt 200pt; margin: 0 } p { font: 10pt/20pt 'Kanben Song'; margin: 0; "
        f"orphans: {orphans}; widows: {widows} }} .note::footnote-call {{ content: '*' }} "
        ".note { float: footnote; footnote-policy: line; line-height: 20pt }"
    }
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets=sheet, folders={})
    called = f'{"天" * 8}<span class="note">子</span>{"天" * 16}<span class="note">丑{"注" * 23}</span>'
    for lines in range(7):
        body = f"{'<p>一行</p>' * lines}<p>{called}</p><p>{'地' * 43}</p>"
        part = typesetter.lay_out(f'<html lang="zh-CN"><body>{body}</body></html>')
        pages = [""] * part.page_count
        for run in part.runs:
            pages[run.page] += run.text
        assert [page.count("*") for page in pages] == [page.count("子") + page.count("丑") for page in pages], pages


def test_list_numbers_begin_where_the_manuscript_says() -> None:
    """One list is broken off by a paragraph and goes on with its fourth item."""
    text = "".join(texts("gongyun")[:8])
    assert re.findall(r"^(\d)\.", text, re.MULTILINE) == list("123456")


def test_blank_pages_are_blank() -> None:
    assert texts("journal")[1].strip() == ""


def test_the_outside_folio_of_the_journal_changes_sides() -> None:
    reader = pypdf.PdfReader(finished_sample("journal").pdf)
    sides = {}
    for number in (3, 4, 5, 6):
        places: list[tuple[str, float]] = []
        reader.pages[number - 1].extract_text(visitor_text=lambda t, cm, tm, *_: places.append((t.strip(), tm[4])))  # noqa: B023
        sides[number] = max((x for text, x in places if text == str(number)), default=-1.0)
    half = float(reader.pages[0].trimbox.width) / 2
    assert sides[3] > half
    assert 0 < sides[4] < half
    assert sides[5] > half
    assert 0 < sides[6] < half


def test_the_same_content_gives_the_same_bytes_from_any_folder(tmp_path: Path) -> None:
    again = IssueBuilder().build(sample_in(tmp_path / "another" / "place", "gongyun", 3), lambda stage: None)
    assert again.files[f"{again.id}.pdf"] == finished_sample("gongyun", 3).pdf.read_bytes()


def test_source_date_epoch_is_the_date_of_making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    data = new_builder().build(sample_in(tmp_path, "gongyun", 3), lambda stage: None).files["gongyun-2023-03.pdf"]
    assert b"20231114221320Z" in data or b"D:20231114221320Z" in _info(data)


def _info(data: bytes) -> bytes:
    from io import BytesIO

    metadata = pypdf.PdfReader(BytesIO(data)).metadata
    assert metadata is not None
    return str(metadata["/CreationDate"]).encode()


def test_offprints_hold_the_articles_pages_with_their_folios() -> None:
    finished = finished_sample("gongyun")
    entry = finished.issue.entries[2]
    from io import BytesIO

    data = finished.issue.files[f"offprints/{finished.issue.id}-{entry.slug}.pdf"]
    offprint = pypdf.PdfReader(BytesIO(data))
    assert offprint.page_labels == [str(folio) for folio in range(entry.folio, entry.last_folio + 1)]
    assert offprint.metadata is not None
    assert offprint.metadata.title == entry.title
    assert page_texts(data) == texts("gongyun")[entry.folio - 1 : entry.last_folio]
