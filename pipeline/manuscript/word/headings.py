"""Headings of a manuscript by evidence: the outline of Word, styles, fonts, sizes, numbers; each with its reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from pipeline.i18n import _
from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.word.facts import Facts, is_display, is_hei, is_kai
from pipeline.manuscript.word.manuscript import Look, Place

_MAX_LEVEL = 4
_LONGEST = 50  # characters of a heading that only its looks tell
_SHORT = 20  # of one that is told by one thing, and by standing above text
_LONGEST_NAMED = 120  # of one that its style tells
_STYLE = re.compile(r"(?:heading|标题|题目)\s*([1-9])", re.IGNORECASE)
_NO_END = "。；，、：;,:！？!?"
_ENOUGH = 2  # points
_SURE_RANKS = (0, 1, 2, 3)  # 第一章, 第一节, 一、 and （一）: whoever numbers so numbers parts of a text
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[\s　]|(?=[^\d.．、，,年月日%℃]))")
_ORDINAL = re.compile(
    "(第[一二三四五六七八九十]{1,2}|其[一二三四五]|(?:议题|提案|案例|专题|任务|经验|问题)[一二三四五六七八九十]{1,2})[，、：]"
)
_ATTACHED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?")
_ATTACHMENT = re.compile(r"附\s*[件表录]|附：")
_NO_HEADING = re.compile(
    r"[（(][^（()）]*[）)]$|"
    r"(?:主\s*持\s*人?|出\s*席|列\s*席|缺\s*席|请\s*假|记\s*录|参\s*加|时\s*间|地\s*点|整\s*理|核\s*稿|联\s*系\s*人|电\s*话|邮\s*箱)[:：]"
)
_SUBTITLE = re.compile("—{1,2}|－{1,2}|-{2}")
_LABELLED = re.compile(
    r"(?!.{0,4}[一二三四五六七八九十\d])[\u4e00-\u9fff](?:[\s　]*[\u4e00-\u9fff]){1,5}[\s　]*[:：][\s　]*\S.{0,60}"
)
_FIRST_ATTACHED = re.compile(r"附[\s　]*件[\s　]*[:：][\s　]*\S")
_NUMBERED = re.compile(r"\d{1,2}[.．、]")
_CAPTION = re.compile(r"[图表]\s*[\d一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading: its *level* in the article, from 1, and why it is one; *is_named*: Word itself has it as one."""

    level: int
    reasons: tuple[str, ...]
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    key: tuple[object, ...]  # what headings of one level have in common
    rank: float  # the less, the higher
    reasons: tuple[str, ...]

    @property
    def is_named(self) -> bool:
        """Whether Word itself has it as a heading."""
        return self.key[0] == "outline"


def find_headings(paragraphs: Sequence[Facts], body: Look) -> dict[Place, FoundHeading]:
    """The headings among *paragraphs*, by their places; *body* is the look of most of the text."""
    judged = (_judge(each, body, below) for each, below in zip_longest(paragraphs, paragraphs[1:]))
    rows = _find_rows(paragraphs)
    candidates = [found for found in judged if found is not None and (found.is_named or found.place not in rows)]
    candidates = _without_lists(candidates, paragraphs)
    levels: dict[Place, FoundHeading] = {}
    above: list[float] = []  # the ranks of the headings that the last one lies under, and its own
    ranks = _rank_unnumbered(candidates, paragraphs)
    for candidate in candidates:
        rank = ranks[candidate.place]
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        levels[candidate.place] = FoundHeading(min(len(above), _MAX_LEVEL), candidate.reasons, candidate.is_named)
    return levels


def _judge(facts: Facts, body: Look, below: Facts | None) -> _Candidate | None:
    """*facts* as those of a heading, with the paragraph *below*; None where the evidence is too weak."""
    text, paragraph = facts.text, facts.paragraph
    if not text or "\n" in text or paragraph.item is not None or _CAPTION.match(text) or _NO_HEADING.match(text):
        return None
    if _ATTACHED.fullmatch(text) and below is not None and below.is_centred:
        return None
    number = numbering_of(text)
    decimal = _DECIMAL.match(text) if paragraph.label or number is None else None
    style = _STYLE.search(paragraph.style)
    named = _named_level(paragraph.outline, style)
    if named is not None and len(text) <= _LONGEST_NAMED and (text[-1] not in "。；" or len(text) <= 20):
        reason = (
            _("outline level {level}").format(level=named + 1)
            if paragraph.outline is not None
            else _("style “{name}”").format(name=paragraph.style)
        )
        return _Candidate(paragraph.place, ("outline", named), float(named), (reason, *_tell_looks(facts, body)))
    if _SUBTITLE.match(text):
        return None
    if len(text) > _LONGEST or text[-1] in _NO_END or "。" in text or facts.is_right:
        return None
    reasons = _tell_looks(facts, body)
    rank = _rank_of(number, decimal)
    points = len(reasons)
    if number is not None and len(number[1]) < len(text):
        reasons += (_("number {number}").format(number=number[1]),)
        points += 2 if number[0] in _SURE_RANKS else 1
    elif decimal is not None and points:
        reasons += (_("number {number}").format(number=decimal[1]),)
        points += 1
    elif points and (ordinal := _ORDINAL.match(text)) is not None:
        reasons += (_("number {number}").format(number=ordinal[1]),)
        points += 1
    elif points == 1 and _stands_above_text(facts, body, below):
        reasons += (_("a short line above text"),)
        points += 1
    if points < _ENOUGH:
        return None
    look = (facts.look.east_asian, facts.look.size, facts.look.is_bold, facts.is_centred)
    return _Candidate(paragraph.place, ("number", rank) if rank is not None else ("look", *look), rank or 0.0, reasons)


