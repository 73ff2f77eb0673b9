"""What an old office program's PDF is written with: cut faces, objects, a classic cross-reference table (PDF 1.4).

Only docs/make_legacy_sample.py uses it.
"""

import hashlib
import io
import zlib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


class Face:
    """A face cut to the glyphs that were asked for; codes are its CIDs, two bytes each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.font = TTFont(path)
        self.cmap = self.font.getBestCmap()
        self.order = {name: index for index, name in enumerate(self.font.getGlyphOrder())}
        self.used: dict[int, str] = {}  # CID → character
        self.name = f"ABCDEF+{path.stem}"

    def codes(self, text: str) -> str:
        """The hexadecimal string of *text*."""
        cids = [self.order[self.cmap[ord(character)]] for character in text]
        self.used.update(zip(cids, text, strict=True))
        return "".join(f"{cid:04X}" for cid in cids)

    def advance(self, text: str) -> float:
        """The width of *text* in ems."""
        return float(sum(self.font["hmtx"][self.cmap[ord(character)]][0] for character in text)) / 1000

    def program(self) -> bytes:
        """The CFF table with the glyphs used; their CIDs stay what they are in the whole face."""
        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, desubroutinize=False)
        options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(character) for character in self.used.values()])
        font = TTFont(self.path)
        cutter.subset(font)
        file = io.BytesIO()
        font.save(file)
        return bytes(TTFont(file).getTableData("CFF "))

    def widths(self) -> str:
        return " ".join(f"{cid} [{round(1000 * self.advance(text))}]" for cid, text in sorted(self.used.items()))

    def to_unicode(self) -> bytes:
        """The CMap from codes to characters, 100 to a block as the format asks."""
        rows = [f"<{cid:04X}> <{ord(text):04X}>" for cid, text in sorted(self.used.items())]
        blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{maps}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


class File:
    """Numbered objects, written in the order of their numbers with a classic cross-reference table."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def reserve(self) -> int:
        """The number of an object that is filled in later."""
        self.bodies.append(b"")
        return len(self.bodies)

    def add(self, body: str, number: int = 0) -> int:
        number = number or self.reserve()
        self.bodies[number - 1] = body.encode("ascii")
        return number

    def stream(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data, 9)
        head = f"<< /Filter /FlateDecode /Length {len(packed)}{entries} >>\nstream\n".encode("ascii")
        self.bodies.append(head + packed + b"\nendstream")
        return len(self.bodies)

    def written(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.bodies, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        key = hashlib.md5(bytes(out), usedforsecurity=False).hexdigest()
        size = len(places) + 1
        trailer = f"<< /Size {size} /Root {root} 0 R /Info {info} 0 R /ID [<{key}> <{key}>] >>"
        return bytes(out) + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii")


def words(text: str) -> str:
    """A text string of a PDF in UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def add_font(file: File, face: Face) -> int:
    program = file.stream(face.program(), " /Subtype /CIDFontType0C")
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{face.name} /Flags 4 /FontBBox [-100 -200 1100 1000] /ItalicAngle 0 "
        f"/Ascent 880 /Descent -120 /CapHeight 730 /StemV 80 /FontFile3 {program} 0 R >>"
    )
    descendant = file.add(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{face.name} /DW 1000 /W [{face.widths()}] "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R >>"
    )
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{face.name}-Identity-H /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {file.stream(face.to_unicode())} 0 R >>"
    )
