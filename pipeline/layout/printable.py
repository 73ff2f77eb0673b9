"""Which values have a text that templates may print."""

import datetime

from jinja2 import Undefined

from pipeline.colours import Colour
from pipeline.i18n import _
from pipeline.issue_numbers import IssueDate, IssueNumber


def require_printable(value: object) -> object:
    """*value*, if it is one that has words of its own.

    What Python would print of functions and other objects has addresses of memory in it, each time others. Raises
    TypeError.
    """
    if isinstance(value, str | int | float | datetime.date | Colour | IssueDate | IssueNumber):
        return value
    if isinstance(value, Undefined):
        return str(value)  # which raises
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return [require_printable(each) for each in value]
    message = _("what is printed here is no text, but a {kind}")
    raise TypeError(message.format(kind=type(value).__name__))
