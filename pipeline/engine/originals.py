"""Pictures as their files have them, for a press: with all their pixels, and in its colours where they are in those.

Checked against WeasyPrint 70.0: images.py ``get_image_from_uri``, pdf/stream.py ``Stream.add_image``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import md5
from pathlib import Path
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.images import RasterImage, get_image_from_uri

from pipeline.engine.fetcher import FolderFetcher
from pipeline.engine.frozen_objects import freeze
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.loaded_files import name_in
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _

_ID = slice(1, 33)  # of a picture, in its name, which ends with whether it is interpolated


def with_originals(parts: Sequence[LaidOutPart], folders: Mapping[str, Path]) -> list[LaidOutPart]:
    """*parts* with the pictures that their files in *folders* have, under the names that they are drawn by.

    Raises RenderError where a file is no longer what the part was laid out with.
    """
    fetcher, known = FolderFetcher(folders, keeps_cmyk=True), dict[str, bytes]()
    return [replace(part, images={**part.images, **dict(_load(part, fetcher, known))}) for part in parts]


def _load(part: LaidOutPart, fetcher: FolderFetcher, known: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    addresses = {md5(each.encode(), usedforsecurity=False).hexdigest(): each for each in part.loaded}
    for name in part.images:
        address = addresses.get(name[_ID])
        if address is None:  # it stands in the HTML itself
            continue
        interpolated = name[-1]
        key = f"{address} {interpolated}"
        if key not in known:
            image: Any = get_image_from_uri({}, fetcher, DEFAULT_OPTIONS, address)
            if fetcher.loaded.get(address) != part.loaded[address] or not isinstance(image, RasterImage):
                scheme, _colon, rest = address.partition(":")
                path = fetcher.folders[scheme] / name_in(rest)
                raise RenderError(Problem(_("This picture has changed meanwhile."), path, hint=_("Build again.")))
            known[key] = freeze(image.get_x_object(interpolated == "1", 1))
        yield name, known[key]
