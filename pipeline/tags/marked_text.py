"""The text of marked content: what its characters say, in the order in which they are drawn (ISO 32000-1, 14.6).

What is an artifact says nothing. A replacement text (ActualText) stands for what is in it.
"""

from dataclasses import dataclass, field, replace
from math import nan
from typing import Any

from pipeline.intake.kept_objects import is_reference
from pipeline.intake.pdf_objects import Page, PdfObjects
from pipeline.pdf.content_tokens import BrokenContentError, operations
from pipeline.pdf.places import Matrix, multiply_matrices
from pipeline.pdf.text_strings import text_of
from pipeline.tags.character_maps import CharacterMap, CharacterMaps
from pipeline.tags.elements import Content
from pipeline.tags.spoken import Spoken, join

_MOST_OPERATIONS = 5_000_000  # of the file
_MOST_BYTES = 128 << 20
_MOST_CHARACTERS = 32 << 20
_MOST_STREAMS = 10_000
_MOST_STATES, _DEEPEST = 1_000, 12
_HYPHENS = ("-", "\u2010")
_WORD_GAP = -200.0  # thousandths of an em: where a file has no spaces, words are this far from one another
_FIGURES = {b"TL": "leading", b"Tc": "character_space", b"Tw": "word_space", b"Tz": "stretch"}
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))


@dataclass(slots=True, kw_only=True)
class _State:
    """What decides how text is read: its font, and where it stands."""

    matrix: Matrix
    characters: CharacterMap | None = None
    size: float = 1.0
    leading: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0


@dataclass(slots=True, kw_only=True)
class _Mark:
    """Marked content that is open. *key*: stream and number, if it has one. *is_mute*: what is in it is not read.

    *actual* is read in its place, once; *drawn* is what it stands for.
    """

    key: tuple[int, int] | None = None
    is_mute: bool = False
    actual: str | None = None
    language: str = ""
    drawn: str = ""
    is_told: bool = False


@dataclass(kw_only=True)
class MarkedTexts:
    """The texts of the marked content of *pdf*, whose *pages* are read when one of them is asked for.

    *is_cut*: there is more than is read, or it can't be read.
    """

    pdf: PdfObjects
    pages: tuple[Page, ...]
    is_cut: bool = False
    _found: dict[int, dict[tuple[int, int], Spoken]] = field(default_factory=dict)
    _operations: int = 0
    _bytes: int = 0
    _characters: int = 0

    def __post_init__(self) -> None:
        self.maps = CharacterMaps(self.pdf)

    def of(self, content: Content) -> Spoken:
        """What *content* says."""
        if content.page not in self._found:
            self._found[content.page] = self._read(self.pages[content.page])
        return self._found[content.page].get((content.stream, content.mcid), Spoken())

    def _read(self, page: Page) -> dict[tuple[int, int], Spoken]:
        run = _Run(self)
        try:
            run.follow(self._content_of(page), self.pdf.dictionary(page.entries.get("/Resources")), page.base, 0, 0)
        except (BrokenContentError, OverflowError):
            self.is_cut = True
        return run.found

    def _content_of(self, page: Page) -> bytes:
        item = page.entries.get("/Contents")
        found = self.pdf.value(item)
        rows = found if isinstance(found, list) else [item]
        pieces = (self.pdf.stream(row) for row in rows[:_MOST_STREAMS])
        return b"\n".join(piece for piece in pieces if piece is not None)

    def spend(self, count: int, size: int, characters: int) -> None:
        """Count operations, bytes of content and characters. Raises OverflowError when there are too many."""
        self._operations += count
        self._bytes += size
        self._characters += characters
        too_many = self._operations > _MOST_OPERATIONS or self._characters > _MOST_CHARACTERS
        if too_many or self._bytes > _MOST_BYTES:
            raise OverflowError


