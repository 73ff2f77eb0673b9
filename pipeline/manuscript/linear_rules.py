"""Rules of Markdown that look ahead, made to do work in proportion to the text.

From each ``[``, ``[^`` and ``<`` markdown-it-py 4.3 and mdit-py-plugins 0.7 look for the end of what may begin there,
as far as the paragraph goes, and forget what they saw. What they find is found here too; where they would look in vain,
or a second time, they aren't asked.
"""

import re
from collections.abc import Callable
from weakref import WeakKeyDictionary

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from pipeline.i18n import _
from pipeline.manuscript.captions import with_number_marks
from pipeline.manuscript.text_bounds import MAX_CELLS, MAX_COLUMNS, MAX_PARAGRAPH, TooMuchTextError

_MAX_TAG = 1000  # characters of an HTML tag that is recognised in a line
_MAX_STACKED = 10  # lines of { } above one block
_MAX_AROUND = 10  # boxes and quotations within one another
_MAX_QUOTED = 300_000  # lines gone through in search of the ends of quotations, 7 µs each
_HTML = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = re.compile(r"<![A-Za-z]")


def linear_rules_plugin(markdown: MarkdownIt) -> None:
    """Put these rules before or in the place of those of *markdown*, which has all its other plugins."""
    markdown.helpers = _Helpers()  # type: ignore[assignment]  # a module with these three functions
    inline, block = markdown.inline.ruler, markdown.block.ruler
    for name, guard in _INLINE_GUARDS.items():
        inline.at(name, guard(inline.__rules__[inline.__find__(name)].fn))
    inline.at("html_inline", _html_inline)
    for name, check in _BLOCK_GUARDS.items():
        rule = block.__rules__[block.__find__(name)]
        block.at(name, check(rule.fn), {"alt": rule.alt})
    markdown.core.ruler.before("inline", "paragraph_bounds", _check_paragraphs)


class _Helpers:
    """What link rules share: markdown-it-py's own functions but one."""

    parseLinkDestination = staticmethod(parseLinkDestination)  # noqa: N815
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N802, N803
        """The index of the ``]`` that closes the ``[`` at *start*, or -1; so, too, where a link must hold no other."""
        end, holds_link = _label(state, start)
        return -1 if disableNested and holds_link else end


def _label(state: StateInline, start: int) -> tuple[int, bool]:
    """The end of the label at *start*, or -1, and whether a link or a span stands in it; found once for each."""
    known = state.env.setdefault("labels", WeakKeyDictionary()).setdefault(state, {})
    key = start, state.posMax
    if key not in known:
        known[key] = _find_label(state, start)
    found: tuple[int, bool] = known[key]
    return found


def _find_label(state: StateInline, start: int) -> tuple[int, bool]:
    """What `_label` returns, by the steps of markdown-it-py, but for labels within: they are passed over as a whole."""
    before, state.pos = state.pos, start + 1
    end, holds_link = -1, False
    while state.pos < state.posMax:
        place = state.pos
        if state.src[place] == "]":
            end = place
            break
        state.md.inline.skipToken(state)
        if state.src[place] != "[":
            continue
        if state.pos > place + 1:
            holds_link = True
            continue
        inner, inner_link = _label(state, place)
        holds_link = holds_link or inner_link
        if inner < 0:  # what isn't closed closes nothing around it
            break
        state.pos = inner + 1
    state.pos = before
    return end, holds_link


