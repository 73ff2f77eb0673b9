"""The first bytes by which a PDF is known."""

HEADER_WITHIN = 1024  # bytes (ISO 32000-1, annex H.3, note 13)


def has_header(data: bytes) -> bool:
    """Whether readers find the header of a PDF at the beginning of *data*."""
    return b"%PDF-" in data[:HEADER_WITHIN]
