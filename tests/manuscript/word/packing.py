"""Files of Word for tests, put together from WordprocessingML as programs of offices write it."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {"word/document.xml": "document.main"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A file of Word to be made, and what must come of it.

    *parts* are the insides of further XML parts by name (styles, numbering, footnotes …), *links* (id, kind, target),
    a target that begins with http or file is outside. *fields* are keys of the article's head, *headings* their
    levels and words, *contains* pieces of the Markdown, *absent* words that are in the file and must not be in it.
    *told* are pieces of the report, *anew* characters that the layout prints anew.
    """

    name: str
    body: str
    parts: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    links: tuple[tuple[str, str, str], ...] = ()
    fields: dict[str, object] = field(default_factory=dict)
    headings: tuple[tuple[int, str], ...] = ()
    contains: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    anew: str = ""

    def pack(self) -> bytes:
        """The bytes of the file."""
        files: dict[str, bytes | str] = {
            "word/document.xml": f"{_HEAD}<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>",
        }
        for name, inside in self.parts.items():
            root = {"styles": "styles", "numbering": "numbering"}.get(name, name)
            files[f"word/{name}.xml"] = f"{_HEAD}<w:{root} {NAMESPACES}>{inside}</w:{root}>"
        files |= {f"word/{name}": data for name, data in self.media.items()}
        relations = [(f"rIdPart{number}", name, f"{name}.xml") for number, name in enumerate(self.parts)]
        return pack_files(files, [*relations, *self.links])


def pack_files(
    files: dict[str, bytes | str], links: list[tuple[str, str, str]], main: str = "word/document.xml"
) -> bytes:
    """A package of *files* with *links* of its main part, (id, kind, target)."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for name, kind, target in links
    )
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    ) + "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{_TYPES.get(name, name[5:-4])}+xml"/>'
        for name in files
        if name.endswith(".xml")
    )
    root = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="{main}"/>'
    relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    every: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": relations.format(root),
        "word/_rels/document.xml.rels": relations.format(rows),
        **files,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in every.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def run(text: str, look: str = "") -> str:
    """A run of *text*; *look* is what stands in its ``w:rPr``."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(inside: str, properties: str = "", look: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    runs = inside if inside.startswith(("<w:", "<m:", "<mc:")) else run(inside, look) if inside else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def font(east_asian: str, size: float = 0, more: str = "") -> str:
    """Properties of a run: its east-Asian font and its size in points."""
    sizes = f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
    return f'<w:rFonts w:eastAsia="{east_asian}" w:hint="eastAsia"/>{more}{sizes}'


def cell(inside: str, properties: str = "") -> str:
    """A cell of a table."""
    content = inside if inside.startswith(("<w:p", "<w:tbl")) else par(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table."""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def complex_field(code: str, result: str) -> str:
    """A field in parts, as Word writes most of them; *result* is made of runs."""
    part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
    return part.format("begin") + instruction + part.format("separate") + result + part.format("end")


def png(width: int = 40, height: int = 30, shade: int = 120) -> bytes:
    """A small picture of one grey."""
    rows = b"".join(b"\0" + bytes([shade]) * width for _row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def drawing(relation: str, description: str = "", name: str = "图片 1") -> str:
    """A run with a picture in its line."""
    words = f' descr="{escape(description)}"' if description else ""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="2700000"/>'
        f'<wp:docPr id="1" name="{name}"{words}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
