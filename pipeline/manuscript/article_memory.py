"""Articles that were read before and have not changed: an issue that is read again and again reads only what is new."""

import os
import re
from pathlib import Path

from pipeline.errors import Problem
from pipeline.manuscript.article_reading import ReadArticle, read_article_text
from pipeline.manuscript.schema import IssueFile
from pipeline.strict_yaml import YamlFile, parse_yaml

_TEXTS = (".md", ".yaml", ".bib")
_WAY_OUT = re.compile(r"\.\.[/\\]|%2e", re.IGNORECASE)
_Stamps = tuple[tuple[str, int, int, int], ...]


class ArticleMemory:
    """What was read of one issue folder.

    An article is what its text makes of it, and the pictures beside it: when any other file of the folder is another
    one, all is forgotten. What leads out of the folder, by ``..`` or a link, is read each time; so is what is wrong.
    """

    def __init__(self) -> None:
        self._stamps: _Stamps | None = None
        self._articles: dict[Path, tuple[str, ReadArticle]] = {}
        self._issue: tuple[str, YamlFile[IssueFile]] | None = None
        self.read_anew: set[Path] = set()  # the articles that were not as they had been, since the folder was looked at

    def look_at(self, issue: Path) -> None:
        """Forget what may have changed in the folder *issue*."""
        stamps = _find_stamps(issue)
        if stamps is None or stamps != self._stamps:
            self._articles.clear()
        self._stamps = stamps
        self.read_anew = set()

    def read_issue_file(self, text: str, path: Path, problems: list[Problem]) -> YamlFile[IssueFile] | None:
        """As `parse_yaml`."""
        if self._issue is not None and self._issue[0] == text:
            return self._issue[1]
        known = len(problems)
        file = parse_yaml(text, IssueFile, path, problems)
        self._issue = (text, file) if file is not None and len(problems) == known else None
        return file

    def read(self, text: str, path: Path, workspace: Path, problems: list[Problem]) -> ReadArticle | None:
        """As `read_article_text`."""
        kept = self._articles.get(path)
        if kept is not None and kept[0] == text:
            return kept[1]
        self.read_anew.add(path)
        known = len(problems)
        article = read_article_text(text, path, workspace, problems)
        if article is not None and len(problems) == known and self._stamps is not None and _stays_inside(text):
            self._articles[path] = text, article
        return article


def _find_stamps(folder: Path) -> _Stamps | None:
    """What tells whether a file below *folder* that is no text is another one; None where a folder is a link."""
    found: list[tuple[str, int, int, int]] = []
    try:
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                inner = _find_stamps(Path(entry.path))
                if inner is None:
                    return None
                found += inner
            elif entry.is_dir():
                return None
            elif not entry.name.endswith(_TEXTS):
                facts = entry.stat()
                found.append((entry.path, facts.st_mtime_ns, facts.st_size, facts.st_ino))
    except OSError:
        return None
    return tuple(sorted(found))


def _stays_inside(text: str) -> bool:
    """Whether no path in *text* leads out of the folder of the issue, as far as can be seen."""
    return _WAY_OUT.search(text.replace("../images/", "")) is None
