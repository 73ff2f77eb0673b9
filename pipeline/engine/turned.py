"""Which box holds a table that is turned: it is set across its page, from the foot to the head."""

from typing import Any

_CLASS = "turned"


def is_turned(box: Any) -> bool:
    """Whether *box* is that of a block of the class ``turned``."""
    element = box.element
    return element is not None and element.get("class") == _CLASS and "::" not in box.element_tag
