"""fontTools stays away until it is called, and then everything is there; C types are read as cffi reads them."""

import subprocess
import sys
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


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", LOAD + script], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() + done.stderr.strip()


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
def test_the_first_use_brings_all(call: str) -> None:
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


def test_without_a_use_it_stays_away() -> None:
    script = "print([n for n in sys.modules if n.startswith('fontTools')], type(fonts.subset).__name__)"
    assert run(script) == "[] _StandIn"


def test_an_error_of_fonttools_is_caught_as_before() -> None:
    script = """
import io
try: fonts.TTFont(io.BytesIO(b"no font at all"))
except fonts.TTLibError as error: print("caught")
"""
    assert run(script) == "caught"


DECLARATIONS = "typedef struct { int x; } Dot; typedef unsigned int Number; typedef Dot Other; enum kind { A, B };"
TYPES = ("Dot *", "Number[3]", "Other", "int", "void (*)(Dot *, Number)", "size_t", "enum kind", "unsigned int *")


def test_types_are_the_same() -> None:
    from cffi import FFI

    load_weasyprint(find_shipped("fonts"))
    from pipeline.engine.patches.c_types import read_types_quickly

    quick, plain = FFI(), FFI()
    for ffi in (quick, plain):
        ffi.cdef(DECLARATIONS)
    read_types_quickly(quick._parser)
    for name in TYPES:
        assert (quick.typeof(name).cname, quick.sizeof(quick.typeof(name).cname)) == (
            plain.typeof(name).cname,
            plain.sizeof(plain.typeof(name).cname),
        )
    quick.cdef("typedef Dot *Pointer;")
    assert quick.typeof("Pointer").cname == "Dot *"


def test_an_unknown_type_is_refused() -> None:
    from cffi import CDefError

    load_weasyprint(find_shipped("fonts"))
    from weasyprint.text.ffi import ffi

    assert ffi.typeof("PangoGlyphInfo *").cname == "PangoGlyphInfo *"
    with pytest.raises(CDefError):
        ffi.typeof("PangoNothing *")
