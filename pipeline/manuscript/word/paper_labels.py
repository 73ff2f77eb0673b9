"""Lines in which papers say by labels what they are: 中图分类号：X964　文献标志码：A　文章编号：… (CAJ-CD B/T 1)."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.manuscript.article_data import ARTICLE_ID, DOI

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "clc": r"中图(?:法)?分类号|中图号|分类号",
        "document_code": r"文献标[志识]码",
        "article_id": r"文章编号",
        "doi": r"DOI号?",
        "received": r"收稿日期|收稿时间",
        "revised": r"(?:修[回订改]|改回)日期|修回时间",
        "fund": r"基\s*金(?:项\s*目)?|资助项目|项目来源",
        "bio": r"作\s*者\s*简\s*介|第一作者(?:简介)?|作者介绍",
        "editor": r"(?:本栏目?|本\s*[版期]|栏\s*目)?(?:责\s*任\s*编\s*[辑校]|责\s*编|编\s*辑)",
        "contact": r"通[信讯]作者",
        "reviewed": r"审\s*稿|审\s*核|审\s*校|校\s*对|监\s*制|排\s*版",
    }
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s　；;。，,、)）]))[\[【［〔（(*＊]*\s*(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")\s*(?:[\]】］〕]\s*[:：]?|[:：/／|｜]|(?=[\s　]+[A-Z\d（(])|(?<=辑)(?=[\s　])|(?=[A-Z\d]))[\s　]*",
    re.IGNORECASE,
)
_CLASSES = re.compile(r"[A-Z][A-Z0-9.;；/+:=()\- ]*")
_DATE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})日?")
_EDGES = " \t　；;。，,、"
_BROKEN = re.compile(r"(?<=[\u4e00-\u9fff])[\s　]+(?=[\u4e00-\u9fff]$)")  # 凌　霄
_LONGEST_NAMES = 30


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A field by the *name* of its key, its *value* (of *label* and value the text), or a date."""

    name: str
    value: str
    label: str
    day: datetime.date | None = None


def read_labels(text: str) -> tuple[LabelledField, ...]:
    """The fields that *text*, a paragraph, is made of; none where it begins with no label, or with one that is none.

    What can't be a value of its key keeps the name ``note``.
    """
    if text[:1] in "（(" and text[-1:] in "）)":
        text = text[:-1]
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start():
        return ()
    ends = [*(each.start() for each in labels[1:]), len(text)]
    fields = [
        _field(label.lastgroup or "", text[label.end() : end], label[0])
        for label, end in zip(labels, ends, strict=True)
    ]
    return () if fields[0].name == "note" and len(fields) == 1 else tuple(fields)


def _field(name: str, value: str, label: str) -> LabelledField:
    value = value.strip(_EDGES) if name not in ("bio", "fund") else value.strip(" \t　；;")
    if name == "editor":
        value = _BROKEN.sub("", value)
    day = None
    if name in ("received", "revised"):
        day = _day(value)
    fits = {
        "clc": _CLASSES.fullmatch(value) is not None,
        "document_code": value in tuple("ABCDE"),
        "article_id": ARTICLE_ID.fullmatch(value) is not None,
        "doi": DOI.fullmatch(value) is not None,
        "received": day is not None,
        "revised": day is not None,
        "editor": 0 < len(value) <= _LONGEST_NAMES,
    }.get(name, bool(value))
    return LabelledField(name if fits else "note", value, label.strip(), day)


def _day(value: str) -> datetime.date | None:
    found = _DATE.fullmatch(value)
    try:
        return datetime.date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        return None
