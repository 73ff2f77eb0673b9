"""Congresses, games and other events of common knowledge have their years and places, and bodies today's names."""

import re
from collections.abc import Iterator

from pipeline.check.characters import number_of
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, IssueText, Kind, Level, Rule, take
from pipeline.check.words.venues import find_wrong_venues
from pipeline.i18n import _

_PARTY = (
    *(1921, 1922, 1923, 1925, 1927, 1928, 1945, 1956, 1969, 1973, 1977, 1982, 1987, 1992, 1997, 2002, 2007, 2012, 2017),
    2022,
)
_UNIONS = {14: 2003, 15: 2008, 16: 2013, 17: 2018, 18: 2023}
_EVENTS = {
    "加入世界贸易组织": 2001,
    "加入世贸组织": 2001,
    "香港回归祖国": 1997,
    "澳门回归祖国": 1999,
    "北京奥运会": 2008,
    "北京冬奥会": 2022,
    "上海世博会": 2010,
    "汶川(?:特大)?地震": 2008,
    "唐山大地震": 1976,
    "恢复高考": 1977,
    "西安事变": 1936,
    "南昌起义": 1927,
    "秋收起义": 1927,
    "遵义会议": 1935,
    "五四运动": 1919,
    "“?九一八”?事变": 1931,
    "卢沟桥事变": 1937,
    "“?七七”?事变": 1937,
    "辛亥革命": 1911,
    "“?二七”?大罢工": 1923,
    "五卅运动": 1925,
    "省港大罢工": 1925,
    "安源路矿工人大罢工": 1922,
    "(?:中华)?全国总工会成立": 1925,
    "中国共产党成立": 1921,
    "(?:新中国|中华人民共和国)(?:宣告)?成立": 1949,
    "党的十一届三中全会": 1978,
    "神舟五号": 2003,
    "第七次全国人口普查": 2020,
    "日本(?:宣布)?无条件投降": 1945,
}
_EVENTS |= {
    "香港海员大罢工": 1922,
    "开滦五矿大罢工": 1922,
    "广州起义": 1927,
    "百色起义": 1929,
    "古田会议": 1929,
    "八七会议": 1927,
    "瓦窑堡会议": 1935,
    "武昌起义": 1911,
    "戊戌变法": 1898,
    "甲午战争爆发": 1894,
    "八国联军侵华战争": 1900,
    "第一次鸦片战争": 1840,
    "虎门销烟": 1839,
    "太平天国(?:运动|起义)": 1851,
    "洛川会议": 1937,
    "平型关大捷": 1937,
    "百团大战": 1940,
    "皖南事变": 1941,
    "延安文艺座谈会": 1942,
    "重庆谈判": 1945,
    "淮海战役": 1948,
    "渡江战役": 1949,
    "开国大典": 1949,
    "西藏和平解放": 1951,
    "万隆会议": 1955,
    "大庆油田发现": 1959,
    "我国第一颗原子弹": 1964,
    "第一颗氢弹": 1967,
    "东方红一号": 1970,
    "中国恢复(?:在)?联合国合法席位": 1971,
    "中美(?:正式)?建交": 1979,
    "深圳经济特区成立": 1980,
    "海南建省": 1988,
    "海湾战争": 1991,
    "邓小平南方谈话": 1992,
    "北京亚运会": 1990,
    "广州亚运会": 2010,
    "杭州亚运会": 2023,
    "南京青奥会": 2014,
    "三峡工程开工": 1994,
    "青藏铁路全线通车": 2006,
    "港珠澳大桥(?:正式)?(?:开通|通车)": 2018,
    "取消农业税": 2006,
    "嫦娥一号": 2007,
    "神舟七号": 2008,
    "天宫一号": 2011,
    "辽宁舰入列": 2012,
    "嫦娥四号": 2018,
    "嫦娥五号": 2020,
    "玉树地震": 2010,
    "芦山地震": 2013,
    "第一次全国劳动大会": 1922,
    "第二次全国劳动大会": 1925,
    "第三次全国劳动大会": 1926,
    "第四次全国劳动大会": 1927,
    "第六次全国劳动大会": 1948,
    "《?劳动合同法》?(?:正式)?施行": 2008,
    "第一次世界大战爆发": 1914,
    "第二次世界大战爆发": 1939,
    "十月革命": 1917,
    "巴黎公社": 1871,
    "芝加哥(?:[一-鿿]{0,4})大罢工": 1886,
    "俄国二月革命": 1917,
    "共产党宣言》?发表": 1848,
}
_NAMES = "|".join(_EVENTS)
_RETURNED = re.compile(r"(?P<event>香港|澳门)(?:于|在)([12][0-9]{3})年[^，。；]{0,8}?(?:回归|回到)")
_RETURN = {"香港": 1997, "澳门": 1999}
_HELD = "(?:胜利|隆重|顺利)?(?:召开|举行|举办|开幕|爆发|发生|发射|成立|闭幕|开始)"
_YEAR = r"(?<![0-9])([12][0-9]{3})年"
_EVENT = re.compile(
    rf"{_YEAR}(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?，?(?:我国|中国|在)?(?P<event>{_NAMES})(?!以来|前|后|[0-9一二三四五六七八九十]+周年|的|纪念|遗址|旧址|精神|博物馆)"
    rf"|(?P<event4>(?:中华)?全国总工会|中国共产党|中华人民共和国|新中国)(?:是|于|在){_YEAR}(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?，?(?:在[一-鿿]{{2,6}})?(?:宣告|正式)?成立"
    rf"|(?P<event2>{_NAMES})(?:是|发生|爆发)?(?:于|在){_YEAR}"
    rf"|{_YEAR}(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?，?[^，。；0-9]{{1,14}}(?:举行|爆发|发生|发动|掀起|召开|打响)了[^，。；0-9]{{0,8}}(?P<event3>{_NAMES})(?=[，。；]|$)"
)
_DAYS = {
    "开国大典": (1949, 10, 1),
    "中国共产党第一次全国代表大会": (1921, 7, 23),
    "南昌起义": (1927, 8, 1),
    "五四运动": (1919, 5, 4),
    "九一八事变": (1931, 9, 18),
    "卢沟桥事变": (1937, 7, 7),
    "汶川地震": (2008, 5, 12),
    "唐山大地震": (1976, 7, 28),
    "香港回归": (1997, 7, 1),
    "澳门回归": (1999, 12, 20),
    "中华全国总工会成立": (1925, 5, 1),
    "中华人民共和国成立": (1949, 10, 1),
    "新中国成立": (1949, 10, 1),
}
_DAY = re.compile(
    rf"(?<![0-9])([12][0-9]{{3}})年([0-9]{{1,2}})月([0-9]{{1,2}})日[^。；0-9]{{0,8}}?(?P<event>{'|'.join(_DAYS)})(?![0-9]|周年|纪念)"
)
_HAN = "[一二三四五六七八九十]{1,3}"
_CONGRESS = (
    f"(?:中国共产党第|党的)(?P<party>{_HAN})(?:次全国代表大会|大)|中国工会第?(?P<union>{_HAN})(?:次全国代表大会|大)"
)
_CONGRESS_BEHIND = _CONGRESS.replace("party", "party2").replace("union", "union2")
_MET = re.compile(
    rf"(?:{_CONGRESS})(?:于|在)?{_YEAR}[^，。；]{{0,12}}?{_HELD}|{_YEAR}(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?，?(?:{_CONGRESS_BEHIND})[^，。；]{{0,6}}?{_HELD}"
)
_GAMES = {"2008": 29, "2012": 30, "2016": 31, "2004": 28, "2000": 27, "2024": 33, "2020": 32}
_GAME = re.compile(
    r"([12][0-9]{3})年(?:北京|伦敦|里约|雅典|悉尼|巴黎|东京)?(?:夏季)?奥运会(?:是|为|即)第([0-9]{1,2}|[一二三四五六七八九十]{1,3})届"
)
_RENAMED = {
    "(?<!原)国家(?:卫计委|卫生计生委|卫生和计划生育委员会)": ("国家卫生健康委员会", 2018),
    "(?<!原)国家(?:工商总局|工商行政管理总局|质检总局)": ("国家市场监督管理总局", 2018),
    "(?<!原)国土资源部": ("自然资源部", 2018),
    "(?<!原)(?:国家)?(?:环保部|环境保护部|环保总局)": ("生态环境部", 2018),
    "(?<![原国])农业部(?!门|分|队)": ("农业农村部", 2018),
    "(?<![原语])文化部(?!门|分|长|落)": ("文化和旅游部", 2018),
    "(?<!原)国家(?:安监总局|安全生产监督管理总局)": ("应急管理部", 2018),
    "(?<!原)国家旅游局": ("文化和旅游部", 2018),
    "(?<!原)(?:中国)?银保监会": ("国家金融监督管理总局", 2023),
    "(?<!原)(?:劳动和社会保障部|劳动部)(?!门|分)": ("人力资源和社会保障部", 2008),
    "(?<!原)铁道部": ("交通运输部、国家铁路局", 2013),
    "(?<!原)信息产业部": ("工业和信息化部", 2008),
}
_PLENUMS = {  # years of the sessions of a central committee, by its number
    18: (2012, 2013, 2013, 2014, 2015, 2016, 2017),
    19: (2017, 2018, 2018, 2019, 2020, 2021, 2022),
    20: (2022, 2023, 2024, 2025),
}
_PLENUM = re.compile(
    f"{_YEAR}(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?，?(?:召开的?|举行的?)?(?:党的|中共)(?P<committee>{_HAN})届(?P<session>[一二三四五六七])中全会"
)
_TODAY = re.compile("今年|近日|日前|昨[日天]|今[日天]|目前|最近|本月|近期")


