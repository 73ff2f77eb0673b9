"""Inline Markdown into the inlines of the model."""

import re
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.tree import SyntaxTreeNode

from pipeline.addresses import is_allowed
from pipeline.i18n import _
from pipeline.inlines import (
    Code,
    Coloured,
    CrossReference,
    Emphasis,
    EmphasisDots,
    FolioMark,
    Footnote,
    Foreign,
    Formula,
    Inline,
    InlinePicture,
    LineBreak,
    Link,
    NumberMark,
    ProperNoun,
    Ruby,
    Strong,
    Subscript,
    Superscript,
    Text,
    WorkTitle,
)
from pipeline.languages import is_traditional
from pipeline.manuscript.blanks import opens_blank, part_blanks
from pipeline.manuscript.chinese_emphasis import is_wide
from pipeline.manuscript.citations import CITATION, NEAR_CITATION, read_citation
from pipeline.manuscript.figures import read_picture
from pipeline.manuscript.reading import Reading, find_attributes
from pipeline.manuscript.typed_spaces import Prose, curly_quotes, tidy

# Each looks as far as the next of its kind only, for else a line of many beginnings would take their square.
_LEFTOVER_ATTRIBUTES = re.compile(r"\]\{(?:[^}\n\]]|\](?!\{))*\}|^\{(?!(?:folio|number)\})[^}\n]*\}")
_LEFTOVER_LINK = re.compile(r"\]\((?:[^)\s\]]|\](?!\())*\)")
_LEFTOVER_NOTE = re.compile(r"\[\^(?:[^\]\s\[]|\[(?!\^[^\]\s]))+\]")
_STARS = re.compile(r"(?<=\w)(?<!\*)\*(?!\*)[^*]{1,200}(?<!\*)\*(?!\*)")
_FOLIO, _NUMBER = "{folio}", "{number}"
_MARKS_OF: dict[str, Inline] = {_FOLIO: FolioMark(), _NUMBER: NumberMark()}
_MARKS = re.compile(r"(\{folio\}|\{number\})")
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKED: dict[str, type[EmphasisDots | ProperNoun | WorkTitle]] = {
    "dots": EmphasisDots,
    "proper-noun": ProperNoun,
    "work-title": WorkTitle,
}
_LETTERS: dict[str, type[Code | Subscript | Superscript]] = {"code_inline": Code, "sub": Subscript, "sup": Superscript}


def read_inlines(node: SyntaxTreeNode | None, reading: Reading) -> tuple[Inline, ...]:
    """Return the inlines of a block; *node* is its ``inline`` node."""
    return _Inlines(reading, reading.line_of(node)).read(node.children) if node is not None else ()


def read_prose(node: SyntaxTreeNode | None, reading: Reading) -> tuple[Inline, ...]:
    """As ``read_inlines``, without spaces beside Chinese marks and between Chinese characters."""
    return tidy_inlines(read_inlines(node, reading), reading)


def read_lines(node: SyntaxTreeNode, reading: Reading) -> tuple[tuple[Inline, ...], ...]:
    """The inlines of each line of a block whose lines mean something, as typed; *node* is its ``inline`` node."""
    first = reading.line_of(node)
    lines: list[list[SyntaxTreeNode]] = [[]]
    for child in node.children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        elif any(each.type in ("softbreak", "hardbreak") for each in child.walk()):
            message = _("These marks go over the end of a line, and here each line is for itself.")
            reading.problem(message, first + len(lines) - 1, _("Close them at the end of the line."))
            return ()
        else:
            lines[-1].append(child)
    return tuple(_Inlines(reading, line).read(each) for line, each in enumerate(lines, first))


def _read_note(node: SyntaxTreeNode, reading: Reading) -> tuple[Inline, ...]:
    return tidy_inlines(_Inlines(reading, reading.line_of(node), within_note=True).read(node.children), reading)


