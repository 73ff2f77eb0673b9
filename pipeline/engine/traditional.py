"""Text in Traditional Chinese: the faces that go before its own, and where its marks stand.

Knows nothing of WeasyPrint but the names of properties of a computed style.
"""

from typing import Any

from pipeline.languages import is_traditional

FAMILIES = {f"Kanben {role}": f"Kanben {role} Traditional" for role in ("Song", "Hei", "Kai", "Fang")}
"""For first families those of Traditional Chinese, which are second faces."""
_OWN = frozenset(FAMILIES.values())


def families_for(style: Any) -> tuple[str, ...]:
    """The families of a computed style in the order in which a character is looked for in them."""
    named: tuple[str, ...] = tuple(style["font_family"])
    if not style["lang"] or not is_traditional(style["lang"]):
        return named
    return tuple(family for name in named for family in (FAMILIES.get(name), name) if family is not None)


def has_centred_marks(style: Any) -> bool:
    """Whether pause marks and stops in a computed style stand in the middle of their em; those of code are of hei."""
    own = set(families_for(style)) & _OWN
    return bool(own) and not own.isdisjoint(getattr(style.font_config, "second", ()))
