"""三项工作 are followed, or preceded, by three."""

import re
from collections.abc import Iterator

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _, ngettext

_NUMBER = "[0-9]{1,2}|[二两三四五六七八九十]{1,2}"
_ANNOUNCED = re.compile(
    rf"(?<![第前后上这那其每一二三四五六七八九十百])(?<!(?<![以如])下)({_NUMBER})(?:个?方面|项|点|条|件|步|个?大?(?:问题|环节|阶段|重点|任务|层面|特点|原因|措施|要求|建议|意见|内容|"
    r"目标|类型|部分|方式|办法|原则|优势|变化|经验|做法|转变|特征|困难|步骤|途径|因素|好处|不足|关|类|种))[^，。；：“”、0-9]{0,8}[：。]"
)
_COUNTS = tuple(
    re.compile(rf"(?:^|(?<=[：。；，、])){form}")
    for form in (
        "([一二三四五六七八九十])是",
        "第([一二三四五六七八九十])[，、]",
        "第([一二三四五六七八九十])(?:步|阶段|期|关|道)",
        "([一二三四五六七八九十])、",
        "([一二三四五六七八九十])要",
        "其([一二三四五六七八九十])[，、]",
        "[（(]([一二三四五六七八九十])[）)]",
        "[（(]([0-9]{1,2})[）)]",
        "([0-9]{1,2})[.．](?![0-9])",
    )
)
_NAMED = re.compile(
    rf"(?<![第前后上这那其每0-9])({_NUMBER})(?:名|位|家|个|所|项|种|类|大|支|座|件|点)[^，。；：“”、0-9等]{{1,10}}”?(?:：|，?分别(?:是|为)|，即|——|（(?!包括|含|如|比如|例如|其中))((?:[^，。；：、“”（）等和及0-9]{{1,8}}、){{1,9}}"
    r"[^，。；：、“”（）等0-9]{1,8})[。；）]"
)
_TITLED = re.compile(
    rf"(?<![第前后上这那其每0-9])({_NUMBER})(?:部|本|篇|首|幅|件|个|项|种|出|台|则|份)[^，。；：“”、0-9等]{{0,10}}：((?:《[^《》]{{1,30}}》[、和]?){{2,20}})(?=[。；])"
)
_SET = re.compile(
    rf"(?:设|设有|分为|分|有|包括|开展了?)({_NUMBER})个(?:项目|工种|组别|赛项|奖项|板块|专题|小组|单元|环节|类别|阶段|方面)"
    r"：((?:[^，。；：、“”（）等和及与0-9]{1,6}、){1,8}[^，。；：、“”（）等和及与0-9]{1,6}(?:和|及|与)[^，。；：、“”（）等和及与0-9]{1,6})(?=[，。；])"
)
_MEMBER = "[^，。；：、“”（）《》\n等0-9二两三四五六七八九十第]{1,10}"
_REPEATED = re.compile(rf"“?({_NUMBER})个([一-鿿]{{1,3}})”?[：，]([^。：]{{4,160}})")
_WRITTEN = re.compile(rf"((?:“[^“”]{{1,40}}”、?)+)(?:这)?({_NUMBER})个(?:[一-鿿]{{0,4}})字(?!母|节|段)")
_SEQUENCES = tuple(
    re.compile(rf"(?:^|(?<=[：。；，、])){form}")
    for form in (
        "([一二三四五六七八九十])是",
        "第([一二三四五六七八九十])[，、]",
        "([一二三四五六七八九十])要",
        "其([一二三四五六七八九十])[，、]",
        "[（(]([一二三四五六七八九十]|[0-9]{1,2})[）)]",
    )
)
_BEFORE = re.compile(
    rf"((?:{_MEMBER}、){{1,14}}{_MEMBER}?)(等)?({_NUMBER})个?"
    "(站点|单位|部门|班组|地区|城市|省份?|市|县|车间|分会|小组|名|位|人|家|方面|环节|步骤|项目|品种|国家|乡镇?|镇|村|街道|社区|企业|"
    "学校|同志|同学|老师|选手|员工|职工|代表|专家|学科|科目|工种|岗位|工序|指标|阶段|部分|兄弟|姐妹|科室|车站|学院|民族)(?!以上|民法院)"
)


