"""The head in English of an article, where a manuscript has it whole: title, authors, places, abstract, keywords."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import NoteCall, Place, Words

_HAN = re.compile("[\u3000-\u9fff]")
_SUMMARY = re.compile(r"^[\[【]?\s*(?:Abstract|ABSTRACT|Summary)\s*[\]】]?\s*[:：.]?\s*")
_KEYWORDS = re.compile(r"^[\[【]?\s*(?:Key\s?words|KEY\s?WORDS|Keywords)\s*[\]】]?\s*[:：]?\s*", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][A-Za-z'’.-]+(?: [A-Z][A-Za-z'’.-]+){1,3}")
_ENTRY = re.compile(r"[\[［〔【]\d{1,3}[\]］〕】]")  # of a list of references
_PLACE_MARK = re.compile(r"^\(?\d{1,2}[.．)]?\s*")
_MOST_ABOVE, _LONGEST_TITLE = 6, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishDraft:
    """A head in English. *used*: the paragraphs that it is made of."""

    title: str
    authors: tuple[str, ...]
    affiliations: tuple[str, ...]
    summary: str
    keywords: tuple[str, ...]
    used: frozenset[Place]


def read_english(paragraphs: Sequence[Facts], authors: int, keywords: int) -> EnglishDraft | None:
    """The head in English among *paragraphs*, beside a Chinese one with so many *authors* and *keywords*.

    None where it isn't there, or where anything in it is in doubt: another number of authors or keywords, a line that
    is none of its parts, a note.
    """
    at = next((index for index, each in enumerate(paragraphs) if _SUMMARY.match(each.text) and _is_latin(each)), None)
    if at is None:
        return None
    above: list[Facts] = []
    while len(above) < _MOST_ABOVE and len(above) < at and _is_latin(paragraphs[at - 1 - len(above)]):
        above.insert(0, paragraphs[at - 1 - len(above)])
    names_at = next((index for index, each in enumerate(above) if index and _names(each)), None)
    if names_at is None:
        return None
    names, places = _names(above[names_at]), _places(above[names_at + 1 :])
    summary = _SUMMARY.sub("", paragraphs[at].text)
    following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    found = _KEYWORDS.match(following.text) if following is not None else None
    words: tuple[str, ...] = ()
    used = [*above, paragraphs[at]]
    if following is not None and found is not None:
        words = tuple(filter(None, (each.strip(" .") for each in _split(following.text[found.end() :]))))
        used.append(following)
    title = " ".join(each.text for each in above[:names_at])
    is_sure = len(names) == authors and len(words) == keywords and places is not None and summary and title
    if not is_sure or places is None or len(title) > _LONGEST_TITLE:
        return None
    return EnglishDraft(
        title=title,
        authors=names,
        affiliations=places,
        summary=summary,
        keywords=words,
        used=frozenset(each.paragraph.place for each in used),
    )


def _split(text: str) -> list[str]:
    """Keywords, by the marks between them: semicolons, else commas."""
    return re.split("[;；]" if re.search("[;；]", text) else "[,，]", text)


def _is_latin(facts: Facts) -> bool:
    if _ENTRY.match(facts.text):
        return False
    has_note = any(isinstance(each, NoteCall) for each in facts.paragraph.pieces)
    return bool(facts.text) and not _HAN.search(facts.text) and not has_note and not facts.paragraph.label


def _names(facts: Facts) -> tuple[str, ...]:
    """The names in *facts*, without their raised marks; none where anything else stands there."""
    pieces = facts.paragraph.pieces
    text = "".join(each.text if each.look.script != "sup" else " " for each in pieces if isinstance(each, Words))
    names = [
        re.sub(r"[\d*†,\s]+$", "", each).strip() for each in re.split(r"\s*[,;，；]\s*|\s{2,}|\s+(?:and|&)\s+", text)
    ]
    names = [each for each in names if each]
    return tuple(names) if names and all(_NAME.fullmatch(each) for each in names) else ()


def _places(lines: Sequence[Facts]) -> tuple[str, ...] | None:
    """The affiliations in *lines*; None where one of these is none."""
    places: list[str] = []
    for facts in lines:
        text = facts.text.strip()
        is_place = text.startswith("(") or _PLACE_MARK.match(text) is not None
        if not is_place:
            return None
        inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
        places += [_PLACE_MARK.sub("", each.strip()).strip(" .") for each in re.split("[;；\n]", inner)]
    return tuple(filter(None, places))
