"""Digits and characters are not mixed within one number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend, take
from pipeline.check.words.fluency import fluency
from pipeline.i18n import _

_DECADE = re.compile("(?<=[0-9]世纪)([一二三四五六七八九])十年代")
_DECADE_DIGITS = re.compile("[十一二]{1,3}世纪([1-9]0)年代")
_ABOUT = re.compile(
    "(?<![0-9])[1-9]0几|几[1-9]?0(?![0-9])|[0-9]、[0-9][百千](?![分米克瓦])|第十[0-9](?![0-9])|第[0-9][十百][一二三四五六七八九]?(?=[次届期名位章条])"
)
_HUNDREDS = re.compile(
    "(?<![0-9.])[0-9]{1,3}(?:百|十(?!几))(?=[多余几]?[人名家户元台个件次年里米斤吨亩册套份位])|(?<![0-9])[0-9]{1,6}万[0-9]千(?![米克瓦])|(?<![0-9.])[0-9]千[0-9]百|(?<!第)[二三四五六七八九]十[1-9](?=[人名个家户])"
)
_THOUSANDS = re.compile(
    "[一二三四五六七八九][百千]零?[1-9][0-9]?(?=[多余]?[人名个件次台元户])|[0-9]\\.[0-9]+[十百千][万亿]|(?<![0-9.,])[0-9]{1,3}千(?=[多余]|[人名户元台个件次](?!米))"
)
_DATE = re.compile(
    "[0-9]{4}年[一二三四五六七八九十]{1,2}月[0-9]{1,2}[日号]|(?<!农历)(?<!阴历)(?<![0-9])[0-9]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号]|[份底]|[上中下]旬)|[一二][〇零○一二三四五六七八九]{3}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    "|(?<![0-9])[0-9]{1,2}月[一二三四五六七八九十]{1,3}日"
    "|[0-9]{1,2}月[0-9]{1,2}[日号]?[至到—～][一二三四五六七八九十]{1,3}(?:月[一二三四五六七八九十]{1,3})?[日号]"
)
_OTHERS = re.compile(
    "[一二三四五六七八九][千万][0-9]+[百千]|(?<![第〇零])[一二三四五六七八九十百][0-9]{1,3}[万亿](?=[元人多吨户])|[0-9]{1,2}[点时][一二三四五六七八九十]{1,3}分|(?<![0-9〇零])[一二三四五六七八九十]{1,2}[点时][0-9]{1,2}分(?!之)|(?<![0-9,.])[1-9][0-9]?分之[一二三四五六七八九]|"
    "[一二][〇零○九八](?:[0-9]{2}|[〇零○一二三四五六七八九][0-9]|[0-9][〇零○一二三四五六七八九])年|(?<![0-9])[12][0-9][〇零○一二三四五六七八九]{2}年|"
    "[0-9]比[零一二三四五六七八九](?=[，。；、的战获胜结领险]|$)|(?<![一二三四五六七八九十])[一二三四五六七八九]比[0-9](?![0-9])|"
    "百分之[零一二三四五六七八九十百点]+[%％]|[0-9](?:米|块|斤)[一二三四五六七八九](?=[，。；、的高长宽])|"
    "[二三四五六七八九]十[1-9](?=[岁人名个位户家天米吨元斤])|"
    "二[〇零○OＯ0][0-9]{2}年|[一二三四五六七八九十百]{1,3}分之[0-9]+(?![0-9.]*[%％])"
    "|(?:星期|礼拜)[1-7](?![0-9])|(?<!第)(?<![0-9])周[1-6](?=[，。、；至到上下晚早]|$)"
    "|(?:农历|阴历|夏历|旧历)(?:[^，。；0-9]{0,6})[0-9]{1,2}月(?:[0-9]{1,2}日?(?![0-9])|初|[十廿]|三十)|(?:正月|腊月|冬月)(?:初)?[0-9]{1,2}"
)
_IN_PHRASES = re.compile(
    "(?<![0-9A-Za-z.第])1(?=(?:律|旦|些|般|直(?!线)|致|切|起(?!事|案|火|交|重大)|方面|样的|再|部分|系列|会儿|下子))|[1-9]心[1-9]意|5四运动|4合院|第3世界|[1-9]讲[1-9]美"
    "|党的(?:1[5-9]|20)大|(?<![0-9.])[0-9]{1,3}[百千]多?(?=[万亿])|(?:每逢?|本|上|下|这|逢)周[1-6](?![0-9年岁])|第?[二三四五六七八九]?十[1-9](?=[次届期名位章条])|[一二三四五六七八九]百[1-9](?=[十人名个户元])|(?<![0-9])(?<![0-9]年)[一二三四五六七八九十]{1,2}月[1-3]?[0-9](?=[日号中，。的前至])"
)
_FIXED = re.compile(
    "第[1-9](?=次(?:世界大战|国内革命战争|工业革命|科技革命|鸦片战争|产业革命|国共合作)|产业(?!园)|课堂|生产力|责任人|书记|时间(?=[，赶到抵发报])|世界国家|人称|夫人)"
    "|(?<![0-9.])(?:5[.．·]1(?=国际劳动|劳动节|节|小长假|假期|前夕|期间|长假|表彰)|3[.．]8(?=国际|妇女|三八|红旗|节)|6[.．]1(?=国际|儿童)|5[.．]4(?=青年|运动)|7[.．]1(?=建党|讲话)|8[.．]1(?=建军)|10[.．]1(?=国庆|长假|黄金))"
    "|(?<![0-9])[12][0-9]{3}[.．/-][0-9]{1,2}[.．/-][0-9]{1,2}[日号]"
    "|(?<![0-9])[0-9]{1,2}[.．/][0-9]{1,2}[日号](?![线楼])"
    "|(?<![0-9.])[1-9](?=[分成]之[一二三四五六七八九])|(?:下|上)午[一二三四五六七八九十]{1,2}[:：][0-9]{2}|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日[0-9]{1,2}[点时](?=[0-9])(?!.)"
)
_ERA = re.compile(
    "(?:昭和|大正|明治|建文|永历|弘治|成化|天启|隆庆|正德|宣德|绍兴|熙宁|元丰|庆历|建炎|淳熙|天宝|大历|元和|会昌|建安|建武|永平|太和|至元|至正|光绪|康熙|乾隆|道光|咸丰|同治|宣统|雍正|嘉庆|顺治|万历|民国|贞观|洪武|永乐|崇祯|嘉靖|开元)(?:元年|[0-9]{1,2})(?=年)"
)
_ORDINALS = re.compile(
    r"第[0-9]{1,2}([名届次章条期步批])[^。；]{0,12}第[一二三四五六七八九十]{1,2}\1|第[一二三四五六七八九十]{1,2}([名届次章条期步批])[^。；]{0,12}第[0-9]{1,2}\2"
)
_UNIT = "人|名|分(?!钟)|岁|吨|米|台|件|篇|项|公里|元|个|户|家|票|次|斤|亩"
_HAN = "[一二三四五六七八九十百]{2,5}"
_TWO_WAYS = re.compile(
    rf"(?<![0-9.第—～~/-])[0-9]{{1,5}}(?P<unit>{_UNIT})(?![月期度级])[^。；！？0-9]{{0,10}}(?<![第一二三四五六七八九十百几数农历〇零初])(?P<other>{_HAN})(?P=unit)(?![月期度级钟])"
    rf"|(?<![第一二三四五六七八九十百几数〇零初])(?P<other2>{_HAN})(?P<unit2>{_UNIT})(?![月期度级])[^。；！？0-9]{{0,10}}(?<![0-9.第])[0-9]{{1,5}}(?P=unit2)(?![月期度级])"
)
_MEETING = re.compile("第?[一二三四五六七八九十]{1,3}届[0-9]{1,2}次|第?[0-9]{1,2}届[一二三四五六七八九十]{1,2}次")
_POINT = re.compile("[零〇一二三四五六七八九十百千万]点[0-9]+(?=[公千米吨元万亿个%倍斤度])")
_IDIOM = re.compile("(?<![0-9.])[0-9][一-鿿][0-9][一-鿿](?![0-9])")
_HAN_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_NO_ZERO = re.compile(r"(?<=[一-鿿（])(\.[0-9]+)(?=%|[一-鿿，。；、])")
_LETTERS = re.compile("(?<![0-9A-Za-z])(?=[0-9]*[OoIl])[12IlO][0-9OoIl]{3}(?=年)")
_PER_CENT = re.compile(r"百分之([0-9]+(?:\.[0-9]+)?)(?![0-9]*[多几])")


def _find(passage: Passage) -> Iterator[Found]:
    text = passage.text
    message = _("“{words}” mixes digits and characters in one number.")
    for found in _DECADE.finditer(text):
        yield mend(found, passage, f"{number_of(found[1])}0年代", message.format(words=found[0]))
    for found in _PER_CENT.finditer(text):
        yield mend(found, passage, f"{found[1]}%", message.format(words=found[0]))
    for found in _NO_ZERO.finditer(text):
        yield mend(found, passage, f"0{found[1]}", _("The zero before the decimal point is left out."))
    for found in _TWO_WAYS.finditer(text):
        told = _("“{words}” is in characters, and what it is told with in digits.")
        group = "other" if found["other"] else "other2"
        yield replace(
            take(found, passage, told.format(words=found[group]), _("Write both in one way."), group=group),
            level=Level.ASK,
        )
    for found in (
        *_MEETING.finditer(text),
        *_POINT.finditer(text),
        *_IN_PHRASES.finditer(text),
        *_ERA.finditer(text),
        *_FIXED.finditer(text),
        *_ORDINALS.finditer(text),
        *(each for each in _IDIOM.finditer(text) if each[0].translate(_HAN_DIGITS) in fluency().words),
        *_DECADE_DIGITS.finditer(text),
        *_DATE.finditer(text),
        *_LETTERS.finditer(text),
        *_ABOUT.finditer(text),
        *_HUNDREDS.finditer(text),
        *_THOUSANDS.finditer(text),
        *_OTHERS.finditer(text),
    ):
        hint = _("Write all of it in characters, or all in digits.")
        yield take(found, passage, message.format(words=found[0]), hint)


RULE = Rule(
    id="numbers.mixed",
    level=Level.ERROR,
    kind=Kind.NUMBERS,
    rationale="A number is in digits or in characters; only 万 and 亿 stand behind digits, and 几 wants characters.",
    source="GB/T 15835-2011, 4.2.2, 4.3, 5.1.2",
    find=in_passages(_find),
    can_fix=True,
)
