"""One Markdown file while it is read: what is wrong in it, its ids, its cross-references."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.inlines import Citation, CrossReference
from pipeline.manuscript.formulas import Formulas

SEE = "docs/content-format.md"
_MAX_LINES = 10  # that a remark names besides its first


@dataclass(kw_only=True)
class Reading:
    """One Markdown file being read: its problems and remarks, its ids, and the cross-references to look up later."""

    path: Path
    first_line: int  # 1-based line of the file on which the Markdown starts
    problems: list[Problem]
    workspace: Path | None = None  # that pictures lie in; None where there are none
    language: str = ""  # of the text, as its head says; empty: that of the publication
    footnotes: dict[int, SyntaxTreeNode] = field(default_factory=dict)  # number → its text
    called: set[int] = field(default_factory=set)  # numbers of footnotes
    references: list[CrossReference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)  # id → line
    languages: list[tuple[str, int]] = field(default_factory=list)  # of passages, each with its line
    remarks: list[Problem] = field(default_factory=list)  # for the editor: no faults
    editor_notes: list[Problem] = field(default_factory=list)  # that still stand in the text
    counted: dict[str, int] = field(default_factory=dict)  # kind of a block → how many of them have a number
    numbers: dict[str, int] = field(default_factory=dict)  # id → number, of figures and tables
    formulas: Formulas = field(init=False)

    def __post_init__(self) -> None:
        self.formulas = Formulas(self.path, self.problems)

    def problem(self, message: str, line: int, hint: str = "") -> None:
        """Add a problem on the 1-based *line* of the file."""
        self.problems.append(Problem(message, self.path, line, hint))

    def remark(self, text: str, line: int) -> None:
        """Add a remark for the editor on the 1-based *line* of the file."""
        self.remarks.append(Problem(text, self.path, line))

    def editor_note(self, text: str, line: int) -> None:
        """Add an editor's own note, which keeps the article from the press."""
        self.editor_notes.append(Problem(_("Editor's note: {text}").format(text=text), self.path, line))

    def check_attributes(self, node: SyntaxTreeNode, allowed: set[str], line: int) -> None:
        """Whatever stands in the { } of *node* must mean something: a name that is not *allowed* is a problem."""
        unknown = sorted(set(find_attributes(node)) - allowed)
        if unknown:
            message = _("“{names}” does not fit here.").format(names=", ".join(unknown))
            self.problem(message, line, _("See {file}.").format(file=SEE))

    def line_of(self, node: SyntaxTreeNode) -> int:
        """1-based line of the file on which a block, or for want of that its first child, starts."""
        place = node
        while place.map is None and place.parent is not None and not place.parent.is_root:
            place = place.parent
        own = place.map or next((part.map for part in node.walk() if part.map is not None), (0, 0))
        return self.first_line + own[0]

    def count(self, kind: str, name: str | None) -> int:
        """The number of the next block of a *kind*, which has the id *name*."""
        number = self.counted[kind] = self.counted.get(kind, 0) + 1
        if name is not None:
            self.numbers[name] = number
        return number

    def claim_id(self, name: str, line: int) -> str:
        """Note that *name* is an id of this article; a second claim is a problem."""
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
            message = _("The id “{id}” must be Latin letters, digits, - and _.").format(id=name)
            self.problem(message, line)
        elif name in self.ids:
            message = _("The id “{id}” was given already on line {line}.").format(id=name, line=self.ids[name])
            self.problem(message, line, _("Choose another."))
        else:
            self.ids[name] = line
        return name


def merge_remarks(remarks: Iterable[Problem]) -> tuple[Problem, ...]:
    """*remarks* of one file, with one for all that say the same: on the first of their lines, it names the others."""
    lines: dict[str, list[Problem]] = {}
    for remark in remarks:
        lines.setdefault(remark.message, []).append(remark)
    return tuple(_merge_same(sorted(each, key=lambda remark: remark.line or 0)) for each in lines.values())


def _merge_same(remarks: list[Problem]) -> Problem:
    others = list(dict.fromkeys(str(each.line) for each in remarks if each.line != remarks[0].line))
    if not others:
        return remarks[0]
    lines = ", ".join(others[:_MAX_LINES]) + (" …" if len(others) > _MAX_LINES else "")
    return replace(remarks[0], hint=_("(Also on lines {lines}.)").format(lines=lines))


def find_attributes(node: SyntaxTreeNode) -> dict[str, str]:
    """What stands in the { } of *node*, with what the attribute plugin (mdit-py-plugins 0.7) puts aside as unsafe."""
    return {name: str(value) for name, value in (node.attrs | node.meta.get("insecure_attrs", {})).items()}
