"""Addresses of mailboxes and of the web are in ASCII."""

import re
from collections.abc import Iterator

from pipeline.check.passage import NO_PROSE, Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_MAILBOX = re.compile(rf"(?<=[A-Za-z0-9])(＠)(?=[A-Za-z0-9]|{NO_PROSE})", re.ASCII)
_WEB = re.compile("https?(：//|：／／|:／／|；//)", re.ASCII)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, right in ((_MAILBOX, "@"), (_WEB, "://")):
        for found in pattern.finditer(passage.text):
            message = _("“{mark}” is written for “{right}”.").format(mark=found[1], right=right)
            yield mend(found, passage, right, message, group=1)


RULE = Rule(
    id="marks.addresses",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="An address with a full-width mark leads nowhere.",
    source="RFC 3986; RFC 5322",
    find=in_passages(_find),
    can_fix=True,
)
