"""Which phrases of three and four characters were seen in texts: the committed filters ``seen_*.bin``.

They are made of fifty million characters of laws, news, a web weekly and reviews (docs/make_seen_phrases.py). Of a
thousand phrases that were not seen some ten of three and one of four are thought seen.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources

_THREES, _FOURS = "seen_threes.bin", "seen_fours.bin"
BITS = 6  # of each phrase
_STEP = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Filter:
    """A set of phrases of which each has its bits set (a Bloom filter)."""

    bits: bytes
    size: int

    def __contains__(self, phrase: str) -> bool:
        place, step = hash_phrase(phrase)
        for _ in range(BITS):
            at = place % self.size
            if not self.bits[at >> 3] >> (at & 7) & 1:
                return False
            place += step
        return True


def hash_phrase(phrase: str) -> tuple[int, int]:
    """The first bit of *phrase* in a filter without an end, and how far the next ones are from one another."""
    mixed = int.from_bytes(blake2b(phrase.encode(), digest_size=8).digest())
    return mixed >> 32, mixed & _STEP


@cache
def seen_threes() -> Filter:
    """Phrases of three characters that were seen twice at least."""
    return _read(_THREES)


@cache
def seen_fours() -> Filter:
    """Phrases of four characters that were seen three times at least."""
    return _read(_FOURS)


def _read(name: str) -> Filter:
    bits = resources.files(__package__).joinpath(name).read_bytes()
    return Filter(bits, len(bits) * 8)
