"""What files carry beneath their pages, compared: all of it in turn."""

from pipeline.regression.causes.file_changes import find_file_changes
from pipeline.regression.causes.glyph_changes import find_glyphs
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.tag_changes import find_tags


def find_layers(known: KnownCauses) -> None:
    """Tell what changed beneath the pages, where both versions know of it, and is no consequence of what is told."""
    before, after = known.pairing.before.layers, known.pairing.after.layers
    if before is None or after is None:
        return
    find_file_changes(known, before, after)
    find_glyphs(known, before, after)
    find_tags(known, before, after)
