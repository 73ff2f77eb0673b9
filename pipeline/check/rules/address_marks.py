"""Addresses of mailboxes and of the web are in ASCII."""

import re
from collections.abc import Iterator

from pipeline.check.passage import NO_PROSE, Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_MAILBOX = re.compile(rf"(?<=[A-Za-z0-9])(＠)(?=[A-Za-z0-9]|{NO_PROSE})", re.ASCII)
_BROKEN = re.compile(
    "(?:邮箱|信箱|电子邮件|E-?mail)(?:地址)?[为是]?[：: ]{0,2}([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+)(?![A-Za-z0-9.-])"
    "|(?:邮箱|信箱|电子邮件|E-?mail)(?:地址)?(?:为|是)?[：: ]{0,2}([A-Za-z0-9._-]{1,64}[#&＃][A-Za-z0-9-]+\\.[A-Za-z]+)"
    "|(?<![A-Za-z0-9._-])([A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]{1,64}[,，。、][A-Za-z]{2,4})(?![A-Za-z])"
    "|((?-i:www)[,，。](?=[A-Za-z0-9\\ufffc-])|www\\.[A-Za-z0-9-]{1,64}[,，。](?:com|cn|org|net|gov|edu)"
    "|(?<![A-Za-z])https?(?:[：:]/(?=[A-Za-z\\ufffc])|//|[：:]\\\\)|[A-Za-z0-9._-]{1,64}@@(?=[A-Za-z0-9\\ufffc])"
    "|(?<![A-Za-z])(?:htpp|htp|htps|http|https)[;；,，]//|(?<![A-Za-z])(?:htp|htps|ttp|ttps)://"
    "|(?<![A-Za-z])DOI[：: 为是]{1,2}(?!10\\.[0-9]{4,9}/)[0-9][^ ，。；、）]{0,60}"
    "|(?<![A-Za-z])(?:htpp|htttp|hhtp|wwww|ww)[:.][/A-Za-z0-9])",
    re.ASCII | re.IGNORECASE,
)
_WEB = re.compile("https?(：//|：／／|:／／|；//)", re.ASCII)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, right in ((_MAILBOX, "@"), (_WEB, "://")):
        for found in pattern.finditer(passage.text):
            message = _("“{mark}” is written for “{right}”.").format(mark=found[1], right=right)
            yield mend(found, passage, right, message, group=1)
    for found in _BROKEN.finditer(passage.text):
        message = _("“{words}” is no address.").format(words=found[found.lastindex or 0])
        yield take(found, passage, message, _("Compare with the source."), group=found.lastindex or 0)


RULE = Rule(
    id="marks.addresses",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="An address with a full-width mark leads nowhere.",
    source="RFC 3986; RFC 5322",
    find=in_passages(_find),
    can_fix=True,
)
