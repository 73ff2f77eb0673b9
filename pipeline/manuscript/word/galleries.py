"""Tables that hold nothing but pictures with their captions, as photographs are put side by side in Word."""

from pipeline.manuscript.word.facts import Facts, facts_of
from pipeline.manuscript.word.manuscript import Cell, Equation, NoteCall, Paragraph, PictureCall, Table

_LONGEST = 60  # characters of a caption
Captioned = tuple[PictureCall, Facts | None]


def read_gallery(table: Table) -> tuple[Captioned, ...] | None:
    """The pictures of *table* with their captions, in their order; None where it is a table."""
    found: list[Captioned] = []
    above: dict[int, int] = {}  # column → index of a picture that has no caption yet
    for row in table.rows:
        still: dict[int, int] = {}
        for cell in row:
            parts = _read_cell(cell)
            if parts is None:
                return None
            picture, caption = parts
            if picture is not None:
                found.append((picture, caption))
                still |= {cell.column: len(found) - 1} if caption is None else {}
            elif caption is not None and cell.column in above:
                found[above[cell.column]] = (found[above[cell.column]][0], caption)
            elif caption is not None:
                return None
        above = still
    return tuple(found) or None


def _read_cell(cell: Cell) -> tuple[PictureCall | None, Facts | None] | None:
    """The picture and the caption of *cell*, either of which may be missing; None where it holds anything else."""
    pictures: list[PictureCall] = []
    captions: list[Facts] = []
    for block in cell.blocks:
        if not isinstance(block, Paragraph):
            return None
        own = [each for each in block.pieces if isinstance(each, PictureCall)]
        pictures += own
        text = facts_of(block.with_pieces(tuple(each for each in block.pieces if not isinstance(each, PictureCall))))
        if any(isinstance(each, NoteCall | Equation) for each in block.pieces) or len(text.text) > _LONGEST:
            return None
        captions += [text] if text.text else []
    if len(pictures) > 1 or len(captions) > 1:
        return None
    return (pictures[0] if pictures else None), (captions[0] if captions else None)
