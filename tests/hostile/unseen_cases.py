"""Hostile workspaces, thought out by someone who has read the manual and none of the code.

A case's `spoil` gets the workspace folder, a fresh copy of tests/golden/good (with issues/ in it). It may also write to
`outside(workspace)`, a folder beside it, which stands for the rest of the machine: nothing in it may be read or written by
Kanben, no name come or go. Finished files go to `finished(workspace)`, beside it too. Whoever runs the cases

* makes a folder of its own for each case and command, with `ws/`, `outside/`, `out/` and an empty home folder in it;
* sets the variable KANBEN_TEST_CANARY to ENVIRONMENT_SECRET, and gives a standard input that stays open and says nothing;
* runs commands in the folder of the workspace. One word stands for the usual call: `build` and `proof` (check) of the whole
  workspace, `bind` of issues/hao/2024, `cover` and `preflight` of issues/hao/2024/01, the last after good editions were put
  into out/. More words are the call itself (`{ws}`, `{out}` and `{outside}` filled in); `--out` is added where it has none;
* listens at 127.0.0.1:LISTENING_PORT: a connection is a failure.

`either` marks cases that may be refused or succeed, as long as no harm is done; `refused` then counts for nothing.
"""

from __future__ import annotations

import base64
import gzip
import os
import socket
import struct
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SECRET = "KANBENCANARY7Q4X"
ENVIRONMENT_SECRET = "KANBENENVCANARY5Z9W"
LISTENING_PORT = 47999
TERABYTE = 1 << 40

PUBLICATION = "issues/hao/publication.yaml"
ISSUE = "issues/hao/2024/01"
ISSUE_YAML = f"{ISSUE}/issue.yaml"
LETTER = f"{ISSUE}/articles/dengta.md"
SHORT = f"{ISSUE}/articles/duanxin.md"
SURVEY = f"{ISSUE}/articles/diaocha.md"
CHART = f"{ISSUE}/images/chart.svg"
SQUARE = f"{ISSUE}/images/square.png"
BAR = f"{ISSUE}/images/bar.jpg"
VOLUME = "issues/hao/2024/volume.yaml"
LAYOUT = "layouts/eigen"
BASELINE = "tests/baselines/hao-2024-01"

Spoil = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    name: str
    spoil: Spoil
    commands: tuple[str, ...] = ("build",)
    refused: bool = True
    place: str = ""
    secret: str = ""
    either: bool = False


def outside(workspace: Path) -> Path:
    """The rest of the machine."""
    folder = workspace.parent / "outside"
    folder.mkdir(exist_ok=True)
    return folder


def finished(workspace: Path) -> Path:
    """Where finished files go."""
    folder = workspace.parent / "out"
    folder.mkdir(exist_ok=True)
    return folder


# ---------------------------------------------------------------------------------------------- small tools for spoilers


def together(*spoils: Spoil) -> Spoil:
    def spoil(workspace: Path) -> None:
        for each in spoils:
            each(workspace)

    return spoil


def write(path: str, content: str | bytes) -> Spoil:
    def spoil(workspace: Path) -> None:
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)

    return spoil


def made(path: str, make: Callable[[], str | bytes]) -> Spoil:
    """Like `write`, with content that is made only when it is wanted."""
    return lambda workspace: write(path, make())(workspace)


def replace(path: str, old: str, new: str) -> Spoil:
    def spoil(workspace: Path) -> None:
        target = workspace / path
        text = target.read_text(encoding="utf-8")
        assert old in text, (path, old)
        target.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def remove(target: Path) -> None:
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.is_dir():
        subprocess.run(["rm", "-rf", "--", str(target)], check=True)


def link(path: str, to: str) -> Spoil:
    """A symbolic link in the place of whatever is there; `{outside}` in its target is filled in."""

    def spoil(workspace: Path) -> None:
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        remove(target)
        target.symlink_to(to.replace("{outside}", str(outside(workspace))).replace("{ws}", str(workspace)))

    return spoil


def canary(name: str, content: str | bytes) -> Spoil:
    def spoil(workspace: Path) -> None:
        target = outside(workspace) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    return spoil


def moved_out(path: str, name: str, old: str = "", new: str = "") -> Spoil:
    """The file or folder is moved outside, changed there, and a link is left in its place."""

    def spoil(workspace: Path) -> None:
        source, target = workspace / path, outside(workspace) / name
        source.rename(target)
        if old:
            text = target.read_text(encoding="utf-8")
            assert old in text
            target.write_text(text.replace(old, new), encoding="utf-8")
        source.symlink_to(target)

    return spoil


def fifo(path: str) -> Spoil:
    def spoil(workspace: Path) -> None:
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        remove(target)
        os.mkfifo(target)

    return spoil


def a_socket(path: str) -> Spoil:
    def spoil(workspace: Path) -> None:
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        remove(target)
        here = os.getcwd()
        os.chdir(target.parent)
        try:
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(target.name)
        finally:
            os.chdir(here)

    return spoil


def folder(path: str) -> Spoil:
    def spoil(workspace: Path) -> None:
        remove(workspace / path)
        (workspace / path).mkdir(parents=True)

    return spoil


def sparse(path: str, size: int = TERABYTE, start: bytes | None = None) -> Spoil:
    def spoil(workspace: Path) -> None:
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if start is not None:
            target.write_bytes(start)
        with target.open("ab") as opened:
            opened.truncate(size)

    return spoil


def nothing(workspace: Path) -> None:
    pass


# ------------------------------------------------------------------------------------------------------- a layout of one's own

_LAYOUT_YAML = """\
name: 自制
trim: {width: 185mm, height: 260mm}
type_area:
  characters: 25
  lines: 21
  size: 三号
  pitch: 27pt
  head: 30mm
  inside: 21.94mm
articles: run_on
sections: any
parts:
  - {template: front}
  - {template: body, each: articles}
style_sheets: [page.css.j2, common/components.css.j2, own.css.j2]
"""
_PAGE = """\
@page { size: {{ geometry.width }}pt {{ geometry.height }}pt; margin: {{ geometry.head }}pt {{ geometry.outside }}pt {{ geometry.foot }}pt {{ geometry.inside }}pt }
html.verso { break-before: verso }
html { font: {{ geometry.type_area.size }}pt/{{ geometry.type_area.pitch }}pt "Kanben Song" }
body { margin: 0 }
p { margin: 0 }
h1, h2, h3, h4, h5, h6 { margin: 0; font-size: 1em; break-after: avoid; bookmark-level: none }
h1 { bookmark-level: 1 }
h2 { bookmark-level: 2; bookmark-label: attr(data-title) }
a { color: inherit; text-decoration: none; white-space: pre-line }
"""
_FRONT = """\
{{% extends "common/part.html.j2" %}}
{{% block content %}}
<h1>{{{{ publication.name }}}}</h1>
{}
{{% endblock %}}
"""
_BODY = """\
{% extends "common/part.html.j2" %}
{% import "common/blocks.html.j2" as text with context %}
{% block content %}
<section>
<h1>{{ section.name }}</h1>
{% for entry in entries %}
<article data-slug="{{ entry.article.slug }}">{{ text.article_head(entry.article) }}{{ text.blocks(entry.article.body, folio) }}</article>
{% endfor %}
</section>
{% endblock %}
"""


def own_layout(front: str = '<p class="extra">一</p>', css: str = "") -> Spoil:
    """A layout in the workspace; `front` stands from line 4 of front.html.j2 on, `css` from line 2 of own.css.j2 on."""

    def spoil(workspace: Path) -> None:
        for name, content in {
            "layout.yaml": _LAYOUT_YAML,
            "page.css.j2": _PAGE,
            "own.css.j2": ".extra { text-align: center }\n" + css + "\n",
            "front.html.j2": _FRONT.format(front),
            "body.html.j2": _BODY,
        }.items():
            write(f"{LAYOUT}/{name}", content)(workspace)
        replace(PUBLICATION, "layout: gongyun", "layout: eigen")(workspace)

    return spoil


def layout_yaml(old: str, new: str) -> Spoil:
    return together(own_layout(), replace(f"{LAYOUT}/layout.yaml", old, new))


def layout_file(name: str, content: str | bytes) -> Spoil:
    return together(own_layout(), write(f"{LAYOUT}/{name}", content))


def publication(old: str, new: str) -> Spoil:
    return replace(PUBLICATION, old, new)


def issue_yaml(old: str, new: str) -> Spoil:
    return replace(ISSUE_YAML, old, new)


def short(body: str, front: str = "title: 短讯") -> Spoil:
    """The short article anew: its front matter has one line, so that its text begins in line 5."""
    return write(SHORT, f"---\n{front}\n---\n\n{body}\n")


def long_short(make: Callable[[], str]) -> Spoil:
    return lambda workspace: short(make())(workspace)


