"""A content folder with several times its text: each article again under another slug, in further sections."""

import re
import shutil
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pipeline.manuscript.workspace import ISSUE_FILE, find_issues

_ID = re.compile(r"(?<=\{#)[A-Za-z][\w-]*")
_REFERENCE = re.compile(r"(?<=\]\(#)[\w-]+(?=\))")


def enlarge(workspace: Path, target: Path, factor: int) -> Path:
    """Copy *workspace*, which holds one issue, to *target* with *factor* times its articles; return the issue folder.

    Copy 1 is the content as it is. The slugs and ids of copy N end in ``-N`` (cross-references follow), the names of
    its sections in ``（N）``. Printed folios stay with copy 1 alone.
    """
    shutil.copytree(workspace, target)
    (issue,) = find_issues([target])
    yaml = YAML()
    rows = yaml.load((issue / ISSUE_FILE).read_text(encoding="utf-8"))
    sections = list(rows["sections"])
    for number in range(2, factor + 1):
        for section in sections:
            copy: dict[str, Any] = {"name": f"{section['name']}（{number}）"}
            if "contents_name" in section:
                copy["contents_name"] = f"{section['contents_name']}（{number}）"
            copy["articles"] = [_copy_article(issue, entry, number) for entry in section["articles"]]
            rows["sections"].append(copy)
    with (issue / ISSUE_FILE).open("w", encoding="utf-8") as file:
        yaml.dump(rows, file)
    return issue


def _copy_article(issue: Path, entry: dict[str, str], number: int) -> dict[str, str]:
    """Write the copy *number* of an article; return its row in the issue file."""
    original = issue / entry["file"]
    copy = original.with_stem(f"{original.stem}-{number}")
    text = original.read_text(encoding="utf-8")
    for names in (_ID, _REFERENCE):
        text = names.sub(lambda match: f"{match[0]}-{number}", text)
    copy.write_text(text, encoding="utf-8")
    row = {"file": copy.relative_to(issue).as_posix()}
    if "contents_title" in entry:
        row["contents_title"] = entry["contents_title"]
    return row
