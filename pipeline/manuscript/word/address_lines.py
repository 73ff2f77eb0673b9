"""Lines that speak to readers or of a text: salutations 称呼, and what an editor says above it 编者按."""

import re

from pipeline.manuscript.word.facts import Facts

_ADDRESSEES = (
    "同志|朋友|先生|女士|小姐|老师|工会|单位|部门|局|公司|委员会|政府|们|代表|领导|读者|编辑部|友|家属|办公室|办|处|委|院|"
    "社|会|厅|党组|[）)]"
)
_SALUTATION = re.compile(
    rf"(?:^(?:各|尊敬的|亲爱的|敬爱的|全体|全市|全省|全国|致|本).{{0,60}}|.{{0,40}}(?:{_ADDRESSEES}))[:：]$"
)
_SHORT_SALUTATION = re.compile(r"(?!.*(?:如下|以下|包括|下列|是[:：]))[\u4e00-\u9fff、]{1,10}[:：]")
EDITORIAL = re.compile(r"^[【\[［]?(编者按|编者的话|按语|编\s?者)[】\]］]?\s*[:：]\s*")


def is_salutation(facts: Facts, *, is_first: bool, is_signed: bool) -> bool:
    """Whether *facts* say to whom the text speaks; *is_first*: no text stands above, *is_signed*: there is a sign-off,
    so that it may be a letter to whomever."""
    if "。" in facts.text:
        return False
    if is_first and is_signed and _SHORT_SALUTATION.fullmatch(facts.text):
        return True
    return _SALUTATION.fullmatch(facts.text) is not None
