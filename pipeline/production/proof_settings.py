"""What may differ from what was accepted: ``kanben.toml`` of the workspace, and ``proof`` of the layout."""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout import Layout
from pipeline.layout.layout_file import LAYOUT_FILE, MaskRows
from pipeline.manuscript.workspace import resolve_inside
from pipeline.regression.findings import KINDS, Place
from pipeline.units import parse_length

SETTINGS_FILE = "kanben.toml"
BASELINES = Path("tests/baselines")
_ALLOWED = frozenset({"preflight.gone"})  # what is mended is told, and fails nothing
_PAGES = {"all": -1, "first": 0, "last": -2}  # as pipeline.regression.compare counts them
_GUIDE = "docs/regression.md"
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")  # as tomllib tells it


@dataclass(frozen=True, slots=True)
class ProofSettings:
    """Kinds of findings that are *allowed*, and the folder of *baselines*, told from the workspace."""

    allowed: frozenset[str] = _ALLOWED
    baselines: Path = BASELINES


def read_settings(workspace: Path) -> ProofSettings:
    """The table ``[proof]`` of ``kanben.toml`` in *workspace*; what is usual when there is none.

    Raises ContentError with file and line of all that is wrong.
    """
    path = workspace / SETTINGS_FILE
    if not path.is_file():
        return ProofSettings()
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        message = _("The file cannot be read: {reason}.").format(reason=getattr(error, "strerror", "") or "UTF-8")
        raise ContentError(Problem(message, path, hint=_("Save it again as UTF-8."))) from error
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

    def tell(message: str, key: str, hint: str = see) -> None:
        problems.append(Problem(message, path, _line_of(key, text), hint))

    if not isinstance(rows, dict):
        tell(_("Expected keys and values here."), "proof")
        rows = {}
    for key in [*unknown, *(key for key in rows if key not in ("allow", "baselines"))]:
        tell(_("Unknown key “{key}”.").format(key=key), key)
    allowed, baselines = rows.get("allow", []), rows.get("baselines", BASELINES.as_posix())
    if isinstance(allowed, list) and all(isinstance(each, str) for each in allowed):
        problems += [
            replace(each, line=_line_with(name, text) or each.line)
            for name in sorted(set(allowed))
            for each in _unknown([name], path, _line_of("allow", text))
        ]
    else:
        tell(_("Expected a list of kinds of findings."), "allow")
    here = path.parent.resolve()
    if not isinstance(baselines, str) or resolve_inside(here, here, baselines) in (None, here):
        tell(_("Expected a folder of the workspace."), "baselines")
    if problems:
        raise ContentError(sorted(problems, key=lambda each: each.line or 0))
    return ProofSettings(_ALLOWED | set(allowed), Path(baselines))


def layout_allows(layout: Layout) -> frozenset[str]:
    """The kinds of findings that *layout* lets pass. Raises ContentError for what is none."""
    if problems := _unknown(layout.proof.allow, layout.path / LAYOUT_FILE, layout.proof_line):
        raise ContentError(problems)
    return frozenset(layout.proof.allow)


def layout_masks(layout: Layout) -> tuple[Place, ...]:
    """What is not looked at on pages in *layout*: pages as ``compare`` counts them, boxes in pt from the top left."""
    return tuple(_mask(each, layout) for each in layout.proof.masks)


def _mask(row: MaskRows, layout: Layout) -> Place:
    page = row.pages - 1 if isinstance(row.pages, int) else _PAGES[row.pages]
    geometry = layout.geometry
    if row.region == "head":
        return page, (0.0, 0.0, geometry.width, geometry.head)
    if row.region == "foot":
        return page, (0.0, geometry.height - geometry.foot, geometry.width, geometry.height)
    left, top, width, height = map(parse_length, row.region)
    return page, (left, top, left + width, top + height)


def _unknown(kinds: list[str], path: Path, line: int | None) -> list[Problem]:
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
