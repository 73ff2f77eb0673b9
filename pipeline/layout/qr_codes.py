"""QR codes of addresses (ISO/IEC 18004)."""

_QUIET = 4  # modules of white around a code (5.3.8)


def draw_qr_code(address: str) -> str:
    """The *address* as a QR code: an SVG in a data URI, its quiet zone within. Raises ValueError for one too long."""
    import segno  # few issues need it

    code = segno.make_qr(address, error="m")  # what overflows is a ValueError
    return code.svg_data_uri(border=_QUIET, omitsize=True, dark="#000", light=None)
