"""Which face is made from which file of which Debian package. The pinned versions are those of Debian 12."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.fonts.manifest import SECOND, SIGNS, TRADITIONAL

_AFTER_LATIN, _MORE_LATIN = 0x0250, range(0x1E00, 0x1F00)


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """A binary package at one version, as ``apt-get download name=version`` takes it."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class FaceSource:
    """A font file in a package, and its digest."""

    package: DebianPackage
    source_file: str
    source_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceRecipe:
    """How one face is made. *font_number* is the 0-based face of a collection, -1 for a single font.

    *raise_by* (font units) moves em-wide glyphs whose source seats them lower than the em box from -120 to 880.
    *unfit* characters are taken out of the face, so that song sets them. A second face (second.py) is called by its
    role and the *addition*; its glyphs are made larger by *scale*, and its edges *thinned_by* so many font units (in
    TrueType only). With *standards* (names of Python's codecs) it has of what other faces have only Latin
    letters, those standards and the *names*. What the source of the monospaced face lacks comes from the one that it is
    *completed_by*. *is_compact* false: subroutines are to be found in its outlines.
    """

    role: str
    weight: int
    file_name: str
    package: DebianPackage
    source_file: str
    source_sha256: str
    font_number: int
    licence: str
    licence_file: str
    licence_url: str
    raise_by: int = 0
    unfit: str = ""
    addition: str = ""
    scale: float = 1
    thinned_by: float = 0
    standards: tuple[str, ...] = ()
    names: str = ""
    is_compact: bool = True
    completed_by: FaceSource | None = None

    @property
    def family(self) -> str:
        return f"Kanben {self.role.capitalize()} {self.addition}".rstrip()

    @property
    def is_for_letters(self) -> bool:
        """Whether the face is one of alphabets, whose letters are kerned and take marks."""
        return self.addition == "Letters"

    def keeps(self, code_point: int) -> bool:
        """Whether a second face has a character although faces of other roles have it."""
        is_letter = code_point < _AFTER_LATIN or code_point in _MORE_LATIN
        character = chr(code_point)
        is_known = any(character.encode(codec, "ignore") for codec in self.standards)
        return not self.standards or is_letter or is_known or character in self.names

    @property
    def subfamily(self) -> str:
        return {400: "Regular", 700: "Bold"}[self.weight]


NOTO = DebianPackage("fonts-noto-cjk", "1:20220127+repack1-1")
WENKAI = DebianPackage("fonts-lxgw-wenkai", "1.250+repack-1")
NOTO_MONO = DebianPackage("fonts-noto-mono", "20201225-1")
NOTO_ALPHABETS = DebianPackage("fonts-noto-core", "20201225-1")
FANDOL = DebianPackage("texlive-lang-chinese", "2022.20230122-1")

# The collections hold JP, KR, SC, TC, HK and, where they are sans, the same monospaced, in this order.
SIMPLIFIED_CHINESE, _TRADITIONAL_CHINESE, _MONOSPACED = 2, 3, 7
_OFL_URL = "https://scripts.sil.org/OFL"


_SERIF = {
    400: "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
    700: "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
}
_SANS = {
    400: "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    700: "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
}
_LETTERS = {
    ("song", 400): "9d7583b7dc9e812afd32a14280c5cac3160012efe50c8d08938f4fea266ff67f",
    ("song", 700): "0af0ff2be8f84910fb21ec5fe1b6b7395e3073250502a334baf6ca2f860c88fe",
    ("hei", 400): "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
    ("hei", 700): "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5",
}
_STYLES = {400: "Regular", 700: "Bold"}


def _cut_noto(role: str, weight: int, source: str, sha256: str) -> FaceRecipe:
    style = _STYLES[weight]
    return FaceRecipe(
        role=role,
        weight=weight,
        file_name=f"Kanben{role.capitalize()}-{style}.otf",
        package=NOTO,
        source_file=f"usr/share/fonts/opentype/noto/{source}-{style}.ttc",
        source_sha256=sha256,
        font_number=SIMPLIFIED_CHINESE,
        licence="OFL-1.1",
        licence_file="OFL-Noto.txt",
        licence_url=_OFL_URL,
    )


def _cut_mono(weight: int, sha256: str) -> FaceRecipe:
    file = f"usr/share/fonts/truetype/noto/NotoSansMono-{_STYLES[weight]}.ttf"
    return replace(
        _cut_noto("mono", weight, "NotoSansCJK", _SANS[weight]),
        font_number=_MONOSPACED,
        completed_by=FaceSource(NOTO_MONO, file, sha256),
    )


def _cut_beyond(first: FaceRecipe, addition: str = "Plus") -> FaceRecipe:
    """What the *first* face leaves out of its source."""
    name, _dash, style = first.file_name.partition("-")
    return replace(first, file_name=f"{SECOND}/{name}{addition}-{style}", addition=addition)


