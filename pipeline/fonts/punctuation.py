"""Mend the punctuation of a face for Chinese setting (GB/T 15834-2011, 5.1; clreq 3.1)."""

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.basePen import AbstractPen
from fontTools.ttLib import TTFont

from pipeline.fonts.outlines import Draw, add_glyph, advance, bounds, encode, move_outline, rectangle, redraw

EM = 1000
IDEOGRAPHIC_CENTRE = 380  # middle of the em box, which reaches from -120 to 880
DASHES = {"—": 1, "―": 1, "⸺": 2, "⸻": 3}  # each with its length in em
DASH_OVERLAP = 4  # the dash reaches this far beyond both ends of its em, so that no hairline parts —— in print
INTERPUNCT = "·"
SOLIDUS = "／"
OPENING_QUOTES = "“‘"
CLOSING_QUOTES = "”’"
OPENING_MARKS = "（《〈「『【〔〖［｛"
CLOSING_MARKS = "、，。）》〉」』】〕〗］｝"
STANDING_MARKS = "！？：；"
BEARING = 30  # least distance of a mark's ink from the edges of its half of the em
QUOTE_BEARING = 70
UNEVEN_DOT = 25  # the first dot of … may be this far from a sixth of the em


def raise_ideographs(font: TTFont, dy: int) -> int:
    """Move every em-wide glyph up by *dy*, except full-width Latin letters and digits. Returns how many were moved."""
    cmap = font.getBestCmap()
    full_width_latin = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    on_baseline = {cmap[code] for code in full_width_latin if code in cmap}
    names = [name for name in font.getGlyphOrder()[1:] if advance(font, name) == EM and name not in on_baseline]
    for name in names:
        redraw(font, name, EM, move_outline(font, name, dy=dy))
    return len(names)


def mend_dashes(font: TTFont) -> None:
    """Draw — (and ―, the same GB/T 2312 cell) one em long, ⸺ two, ⸻ three, without gaps between neighbours.

    A 破折号 is two em dashes that must look like one line; it is as thick as the en dash of the face. Where the source
    has a proportional em dash for Latin text, it stays reachable by ``pwid``.
    """
    like = font.getBestCmap()[ord("–")]
    sources = {char: font.getBestCmap().get(ord(char)) for char in DASHES}
    box = bounds(font, like)
    assert box is not None
    half = round((box[3] - box[1]) / 2)
    drawn: dict[int, str] = {}
    for char, length in DASHES.items():
        if length not in drawn:
            shape = rectangle(
                -DASH_OVERLAP, IDEOGRAPHIC_CENTRE - half, length * EM + DASH_OVERLAP, IDEOGRAPHIC_CENTRE + half
            )
            drawn[length] = add_glyph(font, like, length * EM, shape)
        encode(font, char, drawn[length])
    _keep_proportional(font, sources["—"], drawn[1])


