"""Which images are the same: by their data, or by their pixels, however these are packed. Pure."""

from collections.abc import Iterable


def names_of(digests: Iterable[str]) -> dict[str, str]:
    """A name for each of *digests*, the same for all that have their size and a part in common.

    A digest is that of an image, ``wide×high-data`` or ``wide×high-data-pixels`` (``snapshot``): a JPEG that was
    written anew has other data and the same pixels, and these are the data of one that was taken apart.
    """
    names: dict[str, str] = {}
    by_part: dict[tuple[str, str], str] = {}
    for digest in dict.fromkeys(digests):
        size, *parts = digest.split("-")
        known = [by_part[size, part] for part in parts if (size, part) in by_part]
        name = known[0] if known else digest
        names[digest] = name
        by_part.update({(size, part): name for part in parts})
        others = {each for each in known if each != name}
        names.update({each: name for each, own in names.items() if own in others})
        by_part.update({part: name for part, own in by_part.items() if own in others})
    return names
