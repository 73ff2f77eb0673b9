"""A small periodical to be changed: three articles on a few pages, set by our own typesetter from HTML and CSS."""

import base64
import random
from functools import cache
from io import BytesIO

from PIL import Image

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped

SHEET = """
@page { size: 300pt 420pt; margin: 50pt 40pt;
  @top-center { content: "刊本样章"; font: 8pt/10pt "Kanben Hei" }
  @bottom-center { content: "— " counter(page) " —"; font: 8pt/10pt "Kanben Song" } }
html { font: 10pt/16pt "Kanben Song" }
h1 { font: 16pt/32pt "Kanben Hei"; margin: 0; text-align: center; break-before: page; color: #c8102e }
h2 { font: 12pt/16pt "Kanben Kai"; margin: 16pt 0 0 0 }
p { margin: 0; text-align: justify; text-indent: 2em }
.box { background: #dddddd; padding: 8pt; margin: 8pt 0 }
.rule { border-top: 1pt solid #000000; margin: 7pt 0 8pt }
img { display: block; width: 80pt; height: 48pt; margin: 0 auto }
a { color: inherit; text-decoration: none }
"""
_LETTERS = (
    "春天江河工人车间图纸灯塔邮路山村清晨机器齿轮班组师傅徒弟记录经验质量标准检查安全"
    "讨论会议代表意见合同工资食堂宿舍学习技术比赛荣誉集体个人时间道路桥梁钢铁电缆信号"
    "频率海岸港口船舶"
)
_WORDS = tuple(_LETTERS[n : n + 2] for n in range(0, len(_LETTERS), 2))


def sentences(seed: int, count: int) -> str:
    """*count* sentences of words drawn by *seed*; no two alike."""
    draw = random.Random(seed)
    return "".join("".join(draw.choices(_WORDS, k=draw.randint(5, 9))) + "。" for _ in range(count))


def picture(colour: str = "#3366aa") -> str:
    """The address of a picture in one *colour* with a corner in another."""
    image = Image.new("RGB", (40, 24), colour)
    image.paste("#ffffff", (0, 0, 20, 12))
    held = BytesIO()
    image.save(held, "PNG")
    return "data:image/png;base64," + base64.b64encode(held.getvalue()).decode()


BODY = (
    f"<h1 id=a>江上灯火</h1><p>{sentences(1, 6)}</p><p>{sentences(2, 5)}</p><h2>一、夜航</h2><p>{sentences(3, 9)}</p>"
    f'<p>参看<a href="https://example.org/one">网上的说明</a>，又见<a href="#c">末篇</a>。{sentences(4, 4)}</p>'
    f"<div class=box><p>{sentences(5, 2)}</p></div><p>{sentences(6, 8)}</p><p>{sentences(7, 12)}</p>"
    f"<h1 id=b>齿轮之间</h1><p>{sentences(8, 5)}</p><img src='{picture()}' alt='一面旗'><p>{sentences(9, 6)}</p>"
    f"<h2>二、交接</h2><p>{sentences(10, 5)}</p><div class=rule></div><p>{sentences(11, 3)}</p>"
    f"<h1 id=c>山村邮路</h1><p>{sentences(12, 7)}</p>"
    f"<p>Model KB-2000 was tested at twelve stations. {sentences(13, 5)}</p>"
    f"<h2>三、归途</h2><p>{sentences(14, 4)}</p>"
)


@cache
def _fonts() -> None:
    load_weasyprint(find_shipped("fonts"))


def typeset(body: str = BODY, sheet: str = SHEET) -> bytes:
    """The PDF of *body* in the style *sheet*."""
    _fonts()
    setter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"specimen.css": sheet}, folders={})
    # as WeasyPrint writes it: a change may leave a link that leads nowhere, which no file of ours has
    data = setter.render(f'<html lang="zh-CN"><title>样章</title><body>{body}</body></html>').write_pdf()
    assert isinstance(data, bytes)
    return data
