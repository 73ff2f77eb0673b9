#!/bin/sh
# Makes sure of the native libraries and programs that Kanben stands on.
#
#   setup/native-libraries.sh runtime   what building an issue needs
#   setup/native-libraries.sh test      that, and what the test suite needs (Java for veraPDF, Poppler, Ghostscript,
#                                       qpdf, Chromium with its driver, strace; MuPDF, PDF.js with Node)
#
# What is missing is installed with apt-get when run as root; otherwise the exact command is printed and the exit
# code is 8. When nothing is missing, nothing is asked of the network. PYTHON names the interpreter (python3).
set -eu

PYTHON=${PYTHON:-python3}
MISSING_PROGRAM=8

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    say "Stopped with exit code $MISSING_PROGRAM."
    exit "$MISSING_PROGRAM"
}

# The interpreter itself tells what it can load: that is what WeasyPrint will do.
missing_for_runtime() {
    "$PYTHON" - <<'PROBE'
import ctypes
import importlib.util
import sys

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
for library, package in LIBRARIES.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
if importlib.util.find_spec("ensurepip") is None:
    print(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
PROBE
}

missing_for_test() {
    missing_for_runtime
    # The driver of veraPDF is compiled when it is launched, so a Java without compiler is not enough.
    { command -v java && command -v javac; } >/dev/null || echo default-jdk-headless
    [ -e /usr/share/java/jaxb-runtime.jar ] || echo libjaxb-java
    [ -e /usr/share/java/javax.activation.jar ] || echo libactivation-java
    command -v pdftoppm >/dev/null || echo poppler-utils
    command -v gs >/dev/null || echo ghostscript
    command -v qpdf >/dev/null || echo qpdf
    command -v chromium >/dev/null || echo chromium
    command -v chromedriver >/dev/null || echo chromium-driver
    command -v strace >/dev/null || echo strace
    command -v mutool >/dev/null || echo mupdf-tools
    command -v node >/dev/null || echo nodejs
    [ -e /usr/share/javascript/pdf/build/pdf.js ] || echo libjs-pdf
}

missing() { "missing_for_$scope" | tr '\n' ' ' | sed 's/ $//'; }

scope=${1:-}
case $scope in
    runtime | test) ;;
    *)
        say "usage: setup/native-libraries.sh runtime|test"
        exit 2
        ;;
esac

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    stop "Kanben needs Python 3.11 or newer; '$PYTHON' is not. Name another one with: make PYTHON=/path/to/python3 …"

packages=$(missing)
[ -n "$packages" ] || exit 0

command -v apt-get >/dev/null ||
    stop "Missing libraries or programs, named by their Debian packages: $packages. Install them and run this again."
[ "$(id -u)" -eq 0 ] ||
    stop "Missing: $packages. Install with:

    sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages
"

say "Installing system packages: $packages"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # the list is split on purpose
{ apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages; } >/dev/null ||
    stop "apt-get failed. Mend what it says above, or run: apt-get update && apt-get install -y $packages"

packages=$(missing)
[ -z "$packages" ] || stop "Installed, but '$PYTHON' still does not find: $packages. Is it the system's own Python?"
