"""Marks that come in pairs are closed, in their order; a quotation of several paragraphs opens each of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.check.passage import Passage
from pipeline.check.rule import ArticleText, Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_CLOSES = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "「": "」",
    "『": "』",
    "〔": "〕",
}
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}
_TWINS = {"（": "(", "(": "（", "）": ")", ")": "）"}
_NUMBERED = frozenset("0123456789.一二三四五六七八九十abcdefghABCDEFGH①②③④⑤⑥⑦⑧⑨ \u3000")
_LONGEST_QUOTATION = 16  # paragraphs
_LETTERED = re.compile("[a-h]）(?=[、，；和及”]|[一-鿿]|$)")  # 列项用a）、b）编号
_LABEL = 3  # characters before a bracket that closes a number: 1）


@dataclass(slots=True)
class _Open:
    """Marks that are open, with their places; *found*: what went wrong on the way."""

    passage: Passage
    stack: list[tuple[str, int]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def tell(self, at: int, message: str, hint: str = "", fix: str | None = None) -> None:
        self.found.append(Found(message=message, hint=hint, passage=self.passage, start=at, end=at + 1, fix=fix))


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        yield from _find_in_article(article)


def _find_in_article(article: ArticleText) -> Iterator[Found]:
    running = [each for each in article.passages if each.kind in ("body", "continued", "item")]
    after = {id(here): following for here, *following in _windows(running)}
    closed_later: set[int] = set()  # ends of quotations that began in a paragraph before, by the identity of theirs
    for passage in article.passages:
        read = _read(passage, may_lack_ends=passage.kind == "verse")
        if id(passage) in closed_later and read.found and read.found[0].words == "”":
            read.found.pop(0)
        following = after.get(id(passage), [])
        if following and [mark for mark, _at in read.stack] == ["“"]:
            last = read.found.pop()
            end = _find_closing(following)
            if end is None:
                read.found += [] if _opens(following[0]) else [last]
            elif not _opens(following[0]):
                closed_later.add(id(end))
                hint = _("Open each paragraph of the quotation with “, and close the last.")
                read.found.append(replace(last, hint=hint, level=Level.ASK))
        yield from read.found


def _windows(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    return (passages[place : place + _LONGEST_QUOTATION] for place in range(len(passages)))


def _opens(passage: Passage) -> bool:
    return passage.text.lstrip("\u3000 ").startswith("“")


def _find_closing(passages: Sequence[Passage]) -> Passage | None:
    """The first of *passages* that closes a quotation which it does not open, before another one stays open."""
    for passage in passages:
        read = _read(passage, may_lack_ends=True)
        if read.found and read.found[0].words == "”":
            return passage
        if read.stack:
            return None
    return None


def _read(passage: Passage, may_lack_ends: bool) -> _Open:
    state = _Open(passage)
    for at, character in enumerate(passage.text):
        if character in _CLOSES:
            _open(state, at, character)
        elif character in _OPENS and not _is_apostrophe(passage.text, at):
            _close(state, at, character)
    for mark, at in state.stack:
        if not may_lack_ends:
            message = _("“{mark}” is opened and not closed.").format(mark=mark)
            state.tell(at, message, _("Write “{right}” where it ends.").format(right=_CLOSES[mark]))
    return state


def _open(state: _Open, at: int, character: str) -> None:
    if character in "“‘" and any(mark == character for mark, _at in state.stack[-1:]):
        message = _("“{mark}” is opened twice.").format(mark=character)
        state.tell(at, message, _("Write “{right}” if it ends here.").format(right=_CLOSES[character]))
        return
    state.stack.append((character, at))


def _close(state: _Open, at: int, character: str) -> None:
    wanted = _OPENS[character]
    if state.stack and state.stack[-1][0] == wanted:
        state.stack.pop()
    elif state.stack and state.stack[-1][0] == _TWINS.get(wanted):
        opened, place = state.stack.pop()
        right = _CLOSES[opened] if opened == "（" else character
        message = _("“{opening}” is closed with “{closing}”.").format(opening=opened, closing=character)
        if right == character:
            state.tell(place, message, _("Write “{right}”.").format(right=wanted), wanted)
        else:
            state.tell(at, message, _("Write “{right}”.").format(right=right), right)
    elif any(mark == wanted for mark, _at in state.stack):
        while state.stack[-1][0] != wanted:
            mark, place = state.stack.pop()
            message = _("“{mark}” is opened and not closed.").format(mark=mark)
            state.tell(place, message, _("Write “{right}” where it ends.").format(right=_CLOSES[mark]))
        state.stack.pop()
    elif not _closes_number(state.passage.text, at, character):
        message = _("“{mark}” is closed and was not opened.").format(mark=character)
        state.tell(at, message, _("Write “{right}” where it begins.").format(right=wanted))


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] == "’" and before.isascii() and before.isalnum() and (after.isascii() or not after)


def _closes_number(text: str, at: int, character: str) -> bool:
    """Whether it belongs to a number such as 1） at the beginning of a clause."""
    if character not in "）)":
        return False
    label = text[max(0, at - _LABEL) : at]
    tail = label.rstrip("".join(_NUMBERED))
    is_first = len(tail) < len(label) and (not tail or tail[-1] in "，。；：、\n")
    return is_first or bool(_LETTERED.match(label[-1:] + character) and len(_LETTERED.findall(text)) > 1)


RULE = Rule(
    id="marks.pairs",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale=(
        "Quotation marks, brackets and title marks are pairs. A quotation of several paragraphs opens each "
        "paragraph and closes the last."
    ),
    source="GB/T 15834-2011, 4.8.3.4, 4.9, 4.15",
    find=_find,
    can_fix=True,
)
