"""Where the issues and volumes of an archive lie, and a glance at the files of each."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.archive.index import Known
from pipeline.archive.jobs import Job, Kind
from pipeline.i18n import language
from pipeline.manuscript.workspace import PUBLICATION_FILE, VOLUME_FILE
from pipeline.production.glance import Glance, Glancer
from pipeline.production.record import (
    ACCEPTED_FILE,
    BESIDE,
    WAIVERS_FILE,
    digest_of,
    surroundings_of,
    take_surroundings,
)

_DEPTHS: Mapping[Kind, int] = {"issue": 3, "volume": 2, "shelf": 1, "trial": 3}  # folders below that of finished files
_BESIDE = frozenset((WAIVERS_FILE, ACCEPTED_FILE, *BESIDE))


@dataclass(frozen=True)
class Archive:
    """The *workspace* and the folder *out* of its finished files, both as they really lie."""

    workspace: Path
    out: Path
    _years: dict[str, str] = field(default_factory=dict, init=False)

    @cached_property
    def surroundings(self) -> str:
        """A digest of what all that is made here is made with: layouts, lists of faces, our own code, versions."""
        recipe = take_surroundings(self.workspace, *surroundings_of(self.workspace))
        return digest_of(json.dumps([dict(recipe.files), dict(recipe.settings)], sort_keys=True).encode())

    @cached_property
    def _content(self) -> str:
        return str(self.workspace)

    @cached_property
    def _finished(self) -> str:
        return str(self.out)

    def finished_folder(self, job: Job) -> str:
        """The folder of finished files of *job*, named as the folders of the content really are."""
        content = f"{self._content}/{job.place}"
        if job.kind in ("volume", "shelf"):
            names = self._real_folder(content).split("/")[-_DEPTHS[job.kind] :]
        elif os.path.islink(content):
            names = os.path.realpath(content).split("/")[-3:]
        else:
            year, _slash, name = content.rpartition("/")
            names = [*self._real_folder(year).split("/")[-2:], name]
        return "/".join((self._finished, *names))

    def record(self, job: Job) -> str:
        """The file with what *job* was made from."""
        folder = self.finished_folder(job)
        stem = "-".join(folder.split("/")[-_DEPTHS[job.kind] :])
        return f"{folder}/.{stem}{'-shelf' if job.kind == 'shelf' else ''}.json"

    def glance(self, job: Job, known: Known, tokens: Iterable[str] = ()) -> Glance:
        """A glance at all files that the finished files *known* of *job* depend on, and at these.

        *tokens* are those of the parts that it is made of.
        """
        glancer = Glancer()
        glancer.add_names((self.surroundings, *tokens))
        content = f"{self._content}/{job.place}"
        if job.kind in ("issue", "trial"):
            glancer.add_tree(content, _BESIDE)
            publication = content.rsplit("/", 2)[0]
        else:
            glancer.add_names(job.parts)
            glancer.add_files((f"{content}/{VOLUME_FILE}",))
            publication = content.rpartition("/")[0]
            if job.kind == "shelf":
                publication = content
                glancer.add_names((language(),))  # its words are in the user's language
        glancer.add_files((f"{publication}/{PUBLICATION_FILE}", *(f"{self._content}/{name}" for name in known.sources)))
        if known.made:
            folder = self.finished_folder(job)
            glancer.add_files((self.record(job), *(f"{folder}/{name}" for name in known.made)))
        return glancer.glance()

    def _real_folder(self, year: str) -> str:
        if year not in self._years:
            self._years[year] = os.path.realpath(year)
        return self._years[year]
