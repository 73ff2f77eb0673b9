"""Building only what has changed: the order of build_issue, with a builder that counts instead of setting pages."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.errors import ContentError, Problem
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.words import words_of
from pipeline.production.issue import build
from pipeline.production.issue.build import build_editions, build_issue
from pipeline.production.issue.issue_builder import FinishedIssue, IssueBuilder
from pipeline.production.issue.request import BuildRequest, BuildResult
from tests.workspaces import ISSUE, good_workspace, replace_in


@dataclass
class Counter:
    """Stands for a builder: reads the issue and makes files of a few letters."""

    builds: int = 0
    resolution: int | None = None
    error: ContentError | None = None
    during: list[Any] = field(default_factory=list)

    def build(self, path: Path, progress: Any, offprints: bool = False, resolution: int | None = None) -> FinishedIssue:
        self.builds += 1
        self.resolution = resolution
        issue = read_issue(path)
        if self.error:
            raise self.error
        for action in self.during:
            action()
        files = {f"{issue.id}.pdf": b"%PDF"} | ({f"offprints/{issue.id}-dengta.pdf": b"%PDF"} if offprints else {})
        sources = tuple(dict.fromkeys(words.path for words in words_of(issue)))
        return FinishedIssue(id=issue.id, files=files, pages=4, entries=(), sources=sources)


@dataclass
class Shop:
    """A workspace whose issue is built again and again."""

    workspace: Path
    out: Path
    counter: Counter = field(default_factory=Counter)

    def build(self, **options: Any) -> BuildResult:
        request = BuildRequest(out=self.out, **options)
        return build_issue(self.workspace / ISSUE, request, lambda path, stage: None, cast(IssueBuilder, self.counter))

    def statuses(self, times: int, **options: Any) -> list[str]:
        return [self.build(**options).status for _number in range(times)]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(good_workspace(tmp_path), tmp_path / "out")


def test_an_issue_is_built_once(shop: Shop) -> None:
    assert shop.statuses(3) == ["built", "up to date", "up to date"]
    assert shop.counter.builds == 1
    assert (shop.out / "hao/2024/01/hao-2024-01.pdf").read_bytes() == b"%PDF"


def test_what_was_told_then_is_told_again(shop: Shop) -> None:
    built, kept = shop.build(), shop.build()
    assert (kept.made, kept.summary) == (built.made, built.summary)
    assert kept.made == ("hao-2024-01.pdf",)


def test_offprints_are_built_once(shop: Shop) -> None:
    assert shop.statuses(2, offprints=True) == ["built", "up to date"]
    assert shop.statuses(1) == ["up to date"]
    (shop.out / "hao/2024/01/offprints/hao-2024-01-dengta.pdf").unlink()
    assert shop.statuses(1, offprints=True) == ["built"]


def test_offprints_that_were_not_made_are(shop: Shop) -> None:
    assert shop.statuses(1) == ["built"]
    assert shop.statuses(2, offprints=True) == ["built", "up to date"]


def test_offprints_that_would_be_out_of_date_are_taken_away_and_told(shop: Shop) -> None:
    offprint = shop.out / "hao/2024/01/offprints/hao-2024-01-dengta.pdf"
    assert shop.build(offprints=True).removed == ()
    assert shop.build().removed == ()  # nothing has changed: they stay
    assert offprint.exists()
    replace_in(shop.workspace / ISSUE / "articles/duanxin.md", "初五", "初六")
    assert shop.build().removed == ("offprints/hao-2024-01-dengta.pdf",)
    assert not offprint.exists()
    assert shop.build(force=True).removed == ()


def test_an_offprint_of_an_article_that_is_gone_is_taken_away_and_told(shop: Shop) -> None:
    gone = shop.out / "hao/2024/01/offprints/hao-2024-01-weg.pdf"
    shop.build(offprints=True)
    gone.write_bytes(b"%PDF")
    result = shop.build(offprints=True, force=True)
    assert result.removed == ("offprints/hao-2024-01-weg.pdf",)
    assert "offprints/hao-2024-01-dengta.pdf" in result.made


def test_force(shop: Shop) -> None:
    assert shop.statuses(2, force=True) == ["built", "built"]


def test_another_resolution_of_pictures(shop: Shop) -> None:
    assert shop.statuses(2, picture_resolution=150) == ["built", "up to date"]
    assert shop.counter.resolution == 150
    assert shop.statuses(2) == ["built", "up to date"]
    assert shop.counter.resolution is None


def test_a_change_of_the_issue(shop: Shop) -> None:
    shop.build()
    replace_in(shop.workspace / ISSUE / "articles/duanxin.md", "初五", "初六")
    assert shop.statuses(2) == ["built", "up to date"]


@pytest.mark.parametrize("link", [False, True])
def test_a_change_of_a_picture_outside_the_folder_of_the_issue(shop: Shop, link: bool) -> None:
    shared = shop.workspace / "shared/chart.svg"
    shared.parent.mkdir()
    picture = shop.workspace / ISSUE / "images/chart.svg"
    picture.rename(shared)
    if link:
        picture.symlink_to(shared)
    else:
        replace_in(
            shop.workspace / ISSUE / "articles/diaocha.md", "../images/chart.svg", "../../../../../shared/chart.svg"
        )
    assert shop.statuses(2) == ["built", "up to date"]
    replace_in(shared, "110,10", "110,20")
    assert shop.statuses(2) == ["built", "up to date"]
    shared.rename(shared.with_name("gone.svg"))
    with pytest.raises(ContentError):
        raise cast(ContentError, shop.build().error)


def test_a_change_while_the_issue_is_built(shop: Shop) -> None:
    shop.counter.during.append(lambda: replace_in(shop.workspace / ISSUE / "articles/duanxin.md", "初五", "初六"))
    assert shop.statuses(1) == ["built"]
    shop.counter.during.clear()
    assert shop.statuses(2) == ["built", "up to date"]


def test_a_failure_leaves_the_last_good_file(shop: Shop) -> None:
    shop.build()
    path = shop.out / "hao/2024/01/hao-2024-01.pdf"
    replace_in(shop.workspace / ISSUE / "articles/duanxin.md", "初五", "<b>初六</b>")
    outcome = shop.build()
    assert outcome.status == "failed"
    assert isinstance(outcome.error, ContentError)
    assert path.read_bytes() == b"%PDF"
    replace_in(shop.workspace / ISSUE / "articles/duanxin.md", "<b>初六</b>", "初五")
    assert shop.statuses(1) == ["up to date"]


def test_an_error_is_told_not_raised(shop: Shop) -> None:
    shop.counter.error = ContentError(Problem("Wrong."))
    outcome = shop.build()
    assert (outcome.status, outcome.error) == ("failed", shop.counter.error)
    assert not shop.out.exists()


def test_editions_have_one_builder(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which lays the pages out once for all of them; none is there when all are up to date."""
    loaded, made = [], []

    def make(_builder: object, path: Path, request: BuildRequest, _progress: object) -> FinishedIssue:
        made.append(request.edition)
        name = {"reading": "hao-2024-01.pdf", "press": "hao-2024-01-press.pdf"}[request.edition]
        return FinishedIssue(id="hao-2024-01", files={name: b"%PDF"}, pages=4, entries=())

    monkeypatch.setattr(build, "_load_builder", loaded.append)
    monkeypatch.setattr(build, "_make_edition", make)
    orders = [BuildRequest(out=shop.out, edition=edition) for edition in ("press", "reading")]
    for status in ("built", "up to date"):
        outcomes = build_editions(shop.workspace / ISSUE, orders, lambda path, stage: None, 2)
        assert [(each.status, each.made) for each in outcomes] == [
            (status, ("hao-2024-01-press.pdf",)),
            (status, ("hao-2024-01.pdf",)),
        ]
    assert (loaded, made) == ([2], ["press", "reading"])
