"""Links whose targets are on other pages than those that are written: offprints, covers."""

from io import BytesIO

import pikepdf

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped
from tests.binding.small_parts import MOMENT


def two_pages() -> LaidOutPart:
    """A page that links to itself, to the next page, and to the web; and the next page."""
    links = "".join(f'<p><a href="{target}">见</a></p>' for target in ("#here", "#there", "https://example.org/"))
    body = f'<h1 id="here">此</h1>{links}<h1 id="there" style="break-before: page">彼</h1>'
    sheet = "@page { size: 300pt 400pt } h1 { bookmark-level: 1 } h1, p { font-family: 'Kanben Song' }"
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={})
    return typesetter.lay_out(f'<html lang="zh-CN"><head><title>页</title></head><body>{body}</body></html>')


def written(part: LaidOutPart, pages: range) -> list[str]:
    """Where the links of the written *pages* lead."""
    facts = PdfFacts(title="页", authors=("编",), subject="", language="zh-CN", created=MOMENT)
    with pikepdf.open(BytesIO(write_reading_pdf([part], facts, ("1", "2")[pages.start : pages.stop], pages))) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        named = [str(name) for name in pdf.Root.Names.Dests.Names[::2]] if "/Names" in pdf.Root else []
        found = [str(note.A.URI) if "/A" in note and "/URI" in note.A else str(note.get("/Dest")) for note in notes]
        assert all(each in named or each.startswith("https:") for each in found)  # none leads nowhere
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        kids = [kid for each in elements if "/K" in each for kid in each.K]
        tagged = [kid.Obj.objgen for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
        assert sorted(tagged) == sorted(note.objgen for note in notes)  # and no tag leads to one that is left out
        return found


def test_dead_links_are_left_out_and_come_back_with_their_pages() -> None:
    part = two_pages()
    assert written(part, range(2)) == ["here", "there", "https://example.org/"]
    assert written(part, range(1)) == ["here", "https://example.org/"]
    assert written(part, range(2)) == ["here", "there", "https://example.org/"]
