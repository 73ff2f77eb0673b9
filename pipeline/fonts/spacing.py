"""Add ``halt`` (half-width setting of punctuation) and ``chws`` (squeezing of adjacent punctuation) to a face."""

import asyncio
from pathlib import Path

from east_asian_spacing import Builder, Config

from pipeline.errors import FontError, Problem
from pipeline.i18n import _


def add_spacing(path: Path) -> None:
    """Build both features from the ink boxes of the marks and write the face in place. Raises FontError if it cannot.

    east_asian_spacing is the engine of chws-tool. It keeps a ``halt`` it finds; the faces come here without one, so
    that the same marks give way in all faces.
    """
    builder = Builder(path, Config.default)
    asyncio.run(builder.build())
    if not builder.has_spacings:
        raise FontError(Problem(_("No punctuation that can be squeezed was found in the face."), path))
    with builder.font.ttfont as font:
        font.recalcTimestamp = False
        font.save(path)
