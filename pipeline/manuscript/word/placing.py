"""An imported article into the folder of an issue; a revised manuscript never overwrites what an editor has changed.

What was imported is kept beside the articles (``imports/``): when the manuscript comes again, that says what of the
article is the editor's, and what of the manuscript is new.
"""

import contextlib
import difflib
import json
import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Literal

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.manuscript.issue_entry import with_entry
from pipeline.manuscript.latin_names import slug_of
from pipeline.manuscript.references_entry import with_works
from pipeline.manuscript.references_file import BIBTEX_FILE, REFERENCES_FILE
from pipeline.manuscript.word.doubts import Doubts, doubts_path, list_doubts, write_doubts
from pipeline.manuscript.word.importing import ImportedArticle
from pipeline.manuscript.workspace import ISSUE_FILE, MAX_TEXT_BYTES

IMPORTS = "imports"
_RECORD = "manuscripts.json"

Outcome = Literal["written", "unchanged", "edited", "applied"]


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of an article: the files *written*; the *difference* from what was imported before.

    An article that was *edited* is left alone, and the difference is to be put in by hand.
    """

    outcome: Outcome
    written: tuple[Path, ...]
    difference: str = ""


def choose_slug(folder: Path, manuscript: Path, title: str) -> str:
    """The name of the article that the file *manuscript* with this *title* makes in *folder*: the one that it has made
    before, by the name of the file or by the title, else one that is free."""
    record = _read_record(folder)
    if manuscript.name in record:
        return record[manuscript.name]["article"]
    known = next((row["article"] for row in record.values() if row.get("title") == title), None)
    if known is not None:
        return known
    slug = slug_of(title)
    names = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    return next(name for name in names if not os.path.lexists(folder / "articles" / f"{name}.md"))


def takes_works(folder: Path) -> bool:
    """Whether works can be added in *folder*: not where its references are kept in BibTeX."""
    return not (folder / BIBTEX_FILE).is_file()


def place(article: ImportedArticle, folder: Path, section: str = "", *, is_applied: bool = False) -> Placed:
    """Write *article* into *folder*, an issue's, and list it in *section* if that is named.

    An article that was edited since it was imported is left alone, and the difference that the manuscript makes is
    returned; *is_applied* says that the editor has put it in. Raises FileAccessError where an article of this name was
    never imported or a file can't be written, ContentError where ``issue.yaml`` can't take the entry.
    """
    path = folder / "articles" / f"{article.slug}.md"
    base = folder / IMPORTS / f"{article.slug}.md"
    current, before = _read(path, folder), _read(base, folder)
    works = with_works(folder, article.works) if article.works else None
    listing = with_entry(folder, section, f"articles/{path.name}") if section else None
    if current is not None and before is None:
        hint = _("Give this one another name: {option}.").format(option="--name NAME")
        message = _("There is an article of this name already, which was not imported.")
        raise FileAccessError(Problem(message, path, hint=hint))
    is_edited = current is not None and current != before
    difference = "" if before is None else _difference(before, article.text, path)
    if is_edited and not is_applied and before is not None:
        if before == article.text:
            return Placed("unchanged", ())
        return Placed("edited", (), difference)
    files: dict[Path, bytes] = {folder / "images" / name: data for name, data in article.pictures.items()}
    if not is_edited:
        files[path] = article.text.encode()
    files[base] = article.text.encode()
    files[folder / IMPORTS / f"{article.slug}.txt"] = article.report.write(article.path.name).encode()
    doubts = Doubts(article.path.name, tuple(list_doubts(article.report)))
    files[doubts_path(folder / IMPORTS, article.slug)] = write_doubts(doubts)
    files[folder / IMPORTS / _RECORD] = _record(folder, article)
    if works is not None:
        files[folder / REFERENCES_FILE] = works.encode()
    if listing is not None:
        files[folder / ISSUE_FILE] = listing.encode()
    written = _publish(files, folder)
    outcome: Outcome = "applied" if is_edited else "unchanged" if current == article.text else "written"
    return Placed(outcome, written, difference)


def list_imported(folder: Path) -> dict[str, str]:
    """The manuscripts that articles of *folder* were made of: the slug of the article by the name of the file."""
    return {name: row["article"] for name, row in _read_record(folder).items()}


def _read(path: Path, folder: Path) -> str | None:
    try:
        return read_inside(folder, path, MAX_TEXT_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error


def _difference(before: str, after: str, path: Path) -> str:
    names = _("{name} as imported").format(name=path.name), _("the new manuscript")
    return "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="", n=1))


def _read_record(folder: Path) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(_read(folder / IMPORTS / _RECORD, folder) or "{}")
    except ValueError:
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {str(name): row for name, row in rows if isinstance(row, dict) and _is_slug(row.get("article"))}


def _is_slug(name: object) -> bool:
    """Whether *name*, as a record that may come from anyone has it, names an article and leads nowhere else."""
    return isinstance(name, str) and name.isprintable() and not name.startswith(".") and not set(name) & set("/\\")


def _record(folder: Path, article: ImportedArticle) -> bytes:
    """Which manuscript became which article, with the digest of what it became."""
    record = _read_record(folder)
    digest = sha256(article.text.encode()).hexdigest()
    record[article.path.name] = {"article": article.slug, "title": article.title, "sha256": digest}
    return (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _publish(files: dict[Path, bytes], folder: Path) -> tuple[Path, ...]:
    """Write *files* below *folder* in their order, each in one step; those that are there already stay."""
    written = []
    for path, data in files.items():
        try:
            if path.parent != folder and path.parent.is_symlink():
                message = _("This is a link, and nothing is written through links.")
                raise FileAccessError(Problem(message, path.parent, hint=_("Put a folder in its place.")))
            if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        except OSError as error:
            message = _("The file cannot be written: {reason}.").format(reason=error.strerror or str(error))
            raise FileAccessError(Problem(message, path)) from error
        written.append(path)
    return tuple(written)


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
