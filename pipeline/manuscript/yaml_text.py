"""Rows of content files as YAML text that people go on writing in."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML


def dump_yaml(rows: dict[str, Any]) -> str:
    """*rows* as YAML, in their order, a text on one line however long."""
    yaml = YAML()
    yaml.width = 2**20  # no folding: a line is a title
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(rows, stream)
    return stream.getvalue()
