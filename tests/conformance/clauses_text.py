"""Addresses in a line, and the text that readers extract."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from re import sub

from tests.conformance.clauses_mixed import BESIDE, plain
from tests.conformance.clauses_ruby import ruby
from tests.conformance.ledger import Measurement, clause
from tests.conformance.printed_page import extracted, extracted_by_poppler, lines_by_poppler
from tests.conformance.specimens import Sheet, Specimen, paragraphs

ADDRESS = "https://www.example.com/a/long/path/to/nowhere?query=value&amp;other=thing"
ADDRESSES = Specimen(paragraphs(f"天地{ADDRESS}玄黄", "天地" + "x" * 60 + "玄黄", "某人some.body@example.com处"), 10)


@clause(
    "UAX #14 5",
    "addresses break after separators and never overflow",
    "Places to break after / ? & = and before . _ - #; a run without any is cut at the edge",
    ADDRESSES,
    ADDRESSES.styled("p { white-space: nowrap }"),
    "lines not broken",
)
def addresses(sheet: Sheet) -> Iterator[Measurement]:
    lines = [line.text for line in sheet.lines]
    inside = [text for text in lines if text.isascii() and not text.startswith("x")]
    yield Measurement("lines of the address: at least four", len(inside), (4, 99), unit="")
    after = dict(pairwise(lines))
    ends = [text for text in inside if not text.endswith("thing")]
    bad = tuple(text for text in ends if text[-1] not in "/?&=" and after[text][0] not in "._-#")
    yield Measurement("lines of the address that end elsewhere than at a separator", bad, ())
    beyond = max((line.right - sheet.right) / line.size for line in sheet.lines)
    yield Measurement("the widest line beyond the measure", max(0.0, beyond), 0.0, 0.02)
    before = sheet.line("天地x")
    yield Measurement("white between 天 and 地 before a run that is cut", before.gaps()[0], (0.0, 0.5))


FLUSH = replace(ADDRESSES, body=paragraphs(f"天地玄黄宇宙洪荒日月盈昃{ADDRESS}玄黄"), measure=18)


@clause(
    "UAX #14 5",
    "a line broken inside an address is flush",
    "The line is stretched to the measure like any other",
    FLUSH,
    FLUSH.styled("p { text-align: left }"),
    "not justified",
)
def flush_addresses(sheet: Sheet) -> Iterator[Measurement]:
    lines = [line for line in sheet.lines if "/" in line.text]
    yield Measurement("lines looked at", len(lines), (2, 9), unit="")
    for line in lines[:2]:
        yield Measurement(f"right edge of “{line.text}”", (line.right - sheet.right) / line.size, 0.0, 0.02)


TOLD = Specimen(
    paragraphs(
        "二〇二三年用WeasyPrint排了36页，正文16pt；其中<b>黑体</b>《关于<em>楷体</em>的说明》。",
        "问：“标点挤压要怎样做？”答：“先挤后拉（挤不够再拉）。”97.7％和37℃——不离数字……",
    )
)


@clause(
    "Kanben 1",
    "what is extracted is what was written",
    "White is in the widths of glyphs, so that no reader takes a gap for a space",
    TOLD,
    replace(TOLD, moved=True),
    "glyphs moved, and no text told",
)
def actual_text(sheet: Sheet) -> Iterator[Measurement]:
    source = "".join(plain(text) for text in sheet.specimen.body.replace("</p>", "").split("<p>"))
    for reader, text in (("PDFium", extracted(sheet.data)), ("poppler", extracted_by_poppler(sheet.data))):
        yield Measurement(f"{reader}: text without spaces", text.replace(" ", ""), source, unit="")
        yield Measurement(f"{reader}: spaces that nobody wrote", text.count(" "), 0, 0, unit="")
        yield Measurement(f"{reader}: zero-width spaces", text.count("\u200b"), 0, 0, unit="")


TOLD_EDGES = Specimen(paragraphs(*(BESIDE[what] for what in ("a bold word", "a link", "a word in another face"))))


@clause(
    "Kanben 1",
    "nor at the edges of spans",
    "So is white between two spans",
    TOLD_EDGES,
    replace(TOLD_EDGES, moved=True),
    "glyphs moved, and no text told",
)
def told_at_span_edges(sheet: Sheet) -> Iterator[Measurement]:
    for reader, text in (("PDFium", extracted(sheet.data)), ("poppler", extracted_by_poppler(sheet.data))):
        yield Measurement(f"{reader}: spaces at the edges of spans", text.count(" "), 0, 0, unit="")


TOLD_RUBY = Specimen(
    paragraphs(
        f"天地{ruby('北京市', 'Beijing')}玄黄，{ruby('汉', 'hàn')}{ruby('庄', 'zhuāng')}{ruby('双', 'shuāng')}宇宙"
        f"{ruby('洪荒', 'a')}日月，盈{ruby('一', 'yī')}昃辰。",
    ),
    40,
    "rt { font: .5em 'Kanben Hei'; line-height: 0; vertical-align: 1.94em }",
)


@clause(
    "Kanben 1",
    "nor beside readings",
    "What a reading leaves empty above its base is drawn as a space and told to be none",
    TOLD_RUBY,
    replace(TOLD_RUBY, moved=True),
    "glyphs moved, and no text told",
)
def told_beside_readings(sheet: Sheet) -> Iterator[Measurement]:
    source = sub("<.*?>", "", sheet.specimen.body)
    yield Measurement("PDFium: text", extracted(sheet.data), source, unit="")
    yield Measurement("poppler, as drawn: text", "".join(lines_by_poppler(sheet.data)), source, unit="")
    bases = sub("<.*?>", "", sub("<rt>.*?</rt>", "", sheet.specimen.body))
    found = extracted_by_poppler(sheet.data)
    yield Measurement("poppler, by place: the line below its readings", found[-len(bases) :], bases, unit="")


HYPHENS = Specimen(
    paragraphs("关于international的说明，关于typesetting的说明，天地玄黄宇宙"), 8.5, "p { hyphens: auto }"
)


@clause(
    "Kanben 1",
    "hyphens are no text",
    "The hyphen of a cut word is drawn and told as nothing, so that the word is found whole",
    HYPHENS,
    HYPHENS.reworded("typesetting", "type-setting"),
    "a hyphen that the author wrote",
)
def untold_hyphens(sheet: Sheet) -> Iterator[Measurement]:
    drawn = sum(line.text.endswith("-") for line in sheet.lines)
    yield Measurement("hyphens drawn at line ends", drawn, (1, 9), 0, unit="")
    for reader, text in (("PDFium", extracted(sheet.data)), ("poppler", extracted_by_poppler(sheet.data))):
        found = sum(text.count(word) for word in ("international", "typesetting"))
        yield Measurement(f"{reader}: words found whole", found, 2, 0, unit="")
        yield Measurement(f"{reader}: hyphens", text.count("-"), 0, 0, unit="")


RAW = Specimen(
    paragraphs(
        "《甲》《乙》、《丙》（丁）、“戊”，一路排下去，空白都收成半字，天地玄黄宇宙洪荒日月盈昃辰宿列张。",
        "天地<b>PDF</b>玄黄，（宇宙<em>“洪荒”</em>），日月WeasyPrint盈昃；辰宿<b>，</b>（列张）寒来暑往。",
        "天地<ruby><rb>玄</rb><rt>xuán</rt></ruby>黄，<a href='https://example.com/'>《宇宙》</a>（洪荒）日月盈昃。",
    ),
    14,
    "rt { font: .5em 'Kanben Hei'; line-height: 0; vertical-align: 1.94em }",
)


@clause(
    "Kanben 1",
    "lines stay whole",
    "Marks that give way are narrower; pdftotext -raw finds each line in one piece",
    RAW,
    replace(RAW, moved=True),
    "glyphs moved, and no text told",
)
def whole_lines(sheet: Sheet) -> Iterator[Measurement]:
    drawn = [line for line in sheet.lines if line.size > 0.9 * sheet.em]
    found = lines_by_poppler(sheet.data)
    yield Measurement("lines on paper", len(drawn), (6, 40), 0, unit="lines")
    broken = tuple(line.text for line in drawn if not line.above and line.text not in found)
    yield Measurement("lines not found in one piece", broken, ())
