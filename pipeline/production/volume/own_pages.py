"""A volume's own pages as one process gives them to another, which needs no layout engine to take them."""

from dataclasses import dataclass

from pipeline.pdf.raw_pdf import RawPdf
from pipeline.press.separation.inks import Spot


@dataclass(frozen=True, slots=True)
class VolumePages:
    """The pages before the issues; *notes* for the report, the *spots* that they and the stamps are printed in."""

    pdf: RawPdf
    notes: tuple[str, ...]
    spots: tuple[Spot, ...] = ()
