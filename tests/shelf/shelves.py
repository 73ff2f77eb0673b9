"""Bound volumes for tests of shelves: the files that a shelf reads, with a PDF that is none."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.binding.preservation.fixity import SUMS_NAME, checksums
from pipeline.issue_numbers import IssueDate
from pipeline.model import Author
from pipeline.production.volume.volume_files import write_finding_aids
from pipeline.shelf.volumes import ShelvedArticle, ShelvedVolume, articles_of, read_volume
from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle
from tests.binding.bound_volumes import ORDER

FRONT_PAGES = 6


def article(title: str, *authors: str, page: int = 0, **more: object) -> PlacedArticle:
    """An article on the 0-based *page* of its issue; an author is told as 林一帆 or 林一帆@后勤处."""
    named = (each.partition("@") for each in authors)
    given: dict[str, object] = {
        "title": title,
        "authors": tuple(Author(name=name, affiliation=office) for name, _at, office in named),
        "section": "经验",
        "page": page,
        "issue_folio": page + 1,
        "destination": f"a{page}",
    }
    return PlacedArticle(**{**given, **more})  # type: ignore[arg-type]


def issue(year: int, number: int, *articles: PlacedArticle, first: int = 1, part: int = 0) -> BoundIssue:
    """An issue of four pages, whose first has the volume folio *first*."""
    return BoundIssue(
        id=f"kanwu-{year}-{number:02d}",
        label=f"第{number}期（总第{year - 2000 + number}期）",
        volume_folio=first,
        pages=4,
        articles=articles,
        date=IssueDate(year, number, 3),
        volume_part=part,
        page_texts=tuple(f"正文{each.title}" for each in articles),
    )


def put_volume(out: Path, year: int, *issues: BoundIssue, parts: int = 1) -> Path:
    """Write the files of a volume to ``out/kanwu/<year>``, as binding leaves them; returns that folder."""
    folder = out / "kanwu" / str(year)
    folder.mkdir(parents=True)
    stem = f"kanwu-{year}"
    write_finding_aids(BoundVolume(replace(ORDER, year=year, title=f"刊物{year}年合订本"), issues, parts), folder)
    names = [f"{stem}.pdf"] if parts == 1 else [f"{stem}-{part + 1}.pdf" for part in range(parts)]
    rows = []
    for part, name in enumerate(names):
        (folder / name).write_bytes(b"%PDF-1.7\n")
        here = [each for each in issues if each.volume_part == part]
        pages = FRONT_PAGES + here[-1].volume_folio + 3 - here[0].volume_folio + 1
        rows.append({"name": name, "pages": pages, "declares": []})
    put_report(folder, {"files": rows})
    return folder


def put_report(folder: Path, rows: Mapping[str, object]) -> None:
    """Write *rows* as the report of the volume in *folder*, and the sums of all."""
    (folder / f"kanwu-{folder.name}-report.json").write_text(json.dumps(rows), encoding="utf-8")
    put_sums(folder)


def put_sums(folder: Path) -> None:
    """Write the sums of the volume in *folder* as its files are now."""
    files = {path.name: path for path in folder.iterdir() if path.name != SUMS_NAME}
    (folder / SUMS_NAME).write_bytes(checksums(files))


def put_publication(workspace: Path) -> Path:
    """Write the publication into *workspace*; returns its folder."""
    folder = workspace / "issues/kanwu"
    folder.mkdir(parents=True)
    (folder / "publication.yaml").write_text(
        "name: 刊物\nlatin_name: Kanwu\norganisers: [甲地工会, 乙所]\nlayout: gongyun\nlanguage: zh-CN\n",
        encoding="utf-8",
    )
    return folder


def shelved(out: Path, year: int, *articles: PlacedArticle) -> ShelvedVolume:
    """A volume with one issue of *articles*, written to *out* and read again."""
    return read_volume(put_volume(out, year, issue(year, 1, *articles)), f"kanwu-{year}")


def shelved_articles(out: Path, *articles: PlacedArticle) -> list[ShelvedArticle]:
    """*articles*, on a shelf."""
    return list(articles_of(shelved(out, 2020, *articles)))
