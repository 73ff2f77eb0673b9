"""The own pages of a generated year, set beforehand: ``python -m bench.own_pages YEAR``, in the folder of ``out``."""

import pickle
import sys
from pathlib import Path

from bench.bind_files import own_pages
from pipeline.manuscript.volume_reader import read_volume
from pipeline.production.issue.request import BuildRequest
from pipeline.production.volume.bind_volume import place_volume, volume_facts
from pipeline.production.volume.issues_to_bind import prepare_issues
from pipeline.production.volume.volume_setting import VolumeSetter


def main(year: Path) -> None:
    """Set the stamps and the pages before the issues, and keep them."""
    volume = read_volume(year)
    to_bind = prepare_issues(volume, BuildRequest(out=Path("out")), 1, lambda _path, _stage: None)
    bound = place_volume(volume, to_bind)
    setter = VolumeSetter(volume)
    front = setter.front_matter(bound, 0, volume_facts(bound, to_bind, 0)).pdf
    own_pages(year).write_bytes(pickle.dumps((setter.stamps(), front)))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
