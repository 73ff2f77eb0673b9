"""The date in the metadata of a finished file: that of its content, so that the same content gives the same bytes."""

import datetime
import os

from pipeline.errors import Problem, UsageError
from pipeline.i18n import _

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def document_date(date: datetime.date) -> datetime.datetime:
    """Midnight of *date*, UTC, unless SOURCE_DATE_EPOCH is set. Raises UsageError when that is no number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    try:
        return _EPOCH + datetime.timedelta(seconds=int(epoch))
    except (ValueError, OverflowError) as error:
        message = _("SOURCE_DATE_EPOCH is no number of seconds since 1970: {value}.").format(value=epoch)
        raise UsageError(Problem(message, hint=_("Unset it or mend it."))) from error
