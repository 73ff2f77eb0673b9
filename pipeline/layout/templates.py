"""Templates and style sheets of a layout, rendered behind walls: they reach what they are given and nothing else."""

import traceback
from collections.abc import Mapping
from pathlib import Path, PurePath

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.layout.layout_file import Layout
from pipeline.layout.wording import HELPERS

# What Python raises where a template divides by zero, calls what is no function, includes itself …
_TEMPLATE_MISTAKES = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A layout may come with the content, from anyone: its templates reach that, and neither Python nor files."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return not isinstance(obj, PurePath) and super().is_safe_attribute(obj, attr, value)


class Templates:
    """The templates and style sheets of *layout*; *names* is what all of them see."""

    def __init__(self, layout: Layout, names: Mapping[str, object]) -> None:
        self.layout = layout
        self._environment = _Sandbox(
            loader=FileSystemLoader(layout.folders),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(names)
        self._environment.filters.update(HELPERS)

    def style_sheets(self) -> dict[str, str]:
        """The texts of the layout's style sheets by name, in order. Raises RenderError like `render`."""
        return {name: self.render(name, {}) for name in self.layout.style_sheets}

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Render the template *name*, which sees *values* besides what all see.

        Raises RenderError with the file and line of the template that fails.
        """
        try:
            return self._environment.get_template(name).render(values)
        except (TemplateError, *_TEMPLATE_MISTAKES) as error:
            raise RenderError(self._failure(name, error)) from error

    def _failure(self, name: str, error: Exception) -> Problem:
        """What is wrong in which line of which template; Jinja2 puts the templates' own lines into the traceback."""
        path, line = self.layout.path / name, None
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(folder) for folder in self.layout.folders):
                path, line = Path(frame.filename), frame.lineno
        if isinstance(error, TemplateSyntaxError):
            path, line = Path(error.filename or path), error.lineno
        message = _("The template “{name}” fails: {reason}.").format(name=path.name, reason=str(error).rstrip("."))
        return Problem(message, path, line)
