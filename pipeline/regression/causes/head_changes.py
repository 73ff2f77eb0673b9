"""Running heads and folios of pages that stayed: other words, another style; those that moved are evidence."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.i18n import _
from pipeline.regression.alignment.pairing import head_of
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.follower_words import Follower
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.style_changes import style_causes
from pipeline.regression.evidence.head_pairs import HeadPair, went_aside
from pipeline.regression.evidence.line_pairs import TOLERANCE
from pipeline.regression.evidence.movements import Stray
from pipeline.regression.snapshot.snapshot import Box, Line

_DIGITS = re.compile(r"[0-9]{1,9}")
_FOLIO = re.compile(r"[\W\d]*")
_FOLIO_WORDS = re.compile(r"\W*(\d+|[ivxlc]+|[IVXLC]+)\W*")
_NUMERALS = re.compile(r"\d+|[ivxlcIVXLC]+")
_LEAST_TITLE = 4  # letters: what has a title in it names an article
_MOST_LISTED = 4  # heads that a sentence names


def find_heads(known: KnownCauses) -> tuple[Stray, ...]:
    """Put heads and folios with other words or in another style among the causes; those that moved are returned. A
    folio that follows its page is none.
    """
    lone: dict[tuple[bool, bool], list[tuple[int, Line]]] = defaultdict(list)
    strays: list[Stray] = []
    for each in known.evidence.heads:
        if each.line is not None and each.twin is not None:
            strays += _compare(known, each, each.line, each.twin)
            continue
        line = each.line or each.twin
        assert line is not None
        if _turns_with_page(known, each, line) or _begins_otherwise(known, each):
            known.follow(Follower.HEADS)
            continue
        is_gone = each.line is not None
        are_folios = _FOLIO.fullmatch(line.text) is not None
        lone[is_gone, are_folios].append((each.page if is_gone else each.there, line))
    for (is_gone, are_folios), rows in lone.items():
        _tell_lone(known, rows, is_gone=is_gone, are_folios=are_folios)
    return tuple(strays)


def _tell_lone(known: KnownCauses, rows: Sequence[tuple[int, Line]], *, is_gone: bool, are_folios: bool) -> None:
    """Tell heads or folios that are gone or new."""
    names = list(dict.fromkeys(line.text for _page, line in rows))
    told = _(", ").join(_("“{text}”").format(text=each) for each in names[:_MOST_LISTED])
    told += " …" if len(names) > _MOST_LISTED else ""
    if len(names) == 1:
        text = _("The running head “{text}” is gone.") if is_gone else _("The running head “{text}” is new.")
        if are_folios:
            text = _("The folio “{text}” is gone.") if is_gone else _("The folio “{text}” is new.")
        sentence = text.format(text=names[0])
    elif are_folios:
        text = _("Folios are gone: {names}.") if is_gone else _("Folios are new: {names}.")
        sentence = text.format(names=told)
    else:
        text = _("Running heads are gone: {names}.") if is_gone else _("Running heads are new: {names}.")
        sentence = text.format(names=told)
    cause = known.cause(("heads", is_gone, are_folios), "text.changed", sentence)
    cause.facts, cause.is_of_heads = repr(names), True
    cause.said = [(each, "") if is_gone else ("", each) for each in names]
    (cause.before if is_gone else cause.after).extend((page, _line_box(line, 10.0)) for page, line in rows)


def _compare(known: KnownCauses, pair: HeadPair, line: Line, twin: Line) -> list[Stray]:
    """Tell what became of a head; return where it went, if that is all."""
    page, there = pair.page, pair.there
    places = (page, _line_box(line, 10.0)), (there, _line_box(twin, 10.0))
    is_other = _drop_white(line.text) != _drop_white(twin.text)
    causes = _causes_of_words(known, pair, line, twin) if is_other else []
    turns = is_other and (there - page) % 2 != 0  # what stands on the other side of the sheet may be another head
    for (style, _text), (other, _words) in () if turns else zip(line.pieces, twin.pieces, strict=False):
        causes += style_causes(known, known.pairing.before.styles[style], known.pairing.after.styles[other])
    across = went_aside(line, twin, (page, there), known.pairing.before.pages[page])
    if not causes and is_other:
        causes.append(known.followed)
        across = across if abs(across) > abs(twin.width - line.width) + TOLERANCE else 0.0
    for cause in causes:
        cause.before.append(places[0])
        cause.after.append(places[1])
    is_off = abs(line.y - twin.y) > TOLERANCE or abs(across) > TOLERANCE
    reason = known.moved_pages.get(page)
    if causes in ([], [known.followed]) and is_off and (reason is None or reason.kind != "blocks.shifted"):
        return [Stray((0, across, twin.y - line.y), *places)]
    return []


def _causes_of_words(known: KnownCauses, pair: HeadPair, line: Line, twin: Line) -> list[Draft]:
    """What gave a head other words; nothing where it only counts on."""
    if _turns_with_page(known, pair, twin):
        known.follow(Follower.HEADS)
        return [known.followed]
    shift = pair.there - pair.page
    numbers = [list(map(int, _DIGITS.findall(each.text))) for each in (line, twin)]
    follows = len(numbers[0]) == len(numbers[1]) and all(y - x in {0, shift} for x, y in zip(*numbers, strict=True))
    if follows and _DIGITS.sub("", line.text) == _DIGITS.sub("", twin.text):
        return []
    are_folios = all(_FOLIO_WORDS.fullmatch(each.text) for each in (line, twin))
    words = [_NUMERALS.sub("0", each.text) if are_folios else _DIGITS.sub("0", each.text) for each in (line, twin)]
    text = (
        _("The folio “{before}” became “{after}”.")
        if are_folios
        else _("The running head “{before}” became “{after}”.")
    )
    told = known.cause(_without_common(*words), "text.changed", text.format(before=line.text, after=twin.text))
    told.is_of_heads = True
    sides = [each.text.strip() if are_folios else _DIGITS.sub("", each.text) for each in (line, twin)]
    told.said.append((sides[0], sides[1]))
    return [told]


def _without_common(before: str, after: str) -> tuple[str, str]:
    """What was put before or behind words that stayed, or taken from there; both as they are where others changed."""
    one, other = before.split(), after.split()
    short, long = sorted((one, other), key=len)
    count = len(long) - len(short)
    rest = long[:count] if long[count:] == short else long[len(short) :] if long[: len(short)] == short else []
    if not short or not rest:
        return before, after
    return ("", " ".join(rest)) if long is other else (" ".join(rest), "")


def _turns_with_page(known: KnownCauses, pair: HeadPair, line: Line) -> bool:
    """Whether a head says what another page's said, or what the outline has, on a page that is on the other side of its
    sheet or whose text moved: it is that of the article which stands there now.
    """
    is_moved = (pair.there - pair.page) % 2 != 0 or pair.page in known.moved_pages
    words, titles = head_of(line), known.pairing.titles_before
    has_title = any((len(each) >= _LEAST_TITLE and each in words) or words.endswith(f"：{each}") for each in titles)
    return is_moved and (has_title or words in known.pairing.heads_before | titles)


def _begins_otherwise(known: KnownCauses, pair: HeadPair) -> bool:
    """Whether text moved so that the page begins with other words: where articles begin, there are no heads."""
    pairing = known.pairing
    firsts = pairing.flow_before.first_lines.get(pair.page), pairing.flow_after.first_lines.get(pair.there)
    words = [each and "".join(each.line.text.split()) for each in firsts]
    return pair.page in known.moved_pages and words[0] != words[1]


def _drop_white(text: str) -> str:
    return "".join(each for each in text if not each.isspace())


def _line_box(line: Line, size: float) -> Box:
    return line.x, line.y - size, line.x + line.width, line.y + size / 4
