"""What the measurements were taken on: processor, memory, versions."""

import ctypes
import os
import platform
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "jinja2", "markdown-it-py", "typst")


def describe_machine() -> list[str]:
    """Return lines of ``what: value``; a value that cannot be found out is told as unknown."""
    pango = _native_version("libpango-1.0.so.0", "pango_version_string")
    harfbuzz = _native_version("libharfbuzz.so.0", "hb_version_string")
    return [
        f"Processor: {_field('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores",
        f"Memory: {_gibibytes(_field('/proc/meminfo', 'MemTotal'))}",
        f"System: {_distribution()}",
        f"Python {platform.python_version()}, Pango {pango}, HarfBuzz {harfbuzz}",
        "Packages: " + ", ".join(f"{name} {version(name)}" for name in _PACKAGES),
    ]


def load() -> float:
    """Number of processes that wanted the processor in the last minute."""
    return os.getloadavg()[0]


def _field(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    values = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(values, "unknown")


def _gibibytes(text: str) -> str:
    number = text.removesuffix(" kB")
    return f"{int(number) / 2**20:.1f} GiB" if number.isdecimal() else text


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def _native_version(library: str, function: str) -> str:
    try:
        call = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return "unknown"
    call.restype = ctypes.c_char_p
    return str(call().decode())
