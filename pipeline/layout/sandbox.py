"""What templates may reach: the values that they are given, by name, and the words of their language; nothing else.

A layout may come with the content, from anyone. What isn't allowed here by its type is refused: a method that some
library adds to its objects lends nothing to templates.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePath

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, Undefined, nodes, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, soft_str

from pipeline.bounded_files import BoundedFolder, RefusedFileError, text_of
from pipeline.colours import Colour
from pipeline.i18n import _
from pipeline.layout.layout_file import MAX_FILE
from pipeline.layout.wording import HELPERS
from pipeline.units import PageGeometry

_METHODS: dict[type, frozenset[str]] = {
    PageGeometry: frozenset({"lines", "whole_lines"}),
    datetime.date: frozenset({"year", "month", "day", "weekday", "isoformat", "strftime"}),  # not today
}
_PLAIN = (str, int, float, tuple, list, dict, Undefined)  # Jinja2 knows their unsafe methods
_CHANCE = ("random",)  # of Jinja2's filters: the same content must give the same bytes
_CHANCE_GLOBALS = ("lipsum",)
_PRINTED = "printed"
_CSS_SPECIAL = re.compile(r"[\"'\\\x00-\x1f\x7f]")


def require_printable(value: object) -> object:
    """*value*, if it is one that has words of its own.

    What Python would print of functions and other objects has addresses of memory in it, each time others. Raises
    TypeError.
    """
    if isinstance(value, str | int | float | datetime.date | Colour):
        return value
    if isinstance(value, Undefined):
        return str(value)  # which raises
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return [require_printable(each) for each in value]
    message = _("what is printed here is no text, but a {kind}")
    raise TypeError(message.format(kind=type(value).__name__))


def escape_for_css(value: object) -> object:
    """*value* as `printed` has it, texts escaped for a string of CSS (CSS Syntax 3, 4.3.7), numbers as they are."""
    found = require_printable(value)
    if not isinstance(found, str) or isinstance(found, Markup):
        return found
    return Markup(_CSS_SPECIAL.sub(_css_escape, found))


def _css_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\{match[0]}" if match[0].isprintable() else f"\\{code or 0xFFFD:X} "


class TemplateLoader(BaseLoader):
    """Finds templates and style sheets in *folders*, in turn, each within its bounds."""

    def __init__(self, folders: Sequence[BoundedFolder]) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """The text of *template* and its path. Raises TemplateNotFound, RefusedTemplateError."""
        for folder in self.folders if ".." not in template.split("/") else ():
            if folder.has(template):
                path = folder.path / template
                try:
                    return text_of(folder.read(template, MAX_FILE)), str(path), None
                except FileNotFoundError:
                    continue  # a link that leads nowhere
                except RefusedFileError as error:
                    raise RefusedTemplateError(path, error) from error
        raise TemplateNotFound(template)


class RefusedTemplateError(Exception):
    """The file of a template at *path* is not read, for *reason*."""

    def __init__(self, path: Path, reason: RefusedFileError) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class _AtRuntime(CodeGenerator):
    """Leaves constants to be worked out when a template is rendered, where a mistake has its line."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 with the helpers of layouts, and with walls. *finalize* makes of each value what is printed."""

    code_generator_class = _AtRuntime

    def __init__(
        self, folders: Sequence[BoundedFolder], finalize: Callable[[object], object] = require_printable
    ) -> None:
        super().__init__(
            loader=TemplateLoader(folders),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # constants would be worked out before there are lines
            finalize=finalize,
        )
        self.filters.update(HELPERS)
        self.filters[_PRINTED] = finalize
        self.filters["string"] = lambda value: soft_str(require_printable(value))
        join = self.filters["join"]
        self.filters["join"] = pass_eval_context(
            lambda context, values, *rest, **named: join(context, [finalize(each) for each in values], *rest, **named)
        )
        for name in _CHANCE:
            del self.filters[name]
        for name in _CHANCE_GLOBALS:
            del self.globals[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for each in tree.find_all(nodes.Concat):
            each.nodes = [nodes.Filter(part, _PRINTED, [], [], None, None) for part in each.nodes]
        return tree

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether templates may see the attribute *attr* of *obj*, which is *value*."""
        if isinstance(value, PurePath) or attr.startswith("_"):
            return False
        kind = type(obj)
        if kind in _METHODS and attr in _METHODS[kind]:
            return True
        if is_dataclass(obj):
            own = getattr(kind, attr, None)
            return isinstance(own, property) or attr in {each.name for each in fields(obj)}
        if isinstance(obj, tuple) and attr in getattr(kind, "_fields", ()):
            return True
        if isinstance(obj, _PLAIN) or kind.__module__.partition(".")[0] == "jinja2":
            return super().is_safe_attribute(obj, attr, value)
        return False
