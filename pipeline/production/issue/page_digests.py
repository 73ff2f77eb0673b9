"""The pages of a laid-out issue, told apart by digests of what is drawn on them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.engine.laid_out_part import DrawnPage, LaidOutPart
from pipeline.production.issue.laid_out_issue import LaidOutIssue

DrawnPages = dict[str, tuple[LaidOutPart, int]]
"""Where the page with a digest is: its part, and its 0-based number there."""


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page: the *digest* of what is drawn on it, its size in pt, what it is called (folio, or a part's name)."""

    digest: str
    width: float
    height: float
    label: str


def number_pages(laid_out: LaidOutIssue) -> tuple[tuple[LivePage, ...], DrawnPages]:
    """The pages of *laid_out*, and where each is found by its digest."""
    numbered = [(part, index) for part in laid_out.parts for index in range(part.page_count)]
    digests = [digest for part in laid_out.parts for digest in digest_pages(part)]
    sizes = [size for part in laid_out.parts for size in part.sizes]
    pages = tuple(
        LivePage(digest, round(width, 2), round(height, 2), label)
        for digest, (width, height), label in zip(digests, sizes, laid_out.pagination.labels, strict=True)
    )
    return pages, dict(zip(digests, numbered, strict=True))


def digest_pages(part: LaidOutPart) -> list[str]:
    """A digest (hexadecimal) of what is drawn on each page of *part*: pages with the same look the same."""
    faces = {face.name: (face.base_font, face.index, str(face.file)) for face in part.faces}
    images = hashlib.sha256()
    for name, frozen in sorted(part.images.items()):
        images.update(name.encode() + b"\0" + hashlib.sha256(frozen).digest())
    return [_digest_page(page, faces, images.digest()) for page in part.pages]


def _digest_page(page: DrawnPage, faces: Mapping[str, tuple[bytes, int, str]], images: bytes) -> str:
    used = [(name, numbers, faces.get(name)) for name, numbers in sorted(page.glyphs.items())]
    digest = hashlib.sha256(repr((page.width, page.height, used)).encode("utf-8", "surrogatepass"))
    digest.update(page.content)
    digest.update(b"\0" + page.resources)
    if page.resources:
        digest.update(images)
    return digest.hexdigest()[:32]
