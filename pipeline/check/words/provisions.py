"""Numbers that laws give and that copy gets wrong: the committed list ``provisions.tsv``.

A row has a pattern of what is spoken of, the numbers that are wrong behind it, the right one and the article.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LIST = "provisions.tsv"
_SPOKEN_OF = re.compile(
    "试用期|用工|劳动|竞业|固定期限|工作时间|小时|休息|加班|周岁|产假|年休假|仲裁|裁决|工资总额|会员|工会|女职工|事故伤害|停工留薪|"
    "病假|失业|养老保险|书面"
)


@dataclass(frozen=True, slots=True)
class Provision:
    """What *pattern* finds in its group ``told`` is *right* by the *source*."""

    pattern: re.Pattern[str]
    right: str
    source: str


@cache
def _provisions() -> tuple[Provision, ...]:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(
        Provision(re.compile(f"(?:{subject})(?P<told>{told})"), right, source) for subject, told, right, source in rows
    )


def find_wrong_provisions(text: str) -> Iterator[tuple[re.Match[str], Provision]]:
    """Where *text* gives another number than the law."""
    if not _SPOKEN_OF.search(text):
        return
    for provision in _provisions():
        for found in provision.pattern.finditer(text):
            yield found, provision
