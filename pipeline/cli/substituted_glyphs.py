"""Messages on characters that song is lent for."""

from pipeline.i18n import _


def lent_message(slug: str, folio: int, role: str, character: str) -> str:
    """Return the sentence for *character*, which the face of *role* lacks on *folio* in the article *slug*."""
    names = {"song": _("song"), "hei": _("hei"), "kai": _("kai"), "fang": _("fang"), "mono": _("mono")}
    message = _("{slug}, folio {folio}: {role} has no {character}; song lends it.")
    return message.format(slug=slug, folio=folio, role=names.get(role, role), character=character)