def _guard_image(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """Images within the words for an image are none: each would be read again for all that it stands in."""

    def image(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != "!" or not state.src.startswith("[", start + 1):
            return False
        end = _label(state, start + 1)[0]
        return end >= 0 and state.src.find("![", start + 2, end) < 0 and rule(state, silent)

    return image


def _guard_span(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """A span has ``{`` behind its words."""

    def span(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "[":
            return False
        end = _label(state, state.pos)[0]
        return end >= 0 and state.src.startswith("{", end + 1) and rule(state, silent)

    return span


def _guard_attributes(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """Attributes begin with ``{``."""

    def attributes(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] == "{" and rule(state, silent)

    return attributes


def _guard_note(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """A footnote is called by a label that is known."""

    def note(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not state.src.startswith("[^", start):
            return False
        end = state.src.find("]", start + 2, state.posMax)
        known = state.env.get("footnotes", {}).get("refs", {})
        return end >= 0 and f":{state.src[start + 2 : end]}" in known and rule(state, silent)

    return note


def _html_inline(state: StateInline, silent: bool) -> bool:
    """HTML in a line (CommonMark 0.31, 6.6; tags of up to _MAX_TAG characters), only to be refused with its line."""
    if state.src[state.pos] != "<" or (end := _end_of_html(state, state.pos)) < 0:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _end_of_html(state: StateInline, start: int) -> int:
    """The index behind the HTML that begins at *start*, or -1."""
    text = state.src
    for opening, closing in _HTML:
        if text.startswith(opening, start):
            inside = start + (2 if opening == "<!--" else len(opening))  # <!--> is a whole comment
            closed = state.html_terminator_last(closing) >= inside
            return text.index(closing, inside) + len(closing) if closed else -1
    if _DECLARATION.match(text, start):
        return text.index(">", start) + 1 if state.html_terminator_last(">") > start else -1
    tag = HTML_TAG_RE.match(text, start, start + _MAX_TAG)
    return tag.end() if tag else -1


def _guard_stacked(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Lines of ``{ }`` one above the other: each is merged with all above it."""

    def attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        above = state.tokens[-_MAX_STACKED:]
        full = len(above) == _MAX_STACKED and all(token.type == "attrs_block" for token in above)
        return not full and rule(state, start, end, silent)

    return attributes


def _guard_box(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Boxes and quotations go through all lines of those around them."""

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        depth = state.env.get("around", 0)
        if depth >= _MAX_AROUND and rule(state, start, end, True):
            raise TooMuchTextError(start, _("The marks are nested too deeply."))
        state.env["around"] = depth + 1
        found = rule(state, start, end, False)
        state.env["around"] = depth
        return found

    return block


def _guard_quotation(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Quotations go through all lines up to an empty one, even where they end before it."""
    guarded = _guard_box(rule)

    def quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = state.bMarks[start]
        if not guarded(state, start, end, silent):
            return False
        if not silent:
            stop = state.src.find("\n\n", first)
            lines = state.src.count("\n", first, stop if stop >= 0 else len(state.src))
            state.env["quoted"] = state.env.get("quoted", 0) + lines
            if state.env["quoted"] > _MAX_QUOTED:
                message = _("Too many quotations run into one another.")
                raise TooMuchTextError(start, message, _("Put empty lines between them."))
        return True

    return quotation


def _guard_table(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Rows are filled up to as many cells as the first has, so that few characters may stand for many cells."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, True):
            return False
        if silent:
            return True
        line = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]]
        columns = line.strip(" \t|").count("|") + 1
        if columns > MAX_COLUMNS:
            message = _("The table has more than {limit} columns.").format(limit=MAX_COLUMNS)
            raise TooMuchTextError(start, message, _("Divide it into several tables."))
        left = MAX_CELLS - state.env.setdefault("cells", 0)
        last = start + 1 + left // columns  # the line behind the last row that there is room for
        if left < columns or (rule(state, start, min(end, last + 1), False) and state.line > last):
            message = _("The tables of the article have more than {limit} cells.").format(limit=MAX_CELLS)
            raise TooMuchTextError(start, message, _("Divide it into several articles."))
        state.env["cells"] += columns * (state.line - start - 1)
        return True

    return table


def _check_paragraphs(state: StateCore) -> None:
    """Paragraphs, headings and cells of sane length."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            message = _("This paragraph has more than {limit} characters.").format(limit=MAX_PARAGRAPH)
            raise TooMuchTextError(token.map[0] if token.map else 0, message, _("Put empty lines into it."))


_INLINE_GUARDS: dict[str, Callable[[RuleFuncInlineType], RuleFuncInlineType]] = {
    "image": _guard_image,
    "span": _guard_span,
    "attr": _guard_attributes,
    "footnote_ref": _guard_note,
}
_BLOCK_GUARDS: dict[str, Callable[[RuleFuncBlockType], RuleFuncBlockType]] = {
    "attr": lambda rule: _guard_stacked(with_number_marks(rule)),
    "blockquote": _guard_quotation,
    "container_box": _guard_box,
    "table": _guard_table,
}
