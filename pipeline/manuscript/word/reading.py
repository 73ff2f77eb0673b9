"""A file of Word into a `Manuscript`: all its text, or why not."""

import re
from dataclasses import replace

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.limits import limited
from pipeline.manuscript.text_bounds import MAX_CELLS, MAX_CHARACTERS
from pipeline.manuscript.word.block_reading import BlockReader
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.inline_reading import is_on_attribute
from pipeline.manuscript.word.ledger import Ledger, count_characters, text_within
from pipeline.manuscript.word.manuscript import Block, Comment, Manuscript, Paragraph, Place, Words
from pipeline.manuscript.word.numbering import Numbering
from pipeline.manuscript.word.parts import W14, W15, Element, Part, W, find_main, read_part
from pipeline.manuscript.word.styles import Styles

_SECONDS = 30.0  # of processor time; 15 MB of XML take some five
_OWN_MARK = re.compile(r"[\s　]*[*＊†‡§¶#＃①-⑳△※]+[\s　]*")
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_manuscript(container: Container) -> Manuscript:
    """Read the file of Word in *container*. Raises ContentError for what isn't read, TooMuchWorkError for too much."""
    with limited(_("reading the file of Word"), container.path, _SECONDS):
        return _DocumentReader(container).read()


class _DocumentReader:
    def __init__(self, container: Container) -> None:
        self._container = container
        name = find_main(container)
        main = read_part(container, name)
        if main is None or main.root.find(f"{W}body") is None:
            hint = _("Open it in Word or WPS, and save it as .docx.")
            raise ContentError(Problem(_("The file has no text of Word in it."), container.path, hint=hint))
        self._main = main
        self._ledger = Ledger()
        self._styles = Styles(self._part("styles"), self._part("theme"))
        self._numbering = Numbering(self._part("numbering"))
        self._characters = 0

    def _part(self, kind: str) -> Part | None:
        links = (link for link in self._main.links.values() if link.kind == kind and not link.is_outside)
        return next((part for link in links if (part := read_part(self._container, link.target)) is not None), None)

    def read(self) -> Manuscript:
        body = self._main.root.find(f"{W}body")
        self._check_amount()
        blocks = self._reader(self._main, "").read(body) if body is not None else ()
        self._account(self._main, "")
        notes = self._notes("footnotes", "footnote") | self._notes("endnotes", "endnote")
        comments = self._comments()
        self._margins()
        self._tell_links()
        return Manuscript(
            blocks=blocks,
            notes=notes,
            comments=comments,
            omissions=tuple(self._ledger.omissions),
            notices=tuple(self._ledger.notices),
            characters=self._characters,
        )

    def _check_amount(self) -> None:
        """Refuse what is more than an article may hold before it is gone through."""
        cells = sum(1 for _cell in self._main.root.iter(f"{W}tc"))
        for count, limit, message in (
            (cells, MAX_CELLS, _("The tables of the file have more than {limit} cells.")),
            (count_characters(self._main.root), MAX_CHARACTERS, _("The file has more than {limit} characters.")),
        ):
            if count > limit:
                hint = _("Divide it into several articles.")
                raise ContentError(Problem(message.format(limit=limit), self._container.path, hint=hint))

    def _reader(self, part: Part, story: str) -> BlockReader:
        return BlockReader(
            part,
            story,
            self._container,
            styles=self._styles,
            numbering=self._numbering,
            ledger=self._ledger,
        )

    def _account(self, part: Part, story: str) -> None:
        """Look for text of *part* that nobody has gone through."""
        self._characters += count_characters(part.root)
        self._ledger.sweep(part.root, story)

    def _notes(self, kind: str, tag: str) -> dict[str, tuple[Block, ...]]:
        part = self._part(kind)
        if part is None:
            return {}
        story = _("footnotes") if tag == "footnote" else _("endnotes")
        reader = self._reader(part, story)
        calls = list(self._main.root.iter(f"{W}{tag}Reference"))
        called = {each.get(f"{W}id") for each in calls}
        marked = {each.get(f"{W}id") for each in calls if is_on_attribute(each, "customMarkFollows")}
        notes: dict[str, tuple[Block, ...]] = {}
        for element in part.root.iter(f"{W}{tag}"):
            name = element.get(f"{W}id", "")
            if element.get(f"{W}type") in _NO_NOTES:
                self._ledger.leave_out("margin", element, Place(story, 1))
            elif name in called:
                blocks = reader.read(element)
                notes[f"{tag}-{name}"] = self._without_mark(blocks) if name in marked else blocks
            else:
                self._ledger.leave_out("uncalled", element, Place(story, 1))
        self._account(part, story)
        return notes

    def _without_mark(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """*blocks* of a note without the mark that its author gave it: the layout numbers notes."""
        first = blocks[0] if blocks else None
        words = first.pieces[0] if isinstance(first, Paragraph) and first.pieces else None
        found = _OWN_MARK.match(words.text) if isinstance(words, Words) else None
        if not isinstance(first, Paragraph) or not isinstance(words, Words) or found is None:
            return blocks
        self._ledger.omit("field", found[0].strip(), first.place)
        left = (replace(words, text=words.text[found.end() :]), *first.pieces[1:])
        return (first.with_pieces(left), *blocks[1:])

    def _comments(self) -> dict[str, Comment]:
        part, more = self._part("comments"), self._part("commentsExtended")
        elements = list(part.root.iter(f"{W}comment")) if part is not None else []
        rows = {each.get(f"{W15}paraId", ""): each for each in more.root.iter(f"{W15}commentEx")} if more else {}
        last = {each.get(f"{W}id", ""): _last_paragraph(each) for each in elements}
        keys = {paragraph: key for key, paragraph in last.items() if paragraph}
        comments = {}
        for element in elements:
            text = " ".join(text_within(each).strip() for each in element.iter(f"{W}p"))
            author = element.get(f"{W}author", "") or element.get(f"{W}initials", "")
            row = rows.get(last[element.get(f"{W}id", "")])
            comments[element.get(f"{W}id", "")] = Comment(
                author=author,
                text=text.strip(),
                date=element.get(f"{W}date", "")[:10],
                answers=keys.get(row.get(f"{W15}paraIdParent", ""), "") if row is not None else "",
                is_done=row is not None and row.get(f"{W15}done", "0") in ("1", "true"),
            )
        return comments

    def _margins(self) -> None:
        """Heads and feet of pages are the layout's."""
        for link in self._main.links.values():
            if link.kind in ("header", "footer") and not link.is_outside:
                part = read_part(self._container, link.target)
                if part is not None:
                    self._characters += count_characters(part.root)
                    self._ledger.leave_out("margin", part.root, Place(_("heads and feet of pages"), 1))

    def _tell_links(self) -> None:
        for link in self._main.links.values():
            if link.is_outside and link.kind not in ("hyperlink", "image"):
                message = _("The file leads outside ({kind}: {address}); nothing is fetched from there.")
                self._ledger.notice(message.format(kind=link.kind, address=link.target[:200]), None)


def _last_paragraph(comment: Element) -> str:
    """The id of the last paragraph of *comment*, which it is known by beside those that it belongs to."""
    return next((each.get(f"{W14}paraId", "") for each in reversed(list(comment.iter(f"{W}p")))), "")
