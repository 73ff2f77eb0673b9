"""Small PDFs that are made to keep readers busy, to fill their memory, or to lead them in circles."""

import zlib
from collections.abc import Callable

from tests.intake.hostile_files import CONTENT, FONT, by_hand, deflated, pages, simple

BOX = b"/MediaBox[0 0 300 400]"
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<<%s>>>>"


def laughing(levels: int = 10, times: int = 10) -> bytes:
    """Forms that draw forms: what a page draws grows with the power of the levels."""
    others = {
        10 + level: FORM % (b"/XObject<</X %d 0 R>>" % (11 + level) if level + 1 < levels else b"")
        for level in range(levels)
    }
    streams = dict.fromkeys(others, b"/X Do " * times)
    streams[9 + levels] = b"0 0 m 9 9 l S"
    page = BOX + b"/Resources<</XObject<</X 10 0 R>>>>"
    return simple(page=page, content=b"/X Do", others=others, other_streams=streams)


def laughing_patterns() -> bytes:
    """Tiling patterns that are filled with tiling patterns, of a step of a thousandth."""
    head = b"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .001/YStep .001/Resources<<%s>>>>"
    others = {10 + level: head % (b"/Pattern<</P %d 0 R>>" % (11 + level) if level < 9 else b"") for level in range(10)}
    streams = dict.fromkeys(others, b"/Pattern cs /P scn 0 0 9 9 re f " * 10)
    page = BOX + b"/Resources<</Pattern<</P 10 0 R>>>>"
    return simple(page=page, content=b"/Pattern cs /P scn 0 0 300 400 re f", others=others, other_streams=streams)


def laughing_glyphs() -> bytes:
    """Type 3 fonts whose glyphs are set in Type 3 fonts."""
    head = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]"
        b"/Encoding<</Differences[97/a]>>/CharProcs<</a %d 0 R>>/Resources<</Font<</F %d 0 R>>>>>>"
    )
    others = {10 + level: head % (30 + level, 11 + level if level < 9 else 5) for level in range(10)}
    others |= {30 + level: b"<<>>" for level in range(10)}
    streams = {30 + level: b"1 0 d0 BT /F 1 Tf (%s) Tj ET" % (b"a" * 10) for level in range(10)}
    content = b"BT /F1 9 Tf 9 9 Td (aaaaaaaaaa) Tj ET"
    return simple(fonts=b"/F1 10 0 R", page=BOX, content=content, others=others, other_streams=streams)


def _widths() -> bytes:
    ranges = b"".join(b"0 65535 %d " % width for width in range(20_000))
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<<>>/W[%s]>>" % ranges
    return simple(fonts=b"/F1 6 0 R", page=BOX, others={6: font, 7: inner})


def _shading(function: bytes, stream: bytes | None = None) -> bytes:
    shading = b"<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1e6 0 1e6]/Function 7 0 R>>"
    page = BOX + b"/Resources<</Shading<</S 6 0 R>>>>"
    streams = {} if stream is None else {7: stream}
    return simple(page=page, content=b"/S sh " * 50, others={6: shading, 7: function}, other_streams=streams)


def _calculator() -> bytes:
    program = b"{" + b"dup mul sin " * 20_000 + b"pop dup dup}"
    return _shading(b"<</FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]>>", program)


def _sampled() -> bytes:
    return _shading(
        b"<</FunctionType 0/Domain[0 1 0 1]/Range[0 1 0 1 0 1]/Size[2000000000 2000000000]/BitsPerSample 32>>",
        b"\0" * 99,
    )


def _stitched() -> bytes:
    functions = b"[7 0 R 7 0 R]"
    return _shading(b"<</FunctionType 3/Domain[0 1]/Functions%s/Bounds[.5]/Encode[0 1 0 1]>>" % functions)


def _filters(count: int) -> bytes:
    data = CONTENT
    for _time in range(count):
        data = deflated(data)
    return simple(page=BOX, content=data, stream=b"<</Filter[%s]>>" % (b"/FlateDecode" * count))


def _bomb(size: int = 1 << 30) -> bytes:
    engine = zlib.compressobj(9)
    data = b"".join(engine.compress(b" " * (1 << 20)) for _piece in range(size >> 20)) + engine.flush()
    return simple(page=BOX, content=data, stream=b"<</Filter/FlateDecode>>")


