"""The likeliest words of a text, by how they follow one another; and what a text is with one word of it for another."""

from dataclasses import dataclass, field

from pipeline.check.words.neighbours import Neighbours, neighbours


@dataclass(slots=True)
class Reading:
    """The words that a *text* without marks may be read as. Chances are natural logarithms.

    *_ahead[n]* has the words that end at n, each with the chance of the likeliest words up to there; *_rest* what
    follows a word, by its end.
    """

    text: str
    table: Neighbours = field(default_factory=neighbours)
    _ahead: list[dict[str, float]] = field(init=False)
    _from: list[tuple[str, ...]] = field(init=False)
    _rest: dict[tuple[int, str], float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        table, size = self.table, len(self.text)
        self._from = [tuple(table.words_from(self.text, start)) for start in range(size)]
        self._ahead = [{"": 0.0}, *({} for _ in range(size))]
        for start, words in enumerate(self._from):
            before = self._ahead[start]
            for word in words:
                self._ahead[start + len(word)][word] = self._behind(before, word)[0]
        for end in range(size, -1, -1):
            for word in self._ahead[end]:
                self._rest[end, word] = self._onward(end, word)

    def _behind(self, before: dict[str, float], word: str) -> tuple[float, str]:
        return max((chance + self.table.follows(first, word), first) for first, chance in before.items())

    def _onward(self, end: int, word: str) -> float:
        if end == len(self.text):
            return 0.0
        follows, rest = self.table.follows, self._rest
        return max(follows(word, after) + rest[end + len(after), after] for after in self._from[end])

    @property
    def chance(self) -> float:
        """That of the likeliest words."""
        return max(self._ahead[-1].values())

    def with_word(self, start: int, end: int, word: str) -> tuple[float, float]:
        """The chance of *text* with *word* in the place of what is from *start* to *end*, and how much it fits.

        That is how much likelier it is for the word before it, or makes the word behind it, whichever is more.
        """
        ahead, before = self._behind(self._ahead[start], word)
        if end == len(self.text):
            return ahead, self.table.gain(before, word)
        follows, rest = self.table.follows, self._rest
        onward, after = max((follows(word, each) + rest[end + len(each), each], each) for each in self._from[end])
        return ahead + onward, max(self.table.gain(before, word), self.table.gain(word, after))
