"""What a change of the set is, and how its edits are written."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.workspaces import replace_in

Edit = Callable[[Path], None]  # changes the workspace, or the folder with the source of another maker
Rewrite = Callable[[bytes], bytes]  # changes the printed file
SOURCE = "source"  # the file of another maker's document


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of what is printed on *base*, which is rightly named by one of *kinds*.

    *where*: words of the page that the finding must name, in the file after or, failing that, before; "" for any.
    *says*: words one of which the right finding must have, "" for any. *also*: kinds that are true besides, though one
    finding is enough; what is told of any other kind is untrue. No *kinds*: nothing may be told. *parts*: several
    things were done at once; each of them is to be told by a finding of its own. *setup*: edits of what is printed
    before, too.
    """

    name: str
    base: str
    kinds: frozenset[str]
    edits: tuple[Edit, ...]
    where: str = ""
    says: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()
    file: Rewrite | None = None
    parts: tuple["Change", ...] = ()
    setup: tuple[Edit, ...] = ()


def change(
    base: str, name: str, kinds: str, *edits: Edit, where: str = "", says: str = "", also: str = "",
    file: Rewrite | None = None,
) -> Change:  # fmt: skip
    """A change, lists written with blanks between."""
    return Change(
        name=name, base=base, kinds=frozenset(kinds.split()), edits=edits, where=where, says=tuple(says.split("|")),
        also=frozenset(also.split()), file=file,
    )  # fmt: skip


def in_pdf(edit: Callable[[pikepdf.Pdf], None]) -> Rewrite:
    """The file after *edit* has changed its objects."""

    def rewrite(data: bytes) -> bytes:
        held = BytesIO()
        with pikepdf.open(BytesIO(data)) as pdf:
            edit(pdf)
            pdf.save(held)
        return held.getvalue()

    return rewrite


def put(name: str, old: str, new: str) -> Edit:
    """*new* in the place of *old*, which stands once in the file *name*."""
    return lambda folder: replace_in(folder / name, old, new)


def everywhere(name: str, old: str, new: str) -> Edit:
    """*new* wherever *old* stands in the file *name*."""

    def edit(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} stands nowhere in {name}"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def add(name: str, text: str) -> Edit:
    """*text* at the end of the file *name*."""

    def edit(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return edit


def css(layout: str, text: str) -> Edit:
    """*text* at the end of the last style sheet of *layout*."""
    return add(f"layouts/{layout}/components.css.j2", f"{text}\n")


def set_in(layout: str, name: str, old: str, new: str) -> Edit:
    """*new* in the place of *old* in the file *name* of *layout*."""
    return put(f"layouts/{layout}/{name}", old, new)
