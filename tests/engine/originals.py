"""Functions and classes of the installed WeasyPrint as its files have them, whatever was put in their place."""

import importlib
import inspect
from pathlib import Path
from typing import Any


def source_of(name: str, package: str = "weasyprint") -> str:
    """The source of the module-level function or class *name* (``layout.percent.percentage``)."""
    module, _dot, attribute = f"{package}.{name}".rpartition(".")
    path = importlib.import_module(module).__file__
    assert path is not None
    lines = Path(path).read_text(encoding="utf-8").splitlines(keepends=True)
    beginnings = (f"def {attribute}(", f"class {attribute}:", f"class {attribute}(")
    start = next(i for i, line in enumerate(lines) if line.startswith(beginnings))
    return "".join(inspect.getblock(lines[start:]))


def original(name: str) -> Any:
    """What *name* was before it was replaced; it calls into the module as that is now."""
    module, _dot, attribute = f"weasyprint.{name}".rpartition(".")
    namespace = dict(vars(importlib.import_module(module)))
    exec(source_of(name), namespace)
    return namespace[attribute]