def _find(text: IssueText) -> Iterator[Found]:
    for passage in text.passages:
        yield from _find_events(passage)
        yield from _find_renamed(passage, text.issue.year)


def _find_events(passage: Passage) -> Iterator[Found]:
    for found in _DAY.finditer(passage.text):
        year, month, day = _DAYS[found["event"]]
        if (int(found[1]), int(found[2]), int(found[3])) != (year, month, day):
            message = _("{name} was on {year}-{month}-{day}.").format(
                name=found["event"], year=year, month=month, day=day
            )
            yield take(found, passage, message, _("Compare with the source."))
    for found in _EVENT.finditer(passage.text):
        event = found["event"] or found["event2"] or found["event3"] or f"{found['event4']}成立"
        year = next(year for name, year in _EVENTS.items() if re.fullmatch(name, event))
        yield from _compare(found, passage, event, year)
    for found, event, place in find_wrong_venues(passage.text):
        message = _("{event}: that was in {place}.").format(event=event, place=place)
        yield take(found, passage, message, _("Compare with the source."))
    for found in _RETURNED.finditer(passage.text):
        yield from _compare(found, passage, f"{found['event']}回归", _RETURN[found["event"]])
    for found in _MET.finditer(passage.text):
        party, union = (number_of(found[name] or found[f"{name}2"] or "") for name in ("party", "union"))
        met = _PARTY[party - 1] if party and party <= len(_PARTY) else _UNIONS.get(union or 0)
        if met:
            yield from _compare(found, passage, found[0], met)
    for found in _PLENUM.finditer(passage.text):
        years, session = _PLENUMS.get(number_of(found["committee"]) or 0, ()), number_of(found["session"]) or 0
        if 0 < session <= len(years):
            yield from _compare(found, passage, f"{found['committee']}届{found['session']}中全会", years[session - 1])
    for found in _GAME.finditer(passage.text):
        number = _GAMES.get(found[1])
        if number and number_of(found[2]) != number:
            message = _("The games of {year} were the {number}th.").format(year=found[1], number=number)
            yield take(found, passage, message, _("Compare with the source."))


