"""fontTools stays away until it is called, and then everything is there; what C declares is as cffi reads it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.resources import find_shipped

ROOT = Path(__file__).parents[3]
LOAD = """
import sys
from pipeline.resources import find_shipped
from pipeline.engine.loading import load_weasyprint
load_weasyprint(find_shipped("fonts"))
from weasyprint.pdf import fonts
from weasyprint.text import fonts as text_fonts
assert not [name for name in sys.modules if name.startswith("fontTools")]
assert type(fonts.TTLibError).__name__ == "_StandIn"
face = next(find_shipped("fonts").glob("*.otf"))
"""


COPY = """
import json, os, traceback
for line in sys.stdin:
    script, output = json.loads(line)
    if (copy := os.fork()) == 0:
        os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT, 0o600), 1)
        os.dup2(1, 2)
        try:
            exec(script)
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(copy, 0)
    print(flush=True)
"""
Run = Callable[[str], str]


def run_anew(script: str, first: str = "") -> str:
    """What *script* prints in a process that has loaded the engine, after *first*."""
    command = [sys.executable, "-c", first + LOAD + script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() + done.stderr.strip()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """The same in a copy of one process that has loaded it."""
    command = [sys.executable, "-c", LOAD + COPY]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as loaded:
        assert loaded.stdin is not None
        assert loaded.stdout is not None

        def run_copy(script: str) -> str:
            output = tmp_path_factory.mktemp("copy") / "output"
            print(json.dumps([script, str(output)]), file=loaded.stdin, flush=True)
            assert loaded.stdout.readline()
            return output.read_text(encoding="utf-8").strip()

        yield run_copy
        loaded.stdin.close()


@pytest.mark.parametrize(
    "call",
    [
        "font = fonts.TTFont(face); assert font['head'].unitsPerEm == 1000",
        "font = text_fonts.TTFont(face)",
        "assert fonts.ttFont.getTableClass('loca').__name__ == 'table__l_o_c_a'",
        "assert fonts.subset.Options().hinting",
        "assert text_fonts.woff2.WOFF2FlavorData",
    ],
)
def test_the_first_use_brings_all(call: str, run: Run) -> None:
    script = f"""
{call}
import fontTools.ttLib, fontTools.subset, fontTools.varLib.instancer
assert fonts.TTFont is text_fonts.TTFont is fontTools.ttLib.TTFont
assert fonts.TTLibError is fontTools.ttLib.TTLibError
assert fonts.subset is fontTools.subset
assert fonts.instantiateVariableFont is fontTools.varLib.instancer.instantiateVariableFont
print("brought")
"""
    assert run(script) == "brought"


def test_without_a_use_it_stays_away(run: Run) -> None:
    script = "print([n for n in sys.modules if n.startswith('fontTools')], type(fonts.subset).__name__)"
    assert run(script) == "[] _StandIn"


def test_an_error_of_fonttools_is_caught_as_before(run: Run) -> None:
    script = """
import io
try: fonts.TTFont(io.BytesIO(b"no font at all"))
except fonts.TTLibError as error: print("caught")
"""
    assert run(script) == "caught"


DECLARATIONS = """
typedef struct { int x; } Dot; typedef unsigned int Number; typedef Dot Other; enum kind { A, B }; typedef Dot *Pointer;
typedef ... FcPattern; typedef ... PangoFcFont; typedef ... PangoAttribute; typedef int gboolean;
double floor(double x); int putenv(char *text);
"""
TYPES = (
    "Dot *",
    "Number[3]",
    "Other",
    "int",
    "void (*)(Dot *, Number)",
    "size_t",
    "enum kind",
    "unsigned int *",
    "Pointer",
)


def test_types_and_functions_are_the_same() -> None:
    import cffi

    load_weasyprint(find_shipped("fonts"))
    from pipeline.engine.patches.c_declarations import OWN, DeclaredFFI

    quick, plain = DeclaredFFI(), cffi.FFI()
    for ffi in (quick, plain):
        ffi.cdef(DECLARATIONS)
        ffi.cdef(OWN)
    for name in TYPES:
        assert (quick.typeof(name).cname, quick.sizeof(quick.typeof(name).cname)) == (
            plain.typeof(name).cname,
            plain.sizeof(plain.typeof(name).cname),
        )
    assert quick.dlopen("libm.so.6").floor(1.5) == 1
    assert (quick.typeof("Dot").fields[0][1].offset, quick.typeof("enum kind").elements) == (0, {0: "A", 1: "B"})
    with pytest.raises(ValueError, match="exit"):
        quick.cdef("void exit(int code);")


def test_an_unknown_type_is_refused() -> None:
    load_weasyprint(find_shipped("fonts"))
    from weasyprint.text.ffi import ffi

    assert ffi.typeof("PangoGlyphInfo *").cname == "PangoGlyphInfo *"
    with pytest.raises(ffi.error):
        ffi.typeof("PangoNothing *")


def test_declarations_are_read_in_one_process_only(tmp_path: Path) -> None:
    first = f"""
import sys
from pathlib import Path
from pipeline import kept_code
sys.dont_write_bytecode = False
kept_code.find_compiled = lambda _file: Path({str(tmp_path / "code.kept")!r})
"""
    script = """
kept_code.load_kept_code().save()
print([name for name in ("pycparser", "cffi.recompiler") if name in sys.modules])
"""
    assert [run_anew(script, first) for _process in range(2)] == ["['pycparser', 'cffi.recompiler']", "[]"]
