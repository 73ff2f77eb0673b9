"""A small issue to be changed: three articles with notes, a list, a box, a photograph, a drawing and a table."""

import shutil
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.resources import find_shipped
from tests.regression.specimen import sentences
from tests.workspaces import ISSUE, PUBLICATION, good_workspace

_PARAGRAPHS = "子丑寅卯辰巳午未申酉戌亥"
LIGHT, BOAT, FERRY = (f"{ISSUE}/articles/{name}.md" for name in ("light", "boat", "ferry"))
ORDER, COLOPHON = f"{ISSUE}/issue.yaml", f"{PUBLICATION}/publication.yaml"
PHOTOGRAPH, DRAWING = f"{ISSUE}/images/boat.jpg", f"{ISSUE}/images/river.svg"
ADVERTISEMENT = f"{ISSUE}/images/advertisement.jpg"
ORDERED = """year: 2024
number: 1
total_number: 12
date: 2024-03-05
sections:
  - name: 水边人家
    articles:
      - file: articles/light.md
      - file: articles/boat.md
      - file: articles/ferry.md
"""


def words(number: int) -> str:
    """Paragraph *number*, from 0: it begins with a sign that stands nowhere else."""
    return f"{_PARAGRAPHS[number]}节说起，{sentences(300 + number, 7 - number % 3)}"


ARTICLES = {
    LIGHT: f"""---
title: 河边的灯
authors:
  - name: 陈守灯
---

{words(0)}

{words(1)}灯油有账[^oil]。

## 起灯

{words(2)}

- 先看风向
- 再看水位
- 擦净灯罩
- 添满灯油
- 记下时刻

{words(3)}

::: box 三条规矩
{sentences(320, 3)}
:::

{words(4)}灯号有表[^sign]。

[^oil]: 账本存在下游站，每月一结。
[^sign]: 灯号表见站里墙上。
""",
    BOAT: f"""---
title: 修船记
authors:
  - name: 林渡
---

{words(5)}

![旧船停在岸边](../images/boat.jpg "图 1 旧船"){{width="60%"}}

{words(6)}船板要换[^plank]。

![河道略图](../images/river.svg "图 2 河道"){{width="70%"}}

{words(7)}

{{caption="表 1 用料"}}
| 料 | 数 | 价 |
|:---|---:|:--:|
| 木板 | 3 块 | 二十 |
| 铁钉 | 4 斤 | 三十 |
| 桐油 | 6 斤 | 五十 |

{words(8)}

[^plank]: 船板用旧料。
""",
    FERRY: f"""---
title: 渡口三则
authors:
  - name: 周看水
---

{words(9)}

## 早班

{words(10)}

> {sentences(321, 2)}

## 晚班

{words(11)}
""",
}
_RIVER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 80">
  <rect x="1" y="1" width="158" height="78" fill="#eef4f8" stroke="black"/>
  <polyline points="10,70 60,40 110,44 150,10" fill="none" stroke="#336699" stroke-width="3"/>
  <text x="16" y="60" font-family="Kanben Hei" font-size="8">上滩</text>
  <text x="64" y="36" font-family="Kanben Hei" font-size="8">中滩</text>
  <text x="112" y="58" font-family="Kanben Hei" font-size="8">下滩</text>
  <text x="120" y="14" font-family="Kanben Hei" font-size="8">水文站</text>
</svg>
"""


def photograph(path: Path, ground: str = "#88aacc", crop: tuple[int, int, int, int] | None = None) -> None:
    """A picture with much in it, 240 × 160 pixels, or the part of it within *crop*, written to *path*."""
    image = Image.new("RGB", (240, 160), ground)
    draw = ImageDraw.Draw(image)
    for step in range(12):
        draw.rectangle((step * 20, 150 - step * 9, step * 20 + 13, 158), fill=(40 + step * 15, 90, 200 - step * 12))
        draw.ellipse((step * 19, step * 7, step * 19 + 16, step * 7 + 12), fill=(220, 30 + step * 16, 60))
    (image.crop(crop) if crop else image).save(path, quality=95)


def small_workspace(folder: Path, layout: str) -> Path:
    """A workspace with the small issue alone, its *layout* a copy that can be changed; return it."""
    workspace = good_workspace(folder, layout if layout != "gongyun" else "")
    shutil.rmtree(workspace / ISSUE / "articles")
    (workspace / ISSUE / "articles").mkdir()
    for name, text in ARTICLES.items():
        (workspace / name).write_text(text, encoding="utf-8")
    photograph(workspace / PHOTOGRAPH)
    (workspace / DRAWING).write_text(_RIVER, encoding="utf-8")
    (workspace / ORDER).write_text(ORDERED, encoding="utf-8")
    for name in (layout, "common", "volume"):
        shutil.copytree(find_shipped("layouts") / name, workspace / "layouts" / name)
    (workspace / PUBLICATION / "2024/volume.yaml").write_text(
        "title: 号角小报 2024年合订本\nnumber: 1\nyear: 2024\n", encoding="utf-8"
    )
    return workspace


def advertise(workspace: Path) -> None:
    """Put an advertisement, a picture that fills its page, behind the last article of the issue in *workspace*."""
    photograph(workspace / ADVERTISEMENT, "#55aa77")
    page = "pages:\n  - {after: ferry, picture: images/advertisement.jpg, alt: 河西印社}\n"
    (workspace / ORDER).write_text(ORDERED.replace("sections:\n", f"{page}sections:\n"), encoding="utf-8")
