"""Laying out parts, or taking them from those that are kept; style sheets are read for the first that isn't."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from pipeline.engine.laid_out_part import Drawing, Extent, LaidOutPart
from pipeline.engine.loaded_files import are_unchanged
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.resumable_part import ResumablePart
from pipeline.fonts.manifest import ADDED_FONTS, MANIFEST_NAME
from pipeline.production.kept_parts import KeptParts, key_maker
from pipeline.production.record import digest_of_file


class PartMaker:
    """Lays out parts by a typesetter, which *typesetter* makes; *kept* has those that were laid out before, if any.

    *workspace*: where faces may have been added.
    """

    def __init__(self, typesetter: partial[Typesetter], workspace: Path, kept: KeptParts | None) -> None:
        self.settings: Mapping[str, Any] = typesetter.keywords
        self._make, self._workspace, self._kept = typesetter, workspace, kept
        self._text = ""
        self._typesetter: Typesetter | None = None

    def open_faces_for(self, text: str) -> None:
        """Have the second faces open that *text* asks for, besides those of the HTML: the words in drawings."""
        self._text = text
        if self._typesetter is not None:
            self._typesetter.open_faces_for(text)

    def is_current(self, part: LaidOutPart | Extent) -> bool:
        """Whether the files that *part* and its style sheets loaded are as they were."""
        return are_unchanged(self.settings["folders"], part.loaded)

    def find(self, html: str, drawing: Drawing | None = None) -> LaidOutPart | None:
        """The part of *html*, if it is kept and all that it was made from is as it was."""
        if self._kept is None:
            return None
        found = self._kept.find(self._key(html, drawing), self.settings["folders"])
        if found is None or not self._is_in_house_faces(found):
            return None
        load_weasyprint(self.settings["fonts"])  # which will write it
        return found

    def lay_out(self, html: str, drawing: Drawing | None = None) -> LaidOutPart:
        """Lay out the part of *html*, and keep it. Raises RenderError as Typesetter does."""
        if self._kept is None:
            return self._load_typesetter().lay_out(html, drawing)
        made = self._load_typesetter().go_on(html, drawing, partial(self._find_earlier, drawing))
        if not made.part.faults and self._is_in_house_faces(made.part):
            self._kept.keep(self._key(html, drawing), made.part)
            if (left := made.tell_resumable()) is not None:
                self._kept.keep_earlier(self._key_of_earlier(drawing, made.digest), self._key(html, drawing), left)
        return made.part

    def _find_earlier(self, drawing: Drawing | None, digest: str) -> tuple[LaidOutPart, ResumablePart] | None:
        """What is kept of the part as it was last, with other words in the elements of *digest*."""
        if self._kept is None:
            return None
        found = self._kept.find_earlier(self._key_of_earlier(drawing, digest), self.settings["folders"])
        return found if found is not None and self._is_in_house_faces(found[0]) else None

    def find_known_extent(self, html: str) -> Extent | None:
        """How far the part of *html* goes, if that is kept and all that it was made from is as it was."""
        return (
            None if self._kept is None else self._kept.find_extent(self._key_of_extent(html), self.settings["folders"])
        )

    def find_extent(self, html: str) -> Extent:
        """How far the part of *html* goes; its pages are held until it is laid out. Raises RenderError."""
        extent = self._load_typesetter().find_extent(html)
        if self._kept is not None:
            self._kept.keep_extent(self._key_of_extent(html), extent)
        return extent

    def load(self) -> None:
        """Read the style sheets, if that is not done, before processes begin with this one's. Raises RenderError."""
        self._load_typesetter()

    def is_new(self, subject: str) -> bool:
        """Whether nothing is kept of what is called *subject*, as far as is known."""
        return self._kept is None or not self._kept.knows(self._make_key(f"subject\n{subject}"))

    def note_subject(self, subject: str) -> None:
        """Note that parts are kept of what is called *subject*."""
        if self._kept is not None:
            self._kept.note(self._make_key(f"subject\n{subject}"))

    def work_in_memory(self) -> None:
        """Look for no kept parts from now on, and keep none: what is laid out changes again before it is of use."""
        self._kept = None

    def forget_others(self, parts: Sequence[LaidOutPart]) -> None:
        """Let go of the pages in memory of all parts but these."""
        if self._typesetter is not None:
            self._typesetter.forget_others(parts)

    def make_room(self) -> None:
        """Remove what has been of no use for the longest time, where more is kept than there is room for."""
        if self._kept is not None:
            self._kept.folder.trim()

    def _is_in_house_faces(self, part: LaidOutPart) -> bool:
        """Whether all faces of *part* are where they were: an added one is a copy, which goes with this process."""
        house = self.settings["fonts"].resolve()
        return all(face.file.is_relative_to(house) and face.file.is_file() for face in part.faces)

    def _load_typesetter(self) -> Typesetter:
        """The typesetter, made anew where files have changed that its style sheets loaded."""
        typesetter = self._typesetter
        if typesetter is None or not are_unchanged(self.settings["folders"], typesetter.loaded_by_sheets):
            typesetter = self._typesetter = self._make()
            typesetter.open_faces_for(self._text)
        return typesetter

    def make(self, html: str, drawing: Drawing | None = None) -> LaidOutPart:
        """The part of *html*, kept or laid out."""
        return self.find(html, drawing) or self.lay_out(html, drawing)

    def _key_of_extent(self, html: str) -> str:
        key: str = self._make_key(f"extent\n{html}")
        return key

    def _key_of_earlier(self, drawing: Drawing | None, digest: str) -> str:
        return self._key(f"earlier\n{digest}", drawing)

    def _key(self, html: str, drawing: Drawing | None) -> str:
        key: str = self._make_key(f"{drawing or self.settings.get('drawing', Drawing.TAGS)}\n{html}")
        return key

    @cached_property
    def _make_key(self) -> Any:
        settings = self.settings
        return key_maker(
            fonts=str(settings["fonts"]),
            faces=digest_of_file(settings["fonts"] / MANIFEST_NAME),
            added_faces=digest_of_file(self._workspace / ADDED_FONTS / MANIFEST_NAME, self._workspace),
            style_sheets=repr(list(settings["style_sheets"].items())),
            picture_resolution=str(settings.get("picture_resolution", 0)),
            own_scheme=settings.get("own_scheme", ""),
        )