def _cut_traditional(first: FaceRecipe) -> FaceRecipe:
    """What goes before the *first* face in Traditional Chinese: forms where its source has them, else marks."""
    has_forms = first.font_number == SIMPLIFIED_CHINESE
    return replace(_cut_beyond(first, TRADITIONAL), font_number=_TRADITIONAL_CHINESE if has_forms else -1)


def _cut_alphabets(role: str, addition: str, source: str, sha256: str, weight: int = 400) -> FaceRecipe:
    return FaceRecipe(
        role=role,
        weight=weight,
        file_name=f"{SECOND}/Kanben{role.capitalize()}{addition}-{_STYLES[weight]}.ttf",
        package=NOTO_ALPHABETS,
        source_file=f"usr/share/fonts/truetype/noto/{source}-{_STYLES[weight]}.ttf",
        source_sha256=sha256,
        font_number=-1,
        licence="OFL-1.1",
        licence_file="OFL-Noto-Alphabets.txt",
        licence_url=_OFL_URL,
        addition=addition,
    )


_KAI = FaceRecipe(
    role="kai",
    weight=400,
    file_name="KanbenKai-Regular.ttf",
    package=WENKAI,
    source_file="usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
    source_sha256="bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
    font_number=-1,
    licence="OFL-1.1",
    licence_file="OFL-LXGW.txt",
    licence_url=_OFL_URL,
)

RECIPES: tuple[FaceRecipe, ...] = (
    _cut_noto("song", 400, "NotoSerifCJK", _SERIF[400]),
    _cut_noto("song", 700, "NotoSerifCJK", _SERIF[700]),
    _cut_noto("hei", 400, "NotoSansCJK", _SANS[400]),
    _cut_noto("hei", 700, "NotoSansCJK", _SANS[700]),
    _KAI,
    FaceRecipe(
        role="fang",
        weight=400,
        file_name="KanbenFang-Regular.otf",
        package=FANDOL,
        source_file="usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        source_sha256="d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        font_number=-1,
        licence="GPL-3.0-only WITH Font-exception-2.0",
        licence_file="GPL-Fandol.txt",
        licence_url="https://www.gnu.org/licenses/gpl-3.0.html",
        raise_by=80,
        unfit="￥￣～",  # a dollar sign, a hyphen, and a swung dash of less than half an em
        is_compact=False,
    ),
)

MONO_RECIPES: tuple[FaceRecipe, ...] = (
    _cut_mono(400, "6b692c4b6d15ccf59f1c1fe8d11cb8a92f51960f3e9f1f523781755a3af7e29f"),
    _cut_mono(700, "b22563d5f03b345a62115e78d8789c9ed99c2cfa8059fad6e7a5c4ced288e21e"),
)

SECOND_RECIPES: tuple[FaceRecipe, ...] = (
    *(_cut_beyond(recipe) for recipe in RECIPES if recipe.role in ("song", "hei")),
    replace(_cut_alphabets("song", "Letters", "NotoSerif", _LETTERS["song", 400]), scale=0.995, thinned_by=6),
    replace(_cut_alphabets("song", "Letters", "NotoSerif", _LETTERS["song", 700], 700), scale=1.01, thinned_by=8),
    replace(_cut_alphabets("hei", "Letters", "NotoSans", _LETTERS["hei", 400]), scale=1.015),
    replace(_cut_alphabets("hei", "Letters", "NotoSans", _LETTERS["hei", 700], 700), scale=1.015),
    replace(_cut_beyond(RECIPES[2], "Hangul"), role=SIGNS, file_name=f"{SECOND}/KanbenSignsHangul-Regular.otf"),
    _cut_alphabets(SIGNS, "Maths", "NotoSansMath", "8242bd1e55368b27e32455260754cf9aa58f3ad7ea80664b66c21f1b09910d6c"),
    _cut_alphabets(
        SIGNS, "Symbols", "NotoSansSymbols", "24b615ceb7d50a2c09060664ca9e24a160c9beb6bfca0563e8359369a4bc0993"
    ),
    _cut_alphabets(
        SIGNS, "Dingbats", "NotoSansSymbols2", "876598db5f1e3bef2bc77c4d94c5b0d5d2c1620be4878a06f18fb5434e331688"
    ),
    replace(_cut_beyond(_KAI), standards=("gbk", "big5", "cp932"), names="𠮷"),
)
"""In the order in which they are made: each takes what those before it for the same text have left."""

TRADITIONAL_RECIPES = tuple(map(_cut_traditional, RECIPES))

ALL_RECIPES = (*RECIPES, *MONO_RECIPES, *SECOND_RECIPES, *TRADITIONAL_RECIPES)
"""All faces, in the order of the manifest."""


def sources_of(recipes: Sequence[FaceRecipe]) -> tuple[FaceSource, ...]:
    """The files that *recipes* are made from, each once."""
    own = [FaceSource(recipe.package, recipe.source_file, recipe.source_sha256) for recipe in recipes]
    more = [recipe.completed_by for recipe in recipes if recipe.completed_by is not None]
    return tuple(dict.fromkeys((*own, *more)))
