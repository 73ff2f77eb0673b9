"""The list 参考文献 at the end of a manuscript as works in the fields of CSL, where every entry is read with certainty.

Entries are written by GB/T 7714-2015: 作者. 题名[J]. 刊名, 年, 卷(期): 页. An entry is certain if nothing of it is
left over but marks, its number and the sign of its type; one in doubt leaves the whole list as text.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from pipeline.manuscript.latin_names import slug_of
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Place

Row = dict[str, Any]
_HEAD = re.compile(r"[\[［【]?(?:主要)?参考文献[\]］】]?[:：]?")
_NUMBER = re.compile(r"[\[［](\d{1,3})[\]］]\s*")
_ENTRY = re.compile(
    r"(?P<authors>[^.．。\[\]]{1,200}?)[.．]\s*(?P<title>[^\[\]]{1,300}?)\s*\[(?P<type>[A-Z]{1,2}(?:/OL)?)\][.．]\s*(?P<rest>.+?)[.．。]?"
)
_DAY = r"\d{4}-\d{2}-\d{2}"
_PUBLISHED = (
    r"(?P<place>[^,:，：]+)[:：]\s*(?P<publisher>[^,，:：]+)[,，]\s*(?P<year>\d{4})(?:[:：]\s*(?P<page>\d+(?:-\d+)?))?"
)
_FORMS: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "J": (
            "article-journal",
            re.compile(
                r"(?P<container>[^,，]+)[,，]\s*(?P<year>\d{4})(?:[,，]\s*(?P<volume>\d+))?(?:\((?P<issue>\d+(?:-\d+)?)\))?"
                r"(?:[:：]\s*(?P<page>[A-Z]?\d+(?:-[A-Z]?\d+)?))?"
            ),
        ),
        "N": ("article-newspaper", re.compile(rf"(?P<container>[^,，]+)[,，]\s*(?P<day>{_DAY})(?:\((?P<page>\d+)\))?")),
        "M": ("book", re.compile(_PUBLISHED)),
        "D": ("thesis", re.compile(_PUBLISHED)),
        "EB/OL": (
            "webpage",
            re.compile(rf"(?:\((?P<day>{_DAY})\))?\[(?P<accessed>{_DAY})\][.．]\s*(?P<URL>https?://\S+?)"),
        ),
    }
)
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_LATIN_NAME = re.compile("([A-Z][A-Z'’-]+) ([A-Z](?: [A-Z])*)")
_OTHERS = re.compile(r"^(?:等|et al)$")


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """Works, in the order of their numbers, that the paragraphs *places* list below their head; the *text* of these.

    Without *rows* the list stays text: the entry number *doubtful* (from 1) isn't certain.
    """

    rows: tuple[Row, ...]
    places: frozenset[Place]
    text: str
    doubtful: int = 0


def read_reference_list(paragraphs: Sequence[Facts]) -> ReferenceList | None:
    """The list among *paragraphs*; None where there is none."""
    at = next((index for index, each in enumerate(paragraphs) if _HEAD.fullmatch(_tight(each.text))), None)
    if at is None:
        return None
    entries: list[Facts] = []
    for facts in paragraphs[at + 1 :]:
        number = _NUMBER.match(facts.text)
        if number is None or int(number[1]) != len(entries) + 1:
            break
        entries.append(facts)
    if not entries:
        return None
    rows: list[Row] = []
    for index, facts in enumerate(entries, 1):
        row = _read_entry(_NUMBER.sub("", facts.text, count=1))
        if row is None or any(each["id"] == row["id"] for each in rows):
            return ReferenceList((), frozenset(), "", doubtful=index)
        rows.append(row)
    all_of_it = [paragraphs[at], *entries]
    return ReferenceList(
        tuple(rows),
        frozenset(each.paragraph.place for each in all_of_it),
        "".join(each.text for each in all_of_it),
    )


def _read_entry(text: str) -> Row | None:
    found = _ENTRY.fullmatch(text.strip())
    if found is None or found["type"] not in _FORMS:
        return None
    kind, form = _FORMS[found["type"]]
    rest = form.fullmatch(found["rest"].strip())
    authors = _authors(found["authors"])
    if rest is None or authors is None:
        return None
    facts = {name: value.strip() for name, value in rest.groupdict().items() if value}
    row: Row = {
        "type": kind,
        "author": authors,
        "title": found["title"].strip(),
        "container-title": facts.get("container", ""),
        "publisher-place": facts.get("place", ""),
        "publisher": facts.get("publisher", ""),
        "issued": facts.get("day") or facts.get("year", ""),
        **{name: facts.get(name, "") for name in ("accessed", "volume", "issue", "page", "URL")},
    }
    row = {name: value for name, value in row.items() if value}
    if _letters(_texts(row)) != _letters(text) - _letters(found["type"]):
        return None
    name = authors[0].get("family") or authors[0]["literal"]
    digest = sha256(repr(sorted(row.items())).encode()).hexdigest()[:4]
    return {"id": f"{slug_of(name)[:24]}{str(row.get('issued', ''))[:4]}-{digest}", **row}


def _authors(text: str) -> list[dict[str, str]] | None:
    """The names in *text*; None where one isn't certain, or others are left out."""
    names = []
    for each in re.split(r"\s*[,，]\s*", text.strip()):
        latin = _LATIN_NAME.fullmatch(each)
        if latin is not None:
            names.append({"family": latin[1], "given": latin[2]})
        elif _HAN_NAME.fullmatch(each) and not _OTHERS.match(each):
            names.append({"family": each[0], "given": each[1:]})
        elif re.fullmatch("[\u4e00-\u9fff（）]{5,40}", each):
            names.append({"literal": each})
        else:
            return None
    return names if len(names) <= 3 else None  # a list prints three, and 等 for the others


def _texts(row: Row) -> str:
    names = [part for name in row["author"] for part in name.values()]
    return "".join([*names, *(str(value) for key, value in row.items() if key not in ("author", "type"))])


def _letters(text: str) -> Counter[str]:
    return Counter(each for each in text if each.isalnum())


def _tight(text: str) -> str:
    return re.sub(r"[\s　]", "", text)
