"""What an internal publication 内部资料性出版物 tells of itself on its cover and in its imprint."""

import re
from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.i18n import _

_ROWS = ("编印单位", "发送对象", "印刷单位", "印刷日期", "印数")
_FREE = re.compile("内部资料[，, \u3000]?免费交流")
_ISSUED = re.compile("准印证.*[0-9A-Za-z一-鿿〔（(]{2,}.*[0-9]")


def _find(text: IssueText) -> Iterator[Found]:
    publication = text.issue.publication
    if publication.profile != "internal":
        return
    cover = "\n".join(text.issue.cover.lines)
    for form, words in ((_ISSUED, "准印证号"), (_FREE, "内部资料　免费交流")):
        if not form.search(cover):
            message = _("The cover of an internal publication does not say “{words}”.").format(words=words)
            yield Found(message=message, hint=_("Add a line to “cover: lines”."), key="cover")
    labels = [label for label, _value in publication.colophon]
    for row in _ROWS:
        if not any(row in label or (label in row and len(label) > 1) for label in labels):
            message = _("The imprint of an internal publication does not tell “{row}”.").format(row=row)
            hint = _("Add a row to “colophon”.")
            yield Found(message=message, hint=hint, path=publication.path, key="colophon")


RULE = Rule(
    id="form.internal-imprint",
    level=Level.ERROR,
    kind=Kind.FORM,
    rationale=(
        "With `profile: internal`: permit number and 内部资料 免费交流 on the cover; who compiles and prints it, "
        "for whom, how many, and when."
    ),
    source="内部资料性出版物管理办法 (2015), art. 14, read in two copies",
    find=_find,
)
