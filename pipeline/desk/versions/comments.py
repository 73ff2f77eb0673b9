"""Comments on places of pages: a line of JSON each in a file of the issue; tied to words, so they survive reflow."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.production.publishing import publish
from pipeline.production.record import PROOFS

FILE = "comments.jsonl"
_MOST_BYTES, _MOST = 4 << 20, 2_000
_QUOTED, _AROUND = 12, 8  # characters of the words that are kept, and of those beside them

State = Literal["open", "resolved"]
_Share = Annotated[float, Field(ge=0, le=1)]
_Shift = Annotated[float, Field(ge=-1, le=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The words that a comment is about: *quote* in the *file* of an article, between *before* and *after*.

    *line* is that at which they stood, from 1; *dx* and *dy*, shares of the page, lead from there to what was clicked.
    A comment on a page without text of an article has an empty *file*.
    """

    file: str = ""
    quote: str = ""
    before: str = ""
    after: str = ""
    line: int = 0
    dx: _Shift = 0.0
    dy: _Shift = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePoint:
    """A place on the 0-based *page*, told by its *label*; *x* and *y* as shares of its width and height."""

    page: Annotated[int, Field(ge=0, le=99_999)]
    label: str
    x: _Share
    y: _Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What *who* said on the day *when*; *point* is where the words stood then. *log* tells who changed its *state*."""

    id: str
    text: str
    who: str
    when: str
    point: PagePoint
    anchor: Anchor = Anchor()
    state: State = "open"
    log: tuple[str, ...] = ()


_ROW = TypeAdapter(Comment)


def read_comments(issue: Path, workspace: Path) -> tuple[Comment, ...]:
    """The comments on the folder *issue*, in the order they were made. Raises ContentError with the wrong line."""
    path = issue / PROOFS / FILE
    try:
        lines = read_inside(workspace, path, _MOST_BYTES).splitlines()
    except FileNotFoundError:
        return ()
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
    comments = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                comments.append(_ROW.validate_json(line))
            except ValidationError as error:
                message = _("This line is no comment of the desk.")
                hint = _("Take the file out of version control anew.")
                raise ContentError(Problem(message, path, number, hint)) from error
    return tuple(comments)


def add_comment(comment: Comment, issue: Path, workspace: Path) -> tuple[Comment, ...]:
    """All comments, with *comment* at the end under a new id. Raises ContentError, FileAccessError."""
    before = read_comments(issue, workspace)
    if len(before) >= _MOST:
        message = _("There are {limit} comments already.").format(limit=_MOST)
        raise ContentError(Problem(message, issue / PROOFS / FILE))
    return _write((*before, replace(comment, id=secrets.token_hex(4))), issue, workspace)


def change_comment(
    name: str, change: Callable[[Comment], Comment], issue: Path, workspace: Path
) -> tuple[Comment, ...] | None:
    """All comments, with the *change* of the one called *name*; None where there is none. Raises as `add_comment`."""
    before = read_comments(issue, workspace)
    if not any(each.id == name for each in before):
        return None
    return _write(tuple(change(each) if each.id == name else each for each in before), issue, workspace)


def _write(comments: tuple[Comment, ...], issue: Path, workspace: Path) -> tuple[Comment, ...]:
    lines = [json.dumps(_ROW.dump_python(each, mode="json"), ensure_ascii=False) for each in comments]
    publish("".join(f"{line}\n" for line in lines).encode("utf-8"), issue / PROOFS / FILE, workspace)
    return comments


# --- words and their places; pure -------------------------------------------------------------------------------------


def anchor_at(file: str, source: Sequence[str], line: int, column: int) -> Anchor:
    """The anchor of what stands at *line* (from 1) and *column* (from 0) of the *file* with the lines *source*."""
    text = source[line - 1] if 0 < line <= len(source) else ""
    start = max(0, min(column, len(text) - _QUOTED))
    end = min(len(text), start + _QUOTED)
    return Anchor(
        file=file,
        quote=text[start:end],
        before=text[max(0, start - _AROUND) : start],
        after=text[end : end + _AROUND],
        line=line,
    )


def find_anchor(anchor: Anchor, source: Sequence[str]) -> tuple[int, int] | None:
    """Line (from 1) and column (from 0) of the words of *anchor* in *source*, nearest to where they stood.

    None where they are gone.
    """
    if not anchor.quote:
        return None
    found = []
    for number, text in enumerate(source, 1):
        column = text.find(anchor.quote)
        while column >= 0:
            end = column + len(anchor.quote)
            unlike = (not text.endswith(anchor.before, 0, column)) + (not text.startswith(anchor.after, end))
            found.append((unlike, abs(number - anchor.line), number, column))
            column = text.find(anchor.quote, end)
    if not found:
        return None
    _unlike, _far, line, column = min(found)
    return line, column
