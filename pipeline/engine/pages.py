"""One HTML part into drawn pages, with faces and style sheets loaded once for many parts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.engine.custom_properties import find_wrong_values
from pipeline.engine.engine_log import collect_engine_log
from pipeline.engine.html_bounds import find_excesses
from pipeline.engine.laid_out_part import Drawing, Extent, LaidOutPart
from pipeline.engine.links import find_forbidden_links
from pipeline.engine.loaded_files import are_unchanged
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.resumable_part import ResumablePart
from pipeline.engine.second_face import SecondFace
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.limits import limited

if TYPE_CHECKING:
    from weasyprint import Document

    from pipeline.engine.rendered_pages import EarlierPage, RenderedPage, Rendering

_SECONDS = 4.0  # of processor time to read a style sheet; ours take 0.02
# Selectors become Python in cssselect2, which has a SyntaxError of its own for brackets without end.
_FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, SyntaxError, TypeError, ValueError)
_KEPT = 64  # parts; an issue has ten to thirty
Earlier = tuple[LaidOutPart, ResumablePart]
"""A part that an earlier process has laid out."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@contextmanager
def raise_writing_errors(parts: Sequence[LaidOutPart]) -> Iterator[None]:
    """Turn whatever goes wrong while *parts* are written, what the engine logs, and their faults into RenderError."""
    with collect_engine_log() as log, raise_engine_errors():
        yield
    if faults := [*(fault for part in parts for fault in part.faults), *log.all]:
        text = _("The PDF cannot be written: {reason}.")
        raise RenderError(Problem(text.format(reason=each)) for each in dict.fromkeys(faults))


@contextmanager
def raise_engine_errors() -> Iterator[None]:
    """Turn what WeasyPrint 70.0 raises into RenderError.

    It raises for addresses that the fetcher refused (as a BaseException, urls.py), for HTML that is nested too deep for
    its recursive functions, and for values that CSS allows but no page can have.
    """
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        from pipeline.engine.fetcher import RefusedPictureError

        if isinstance(error.__cause__, RefusedPictureError):
            raise RenderError(error.__cause__.problem) from error
        message = _("The layout reaches for a file outside the workspace, or one that is not there: {reason}.")
        why = f"{error} ({getattr(error.__cause__, 'strerror', '') or error.__cause__})"
        raise RenderError(Problem(message.format(reason=why))) from error
    except RecursionError as error:
        raise RenderError(Problem(_("What is laid out here is nested too deeply."))) from error
    except _FAILURES as error:
        reason = f"{type(error).__name__}: {str(error).rstrip('.')}"
        hint = _(
            "Look for sizes and values out of all proportion in the style sheets. If there are none, please report it."
        )
        raise RenderError(Problem(_("The layout engine fails: {reason}.").format(reason=reason), hint=hint)) from error


