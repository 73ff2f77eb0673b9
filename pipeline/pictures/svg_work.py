"""How much an SVG drawing is to draw, once each reference in it is followed.

References multiply: copies, clipping paths, filters, patterns and gradients for each element that has them, markers
for each vertex. Properties that are inherited act on each element below, those of style sheets on many.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.i18n import _
from pipeline.pictures.drawing_work import MAX_WORK, SELECTOR_WORK
from pipeline.pictures.svg_scan import MAX_DEPTH, MAX_NAMES, Element, Scan
from pipeline.pictures.svg_styles import Rule, Selector, target_of

_SHAPES = {"circle", "ellipse", "line", "path", "polyline", "polygon", "rect"}
_PAINTED = _SHAPES | {"text", "tspan", "textPath", "a"}
_MARKED = {"line", "path", "polyline", "polygon"}
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_INHERITED = ("fill", "stroke", *_MARKERS)
_HREF_ELEMENTS = {"use", "pattern", "filter", "linearGradient", "radialGradient"}

Reference = tuple[int, str, int]  # index of the element, id it refers to, how often that is drawn


class TooMuchError(Exception):
    """The drawing is too much work, or refers to itself; *line* tells the element that is most of it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def check_work(scan: Scan) -> None:
    """Raise TooMuchError for a drawing that is more work than `MAX_WORK` plain elements."""
    drawing = _Drawing(elements=scan.elements)
    total = drawing.work(0, len(scan.elements))
    message = _("The drawing is as much work as more than {limit} plain elements.").format(limit=MAX_WORK)
    if total > MAX_WORK:
        raise TooMuchError(_line_of_limit(scan.elements), message)
    _check_selectors(scan, 1)
    drawing.follow(_references(scan))
    worst, line = 0.0, 1
    for index, target, times in drawing.references:
        work = times * drawing.cost(target, index, 0)
        total += work
        if work > worst:
            worst, line = work, scan.elements[index].line
    if total > MAX_WORK:
        message = _("What is drawn here again and again comes to more than {limit} plain elements.")
        raise TooMuchError(line, message.format(limit=MAX_WORK))
    _check_selectors(scan, total / len(scan.elements))


def _line_of_limit(elements: list[Element]) -> int:
    work = 0.0
    for element in elements:
        work += element.work
        if work > MAX_WORK:
            return element.line
    return 1


@dataclass(kw_only=True)
class _Drawing:
    elements: list[Element]
    references: list[Reference] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _costs: dict[str, float] = field(default_factory=dict)
    _pending: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._sums = [0.0]
        self._ids: dict[str, int] = {}
        for index, element in enumerate(self.elements):
            self._sums.append(self._sums[-1] + element.work)
            if element.identifier:
                self._ids.setdefault(element.identifier, index)

    def follow(self, references: Iterable[Reference]) -> None:
        """Take *references*, sorted by the elements that have them, as those of the drawing."""
        self.references = list(references)
        self._places = [index for index, _target, _times in self.references]

    def work(self, start: int, end: int) -> float:
        """The work of the elements from *start* to *end*, without what they refer to."""
        return self._sums[end] - self._sums[start]

    def cost(self, target: str, source: int, depth: int) -> float:
        """The work of the element *target* and all that it refers to. Raises TooMuchError for one that has no end."""
        known = self._costs.get(target)
        if known is not None:
            return known
        if target not in self._ids:
            return 0.0
        if target in self._pending or depth > MAX_DEPTH:
            message = _("The reference to “{name}” leads back to itself, or through too many others.")
            raise TooMuchError(self.elements[source].line, message.format(name=target))
        self._pending.add(target)
        start = self._ids[target]
        end = self.elements[start].end
        cost = self.work(start, end)
        for index, other, times in self.references[bisect_left(self._places, start) : bisect_left(self._places, end)]:
            cost = min(cost + times * self.cost(other, index, depth + 1), 2.0 * MAX_WORK)
        self._pending.discard(target)
        self._costs[target] = cost
        return cost


def _references(scan: Scan) -> Iterator[Reference]:
    by_rules = _targets_by_rules(scan)
    inherited: list[dict[str, tuple[str, ...]]] = []
    for index, element in enumerate(scan.elements):
        targets = {name: (target,) for name, target in element.targets.items()}
        for name, more in by_rules.get(index, {}).items():
            targets[name] = tuple(dict.fromkeys((*targets.get(name, ()), *more)))
        above = inherited[element.parent] if element.parent >= 0 else {}
        acting = above | {name: targets[name] for name in _INHERITED if name in targets} if targets else above
        inherited.append(acting)
        for name in ("clip-path", "filter"):
            yield from ((index, target, 1) for target in targets.get(name, ()) if target)
        if element.name in _HREF_ELEMENTS:
            yield from ((index, target, 1) for target in targets.get("href", ()))
        if acting and element.name in _PAINTED:
            yield from ((index, target, 1) for name in ("fill", "stroke") for target in acting.get(name, ()) if target)
        if acting and element.name in _MARKED:
            markers = {target for name in _MARKERS for target in acting.get(name, ()) if target}
            yield from ((index, target, max(2, element.vertices)) for target in sorted(markers))


def _targets_by_rules(scan: Scan) -> dict[int, dict[str, list[str]]]:
    """The ids that rules of the style sheet refer to, for each element that they may be about."""
    found: dict[int, dict[str, list[str]]] = {}
    keyed = _key_elements(scan)
    for rule in scan.rules:
        targets = [(name, target_of(value)) for name, value in rule.declarations]
        for name, target in targets:
            if target:
                for index in _find_elements(rule, keyed):
                    found.setdefault(index, {}).setdefault(name, []).append(target)
    return found


def _key_elements(scan: Scan) -> dict[str, list[int]]:
    """The elements by what selectors find them by."""
    keyed: dict[str, list[int]] = {"": list(range(len(scan.elements)))}
    if scan.rules:
        for index, element in enumerate(scan.elements):
            keys = {f"#{element.identifier}", element.name.lower(), *(f".{name}" for name in element.classes)}
            for key in keys:
                keyed.setdefault(key, []).append(index)
    return keyed


def _find_elements(rule: Rule, keyed: dict[str, list[int]]) -> set[int]:
    return set().union(*(keyed.get(selector.key, ()) for selector in rule.selectors))


def _check_selectors(scan: Scan, copies: float) -> None:
    """Refuse style sheets whose selectors are tried too often: on each element, each time it is drawn."""
    keyed = _key_elements(scan) if scan.rules else {}
    depth = max(element.depth for element in scan.elements) + 1
    work, names = 0.0, 0
    for rule in scan.rules:
        for selector in rule.selectors:
            about = len(keyed.get(selector.key, ()))
            work += about * max(1.0, copies) * _count_tries(selector, depth, len(scan.elements)) * SELECTOR_WORK
            names += about * len(rule.declarations)
        if work > MAX_WORK or names > MAX_NAMES:
            message = _("The rules of the style sheet, with the elements they are tried on, are too many.")
            raise TooMuchError(rule.line, message)


def _count_tries(selector: Selector, depth: int, elements: int) -> float:
    return float(depth) ** min(selector.ancestors, 20) * float(elements) ** min(selector.siblings, 20)
