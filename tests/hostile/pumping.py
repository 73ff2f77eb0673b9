"""Texts that are pumped: one fragment after another, again and again, and the work that reading them takes.

Work is counted, not timed: the lines of Python that are run. The count is the same on each machine, and
every loop in Python adds to it. It says nothing of what regular expressions do: those are pumped on their own, by time.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

# Small pieces of the grammar, whose repetition and combination is what a parser may take the square of.
FRAGMENTS = (
    "[", "](", ")", "]", "a", "[a](", "[a](b)", "[a]", "[^1]", "[^", "![", "![a](b)", "<", ">", "<a ", '<a b="',
    '"', "'", "<!--", "-->", "<?", "?>", "<!a", "<![CDATA[", "]]>", "&", "&amp;", "*", "**", "_", "__", "*a", "a*",
    "**a", "_a", "`", "``", "`a`", "\\", "\\[", "\n", " ", "  \n", "\t", "> ", ">", "- ", "1. ", "* ", "    ", "# ",
    "## ", " {#a}", "{#a", "{", "}", "{.a}", "{.a}\n", '{a="', "{%", "|", "|-|", "\n|-|-|\n", "|a", "---\n",
    "===\n", "\n\n", "[a]: b\n", "[a]: <", "[^1]: a\n", ":::", ":::: box\n", "::: box a\n", ":::\n", "```\n", "~~~",
    "    a\n", "<div>\n", "{folio}", "](#", "[a][b]", "[a][", "![a](b){", "[a]{.dots}", "[a]{", "http://",
    "<http://a>", "<a@b", "(", "中", "。", "é", "\u3000",
    "~", "^", "a~", "a^", "a~1~", "a^1^", "a^\\",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pump:
    """``before + again * n + between + again_then * n + behind``, of about as many characters as are asked for."""

    again: str
    before: str = ""
    between: str = ""
    again_then: str = ""
    behind: str = ""

    def text(self, length: int) -> str:
        """The text of about *length* characters."""
        count = max(1, length // len(self.again + self.again_then))
        return self.before + self.again * count + self.between + self.again_then * count + self.behind


def random_pump(source: random.Random) -> Pump:
    """A pump made of FRAGMENTS."""

    def some(*lengths: int) -> str:
        return "".join(source.choices(FRAGMENTS, k=source.choice(lengths)))

    return Pump(some(1, 1, 2, 3, 4), some(0, 0, 1, 2), some(0, 1), some(0, 0, 1, 2), some(0, 1))


def lines_run(work: Callable[[], object]) -> int:
    """The number of lines of Python that *work* runs."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(read: Callable[[str], object], pump: Pump, length: int = 250) -> float:
    """By how much the work on each character grows when the text gets four times as long: 1 is linear, 4 the square."""
    short, long = pump.text(length), pump.text(4 * length)
    return lines_run(lambda: read(long)) * len(short) / (lines_run(lambda: read(short)) * len(long))


def lasting_growth(read: Callable[[str], object], pump: Pump, most: float) -> float:
    """As `growth`; where it is more than *most*, that of longer texts.

    Until the bounds of the grammar are reached (32 brackets in an address, 80 within one another) work may grow faster.
    """
    first = growth(read, pump)
    return first if first < most else growth(read, pump, 2000)


def seconds(work: Callable[[], object]) -> float:
    """The processor time of *work*."""
    start = time.process_time()
    work()
    return time.process_time() - start


def search_growth(search: Callable[[str], object], pump: Pump, length: int = 4_000) -> float:
    """As `growth`, by time and from *length* to eight times of it, for work that is not done in Python.

    The square has 8. The least of three runs counts; what takes less than a fiftieth of a second is 1.
    """
    short, long = pump.text(length), pump.text(8 * length)
    times = [first := seconds(lambda: search(long))]
    if first >= 0.02:
        times += [seconds(lambda: search(long)) for _run in range(2)]
    if min(times) < 0.02:
        return 1.0
    return min(times) / (8 * max(min(seconds(lambda: search(short)) for _run in range(3)), 1e-5))