@dataclass(kw_only=True)
class Typesetter:
    """Lays out the parts of one layout. *folders*, by scheme (``workspace``, ``layout``), are those to load files from.

    *style_sheets* maps names to CSS texts, in order. Links with the scheme *own_scheme* (``name:``) are made to lead
    into the file by whoever binds it. *second_faces* tells which second faces a text asks for; they are opened before
    it is laid out. *drawing*: how pages are drawn. *keeps_pages*: pages are kept, so that those of a part in which
    words change need not all be laid out again; else they are only from when their number is found to when they are
    drawn.
    *picture_resolution*: pixels per inch that pictures are scaled down to where they have more; 0: they are kept.
    *loaded_by_sheets*: the digests (SHA-256) of the files that the style sheets loaded, by their addresses.
    """

    fonts: Path
    style_sheets: Mapping[str, str]
    folders: Mapping[str, Path]
    own_scheme: str = ""
    second_faces: Callable[[str], Sequence[SecondFace]] = lambda _text: ()
    drawing: Drawing = Drawing.TAGS
    keeps_pages: bool = False
    picture_resolution: int = 0
    _loaded: list[Any] = field(default_factory=list, init=False)
    _kept: dict[Any, "_KeptPages"] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        load_weasyprint(self.fonts)
        from weasyprint.css.counters import CounterStyle

        from pipeline.engine.drawn_faces import DrawnFaces
        from pipeline.engine.faces import OwnFaces
        from pipeline.engine.fetcher import FolderFetcher
        from pipeline.engine.renumbering import look_at_sides, look_at_targets
        from pipeline.engine.style_sheets import parse_style_sheet

        self._configuration = OwnFaces(self.second_faces)
        self._drawn_faces = DrawnFaces()
        self._counters = CounterStyle()
        self._fetcher = FolderFetcher(self.folders)
        problems: list[Problem] = []
        for name, text in self.style_sheets.items():
            what = _("reading the style sheet {name}").format(name=name)
            with collect_engine_log() as log, raise_engine_errors(), limited(what, None, _SECONDS):
                sheet = parse_style_sheet(text, self._fetcher, self._configuration, self._counters)
                wrong = list(find_wrong_values(text))
            self._loaded.append(sheet)
            message = _("The style sheet {name} is wrong: {reason}")
            problems += [Problem(message.format(name=name, reason=reason)) for reason in (*log.all, *wrong)]
        if problems:
            raise RenderError(problems)
        self.loaded_by_sheets = dict(self._fetcher.loaded)
        self._looks_at_sides = look_at_sides(self.style_sheets.values())
        self._looks_at_targets = look_at_targets(self.style_sheets.values())

    def open_faces_for(self, text: str) -> None:
        """Open the second faces that *text* (HTML, or the words in drawings) asks for."""
        with limited(_("opening the faces"), None, _SECONDS):
            self._configuration.open_for(text)

    def lay_out(self, html: str, drawing: Drawing | None = None) -> LaidOutPart:
        """Lay out one HTML document, and draw it, in another way than usual if *drawing* says so.

        Raises RenderError when it reaches for a file it may not have, leads where no link may lead, asks for what can't
        be shown, or has half of a surrogate pair. What can't be drawn is a fault of the part.
        """
        return self.go_on(html, drawing).part

    def go_on(
        self, html: str, drawing: Drawing | None = None, find_earlier: Callable[[str], Earlier | None] | None = None
    ) -> "SetPart":
        """Lay out one HTML document, from where its words differ from what an earlier process has laid out.

        *find_earlier* finds that by the digest of its elements. Otherwise as `lay_out`.
        """
        way = drawing or self.drawing
        rendering, taken, warnings = self._render(html, way, find_earlier=find_earlier)
        part = self._draw(rendering, way, taken)
        if part is None:
            rendering, taken, warnings = self._render(html, way)
            part = self._draw(rendering, way, taken)
        assert part is not None  # all boxes are there
        part = replace(part, warnings=warnings, loaded=self._list_loaded(taken))
        if not self.keeps_pages:
            if self._kept:
                self._kept.pop((way, rendering.elements.shape), None)
        elif not part.faults and not warnings:
            self._keep(way, _KeptPages(rendering, part, part.loaded))
        return SetPart(part, rendering)

    def _draw(self, rendering: "Rendering", way: Drawing, taken: "_Taken") -> LaidOutPart | None:
        """*rendering*, drawn; None where it must be laid out as a whole."""
        from pipeline.engine.drawing import draw_part

        before = _find_drawn(rendering, taken)
        with collect_engine_log() as log, raise_engine_errors():
            part = draw_part(rendering, way, self._drawn_faces, before, self.picture_resolution)
        return None if part is None else replace(part, faults=tuple(log.all))

    def find_extent(self, html: str) -> Extent:
        """How many pages one HTML document has, and where its anchors are. Raises RenderError as `lay_out`.

        Its pages are kept: on other folios, or with others in its text, it is laid out in less time then.
        """
        rendering, taken, warnings = self._render(html, self.drawing, has_margins=False)
        loaded = self._list_loaded(taken)
        if not warnings:
            self._keep(self.drawing, _KeptPages(rendering, _find_drawn(rendering, taken), loaded))
        return Extent.of(list(map(_list_anchors, rendering.pages)), loaded)

    def _keep(self, way: Drawing, pages: "_KeptPages") -> None:
        key = way, pages.rendering.elements.shape
        self._kept.pop(key, None)
        self._kept[key] = pages
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]

    def forget_others(self, parts: Sequence[LaidOutPart]) -> None:
        """Let go of the pages that are kept of any but these *parts*: of what the text was before its shape changed."""
        wanted = {id(each) for each in parts}
        self._kept = {key: pages for key, pages in self._kept.items() if id(pages.part) in wanted}

    def _list_loaded(self, taken: "_Taken") -> Mapping[str, str]:
        return {**self.loaded_by_sheets, **taken.loaded, **self._fetcher.loaded}

    def render(self, html: str) -> "Document":
        """Lay out one HTML document: WeasyPrint's pages. Raises RenderError as `lay_out`."""
        rendering, _before, _warnings = self._render(html, None)
        return rendering.document

    def _render(
        self,
        html: str,
        way: Drawing | None,
        *,
        has_margins: bool = True,
        find_earlier: Callable[[str], Earlier | None] | None = None,
    ) -> tuple["Rendering", "_Taken", tuple[str, ...]]:
        """*html* laid out, with its margins if it must have them; what pages were taken over from; what the engine
        warned of.
        """
        from weasyprint import HTML

        from pipeline.engine.html_elements import Elements
        from pipeline.engine.rendering import EarlierRendering, render_part
        from pipeline.engine.renumbering import renumber

        if found := list(find_excesses(html)):
            raise RenderError(found)
        half = _SURROGATE.search(html)
        if half:
            message = _("The text has U+{code:04X}, half of a surrogate pair, which is no character.")
            raise RenderError(Problem(message.format(code=ord(half[0])), hint=_("Delete it.")))
        self.open_faces_for(html)
        self._fetcher.loaded = {}
        with collect_engine_log() as log, raise_engine_errors():
            tree = HTML(string=html, base_url="layout:", url_fetcher=self._fetcher)
            elements = Elements(tree.etree_element)
            kept = self._kept.get((way, elements.shape)) if self._kept else None
            if kept is not None and not are_unchanged(self.folders, kept.loaded):
                kept = None
            before: Rendering | EarlierRendering | None = None
            taken = _NOTHING if kept is None else _Taken(kept.part, kept.loaded)
            if kept is not None and not self._looks_at_targets:
                before = renumber(kept.rendering, elements, may_turn=not self._looks_at_sides)
            if before is None and find_earlier is not None and (earlier := find_earlier(elements.digest)) is not None:
                before = EarlierRendering.of(*earlier)
                taken = _Taken(earlier[0], earlier[0].loaded)
            loaded = self._configuration, self._counters, self._loaded
            rendering = render_part(tree, elements, loaded, before, has_margins=has_margins)
        problems = [Problem(_("Something is left out: {reason}.").format(reason=each)) for each in log.errors]
        problems += find_forbidden_links(rendering.document, elements.root, self.own_scheme)
        if problems:
            raise RenderError(problems)
        return rendering, _NOTHING if rendering.is_whole else taken, tuple(log.warnings)


