"""Every patch is in the catalogue, says of itself what a reader must know, and names the version that is installed."""

import platform
import re
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.resources import find_shipped

PATCHES = Path(__file__).parents[3] / "pipeline" / "engine" / "patches"
NO_PATCHES = {"__init__", "patch", "catalogue", "while_importing"}
NAMES = sorted(path.stem for path in PATCHES.glob("*.py") if path.stem not in NO_PATCHES)
PARTS = re.compile(r"\n\nReplaces: (.+?)\nWhy: (.+?)\nUpstream: (.+?)\nEffect: (.+?)\n(?=\n|\Z)", re.DOTALL)


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    load_weasyprint(find_shipped("fonts"))


def test_the_catalogue_has_all_and_each_once() -> None:
    from pipeline.engine.patches.catalogue import ALL

    patches = [import_module(f"pipeline.engine.patches.{name}").PATCH for name in NAMES]
    assert len(NAMES) > 25
    assert sorted(patch.name for patch in ALL) == sorted(patch.name for patch in patches)
    assert len({patch.name for patch in ALL}) == len(ALL)


def faults(text: str, library: str, effect: str) -> list[str]:
    """What is wrong with the docstring *text* of a patch of *library*."""
    parts = PARTS.search(text)
    if parts is None:
        return ["has no four parts"]
    replaces, _why, _upstream, says = parts.groups()
    named, number = replaces.split(",")[0].rsplit(" ", 1)
    installed = platform.python_version() if library == "Python" else version(library)
    result = [] if says.startswith(effect) else ["says another effect"]
    result += [] if named.lower() == library.lower() else ["says another library"]
    return result + ([] if f"{installed}.".startswith(f"{number}.") else ["says another version"])


@pytest.mark.parametrize("name", NAMES)
def test_each_patch_says_what_it_is(name: str) -> None:
    module = import_module(f"pipeline.engine.patches.{name}")
    assert faults(module.__doc__, module.PATCH.library, module.PATCH.effect.value) == []


def test_the_docs_list_each_patch_with_its_effect(root: Path) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| .+ \| (speed|output|bounds) \|$",
        (root / "docs/architecture.md").read_text("utf-8"),
        re.MULTILINE,
    )
    effects = {name: import_module(f"pipeline.engine.patches.{name}").PATCH.effect for name in NAMES}
    assert dict(rows) == {name: effect.name.lower() for name, effect in effects.items()}


GOOD = "It is.\n\nReplaces: pydyf 0.13, ``f``.\nWhy: so.\nUpstream: other\n  wise.\nEffect: speed only.\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", []),
        ("Why: so.\n", "", ["has no four parts"]),
        ("speed only", "refuses", ["says another effect"]),
        ("pydyf", "cffi", ["says another library"]),
        ("0.13", "0.1", ["says another version"]),
    ],
)
def test_faults_are_seen(old: str, new: str, fault: list[str]) -> None:
    assert faults(GOOD.replace(old, new), "pydyf", "speed only") == fault
