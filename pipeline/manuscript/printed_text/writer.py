"""A printed issue into a workspace (docs/content-format.md)."""

import re
import shutil
from pathlib import Path
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _
from pipeline.manuscript.latin_names import slug_of, syllables
from pipeline.manuscript.printed_text.markdown_text import write_blocks
from pipeline.manuscript.printed_text.printed import PrintedArticle, PrintedIssue
from pipeline.manuscript.workspace import ISSUE_FILE, PUBLICATION_FILE
from pipeline.manuscript.yaml_text import dump_yaml
from pipeline.model import plain_title
from pipeline.work_folders import work_folder

_LAYOUT = "gongyun"  # the layout made after the printed issue; the person who imports may choose another
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_MAX_SLUG = 40


def write_workspace(printed: PrintedIssue, into: Path, publication_id: str | None = None) -> list[Path]:
    """Write *printed* as a workspace into the folder *into*, which must be empty or not there yet; return its files.

    *publication_id* names the publication's folder; without one it is made of the initials of the name in pinyin.
    All files appear together or not at all. Raises UsageError for an id that is no folder name of a publication,
    FileAccessError where the folder isn't empty or can't be written.
    """
    if publication_id is not None and not _ID.fullmatch(publication_id):
        hint = _("Use a-z, 0-9 and -, such as gongyun.")
        raise UsageError(Problem(_("“{id}” cannot name a publication's folder.").format(id=publication_id), hint=hint))
    files = _compose(printed, publication_id or _initials(printed.name))
    try:
        return _publish(files, into)
    except OSError as error:
        message = _("The folder cannot be written: {reason}.").format(reason=error.strerror or str(error))
        raise FileAccessError(Problem(message, into)) from error


def _publish(files: dict[str, str], into: Path) -> list[Path]:
    """Write *files* (path inside the workspace → text) beside their place and move them there in one step."""
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        hint = _("Name a new or an empty folder; nothing is overwritten.")
        raise FileAccessError(Problem(_("The destination is not an empty folder."), into, hint=hint))
    is_new = not into.exists()
    into.mkdir(parents=True, exist_ok=True)
    try:
        with work_folder(".importing-", into) as folder:
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            Path(folder, "issues").rename(into / "issues")
    except BaseException:
        if is_new:
            shutil.rmtree(into, ignore_errors=True)
        raise
    return [into / name for name in files]


def _compose(printed: PrintedIssue, publication_id: str) -> dict[str, str]:
    folder = f"issues/{publication_id}"
    issue = f"{folder}/{printed.year}/{printed.number:02d}"
    slugs = _slugs(printed.articles)
    files = {
        f"{folder}/{PUBLICATION_FILE}": _write_publication(printed),
        f"{issue}/{ISSUE_FILE}": _write_issue(printed, slugs),
    }
    for slug, article in zip(slugs, printed.articles, strict=True):
        files[f"{issue}/articles/{slug}.md"] = _write_article(article)
    return files


def _write_publication(printed: PrintedIssue) -> str:
    rows: dict[str, Any] = {
        "name": printed.name,
        "latin_name": " ".join(part.capitalize() for part in syllables(printed.name)) or "Untitled",
        "organisers": list(printed.organisers),
        "layout": _LAYOUT,
        "language": "zh-CN",
    }
    return dump_yaml(rows | ({"colophon": dict(printed.colophon)} if printed.colophon else {}))


def _write_issue(printed: PrintedIssue, slugs: list[str]) -> str:
    names = iter(slugs)
    sections = []
    for section in printed.sections:
        rows: dict[str, Any] = {"name": section.name}
        if section.contents_name != section.name:
            rows["contents_name"] = section.contents_name
        rows["articles"] = [_entry_rows(article, next(names)) for article in section.articles]
        sections.append(rows)
    head = {
        "year": printed.year,
        "number": printed.number,
        "total_number": printed.total_number,
        "date": printed.date,
    }
    return dump_yaml(head | {"sections": sections})


def _entry_rows(article: PrintedArticle, slug: str) -> dict[str, Any]:
    rows: dict[str, Any] = {"file": f"articles/{slug}.md"}
    if article.contents_title != plain_title(article.title):
        rows["contents_title"] = article.contents_title
    return rows | {"printed_folio": article.printed_folio}


def _write_article(article: PrintedArticle) -> str:
    title = DoubleQuotedScalarString(article.title) if "\n" in article.title else article.title
    head = {"title": title} | ({"subtitle": article.subtitle} if article.subtitle else {})
    return f"---\n{dump_yaml(head)}---\n\n{write_blocks(article.blocks)}"


def _initials(name: str) -> str:
    initials = "".join(part if part[0].isdecimal() else part[0] for part in syllables(name)).lower()
    return initials[:_MAX_SLUG] or "publication"


def _slugs(articles: tuple[PrintedArticle, ...]) -> list[str]:
    """A file name for each article: its number and the first six characters of its title in pinyin."""
    return [f"{number:02d}-{slug_of(article.title)}" for number, article in enumerate(articles, 1)]