def _find(passage: Passage) -> Iterator[Found]:
    for announced in _ANNOUNCED.finditer(passage.text):
        wanted, rest = number_of(announced[1]), passage.text[announced.end() - 1 :]
        there = next((count for form in _COUNTS if (count := _count(form, rest)) > 1), 0)
        if wanted and there and there != wanted:
            message = _("“{words}” announces {wanted}, and {there} follow.")
            told = message.format(words=announced[0][:-1], wanted=wanted, there=there)
            yield take(announced, passage, told, _("Count again."))
    named = [(listed, len(re.split("[、和及与]", listed[2]))) for listed in _NAMED.finditer(passage.text)]
    named += [(listed, len(re.split("[、和及与]", listed[2]))) for listed in _SET.finditer(passage.text)]
    named += [(listed, listed[2].count("《")) for listed in _TITLED.finditer(passage.text)]
    for listed, there in named:
        wanted = number_of(listed[1])
        if wanted and there != wanted:
            message = _("“{words}” announces {wanted}, and {there} follow.")
            words = listed[0].partition("：")[0]
            told = message.format(words=words, wanted=wanted, there=there)
            yield take(listed, passage, told, _("Count again."))
    for repeated in _REPEATED.finditer(passage.text):
        wanted, there = number_of(repeated[1]), len(re.findall(rf"(?:^|(?<=[，、；])){repeated[2]}", repeated[3]))
        if wanted and there > 1 and there != wanted:
            message = _("“{words}” announces {wanted}, and {there} follow.")
            told = message.format(words=repeated[1] + "个" + repeated[2], wanted=wanted, there=there)
            yield take(repeated, passage, told, _("Count again."))
    for written in _WRITTEN.finditer(passage.text):
        wanted, there = number_of(written[2]), len(re.findall("[一-鿿0-9]", written[1]))
        if wanted and wanted != there:
            message = _("“{words}” has {there} characters, and not {wanted}.")
            told = message.format(words=written[1][1:-1], wanted=wanted, there=there)
            yield take(written, passage, told, _("Count again."))
    yield from _find_gaps(passage)
    for listed in _BEFORE.finditer(passage.text):
        wanted = number_of(listed[3])
        members = re.split("[、和及与]", listed[1])
        is_wrong = wanted is not None and (len(members) > wanted or (not listed[2] and len(members) < wanted))
        if is_wrong and len(members) > 2:
            there = len(members)
            message = ngettext(
                "{there} is listed, and “{words}” are counted.", "{there} are listed, and “{words}” counted.", there
            )
            told = message.format(there=there, words=listed[3] + listed[4])
            yield take(listed, passage, told, _("Count again."))


def _find_gaps(passage: Passage) -> Iterator[Found]:
    """Tell numbers of items that leave one out, or stand twice: 一是, 二是, 四是."""
    for form in _SEQUENCES:
        last = 0
        for item in form.finditer(passage.text):
            number = number_of(item[1]) or 0
            if last and number != last + 1 and number != 1:
                before = _("“{label}” follows “{before}”.")
                told = before.format(label=item[0], before=item[0].replace(item[1], _write_like(item[1], last)))
                yield take(item, passage, told, _("Count again."))
            last = number if number == 1 or last else 0


def _write_like(numeral: str, number: int) -> str:
    """*number*, up to ten, in digits or in characters, as *numeral* is."""
    return str(number) if numeral.isascii() else " 一二三四五六七八九十"[min(number, 10)]


def _count(form: re.Pattern[str], text: str) -> int:
    """How many items of a *form* follow one another in *text*, from 一 on."""
    expected = 1
    for item in form.finditer(text):
        if number_of(item[1]) == expected:
            expected += 1
        elif expected > 1:
            break
    return expected - 1


RULE = Rule(
    id="facts.counted-lists",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="When a point is added or cut, the number that announces it stays behind.",
    source="报纸期刊质量管理规定 (2020), 期刊编校差错率计算方法, 3.2 (1): logic",
    find=in_passages(_find),
)
