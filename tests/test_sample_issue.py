"""The sample issues: the first large, in five sections, with every element that content can have; two short ones beside
it, with what a year's contents and indexes need; and the volumes that bind them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from docs.make_legacy_sample import legacy_pdf
from pipeline import blocks, inlines, model
from pipeline.issue_numbers import IssueNumber
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.volume_reader import read_volume
from pipeline.manuscript.words import words_of
from pipeline.production.issue.issue_builder import FinishedIssue
from pipeline.volume import LegacyIssue, SourceIssue
from tests.builders import new_builder
from tests.finished import finished_sample
from tests.workspaces import ISSUE, good_workspace


@pytest.fixture(scope="module")
def year(root: Path) -> tuple[model.Issue, ...]:
    return tuple(read_issue(root / f"issues/gongyun/2023/{number:02d}") for number in (1, 2, 3))


@pytest.fixture(scope="module")
def sample(year: tuple[model.Issue, ...]) -> model.Issue:
    return year[0]


def han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


OF_OTHER_MAGAZINES = {"NumberMark", "Formula", "DisplayedFormula", "Subscript", "Superscript", "Break", "Blank"} | {
    *(
        "Coloured",
        "LabelledItem",
        "NameGroup",
        "Stanza",
        "Question",
        "Citation",
        "FigureGroup",
        "SealedSignoff",
        "InlinePicture",
        "Chart",
    ),
}
"""What a bulletin of this kind does not print."""


def nodes(value: Any) -> Iterator[Any]:
    """Every model object below *value*."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


def test_it_is_large_enough(sample: model.Issue) -> None:
    assert len(list(sample.entries)) == 8
    assert len(sample.sections) in (4, 5)
    articles = {entry.article.path for entry in sample.entries}
    assert sum(han(words.text) for words in words_of(sample) if words.path in articles) >= 9000


def test_it_has_every_element_of_content(sample: model.Issue) -> None:
    found = Counter(type(node) for node in nodes(sample))
    elements = (*inlines.Inline.__args__, *blocks.Block.__args__)
    assert {element.__name__ for element in elements if not found[element]} == OF_OTHER_MAGAZINES
    paragraphs = {node.style for node in nodes(sample) if isinstance(node, blocks.Paragraph)}
    assert paragraphs == {"body", "salutation", "signoff"}
    assert {node.level for node in nodes(sample) if isinstance(node, blocks.Heading)} >= {1, 2, 3}
    assert any(node.picture.path.suffix == ".svg" for node in nodes(sample) if isinstance(node, blocks.Figure))
    articles = [entry.article for entry in sample.entries]
    for name in ("subtitle", "authors", "source", "date", "kicker", "summary"):
        assert any(getattr(article, name) for article in articles), name


NAMES = (
    "关于推进新就业形态劳动者权益协商协调机制建设工作的通知",
    "关于维护新就业形态劳动者劳动保障权益的指导意见",
    "深化人力资源开发激发人才成长活力的措施",
    "围绕党的中心任务更好发挥工会作用",
    "中国邮政集团工会天津市武清区委员会",
    "中国航天科工集团第二研究院二八三厂北京新风航天装备有限公司",
)


def borrowed_from(seed: str, text: str) -> set[str]:
    """Runs of 16 Han characters that *text* and *seed* (Han alone) have in common; those of NAMES left out."""
    text = "".join(character for character in text if han(character))
    for name in NAMES:
        text = text.replace(name, "·")
    return {text[i : i + 16] for i in range(len(text) - 15) if text[i : i + 16] in seed}


@pytest.fixture(scope="module")
def seed(shared: Path) -> str:
    (path,) = (shared / "seed").glob("*.txt")
    return "".join(character for character in path.read_text(encoding="utf-8") if han(character))


def test_they_are_in_our_own_words(year: tuple[model.Issue, ...], seed: str) -> None:
    """No 16 Han characters in a row are the printed issue's, but for titles and the names of documents and offices."""
    borrowed = set()
    for issue in year:
        articles = {entry.article.path for entry in issue.entries}
        titles = {entry.article.title for entry in issue.entries}
        for words in words_of(issue):
            if words.path in articles and words.text not in titles:
                borrowed |= borrowed_from(seed, words.text)
    assert borrowed == set()


def test_the_legacy_issue_is_in_our_own_words(root: Path, seed: str) -> None:
    assert borrowed_from(seed, (root / "docs/legacy_sample.txt").read_text(encoding="utf-8")) == set()


def test_borrowed_words_are_seen(seed: str) -> None:
    assert borrowed_from(seed, f"原文说：{seed[5000:5016]}。") == {seed[5000:5016]}


