"""The faces that text is set in: those of the house, and second faces once a text asks for one of their characters."""

from collections.abc import Callable, Sequence
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration

from pipeline.engine.second_face import SecondFace
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _


class OwnFaces(FontConfiguration):  # type: ignore[misc]
    """WeasyPrint's faces without those that a style sheet would bring; *second* are the families added to them.

    *second_faces* tells which second faces a text asks for.

    A style sheet may come from anyone. Libraries that read fonts trust them; no list has the characters of such a face,
    and nobody has read its licence.
    """

    def __init__(self, second_faces: Callable[[str], Sequence[SecondFace]]) -> None:
        super().__init__()
        self._second_faces = second_faces
        self.second: tuple[str, ...] = ()

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        """Refuse ``@font-face``. Raises RenderError."""
        hint = _("Set text in the faces that docs/fonts.md names.")
        raise RenderError(Problem(_("A style sheet brings a face of its own (@font-face)."), hint=hint))

    def has_second_in(self, text: str) -> bool:
        """Whether anything of *text* is set in a second face, if those are open that it asks for."""
        return bool(self.second) and bool(self._second_faces(text))

    def open_for(self, text: str) -> None:
        """Open the second faces that *text* asks for; what is set from now on may use them."""
        wanted = [face for face in self._second_faces(text) if face.family not in self.second]
        if not wanted:
            return
        for file in (file for face in wanted for file in face.files):
            fontconfig.FcConfigAppFontAddFile(self._config, str(file).encode())
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", self.font_map))
        self.second += tuple(face.family for face in wanted)
