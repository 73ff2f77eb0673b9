"""The specimen issue shows all that an article and an issue may hold, each beside its source, in any layout."""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from pipeline import blocks, inlines
from pipeline.bounded_files import BoundedFolder
from pipeline.errors import FileAccessError, UsageError
from pipeline.layout import Composer, find_layout, plan_parts, require_colours, require_languages, require_styles
from pipeline.manuscript.blocks import _BREAKS, _STYLES
from pipeline.manuscript.figures import _ATTRIBUTES as OF_FIGURES
from pipeline.manuscript.figures import _EXTENTS, _SIDES
from pipeline.manuscript.inlines import _MARKED
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.schema import ArticleRows, IssueFile, PublicationFile
from pipeline.manuscript.tables import TABLE_ATTRIBUTES
from pipeline.model import Issue
from pipeline.production.issue.issue_builder import layout_folders
from pipeline.production.specimen import make_specimen
from pipeline.production.specimen_content import ISSUE, write_specimen
from pipeline.pytest_plugin import LayoutRegression
from pipeline.resources import find_shipped
from tests.made_once import new_folder

LAYOUTS = ("gongyun", "journal", "huakan")
ROOT = Path(__file__).parents[2]
OF_MARKDOWN = {"src", "alt", "title", "class"}  # names that nobody types
# Of keys: what changes a layout, the like of `after`, what is asked for below.
NOT_SHOWN = {"colors", "options", "rgb", "cmyk", "spot", "before", "lang", "held"}


@cache
def written(layout: str) -> Path:
    """The specimen's workspace for *layout*."""
    workspace = new_folder("specimen")
    write_specimen(workspace, find_layout(layout, layout_folders(workspace)))
    return workspace


@cache
def texts(layout: str) -> dict[str, str]:
    folder = written(layout) / ISSUE
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.*")) if path.suffix in SHOWN}


SHOWN = {".md", ".yaml"}


def issue_of(layout: str) -> Issue:
    return read_issue(written(layout) / ISSUE)


