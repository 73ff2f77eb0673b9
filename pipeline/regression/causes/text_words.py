"""Changed words in a sentence: what they were, what they are, and where, named by what stands there."""

from collections.abc import Iterable, Sequence

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.alignment.text_flow import NOTES_FROM, Flow
from pipeline.regression.evidence.articles import ArticleChange
from pipeline.regression.evidence.substitutions import Substitution, letters_of, number_of, substitution_at
from pipeline.regression.evidence.word_causes import Why, WordCause

_LONGEST = 40  # characters of a text that are quoted
_AROUND = 8
_SHORT = 14  # characters of a line that is quoted whole: a title, a name, a caption, a label
_MOST_TOLD = 5
_STOPS = ("。", "！", "？", "；")
_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳＊*†‡。 "


def tell_words(pairing: Pairing, found: WordCause) -> str:
    """What became of the words of *found*."""
    one, other = pairing.flow_before, pairing.flow_after
    rows = found.substitutions
    if found.why is Why.NOTE:
        return _tell_note(rows)
    if found.why is Why.SAME:
        row = min(rows, key=lambda each: len(_line_of(one, each.gap[0])))
        told = _sentence(one, other, _as_word(one, other, row, rows))
        again = len(rows) - 1
        text = ngettext("The same in {count} other place.", "The same in {count} other places.", again)
        return f"{told} {text.format(count=again)}"
    if found.why is Why.COUNTED:
        return _tell_counted(one, other, rows)
    kinds = {(each.before, each.after): each for each in reversed(rows)}
    ordered = sorted(kinds.values(), key=lambda each: each.gap)
    return " ".join(dict.fromkeys(_sentence(one, other, each) for each in ordered[:_MOST_TOLD]))


def tell_article(article: ArticleChange, pages: str) -> str:
    """That *article* came or went, on *pages*; of a section with what stands in it."""
    if article.within:
        titles = _(", ").join(_("“{text}”").format(text=each) for each in article.within[:_MOST_TOLD])
        text = _("“{title}” is new, with {titles}, on page {pages}.")
        if not article.is_new:
            text = _("“{title}” is gone, with {titles}, from page {pages}.")
        return text.format(title=article.title, titles=titles, pages=pages)
    text = _("The article “{title}” is new, on page {pages}.")
    if not article.is_new:
        text = _("The article “{title}” is gone, from page {pages}.")
    return text.format(title=article.title, pages=pages)


def _as_word(one: Flow, other: Flow, row: Substitution, rows: Sequence[Substitution]) -> Substitution:
    """*row*, a letter that became another one, with the letters that stand beside it at all places of *rows*."""
    if len(row.before) != 1 or len(row.after) != 1 or not (row.before + row.after).isalpha():
        return row
    a0, a1, b0, b1 = row.gap
    left = a0 > 0 and b0 > 0 and _is_common(one.text[each.gap[0] - 1] for each in rows)
    right = _is_common(one.text[each.gap[1] : each.gap[1] + 1] for each in rows)
    return substitution_at(one, other, (a0 - left, a1 + right, b0 - left, b1 + right))


def _is_common(letters: Iterable[str]) -> bool:
    """Whether *letters* are all the same one."""
    found = set(letters)
    return len(found) == 1 and found.pop().isalpha()


def _tell_note(rows: tuple[Substitution, ...]) -> str:
    note, signs = rows[0], rows[1:]
    text = _("The note “{text}” is gone.") if letters_of(note.before) else _("The note “{text}” is new.")
    words = note.before if letters_of(note.before) else note.after
    told = [text.format(text=quote(words.strip(_SIGNS)))]
    if any(each.before and each.after for each in signs):
        told.append(_("Notes after it have other signs."))
    return " ".join(told)


def _tell_counted(one: Flow, other: Flow, rows: Sequence[Substitution]) -> str:
    """Numbers that are counted on from another one, or follow an item that came or went."""
    if number_of(rows[0].before) is None or number_of(rows[0].after) is None:
        return " ".join((_sentence(one, other, rows[0]), _("Numbers after it follow.")))
    text = _("Items are numbered {after} instead of {before}, the first after “{context}”.")
    spans = [
        f"{first.strip()}–{last.strip()}"
        for first, last in ((rows[0].before, rows[-1].before), (rows[0].after, rows[-1].after))
    ]
    start = rows[0].gap[0]
    context = one.text[max(0, start - _AROUND) : start].replace(NOTES_FROM, "")
    return text.format(before=spans[0], after=spans[1], context=context)


def _line_of(flow: Flow, place: int) -> str:
    """The words of the line that the character *place* stands in."""
    if not flow.lines:
        return ""
    line = flow.line_at(min(place, len(flow.text) - 1))
    return flow.text[flow.starts[line] : flow.end_of(line)].replace(NOTES_FROM, "").strip()


def _sentence(one: Flow, other: Flow, row: Substitution) -> str:
    a0, _a1, b0, _b1 = row.gap
    before, after = row.before.strip(), row.after.strip()
    ends = not before and a0 in one.starts and b0 not in other.starts  # it is new at the end of a line
    whole = _line_of(one, max(0, a0 - ends)), _line_of(other, b0)
    within = row.before in whole[0] and row.after in whole[1] and all(map(letters_of, whole)) and whole[0] != whole[1]
    is_line = (not before and whole[1] == after) or (not after and whole[0] == before)  # a cell that came or went
    is_sentence = any(each.endswith(_STOPS) for each in whole)  # the short last line of a paragraph
    if (
        within
        and (row.in_notes or not is_sentence)
        and not is_line
        and max(map(len, whole)) <= _SHORT
        and not before.isdecimal()
    ):
        before, after = whole
        a0 = one.starts[one.line_at(min(max(0, a0 - ends), len(one.text) - 1))]
    context = one.text[max(0, a0 - _AROUND) : a0].replace(NOTES_FROM, "")
    if not before:
        return _("“{after}” is new, after “{context}”.").format(after=quote(after), context=context)
    if not after:
        return _("“{before}” is gone, after “{context}”.").format(before=quote(before), context=context)
    return _("“{before}” became “{after}”, after “{context}”.").format(
        before=quote(before), after=quote(after), context=context
    )


def quote(text: str) -> str:
    """*text*, with its middle left out when it is long."""
    text = text.replace(NOTES_FROM, "")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