def tidy_inlines(inlines: tuple[Inline, ...], reading: Reading) -> tuple[Inline, ...]:
    """*inlines* without spaces beside Chinese marks and between Chinese characters; what is dropped is remarked."""
    prose = tidy(inlines)
    for line in prose.spaces:
        reading.remark(_("Spaces beside Chinese marks or between Chinese characters are dropped."), line)
    remark_quotes(prose, reading)
    return prose.inlines


def remark_quotes(prose: Prose, reading: Reading) -> None:
    """Remark on quotation marks in *prose* that its language has not."""
    for line in prose.quotes:
        if is_traditional(reading.language):
            reading.remark(_("Straight quotation marks stand in Chinese text; write 「 」 and 『 』."), line)
        else:
            reading.remark(_("Straight quotation marks stand in Chinese text; write “ ” and ‘ ’."), line)
    if is_traditional(reading.language):
        _remark_curly_quotes(prose.inlines, reading)


def _remark_curly_quotes(inlines: tuple[Inline, ...], reading: Reading) -> None:
    for line in curly_quotes(inlines):
        reading.remark(_("Quotation marks “ ” stand in Traditional Chinese text, which has 「 」 and 『 』."), line)


_IN_LINE = "inline"
_WIDEST = 8  # em


class _Inlines:
    """Walks the children of one ``inline`` node, counting its lines."""

    def __init__(self, reading: Reading, line: int, within_note: bool = False) -> None:
        self.reading = reading
        self.within_note = within_note
        self.line = line
        self.last = ""  # the character before, to know what a line end stands for
        self.pending_softbreak = False

    def read(self, nodes: list[SyntaxTreeNode]) -> tuple[Inline, ...]:
        result: list[Inline] = []
        for node in nodes:
            result += self.read_one(node)
        return tuple(result)

    def picture(self, node: SyntaxTreeNode) -> list[Inline]:
        """A picture that stands in the line as a character does."""
        self.reading.check_attributes(node, {"src", "alt", "class"}, self.line)
        source, alt = unquote(str(node.attrs["src"])), node.content.strip()
        if not alt:
            message = _("The picture has no alternative text.")
            self.reading.problem(message, self.line, _("Say in ![ ] what it shows, for readers who cannot see it."))
        workspace = self.reading.workspace
        picture = read_picture(source, self.reading, workspace, self.line) if workspace is not None else None
        if picture is None:
            return []
        ratio = picture.size.width / picture.size.height
        if ratio > _WIDEST:
            message = _("The picture is too wide to stand in a line: more than {count} characters.").format(
                count=_WIDEST
            )
            self.reading.problem(message, self.line, _("Put it into a paragraph of its own."))
        self.last = alt[-1:]
        return [InlinePicture(path=picture.path, ratio=ratio, alt=alt, words=picture.text, line=self.line)]

    def read_one(self, node: SyntaxTreeNode) -> list[Inline]:
        match node.type:
            case "text" | "text_special":  # a special one is written as \* or &amp; and is no mark
                return self.text(node)
            case "softbreak":
                self.line += 1
                self.pending_softbreak = True
                return []
            case "hardbreak":
                self.line += 1
                self.last = ""
                return [LineBreak()]
            case "strong" | "em":
                return [(Strong if node.type == "strong" else Emphasis)(self.read(node.children))]
            case "code_inline" | "sub" | "sup":
                return [*self.joint(node.content), _LETTERS[node.type](node.content, self.line)]
            case "formula":
                return self.formula(node.content)
            case "image" if node.attrs.get("class") == _IN_LINE:
                return self.picture(node)
            case "span" | "link" | "footnote_ref":
                return {"span": self.span, "link": self.link, "footnote_ref": self.note}[node.type](node)
        self.refuse(node)
        return []

    def refuse(self, node: SyntaxTreeNode) -> None:
        """Report what can't stand in a line, and where it can."""
        match node.type:
            case "image":
                message = _("A picture must stand in a paragraph of its own.")
                hint = _("Put empty lines around it; a sign as high as its line is written {mark}.").format(
                    mark="{.inline}"
                )
            case "displayed":
                message = _("A formula between $$ must stand in a paragraph of its own.")
                hint = _("Put empty lines around it.")
            case "html_inline":
                message = _("HTML such as {tag} is not allowed.").format(tag=node.content)
                hint = _("See docs/content-format.md for what can be written.")
            case _:
                message, hint = _("This cannot be set here: {what}.").format(what=node.type), ""
        self.reading.problem(message, self.line, hint)

    def joint(self, following: str) -> list[Inline]:
        """The space, if any, that a line end before *following* stands for."""
        softbreak, self.pending_softbreak = self.pending_softbreak, False
        before, self.last = self.last, following[-1:] or self.last
        if softbreak and before and following and not is_wide(before) and not is_wide(following[0]):
            return [Text(" ", self.line)]
        return []

    def text(self, node: SyntaxTreeNode) -> list[Inline]:
        content = node.content
        if not content or opens_blank(node):
            return []
        if opens_blank(node.previous_sibling):
            content = f"_{content}"
        if node.type == "text":
            self.check_marks(node, content)
        elif node.markup.startswith("&"):
            self.reading.remark(
                _("{entity} is HTML: the character it stands for is printed.").format(entity=node.markup), self.line
            )
        joint = self.joint(content)
        made: list[Inline] = []
        for number, piece in enumerate(CITATION.split(content)):
            made += read_citation(piece, self.line, self.reading) if number % 2 else part_blanks(piece, self.line)
        return [*joint, *made]

    def check_marks(self, node: SyntaxTreeNode, content: str) -> None:
        """Report marks left in the text that Markdown did not understand."""
        if (left := _LEFTOVER_ATTRIBUTES.search(content)) is not None:
            message = _("“{text}” could not be understood.").format(text=left[0])
            is_word = re.fullmatch(r"\{[a-z-]+\}", left[0]) is not None
            pair = _('Write =, without spaces, and quotes around values: {width="80%"}.')
            dot = _("A form has a dot before its name: {name}.").format(name=f"{{.{left[0][1:]}")
            self.reading.problem(message, self.line, dot if is_word else pair)
        if (left := _LEFTOVER_LINK.search(content)) is not None:
            message = _("“{text}” could not be understood.").format(text=left[0])
            self.reading.problem(message, self.line, _("A link holds no [ ] inside its own."))
        if (near := NEAR_CITATION.search(CITATION.sub("", content))) is not None:
            message = _("“{text}” could not be understood.").format(text=near[0])
            hint = _("A work is cited by its key: [@wang2020], [@wang2020, 第 12 页; @li2019].")
            self.reading.problem(message, self.line, hint)
        if (note := _LEFTOVER_NOTE.search(content)) is not None:
            self.reading.problem(_("The footnote {note} has no text.").format(note=note[0]), self.line)
        if "**" in content:
            message = _("The stress marks ** have no partner.")
            self.reading.problem(message, self.line, _("Write **words**; for the marks themselves write \\*\\*."))
        if _NUMBER in content and not _is_cross_reference(node.parent):
            message = _("“{mark}” stands where nothing is numbered.").format(mark=_NUMBER)
            hint = _(
                "It stands in captions, and in references to them and to formulas: [图{mark}](#…), [式（{mark}）](#…)."
            )
            hint = hint.format(mark=_NUMBER)
            self.reading.problem(message, self.line, hint)
        if _STARS.search(content) is not None:
            self.reading.remark(_("* between letters or figures is printed as it is; write \\* to say so."), self.line)
        if _FOLIO in content and not _is_cross_reference(node.parent):
            message = _("“{mark}” stands where it is no page number.").format(mark=_FOLIO)
            hint = _("Write [见第 {mark} 页](#…), without other marks inside.").format(mark=_FOLIO)
            self.reading.problem(message, self.line, hint)

    def span(self, node: SyntaxTreeNode) -> list[Inline]:
        attributes = find_attributes(node)
        if attributes.keys() == {"ruby"} and all(child.type in ("text", "text_special") for child in node.children):
            base, reading = "".join(child.content for child in node.children), attributes["ruby"].strip()
            if not base.strip() or not reading:
                self.reading.problem(_("Ruby needs words and their reading."), self.line)
            return [*self.joint(base), Ruby(base, reading, self.line)]
        if attributes.keys() == {"class"} and attributes["class"] in _MARKED:
            return [_MARKED[attributes["class"]](self.read(node.children))]
        if attributes.keys() == {"color"} and attributes["color"]:
            line = self.line
            return [Coloured(attributes["color"], self.read(node.children), line)]
        if attributes.keys() == {"lang"} and _LANGUAGE.fullmatch(attributes["lang"]):
            return self.foreign(attributes["lang"], node)
        message = _(
            'Words in [ ]{ } can have .dots, .proper-noun, .work-title, ruby="…", lang="…" or color="…", nothing else.'
        )
        self.reading.problem(message, self.line, _('A language is written as in lang="en" or lang="de-AT".'))
        return []

    def foreign(self, language: str, node: SyntaxTreeNode) -> list[Inline]:
        self.reading.languages.append((language, self.line))
        children = self.read(node.children)
        if is_traditional(language) and not is_traditional(self.reading.language):
            _remark_curly_quotes(children, self.reading)
        return [Foreign(language, children)]

    def formula(self, written: str) -> list[Inline]:
        tex, line = " ".join(written.split()), self.line
        self.line += written.count("\n")
        drawing = self.reading.formulas.drawing(tex, line, display=False)
        joint = self.joint("x")  # what a line end stands for beside a letter
        return [] if drawing is None else [*joint, Formula(tex, drawing, line)]

    def link(self, node: SyntaxTreeNode) -> list[Inline]:
        href = str(node.attrs.get("href", ""))
        if "title" in node.attrs:
            message = _("The title “{text}” of a link would not be printed.").format(text=node.attrs["title"])
            self.reading.problem(message, self.line, _("Write it in the text."))
        if href.startswith("#"):
            children = tuple(part for child in self.read(node.children) for part in _with_marks(child))
            if not children:
                self.reading.problem(
                    _("The cross-reference has no words."), self.line, _("Write [见第 {folio} 页](#…).")
                )
            reference = CrossReference(unquote(href[1:]), children, self.line)
            self.reading.references.append(reference)
            return [reference]
        if not is_allowed(href):
            message = _("The link target “{target}” is no web address and no #id.").format(target=href)
            self.reading.problem(message, self.line)
        children = self.read(node.children)
        if not children:
            self.reading.problem(_("The link has no words."), self.line, _("Write [words](https://…)."))
        return [Link(normalizeLink(href), children)]

    def note(self, node: SyntaxTreeNode) -> list[Inline]:
        number = int(node.meta["id"])
        definition = self.reading.footnotes.get(number)
        if definition is None or number in self.reading.called:
            message = _("The footnote {label} is called twice, or has no text.")
            self.reading.problem(message.format(label=node.meta.get("label", "?")), self.line)
            return []
        self.reading.called.add(number)
        if self.within_note:
            self.reading.problem(
                _("A footnote stands within a footnote."), self.line, _("Put its text into the first.")
            )
            return []
        blocks = [child for child in definition.children if child.type == "paragraph"]
        if len(blocks) != 1 or len(definition.children) != 1:
            self.reading.problem(_("A footnote must be one paragraph."), self.reading.line_of(definition))
        return [Footnote(number + 1, _read_note(block.children[0], self.reading)) for block in blocks[:1]]


def _is_cross_reference(node: SyntaxTreeNode | None) -> bool:
    return node is not None and node.type == "link" and str(node.attrs.get("href", "")).startswith("#")


def _with_marks(inline: Inline) -> list[Inline]:
    """Split a text at ``{folio}`` and ``{number}``."""
    if not isinstance(inline, Text):
        return [inline]
    pieces = _MARKS.split(inline.text)
    return [_MARKS_OF[piece] if piece in _MARKS_OF else Text(piece, inline.line) for piece in pieces if piece]
