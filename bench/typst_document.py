"""The issue as a Typst document: the model's words and structure, set by the functions of ``gongyun.typ``."""

from collections.abc import Iterable

from pipeline.blocks import (
    Block,
    Box,
    Cell,
    Figure,
    Heading,
    ItemList,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Separator,
    Table,
)
from pipeline.inlines import (
    Code,
    CrossReference,
    Emphasis,
    EmphasisDots,
    FolioMark,
    Footnote,
    Foreign,
    Inline,
    LineBreak,
    Link,
    ProperNoun,
    Ruby,
    Strong,
    Text,
    WorkTitle,
)
from pipeline.layout import Layout
from pipeline.layout.wording import chinese_date, chinese_label, chinese_year
from pipeline.manuscript.workspace import workspace_of
from pipeline.model import Article, Issue


def typst_document(issue: Issue, layout: Layout) -> str:
    """Return the Typst source of *issue* with the geometry of *layout*; it stands in the workspace's root."""
    return "\n".join(
        [
            '#import "gongyun.typ": *',
            _opening(issue, layout),
            _cover(issue),
            *(_section(section.name, [entry.article for entry in section.entries]) for section in issue.sections),
            _colophon(issue),
        ]
    )


def string(text: str) -> str:
    """Return *text* as a Typst string: nothing in it is markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _opening(issue: Issue, layout: Layout) -> str:
    geometry, area, date = layout.geometry, layout.geometry.type_area, issue.date
    lengths = {
        "width": geometry.width,
        "height": geometry.height,
        "head": geometry.head,
        "foot": geometry.foot,
        "inside": geometry.inside,
        "outside": geometry.outside,
        "size": area.size,
        "pitch": area.pitch,
    }
    title = f"{issue.publication.name} {issue.label_with_year}"
    arguments = [
        *(f"{name}: {length:.4f}pt" for name, length in lengths.items()),
        f"title: {string(title)}",
        f"authors: {_array(map(string, issue.publication.organisers))}",
        f"date: datetime(year: {date.year}, month: {date.month}, day: {date.day or 1})",
    ]
    return f"#show: issue.with({', '.join(arguments)})"


def _cover(issue: Issue) -> str:
    cover, publication = issue.cover, issue.publication
    picture = _image(issue, cover.picture, cover.alt, "112pt") if cover.picture else "none"
    sections = _array(
        f"({string(section.contents_name)}, "
        + _array(f"({string(entry.contents_title)}, {_label(entry.article.slug)})" for entry in section.entries)
        + ")"
        for section in issue.sections
    )
    facts = [
        f"{chinese_year(issue.year)}年",
        chinese_label(issue.number),
        f"（{issue.total_label}）",
        f"{issue.date.month}月{issue.date.day}日出版",
        *publication.organisers,
        "主办",
    ]
    lines = _array(map(string, cover.lines))
    return f"#cover({string(publication.name)}, {picture}, {lines}, {sections}, {_array(map(string, facts))})"


def _colophon(issue: Issue) -> str:
    publication = issue.publication
    rows = [
        ("刊名", publication.name),
        ("期号", issue.label_with_year),
        ("出版日期", chinese_date(issue.date)),
        ("主办", "、".join(publication.organisers)),
        *publication.colophon,
    ]
    return f"#colophon({string('版权页')}, {_array(f'({string(label)}, {string(value)})' for label, value in rows)})"


def _section(name: str, articles: Iterable[Article]) -> str:
    return "\n".join([f"#section({string(f'【{name}】')})", *(_Writer(article).write() for article in articles)])


def _label(name: str) -> str:
    return f"label({string(name)})"


def _image(issue: Issue | Article, picture: Picture, alt: str, width: str) -> str:
    folder = issue.path if isinstance(issue, Issue) else issue.path.parents[1]
    path = "/" + picture.path.resolve().relative_to(workspace_of(folder)).as_posix()
    return f"image({string(path)}, alt: {string(alt)}, width: {width})"


class _Writer:
    """Writes one article."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def write(self) -> str:
        article = self.article
        authors = "　".join(
            author.name + (f"（{author.affiliation}）" if author.affiliation else "") for author in article.authors
        )
        source = [f"来源：{article.source}"] if article.source else []
        if article.date:
            source.append(chinese_date(article.date))
        texts = (article.kicker, article.title, article.subtitle, authors, "　".join(source), article.summary)
        head = f"#article-head({', '.join(map(string, texts))}, {_label(article.slug)})"
        return head + "\n" + self.blocks(article.body)

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"#heading(level: {block.level + 2})[{self.inlines(block.children)}]{self.identity(block.id)}"
            case Paragraph():
                text = self.inlines(block.children)
                return text if block.style == "body" else f"#{block.style}[{text}]"
            case ItemList():
                items = ", ".join(f"[{self.blocks(item)}]" for item in block.items)
                return f"#enum(start: {block.start}, {items})" if block.ordered else f"#list({items})"
            case Table():
                return self.table(block)
            case Figure():
                image = _image(self.article, block.picture, block.alt, f"{block.width * 100:g}%")
                return f"#picture({image}, [{self.inlines(block.caption)}]){self.identity(block.id)}"
            case Quotation():
                return f"#quotation[{self.blocks(block.blocks)}]"
            case Box():
                return f"#side-box({string(block.title)})[{self.blocks(block.blocks)}]"
            case Separator():
                return "#pause"
            case Listing():
                return f"#raw(block: true, {string(block.text)})"

    def identity(self, name: str | None) -> str:
        return f"#{_label(name)}" if name else ""

    def table(self, table: Table) -> str:
        def cells(row: Iterable[Cell]) -> str:
            return ", ".join(self.cell(cell) for cell in row)

        rows = "".join(f", {cells(row)}" for row in table.rows)
        head = ", ".join(map(cells, table.head))
        kind = "table" if len(table.rows) <= 12 else "long table"  # the style sheets keep short ones on one page
        body = f"{_array(table.alignments)}, table.header({head}){rows}"
        return f"#ruled-table({string(kind)}, [{self.inlines(table.caption)}], {body}){self.identity(table.id)}"

    def cell(self, cell: Cell) -> str:
        text = self.inlines(cell.children)
        if (cell.columns, cell.rows) == (1, 1):
            return f"[{text}]"
        return f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows})[{text}]"

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return f"#{string(inline.text)};"
            case Strong():
                return f"#strong[{self.inlines(inline.children)}]"
            case Emphasis():
                return f"#emph[{self.inlines(inline.children)}]"
            case EmphasisDots() | ProperNoun() | WorkTitle() | Foreign():
                style = f"text(lang: {string(inline.language[:2])})" if isinstance(inline, Foreign) else "marked"
                return f"#{style}[{self.inlines(inline.children)}]"
            case Ruby():
                return f"#ruby({string(inline.base)}, {string(inline.annotation)})"
            case Link():
                return f"#link({string(inline.href)})[{self.inlines(inline.children)}]"
            case CrossReference():
                return self.reference(inline)
            case Footnote():
                return f"#footnote[{self.inlines(inline.children)}]"
            case LineBreak():
                return "#linebreak()"
            case Code():
                return f"#raw({string(inline.text)})"
            case FolioMark():
                raise ValueError("a folio outside a cross-reference")

    def reference(self, reference: CrossReference) -> str:
        target = _label(reference.target)
        parts = (
            f"#folio({target})" if isinstance(part, FolioMark) else self.inline(part) for part in reference.children
        )
        return f"#link({target})[{''.join(parts)}]"
