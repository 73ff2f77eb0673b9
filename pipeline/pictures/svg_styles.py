"""Styles of SVG drawings: read as CSS is, since escapes and comments may stand anywhere in it.

What a style may say: colours and lines, and references into the drawing. What it costs: each selector is tried on each
element that has its last id, class or name (cssselect2 0.10, ``Matcher``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from pipeline.i18n import _

MAX_STYLE_CHARACTERS = 200_000  # taken apart at 1 µs each, some times over
MAX_VALUE = 1_000  # characters of what is read again for each element that inherits it
_MAX_BRACKETS = 50  # within one another, those in strings with them: they are read by recursion
_BRACKET = re.compile(r"[()\[\]{}]")
_MAX_COMPOUNDS = 20  # a selector becomes an expression of Python, nested as deep
_PLAIN_STYLE = re.compile(r"(?!.*(?:[\\{}@]|/\*))", re.DOTALL)
_DECLARATION = re.compile(r"""(?:[^;"']|"[^"]*"|'[^']*')++""")
_SUSPICIOUS = re.compile(r"url|src|[\\@]|image|expression", re.IGNORECASE)
_REFERENCE = re.compile(r"#[^\s\"'()<>\[\]\\%?#&;]++")
_LOADING = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "expression"}
_SLOW_PSEUDO = re.compile(r"(?:first|last|only)-of-type", re.IGNORECASE)

Declaration = tuple[str, str]


class StyleError(Exception):
    """What is wrong in a style, as a sentence; *line* is 1-based and counted from its first one."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line


class Selector(NamedTuple):
    """*key*: the elements that it is tried on: ``#id``, ``.class``, the name, or empty for all.

    *ancestors* and *siblings*: how often it goes through all that an element has of them.
    """

    key: str
    ancestors: int
    siblings: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a style sheet; *line* as in StyleError."""

    line: int
    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]


def is_reference(value: str) -> bool:
    """Whether *value* names an element of the drawing, and does so plainly: it is put into searches as it stands."""
    return _REFERENCE.fullmatch(value) is not None


def leads_outside(value: str) -> bool:
    """Whether *value*, of an attribute or a declaration, has an address that is no reference into the drawing."""
    if not _SUSPICIOUS.search(value):
        return False
    import tinycss2  # only here, below too: few drawings have such words, and what is up to date needs no styles

    return _has_address(tinycss2.parse_component_value_list(value))


def _has_address(tokens: Iterable[Any]) -> bool:
    waiting = list(tokens)  # not by recursion: brackets may stand in brackets thousands deep
    while waiting:
        token = waiting.pop()
        if token.type == "error" and token.kind in ("bad-url", "eof-in-url"):
            return True
        if token.type == "url" and not is_reference(token.value):
            return True
        if token.type == "function" and token.lower_name in _LOADING:
            inside = [part for part in token.arguments if part.type not in ("whitespace", "comment")]
            if token.lower_name != "url" or [part.type for part in inside] != ["string"]:
                return True
            if not is_reference(inside[0].value):
                return True
        else:
            waiting += getattr(token, "arguments", None) or getattr(token, "content", None) or ()
    return False


