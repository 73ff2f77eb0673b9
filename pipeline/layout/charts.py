"""Charts drawn from data: columns, bars, lines, pies, as SVG in the faces and colours of a layout.

Coordinates are in pt from the upper left corner of the drawing. Widths of text are taken as an em for each Han
character and 0.55 em for others, in hei.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, cos, floor, log10, pi, sin
from typing import NamedTuple
from unicodedata import east_asian_width

from markupsafe import escape

from pipeline.blocks import Chart
from pipeline.colours import Colour
from pipeline.languages import in_language

SIZE = 7.5
"""Of the type in a chart, pt: 六号; where the body is large, as of small tables (`type_size`)."""
_OF_BODY = 0.65625
_SMALLEST = 6.5  # pt: 小六, which names of categories have at least where two rows of them help
_FACE = "Kanben Hei"
_ENDING, _NOT_FIRST = "年月–—-~至/·（ ", "–—-~％%）)、，"  # of the lines of a name
_LINE, _HAIR = 12.0, 0.4  # pt
_SHAPE = 0.62  # height by width
_TICKS = 5  # at most, about
_GREYS = ("#8c8c8c", "#404040", "#bfbfbf", "#666666", "#d9d9d9")
_MOST_VALUES = 12  # that are written at their columns
_DARK = 140  # of 255, the brightness below which white is read better than black
_GREYISH = 40  # of 255, by which the parts of a colour differ
_KEYED = 4  # slices of a pie, from which on they have numbers: greys and hues in print are not told apart else
_NARROWEST = 0.04  # share of a slice that has room for its number
_PIE = 0.42  # diameter by width
_PIE_ABOVE = 0.55  # likewise, where what it shows is told below it


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """An SVG of *width* × *height* pt."""

    svg: str
    width: float
    height: float


class PlacedChart(NamedTuple):
    """A *drawing* with the *space*, pt, that is set aside for its height."""

    drawing: ChartDrawing
    space: float


def chart_colours(colours: Iterable[Colour]) -> list[str]:
    """Those of a layout's *colours* that are no greys, or nearly."""
    return [str(Colour("", each.rgb, each.cmyk)) for each in colours if max(each.rgb) - min(each.rgb) > _GREYISH]


def type_size(body: float) -> float:
    """The size of type in charts beside body text of so many pt."""
    return max(SIZE, body * _OF_BODY)


def draw_chart(
    chart: Chart, width: float, colours: Sequence[str], size: float = SIZE, language: str = ""
) -> ChartDrawing:
    """*chart* as wide as *width* (pt), with type of *size*; *colours* are of series or slices, in order, greys follow.

    It is drawn with type of SIZE, and made larger as a whole. *language*: that of the text around it, if it is none of
    the publication's.
    """
    colours, scale = [*colours, *_GREYS], size / SIZE
    inner = width / scale
    height = round(_pie_height(chart, inner) if chart.kind == "pie" else inner * _SHAPE, 2)
    pieces = [*(_draw_pie if chart.kind == "pie" else _plot)(chart, inner, height, colours)]
    if chart.unit and chart.kind != "pie":
        pieces.append(_draw_text(0, SIZE, f"{in_language('单位', language)}：{chart.unit}", "start"))
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_round(inner)} {_round(height)}">'
    style = f'<g font-family="{_FACE}" font-size="{_round(SIZE)}">'
    return ChartDrawing(f"{opening}{style}{''.join(pieces)}</g></svg>", width, round(height * scale, 2))


def describe_chart(chart: Chart, language: str = "") -> str:
    """All that *chart* shows in words, for those who can't see it."""
    unit = f"{in_language('单位', language)}：{chart.unit}。" if chart.unit else ""
    rows = []
    for index, category in enumerate(chart.categories):
        values = [f"{each.name} {each.written[index]}".strip() for each in chart.series]
        rows.append(f"{category}：{'，'.join(values)}")
    return f"{unit}{'；'.join(rows)}。"


def nice_step(span: float) -> float:
    """The distance of lines that part a *span* > 0 into some: 1, 2 or 5 times a power of ten."""
    raw = span / _TICKS
    power = 10.0 ** floor(log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))