def _double_bomb() -> bytes:
    data = deflated(zlib.compress(b"0" * (200 << 20), 9))
    return simple(page=BOX, content=data, stream=b"<</Filter[/FlateDecode/FlateDecode]>>")


def image(
    entries: bytes, data: bytes, others: dict[int, bytes] | None = None, streams: dict[int, bytes] | None = None
) -> bytes:
    """A page with an image of those *entries*."""
    head = b"<</Type/XObject/Subtype/Image%s>>" % entries
    page = BOX + b"/Resources<</XObject<</X 6 0 R>>>>"
    content = b"q 200 0 0 200 20 20 cm /X Do Q"
    return simple(
        page=page, content=content, others={6: head} | (others or {}), other_streams={6: data} | (streams or {})
    )


_WIDE = b"/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"


def _icc(data: bytes, encoded: bool = False) -> bytes:
    head = b"<</N 3%s>>" % (b"/Filter/FlateDecode" if encoded else b"")
    space = b"/Width 9/Height 9/BitsPerComponent 8/ColorSpace[/ICCBased 7 0 R]"
    return image(space, b"\0" * 243, {7: head}, {7: data})


def profile(tags: int, size: int = 2**31 - 1, tag: bytes = b"A2B0", offset: int = 0, length: int = 2**31 - 1) -> bytes:
    """An ICC profile with what is wrong told in its head: its *size*, the number of *tags*, where each is."""
    head = bytearray(128)
    head[0:4], head[8:12], head[12:24] = size.to_bytes(4), b"\x02\x40\0\0", b"prtrRGB Lab "
    head[36:40] = b"acsp"
    row = tag + offset.to_bytes(4) + length.to_bytes(4)
    return bytes(head) + tags.to_bytes(4) + row * 20


