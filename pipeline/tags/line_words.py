"""The words for lines of a screen reader, as text for a terminal or a test."""

from pipeline.i18n import _, ngettext
from pipeline.tags.reading_lines import LineKind, ToldLine

_INDENT = "  "


def words_of(line: ToldLine, language: str = "") -> str:
    """*line* in words; its language is told where it is not the *language* of the file."""
    text = _words(line)
    if line.language and line.language != language:
        text = f"({line.language}) {text}"
    return _INDENT * line.depth + text


def _words(line: ToldLine) -> str:
    kind, text = line.kind, line.text
    if kind is LineKind.HEADING:
        word = _("Heading {level}: {text}") if line.level else _("Heading: {text}")
        return word.format(level=line.level, text=text)
    if kind in {LineKind.ITEM, LineKind.NOTE}:
        word = "{label} {text}"
        if kind is LineKind.NOTE:
            word = _("Note {label}: {text}") if line.label else _("Note: {text}")
        return word.format(label=line.label, text=text).strip()
    if kind is LineKind.TABLE:
        rows = ngettext("{count} row", "{count} rows", line.count).format(count=line.count)
        columns = ngettext("{count} column", "{count} columns", line.columns).format(count=line.columns)
        return _("Table: {rows}, {columns}").format(rows=rows, columns=columns)
    if kind is LineKind.LIST:
        return ngettext("List: {count} item", "List: {count} items", line.count).format(count=line.count)
    if kind is LineKind.CONTENTS:
        return ngettext("Contents: {count} entry", "Contents: {count} entries", line.count).format(count=line.count)
    if kind is LineKind.PAGE:
        return f"— {text} —"
    word = _name_element(kind)
    return f"{word}: {text}" if word and text else word or text


def _name_element(kind: LineKind) -> str:
    names = {
        LineKind.PART: _("Part"),
        LineKind.ARTICLE: _("Article"),
        LineKind.SECTION: _("Part of the text"),
        LineKind.QUOTATION: _("Quotation"),
        LineKind.CAPTION: _("Caption"),
        LineKind.FIGURE: _("Figure"),
        LineKind.FORMULA: _("Formula"),
        LineKind.FIELD: _("Field"),
    }
    return names.get(kind, "")
