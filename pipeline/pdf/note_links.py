"""Links between notes and their calls, told from others by the names of their annotations (ISO 32000-1, 12.5.2).

Comparisons of two versions pass over them: they always lead to their own page, and go with their text.
"""

NOTE_LINK = "note "
"""Begins the name (/NM) of such an annotation; the name of the anchor that it leads to follows."""
