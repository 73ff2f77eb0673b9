"""Questionnaires: an ordered list of questions, below each a list of options, a scale, or lines to write on."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from markdown_it.tree import SyntaxTreeNode

from pipeline.blocks import Block
from pipeline.i18n import _
from pipeline.inlines import Inline, Text, plain_text
from pipeline.manuscript.inlines import read_inlines, read_lines, tidy_inlines
from pipeline.manuscript.list_numbers import check_numbers
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.text_forms import join_lines
from pipeline.questions import Option, Question, Scale

MAX_LINES = 30
_TICK = re.compile("(?:(?P<box>\\[[ 　]?\\]|［[ 　]?］|□|☐)|[(（][ 　]?[)）]|○|◯)[ 　]*")
_TICKED = re.compile("[\\[［(（][xX√✓vV][\\]］)）]")
_SHORT_SCALE = re.compile(
    r"\S.*?[ 　]+[01](?:[ 　]*[-–—~～至到][ 　]*|(?:[、，,][0-9]{1,2})*[、，,])[0-9]{1,2}[ 　]+\S.*"
)
_SCALE = re.compile(
    r"(?P<low>\S.*?)[ 　]+(?P<steps>[0-9]{1,2}(?:[ 　]+[0-9]{1,2}){1,10})[ 　]+(?P<high>[^0-9\s].*?)[ 　]*"
)


def read_questions(
    node: SyntaxTreeNode, reading: Reading, read_blocks: Callable[[list[SyntaxTreeNode]], tuple[Block, ...]]
) -> tuple[Block, ...]:
    """The questions of the questionnaire *node*, and what stands between them."""
    blocks: list[Block] = []
    for child in node.children:
        last = blocks[-1] if blocks else None
        if child.type == "ordered_list":
            check_numbers(child.children, reading)
            numbers = count(int(child.attrs.get("start", 1)))
            blocks += (_read_question(item, next(numbers), reading) for item in child.children)
        elif isinstance(last, Question) and _is_answer(child):
            blocks[-1] = _with_answer(last, child, reading)
        else:
            blocks += read_blocks([child])
    if blocks and not any(isinstance(block, Question) for block in blocks):
        message = _("No question stands between these fences.")
        reading.problem(message, reading.line_of(node), _("Questions are a list, 1. 2. …; options below each, - …."))
    return tuple(blocks)


def _is_answer(node: SyntaxTreeNode) -> bool:
    """Whether *node* stands for how the question above it is answered: options, or a line to write on."""
    return node.type == "bullet_list" or (node.type == "hr" and node.markup.startswith("_"))


def _read_question(item: SyntaxTreeNode, number: int, reading: Reading) -> Question:
    line = reading.line_of(item)
    question = Question(number=number, children=(), line=line)
    for child in item.children:
        if child.type == "paragraph":
            question = _with_words(question, child, reading)
        elif _is_answer(child):
            question = _with_answer(question, child, reading)
        else:
            message = _("A question holds words, a list of options, a scale and lines to write on.")
            reading.problem(message, reading.line_of(child), _("Put this between two questions."))
    if not question.children:
        reading.problem(_("The question has no words."), line, _("Write it behind its number."))
    return question


def _with_words(question: Question, paragraph: SyntaxTreeNode, reading: Reading) -> Question:
    """*question* with the words of a *paragraph*, whose last line may be a scale."""
    children: tuple[Inline, ...] = question.children
    for number, inlines in enumerate(read_lines(paragraph.children[0], reading), reading.line_of(paragraph)):
        is_plain = all(isinstance(each, Text) for each in inlines)
        found = _SCALE.fullmatch(plain_text(inlines)) if children and is_plain else None
        if found is not None and question.scale is None:
            question = replace(question, scale=Scale(found["low"], tuple(found["steps"].split()), found["high"]))
        else:
            if children and _SHORT_SCALE.fullmatch(plain_text(inlines)):
                message = _(
                    "This is no scale: in one all numbers stand, with spaces between, as in 很不满意 1 2 3 4 5 很满意."
                )
                reading.remark(message, number)
            children = join_lines(children, tidy_inlines(inlines, reading), number) if children else inlines
    return replace(question, children=tidy_inlines(children, reading))


def _with_answer(question: Question, node: SyntaxTreeNode, reading: Reading) -> Question:
    if node.type == "hr":
        if question.lines == MAX_LINES:
            message = _("There are more than {count} lines to write on.").format(count=MAX_LINES)
            reading.problem(message, reading.line_of(node), _("Ask for less, or leave a page of its own."))
        return replace(question, lines=question.lines + 1)
    options = tuple(_read_option(item, reading) for item in node.children)
    return replace(question, options=(*question.options, *options))


def _read_option(item: SyntaxTreeNode, reading: Reading) -> Option:
    first = item.children[0] if item.children else None
    if first is None or first.type != "paragraph" or len(item.children) > 1:
        reading.problem(_("An option is one line of words."), reading.line_of(item))
        return Option(())
    children = read_inlines(first.children[0], reading)
    opening = children[0] if children else None
    if isinstance(opening, Text) and _TICKED.match(opening.text):
        message = _("This option is ticked already.")
        reading.problem(message, reading.line_of(item), _("Write {example}: readers tick it.").format(example="[ ]"))
    found = _TICK.match(opening.text) if isinstance(opening, Text) else None
    if found is None or not isinstance(opening, Text):
        return Option(tidy_inlines(children, reading))
    rest = opening.text[found.end() :]
    words = (*([Text(rest, opening.line)] if rest else []), *children[1:])
    return Option(tidy_inlines(words, reading), found["box"] is None)
