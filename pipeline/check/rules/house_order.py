"""Names are listed in the order of the house."""

import re
from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _


def _find(text: IssueText) -> Iterator[Found]:
    order = {name: place for place, name in enumerate(text.house.order)}
    if not order:
        return
    name = "|".join(map(re.escape, sorted(order, key=len, reverse=True)))
    listed = re.compile(rf"(?:{name})(?:[、和与及，][^、。；：，]{{0,12}}?(?:{name}))+")
    each = re.compile(name)
    for passage in text.passages:
        for match in listed.finditer(passage.text):
            found = each.findall(match[0])
            right = sorted(found, key=order.__getitem__)
            if found != right:
                yield Found(
                    message=_("Names do not stand in the order of the house."),
                    hint=_("The order is: {names}.").format(names="、".join(right)),
                    passage=passage,
                    start=match.start(),
                    end=match.end(),
                )


RULE = Rule(
    id="house.order",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="Those who lead are named in the order of their posts.",
    source="style/*.yaml of the workspace",
    find=_find,
)
