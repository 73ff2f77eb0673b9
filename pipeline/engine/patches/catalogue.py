"""All patches. To be imported once WeasyPrint is: their modules import it.

The order matters where two patches replace one function: the later one is put around the earlier, and what is
remembered for speed is remembered of what is counted for the bounds.
"""

from pipeline.engine.patches import (
    bounded_drawings,
    bounded_gradients,
    c_types,
    collisions,
    compression,
    continued_tables,
    face_files,
    font_keys,
    footnotes,
    html_patterns,
    kept_heads,
    line_composition,
    line_starts,
    list_markers,
    lone_lines,
    marked_drawings,
    marked_lines,
    natural_widths,
    normal_flow,
    note_areas,
    objects_once,
    page_limit,
    page_references,
    pango_contexts,
    pdf_values,
    quick_drawing,
    remembered_lengths,
    short_tables,
    svg_ids,
    svg_values,
    table_columns,
    tag_tree,
    turned_tables,
    unset_properties,
    whole_words,
)
from pipeline.engine.patches.patch import Patch, ScopedPatch
from pipeline.engine.patches.while_importing import WHILE_IMPORTING

ONCE_IMPORTED: tuple[Patch, ...] = (
    c_types.PATCH,
    page_references.PATCH,
    objects_once.PATCH,
    pdf_values.PATCH,
    compression.PATCH,
    html_patterns.PATCH,
    remembered_lengths.PATCH,
    collisions.PATCH,
    font_keys.PATCH,
    normal_flow.PATCH,
    note_areas.PATCH,
    pango_contexts.PATCH,
    unset_properties.PATCH,
    quick_drawing.PATCH,
    bounded_gradients.PATCH,
    bounded_drawings.PATCH,
    svg_values.PATCH,
    svg_ids.PATCH,
    footnotes.PATCH,
    line_composition.PATCH,
    line_starts.PATCH,
    natural_widths.PATCH,
    table_columns.PATCH,
    continued_tables.PATCH,
    lone_lines.PATCH,
    short_tables.PATCH,
    kept_heads.PATCH,
    turned_tables.PATCH,
    page_limit.PATCH,
    whole_words.PATCH,
    list_markers.PATCH,
    marked_lines.PATCH,
    tag_tree.PATCH,
    face_files.PATCH,
)
"""Those for the rest of the process, in the order in which they are applied."""
WHILE_WRITING: tuple[ScopedPatch, ...] = (marked_drawings.PATCH,)
"""Those that `pipeline.engine.untagged_pdf` has in place while it writes a file."""
ALL = (*WHILE_IMPORTING, *ONCE_IMPORTED, *WHILE_WRITING)