@dataclass
class _Run:
    """One page being read."""

    owner: MarkedTexts
    _pieces: dict[tuple[int, int], list[Spoken]] = field(default_factory=dict)
    _marks: list[_Mark] = field(default_factory=list)
    _replaced: _Mark | None = None  # the outermost one that a text stands for

    def follow(self, content: bytes, resources: dict[str, Any], matrix: Matrix, stream: int, depth: int) -> None:
        """Read *content*, that of the page or of the form with the number *stream*."""
        self.owner.spend(0, len(content), 0)
        _Stream(self, resources, _State(matrix=matrix), stream, depth).read(content)

    def begin(self, key: tuple[int, int] | None, *, is_artifact: bool, actual: str | None, language: str) -> None:
        """Begin marked content."""
        if len(self._marks) >= _MOST_STATES:
            raise OverflowError
        around = self._marks[-1] if self._marks else _Mark()
        mark = _Mark(
            key=key or around.key,
            is_mute=around.is_mute or is_artifact,
            actual=actual,
            language=language or around.language,
        )
        self._marks.append(mark)
        if actual is not None and self._replaced is None:
            self._replaced = mark

    def end(self) -> None:
        """End the innermost marked content."""
        mark = self._marks.pop() if self._marks else None
        if mark is not None and mark is self._replaced:
            self._replaced = None
            if mark.actual and not mark.is_told:
                self._tell(mark, Spoken(text=mark.actual, first=nan, last=nan))  # nothing is drawn that it stands for
            elif mark.drawn.endswith(_HYPHENS) and (mark.actual or "")[-1:].isalpha():
                self._mark_cut(mark)

    def say(self, spoken: Spoken) -> None:
        """Add what is *spoken* to the marked content that it is in, if any."""
        mark = self._marks[-1] if self._marks else None
        if mark is None:
            return
        if self._replaced is not None:
            replaced = self._replaced
            replaced.drawn += spoken.text
            spoken = replace(spoken, text="" if replaced.is_told else replaced.actual or "")
            replaced.is_told = True
        self._tell(mark, spoken)

    def _mark_cut(self, mark: _Mark) -> None:
        """Tell of a word that its hyphen, which is no text, is there for a line's end."""
        pieces = self._pieces.get(mark.key, []) if mark.key is not None else []
        if pieces:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text}\u00ad")

    def _tell(self, mark: _Mark, spoken: Spoken) -> None:
        if mark.key is not None and not mark.is_mute and spoken.text:
            self.owner.spend(0, 0, len(spoken.text))
            self._pieces.setdefault(mark.key, []).append(replace(spoken, language=mark.language))

    @property
    def found(self) -> dict[tuple[int, int], Spoken]:
        """What the marked content of the page says."""
        return {key: join(pieces) for key, pieces in self._pieces.items()}


