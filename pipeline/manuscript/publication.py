"""``publication.yaml`` into a model.Publication; its colours as changes of a layout's."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.colours import ColourChange, cmyk_of, rgb_of
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.languages import explain_refusal, is_traditional
from pipeline.manuscript.schema import ColourRows, PublicationFile
from pipeline.manuscript.workspace import PUBLICATION_FILE, read_text
from pipeline.model import OptionChoice, Publication
from pipeline.standards import Standard
from pipeline.strict_yaml import YamlFile, parse_yaml


def read_publication(folder: Path, workspace: Path, problems: list[Problem]) -> Publication | None:
    """Read the publication whose folder is *folder*; None after adding what is wrong to *problems*."""
    path = folder / PUBLICATION_FILE
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", folder.name):
        message = _("The publication's folder must be named with a-z, 0-9 and -.")
        problems.append(Problem(message, folder))
    text = read_text(path, workspace, problems)
    file = parse_yaml(text, PublicationFile, path, problems) if text is not None else None
    if file is None:
        return None
    rows = file.rows
    if is_traditional(rows.language):
        message, hint = explain_refusal(rows.language)
        problems.append(Problem(message, path, file.line_of("language"), hint))
    return Publication(
        id=folder.name,
        path=path,
        name=rows.name,
        latin_name=rows.latin_name,
        organisers=tuple(rows.organisers),
        layout=rows.layout,
        language=rows.language,
        layout_line=file.line_of("layout"),
        colophon=tuple(rows.colophon.items()),
        printer=rows.printer,
        citations=rows.citations,
        index_order=rows.index_order,
        profile=rows.profile,
        standard=Standard(rows.standard),
        printer_line=file.line_of("printer"),
        colours=colour_changes(file, rows.colors),
        options=tuple(
            OptionChoice(name, str(value), file.line_of("options", name)) for name, value in rows.options.items()
        ),
    )


def colour_changes(file: YamlFile[Any], rows: Mapping[str, ColourRows]) -> tuple[ColourChange, ...]:
    """The changes of a layout's colours that the key ``colors`` of *file* asks for."""
    return tuple(
        ColourChange(
            name=name,
            rgb=None if each.rgb is None else rgb_of(each.rgb),
            cmyk=None if each.cmyk is None else cmyk_of(each.cmyk),
            spot=each.spot,
            line=file.line_of("colors", name),
        )
        for name, each in rows.items()
    )
