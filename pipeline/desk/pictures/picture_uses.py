"""Where the pictures of an issue stand: in which article, on which page, how fine they are printed."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pipeline.desk.pictures.figure_text import FIELDS, FigureMark, find_figures
from pipeline.desk.source_files import SourceFiles
from pipeline.errors import KanbenError
from pipeline.production.issue.live_pages import LivePages


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureUse:
    """A place of the text that shows a picture: *file* and *line*; *index* and *mark* where it is one of an article.

    *tag* is that of the file.
    """

    file: str
    tag: str
    line: int
    index: int = 0
    mark: FigureMark | None = None


def find_uses(files: SourceFiles, folder: str) -> dict[str, list[PictureUse]]:
    """The uses of pictures in *folder* of the issue, by the name of the picture."""
    uses: dict[str, list[PictureUse]] = {}
    for file in files.names():
        try:
            source = files.read(file)
        except KanbenError:
            source = None  # told where the issue is laid out
        if source is not None:
            for name, use in _find_in(file, source.text, source.tag, folder):
                uses.setdefault(name, []).append(use)
    return uses


def _find_in(file: str, text: str, tag: str, folder: str) -> Iterator[tuple[str, PictureUse]]:
    marks = find_figures(text) if file.endswith(".md") else []
    for index, mark in enumerate(marks):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(mark.source)))
        if posixpath.dirname(path) == folder:
            yield posixpath.basename(path), PictureUse(file=file, tag=tag, line=mark.line, index=index, mark=mark)
    shown = {mark.line for mark in marks}
    for number, line in enumerate(text.split("\n"), 1):
        if f"{folder}/" in line and number not in shown:
            rest = line.rpartition(f"{folder}/")[2].split("#")[0]
            yield rest.strip().strip("\"'"), PictureUse(file=file, tag=tag, line=number)


def describe_use(use: PictureUse, name: str, live: LivePages | None, files: SourceFiles) -> dict[str, object]:
    """What the page is told of *use*; pages are counted from 0."""
    printed = [each for each in live.pictures if _is_shown(each.name, name, files)] if live is not None else []
    slug = Path(use.file).stem
    here = [each for each in printed if use.mark is not None and (each.slug, each.line) == (slug, use.line)]
    found = (here or ([each for each in printed if each.slug is None] if use.mark is None else [])) or []
    values = {} if use.mark is None else {field: use.mark.value(field) for field in FIELDS}
    labels = [live.pages[each.page].label for each in found] if live is not None else []
    return {
        "file": use.file,
        "line": use.line,
        "tag": use.tag,
        "index": use.index if use.mark is not None else None,
        "values": values,
        "resolution": min((each.resolution for each in found), default=None),
        "pages": list(dict.fromkeys(labels)),
    }


def _is_shown(path: str, name: str, files: SourceFiles) -> bool:
    return path == str((files.issue / "images" / name).relative_to(files.workspace))
