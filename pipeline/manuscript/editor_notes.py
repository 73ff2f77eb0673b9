"""``<!-- 待核 -->``: an editor's note in an article, taken out of the text before Markdown reads it.

Between fences, and in `code`, it is text as all else there; so it is behind a backslash.
"""

import re
from dataclasses import dataclass

from pipeline.manuscript.fences import CODE, FENCED

_NOTE = r"<!--(?s:(?P<note>.*?))(?P<end>-->|\Z)"
_PIECES = re.compile(rf"\\.|{FENCED}|{CODE}|{_NOTE}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EditorNote:
    """A note that begins on the 0-based *line*. *closed*: it has an end. *tears*: without it a paragraph is two."""

    text: str
    line: int
    closed: bool = True
    tears: bool = False


def take_notes_out(text: str) -> tuple[str, list[EditorNote]]:
    """*text* without the notes in it, with as many lines; and the notes."""
    notes: list[EditorNote] = []
    line, counted = 0, 0

    def take(found: re.Match[str]) -> str:
        nonlocal line, counted
        if found["note"] is None:
            return found[0]
        line += text.count("\n", counted, found.start())
        counted = found.start()
        before = text[text.rfind("\n", 0, counted) + 1 : counted]
        after = text[found.end() : text.find("\n", found.end()) if "\n" in text[found.end() :] else None]
        notes.append(
            EditorNote(
                text=" ".join(found["note"].split()),
                line=line,
                closed=bool(found["end"]),
                tears=not (before + after).strip(" >") and _is_text_around(found),
            )
        )
        return "\n" * found[0].count("\n")

    return _PIECES.sub(take, text) if "<!--" in text else text, notes


def _is_text_around(found: re.Match[str]) -> bool:
    """Whether the lines above and below that of a note, which stands alone on it, have text."""
    above = found.string[: found.start()].rstrip(" >").removesuffix("\n")
    below = found.string[found.end() :].lstrip(" ").removeprefix("\n")
    return bool(above.rpartition("\n")[2].strip(" >") and below.partition("\n")[0].strip(" >"))
