"""Keeps account of the text of a file: what was read, what was left out and why, and what nobody has looked at."""

from pipeline.manuscript.word.manuscript import Notice, Omission, OmissionKind, Place
from pipeline.manuscript.word.parts import A, Element, M, W

_TEXTS = (f"{W}t", f"{W}delText", f"{M}t", f"{A}t")
_GONE = (f"{W}del", f"{W}moveFrom", f"{W}delText")
_TAKEN = "taken"  # an attribute of our own; no element of text has one of this name


class Ledger:
    """Marks each element of text that is gone through. What bears no mark at the end is text that went unread."""

    def __init__(self) -> None:
        self.omissions: list[Omission] = []
        self.notices: list[Notice] = []

    def take(self, element: Element) -> str:
        """The text of *element*, which goes into the article."""
        element.set(_TAKEN, "1")
        return element.text or ""

    def leave_out(self, kind: OmissionKind, element: Element, place: Place, by: str = "") -> None:
        """Note that the text within *element* doesn't go into the article."""
        text = "".join(self.take(each) for each in element.iter(*_TEXTS) if each.get(_TAKEN) is None)
        self.omit(kind, text, place, by)

    def omit(self, kind: OmissionKind, text: str, place: Place, by: str = "") -> None:
        """Note that *text* doesn't go into the article; what goes on from the last omission is one with it."""
        last = self.omissions[-1] if self.omissions else None
        if last is not None and (last.kind, last.place, last.by) == (kind, place, by):
            self.omissions[-1] = Omission(kind, last.text + text, place, by)
        elif text.strip():
            self.omissions.append(Omission(kind, text, place, by))

    def notice(self, message: str, place: Place | None) -> None:
        """Note what an editor should look at."""
        self.notices.append(Notice(place, message))

    def sweep(self, root: Element, story: str) -> None:
        """Note all text of *root* that nobody has gone through, with the paragraphs it stands in."""
        number = 0
        for element in root.iter(f"{W}p", *_TEXTS):
            if element.tag == f"{W}p":
                number += 1
            elif element.get(_TAKEN) is None:
                self.omit("unread", self.take(element), Place(story, number))


def count_characters(root: Element) -> int:
    """The characters of all text within *root*, white aside."""
    return sum(len("".join((element.text or "").split())) for element in root.iter(*_TEXTS))


def text_within(element: Element) -> str:
    """All text within *element*."""
    return "".join(each.text or "" for each in element.iter(*_TEXTS))


def text_shown_within(element: Element) -> str:
    """All text within *element* that isn't deleted or moved away."""
    if element.tag in _GONE:
        return ""
    own = element.text or "" if element.tag in _TEXTS else ""
    return own + "".join(map(text_shown_within, element))
