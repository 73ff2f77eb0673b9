"""pydyf and tinyhtml5 as they were when their patches were made, and the same results with less work."""

import hashlib
import re
import zlib
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest

from pipeline.engine import reading_pdf
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.pdf.xmp import PdfFacts
from pipeline.resources import find_shipped
from tests.engine.originals import source_of

# SHA-256 of what is replaced or leant on: see the patches of pydyf, tinyhtml5, cffi and cssselect2
SOURCES = {
    "pydyf._to_bytes": "1cefd02c285d3aee",
    "pydyf.Object": "09d351b7b8390001",
    "pydyf.Stream": "f17b6bdcfedf2f50",
    "pydyf.PDF": "430a7b480a612b67",
    "tinyhtml5.inputstream.HTMLUnicodeInputStream": "10c90dbbdab831cb",
    "cffi.recompiler.Recompiler": "98a9bb39f808a1c0",
    "cssselect2.compiler.CompiledSelector": "384272fc93d65da3",
}


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    load_weasyprint(find_shipped("fonts"))


@pytest.mark.parametrize("name", SOURCES)
def test_sources_are_unchanged(name: str) -> None:
    package, _dot, rest = name.partition(".")
    assert hashlib.sha256(source_of(rest, package).encode()).hexdigest()[:16] == SOURCES[name]


def test_selectors_are_compiled_when_they_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    import cssselect2
    from cssselect2 import compiler

    from pipeline.engine.patches.late_selectors import evaluate_late

    html = ElementTree.fromstring("<div><p class='a'>1<b/></p><p lang='zh'>2</p><i id='x'/></div>")
    texts = "p", "p.a > b", "p + p", "#x", "[lang]", "p:not(.a)", "div p:first-child", ":is(i, b)", "p ~ i", "*"

    def found() -> list[list[bool]]:
        tests = [selector.test for text in texts for selector in cssselect2.compile_selector_list(text)]
        return [
            [bool(test(each)) for test in tests]
            for each in cssselect2.ElementWrapper.from_xml_root(html).iter_subtree()
        ]

    assert compiler.eval is evaluate_late
    late = found()
    monkeypatch.delattr(compiler, "eval")
    assert found() == late
    assert sum(map(sum, late)) > len(texts)
    assert evaluate_late("lambda el: (", {}, {})
    with pytest.raises(SyntaxError):
        evaluate_late("lambda el: (", {}, {})(None)


class Word(str):
    """A text of a subclass."""

    __slots__ = ()


def test_bytes() -> None:
    import pydyf

    namespace = dict(vars(pydyf))
    exec(source_of("_to_bytes", "pydyf"), namespace)
    to_bytes = namespace["_to_bytes"]
    values: list[Any] = ["a", Word("b"), b"c", 0, -7, 12345678901, 1.0, 0.25, True, pydyf.Array([1, "/x", 2.5])]
    assert [pydyf._to_bytes(value) for value in values] == [to_bytes(value) for value in values]
    with pytest.raises(UnicodeEncodeError):
        pydyf._to_bytes("字")


def test_compression_can_be_undone_and_is_slight_loss() -> None:
    import pydyf

    raw = b"[<4e004e8c4e094e56>] TJ\n" * 500 + bytes(range(256))
    data = pydyf.Stream([raw], compress=True).data
    packed = data.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
    assert zlib.decompress(packed) == raw
    assert len(packed) <= 1.02 * len(zlib.compress(raw, 9))


def test_patterns_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from tinyhtml5 import inputstream, parse

    text = "<p>a &amp; b\x00 <b class='y z'>c</b><!-- d --> e]</p>"
    parse(text, namespace_html_elements=False)
    made: list[Any] = []
    monkeypatch.setattr(re, "compile", lambda *a: made.append(a))
    tree = parse(text, namespace_html_elements=False)
    assert made == []
    assert "".join(tree.itertext()).replace("\ufffd", "") == "a & b c d  e]"
    assert tree.find(".//b").attrib == {"class": "y z"}
    assert inputstream.characters_until_regex


def test_objects_written_once_give_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import pydyf

    asked_for: list[Any] = []
    make = pydyf.Stream.data.fget
    monkeypatch.setattr(pydyf.Stream, "data", property(lambda stream: asked_for.append(stream) or make(stream)))
    parts = (
        Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={}).lay_out(
            "<html lang=zh><p id=a><a href='#a'>一段</a>正文"
        ),
    )
    facts = PdfFacts(title="题", authors=("人",), subject="事", language="zh", created=finished_moment())
    once = reading_pdf.write_reading_pdf(parts, facts, ("1",))
    made = len(asked_for)
    monkeypatch.setattr("pipeline.engine.patches.objects_once._Written", lambda each: each)
    assert reading_pdf.write_reading_pdf(parts, facts, ("1",)) == once
    assert len(asked_for) - made > made
    assert pypdfium2.PdfDocument(BytesIO(once))[0].get_textpage().get_text_range().strip() == "一段正文"


def finished_moment() -> Any:
    import datetime

    return datetime.datetime(2023, 1, 1, tzinfo=datetime.UTC)
