"""Interviews 问答: paragraphs that begin with who speaks, and those that go on with what he says."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.manuscript.labels import LABEL
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Block, Place

_SPEAKER = re.compile(r"(?P<who>[^\s：:，,。；！？、“”《》（()）\d]{1,10})\s*[:：][\s　]*(?=\S)")
_BARE = re.compile(r"(?P<who>[问答QA])(?:[\s　]+)(?=\S)")  # 问　您……
_ASKS = re.compile(r"[问Q]|.{0,8}记者|本[刊报网台社]|主持人|采访者?|访谈者?|编辑部?|笔者")
_LEAST_TURNS, _LEAST_OF_ONE = 4, 2

Items = Sequence[Facts | Block]


def find_turns(items: Items) -> dict[Place, tuple[str, int]]:
    """Who speaks in the paragraphs of *items* that begin so, by their places, and how many characters say it.

    Empty where there is no interview: nobody who asks and nobody who answers, or too few turns.
    """
    begun: dict[Place, tuple[str, int]] = {}
    for each in items:
        if isinstance(each, Facts) and (found := _SPEAKER.match(each.text) or _BARE.match(each.text)) is not None:
            begun[each.paragraph.place] = (found["who"], found.end())
    counts = Counter(who for who, _end in begun.values())
    speakers = {who for who, count in counts.items() if count >= _LEAST_OF_ONE}
    speakers |= {who for who in counts if who in ("问", "答")} if speakers else set()
    asks = {who for who in speakers if _ASKS.fullmatch(who)}
    turns = {place: turn for place, turn in begun.items() if turn[0] in speakers}
    return turns if asks and speakers - asks and len(turns) >= _LEAST_TURNS else {}


def goes_on(facts: Facts) -> bool:
    """Whether *facts* can go on with what somebody says: text, and no line that would be read as another speaker."""
    has_label = any(LABEL.match(line) for line in facts.text.split("\n"))
    is_text = bool(facts.text) and facts.paragraph.item is None
    return is_text and not has_label and not facts.is_centred and not facts.is_right
