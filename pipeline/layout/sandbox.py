"""What templates may reach: the values that they are given, by name, and the words of their language; nothing else.

A layout may come with the content, from anyone. What isn't allowed here by its type is refused: a method that some
library adds to its objects can't be called from templates.
"""

import datetime
import re
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path, PurePath
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    Undefined,
    nodes,
    pass_eval_context,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import soft_str

from pipeline.bounded_files import BoundedFolder, RefusedFileError, text_of
from pipeline.issue_numbers import IssueDate
from pipeline.layout.compiled_templates import load_compiled_templates
from pipeline.layout.css_text import CssText, write_escapes
from pipeline.layout.layout_file import MAX_FILE
from pipeline.layout.printable import require_printable
from pipeline.layout.wording import HELPERS, split_title
from pipeline.units import PageGeometry

_METHODS: dict[type, frozenset[str]] = {
    PageGeometry: frozenset({"lines", "whole_lines"}),
    IssueDate: frozenset({"isoformat"}),
    datetime.date: frozenset({"year", "month", "day", "weekday", "isoformat", "strftime"}),  # not today
}
_PLAIN = (str, int, float, tuple, list, dict, Undefined)  # Jinja2 knows their unsafe methods
_LOOKED_OVER = (PurePath, MethodType, BuiltinMethodType)  # what no template may see, or only in another form
_CHANCE = ("random",)  # of Jinja2's filters: the same content must give the same bytes
_CHANCE_GLOBALS = ("lipsum",)
_PRINTED = "printed"
_CSS = "css"
_SAFE = "safe"
_SHEET = ".css.j2"  # how names of style sheets end
_STYLE_TAG = re.compile(r"<style\b[^>]*>|</style\b", re.IGNORECASE)


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


@cache
def _names_of(kind: Any) -> frozenset[str] | None:
    """The fields and properties of a dataclass; None of another type."""
    if not is_dataclass(kind):
        return None
    properties = {name for name in dir(kind) if isinstance(getattr(kind, name, None), property)}
    names = {each.name for each in fields(kind)} | properties
    return frozenset(name for name in names if not name.startswith("_"))


_COMPILED = load_compiled_templates()


class _RuntimeConstants(CodeGenerator):
    """Leaves constants to be worked out when a template is rendered, where a mistake has its line."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible


class _CssCodeGenerator(_RuntimeConstants):
    """Makes CSS of what `~` puts together; Jinja2 would make a text."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  Jinja2's name
        self.write("concat((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")


class _CssTemplate(Template):
    """A template that writes the escapes of CSS when all of it is rendered."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        return write_escapes(super().render(*args, **kwargs))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox for templates of HTML, with the helpers of layouts.

    What is printed in a `<style>` element is escaped as CSS; *sheets* renders the style sheets that are included.
    """

    code_generator_class = _RuntimeConstants
    template_class = _CssTemplate

    def __init__(self, folders: Sequence[BoundedFolder], sheets: "StyleSheetSandbox | None" = None) -> None:
        super().__init__(
            loader=TemplateLoader(folders),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # constants would be worked out before there are lines
            finalize=require_printable,
            bytecode_cache=_COMPILED,
        )
        self.sheets = sheets
        self.filters.update(HELPERS)
        self.filters[_PRINTED] = require_printable
        self.filters[_CSS] = CssText.escape
        self.filters["string"] = lambda value: soft_str(require_printable(value))
        join = self.filters["join"]
        self.filters["join"] = pass_eval_context(
            lambda context, values, *rest, **named: join(
                context, [require_printable(each) for each in values], *rest, **named
            )
        )
        for name in _CHANCE:
            del self.filters[name]
        for name in _CHANCE_GLOBALS:
            del self.globals[name]

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if self.sheets and name.endswith(_SHEET):
            return self.sheets._load_template(name, globals)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for each in tree.find_all(nodes.Concat):
            each.nodes = [_apply_filter(part, _PRINTED) for part in each.nodes]
        in_style = False
        for output in tree.find_all(nodes.Output):
            for index, part in enumerate(output.nodes):
                if isinstance(part, nodes.TemplateData):
                    for tag in _STYLE_TAG.findall(part.data):
                        in_style = not tag.startswith("</")
                elif in_style and not (isinstance(part, nodes.Filter) and part.name == _SAFE):
                    output.nodes[index] = _apply_filter(part, _CSS)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The *attribute* of *obj*, if templates may see it; the usual case, a value's own field, is found first."""
        kind: Any = type(obj)
        told = _names_of(kind)
        if told is not None and attribute in told and kind not in _METHODS:
            value = getattr(obj, attribute)
            if not isinstance(value, _LOOKED_OVER):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether templates may see the attribute *attr* of *obj*, which is *value*."""
        if isinstance(value, PurePath) or attr.startswith("_"):
            return False
        kind: Any = type(obj)
        if kind in _METHODS and attr in _METHODS[kind]:
            return True
        told = _names_of(kind)
        if told is not None:
            return attr in told
        if isinstance(obj, tuple) and attr in getattr(kind, "_fields", ()):
            return True
        if isinstance(obj, _PLAIN) or kind.__module__.partition(".")[0] == "jinja2":
            return super().is_safe_attribute(obj, attr, value)
        return False


class StyleSheetSandbox(Sandbox):
    """The sandbox for style sheets: text is escaped for strings of CSS.

    Blocks and macros make CSS, which isn't escaped once more. `~`, `+` and `join` put CSS and text together. What other
    filters make of CSS is text, unless `safe` says that it is CSS.
    """

    code_generator_class = _CssCodeGenerator

    def __init__(self, folders: Sequence[BoundedFolder]) -> None:
        super().__init__(folders)
        self.autoescape = False  # which is HTML's
        self.finalize = CssText.escape
        self.filters.update(
            {
                _PRINTED: CssText.escape,
                "escape": CssText.escape,
                "e": CssText.escape,
                _SAFE: CssText,
                "join": _join,
                "title_lines": lambda title, authors=(): "\n".join(split_title(title)),
                "whole_names": lambda text, authors: text,
            }
        )

    @staticmethod
    def concat(parts: Iterable[str]) -> CssText:
        """What a block, a macro or a sheet wrote, put together from its *parts*; Jinja2 calls it for each."""
        return CssText("".join(parts))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for each in tree.find_all(nodes.FilterBlock):
            each.filter = _apply_filter(each.filter, _PRINTED)  # which Jinja2 writes as it is
        return tree


def _apply_filter(value: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None)


def _join(values: Iterable[str], d: str = "") -> CssText:
    """Jinja2's filter `join`, with its name of the separator."""
    return CssText.escape(d).join(values)
