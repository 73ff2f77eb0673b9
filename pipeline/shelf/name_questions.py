"""Names of authors that may be one person's, written in two ways: told as questions, and not changed."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations

from pipeline.composer.simplified import simplify
from pipeline.i18n import _
from pipeline.layout.name_readings import is_han, is_office, plain_name, read_name
from pipeline.shelf.volumes import ShelvedArticle

_MOST = 1_000  # questions that are told
_TITLES = ("本刊特约记者", "本刊记者", "本报记者", "特约记者", "通讯员", "记者", "特约")


def name_questions(articles: Iterable[ShelvedArticle]) -> tuple[str, ...]:
    """A sentence for each pair of names that are alike but for their form, or are read alike and of one affiliation.

    Alike but for their form: width, case, Traditional or Simplified characters, the order of a Latin name, middle dots,
    记者 before the name.
    """
    affiliations: dict[str, set[str]] = {}
    for each in articles:
        for author in each.article.authors:
            name = plain_name(author.name)
            if name:
                affiliations.setdefault(name, set()).update(filter(None, [plain_name(author.affiliation)]))
    alike = _("Are “{one}” and “{other}” one author? They are written alike but for their form.")
    homophones = _("Are “{one}” and “{other}” one author? They are read alike.")
    forms = [(name, _form_of(name)) for name in affiliations]
    questions = [alike.format(one=one, other=other) for one, other in _pairs(forms)]
    readings = [(name, read_name(name).pinyin) for name in affiliations if _is_person(name)]
    questions += [
        homophones.format(one=one, other=other)
        for one, other in _pairs(readings)
        if one[0] == other[0] or affiliations[one] & affiliations[other]
    ]
    if len(questions) > _MOST:
        more = _("There are more names that are alike: {count} questions in all.").format(count=len(questions))
        return (*questions[:_MOST], more)
    return tuple(questions)


def _form_of(name: str) -> str:
    """What two ways of writing *name* have in common."""
    folded = simplify(unicodedata.normalize("NFKC", name).casefold())
    for title in _TITLES:
        if folded.startswith(title) and len(folded) >= len(title) + 2:
            folded = folded.removeprefix(title)
    words = "".join(each if each.isalnum() else " " for each in folded).split()
    return " ".join(words if any(map(is_han, folded)) else sorted(words)) or name


def _is_person(name: str) -> bool:
    return all(map(is_han, name)) and not is_office(name) and len(name) > 1


def _pairs(keyed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names that have one key, two by two, each name with those behind it; in the order of the keys."""
    together: dict[str, list[str]] = {}
    for name, key in keyed:
        together.setdefault(key, []).append(name)
    for _key, names in sorted(together.items()):
        yield from combinations(sorted(names), 2)