def _plot(chart: Chart, width: float, height: float, colours: Sequence[str]) -> Iterator[str]:
    lowest, highest = _find_extremes(chart)
    step = nice_step(highest - lowest)
    low, high = floor(lowest / step + 1e-9) * step, ceil(highest / step - 1e-9) * step
    ticks = [low + step * number for number in range(round((high - low) / step) + 1)]
    if chart.kind == "bar":
        yield from _draw_bars(chart, width, height, colours, ticks)
        return
    top = _LINE * (1.5 if chart.unit or len(chart.series) > 1 else 0.75)
    left = max(_width(_number(tick)) for tick in ticks) + SIZE / 2
    room = (width - left) / len(chart.categories)
    names, size = _set_names(chart.categories, room)
    bottom = height - _LINE * (0.25 + max(map(len, names)))

    def at(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    for tick in ticks:
        yield _draw_rule(left, at(tick), width, at(tick), "#000" if tick == max(low, 0) else "#bfbfbf")
        yield _draw_text(left - SIZE / 3, at(tick) + SIZE * 0.35, _number(tick), "end")
    yield from _draw_legend(chart, width, colours)
    for index, name in enumerate(names):
        for row, text in enumerate(name):
            half = _width(text) * size / SIZE / 2
            yield _draw_text(
                min(left + room * (index + 0.5), width - half), bottom + _LINE * (0.9 + row), text, "middle", size
            )
    if chart.kind == "line":
        yield from _draw_lines(
            chart, colours, [left + room * (index + 0.5) for index in range(len(chart.categories))], at
        )
    else:
        yield from _draw_columns(chart, colours, left, room, at)


def _set_names(categories: Sequence[str], room: float) -> tuple[list[tuple[str, ...]], float]:
    """The names of *categories*, each in lines, and their size, pt; each has the *room* (pt) in a row.

    They stand in one line, else each in two, else, where that would be too small as well, in two rows by turns.
    """
    whole: list[tuple[str, ...]] = [(name,) for name in categories]
    parted = [_part_name(name) for name in categories]
    for names in (whole, parted):
        size = _find_fitting_size((line for name in names for line in name), room - SIZE / 2)
        if size >= _SMALLEST:
            return names, size
    turns: list[tuple[str, ...]] = [("", name) if index % 2 else (name,) for index, name in enumerate(categories)]
    return turns, _find_fitting_size(categories, 2 * room - SIZE / 2)


def _part_name(name: str) -> tuple[str, ...]:
    """*name* in two lines of about one length: behind 年 or a dash sooner than within words, never within numbers."""
    places = [at for at in range(1, len(name)) if not (_is_latin(name[at - 1]) and _is_latin(name[at]))]
    places = [at for at in places if name[at] not in _NOT_FIRST]
    if not places:
        return (name,)

    def unevenness(at: int) -> float:
        return max(_width(name[:at]), _width(name[at:])) - (SIZE if name[at - 1] in _ENDING else 0)

    at = min(places, key=unevenness)
    return name[:at].strip(), name[at:].strip()


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _draw_columns(
    chart: Chart, colours: Sequence[str], left: float, room: float, at: Callable[[float], float]
) -> Iterator[str]:
    is_stacked = chart.kind == "stacked"
    wide = room * 0.7 / (1 if is_stacked else len(chart.series))
    size = _find_fitting_size((text for each in chart.series for text in each.written), wide * 1.3)
    is_told = len(chart.categories) * len(chart.series) <= _MOST_VALUES and not is_stacked
    for index in range(len(chart.categories)):
        base = 0.0
        for number, series in enumerate(chart.series):
            value = series.values[index]
            x = left + room * (index + 0.15) + (0 if is_stacked else wide * number)
            ends = sorted((at(base), at(base + value)))
            yield _draw_box(x, ends[0], wide, ends[1] - ends[0], colours[number])
            if is_told:
                yield _draw_text(x + wide / 2, at(max(value, 0.0)) - SIZE * 0.3, series.written[index], "middle", size)
            base += value if is_stacked else 0.0


def _draw_lines(
    chart: Chart, colours: Sequence[str], places: Sequence[float], at: Callable[[float], float]
) -> Iterator[str]:
    for number, series in enumerate(chart.series):
        points = [(x, at(value)) for x, value in zip(places, series.values, strict=True)]
        path = " ".join(f"{_round(x)},{_round(y)}" for x, y in points)
        dash = "" if number == 0 else f' stroke-dasharray="{4 * number} 2"'
        yield f'<polyline points="{path}" fill="none" stroke="{colours[number]}" stroke-width="1.2"{dash}/>'
        for x, y in points:
            yield f'<circle cx="{_round(x)}" cy="{_round(y)}" r="1.8" fill="{colours[number]}"/>'
    if len(chart.series) == 1 and len(places) <= _MOST_VALUES:
        (series,) = chart.series
        for x, value, written in zip(places, series.values, series.written, strict=True):
            yield _draw_text(x, at(value) - SIZE * 0.6, written, "middle")


def _draw_bars(
    chart: Chart, width: float, height: float, colours: Sequence[str], ticks: Sequence[float]
) -> Iterator[str]:
    left = min(max(map(_width, chart.categories)) + SIZE / 2, width / 3)
    right = width - max(_width(text) for each in chart.series for text in each.written) - SIZE / 2
    top, low, high = _LINE * (1.5 if chart.unit or len(chart.series) > 1 else 0.25), ticks[0], ticks[-1]
    room = (height - top) / len(chart.categories)
    thick = room * 0.7 / len(chart.series)
    zero = left + (0 - low) / (high - low) * (right - left)
    yield from _draw_legend(chart, width, colours)
    yield _draw_rule(zero, top, zero, height, "#000")
    size = _find_fitting_size(chart.categories, left - SIZE / 3)
    for index, category in enumerate(chart.categories):
        middle = top + room * (index + 0.5)
        yield _draw_text(left - SIZE / 3, middle + SIZE * 0.35, category, "end", size)
        for number, series in enumerate(chart.series):
            value = series.values[index]
            end = left + (value - low) / (high - low) * (right - left)
            y = middle - room * 0.35 + thick * number
            yield _draw_box(min(zero, end), y, abs(end - zero), thick, colours[number])
            yield _draw_text(max(zero, end) + SIZE / 4, y + thick / 2 + SIZE * 0.35, series.written[index], "start")


def _told_below(chart: Chart, width: float) -> bool:
    """Whether there is no room beside a pie to tell what it shows."""
    return _widest_share(chart) > width * (1 - _PIE) - 4 * SIZE - SIZE * 1.3


def _pie_height(chart: Chart, width: float) -> float:
    told = _LINE * (len(chart.categories) + 1)
    return width * _PIE_ABOVE + told if _told_below(chart, width) else max(width * _PIE, told)


def _draw_pie(chart: Chart, width: float, height: float, colours: Sequence[str]) -> Iterator[str]:
    values = chart.series[0].values
    is_told_below = _told_below(chart, width)
    total, radius = sum(values), width * (_PIE_ABOVE if is_told_below else _PIE) / 2
    beside = 0.0 if is_told_below else 3 * SIZE + SIZE * 1.3 + _widest_share(chart)
    left = max(0.0, (width - 2 * radius - beside) / 2)
    x, y, angle = left + radius, radius if is_told_below else height / 2, -pi / 2
    for index, value in enumerate(values):
        turn = 2 * pi * value / total
        begin, end = (x + radius * cos(angle), y + radius * sin(angle)), angle + turn
        fill = colours[index % len(colours)]
        if turn >= 2 * pi - 1e-9:
            yield f'<circle cx="{_round(x)}" cy="{_round(y)}" r="{_round(radius)}" fill="{fill}"/>'
        elif turn > 0:
            arc = f"A{_round(radius)} {_round(radius)} 0 {int(turn > pi)} 1 {_round(x + radius * cos(end))} "
            arc += _round(y + radius * sin(end))
            path = f"M{_round(x)} {_round(y)}L{_round(begin[0])} {_round(begin[1])}{arc}Z"
            yield f'<path d="{path}" fill="{fill}" stroke="#fff" stroke-width=".8"/>'
        if len(values) >= _KEYED and value > _NARROWEST * total:
            middle, far = angle + turn / 2, 0.82 * radius
            across, down = x + far * cos(middle), y + far * sin(middle)
            yield _draw_text(across, down + SIZE * 0.35, str(index + 1), "middle", ink=_ink_on(fill))
        angle = end
    texts = [_share(chart, index, total) for index in range(len(values))]
    if is_told_below:
        first, across = 2 * radius + _LINE, max(0.0, (width - _widest_share(chart) - SIZE * 1.3) / 2)
    else:
        first, across = y - _LINE * (len(values) - 1) / 2, left + 2 * radius + 3 * SIZE
    size = _find_fitting_size(texts, width - across - SIZE * 1.3)
    for index, text in enumerate(texts):
        down = first + _LINE * index
        yield _draw_box(across, down - SIZE * 0.4, SIZE * 0.8, SIZE * 0.8, colours[index % len(colours)])
        yield _draw_text(across + SIZE * 1.3, down + SIZE * 0.35, text, "start", size)


def _widest_share(chart: Chart) -> float:
    total = sum(chart.series[0].values)
    return max(_width(_share(chart, index, total)) for index in range(len(chart.categories)))


def _share(chart: Chart, index: int, total: float) -> str:
    """A slice of a pie in words: its key, its name, its number, and its share where that is another number."""
    (series,) = chart.series
    share = f"（{100 * series.values[index] / total:.1f}%）" if chart.unit != "%" else ""
    key = f"{index + 1} " if len(chart.categories) >= _KEYED else ""
    return f"{key}{chart.categories[index]}　{series.written[index]}{chart.unit}{share}"


def _ink_on(fill: str) -> str:
    """Black or white, whichever is read on *fill*."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return "#fff" if 0.3 * red + 0.59 * green + 0.11 * blue < _DARK else "#000"


def _draw_legend(chart: Chart, width: float, colours: Sequence[str]) -> Iterator[str]:
    x = width
    for number, series in reversed(list(enumerate(chart.series)) if len(chart.series) > 1 else []):
        x -= _width(series.name)
        yield _draw_text(x, SIZE, series.name, "start")
        x -= SIZE * 1.2
        yield _draw_box(x, SIZE * 0.3, SIZE * 0.8, SIZE * 0.8, colours[number])
        x -= SIZE


def _find_extremes(chart: Chart) -> tuple[float, float]:
    """The least and the greatest value on the axis; they differ.

    It has 0, but for lines that all run in the upper half: they would lie on one another.
    """
    values = [value for each in chart.series for value in each.values]
    if chart.kind == "stacked":
        values = [sum_ for row in zip(*(each.values for each in chart.series), strict=True) for sum_ in accumulate(row)]
    if chart.kind == "line" and max(values) > min(values) > max(values) / 2:
        return min(values), max(values)
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if high > low else (0.0, 1.0)


def _number(value: float) -> str:
    return f"{value:.10g}"


def _width(text: str) -> float:
    return SIZE * sum(1.0 if east_asian_width(each) in "WF" else 0.55 for each in text)


def _round(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _find_fitting_size(texts: Iterable[str], most: float) -> float:
    """The size, pt, in which none of *texts* is wider than *most*: that of all, or smaller."""
    widest = max(map(_width, texts))
    return SIZE if widest <= most else SIZE * most / widest


def _draw_text(x: float, y: float, text: str, anchor: str, size: float = SIZE, ink: str = "#000") -> str:
    """*text* at its base line."""
    own = "" if size == SIZE else f' font-size="{_round(size)}"'
    own += "" if ink == "#000" else f' fill="{ink}"'
    return f'<text x="{_round(x)}" y="{_round(y)}" text-anchor="{anchor}"{own}>{escape(text)}</text>'


def _draw_rule(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    ends = f'x1="{_round(x)}" y1="{_round(y)}" x2="{_round(to_x)}" y2="{_round(to_y)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{_HAIR}"/>'


def _draw_box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{_round(x)}" y="{_round(y)}" width="{_round(width)}" height="{_round(height)}" fill="{fill}"/>'
