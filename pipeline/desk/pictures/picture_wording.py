"""The words of the page of pictures."""

from pipeline.i18n import _


def picture_words() -> dict[str, str]:
    """Each text by its name, in the user's language."""
    return {
        "drop_pictures": _("Drop pictures here: JPEG, PNG, TIFF or SVG"),
        "no_pictures": _("There are no pictures in this issue yet."),
        "taking_picture": _("Taking in {name} …"),
        "picture_new": _("{name} was taken in."),
        "picture_known": _("{name} is there already."),
        "pixels": _("{width} × {height} px, {size} kB"),
        "drawing_size": _("Drawing, {size} kB"),
        "unused": _("Not in the issue yet"),
        "printed_at": _("{resolution} pixels per inch on page {pages}"),
        "too_coarse": _("{resolution} pixels per inch on page {pages}: too coarse, 300 are wanted"),
        "coarse": _("{resolution} pixels per inch on page {pages}: 300 are wanted"),
        "not_printed": _("Not on a page yet"),
        "alt": _("What it shows (for readers who cannot see it)"),
        "caption": _("Caption"),
        "credit": _("Credit"),
        "crop": _("Shape"),
        "whole": _("Whole picture"),
        "focus_help": _("Click the picture where its focus is: that stays in view."),
        "focus_x": _("Focus from the left, per cent"),
        "focus_y": _("Focus from the top, per cent"),
        "save": _("Save"),
        "put_into": _("Put into an article"),
        "article": _("Article"),
        "at_end": _("at its end"),
        "at_caret": _("at the cursor, line {line}"),
        "insert": _("Insert"),
        "inserted": _("{name} was put into {file}."),
        "remove_named": _("Remove the picture {name}"),
        "picture_removed": _("{name} was removed. It lies below, to be put back."),
        "removed_pictures": _("Removed pictures"),
        "picture_is_back": _("{name} is back."),
        "use_of": _("{file}, line {line}"),
    }
