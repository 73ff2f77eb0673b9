"""A part laid out again from the page where words have changed.

Checked against WeasyPrint 70.0: document.py ``Document._render``; layout/page.py ``remake_page``; layout/__init__.py
``layout_document``.

It is laid out anew from a page before the first of them, to a page behind the last where all is left as it was left
before. The pages around stay. A page is such a place when it begins with a block, or a paragraph of the composer's goes
on in lines that are known, and nothing waits for it that an earlier page had no room for.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import layout_backgrounds, page
from weasyprint.pdf.metadata import DocumentMetadata

from pipeline.engine.html_elements import Elements
from pipeline.engine.paragraph_sources import go_on_with
from pipeline.engine.patches.page_beginnings import BEGINNINGS, find_paragraph, note_beginning
from pipeline.engine.rendered_pages import EarlierPage, RenderedPage, Rendering, pseudo
from pipeline.engine.resumable_part import ResumablePart
from pipeline.engine.set_aside import set_floats_aside

LoadedStyles = tuple[Any, Any, Sequence[Any]]
"""Faces, styles of counters, and style sheets."""
SomePage = RenderedPage | EarlierPage
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "mark", "q", "rb", "rt", "ruby", "s", "small"),
        *("span", "strong", "sub", "sup", "u"),
    }
)


def begin_layout(html: Any, fonts: Any, counters: Any, sheets: Sequence[Any]) -> tuple[Any, Any]:
    """The context of a layout, and the box of the root, not laid out yet."""
    options = {**DEFAULT_OPTIONS, "stylesheets": list(sheets)}
    context = Document._build_layout_context(html, fonts, counters, {}, options)
    root_box = build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    set_floats_aside(root_box)
    return context, root_box


def find_touched(kept: ResumablePart, after: Elements) -> set[int]:
    """The numbers of the elements whose pages are set anew: those with other words, and the blocks they are in."""
    changed: set[int] = set()
    for number, (old, new) in enumerate(zip(kept.words, after.words, strict=True)):
        if old[0] != new[0]:
            changed.add(number)
        if old[1] != new[1]:
            changed.add(next(after.ancestors(number), 0))
    rigid = frozenset().union(*(each.rigid for each in kept.facts)) if changed else frozenset()
    touched = set(changed)
    for number in changed:
        is_inside = after.list[number].tag in _INLINE
        for around in after.ancestors(number):
            if is_inside or around in rigid:
                touched.add(around)
            is_inside = is_inside and after.list[around].tag in _INLINE
    return touched


class Resumption:
    """A part laid out again from where its words differ from those of *kept*, whose *pages* are taken over."""

    def __init__(
        self, html: Any, loaded: LoadedStyles, elements: Elements, kept: ResumablePart, pages: Sequence[SomePage]
    ) -> None:
        """*html* has *elements*, of the same shape as those that *kept* is of."""
        self.html, self.loaded, self.elements, self.kept, self.pages = html, loaded, elements, kept, pages

    def render(self, touched: Set[int]) -> Rendering | None:
        """The part, in which the elements *touched* are set anew; None where it must be laid out as a whole."""
        on = [number for number, each in enumerate(self.kept.facts) if not touched.isdisjoint(each.seen)]
        if not on:
            return None
        self.context, self.root_box = begin_layout(self.html, *self.loaded)
        first = max(0, on[0] - 1)
        while not self.kept.beginnings[first].is_resumable:
            first -= 1
        made = self._make_pages(first, on[-1])
        if made is None:
            return None
        self._add_strings(first, made)
        return self._join(first, first + len(made), [Page(box) for box in self._add_margins(first, made)])

    def _make_pages(self, first: int, last: int) -> list[Any] | None:
        """The pages from *first* to one behind *last* where all is as it was; None where there are more or fewer."""
        context, kept = self.context, self.kept
        context.style_for.initial_page_sizes.update(kept.page_sizes)
        context.page_maker = [*kept.page_maker[:first], copy.deepcopy(kept.page_maker[first])]
        note_beginning(-1, context, self.root_box, None)  # all notes are left, and have their numbers
        self._take_up(first)
        notes = list(context.footnotes)
        context.footnotes[:] = [notes[number] for number in kept.beginnings[first].notes]
        context.rendered_notes = []
        made: list[Any] = []
        for index in range(first, len(self.pages)):
            state = context.page_maker[index][-1]
            state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
            box, resume_at = page.remake_page(index, context, self.root_box, self.html)
            made.append(box)
            if resume_at is None and not context.reported_footnotes:
                return made if index + 1 == len(self.pages) else None
            if index >= last and index + 1 < len(self.pages) and self._is_as_before(index + 1):
                return made
        return None

    def _take_up(self, index: int) -> None:
        """Have the paragraph that goes on at the page *index* go on in the lines that were planned for it."""
        found = find_paragraph(self.root_box, self.kept.page_maker[index][0])
        rest = self.kept.beginnings[index].rest
        if found is not None and rest:
            go_on_with(found[0], rest)

    def _is_as_before(self, index: int) -> bool:
        before, now = self.kept.page_maker[index], self.context.page_maker[index]
        if not self.kept.beginnings[index].is_resumable or now[:4] != before[:4]:
            return False
        return note_beginning(index, self.context, self.root_box, now[0]) == self.kept.beginnings[index]

    def _add_strings(self, first: int, made: Sequence[Any]) -> None:
        """Find what the pages *made* give to running heads; an element that goes on has no second bookmark."""
        strings = self.context.string_set
        for name, values in self.kept.string_sets.items():
            strings[name] = defaultdict(list, {number: found for number, found in values.items() if number <= first})
        bookmarked: dict[str, set[int]] = defaultdict(set)
        if first:
            for name, number in self.kept.facts[first - 1].places:
                bookmarked[name].add(number)
        for index, each in enumerate(made, first):
            for child in each.descendants():
                if child.bookmark_label:
                    number = self.elements.numbers[id(child.element)]
                    if number in bookmarked[pseudo(child)]:
                        child.bookmark_label = ""
                    bookmarked[pseudo(child)].add(number)
                if child.string_set and child.string_set != "none":
                    for name, text in child.string_set:
                        strings[name][index + 1].append(text)

    def _add_margins(self, first: int, made: Sequence[Any]) -> Iterator[Any]:
        for index, each in enumerate(made, first):
            root, *areas = each.children
            self.context.current_page = index + 1
            children = [root, *(area for area in areas if area.children)]
            children.extend(page.make_margin_boxes(self.context, each, self.context.page_maker[index + 1][3]))
            each.children = tuple(children)
            layout_backgrounds(each, self.context.get_image_from_uri)
            yield each

    def _join(self, first: int, end: int, made: Sequence[Any]) -> Rendering | None:
        """The pages of before with those *made* in the place of *first* to *end*."""
        kept, context = self.kept, self.context
        if not self._strings_are_as_before(end):
            return None
        pages = [
            *self.pages[:first],
            *(RenderedPage(page=each, elements=self.elements) for each in made),
            *self.pages[end:],
        ]
        document = Document(
            [each.page for each in pages if isinstance(each, RenderedPage)],
            DocumentMetadata(**get_html_metadata(self.html)),
            self.html.url_fetcher,
            self.loaded[0],
            color_profiles={},
            output_intent=None,
        )
        beginnings = {**kept.beginnings, **{n: b for n, b in getattr(context, BEGINNINGS, {}).items() if n >= 0}}
        strings = {
            name: {
                **{number: found for number, found in values.items() if not first < number <= end},
                **{number: found for number, found in context.string_set[name].items() if first < number <= end},
            }
            for name, values in kept.string_sets.items()
        }
        page_maker = kept.page_maker
        if made:
            page_maker = [*page_maker[:first], *context.page_maker[first : end + 1], *page_maker[end + 1 :]]
        return Rendering(
            document=document,
            html=self.html,
            context=context,
            elements=self.elements,
            pages=pages,
            page_maker=page_maker,
            beginnings=beginnings,
            string_sets=strings,
            page_sizes=kept.page_sizes,
            is_plain=True,
            is_whole=False,
        )

    def _strings_are_as_before(self, end: int) -> bool:
        """Whether running heads of the pages behind say what they said: the last string of each name is the same."""
        if end >= len(self.pages):
            return True
        for name, values in self.kept.string_sets.items():
            now = self.context.string_set[name]
            old, new = ([each[n] for n in sorted(each) if n <= end and each[n]] for each in (values, now))
            if (old[-1:] and old[-1][-1:]) != (new[-1:] and new[-1][-1:]):
                return False
        return True