def _xmp() -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    text = (
        b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><!DOCTYPE x [<!ENTITY e0 "ha">%s'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">&e11;&f;'
        b"</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
    ) % entities
    return simple(root=b"/Metadata 6 0 R", page=BOX, others={6: b"<</Type/Metadata>>"}, other_streams={6: text})


def _large_xmp() -> bytes:
    head = b"<</Type/Metadata/Filter/FlateDecode>>"
    data = zlib.compress(b"<a>" * (35 << 20), 9)
    return simple(root=b"/Metadata 6 0 R", page=BOX, others={6: head}, other_streams={6: data})


def _encrypted(entries: bytes) -> bytes:
    key = b"(" + b"a" * 48 + b")"
    crypt = b"<</Filter/Standard/O%s/U%s/OE%s/UE%s/Perms%s/P -4%s>>" % (key, key, key[:34], key[:34], key[:18], entries)
    trailer = b"/Encrypt 6 0 R/ID[<00><00>]"
    return simple(page=BOX, others={6: crypt}, trailer=trailer)


def _deep_names(depth: int = 5_000) -> bytes:
    others = {100 + n: b"<</Kids[%d 0 R]>>" % (101 + n) for n in range(depth)}
    others[100 + depth] = b"<</Names[(a)[3 0 R/Fit]]>>"
    return simple(root=b"/Names<</Dests 100 0 R/EmbeddedFiles 100 0 R>>", page=BOX, others=others)


def _wide_names(count: int = 60_000) -> bytes:
    rows = b"".join(b"(%d)[3 0 R/Fit]" % n for n in range(count))
    return simple(root=b"/Names<</Dests<</Names[%s]>>>>" % rows, page=BOX)


def _outline() -> bytes:
    others = {
        6: b"<</First 7 0 R/Last 8 0 R>>",
        7: b"<</Title(A)/Next 8 0 R/First 7 0 R/Parent 7 0 R/Dest[3 0 R/Fit]>>",
        8: b"<</Title(B)/Next 7 0 R/First 6 0 R/Dest[3 0 R/Fit]>>",
    }
    return simple(root=b"/Outlines 6 0 R", page=BOX, others=others)


def _tags() -> bytes:
    others = {
        6: b"<</Type/StructTreeRoot/K[7 0 R 7 0 R]/ParentTree 8 0 R>>",
        7: b"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[7 0 R 0 7 0 R 6 0 R]>>",
        8: b"<</Kids[8 0 R]/Nums[0[7 0 R]]>>",
    }
    root = b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>"
    return simple(root=root, page=BOX + b"/StructParents 0", others=others)


def _annotations(count: int = 100_000) -> bytes:
    note = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(file:///a)/Next 6 0 R>>>>"
    others = {6: b"<</S/URI/URI(x:)/Next[6 0 R 6 0 R]>>", 7: note}
    return simple(page=BOX + b"/Annots[%s]" % (b"7 0 R " * count), others=others)


def _chained_actions(count: int = 30_000) -> bytes:
    others = {10 + n: b"<</S/URI/URI(x:)/Next[%d 0 R %d 0 R]>>" % (11 + n, 11 + n) for n in range(count)}
    others[10 + count] = b"<</S/Launch/F(a)>>"
    return simple(root=b"/OpenAction 10 0 R/AA<</WC 10 0 R>>", page=BOX, others=others)


def _resources() -> bytes:
    row = b"/Font 6 0 R/XObject 6 0 R/ColorSpace 6 0 R/Pattern 6 0 R/ExtGState 6 0 R/Properties 6 0 R/Shading 6 0 R"
    others = {6: b"<<%s/A 6 0 R/F1 6 0 R>>" % row, 7: b"[/Indexed 7 0 R 255 7 0 R]", 8: b"[/Separation/A 8 0 R 8 0 R]"}
    page = BOX + b"/Resources<<%s/ColorSpace<</C 7 0 R/D 8 0 R>>>>" % row.replace(b"/ColorSpace 6 0 R", b"")
    return simple(page=page, content=b"/C cs 1 scn /D CS 1 SCN /A Do /A gs /A sh BT /F1 9 Tf (a) Tj ET", others=others)


def _kids(depth: int) -> bytes:
    """A tree of pages in which each node has the next one ten times."""
    others = {10 + n: b"<</Type/Pages/Kids[%s]/Count 10>>" % (b"%d 0 R " % (11 + n) * 10) for n in range(depth)}
    others[10 + depth] = b"<</Type/Page%s/Contents 4 0 R>>" % BOX
    return simple(tree=b"/Kids[10 0 R]/Count 10000000", others=others)


def _packed(first: bytes, count: int = 1) -> bytes:
    """Object streams that are in one another, or that say so."""
    head = b"<</Type/ObjStm/N %d/First %d%s>>" % (count, len(first), b"/Extends 6 0 R")
    return simple(page=BOX, others={6: head}, other_streams={6: first + b"<</A 6 0 R>>"})


def _previous() -> bytes:
    data = by_hand({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})
    at = data.rindex(b"xref\n0")
    return data.replace(b"/Root", b"/Prev %d/XRefStm %d/Root" % (at, at))


def _many_tables(count: int = 20_000) -> bytes:
    data = simple(page=BOX)
    for _table in range(count):
        at = data.rindex(b"startxref") if len(data) < 2_000 else len(data)
        data += b"\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 9/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (
            at,
            len(data) + 1,
        )
    return data


def _tagged(content: bytes, page: bytes, others: dict[int, bytes], streams: dict[int, bytes]) -> bytes:
    """A page with a paragraph that has the marked content 0."""
    tree = {
        90: b"<</Type/StructTreeRoot/K 91 0 R>>",
        91: b"<</Type/StructElem/S/P/P 90 0 R/Pg 3 0 R/K 0>>",
    }
    root = b"/StructTreeRoot 90 0 R/MarkInfo<</Marked true>>"
    return simple(root=root, page=BOX + page, content=content, others=tree | others, other_streams=streams)


def _laughing_text() -> bytes:
    """Tagged text in forms that draw forms."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<</XObject<</X %d 0 R>>/Font<</F 5 0 R>>>>>>"
    others = {10 + level: form % (11 + level) for level in range(10)}
    streams = dict.fromkeys(others, b"/X Do " * 10 + b"BT /F 9 Tf (aaaaaaaa) Tj ET ")
    return _tagged(b"/P<</MCID 0>>BDC /X Do EMC", b"/Resources<</XObject<</X 10 0 R>>>>", others, streams)


def _maps_of_characters() -> bytes:
    """Fonts whose maps name all characters a thousand times."""
    fonts = range(200, 260, 2)
    font = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/X/ToUnicode %d 0 R/DescendantFonts[]>>"
    others = {number: font % (number + 1) for number in fonts} | {number + 1: b"<<>>" for number in fonts}
    streams = {number + 1: b"1 beginbfrange <0000> <FFFF> <0000> endbfrange " * 1000 for number in fonts}
    named = b" ".join(b"/F%d %d 0 R" % (number, number) for number in fonts)
    content = b" ".join(b"/F%d 9 Tf <00410042> Tj" % number for number in fonts)
    return _tagged(b"/P<</MCID 0>>BDC BT %s ET EMC" % content, b"/Resources<</Font<<%s>>>>" % named, others, streams)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "laughing forms": laughing,
    "laughing patterns": laughing_patterns,
    "laughing glyphs": laughing_glyphs,
    "widths of a font": _widths,
    "a shading by a program": _calculator,
    "a shading by samples": _sampled,
    "a function in itself": _stitched,
    "a hundred filters": lambda: _filters(100),
    "eight filters": lambda: _filters(8),
    "a bomb of content": _bomb,
    "a bomb in a bomb": _double_bomb,
    "JBIG2": lambda: image(b"/Width 9/Height 9/Filter/JBIG2Decode", b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\xff" * 19),
    "JPEG 2000": lambda: image(
        b"/Width 9/Height 9/Filter/JPXDecode", b"\xff\x4f\xff\x51\0\x2f\0\0" + b"\x7f\xff\xff\xff" * 9 + b"\0\3"
    ),
    "a fax": lambda: image(
        b"/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
        b"/DecodeParms<</K -1/Columns 60000/Rows 60000>>",
        b"\0" * 2_000,
    ),
    "a large image": lambda: image(_WIDE + b"/Filter/FlateDecode", zlib.compress(b"\0" * (80 << 20), 9)),
    "a mask in itself": lambda: image(
        b"/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 6 0 R", b"a" * 81
    ),
    "a profile that is a bomb": lambda: _icc(zlib.compress(b"\0" * (300 << 20), 9), encoded=True),
    "a profile of very many tags": lambda: _icc(profile(2**32 - 1)),
    "a profile that lies outside of itself": lambda: _icc(profile(20, offset=2**31)),
    "entities in the metadata": _xmp,
    "large metadata": _large_xmp,
    "a long key": lambda: _encrypted(b"/V 1/R 2/Length 2000000000"),
    "a strange key": lambda: _encrypted(b"/V 2/R 3/Length -8"),
    "an encryption of its own": lambda: _encrypted(
        b"/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/Length 4294967296>>>>/StmF/StdCF/StrF/StdCF"
    ),
    "deep names": _deep_names,
    "wide names": _wide_names,
    "an outline in a circle": _outline,
    "tags in a circle": _tags,
    "laughing text in tags": _laughing_text,
    "maps of all characters": _maps_of_characters,
    "annotations": _annotations,
    "a chain of actions": _chained_actions,
    "resources in themselves": _resources,
    "a tree of ten million pages": lambda: _kids(7),
    "pages in a circle": lambda: simple(tree=b"/Kids[3 0 R 2 0 R 2 0 R]/Count 10000000"),
    "a count of pages": lambda: simple(page=BOX, tree=b"/Kids[3 0 R]/Count 10000000"),
    "labels in a circle": lambda: simple(
        root=b"/PageLabels 6 0 R", page=BOX, others={6: b"<</Kids[6 0 R]/Limits[0 5]>>"}
    ),
    "object streams in themselves": lambda: _packed(b"6 0 "),
    "object streams of nothing": lambda: _packed(b"9 99999999 " * 2_000, 10**9),
    "tables in a circle": _previous,
    "very many tables": _many_tables,
    "a large page": lambda: simple(page=b"/MediaBox[0 0 1e9 1e9]/UserUnit 1e9"),
    "large numbers": lambda: simple(page=b"/MediaBox[0 0 %s 400]/Rotate %s" % (b"9" * 300, b"9" * 300)),
    "no end of a string": lambda: simple(page=BOX, content=b"BT /F1 9 Tf (" + b"a(" * 100_000),
    "nested arrays": lambda: simple(page=BOX + b"/X" + b"[" * 100_000),
    "nested dictionaries": lambda: simple(page=BOX + b"/X" + b"<</A" * 50_000),
    "many states": lambda: simple(page=BOX, content=b"q " * 500_000),
    "many pages": lambda: pages([BOX] * 3_000),
    "fonts of one object": lambda: simple(
        fonts=b"".join(b"/F%d 5 0 R" % n for n in range(50_000)), page=BOX, content=CONTENT, others={5: FONT}
    ),
}  # fmt: skip
