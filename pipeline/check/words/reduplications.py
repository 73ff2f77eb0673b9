"""Which words Chinese doubles: 讨论讨论, 雪白雪白, 说着说着; and what is no word at all (工会|委员会|委员)."""

import re
from functools import cache
from importlib import resources
from itertools import accumulate

_LIST = "reduplications.txt"


@cache
def _words() -> frozenset[str]:
    """The words of the list, which has its comments behind #."""
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


_OF_SOUND = frozenset(
    "吧嗒哗啦叮当咚噼啪咔嚓吱呀嗡嘀咕噜咯哧呼嘎叽喳哐嘟咣呜噔嗖唰哇哼哈嘻嘿嗯啊哎哟唉咿嘟呱喔咩汪喵啾嘶嗷噗咣铛"
)


def is_lawful(word: str, following: str) -> bool:
    """Whether *word* may stand twice before *following*: a verb for a while, a colour, a sound, one after another."""
    if word in _words() or len(set(word)) == 1 or _OF_SOUND.issuperset(word):
        return True
    return len(word) == 2 and (word[1] in "着呀啊来去" or word[0] in "一很太" or following in ("着", "吧"))


def are_words(text: str, doubled: re.Match[str]) -> bool:
    """Whether *doubled*, a group 1 that stands twice in *text*, begins, ends and is parted at the ends of words."""
    from rjieba import cut

    start, end = max(0, doubled.start() - 8), doubled.end() + 8
    ends = {start, *accumulate((len(word) for word in cut(text[start:end])), initial=start)}
    return {doubled.start(), doubled.end(1), doubled.end()} <= ends
