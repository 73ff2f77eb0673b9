"""The committed faces, read once."""

from pathlib import Path

import pytest

from pipeline.fonts.manifest import FontManifest, load_manifest


@pytest.fixture(scope="session")
def fonts_dir(root: Path) -> Path:
    """The folder of the committed faces."""
    return root / "fonts"


@pytest.fixture(scope="session")
def manifest(fonts_dir: Path) -> FontManifest:
    """The committed manifest."""
    return load_manifest(fonts_dir)
