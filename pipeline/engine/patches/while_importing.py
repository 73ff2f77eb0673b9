"""The patches that are in place while WeasyPrint is imported; their modules import nothing of it."""

from pipeline.engine.patches import late_fonttools, library_names
from pipeline.engine.patches.patch import ScopedPatch

WHILE_IMPORTING: tuple[ScopedPatch, ...] = (late_fonttools.PATCH, library_names.PATCH)