@dataclass(frozen=True)
class SetPart:
    """A *part* that was laid out and drawn."""

    part: LaidOutPart
    _rendering: "Rendering"

    @property
    def digest(self) -> str:
        """That of the elements of its HTML."""
        return self._rendering.elements.digest

    def tell_resumable(self) -> ResumablePart | None:
        """What another process must know to lay it out again from the middle; None where it must do so as a whole."""
        part, rendering = self.part, self._rendering
        if part.drawing is not Drawing.TAGS or part.warnings or part.faults or not rendering.is_plain:
            return None
        return replace(rendering.tell_resumable(), tagged=[each.tagged for each in rendering.pages])


@dataclass(frozen=True)
class _KeptPages:
    """A part as it was laid out last; *part*, drawn, if it was; *loaded*: the digests of the files it loaded."""

    rendering: "Rendering"
    part: LaidOutPart | None
    loaded: Mapping[str, str]


class _Taken(NamedTuple):
    """The *part* that pages were drawn for that are taken over, if any; what was *loaded* for it."""

    part: LaidOutPart | None
    loaded: Mapping[str, str]


_NOTHING = _Taken(None, {})


def _find_drawn(rendering: "Rendering", taken: _Taken) -> LaidOutPart | None:
    """The part that those pages of *rendering* were drawn for which are, if any."""
    return taken.part if any(each.drawn is not None for each in rendering.pages) else None


def _list_anchors(page: "RenderedPage | EarlierPage") -> Iterable[str]:
    """The names of the anchors on *page*, drawn or not."""
    found: Iterable[str] = page.drawn.anchors if page.drawn is not None else page.page.anchors
    return found
