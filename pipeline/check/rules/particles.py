"""的, 地 and 得."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages
from pipeline.i18n import _

_MANNER = (
    "积极|认真|高兴|热情|耐心|仔细|细心|主动|自觉|深入|扎实|切实|全面|顺利|圆满|成功|努力|勇敢|激动|兴奋|愉快|开心|"
    "欣慰|慢慢|轻轻|悄悄|默默|紧紧|静静|渐渐|深深|狠狠|飞快|迅速|及时|不停|不断|大声|亲切|郑重|自豪|骄傲|坚定|坚决|"
    "果断|熟练|严格|大胆|惊讶|焦急|着急|动情|感慨|兴致勃勃|聚精会神|小心翼翼|毫不犹豫|义无反顾|源源不断|有条不紊"
)
_ACTS = (
    "参加|投身|走|跑|跳|冲|扑|爬|坐|站|拿|推开|握住|握着|拍着|拉着|抱着|抱起|说道|说着|说起|说：|问道|问：|告诉|回答：|喊道|喊着|"
    "点了点头|摇了摇头|看着|望着|盯着|听着|写下|做好|抓好|搞好|干好|迎上|走进|走到|来到|完成了|开展了|推进了|落实了"
)
_RESULTS = "成效|成绩|成果|作用|贡献|进步|变化|经验|意义|影响|基础|效果|效益|保障"
_QUALITIES = "明显|显著|丰硕|良好|重要|巨大|突出|优异|较大|较好|宝贵|坚实|深远|有力|积极"
_HELP = "领导|带领|支持|帮助|关怀|关心|指导|努力|组织|推动|配合|见证|陪伴|影响|照顾"
_THINGS = "工作|任务|问题|会议|活动|事情|岗位|意义|作用|日子|时刻|地方|时候"
_END = "[，。；！、]|$"
_BEFORE_VERB = re.compile(f"(?:{_MANNER})(的)(?={_ACTS})(?![^，。；]{{0,4}}(?:者|人[，。]))")
_BEHIND_VERB = re.compile(
    "(?<=[跑飞变睡干办写讲唱打吃搞抓跳演练])(的)(?=(?:很|非常|特别|十分|更|更加|越来越|太)[快慢好高远早晚香牢严细透响亮棒精彩漂亮出色]{1,2}"
    f"(?:{_END}))"
)
_BEFORE_RESULT = re.compile(
    "(?:高兴|激动|感动|[忙累急气吓乐])(的)(?=合不拢|说不出|流下了|不知[所如]|直[跺掉发]|满头大汗|团团转|喘不过)"
)
_BEFORE_NOUN = re.compile(f"(?:{_QUALITIES})(地)(?={_RESULTS})")
_AFTER_PERSON = re.compile(
    f"(?<![获取赢难博值懂觉记显懒晓舍认使省免])(得)(?=(?:正确|坚强|亲切|大力|共同|精心|悉心)?(?:{_HELP})下)"
)
_AFTER_QUALITY = re.compile(f"(?:重要|主要|紧迫|繁重|伟大|优秀|光荣|艰巨|美好|难忘|平凡)(得)(?={_THINGS})")
_MANNER_WITH_RESULT = re.compile(
    "(?:认真|积极|主动|自觉|仔细|细心|耐心|热情|及时|全面|切实|扎实|深入|顺利|圆满|广泛|严格|不断|充分|大力|密切|有序|有效|有力|逐步|迅速)"
    "(得)(?=学习|参加|参与|开展|完成|落实|贯彻|执行|做好|抓好|推进|推动|解决|帮助|配合|支持|宣传|讨论|检查|组织|投入|投身|回答|听取|了解|掌握|服务|发挥|提高)"
)
_WELL = (
    "平稳|平静|整齐|顺利|顺畅|正常|热烈|精彩|干净|漂亮|清楚|明白|准确|详细|透彻|流利|熟练|出色|圆满|成功|愉快|开心|高兴|激动|认真|仔细|辛苦"
    "|好|快|慢|早|晚|远|高|稳|香|响|多|少|急|深|细"
)
_BEHIND_ACT = re.compile(
    "(?:运转|运行|进行|发展|进展|开展|推进|发挥|表现|表演|完成|布置|打扫|收拾|讨论|回答|准备|安排|衔接|配合|讲解|介绍|生活|工作|休息|训练|排列)"
    f"(地)(?=(?:很|非常|十分|特别|相当|极其|格外|更加?|越来越|太|比较|都很)(?:{_WELL})(?:{_END}))"
)
_BETTER_ACT = re.compile(
    "(?:[要能将来应]|能够|为了?|以便|从而|必须|才能|努力|进一步)更[好快多](的)"
    "(?=(?:服务|促进|推动|推进|发挥|履行|适应|满足|保障|维护|解决|开展|学习|掌握|帮助|指导|引导|落实|完成|造福)[^，。；、的]{2,})"
)


def _find(passage: Passage) -> Iterator[Found]:
    for pattern, right, level in (
        (_BEFORE_VERB, "地", Level.ASK),
        (_BEHIND_VERB, "得", Level.ASK),
        (_BEHIND_ACT, "得", Level.ASK),
        (_MANNER_WITH_RESULT, "地", Level.ASK),
        (_BETTER_ACT, "地", Level.ASK),
        (_BEFORE_RESULT, "得", Level.ASK),
        (_BEFORE_NOUN, "的", None),
        (_AFTER_PERSON, "的", None),
        (_AFTER_QUALITY, "的", None),
    ):
        for found in pattern.finditer(passage.text):
            yield Found(
                message=_("“{wrong}” is written for “{right}”.").format(wrong=found[1], right=right),
                hint=_("的 stands before a noun, 地 before a verb, 得 behind a verb."),
                passage=passage,
                start=found.start(1),
                end=found.end(1),
                level=level,
            )


RULE = Rule(
    id="words.particles",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale="的 stands before a noun, 地 before a verb, 得 behind it: 认真地说, 说得好, 认真的话.",
    source="《现代汉语八百词》, 的, 地, 得 (known from memory)",
    find=in_passages(_find),
)
