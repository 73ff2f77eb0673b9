"""Charts of Word: what they compare, from the values that the file keeps beside the drawing (c:chartSpace)."""

import re
from collections.abc import Iterator

from pipeline.manuscript.word.manuscript import ChartCall, ChartKind
from pipeline.manuscript.word.parts import A, Element

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_KINDS: dict[str, ChartKind] = {
    "barChart": "column", "bar3DChart": "column", "lineChart": "line", "line3DChart": "line", "pieChart": "pie",
    "pie3DChart": "pie", "doughnutChart": "pie",
}  # fmt: skip
_STACKED = ("stacked", "percentStacked")
_MOST_ROWS, _MOST_SERIES, _MOST_POINTS = 40, 6, 10_000
_AXIS, _SERIES = "项目", "系列"  # words of the article, where the file names none
_LONGEST_NUMBER = 10**12


def read_chart(root: Element) -> ChartCall | None:
    """The chart in the part *root*; None where it is of a kind, or of a size, that articles don't have."""
    plot = root.find(f".//{C}plotArea")
    drawn = [each for each in plot if str(each.tag).endswith("Chart")] if plot is not None else []
    name = str(drawn[0].tag).removeprefix(C) if len(drawn) == 1 else ""
    if name not in _KINDS:
        return None
    series = drawn[0].findall(f"{C}ser")
    categories = _points(series[0].find(f"{C}cat")) if series else []
    columns = [_numbers(each.find(f"{C}val"), len(categories)) for each in series]
    if not 0 < len(categories) <= _MOST_ROWS or not 0 < len(columns) <= _MOST_SERIES or None in columns:
        return None
    kind = _kind_of(name, drawn[0])
    values = [column for column in columns if column is not None]
    if kind == "pie" and (len(values) > 1 or any(each.startswith("-") for each in values[0])):
        return None
    names = ["".join(_points(each.find(f"{C}tx"))) or f"{_SERIES}{index}" for index, each in enumerate(series, 1)]
    axis = _text_of(plot.find(f"{C}catAx/{C}title")) if plot is not None else ""
    head = (axis or _AXIS, *names)
    rows = [(category, *(column[index] for column in values)) for index, category in enumerate(categories)]
    return ChartCall(
        kind=kind,
        title=_text_of(root.find(f"{C}chart/{C}title")),
        unit="%" if all(_is_per_cent(each) for each in series) else "",
        rows=tuple(tuple(map(_cell, row)) for row in (head, *rows)),
    )


def words_of(root: Element) -> Iterator[str]:
    """The words and values of a chart or a diagram in the part *root*."""
    return (each.text or "" for each in root.iter(f"{A}t", f"{C}v"))


def _kind_of(name: str, drawn: Element) -> ChartKind:
    direction, grouping = drawn.find(f"{C}barDir"), drawn.find(f"{C}grouping")
    if _KINDS[name] == "column" and grouping is not None and grouping.get("val") in _STACKED:
        return "stacked"
    return "bar" if direction is not None and direction.get("val") == "bar" else _KINDS[name]


def _points(element: Element | None) -> list[str]:
    """The cached texts within *element*, in their order; none where one is missing."""
    if element is None:
        return []
    points = {each.get("idx", ""): each.findtext(f"{C}v", "") for each in element.iter(f"{C}pt")}
    count = element.find(f".//{C}ptCount")
    wanted = count.get("val", "") if count is not None else str(len(points))
    if not points and (plain := element.findtext(f"{C}v")):
        return [plain]
    is_whole = wanted.isdigit() and int(wanted) == len(points) <= _MOST_POINTS
    texts = [points.get(str(index), "") for index in range(len(points))] if is_whole else []
    return texts if all(each.strip() for each in texts) else []


def _numbers(element: Element | None, count: int) -> list[str] | None:
    """The cached numbers within *element* as an article writes them; None where there aren't *count* of them."""
    factor = 100 if element is not None and _is_per_cent(element) else 1
    numbers: list[str] = []
    for text in _points(element):
        if not re.fullmatch(r"[-+]?\d*\.?\d+(?:[Ee][-+]?\d{1,2})?", text.strip()):
            return None
        value = float(text) * factor
        if abs(value) >= _LONGEST_NUMBER:
            return None
        numbers.append(f"{value:.6f}".rstrip("0").rstrip("."))
    return numbers if len(numbers) == count else None


def _is_per_cent(element: Element) -> bool:
    """Whether the values in *element* are shown in per cent, which the file keeps as parts of 1."""
    return any("%" in (each.text or "") for each in element.iter(f"{C}formatCode"))


def _text_of(element: Element | None) -> str:
    return "".join(each.text or "" for each in element.iter(f"{A}t")).strip() if element is not None else ""


def _cell(text: str) -> str:
    """*text* as a cell of a row, which commas part."""
    return re.sub(r"[,，\t\n]", "、", " ".join(text.split()))
