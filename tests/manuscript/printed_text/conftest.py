"""A small issue of our own making that shows each thing the importer has to see through."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.manuscript.printed_text import PrintedIssue, read_printed_text

SAMPLE = """
# 灯塔工讯

## 目 录

### 【本社要闻】

- 致全体守塔人的一封信
..... (2)
- 海岛职工食堂十二月评议会全体代表
意见汇总公布 ..... (3)

### 【基层动态】

- 本社：守好一盏灯，照亮一条路
..... （5）
- 推行“三问”做法  做好冬季补给
..... (6)

二〇二四年

第十二期

(总第 103 期)

12 月 5 日出版

灯塔工会

海区委员会主办

【本社要闻】

## **致全体守塔人的一封信**

全体守塔人同志们：

这一年风浪很大，大家守住了 36 座灯塔。我们把每一夜的灯光都记在账上，一分也没有少。

灯塔工会

2024 年 12 月 1 日

# 海岛职工食堂十二月评议会全体 代表意见汇总公布

评议会开了三天，共收到意见 214 条，其中关于蔬菜的最多，关于热水的次之，大家还提出要把菜价写在门口的黑板上，让每

个人都看得见。食堂当天就照办了。

补给船的班次已经写进港口的日程

日程表，每周二、周五各一班。

## 【基层来信】

# 守好一盏灯，照亮一条路

## （一）先说人手

守塔的人少，值夜的人更少。

#### 1. 轮班

一人一夜。

##### （二）再说 and “备件”

备件都在仓库里，

- 12 -

钥匙挂在门后（见图）

**不用登记**

谁用谁拿，用完放回。

# 推行“三问”做法

## 做好冬季补给

### 一、问天

**（一）看云。**云低就等一天*再说*，[1] 不急。

1. 先看天。再看海，然后
打电话。

***

## 二、问船

船在就装，装了就走
"""


@pytest.fixture
def sample() -> str:
    """The text of the small issue."""
    return SAMPLE


@pytest.fixture
def read() -> Callable[[str], PrintedIssue]:
    """Read a text as if it came from ``printed.txt``."""
    return lambda text: read_printed_text(text, Path("printed.txt"))


@pytest.fixture
def seed(shared: Path) -> Path:
    """The text of the real printed issue."""
    return next((shared / "seed").glob("*.txt"))
