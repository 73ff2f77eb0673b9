"""What a file carries beneath its pages: tags, bookmarks' form, glyphs, attachments, standards; types and their rows.

Nothing of it depends on numbers of objects, names of subsets, dates, or on how the file is packed.
"""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

MOST_TAGS, MOST_FACES, MOST_GLYPHS, MOST_ATTACHMENTS = 200_000, 2_000, 300_000, 1_000  # of a file
_MOST_PROPERTIES = 64
BEGINNING = 12  # characters of a text that name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An element of the tag tree. *level* is its depth from 0, *kind* its standard type, *page* an index or −1.

    *text* is the beginning of what it reads, without spaces, *digest* names all of that; both "" where the words are
    those of elements below it. *attributes*: names (Alt, ActualText, Lang, T, E) with what they say.
    """

    level: int
    kind: str
    page: int
    text: str = ""
    digest: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """How an entry of the outline is made: whether those below it *is_open*, how its page is shown (*view*).

    *top* is where it leads to, pt down from the top of the cut page; None: the whole page.
    """

    is_open: bool
    view: str
    top: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file within the file; *digest* names its content, *relation* is what it is to the document."""

    name: str
    description: str
    relation: str
    digest: str


@dataclass(frozen=True, slots=True)
class Face:
    """An embedded face by its *name* without the tag of a subset, and of each text that it shows the glyphs: outline
    and advance, as a digest. A text that is shown by several glyphs stands there several times.
    """

    name: str
    glyphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLayers:
    """All of it. *properties* are named: title, language and the like; *units* are pages whose unit is not 1/72 inch.

    *bookmarks* are in the order of the snapshot's outline. *is_cut*: there are more tags or
    glyphs than are looked at, or some that keep the reader too busy.
    """

    properties: tuple[tuple[str, str], ...] = ()
    standards: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    units: tuple[tuple[int, float], ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    tags: tuple[Tag, ...] = ()
    faces: tuple[Face, ...] = ()
    is_cut: bool = False


def rows_of(layers: FileLayers) -> dict[str, Any]:
    """*layers* as JSON has them: rows without names where there are many of a kind."""
    return {
        "properties": layers.properties,
        "standards": layers.standards,
        "attachments": [[each.name, each.description, each.relation, each.digest] for each in layers.attachments],
        "units": layers.units,
        "bookmarks": [[int(each.is_open), each.view, each.top] for each in layers.bookmarks],
        "tags": [_tag_row(each) for each in layers.tags],
        "faces": [_face_row(each) for each in layers.faces],
        "cut": layers.is_cut,
    }


def _tag_row(tag: Tag) -> list[Any]:
    row = [tag.level, tag.kind, tag.page, tag.text, tag.digest, dict(tag.attributes)]
    while row and not row[-1]:  # a level may be 0, a kind never ""
        row.pop()
    return row


def _face_row(face: Face) -> list[str]:
    texts, digests = zip(*face.glyphs, strict=True) if face.glyphs else ((), ())
    return [face.name, "\t".join(texts), "".join(digests)]


def layers_of_rows(rows: dict[str, Any]) -> FileLayers:
    """The layers that the JSON *rows* tell. Raises ValueError, LookupError or TypeError when they tell none."""
    most = {"tags": MOST_TAGS, "faces": MOST_FACES, "attachments": MOST_ATTACHMENTS, "properties": _MOST_PROPERTIES}
    if any(len(rows[name]) > count for name, count in most.items()):
        raise ValueError("layers")
    return FileLayers(
        properties=tuple((str(name), str(value)) for name, value in rows["properties"]),
        standards=tuple(map(str, rows["standards"])),
        attachments=tuple(map(_attachment, rows["attachments"])),
        units=tuple((int(page), float(unit)) for page, unit in rows["units"]),
        bookmarks=tuple(
            Bookmark(is_open=bool(is_open), view=str(view), top=None if top is None else float(top))
            for is_open, view, top in rows["bookmarks"]
        ),
        tags=tuple(map(_tag, rows["tags"])),
        faces=tuple(map(_face, rows["faces"])),
        is_cut=bool(rows["cut"]),
    )


def _attachment(row: Any) -> Attachment:
    name, description, relation, digest = map(str, row)
    return Attachment(name=name, description=description, relation=relation, digest=digest)


def _tag(row: Any) -> Tag:
    level, kind, page, text, digest, attributes = list(row) + [0, "", 0, "", "", {}][len(row) :]
    return Tag(
        level=int(level),
        kind=str(kind),
        page=int(page),
        text=str(text),
        digest=str(digest),
        attributes=tuple(sorted((str(name), str(value)) for name, value in attributes.items())),
    )


DIGEST = 4  # characters that name a glyph or a text: 24 bits


def digest_of(data: bytes) -> str:
    """What names *data*: ``DIGEST`` characters."""
    return base64.b64encode(hashlib.sha256(data).digest()[:3]).decode()


def digest_of_words(text: str) -> str:
    """What names *text*, whatever digits stand in it: numbers of pages follow their pages."""
    steady = "".join("0" if each.isdigit() else each for each in text)
    return digest_of(steady.encode("utf-8", "replace"))


def _face(row: Any) -> Face:
    name, texts, digests = map(str, row)
    held = texts.split("\t") if texts else []
    if len(digests) != DIGEST * len(held):
        raise ValueError("glyphs")
    return Face(name, tuple((text, digests[DIGEST * n : DIGEST * (n + 1)]) for n, text in enumerate(held)))
