"""A process that has loaded what commands need, and runs each command in a copy of itself: a hundred start in a minute.

``python -m tests.preloaded`` reads an order a line from standard input and writes a result a line: JSON both. With the
word ``prepared`` pdfium's processes are copies as well (`tests.prepared_pdfium`), whose time is not in the results.
What the copy does is what ``kanben`` does, from ``main`` on; before that it does what the order tells in Python.
"""

import atexit
import json
import os
import select
import signal
import sys
from typing import Any

from pipeline.bounded_files import BoundedFolder
from pipeline.cli.main import main
from pipeline.engine.loading import load_weasyprint
from pipeline.kept_code import load_kept_code
from pipeline.layout.layout_file import find_layout
from pipeline.layout.name_readings import read_name
from pipeline.production.record import code_digest
from pipeline.resources import find_shipped
from tests import prepared_pdfium


def _load() -> None:
    """Import what the commands import when they are first used."""
    import pipeline.production.issue.issue_builder
    import pipeline.production.issue.press_edition
    import pipeline.production.preflight
    import pipeline.production.proof.proof_reports
    import pipeline.production.volume.bind_volume  # noqa: F401

    load_weasyprint(find_shipped("fonts"))
    code_digest()
    read_name("单")  # has the tables of pinyin loaded
    _compile_templates("gongyun")
    load_kept_code().save()  # copies don't, and a fresh clone has none


def _compile_templates(layout: str) -> None:
    """Compile the templates of *layout*, which takes longer than to fill them: copies have them compiled."""
    from pipeline.layout.sandbox import Sandbox, StyleSheetSandbox

    folders = find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))]).folders
    sandbox = Sandbox(folders, StyleSheetSandbox(folders))
    for folder in folders:
        for path in folder.path.rglob("*.j2"):
            sandbox.get_template(path.relative_to(folder.path).as_posix())


def _run(order: dict[str, Any]) -> dict[str, Any]:
    """Run one command in a process of its own, and the group of all that it starts."""
    process = os.fork()
    if process == 0:
        _become(order)
    ended = os.pidfd_open(process)
    try:
        found = bool(select.select([ended], [], [], order["patience"])[0])
    finally:
        os.close(ended)
    if not found:
        os.killpg(process, signal.SIGKILL)
    _process, status, usage = os.wait4(process, 0)
    return {
        "code": os.waitstatus_to_exitcode(status) if found else None,
        "seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1000,
    }


def _become(order: dict[str, Any]) -> None:
    """Be the command: this doesn't return."""
    code = 1
    atexit._clear()  # the folder with the settings of fonts is the copied process's, and no copy takes it away
    try:
        os.setsid()
        for stream, name in ((1, "output"), (2, "errors")):
            os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(order["folder"])
        os.environ.update(order["environment"])
        exec(order["before"])
        sys.argv[1:] = order["words"]
        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _load()
    if sys.argv[1:] == ["prepared"]:
        prepared_pdfium.use()
        prepared_pdfium.begin()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_run(json.loads(line))) + "\n")
        sys.stdout.flush()
