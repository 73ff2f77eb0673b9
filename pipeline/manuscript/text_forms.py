"""Text in forms of its own between fences: verses, labelled items, names of people. Each line of it is for itself."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import LabelledItem, NameGroup, Paragraph, Stanza, Verse
from pipeline.i18n import _
from pipeline.inlines import Inline, Strong, Text, plain_text
from pipeline.manuscript.chinese_emphasis import is_wide
from pipeline.manuscript.inlines import read_lines, tidy_inlines
from pipeline.manuscript.labels import LABEL, take_label
from pipeline.manuscript.reading import Reading

_MAX_NAMES = 2000
_WHITES = " \t　"
_WHITE = re.compile(f"[{_WHITES}]+")
_IN_NO_NAME = re.compile("[。：:！!？?]")
_BETWEEN_NAMES = re.compile("[、，,；;]")


def read_stanza(paragraph: SyntaxTreeNode, reading: Reading, lines: list[str]) -> Stanza:
    """The verses of a *paragraph* of a poem; how far each stands in is told by *lines*, those of the article's text."""
    line = reading.line_of(paragraph)
    verses = read_lines(paragraph.children[0], reading)
    written = lines[line - reading.first_line :]
    made = (Verse(_without_indent(verse), indent_of(text)) for verse, text in zip(verses, written, strict=False))
    return Stanza(tuple(made), line)


def indent_of(text: str) -> float:
    """How far *text* stands in, in em: a full-width space is one em, any other half an em."""
    white = _WHITE.match(text)
    return sum(1.0 if each == "　" else 0.5 for each in white[0]) if white else 0.0


def _without_indent(verse: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """*verse* without the white before it, which is its indent."""
    first = verse[0] if verse else None
    if not isinstance(first, Text):
        return verse
    text = first.text.lstrip(_WHITES)
    return (*([Text(text, first.line)] if text else []), *verse[1:])


def read_items(
    paragraph: SyntaxTreeNode, reading: Reading, label: re.Pattern[str], last: LabelledItem | None
) -> list[LabelledItem | Paragraph]:
    """The items of a *paragraph* in which each line with a *label* begins one.

    Lines before the first go on with *last*, the item above it: it comes first then, with them. Without one they are a
    paragraph.
    """
    line = reading.line_of(paragraph)
    made: list[LabelledItem | Paragraph] = [last] if last is not None else []
    is_begun = False  # whether the item above has a paragraph that this line goes on with
    for number, inlines in enumerate(read_lines(paragraph.children[0], reading), line):
        name, rest = take_label(inlines, label)
        rest = tidy_inlines(rest, reading)
        above = made[-1] if made else None
        if name:
            made.append(LabelledItem(name, (Paragraph(rest, number),), number))
        elif isinstance(above, LabelledItem):
            made[-1] = _go_on(above, rest, number, is_new=not is_begun)
        elif above is not None:
            made[-1] = Paragraph(join_lines(above.children, rest, number), above.line)
        else:
            made.append(Paragraph(rest, number))
        is_begun = True
    return made


def _go_on(item: LabelledItem, inlines: tuple[Inline, ...], line: int, *, is_new: bool) -> LabelledItem:
    """*item* with *inlines* at the end of its last paragraph, or as a new one."""
    *before, last = item.paragraphs
    if is_new:
        return replace(item, paragraphs=(*item.paragraphs, Paragraph(inlines, line)))
    return replace(item, paragraphs=(*before, replace(last, children=join_lines(last.children, inlines, line))))


def join_lines(first: tuple[Inline, ...], second: tuple[Inline, ...], line: int) -> tuple[Inline, ...]:
    """Two lines of one paragraph; a space stands between them where neither side of the line end is Chinese."""
    before, after = plain_text(first)[-1:], plain_text(second)[:1]
    is_apart = before and after and not is_wide(before) and not is_wide(after)
    return (*first, *([Text(" ", line)] if is_apart else []), *second)


def read_names(paragraph: SyntaxTreeNode, reading: Reading) -> Iterator[NameGroup]:
    """The names of a *paragraph*: each line with a label begins a group."""
    groups: list[tuple[str, list[str], int]] = []
    for number, inlines in enumerate(read_lines(paragraph.children[0], reading), reading.line_of(paragraph)):
        if any(not isinstance(each, Text | Strong) for each in inlines):
            message = _("A list of names holds names only, without marks and notes.")
            reading.problem(message, number, _("Write them with 、 between: 张三、李四."))
            return
        written, rest = take_label(inlines, LABEL)
        label = plain_text(written).strip()
        names = _names_in(plain_text(rest), number, reading)
        if label or not groups:
            groups.append((label, names, number))
        else:
            groups[-1][1].extend(names)
    for label, names, number in groups:
        if not names:
            reading.problem(_("No names stand behind “{label}”.").format(label=label), number, _("Write them there."))
        yield NameGroup(label, tuple(names[:_MAX_NAMES]), number)


def _names_in(text: str, line: int, reading: Reading) -> list[str]:
    """The names in *text*, with marks or white between them; white within a name (张　三) is dropped."""
    wrong = _IN_NO_NAME.search(text)
    if wrong is not None:
        message = _("“{mark}” stands in no name.").format(mark=wrong[0])
        reading.problem(
            message, line, _("Write 、 between names, and begin a line with each label: 编辑部：张三、李四.")
        )
    if _BETWEEN_NAMES.search(text):
        return [name for each in _BETWEEN_NAMES.split(text) if (name := _without_white(each))]
    names = _WHITE.split(text.strip())
    alone = next((each for each in names if len(each) == 1 and len(names) > 1), None)
    if alone is not None:
        message = _("“{name}” is taken for a name of one character.").format(name=alone)
        reading.problem(message, line, _("Write 、 between names: 张　三、李四光."))
    return [each for each in names if each]


def _without_white(name: str) -> str:
    """*name* without white between Chinese characters."""
    return re.sub(r"(?<=[\u3400-\u9fff])[ \t　]+(?=[\u3400-\u9fff])", "", name.strip())
