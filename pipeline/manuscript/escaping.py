"""Text into Markdown that reads back as the same characters: what would be taken for a mark is written as none."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>{}|~#^$]|&(?=#?[A-Za-z0-9]{1,32};)")
_SPECIAL_AT_START = re.compile(r"([-+=:]|\d{1,9}[.)](?=\s|$))")


def escape(text: str) -> str:
    """Return *text* with a backslash before each character that Markdown would take for a mark."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def escape_start(text: str) -> str:
    """Keep the first characters of a block from opening a list, a rule or a box: ``1. `` becomes ``1\\. ``."""
    match = _SPECIAL_AT_START.match(text)
    return f"{match[0][:-1]}\\{match[0][-1]}{text[match.end() :]}" if match else text


# Full-width marks that are taken for half-width ones (`mended_marks`, `near_markup`): a backslash before them would be
# printed, so one of them is written by its number.
_MENDED = re.compile(
    r"＊(?=＊)|！(?=[［【])|(?<=[\[［【])＾|[\[［【](?=[　 ]*＠)|[｛](?=[\s　]*[.。．#＃A-Za-z])|｀|"
    r"(?<=[］\]])（(?=(?:https?:|mailto:|#))"
)
_MENDED_AT_START = re.compile(r"[｜＃＞：]|[—―─－](?=[—―─－]*$)|＊")
_CITED = re.compile(r"(?<=[\[［【〔])([ 　]*)@")
_CAPTION_OF_OTHERS = re.compile(r"^(表[:：])[\s　]+|^(Table):")


def escape_all(text: str) -> str:
    """As `escape`, and also what only looks like a mark, which is mended or refused otherwise."""
    pieces, end = [], 0
    for found in _MENDED.finditer(text):
        pieces += [escape(text[end : found.start()]), f"&#x{ord(found[0]):X};"]
        end = found.end()
    escaped = "".join([*pieces, escape(text[end:])])
    return _CITED.sub(r"\1\\@", escaped)


def escape_start_of_line(text: str) -> str:
    """As `escape_start`, and also for what only looks like a mark at the beginning of a line."""
    text = _CAPTION_OF_OTHERS.sub(lambda found: found[1] or f"{found[2]}\\:", text)
    if (found := _MENDED_AT_START.match(text)) is not None:
        return f"&#x{ord(found[0]):X};{text[1:]}"
    return escape_start(text)