def values_in(value: object) -> Iterator[object]:
    """*value* and all that it holds."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from values_in(each)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from values_in(getattr(value, name))


def keys_of(rows: type[BaseModel]) -> Iterator[str]:
    """The keys of a file, and of the rows in it."""
    for name, field in rows.model_fields.items():
        yield name
        for kind in (field.annotation, *get_args(field.annotation)):
            for inner in (kind, *get_args(kind)):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    yield from keys_of(inner)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_takes_the_specimen(layout: str) -> None:
    issue = issue_of(layout)
    found = find_layout(layout, layout_folders(written(layout)))
    for require in (require_colours, require_languages, require_styles):
        require(issue, found)
    assert {article.style for article in (entry.article for entry in issue.entries)} - {""} == set(
        found.styles.articles
    )
    assert {section.style for section in issue.sections} - {""} == set(found.styles.sections)
    composer = Composer(issue, found, written(layout))
    assert len(plan_parts(composer.issue, found)) > len(issue.sections)


def test_every_kind_of_block_and_inline_is_in_it() -> None:
    kinds = {type(value) for entry in issue_of("journal").entries for value in values_in(entry.article)}
    missing = {*get_args(blocks.Block), *get_args(inlines.Inline)} - kinds
    assert not missing


def test_every_mark_of_the_reader_is_in_it() -> None:
    text = "\n".join(texts("journal").values())
    classes = {*_STYLES, *_BREAKS, *_MARKED, *_SIDES, *_EXTENTS} - {"body"} | {
        "inline",
        "unnumbered",
        "turned",
        "small",
        "wide",
        "tinted",
    }
    names = (OF_FIGURES | TABLE_ATTRIBUTES) - OF_MARKDOWN | {"ruby", "lang", "color", "seal", "number", "kind", "unit"}
    wanted = {
        *(f"::: {kind}" for kind in (*blocks.BOX_KINDS, "figures", "chart")),
        *(f"kind={kind}" for kind in blocks.CHART_KINDS),
        *(f"place={place}" for place in get_args(blocks.BlockPlace) if place != "auto"),
    }
    missing = {each for each in wanted if each not in text}
    missing |= {f".{each}" for each in classes if not re.search(rf"\.{each}\b", text)}
    missing |= {f"{each}=" for each in names - {"id"} if f"{each}=" not in text}
    assert not missing


def test_every_key_of_its_files_is_in_it() -> None:
    yaml = (written("journal") / ISSUE.parents[1] / "publication.yaml").read_text(encoding="utf-8")
    text = "\n".join([yaml, *texts("journal").values()])
    keys = {key for rows in (IssueFile, ArticleRows, PublicationFile) for key in keys_of(rows)}
    missing = {key for key in keys - NOT_SHOWN if not re.search(rf"^[ -]*(?:.*\{{)?{key}:", text, re.MULTILINE)}
    assert not missing
    assert "lang: zh-Hant" in text


def test_what_the_documents_name_is_in_it() -> None:
    """The tables of content-format.md, so that a form that the reader's own tables don't list is missed as well."""
    text = "\n".join(texts("journal").values())
    document = (ROOT / "docs/content-format.md").read_text(encoding="utf-8").partition("## volume.yaml")[0]
    named = {
        *re.findall(r"\{\.([a-z-]+)", document),
        *re.findall(r"(?m)^:{3,} ([a-z-]+)", document),
        *re.findall(r"\{([a-z]+)=", document),
    }
    assert {"signoff", "poem", "place", "crop"} <= named
    assert not {each for each in named if not re.search(rf"[ .{{]{each}\b", text)}


def test_source_and_element_are_the_same_text() -> None:
    source = texts("journal")["ticai.md"]
    shown, _fence, rest = source.partition("## 诗\n\n~~~~\n")[2].partition("~~~~\n")
    assert shown.startswith("::: poem 夜航\n")
    assert rest.lstrip("\n").startswith(shown)


def test_a_layout_without_colours_and_traditional_chinese_has_a_specimen(tmp_path: Path) -> None:
    workspace = tmp_path / "mine"
    folder = workspace / "layouts/plain"
    folder.mkdir(parents=True)
    shipped = find_shipped("layouts") / "gongyun"
    for path in shipped.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    rows = (folder / "layout.yaml").read_text(encoding="utf-8")
    rows = rows.replace("composition: {traditional_chinese: true}\n", "").replace("styles: {", "# styles: {")
    rows = re.sub(r"colors:\n.*\n", "", rows)
    (folder / "layout.yaml").write_text(rows, encoding="utf-8")
    layout = find_layout("plain", [BoundedFolder(workspace / "layouts", workspace), *layout_folders(tmp_path)[1:]])
    write_specimen(tmp_path / "made", layout)
    issue = read_issue(tmp_path / "made" / ISSUE)
    require_colours(issue, layout)
    require_languages(issue, layout)
    require_styles(issue, layout)
    assert {"fanti", "article-feature"}.isdisjoint(entry.article.slug for entry in issue.entries)


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "out/specimen-journal").mkdir(parents=True)
    (tmp_path / "out/specimen-journal/letters.txt").touch()
    with pytest.raises(FileAccessError, match="something here already"):
        make_specimen("journal", tmp_path, tmp_path / "out", lambda stage: None)
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["specimen-journal", "letters.txt"]
    with pytest.raises(UsageError, match="no layout"):
        make_specimen("nothing", tmp_path, tmp_path / "out", lambda stage: None)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_laid_out_as_accepted(layout: str, tmp_path: Path, layout_regression: LayoutRegression) -> None:
    """``--accept-layout`` accepts what a change of a layout or of the specimen does to its pages."""
    (tmp_path / "layouts").mkdir()
    made = make_specimen(layout, tmp_path, tmp_path / "out", lambda stage: None)
    assert made.pdf == tmp_path / f"out/specimen-{layout}.pdf"
    assert made.pdf.read_bytes().startswith(b"%PDF-1.7")
    assert made.pages > 20
    again: Any = make_specimen(layout, tmp_path, tmp_path / "out", lambda stage: None)
    assert again.pages == made.pages
    layout_regression.check(made.pdf)
