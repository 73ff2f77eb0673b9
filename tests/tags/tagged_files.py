"""Tagged PDFs made by hand: a tree as it is to be read, each text of it a line on a page, to be broken in one thing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

WIDTH, HEIGHT, SIZE, LINE = 400.0, 600.0, 10.0, 20.0
XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Title</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>"""


class Turn:
    """The next text stands on the next page."""


@dataclass(frozen=True)
class To:
    """An annotation of a link on the page at hand: it leads to the page with the 0-based index *page*, or to *uri*."""

    contents: str
    page: int = 0
    uri: str = ""


@dataclass(frozen=True)
class Tag:
    """An element of *kind* with *kids*: texts, elements, turns and links. *entries* go into its dictionary."""

    kind: str
    kids: tuple[Any, ...] = ()
    entries: dict[str, Any] = field(default_factory=dict)


def tag(kind: str, *kids: Any, **entries: Any) -> Tag:
    """An element; *entries* without their slash."""
    return Tag(kind, kids, entries)


def good_tree() -> Tag:
    """A tree with one of everything, in which nothing is wrong."""
    row = tag("TR", tag("TH", "年份", A=_scope("Column")), tag("TH", "数目", A=_scope("Column")))
    figure = tag("Figure", "▲", Alt=String("一个三角"), A=_layout([40, 40, 360, 590]))
    return tag(
        "Document",
        tag("H1", "刊物"),
        tag("H2", "目录"),
        tag("TOC", tag("TOCI", tag("Reference", tag("Link", "第一篇", To("第 1 页：第一篇"))))),
        tag(
            "Art",
            tag("H2", "第一篇"),
            tag("P", "一段话", tag("Reference", tag("Link", "①", To("注 ①"))), "，说到", Turn(), "下一页。"),
            tag("Note", tag("Lbl", tag("Link", "①", To("回到正文"))), "注的话。", ID=String("n1")),
            tag(
                "P",
                tag("Ruby", tag("RB", "癸"), tag("RT", "guǐ")),
                "年，",
                tag("Span", "mot juste", Lang=String("fr")),
                "，见",
                tag("Link", "网页", To("邮电工会", uri="https://example.org")),
                "。",
            ),
            tag(
                "L",
                tag("LI", tag("Lbl", "1."), tag("LBody", "甲")),
                tag("LI", tag("Lbl", "2."), tag("LBody", tag("P", "乙"))),
            ),
            tag("Table", tag("Caption", "表1　数目"), row, tag("TR", tag("TD", "2023"), tag("TD", "4"))),
            figure,
            tag("Caption", "图1　三角"),
            tag("Formula", "a+b", Alt=String("甲加乙"), A=_layout([40, 40, 360, 590])),
        ),
    )


def _scope(scope: str) -> Dictionary:
    return Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))


def _layout(box: list[float]) -> Dictionary:
    return Dictionary(O=Name.Layout, BBox=Array(box))


def tagged(tree: Tag | None = None) -> pikepdf.Pdf:
    """A tagged PDF of *tree*, or of the good one: what is in it stands line below line."""
    return _Writer().write(tree or good_tree())


