"""Citations in a line: ``[@wang2020]``, ``[@wang2020, 第 12 页; @li2019]``."""

import re

from pipeline.i18n import _
from pipeline.inlines import Citation, CitedPlace
from pipeline.manuscript.reading import Reading

CITATION = re.compile(r"(\[@[^\[\]\n]{1,300}\])")
NEAR_CITATION = re.compile(r"[\[［【〔][ 　]*[@＠][^\[\]［］【】〔〕\n]{1,300}")
"""What was meant as a citation and is none."""
_PLACE = re.compile(
    r"\s*@(?P<key>[A-Za-z0-9\u3400-\u9fff][A-Za-z0-9_:.\u3400-\u9fff-]*)"
    r"(?:\s*[,，]\s*(?:第|pp?\.)?\s*(?P<pages>[0-9A-Za-z]+(?:\s*[-–—~、,]\s*[0-9A-Za-z]+)*)\s*页?)?\s*"
)


def read_citation(written: str, line: int, reading: Reading) -> list[Citation]:
    """The citation *written*, with its brackets, on the 1-based *line*; none where it is a problem."""
    places = []
    for piece in re.split("[;；]", written[1:-1]):
        found = _PLACE.fullmatch(piece)
        if found is None:
            message = _("“{text}” could not be understood.").format(text=written)
            hint = _("A work is cited by its key: [@wang2020], [@wang2020, 第 12 页; @li2019].")
            reading.problem(message, line, hint)
            return []
        pages = re.sub(r"\s*[-–—~]\s*", "-", found["pages"] or "")
        places.append(CitedPlace(found["key"], pages))
    citation = Citation(tuple(places), line)
    reading.citations.append(citation)
    return [citation]
