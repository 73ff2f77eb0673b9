"""Source font files out of pinned Debian packages: installed ones where present, else fetched with apt-get."""

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.errors import FontError, MissingProgramError, Problem
from pipeline.fonts.recipe import DebianPackage, FaceSource
from pipeline.i18n import _

Progress = Callable[[str], None]


def collect_sources(sources: Sequence[FaceSource], folder: Path, progress: Progress) -> dict[str, Path]:
    """Bring all *sources* together; return the path of each by its path in the package.

    Raises MissingProgramError without apt-get or dpkg-deb, FontError when a package cannot be had or a file in it is
    not the one the recipe was written for.
    """
    found: dict[str, Path] = {}
    for package in dict.fromkeys(source.package for source in sources):
        names = {source.source_file for source in sources if source.package == package}
        if not _is_installed(package, names):
            _fetch(package, names, folder, progress)
            found |= {name: folder / name for name in names}
        else:
            found |= {name: Path("/", name) for name in names}
    problems = [problem for source in sources for problem in _check(source, found[source.source_file])]
    if problems:
        raise FontError(problems)
    return found


def _is_installed(package: DebianPackage, names: Iterable[str]) -> bool:
    program = shutil.which("dpkg-query")
    if program is None:
        return False
    command = [program, "--show", "--showformat=${Version}", package.name]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.stdout == package.version and all(Path("/", name).is_file() for name in names)


def _fetch(package: DebianPackage, names: set[str], folder: Path, progress: Progress) -> None:
    """Download one package into *folder* and take only the files *names* out of it."""
    progress(_("Fetching {package} {version}").format(package=package.name, version=package.version))
    folder.mkdir(parents=True, exist_ok=True)
    command = [_program("apt-get"), "--quiet", "download", f"{package.name}={package.version}"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    archives = sorted(folder.glob(f"{package.name}_*.deb"))
    if answer.returncode or not archives:
        reason = (answer.stderr.strip().splitlines() or [""])[-1]
        message = _("The package {package} {version} cannot be fetched: {reason}").format(
            package=package.name, version=package.version, reason=reason
        )
        hint = _("Run apt-get update; on another release than Debian 12, add its package source.")
        raise FontError(Problem(message, hint=hint))
    _unpack(archives[0], names, folder)
    archives[0].unlink()


def _unpack(archive: Path, names: set[str], folder: Path) -> None:
    """Read the package's tar as a stream, so that hundreds of megabytes of other files never reach the disk."""
    command = [_program("dpkg-deb"), "--fsys-tarfile", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        with tarfile.open(fileobj=process.stdout, mode="r|") as members:
            for member in members:
                name = member.name.removeprefix("./")
                content = members.extractfile(member) if name in names else None
                if content is not None:
                    target = folder / name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("wb") as file:
                        shutil.copyfileobj(content, file)


def _check(source: FaceSource, path: Path) -> list[Problem]:
    if not path.is_file():
        return [Problem(_("The package {package} has no such file.").format(package=source.package.name), path)]
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.source_sha256:
        message = _("The file of package {package} is not the one the recipe was written for.").format(
            package=source.package.name
        )
        return [Problem(message, path, hint=_("Install the pinned version, or renew pipeline/fonts/recipe.py."))]
    return []


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        message = _("The program {name} is not installed.").format(name=name)
        hint = _("Fonts are remade on Debian or Ubuntu; the finished ones come with Kanben.")
        raise MissingProgramError(Problem(message, hint=hint))
    return path
