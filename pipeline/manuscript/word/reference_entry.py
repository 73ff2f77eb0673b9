"""One entry of a list 参考文献, written by GB/T 7714-2015 or much like it, as a work in the fields of CSL.

An entry is read whole or not at all: but for marks, the sign of its type, and words that the list prints anew, all its
letters are in the fields. Marks may be full-width; the year may stand behind the authors, as where it is cited.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from pipeline.manuscript.latin_names import slug_of

Row = dict[str, Any]
_HALF = str.maketrans("，．。：（）［］；／～－–—", ",..:()[];/~---")  # one character for one: places stay
_TYPE = re.compile(r"\s*\[(?P<type>[A-Z]{1,2})(?P<online>/OL)?\]\s*")
_DAY = r"\d{4}-\d{1,2}-\d{1,2}"
_YEAR, _PAGES = r"(?:19|20)\d{2}", r"[A-Za-z]{0,2}\d+(?:\s*-\s*[A-Za-z]{0,2}\d+)?(?:,\s*\d+(?:-\d+)?)*"
_TAIL = (
    rf"(?:\s*\[(?P<accessed>{_DAY})\])?(?:\s*\.?\s*(?P<URL>https?://[!-~]+?))?"
    r"(?:\s*\.?\s*DOI\s*:\s*(?P<DOI>10\.[0-9]{4,9}/[!-~]+?))?\s*\.?\s*"
)
_IMPRINT = (
    rf"(?:(?P<translator>[^.:]{{1,40}}?),\s*(?:译|trans)\s*\.\s*)?(?:(?P<edition>[^.:,]{{1,12}}(?:版|ed\.?))\s*\.?\s*)?"
    rf"(?:(?P<place>[^,:.]{{1,40}})(?::\s*(?P<publisher>[^,:]{{1,80}}?))?)?(?:,?\s*(?P<year>{_YEAR}))?"
    rf"(?::\s*(?P<page>{_PAGES}))?"
)
_WITHIN = rf"(?:(?P<editor>[^.:/]{{1,120}}?)(?:,\s*(?:eds?|主?编))\.\s*)?(?P<container>[^/]{{2,200}}?)\.\s*{_IMPRINT}"
_NUMBERED = r"(?P<title>.{2,300}?)\s*:\s*(?P<number>[A-Z0-9][A-Z0-9/.\- ]{3,40})"
_JOURNAL = (
    rf"(?P<container>.{{2,120}}?)(?:,\s*(?P<year>{_YEAR}))?(?:,\s*(?P<volume>\d{{1,5}}))?"
    rf"(?:\s*\((?P<issue>[^()]{{1,12}})\))?(?:\s*:\s*(?P<page>{_PAGES}))?"
)
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "J": ("article-journal", _JOURNAL),
        "N": (
            "article-newspaper",
            rf"(?P<container>[^,]{{2,60}}),\s*(?P<day>{_DAY})(?:\s*\((?P<page>[\w版]{{1,6}})\))?",
        ),
        "M": ("book", _IMPRINT),
        "D": ("thesis", _IMPRINT),
        "R": ("report", _IMPRINT),
        "S": ("standard", _IMPRINT),
        "P": ("patent", rf"(?P<day>{_DAY}|{_YEAR})?"),
        "C": ("paper-conference", _WITHIN),
        "EB": ("webpage", rf"(?:\((?P<day>{_DAY}|{_YEAR})\))?"),
    }
)
_WITHOUT_AUTHOR = ("standard", "webpage", "article-newspaper")
_WANTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article-journal": ("container-title", "issued"),
        "article-newspaper": ("container-title", "issued"),
        "book": ("publisher", "issued"),
        "chapter": ("container-title", "publisher", "issued"),
        "thesis": ("publisher", "issued"),
        "report": ("issued",),
        "standard": ("number",),
        "patent": ("number",),
        "paper-conference": ("container-title", "issued"),
        "webpage": ("URL", "accessed"),
    }
)
_COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|"
    "长孙|宇文|司徒|鲜于|司空|令狐|百里|呼延"
)
_HAN_NAME = re.compile(f"(?P<family>{_COMPOUND}|[\u4e00-\u9fff])(?P<given>[\u4e00-\u9fff]{{1,3}})")
_FAMILY = r"(?:(?:van|von|de|der|la|le|[A-Z]{2,}) )*[A-Z][A-Za-z'’-]+"
_LATIN_NAME = re.compile(
    rf"(?P<family>{_FAMILY}),? (?P<given>[A-Z]\.?(?:[ -]?[A-Z]\.?)*|[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)?)"
)
_OFFICE = re.compile("[\u4e00-\u9fff（）()]{5,40}|[A-Z][A-Za-z&' -]{3,80}")
_OTHERS = {"等": "等", "et al": "et al", "et al.": "et al"}
_PRINTED_ANEW = re.compile(r"(?<![A-Za-z])(?:eds?|trans)(?![A-Za-z])|主?编(?=\.)|译(?=\.)|DOI", re.IGNORECASE)


def read_entry(text: str) -> Row | None:
    """The row of ``references.yaml`` that *text*, an entry without its number, is; None where any of it is in doubt."""
    half = text.translate(_HALF)
    for sign in _TYPE.finditer(half):
        kind = sign["type"]
        if kind in _KINDS:
            row = _read_typed(text, half, sign)
            return _with_id(row) if row is not None and _is_whole(row, half, sign) else None
    return None


def row_as_typed(text: str) -> Row:
    """The row of an entry that is printed as it is typed."""
    return _with_id({"type": "other", "title": " ".join(text.split())})


def _read_typed(text: str, half: str, sign: re.Match[str]) -> Row | None:
    kind, form = _KINDS[sign["type"]]
    rest_at = sign.end()
    is_within = half[rest_at : rest_at + 2] == "//"
    if is_within:
        kind, form, rest_at = ("chapter" if sign["type"] == "M" else kind), _WITHIN, rest_at + 2
    elif half[rest_at : rest_at + 1] == ".":
        rest_at += 1
    rest_at += len(half[rest_at:]) - len(half[rest_at:].lstrip())
    rest = re.compile(form + _TAIL).fullmatch(half, rest_at)
    if rest is None:
        return None
    found = {name: text[slice(*rest.span(name))].strip() for name, value in rest.groupdict().items() if value}
    for people, year, title_at in _splits(half[: sign.start()]):
        row = _row_of(kind, people, text[title_at : sign.start()].strip(), found | ({"year": year} if year else {}))
        if row is not None:
            return row
    return None


def _splits(head: str) -> Iterator[tuple[list[dict[str, str]], str, int]]:
    """The ways to part *head* into authors, a year behind them, and a title from an index on: most names first."""
    for stop in reversed(list(re.finditer(r"\.\s*", head))):
        names, year, begin = head[: stop.start()], "", stop.end()
        if (behind := re.match(rf"({_YEAR})[a-z]?\.\s*", head[begin:])) is not None:
            year, begin = behind[1], begin + behind.end()
        elif (before := re.search(rf",\s*({_YEAR})[a-z]?$", names)) is not None:
            year, names = before[1], names[: before.start()]
        people = _people(names)
        if people is not None and begin < len(head):
            yield people, year, begin
    yield [], "", 0


def _row_of(kind: str, people: list[dict[str, str]], title: str, found: dict[str, str]) -> Row | None:
    number = ""
    if kind in ("standard", "patent"):
        parted = re.compile(_NUMBERED).fullmatch(title.translate(_HALF))
        if parted is None:
            return None
        title, number = title[: parted.end("title")], title[parted.start("number") :].strip()
    editors, translators = _people(found.get("editor", "")), _people(found.get("translator", ""))
    if editors is None or translators is None or not title or not (people or kind in _WITHOUT_AUTHOR):
        return None
    row: Row = {
        "type": kind,
        "author": people,
        "title": title,
        "container-title": found.get("container", ""),
        "editor": editors,
        "translator": translators,
        "edition": re.sub(r"^第?(\d+)(?:版|(?:st|nd|rd|th) ed\.?)$", r"\1", found.get("edition", "")),
        "publisher-place": found.get("place", ""),
        "publisher": found.get("publisher", ""),
        "issued": _write_iso(found.get("day", "")) or found.get("year", ""),
        "accessed": _write_iso(found.get("accessed", "")),
        "volume": found.get("volume", ""),
        "issue": found.get("issue", ""),
        "page": re.sub(r"\s*[-–—－]\s*", "-", found.get("page", "")),
        "number": number,
        "URL": found.get("URL", ""),
        "DOI": found.get("DOI", ""),
    }
    if row["publisher-place"] and not row["publisher"] and kind in ("book", "thesis", "chapter"):
        return None
    row = {name: value for name, value in row.items() if value}
    return row if all(row.get(name) for name in _WANTED[kind]) else None


def _people(text: str) -> list[dict[str, str]] | None:
    """The names in *text*; None where one isn't certain. Whoever isn't named is ``{literal: 等}``."""
    names: list[dict[str, str]] = []
    for each in filter(None, re.split(r"\s*[,，、;]\s*|\s+(?:and|&)\s+", text.translate(_HALF).strip())):
        if names and each in _OTHERS:
            names.append({"literal": _OTHERS[each]})
        elif (latin := _LATIN_NAME.fullmatch(each)) is not None:
            names.append({"family": latin["family"], "given": latin["given"]})
        elif (han := _HAN_NAME.fullmatch(each)) is not None:
            names.append({"family": han["family"], "given": han["given"]})
        elif _OFFICE.fullmatch(each):
            names.append({"literal": each})
        else:
            return None
    return names


def _write_iso(day: str) -> str:
    """*day* with two figures for month and day."""
    return "-".join(part.zfill(2) for part in day.split("-")) if day else ""


def _is_whole(row: Row, half: str, sign: re.Match[str]) -> bool:
    """Whether *row* has all letters of the entry but those that the list prints anew."""
    rest = half[: sign.start()] + _PRINTED_ANEW.sub("", half[sign.end() :])
    there = Counter(each for each in _texts(row).translate(_HALF) if each.isalpha())
    return not Counter(each for each in rest if each.isalpha()) - there - Counter("版等第stndrdthed")


def _texts(row: Row) -> str:
    texts: list[str] = []
    for key, value in row.items():
        if key in ("author", "editor", "translator"):
            texts += [part for name in value for part in name.values()]
        elif key != "type":
            texts.append(str(value))
    return "".join(texts)


def _with_id(row: Row) -> Row:
    first = row["author"][0] if row.get("author") else {"literal": row["title"][:8]}
    name = slug_of(first.get("family") or first["literal"])[:24].strip("-") or "work"
    digest = sha256(repr(sorted(row.items())).encode()).hexdigest()[:4]
    return {"id": f"{name}{str(row.get('issued', ''))[:4]}-{digest}", **row}
