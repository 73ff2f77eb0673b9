"""What may differ from what was accepted: ``kanben.toml`` of the workspace, and ``proof`` of the layout."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout import Layout
from pipeline.layout.layout_file import LAYOUT_FILE, MaskRows
from pipeline.regression.findings import KINDS, Place
from pipeline.units import parse_length

SETTINGS_FILE = "kanben.toml"
BASELINES = Path("tests/baselines")
_ALLOWED = frozenset({"preflight.gone"})  # what is mended is told, and fails nothing
_PAGES = {"all": -1, "first": 0, "last": -2}  # as pipeline.regression.compare counts them
_GUIDE = "docs/regression.md"


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
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        message = _("This is no TOML: {reason}.").format(reason=error)
        raise ContentError(Problem(message, path, int(found[1]) if found else None)) from error
    except (OSError, UnicodeDecodeError) as error:
        message = _("The file cannot be read: {reason}.").format(reason=getattr(error, "strerror", "") or "UTF-8")
        raise ContentError(Problem(message, path)) from error
    return _settings(table, text, path)


def _settings(table: dict[str, Any], text: str, path: Path) -> ProofSettings:
    see = _("See {file}.").format(file=_GUIDE)
    rows = table.get("proof", {})
    problems = [
        Problem(_("Unknown key “{key}”.").format(key=key), path, _line_of(key, text), see)
        for key in [
            *(table.keys() - {"proof"}),
            *(rows.keys() - {"allow", "baselines"} if isinstance(rows, dict) else ()),
        ]
    ]
    if not isinstance(rows, dict):
        raise ContentError(Problem(_("Expected keys and values here."), path, _line_of("proof", text), see))
    allowed, baselines = rows.get("allow", []), rows.get("baselines", str(BASELINES))
    if isinstance(allowed, list) and all(isinstance(each, str) for each in allowed):
        problems += _unknown(allowed, path, _line_of("allow", text))
    else:
        problems.append(Problem(_("Expected a list of kinds of findings."), path, _line_of("allow", text), see))
    is_inside = isinstance(baselines, str) and (path.parent / baselines).resolve().is_relative_to(path.parent.resolve())
    if not is_inside:
        message = _("Expected a folder of the workspace.")
        problems.append(Problem(message, path, _line_of("baselines", text), see))
    if problems:
        raise ContentError(problems)
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
    pattern = re.compile(rf"^\s*\[?\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)
