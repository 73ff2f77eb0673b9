"""What a check is, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.pdf.places import Box
from pipeline.preflight.reading.document import Document


class Severity(StrEnum):
    """How much a finding weighs; an error makes a file unfit for the profile."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Figures of a profile: pages, dpi, pt, mm. *output_intent* is the subtype wanted, *standards* are names.

    *ink_limit* is in per cent, *small_text* in pt. *pdfx* are the versions of PDF/X that are taken, as files declare
    them; *allowed_spots* are names of spot inks, None: any.
    """

    page_multiple: int = 4
    minimum_resolution: float = 300.0
    minimum_bilevel_resolution: float = 600.0
    minimum_line: float = 0.25
    minimum_bleed: float = 3.0
    safe_zone: float = 3.0
    ink_limit: float = 300.0
    small_text: float = 10.0
    allowed_spots: tuple[str, ...] | None = None
    pdfx: tuple[str, ...] = ("PDF/X-4", "PDF/X-1a:2003")
    output_intent: str = "GTS_PDFX"
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a check finds. *page* is a 0-based index.

    *box* is x₀, y₀, x₁, y₁ in pt from the lower left corner of the page's MediaBox, before the page is rotated.
    """

    message: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check. *id* never changes its meaning; *severity* holds where a profile names none.

    *rationale* and *source* are for the document (docs/preflight.md), *hint* is told with each finding. *run* yields
    what is found, and raises NotRunError when it could not look everywhere.
    """

    id: str
    severity: Severity
    rationale: str
    source: str
    hint: str
    run: Callable[[Document, Parameters], Iterator[Found]]
