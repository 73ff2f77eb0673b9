"""Bars of seconds as an SVG drawing, for pages that people look at."""

from collections.abc import Sequence
from html import escape

_WIDTH, _ROW, _LEFT, _RIGHT = 720, 26, 300, 90
_OURS, _PEER = "#1f4e79", "#9aa5b1"


def bars(title: str, rows: Sequence[tuple[str, float, bool]]) -> str:
    """A drawing of *rows*: what is measured, seconds, and whether it is ours. Lengths are in proportion."""
    most = max(seconds for _name, seconds, _ours in rows)
    height = _ROW * (len(rows) + 2)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        f'<text x="8" y="{_ROW - 8}" font-weight="bold" font-size="14">{escape(title)}</text>',
    ]
    for number, (name, seconds, is_ours) in enumerate(rows, 1):
        y, length = _ROW * number + 8, (_WIDTH - _LEFT - _RIGHT) * seconds / most
        colour = _OURS if is_ours else _PEER
        lines += [
            f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end" font-size="13">{escape(name)}</text>',
            f'<rect x="{_LEFT}" y="{y}" width="{length:.1f}" height="{_ROW - 8}" fill="{colour}"/>',
            f'<text x="{_LEFT + length + 6:.1f}" y="{y + 13}" font-size="13">{seconds:.2f} s</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])
