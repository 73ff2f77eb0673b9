"""New works in ``references.yaml``, put in at its end: comments and all else that people wrote stay as they are."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.references_file import REFERENCES_FILE, ReferencesFile
from pipeline.manuscript.workspace import read_text
from pipeline.manuscript.yaml_text import dump_yaml
from pipeline.strict_yaml import parse_yaml


def with_works(folder: Path, rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The text of ``references.yaml`` of *folder* with the works *rows*; those whose ``id`` is there already stay.

    None where all are there. Raises ContentError where the file is wrong, or no row can be added to it.
    """
    path = folder / REFERENCES_FILE
    if not path.is_file():
        return dump_yaml({"references": [dict(row) for row in rows]})
    problems: list[Problem] = []
    text = read_text(path, None, problems)
    parsed = parse_yaml(text, ReferencesFile, path, problems) if text is not None else None
    if text is None or parsed is None or problems:
        raise ContentError(problems)
    there = {each.id for each in parsed.rows.references}
    new = [dict(row) for row in rows if row["id"] not in there]
    if not new:
        return None
    first = text.split("\n")[parsed.line_of("references", 0) - 1]
    indent = re.match(" *", first)
    own = dump_yaml({"references": new}).split("\n", 1)[1]
    shift = (len(indent[0]) if indent is not None else 0) - (len(own) - len(own.lstrip(" ")))
    lines = [(" " * shift + line if shift > 0 else line[-shift:]) if line.strip() else line for line in own.split("\n")]
    made = text.rstrip() + "\n" + "\n".join(lines)
    checked = parse_yaml(made, ReferencesFile, path, [])
    if checked is None or [each.id for each in checked.rows.references][-len(new) :] != [row["id"] for row in new]:
        message = _("The works are written in a way that none can be added to.")
        raise ContentError(Problem(message, path, hint=_("Write them one below the other, each behind a “-”.")))
    return made
