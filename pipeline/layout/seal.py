"""What is drawn rather than written on the pages of a volume: QR codes; and how the text of a seal is arranged."""

import math

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.volume import Volume

_QUIET = 4  # modules of white around a QR code (ISO/IEC 18004, 5.3.8)


def qr_code(order: Volume) -> str:
    """The archive's address as a QR code: an SVG in a data URI, its quiet zone within; empty when there is none.

    Raises ContentError when the address is too long for one.
    """
    address = order.stamps.archive_uri
    if not address:
        return ""
    import segno  # only a volume needs it

    try:
        code = segno.make_qr(address, error="m")
    except (segno.DataOverflowError, ValueError) as error:
        hint = _("Take a shorter address for archive_uri.")
        message = _("The archive's address does not fit into a QR code.")
        raise ContentError(Problem(message, order.path, hint=hint)) from error
    return code.svg_data_uri(border=_QUIET, omitsize=True, dark="#000", light=None)


def seal_rows(text: str) -> tuple[str, ...]:
    """*text* in rows as near to a square as may be, the last one shorter: ten characters in 4, 4, 2."""
    characters = "".join(text.split())
    if not characters:
        return ()
    in_row = math.ceil(len(characters) / max(1, round(math.sqrt(len(characters)))))
    return tuple(characters[at : at + in_row] for at in range(0, len(characters), in_row))
