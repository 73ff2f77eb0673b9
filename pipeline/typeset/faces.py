"""The faces that layouts may set text in: those of the folder of faces and no others."""

from typing import Any

from weasyprint.text.fonts import FontConfiguration

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _


class OwnFaces(FontConfiguration):  # type: ignore[misc]
    """WeasyPrint's faces without those that a style sheet would bring.

    A face from anyone would be read by libraries that are made for friendly ones, its characters are in no list of
    those that can be set, and nobody has looked into its licence.
    """

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        """Refuse ``@font-face``. Raises RenderError."""
        hint = _("Set text in the faces that docs/fonts.md names.")
        raise RenderError(Problem(_("A style sheet brings a face of its own (@font-face)."), hint=hint))
