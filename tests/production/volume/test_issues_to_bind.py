"""Issues ready to be bound: what of a legacy PDF counts as conforming."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import BindingError
from pipeline.issue_numbers import IssueNumber
from pipeline.model import Publication
from pipeline.production.issue.request import BuildRequest
from pipeline.production.volume import issues_to_bind
from pipeline.production.volume.issues_to_bind import IssueToBind, prepare_issues
from pipeline.volume import LegacyArticle, LegacyIssue, Volume
from tests.binding.small_parts import part_pdf


@pytest.mark.parametrize(
    ("labels", "page", "folio"),
    [
        (("1", "2", "3"), 2, 2),
        (("ii", "1", "2"), 3, 2),  # what is printed there, not the place in the file
        (("ii", "1", "2"), 1, 1),  # where no number is printed
        (("甲1", "２", ""), 2, 2),
        (("甲1", "２", ""), 3, 3),
        ((), 7, 7),
    ],
)
def test_the_folio_that_is_printed_on_a_page_of_an_old_pdf(labels: tuple[str, ...], page: int, folio: int) -> None:
    assert issues_to_bind._printed_folio(labels, page) == folio


def prepare_legacy(folder: Path, *, verified: bool = False, page: int = 2, data: bytes | None = None) -> IssueToBind:
    """A PDF of two pages, which declares PDF/A-2a and PDF/UA-1 and is both, as a legacy issue."""
    path = folder / "old.pdf"
    path.write_bytes(part_pdf("old", ("甲", "乙")) if data is None else data)
    publication = Publication(
        id="hao",
        path=folder / "publication.yaml",
        name="号",
        latin_name="Hao",
        organisers=("会",),
        layout="gongyun",
        language="zh-CN",
    )
    articles = (LegacyArticle(title="第1页甲", page=1), LegacyArticle(title="第2页乙", page=page, section="栏", line=9))
    issue = LegacyIssue(path=path, number=IssueNumber.of(6), label="第6期", articles=articles, verified=verified)
    volume = Volume(
        publication=publication, path=folder / "volume.yaml", year=1999, title="合订本", number=1, issues=(issue,)
    )
    (found,) = prepare_issues(volume, BuildRequest(out=folder / "out"), 1, lambda _path, _stage: None)
    return found


def test_a_legacy_issue(tmp_path: Path) -> None:
    issue = prepare_legacy(tmp_path, verified=True)
    assert (issue.id, issue.label, issue.shortcomings) == ("hao-1999-06", "第6期", ())
    assert [(target.title, target.page, target.name) for target in issue.targets] == [
        ("第1页甲", 0, "hao-1999-06-article-1"),
        ("第2页乙", 1, "hao-1999-06-article-2"),
    ]
    assert issue.articles[0].first_lines.startswith("正文甲")
    assert len(issue.texts) == 2


def test_what_a_legacy_issue_declares_is_not_taken_on_trust(tmp_path: Path) -> None:
    (shortcoming,) = prepare_legacy(tmp_path).shortcomings
    assert "nobody has verified" in shortcoming


def test_an_article_beyond_the_end(tmp_path: Path) -> None:
    with pytest.raises(BindingError) as raised:
        prepare_legacy(tmp_path, page=3)
    assert str(raised.value.problems[0]).endswith("volume.yaml:9: “第2页乙” begins on page 3, but the file has 2.")


def test_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(BindingError) as raised:
        prepare_legacy(tmp_path, data=b"GIF89a")
    assert raised.value.problems[0].path == tmp_path / "old.pdf"


def labelled(nums: list[object]) -> bytes:
    """The PDF of two pages with page labels as in *nums* (ISO 32000-1, 12.4.2)."""
    with pikepdf.open(BytesIO(part_pdf("old", ("甲", "乙")))) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(nums))
        file = BytesIO()
        pdf.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("nums", "folios"),
    [
        ([0, pikepdf.Dictionary(S=pikepdf.Name.D, St=41)], [41, 42]),
        ([0, pikepdf.Dictionary(P="封面"), 1, pikepdf.Dictionary(S=pikepdf.Name.D, St=7)], [1, 7]),
        ([0, pikepdf.Dictionary(S=pikepdf.Name.r, St=9)], [1, 2]),
        ([0, pikepdf.Dictionary(S=pikepdf.Name.D, P="A-")], [1, 2]),
    ],
)
def test_the_printed_folio_is_what_the_labels_tell(tmp_path: Path, nums: list[object], folios: list[int]) -> None:
    """Where they tell no number, it is the place in the file."""
    issue = prepare_legacy(tmp_path, data=labelled(nums))
    assert [article.issue_folio for article in issue.articles] == folios
    assert [article.page for article in issue.articles] == [0, 1]


@pytest.mark.parametrize(("first", "folios"), [(None, [1, 2, 3]), (57, [57, 58, 59]), (0, [1, 1, 2]), (-1, [1, 2, 1])])
def test_folios_from_the_first_one(first: int | None, folios: list[int]) -> None:
    issue = LegacyIssue(path=Path("x"), number=IssueNumber.of(6), label="", articles=(), first_folio=first)
    assert issues_to_bind._count_folios(issue, ("1", "2", "3")) == folios
