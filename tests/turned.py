"""Pages turned back, so that what is set across them can be read as lines."""

from io import BytesIO

import pypdf


def turned_back(data: bytes) -> bytes:
    """The PDF *data* with every page turned by 90°, clockwise, and its content with it: not by /Rotate."""
    reader = pypdf.PdfReader(BytesIO(data))
    writer = pypdf.PdfWriter(clone_from=reader)
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation((0, -1, 1, 0, 0, width))
        for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if box in page:
                page[pypdf.generic.NameObject(box)] = pypdf.generic.RectangleObject((0, 0, height, width))
    result = BytesIO()
    writer.write(result)
    return result.getvalue()
