"""Pictures of the content: files of the workspace, judged before anything is laid out."""

from pathlib import Path

from pipeline.blocks import Picture
from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.limits import limited
from pipeline.pictures.judging import KINDS, MAX_BYTES, WrongPictureError, judge_picture

_SECONDS = 8.0  # of processor time to look into one; a page in 600 dpi takes two


def look_into(path: Path, workspace: Path) -> Picture | Problem:
    """Return the picture of *path*, a file of *workspace*, or what is wrong with it."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        return Problem(_("This is no PNG, JPEG or SVG."), path, hint=_("Save the picture as one of these."))
    try:
        data = read_inside(workspace, path, MAX_BYTES[kind])
        with limited(_("looking into the picture"), path, _SECONDS):
            facts = judge_picture(data, kind)
    except OSError as error:
        reason = error.strerror or _("the file is damaged")
        return Problem(_("The picture cannot be read: {reason}.").format(reason=reason), path)
    except RefusedFileError as error:
        return error.problem(path)
    except WrongPictureError as error:
        return Problem(error.message, path, error.line, error.hint)
    return Picture(path, facts.size, facts.text)