def _compare(found: re.Match[str], passage: Passage, event: str, year: int) -> Iterator[Found]:
    """Tell where the year beside an *event* is not its *year*."""
    told = next(each for each in found.groups() if each and each.isdigit() and len(each) == 4)
    if int(told) != year:
        message = _("{event}: that was in {year}.").format(event=event, year=year)
        yield take(found, passage, message, _("Compare with the source."))


def _find_renamed(passage: Passage, now: int) -> Iterator[Found]:
    """Tell bodies that have another name by the year that is spoken of, where that is the one of the issue, *now*."""
    for old, (new, since) in _RENAMED.items():
        for found in re.finditer(old, passage.text):
            start = max(passage.text.rfind("。", 0, found.start()), 0)
            sentence = passage.text[start : passage.text.find("。", found.end()) + 1 or None]
            years = [int(each) for each in re.findall("(?<![0-9])(20[0-9]{2})年", sentence)]
            is_of_today = now > since and bool(_TODAY.search(sentence))
            if is_of_today or (years and min(years) > since):
                message = _("“{old}” is called {new} since {year}.").format(old=found[0], new=new, year=since)
                yield take(found, passage, message, _("Write 原 before it, if the body of then is meant."))


RULE = Rule(
    id="facts.known-years",
    level=Level.ASK,
    kind=Kind.FACTS,
    rationale="The 20th congress of the party was in 2022; 国家卫计委 is called otherwise since 2018.",
    source="years of common knowledge; 深化党和国家机构改革方案 (2018, 2023), known from memory",
    find=_find,
)
