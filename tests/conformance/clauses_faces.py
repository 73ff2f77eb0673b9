"""Characters, how they are set side by side, and faces (clreq 2.1, 2.2)."""

from collections.abc import Iterator
from itertools import pairwise

from tests.conformance.clauses_marks import SPACED
from tests.conformance.ledger import Measurement, clause
from tests.conformance.specimens import Sheet, Specimen, paragraphs

FACES = {
    "song": ("", "Kanben-Song"),
    "kai": ("font-family: 'Kanben Kai'", "Kanben-Kai"),
    "hei": ("font-family: 'Kanben Hei'", "Kanben-Hei"),
    "fangsong": ("font-family: 'Kanben Fang'", "Kanben-Fang"),
    "bold song": ("font-weight: 700", "Kanben-Song-Bold"),
    "bold hei": ("font-family: 'Kanben Hei'; font-weight: 700", "Kanben-Hei-Bold"),
}
IN_FACES = Specimen("".join(f'<p style="{style}">国永东鹰</p>' for style, _name in FACES.values()))


@clause(
    "clreq 2.1.2",
    "square character frames of one size",
    "Every face of the house has Han characters of one em, with one base line",
    IN_FACES,
    IN_FACES.styled("p { transform: scaleX(.9) }"),
    "condensed",
)
def square_frames(sheet: Sheet) -> Iterator[Measurement]:
    for name, line in zip(FACES, sheet.lines, strict=True):
        steps = [(second.x - first.x) / first.size for first, second in pairwise(line.glyphs)]
        yield Measurement(f"{name}: width of a character", max(steps, key=lambda step: abs(step - 1)), 1.0)
        inside = all(glyph.ink[1] >= -0.13 and glyph.ink[3] <= 0.89 for glyph in line.glyphs)
        yield Measurement(f"{name}: ink inside the em box", "yes" if inside else "no", "yes", unit="")


@clause(
    "clreq 2.1.3",
    "solid setting",
    "No white between Han characters unless the line is stretched",
    Specimen(IN_FACES.body + paragraphs("天<b>地</b><em>玄</em><i>黄</i>宇")),
    Specimen(IN_FACES.body + paragraphs("天<b>地</b><em>玄</em><i>黄</i>宇")).styled(SPACED),
    "letters spaced by 0.1 em",
)
def solid_setting(sheet: Sheet) -> Iterator[Measurement]:
    for name, line in zip([*FACES, "four faces in one line"], sheet.lines, strict=True):
        yield Measurement(f"{name}: widest white between characters", max(map(abs, line.gaps())), 0.0)


LOOSE = {"a quarter em": 0.25, "a third of an em": 1 / 3, "half an em": 0.5, "an em": 1.0}
LOOSENED = Specimen("".join(f"<p style='letter-spacing: {space:.4f}em'>天地玄</p>" for space in LOOSE.values()))


@clause(
    "clreq 2.1.3.1",
    "fixed white between characters",
    "letter-spacing in a layout's style sheet, as on contents pages",
    LOOSENED,
    LOOSENED.styled("p { letter-spacing: .1em !important }"),
    "spaced by 0.1 em",
)
def loosened(sheet: Sheet) -> Iterator[Measurement]:
    for (name, space), line in zip(LOOSE.items(), sheet.lines, strict=True):
        yield Measurement(f"white: {name}", max(line.gaps()), space, 0.02)


EVEN = Specimen(paragraphs("天地玄黄宇宙洪荒日月荒……——宇宙洪荒"), 12)


@clause(
    "clreq 2.1.3.2",
    "1 what the prohibition rules leave over is spread evenly",
    "The white of a short line is spread over all its places",
    EVEN,
    EVEN.styled("p { text-align: left }"),
    "not justified",
)
def evenly(sheet: Sheet) -> Iterator[Measurement]:
    gaps = sheet.lines[0].gaps()
    yield Measurement("white between characters: the widest", max(gaps), 2 / 9)
    yield Measurement("white between characters: the narrowest", min(gaps), 2 / 9)


@clause(
    "clreq 2.2.1",
    "song, kai, hei, fangsong",
    "Four faces, each in regular weight, song and hei also bold",
    IN_FACES,
    IN_FACES.styled("p { font-family: 'Kanben Song' !important; font-weight: 400 !important }"),
    "all in song",
)
def four_faces(sheet: Sheet) -> Iterator[Measurement]:
    for (name, (_style, face)), line in zip(FACES.items(), sheet.lines, strict=True):
        yield Measurement(f"face of {name}", line.glyphs[0].font, face, unit="")


ROLES = Specimen(
    "<h3>标题</h3><p>正文<strong>着重</strong>和<em>楷体</em>，注<span class='footnote'>注文</span></p>"
    "<blockquote><p>引文</p></blockquote><p>人说</p>",
    layout="gongyun",
)
PLAIN = ROLES.styled("h3, p, strong, em, blockquote, .footnote { font-family: 'Kanben Fang' !important }")


def faces_of(sheet: Sheet, wanted: dict[str, tuple[str, str]]) -> Iterator[Measurement]:
    for what, (text, face) in wanted.items():
        yield Measurement(f"face of {what}", sheet.find(text)[0].font, face, unit="")


@clause("clreq 2.2.2", "in text and notes", "Body text and notes are in song", ROLES, PLAIN, "all in fangsong")
def song(sheet: Sheet) -> Iterator[Measurement]:
    yield from faces_of(sheet, {"body text": ("正文", "Kanben-Song"), "notes": ("注文", "Kanben-Song")})


@clause("clreq 2.2.3", "in quotations", "Quotations and emphasis are in kai", ROLES, PLAIN, "all in fangsong")
def kai(sheet: Sheet) -> Iterator[Measurement]:
    yield from faces_of(sheet, {"a quotation": ("引文", "Kanben-Kai"), "emphasis": ("楷体", "Kanben-Kai")})


@clause(
    "clreq 2.2.4", "in headings and for stress", "Headings and strong text are in hei", ROLES, PLAIN, "all in fangsong"
)
def hei(sheet: Sheet) -> Iterator[Measurement]:
    yield from faces_of(sheet, {"a heading": ("标题", "Kanben-Hei"), "strong text": ("着重", "Kanben-Hei")})
