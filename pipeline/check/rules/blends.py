"""Two ways of saying it blended into one, things said twice, and words that don't go together."""

from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.check.words.phrases import PhraseKind, find_phrases
from pipeline.i18n import _


def _find(passage: Passage) -> Iterator[Found]:
    for found, kind in find_phrases(passage.text):
        message, hint = _tell(kind)
        yield take(found, passage, message.format(words=found[0]), hint)


def _tell(kind: PhraseKind) -> tuple[str, str]:
    """What is wrong with a phrase of *kind*, and what to do."""
    match kind:
        case "blend":
            return _("“{words}” blends two ways of saying it."), _("Keep one of them.")
        case "twice":
            return _("“{words}” says one thing twice."), _("Keep one of the two words.")
        case "against":
            return _("“{words}” says the contrary of what is meant, or two things at once."), _(
                "Keep one of the two words."
            )
        case "lacks":
            return _("“{words}”: the sentence lacks its subject or its object."), _(
                "Take 通过 or 使 away, or add what lacks."
            )
        case "half":
            message = _("“{words}” speaks of two sides in one half of the sentence, and of one in the other.")
            return message, _("Take 能否 or 是否 away, or write it in both halves.")
        case "pair":
            return _("“{words}”: these conjunctions are no pair."), _("不管…都, 只有…才, 只要…就, 即使…也, 虽然…但是.")
        case "mismatch":
            return _("“{words}”: these words don't go together."), _("Change the verb, the noun or their order.")


RULE = Rule(
    id="words.blends",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale=(
        "目的是 and 为了, 防止 and 不再: each of the two says it, both together say it twice or the contrary. "
        "Conjunctions go in pairs, and a verb with its nouns. The phrases are in words/phrases.tsv."
    ),
    source="吕叔湘、朱德熙《语法修辞讲话》, on blended constructions 杂糅, on what is left out, and on conjunctions",
    find=in_passages(_find),
)
