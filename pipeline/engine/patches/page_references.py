"""The list of page references is made once.

Replaces: pydyf 0.13, ``PDF.page_references``.
Why: pdf/tags.py of WeasyPrint asks for it at every structure element, and it is made anew from all pages each time.
Upstream: remember the list until a page is added.
Effect: speed only.
"""

from typing import Any

import pydyf

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a property around pydyf's."""
    make = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        if getattr(pdf, "_kanben_references", (None,))[0] != count:
            pdf._kanben_references = (count, make(pdf))
        return pdf._kanben_references[1]

    pydyf.PDF.page_references = property(page_references)


PATCH = Patch("page references once", "pydyf", Effect.SPEED, apply)
