"""What templates were compiled to: kept in memory, and beside our code for the templates that come with Kanben.

Jinja2 takes longer to compile the templates of an issue than to fill them. What is kept on disk is code, which is run:
it lies only where Python puts our own compiled modules (``__pycache__``, PYTHONPYCACHEPREFIX), where whoever can write
can change Kanben itself. Templates of a workspace are compiled in each process.
"""

import hashlib
import marshal
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from pipeline.kept_files import find_compiled, keep_file, list_modules
from pipeline.resources import find_shipped

_MOST_TEMPLATES = 500  # that are kept in memory
_SEAL = 32  # bytes, before the code


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to, by kind of sandbox, name, file and digest of their text.

    Each build has sandboxes of its own; those of one kind compile alike. *folder*: where what the templates below
    *shipped* were compiled to is kept; None: nowhere.
    """

    def __init__(self, shipped: Path, folder: Path | None) -> None:
        self._shipped, self._folder = shipped, folder
        self._kept: dict[tuple[type, str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is known by: its *name*, and its file."""
        return f"{filename}\n{name}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put into *bucket* what its text was compiled to, if that is kept."""
        bucket.code = self._kept.get(_key_of(bucket)) or self._read(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the text of *bucket* was compiled to, and forget the oldest of very many."""
        if bucket.code is None:
            return
        self._hold(bucket, bucket.code)
        path = self._path_of(bucket)
        if path is not None:
            code = marshal.dumps(bucket.code)
            keep_file(path, _seal(bucket, code) + code)

    def _read(self, bucket: Bucket) -> CodeType | None:
        """What was kept on disk, if it is whole, and was made by what would make it now."""
        path = self._path_of(bucket)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if data[:_SEAL] != _seal(bucket, data[_SEAL:]):
            return None
        code: CodeType = marshal.loads(data[_SEAL:])
        self._hold(bucket, code)
        return code

    def _hold(self, bucket: Bucket, code: CodeType) -> None:
        if len(self._kept) >= _MOST_TEMPLATES:
            del self._kept[next(iter(self._kept))]
        self._kept[_key_of(bucket)] = code

    def _path_of(self, bucket: Bucket) -> Path | None:
        """The file for what a template that comes with Kanben was compiled to; None for any other."""
        if self._folder is None or not Path(bucket.key.partition("\n")[0]).is_relative_to(self._shipped):
            return None
        known = f"{type(bucket.environment).__qualname__}\n{bucket.key}"
        return self._folder / f"{hashlib.sha256(known.encode()).hexdigest()[:24]}.template"


def load_compiled_templates() -> CompiledTemplates:
    """What is kept in this process, and where Python keeps this module compiled."""
    compiled = find_compiled(__file__)
    return CompiledTemplates(find_shipped("layouts"), compiled and compiled.parent)


def _key_of(bucket: Bucket) -> tuple[type, str, str]:
    return type(bucket.environment), bucket.key, bucket.checksum


def _seal(bucket: Bucket, code: bytes) -> bytes:
    """A digest of *code*, of the text that it was compiled from, and of what compiled it."""
    known = f"{_maker()}\n{type(bucket.environment).__qualname__}\n{bucket.key}\n{bucket.checksum}"
    return hashlib.sha256(known.encode() + code).digest()


@cache
def _maker() -> str:
    """Jinja2, Python, and our own modules here, known as Python knows them: by their times and sizes."""
    return "\n".join((jinja2.__version__, MAGIC_NUMBER.hex(), *list_modules(Path(__file__).parent, ".py")))
