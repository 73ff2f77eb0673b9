"""The Chinese catalogue says everything that the program says, and click's words too."""

import io
import re
import string
from collections.abc import Set
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

KEYWORDS = {"_": None, "ngettext": (1, 2)}
CLICK = Path(click.__file__).parent


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalog:
    with (root / "pipeline/locale/zh_CN/LC_MESSAGES/kanben.po").open("rb") as file:
        return pofile.read_po(file, locale="zh_CN")


@cache
def said(folder: Path) -> frozenset[str]:
    """All message ids in the source of *folder*; of a plural the first form."""
    rows = extract_from_dir(folder, keywords=KEYWORDS)
    return frozenset(each[0] if isinstance(each, tuple) else each for _file, _line, each, _notes, _context in rows)


def untranslated(ids: Set[str], catalogue: Catalog) -> set[str]:
    return {name for name in ids if not _is_translated(catalogue.get(name))}


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def test_every_message_of_ours_is_translated(root: Path, catalogue: Catalog) -> None:
    ids = said(root / "pipeline")
    assert len(ids) > 150
    assert untranslated(ids, catalogue) == set()


def test_clicks_own_words_are_translated(catalogue: Catalog) -> None:
    ids = said(CLICK)
    assert "Usage:" in ids
    assert untranslated(ids, catalogue) == set()


def test_a_missing_translation_is_seen(catalogue: Catalog) -> None:
    assert untranslated({"Nobody has ever said this."}, catalogue) == {"Nobody has ever said this."}


def test_nothing_is_translated_that_is_no_longer_said(root: Path, catalogue: Catalog) -> None:
    ids = said(root / "pipeline") | said(CLICK)
    kept = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue if message.id}
    assert kept - ids == set()


def test_placeholders_are_kept(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        source = message.id if isinstance(message.id, tuple) else (message.id,)
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert placeholders(text) == placeholders(source[-1]), message.id


def placeholders(text: str) -> set[str]:
    """Names in braces, as str.format sees them, and printf's of click."""
    try:
        named = {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}
    except ValueError:  # braces that are Markdown, in a message that is never formatted
        named = set(re.findall(r"\{[^}]*\}", text))
    return named | set(re.findall(r"%\(?\w+\)?[sd]", text))


def test_the_compiled_catalogue_is_the_written_one(root: Path, catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    assert (root / "pipeline/locale/zh_CN/LC_MESSAGES/kanben.mo").read_bytes() == compiled.getvalue()
