"""Blocks between ``:::`` fences, by the kind that stands behind the first: ``::: box 标题 {.tinted}``."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import BOX_KINDS, Block, Box, BoxKind, LabelledItem
from pipeline.i18n import _
from pipeline.manuscript.labels import ARTICLE_OF_LAW, LABEL
from pipeline.manuscript.places import open_place, read_place
from pipeline.manuscript.questions import read_questions
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.text_forms import read_items, read_names, read_stanza

FIGURES = "figures"
"""The kind of a group of figures, which is no box."""
CHART = "chart"
"""The kind of a chart, which is none either."""
_KINDS = (*BOX_KINDS, FIGURES, CHART)
ReadBlocks = Callable[[list[SyntaxTreeNode]], tuple[Block, ...]]
_END = re.compile(r":::\s*$")
_INFO = re.compile(r"\s*(?P<kind>[a-z-]+)(?:\s+(?P<title>.*?))?\s*(?:\{(?!number\})(?P<attributes>[^{}]*)\})?\s*$")
_ATTRIBUTE = re.compile(
    r'\.(?P<class>[a-z-]+)|#(?P<id>[^\s{}]+)|(?P<name>[a-z]+)=(?:"(?P<value>[^"]*)"|(?P<plain>\w*))'
)
_LABELS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"dialogue": LABEL, "timeline": LABEL, "glossary": LABEL, "law": ARTICLE_OF_LAW}
)
_TINTED, _WIDE = "tinted", "wide"
_BESIDE_TEXT = {"box", "sidebar"}  # what its text doesn't go through, so that it may stand farther down
KEEP = "keep"
"""The class of what is not to be parted over pages or columns."""
# 发文字号: the office's short name, the year in 〔 〕, the number (GB/T 9704-2012, 7.2.5).
_NUMBER = re.compile(r"[^〔〕\[\]［］【】()（）]+〔[12][0-9]{3}〕[1-9][0-9]*号")


def is_container(info: str) -> bool:
    """Whether *info*, what stands behind ``:::``, begins with a kind that there is."""
    return (info.split() or [""])[0] in _KINDS


def explain_container() -> str:
    """How a container is written, for one who did otherwise."""
    return _("It is written ::: KIND TITLE … :::, and a kind is one of: {kinds}.").format(kinds=", ".join(_KINDS))


def marks_of(info: str) -> str:
    """What stands behind ``:::`` besides the title, which alone is text."""
    found = _INFO.match(info)
    return info.replace(found["title"] or "", "", 1) if found is not None else ""


class Opening(NamedTuple):
    """What stands behind ``:::`` on the 1-based *line*: the *kind*, the *title*, and what is written in { }."""

    kind: str
    title: str
    line: int
    classes: frozenset[str]
    attributes: Mapping[str, str]


def read_opening(
    node: SyntaxTreeNode, reading: Reading, lines: list[str], classes: set[str], names: set[str]
) -> Opening:
    """The line that *node* begins with. *lines* are those of the article's text.

    A fence without its partner is a problem, and so are *classes* and *names* of attributes that aren't known.
    """
    line = reading.line_of(node)
    if node.map is None or not _END.search(lines[node.map[1]]):
        reading.problem(_("The box is not closed."), line, _("Write ::: on a line below it."))
    found = _INFO.match(node.info)
    kind = node.info.split()[0]
    title = ((found["title"] if found is not None else node.info.partition(kind)[2]) or "").strip()
    written = (found["attributes"] if found is not None else None) or ""
    if node.attrs:
        hint = _("Write it behind the title: {example}.").format(example=f"::: {kind} 标题 {{{_example(classes)}}}")
        reading.problem(_("The { } of a box stand above it."), line, hint)
    own = list(_ATTRIBUTE.finditer(written))
    attributes = {each["name"]: each["value"] or each["plain"] or "" for each in own if each["name"]}
    attributes.update(("id", each["id"]) for each in own if each["id"])
    own_classes = frozenset(each["class"] for each in own if each["class"])
    unknown = [*_ATTRIBUTE.sub("", written).split(), *(f".{each}" for each in sorted(own_classes - classes))]
    unknown += sorted(attributes.keys() - names)
    if unknown:
        message = _("“{names}” does not fit here.").format(names=", ".join(unknown))
        known = ", ".join([*(f".{each}" for each in sorted(classes)), *sorted(names)])
        reading.problem(message, line, _("Behind this title may stand: {known}.").format(known=known))
    return Opening(kind, title, line, own_classes, attributes)


def _example(classes: set[str]) -> str:
    return f".{max(classes)}"


def read_container(node: SyntaxTreeNode, reading: Reading, lines: list[str], read_blocks: ReadBlocks) -> Box:
    """The box *node*. *lines* are those of the article's text; *read_blocks* reads what any box may hold."""
    kind = cast(BoxKind, node.info.split()[0])
    names = {"place", "id", "number"} if kind == "document" else {"place", "id"}
    opening = read_opening(node, reading, lines, {_TINTED, _WIDE, KEEP}, names)
    number = opening.attributes.get("number", "")
    if number and not _NUMBER.fullmatch(number):
        message = _("“{number}” is no number of a document.").format(number=number)
        reading.problem(message, opening.line, _("It is written 某工发〔2024〕3号, with 〔 〕."))
    name = opening.attributes.get("id")
    default = open_place(node) if kind in _BESIDE_TEXT else "here"
    known = len(reading.problems)
    blocks = _read_content(kind, node, reading, lines, read_blocks)
    if not blocks and len(reading.problems) == known:
        reading.problem(_("Nothing stands between these fences."), opening.line, _("Fill it in or remove it."))
    return Box(
        title=opening.title,
        blocks=blocks,
        line=opening.line,
        kind=kind,
        is_tinted=_TINTED in opening.classes,
        is_kept=KEEP in opening.classes,
        number=number,
        place=read_place(opening.attributes.get("place"), node, reading, opening.line, default),
        id=None if name is None else reading.claim_id(name, opening.line),
        is_wide=_WIDE in opening.classes,
    )


def _read_content(
    kind: str, node: SyntaxTreeNode, reading: Reading, lines: list[str], read_blocks: ReadBlocks
) -> tuple[Block, ...]:
    if kind == "poem":
        return _read_poem(node, reading, lines, read_blocks)
    if kind == "names":
        return _read_name_groups(node, reading)
    if kind == "questionnaire":
        return read_questions(node, reading, read_blocks)
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
