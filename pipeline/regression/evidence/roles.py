"""In which style lines are set, as their role: titles, heads, captions are known by it, apart from the body. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Line

Role = tuple[str, float]  # face; size, pt


@dataclass(frozen=True, slots=True)
class Roles:
    """The role of the line at each place before; that of the *body* is none."""

    lines: Mapping[Place, Role]
    body: Role

    def at(self, places: Sequence[Place]) -> frozenset[Role]:
        """The roles of the lines at *places*; none where something else stands at one of them, or body text."""
        found = {self.lines.get(each, self.body) for each in places}
        return frozenset() if self.body in found else frozenset(found)


def roles_of(pairing: Pairing) -> Roles:
    """The roles of the lines before."""
    styles = pairing.before.styles
    lines: dict[Place, Role] = {}
    letters = Counter[Role]()
    for each in pairing.flow_before.lines:
        if not each.line.pieces:
            continue
        style = styles[_style_of(each.line)]
        lines[each.page, each.box] = style.font, each.size
        letters[style.font, each.size] += len(each.line.text)
    return Roles(lines, letters.most_common(1)[0][0] if letters else ("", 0.0))


def _style_of(line: Line) -> int:
    """The style of most of *line*."""
    return max(line.pieces, key=lambda piece: len(piece[1]))[0]
