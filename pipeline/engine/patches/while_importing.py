"""The patches that are in place when WeasyPrint is imported; their modules import nothing of it."""

from pipeline.engine.patches import c_declarations, late_fonttools, late_mime_types, late_selectors, own_sheets
from pipeline.engine.patches.patch import Patch, ScopedPatch

BEFORE_IMPORTING: tuple[Patch, ...] = (late_selectors.PATCH,)
"""Those of other libraries that stay: WeasyPrint reads style sheets of its own when it is imported."""

WHILE_IMPORTING: tuple[ScopedPatch, ...] = (
    *(late_fonttools.PATCH, late_mime_types.PATCH),
    *(c_declarations.PATCH, own_sheets.PATCH),
)
