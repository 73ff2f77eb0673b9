"""Numbers and bullets are extracted where they are read."""

import pypdfium2
import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped

BODY = "<p>甲</p><ol><li>天<ul><li>地</li></ul></li><li>玄</li></ol><p>乙</p>"


def words() -> list[str]:
    load_weasyprint(find_shipped("fonts"))
    style = 'html { font: 12pt/20pt "Kanben Song" } ::marker { font-family: "Kanben Hei" } ul { list-style: disc }'
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"specimen.css": style}, folders={}, drawing=Drawing.PLAIN
    )
    document = pypdfium2.PdfDocument(write_overlay_pdf(typesetter.lay_out(f"<html lang='zh-CN'>{BODY}</html>")))
    return str(document[0].get_textpage().get_text_range()).split()


def test_markers_come_before_their_items() -> None:
    assert words() == ["甲", "1.", "天", "•", "地", "2.", "玄", "乙"]


def test_markers_that_come_last_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    load_weasyprint(find_shipped("fonts"))
    from weasyprint import stacking

    in_order = stacking._dispatch
    monkeypatch.setattr(stacking, "_dispatch", in_order.__closure__[0].cell_contents)
    assert words() == ["甲", "天", "地", "玄", "乙", "1.", "•", "2."]
