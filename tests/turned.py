"""Pages turned back, so that what is set across them can be read as lines."""

from functools import lru_cache
from io import BytesIO

import pikepdf


@lru_cache(maxsize=4)
def turned_back(data: bytes) -> bytes:
    """The PDF *data* with every page turned by 90°, clockwise, and its content with it: not by /Rotate."""
    result = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            _left, _bottom, width, height = (float(side) for side in page.mediabox)
            page.contents_add(f"q 0 -1 1 0 0 {width} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if box in page.obj:
                    page.obj[box] = pikepdf.Array([0, 0, height, width])
        pdf.save(result)
    return result.getvalue()