class _Stream:
    """One content stream being read, in the *state* that it begins with."""

    def __init__(self, run: _Run, resources: dict[str, Any], state: _State, stream: int, depth: int) -> None:
        self._run, self._resources, self._state, self._stream, self._depth = run, resources, state, stream, depth
        self._saved: list[_State] = []
        self._line: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._along = 0.0  # how far text has come since the line began
        self._look = run.owner.pdf

    def read(self, content: bytes) -> None:
        """Read all operations of *content*."""
        for operator, operands in operations(content):
            self._run.owner.spend(8 if operator == b"Do" else 1, 0, 0)
            if operator in _SHOWING:
                self._show(operator, operands)
            elif operator in {b"BDC", b"BMC"}:
                self._begin(operands)
            elif operator == b"EMC":
                self._run.end()
            elif operator == b"Do":
                self._draw(operands)
            elif operator in {b"q", b"Q", b"cm"}:
                self._change_state(operator, operands)
            else:
                self._set_text(operator, operands)

    def _change_state(self, operator: bytes, operands: list[Any]) -> None:
        if operator == b"q":
            if len(self._saved) >= _MOST_STATES:
                raise OverflowError
            self._saved.append(replace(self._state))
        elif operator == b"Q" and self._saved:
            self._state = self._saved.pop()
        elif operator == b"cm" and (matrix := _matrix(operands)):
            self._state.matrix = multiply_matrices(matrix, self._state.matrix)

    def _set_text(self, operator: bytes, operands: list[Any]) -> None:
        numbers = [each for each in operands if type(each) in {int, float}]
        if operator == b"Tf" and len(operands) >= 2 and numbers:
            fonts = self._look.dictionary(self._resources.get("/Font"))
            name = operands[-2]
            held = fonts.get(name) if isinstance(name, str) else None
            self._state.characters = self._run.owner.maps.of_font(held) if held is not None else None
            self._state.size = numbers[-1]
        elif operator == b"gs":
            states = self._look.dictionary(self._resources.get("/ExtGState"))
            name = operands[-1] if operands and isinstance(operands[-1], str) else ""
            if row := self._look.array(self._look.dictionary(states.get(name)).get("/Font")):
                self._state.characters = self._run.owner.maps.of_font(row[0])
        elif operator == b"BT":
            self._begin_line((1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
        elif operator in _FIGURES and numbers:
            setattr(self._state, _FIGURES[operator], numbers[-1] / (100 if operator == b"Tz" else 1))
        elif operator in {b"Td", b"TD"} and len(numbers) >= 2:
            self._move(numbers[-2], numbers[-1])
            if operator == b"TD":
                self._state.leading = -numbers[-1]
        elif operator == b"T*":
            self._move(0.0, -self._state.leading)
        elif operator == b"Tm" and (matrix := _matrix(operands)):
            self._begin_line(matrix)

    def _move(self, x: float, y: float) -> None:
        self._begin_line(multiply_matrices((1.0, 0.0, 0.0, 1.0, x, y), self._line))

    def _begin_line(self, matrix: Matrix) -> None:
        self._line, self._along = matrix, 0.0

    def _show(self, operator: bytes, operands: list[Any]) -> None:
        if operator in {b"'", b'"'}:
            self._move(0.0, -self._state.leading)
        held = operands[-1] if operands else b""
        a, b, _c, _d, x, y = multiply_matrices(self._line, self._state.matrix)
        length = (a * a + b * b) ** 0.5 or 1.0
        across, along = (a * y - b * x) / length, (a * x + b * y) / length
        begins = along + self._along * length
        text = _with_spaces(self._read_pieces(held if isinstance(held, list) else [held]))
        ends = along + self._along * length
        size = abs(self._state.size) * length
        self._run.say(Spoken(text=text, first=across, last=across, begins=begins, ends=ends, size=size))

    def _read_pieces(self, pieces: list[Any]) -> str:
        """What *pieces* of text and gaps say, with NUL for a space if a Latin word follows; go on behind them."""
        state, characters, text = self._state, self._state.characters, ""
        widths = characters.widths if characters is not None else None
        for piece in pieces:
            step = nan
            if isinstance(piece, bytes):
                text += characters.text(piece) if characters is not None else ""
                if widths is not None:
                    ems, glyphs, spaces = widths.advance(piece)
                    step = ems * state.size + glyphs * state.character_space + spaces * state.word_space
            elif type(piece) in {int, float}:
                step = -piece / 1000 * state.size
                if piece < _WORD_GAP and text[-1:].isascii() and text[-1:].isalnum():
                    text += "\0"
            self._along += step * state.stretch
        return text

    def _begin(self, operands: list[Any]) -> None:
        tag = operands[0] if operands else None
        held = operands[1] if len(operands) > 1 else None
        if isinstance(held, str):
            held = self._look.dictionary(self._resources.get("/Properties")).get(held)
        entries = self._look.dictionary(held)
        mcid, actual, language = (self._look.value(entries.get(key)) for key in ("/MCID", "/ActualText", "/Lang"))
        self._run.begin(
            (self._stream, mcid) if type(mcid) is int else None,
            is_artifact=tag == "/Artifact",
            actual=text_of(actual) if isinstance(actual, bytes) else None,
            language=text_of(language) if isinstance(language, bytes) else "",
        )

    def _draw(self, operands: list[Any]) -> None:
        forms = self._look.dictionary(self._resources.get("/XObject"))
        item = forms.get(operands[-1]) if operands and isinstance(operands[-1], str) else None
        entries = self._look.dictionary(item)
        if self._look.value(entries.get("/Subtype")) != "/Form" or self._depth >= _DEEPEST:
            return
        content = self._look.stream(item)
        if content is None or not is_reference(item):
            return
        matrix = _matrix(self._look.numbers(entries.get("/Matrix"), 6) or [])
        inner = multiply_matrices(matrix, self._state.matrix) if matrix else self._state.matrix
        own = self._look.dictionary(entries.get("/Resources")) or self._resources
        self._run.follow(content, own, inner, item.idnum, self._depth + 1)


def _with_spaces(text: str) -> str:
    if "\0" not in text:
        return text
    pieces = text.split("\0")
    result = pieces[0]
    for piece in pieces[1:]:
        result += (" " if piece[:1].isascii() and piece[:1].isalnum() else "") + piece
    return result


def _matrix(operands: list[Any]) -> Matrix | None:
    row = operands[-6:]
    if len(row) != 6 or not all(type(each) in {int, float} for each in row):
        return None
    a, b, c, d, e, f = row
    return a, b, c, d, e, f
