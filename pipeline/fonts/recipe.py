"""Which face is made from which file of which Debian package. The pinned versions are those of Debian 12."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """A binary package at one version, as ``apt-get download name=version`` takes it."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceRecipe:
    """How one face is made. *font_number* is the 0-based face of a collection, -1 for a single font.

    *raise_by* (font units) moves em-wide glyphs whose source seats them lower than the em box from -120 to 880.
    *unfit* characters are taken out of the face, so that song sets them.
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

    @property
    def family(self) -> str:
        return f"Kanben {self.role.capitalize()}"

    @property
    def subfamily(self) -> str:
        return {400: "Regular", 700: "Bold"}[self.weight]


NOTO = DebianPackage("fonts-noto-cjk", "1:20220127+repack1-1")
WENKAI = DebianPackage("fonts-lxgw-wenkai", "1.250+repack-1")
FANDOL = DebianPackage("texlive-lang-chinese", "2022.20230122-1")

_SIMPLIFIED_CHINESE = 2  # the collections hold JP, KR, SC, TC, HK and the monospaced faces, in this order
_OFL_URL = "https://scripts.sil.org/OFL"


def _noto(role: str, weight: int, source: str, sha256: str) -> FaceRecipe:
    style = {400: "Regular", 700: "Bold"}[weight]
    return FaceRecipe(
        role=role,
        weight=weight,
        file_name=f"Kanben{role.capitalize()}-{style}.otf",
        package=NOTO,
        source_file=f"usr/share/fonts/opentype/noto/{source}-{style}.ttc",
        source_sha256=sha256,
        font_number=_SIMPLIFIED_CHINESE,
        licence="OFL-1.1",
        licence_file="OFL-Noto.txt",
        licence_url=_OFL_URL,
    )


RECIPES: tuple[FaceRecipe, ...] = (
    _noto("song", 400, "NotoSerifCJK", "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481"),
    _noto("song", 700, "NotoSerifCJK", "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac"),
    _noto("hei", 400, "NotoSansCJK", "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"),
    _noto("hei", 700, "NotoSansCJK", "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb"),
    FaceRecipe(
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
    ),
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
    ),
)
