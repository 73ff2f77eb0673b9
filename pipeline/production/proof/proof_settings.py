"""What may differ from what was accepted, as ``kanben.toml`` of the workspace has it."""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.bounded_files import RefusedFileError, read_inside, text_of
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.workspace import resolve_inside
from pipeline.regression.findings import KINDS

SETTINGS_FILE = "kanben.toml"
BASELINES = Path("tests/baselines")
_ALLOWED = frozenset({"preflight.gone"})  # what is mended is reported, and fails nothing
_MOST_BYTES = 64 << 10
_GUIDE = "docs/regression.md"
MAX_CHARACTERS = 10_000  # tomllib takes the square of a dotted key's parts
_MAX_TOLD = 20  # unknown names, each looked for in all lines
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")  # as tomllib tells it


@dataclass(frozen=True, slots=True)
class ProofSettings:
    """Kinds of findings that are *allowed*, and the folder of *baselines*, relative to the workspace."""

    allowed: frozenset[str] = _ALLOWED
    baselines: Path = BASELINES


def read_settings(workspace: Path) -> ProofSettings:
    """The table ``[proof]`` of ``kanben.toml`` in *workspace*; what is usual when there is none.

    Raises ContentError with file and line of all that is wrong.
    """
    path = workspace / SETTINGS_FILE
    try:
        text = text_of(read_inside(workspace, path, _MOST_BYTES))
        if len(text) > MAX_CHARACTERS:
            message = _("The file has more than {limit} characters.").format(limit=MAX_CHARACTERS)
            raise ContentError(Problem(message, path, hint=_("See {file}.").format(file=_GUIDE)))
        table = tomllib.loads(text)
    except FileNotFoundError:
        return ProofSettings()
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror or error)
        raise ContentError(Problem(message, path)) from error
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
    except (ValueError, RecursionError) as error:  # also of numbers without end, and of brackets
        place = _PLACE.search(str(error))
        message = _("This is no TOML: {reason}.").format(reason=_PLACE.sub("", str(error)).rstrip(". "))
        line = int(place[1] or text.count("\n") + 1) if place else None
        raise ContentError(Problem(message, path, line)) from error
    return _settings(table, text, path)


def _settings(table: dict[str, Any], text: str, path: Path) -> ProofSettings:
    see = _("See {file}.").format(file=_GUIDE)
    rows = table.get("proof", {})
    unknown = [key for key in table if key != "proof"]
    problems: list[Problem] = []

    def add_problem(message: str, key: str, hint: str = see) -> None:
        problems.append(Problem(message, path, _line_of(key, text), hint))

    if not isinstance(rows, dict):
        add_problem(_("Expected keys and values here."), "proof")
        rows = {}
    unknown += [key for key in rows if key not in ("allow", "baselines")]
    for key in unknown[:_MAX_TOLD]:
        add_problem(_("Unknown key “{key}”.").format(key=key), key)
    allowed, baselines = rows.get("allow", []), rows.get("baselines", BASELINES.as_posix())
    if isinstance(allowed, list) and all(isinstance(each, str) for each in allowed):
        problems += [
            replace(each, line=_line_with(name, text) or each.line)
            for name in sorted(set(allowed) - KINDS.keys())[:_MAX_TOLD]
            for each in unknown_kinds([name], path, _line_of("allow", text))
        ]
    else:
        add_problem(_("Expected a list of kinds of findings."), "allow")
    here = path.parent.resolve()
    if not isinstance(baselines, str) or resolve_inside(here, here, baselines) in (None, here):
        add_problem(_("Expected a folder of the workspace."), "baselines")
    if problems:
        raise ContentError(sorted(problems, key=lambda each: each.line or 0))
    return ProofSettings(_ALLOWED | set(allowed), Path(baselines))


def unknown_kinds(kinds: list[str], path: Path, line: int | None) -> list[Problem]:
    """A problem for each of *kinds* that is none, at *path* and its 1-based *line*."""
    hint = _("There are: {names}.").format(names=", ".join(KINDS))
    return [
        Problem(_("There is no kind of findings “{name}”.").format(name=kind), path, line, hint)
        for kind in sorted(set(kinds) - KINDS.keys())
    ]


def _line_of(key: str, text: str) -> int | None:
    """The 1-based line that names *key*: TOML's reader keeps none."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(key)}[\"']?\s*[=.\]]")
    rows = enumerate(text.split("\n"), 1)
    return next((number for number, line in rows if pattern.search(line.split("#")[0])), None)


def _line_with(value: str, text: str) -> int | None:
    """The 1-based line that has *value* in quotes."""
    rows = enumerate(text.split("\n"), 1)
    return next((number for number, line in rows if f'"{value}"' in line or f"'{value}'" in line), None)