def _keep_proportional(font: TTFont, old: str | None, new: str) -> None:
    """Let ``pwid`` lead from a *new* glyph to where it led from the *old* one."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    indices = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for index in record.Feature.LookupListIndex
    }
    for index in indices:
        for subtable in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(subtable, "ExtSubTable", subtable).mapping
            if old in mapping:
                mapping[new] = mapping[old]


def mend_solidus(font: TTFont) -> bool:
    """Set ／ half an em wide (GB/T 15834-2011, 5.1.9), drawn as the Latin stroke; False where the face has none."""
    cmap = font.getBestCmap()
    if ord(SOLIDUS) not in cmap:
        return False
    name = cmap[ord("/")]
    box = bounds(font, name)
    assert box is not None
    dx, dy = EM / 4 - (box[0] + box[2]) / 2, IDEOGRAPHIC_CENTRE - (box[1] + box[3]) / 2
    encode(font, SOLIDUS, add_glyph(font, name, EM // 2, move_outline(font, name, dx, dy)))
    return True


def mend_interpunct(font: TTFont) -> None:
    """Set · half an em wide, its dot in the middle of the line's height (GB/T 15834-2011, 5.1.7).

    Where the source sets it em-wide, it is the heavy katakana dot: the dot of the full stop takes its place.
    """
    cmap = font.getBestCmap()
    name = cmap[ord(INTERPUNCT)]
    if advance(font, name) == EM:
        name = cmap[ord(".")]
    box = bounds(font, name)
    assert box is not None
    dx, dy = EM / 4 - (box[0] + box[2]) / 2, IDEOGRAPHIC_CENTRE - (box[1] + box[3]) / 2
    encode(font, INTERPUNCT, add_glyph(font, name, EM // 2, move_outline(font, name, dx, dy)))


def mend_ellipsis(font: TTFont) -> bool:
    """Space the three dots of … evenly over the em, so that …… is a row of six; return whether they were uneven."""
    cmap = font.getBestCmap()
    name = cmap[ord("…")]
    box, stop = bounds(font, name), bounds(font, cmap[ord(".")])
    assert box is not None
    assert stop is not None
    centres = (EM / 6, EM / 2, EM * 5 / 6)
    if abs(box[0] + (box[3] - box[1]) / 2 - centres[0]) <= UNEVEN_DOT:
        return False
    dy = IDEOGRAPHIC_CENTRE - (stop[1] + stop[3]) / 2
    dots = [move_outline(font, cmap[ord(".")], x - (stop[0] + stop[2]) / 2, dy) for x in centres]

    def draw(pen: AbstractPen) -> None:
        for dot in dots:
            dot(pen)

    redraw(font, name, EM, draw)
    return True


def widen_quotes(font: TTFont) -> int:
    """Make quotation marks em-wide, opening ones at the right of the em; the narrow ones stay reachable by ``pwid``.

    Returns how many were narrow; nothing is done in a face whose marks are em-wide already.
    """
    cmap = font.getBestCmap()
    narrow = {char: cmap[ord(char)] for char in OPENING_QUOTES + CLOSING_QUOTES if advance(font, cmap[ord(char)]) != EM}
    wide: dict[str, str] = {}
    for char, name in narrow.items():
        box = bounds(font, name)
        assert box is not None
        dx = EM - QUOTE_BEARING - box[2] if char in OPENING_QUOTES else QUOTE_BEARING - box[0]
        wide[name] = add_glyph(font, name, EM, move_outline(font, name, dx))
        encode(font, char, wide[name])
    if wide:
        rules = "\n".join(f"sub {new} by {old};" for old, new in wide.items())
        systems = "\n".join(f"languagesystem {script} dflt;" for script in ("DFLT", "grek", "hani", "kana", "latn"))
        addOpenTypeFeaturesFromString(font, f"{systems}\nfeature pwid {{\n{rules}\n}} pwid;", tables=("GSUB",))
    return len(wide)


def seat_marks(font: TTFont) -> list[str]:
    """Move the ink of each mark inside its own half of the em, so that halt can take the other half away.

    Brackets, commas and stops move the least distance; ！？：； are centred in their half. Returns the marks moved.
    """
    cmap = font.getBestCmap()
    seated = []
    for char in OPENING_MARKS + CLOSING_MARKS + STANDING_MARKS:
        name = cmap[ord(char)]
        draw = _seat_mark(font, name, char)
        if draw is not None:
            redraw(font, name, EM, draw)
            seated.append(char)
    return seated


def _seat_mark(font: TTFont, name: str, char: str) -> Draw | None:
    box = bounds(font, name)
    assert box is not None
    low = EM // 2 if char in OPENING_MARKS else 0
    high = low + EM // 2
    if low <= box[0] and box[2] <= high:
        return None
    if char in STANDING_MARKS:
        return move_outline(font, name, dx=(low + high) / 2 - (box[0] + box[2]) / 2)
    dx = low + BEARING - box[0] if box[0] < low + BEARING else high - BEARING - box[2]
    return move_outline(font, name, dx=dx)
