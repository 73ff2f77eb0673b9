"""What a machine sets pages with: versions of Kanben and libraries, faces, layouts. Machines that differ in any of it
would not make the same bytes.
"""

import json
from collections.abc import Mapping

from pipeline.bounded_files import BoundedFolder
from pipeline.fonts.manifest import MANIFEST_NAME, load_manifest
from pipeline.i18n import _, language
from pipeline.production.record import code_digest, digest_of, digest_of_file, take_surroundings
from pipeline.resources import find_shipped


def take_fingerprint() -> dict[str, str]:
    """Versions by the names of libraries, and digests of each face, of the shipped layouts, and of our own code.

    Raises FontError for a list of faces that can't be read.
    """
    fonts = find_shipped("fonts")
    faces = {f"fonts/{face.file.name}": digest_of_file(face.file) for face in load_manifest(fonts).faces}
    layouts = BoundedFolder.of(find_shipped("layouts"))
    around = take_surroundings(layouts.path, (layouts,), fonts / MANIFEST_NAME)
    shipped = digest_of(json.dumps(dict(around.files), sort_keys=True).encode())
    own = {"code of Kanben": code_digest(), "code and layouts": shipped, "language": language()}
    return {**around.settings, **faces, **own}


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What differs *there* from what is *here*, in words; empty where nothing does."""
    names = sorted(name for name in here.keys() | there.keys() if here.get(name, "") != there.get(name, ""))
    return ", ".join(_describe(name, here.get(name, ""), there.get(name, "")) for name in names)


def _describe(name: str, here: str, there: str) -> str:
    if name.startswith("fonts/") or len(here) == len(there) == 64:
        return _("{name} is another").format(name=name)
    return _("{name} {there} instead of {here}").format(name=name, there=there or "–", here=here or "–")
