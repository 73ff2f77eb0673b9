"""Spaces that Chinese has not, and straight quotation marks."""

import re

import pytest

from pipeline.inlines import Code, Inline, LineBreak, Strong, Text
from pipeline.manuscript.typed_spaces import tidy

SPACES = re.compile(r"\s+")


def text_of(inlines: tuple[Inline, ...]) -> str:
    return "".join(one.text if isinstance(one, Text) else "|" for one in inlines)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("请看 第 3.2 节 “安装 说明” ， 注意", "请看第 3.2 节“安装说明”，注意"),
        ("这里 有  空格 （括号 里外） 和 《书名》 前后", "这里有空格（括号里外）和《书名》前后"),
        ("PDF ， EPUB 、 HTML （ A ）", "PDF，EPUB、HTML（A）"),
        ("他说 “PDF” 好", "他说“PDF”好"),
        ("用 PDF “文件” 和 PDF —— 文件", "用 PDF“文件”和 PDF——文件"),
        ("He said “yes” to it — once.", "He said “yes” to it — once."),
        ("“It’s five,” she said — “or so.”", "“It’s five,” she said — “or so.”"),
        ("他说 —— “好” “行”", "他说——“好”“行”"),
        ("主任 李 强说，主任 李 强力", "主任 李 强说，主任李强力"),
        ("约翰 · 费 · 肯尼迪", "约翰·费·肯尼迪"),
        ("共 12 人, 其中", "共 12 人, 其中"),
        ("展会叫作 ’97 年会， ’98 年", "展会叫作 ’97 年会，’98 年"),
        ("第 １ 节　正文，　甲\u00a0乙", "第１节正文，甲乙"),
        ("用　PDF　和\u00a0EPUB  做 5\u00a0kg", "用PDF和EPUB做 5\u00a0kg"),
        ("　缩进", "　缩进"),
        ("第十二条　违反这些　规定", "第十二条　违反这些规定"),
        ("按第十二条　处罚", "按第十二条处罚"),
        (
            "按《照明电器　通用要求》，挂“小心落石　绕道走”的牌子　了",
            "按《照明电器　通用要求》，挂“小心落石　绕道走”的牌子了",
        ),
        ("《甲书》　《乙书》和“丙”　丁“戊”，《甲　》", "《甲书》《乙书》和“丙”丁“戊”，《甲》"),
        ("1973年　上岛", "1973年　上岛"),
        ("2023年8月　换灯", "2023年8月　换灯"),
        ("他在1973年　上岛", "他在1973年上岛"),
        ("重音 Москва\u0301 与 x\u0304 都 是", "重音 Москва\u0301 与 x\u0304 都是"),
        ("葛\U000e0100 城", "葛\U000e0100城"),
        ("1.2　转轮的型号　规格", "1.2　转轮的型号规格"),
        ("7月3日　晴　31℃，好的　天气", "7月3日　晴　31℃，好的天气"),
        ("二〇二四年七月五日（星期五）　大雨", "二〇二四年七月五日（星期五）　大雨"),
        ("到7月3日　天晴了", "到7月3日天晴了"),
        ("技术员 李 明，总工 张 工", "技术员 李 明，总工 张 工"),
        ("没有空格", "没有空格"),
        ("例句：나는 학교에 갑니다 和 한국 汉字", "例句：나는 학교에 갑니다和한국汉字"),
        ("读作 ㄓㄨㄥ ㄍㄨㄛˊ ㄖㄣˊ 的", "读作ㄓㄨㄥ ㄍㄨㄛˊ ㄖㄣˊ 的"),
        ("写 ± × ÷ 和 ① ② 以及 ★ ★ ★ 等 ㎏ ㎜", "写± × ÷和① ②以及★ ★ ★等㎏ ㎜"),
        ("二〇 〇三", "二〇〇三"),
        ("某社某地3月8日电　某局 九日", "某社某地3月8日电　某局九日"),
        ("又讯　昨晚天气　很冷", "又讯　昨晚天气很冷"),
        ("他发了电，又讯　昨晚", "他发了电，又讯昨晚"),
        ("本报讯（记者　王某 通讯员 李某某 ）昨日 开会", "本报讯（记者　王某 通讯员 李某某）昨日开会"),
        ("他（记者 的 朋友） 说（记 者）", "他（记者 的 朋友）说（记者）"),
        ("出席的有张某　李某某　王某和 赵 某", "出席的有张某　李某某　王某和赵某"),
        ("出席：张某　李某某　王某。", "出席：张某　李某某　王某。"),
        ("文 / 王 伟，图/李 强 赵明明", "文 / 王 伟，图/李 强 赵明明"),
        ("主任 李 强 说，记者 王小明 写道", "主任 李 强 说，记者王小明写道"),
        ("作者： 张 三、李 四", "作者：张 三、李 四"),
        ("记者 王小明 张 平", "记者 王小明 张 平"),
        ("春 夏 秋 冬，金 额，单 价，本文 方 法", "春夏秋冬，金额，单价，本文方法"),
        ("第一任 黄 红 绿", "第一任黄红绿"),
    ],
)
def test_spaces_that_are_dropped(typed: str, kept: str) -> None:
    prose = tidy((Text(typed, 3),))
    assert text_of(prose.inlines) == kept
    assert len(prose.spaces) == len(SPACES.findall(typed.strip())) - len(SPACES.findall(kept.strip()))
    assert set(prose.spaces) <= {3}


def test_spaces_between_inlines() -> None:
    inlines = (
        Text("这是 ", 1),
        Strong((Text("重点 ", 2), Text(" 词", 2))),
        Text(" ，用 ", 3),
        Code("a b", 3),
        Text(" ！", 4),
    )
    prose = tidy(inlines)
    assert prose.inlines == (
        Text("这是", 1),
        Strong((Text("重点", 2), Text("词", 2))),
        Text("，用 ", 3),
        Code("a b", 3),
        Text("！", 4),
    )
    assert prose.spaces == (1, 2, 3, 4)


def test_spaces_at_a_line_break_are_not_looked_at() -> None:
    inlines = (Text("甲 ", 1), LineBreak(), Text(" 乙", 2))
    assert tidy(inlines).inlines == inlines


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ('他说"好"。', 2),
        ('把 "~/.wxrc" 换成', 2),
        ("他说'好'。", 2),
        ('He said "yes" twice.', 0),
        ("rock'n'roll很好", 0),
        ('一台 15" 屏幕', 0),
        ("他说“好”。", 0),
    ],
)
def test_straight_quotation_marks_in_chinese_text(typed: str, count: int) -> None:
    assert tidy((Text(typed, 5),)).quotes == (5,) * count
