"""Renders templates and style sheets of a layout in a sandbox: they reach what they are given and nothing else."""

import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from pipeline.errors import Problem, RenderError, TooMuchWorkError
from pipeline.i18n import _
from pipeline.layout.layout_file import Layout
from pipeline.layout.sandbox import RefusedTemplateError, Sandbox, StyleSheetSandbox
from pipeline.limits import limited

# What Python raises where a template divides by zero, calls what is no function, includes itself, nests brackets …
_TEMPLATE_MISTAKES = (
    ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
_SECONDS = 3.0  # of processor time; the largest of a real issue takes 0.05


class Templates:
    """The templates and style sheets of *layout*; *names* is what all of them see."""

    def __init__(self, layout: Layout, names: Mapping[str, object]) -> None:
        self.layout = layout
        self._sheets = StyleSheetSandbox(layout.folders)
        self._environment = Sandbox(layout.folders, self._sheets)
        for environment in (self._environment, self._sheets):
            environment.globals.update(names)

    def style_sheets(self) -> dict[str, str]:
        """The texts of the layout's style sheets by name, in order. Raises RenderError like `render`."""
        return {name: self._render(self._sheets, name, {}) for name in self.layout.style_sheets}

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Render the template *name*, which sees *values* besides what all see.

        Raises RenderError with the file and line of the template that fails.
        """
        return self._render(self._environment, name, values)

    def _render(self, environment: Sandbox, name: str, values: Mapping[str, object]) -> str:
        with limited(_("filling the template {name}").format(name=name), self.layout.path / name, _SECONDS):
            try:
                return environment.get_template(name).render(values)
            except RefusedTemplateError as error:
                raise RenderError(error.reason.problem(error.path)) from error
            except TooMuchWorkError as error:
                place = self._failure(name, error)
                problems = [replace(each, path=place.path, line=place.line) for each in error.problems]
                raise TooMuchWorkError(problems) from error
            except (TemplateError, *_TEMPLATE_MISTAKES) as error:
                raise RenderError(self._failure(name, error)) from error

    def _failure(self, name: str, error: Exception) -> Problem:
        """What is wrong in which line of which template; Jinja2 puts the templates' own lines into the traceback."""
        path, line = self.layout.path / name, None
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(folder.path) for folder in self.layout.folders):
                path, line = Path(frame.filename), frame.lineno
        if isinstance(error, TemplateSyntaxError):
            path, line = Path(error.filename or path), error.lineno
        message = _("The template “{name}” fails: {reason}.").format(name=path.name, reason=_reason(error))
        return Problem(message, path, line)


def _reason(error: Exception) -> str:
    """The message of *error* without a full stop at its end; without a message, the name of its class."""
    if isinstance(error, MemoryError):
        return _("it makes more than there is memory for")
    if isinstance(error, RecursionError):
        return _("it is nested too deeply, or calls itself")
    return str(error).rstrip(".") or type(error).__name__
