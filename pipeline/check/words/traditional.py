"""Traditional characters and their simplified forms: the committed list ``traditional.txt``."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

_LIST = "traditional.txt"


@cache
def simplified_forms() -> Mapping[str, str]:
    """Simplified forms by traditional characters that are never written in simplified text."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    pairs = (pair for line in text.splitlines() if not line.startswith("#") for pair in line.split())
    return {pair[0]: pair[1] for pair in pairs}
