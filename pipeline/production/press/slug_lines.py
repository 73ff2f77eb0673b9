"""Reads the face that slug lines are set in."""

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.resources import find_shipped

_FACE = "KanbenKai-Regular.ttf"


def slug_face() -> bytes:
    """The program of the face, TrueType. Raises FileAccessError."""
    face = find_shipped("fonts") / _FACE
    try:
        return face.read_bytes()
    except OSError as error:
        raise FileAccessError(Problem(_("The file cannot be read."), face)) from error
