"""Real issues to be changed: the good workspace with two longer articles, in both layouts, built by Kanben itself.

The changes here were written down before the rules of the comparison were read, and no rule was made for them.
"""

import atexit
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import pikepdf
from PIL import Image

from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Snapshot
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in

Edit = Callable[[Path], None]  # changes a workspace
PdfEdit = Callable[[pikepdf.Pdf], None]
ARTICLES = f"{ISSUE}/articles"
HANGDAO, MATOU = f"{ARTICLES}/hangdao.md", f"{ARTICLES}/matou.md"
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"


def paragraph(number: int) -> str:
    """Paragraph *number* of the longer articles, from 0: it begins with a name that stands nowhere else."""
    return f"{_NAMES[number]}段说起。{sentences(100 + number, 9 - number % 4)}"


_HANGDAO = f"""---
title: 航道一年
authors:
  - name: 看水人
    affiliation: 下游站
source: 下游站记录
---

{paragraph(0)}

{paragraph(1)}

## 枯水 {{#kushui}}

{paragraph(2)}头一处在滩上[^tan]。

{paragraph(3)}

{{#shuiwei caption="表 2 水位"}}
| 月 | 水位 | 船 |
|:---|---:|:--:|
| 正月 | 3 米 | 二十 |
| 二月 | 4 米 | 三十 |
| 三月 | 6 米 | 五十 |

{paragraph(4)}

![一座桥](../images/qiao.png "图 2 老桥"){{#qiao}}

{paragraph(5)}

## 洪水

{paragraph(6)}**先停船**，再报信[^bao]。

::: box 三条规矩
{sentences(140, 3)}
:::

{paragraph(7)}

> {sentences(141, 2)}

{paragraph(8)}水位[见表二](#shuiwei)，说明[在网上](https://example.org/shui)。

{paragraph(9)}

[^tan]: 滩在下游站以西。
[^bao]: 报信用旗。
"""
_MATOU = f"""---
title: 码头账目
kicker: 账房来稿
---

{paragraph(10)}

{paragraph(11)}

![两只箱子](../images/xiang.jpg)

{paragraph(12)}

## 结账

{paragraph(13)}

{paragraph(14)}
"""
_SECTION = """  - name: 水边
    articles:
      - file: articles/hangdao.md
      - file: articles/matou.md
"""


def two_fields(path: Path, left: str = "#335577", right: str = "#ccddee", size: tuple[int, int] = (160, 100)) -> None:
    """A picture in two colours, *size* pixels, as PNG or JPEG by the name of *path*."""
    image = Image.new("RGB", size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    image.save(path)


def larger_workspace(folder: Path, layout: str) -> Path:
    """The good workspace with two longer articles, its *layout* a copy that can be changed."""
    workspace = good_workspace(folder, layout if layout != "gongyun" else "")
    (workspace / HANGDAO).write_text(_HANGDAO, encoding="utf-8")
    (workspace / MATOU).write_text(_MATOU, encoding="utf-8")
    two_fields(workspace / ISSUE / "images/qiao.png")
    two_fields(workspace / ISSUE / "images/xiang.jpg", "#886644", "#eeeecc", (120, 90))
    with (workspace / ISSUE / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(_SECTION)
    for name in (layout, "common"):
        shutil.copytree(find_shipped("layouts") / name, workspace / "layouts" / name)
    return workspace


def replaced(name: str, old: str, new: str) -> Edit:
    """*new* in the place of *old* in the file *name* of the workspace."""
    return lambda workspace: replace_in(workspace / name, old, new)


def added(name: str, text: str) -> Edit:
    """*text* at the end of the file *name*."""

    def add(workspace: Path) -> None:
        path = workspace / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return add


@dataclass(frozen=True, slots=True)
class Told:
    """What must be told: one of *kinds*, on the page that *where* stands on: its words, or its index from 0.

    Words are looked for in the changed file and then in the one before.
    """

    kinds: frozenset[str]
    where: str | int | None = None


def told(kinds: str, where: str | int | None = None) -> Told:
    """One of *kinds*, names with blanks between, at *where*."""
    return Told(frozenset(kinds.split()), where)


@dataclass(frozen=True, slots=True)
class Held:
    """A change of the workspace by *edits*, then of the file by *file*; all of *expected* must be told, each once."""

    name: str
    expected: tuple[Told, ...]
    edits: tuple[Edit, ...] = ()
    file: PdfEdit | None = None
    data: Callable[[bytes], bytes] | None = None


def edited(data: bytes, edit: PdfEdit) -> bytes:
    """The PDF *data* after *edit*."""
    held = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(held)
    return held.getvalue()


class Press:
    """Builds one issue in *layout* again and again, after edits that are taken back each time."""

    def __init__(self, layout: str) -> None:
        self._folder = Path(mkdtemp(prefix="kanben-held-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        (self._folder / "clean").mkdir()
        self._clean = larger_workspace(self._folder / "clean", layout)
        self._workspace = self._folder / "workspace"
        self._builder = new_builder()
        self._built: dict[tuple[Edit, ...], bytes] = {}

    def built(self, edits: tuple[Edit, ...] = ()) -> bytes:
        """The PDF after *edits* of the workspace."""
        if edits not in self._built:
            shutil.rmtree(self._workspace, ignore_errors=True)
            shutil.copytree(self._clean, self._workspace)
            for edit in edits:
                edit(self._workspace)
            issue = self._builder.build(self._workspace / ISSUE, lambda _stage: None)
            self._built[edits] = issue.files[f"{issue.id}.pdf"]
        return self._built[edits]

    def made(self, change: Held) -> bytes:
        """The PDF after *change*."""
        data = self.built(change.edits)
        if change.data:
            data = change.data(data)
        return edited(data, change.file) if change.file else data

    def taken(self, data: bytes) -> Snapshot:
        """The snapshot of the PDF *data*."""
        path = self._folder / "taken.pdf"
        path.write_bytes(data)
        return snapshot_of(path)

    @cached_property
    def before(self) -> Snapshot:
        """The snapshot of the issue as it is."""
        return self.taken(self.built())


@cache
def press(layout: str) -> Press:
    """The press for *layout*, one in a session."""
    return Press(layout)


def page_of(snapshots: tuple[Snapshot, ...], where: str | int) -> int:
    """The index from 0 of the page that *where* stands on, in the first of *snapshots* that has it."""
    if isinstance(where, int):
        return where
    for snapshot in snapshots:
        for index, page in enumerate(snapshot.pages):
            if any(where in "".join(line.text.split()) for line in page.lines):
                return index
    raise AssertionError(f"{where!r} stands on no page")


COLOPHON = f"{PUBLICATION}/publication.yaml"
