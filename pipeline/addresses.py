"""Which addresses may be led to: the one list of schemes, for links of ours and for those in files of strangers."""

import re
import unicodedata
from urllib.parse import unquote

ALLOWED_SCHEMES = ("http", "https", "mailto")
IDENTIFIER_SCHEMES = ("ark", "doi", "hdl", "info", "urn")  # names of archives, which nothing opens by itself
LONGEST_ADDRESS = 8_192  # characters; servers take no longer ones

# With a host that begins with a letter, a digit or a bracket: browsers make up for missing and surplus slashes, each in
# its own way. Schemes are ASCII, or "httpſ" would be one.
_WEB = re.compile(r"(?ai:https?)://(?:[^/?#@]*@)?[\w\[][^/?#@]*(?:[/?#].*)?")
_MAIL = re.compile(r"(?ai:mailto):[^/#].*")
# Some mail programs take a file of the reader's disk along (RFC 6068, 7, warns of such headers).
_ATTACHMENT = re.compile(r"[?&]\s*attach(?:ment)?\s*=", re.IGNORECASE)
# Controls, signs that are not seen, halves of characters, spaces and line ends: browsers leave some of them out before
# they look at the scheme (WHATWG URL, 4.4), and all of them hide what an address is.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def is_allowed(address: str) -> bool:
    """Whether *address* leads to the web or to a mail program, however viewers and browsers read it.

    Refused are other schemes and none (``//host`` and paths too), what could be taken for one by another reader
    (spaces, controls, backslashes), addresses without a host, and those longer than ``LONGEST_ADDRESS``. An address
    beyond ASCII is allowed: RFC 3987.
    """
    if len(address) > LONGEST_ADDRESS or "\\" in address:
        return False
    if any(unicodedata.category(character) in _UNSEEN for character in address):
        return False
    if _WEB.fullmatch(address):
        return True
    return bool(_MAIL.fullmatch(address)) and not _ATTACHMENT.search(unquote(address))


def is_identifier(text: str) -> bool:
    """Whether *text* says where something is kept: an address (`is_allowed`) or a name of ``IDENTIFIER_SCHEMES``."""
    scheme, _colon, name = text.partition(":")
    return is_allowed(text) or (scheme.lower() in IDENTIFIER_SCHEMES and name.isprintable() and bool(name.strip()))
