"""House lists: what a house has settled for its names and words. Values, read by `house_files`."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseWord:
    """A word that is *banned*, with what to write for it, if anything. *unless* are longer words that may have it."""

    banned: str
    preferred: str = ""
    reason: str
    source: str
    unless: tuple[str, ...] = ()
    is_error: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseName:
    """A person's *name* with a *title* that holds from *since* to *until* (days of publication), if they are known."""

    name: str
    title: str
    reason: str
    source: str
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class HouseLists:
    """All of a workspace; *order* has names in the order in which they are listed, *without* the ids of rules that the
    house does without."""

    words: tuple[HouseWord, ...] = ()
    names: tuple[HouseName, ...] = ()
    order: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
