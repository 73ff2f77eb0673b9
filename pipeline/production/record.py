"""What a finished file was made from, so that an issue that has not changed is not built again.

This module is read before anything heavy is imported: an up-to-date issue is recognised in a fraction of a second.
"""

import ctypes
import hashlib
import json
import os
import platform
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.bounded_files import MAX_PICTURE, BoundedFolder, RefusedFileError, entries_below, open_inside, read_inside
from pipeline.errors import ContentError
from pipeline.fonts.manifest import ADDED_FONTS, MANIFEST_NAME
from pipeline.production.glance import Glance, Glancer
from pipeline.production.kept_digests import load_kept_digests
from pipeline.resources import find_shipped

_LIBRARIES = (
    *("weasyprint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "pyphen", "jinja2", "markupsafe"),
    *("markdown-it-py", "mdit-py-plugins", "fonttools", "uharfbuzz", "pillow", "pypdf", "rjieba", "ruamel.yaml"),
)
# Native libraries by the names of their files, as WeasyPrint 70.0 looks for them, with functions for their versions.
_NATIVE = {
    "Pango": ("pango_version_string", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0")),
    "HarfBuzz": ("hb_version_string", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0")),
}

ELSEWHERE = "elsewhere/"
_OWN = str(Path(__file__).parents[1])
_CHUNK = 1 << 20  # bytes
MAX_FINISHED = 4 << 30  # bytes of a file that we made
WAIVERS_FILE = "waivers.yaml"  # of preflight (docs/preflight.md), in the folder of the issue
ACCEPTED_FILE = "accepted.yaml"  # of the proofreading (docs/check.md), beside it
PROOFS = "proofs"  # folder of the issue: versions that were approved, comments on pages
BESIDE = (PROOFS, "imports")  # folders of the issue that nothing is made of
_BESIDE = (WAIVERS_FILE, ACCEPTED_FILE, *(f"{folder}/" for folder in BESIDE))


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a finished issue depends on: digests of files by name, and the versions and settings in force."""

    files: Mapping[str, str]
    settings: Mapping[str, str]


def take_recipe(issue: BoundedFolder, layouts: Iterable[BoundedFolder], fonts_manifest: Path) -> Recipe:
    """Digest the *issue* (`digest_issue`) and its surroundings (`take_surroundings`), as they are now.

    Raises ContentError for a folder that holds more files than anyone looks through.
    """
    around = take_surroundings(issue.root, layouts, fonts_manifest)
    return Recipe({**digest_issue(issue), **around.files}, around.settings)


def digest_issue(issue: BoundedFolder) -> dict[str, str]:
    """Digests of the files of the folder *issue*, which are all in its workspace, and of its publication, by name.

    Waivers, reports of imports and proofs are not among them: they do not change what is made. Raises ContentError.
    """
    files = _digest_folders({"issue": issue})
    files = {name: each for name, each in files.items() if not name.removeprefix("issue/").startswith(_BESIDE)}
    return files | {"publication": digest_of_file(issue.path.parents[1] / "publication.yaml", issue.root)}


def take_surroundings(workspace: Path, layouts: Iterable[BoundedFolder], fonts_manifest: Path) -> Recipe:
    """Digest what all issues and volumes of *workspace* are made with: the layouts on *layouts*, the manifests of the
    faces, our own code, and the versions in force. A folder of layouts, and our code, have one digest each: they are in
    the record of everything. Raises ContentError as `take_recipe` does.
    """
    files = {f"layouts-{number}": _digest_layouts(each) for number, each in enumerate(layouts)}
    files["code"] = code_digest()
    files["fonts"] = digest_of_file(fonts_manifest, fonts_manifest.parent)
    files["added-fonts"] = digest_of_file(workspace / ADDED_FONTS / MANIFEST_NAME, workspace)
    settings = versions() | {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "")}
    return Recipe(files, settings)


def surroundings_of(workspace: Path) -> tuple[tuple[BoundedFolder, ...], Path]:
    """Where the surroundings of *workspace* lie: folders of layouts, its own first, and the manifest of the faces."""
    folders = (BoundedFolder(workspace / "layouts", workspace), BoundedFolder.of(find_shipped("layouts")))
    return folders, find_shipped("fonts") / MANIFEST_NAME


def _digest_layouts(folder: BoundedFolder) -> str:
    """One digest of all files in *folder*, which are read again where a glance finds any of them changed."""
    if folder.path == find_shipped("layouts"):
        return load_kept_digests().find(
            "layouts", partial(_glance_at, folder), lambda: _as_one(_digest_folders({"": folder}))
        )
    seen = _glance_at(folder)
    return _digest_seen(folder, seen.digest) if seen.is_settled() else _as_one(_digest_folders({"": folder}))


def _glance_at(folder: BoundedFolder) -> Glance:
    glancer = Glancer()
    glancer.add_names((os.path.realpath(folder.path), os.path.realpath(folder.root)))
    glancer.add_tree(str(folder.path))
    return glancer.glance()


@lru_cache(maxsize=16)
def _digest_seen(folder: BoundedFolder, _seen: str) -> str:
    """As `_digest_layouts`, once for what a glance has *seen*."""
    return _as_one(_digest_folders({"": folder}))


def _digest_folders(folders: Mapping[str, BoundedFolder]) -> dict[str, str]:
    """The digests of all files in *folders*, by the name of the folder and theirs."""
    files: dict[str, str] = {}
    for name, folder in folders.items():
        try:
            _digest_tree(files, name, folder)
        except RefusedFileError as error:
            raise ContentError(error.problem(folder.path)) from error
    return files


def versions() -> dict[str, str]:
    """The versions of Kanben, of Python, and of the libraries that set pages and deflate them."""
    own = {"kanben": __version__, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {name: _version(name) for name in _LIBRARIES} | _native_versions() | own


@cache
def code_digest() -> str:
    """A digest of our own code and its tables: another one after any change of them before it runs."""
    names = _list_own_files()
    return load_kept_digests().find("code", partial(_glance_at_files, names), lambda: _as_one(_digest_own(names)))


def _glance_at_files(names: Sequence[str]) -> Glance:
    glancer = Glancer()
    glancer.add_files(names)
    return glancer.glance()


def _list_own_files() -> list[str]:
    """A thousand files, for every command that makes something: names are texts, which take half the time of paths."""
    return sorted(
        f"{folder}{os.sep}{name}"
        for folder, _folders, files in os.walk(_OWN)
        for name in files
        if name.endswith((".py", ".toml", ".txt"))
    )


def _digest_own(names: Iterable[str]) -> dict[str, str]:
    return {f"pipeline{name.removeprefix(_OWN)}": digest_of(Path(name).read_bytes()) for name in names}


@cache
def _native_versions() -> dict[str, str]:
    """The versions of the native libraries that set text; empty for one that is not found."""
    found = dict.fromkeys(_NATIVE, "")
    for library, (function, names) in _NATIVE.items():
        for name in names:
            with suppress(OSError, AttributeError):
                read_version = getattr(ctypes.CDLL(name), function)
                read_version.restype = ctypes.c_char_p
                found[library] = read_version().decode()
                break
    return found


def _as_one(digests: Mapping[str, str]) -> str:
    return digest_of(json.dumps(digests, sort_keys=True).encode())


def with_elsewhere(recipe: Recipe, workspace: Path, names: Iterable[str]) -> Recipe:
    """Return *recipe* with the digests of files outside the issue's folder; *names* are relative to *workspace*."""
    files = {f"{ELSEWHERE}{name}": digest_of_file(workspace / name, workspace) for name in names}
    return Recipe({**recipe.files, **files}, recipe.settings)


@dataclass(frozen=True, slots=True)
class Record:
    """A recipe, the files made by it (name beside the record → SHA-256), and the summary shown to the user."""

    recipe: Recipe
    made: Mapping[str, str]
    summary: Mapping[str, Any]

    @property
    def elsewhere(self) -> list[str]:
        """The files outside the issue's folder that the recipe names, relative to the workspace."""
        return [name.removeprefix(ELSEWHERE) for name in self.recipe.files if name.startswith(ELSEWHERE)]

    def to_json(self) -> bytes:
        """Return the record as it is kept on disk."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_record(path: Path) -> Record | None:
    """Return the record at *path*, or None when there is none that can be read."""
    try:
        data = json.loads(read_inside(path.parent, path, MAX_PICTURE))
        recipe, made, summary = Recipe(**data["recipe"]), data["made"], data["summary"]
    except (OSError, RefusedFileError, ValueError, KeyError, TypeError, RecursionError):
        return None
    maps = (recipe.files, recipe.settings, made, summary)
    return Record(recipe, made, summary) if all(isinstance(rows, dict) for rows in maps) else None


def still_good(record: Record | None, recipe: Recipe, folder: Path, wanted: Iterable[str]) -> bool:
    """Whether *record* was made by *recipe* and the *wanted* files are in *folder* just as they were made.

    What was made without a digest (``offprints``) only says that it was made: its files are listed themselves.
    """
    if record is None or record.recipe != recipe or not set(wanted) <= set(record.made):
        return False
    rows = [(folder / name, digest) for name, digest in record.made.items() if digest]
    return all(digest_of_file(path, folder, MAX_FINISHED) == digest for path, digest in rows)


def text_file(issue_id: str) -> str:
    """The name of the file beside the finished issue *issue_id*."""
    return f".{issue_id}-text.json"


def digest_of(data: bytes) -> str:
    """SHA-256 of *data* in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path, root: Path | None = None, limit: int = MAX_PICTURE) -> str:
    """The digest of a plain file inside *root* (its folder); empty where there is none, ``?`` for what may not be read.

    Nothing that may not be read gets into what is made, and whoever names it is told.
    """
    digest, left = hashlib.sha256(), limit
    try:
        with open_inside(root or path.parent, path, limit) as file:
            while left >= 0 and (data := file.read(_CHUNK)):
                digest.update(data)
                left -= len(data)
    except OSError:
        return ""
    except RefusedFileError:
        return "?"
    return digest.hexdigest() if left >= 0 else "?"  # it grows


def _digest_tree(files: dict[str, str], name: str, folder: BoundedFolder) -> None:
    for path in entries_below(folder.path, folder.root):
        place = path.relative_to(folder.path)
        is_hidden = any(part.startswith((".", "__")) for part in place.parts[:-1])
        if not is_hidden and (path.is_symlink() or not path.is_dir()):
            shown = os.fsencode(place.as_posix()).decode("utf-8", "backslashreplace")
            files[f"{name}/{shown}"] = digest_of_file(path, folder.root)


@cache
def _version(package: str) -> str:
    """The version of *package* as it is installed, looked up once: what is loaded stays."""
    if (known := _find_installed().get(_normalise_name(package))) is not None:
        return known
    from importlib.metadata import PackageNotFoundError, version  # takes as long as all else here

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _find_installed() -> dict[str, str]:
    """The versions of packages by their names, as the folders say that installers note them in (PEP 376, 427)."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208 (paths would take longer)
                package, _, number = name.removesuffix(".dist-info").partition("-")
                if number and name.endswith(".dist-info"):
                    found.setdefault(_normalise_name(package), number)
    return found


def _normalise_name(package: str) -> str:
    return package.lower().replace("_", "-").replace(".", "-")
