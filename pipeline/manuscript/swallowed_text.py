"""Finds characters of an article's source that are nowhere in its model, so that Markdown can drop nothing unseen.

What the blocks of the model hold, and what the marks are that Markdown made them of, is taken from the characters that
were written. Spaces aside, nothing may be left; backslashes go to what they stand before (CommonMark 0.31, 2.4).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from markdown_it.token import Token

from pipeline.blocks import Block, Chart, ItemList, LabelledItem, NameGroup, Picture
from pipeline.inlines import Blank, CitedPlace, Drawing, FolioMark, NumberMark
from pipeline.manuscript.containers import marks_of
from pipeline.questions import Option

_MARKS = {
    "link_open": "[]()<>",
    "image": "![]()<>\"\"''",
    "span_open": "[]",
    "footnote_ref": "[^]",
    "footnote_open": "[^]:",
    "heading_open": "{#}",
    "sub": "~~",
    "sup": "^^",
    "formula": "$$",
    "displayed": "$$$$",
    "displayed_formula": "$$$${.#}unnumbered",
}
"""What kinds of tokens are written with, besides their ``markup``."""
_NOT_IN_MODEL = {"class", "head", "widths", "width", "start", "src", "href", "place", "crop", "focus", "gutter", "seal"}
"""Attributes whose values the model has not, or otherwise."""
_BETWEEN_NAMES = "、，,；;"


class SwallowedText(NamedTuple):
    """Characters that were written on the 0-based *line*, or about there, and are nowhere in the model."""

    line: int
    text: str


def find_swallowed_text(lines: Sequence[str], tokens: Sequence[Token], blocks: Sequence[Block]) -> SwallowedText | None:
    """Find characters of *lines* that are neither in *blocks* nor marks of *tokens*; None if there are none.

    They are those of the line that has most of them.
    """
    written = Counter("".join(lines))
    kept: Counter[str] = Counter()
    for text in (*_texts(blocks), *_marks(tokens, lines)):
        kept.update(text)
    lost = written - kept
    for character in [each for each in lost if each.isspace() or each == "\\"]:
        del lost[character]
    if not lost:
        return None
    line = max(range(len(lines)), key=lambda number: ((lost & Counter(lines[number])).total(), -number))
    return SwallowedText(line, "".join(each for each in dict.fromkeys(lines[line]) if each in lost))


def _texts(value: Any) -> Iterator[str]:
    """All texts in *value*, some part of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, FolioMark):
        yield "{folio}"
    elif isinstance(value, NumberMark):
        yield "{number}"
    elif isinstance(value, Blank):
        yield "_" * round(2 * value.width)
    elif is_dataclass(value) and not isinstance(value, Picture | Drawing):
        for each in fields(value):
            if each.name not in ("style", "kind", "place", "side", "extent", "words"):
                yield from _texts(getattr(value, each.name))
        yield _find_between(value)


def _find_between(value: object) -> str:
    """Marks that stand between the texts of *value*, and are in none of them."""
    match value:
        case CitedPlace():
            return "@;；,，第页pp..-–—~" + value.pages.replace("-", "") + "[]"
        case Chart():
            return ",，" * (len(value.categories) + 1) * len(value.series)
        case NameGroup():
            return _BETWEEN_NAMES * len(value.names) + "："
        case LabelledItem():
            return "："
        case ItemList():
            return "".join("[xX]" for tick in value.ticks if tick is not None)
        case Option():
            return "[]［］()（）□☐○◯"
    return ""


def _marks(tokens: Iterable[Token], lines: Sequence[str]) -> Iterator[str]:
    """What *tokens* are written with, besides their text."""
    for token in tokens:
        yield _MARKS.get(token.type, "")
        if token.type == "text_special":
            yield token.markup.removesuffix(token.content)
        elif token.markup != "autolink" and token.type != "heading_close":
            yield token.markup
        match token.type:
            case "code_inline":
                yield token.markup
            case "container_box_open":
                yield marks_of(token.info)
            case "fence":
                yield token.markup + (token.info if token.info.isascii() else "")
            case "list_item_open":
                yield token.info
            case "footnote_ref" | "footnote_open":
                yield str(token.meta["label"])
            case "hardbreak":
                yield "\\"
        if token.map is not None:
            yield from _marks_of_lines(token.type, lines[token.map[0] : token.map[1]])
        yield from _attributes(token)
        if token.children:
            yield from _marks(token.children, lines)


def _marks_of_lines(kind: str, lines: Sequence[str]) -> Iterator[str]:
    """Marks in the *lines* of a block of this *kind* that its token does not tell of."""
    match kind:
        case "hr":
            yield lines[0]
        case "blockquote_open":
            yield ">" * len(lines)
        case "table_open":
            yield "".join(each for row in lines for each in row if each in "|<^") + lines[1]
        case "heading_open":
            yield closing_hashes(lines[0])


def _attributes(token: Token) -> Iterator[str]:
    for name, value in (token.attrs | token.meta.get("insecure_attrs", {})).items():
        yield {"class": f"{{{'.' * len(str(value).split())}}}", "id": "{#}"}.get(name, f'{{{name}=""}}')
        if name in _NOT_IN_MODEL:
            yield str(value)


def closing_hashes(line: str) -> str:
    """The ``##`` at the end of a heading that CommonMark takes for marks; empty where there are none."""
    rest = line.rstrip()
    hashes = rest[len(rest.rstrip("#")) :]
    return hashes if rest[: -len(hashes)].endswith((" ", "\t")) else ""
