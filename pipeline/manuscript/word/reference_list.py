"""The list 参考文献 at the end of a manuscript as works in the fields of CSL, one for each of its entries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Place
from pipeline.manuscript.word.paragraph_shapes import lines_of
from pipeline.manuscript.word.reference_entry import Row, read_entry, row_as_typed

_HEAD = re.compile(r"[\[［【]?(?:主要)?参考文献(?:[（(]?References?[)）]?)?[\]］】]?[:：]?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[\[［〔【(（](\d{1,3})[\]］〕】)）]|(\d{1,3})[.．、](?!\d))\s*")
_TYPED = re.compile(r"[\[［][A-Z]{1,2}(?:[/／]OL)?[\]］]")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceList:
    """Works of a list: the *keys* of its entries in order, the *rows* of these works, and the paragraphs *places* that
    they and the head of the list stand in, whose *text* the layout prints anew.

    *doubtful* are the entries, from 1, that couldn't be read, and are printed as they are typed. *of_notes* has the
    works that stand in notes, by the keys of these.
    """

    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    places: frozenset[Place]
    text: str
    doubtful: tuple[int, ...]
    is_numbered: bool
    of_notes: Mapping[str, str] = field(default_factory=dict)


def read_reference_list(paragraphs: Sequence[Facts]) -> ReferenceList | None:
    """The list among *paragraphs*; None where there is none."""
    at = next((index for index, each in enumerate(paragraphs) if _HEAD.fullmatch(_drop_white(each.text))), None)
    if at is None:
        return None
    lines = [line for each in paragraphs[at + 1 :] for line in _part_entries(each)]
    is_numbered = bool(lines) and _number_of(lines[0].text) == 1
    entries = _entries(lines, is_numbered)
    if not entries:
        return None
    used = [paragraphs[at], *(facts for each in entries for facts in each)]
    return _list_of([_texts_of(each, is_numbered) for each in entries], used, is_numbered=is_numbered)


def read_notes_as_list(paragraphs: Sequence[Facts], notes: Mapping[str, str]) -> ReferenceList | None:
    """The list that the texts of all *notes*, by their keys, are; None where one of them is no entry of a list.

    A head 参考文献 among *paragraphs*, below which the program prints them, belongs to it.
    """
    if not notes or not all(_TYPED.search(each) for each in notes.values()):
        return None
    heads = [each for each in paragraphs if _HEAD.fullmatch(_drop_white(each.text))]
    found = _list_of([(each, "") for each in notes.values()], heads, is_numbered=True)
    text = found.text + "".join(notes.values())
    return replace(found, text=text, of_notes=dict(zip(notes, found.keys, strict=True)))


def _list_of(entries: Sequence[tuple[str, str]], used: Sequence[Facts], *, is_numbered: bool) -> ReferenceList:
    """The list of *entries*, each with its translation, which the paragraphs *used* hold."""
    rows: list[Row] = []
    doubtful: list[int] = []
    for number, (text, translation) in enumerate(entries, 1):
        row = read_entry(text)
        if row is None:
            doubtful.append(number)
            row = row_as_typed(text)
        rows.append(row | ({"translation": translation} if translation else {}))
    return ReferenceList(
        keys=tuple(row["id"] for row in rows),
        rows=tuple({row["id"]: row for row in rows}.values()),
        places=frozenset(each.paragraph.place for each in used),
        text="".join(each.text for each in used),
        doubtful=tuple(doubtful),
        is_numbered=is_numbered,
    )


def _part_entries(facts: Facts) -> list[Facts]:
    """The entries that soft returns part in one paragraph, each with a number that follows the one above."""
    lines = [each for each in lines_of(facts) if each.text]
    numbers = [_number_of(each.text) for each in lines]
    first = numbers[0] if numbers else None
    goes_on = first is not None and numbers == list(range(first, first + len(lines)))
    return lines if len(lines) > 1 and goes_on else [facts]


def _entries(paragraphs: Sequence[Facts], is_numbered: bool) -> list[list[Facts]]:
    """The entries that *paragraphs* begin with: one each, or two where the second has it again in English."""
    entries: list[list[Facts]] = []
    for facts in paragraphs:
        number = _number_of(facts.text)
        if entries and number is None and _is_translation(facts.text, entries[-1], is_numbered):
            entries[-1].append(facts)
        elif number == len(entries) + 1 if is_numbered else number is None and _TYPED.search(facts.text):
            entries.append([facts])
        else:
            break
    return entries


def _is_translation(text: str, entry: Sequence[Facts], is_numbered: bool) -> bool:
    """Whether *text* says in English what the Chinese *entry* above it says."""
    is_first = len(entry) == 1 and "\n" not in entry[0].text and _HAN.search(entry[0].text) is not None
    is_told = is_numbered or "in Chinese" in text  # else it may be the next entry
    return is_first and is_told and _HAN.search(text) is None and _TYPED.search(text) is not None


def _texts_of(entry: Sequence[Facts], is_numbered: bool) -> tuple[str, str]:
    """An entry without its number, and the same in English, if it has that."""
    text = entry[0].text
    if is_numbered and (number := _NUMBER.match(text)) is not None:
        text = text[number.end() :]
    first, *others = [*text.split("\n"), *(each.text for each in entry[1:])]
    if others and _HAN.search(first) and not any(map(_HAN.search, others)):
        return first.strip(), " ".join(each.strip() for each in others)
    return " ".join(each.strip() for each in (first, *others)), ""


def _number_of(text: str) -> int | None:
    found = _NUMBER.match(text)
    return int(found[1] or found[2]) if found is not None else None


def _drop_white(text: str) -> str:
    return re.sub(r"[\s　]", "", text)