@pytest.mark.parametrize("number", [2, 3])
def test_the_short_ones_have_what_a_year_needs(year: tuple[model.Issue, ...], number: int) -> None:
    issue = year[number - 1]
    assert (issue.number, issue.total_number) == (IssueNumber.of(number), IssueNumber.of(227 + number))
    assert year[number - 2].date.first_day < issue.date.first_day
    assert issue.cover is not None
    assert len(issue.cover.lines) == 3
    assert 3 <= len(list(issue.entries)) <= 5
    found = {type(node) for node in nodes(issue)}
    assert {blocks.Table, inlines.Footnote, inlines.CrossReference, blocks.Box} <= found


def test_sections_and_authors_come_again_over_the_year(year: tuple[model.Issue, ...]) -> None:
    sections = Counter(section.name for issue in year for section in issue.sections)
    assert sections["经验交流"] == 3
    assert sections["职工文苑"] == 1
    authors = Counter(author.name for issue in year for entry in issue.entries for author in entry.article.authors)
    surnames = {name[:2] if name[:2] in ("欧阳", "尉迟") else name[0] for name in authors}
    assert set("单曾解仇区查任华") | {"欧阳", "尉迟"} <= surnames
    assert authors["单立群"] == authors["尉迟敏"] == 2


def test_the_short_ones_are_built_without_a_warning() -> None:
    issues = [finished_sample("gongyun", number).issue for number in (2, 3)]
    assert [issue.warnings for issue in issues] == [(), ()]
    assert [issue.substituted for issue in issues] == [(), ()]
    assert all(8 <= issue.pages <= 16 for issue in issues)


def test_the_volume_of_2023_binds_all_issues_in_order(root: Path) -> None:
    volume = read_volume(root / "issues/gongyun/2023")
    assert [issue.number for issue in volume.issues] == list(map(IssueNumber.of, (1, 2, 3)))
    assert all(isinstance(issue, SourceIssue) for issue in volume.issues)
    assert volume.number == 23
    assert "" not in (volume.shelf_mark, volume.stamps.ownership, volume.stamps.notice, volume.stamps.archive_uri)
    assert volume.stamps.proof == ""


def test_articles_of_the_legacy_volume_begin_where_it_says(root: Path) -> None:
    (issue,) = read_volume(root / "issues/gongyun/2022").issues
    assert isinstance(issue, LegacyIssue)
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(issue.path, strict=True).pages]
    assert [article.page for article in issue.articles] == [2, 4, 6, 8]
    for article in issue.articles:
        opening = f"【{article.section}】{article.title}{article.authors[0].name}（{article.authors[0].affiliation}）"
        assert pages[article.page - 1].startswith(opening)


def test_the_legacy_pdf_is_what_its_script_makes(root: Path) -> None:
    made = legacy_pdf()
    assert made == (root / "issues/gongyun/2022/legacy/gongyun-2022-06.pdf").read_bytes()
    assert len(made) <= 200_000


def test_the_legacy_pdf_is_of_the_old_kind(root: Path) -> None:
    with pikepdf.open(root / "issues/gongyun/2022/legacy/gongyun-2022-06.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.4"
        assert not {"/StructTreeRoot", "/MarkInfo", "/PageLabels", "/Metadata"} & set(pdf.Root.keys())
        (name, target) = pdf.Root.Names.Dests.Names
        assert [str(annotation.Dest) for annotation in pdf.pages[4].Annots] == [str(name)]
        assert target[0] == pdf.pages[5].obj
        with pdf.open_outline() as outline:
            assert next(item.title for item in outline.root) == "目录"
    data = (root / "issues/gongyun/2022/legacy/gongyun-2022-06.pdf").read_bytes()
    assert b"\nxref\n" in data
    assert b"/ObjStm" not in data


def test_a_small_issue_in_the_layout_of_the_magazine_conforms(tmp_path: Path, verapdf: Callable[..., Any]) -> None:
    issue = new_builder().build(good_workspace(tmp_path, "huakan") / ISSUE, lambda stage: None)
    assert conformity(issue, tmp_path, verapdf) == ["passed", "passed"]


@pytest.mark.slow
def test_the_magazine_conforms(root: Path, tmp_path: Path, verapdf: Callable[..., Any]) -> None:
    """The second sample has what the first, a bulletin, has not: photographs on the cover, plates, charts, floats."""
    issue = new_builder().build(root / "issues/shanhai/2024/05", lambda stage: None)
    assert issue.pages >= 40
    assert conformity(issue, tmp_path, verapdf) == ["passed", "passed"]


def conformity(issue: FinishedIssue, folder: Path, verapdf: Callable[..., Any]) -> list[str]:
    """What veraPDF says of the reading edition, which is written to *folder*: as PDF/A-2a, and as PDF/UA-1."""
    path = folder / f"{issue.id}.pdf"
    path.write_bytes(issue.files[path.name])
    return [str(result) for result in verapdf([path], ["2a", "ua1"])[path].values()]
