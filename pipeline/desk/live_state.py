"""What the pages of the desk are told of an issue, as JSON."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.desk.live_desk import DeskState
from pipeline.desk.source_files import SourceFiles
from pipeline.errors import Problem
from pipeline.production.issue.live_pages import LivePages

_MOST_PROBLEMS = 300  # that are shown: more is not read


def write_event(kind: str, value: Any) -> str:
    """A server-sent event."""
    return f"event: {kind}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"


def describe_state(state: DeskState, files: SourceFiles) -> dict[str, Any]:
    """The pages, articles and problems of an issue. Pages are counted from 0."""
    live = state.pages
    found = list(_list_problems(state, files))
    return {
        "finished": state.finished,
        "title": live.title if live else "",
        "stands": not state.problems,
        "problems": found[:_MOST_PROBLEMS],
        "more": max(0, len(found) - _MOST_PROBLEMS),
        "pages": [[page.digest, page.width, page.height, page.label] for page in live.pages] if live else [],
        "sections": list(_list_sections(live, files)) if live else [],
    }


def _list_sections(live: LivePages, files: SourceFiles) -> Iterator[dict[str, Any]]:
    for section in live.sections:
        articles = [
            {
                "title": entry.title,
                "file": name_of(path, files),
                "pages": [entry.page - 1, entry.last_page - 1],
                "folios": [entry.folio, entry.last_folio],
            }
            for entry, path in section.articles
        ]
        yield {"name": section.name, "articles": articles}


def _list_problems(state: DeskState, files: SourceFiles) -> Iterator[dict[str, Any]]:
    yield from _describe(state.problems, "error", files)
    if state.pages is not None:
        yield from _describe(state.pages.warnings, "warning", files)
        yield from _describe(state.pages.notes, "note", files)


def _describe(problems: Iterable[Problem], level: str, files: SourceFiles) -> Iterator[dict[str, Any]]:
    for problem in problems:
        name = name_of(problem.path, files) if problem.path else None
        yield {
            "level": level,
            "file": name,
            "place": _place(problem.path, files.workspace),
            "line": problem.line,
            "message": problem.message,
            "hint": problem.hint,
        }


def _place(path: Path | None, workspace: Path) -> str:
    """*path* as short as can be; what lies outside the workspace by its name."""
    if path is None:
        return ""
    return str(path.relative_to(workspace)) if path.is_relative_to(workspace) else path.name


def name_of(path: Path, files: SourceFiles) -> str | None:
    """The name of the file *path* as the desk edits it; None if it does not."""
    name = str(path.relative_to(files.issue)) if path.is_relative_to(files.issue) else ""
    return name if name and files.find(name) is not None else None
