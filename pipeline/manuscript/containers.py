"""Blocks between ``:::`` fences, by the kind that stands behind the first: ``::: box 标题 {.tinted}``."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import BOX_KINDS, Block, Box, BoxKind, LabelledItem
from pipeline.i18n import _
from pipeline.manuscript.places import read_place
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.text_forms import ARTICLE_OF_LAW, LABEL, read_items, read_names, read_stanza

ReadBlocks = Callable[[list[SyntaxTreeNode]], tuple[Block, ...]]
_END = re.compile(r":::\s*$")
_INFO = re.compile(r"\s*(?P<kind>[a-z-]+)(?:\s+(?P<title>.*?))?\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$")
_ATTRIBUTE = re.compile(r'\.(?P<name>[a-z-]+)|number="(?P<number>[^"]*)"|place="?(?P<place>[a-z]*)"?')
_LABELS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"dialogue": LABEL, "timeline": LABEL, "glossary": LABEL, "law": ARTICLE_OF_LAW}
)
_TINTED = "tinted"
# 发文字号: the office's short name, the year in 〔 〕, the number (GB/T 9704-2012, 7.2.5).
_NUMBER = re.compile(r"[^〔〕\[\]［］【】()（）]+〔[12][0-9]{3}〕[1-9][0-9]*号")


def is_container(info: str) -> bool:
    """Whether *info*, what stands behind ``:::``, begins with a kind that there is."""
    return (info.split() or [""])[0] in BOX_KINDS


def explain_container() -> str:
    """How a container is written, for one who did otherwise."""
    return _("It is written ::: KIND TITLE … :::, and a kind is one of: {kinds}.").format(kinds=", ".join(BOX_KINDS))


def marks_of(info: str) -> str:
    """What stands behind ``:::`` besides the title, which alone is text."""
    found = _INFO.match(info)
    return info.replace(found["title"] or "", "", 1) if found is not None else ""


def read_container(node: SyntaxTreeNode, reading: Reading, lines: list[str], read_blocks: ReadBlocks) -> Box:
    """The box *node*. *lines* are those of the article's text; *read_blocks* reads what any box may hold."""
    line = reading.line_of(node)
    if node.map is None or not _END.search(lines[node.map[1]]):
        reading.problem(_("The box is not closed."), line, _("Write ::: on a line below it."))
    found = _INFO.match(node.info)
    kind = cast(BoxKind, node.info.split()[0])
    title = ((found["title"] if found is not None else node.info.partition(kind)[2]) or "").strip()
    written = (found["attributes"] if found is not None else None) or ""
    classes, number, place = _read_attributes(written, kind, line, reading)
    if node.attrs:
        hint = _("Write it behind the title: {example}.").format(example="::: box 标题 {.tinted}")
        reading.problem(_("The { } of a box stand above it."), line, hint)
    known = len(reading.problems)
    blocks = _read_content(kind, node, reading, lines, read_blocks)
    if not blocks and len(reading.problems) == known:
        reading.problem(_("Nothing stands between these fences."), line, _("Fill it in or remove it."))
    return Box(
        title=title,
        blocks=blocks,
        line=line,
        kind=kind,
        is_tinted=_TINTED in classes,
        number=number,
        place=read_place(place, node, reading, line),
    )


def _read_attributes(written: str, kind: str, line: int, reading: Reading) -> tuple[set[str], str, str | None]:
    """The classes, the number and the place in *written*, what stands in { } behind a title."""
    classes: set[str] = set()
    number, place = "", None
    for found in _ATTRIBUTE.finditer(written):
        if found["name"]:
            classes.add(found["name"])
        elif found["place"] is not None:
            place = found["place"]
        else:
            number = found["number"]
    unknown = [*_ATTRIBUTE.sub("", written).split(), *(f".{each}" for each in sorted(classes - {_TINTED}))]
    if number and kind != "document":
        unknown.append("number")
    if unknown:
        message = _("“{names}” does not fit here.").format(names=", ".join(unknown))
        hint = _('Behind a title may stand {.tinted}, {place=…}, and {number="…"} in a document.')
        reading.problem(message, line, hint)
    elif number and not _NUMBER.fullmatch(number):
        message = _("“{number}” is no number of a document.").format(number=number)
        reading.problem(message, line, _("It is written 某工发〔2024〕3号, with 〔 〕."))
    return classes, number, place


def _read_content(
    kind: str, node: SyntaxTreeNode, reading: Reading, lines: list[str], read_blocks: ReadBlocks
) -> tuple[Block, ...]:
    if kind == "poem":
        return _read_poem(node, reading, lines, read_blocks)
    if kind == "names":
        return _read_name_groups(node, reading)
    if kind in _LABELS:
        return _read_items(kind, node, reading, read_blocks)
    return read_blocks(list(node.children))


def _is_plain_paragraph(node: SyntaxTreeNode) -> bool:
    """Whether *node* is a paragraph of nothing but words, and of no style of its own."""
    is_picture = any(child.type == "image" for child in node.children[0].children) if node.children else False
    return node.type == "paragraph" and "class" not in node.attrs and not is_picture


def _read_poem(node: SyntaxTreeNode, reading: Reading, lines: list[str], read_blocks: ReadBlocks) -> tuple[Block, ...]:
    """Stanzas, and what stands with them: who wrote it, as a sign-off."""
    blocks: list[Block] = []
    for child in node.children:
        if _is_plain_paragraph(child):
            blocks.append(read_stanza(child, reading, lines))
        elif child.type == "paragraph":
            blocks += read_blocks([child])
        else:
            message = _("A poem holds verses only.")
            hint = _("Put an empty line between stanzas; before a mark such as - or 1. at the beginning write \\.")
            reading.problem(message, reading.line_of(child), hint)
    return tuple(blocks)


def _read_items(kind: str, node: SyntaxTreeNode, reading: Reading, read_blocks: ReadBlocks) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for child in node.children:
        if _is_plain_paragraph(child):
            last = blocks.pop() if blocks and isinstance(blocks[-1], LabelledItem) else None
            blocks += read_items(child, reading, _LABELS[kind], last if isinstance(last, LabelledItem) else None)
        else:
            blocks += read_blocks([child])
    if blocks and not any(isinstance(block, LabelledItem) for block in blocks):
        hints = {
            "dialogue": _("Begin each part with who speaks and a full-width colon: 问：…, 答：…."),
            "timeline": _("Begin each entry with its time and a full-width colon: 2023年5月：…."),
            "glossary": _("Begin each entry with its term and a full-width colon: 术语：…."),
            "law": _("Begin each article with its number: 第一条　…."),
        }
        message = _("No line between these fences begins as the kind “{kind}” wants it.").format(kind=kind)
        reading.problem(message, reading.line_of(node), hints[kind])
    return tuple(blocks)


def _read_name_groups(node: SyntaxTreeNode, reading: Reading) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for child in node.children:
        if _is_plain_paragraph(child):
            blocks += read_names(child, reading)
        else:
            message = _("A list of names holds names only, without marks and notes.")
            reading.problem(message, reading.line_of(child), _("Write them with 、 between: 张三、李四."))
    return tuple(blocks)
