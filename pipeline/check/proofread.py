"""All rules over an issue: findings with their places in the source, in the order of the files."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule
from pipeline.check.rules import RULES
from pipeline.check.source_places import Source, locate_all

ISSUE_FILE = "issue.yaml"
_HOUSE = "house."
_LONGEST_MENTION = 9  # characters between quotation marks
_MENTIONS_BEFORE = re.compile("(?:写成|写作|写为|误作|误写|误为|误成|误用|错成|错为|写错成|当成|读成|混作)了?$")
_MENTIONS_BEHIND = re.compile(
    "(?:应为|应写|应作|应是|应当?改|改为|改成|错写|误作|误写|写成|常被|系|是[^，。]{0,6}之误|之误)"
)
_AROUND = 12  # characters told on each side of what is found


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace the characters from *start* to *end* (0-based offsets) of a file, which are *old*, by *new*."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFinding:
    """A finding of a rule at its place: 1-based *line* and *column*, in characters; a column is 0 where there is none.

    *words* are what is found, *before* and *after* what stands beside it. *fix* is there only where each character of
    it is found in the source.
    """

    rule: str
    kind: Kind
    level: Level
    path: Path
    line: int
    column: int = 0
    words: str = ""
    before: str = ""
    after: str = ""
    message: str
    hint: str = ""
    fix: Fix | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """What is wrong and what to do; Chinese sentences follow one another without a space."""
        joint = "" if self.message.endswith(("。", "？", "！")) else " "
        return f"{self.message}{joint}{self.hint}".rstrip()


def select_rules(ids: Collection[str]) -> tuple[Rule, ...]:
    """The rules called by *ids*, or by what stands before the point of theirs; all where there are none."""
    return tuple(rule for rule in RULES if not ids or rule.id in ids or rule.id.partition(".")[0] in ids)


def proofread(text: IssueText, sources: Mapping[Path, str], rules: Iterable[Rule]) -> tuple[TextFinding, ...]:
    """What *rules* find in *text*; *sources* are the texts of its files. What is found twice is told once."""
    places = _Places(text, sources)
    used = [rule for rule in rules if rule.id not in text.house.without]
    told = _tell_once([(rule, found) for rule in used for found in rule.find(text) if not _is_mentioned(rule, found)])
    findings = [places.finding(rule, found, text) for rule, found in told]
    order = sorted(dict.fromkeys(findings), key=lambda each: (str(each.path), each.line, each.column, each.rule))
    return tuple(order)


def _is_mentioned(rule: Rule, found: Found) -> bool:
    """Whether what is found of words is quoted as an error: “布署”应为“部署”."""
    if rule.kind is not Kind.WORDS or rule.id.startswith(_HOUSE) or found.passage is None:
        return False
    text = found.passage.text
    opened, closed = text.rfind("“", 0, found.start + 1), text.find("”", found.end - 1)
    if opened < 0 or closed < 0 or closed - opened > _LONGEST_MENTION or "”" in text[opened : found.start]:
        return False
    before, after = text[max(0, opened - _AROUND) : opened], text[closed + 1 : closed + 1 + _AROUND]
    return bool(_MENTIONS_BEFORE.search(before) or _MENTIONS_BEHIND.match(after))


def _tell_once(told: Sequence[tuple[Rule, Found]]) -> list[tuple[Rule, Found]]:
    """*told*, but where several rules for words speak of the same characters one alone: the surest, with a remedy."""

    def doubt(each: tuple[Rule, Found]) -> tuple[bool, bool]:
        rule, found = each
        return (found.level or rule.level) is not Level.ERROR, found.fix is None

    taken: dict[int, list[tuple[int, int]]] = {}  # by the identity of a passage
    kept: list[tuple[Rule, Found]] = []
    for rule, found in sorted(told, key=doubt):
        if rule.kind is Kind.WORDS and not rule.id.startswith(_HOUSE) and found.passage is not None:
            spans = taken.setdefault(id(found.passage), [])
            if any(found.start < end and start < found.end for start, end in spans):
                continue
            spans.append((found.start, found.end))
        kept.append((rule, found))
    return kept


class _Places:
    """Places of passages in their sources, looked for once."""

    def __init__(self, text: IssueText, sources: Mapping[Path, str]) -> None:
        self.passages = tuple(text.passages)
        self.sources = {path: Source.of(source) for path, source in sources.items()}
        self.located: dict[int, tuple[int, ...]] = {}  # by the identity of a passage

    def finding(self, rule: Rule, found: Found, text: IssueText) -> TextFinding:
        level = found.level or rule.level
        if found.passage is None:
            path = found.path or text.issue.path / ISSUE_FILE
            return TextFinding(
                rule=rule.id,
                kind=rule.kind,
                level=level,
                path=path,
                line=self.line_of_key(path, found.key) if found.key else found.line,
                message=found.message,
                hint=found.hint,
            )
        passage, start, end = found.passage, found.start, found.end
        offsets = self.offsets(passage)[start:end]
        line, column = self.place(passage, start)
        return TextFinding(
            rule=rule.id,
            kind=rule.kind,
            level=level,
            path=passage.path,
            line=line,
            column=column,
            words=found.words,
            before=passage.text[max(0, start - _AROUND) : start],
            after=passage.text[end : end + _AROUND],
            message=found.message,
            hint=found.hint,
            fix=self.fix(found, offsets),
        )

    def offsets(self, passage: Passage) -> tuple[int, ...]:
        """Those of the characters of *passage*; all of its file are looked for together, in their order."""
        if id(passage) not in self.located:
            source = self.sources.get(passage.path)
            beside = [each for each in self.passages if each.path == passage.path]
            unknown = ((-1,) * len(each.text) for each in beside)
            made = unknown if source is None else locate_all(beside, source)
            self.located |= {id(each): places for each, places in zip(beside, made, strict=True)}
        return self.located[id(passage)]

    def line_of_key(self, path: Path, key: str) -> int:
        """The 1-based line of a top-level *key* in the YAML file *path*."""
        source = self.sources.get(path)
        found = re.search(rf"^{re.escape(key)}\s*:", source.text, re.MULTILINE) if source is not None else None
        return source.line_and_column(found.start())[0] if source is not None and found is not None else 1

    def place(self, passage: Passage, start: int) -> tuple[int, int]:
        offsets = self.offsets(passage)
        source = self.sources.get(passage.path)
        if source is not None and start < len(offsets) and offsets[start] >= 0:
            return source.line_and_column(offsets[start])
        return _line_of(passage, start), 0

    def fix(self, found: Found, offsets: tuple[int, ...]) -> Fix | None:
        """The change of the source, where all that is found stands there in one piece.

        Heads of articles are YAML, with quotation marks of its own, and a mark behind \\ was set free by it: neither
        is changed.
        """
        if found.fix is None or found.passage is None or not offsets or offsets[0] < 0:
            return None
        start, end = offsets[0], offsets[-1] + 1
        old = self.sources[found.passage.path].text[start:end]
        is_free = start > 0 and self.sources[found.passage.path].text[start - 1] != "\\" and found.passage.runs
        return Fix(start, end, old, found.fix) if old == found.words and is_free else None


def _line_of(passage: Passage, start: int) -> int:
    lines = [run.line for run in passage.runs if run.start <= start]
    return lines[-1] if lines else passage.line
