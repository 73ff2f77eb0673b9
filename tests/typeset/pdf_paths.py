"""Vector paths of a finished PDF, read back segment by segment."""

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class DrawnPath:
    """The points of one path (ends and handles of its segments), in pt from the page's top left corner."""

    points: tuple[tuple[float, float], ...]
    is_stroked: bool

    @property
    def left(self) -> float:
        """Of all points, and so without the width of a stroke."""
        return min(x for x, _y in self.points)

    @property
    def right(self) -> float:
        """As *left*."""
        return max(x for x, _y in self.points)

    @property
    def top(self) -> float:
        """As *left*."""
        return min(y for _x, y in self.points)

    @property
    def bottom(self) -> float:
        """As *left*."""
        return max(y for _x, y in self.points)

    @property
    def middle(self) -> tuple[float, float]:
        """Of the extent of the points."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def drawn_paths(data: bytes) -> list[list[DrawnPath]]:
    """The paths of each page in the order they are drawn in."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_paths(page) for page in document]
    finally:
        document.close()


def _paths(page: pypdfium2.PdfPage) -> list[DrawnPath]:
    result = []
    height = page.get_height()
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
        pdfium.FPDFPath_GetDrawMode(drawn, mode, stroke)
        points = []
        for number in range(pdfium.FPDFPath_CountSegments(drawn)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(drawn, number), x, y)
            points.append(
                (
                    matrix.a * x.value + matrix.c * y.value + matrix.e,
                    height - (matrix.b * x.value + matrix.d * y.value + matrix.f),
                )
            )
        result.append(DrawnPath(tuple(points), bool(stroke.value)))
    return result
