"""The sentences with known faults and the clean ones, and what the rules find in them.

Each line of a file is a kind and a sentence; ⟦ ⟧ stand around what is wrong, ¶ between paragraphs. The half
``kept`` was written before the rules and is not looked at while they are written.
``python -m tests.check.scoring seen`` prints the scores of a half.
"""

import datetime
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.check.passage import Passage, hide_addresses
from pipeline.check.proofread import TextFinding, proofread
from pipeline.check.rule import ArticleText, IssueText
from pipeline.check.rules import RULES
from pipeline.issue_numbers import IssueDate, IssueNumber
from pipeline.model import Article, Issue, Publication

FOLDER = Path(__file__).parent / "sentences"
CLEAN = "clean"
_OPEN, _CLOSE, _PARAGRAPH = "⟦", "⟧", "¶"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a *kind* and its *faults*, as ranges of characters."""

    kind: str
    text: str
    faults: tuple[tuple[int, int], ...]


def read_sentences(half: str) -> list[Sentence]:
    rows = (FOLDER / f"{half}.tsv").read_text(encoding="utf-8").splitlines()
    return [parse(*row.split("\t")) for row in rows]


def parse(kind: str, marked: str) -> Sentence:
    faults: list[tuple[int, int]] = []
    text, start = "", 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = len(text)
        elif piece == _CLOSE:
            faults.append((start, len(text)))
            start = -1
        else:
            text += piece
    if marked.count(_OPEN) > marked.count(_CLOSE):
        faults.append((0, len(text)))  # where the mark that is missing should stand, nobody can tell
    return Sentence(kind, text, tuple(faults))


def issue_of(*texts: str) -> IssueText:
    """An issue of one article with a paragraph for each of *texts*."""
    path = Path("/issue/articles/a.md")
    publication = Publication(
        id="p", path=Path("/p"), name="刊", latin_name="Kan", organisers=("某会",), layout="gongyun", language="zh-CN"
    )
    article = Article(slug="a", path=path, title="题", body=())
    issue = Issue(
        publication=publication,
        path=Path("/issue"),
        year=2023,
        number=IssueNumber.of(1),
        total_number=None,
        date=IssueDate.of(datetime.date(2023, 2, 3)),
        sections=(),
    )
    passages = tuple(Passage(text=hide_addresses(text), path=path, line=number) for number, text in enumerate(texts, 1))
    return IssueText(issue=issue, articles=(ArticleText(article, passages),))


@cache
def find(text: str) -> tuple[TextFinding, ...]:
    """What all rules find in the paragraphs of *text*."""
    paragraphs = text.split(_PARAGRAPH)
    return proofread(issue_of(*paragraphs), {Path("/issue/articles/a.md"): "\n".join(paragraphs)}, RULES)


def touches(finding: TextFinding, sentence: Sentence) -> bool:
    before = sentence.text.split(_PARAGRAPH)[: finding.line - 1]
    start = sum(len(each) + 1 for each in before) + finding.column - 1
    end = start + len(finding.words)
    return any(start < right + 1 and end > left - 1 for left, right in sentence.faults)


@dataclass(frozen=True, slots=True)
class Score:
    """How many faults there are and are found, and how many clean sentences are disturbed."""

    faults: int
    found: int
    clean: int
    disturbed: int
    missed: tuple[str, ...]
    disturbances: tuple[str, ...]


def score(half: str) -> Score:
    missed, disturbances, counts = [], [], defaultdict(int)
    for sentence in read_sentences(half):
        findings = find(sentence.text)
        if sentence.kind == CLEAN:
            counts["clean"] += 1
            if findings:
                disturbances.append(f"{sentence.text}  {[(each.rule, each.words) for each in findings]}")
        else:
            counts["faults"] += 1
            if not any(touches(each, sentence) for each in findings):
                missed.append(f"{sentence.kind}: {sentence.text}")
    faults, clean = counts["faults"], counts["clean"]
    return Score(faults, faults - len(missed), clean, len(disturbances), tuple(missed), tuple(disturbances))


if __name__ == "__main__":
    for half in sys.argv[1:] or ("seen",):
        result = score(half)
        counts = f"{half} {result.found}/{result.faults} found, {result.disturbed}/{result.clean} disturbed"
        sys.stdout.write("\n".join([counts, *result.missed, *result.disturbances, ""]))