def svg(inside: str, attributes: str = 'viewBox="0 0 40 30"', before: str = "") -> Spoil:
    return write(CHART, f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>')


def volume(more: str = "", path: str = VOLUME) -> Spoil:
    return write(path, f"title: 号角小报 2024年合订本\nnumber: 1\nyear: 2024\n{more}")


def printer(**changed: str) -> Spoil:
    keys = {
        "name": "本社印厂", "standard": "PDF/X-4", "icc": "own.icc", "output_condition": "FOGRA39", "ink_limit": "300",
        "bleed": "3mm", "slug": "12mm", "page_multiple": "4",
    } | changed  # fmt: skip
    text = "".join(f"{key}: {value}\n" for key, value in keys.items())

    def spoil(workspace: Path) -> None:
        filled = text.replace("{outside}", str(outside(workspace)))
        write("layouts/press/eigen.yaml", filled)(workspace)
        publication("layout: gongyun", "layout: gongyun\nprinter: eigen")(workspace)

    return spoil


def profile(size: int = 400, text: str = "") -> bytes:
    """Enough of an ICC profile to be taken for one at a glance."""
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ", bytes(12), b"acsp")
    return (
        head.ljust(128, b"\0") + struct.pack(">I", 1) + b"desc" + struct.pack(">II", 144, 90) + text.encode()
    ).ljust(400, b"\0")


# ------------------------------------------------------------------------------------------------------------------ pictures


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int,
    height: int,
    depth: int = 8,
    colour: int = 2,
    data: bytes | None = None,
    extra: bytes = b"",
    interlaced: int = 0,
) -> bytes:
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    if data is None:
        row = bytes(1 + (width * channels * depth + 7) // 8)
        packer = zlib.compressobj(1)
        many = max(1, (1 << 22) // len(row))
        block = row * many
        parts = [packer.compress(block) for _ in range(height // many)]
        parts.append(packer.compress(row * (height % many)))
        data = b"".join(parts) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@cache
def zeros(size: int) -> bytes:
    """So many zeros, compressed."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 22)
    return b"".join(packer.compress(block) for _ in range(size >> 22)) + packer.flush()


@cache
def gzipped_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 22)
    return packer.compress(b"{") + b"".join(packer.compress(block) for _ in range(size >> 22)) + packer.flush()


def jpeg_size(width: int, height: int) -> Spoil:
    """The size in the head of the JPEG is another one than that of its data."""

    def spoil(workspace: Path) -> None:
        data = bytearray((workspace / BAR).read_bytes())
        at = next(i for i in range(len(data)) if data[i] == 0xFF and data[i + 1] in (0xC0, 0xC1, 0xC2))
        data[at + 5 : at + 9] = struct.pack(">HH", height, width)
        (workspace / BAR).write_bytes(data)

    return spoil


def jpeg_segments(segment: bytes, count: int) -> Spoil:
    def spoil(workspace: Path) -> None:
        data = (workspace / BAR).read_bytes()
        (workspace / BAR).write_bytes(data[:2] + segment * count + data[2:])

    return spoil


def jpeg_scan_bomb() -> bytes:
    """Progressive, 12,000 × 9,900 points, thousands of empty scans: each goes over the whole picture."""
    size = struct.pack(">BHHB", 8, 9900, 12000, 1) + bytes([1, 0x11, 0])
    tables = b"\xff\xdb" + struct.pack(">HB", 67, 0) + bytes([1] * 64)
    huffman = b"\xff\xc4" + struct.pack(">HB", 19 + 1, 0x10) + bytes([1] + [0] * 15) + bytes([0])
    huffman += b"\xff\xc4" + struct.pack(">HB", 19 + 1, 0x00) + bytes([1] + [0] * 15) + bytes([0])
    scans = b"".join(
        b"\xff\xda" + struct.pack(">HB", 8, 1) + bytes([1, 0x00, first, first, 0]) + b"\0"
        for first in range(1, 64)
        for _ in range(60)
    )
    first = b"\xff\xda" + struct.pack(">HB", 8, 1) + bytes([1, 0x00, 0, 0, 0]) + b"\0"
    return (
        b"\xff\xd8"
        + tables
        + b"\xff\xc2"
        + struct.pack(">H", 2 + len(size))
        + size
        + huffman
        + first
        + scans
        + b"\xff\xd9"
    )


EPS = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n%%EndComments\n"
    b"(../outside/ran) (w) file closefile (%pipe%touch ../outside/ran) (w) file closefile\nshowpage\n%%EOF\n"
)

# ------------------------------------------------------------------------------------------------------------------- old PDFs


def pdf(objects: dict[int, bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def sheet(
    page: bytes = b"",
    catalogue: bytes = b"",
    content: bytes | None = None,
    pages: bytes = b"",
    more: dict[int, bytes] | None = None,
    **other: bytes,
) -> bytes:
    """A PDF of one page, with more in its dictionaries."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 %s >>" % pages,
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 524 737] /Contents 4 0 R %s >>" % page,
        4: content if content is not None else stream(b"0 0 100 100 re f"),
    }
    return pdf(objects | (more or {}), trailer=other.get("trailer", b""))


def legacy(data: bytes | Callable[[], bytes], more: str = "") -> Spoil:
    """A year of one issue that is a PDF, told in line 5 of volume.yaml."""

    def spoil(workspace: Path) -> None:
        write("issues/hao/2024/old.pdf", data if isinstance(data, bytes) else data())(workspace)
        volume("issues:\n  - {number: 2, pdf: old.pdf}\n" + more)(workspace)

    return spoil


# ------------------------------------------------------------------------------------------------------------ version control


def git(workspace: Path, *words: str, data: bytes | None = None) -> bytes:
    """Git as the attacker runs it, at home."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    clean |= {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": "/nonexistent"}
    who = [
        "-c",
        "user.name=mallory",
        "-c",
        "user.email=m@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "protocol.file.allow=always",
    ]
    return subprocess.run(
        ["git", *who, *words], cwd=workspace, env=clean, input=data, check=True, capture_output=True
    ).stdout


_FACTS = """{
 "articles": {"": "c60a25ca82d76e06", "一封来信：夜里的灯": "8ab935bc18564824", "短讯": "5ab089052be96a04", "茶价调查": "9cbe00baf8da3e08"},
 "file": "hao-2024-01.pdf",
 "format": 1,
 "remarks": [],
 "source": "issues/hao/2024/01"
}
"""
_HISTORY = '{"when": "2026-01-28T19:01:30Z", "who": "mallory", "why": "x", "what": "baseline", "snapshot": "9d9204ef3ae868b2", "findings": []}\n'
# what Kanben accepted of the good workspace; only its being a valid one counts
_SNAPSHOT = """
ABzY8000000t4+`TW=djmi{XQ_hlAfn69qA2H1zq28%3au-HxV7Wkp-LPv-!8nT>?cMyPH$ByjvCCOw)lSCdz8Q-
$&v7Je5%aUwAc!2#MF`J~H{1^6|>TZ(V>=rL=n@Uv2meeHse05IMsp@8*OZ~RmXf7WLR;sU=wQBR|%HqP3tiJZ{Z>x*)1G!jz&8Srm2M47(SXo$EgrjQr>zm<&-
&a4Xjh;mYXFX|s+Pk&gYn|*|ywZNO@uc<HFbB!uXm7T{+sC8RpY41VUS5Ct$=U8#A9s)6%4Ic&M7s2s-pyONBGI%+w@-8~U1@Kg?|$<|_q)4AQVlWn&faZr-;4N$&oy(-eY$oN&K*9B=A0Ft-wyBpI
DD3sb5`e%SHjER4WDJ_oYmeu-
C1AFmCG7BYx^DyT5k8aL!EefwR7>r(~UdTj}Am1A5o^jnjfm8cdLh_SO}`Mca6GH!yntU>Q>FAZrwO=p!RN+ElMeN`Fv%0;ZV`X&?Ijz9zC=KO*u}jx^O5K06tg@7z$k_RX7F<jpRDKAbBJhXwzB0(
OJI~p8TQn!}YB3AohPOh?VzXgblau)v6ytC)!pW`sx_;m}}Qf?3)x|WW0a?2JrOr?}tHbzwTx+d_Ri;#uQ$-*Sq$4c>6-
<%$1ZBj#IZ40&%?<0RY@I0K5;QR>8S8+&G0kQ>>1MVjPP=j5IHpNX`Ttf^n@_2is0mfUdD~QIzdx_$_CI-#4@TAZTV%r!*mPCpcyTVS05s0x>+6m6Qx_-BAE;e;DAcQGj2Wf1m1ot4^cgqXdnikS|(
QQcapPR(l{bjAc%fbZnEke9>wH787-PC1ZA({-
T8DwQY@SJBJS}zP)w!N$V5%9e({aE>P*FBcr3P9~+%*lI(B;M)$@I7;%`1!`#%01*bkqxGg(}``ONFr?m|j!~}?EJEw<H9J}tvGMI>mD2|_lLSaR;J8M_MPqtu5OBp@Ej#Cg8tUn6Er#TSerSt90_4
fU%;nrF-iP~w~^%6UvjvK4w5H|;@^Vc7GS03RSa`jZkcH=(r>;%Bd>(Tb+c6jDb85>Nxv){IZ-FZN*j_>zZZTPE9#UwaCh^dY#t($P-O0axT!ew8r^A)154H1i)OzJdXfu*@-
+U6J*8l9(jC}?I*z!OP^r`5nJfEx#Agu@(dMX|)KjOB@1!NoaNh7vD_g^o6(c%o(sdEmX};K+(xhW8qpG>s=Fq~B<Gg2S<oKTHJEA^3>E7%(=NCjrYt#HnOpQV0=v0T;{zSzMn7Vk!h7q}Sja5gJ~D
HT-~kQ};yB;0@-BhICP@fcrw5$7G#9E$w-gcmReR1SJpx7qoPpU0N91tqf#fyy!!))iMe)9E3asF5qG><nDtcgIKOS1m-
c9!~Ef6)Z>K+QvFvy<J6G(2o3n+C*@@3%Q(w7Yd*Q97U(L=PA$#~r0b8?3!e&tj}uak`+QtCzzNXT9R5fV$QjoMTv#Nm-Y{%Zj4tl*uiS-_v4D^7EHs)@6H_ga1r5QRLW|f<N;$Tt<6nhm=nI-AO`0
_Q97v{UCWO+f|8qf5mpye?{Bzc#0rxM_1-
g_Ba=u!?IB*egSwaSxI+%wRLNfTTOsb3w(X^VE7J@ObC&7HUB`hI>(m>A9qCg2AsPCM!%OK+$*LkiFU{NIzl0|w>T8Pru3r#PSs<rBJb0t_=Xf7$Y_y>}&G?zzwD1@S~#fpxt$hpCri_N3>?Emk$M+
{Q}lvp?@kD!adGK|M-R^6-<qi$p!63+{aI!4{8p*NY-EE@S>j5-
}gdo>5nbsn!d2!}t$i0emri_&hKfpDyW|Ax^_mp)#j9zfZnnwkVPja^TsUw2br{SoMcIiM&pN3dd_l%ueeo|ZQj%ci+l#m=hTz)Td(FAyxpB{jCka=>Dj82SSvml*mM$I0dIrsS@IO{rv#Lu_UxsbT
hql7hXBH4A$;Eq9e{VlAnS0G1C^BA%L#=hTfcQ<E4dnm?GF2V%rM5;9{Jgv^-
Z0z`aVRM5+88cB!>=vueZ4r;qrjkvofuXVrNPWkI;9G!t{QVihPbtetr>>48CdU4!=X(o{aCZSm&oOFyx#^WCgVLJU75hDu#$l<9kyW3xetsOuDnD*9Isx$1^<sL1LN&H4e7Y|@=u7U)>{cLBoy}91
Gb1(es*UxrNSJFX9W*o{e2>-$88Gi(>*E-
%?y&v97MGsj?+zd6WVs2lJOlRv;=+a1x&f1mU&D&2}Ez>Zq@cxfxXML5xo2l3WgY?6Tj5tJs!esGB0)sjiKJ8sSUIiQV(Ue+B?VH_;t!F!DQRds<_ikPeAFlQ8-
Fnjcuax?3qQ0LP2KC(Rm=FxZ`1IrUgL9FQW-KELei{yju}m*JAcz5Sg&SXl>(^0K8?9}<ckOc}QY~sknGU`Jz@J*{?ag!DQy>4-x|o~*3UzK>=-k-oocp$W;V(~5Jb-RoSgNeNCo7B1gQ-XtCkgBDl
cBL}J5MauY`zadgl9IwM<+YKyBdCiJ=lHl9kdpS+&O&?CKdMJqjfwpu`ICE&id(Ctw(E_&c&DzGt)7iIU)f}ZSl9?Egh_^{NMQ$JH<g)hMvq93v?o*3dC`d*N%5@+^ATUryF;$pZ<8hyL}2eySH&2r
Zx5;Skq6ReKXXT;qk9JKm5MC{@-Ad?aedY2cH3NRtvbFFw*^K8-
89t_PZq$ToZ>Yc}XYO)X8ISZ=Ho%fFVoidEoTtn3ME_jSE@^!BonH7ybt<La9hqBqC_0USR|utR>s`GU|CoHj>M+Mnd>Jw8k$gW(9tyl<N->EM#%`kB3WIPWTT|tDfcKR3>mwL25Q})itd+{>7v|-
cBkW6Xs<RkCnO+rF|aD%;kA+W##aZ*Is>9ei$4&yeR9<<%6#ZxpYuR(P-MoBzV9B#(fdY>c(W;@h#W01DDN+AkobU|M8a|5lt$-
t7PC%5U{`xm_Iv$lyeVWk^<E5n9oW)xMMiEJvPrre}V9EjhTINgZv(MgP_FnAk~A=c}6=hjv*!Rk4Z7J4j45f#C)FQ;xaAp4@TTbr4g4?&ubO*gGe%hdbyfJJ*PYiGJYkdbNHaItRX$lI0ozq_{*8n
hc`6sAL5?xV>C6aYYhq4839Z6bOFRt%_f}E=z)!9^}f6Rfh7?p4=XWugjyBF++AC+9Do!|MaqIo9LE>0x@y4&CE*5JU4n4Tixx*%OJH^J1A$j<j^^dV+9U#a8{<NK8Aya-
c;*BO?|!|LId8~_DJG#5K?&mETABJ#=3MA8&KTu|2?1AY5uo}Ezguv1{a1JRc%P5A`$5i<8C|7SgS;V<g}UFah^{{98<)@xEDCFWF&AsVhp`lD9AHpD;-
G<}2P3RBg4qk#^1}AHj0Qe3PNB?0L=JIf8C-
=M3qEhtMfu9z7U6w?ocGml=FpRVH}Hlmb+aGcMraqirk65nIj(+8KQJkpi+U#RCmJ6`Lrte{)hy3Om%mECwmhfqq+?YKMXAsi@9`Qs{>?h652p`XhEt~ifywQbZK3zU^U~h>A~^KbJ8s>m`$Kqy_(~
*n^b$;MS9m1l{U3!hAFojqjiw?A2(<@T)Gdc)lL3}Z%VD9`2^OZ#m%xewBq$jKOW0;6SR$wQF^&m3caO$O(1KVACn*Jya#7lGAraF`T$BXMB;<NZpI$u`u3l_!eG%@oo~~WbI>e2nE<xYhiB32t*B?
k{@ds)bn<h<~ej(&@?w3RGg1{~PjaT2{?pIQ2$3m*C_n9AXsYi12e*mRPlO|1?G-
=YLNs}f`n)WowhR`my{Y1qswms%Xv35^69j(AW><S@PoOVi7R&PPtsZ&eW<xgjP+L??`;yF2at8uaZVV4fcChz4Wd19_;RKP#YNi&@OXttPDORD;(S)DX1HH|#hxYYk}vSw11d%%h%(MLT{sOr`!00
?j1&CkiZu!`qwULHPSBROFtf0Jh2Rp`)lMtb<C*0+@eqq~houruY~;}ky+djK;H4Kfa8>)Y`t`FWtEUI}ks2>+bow!FmJOdChAIA7BQ_RH6@>`6s-
Vp2?LEl9S+n&kD0DvchEK&q&DH2TCy(rpV89W8}`rP;?L<m5U=nTk(OJP6mXM>WYaqiTC2If-<n9(e?_(T8bou8)T)Ol`EZD^ruE$%zS{`RF*nc-
Wbe{aE1mw(oha!`#^ruxuRT4HZ7ib<Tw*G)q-YxI`+E$K1ekxHr2!VSG2|Qv1^O>9^t1-gwL*Dl5bMtxq({W|~f)RQUX<{5%c<CgyEX&%>%2D-ALCYc%FvVa|<=?jCTVo-zX$vz8>57scHN6hJVK_;
OLwEHSN&l^zZ`|0PD0)k5xtpcmN?CHHdx{_->QIp`r9rM2KCO>(~Z9-<L&Tp-
F>bwkdzOhZFPyHU(81FZF!`^j`tlBQqEjeXfGo=WPT^Mi^=20bfx`QoI%x9=mGu;#WyaO2o1)5}yP>OGlWW*7KHu_$S@LHDk{Jz|Xb*a)!pHm+AlCGv)*95H56IycHxLj=ppdSVp9*}LiTv}Wv48ro
o*<S{~v`Ha*uVsBajXXoOr3}aNx)iSJjYu`LZCvhXDw`5Lg^A5!Iy*ysK5}rJf-OV|2|54~}uaH+&jlG-^*vtx?-
)Q8q93!v^Z{_ehlL(y03#c?@3;phOci{q|!ml6pjj4C%c6jDdrW!MiUF&9ygT+3xK0+^X&Zk^^X5!i#>|PC~?dCcLZS5G;q-o5vsFL@Sz9_jvqY6R$MfR=g-ZBWD<V@{p`%-S7+0-
OQ1s>N*@=&2@Q%*5~$tJh^`5%|x)_8oi(4_66M<io+U+q5vE_h=0TsCKxWeq~Iaf^qXbkuhJX8uBLQqxq#gK|a_lv}TOxvNRp=9zB(XWP6ewex#v=>w9Lo_TUQkw%u$z$-
Z)@Iu3X)=Of*gzzw8ZRWvMg&T$BLO(gxq)C$|O`7%(=`y1Gj3(WT*TrI;CPBv*9@}FagT%HTuNnDUkrEr;POz}R<|J5T1ZyCSQKPm$sbE&FV2Ly+SqwIbWLB<Z18I^{ofAoBn0b;V(wKe6>_n0w7%A
BA*1(NMBaQKR#<3g#khsex0?Y6J0RV}$oCqwx%OZX{url0wxRjMeV6l+2q+vv0v6gh^vBU&QE81kZMtwC4Jge@FtH*1)C>n06TBmiALBwje)OB$0LaO$p_MFU4!8zg)#Ov3q-
3uWADMRqx{xrm`I#VGH!+Lm+*PK_(fLlU14a;+6)}ky_Fh;WRxCn_jkJqeM@O!vxTOKo*R9h}4Q3*~#RDv57uKoP`_U5_Xk7{$z+dslfIL_t+(`2V#(oeb0NkNT$yN>qlYSQ%L?wS3mDf4(ucvBPC2
pT~nXatR*5j28E&<J}Z24?zrq>KzQn3{w}&<MYDgy%U&)gF~xCVQSwj}YMg-YSWgGZt_iOQ%Vbrak?fN@(A%_U-
P)`n7Ixo@S?YzVpq!&JP=zDx?lgiq29aN!O$#uZ(ASa<zNnf5SiD&DPCKYN`^FctMEmjVXs3o;uh0;$c=6H}<D^Dp^p~zs)Ua`fTUSlUA$$JC*6@#vUEa^efzvkS2+%m4B$%nYyS^nxb#?3+dW*e}u
czxp)hB%@i+55?}kgzM18XeM#<!FUiC*tg$c2)4n84n#x?GXP^wi42`}V1o)m5FhB5SN8ns=&I{_Ry(lf<yCR$P8)5+h?pr?LH^djDg`6g^F9$&tQezVrb;;MFqzondq4dn!!;40oW;wIKXy5qrQcD
+>?O&W!qEx0zG{$otW_)&3?nxJxd(;U#nlx$Bq)C$|O`0@mdU4;~v@dBt(S&(|zBfp1njnEo)ej}co-
H8i6*#7dU#oUcuXZk;c)D>X<qmO^f{j=ewWx|HoD!~{2|qoTty1ZyH*zDko8yNGFWl>0`#ijTp>rm+52J0zZ4<f+0G!fUzXTZRw%yo&G-%tia@sZx(+cnZ*u8Os0LrtS)lO?0UzqCE=~R-
^V4pm?3n=!*CtKK=YgYh7dD;dI(a!p+4WFcUL$tEOnuO%wwl}xKGk?nJX=PYppmO^7()sr0di(y>aBHo1YrEGv+1~l;N$YsDksqdMT|Jdn)*Vqc2N{Iw?);(m@UwA3jXLj8C^h5}KzK7%9@R;T*A6w
G>i`VT-
40hXWA9|`F5mwb=?(zh%MUYlH==r>1JTpTXqq%lM^UJ983fnyJl`vWAjF>7Lgr^hT*QNh+iT5KT#P3*O#ur1kn_+YRhc#NRfu>GoC&`JxXe#FL~tepA%x$MpqmgA`bGOY?hLlxk<p8nXOaQ)(S@zFz
|m;1X^Yl!&Y~?mF%nOxzI^Fk#>9QDq5-8)Meig^#N~v}v>>)g8F1(c208@-Y@0JK*vs4YLyjCw#}3P3q%Bw^jO+}xgZnjIr5ew<d>`)DJQiqLVx|=)nt>Aci_<H-
CQX_&Y0{)glO|1?UclEkp?4tMSF~F)+JRd2$jY(B*v*#XFl;oJ&|UcJV2R14SAHEVz<Wm){!^-b;nc2b119bf!;~XTZ#S0?zVdo=QS@1@5!QnC-
joYzPU20@IbgCTWI{=I(QlHboGF@`QMJ?{I5Vkc&C=9tz39x)i{4Bvky(@?vyay-nql$E8C0XQG)3yx)J!I+(-
~(bb_XmcE5X4ig5V#QSE@A!V*y@YZ1VU2{b+Lq)&_!a{8MmPtwuEyU%j#L0lcq1c%#XW9+J>b&BK@fym0X7GB8>A;!Tnqn8^W64y+jXO*=Vo;)CDBr~KyirZ`rux$5{|k^{Dw94#!p4;%&_|7&yU?U
m)D9HcN6#=li-l;Xi#ug4<4^-gkdlpTu?-<HUs(B3{AfN~^adM9dGA-(fP+$Hb437FA=3`FwjTgjUNTU32@;G_Qs7qQq<wekP}
"""


def baseline(workspace: Path) -> None:
    for name, content in {
        "facts.json": _FACTS.encode(),
        "history.jsonl": _HISTORY.encode(),
        "snapshot.json.gz": base64.b85decode("".join(_SNAPSHOT.split())),
    }.items():
        write(f"{BASELINE}/{name}", content)(workspace)


def repository(*before: Spoil, after: Spoil = nothing, change: bool = True) -> Spoil:
    """The workspace as a repository whose commit brought the baseline, with a text that was changed since: to compare the pages,
    the commit is wanted."""

    def spoil(workspace: Path) -> None:
        baseline(workspace)
        together(*before)(workspace)
        git(workspace, "init", "-q", "-b", "main", ".")
        git(workspace, "add", "-A")
        git(workspace, "commit", "-q", "-m", "accepted")
        if change:
            replace(SHORT, "茶馆初五开门。", "茶馆初六才开门，请各位读者带好茶杯。")(workspace)
        after(workspace)

    return spoil


def trap(name: str = "ran") -> str:
    """A command for a shell that leaves a trace outside, wherever in the workspace or its surroundings it is run."""
    return f"sh -c 'for d in . .. ../.. ../../.. ../../../.. ../../../../.. \"$KANBEN_TEST_OUTSIDE/..\"; do test -d $d/outside && touch $d/outside/{name}; done; true'"


def trap_script(path: str) -> Spoil:
    def spoil(workspace: Path) -> None:
        place = outside(workspace) / f"ran-{Path(path).name}"
        write(path, f"#!/bin/sh\ntouch '{place}'\ntimeout 2 cat\n")(workspace)
        (workspace / path).chmod(0o755)

    return spoil


def config(*lines: str, where: str = ".git/config") -> Spoil:
    """Git's settings as the attacker has them; `{trap}` is a script outside of Git's reach that leaves a trace."""

    def spoil(workspace: Path) -> None:
        trap_script(".trap")(workspace)
        text = (
            "\n".join(lines).replace("{trap}", str(workspace / ".trap")).replace("{outside}", str(outside(workspace)))
        )
        with (workspace / where).open("a", encoding="utf-8") as opened:
            opened.write("\n" + text + "\n")

    return spoil


def hooks(workspace: Path) -> None:
    for name in (
        "post-checkout",
        "pre-commit",
        "post-index-change",
        "fsmonitor-watchman",
        "reference-transaction",
        "post-commit",
        "pre-auto-gc",
        "post-merge",
        "sendemail-validate",
    ):
        trap_script(f".git/hooks/{name}")(workspace)


def tree_with(entries: Callable[[Path], bytes]) -> Spoil:
    """The root tree of the commit that brought the baseline gets more entries, which no working copy could have."""

    def spoil(workspace: Path) -> None:
        raw = git(workspace, "cat-file", "tree", "HEAD^{tree}")
        tree = (
            git(workspace, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=entries(workspace) + raw)
            .strip()
            .decode()
        )
        commit = git(workspace, "commit-tree", tree, "-m", "accepted").strip().decode()
        git(workspace, "update-ref", "refs/heads/main", commit)

    return spoil


def blob(workspace: Path, data: bytes) -> bytes:
    return bytes.fromhex(git(workspace, "hash-object", "-w", "--stdin", data=data).strip().decode())


def big_blob(path: str, size: int) -> Spoil:
    """A loose object of that size, small on disk, in the place of a file of the commit."""

    def spoil(workspace: Path) -> None:
        import hashlib

        head = b"blob %d\0" % size
        digest, packer, block = hashlib.sha1(head), zlib.compressobj(1), b"a" * (1 << 22)
        parts = [packer.compress(head)]
        for _ in range(size >> 22):
            digest.update(block)
            parts.append(packer.compress(block))
        name = digest.hexdigest()
        write(f".git/objects/{name[:2]}/{name[2:]}", b"".join(parts) + packer.flush())(workspace)
        git(workspace, "update-index", "--cacheinfo", f"100644,{name},{path}")
        git(workspace, "commit", "-q", "--amend", "-m", "accepted")

    return spoil


# ---------------------------------------------------------------------------------------------------------------------- tables

REFUSED, EITHER, GOOD = "refused", "either", "good"


def case(
    name: str,
    spoil: Spoil,
    verdict: str = REFUSED,
    place: str = "",
    commands: tuple[str, ...] = ("build",),
    secret: str = "",
) -> Case:
    return Case(name, spoil, commands, verdict != GOOD, place, secret, verdict == EITHER)


ENTITIES = (
    '<!DOCTYPE svg [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)

FILES: tuple[Case, ...] = (
    # articles
    case(
        "article_link_outside",
        together(canary("s.md", f"---\ntitle: {SECRET}\n---\n\n{SECRET}\n"), link(SHORT, "{outside}/s.md")),
        place=r"duanxin\.md|issue\.yaml:\d+",
        secret=SECRET,
    ),
    case(
        "article_link_by_proc_cwd",
        together(canary("s.md", f"---\ntitle: x\n---\n\n{SECRET}\n"), link(SHORT, "/proc/self/cwd/../outside/s.md")),
        place="duanxin",
        secret=SECRET,
    ),
    case("article_link_to_environment", link(SHORT, "/proc/self/environ"), place="duanxin", secret=ENVIRONMENT_SECRET),
    case("article_link_to_standard_input", link(SHORT, "/dev/stdin"), place="duanxin"),
    case(
        "article_link_to_passwd_through_chain",
        together(link(f"{ISSUE}/b.md", "/etc/passwd"), link(f"{ISSUE}/a.md", "b.md"), link(SHORT, "../a.md")),
        place="duanxin",
        secret="root:x:0:0",
    ),
    case("article_link_to_itself", link(SHORT, "duanxin.md"), place="duanxin"),
    case("article_fifo", fifo(SHORT), place="duanxin"),
    case("article_fifo_not_listed", fifo(f"{ISSUE}/articles/wuming.md"), place="wuming"),
    case("article_socket", a_socket(SHORT), place="duanxin"),
    case("article_is_folder", folder(SHORT), place="duanxin"),
    case("article_link_to_zero", link(SHORT, "/dev/zero"), place="duanxin"),
    case("article_sparse_terabyte", sparse(SHORT), place="duanxin"),
    case("articles_folder_link_outside", moved_out(f"{ISSUE}/articles", "articles"), place="articles"),
    case(
        "article_path_by_dots",
        together(
            canary("s.md", f"---\ntitle: {SECRET}\n---\n\nx\n"),
            issue_yaml("articles/duanxin.md", "../../../../../outside/s.md"),
        ),
        place=r"issue\.yaml:\d+",
        secret=SECRET,
    ),
    case(
        "article_hard_link_in_workspace",
        lambda ws: (remove(ws / SHORT), short("茶馆。")(ws), os.link(ws / SHORT, ws / "copy.md"))[-1],
        GOOD,
    ),
    case(
        "articles_many_not_listed",
        lambda ws: [(ws / ISSUE / "articles" / f"x{i}.md").touch() for i in range(30000)] and None,
        place=r"x\d+\.md",
    ),
    # yaml
    case("issue_yaml_fifo", fifo(ISSUE_YAML), place=r"issue\.yaml"),
    case("issue_yaml_link_to_memory", link(ISSUE_YAML, "/proc/self/mem"), place=r"issue\.yaml"),
    case("issue_yaml_sparse", sparse(ISSUE_YAML), place=r"issue\.yaml"),
    case(
        "publication_yaml_link_outside",
        moved_out(PUBLICATION, "p.yaml", "号角小报", SECRET),
        place=r"publication\.yaml",
        secret=SECRET,
    ),
    case(
        "publication_yaml_link_to_passwd",
        link(PUBLICATION, "/etc/passwd"),
        place=r"publication\.yaml",
        secret="root:x:0:0",
    ),
    case("publication_yaml_fifo", fifo(PUBLICATION), commands=("build", "cover", "proof"), place=r"publication\.yaml"),
    case("publication_yaml_is_folder", folder(PUBLICATION), commands=("build", "cover"), place=r"publication\.yaml"),
    case("publication_folder_link_outside", moved_out("issues/hao", "hao"), place=r"hao|issues"),
    case("year_folder_loops", link("issues/hao/2024/02", "../../../issues"), EITHER),
    case("issue_folder_twice_by_link", link("issues/hao/2024/02", "01"), EITHER),
    case(
        "issues_deep_folders",
        lambda ws: (
            subprocess.run(
                [
                    "sh",
                    "-c",
                    "cd issues && i=0; while [ $i -lt 1500 ]; do mkdir d && cd -P d || break; i=$((i+1)); done",
                ],
                cwd=ws,
                check=True,
            )
            and None
        ),
        EITHER,
    ),
    case("kanben_toml_link_to_zero", link("kanben.toml", "/dev/zero"), commands=("proof",), place=r"kanben\.toml"),
    case(
        "kanben_toml_link_outside",
        together(canary("k.toml", f"[proof]\nallow = ['{SECRET}']\n"), link("kanben.toml", "{outside}/k.toml")),
        commands=("proof",),
        place=r"kanben\.toml",
        secret=SECRET,
    ),
    case("kanben_toml_fifo", fifo("kanben.toml"), commands=("proof", "proof accept --reason x"), place=r"kanben\.toml"),
    case("kanben_toml_is_folder", folder("kanben.toml"), commands=("proof",), place=r"kanben\.toml"),
    case("kanben_toml_sparse", sparse("kanben.toml"), commands=("proof",), place=r"kanben\.toml"),
    case(
        "kanben_toml_deep_arrays",
        write("kanben.toml", "[proof]\nallow = " + "[" * 100000),
        commands=("proof",),
        place=r"kanben\.toml(:2)?",
    ),
    case(
        "kanben_toml_dotted_keys",
        write("kanben.toml", "proof." + "a." * 100000 + "a = 1\n"),
        commands=("proof",),
        place=r"kanben\.toml",
    ),
    case(
        "kanben_toml_huge_number",
        write("kanben.toml", "[proof]\nallow = " + "9" * 100000 + "\n"),
        commands=("proof",),
        place=r"kanben\.toml:?2?",
    ),
    case(
        "kanben_toml_not_utf8",
        write("kanben.toml", b'[proof]\nbaselines = "\xff\xfe"\n'),
        commands=("proof",),
        place=r"kanben\.toml",
    ),
    # pictures
    case(
        "picture_link_outside",
        together(
            canary(
                "s.svg",
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><text font-size="5" y="8">{SECRET}</text></svg>',
            ),
            link(CHART, "{outside}/s.svg"),
        ),
        place=r"diaocha\.md:\d+|chart\.svg",
        secret=SECRET,
    ),
    case("picture_link_dangling", link(CHART, "nowhere.svg"), place=r"diaocha\.md:\d+|chart\.svg"),
    case("picture_fifo", fifo(SQUARE), place=r"diaocha\.md:\d+|square\.png"),
    case("picture_socket", a_socket(BAR), place=r"diaocha\.md:\d+|bar\.jpg"),
    case("picture_is_folder", folder(SQUARE), place=r"diaocha\.md:\d+|square\.png"),
    case("picture_link_to_random", link(BAR, "/dev/urandom"), place=r"diaocha\.md:\d+|bar\.jpg"),
    case(
        "picture_sparse_png",
        lambda ws: sparse(SQUARE, start=(ws / SQUARE).read_bytes())(ws),
        place=r"square\.png|diaocha\.md:\d+",
    ),
    case(
        "picture_sparse_svg",
        lambda ws: sparse(CHART, start=(ws / CHART).read_bytes())(ws),
        place=r"chart\.svg|diaocha\.md:\d+",
    ),
    case(
        "images_folder_link_outside",
        moved_out(f"{ISSUE}/images", "images"),
        place=r"issue\.yaml:\d+|diaocha\.md:\d+|images",
    ),
    case(
        "picture_link_in_workspace",
        together(lambda ws: (ws / SQUARE).rename(ws / "bild.png") and None, link(SQUARE, "../../../../../bild.png")),
        GOOD,
    ),
    case("picture_hard_link_twice", lambda ws: os.link(ws / SQUARE, ws / "bild.png"), GOOD),
    case(
        "cover_picture_absolute",
        together(
            canary("s.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'),
            lambda ws: issue_yaml("images/cover.svg", str(outside(ws) / "s.svg"))(ws),
        ),
        place=r"issue\.yaml:\d+",
    ),
    # layouts
    case(
        "layouts_folder_link_outside",
        together(own_layout(), moved_out("layouts", "layouts")),
        place=r"layouts|eigen|publication\.yaml",
    ),
    case(
        "layout_folder_link_outside",
        together(own_layout(SECRET), moved_out(LAYOUT, "eigen")),
        place=r"eigen",
        secret=SECRET,
    ),
    case(
        "template_link_outside",
        together(own_layout(), moved_out(f"{LAYOUT}/front.html.j2", "f.j2", "一", SECRET)),
        place=r"front",
        secret=SECRET,
    ),
    case(
        "template_link_to_environment",
        together(own_layout(), link(f"{LAYOUT}/front.html.j2", "/proc/self/environ")),
        place="front",
        secret=ENVIRONMENT_SECRET,
    ),
    case(
        "template_fifo",
        together(own_layout(), fifo(f"{LAYOUT}/front.html.j2")),
        commands=("build", "cover"),
        place="front",
    ),
    case(
        "template_included_fifo",
        together(own_layout('{% include "eigen/x.html.j2" %}'), fifo(f"{LAYOUT}/x.html.j2")),
        place="front|x",
    ),
    case("template_sparse", together(own_layout(), sparse(f"{LAYOUT}/front.html.j2")), place="front"),
    case(
        "style_sheet_link_outside",
        together(own_layout(), moved_out(f"{LAYOUT}/own.css.j2", "own.css")),
        place=r"own\.css",
    ),
    case(
        "style_sheet_link_to_zero", together(own_layout(), link(f"{LAYOUT}/own.css.j2", "/dev/zero")), place=r"own\.css"
    ),
    case("style_sheet_sparse", together(own_layout(), sparse(f"{LAYOUT}/own.css.j2")), place=r"own\.css"),
    case(
        "layout_yaml_link_outside",
        together(own_layout(), moved_out(f"{LAYOUT}/layout.yaml", "l.yaml", "自制", SECRET)),
        place=r"layout\.yaml",
        secret=SECRET,
    ),
    case("layout_yaml_fifo", together(own_layout(), fifo(f"{LAYOUT}/layout.yaml")), place=r"layout\.yaml"),
    case("layout_yaml_sparse", together(own_layout(), sparse(f"{LAYOUT}/layout.yaml")), place=r"layout\.yaml"),
    case(
        "layout_common_link_outside",
        together(
            own_layout(),
            canary("common/blank.html.j2", "x"),
            canary("common/part.html.j2", SECRET),
            link("layouts/common", "{outside}/common"),
        ),
        place=r"common|part|eigen",
        secret=SECRET,
    ),
    case(
        "layout_drawing_link_outside",
        together(
            own_layout('<p><img src="layout:mark.svg" alt="m"></p>'),
            canary("m.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'),
            link(f"{LAYOUT}/mark.svg", "{outside}/m.svg"),
        ),
        place=r"mark\.svg",
    ),
    case(
        "layout_drawing_fifo",
        together(own_layout('<p><img src="layout:mark.svg" alt="m"></p>'), fifo(f"{LAYOUT}/mark.svg")),
        place=r"mark\.svg",
    ),
    case(
        "layout_drawing_sparse",
        together(
            own_layout('<p><img src="layout:mark.png" alt="m"></p>'), sparse(f"{LAYOUT}/mark.png", start=png(4, 4))
        ),
        place=r"mark\.png",
    ),
    case(
        "layout_drawing_of_ones_own",
        together(
            own_layout('<p><img src="layout:mark.svg" alt="m"></p>'),
            write(
                f"{LAYOUT}/mark.svg",
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><circle r="3" cx="4" cy="4"/></svg>',
            ),
        ),
        GOOD,
    ),
    case(
        "layout_name_by_dots",
        together(
            own_layout(),
            lambda ws: (ws / LAYOUT).rename(outside(ws) / "eigen") and None,
            publication("layout: eigen", "layout: ../../outside/eigen"),
        ),
        place=r"publication\.yaml:\d+|layout",
    ),
    case(
        "layout_name_absolute",
        together(
            own_layout(),
            lambda ws: (ws / LAYOUT).rename(outside(ws) / "eigen") and None,
            lambda ws: publication("layout: eigen", f"layout: {outside(ws)}/eigen")(ws),
        ),
        place=r"publication\.yaml:\d+|layout",
    ),
    case("layout_name_is_dot", publication("layout: gongyun", "layout: ."), place=r"publication\.yaml:\d+|layout"),
    case(
        "layout_name_with_zero",
        publication("layout: gongyun", 'layout: "gong\\0yun"'),
        place=r"publication\.yaml:\d+|layout",
    ),
    case(
        "layout_name_too_long",
        publication("layout: gongyun", "layout: " + "x" * 5000),
        place=r"publication\.yaml:\d+|layout",
    ),
    case(
        "part_template_by_dots",
        together(canary("f.html.j2", SECRET), layout_yaml("template: front", "template: ../../../outside/f")),
        place=r"layout\.yaml:\d+",
        secret=SECRET,
    ),
    case(
        "style_sheet_name_by_dots",
        together(canary("f.css.j2", "p { color: black }"), layout_yaml("own.css.j2", "../../../outside/f.css.j2")),
        place=r"layout\.yaml:\d+|f\.css",
    ),
    case("style_sheet_name_with_zero", layout_yaml("own.css.j2", '"own\\0.css.j2"'), place=r"layout\.yaml:\d+|own"),
    # printers and profiles
    case(
        "printer_by_dots",
        together(
            canary("p.yaml", f"name: {SECRET}\nicc: x\n{SECRET}: 1\n"),
            publication("layout: gongyun", "layout: gongyun\nprinter: ../../../outside/p.yaml"),
        ),
        commands=("build . --edition press",),
        place=r"publication\.yaml:\d+|p\.yaml",
        secret=SECRET,
    ),
    case(
        "printer_is_passwd_by_link",
        together(
            publication("layout: gongyun", "layout: gongyun\nprinter: eigen"),
            link("layouts/press/eigen.yaml", "/etc/passwd"),
        ),
        commands=("build . --edition press", "cover"),
        place=r"eigen\.yaml",
        secret="root:x:0:0",
    ),
    case(
        "printer_is_environment",
        together(
            publication("layout: gongyun", "layout: gongyun\nprinter: eigen"),
            link("layouts/press/eigen.yaml", "/proc/self/environ"),
        ),
        commands=("build . --edition press",),
        place=r"eigen\.yaml",
        secret=ENVIRONMENT_SECRET,
    ),
    case(
        "printer_fifo",
        together(publication("layout: gongyun", "layout: gongyun\nprinter: eigen"), fifo("layouts/press/eigen.yaml")),
        commands=("build . --edition press", "preflight"),
        place=r"eigen\.yaml",
    ),
    case(
        "profile_link_outside",
        together(
            printer(), canary("own.icc", profile(text=SECRET)), link("layouts/press/own.icc", "{outside}/own.icc")
        ),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
        secret=SECRET,
    ),
    case(
        "profile_absolute_outside",
        together(printer(icc="'{outside}/own.icc'"), canary("own.icc", profile(text=SECRET))),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
        secret=SECRET,
    ),
    case(
        "profile_link_to_zero",
        together(printer(), link("layouts/press/own.icc", "/dev/zero")),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
    ),
    case(
        "profile_fifo",
        together(printer(), fifo("layouts/press/own.icc")),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
    ),
    case(
        "profile_sparse",
        together(printer(), sparse("layouts/press/own.icc", start=profile())),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
    ),
    case(
        "profile_made_up",
        together(printer(), write("layouts/press/own.icc", profile())),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
    ),
    case(
        "profile_size_is_four_gigabytes",
        together(printer(), write("layouts/press/own.icc", profile(0xFFFFFFFF))),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:3|own\.icc",
    ),
    case(
        "printer_page_multiple_of_a_billion",
        printer(icc="../../../x.icc", page_multiple="999999999"),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:\d+",
    ),
    # waivers
    case(
        "waivers_link_outside",
        together(canary("w.yaml", f"waivers: {SECRET}\n"), link(f"{ISSUE}/waivers.yaml", "{outside}/w.yaml")),
        commands=("preflight",),
        place=r"waivers\.yaml",
        secret=SECRET,
    ),
    case("waivers_fifo", fifo(f"{ISSUE}/waivers.yaml"), commands=("preflight",), place=r"waivers\.yaml"),
    case(
        "waivers_link_to_environment",
        link(f"{ISSUE}/waivers.yaml", "/proc/self/environ"),
        commands=("preflight",),
        place=r"waivers\.yaml",
        secret=ENVIRONMENT_SECRET,
    ),
    case("waivers_sparse", sparse(f"{ISSUE}/waivers.yaml"), commands=("preflight",), place=r"waivers\.yaml"),
    case(
        "waivers_page_beyond_count",
        write(
            f"{ISSUE}/waivers.yaml",
            "waivers:\n  - id: images.resolution\n    page: "
            + "9" * 5000
            + "\n    reason: x\n    expires: 2099-01-01\n",
        ),
        commands=("preflight",),
        place=r"waivers\.yaml:3",
    ),
    case(
        "waivers_good",
        write(
            f"{ISSUE}/waivers.yaml",
            "waivers:\n  - id: images.resolution\n    page: 6\n    reason: 没有更大的底版。\n    expires: 2099-12-31\n",
        ),
        GOOD,
        commands=("preflight",),
    ),
    case(
        "preflight_report_over_the_pdf_link",
        lambda ws: (
            (finished(ws) / "r.html").symlink_to(outside(ws) / "victim")
            or (outside(ws) / "victim").write_text("x")
            and None
        ),
        EITHER,
        commands=("preflight issues/hao/2024/01 --html {out}/r.html --edition reading",),
    ),
    # volumes and old PDFs
    case(
        "volume_yaml_link_outside",
        together(
            volume(path="x.yaml"),
            moved_out("x.yaml", "v.yaml", "号角小报 2024年合订本", SECRET),
            link(VOLUME, "{outside}/v.yaml"),
        ),
        commands=("bind", "proof"),
        place=r"volume\.yaml",
        secret=SECRET,
    ),
    case("volume_yaml_socket", a_socket(VOLUME), commands=("bind", "proof"), place=r"volume\.yaml"),
    case("volume_yaml_fifo", fifo(VOLUME), commands=("bind", "proof"), place=r"volume\.yaml"),
    case(
        "volume_layout_by_dots", volume("layout: ../../outside\n"), commands=("bind",), place=r"volume\.yaml:4|layout"
    ),
    case(
        "legacy_link_outside",
        together(canary("o.pdf", sheet()), legacy(b""), link("issues/hao/2024/old.pdf", "{outside}/o.pdf")),
        commands=("bind",),
        place=r"volume\.yaml:5|old\.pdf",
    ),
    case(
        "legacy_fifo",
        together(legacy(b""), fifo("issues/hao/2024/old.pdf")),
        commands=("bind",),
        place=r"volume\.yaml:5|old\.pdf",
    ),
    case(
        "legacy_link_to_zero",
        together(legacy(b""), link("issues/hao/2024/old.pdf", "/dev/zero")),
        commands=("bind",),
        place=r"volume\.yaml:5|old\.pdf",
    ),
    case(
        "legacy_is_folder",
        together(legacy(b""), folder("issues/hao/2024/old.pdf")),
        commands=("bind",),
        place=r"volume\.yaml:5|old\.pdf",
    ),
    case(
        "legacy_sparse",
        together(legacy(b""), sparse("issues/hao/2024/old.pdf", start=sheet())),
        commands=("bind",),
        place=r"volume\.yaml:5|old\.pdf",
    ),
    case(
        "legacy_under_the_gigabyte_sparse",
        together(legacy(b""), sparse("issues/hao/2024/old.pdf", 1000 << 20, start=sheet())),
        EITHER,
        commands=("bind",),
    ),
    case("preflight_of_a_fifo", fifo("x.pdf"), commands=("preflight x.pdf",), place=r"x\.pdf"),
    case(
        "preflight_of_a_sparse_file", sparse("x.pdf", start=sheet()), commands=("preflight x.pdf",), place=r"x\.pdf|PDF"
    ),
    case(
        "search_index_fifo",
        fifo("o/a-search.sqlite"),
        commands=("search 茶 --in o", "search 茶 --in o/a-search.sqlite"),
        place=r"a-search\.sqlite",
    ),
    case(
        "search_index_link_outside",
        together(canary("i.sqlite", SECRET * 100), link("o/a-search.sqlite", "{outside}/i.sqlite")),
        EITHER,
        commands=("search 茶 --in o",),
        secret=SECRET,
    ),
    case(
        "verify_bag_of_fifos",
        together(
            write("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            fifo("bag/manifest-sha256.txt"),
            fifo("bag/data/x"),
        ),
        commands=("verify bag",),
        place="manifest|bag",
    ),
    case(
        "verify_sums_name_outside",
        together(
            canary("s.md", SECRET),
            write(
                "bag/SHA256SUMS",
                "0" * 64 + "  ../../outside/s.md\n" + "0" * 64 + "  /etc/passwd\n" + "0" * 64 + "  link\n",
            ),
            link("bag/link", "{outside}/s.md"),
        ),
        commands=("verify bag",),
        secret=SECRET,
    ),
    case("verify_sums_sparse", sparse("bag/SHA256SUMS"), commands=("verify bag",), place="SHA256SUMS"),
    case("import_text_fifo", fifo("scan.txt"), commands=("import text scan.txt --into {out}/new",), place=r"scan\.txt"),
    case(
        "import_text_sparse",
        sparse("scan.txt"),
        commands=("import text scan.txt --into {out}/new",),
        place=r"scan\.txt",
    ),
    # baselines
    case(
        "baseline_snapshot_link_to_zero",
        together(baseline, link(f"{BASELINE}/snapshot.json.gz", "/dev/zero")),
        commands=("proof",),
        place=r"hao-2024-01|snapshot",
    ),
    case(
        "baseline_snapshot_fifo",
        together(baseline, fifo(f"{BASELINE}/snapshot.json.gz")),
        commands=("proof",),
        place=r"hao-2024-01|snapshot",
    ),
    case(
        "baseline_snapshot_bomb",
        together(baseline, made(f"{BASELINE}/snapshot.json.gz", lambda: gzipped_zeros(1 << 30))),
        commands=("proof",),
        place=r"hao-2024-01|snapshot",
    ),
    case(
        "baseline_snapshot_sparse",
        together(baseline, sparse(f"{BASELINE}/snapshot.json.gz", start=b"")),
        commands=("proof",),
        place=r"hao-2024-01|snapshot",
    ),
    case(
        "baseline_snapshot_deep",
        together(baseline, write(f"{BASELINE}/snapshot.json.gz", gzip.compress(b"[" * 2000000))),
        commands=("proof",),
        place=r"hao-2024-01|snapshot",
    ),
    case(
        "baseline_facts_deep",
        together(baseline, write(f"{BASELINE}/facts.json", "[" * 200000)),
        commands=("proof",),
        place=r"hao-2024-01|facts",
    ),
    case(
        "baseline_facts_fifo",
        together(baseline, fifo(f"{BASELINE}/facts.json")),
        commands=("proof",),
        place=r"hao-2024-01|facts",
    ),
    case(
        "baseline_facts_not_utf8",
        together(baseline, write(f"{BASELINE}/facts.json", b'{"articles": {"\xff": "\xfe"}}')),
        commands=("proof",),
        place=r"hao-2024-01|facts",
    ),
    case(
        "baseline_history_huge_numbers",
        together(baseline, write(f"{BASELINE}/history.jsonl", '{"when": ' + "9" * 10000 + "}\n")),
        commands=("proof",),
        place=r"hao-2024-01|history",
    ),
    case(
        "baseline_history_fifo",
        together(baseline, fifo(f"{BASELINE}/history.jsonl")),
        commands=("proof", "proof accept --reason x"),
        place=r"hao-2024-01|history",
    ),
    case(
        "baseline_history_link_outside",
        together(baseline, moved_out(f"{BASELINE}/history.jsonl", "victim.jsonl"), replace(SHORT, "茶馆", "茶楼")),
        commands=("proof accept --reason x",),
        place=r"hao-2024-01|history",
    ),
    case(
        "baseline_folder_link_outside",
        together(canary("b/keep", ""), link(BASELINE, "{outside}/b")),
        commands=("proof accept --reason x", "proof"),
        place=r"hao-2024-01|baselines",
    ),
    case(
        "baseline_tests_link_outside",
        together(canary("t/keep", ""), link("tests", "{outside}/t")),
        commands=("proof accept --reason x",),
        place=r"tests|baselines",
    ),
    case(
        "baselines_setting_by_dots",
        write("kanben.toml", '[proof]\nbaselines = "../outside/b"\n'),
        commands=("proof accept --reason x", "proof"),
        place=r"kanben\.toml:?2?",
    ),
    case(
        "baselines_setting_absolute",
        lambda ws: write("kanben.toml", f'[proof]\nbaselines = "{outside(ws)}/b"\n')(ws),
        commands=("proof accept --reason x",),
        place=r"kanben\.toml:?2?",
    ),
    case(
        "baselines_setting_with_zero",
        write("kanben.toml", '[proof]\nbaselines = "a\\u0000b"\n'),
        commands=("proof", "proof accept --reason x"),
        place=r"kanben\.toml:?2?",
    ),
    case(
        "baseline_facts_source_outside",
        together(
            baseline,
            replace(f"{BASELINE}/facts.json", "issues/hao/2024/01", "../outside/issue"),
            replace(SHORT, "茶馆", "茶楼"),
            canary("issue/issue.yaml", SECRET),
        ),
        EITHER,
        commands=("proof",),
        secret=SECRET,
    ),
    case(
        "baseline_article_with_escape",
        together(
            baseline,
            replace(f"{BASELINE}/facts.json", "短讯", "\\u001b]0;x\\u0007\\u001b[2J"),
            replace(SHORT, "茶馆", "茶楼"),
        ),
        EITHER,
        commands=("proof", "proof check --markdown"),
    ),
    case(
        "baseline_who_with_escape",
        together(
            baseline,
            replace(f"{BASELINE}/history.jsonl", '"mallory"', '"\\u001b[31m\\u202emallory"'),
            replace(SHORT, "茶馆", "茶楼"),
        ),
        EITHER,
        commands=("proof",),
    ),
    case(
        "snapshot_compare_bomb",
        together(
            made("a.snapshot.json.gz", lambda: gzipped_zeros(1 << 30)),
            write("b.snapshot.json.gz", gzip.compress(b"{}")),
        ),
        commands=("proof compare a.snapshot.json.gz b.snapshot.json.gz",),
        place=r"a\.snapshot",
    ),
    case(
        "snapshot_compare_surrogates",
        together(
            write("a.snapshot.json.gz", gzip.compress(b'{"format": 1, "pages": [{"label": "\\ud800"}]}')),
            write("b.snapshot.json.gz", gzip.compress(b'{"format": 1e999}')),
        ),
        commands=("proof compare a.snapshot.json.gz b.snapshot.json.gz",),
        place=r"[ab]\.snapshot",
    ),
)

OUT: tuple[Case, ...] = (
    case(
        "out_pdf_link_to_victim",
        lambda ws: (
            write("../out/hao/2024/01/.keep", "")(ws)
            or canary("victim", "precious")(ws)
            or (finished(ws) / "hao/2024/01/hao-2024-01.pdf").symlink_to(outside(ws) / "victim")
        ),
        EITHER,
    ),
    case(
        "out_pdf_hard_link_to_victim",
        lambda ws: (
            write("../out/hao/2024/01/.keep", "")(ws)
            or canary("victim", "precious")(ws)
            or os.link(outside(ws) / "victim", finished(ws) / "hao/2024/01/hao-2024-01.pdf")
        ),
        GOOD,
    ),
    case("out_pdf_is_folder", folder("../out/hao/2024/01/hao-2024-01.pdf"), place=r"hao-2024-01\.pdf"),
    case("out_pdf_is_fifo", fifo("../out/hao/2024/01/hao-2024-01.pdf"), EITHER),
    case(
        "out_record_link_to_victim",
        together(
            canary("victim.json", f'{{"{SECRET}": 1}}'),
            link("../out/hao/2024/01/.hao-2024-01.json", "{outside}/victim.json"),
        ),
        EITHER,
        secret=SECRET,
    ),
    case(
        "out_record_fifo",
        together(fifo("../out/hao/2024/01/.hao-2024-01.json"), write("../out/hao/2024/01/hao-2024-01.pdf", sheet())),
        EITHER,
    ),
    case(
        "out_record_deep",
        together(
            write("../out/hao/2024/01/.hao-2024-01.json", "[" * 200000),
            write("../out/hao/2024/01/hao-2024-01.pdf", sheet()),
        ),
        GOOD,
    ),
    case(
        "out_record_sparse",
        together(sparse("../out/hao/2024/01/.hao-2024-01.json"), write("../out/hao/2024/01/hao-2024-01.pdf", sheet())),
        EITHER,
    ),
    case(
        "out_record_of_wrong_types",
        together(
            write("../out/hao/2024/01/.hao-2024-01.json", '{"recipe": [1e999, {}], "files": "x", "articles": 7}'),
            write("../out/hao/2024/01/hao-2024-01.pdf", sheet()),
        ),
        GOOD,
    ),
    case(
        "out_text_record_hostile",
        together(volume(), write("../out/hao/2024/01/.hao-2024-01-text.json", "[" * 200000)),
        GOOD,
        commands=("bind",),
    ),
    case(
        "out_publication_folder_link",
        together(canary("o/keep", ""), link("../out/hao", "{outside}/o")),
        commands=("build", "cover"),
        place="hao",
    ),
    case(
        "out_year_folder_link",
        together(volume(), canary("o/keep", ""), link("../out/hao/2024", "{outside}/o")),
        commands=("bind", "build"),
        place="2024",
    ),
    case("out_folder_link_dangling", link("../out/hao", "{outside}/none"), place="hao"),
    case(
        "out_proof_folder_link",
        together(baseline, replace(SHORT, "茶馆", "茶楼"), canary("o/keep", ""), link("../out/proof", "{outside}/o")),
        commands=("proof", "proof accept --reason x"),
        place="proof",
    ),
    case(
        "out_proof_accepted_link",
        together(
            baseline, replace(SHORT, "茶馆", "茶楼"), canary("o/keep", ""), link("../out/proof/accepted", "{outside}/o")
        ),
        commands=("proof",),
        place="accepted",
    ),
    case(
        "out_proof_summary_link_to_victim",
        together(
            canary("victim", "precious"),
            link("../out/proof/summary.md", "{outside}/victim"),
            link("../out/proof/proof.json", "{outside}/victim"),
            link("../out/proof/junit.xml", "{outside}/victim"),
        ),
        EITHER,
        commands=("proof",),
    ),
    case(
        "out_sums_link_to_victim",
        together(
            volume(),
            canary("victim", "precious"),
            link("../out/hao/2024/SHA256SUMS", "{outside}/victim"),
            link("../out/hao/2024/hao-2024-search.sqlite", "{outside}/victim"),
            link("../out/hao/2024/hao-2024-search.sqlite-journal", "{outside}/victim"),
        ),
        EITHER,
        commands=("bind",),
    ),
    case(
        "out_bag_link",
        together(
            volume(),
            canary("o/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            canary("o/data/precious", "x"),
            link("../out/hao/2024/hao-2024-bag", "{outside}/o"),
        ),
        commands=("bind issues/hao/2024 --bag",),
        place="bag",
    ),
    case(
        "out_bag_with_links_inside",
        together(
            volume(),
            canary("o/precious", "x"),
            write("../out/hao/2024/hao-2024-bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            link("../out/hao/2024/hao-2024-bag/data", "{outside}/o"),
        ),
        EITHER,
        commands=("bind issues/hao/2024 --bag",),
    ),
    case("out_is_file", write("../o", "x"), commands=("build . --out ../o",), place=r"\.\./o|/o\b"),
    case("out_is_fifo", fifo("../o"), commands=("build . --out ../o",), place=r"\.\./o|/o\b"),
    case(
        "out_is_read_only",
        nothing,
        commands=("build . --out /proc/self/out", "build . --out /sys/kanben"),
        place="/proc/self|/sys/kanben",
    ),
    case("out_is_full_device", nothing, commands=("build . --out /dev/full",), place="/dev/full"),
    case("out_in_articles", nothing, EITHER, commands=("build . --out issues/hao/2024/01/articles",)),
    case("out_is_issues", nothing, EITHER, commands=("build . --out issues",)),
    case(
        "out_is_workspace_and_pdf_name_is_folder",
        folder("hao/2024/01/hao-2024-01.pdf"),
        commands=("build . --out .",),
        place=r"hao-2024-01\.pdf",
    ),
    case(
        "out_is_link_to_folder_as_asked",
        lambda ws: (ws / "fertig").symlink_to(finished(ws)),
        EITHER,
        commands=("build . --out fertig",),
    ),
    case(
        "workspace_is_told_by_a_link", lambda ws: (ws.parent / "weg").symlink_to(ws), GOOD, commands=("build ../weg",)
    ),
    case(
        "accepted_pdf_is_hostile",
        together(
            baseline,
            replace(SHORT, "茶馆", "茶楼"),
            write(
                "../out/proof/accepted/hao-2024-01.9d9204ef3ae868b2.pdf",
                sheet(catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
            ),
        ),
        EITHER,
        commands=("proof",),
    ),
    case(
        "programs_beside_the_content",
        lambda ws: (
            [
                trap_script(f"{where}{name}")(ws)
                for where in ("", "bin/", f"{ISSUE}/")
                for name in ("git", "gs", "python", "python3", "fc-list", "sh", "qpdf", "verapdf")
            ]
            and None
        ),
        GOOD,
        commands=("build", "proof", "preflight", "proof accept --reason x"),
    ),
    case(
        "modules_beside_the_content",
        lambda ws: (
            [
                write(name, f"open({str(outside(ws) / 'ran')!r}, 'w')\n")(ws)
                for name in (
                    "sitecustomize.py",
                    "usercustomize.py",
                    "json.py",
                    "re.py",
                    "pipeline/__init__.py",
                    "pipeline/__main__.py",
                    "weasyprint.py",
                    "pypdfium2.py",
                    "PIL/__init__.py",
                    "encodings/__init__.py",
                    "jinja2/__init__.py",
                    "conftest.py",
                    "multiprocessing.py",
                    "numpy.py",
                    f"{ISSUE}/json.py",
                    f"{ISSUE}/pipeline/__init__.py",
                )
            ]
            and None
        ),
        GOOD,
        commands=("build", "cover", "preflight", "proof", "build . -j 4"),
    ),
    case(
        "ghostscript_files_beside_the_content",
        together(
            lambda ws: (
                [
                    write(name, f"({outside(ws)}/ran) (w) file closefile\n")(ws)
                    for name in ("gs_init.ps", "Fontmap", "Resource/Init/gs_init.ps", "gs_res.ps", "lib/gs_init.ps")
                ]
                and None
            ),
            write(
                "x.pdf",
                sheet(
                    content=stream(b"/G gs 1 1 1 1 k 0 0 300 300 re f"),
                    page=b"/Resources << /ExtGState << /G << /BM /Multiply >> >> >> /TrimBox [0 0 524 737]",
                ),
            ),
        ),
        EITHER,
        commands=("preflight x.pdf",),
    ),
)

# name, what stands in line 4 of front.html.j2, what is expected
_TEMPLATES: tuple[tuple[str, str, str], ...] = (
    ("class", "{{ issue.__class__ }}", REFUSED),
    ("class_by_filter", '{{ issue | attr("__class__") }}', REFUSED),
    ("class_by_item", '{{ issue["__class__"]["__mro__"] }}', REFUSED),
    ("class_by_map", '{{ [issue] | map(attribute="__class__.__init__.__globals__") | list }}', REFUSED),
    (
        "class_by_groupby",
        '{% for a in issue.sections | groupby("__class__.__module__") %}{{ a.grouper }}{% endfor %}',
        REFUSED,
    ),
    ("class_by_format", '{{ "{0.__class__.__init__.__globals__}".format(issue) }}', REFUSED),
    ("class_by_format_map", '{{ "{a.__class__.__mro__}".format_map({"a": issue}) }}', REFUSED),
    ("class_by_format_of_markup", '{{ ("{0.__class__.__mro__}" | safe).format(issue) }}', REFUSED),
    ("class_by_joined_map", '{{ ["{0.__class__}"] | map("format", issue) | join }}', EITHER),
    ("class_by_stored_method", '{% set f = "{0.__class__.__mro__}".format %}{{ f(issue) }}', REFUSED),
    ("globals_of_function", "{{ picture_url.__globals__ }}", REFUSED),
    ("closure_of_function", "{{ folio.__closure__[0].cell_contents }}", REFUSED),
    ("code_of_function", "{{ folio.__code__.co_filename }}", REFUSED),
    ("globals_of_cycler", "{{ cycler.__init__.__globals__.os.popen('touch ../outside/ran').read() }}", REFUSED),
    ("globals_of_lipsum", "{{ lipsum.__globals__['os'].environ }}", REFUSED),
    ("own_context", "{{ self._TemplateReference__context.environment.loader.searchpath }}", REFUSED),
    (
        "own_context_of_module",
        '{% import "common/blocks.html.j2" as t %}{{ t.__loader__ }}{{ t._body_stream }}',
        REFUSED,
    ),
    ("generator_frame", "{{ (issue.sections | map(attribute='name')).gi_frame.f_globals }}", REFUSED),
    ("path_reads", '{{ issue.cover.picture.path.joinpath("/etc/passwd").read_text() }}', REFUSED),
    ("path_divides", '{{ (issue.cover.picture.path / "/etc/passwd").read_text() }}', REFUSED),
    ("path_writes", '{{ issue.cover.picture.path.with_name("x").write_text("x") }}', REFUSED),
    ("path_unlinks", "{{ issue.cover.picture.path.unlink() }}", REFUSED),
    ("path_symlinks", '{{ issue.cover.picture.path.with_name("x").symlink_to("/etc") }}', REFUSED),
    ("path_absolute", "{{ issue.cover.picture.path.absolute() }}{{ issue.cover.picture.path.resolve() }}", REFUSED),
    ("path_opens", '{{ issue.cover.picture.path.open("w") }}', REFUSED),
    ("path_home", "{{ issue.cover.picture.path.home() }}{{ issue.cover.picture.path.cwd() }}", REFUSED),
    ("path_globs", '{% for p in issue.cover.picture.path.parent.rglob("/*") %}{{ p }}{% endfor %}', REFUSED),
    ("path_printed", "<p>{{ issue.cover.picture.path }}{{ issue.cover.picture.path.parents | list }}</p>", EITHER),
    ("picture_url_outside", '<p><img alt="x" src="{{ picture_url("../../../outside/s.svg") }}"></p>', REFUSED),
    ("picture_url_absolute", '<p><img alt="x" src="{{ picture_url("/etc/hostname") }}"></p>', REFUSED),
    ("picture_url_of_number", "{{ picture_url(7) }}", REFUSED),
    ("picture_url_of_nothing", "{{ picture_url() }}", REFUSED),
    ("folio_of_list", "{{ folio([issue]) }}", EITHER),
    ("folio_of_unknown", '{{ folio("nirgends") }}', EITHER),
    ("anchor_of_huge", '{{ anchor("x" * 300000000) }}', REFUSED),
    ("figure_size_of_issue", "{{ figure_size(issue) }}", REFUSED),
    ("lines_of_text", '{{ geometry.lines("x") }}', REFUSED),
    ("lines_of_list_times", "{{ geometry.lines([0] * 1000000000) }}", REFUSED),
    ("chinese_number_huge", "{{ (10 ** 30) | chinese_number }}", REFUSED),
    ("chinese_number_negative", "{{ -3 | chinese_number }}{{ 'x' | chinese_year }}", REFUSED),
    ("chinese_date_of_text", '{{ "2024" | chinese_date }}', REFUSED),
    ("title_lines_of_number", "{{ 7 | title_lines }}{{ none | plain_title }}", REFUSED),
    ("ruby_pairs_of_number", "{{ 7 | ruby_pairs(8) }}", REFUSED),
    ("date_today", "{{ issue.date.today() }}", REFUSED),
    ("date_from_timestamp", "{{ issue.date.fromtimestamp(99999999999) }}", EITHER),
    ("date_strftime", '<p>{{ issue.date.strftime("%Y") }}</p>', EITHER),
    ("date_strftime_huge", '{{ issue.date.strftime("%99999999999d" * 1000) }}', EITHER),
    ("date_replaced", "{{ issue.date.replace(year=99999) }}", REFUSED),
    ("date_max_difference", "<p>{{ issue.date - issue.date.min }}{{ issue.date.max }}</p>", EITHER),
    ("model_internals", "{{ issue.model_dump() }}{{ issue.__dict__ }}", REFUSED),
    ("dataclass_internals", "{{ issue.__dataclass_fields__ }}{{ issue._asdict() }}", REFUSED),
    ("dataclass_replace", "{{ issue.__replace__(year=1) }}", REFUSED),
    ("list_of_model_changed", "{{ issue.sections.append(1) }}", REFUSED),
    ("dict_of_colours_changed", '{{ colors.update({"a": "b"}) }}', REFUSED),
    ("dict_of_colours_set", '{{ colors.__setitem__("a", 1) }}', REFUSED),
    ("whole_issue_printed", "<p>{{ issue }}</p>", EITHER),
    ("whole_publication_as_json", "<p>{{ publication | tojson }}</p>", REFUSED),
    ("everything_pretty_printed", "<p>{{ issue.sections | pprint }}</p>", EITHER),
    ("function_printed", "<p>{{ folio }}{{ picture_url }}{{ anchor }}</p>", REFUSED),
    ("cycler_printed", "<p>{{ cycler('a') }}{{ joiner() }}{{ self }}</p>", REFUSED),
    ("macro_printed", "{% macro m() %}{% endmacro %}<p>{{ m }}{{ namespace() }}</p>", EITHER),
    ("generator_printed", "<p>{{ [1] | map('string') }}</p>", REFUSED),
    ("method_printed", "<p>{{ 'x'.upper }}{{ geometry.lines }}</p>", REFUSED),
    ("random", "<p>{{ range(1000000) | random }}</p>", REFUSED),
    ("lipsum", "<p>{{ lipsum(1) | length }}</p>", REFUSED),
    ("lipsum_huge", "<p>{{ lipsum(n=10000000) | length }}</p>", REFUSED),
    (
        "order_of_set_by_hash",
        "<p>{{ ['a', 'b', 'c', 'd', 'e', 'f'] | unique | list | join }}{{ {'a': 1, 'b': 2}.keys() | list | join }}</p>",
        GOOD,
    ),
    (
        "loops_nested",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
        REFUSED,
    ),
    (
        "loops_of_calls",
        "{% for a in range(90000) %}{% for b in range(90000) %}{% if folio('dengta') == 'x' %}x{% endif %}{% endfor %}{% endfor %}",
        REFUSED,
    ),
    ("loop_recursive", "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", REFUSED),
    (
        "loop_sorted_products",
        "{% for a in range(99999) %}{% set x = range(99999) | sort(reverse=true) | list %}{% endfor %}",
        REFUSED,
    ),
    ("power", "{{ 7 ** 99999999 }}", REFUSED),
    ("power_of_powers", "{{ ((((9 ** 9999) ** 99) ** 99) ** 99) % 7 }}", REFUSED),
    (
        "power_modulo_in_loop",
        "{% for a in range(99999) %}{% if (7 ** 200000) % 9 == 8 %}x{% endif %}{% endfor %}",
        EITHER,
    ),
    ("power_negative", "{{ 0 ** -1 }}", REFUSED),
    ("power_complex", "<p>{{ (-8) ** 0.5 }}</p>", EITHER),
    ("number_too_long_to_print", "{{ 10 ** 5000 }}", REFUSED),
    ("number_literal_too_long", "{{ " + "9" * 5000 + " }}", REFUSED),
    ("number_from_long_text", '{{ ("9" * 5000) | int + 1 }}', EITHER),
    ("division_by_nothing", "{{ 1 / 0 }}{{ 1 // 0 }}", REFUSED),
    ("float_overflow", "{{ 10.0 ** 400 }}", REFUSED),
    (
        "infinite_to_int",
        "{{ (1e308 * 10) | int }}{{ (1e308 * 10) | round }}{{ (1e308 * 10) | filesizeformat }}",
        REFUSED,
    ),
    ("round_to_huge", "<p>{{ 1 | round(99999999999) }}</p>", EITHER),
    ("text_times", '{{ "x" * 9999999999 }}', REFUSED),
    ("text_times_under_a_gigabyte", '{% set x = "x" * 900000000 %}{{ x | length }}', REFUSED),
    ("text_times_in_default", '{{ issue.year | default("x" * 5000000000) }}', REFUSED),
    ("list_times", "{{ ([0] * 3000000000) | length }}", REFUSED),
    ("tuple_times", "{{ ((0, 1) * 200000000) | length }}", REFUSED),
    (
        "text_doubled",
        '{% set n = namespace(s="x") %}{% for i in range(40) %}{% set n.s = n.s ~ n.s %}{% endfor %}{{ n.s | length }}',
        REFUSED,
    ),
    (
        "list_doubled",
        "{% set n = namespace(s=[1]) %}{% for i in range(40) %}{% set n.s = n.s + n.s %}{% endfor %}{{ n.s | length }}",
        REFUSED,
    ),
    (
        "text_doubled_by_block_set",
        "{% set n = namespace(s='x') %}{% for i in range(40) %}{% set x %}{{ n.s }}{{ n.s }}{% endset %}{% set n.s = x %}{% endfor %}",
        REFUSED,
    ),
    (
        "text_doubled_by_replace",
        '{% set n = namespace(s="xx") %}{% for i in range(40) %}{% set n.s = n.s.replace("x", "xx") %}{% endfor %}{{ n.s | length }}',
        REFUSED,
    ),
    (
        "text_doubled_by_join",
        '{% set n = namespace(s="xx") %}{% for i in range(40) %}{% set n.s = n.s.join(["", n.s, ""]) %}{% endfor %}{{ n.s | length }}',
        REFUSED,
    ),
    (
        "text_doubled_by_escape",
        '{% set n = namespace(s="&") %}{% for i in range(60) %}{% set n.s = n.s | string | forceescape | string | replace("a", "&&") %}{% endfor %}{{ n.s | length }}',
        REFUSED,
    ),
    ("text_doubled_by_translate", '{{ ("x" * 100000).translate({120: "y" * 100000}) | length }}', REFUSED),
    (
        "text_doubled_by_macro",
        "{% macro d(n) %}{% if n %}{{ d(n - 1) }}{{ d(n - 1) }}{% else %}x{% endif %}{% endmacro %}{{ d(40) }}",
        REFUSED,
    ),
    ("text_doubled_by_inclusion", '{% include "eigen/front.html.j2" %}{% include "eigen/front.html.j2" %}', REFUSED),
    ("text_padded", '{{ "x".ljust(9999999999) }}', REFUSED),
    ("text_centred_by_filter", '{{ "x" | center(9999999999) }}', REFUSED),
    ("text_zero_filled", '{{ "1".zfill(9999999999) }}', REFUSED),
    ("text_tabs_expanded", '{{ ("\\t" * 1000).expandtabs(100000000) | length }}', REFUSED),
    ("text_percent_width", '{{ "%9999999999d" % 1 }}', REFUSED),
    ("text_percent_width_by_filter", '{{ "%*d" | format(2000000000, 1) }}', REFUSED),
    ("text_percent_precision", '{{ "%.2000000000f" | format(1.5) }}', REFUSED),
    ("text_format_width", '{{ "{:>2000000000}".format(1) }}', REFUSED),
    ("text_format_nested_width", '{{ "{:>{w}}".format(1, w=2000000000) }}', REFUSED),
    ("text_format_of_integer_as_float", '{{ "{:f}".format(10 ** 400) }}', REFUSED),
    ("text_indented", '{{ ("a\\n" * 100000) | indent(100000) | length }}', REFUSED),
    ("text_wrapped", '{{ ("a" * 5000000) | wordwrap(1, wrapstring="y" * 2000) | length }}', REFUSED),
    ("text_urlized_slowly", '{{ ("(" * 200000 ~ "www.x.org" ~ ")" * 200000) | urlize | length }}', EITHER),
    ("text_stripped_of_tags_slowly", '{{ ("<!--" * 300000) | striptags | length }}', EITHER),
    ("text_split_many", '{{ ("a " * 90000000).split() | length }}', EITHER),
    ("list_in_batches", "{{ [1] | batch(1000000000, 'x') | list | length }}", REFUSED),
    ("list_in_slices", "{{ [1] | slice(1000000000) | list | length }}", REFUSED),
    ("list_summed_of_texts", "{{ [1, 'x'] | sum }}", REFUSED),
    ("list_sorted_of_kinds", "{{ [1, 'x', none] | sort }}", REFUSED),
    ("range_huge_list", "{{ range(10 ** 10) | list | length }}", REFUSED),
    (
        "range_of_ranges",
        "{% set x = range(99999) | map('string') | list %}{% set y = range(99999) | map('list') | list %}",
        REFUSED,
    ),
    (
        "lists_of_lists",
        "{% set n = namespace(a=[]) %}{% for i in range(99999) %}{% set n.a = [n.a, range(9999) | list] %}{% endfor %}{{ n.a }}",
        REFUSED,
    ),
    (
        "list_nested_deep_printed",
        "{% set n = namespace(a=[]) %}{% for i in range(90000) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a }}",
        REFUSED,
    ),
    (
        "list_nested_deep_compared",
        "{% set n = namespace(a=[], b=[]) %}{% for i in range(90000) %}{% set n.a = [n.a] %}{% set n.b = [n.b] %}{% endfor %}{{ n.a == n.b }}",
        REFUSED,
    ),
    (
        "list_nested_deep_as_json",
        "{% set n = namespace(a=[]) %}{% for i in range(90000) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a | tojson }}",
        REFUSED,
    ),
    ("namespace_within_itself", "{% set n = namespace() %}{% set n.a = n %}<p>{{ n | string | length }}</p>", EITHER),
    ("text_of_zero_and_surrogates", '<p>{{ "\\0\\ud800\\udfff\\uffff" }}</p>', REFUSED),
    ("text_encoded_strangely", '{{ "x".encode("utf-99") }}', REFUSED),
    ("text_encoded_dangerously", '<p>{{ "x".encode("idna") }}{{ "x".encode("unicode_escape") }}</p>', EITHER),
    ("macro_endless", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", REFUSED),
    (
        "macro_caller_endless",
        "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{% call m() %}x{% endcall %}",
        REFUSED,
    ),
    ("macro_with_wrong_arguments", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2, 3, b=4) }}", REFUSED),
    ("block_endless", "{{ self.content() }}", REFUSED),
    ("includes_itself", '{% include "eigen/front.html.j2" %}', REFUSED),
    ("includes_outside", '{% include "../../outside/s.txt" %}', REFUSED),
    ("includes_outside_from_common", '{% include "common/../../../outside/s.txt" %}', REFUSED),
    (
        "includes_outside_ignoring_missing",
        '{% include ["../../outside/s.txt", "/etc/passwd"] ignore missing %}',
        EITHER,
    ),
    ("includes_passwd", '{% include "/etc/passwd" %}', REFUSED),
    ("includes_content_of_the_issue", '{% include "../issues/hao/publication.yaml" %}', REFUSED),
    ("includes_folder", '{% include "common" %}', REFUSED),
    ("includes_name_with_zero", '{% include "front\\0.html.j2" %}', REFUSED),
    ("includes_number", "{% include 7 %}", REFUSED),
    ("includes_issue", "{% include issue %}", REFUSED),
    ("includes_long_name", '{% include "' + "x" * 5000 + '" %}', REFUSED),
    ("imports_itself", '{% import "eigen/front.html.j2" as f with context %}', REFUSED),
    ("extends_twice", '{% extends "common/part.html.j2" %}', REFUSED),
    ("unknown_name", "{{ nirgends }}", REFUSED),
    ("unknown_attribute", "{{ issue.nirgends }}", REFUSED),
    ("unknown_attribute_deep", "{{ issue.nirgends.nirgends }}", REFUSED),
    ("unknown_filter", "{{ 1 | nirgends }}", REFUSED),
    ("unknown_test", "{{ 1 is nirgends }}", REFUSED),
    ("unknown_tag", "{% nirgends %}", REFUSED),
    ("tag_debug", "{% debug %}", REFUSED),
    ("tag_do", "{% do issue %}", REFUSED),
    ("tag_not_closed", "{% if 1 %}", REFUSED),
    ("filter_with_wrong_arguments", "{{ 'x' | replace }}", REFUSED),
    ("call_of_text", "{{ 'x'() }}", REFUSED),
    ("call_of_undefined_method", "{{ 'x'.nirgends(1) }}", REFUSED),
    ("iteration_of_number", "{% for a in 7 %}{% endfor %}", REFUSED),
    ("unpacking_wrongly", "{% for a, b in [1, 2] %}{% endfor %}", REFUSED),
    ("item_of_none", "{{ none[1] }}{{ none.x }}", REFUSED),
    ("parentheses_deep", "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", REFUSED),
    ("brackets_deep", "{{ " + "[" * 500 + "]" * 500 + " }}", EITHER),
    ("sum_long", "{{ " + "1+" * 60000 + "1 }}", REFUSED),
    ("attributes_long", "{{ issue" + ".year" * 60000 + " }}", REFUSED),
    ("filters_long", "{{ 1" + "|string" * 20000 + " }}", REFUSED),
    ("nots_long", "{{ " + "not " * 20000 + "1 }}", REFUSED),
    ("loops_nested_statically", "{% for a in [1] %}" * 60 + "x" + "{% endfor %}" * 60, EITHER),
    ("conditions_nested_statically", "{% if 1 %}" * 3000 + "x" + "{% endif %}" * 3000, REFUSED),
    ("elifs_many", "{% if 0 %}" + "{% elif 0 %}x" * 5000 + "{% endif %}", EITHER),
    ("variables_many", "".join(f"{{% set v{i} = {i} %}}" for i in range(40000)), EITHER),
    ("parameters_many", "{% macro m(" + ",".join(f"a{i}" for i in range(30000)) + ") %}{% endmacro %}", EITHER),
    ("name_not_ascii_normalised", "{{ issue.__cla\uff53\uff53__ }}", REFUSED),
    ("name_python_keyword", "{% set None = 1 %}{% set import = 2 %}{{ lambda }}", REFUSED),
    ("string_with_bad_escape", '{{ "\\x" }}{{ "\\N{NIRGENDS}" }}', REFUSED),
    ("comment_not_closed", "{# " + "{#" * 100000, REFUSED),
    ("slices_of_issue", "{{ issue[::0] }}{{ 'x'[::0] }}", REFUSED),
    ("loop_of_sensible_size", "<p>{% for a in range(200) %}{{ a % 10 }}{% endfor %}</p>", GOOD),
    (
        "macro_of_sensible_depth",
        "{% macro m(n) %}{% if n %}{{ n % 10 }}{{ m(n - 1) }}{% endif %}{% endmacro %}<p>{{ m(12) }}</p>",
        GOOD,
    ),
    (
        "formats_of_every_day",
        '<p>{{ "%02d" | format(issue.number) }}{{ "{:02d}".format(issue.number) }}{{ "-" * 12 }}{{ 2 ** 10 }}{{ issue.date.month }}{{ "x" | center(9) }}</p>',
        GOOD,
    ),
    (
        "names_sorted_and_joined",
        '<p>{% for s in issue.sections | sort(attribute="name") %}{{ s.name | upper }}{% endfor %}{{ publication.organisers | map("length") | sum }}</p>',
        GOOD,
    ),
)

_OUTSIDE = together(
    canary("s.txt", SECRET),
    canary("s.css", f'.extra {{ color: black }} .extra::after {{ content: "{SECRET}" }}'),
    canary(
        "s.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9"><text font-size="5" y="8">{SECRET}</text></svg>',
    ),
)


def _template(name: str, snippet: str, verdict: str) -> Case:
    place = r"front\.html\.j2:4" if verdict == REFUSED and not name.startswith(("includes_", "imports_")) else ""
    if name.endswith(("_deep", "_long", "_statically")):  # the compiler gives up before it comes to lines
        place = place and r"front\.html\.j2"
    if name in (
        "block_endless",
        "text_doubled_by_inclusion",
        "tag_not_closed",
        "text_of_zero_and_surrogates",
        "extends_twice",
        "comment_not_closed",
    ):
        place = r"\.html\.j2(:\d+)?|U\+D800"
    if name == "picture_url_outside" or name == "picture_url_absolute":
        place = r"front\.html\.j2|s\.svg|hostname"
    return case(f"template_{name}", together(_OUTSIDE, own_layout(snippet)), verdict, place, secret=SECRET)


TEMPLATES: tuple[Case, ...] = tuple(_template(*row) for row in _TEMPLATES) + (
    case(
        "template_of_volume_reads",
        together(
            volume("layout: eigen\n"),
            write(
                "layouts/eigen/layout.yaml",
                _LAYOUT_YAML.replace("name:", "kind: volume\nname:")
                .replace("articles: run_on\nsections: any\n", "")
                .replace("  - {template: front}\n  - {template: body, each: articles}\n", "  - {template: cover}\n")
                .replace("[page.css.j2, common/components.css.j2, own.css.j2]", "[page.css.j2]"),
            ),
            write("layouts/eigen/page.css.j2", _PAGE),
            write(
                "layouts/eigen/cover.html.j2",
                "<!doctype html>\n<p>{{ order.issues[0].__class__ }}{{ 9 ** 99999999 }}</p>",
            ),
            write("layouts/eigen/stamps.html.j2", "<p>x</p>"),
        ),
        commands=("bind",),
        place=r"cover\.html\.j2:2|stamps|eigen/layout\.yaml",
    ),
    case(
        "template_qr_code_called_wrongly",
        together(volume(), write("layouts/volume/layout.yaml", "name: x\n")),
        commands=("bind",),
        place=r"layouts/volume/layout\.yaml",
    ),
    case(
        "template_of_spine",
        together(
            write("layouts/common/spine.html.j2", "<!doctype html>\n<p>\n{{ spine.cells[0].text * 9999999999 }}</p>")
        ),
        commands=("cover issues/hao/2024/01 --binding perfect --pages 200",),
        place=r"spine\.html\.j2:3",
    ),
    case(
        "template_of_blank_loops",
        together(
            own_layout(),
            write(
                "layouts/common/part.html.j2",
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            ),
        ),
        commands=("build", "cover"),
        place=r"part\.html\.j2:1",
    ),
    case(
        "template_blocks_overridden_loops",
        write(
            "layouts/common/blocks.html.j2",
            "\n{% macro blocks(n, f) %}{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{% endmacro %}{% macro article_head(a) %}{% endmacro %}",
        ),
        place=r"blocks\.html\.j2:2",
    ),
    case(
        "template_style_loops",
        own_layout(css="{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"),
        place=r"own\.css\.j2:2",
    ),
    case("template_style_unknown_name", own_layout(css="\n.extra { color: {{ nirgends }} }"), place=r"own\.css\.j2:3"),
    case(
        "template_style_grows",
        own_layout(css="{% for a in range(99999) %}.a{{ a }} { content: '" + "x" * 2000 + "' }\n{% endfor %}"),
        place=r"own\.css",
    ),
    case(
        "template_extends_in_a_circle",
        layout_file("front.html.j2", '{% extends "eigen/front.html.j2" %}'),
        place=r"front\.html\.j2(:1)?",
    ),
    case("template_is_empty", layout_file("front.html.j2", ""), EITHER),
    case("template_is_utf16", layout_file("front.html.j2", _FRONT.format("x").encode("utf-16")), place="front"),
    case(
        "template_is_not_utf8",
        layout_file("front.html.j2", b"{% block content %}\n\xff\xfe\n{% endblock %}"),
        place="front",
    ),
    case("template_has_zeros", layout_file("front.html.j2", _FRONT.format("<p>\0\0</p>")), EITHER),
    case(
        "template_has_no_body", layout_file("body.html.j2", '{% extends "common/part.html.j2" %}'), place="body|dengta"
    ),
    case(
        "template_body_twice",
        layout_file(
            "body.html.j2",
            _BODY.replace(
                "<section>",
                "<section>{% for e in entries %}<article data-slug='{{ e.article.slug }}'>{% import 'common/blocks.html.j2' as t with context %}{{ t.article_head(e.article) }}</article>{% endfor %}",
            ),
        ),
        EITHER,
    ),
    case(
        "template_slug_of_none",
        layout_file("body.html.j2", _BODY.replace('data-slug="{{ entry.article.slug }}"', 'data-slug="../../x"')),
        EITHER,
    ),
    case("template_title_escaped", publication("号角小报", '"</title><script>x</script><a href=javascript:x>"'), GOOD),
)

# name, what stands in line 4 of front.html.j2, what is expected
_HTML: tuple[tuple[str, str, str], ...] = (
    ("link_javascript", '<p><a href="javascript:app.alert(1)">x</a></p>', EITHER),
    ("link_javascript_with_tab", '<p><a href="java&#9;script&#10;:app.alert(1)">x</a></p>', EITHER),
    ("link_javascript_capitals_and_blank", '<p><a href=" &#1;JaVaScRiPt:app.alert(1)">x</a></p>', EITHER),
    ("link_file", '<p><a href="file:///etc/passwd">x</a></p>', EITHER),
    ("link_data", '<p><a href="data:text/html,&lt;script&gt;x&lt;/script&gt;">x</a></p>', EITHER),
    (
        "link_other_schemes",
        '<p><a href="vbscript:x">x</a><a href="smb://h/x">x</a><a href="\\\\h\\x">x</a><a href="//h/x">x</a><a href="ms-msdt:/id">x</a><a href="kanben:x">x</a></p>',
        EITHER,
    ),
    ("link_relative", '<p><a href="../../x.exe">x</a><a href="x.pdf">x</a></p>', EITHER),
    (
        "link_empty_and_broken",
        '<p><a href="">x</a><a href="#">x</a><a href="http://[::1">x</a><a href="http://a b%zz">x</a></p>',
        EITHER,
    ),
    ("link_to_nowhere", '<p><a href="#nirgends">x</a></p>', REFUSED),
    ("link_of_a_megabyte", '<p><a href="https://x.org/{{ "a" * 1000000 }}">x</a></p>', EITHER),
    ("area_javascript", '<map name="m"><area href="javascript:x" shape="rect" coords="0,0,9,9"></map><p>x</p>', EITHER),
    ("attachment_by_a", '<p><a rel="attachment" href="file://{{ "" }}/proc/self/environ">x</a></p>', REFUSED),
    ("attachment_by_a_data", '<p><a rel="attachment" href="data:text/plain,x">x</a></p>', REFUSED),
    ("attachment_by_link", '<link rel="attachment" href="data:text/plain,x" title="a"><p>x</p>', EITHER),
    ("attachment_by_link_of_layout_file", '<link rel="ATTACHMENT" href="layout:front.html.j2"><p>x</p>', EITHER),
    ("style_sheet_by_link", '<link rel="stylesheet" href="../../outside/s.css"><p class="extra">x</p>', REFUSED),
    (
        "style_sheet_by_link_network",
        f'<link rel="stylesheet" href="http://127.0.0.1:{LISTENING_PORT}/x.css"><p>x</p>',
        REFUSED,
    ),
    (
        "style_sheet_by_link_data",
        '<link rel="stylesheet" href="data:text/css,@import%20%22file:///etc/passwd%22"><p>x</p>',
        REFUSED,
    ),
    (
        "style_imports",
        '<style>@import "file:///etc/passwd"; @import url(../../outside/s.css);</style><p>x</p>',
        REFUSED,
    ),
    (
        "style_attribute_reaches_out",
        '<p style="background: url(../../outside/s.svg); list-style: url(/etc/passwd)">x</p>',
        REFUSED,
    ),
    ("object_file", '<object data="../../outside/s.svg" type="image/svg+xml">x</object>', REFUSED),
    ("embed_file", '<embed src="../../outside/s.svg" type="image/svg+xml"><p>x</p>', REFUSED),
    ("embed_network", f'<embed src="http://127.0.0.1:{LISTENING_PORT}/x.svg"><p>x</p>', REFUSED),
    ("iframe", '<iframe src="file:///etc/passwd"></iframe><p>x</p>', EITHER),
    ("image_of_outside", '<p><img alt="x" src="../../outside/s.svg"></p>', REFUSED),
    ("image_of_proc", '<p><img alt="x" src="file:///proc/self/cwd/../outside/s.svg"></p>', REFUSED),
    ("image_of_network", f'<p><img alt="x" src="http://127.0.0.1:{LISTENING_PORT}/x.png"></p>', REFUSED),
    ("image_of_layout_by_dots", '<p><img alt="x" src="layout:../../../outside/s.svg"></p>', REFUSED),
    (
        "image_of_layout_by_escaped_dots",
        '<p><img alt="x" src="layout:%2e%2e/%2e%2e/%2e%2e/outside/s.svg"></p>',
        REFUSED,
    ),
    (
        "image_of_layout_absolute",
        '<p><img alt="x" src="layout:/etc/passwd"><img alt="x" src="layout:///etc/passwd"></p>',
        REFUSED,
    ),
    ("image_of_layout_folder", '<p><img alt="x" src="layout:."><img alt="x" src="layout:"></p>', REFUSED),
    ("image_of_layout_with_zero", '<p><img alt="x" src="layout:a%00b.svg"></p>', REFUSED),
    ("image_by_source_set", '<p><img alt="x" srcset="../../outside/s.svg 2x"></p>', EITHER),
    (
        "image_data_svg_reaching_out",
        "<p><img alt=\"x\" src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Cimage href='file:///etc/passwd' width='9' height='9'/%3E%3C/svg%3E\"></p>",
        REFUSED,
    ),
    (
        "image_data_svg_entities",
        '<p><img alt="x" src="data:image/svg+xml;base64,'
        + base64.b64encode(
            (ENTITIES + '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&j;</text></svg>').encode()
        ).decode()
        + '"></p>',
        EITHER,
    ),
    (
        "image_data_png_bomb",
        '<p><img alt="x" src="data:image/png;base64,'
        + base64.b64encode(png(60000, 60000, 1, 0, b"")).decode()
        + '"></p>',
        EITHER,
    ),
    (
        "image_data_broken",
        '<p><img alt="x" src="data:image/png;base64,!!!!"><img alt="x" src="data:"><img alt="x" src="data:,"></p>',
        REFUSED,
    ),
    (
        "image_data_eps",
        '<p><img alt="x" src="data:image/png;base64,' + base64.b64encode(EPS).decode() + '"></p>',
        EITHER,
    ),
    ("base_elsewhere", '<base href="file:///etc/"><p><img alt="x" src="passwd"></p>', REFUSED),
    ("base_of_outside_in_head", '</title><base href="../../outside/"><p><img alt="x" src="s.svg"></p>', REFUSED),
    (
        "meta_refresh",
        '<meta http-equiv="refresh" content="0;url=javascript:x"><meta name="author" content="mallory"><p>x</p>',
        EITHER,
    ),
    ("script", "<script>while (true) {}</script><p onclick='x' style='behavior: url(x)'>x</p>", EITHER),
    (
        "svg_inline_reaching_out",
        '<svg viewBox="0 0 9 9" width="9" height="9"><image href="../../outside/s.svg" width="9" height="9"/><use href="../../outside/s.svg#x"/></svg><p>x</p>',
        REFUSED,
    ),
    (
        "svg_inline_style_reaching_out",
        '<svg viewBox="0 0 9 9" width="9" height="9"><style>@import "file:///etc/passwd"; rect { fill: url(../../outside/s.svg#x) }</style><rect width="9" height="9"/></svg><p>x</p>',
        EITHER,
    ),
    (
        "svg_inline_link_javascript",
        '<svg viewBox="0 0 9 9" width="9" height="9"><a href="javascript:x"><rect width="9" height="9"/></a></svg><p>x</p>',
        EITHER,
    ),
    (
        "svg_inline_uses_itself",
        '<svg viewBox="0 0 9 9" width="9" height="9"><g id="a"><use href="#a"/><use href="#a"/></g></svg><p>x</p>',
        EITHER,
    ),
    (
        "svg_inline_use_bomb",
        '<svg viewBox="0 0 9 9" width="9" height="9"><defs><g id="u0"><rect width="1" height="1"/></g>'
        + "".join(f'<g id="u{i + 1}">' + f'<use href="#u{i}"/>' * 10 + "</g>" for i in range(12))
        + '</defs><use href="#u12"/></svg><p>x</p>',
        REFUSED,
    ),
    (
        "input_and_form",
        '<form action="javascript:x"><input type="submit" value="x" style="appearance: auto"><input type="file" style="appearance: auto"><textarea style="appearance: auto">x</textarea></form>',
        EITHER,
    ),
    ("table_columns_million", "<table><tr><td colspan=1000000>x</td></tr></table>", EITHER),
    (
        "table_columns_many_cells",
        "<table>{% for i in range(300) %}<tr><td colspan=1000>x</td><td colspan=1000>x</td><td colspan=1000>x</td></tr>{% endfor %}</table>",
        EITHER,
    ),
    ("table_rows_million", "<table><tr><td rowspan=1000000>x</td><td>y</td></tr></table>", EITHER),
    (
        "table_rows_and_columns_crossed",
        "<table>{% for i in range(300) %}<tr><td rowspan=65534 colspan=1000>x</td></tr>{% endfor %}</table>",
        EITHER,
    ),
    (
        "table_column_group_huge",
        "<table><colgroup span=99999999></colgroup><col span=99999999><tr><td>x</td></tr></table>",
        EITHER,
    ),
    (
        "table_spans_of_nonsense",
        '<table><tr><td colspan="-1" rowspan="0">x</td><td colspan="1e9" rowspan="９９">x</td></tr></table>',
        EITHER,
    ),
    ("tables_nested", "<table><tr><td>" * 25 + "x" + "</td></tr></table>" * 25, EITHER),
    ("tables_nested_deep", "{% for i in range(3000) %}<table><tr><td>{% endfor %}x", REFUSED),
    ("list_starts_huge", '<ol start="99999999999999999999999"><li>x</li></ol>', EITHER),
    ("list_starts_huge_roman", '<ol start="2147483647" style="list-style-type: upper-roman"><li>x</li></ol>', EITHER),
    ("list_value_of_digits", '<ol><li value="{{ "9" * 5000 }}">x</li></ol>', EITHER),
    (
        "list_many_reversed",
        '<ol reversed start="-99999999">{% for i in range(20) %}<li>x</li>{% endfor %}</ol>',
        EITHER,
    ),
    ("nested_100000", "{% for i in range(99999) %}<div>{% endfor %}x", REFUSED),
    ("nested_spans_20000", "<p>{% for i in range(20000) %}<span>{% endfor %}x</p>", REFUSED),
    ("nested_formatting_elements", "<p>{% for i in range(3000) %}<b><i><a><p>{% endfor %}x", REFUSED),
    ("nested_svg_groups", '<svg viewBox="0 0 9 9">' + "<g>" * 5000 + "</svg><p>x</p>", REFUSED),
    ("ids_doubled", '<p id="a">x</p><p id="a">y</p><p id="{{ anchor("dengta") }}">z</p>', EITHER),
    ("ids_many", '{% for i in range(20000) %}<a id="i{{ i }}"></a>{% endfor %}<p>x</p>', EITHER),
    ("attributes_many", "<p " + " ".join(f"a{i}=x" for i in range(50000)) + ">x</p>", EITHER),
    ("character_references", "<p>&#0;&#xD800;&#x110000;&#99999999999999999;&bogus;&" + "a" * 100000 + "</p>", EITHER),
    ("language_huge", '<p lang="{{ "x" * 100000 }}">some words in a language</p>', EITHER),
    ("language_by_dots", '<p lang="../../outside/s">some words that may be hyphenated</p>', EITHER),
    (
        "image_sizes_huge",
        '<p><img alt="x" src="{{ picture_url(issue.cover.picture.path) }}" width="1e30" height="99999999999" style="max-width: none"></p>',
        EITHER,
    ),
    (
        "comment_conditional_and_cdata",
        "<!--[if x]><![endif]--><![CDATA[x]]><?php system('touch ../outside/ran') ?><!DOCTYPE x SYSTEM 'file:///etc/passwd'><p>x</p>",
        EITHER,
    ),
    ("text_without_blanks", "<p>{% for i in range(2000) %}" + "x" * 1000 + "{% endfor %}</p>", REFUSED),
    ("paragraphs_99999", "{% for i in range(99999) %}<p>x</p>{% endfor %}", REFUSED),
    ("breaks_of_pages_99999", '{% for i in range(99999) %}<p style="break-after: page">x</p>{% endfor %}', REFUSED),
    (
        "paragraphs_hidden_99999",
        '<div style="display: none">{% for i in range(90000) %}<p>{{ "x" * 90 }}</p>{% endfor %}</div><p>x</p>',
        EITHER,
    ),
    ("table_of_ones_own", "<table><tr><th colspan=2>甲</th></tr><tr><td>乙</td><td>丙</td></tr></table>", GOOD),
    ("divs_30_deep", "<div>" * 30 + "深" + "</div>" * 30, GOOD),
    ("list_starting_at_5", '<ol start="5"><li>五</li></ol>', GOOD),
    ("link_https", '<p><a href="https://example.org/a?b=c&amp;d=(e)">网</a></p>', GOOD),
)
HTML: tuple[Case, ...] = tuple(
    case(
        f"html_{name}",
        together(_OUTSIDE, own_layout(snippet)),
        verdict,
        "front|outside|layout|passwd|kanben|http|data:|nirgends|\\S" if verdict == REFUSED else "",
        secret=ENVIRONMENT_SECRET if "environ" in snippet else SECRET,
    )
    for name, snippet, verdict in _HTML
)


def nested(depth: int, tag: str = "div") -> str:
    return f"{'<' + tag + '>'}" * depth + "x" + f"</{tag}>" * depth


# name, style sheet from line 2 on, what is in the front part, what is expected
_STYLES: tuple[tuple[str, str, str, str], ...] = (
    ("url_file", ".extra { background: url(file:///etc/passwd) }", "", REFUSED),
    ("url_outside", ".extra { background: url(../../outside/s.svg) }", "", REFUSED),
    ("url_escaped", ".extra { background: u\\72l(\\66 ile:///etc/passwd) }", "", REFUSED),
    ("url_capitals", ".extra { background: URL('FILE:///etc/passwd') }", "", REFUSED),
    ("url_network", f".extra {{ background: url(http://127.0.0.1:{LISTENING_PORT}/x.png) }}", "", REFUSED),
    ("url_in_content", ".extra::before { content: url(../../outside/s.svg) }", "", REFUSED),
    ("url_in_page", "@page { background: url(../../outside/s.svg) }", "", REFUSED),
    ("url_in_margin_box", "@page { @top-left { content: url(../../outside/s.svg) } }", "", REFUSED),
    ("url_in_list_style", ".extra { display: list-item; list-style-image: url(../../outside/s.svg) }", "", REFUSED),
    ("url_in_border_image", ".extra { border: 3pt solid; border-image: url(../../outside/s.svg) 3 }", "", REFUSED),
    ("url_in_variable", ":root { --a: url(../../outside/s.svg) } .extra { background: var(--a) }", "", REFUSED),
    (
        "url_in_attr",
        ".extra { background: attr(data-a url) }",
        '<p class="extra" data-a="file:///etc/passwd">x</p>',
        EITHER,
    ),
    (
        "url_of_page_counter",
        '.extra::after { content: target-counter("file:///etc/passwd#x", page) target-text(url(http://x/#y)) }',
        "",
        EITHER,
    ),
    ("url_in_cursor_unused", ".nirgends { background: url(../../outside/s.svg) }", "", EITHER),
    (
        "link_property",
        ".extra { -weasy-link: url(javascript:app.alert(1)) } .extra::after { content: 'x'; -weasy-link: url(file:///etc/passwd) }",
        "",
        EITHER,
    ),
    (
        "link_property_by_attr",
        ".extra { -weasy-link: attr(data-a); -weasy-anchor: attr(data-b) }",
        '<p class="extra" data-a="javascript:x" data-b="dengta">x</p>',
        EITHER,
    ),
    ("import_file", '@import "file:///etc/passwd";', "", REFUSED),
    ("import_outside", "@import url(../../outside/s.css);", "", REFUSED),
    ("import_network", f'@import "http://127.0.0.1:{LISTENING_PORT}/x.css";', "", REFUSED),
    ("import_itself", "@import 'layout:own.css.j2';", "", REFUSED),
    ("import_data_nested", "@import 'data:text/css,@import%20%22../../outside/s.css%22;';", "", REFUSED),
    (
        "font_face_file",
        "@font-face { font-family: X; src: url(file:///usr/share/fonts/truetype/dejavu/DejaVuSans.ttf) } .extra { font-family: X }",
        "",
        REFUSED,
    ),
    (
        "font_face_local",
        "@font-face { font-family: X; src: local('DejaVu Sans'), local('/etc/passwd') } .extra { font-family: X }",
        "",
        EITHER,
    ),
    (
        "font_face_data_broken",
        "@font-face { font-family: X; src: url(data:font/ttf;base64,AAEAAAAA) } .extra { font-family: X }",
        "",
        REFUSED,
    ),
    ("font_family_of_system", ".extra { font-family: 'DejaVu Sans', monospace }", "", EITHER),
    (
        "font_family_ten_thousand",
        ".extra { font-family: " + ", ".join(f"F{i}" for i in range(10000)) + " }",
        "",
        EITHER,
    ),
    ("size_of_page_huge", "@page { size: 1e9cm }", "", REFUSED),
    ("size_of_page_infinite", "@page { size: calc(infinity * 1cm) 1e999cm }", "", REFUSED),
    ("size_of_page_nothing", "@page { size: 0 0 }", "", REFUSED),
    ("size_of_page_tiny", "@page { size: 1pt 1pt; margin: 0 }", "", REFUSED),
    ("margins_of_page_huge", "@page { margin: 1e9cm }", "", REFUSED),
    ("margins_of_page_negative", "@page { margin: -1e30pt }", "", EITHER),
    ("height_of_block_huge", ".extra { height: 1e12pt }", "", EITHER),
    ("height_of_many_blocks", ".extra { padding-top: 1e9pt; box-decoration-break: clone }", "", EITHER),
    ("height_of_table_row", "td { height: 1e9mm } ", "<table><tr><td>x<td>y</table>", EITHER),
    (
        "height_not_a_number",
        ".extra { height: calc(0pt / 0); width: calc(1pt / 0); margin: calc(-infinity * 1pt); font-size: calc(NaN * 1pt) }",
        "",
        EITHER,
    ),
    ("font_size_huge", ".extra { font-size: 1e9pt }", "", EITHER),
    ("font_size_infinite", ".extra { font-size: 1e400pt; line-height: 1e400 }", "", EITHER),
    (
        "line_height_tiny",
        ".extra { line-height: 1e-300pt; font-size: 1e-300pt }",
        "<p class='extra'>{{ 'x y ' * 5000 }}</p>",
        EITHER,
    ),
    (
        "letter_spacing_huge",
        ".extra { letter-spacing: 1e9pt; word-spacing: -1e9pt; text-indent: 1e30pt }",
        "<p class='extra'>{{ 'x y ' * 500 }}</p>",
        EITHER,
    ),
    ("tab_size_huge", "pre { white-space: pre; tab-size: 999999999 }", "<pre>a\tb\tc</pre>", EITHER),
    ("columns_million", "div { columns: 1000000; column-gap: 0 }", "<div>{{ '<p>x</p>' * 50 }}</div>", EITHER),
    ("columns_nested", "div { columns: 3 }", nested(14), EITHER),
    ("columns_narrow", "div { column-width: 1e-6pt; column-gap: 0 }", "<div>{{ '字' * 3000 }}</div>", EITHER),
    ("flex_nested", "div { display: flex; flex-direction: column }", nested(26), EITHER),
    ("flex_nested_in_rows", "div { display: flex; flex-wrap: wrap }", nested(22), EITHER),
    ("grid_nested", "div { display: grid }", nested(20), EITHER),
    (
        "grid_columns_million",
        "div { display: grid; grid-template-columns: repeat(1000000, 1px) }",
        "<div>x</div>",
        EITHER,
    ),
    (
        "grid_lines_far_away",
        "div { display: grid } p { grid-area: 99999999 / 99999999 / 199999999 / 199999999 }",
        "<div><p>x</p></div>",
        EITHER,
    ),
    (
        "grid_areas_many",
        "div { display: grid; grid-template-areas: "
        + " ".join('"' + " ".join(f"a{i}x{j}" for j in range(60)) + '"' for i in range(60))
        + " }",
        "<div><p>x</p></div>",
        EITHER,
    ),
    ("inline_blocks_nested", "span { display: inline-block }", nested(24, "span"), EITHER),
    ("floats_nested", "div { float: left }", nested(24), EITHER),
    (
        "floats_thousands",
        "span { float: left; width: 1pt; height: 1pt }",
        "{% for i in range(8000) %}<span></span>{% endfor %}",
        EITHER,
    ),
    (
        "tables_nested_by_style",
        "div { display: table-cell } b { display: inline-table }",
        "<b><div>" * 14 + "x" + "</div></b>" * 14,
        EITHER,
    ),
    ("absolute_nested", "div { position: absolute; right: 0 }", nested(24), EITHER),
    (
        "counter_huge_roman",
        ".extra { counter-reset: a 999999999 } .extra::before { content: counter(a, upper-roman) counter(a, lower-greek) counter(a, cjk-ideographic) }",
        "",
        EITHER,
    ),
    (
        "counter_additive_bomb",
        "@counter-style x { system: additive; additive-symbols: 1 'I'; range: 0 infinite } .extra { counter-reset: a 2000000000 } .extra::before { content: counter(a, x) }",
        "",
        EITHER,
    ),
    (
        "counter_symbolic_bomb",
        "@counter-style x { system: symbolic; symbols: 'I'; range: 0 infinite } .extra { counter-reset: a 2000000000 } .extra::before { content: counter(a, x) }",
        "",
        EITHER,
    ),
    (
        "counter_padded_bomb",
        "@counter-style x { system: numeric; symbols: '0' '1'; pad: 1999999999 '0' } .extra::before { content: counter(a, x) }",
        "",
        EITHER,
    ),
    (
        "counter_style_circles",
        "@counter-style x { system: extends y } @counter-style y { system: extends x; fallback: x } .extra::before { content: counter(a, x) }",
        "",
        EITHER,
    ),
    (
        "counter_style_unary_numeric",
        "@counter-style x { system: numeric; symbols: '0' } .extra { counter-reset: a 7 } .extra::before { content: counter(a, x) }",
        "",
        EITHER,
    ),
    (
        "counter_grows_without_end",
        ".extra { counter-increment: " + "a 2147483647 " * 3000 + " } .extra::before { content: counter(a) }",
        "",
        EITHER,
    ),
    (
        "counter_of_pages_huge",
        "@page { counter-increment: page 1000000000000 } @page { @top-left { content: counter(page, upper-roman) } }",
        "",
        EITHER,
    ),
    (
        "content_doubled_by_quotes",
        ".extra { quotes: '"
        + "x" * 100000
        + "' 'y' } .extra::before { content: "
        + "open-quote close-quote " * 3000
        + " }",
        "",
        REFUSED,
    ),
    ("content_of_megabytes", ".extra::before { content: '" + "字" * 3000000 + "' }", "", REFUSED),
    (
        "variables_laugh",
        ":root { --a0: x x x x x x x x x x; "
        + " ".join(f"--a{i}: {' '.join([f'var(--a{i - 1})'] * 10)};" for i in range(1, 12))
        + " } .extra { font-family: var(--a11) }",
        "",
        REFUSED,
    ),
    (
        "variables_in_circle",
        ":root { --a: var(--b); --b: var(--a, var(--c)); --c: var(--c) } .extra { color: var(--a) }",
        "",
        EITHER,
    ),
    (
        "variables_chain_of_20000",
        ":root { "
        + " ".join(f"--a{i}: var(--a{i + 1});" for i in range(20000))
        + " --a20000: red } .extra { color: var(--a0) }",
        "",
        EITHER,
    ),
    ("variables_fallback_deep", ".extra { color: " + "var(--x, " * 3000 + "red" + ")" * 3000 + " }", "", EITHER),
    ("calc_deep", ".extra { width: " + "calc(" * 3000 + "1pt" + ")" * 3000 + " }", "", EITHER),
    ("calc_long", ".extra { width: calc(" + "1pt + " * 100000 + "1pt) }", "", EITHER),
    (
        "calc_functions_deep",
        ".extra { width: " + "max(1pt, min(2pt, clamp(1pt, " * 900 + "1pt" + ", 3pt)))" * 900 + " }",
        "",
        EITHER,
    ),
    ("braces_deep", "@media print {" * 5000 + ".extra { color: black }" + "}" * 5000, "", REFUSED),
    ("brackets_deep", ".extra { color: " + "([" * 50000 + " }", "", REFUSED),
    ("supports_deep", "@supports " + "(" * 20000 + "color: red" + ")" * 20000 + " { p { color: red } }", "", REFUSED),
    ("comment_not_closed", "/* " + "x" * 1000000, "", EITHER),
    ("string_not_closed", ".extra { content: 'x\n } .b::after { content: \"\\", "", REFUSED),
    ("rules_100000", "{% for i in range(99999) %}.a{{ i }} .b { color: black }\n{% endfor %}", "", EITHER),
    ("selectors_has_products", ":has(p) " * 30 + "p { color: black }", nested(200), EITHER),
    (
        "selectors_descendants",
        "div div div div div div div div div div div div b { color: black }",
        nested(160),
        EITHER,
    ),
    ("selectors_siblings", "p ~ p ~ p ~ p ~ p ~ p ~ p ~ p ~ b { color: black }", "<p>x</p>" * 120, EITHER),
    ("selectors_not_deep", ":not(" * 3000 + "p" + ")" * 3000 + " { color: black }", "", EITHER),
    ("selectors_is_products", ":is(a, b, c, p)" * 5000 + " { color: black }", "", EITHER),
    (
        "selectors_nth_huge",
        "p:nth-child(99999999999999999999n+99999999999999999999) { color: black } p:nth-last-of-type(-9999999999n + 9999999999) { color: black }",
        "",
        EITHER,
    ),
    ("selectors_nested_rules", "p { & p { " * 2000 + "color: black" + "} }" * 2000, "", REFUSED),
    (
        "gradient_repeating_tiny",
        ".extra { height: 90pt; background: repeating-linear-gradient(red 0, blue 1e-9px) }",
        "",
        EITHER,
    ),
    (
        "gradient_repeating_radial_tiny",
        ".extra { height: 90pt; background: repeating-radial-gradient(circle at 1e6px 1e6px, red 0, blue 1e-7px) }",
        "",
        EITHER,
    ),
    (
        "gradient_stops_many",
        ".extra { background: linear-gradient(" + ", ".join(["red", "blue"] * 30000) + ") }",
        "",
        EITHER,
    ),
    (
        "gradient_stops_infinite",
        ".extra { height: 9pt; background: linear-gradient(red 1e308px, blue -1e308px), repeating-linear-gradient(red 0, blue 0), radial-gradient(0 0 at 1e400px 0, red, blue) }",
        "",
        EITHER,
    ),
    (
        "background_tiles_tiny",
        ".extra { height: 90pt; background: linear-gradient(red, blue) 0 0 / 1e-6px 1e-6px round }",
        "",
        EITHER,
    ),
    (
        "background_layers_many",
        ".extra { height: 90pt; background: " + ", ".join(["linear-gradient(red, blue)"] * 4000) + " }",
        "",
        EITHER,
    ),
    ("border_dots_without_end", ".extra { border: 1e-6pt dotted; border-radius: 1e9pt; width: 1e7pt }", "", EITHER),
    ("border_huge", ".extra { border: 1e30pt double; outline: 1e30pt dashed }", "", EITHER),
    (
        "underline_waves_without_end",
        ".extra { text-decoration: wavy underline 1e-6pt; letter-spacing: 1e6pt }",
        "",
        EITHER,
    ),
    (
        "transforms_not_numbers",
        ".extra { transform: matrix(1e308, 1e308, 1e308, 1e308, 1e308, 1e308) scale(0) rotate(1e400deg) skew(90deg) }",
        "",
        EITHER,
    ),
    ("transforms_many", ".extra { transform: " + "rotate(1deg) " * 50000 + " }", "", EITHER),
    (
        "image_resolution_nothing",
        "img { image-resolution: 1e-300dppx; image-orientation: 7deg }",
        '<p><img alt="x" src="{{ picture_url(issue.cover.picture.path) }}"></p>',
        EITHER,
    ),
    (
        "running_element_of_itself",
        "h1 { position: running(a) } @page { @top-center { content: element(a) element(a last) } }",
        "",
        EITHER,
    ),
    (
        "running_elements_nested",
        "div { position: running(a) } @page { @top-center { content: element(a) } @bottom-center { content: element(a first-except) } }",
        nested(300),
        EITHER,
    ),
    (
        "running_element_higher_than_page",
        "div { position: running(a); height: 1e6pt } @page { @top-center { content: element(a) } }",
        "<div>x</div>",
        EITHER,
    ),
    (
        "string_set_grows",
        "p { string-set: a string(a) string(a) content(text) } @page { @top-center { content: string(a) } }",
        "<p>x</p>" * 60,
        EITHER,
    ),
    (
        "footnotes_in_footnotes",
        ".f { float: footnote }",
        "<p>x" + '<span class="f">y' * 60 + "</span>" * 60 + "</p>",
        EITHER,
    ),
    (
        "footnotes_thousands",
        ".f { float: footnote }",
        '{% for i in range(3000) %}<p>x<span class="f">y</span></p>{% endfor %}',
        EITHER,
    ),
    (
        "footnote_higher_than_page",
        ".f { float: footnote; footnote-policy: block } .f b { display: block; height: 5000pt; break-inside: avoid }",
        '<p>x<span class="f"><b>y</b></span></p>',
        EITHER,
    ),
    (
        "footnote_area_huge",
        ".f { float: footnote } @page { @footnote { height: 1e9pt; margin-top: 1e9pt; max-height: 0 } }",
        '<p>x<span class="f">y</span></p>',
        EITHER,
    ),
    (
        "page_breaks_in_all",
        "* { break-before: page; break-after: page; page-break-inside: avoid }",
        nested(300),
        EITHER,
    ),
    (
        "page_names_change",
        "p:nth-child(odd) { page: a } p:nth-child(even) { page: b }",
        "{% for i in range(2000) %}<p>x</p>{% endfor %}",
        EITHER,
    ),
    ("page_sides_everywhere", "p { break-before: recto }", "{% for i in range(2500) %}<p>x</p>{% endfor %}", EITHER),
    (
        "page_selectors_huge",
        "@page :nth(99999999999999999999n of a) { margin: 0 } @page :nth(0) { margin: 0 }",
        "",
        EITHER,
    ),
    (
        "orphans_huge",
        "p { orphans: 999999999; widows: 999999999; break-inside: avoid }",
        "{% for i in range(500) %}<p>x</p>{% endfor %}",
        EITHER,
    ),
    (
        "bookmarks_levels_huge",
        "p { bookmark-level: 999999999; bookmark-label: 'javascript:' content(text) }",
        "<p>x</p>",
        EITHER,
    ),
    (
        "bookmarks_state_and_nesting",
        "p { bookmark-state: closed; bookmark-level: attr(data-l integer) }",
        "{% for i in range(3000) %}<p style='bookmark-level: {{ i + 1 }}'>x</p>{% endfor %}",
        EITHER,
    ),
    (
        "hyphenation_limits_huge",
        ".extra { hyphens: auto; hyphenate-limit-chars: 999999999 1 1; hyphenate-character: '" + "x" * 100000 + "' }",
        "<p class='extra' lang='en'>{{ 'internationalisation ' * 200 }}</p>",
        EITHER,
    ),
    (
        "width_nothing_anywhere",
        ".extra { width: 0; overflow-wrap: anywhere; font-size: 3pt; line-height: 3pt }",
        "<p class='extra'>{{ 'x' * 60000 }}</p>",
        EITHER,
    ),
    (
        "font_features_of_nonsense",
        ".extra { font-feature-settings: 'aaaa' 99999999999, 'bb\\0 c' 1; font-variation-settings: 'wght' 1e300; font-language-override: 'XXXXXXXXX' }",
        "",
        EITHER,
    ),
    (
        "own_properties_of_nonsense",
        ".extra { --line-edges: url(file:///etc/passwd); --punctuation: 1e999; --emphasis-mark: dot dot; --line-below: 'x' }",
        "",
        EITHER,
    ),
    (
        "marks_below_everything",
        "* { --line-below: wavy; --emphasis-mark: dot; font-size: 1e-3pt }",
        "<p>{{ '字' * 3000 }}</p>",
        EITHER,
    ),
    ("leader_in_all", ".extra::after { content: leader('" + "." * 1000 + "') 'x' leader('') leader(' ') }", "", EITHER),
    ("opacity_layers_deep", "div { opacity: .9 }", nested(400), EITHER),
    (
        "inset_shadow_filter",
        ".extra { filter: blur(1e9px); box-shadow: 0 0 1e9px red; clip-path: url(file:///etc/passwd#x); mask: url(../../outside/s.svg) }",
        "",
        EITHER,
    ),
    ("ruby_deep", "span { display: ruby } b { display: ruby-text }", "<span><b>" * 60 + "x", EITHER),
    (
        "colours_of_nonsense",
        ".extra { color: color(nirgends 1e999 2 3); background: oklch(1e400% -1 1e9deg); border: 1pt solid device-cmyk(9 9 9 9 / 9) }",
        "",
        EITHER,
    ),
    ("style_with_zero_and_surrogates", ".extra::before { content: '\\0 \\d800 \\110000 \\ffffff' }", "", EITHER),
    (
        "gradients_and_variables_every_day",
        ":root { --a: 3pt } .extra { padding: calc(var(--a) + 1pt); background: linear-gradient(white, #ddd) }",
        "",
        GOOD,
    ),
    (
        "counter_style_every_day",
        "@counter-style x { system: cyclic; symbols: 甲 乙; suffix: '、' } .extra { counter-reset: a 1 } .extra::before { content: counter(a, x) }",
        "",
        GOOD,
    ),
    (
        "columns_of_every_div",
        "div { columns: 2 } b { float: left; width: 20pt }",
        "<div><p><b>左</b>右</p><p>下</p></div>",
        EITHER,
    ),
    (
        "columns_and_floats_every_day",
        ".s { columns: 2 } .s b { float: left; width: 20pt }",
        '<div class="s"><p><b>左</b>右</p><p>下</p></div>',
        GOOD,
    ),
)
STYLES: tuple[Case, ...] = tuple(
    case(
        f"style_{name}",
        together(_OUTSIDE, own_layout(front or '<p class="extra">一</p>', style)),
        verdict,
        r"own\.css|outside|passwd|layout:|127\.0|page|\S" if verdict == REFUSED else "",
        secret=SECRET,
    )
    for name, style, front, verdict in _STYLES
)

MARKDOWN: tuple[Case, ...] = (
    case("markdown_stars", long_short(lambda: "*a **b " * 40000), EITHER),
    case("markdown_stars_unmatched", long_short(lambda: "***" * 50000 + "x"), EITHER),
    case("markdown_brackets_open", long_short(lambda: "[" * 100000), EITHER),
    case("markdown_links_half_open", long_short(lambda: "[x](" * 50000), EITHER),
    case("markdown_links_in_links", long_short(lambda: "[" * 5000 + "x" + "](http://x)" * 5000), EITHER),
    case("markdown_pictures_in_pictures", long_short(lambda: "![" * 5000 + "x" + "](y)" * 5000), EITHER),
    case("markdown_backticks_growing", long_short(lambda: " ".join("`" * i for i in range(1, 1500))), EITHER),
    case("markdown_quotations_deep", long_short(lambda: ">" * 20000 + " x"), place=r"duanxin\.md:\d+"),
    case(
        "markdown_quotations_deep_by_lines",
        long_short(lambda: "\n".join(">" * i + " x" for i in range(1, 700))),
        place=r"duanxin\.md:\d+",
    ),
    case("markdown_lists_deep", long_short(lambda: "- " * 5000 + "x"), place=r"duanxin\.md:\d+"),
    case(
        "markdown_lists_deep_by_lines",
        long_short(lambda: "\n".join("  " * i + "- x" for i in range(400))),
        place=r"duanxin\.md:\d+",
    ),
    case("markdown_list_starts_huge", short("999999999. x\n1000000000. y"), EITHER),
    case("markdown_boxes_deep", long_short(lambda: "::: box x\n" * 3000 + ":::\n" * 3000), place=r"duanxin\.md:\d+"),
    case("markdown_boxes_of_colons", long_short(lambda: ":" * 3000000 + " box x"), EITHER),
    case("markdown_attributes_open", long_short(lambda: "[x]{" * 30000), EITHER),
    case(
        "markdown_attributes_nested", long_short(lambda: "[" * 3000 + "x" + "]{.dots}" * 3000), place=r"duanxin\.md:\d+"
    ),
    case(
        "markdown_attributes_many", long_short(lambda: "[x]{" + " ".join(f"a{i}=b" for i in range(50000)) + "}"), EITHER
    ),
    case("markdown_attribute_quotes", long_short(lambda: '[x]{ruby="' + '\\"' * 200000 + "}"), EITHER),
    case(
        "markdown_references_many",
        long_short(lambda: "\n".join(f"[r{i}]: http://x/{i}" for i in range(30000)) + "\n\n" + "[r1] " * 10),
        EITHER,
    ),
    case(
        "markdown_references_growing",
        long_short(lambda: "[a]: http://x/" + "y" * 50000 + "\n\n" + "[a]" * 20000),
        EITHER,
    ),
    case("markdown_footnote_of_itself", short("x[^1]\n\n[^1]: y[^1]"), place=r"duanxin\.md:[57]"),
    case("markdown_footnotes_in_circle", short("x[^1]\n\n[^1]: y[^2]\n\n[^2]: z[^1]"), place=r"duanxin\.md:\d+"),
    case(
        "markdown_footnotes_many",
        long_short(
            lambda: "".join(f"x[^{i}]" for i in range(3000)) + "\n\n" + "\n\n".join(f"[^{i}]: y" for i in range(3000))
        ),
        EITHER,
    ),
    case(
        "markdown_footnote_name_strange", short("x[^__proto__]y[^../../x]\n\n[^__proto__]: y\n\n[^../../x]: z"), EITHER
    ),
    case(
        "markdown_table_wide",
        long_short(lambda: "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n|" + "b|" * 5000),
        place=r"duanxin\.md|runs off",
    ),
    case("markdown_table_long", long_short(lambda: "|a|b|\n|-|-|\n" + "|c|d|\n" * 60000), place=r"duanxin"),
    case(
        "markdown_table_rows_uneven",
        long_short(lambda: "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|\n" * 20000),
        EITHER,
    ),
    case("markdown_table_half_open_pipes", long_short(lambda: "|a\n|-\n" + "\\|" * 300000), EITHER),
    case("markdown_link_javascript", short("[x](javascript:app.alert)"), EITHER),
    case(
        "markdown_link_javascript_by_references",
        short("[x](java&#115;cript&colon;app.alert) [y](&#x1;javascript:x) [z](<java\tscript:x>)"),
        EITHER,
    ),
    case("markdown_link_automatic", short("<javascript:x> <file:///etc/passwd> <data:text/html,x>"), EITHER),
    case(
        "markdown_link_file_and_data",
        short("[x](file:///etc/passwd) [y](data:text/html;base64,AAAA) [z](FILE:/x)"),
        EITHER,
    ),
    case(
        "markdown_link_local",
        short("[x](../../../publication.yaml) [y](//host/x) [z](\\\\\\\\host\\\\x) [a](C:\\\\x.exe)"),
        EITHER,
    ),
    case(
        "markdown_language_by_dots",
        short('[words that are hyphenated]{lang="../../../../outside/s"} [x]{lang="en/../../x"}'),
        EITHER,
    ),
    case("markdown_language_of_nonsense", short('[internationalisation]{lang="' + "x-" * 20000 + 'y"}'), EITHER),
    case("markdown_picture_width_infinite", replace(SURVEY, 'width="80%"', 'width="1e999%"'), place=r"diaocha\.md:\d+"),
    case(
        "markdown_picture_width_not_a_number", replace(SURVEY, 'width="80%"', 'width="nan%"'), place=r"diaocha\.md:\d+"
    ),
    case("markdown_picture_width_tiny", replace(SURVEY, 'width="80%"', 'width="0.' + "0" * 400 + '1%"'), EITHER),
    case("markdown_picture_by_url", short("![x](http://127.0.0.1:47999/x.png)"), place=r"duanxin\.md:5"),
    case("markdown_picture_by_data", short("![x](data:image/svg+xml,%3Csvg/%3E)"), place=r"duanxin\.md:5"),
    case(
        "markdown_picture_by_escaped_dots",
        together(_OUTSIDE, short("![x](..%2f..%2f..%2f..%2f..%2f..%2foutside%2fs.svg)")),
        place=r"duanxin\.md:5",
        secret=SECRET,
    ),
    case("markdown_picture_with_zero", short("![x](../images/a%00b.png)"), place=r"duanxin\.md:5"),
    case("markdown_picture_name_too_long", short("![x](../images/" + "x" * 5000 + ".png)"), place=r"duanxin\.md:5"),
    case(
        "markdown_cross_reference_strange",
        short("[见{folio}{folio}](#) [x](#%00) [y](#../../x) [z](#" + "x" * 100000 + ")"),
        place=r"duanxin\.md:5",
    ),
    case("markdown_headings_many", long_short(lambda: "\n\n".join(f"## x{i} {{#a{i}}}" for i in range(8000))), EITHER),
    case(
        "markdown_heading_ids_doubled",
        short("## 一 {#prices}\n\n## 二 {#dengta}"),
        place=r"duanxin\.md:[57]|diaocha\.md:\d+",
    ),
    case(
        "markdown_html_blocks",
        short("<script>x</script>\n\n<img src=x onerror=y>\n\n<!-- x -->"),
        place=r"duanxin\.md:[579]",
    ),
    case(
        "markdown_references_of_characters",
        short("&#0; &#xD800; &#x110000; &#x1B;[31m &#x202E;x &#7;"),
        place=r"duanxin\.md:5",
    ),
    case("markdown_controls_raw", short("a\x1b[2J\x07b\x00c\x9b31m"), place=r"duanxin\.md:5"),
    case("markdown_bidi", short("甲\u202e乙\u2066丙"), EITHER),
    case(
        "markdown_noncharacters",
        short("甲\uffff\ufffe\U0010ffff\ue000\ufeff\u2028\u2029\u200b"),
        place=r"duanxin\.md:\d+",
    ),
    case("markdown_surrogates_as_bytes", write(SHORT, "---\ntitle: x\n---\n\na\ud800b\n"), place=r"duanxin\.md"),
    case("markdown_combining_marks", long_short(lambda: "a" + "\u0301" * 100000), EITHER),
    case("markdown_joiners", long_short(lambda: "字\u200d\ufe0f" * 30000), EITHER),
    case("markdown_word_of_a_million", long_short(lambda: "x" * 1000000), place="duanxin"),
    case("markdown_digits_of_a_million", long_short(lambda: "1234567890" * 100000), place="duanxin"),
    case("markdown_soft_hyphens", long_short(lambda: "a\u00ad" * 50000), EITHER),
    case("markdown_paragraph_of_eight_megabytes", long_short(lambda: "字" * 2600000), EITHER),
    case("markdown_nine_megabytes", long_short(lambda: "字" * 3000000), place=r"duanxin\.md"),
    case("markdown_blank_lines", long_short(lambda: "\n" * 7000000 + "x"), EITHER),
    case("markdown_spaces", long_short(lambda: "x" + " " * 3000000 + "y\n" + "\t" * 1000000 + "z"), EITHER),
    case("markdown_code_never_closed", long_short(lambda: "```\n" + "x\n" * 100000), EITHER),
    case("markdown_ruby_long", long_short(lambda: '[字]{ruby="' + "a " * 30000 + '"}'), EITHER),
    case("markdown_backslashes", long_short(lambda: "\\" * 1000001), EITHER),
    case("markdown_setext_bomb", long_short(lambda: "x\n" * 30000 + "="), EITHER),
    case(
        "markdown_every_day_long",
        long_short(
            lambda: "\n\n".join(
                f"第{i}段，**重点。**后文见[此](https://example.org/a_(b)?c=d&e=f)，*“话”*。" for i in range(60)
            )
        ),
        GOOD,
    ),
    case(
        "markdown_every_day_footnotes",
        long_short(
            lambda: (
                "\n\n".join(f"文{i}[^n{i}]" for i in range(15))
                + "\n\n"
                + "\n\n".join(f"[^n{i}]: 注{i}" for i in range(15))
            )
        ),
        GOOD,
    ),
    case(
        "markdown_windows_line_ends",
        lambda ws: write(SHORT, "---\r\ntitle: 短讯\r\n---\r\n\r\n茶馆\r\n开门。\r\n")(ws),
        GOOD,
    ),
)

YAML: tuple[Case, ...] = (
    case("yaml_laughs", write(ISSUE_YAML, LAUGHS), place=r"issue\.yaml:\d+"),
    case("yaml_laughs_in_front_matter", short("x", "title: x\n" + LAUGHS), place=r"duanxin\.md:\d+"),
    case(
        "yaml_laughs_in_layout",
        together(own_layout(), write(f"{LAYOUT}/layout.yaml", LAUGHS)),
        place=r"layout\.yaml:\d+",
    ),
    case(
        "yaml_merge_keys_laugh",
        write(
            ISSUE_YAML,
            "a0: &a0 {x: 1}\n"
            + "".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 30)}]}}\n" for i in range(1, 12)),
        ),
        place=r"issue\.yaml:\d+",
    ),
    case("yaml_alias_of_itself", issue_yaml("sections:", "cover2: &a [*a]\nsections:"), place=r"issue\.yaml:\d+"),
    case("yaml_mapping_key_of_itself", write(ISSUE_YAML, "&a ? *a\n: 1\n"), place=r"issue\.yaml"),
    case(
        "yaml_sections_of_itself",
        lambda ws: write(
            ISSUE_YAML, "year: 2024\nnumber: 1\ntotal_number: 12\ndate: 2024-03-05\nsections: &a\n  - *a\n"
        )(ws),
        place=r"issue\.yaml:\d+",
    ),
    case(
        "yaml_python_object",
        issue_yaml("total_number: 12", "total_number: !!python/object/apply:os.system ['touch ../outside/ran']"),
        place=r"issue\.yaml:3",
    ),
    case("yaml_brackets_deep", write(PUBLICATION, "name: " + "[" * 100000), place=r"publication\.yaml"),
    case(
        "yaml_brackets_deep_but_short",
        write(PUBLICATION, "name: " + "[" * 1500 + "]" * 1500),
        place=r"publication\.yaml",
    ),
    case("yaml_maps_deep", write(ISSUE_YAML, "{a: " * 3000), place=r"issue\.yaml"),
    case("yaml_sequences_deep_by_dashes", write(ISSUE_YAML, "- " * 20000 + "x"), place=r"issue\.yaml"),
    case("yaml_keys_complex", write(ISSUE_YAML, "? [a, {b: c}]\n: 1\n? {x: y}\n: 2\n"), place=r"issue\.yaml:\d+"),
    case("yaml_keys_not_hashable_in_front_matter", short("x", "title: x\n? {a: b}\n: c"), place=r"duanxin\.md:\d+"),
    case("yaml_keys_twice", issue_yaml("number: 1", "number: 1\nnumber: 1"), place=r"issue\.yaml:3"),
    case(
        "yaml_number_of_digits", issue_yaml("total_number: 12", "total_number: " + "9" * 10000), place=r"issue\.yaml:3"
    ),
    case(
        "yaml_number_hexadecimal_huge",
        issue_yaml("total_number: 12", "total_number: 0x" + "f" * 100000),
        place=r"issue\.yaml:3",
    ),
    case(
        "yaml_number_sexagesimal",
        issue_yaml("total_number: 12", "total_number: 1" + ":59" * 3000),
        place=r"issue\.yaml:3",
    ),
    case(
        "yaml_number_underscores",
        issue_yaml("total_number: 12", "total_number: 0b_" + "_" * 100),
        place=r"issue\.yaml:3",
    ),
    case("yaml_number_negative", issue_yaml("total_number: 12", "total_number: -12"), place=r"issue\.yaml:3"),
    case("yaml_number_infinite", issue_yaml("total_number: 12", "total_number: .inf"), place=r"issue\.yaml:3"),
    case("yaml_number_very_large_total", issue_yaml("total_number: 12", "total_number: 99999999999999999999"), EITHER),
    case("yaml_date_impossible", issue_yaml("2024-03-05", "2024-02-30"), place=r"issue\.yaml:4"),
    case("yaml_date_of_year_nothing", issue_yaml("2024-03-05", "0000-01-01"), place=r"issue\.yaml:4"),
    case("yaml_date_with_zone_overflow", issue_yaml("2024-03-05", "0001-01-01T00:00:00+23:59"), place=r"issue\.yaml:4"),
    case("yaml_date_of_year_one", issue_yaml("2024-03-05", "0001-01-01"), EITHER),
    case("yaml_date_of_year_9999", issue_yaml("2024-03-05", "9999-12-31"), EITHER),
    case("yaml_binary", issue_yaml("total_number: 12", "total_number: !!binary '####'"), place=r"issue\.yaml:3"),
    case(
        "yaml_set_and_omap",
        issue_yaml("total_number: 12", "total_number: !!set {a, b}\nx: !!omap [a: 1]"),
        place=r"issue\.yaml:[34]",
    ),
    case(
        "yaml_tag_unknown", issue_yaml("total_number: 12", "total_number: !<tag:x,2000:\x7f> 1"), place=r"issue\.yaml:3"
    ),
    case(
        "yaml_directive_odd",
        lambda ws: write(ISSUE_YAML, "%YAML 999999999999999999999.1\n%TAG ! !x\n---\n" + (ws / ISSUE_YAML).read_text())(
            ws
        ),
        place=r"issue\.yaml:\d",
    ),
    case(
        "yaml_documents_two",
        lambda ws: write(ISSUE_YAML, (ws / ISSUE_YAML).read_text() + "---\nx: 1\n")(ws),
        place=r"issue\.yaml:\d+",
    ),
    case(
        "yaml_utf16",
        lambda ws: write(ISSUE_YAML, (ws / ISSUE_YAML).read_text().encode("utf-16"))(ws),
        place=r"issue\.yaml",
    ),
    case(
        "yaml_zero_bytes",
        lambda ws: write(ISSUE_YAML, (ws / ISSUE_YAML).read_bytes() + b"\0" * 1000)(ws),
        place=r"issue\.yaml",
    ),
    case(
        "yaml_key_with_escape", issue_yaml("total_number: 12", '"\\e[31m\\a\\u202e\\x9b": 12'), place=r"issue\.yaml:\d"
    ),
    case("yaml_key_of_a_megabyte", issue_yaml("total_number: 12", "x" * 150000 + ": 12"), place=r"issue\.yaml:\d"),
    case("yaml_value_with_surrogate", publication("号角小报", '"\\ud800"'), place=r"publication\.yaml:1"),
    case("yaml_value_with_escape", publication("号角小报", '"\\e]8;;http://x\\e\\\\x"'), place=r"publication\.yaml:1"),
    case("yaml_language_of_markup", publication("zh-CN", "'zh\"><script>'"), place=r"publication\.yaml:\d"),
    case("yaml_language_huge", publication("zh-CN", "zh-" + "x" * 100000), place=r"publication\.yaml:\d"),
    case(
        "yaml_colour_of_css",
        publication(
            "language: zh-CN",
            "language: zh-CN\ncolors: {nameplate: {rgb: 'red; } @import \"file:///etc/passwd\"; a {'}}",
        ),
        place=r"publication\.yaml:\d",
    ),
    case(
        "yaml_colour_infinite",
        publication("language: zh-CN", "language: zh-CN\ncolors: {nameplate: {cmyk: [.nan, 1e308, -1, .inf]}}"),
        place=r"publication\.yaml:\d",
    ),
    case(
        "yaml_spot_of_pdf_syntax",
        publication(
            "language: zh-CN",
            "language: zh-CN\ncolors: {nameplate: {spot: ') >> /OpenAction << /S /JavaScript /JS (x) >> #00', cmyk: [0, 1, 2, 3]}}",
        ),
        EITHER,
        commands=("build . --edition press",),
    ),
    case(
        "yaml_spot_called_all",
        publication("language: zh-CN", "language: zh-CN\ncolors: {nameplate: {spot: All, cmyk: [0, 1, 2, 3]}}"),
        EITHER,
        commands=("build . --edition press",),
    ),
    case(
        "yaml_colour_names_in_template",
        layout_yaml(
            "articles: run_on",
            'articles: run_on\ncolors: {"a}} {% for": {rgb: "#000000"}, __class__: {rgb: "#000000"}}',
        ),
        EITHER,
    ),
    case(
        "yaml_layout_page_huge",
        layout_yaml("width: 185mm, height: 260mm", "width: 1e9mm, height: 99999999999999mm"),
        place=r"layout\.yaml:\d+",
    ),
    case(
        "yaml_layout_page_tiny",
        layout_yaml("width: 185mm, height: 260mm", "width: 0.0000001mm, height: 0.0000001mm"),
        place=r"layout\.yaml:\d+",
    ),
    case("yaml_layout_length_of_digits", layout_yaml("width: 185mm", "width: 185." + "9" * 100000 + "mm"), EITHER),
    case("yaml_layout_lines_many", layout_yaml("lines: 21", "lines: 99999999"), place=r"layout\.yaml:\d+"),
    case(
        "yaml_layout_pitch_tiny",
        layout_yaml(
            "lines: 21\n  size: 三号\n  pitch: 27pt", "lines: 21000000\n  size: 0.000001pt\n  pitch: 0.00001pt"
        ),
        place=r"layout\.yaml:\d+",
    ),
    case("yaml_layout_pitch_nothing", layout_yaml("pitch: 27pt", "pitch: 0pt"), place=r"layout\.yaml:\d+"),
    case(
        "yaml_layout_columns_many",
        layout_yaml("characters: 25", "characters: 1\n  columns: 99999999\n  gutter: 0pt"),
        place=r"layout\.yaml:\d+",
    ),
    case("yaml_layout_parts_many", layout_yaml("  - {template: front}\n", "  - {template: front}\n" * 3000), EITHER),
    case(
        "yaml_layout_label_of_escapes",
        layout_yaml("{template: front}", '{template: front, label: "\\e[31m\\0"}'),
        EITHER,
    ),
    case(
        "yaml_layout_masks_wild",
        layout_yaml(
            "articles: run_on",
            "articles: run_on\nproof: {masks: [{pages: 999999999999, region: [1e9mm, -1mm, 1e300mm, 0mm]}]}",
        ),
        EITHER,
        commands=("proof",),
    ),
    case(
        "yaml_sections_many",
        issue_yaml(
            "sections:\n",
            "sections:\n"
            + "".join(f"  - {{name: s{i}, articles: [{{file: articles/dengta.md}}]}}\n" for i in range(3000)),
        ),
        place=r"issue\.yaml:\d+",
    ),
    case(
        "yaml_cover_lines_many",
        lambda ws: issue_yaml("    - 读者的茶钱", "".join(f"    - 行{i}\n" for i in range(5000)))(ws),
        place="issue\\.yaml|cover|page",
    ),
    case("yaml_printed_folio_huge", issue_yaml("printed_folio: 2", "printed_folio: " + "9" * 4000), EITHER),
    case("yaml_year_far", issue_yaml("year: 2024", "year: 99999"), place=r"issue\.yaml:1"),
    case(
        "yaml_printer_bleed_huge",
        printer(icc="x", bleed="1e9mm", slug="1e10mm"),
        commands=("build . --edition press",),
        place=r"eigen\.yaml:\d+",
    ),
    case(
        "yaml_printer_not_numbers",
        printer(icc="x", ink_limit=".nan", minimum_resolution=".inf", safe_zone="-3mm"),
        commands=("build . --edition press", "preflight"),
        place=r"eigen\.yaml:\d+",
    ),
    case(
        "yaml_volume_issues_many",
        volume("issues:\n" + "".join(f"  - {i}\n" for i in range(1, 3000))),
        commands=("bind",),
        place=r"volume\.yaml:\d+",
    ),
    case(
        "yaml_volume_caliper_wild",
        volume("caliper: 1e-300mm\npage_limit: 0\n"),
        commands=("bind", "cover issues/hao/2024"),
        place=r"volume\.yaml:[45]",
    ),
    case(
        "yaml_volume_archive_javascript",
        volume("stamps: {archive_uri: 'javascript:x'}\n"),
        commands=("bind",),
        place=r"volume\.yaml:4",
    ),
    case(
        "yaml_volume_archive_huge",
        volume("stamps: {archive_uri: 'https://example.org/" + "x" * 20000 + "'}\n"),
        commands=("bind",),
        place=r"volume\.yaml:4",
    ),
    case(
        "yaml_volume_labels_of_escapes",
        together(
            legacy(sheet()),
            write(
                VOLUME,
                'title: "x\\e[31m"\nnumber: 1\nyear: 2024\nissues:\n  - {number: 2, pdf: old.pdf, label: "\\e]0;x\\a"}\n',
            ),
        ),
        commands=("bind",),
        place=r"volume\.yaml:[15]",
    ),
    case(
        "yaml_volume_page_huge",
        together(
            legacy(sheet()),
            write(
                VOLUME,
                "title: x\nnumber: 1\nyear: 2024\nissues:\n  - number: 2\n    pdf: old.pdf\n    articles: [{title: x, page: 99999999999999999999999}]\n",
            ),
        ),
        commands=("bind",),
        place=r"volume\.yaml:7",
    ),
    case(
        "yaml_volume_shelf_mark_long",
        volume("shelf_mark: " + "X" * 100000 + "\nstamps: {shelf_mark: true}\n"),
        commands=("bind",),
        place=r"volume\.yaml:\d|X",
    ),
    case(
        "yaml_strange_but_good",
        lambda ws: write(
            ISSUE_YAML,
            '\ufeff# 说明\n"year": 2024\n'
            + (ws / ISSUE_YAML).read_text().replace("year: 2024\n", "").replace("number: 1\n", "'number': 1   # 期\n"),
        )(ws),
        GOOD,
    ),
)

_DRAWING_USES = (
    '<g id="u0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="u{i + 1}">' + f'<use href="#u{i}"/>' * 10 + "</g>" for i in range(12))
    + '<use href="#u12"/>'
)
_PLACE = r"chart\.svg|diaocha\.md:\d+"
# name, what is in the drawing, its attributes, what stands before it, what is expected
_DRAWINGS: tuple[tuple[str, str, str, str, str], ...] = (
    ("entities", "<text>&j;</text>", 'viewBox="0 0 9 9"', ENTITIES, REFUSED),
    (
        "entities_quadratic",
        "<text>" + "&a;" * 50000 + "</text>",
        'viewBox="0 0 9 9"',
        '<!DOCTYPE svg [<!ENTITY a "' + "x" * 50000 + '">]>',
        REFUSED,
    ),
    (
        "entity_external",
        "<text>&a;</text>",
        'viewBox="0 0 9 9"',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///proc/self/environ">]>',
        REFUSED,
    ),
    (
        "entity_parameter",
        "<text>x</text>",
        'viewBox="0 0 9 9"',
        f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://127.0.0.1:{LISTENING_PORT}/x.dtd"> %a;]>',
        REFUSED,
    ),
    (
        "dtd_external",
        "<text>x</text>",
        'viewBox="0 0 9 9"',
        '<!DOCTYPE svg SYSTEM "../../../../../../outside/s.dtd">',
        REFUSED,
    ),
    (
        "inclusion",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../../../../../../outside/s.txt" parse="text"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "style_sheet_instruction",
        "<rect/>",
        'viewBox="0 0 9 9"',
        '<?xml-stylesheet href="../../../../../../outside/s.css"?>',
        REFUSED,
    ),
    (
        "picture_outside",
        '<image href="../../../../../../outside/s.svg" width="9" height="9"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    ("picture_of_itself", '<image href="chart.svg" width="9" height="9"/>', 'viewBox="0 0 9 9"', "", REFUSED),
    (
        "picture_xlink",
        '<image xlink:href="file:///etc/passwd" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    ("use_outside", '<use href="../../../../../../outside/s.svg#x"/>', 'viewBox="0 0 9 9"', "", REFUSED),
    ("use_bomb", _DRAWING_USES, 'viewBox="0 0 9 9"', "", REFUSED),
    ("use_of_itself", '<g id="a"><use href="#a"/></g>', 'viewBox="0 0 9 9"', "", REFUSED),
    ("use_in_circle", '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', 'viewBox="0 0 9 9"', "", REFUSED),
    ("use_of_root", '<use href="#r"/>', 'id="r" viewBox="0 0 9 9"', "", REFUSED),
    (
        "pattern_of_itself",
        '<pattern id="a" width="1" height="1"><rect width="9" height="9" fill="url(#a)"/></pattern><rect width="9" height="9" fill="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "pattern_bomb",
        "".join(
            f'<pattern id="p{i + 1}" width="1" height="1" patternUnits="userSpaceOnUse">'
            + f'<rect width="9" height="9" fill="url(#p{i})"/>' * 10
            + "</pattern>"
            for i in range(12)
        )
        + '<rect width="9" height="9" fill="url(#p12)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "pattern_tiny",
        '<pattern id="a" width="1e-9" height="1e-9" patternUnits="userSpaceOnUse"><rect width="1e-9" height="1e-9"/></pattern><rect width="9" height="9" fill="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "gradients_in_circle",
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect width="9" height="9" fill="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "gradient_chain",
        "".join(f'<linearGradient id="g{i}" href="#g{i + 1}"/>' for i in range(5000))
        + '<linearGradient id="g5000"><stop offset="0" stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#g0)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "gradient_repeating_tiny",
        '<linearGradient id="a" spreadMethod="repeat" gradientUnits="userSpaceOnUse" x1="0" x2="1e-9"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect width="9" height="9" fill="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "gradient_radial_repeating_tiny",
        '<radialGradient id="a" spreadMethod="reflect" gradientUnits="userSpaceOnUse" cx="1e6" cy="1e6" r="1e-6"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></radialGradient><rect width="9" height="9" fill="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "markers_in_circle",
        '<marker id="a" markerWidth="9" markerHeight="9"><path d="M0 0L9 9" marker-end="url(#a)" marker-start="url(#a)"/></marker><path d="M0 0L9 9" stroke="red" marker-end="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "markers_bomb",
        '<marker id="a" markerWidth="9" markerHeight="9"><path d="M0 0'
        + "h1" * 20000
        + '"/></marker><path d="M0 0'
        + "h1" * 20000
        + '" marker-mid="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "clip_of_itself",
        '<clipPath id="a" clip-path="url(#a)"><rect width="9" height="9" clip-path="url(#a)"/></clipPath><rect width="9" height="9" clip-path="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "mask_of_itself",
        '<mask id="a" mask="url(#a)"><rect width="9" height="9" mask="url(#a)"/></mask><rect width="9" height="9" mask="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "filter_huge",
        '<filter id="a" x="-1e9" width="1e9" height="1e9"><feGaussianBlur stdDeviation="1e9"/><feTurbulence numOctaves="99999999"/><feImage href="file:///etc/passwd"/></filter><rect width="9" height="9" filter="url(#a)"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "foreign_object",
        '<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="file:///etc/passwd"/></foreignObject>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    ("script", '<script>x</script><rect onload="x" width="9" height="9"/>', 'viewBox="0 0 9 9"', "", REFUSED),
    ("handler_on_root", "<rect/>", 'viewBox="0 0 9 9" onload="x"', "", EITHER),
    (
        "animation",
        '<rect width="9" height="9"><animate attributeName="x" values="0;1" repeatCount="indefinite"/><set attributeName="href" to="javascript:x"/></rect>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "link_javascript",
        '<a href="javascript:app.alert(1)"><rect width="9" height="9"/></a>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "style_imports",
        '<style>@import url(../../../../../../outside/s.css);</style><rect width="9" height="9"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "style_reaches_out",
        '<rect width="9" height="9" style="fill: url(../../../../../../outside/s.svg#x); cursor: url(/etc/passwd)"/>',
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "style_font_face",
        "<style>@font-face { font-family: X; src: url(file:///etc/passwd) } text { font-family: X }</style><text>x</text>",
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    ("style_deep", "<style>" + "@media print {" * 3000 + "</style><rect/>", 'viewBox="0 0 9 9"', "", EITHER),
    (
        "style_selectors",
        "<style>" + ":not(" * 3000 + "a" + ")" * 3000 + "{fill:red}</style><rect/>",
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "style_rules_times_elements",
        "<style>"
        + "".join(f"g g g g rect.a{i} {{fill:red}}" for i in range(3000))
        + "</style>"
        + '<rect class="a1"/>' * 20000,
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    ("groups_deep", "<g>" * 100000 + "</g>" * 100000, 'viewBox="0 0 9 9"', "", REFUSED),
    ("groups_1500_deep", "<g>" * 1500 + "</g>" * 1500, 'viewBox="0 0 9 9"', "", REFUSED),
    ("elements_60000", '<rect width="1" height="1"/>' * 60000, 'viewBox="0 0 9 9"', "", REFUSED),
    (
        "elements_49000_transparent",
        '<rect width="1" height="1" opacity=".5"/>' * 49000,
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "attributes_many",
        "<rect " + " ".join(f"a{i}='x'" for i in range(100000)) + "/>",
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "namespaces_many",
        "<rect " + " ".join(f"xmlns:a{i}='x{i}'" for i in range(50000)) + "/>",
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    ("path_long", '<path stroke="red" d="M0 0' + "l1 1" * 900000 + '"/>', 'viewBox="0 0 9 9"', "", EITHER),
    (
        "path_arcs",
        '<path stroke="red" d="M0 0'
        + "A1e308 1e308 1e308 1 1 1e308 1e308A0 0 0 0 0 1 1A1e-300 1 0 1 0 5 5" * 20
        + '"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "path_of_nonsense",
        '<path d="M nan inf L 1e999 1e999 Q x"/><path d="L"/><path d="M0,0,,0zzzz#"/><polygon points="1 2 3 x"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "dashes_without_end",
        '<path stroke="red" stroke-dasharray="1e-12 1e-12" d="M0 0L1e9 1e9"/><rect width="9" height="9" stroke-dasharray="0 0" stroke="red"/><rect stroke-dasharray="-1 nan" width="1" height="1"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "numbers_infinite",
        '<rect x="1e999" width="nan" height="-inf" stroke-width="1e308" stroke="red" rx="1e999"/><circle r="1e400"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    ("view_box_nothing", "<rect/>", 'viewBox="0 0 0 0"', "", REFUSED),
    ("view_box_infinite", "<rect/>", 'viewBox="0 0 1e999 nan"', "", REFUSED),
    ("view_box_of_words", "<rect/>", 'viewBox="a b c d"', "", REFUSED),
    ("view_box_thin", '<rect width="1" height="1"/>', 'viewBox="0 0 1e30 1e-30"', "", EITHER),
    ("size_huge", "<rect/>", 'width="1e30" height="1e30"', "", EITHER),
    ("size_in_strange_units", "<rect/>", 'width="calc(1px)" height="-5%"', "", EITHER),
    (
        "transform_list",
        f'<rect width="1" height="1" transform="{"rotate(1 1 1) " * 100000}"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "transform_of_nonsense",
        '<rect width="1" height="1" transform="matrix(1 2) scale() rotate(x) nirgends(1) translate(1e999)"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    ("aspect_ratio_of_nonsense", "<rect/>", 'viewBox="0 0 9 9" preserveAspectRatio="x y z"', "", EITHER),
    ("text_long", "<text>" + "字" * 200000 + "</text>", 'viewBox="0 0 9 9"', "", EITHER),
    (
        "text_positions_many",
        f'<text x="{"1 " * 100000}" rotate="{"9 " * 100000}" dy="{"nan " * 1000}">' + "字" * 30000 + "</text>",
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "text_huge",
        '<text font-size="1e300" letter-spacing="1e300" textLength="1e999">字</text>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "text_path_of_itself",
        '<path id="p" d="M0 0L9 9"/><text id="a"><textPath href="#a">字</textPath><tref href="#a"/><tspan><tspan>字</tspan></tspan></text>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "text_spans_deep",
        "<text>" + "<tspan>" * 3000 + "字" + "</tspan>" * 3000 + "</text>",
        'viewBox="0 0 9 9"',
        "",
        REFUSED,
    ),
    (
        "switch_and_symbol",
        '<switch><g/></switch><symbol id="s" viewBox="0 0 0 0"><rect/></symbol><use href="#s" width="1e999" height="x"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    ("encoding_utf7", "<rect/>", 'viewBox="0 0 9 9"', '<?xml version="1.0" encoding="utf-7"?>', REFUSED),
    ("encoding_of_python", "<rect/>", 'viewBox="0 0 9 9"', '<?xml version="1.0" encoding="unicode_escape"?>', REFUSED),
    ("encoding_zlib_codec", "<rect/>", 'viewBox="0 0 9 9"', '<?xml version="1.0" encoding="zlib_codec"?>', REFUSED),
    ("name_of_element_long", "<" + "x" * 3000000 + "/>", 'viewBox="0 0 9 9"', "", EITHER),
    ("comment_long", "<!--" + "x" * 7000000 + "--><rect/>", 'viewBox="0 0 9 9"', "", EITHER),
    (
        "colours_of_nonsense",
        '<rect width="1" height="1" fill="rgb(nan,1e999,-1)" stroke="url(#nirgends) url(x)" fill-opacity="nan"/>',
        'viewBox="0 0 9 9"',
        "",
        EITHER,
    ),
    (
        "title_of_markup",
        "<title>&lt;script></title><desc>x</desc><rect width='3' height='3'/>",
        'viewBox="0 0 9 9"',
        "",
        GOOD,
    ),
    (
        "every_day",
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#999"/></linearGradient></defs><g transform="translate(1 1)"><rect width="20" height="9" fill="url(#a)"/><path d="M0 20L30 20" stroke="black"/></g><text x="1" y="28" font-size="5">茶</text>',
        'viewBox="0 0 40 30"',
        "",
        GOOD,
    ),
)
DRAWINGS: tuple[Case, ...] = tuple(
    case(
        f"svg_{name}",
        together(_OUTSIDE, canary("s.dtd", f'<!ENTITY x "{SECRET}">'), svg(inside, attributes, before)),
        verdict,
        _PLACE if verdict == REFUSED else "",
        commands=("build", "build . --edition press")
        if name in ("use_bomb", "elements_49000_transparent", "dashes_without_end", "every_day")
        else ("build",),
        secret=ENVIRONMENT_SECRET if "environ" in before else SECRET,
    )
    for name, inside, attributes, before, verdict in _DRAWINGS
) + (
    case(
        "svg_gzipped",
        write(CHART, gzip.compress(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')),
        place=_PLACE,
    ),
    case("svg_is_html", write(CHART, "<html><body><img src=x onerror=y></body></html>"), place=_PLACE),
    case("svg_empty", write(CHART, ""), place=_PLACE),
    case(
        "svg_utf16",
        write(CHART, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'.encode("utf-16")),
        EITHER,
    ),
    case(
        "svg_in_layout_with_entities",
        together(
            own_layout('<p><img alt="x" src="layout:a.svg"></p>'),
            write(
                f"{LAYOUT}/a.svg",
                ENTITIES + '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&j;</text></svg>',
            ),
        ),
        place=r"a\.svg",
    ),
    case(
        "svg_in_layout_reaches_out",
        together(
            _OUTSIDE,
            own_layout('<p><img alt="x" src="layout:a.svg"></p>'),
            write(
                f"{LAYOUT}/a.svg",
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="../../../outside/s.svg" width="9" height="9"/></svg>',
            ),
        ),
        place=r"a\.svg|outside",
        secret=SECRET,
    ),
    case(
        "svg_in_layout_use_bomb",
        together(
            own_layout('<p><img alt="x" src="layout:a.svg"></p>'),
            write(
                f"{LAYOUT}/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{_DRAWING_USES}</svg>'
            ),
        ),
        place=r"a\.svg",
    ),
    case(
        "svg_cover_is_bomb",
        write(
            f"{ISSUE}/images/cover.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{_DRAWING_USES}</svg>',
        ),
        commands=("build", "cover"),
        place=r"cover\.svg|issue\.yaml:\d+",
    ),
)

_PNG = r"square\.png|diaocha\.md:\d+"
_JPG = r"bar\.jpg|diaocha\.md:\d+"
PICTURES: tuple[Case, ...] = (
    case("png_size_beyond_bounds", write(SQUARE, png(100000, 100000, 8, 2, b"")), place=_PNG),
    case("png_size_of_32_bits", write(SQUARE, png(0xFFFFFFFF, 0xFFFFFFFF, 8, 2, b"")), place=_PNG),
    case("png_size_nothing", write(SQUARE, png(0, 0)), place=_PNG),
    case("png_size_is_a_line", made(SQUARE, lambda: png(100000000, 1, 1, 0)), EITHER),
    case("png_at_the_bound_grey", made(SQUARE, lambda: png(10900, 10900, 1, 0)), EITHER),
    case("png_at_the_bound_rgba", made(SQUARE, lambda: png(10900, 10900, 8, 6)), EITHER),
    case("png_at_the_bound_rgba_16", made(SQUARE, lambda: png(10900, 10900, 16, 6)), EITHER),
    case(
        "png_at_the_bound_press",
        made(SQUARE, lambda: png(10900, 10900, 8, 2)),
        EITHER,
        commands=("build . --edition press",),
    ),
    case("png_data_beyond_size", made(SQUARE, lambda: png(8, 8, 8, 2, zeros(1 << 30))), EITHER),
    case(
        "png_interlaced_broken",
        write(SQUARE, png(5000, 5000, 8, 2, zlib.compress(bytes(1000)), interlaced=1)),
        place=_PNG,
    ),
    case("png_text_bomb", made(SQUARE, lambda: png(8, 8, extra=chunk(b"zTXt", b"a\0\0" + zeros(1 << 30)))), EITHER),
    case(
        "png_text_international_bomb",
        made(SQUARE, lambda: png(8, 8, extra=chunk(b"iTXt", b"a\0\1\0\0\0" + zeros(1 << 30)))),
        EITHER,
    ),
    case(
        "png_texts_many", made(SQUARE, lambda: png(8, 8, extra=chunk(b"zTXt", b"a\0\0" + zeros(1 << 22)) * 300)), EITHER
    ),
    case(
        "png_profile_bomb",
        made(SQUARE, lambda: png(8, 8, extra=chunk(b"iCCP", b"a\0\0" + zeros(1 << 30)))),
        EITHER,
        commands=("build", "build . --edition press"),
    ),
    case(
        "png_profile_broken",
        write(SQUARE, png(8, 8, extra=chunk(b"iCCP", b"a\0\0" + zlib.compress(b"x" * 200)))),
        EITHER,
        commands=("build", "build . --edition press"),
    ),
    case(
        "png_resolution_nothing",
        write(SQUARE, png(8, 8, extra=chunk(b"pHYs", struct.pack(">IIB", 0, 0xFFFFFFFF, 1)))),
        EITHER,
    ),
    case(
        "png_animated",
        write(SQUARE, png(8, 8, extra=chunk(b"acTL", struct.pack(">II", 0x7FFFFFFF, 0)) + chunk(b"fcTL", bytes(26)))),
        EITHER,
    ),
    case(
        "png_chunk_longer_than_file",
        lambda ws: write(SQUARE, (ws / SQUARE).read_bytes()[:33] + struct.pack(">I", 0x7FFFFFFF) + b"IDATx")(ws),
        place=_PNG,
    ),
    case("png_truncated", made(SQUARE, lambda: png(500, 500)[:120]), place=_PNG),
    case(
        "png_bad_sum",
        lambda ws: write(SQUARE, (lambda d: d[:29] + bytes(4) + d[33:])((ws / SQUARE).read_bytes()))(ws),
        place=_PNG,
    ),
    case("png_palette_missing", write(SQUARE, png(8, 8, 8, 3)), EITHER),
    case("png_exif_deep", write(SQUARE, png(8, 8, extra=chunk(b"eXIf", b"MM\0*\0\0\0\x08" + b"\xff" * 60000))), EITHER),
    case("png_is_eps", write(SQUARE, EPS), place=_PNG),
    case("png_is_tiff", write(SQUARE, b"II*\0\x08\0\0\0" + b"\xff" * 3000), place=_PNG),
    case("png_is_gif", write(SQUARE, b"GIF89a\xff\xff\xff\xff\xf7\0\0" + bytes(800)), place=_PNG),
    case("png_is_pdf", write(SQUARE, sheet()), place=_PNG),
    case(
        "png_is_svg",
        write(SQUARE, ENTITIES + '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&j;</text></svg>'),
        place=_PNG,
    ),
    case("png_is_empty", write(SQUARE, b""), place=_PNG),
    case("jpeg_is_eps", write(BAR, EPS), place=_JPG),
    case(
        "jpeg_is_jpeg2000",
        write(
            BAR,
            b"\0\0\0\x0cjP  \r\n\x87\n"
            + struct.pack(">I4s", 45, b"jp2h")
            + struct.pack(">I4sIIH", 22, b"ihdr", 0x7FFFFFFF, 0x7FFFFFFF, 3)
            + bytes(99),
        ),
        place=_JPG,
    ),
    case("jpeg_size_beyond_bounds", jpeg_size(65500, 65500), place=_JPG),
    case("jpeg_size_other_than_data", jpeg_size(9000, 9000), EITHER),
    case("jpeg_size_nothing", jpeg_size(0, 0), place=_JPG),
    case("jpeg_scan_bomb", made(BAR, jpeg_scan_bomb), EITHER, commands=("build", "build . --edition press")),
    case("jpeg_segments_many", jpeg_segments(b"\xff\xe1\0\x08Exif\0\0", 100000), EITHER),
    case(
        "jpeg_profile_parts_missing",
        jpeg_segments(b"\xff\xe2" + struct.pack(">H", 100) + b"ICC_PROFILE\0\x01\xff" + b"x" * 84, 3),
        EITHER,
        commands=("build", "build . --edition press"),
    ),
    case(
        "jpeg_exif_in_circle",
        jpeg_segments(
            b"\xff\xe1"
            + struct.pack(">H", 40)
            + b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0",
            1,
        ),
        EITHER,
    ),
    case(
        "jpeg_turned_by_exif",
        jpeg_segments(
            b"\xff\xe1"
            + struct.pack(">H", 34)
            + b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
            1,
        ),
        GOOD,
    ),
    case("jpeg_truncated", lambda ws: write(BAR, (ws / BAR).read_bytes()[:200])(ws), EITHER),
    case("jpeg_markers_only", write(BAR, b"\xff\xd8" + b"\xff" * 3000000), place=_JPG),
    case("png_grey_alpha_16", write(SQUARE, png(20, 20, 16, 4)), GOOD),
    case(
        "png_in_layout_bomb",
        together(
            own_layout('<p><img alt="x" src="layout:a.png"></p>'),
            write(f"{LAYOUT}/a.png", png(60000, 60000, 1, 0, b"")),
        ),
        place=r"a\.png",
    ),
)

NAMES: tuple[Case, ...] = (
    case("name_of_article_with_newline", write(f"{ISSUE}/articles/a\nb.md", "x"), place=r"issue\.yaml|articles"),
    case("name_of_article_with_escape", write(f"{ISSUE}/articles/a\x1b[2J\x07.md", "x"), place="articles"),
    case("name_of_article_with_bidi", write(f"{ISSUE}/articles/a\u202edm.md", "x"), place="articles"),
    case(
        "name_of_article_not_utf8",
        lambda ws: open(os.fsencode(ws / ISSUE / "articles") + b"/a\xff\xfe.md", "w").close(),
        place="articles",
    ),
    case("name_of_article_with_dash", write(f"{ISSUE}/articles/-rf.md", "x"), place=r"-rf\.md"),
    case("name_of_article_long", write(f"{ISSUE}/articles/{'x' * 252}.md", "x"), place="x{200}"),
    case("name_of_articles_by_case", write(f"{ISSUE}/articles/Dengta.md", "---\ntitle: x\n---\n\nx\n"), place="Dengta"),
    case("name_of_article_is_folder_not_listed", folder(f"{ISSUE}/articles/ordner.md"), place=r"ordner\.md"),
    case(
        "name_of_picture_not_utf8",
        lambda ws: open(os.fsencode(ws / ISSUE / "images") + b"/a\xff\xfe.png", "w").close(),
        EITHER,
    ),
    case(
        "name_of_picture_with_quotes",
        together(
            lambda ws: (ws / CHART).rename(ws / ISSUE / "images/a\"onerror='x.svg") and None,
            replace(SURVEY, "../images/chart.svg", "../images/a%22onerror='x.svg"),
        ),
        EITHER,
    ),
    case(
        "name_of_picture_with_hash",
        together(
            lambda ws: (ws / CHART).rename(ws / ISSUE / "images/a#b?c%20d é.svg") and None,
            replace(SURVEY, "../images/chart.svg", "../images/a%23b%3Fc%2520d%20é.svg"),
        ),
        EITHER,
    ),
    case(
        "name_of_picture_chinese",
        together(
            lambda ws: (ws / CHART).rename(ws / ISSUE / "images/图一.svg") and None,
            replace(SURVEY, "../images/chart.svg", "../images/图一.svg"),
        ),
        GOOD,
    ),
    case(
        "name_of_picture_in_yaml_with_newline",
        issue_yaml("images/cover.svg", '"images/co\\nver\\e[31m.svg"'),
        place=r"issue\.yaml:\d",
    ),
    case(
        "name_of_issue_folder_with_newline",
        lambda ws: (ws / ISSUE).rename(ws / "issues/hao/2024/01\n\x1b[31m") and None,
        place="2024",
    ),
    case(
        "name_of_issue_folder_not_utf8",
        lambda ws: os.rename(os.fsencode(ws / ISSUE), os.fsencode(ws / "issues/hao/2024") + b"/\xff1"),
        place="2024",
    ),
    case(
        "name_of_publication_with_escape",
        lambda ws: (ws / "issues/hao").rename(ws / "issues/h\x1bo") and None,
        place="issues",
    ),
    case(
        "name_of_publication_with_dots",
        lambda ws: (ws / "issues/hao").rename(ws / "issues/..hao") and None,
        place="hao",
    ),
    case(
        "name_of_publication_not_utf8",
        lambda ws: os.rename(os.fsencode(ws / "issues/hao"), os.fsencode(ws / "issues") + b"/h\xff"),
        commands=("build", "proof"),
        place="issues",
    ),
    case(
        "name_of_layout_with_escape",
        together(
            own_layout(),
            lambda ws: (ws / LAYOUT).rename(ws / "layouts/ei\x1b[31m\u202egen") and None,
            publication("layout: eigen", "layout: nirgends"),
        ),
        place="nirgends",
    ),
    case(
        "name_of_layout_not_utf8",
        together(
            lambda ws: os.makedirs(os.fsencode(ws) + b"/layouts/\xff\xfe"),
            publication("layout: gongyun", "layout: nirgends"),
        ),
        place="nirgends",
    ),
    case(
        "name_of_template_with_escape",
        layout_yaml("template: front", 'template: "fr\\e[31mont"'),
        place=r"layout\.yaml:\d+",
    ),
    case(
        "name_of_printer_with_escape",
        publication("layout: gongyun", 'layout: gongyun\nprinter: "x\\e[31m\\a.yaml"'),
        commands=("build . --edition press",),
        place=r"publication\.yaml:\d",
    ),
    case(
        "name_of_baseline_with_escape",
        write("tests/baselines/a\x1b[31m\n/facts.json", "{}"),
        EITHER,
        commands=("proof",),
    ),
    case(
        "names_50000_in_images",
        lambda ws: (
            [os.close(os.open(ws / ISSUE / "images" / f"x{i}.png", os.O_CREAT | os.O_WRONLY)) for i in range(50000)]
            and None
        ),
        EITHER,
    ),
    case(
        "names_50000_in_layout",
        together(
            own_layout(),
            lambda ws: (
                [os.close(os.open(ws / LAYOUT / f"x{i}.svg", os.O_CREAT | os.O_WRONLY)) for i in range(50000)] and None
            ),
        ),
        EITHER,
    ),
    case(
        "names_many_publications",
        lambda ws: [(ws / "issues" / f"p{i}" / "2024" / "01").mkdir(parents=True) for i in range(4000)] and None,
        EITHER,
    ),
    case(
        "names_many_empty_issues",
        lambda ws: [write(f"issues/hao/2024/{i:02}/issue.yaml", "")(ws) for i in range(2, 99)] and None,
        place=r"2024/02/issue\.yaml",
    ),
    case(
        "names_many_layout_folders_deep",
        lambda ws: (
            subprocess.run(
                [
                    "sh",
                    "-c",
                    "mkdir layouts; cd layouts && i=0; while [ $i -lt 1500 ]; do mkdir d && cd -P d || break; i=$((i+1)); done",
                ],
                cwd=ws,
                check=True,
            )
            and None
        ),
        EITHER,
    ),
    case(
        "names_of_litter",
        lambda ws: (
            [
                write(f"{where}{name}", "x")(ws)
                for where in ("", f"{ISSUE}/", f"{ISSUE}/images/", "issues/")
                for name in (".DS_Store", "Thumbs.db", "~$x.docx", ".x.md.swp")
            ]
            and None
        ),
        GOOD,
    ),
)

_EVIL = "\\e]0;x\\a\\e[2J\\e]8;;http://x\\e\\\\"
TITLES: tuple[Case, ...] = (
    case("title_with_escapes", short("x", f'title: "短讯{_EVIL}"'), place=r"duanxin\.md:2"),
    case("title_with_c1", short("x", 'title: "短讯\\x9b31m\\x85"'), place=r"duanxin\.md:2"),
    case("title_with_bidi", short("x", 'title: "短讯\\u202e\\u2066"'), EITHER, commands=("build", "proof")),
    case("title_with_backspaces", short("x", 'title: "短讯\\b\\b\\x7f\\r"'), place=r"duanxin\.md:2"),
    case("title_with_surrogate", short("x", 'title: "短讯\\udc00"'), place=r"duanxin\.md:2"),
    case("title_of_blanks", short("x", 'title: "　\\u00a0 "'), EITHER),
    case("title_of_newlines", short("x", 'title: "' + "a\\n" * 3000 + 'b"'), EITHER),
    case("title_of_100000", short("x", "title: " + "短" * 100000), EITHER),
    case(
        "title_of_markup",
        short("x", "title: <script>alert(1)</script><img src=x onerror=y>"),
        GOOD,
        commands=("build", "proof", "build . --offprints"),
    ),
    case("title_of_template", short("x", "title: '{{ 7*7 }}{% include \"x\" %}{# x #}'"), GOOD),
    case("title_of_css", short("x", "title: '</style>@page{size:1e9cm}\"; } * { display: none }'"), GOOD),
    case("title_of_pdf_syntax", short("x", "title: ') /OpenAction << /S /JavaScript /JS (app.alert(1)) >> (\\'"), GOOD),
    case("title_of_formula", together(volume(), short("x", "title: '=cmd|calc!A1'")), GOOD, commands=("bind",)),
    case("authors_with_escapes", short("x", f'title: x\nauthors: [{{name: "某{_EVIL}"}}]'), place=r"duanxin\.md:3"),
    case(
        "authors_many", short("x", "title: x\nauthors: [" + ", ".join("{name: 某}" for _ in range(5000)) + "]"), EITHER
    ),
    case("section_with_escapes", issue_yaml("name: 读者来信", f'name: "读者{_EVIL}"'), place=r"issue\.yaml:\d+"),
    case(
        "contents_title_with_escapes",
        issue_yaml("contents_title: 茶价小调查", f'contents_title: "茶{_EVIL}"'),
        place=r"issue\.yaml:\d+",
    ),
    case(
        "colophon_with_escapes",
        publication("编辑: 小报编辑室", f'"编辑{_EVIL}": "x{_EVIL}"'),
        place=r"publication\.yaml:\d",
    ),
    case("caption_with_escapes", replace(SURVEY, "表 1 茶价", "表 1 茶\x1b[31m价"), place=r"diaocha\.md:\d+"),
    case(
        "reason_of_acceptance_with_escapes",
        nothing,
        EITHER,
        commands=("proof accept --reason \x1b[31mx\x07 --who \u202em",),
    ),
    case(
        "path_on_the_command_line_with_escapes",
        nothing,
        commands=("build nirgends\x1b[31m\u202e", "preflight nirgends\x1b]0;x\x07.pdf", "proof compare a\x1b[2J b"),
        place="nirgends|a",
    ),
)

_PRECIOUS = canary("victim", "precious")


def _accepted_gone(workspace: Path) -> None:
    remove(finished(workspace) / "proof/accepted")


_PROOFS = ("proof", "proof accept --reason x")
VERSIONS: tuple[Case, ...] = (
    case("git_plain", repository(change=False), GOOD, commands=_PROOFS),
    case("git_plain_changed", repository(), GOOD, commands=("proof",)),
    case(
        "git_fsmonitor",
        repository(
            after=config(
                "[core]",
                'fsmonitor = "{trap}"',
                'hooksPath = "{outside}"',
                'sshCommand = "{trap}"',
                'pager = "{trap}"',
                'editor = "{trap}"',
                'askPass = "{trap}"',
                'alternateRefsCommand = "{trap}"',
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case("git_hooks", repository(after=hooks), EITHER, commands=_PROOFS),
    case(
        "git_filters",
        repository(
            write(".gitattributes", "* filter=x diff=x merge=x\n"),
            after=config(
                '[filter "x"]', 'clean = "{trap}"', 'smudge = "{trap}"', 'process = "{trap}"', "required = true"
            ),
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_textconv",
        repository(
            write(".gitattributes", "* diff=x\n"),
            after=config('[diff "x"]', 'textconv = "{trap}"', 'command = "{trap}"', "[diff]", 'external = "{trap}"'),
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_attributes_in_info",
        repository(
            after=together(
                write(".git/info/attributes", "* filter=x text eol=crlf export-subst working-tree-encoding=UTF-16\n"),
                config('[filter "x"]', 'smudge = "{trap}"'),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_archive_command",
        repository(
            after=config(
                '[tar "tar"]',
                'command = "{trap}"',
                '[tar "tar.gz"]',
                'command = "{trap}"',
                '[tar "zip"]',
                'command = "{trap}"',
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_includes",
        repository(
            after=together(
                canary("evil.config", "[user]\nname = " + SECRET + "\n"),
                config(
                    "[include]",
                    "path = {outside}/evil.config",
                    '[includeIf "gitdir:/"]',
                    "path = {outside}/evil.config",
                ),
            )
        ),
        EITHER,
        commands=_PROOFS,
        secret=SECRET,
    ),
    case("git_includes_zero", repository(after=config("[include]", "path = /dev/zero")), EITHER, commands=_PROOFS),
    case(
        "git_includes_fifo",
        repository(after=together(fifo(".f"), lambda ws: config("[include]", f"path = {ws}/.f")(ws))),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_aliases",
        repository(
            after=config(
                "[alias]",
                *[
                    f'{name} = "!{{trap}}"'
                    for name in ("log", "show", "cat-file", "archive", "ls-tree", "config", "rev-parse", "status", "x")
                ],
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_signature_program",
        repository(
            after=config(
                "[gpg]",
                'program = "{trap}"',
                "[log]",
                "showSignature = true",
                "[commit]",
                "gpgSign = true",
                '[gpg "ssh"]',
                'program = "{trap}"',
                'defaultKeyCommand = "{trap}"',
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_missing_objects_fetched",
        repository(
            after=together(
                lambda ws: (
                    [
                        remove(
                            ws
                            / ".git/objects"
                            / (name := git(ws, "rev-parse", f"HEAD:{path}").decode().strip())[:2]
                            / name[2:]
                        )
                        for path in (SHORT, ISSUE_YAML, LETTER)
                    ]
                    and None
                ),
                config(
                    "[core]",
                    "repositoryformatversion = 1",
                    "[extensions]",
                    "partialClone = origin",
                    '[remote "origin"]',
                    'url = "ext::{trap}"',
                    "promisor = true",
                    'uploadpack = "{trap}"',
                    '[protocol "ext"]',
                    "allow = always",
                ),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_missing_objects_fetched_by_upload_pack",
        repository(
            after=together(
                lambda ws: (
                    [
                        remove(
                            ws
                            / ".git/objects"
                            / (name := git(ws, "rev-parse", f"HEAD:{path}").decode().strip())[:2]
                            / name[2:]
                        )
                        for path in (SHORT, ISSUE_YAML, LETTER)
                    ]
                    and None
                ),
                lambda ws: config(
                    "[core]",
                    "repositoryformatversion = 1",
                    'sshCommand = "{trap}"',
                    "[extensions]",
                    "partialClone = origin",
                    '[remote "origin"]',
                    f'url = "{ws}/.git"',
                    "promisor = true",
                    'uploadpack = "{trap}"',
                )(ws),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_missing_objects_fetched_by_network",
        repository(
            after=together(
                lambda ws: (
                    [
                        remove(
                            ws
                            / ".git/objects"
                            / (name := git(ws, "rev-parse", f"HEAD:{path}").decode().strip())[:2]
                            / name[2:]
                        )
                        for path in (SHORT, ISSUE_YAML, LETTER)
                    ]
                    and None
                ),
                config(
                    "[core]",
                    "repositoryformatversion = 1",
                    "[extensions]",
                    "partialClone = origin",
                    '[remote "origin"]',
                    f'url = "http://127.0.0.1:{LISTENING_PORT}/x"',
                    "promisor = true",
                    "[http]",
                    'proxy = "http://127.0.0.1:47999"',
                ),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_folder_is_bare_workspace",
        repository(
            after=together(
                lambda ws: (
                    [(ws / ".git" / name).rename(ws / name) for name in ("HEAD", "objects", "refs", "config")]
                    and remove(ws / ".git")
                ),
                config("[core]", "bare = false", "worktree = .", 'fsmonitor = "{trap}"', where="config"),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_bare_in_issue_folder",
        repository(
            after=together(
                lambda ws: (
                    subprocess.run(
                        ["cp", "-r", ".git/HEAD", ".git/objects", ".git/refs", ".git/config", ISSUE], cwd=ws, check=True
                    )
                    and None
                ),
                config("[core]", "worktree = .", "bare = false", 'fsmonitor = "{trap}"', where=f"{ISSUE}/config"),
            )
        ),
        EITHER,
        commands=("proof", f"proof check {ISSUE}", f"proof accept {ISSUE} --reason x"),
    ),
    case(
        "git_folder_in_issue",
        together(
            baseline,
            replace(SHORT, "茶馆", "茶楼"),
            lambda ws: git(ws / ISSUE, "init", "-q", ".") and None,
            config("[core]", 'fsmonitor = "{trap}"', where=f"{ISSUE}/.git/config"),
        ),
        EITHER,
        commands=("proof", f"proof accept {ISSUE} --reason x"),
    ),
    case(
        "git_file_leads_outside",
        repository(
            after=together(
                lambda ws: (ws / ".git").rename(outside(ws) / "repo") and None,
                lambda ws: write(".git", f"gitdir: {outside(ws)}/repo\n")(ws),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case("git_link_leads_outside", repository(after=moved_out(".git", "repo")), EITHER, commands=_PROOFS),
    case(
        "git_common_folder_outside",
        repository(
            after=together(
                lambda ws: write(".git/commondir", f"{outside(ws)}\n")(ws),
                canary("config", "[core]\n"),
                canary("HEAD", "ref: refs/heads/main\n"),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_alternates_outside",
        repository(
            after=together(
                lambda ws: (ws / ".git/objects").rename(outside(ws) / "objects") and None,
                lambda ws: write(".git/objects/info/alternates", f"{outside(ws)}/objects\n")(ws),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case("git_head_fifo", repository(after=fifo(".git/HEAD")), EITHER, commands=_PROOFS),
    case("git_config_fifo", repository(after=fifo(".git/config")), EITHER, commands=_PROOFS),
    case("git_config_zero", repository(after=link(".git/config", "/dev/zero")), EITHER, commands=_PROOFS),
    case("git_index_fifo", repository(after=fifo(".git/index")), EITHER, commands=_PROOFS),
    case("git_packed_refs_fifo", repository(after=fifo(".git/packed-refs")), EITHER, commands=_PROOFS),
    case("git_packed_refs_sparse", repository(after=sparse(".git/packed-refs")), EITHER, commands=_PROOFS),
    case(
        "git_object_fifo",
        repository(
            after=lambda ws: fifo(
                ".git/objects/"
                + (lambda n: n[:2] + "/" + n[2:])(git(ws, "rev-parse", f"HEAD:{SHORT}").decode().strip())
            )(ws)
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_objects_garbage",
        repository(
            after=lambda ws: write(
                ".git/objects/" + (lambda n: n[:2] + "/" + n[2:])(git(ws, "rev-parse", "HEAD").decode().strip()),
                zlib.compress(b"commit 99999999999\0tree"),
            )(ws)
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_pack_garbage",
        repository(
            after=together(
                write(".git/objects/pack/pack-" + "a" * 40 + ".idx", b"\xfftOc\0\0\0\2" + b"\xff" * 5000),
                sparse(".git/objects/pack/pack-" + "a" * 40 + ".pack", start=b"PACK\0\0\0\2\xff\xff\xff\xff"),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_holds_links_outside",
        repository(
            canary("s.md", f"---\ntitle: x\n---\n\n{SECRET}\n"),
            lambda ws: link(LETTER, "../" * 12 + str(outside(ws))[1:] + "/s.md")(ws),
            after=lambda ws: (remove(ws / LETTER), write(LETTER, "---\ntitle: x\n---\n\ny\n")(ws))[-1],
        ),
        EITHER,
        commands=_PROOFS,
        secret=SECRET,
    ),
    case(
        "git_commit_holds_folder_links",
        repository(
            together(_PRECIOUS, lambda ws: moved_out(f"{ISSUE}/articles", "articles")(ws)),
            after=lambda ws: (
                remove(ws / ISSUE / "articles"),
                subprocess.run(["cp", "-r", str(outside(ws) / "articles"), str(ws / ISSUE / "articles")], check=True),
            )[0],
            change=False,
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_holds_dots",
        repository(
            after=tree_with(
                lambda ws: (
                    b"40000 ..\0"
                    + bytes.fromhex(git(ws, "rev-parse", "HEAD^{tree}").decode().strip())
                    + b"100644 ../../../../../../../../tmp/kanben-escaped\0"
                    + blob(ws, b"x")
                )
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_holds_absolute_names",
        repository(after=tree_with(lambda ws: b"100644 " + str(outside(ws) / "ran").encode() + b"\0" + blob(ws, b"x"))),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_holds_submodule",
        repository(
            after=tree_with(
                lambda ws: (
                    b"160000 .git\0"
                    + bytes(20)
                    + b"160000 a\0"
                    + bytes(20)
                    + b"100644 .gitmodules\0"
                    + blob(ws, b'[submodule "a"]\npath = a\nurl = ext::sh\nupdate = !touch /tmp/kanben-ran\n')
                )
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_holds_a_link_then_its_content",
        repository(
            after=tree_with(
                lambda ws: (
                    b"120000 issues2\0"
                    + blob(ws, str(outside(ws)).encode())
                    + b"40000 issues2\0"
                    + bytes.fromhex(git(ws, "rev-parse", "HEAD:issues").decode().strip())
                )
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_of_a_gigabyte",
        repository(
            after=together(
                big_blob(SHORT, 1 << 30), lambda ws: git(ws, "update-ref", "refs/heads/main", "HEAD") and None
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_commit_of_names_with_escapes",
        repository(write("issues/hao/x\x1b[31m\n\u202e.txt", "x"), write("issues/hao/\ttab", "x")),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_trees_nested_into_themselves",
        repository(
            after=lambda ws: (
                (
                    lambda tree: (
                        [
                            tree := git(
                                ws,
                                "hash-object",
                                "-t",
                                "tree",
                                "-w",
                                "--literally",
                                "--stdin",
                                data=b"".join(b"40000 %d\0" % i + bytes.fromhex(tree) for i in range(10)),
                            )
                            .strip()
                            .decode()
                            for _ in range(12)
                        ]
                        and git(
                            ws,
                            "update-ref",
                            "refs/heads/main",
                            git(
                                ws,
                                "commit-tree",
                                git(
                                    ws,
                                    "hash-object",
                                    "-t",
                                    "tree",
                                    "-w",
                                    "--literally",
                                    "--stdin",
                                    data=b"40000 aaa\0"
                                    + bytes.fromhex(tree)
                                    + git(ws, "cat-file", "tree", "HEAD^{tree}"),
                                )
                                .strip()
                                .decode(),
                                "-m",
                                "x",
                            )
                            .strip()
                            .decode(),
                        )
                    )
                )(git(ws, "rev-parse", "HEAD:issues/hao/2024/01/images").strip().decode())
                and None
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_author_with_escapes",
        repository(after=config("[user]", 'name = "m\\u001b"', 'email = "<x>\\n\\t"')),
        EITHER,
        commands=("proof accept --reason x",),
    ),
    case(
        "git_author_with_raw_escapes",
        repository(after=config("[user]", "name = m\x1b[31m\u202eallory", "email = x")),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_author_is_nothing",
        repository(after=config("[user]", "useConfigOnly = true", "name =", "email =")),
        EITHER,
        commands=("proof accept --reason x",),
    ),
    case(
        "git_replacement_objects",
        repository(
            after=lambda ws: (
                git(
                    ws,
                    "update-ref",
                    "refs/replace/" + git(ws, "rev-parse", "HEAD").decode().strip(),
                    git(ws, "rev-parse", "HEAD").decode().strip(),
                )
                and None
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_grafts_and_shallow",
        repository(
            after=together(write(".git/info/grafts", "x" * 100), write(".git/shallow", "0" * 40 + "\n" + "x" * 1000))
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_branch_named_like_an_option",
        repository(after=lambda ws: write(".git/HEAD", "ref: refs/heads/--output=../outside/ran\n")(ws)),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_path_named_like_an_option",
        together(
            lambda ws: (ws / "issues/hao").rename(ws / "issues/-x") and None,
            lambda ws: git(ws, "init", "-q", ".") and None,
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_extensions_unknown",
        repository(
            after=config(
                "[core]",
                "repositoryformatversion = 1",
                "[extensions]",
                "worktreeConfig = true",
                "objectFormat = nirgends",
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_worktree_config",
        repository(
            after=together(
                config("[core]", "repositoryformatversion = 1", "[extensions]", "worktreeConfig = true"),
                config("[core]", 'fsmonitor = "{trap}"', "worktree = {outside}", where=".git/config.worktree"),
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_mailmap_and_blame",
        repository(
            after=together(
                config(
                    "[mailmap]",
                    "file = /dev/zero",
                    "blob = HEAD:x",
                    "[blame]",
                    "ignoreRevsFile = /dev/zero",
                    "[commit]",
                    "template = /dev/zero",
                    "[core]",
                    "excludesFile = /dev/zero",
                    "attributesFile = /dev/zero",
                )
            )
        ),
        EITHER,
        commands=_PROOFS,
    ),
    case(
        "git_old_commit_has_hostile_layout",
        repository(
            own_layout("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"),
            after=write(f"{LAYOUT}/front.html.j2", _FRONT.format("<p>x</p>")),
        ),
        EITHER,
        commands=("proof",),
    ),
    case(
        "git_old_commit_has_fifo_printer",
        repository(
            publication("layout: gongyun", "layout: gongyun\nprinter: /dev/zero.yaml"),
            after=publication("layout: gongyun\nprinter: /dev/zero.yaml", "layout: gongyun"),
        ),
        EITHER,
        commands=("proof",),
    ),
)

_DEEP = b"[" * 100000


def _laps(count: int, name: bytes) -> dict[int, bytes]:
    return {10 + i: b"<< /%s %d 0 R /Title (x) >>" % (name, 10 + (i + 1) % count) for i in range(count)}


_BINDS = (
    "bind",
    "preflight issues/hao/2024/old.pdf --profile reading",
    "impose issues/hao/2024/old.pdf --scheme 2up --sheet A1 --out {out}/i.pdf",
)
OLD: tuple[Case, ...] = (
    case("pdf_plain", legacy(sheet()), GOOD, commands=("bind",)),
    case(
        "pdf_javascript_on_opening",
        legacy(
            sheet(
                catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >> /AA << /WC << /S /JavaScript /JS (x) >> >>"
            )
        ),
        GOOD,
        commands=("bind",),
    ),
    case(
        "pdf_launch_and_uris",
        legacy(
            sheet(
                page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:x) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (FILE:///etc/passwd) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /JavaScript /JS (x) >> << /S /GoToR /F (x.pdf) >>] >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /PA << /S /URI /URI (data:x) >> /A << /S /URI /URI <FEFF006A006100760061007300630072006900700074003A0078> >> >>] /AA << /O << /S /JavaScript /JS (x) >> >>"
            )
        ),
        GOOD,
        commands=("bind",),
    ),
    case(
        "pdf_attachment",
        legacy(
            sheet(
                catalogue=b"/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >> /AF [10 0 R]",
                page=b"/AF [10 0 R] /Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 10 0 R >>]",
                more={
                    10: b"<< /Type /Filespec /F (a) /EF << /F 11 0 R >> >>",
                    11: stream(b"x", b"/Type /EmbeddedFile"),
                },
            )
        ),
        GOOD,
        commands=("bind",),
    ),
    case(
        "pdf_content_in_other_file",
        together(
            _OUTSIDE,
            lambda ws: legacy(
                sheet(content=stream(b"", b"/F (" + str(outside(ws) / "s.txt").encode() + b") /FFilter null"))
            )(ws),
        ),
        EITHER,
        commands=_BINDS,
        secret=SECRET,
    ),
    case(
        "pdf_reference_forms",
        together(
            _OUTSIDE,
            lambda ws: legacy(
                sheet(
                    page=b"/Resources << /XObject << /X 10 0 R >> >>",
                    content=stream(b"/X Do"),
                    more={
                        10: stream(
                            b"",
                            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F ("
                            + str(outside(ws)).encode()
                            + b"/s.txt) /Page 0 >> /OPI << >>",
                        )
                    },
                )
            )(ws),
        ),
        EITHER,
        commands=("bind",),
        secret=SECRET,
    ),
    case(
        "pdf_pages_in_circle",
        legacy(
            pdf(
                {
                    1: b"<< /Type /Catalog /Pages 2 0 R >>",
                    2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>",
                }
            )
        ),
        commands=_BINDS,
        place=r"old\.pdf|volume\.yaml:5|readable|PDF",
    ),
    case(
        "pdf_pages_shared",
        legacy(
            pdf(
                {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
                | {2 + i: b"<< /Type /Pages /Kids [" + b"%d 0 R " % (3 + i) * 10 + b"] /Count 1 >>" for i in range(12)}
                | {14: b"<< /Type /Page /MediaBox [0 0 9 9] >>"}
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case("pdf_pages_count_huge", legacy(sheet(pages=b"/Count 2000000000")), EITHER, commands=_BINDS),
    case(
        "pdf_pages_deep",
        legacy(
            pdf(
                {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
                | {
                    i: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (i + 1, i - 1)
                    for i in range(2, 5000)
                }
                | {5000: b"<< /Type /Page /MediaBox [0 0 9 9] >>"}
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case("pdf_arrays_deep", legacy(sheet(catalogue=b"/X " + _DEEP + b"]" * 100000)), EITHER, commands=_BINDS),
    case("pdf_arrays_deep_in_content", legacy(sheet(content=stream(_DEEP))), EITHER, commands=_BINDS),
    case(
        "pdf_dictionaries_deep_not_closed",
        legacy(sheet(catalogue=b"/X " + b"<< /X " * 100000)),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_content_bomb",
        legacy(lambda: sheet(content=stream(zeros(1 << 30), b"/Filter /FlateDecode"))),
        commands=_BINDS,
        place=r"old\.pdf|volume\.yaml|Page|page",
    ),
    case(
        "pdf_content_bomb_twice_packed",
        legacy(
            lambda: sheet(content=stream(zlib.compress(zeros(1 << 30) * 40, 9), b"/Filter [/FlateDecode /FlateDecode]"))
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_filters_thousand",
        legacy(sheet(content=stream(b"x", b"/Filter [" + b"/ASCIIHexDecode " * 100000 + b"]"))),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_run_length_bomb",
        legacy(
            lambda: sheet(content=stream(zlib.compress(b"\x81 " * 4000000), b"/Filter [/FlateDecode /RunLengthDecode]"))
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_predictor_huge",
        legacy(
            sheet(
                content=stream(
                    zlib.compress(b"x" * 1000),
                    b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 99 /BitsPerComponent 16 >>",
                )
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_filter_crypt_and_unknown",
        legacy(sheet(content=stream(b"x", b"/Filter [/Crypt /JBIG2Decode /Nirgends /DCTDecode]"))),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_object_stream_huge",
        legacy(
            sheet(
                more={
                    10: stream(
                        zlib.compress(b"11 0 " * 1000),
                        b"/Type /ObjStm /N 2000000000 /First 2000000000 /Filter /FlateDecode /Extends 10 0 R",
                    )
                }
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case("pdf_cross_references_in_circle", legacy(sheet(trailer=b"/Prev 15 /XRefStm 15")), EITHER, commands=_BINDS),
    case(
        "pdf_cross_reference_stream_huge",
        legacy(
            b"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 2000000000 /W [0 0 0] /Index [0 2000000000] /Root 1 0 R /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
        ),
        commands=_BINDS,
        place=r"old\.pdf|volume\.yaml:5|PDF",
    ),
    case("pdf_size_huge", legacy(sheet(trailer=b"/Size 4000000000")), EITHER, commands=_BINDS),
    case(
        "pdf_length_by_itself",
        legacy(sheet(content=b"<< /Length 4 0 R >>\nstream\nx\nendstream")),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_length_huge",
        legacy(sheet(content=b"<< /Length 99999999999999999999 >>\nstream\nx\nendstream")),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_references_in_circle",
        legacy(sheet(page=b"/Resources 10 0 R /Rotate 11 0 R", more={10: b"11 0 R", 11: b"10 0 R"})),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_numbers_long",
        legacy(sheet(page=b"/Rotate " + b"9" * 100000 + b" /UserUnit 1." + b"9" * 100000)),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_boxes_infinite",
        legacy(
            sheet(
                page=b"/MediaBox [0 0 1e30 99999999999999999999999999999999999999999] /TrimBox [9 9 0 0] /CropBox [0 0 0 0] /UserUnit 1000000000"
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_outline_in_circle",
        legacy(
            sheet(
                catalogue=b"/Outlines 10 0 R",
                more=_laps(3, b"Next")
                | {
                    13: b"<< /First 10 0 R >>",
                    10: b"<< /First 10 0 R /Last 10 0 R /Next 10 0 R /Title (x) /Count 2000000000 >>",
                },
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_outline_long",
        legacy(
            sheet(
                catalogue=b"/Outlines << /First 10 0 R >>",
                more={10 + i: b"<< /Title (x) /Next %d 0 R /Dest [3 0 R /Fit] >>" % (11 + i) for i in range(30000)},
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_outline_with_escapes",
        legacy(
            sheet(
                catalogue=b"/Outlines << /First 10 0 R >>",
                more={10: b"<< /Title (x\\033[31m\\007) /Dest [3 0 R /Fit] >>"},
                page=b"",
                trailer=b"/Info << /Title (\\033]0;x\\007) >>",
            )
        ),
        EITHER,
        commands=(*_BINDS, "proof compare issues/hao/2024/old.pdf issues/hao/2024/old.pdf"),
    ),
    case(
        "pdf_names_in_circle",
        legacy(
            sheet(catalogue=b"/Names << /Dests 10 0 R >> /PageLabels 10 0 R", more={10: b"<< /Kids [10 0 R 10 0 R] >>"})
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_labels_huge",
        legacy(
            sheet(catalogue=b"/PageLabels << /Nums [0 << /S /R /St 2000000000 >> -1 << /S /A /St 99999999999 >>] >>")
        ),
        EITHER,
        commands=(*_BINDS, "proof compare issues/hao/2024/old.pdf issues/hao/2024/old.pdf"),
    ),
    case(
        "pdf_tags_in_circle",
        legacy(
            sheet(
                catalogue=b"/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R",
                more={
                    10: b"<< /Type /StructTreeRoot /K 11 0 R /RoleMap << /A /B /B /A >> /ParentTree << /Kids [10 0 R] >> >>",
                    11: b"<< /S /A /K [11 0 R 11 0 R] /P 11 0 R >>",
                },
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_forms_in_circle",
        legacy(
            sheet(
                page=b"/Resources << /XObject << /X 10 0 R >> >>",
                content=stream(b"/X Do " * 100),
                more={
                    10: stream(
                        b"/X Do " * 100,
                        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>",
                    )
                },
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_forms_bomb",
        legacy(
            sheet(
                page=b"/Resources << /XObject << /X 10 0 R >> >>",
                content=stream(b"/X Do " * 10),
                more={
                    10 + i: stream(
                        b"/X Do " * 10 if i < 14 else b"0 0 9 9 re f",
                        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
                        % (11 + i),
                    )
                    for i in range(15)
                },
            )
        ),
        EITHER,
        commands=(
            *_BINDS,
            "preflight issues/hao/2024/old.pdf --html {out}/r.html",
            "proof compare issues/hao/2024/old.pdf issues/hao/2024/old.pdf",
        ),
    ),
    case(
        "pdf_patterns_in_circle",
        legacy(
            sheet(
                page=b"/Resources << /Pattern << /P 10 0 R >> >>",
                content=stream(b"/Pattern cs /P scn 0 0 500 500 re f"),
                more={
                    10: stream(
                        b"/Pattern cs /P scn 0 0 9 9 re f",
                        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.000001 /YStep 0.000001 /Resources << /Pattern << /P 10 0 R >> >>",
                    )
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "preflight issues/hao/2024/old.pdf --html {out}/r.html"),
    ),
    case(
        "pdf_type3_in_circle",
        legacy(
            sheet(
                page=b"/Resources << /Font << /F 10 0 R >> >>",
                content=stream(b"BT /F 9 Tf (aaaa) Tj ET"),
                more={
                    10: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 11 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] /Resources << /Font << /F 10 0 R >> >> >>",
                    11: stream(b"9 0 d0 BT /F 9 Tf (aaaa) Tj ET"),
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "preflight issues/hao/2024/old.pdf --html {out}/r.html"),
    ),
    case(
        "pdf_saves_million",
        legacy(lambda: sheet(content=stream(zlib.compress(b"q " * 3000000), b"/Filter /FlateDecode"))),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_restores_more",
        legacy(sheet(content=stream(b"Q " * 100000 + b"EMC " * 1000 + b"q BT (x"))),
        EITHER,
        commands=("bind",),
    ),
    case(
        "pdf_image_huge",
        legacy(
            sheet(
                page=b"/Resources << /XObject << /X 10 0 R >> >>",
                content=stream(b"9 0 0 9 0 0 cm /X Do"),
                more={
                    10: stream(
                        b"x",
                        b"/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /SMask 10 0 R",
                    )
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "preflight issues/hao/2024/old.pdf --html {out}/r.html"),
    ),
    case(
        "pdf_image_bomb",
        legacy(
            lambda: sheet(
                page=b"/Resources << /XObject << /X 10 0 R >> >>",
                content=stream(b"9 0 0 9 0 0 cm /X Do"),
                more={
                    10: stream(
                        zeros(1 << 30),
                        b"/Type /XObject /Subtype /Image /Width 20000 /Height 17895 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode",
                    )
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "preflight issues/hao/2024/old.pdf --html {out}/r.html"),
    ),
    case(
        "pdf_colour_spaces_in_circle",
        legacy(
            sheet(
                page=b"/Resources << /ColorSpace << /C 10 0 R >> >>",
                content=stream(b"/C cs 1 scn 0 0 9 9 re f"),
                more={10: b"[/Indexed 10 0 R 255 (x)]"},
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_function_of_postscript",
        legacy(
            sheet(
                page=b"/Resources << /Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Function 10 0 R >> >> >>",
                content=stream(b"/S sh"),
                more={
                    10: stream(
                        b"{ " + b"{ " * 50000 + b"0 exch pop }", b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]"
                    )
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "preflight issues/hao/2024/old.pdf --html {out}/r.html"),
    ),
    case(
        "pdf_postscript_object",
        legacy(
            sheet(
                page=b"/Resources << /XObject << /X 10 0 R >> >>",
                content=stream(b"/X Do"),
                more={10: stream(b"(../outside/ran) (w) file closefile", b"/Type /XObject /Subtype /PS")},
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_encrypted_wildly",
        legacy(
            sheet(
                trailer=b"/ID [(a) (b)] /Encrypt << /Filter /Standard /V 5 /R 6 /Length 2000000000 /O ("
                + b"x" * 48
                + b") /U ("
                + b"x" * 48
                + b") /OE (x) /UE () /Perms () /P -1 >>"
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_encrypted_by_unknown",
        legacy(sheet(trailer=b"/Encrypt << /Filter /Nirgends /V 99 /R -1 /Length -8 >>")),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_metadata_of_entities",
        legacy(
            sheet(
                catalogue=b"/Metadata 10 0 R",
                more={
                    10: stream(
                        (ENTITIES + "<x:xmpmeta xmlns:x='adobe:ns:meta/'>&j;</x:xmpmeta>").encode(),
                        b"/Type /Metadata /Subtype /XML",
                    )
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "preflight issues/hao/2024/old.pdf --profile archive"),
    ),
    case(
        "pdf_metadata_external_entity",
        legacy(
            sheet(
                catalogue=b"/Metadata 10 0 R",
                more={
                    10: stream(
                        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///proc/self/environ">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&a;</x:xmpmeta>',
                        b"/Type /Metadata /Subtype /XML",
                    )
                },
            )
        ),
        EITHER,
        commands=("preflight issues/hao/2024/old.pdf --profile archive", "bind"),
        secret=ENVIRONMENT_SECRET,
    ),
    case(
        "pdf_title_for_the_report",
        together(
            write("b.pdf", sheet()),
            legacy(
                sheet(
                    trailer=b"/Info << /Title (<img src=x onerror=KANBENXSS>) >>",
                    catalogue=b"/PageLabels << /Nums [0 << /P (<img src=x onerror=KANBENXSS>) >>] >>",
                    page=b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /<img#20src=x#20onerror=KANBENXSS> >> >> >>",
                    content=stream(b"BT /F 9 Tf 9 9 Td (<img src=x onerror=KANBENXSS>) Tj ET"),
                )
            ),
        ),
        EITHER,
        commands=(
            "preflight issues/hao/2024/old.pdf --html {out}/r.html",
            "proof report issues/hao/2024/old.pdf b.pdf --out {out}/p.html",
        ),
        secret="<img src=x onerror=KANBENXSS>",
    ),
    case(
        "pdf_annotations_many",
        legacy(
            sheet(
                page=b"/Annots [" + b"10 0 R " * 300000 + b"]",
                more={10: b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x) >> >>"},
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_form_fields_in_circle",
        legacy(
            sheet(
                catalogue=b"/AcroForm << /Fields [10 0 R] /XFA (x) /CO [10 0 R] >>",
                page=b"/Annots [10 0 R]",
                more={
                    10: b"<< /FT /Tx /Kids [10 0 R] /Parent 10 0 R /Subtype /Widget /Rect [0 0 9 9] /AP << /N 10 0 R >> >>"
                },
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_font_program_bomb",
        legacy(
            lambda: sheet(
                page=b"/Resources << /Font << /F 10 0 R >> >>",
                content=stream(b"BT /F 9 Tf (a) Tj ET"),
                more={
                    10: b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 11 0 R >>",
                    11: b"<< /Type /FontDescriptor /FontName /X /FontFile2 12 0 R >>",
                    12: stream(zeros(1 << 30), b"/Filter /FlateDecode"),
                },
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_unicode_map_bomb",
        legacy(
            sheet(
                page=b"/Resources << /Font << /F 10 0 R >> >>",
                content=stream(b"BT /F 9 Tf <00010002> Tj ET"),
                more={
                    10: b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [10 0 R] /ToUnicode 12 0 R >>",
                    12: stream(
                        b"1 begincodespacerange <0000> <ffffffff> endcodespacerange 1 beginbidrange 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"
                    ),
                },
            )
        ),
        EITHER,
        commands=(*_BINDS, "proof compare issues/hao/2024/old.pdf issues/hao/2024/old.pdf"),
    ),
    case(
        "pdf_layers_in_circle",
        legacy(
            sheet(
                catalogue=b"/OCProperties << /OCGs [10 0 R] /D << /Order 11 0 R /OFF [10 0 R] >> >>",
                more={10: b"<< /Type /OCMD /OCGs 10 0 R /VE [/Not 10 0 R] >>", 11: b"[11 0 R 11 0 R]"},
            )
        ),
        EITHER,
        commands=_BINDS,
    ),
    case(
        "pdf_garbage_with_a_head",
        legacy(b"%PDF-1.7\n" + b"1 0 obj " * 200000),
        commands=_BINDS,
        place=r"old\.pdf|volume\.yaml:5|PDF",
    ),
    case(
        "pdf_garbage_slow_search",
        legacy(b"%PDF-1.7\n" + b"obj<</" * 300000 + b"endobj"),
        commands=_BINDS,
        place=r"old\.pdf|volume\.yaml:5|PDF",
    ),
    case("pdf_is_text", legacy(b"hello"), commands=_BINDS, place=r"old\.pdf|volume\.yaml:5|PDF"),
    case(
        "pdf_comments_only",
        legacy(b"%PDF-1.7\n" + b"%" * 5000000 + b"\n%%EOF"),
        commands=_BINDS,
        place=r"old\.pdf|volume\.yaml:5|PDF",
    ),
)

CASES: tuple[Case, ...] = (
    case("good_untouched", nothing, GOOD, commands=("build", "cover", "preflight", "proof", "build . --edition press")),
    case("good_own_layout", own_layout(), GOOD),
    case("good_volume", volume(), GOOD, commands=("bind", "cover issues/hao/2024")),
    *FILES, *OUT, *TEMPLATES, *HTML, *STYLES, *MARKDOWN, *YAML, *DRAWINGS, *PICTURES, *NAMES, *TITLES, *VERSIONS, *OLD,
)  # fmt: skip
assert len({each.name for each in CASES}) == len(CASES)
