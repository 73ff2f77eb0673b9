"""What a volume sets itself: the pages before its issues, and the sheet of stamps, as PDFs for the binder."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.binding.stamps import StampSheet
from pipeline.binding.volume_metadata import VolumeFacts
from pipeline.layout import VolumeComposer, find_layout
from pipeline.manuscript.volume_reader import workspace_of_volume
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.production.front_matter import LaidOutFrontMatter, lay_out_front_matter
from pipeline.production.issue import layout_shelves
from pipeline.resources import shipped
from pipeline.typeset import DocumentFacts, Typesetter, write_reading_pdf
from pipeline.typeset.overlay_pdf import write_overlay_pdf
from pipeline.units import Size
from pipeline.volume import BoundVolume, Volume


@dataclass
class VolumeSetter:
    """Sets pages for the volume *order* on the trim of its publication's layout."""

    order: Volume
    fonts: Path = field(default_factory=lambda: shipped("fonts"))

    @cached_property
    def trim(self) -> Size:
        """The trimmed page of the publication's own layout, pt."""
        publication = self.order.publication
        shelves = layout_shelves(workspace_of_volume(self.order.path))
        geometry = find_layout(publication.layout, shelves, (publication.path, publication.layout_line)).geometry
        return Size(geometry.width, geometry.height)

    @cached_property
    def _composer(self) -> VolumeComposer:
        shelves = layout_shelves(workspace_of_volume(self.order.path))
        layout = find_layout(self.order.layout, shelves, (self.order.path, self.order.layout_line), "volume")
        return VolumeComposer(self.order, layout, self.trim)

    @cached_property
    def _typesetter(self) -> Typesetter:
        rooms = {"workspace": workspace_of_volume(self.order.path), "layout": self._composer.layout.path}
        return Typesetter(self.fonts, self._composer.style_sheets(), rooms)

    def front_matter(self, volume: BoundVolume, part: int, facts: VolumeFacts) -> tuple[RawPdf, tuple[str, ...]]:
        """The pages before the issues of the 0-based *part*, and notes for the report.

        Raises the errors of layouts: ContentError, RenderError.
        """
        laid_out = self.laid_out_front_matter(volume, part)
        own = DocumentFacts(facts.title, (facts.author,), facts.subject, facts.language, facts.moment, laid_out.labels)
        return read_finished_pdf(write_reading_pdf(laid_out.parts, own)), laid_out.notes

    def laid_out_front_matter(self, volume: BoundVolume, part: int) -> LaidOutFrontMatter:
        """The pages before the issues of the 0-based *part*, laid out. Raises ContentError, RenderError."""
        return lay_out_front_matter(self._composer, volume, part, self._typesetter.lay_out)

    def stamps(self) -> StampSheet:
        """The sheet of stamps. Raises RenderError."""
        part = self._typesetter.lay_out(self._composer.stamps())
        pdf = read_finished_pdf(write_overlay_pdf(part))
        return StampSheet(pdf, part.anchors, self.trim.width, self.trim.height, self.order.binding_edge)
