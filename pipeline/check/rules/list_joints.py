"""No 、 before 和, and ， before 以及."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_BEFORE_AND = re.compile("(、)(?=和(?![谐平睦解气蔼善约美畅声弦衷])|与(?![会时众日世生其人])|及(?![时格早第物])|并且)")
_BEFORE_AS_WELL = re.compile("(、)(?=以及)")


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, right in ((_BEFORE_AND, ""), (_BEFORE_AS_WELL, "，")):
        for found in pattern.finditer(passage.text):
            message = _("“{mark}” stands before a word that joins the last of a list.").format(mark="、")
            if right:
                yield mend(found, passage, right, message, group=1)
            else:
                yield Found(
                    message=message,
                    hint=_("Leave it out."),
                    passage=passage,
                    start=found.start(1),
                    end=found.end(1),
                    fix="",
                )


RULE = Rule(
    id="marks.list-joints",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="和, 与 and 及 join the last of a list in the place of 、; 以及 has a comma before it.",
    source="GB/T 15834-2011, 4.5.3, annex A.3",
    find=in_passages(_find),
    can_fix=True,
)
