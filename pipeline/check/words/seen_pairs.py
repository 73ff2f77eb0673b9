"""Which characters were seen side by side: the committed list ``seen_pairs.txt.xz``, and the pairs of ``fluency``."""

import lzma
from collections.abc import Mapping
from functools import cache
from importlib import resources

from pipeline.check.words.fluency import fluency

_LIST = "seen_pairs.txt.xz"


@cache
def _behind() -> Mapping[str, str]:
    """The characters that were seen behind a character."""
    packed = resources.files(__package__).joinpath(_LIST).read_bytes()
    return {line[0]: line[1:] for line in lzma.decompress(packed).decode().split("\n")}


def was_seen(pair: str) -> bool:
    """Whether the two characters of *pair* stand side by side in twenty million characters of texts."""
    return pair in fluency().pairs or pair[1] in _behind().get(pair[0], "")
