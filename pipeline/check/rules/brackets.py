"""What stands in brackets, and in which."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.i18n import _

_ENDS_WITHIN = re.compile("（[^（）]{1,30}?([。，；、])）(?=[一-鿿，。；、])")
_WITHIN_ITSELF = re.compile("（[^（）《》]{0,30}(（[^（）]{1,30}）)[^（）]{0,30}）")
_DOCUMENT = re.compile(r"(?<=[一-鿿])([\[（【(［]((?:19|20)[0-9]{2})[\]）】)］])(?=(?:第)?[0-9]{1,4}号)")
_DOCUMENT_NUMBER = re.compile("(?<=〔(?:19|20)[0-9]{2}〕)(第|0+)(?=[1-9][0-9]{0,3}号)")
_SHORT_YEAR = re.compile("(?<=[一-鿿])(〔[0-9]{2}〕)(?=[0-9]{1,4}号)")
_BEHIND_TITLE = re.compile("(》（(?:试行|暂行|草案|征求意见稿|送审稿|试用)）)")
_BEFORE = re.compile("([，、；])(?=（(?!一|二|三|四|五|六|七|八|九|十|[0-9]|[a-zA-Z]）)[^（）。]{2,20}）)")
_OUTSIDE = re.compile(
    "(。)(?=（(?:现[已为在]|原|即|含|不含|又称|也称|下同|简称|以下简称|包括|其中|俗称|今|[0-9]{4}年)[^（）。]{1,24}）)"
)
_KINDS = re.compile(
    "(。)(?=（[^（）。、：；，]{1,12}(?:[级类型种项部门层面]、[^（）。、：；，]{1,12})+[级类型种项部门层面]等?）(?:。|$))"
)

_OF_TWO_KINDS = re.compile(
    r"（[^（）()\[\]【】〔〕{}]{1,12}([\]】〕}])|([\[【〔{])[^（）()\[\]【】〔〕{}]{1,12}）|[\[【〔{][^（）()\[\]【】〔〕{}]{1,12}(\))"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _ENDS_WITHIN.finditer(passage.text):
        message = _("Brackets within a sentence end without “{mark}”.").format(mark=found[1])
        yield take(found, passage, message, _("Leave it out."), group=1)
    for found in _BEFORE.finditer(passage.text):
        message = _("“{mark}” stands before brackets that belong to what is before them.").format(mark=found[1])
        yield take(found, passage, message, _("Write it behind the brackets."), group=1)
    for found in (*_OUTSIDE.finditer(passage.text), *_KINDS.finditer(passage.text)):
        message = _("Brackets that explain a word stand within its sentence.")
        yield take(found, passage, message, _("Write “。” behind the brackets."), group=1)
    for found in _WITHIN_ITSELF.finditer(passage.text):
        message = _("Brackets stand within brackets of the same form.")
        yield take(found, passage, message, _("Write the outer or the inner ones as 〔 〕 or [ ]."), group=1)
    for found in _OF_TWO_KINDS.finditer(passage.text):
        message = _("“{words}” begins with one form of brackets and ends with another.").format(words=found[0])
        yield take(found, passage, message, _("Write both of one form."), group=found.lastindex or 0)
    for found in _DOCUMENT.finditer(passage.text):
        yield mend(found, passage, f"〔{found[2]}〕", _("The year of a document's number stands in 〔 〕."), group=1)
    for found in _DOCUMENT_NUMBER.finditer(passage.text):
        message = _("The number of a document has no “{words}”.").format(words=found[1])
        yield take(found, passage, message, _("Leave it out."), group=1)
    for found in _SHORT_YEAR.finditer(passage.text):
        message = _("The year “{words}” is cut short.").format(words=found[1][1:-1])
        yield take(found, passage, message, _("Write all four digits."), group=1)
    for found in _BEHIND_TITLE.finditer(passage.text):
        right = found[1][1:] + "》"
        yield mend(found, passage, right, _("What belongs to the title stands within its marks."), group=1)


RULE = Rule(
    id="marks.brackets",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale=(
        "Brackets within a sentence close without a point, and not within others of their form; 国发〔2020〕5号; "
        "《…办法（试行）》."
    ),
    source="GB/T 15834-2011, 4.9.3, annex A.8, A.13; GB/T 9704-2012, 7.2.5",
    find=in_passages(_find),
    can_fix=True,
)
