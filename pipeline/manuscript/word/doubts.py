"""What an import leaves to an editor, one by one, and what he has settled: two files beside the text of the report.

A doubt is known by its kind, its paragraph and its words: what was settled stays so when the manuscript comes again.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.manuscript.word.manuscript import Place
from pipeline.manuscript.word.report import Report, name_place, tell_loss, tell_omission

DoubtKind = Literal["heading", "lost", "change", "omission", "notice", "comment"]
Remedy = Literal["kept", "text", "level"]
_T = TypeVar("_T")
_ID, _MOST_BYTES = 8, 4 << 20
_CHANGES = frozenset({"deleted", "moved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something to look at. *where* names its paragraph, *quote* is how that begins; *text* says what it is.

    Of a heading, *text* are its words, *reasons* say why it is one, and *level* which one, from 1.
    """

    id: str
    kind: DoubtKind
    where: str
    quote: str
    text: str
    level: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How the doubt *id* was settled: *how* (*level*: of a heading), by whom and when."""

    id: str
    how: Remedy
    who: str
    when: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Doubts:
    """All that an import of the file *manuscript* left."""

    manuscript: str
    doubts: tuple[Doubt, ...]


_DOUBTS, _SETTLED = TypeAdapter(Doubts), TypeAdapter(tuple[Settled, ...])


def list_doubts(report: Report) -> Iterator[Doubt]:
    """The doubts of an import, in the order of its report. A heading that Word itself has as one is none."""
    for place, found, text in report.headings:
        if not found.is_named:
            yield _doubt(report, "heading", place, text, level=found.level, reasons=found.reasons)
    for place, text in report.account.lost:
        yield _doubt(report, "lost", place, tell_loss(text))
    for omission in report.omissions:
        if omission.kind != "alternative":
            kind: DoubtKind = "change" if omission.kind in _CHANGES else "omission"
            yield _doubt(report, kind, omission.place, tell_omission(omission))
    for notice in report.notices:
        yield _doubt(report, "notice", notice.place, notice.message)
    for comment in report.comments:
        said = f"{comment.author} ({comment.date}): {comment.text}" if comment.author else comment.text
        yield _doubt(report, "comment", None, said, quote=comment.text.strip().split("\n")[0])


def _doubt(report: Report, kind: DoubtKind, place: Place | None, text: str, **more: Any) -> Doubt:
    known = json.dumps([kind, place, text], ensure_ascii=False)
    quote = more.pop("quote", report.quotes.get(place, "") if place is not None else "")
    name = name_place(place) if place is not None else ""
    digest = hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:_ID]
    return Doubt(id=digest, kind=kind, where=name, quote=quote, text=text, **more)


def doubts_path(folder: Path, slug: str) -> Path:
    """The file in *folder* with the doubts about the article *slug*."""
    return folder / f"{slug}.doubts.json"


def settled_path(folder: Path, slug: str) -> Path:
    """The file in *folder* with what was settled of the article *slug*."""
    return folder / f"{slug}.settled.json"


def write_doubts(doubts: Doubts) -> bytes:
    """The file of *doubts*."""
    return _DOUBTS.dump_json(doubts, indent=1) + b"\n"


def write_settled(settled: tuple[Settled, ...]) -> bytes:
    """The file of what is *settled*."""
    return _SETTLED.dump_json(settled, indent=1) + b"\n"


def read_doubts(folder: Path, slug: str, workspace: Path) -> Doubts | None:
    """The doubts about the article *slug*; None where there are none, or their file isn't one."""
    return _read(doubts_path(folder, slug), workspace, _DOUBTS)


def read_settled(folder: Path, slug: str, workspace: Path) -> tuple[Settled, ...]:
    """What was settled of the article *slug*."""
    return _read(settled_path(folder, slug), workspace, _SETTLED) or ()


def _read(path: Path, workspace: Path, form: TypeAdapter[_T]) -> _T | None:
    try:
        return form.validate_json(read_inside(workspace, path, _MOST_BYTES))
    except (FileNotFoundError, RefusedFileError, ValidationError):
        return None
