"""The small periodical with all that serves readers on screens: tags, PDF/A and PDF/UA, labels, outline."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pikepdf

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped
from tests.regression.specimen import BODY, SHEET

FACTS = PdfFacts(title="样章", authors=("者",), subject="", language="zh-CN", created=datetime(2024, 1, 1, tzinfo=UTC))


def tagged(body: str = BODY, sheet: str = SHEET) -> bytes:
    """The finished PDF of *body*, as issues are written."""
    load_weasyprint(find_shipped("fonts"))
    from pipeline.engine.reading_pdf import write_reading_pdf  # after WeasyPrint is made ready

    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"specimen.css": sheet}, folders={})
    part = typesetter.lay_out(f'<html lang="zh-CN"><head><title>样章</title></head><body>{body}</body></html>')
    return write_reading_pdf([part], FACTS, [str(number) for number in range(1, part.page_count + 1)])


def change(data: bytes, edit: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    """*data* after *edit*, saved anew."""
    with pikepdf.open(BytesIO(data)) as pdf:
        edit(pdf)
        held = BytesIO()
        pdf.save(held, **options)  # type: ignore[arg-type]
    return held.getvalue()
