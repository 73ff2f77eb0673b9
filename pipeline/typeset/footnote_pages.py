"""A footnote stands on the page of its call.

WeasyPrint 70.0 (layout/block.py, ``_linebox_layout``) makes room for a line by putting off notes of the page to the
next one, where a paragraph could break after that line and not before it: notes then part from their calls. Without
that, the page ends before the line, or before the paragraph.
"""

import inspect

from weasyprint.layout import block

_PUTS_OFF_NOTES = "report = not context.in_column and can_break_now and not could_break_before"
_PUTS_OFF_NONE = "report = False"


def keep_notes_with_calls() -> None:
    """Mend the function in place; to be called once in a process. Raises RuntimeError when it isn't what it was."""
    source = inspect.getsource(block._linebox_layout)
    if source.count(_PUTS_OFF_NOTES) != 1:
        raise RuntimeError("WeasyPrint's _linebox_layout has changed: see typeset/footnote_pages.py")
    mended = source.replace(_PUTS_OFF_NOTES, _PUTS_OFF_NONE)
    exec(compile(mended, block.__file__, "exec"), block.__dict__)
