"""What a volume sets itself: the pages before its issues, and the sheet of stamps, as PDFs for the binder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from pipeline.binding.stamps.stamp_sheet import StampSheet
from pipeline.engine.laid_out_part import Drawing, LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.engine.untagged_pdf import bleed_sheet, write_overlay_pdf
from pipeline.layout import find_layout, layout_of
from pipeline.layout.volume_pages import VolumeComposer
from pipeline.manuscript.volume_reader import workspace_of_volume
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.volume_links import SCHEME
from pipeline.pdf.xmp import PdfFacts
from pipeline.press.printer import Printer
from pipeline.press.separation.inks import Spot
from pipeline.production.faces import SecondFaces, read_faces
from pipeline.production.issue.issue_builder import layout_folders
from pipeline.production.kept_parts import KeptParts
from pipeline.production.part_maker import PartMaker
from pipeline.production.press.press_pages import Palette, press_pages
from pipeline.production.volume.front_matter import LaidOutFrontMatter, lay_out_front_matter
from pipeline.production.volume.own_pages import VolumePages
from pipeline.resources import find_shipped
from pipeline.units import Size
from pipeline.volume import BoundVolume, Volume


@dataclass
class VolumeSetter:
    """Sets pages for the volume *order* on the trim of its publication's layout; with *printer*, in that one's inks."""

    order: Volume
    printer: Printer | None = None
    fonts: Path = field(default_factory=lambda: find_shipped("fonts"))
    _spots: dict[str, Spot] = field(default_factory=dict, init=False)

    @cached_property
    def trim(self) -> Size:
        """The trimmed page of the publication's own layout, pt."""
        folders = layout_folders(workspace_of_volume(self.order.path))
        geometry = layout_of(self.order.publication, folders).geometry
        return Size(geometry.width, geometry.height)

    @cached_property
    def composer(self) -> VolumeComposer:
        """What renders the templates of the volume's layout."""
        folders = layout_folders(workspace_of_volume(self.order.path))
        layout = find_layout(self.order.layout, folders, (self.order.path, self.order.layout_line), "volume")
        return VolumeComposer(self.order, layout, self.trim, shows_spine=self.printer is None)

    @cached_property
    def _maker(self) -> PartMaker:
        workspace = workspace_of_volume(self.order.path)
        bleed = {} if self.printer is None else {"bleed": bleed_sheet(self.printer.bleed)}
        typesetter = partial(
            Typesetter,
            fonts=self.fonts,
            style_sheets=self.composer.style_sheets() | bleed,
            folders={"workspace": workspace, "layout": self.composer.layout.path},
            own_scheme=SCHEME,
            second_faces=SecondFaces(read_faces(self.fonts).coverage_in(workspace)),
        )
        return PartMaker(typesetter, workspace, KeptParts.of_user())

    @property
    def palette(self) -> Palette:
        """The colours of the layout as the volume has them."""
        composer = self.composer
        return Palette(
            layout=composer.layout,
            workspace=workspace_of_volume(self.order.path),
            colours=composer.colours,
            style_sheets=composer.style_sheets(),
            file=self.order.path,
            changes=self.order.colours,
        )

    def lay_out(self, html: str) -> LaidOutPart:
        """Lay out a document with the layout's style sheets. Raises RenderError."""
        return self._maker.make(html)

    def front_matter(self, volume: BoundVolume, part: int, facts: PdfFacts) -> VolumePages:
        """The pages before the issues of the 0-based *part*. Raises ContentError, RenderError."""
        laid_out = self.laid_out_front_matter(volume, part)
        if self.printer is not None:
            pdf = self._separate(laid_out.parts, self.printer)
            return VolumePages(pdf, laid_out.notes, tuple(self._spots.values()))
        data = write_reading_pdf(laid_out.parts, facts, laid_out.labels, standard=self.order.publication.standard)
        return VolumePages(read_finished_pdf(data), laid_out.notes)

    def _separate(self, parts: Sequence[LaidOutPart], printer: Printer) -> RawPdf:
        separated = press_pages(parts, self.palette, printer)
        self._spots |= {spot.name: spot for spot in separated.spots}
        return separated.pdf

    def laid_out_front_matter(self, volume: BoundVolume, part: int) -> LaidOutFrontMatter:
        """The pages before the issues of the 0-based *part*, laid out. Raises ContentError, RenderError."""
        laid_out = lay_out_front_matter(self.composer, volume, part, self._maker.make)
        self._maker.make_room()
        return laid_out

    def stamps(self) -> StampSheet:
        """The sheet of stamps. Raises RenderError."""
        part = self._maker.make(self.composer.stamps(), Drawing.PLAIN if self.printer is None else Drawing.TAGS)
        if self.printer is not None:
            pdf = self._separate([part], self.printer)
        else:
            pdf = read_finished_pdf(write_overlay_pdf(part))
        return StampSheet(
            pdf=pdf,
            pages=part.anchors,
            width=self.trim.width,
            height=self.trim.height,
            binding_edge=self.order.binding_edge,
        )