class _Writer:
    """Writes a tree; the number of each element is that of its dictionary."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.contents: list[list[bytes]] = []
        self.owners: list[list[Dictionary]] = []
        self.links: list[tuple[Dictionary, Dictionary, To]] = []
        self.characters: set[str] = set()

    def write(self, tree: Tag) -> pikepdf.Pdf:
        self.turn()
        self.root.K = Array([self.element(tree, self.root)])
        font = self.pdf.make_indirect(self.font())
        nums: list[Any] = []
        for index, page in enumerate(self.pdf.pages):
            folio = b"/Artifact <</Type/Pagination>> BDC BT /F1 10 Tf 200 20 Td %s Tj ET EMC" % self.shown(
                str(index + 1)
            )
            page.obj.Contents = self.pdf.make_stream(b"\n".join([*self.contents[index], folio]))
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.StructParents = index
            nums += [index, Array(self.owners[index])]
        for key, (note, owner, to) in enumerate(self.links, len(self.pdf.pages)):
            nums += [key, owner]
            note.StructParent = key
            if not to.uri:
                note.Dest = Array([self.pdf.pages[to.page].obj, Name.Fit])
        font.ToUnicode = self.pdf.make_stream(self.map())
        self.root.ParentTree = Dictionary(Nums=Array(nums))
        self.root.ParentTreeNextKey = len(nums) // 2
        self.describe()
        return self.pdf

    def describe(self) -> None:
        root = self.pdf.Root
        root.StructTreeRoot = self.root
        root.Lang = String("zh-CN")
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.Metadata = self.pdf.make_stream(XMP)
        root.Metadata.Type, root.Metadata.Subtype = Name.Metadata, Name.XML
        self.pdf.docinfo.Title = "Title"
        place = Array([self.pdf.pages[0].obj, Name.Fit])
        item = self.pdf.make_indirect(Dictionary(Title=String("刊物"), Dest=place))
        root.Outlines = self.pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))

    def turn(self) -> None:
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, WIDTH, HEIGHT]), Tabs=Name.S)
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self.contents.append([])
        self.owners.append([])

    def element(self, tree: Tag, parent: Any) -> Dictionary:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tree.kind}"), P=parent))
        for key, value in tree.entries.items():
            made[f"/{key}"] = value
        made.K = Array(list(self.kids(tree, made)))
        return made

    def kids(self, tree: Tag, made: Any) -> Iterator[Any]:
        for kid in tree.kids:
            page = self.pdf.pages[-1].obj
            if isinstance(kid, str):
                made["/Pg"] = made.get("/Pg", page)
                yield Dictionary(Type=Name.MCR, Pg=page, MCID=self.say(kid, tree.kind, made))
            elif isinstance(kid, To):
                yield Dictionary(Type=Name.OBJR, Pg=page, Obj=self.link(kid, made))
            elif isinstance(kid, Turn):
                self.turn()
            else:
                yield self.element(kid, made)

    def say(self, text: str, kind: str, owner: Any) -> int:
        mcid = len(self.owners[-1])
        height = HEIGHT - LINE * (mcid + 2)
        row = b"/%s <</MCID %d>> BDC BT /F1 %g Tf 40 %g Td %s Tj ET EMC"
        self.contents[-1].append(row % (kind.encode(), mcid, SIZE, height, self.shown(text)))
        self.owners[-1].append(owner)
        return mcid

    def shown(self, text: str) -> bytes:
        self.characters |= set(text)
        return b"<%s>" % text.encode("utf-16-be").hex().encode()

    def link(self, to: To, owner: Any) -> Any:
        bottom = HEIGHT - LINE * (len(self.owners[-1]) + 1)
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Contents=String(to.contents), F=4,
            Rect=Array([40, bottom, 80, bottom + SIZE]),
        )  # fmt: skip
        if to.uri:
            note.A = Dictionary(S=Name.URI, URI=String(to.uri))
        made = self.pdf.make_indirect(note)
        page = self.pdf.pages[-1].obj
        page.Annots = Array([*page.get("/Annots", []), made])
        self.links.append((made, owner, to))
        return made

    def font(self) -> Dictionary:
        descriptor = self.pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Song, FontFile2=self.pdf.make_stream(b"a face"))
        )
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Song, FontDescriptor=descriptor)
        return Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Song, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([self.pdf.make_indirect(inner)]),
        )  # fmt: skip

    def map(self) -> bytes:
        rows = b"\n".join(b"<%04X> <%04X>" % (ord(each), ord(each)) for each in sorted(self.characters))
        return (
            b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar %s endbfchar endcmap"
            % (len(self.characters), rows)
        )
