"""Decryption of the strings and streams of a file that may be damaged, by what pypdf knows of it."""

from collections.abc import Callable
from typing import Any

from pipeline.i18n import _
from pipeline.pdf.object_syntax import UnreadableError

Decrypt = Callable[[bytes], bytes]


def decrypter_of_strings(unveil: Decrypt) -> Decrypt:
    """*unveil*, which gives back a string that is not encrypted, as signatures have one (ISO 32000-1, 7.6.1)."""
    if unveil is bytes:
        return bytes

    def decrypt(data: bytes) -> bytes:
        try:
            return bytes(unveil(data))
        except Exception:  # noqa: BLE001 (the library raises anything)
            return data

    return decrypt


def decrypt_stream(unveil: Decrypt, data: bytes) -> bytes:
    """*data* of a stream decrypted. Raises UnreadableError instead of whatever the library raises on damaged data."""
    try:
        return bytes(unveil(data))
    except Exception as error:
        raise UnreadableError(_("encrypted, and damaged"), 0) from error


def is_plain(dictionary: dict[str, Any]) -> bool:
    """Whether a stream stays as it is in an encrypted file (ISO 32000-1, 7.5.8.2 and 7.6.5)."""
    filters = dictionary.get("/Filter")
    return (
        dictionary.get("/Type") == "/XRef" or filters == "/Crypt" or (isinstance(filters, list) and "/Crypt" in filters)
    )
