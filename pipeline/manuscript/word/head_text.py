"""The head of an article as YAML (docs/content-format.md)."""

import re
from typing import Any

from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from pipeline.manuscript.word.english_head import EnglishDraft
from pipeline.manuscript.word.head import Head
from pipeline.manuscript.word.inline_text import clean
from pipeline.manuscript.yaml_text import dump_yaml

_WHITE_IN_HAN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]+(?=[\u2e80-\u9fff\uff00-\uffef])")


def head_rows(head: Head, fallback: str) -> dict[str, Any]:
    """The rows of *head*, with the title *fallback* where it has none."""
    title = "\n".join(_tidy(line) for line in (head.title or fallback).split("\n"))
    rows: dict[str, Any] = {
        "title": DoubleQuotedScalarString(title) if "\n" in title else title,
        "subtitle": _tidy(head.subtitle),
        "authors": [_author_rows(head, index) for index in range(len(head.authors))],
        "source": _tidy(head.source),
        "kicker": _tidy(head.kicker),
        "summary": _tidy(head.summary),
        "title_note": " ".join(filter(None, map(_tidy, head.title_notes))),
        "photographer": _tidy(head.photographer),
        "editor": _tidy(head.editor),
        "received": head.received,
        "revised": head.revised,
        "fund": _tidy(head.fund),
        "keywords": [_tidy(each) for each in head.keywords],
        "clc": head.clc,
        "document_code": head.document_code,
        "article_id": head.article_id,
        "doi": head.doi,
        "english": _english_rows(head.english),
    }
    return {name: value for name, value in rows.items() if value}


def write_head(rows: dict[str, Any]) -> str:
    """*rows* between the lines that mark a head."""
    return f"---\n{dump_yaml(rows)}---\n"


def _author_rows(head: Head, index: int) -> dict[str, str]:
    person = head.authors[index]
    bio = head.bios.get(person.name, "")
    rows = {
        "name": person.name,
        "role": person.role,
        "affiliation": _tidy(head.affiliation_of(person)),
        "bio": _tidy(bio),
    }
    return {name: value for name, value in rows.items() if value}


def _english_rows(english: EnglishDraft | None) -> dict[str, Any]:
    if english is None:
        return {}
    rows = {
        "title": _tidy(english.title),
        "authors": list(english.authors),
        "affiliations": [_tidy(each) for each in english.affiliations],
        "summary": _tidy(english.summary),
        "keywords": [_tidy(each) for each in english.keywords],
    }
    return {name: value for name, value in rows.items() if value}


def _tidy(text: str) -> str:
    """*text* on one line, without what isn't seen."""
    return _WHITE_IN_HAN.sub(
        lambda found: "" if len(found[0]) > 1 else found[0], " ".join(clean(text).split(" "))
    ).strip()