@dataclass
class Styles:
    """Reads styles, as many as one drawing may have."""

    _left: int = MAX_STYLE_CHARACTERS
    _known: dict[str, tuple[Declaration, ...]] = field(default_factory=dict)

    def of_attribute(self, text: str) -> tuple[Declaration, ...]:
        """The declarations of a ``style`` attribute, names in small letters. Raises StyleError."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple(self._plain(text) if _PLAIN_STYLE.match(text) else self._any(text))
        return known

    def of_sheet(self, text: str) -> Iterator[Rule]:
        """The rules of a style sheet. Raises StyleError."""
        import tinycss2

        self._take(text)
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule":
                message = _("The rule @{name} is not allowed in a drawing.")
                raise StyleError(message.format(name=rule.lower_at_keyword), rule.source_line)
            if rule.type != "qualified-rule":
                raise StyleError(_("The style sheet is not well-formed."), rule.source_line)
            if _has_address(rule.prelude):
                raise StyleError(_("A style reaches outside the file."), rule.source_line)
            yield Rule(rule.source_line, tuple(_selectors(rule)), tuple(_declarations(rule.content)))

    @staticmethod
    def _plain(text: str) -> Iterator[Declaration]:
        """What most styles are: ``name:value;name:value``."""
        for declaration in _DECLARATION.findall(text):
            name, _colon, value = declaration.partition(":")
            if leads_outside(value):
                raise StyleError(_("A style reaches outside the file."))
            yield _check(name.strip().lower(), value.strip())

    def _any(self, text: str) -> Iterator[Declaration]:
        import tinycss2

        self._take(text)
        return _declarations(tinycss2.parse_component_value_list(text))

    def _take(self, text: str) -> None:
        self._left -= len(text)
        if self._left < 0:
            raise StyleError(
                _("The styles of the drawing are longer than {limit} kB.").format(limit=MAX_STYLE_CHARACTERS // 1000)
            )
        depths = accumulate(1 if bracket in "([{" else -1 for bracket in _BRACKET.findall(text))
        if any(depth > _MAX_BRACKETS for depth in depths):
            raise StyleError(_("The style sheet has brackets more than {limit} deep.").format(limit=_MAX_BRACKETS))


def _declarations(content: Any) -> Iterator[Declaration]:
    import tinycss2

    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type == "at-rule":
            message = _("The rule @{name} is not allowed in a drawing.").format(name=part.lower_at_keyword)
            raise StyleError(message, part.source_line)
        if part.type == "declaration":
            if _has_address(part.value):
                raise StyleError(_("A style reaches outside the file."), part.source_line)
            yield _check(part.lower_name, tinycss2.serialize(part.value).strip(), part.source_line)


def _check(name: str, value: str, line: int = 1) -> Declaration:
    if len(value) > MAX_VALUE:
        message = _("“{name}” has more than {limit} characters.").format(name=name, limit=MAX_VALUE)
        raise StyleError(message, line)
    return name, value


def _selectors(rule: Any) -> Iterator[Selector]:
    part: list[Any] = []
    for token in [*rule.prelude, None]:
        if token is not None and token != ",":
            part.append(token)
            continue
        selector, compounds = _selector(part)
        if compounds > _MAX_COMPOUNDS:
            raise StyleError(_("A selector of the style sheet is too long."), rule.source_line)
        yield selector
        part = []


def _selector(tokens: list[Any]) -> tuple[Selector, int]:
    """The selector and the number of its compounds, those in parentheses with them."""
    names: list[str] = []  # of the last compound
    compounds, ancestors, siblings = 1, 0, 0
    gap, before = False, ""
    for token in tokens:
        if token.type in ("whitespace", "comment"):
            gap = bool(names) or gap
            continue
        mark = token.value if token.type == "literal" else ""
        if mark in (">", "+", "~") or (gap and before not in (">", "+", "~")):
            compounds += 1
            names = []
            siblings += mark == "~"
            ancestors += mark not in (">", "+", "~")
        gap = False
        if token.type in ("function", "() block"):
            inner, count = _selector(token.arguments if token.type == "function" else token.content)
            compounds, siblings = compounds + count, siblings + 1 + inner.siblings
            ancestors += inner.ancestors
        elif token.type == "hash":
            names.append(f"#{token.value}")
        elif token.type == "ident" and before == ".":
            names.append(f".{token.value}")
        elif token.type == "ident" and before == ":":
            siblings += _SLOW_PSEUDO.fullmatch(token.value) is not None
            names.append("")
        elif token.type == "ident":
            names.append(token.value)
        else:
            names.append("")
        before = mark
    return Selector(_key(names), ancestors, siblings), compounds


def _key(names: list[str]) -> str:
    for mark in ("#", "."):
        for name in names:
            if name.startswith(mark):
                return name
    return next(filter(None, names), "").lower()


def target_of(value: str) -> str:
    """The id that ``url(#id)`` in *value* refers to; empty if it has none."""
    start, hash_mark, rest = value.partition("#")
    if not hash_mark or "url(" not in start.lower():
        return ""
    name = _REFERENCE.match(f"#{rest}")
    return name[0][1:] if name else ""
