"""Groups changed words: changes with a letter or two between them, and changes of the same words. Pure."""

from collections.abc import Mapping, Sequence

Gap = tuple[int, int, int, int]  # from, to in the text before; from, to in the text after
_PARTED = 2  # letters that stayed by chance between changed ones


def together(one: str, other: str, gaps: Sequence[Gap]) -> list[Gap]:
    """*gaps*, in order, with those in one that only a letter or two part; numbers stand for themselves."""
    rows: list[Gap] = []
    for gap in gaps:
        last = rows[-1] if rows else None
        if last is not None and gap[0] - last[1] == gap[2] - last[3] <= _PARTED:
            words = one[last[0] : gap[1]] + other[last[2] : gap[3]]
            if not any(each.isdigit() for each in words) and gap[0] - last[1] >= 0:
                rows[-1] = last[0], gap[1], last[2], gap[3]
                continue
        rows.append(gap)
    return rows


def corrections(
    one: str, other: str, groups: Mapping[tuple[object, ...], list[Gap]]
) -> dict[tuple[object, ...], list[Gap]]:
    """*groups* of gaps by their paragraphs; the same words that became the same others are one group."""
    found: dict[tuple[object, ...], list[Gap]] = {}
    firsts: dict[tuple[str, ...], tuple[object, ...]] = {}
    for key, gaps in groups.items():
        first = key
        if len(gaps) == 1:
            a0, a1, b0, b1 = gaps[0]
            words = one[a0:a1], other[b0:b1]
            if all(words):  # single letters are known by what stands beside them
                beside = one[max(0, a0 - 1) : a0], one[a1 : a1 + 1] if min(map(len, words)) < 2 else ""
                first = firsts.setdefault((*words, *beside), key)
        found.setdefault(first, []).extend(gaps)
    return found
