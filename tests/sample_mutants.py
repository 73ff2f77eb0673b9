"""How well tests bite: a sample of mutants of a module, each tried by the tests nearest to it (docs/testing.md).

The mutations are those of cosmic-ray, which is no part of this project: `pip install --target FOLDER cosmic-ray`.
Mutants live in a copy; the work tree is only read. Each is run in a fork of a process that has the libraries loaded.
"""

import argparse
import difflib
import importlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).parent.parent
NEAREST = {
    "composer/line_breaking": "composer/test_best_breaks composer/test_line_breaking",
    "composer/paragraph": "composer/test_paragraph composer/test_line_breaking composer/test_ruby",
    "binding/stamps/stamp_sheet": "binding/stamps/test_stamp_sheet",
    "binding/stamps/folio_specimen": "binding/stamps/test_folio_specimen",
    "binding/stamps/stamp_places": "binding/stamps/test_stamp_places",
    "binding/fonts/font_union": "binding/fonts/test_font_figures binding/fonts/test_font_union",
    "press/separation/plates": "press/separation/test_plates_of_objects press/separation/test_plates",
    "press/imposition/schemes": "press/imposition/test_schemes",
    "regression/alignment/alignment": "regression/alignment/test_alignment regression/alignment/test_page_pairing",
}
# Not drawn: other names, which name nothing; annotations (`int | None`); decorators; `is` for `==`, which is a matter
# of how Python keeps small numbers; operators of bits for those of numbers, which floats refuse.
_NOT_DRAWN = re.compile(r"Variable|Decorator|ExceptionReplacer|_Is$|_IsNot$|Bit(Or|And|Xor)|[LR]Shift")
_PATIENCE = 30  # seconds: a mutant that takes longer is found
_BROKEN = 99  # exit code: not even imported
_OURS = ("pipeline", "tests", "conftest", "pytest", "_pytest", "xdist", "_hypothesis", "__main__", "weasyprint")
_TELL_MODULES = "import json, pytest, sys; code = pytest.main(sys.argv[2:]); "
_TELL_MODULES += "open(sys.argv[1], 'w').write(json.dumps(sorted(sys.modules))); sys.exit(code)"
_OPTIONS = [
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "--hypothesis-seed=0",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]


class _Impatient:
    """A plugin of pytest: a mutant that is found need not be found by the simplest example."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        settings.register_profile("impatient", deadline=None, phases=[Phase.explicit, Phase.generate], database=None)
        settings.load_profile("impatient")


def draw(source: str, count: int, seed: int) -> list[str]:
    """Up to *count* mutants of *source*, at most one a place."""
    ast, plugins, mutating = (importlib.import_module(f"cosmic_ray.{name}") for name in ("ast", "plugins", "mutating"))
    nodes, lines = list(ast.ast_nodes(ast.get_ast(source))), source.splitlines()
    places: dict[Any, list[Any]] = defaultdict(list)
    for name in sorted(plugins.operator_names()):
        operator = plugins.get_operator(name)
        if not _NOT_DRAWN.search(name):
            found = [place for node in nodes for place in operator().mutation_positions(node)]
            for occurrence, place in enumerate(found):
                if not lines[place[0][0] - 1].startswith("@"):
                    places[place].append((operator, occurrence))
    chance = random.Random(seed)
    chosen = [chance.choice(places[place]) for place in chance.sample(sorted(places), min(count, len(places)))]
    return [mutating.mutate_code(source, operator(), occurrence) for operator, occurrence in chosen]


def copy_tree(folder: Path) -> Path:
    """The project in *folder*: what is mutated and tests are copied, the rest is linked."""
    copy = folder / "project"
    copy.mkdir()
    for each in ROOT.iterdir():
        if each.name in ("pipeline", "tests"):
            shutil.copytree(each, copy / each.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif each.name not in (".git", ".hypothesis"):
            (copy / each.name).symlink_to(each)
    (folder / "shared").symlink_to(ROOT.parent / "shared")
    return copy


def load_libraries(tests: list[str], folder: Path) -> None:
    """Run *tests* once without a mutation, and load here what libraries they loaded. Raises CalledProcessError."""
    found = folder / "modules.json"
    subprocess.run([sys.executable, "-c", _TELL_MODULES, found, *_OPTIONS, *tests], check=True)
    for name in json.loads(found.read_text()):
        if not name.startswith(_OURS):
            with suppress(Exception):
                importlib.import_module(name)


def run_tests(module: Path, tests: list[str]) -> int:
    """The exit code of *tests* in a process of their own."""
    child = os.fork()
    if child == 0:
        os.setsid()
        with Path(os.devnull).open("w") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        code = _BROKEN
        with suppress(BaseException):
            importlib.import_module(".".join(module.with_suffix("").parts))
            code = int(pytest.main([*_OPTIONS, *tests], plugins=[_Impatient()]))
        os._exit(code)
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def main() -> None:
    """Tell what survived, and the score of each module and seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=list(NEAREST))
    parser.add_argument("--cosmic-ray", required=True, help="the folder that cosmic-ray was installed in")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, action="append")
    parser.add_argument("--tests", nargs="+", help="instead of those nearest")
    wanted = parser.parse_args()
    sys.path.append(wanted.cosmic_ray)
    sources = {name: (ROOT / f"pipeline/{name}.py").read_text("utf-8") for name in wanted.modules}
    drawn = {
        (name, seed): draw(source, wanted.count, seed)
        for name, source in sources.items()
        for seed in wanted.seed or [1, 2]
    }
    sys.path.remove(wanted.cosmic_ray)
    with tempfile.TemporaryDirectory(prefix="kanben-mutants-") as name:
        folder = Path(name)
        os.chdir(copy_tree(folder))
        sys.path[0] = os.environ["PYTHONPATH"] = str(Path.cwd())
        for (module, seed), mutants in drawn.items():
            tests = wanted.tests or [f"tests/{each}.py" for each in NEAREST[module].split()]
            load_libraries(tests, folder)
            path, source = Path(f"pipeline/{module}.py"), sources[module]
            counts = {"killed": 0, "survived": 0}
            for mutant in [source, *mutants]:
                path.write_text(mutant, "utf-8")
                for cached in path.parent.glob(f"__pycache__/{path.stem}.*"):
                    cached.unlink()
                code = run_tests(path, tests)
                if mutant is source:
                    assert code == 0, "the tests fail without a mutation"
                    continue
                if code == 0:
                    lines = difflib.unified_diff(source.splitlines(), mutant.splitlines(), n=0, lineterm="")
                    sys.stdout.write("\n".join(["", *list(lines)[2:], ""]))
                    sys.stdout.flush()
                if code != _BROKEN:
                    counts["killed" if code else "survived"] += 1
            path.write_text(source, "utf-8")
            total = sum(counts.values())
            sys.stdout.write(f"\n{module}, seed {seed}: {counts['killed']} of {total} killed\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
