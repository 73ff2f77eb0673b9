"""Messages on characters that are set in song because their own face lacks them."""

from pipeline.i18n import _


def substitution_message(slug: str, folio: int, role: str, character: str) -> str:
    """Return the sentence for *character*, which the face of *role* lacks on *folio* in the article *slug*."""
    names = {"song": _("song"), "hei": _("hei"), "kai": _("kai"), "fang": _("fang"), "mono": _("mono")}
    message = _("{slug}, folio {folio}: {role} has no {character}; song lends it.")
    return message.format(slug=slug, folio=folio, role=names.get(role, role), character=character)
