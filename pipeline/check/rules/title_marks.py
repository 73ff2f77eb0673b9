"""《 》 are for works, and not for campaigns, papers of identity and prizes."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, take
from pipeline.i18n import _

_MISUSED = re.compile(
    r"《[^《》]{2,20}(?:许可证|执照|[操上合资驾工健毕结从就学出会作]\S{0,3}证|证书|资格证|身份证|奖章|奖状|锦旗|认证|商标|荣誉称号|有限公司|座谈会|研讨会|表彰会|活动月|宣传月|宣传周|安全生产月|活动周)》"
    "|《[^《》]{2,20}(?<![法典例定程则见知要》])》(?=(?:主题|专题|系列)(?:演讲|征文|朗诵|宣讲|摄影|书画|知识|技能|文艺|党日|团日|教育)*(?:比赛|竞赛|大赛|活动|讲座|展览|展|培训|论坛|沙龙|晚会|汇演|演出)|演讲(?:比赛|会)|征文(?:比赛|活动)|(?:摄影|书画|书法|歌咏|朗诵|诵读|知识|技能)(?:比赛|竞赛|大赛|活动))"
    "|《[^《》]{2,16}》(?=活动|(?:主题|实践|志愿|专项|系列|教育|宣传|文体|公益|主题实践)(?:活动|行动)|荣誉称号|称号|大赛|竞赛|奖(?![励学])|工程(?![师学])|杯|展销会|培训班|学习班)"
)
_HONOUR = re.compile(
    "(?:评为|授予|荣获|获得|获评|荣膺|命名为|当选为?|称号)[^，。；《]{0,14}"
    "(《[^《》]{2,20}(?:分子|个人|集体|单位|标兵|能手|模范|先锋|职工|员工|教师|工人|之家|岗|企业|奖|号|班组|党员|干部|家庭|示范区|工匠|卫士|之星|手|状元|楷模|英雄|典型|青年)》)"
)
_QUOTED = re.compile(
    "“(?:红楼梦|三国演义|水浒传|西游记|资治通鉴|聊斋志异|儒林外史|骆驼祥子|平凡的世界|钢铁是怎样炼成的|阿Q正传|朝花夕拾|黄河大合唱|义勇军进行曲|咱们工人有力量|共产党宣言|资本论|天工开物|本草纲目|(?:中华人民共和国)?(?:劳动法|工会法|劳动合同法|安全生产法|民法典|社会保险法|职业病防治法|妇女权益保障法))”|“[^“”]{1,6}(?:日报|晚报|晨报|周刊|月刊)”|“[^“”，。！？]{2,16}”(?=(?:杂志|报纸|期刊|学报|月刊|季刊|周刊|丛书|一书|一文)(?![社架栏]))"
)
_DOCUMENT = re.compile(
    "(?:下发|印发|发布|出台|转发|颁布|制定|修订|起草|学习|传达|宣读|根据|按照|依据)了?(“(?:[^“”《》]{0,16}关于[^“”《》]{4,40}|[^“”《》，。]{4,30})(?:的通知|的意见|的决定|的通报|的倡议书|的实施意见|管理办法|实施办法|实施方案|实施细则|暂行规定|条例)”)"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _DOCUMENT.finditer(passage.text):
        message = _("“{words}” is a work, and has title marks.").format(words=found[1][1:-1])
        yield take(found, passage, message, _("Write “{right}”.").format(right=f"《{found[1][1:-1]}》"), group=1)
    for found in _QUOTED.finditer(passage.text):
        message = _("“{words}” is a work, and has title marks.").format(words=found[0][1:-1])
        yield take(found, passage, message, _("Write “{right}”.").format(right=f"《{found[0][1:-1]}》"))
    for found in _HONOUR.finditer(passage.text):
        message = _("“{words}” is no work, and has no title marks.").format(words=found[1])
        yield take(found, passage, message, _("Write it between “ ”, or without marks."), group=1)
    for found in _MISUSED.finditer(passage.text):
        message = _("“{words}” is no work, and has no title marks.").format(words=found[0])
        yield take(found, passage, message, _("Write it between “ ”, or without marks."))


RULE = Rule(
    id="marks.misused-title",
    level=Level.ASK,
    kind=Kind.MARKS,
    rationale="Title marks stand at books, films and the like; products, prizes, licences and campaigns have none.",
    source="GB/T 15834-2011, 4.15.1, annex A.13",
    find=in_passages(_find),
)