def _find_rows(paragraphs: Sequence[Facts]) -> frozenset[Place]:
    """The places of *paragraphs* that are rows and no headings: what is attached (附件：1.…, 2.…), and lines below one
    another that say what they are by labels (主任：…, 副主任：…)."""
    rows: set[Place] = set()
    is_attached = False
    for facts, below in zip_longest(paragraphs, paragraphs[1:]):
        is_row = is_attached and _NUMBERED.match(facts.text) is not None
        is_attached = is_row or _FIRST_ATTACHED.match(facts.text) is not None
        rows |= {facts.paragraph.place} if is_attached else set()
        if below is not None and _LABELLED.fullmatch(facts.text) and _LABELLED.fullmatch(below.text):
            rows |= {facts.paragraph.place, below.paragraph.place}
    return frozenset(rows)


def _stands_above_text(facts: Facts, body: Look, below: Facts | None) -> bool:
    """Whether *facts*, bold or in a face of heads all through, is a short line of its own above text of the *body*."""
    if below is None or facts.is_centred or len(facts.text) > _SHORT or _ATTACHMENT.match(facts.text):
        return False
    is_text = below.look.east_asian == body.east_asian and below.look.is_bold == body.is_bold
    return is_text and (below.paragraph.item is not None or len(below.text) > len(facts.text))


def _named_level(outline: int | None, style: re.Match[str] | None) -> int | None:
    if outline is not None:
        return outline
    return int(style[1]) - 1 if style is not None else None


def _rank_of(number: tuple[int, str] | None, decimal: re.Match[str] | None) -> float | None:
    """The rank of a number by its form: 1.1 lies under 1."""
    if decimal is not None and ("." in decimal[1] or number is None):
        return 10.0 + decimal[1].count(".")
    return float(number[0]) + 1 if number is not None else None


def _tell_looks(facts: Facts, body: Look) -> tuple[str, ...]:
    """Reasons that lie in how the paragraph looks beside the body."""
    reasons = []
    look = facts.look
    is_other = look.east_asian != body.east_asian
    if is_other and (is_hei(look) or is_kai(look) or is_display(look)):
        reasons.append(_("font {name}").format(name=look.east_asian))
    if look.size > body.size + 0.9:
        reasons.append(_("{size:g} pt beside {body:g} pt").format(size=look.size, body=body.size))
    if look.is_bold and not body.is_bold:
        reasons.append(_("bold"))
    if facts.is_centred:
        reasons.append(_("centred"))
    return tuple(reasons)


def _without_lists(candidates: list[_Candidate], paragraphs: Sequence[Facts]) -> list[_Candidate]:
    """*candidates* but those that follow one another without any text below them, as items of a list do: three or more,
    told by nothing but their numbers."""
    order = {each.paragraph.place: index for index, each in enumerate(paragraphs)}
    dropped: set[Place] = set()
    chain: list[_Candidate] = []
    for candidate in [*candidates, None]:
        goes_on = (
            candidate is not None
            and chain
            and candidate.key == chain[-1].key
            and order[candidate.place] == order[chain[-1].place] + 1
        )
        if not goes_on:
            if len(chain) >= 3 and all(len(each.reasons) <= 1 for each in chain):
                dropped |= {each.place for each in chain}
            chain = []
        if candidate is not None:
            chain.append(candidate)
    return [each for each in candidates if each.place not in dropped]


def _rank_unnumbered(candidates: Sequence[_Candidate], paragraphs: Sequence[Facts]) -> dict[Place, float]:
    """The rank of each candidate. Those without a number have that of numbered ones of the same look; else the larger
    ones lie above all numbers, and the others below the heading that they follow."""
    facts = {each.paragraph.place: each for each in paragraphs}
    titles = {
        below.paragraph.place
        for above, below in pairwise(paragraphs)
        if _ATTACHED.fullmatch(above.text) and below.is_centred
    }
    by_look: dict[tuple[object, ...], float] = {}
    sizes = [facts[each.place].look.size for each in candidates if each.key[0] == "number"]
    for each in candidates:
        if each.key[0] == "number":
            by_look.setdefault(_signature(facts[each.place]), each.rank)
    has_outline = any(each.key[0] == "outline" for each in candidates)
    order = sorted({facts[each.place].look.size for each in candidates if each.key[0] == "look"}, reverse=True)
    ranks: dict[Place, float] = {}
    for each in candidates:
        look = facts[each.place]
        if each.place in titles and not has_outline:
            ranks[each.place] = -20.0
        elif each.key[0] != "look":
            ranks[each.place] = each.rank + (20.0 if has_outline and each.key[0] == "number" else 0.0)
        elif _signature(look) in by_look:
            ranks[each.place] = by_look[_signature(look)] + (20.0 if has_outline else 0.0)
        else:
            is_above = not sizes or look.look.size > max(sizes) or (look.is_centred and look.look.size >= max(sizes))
            base = -10.0 if is_above and not has_outline else 50.0
            ranks[each.place] = base + order.index(look.look.size) * 0.01
    return ranks


def _signature(facts: Facts) -> tuple[object, ...]:
    return facts.look.east_asian, facts.look.size, facts.look.is_bold, facts.is_centred
