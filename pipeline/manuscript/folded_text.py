"""Text that YAML has folded: each line end became a space."""

from itertools import pairwise

from pipeline.manuscript.chinese_emphasis import wide


def unfold(text: str) -> str:
    """*text* without the single spaces between two Chinese characters or marks, which no author writes there."""
    padded = f"  {text.strip()}  "
    kept = [
        character
        for (before, character), (_same, after) in pairwise(pairwise(padded))
        if not (character == " " and wide(before) and wide(after))
    ]
    return "".join(kept).strip()
