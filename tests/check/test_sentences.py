"""What the rules find in sentences with known faults, and what they say of clean ones."""

import pytest

from tests.check.scoring import CLEAN, find, read_sentences, score

pytestmark = pytest.mark.whole

MANY = 130


def test_there_are_many_sentences_of_each_kind() -> None:
    kinds = [sentence.kind for half in ("seen", "kept") for sentence in read_sentences(half)]
    assert kinds.count(CLEAN) >= MANY
    assert len(kinds) - kinds.count(CLEAN) >= MANY


def test_the_seen_half_is_found_and_its_clean_sentences_are_left_alone() -> None:
    result = score("seen")
    assert (result.missed, result.disturbances) == ((), ())


def test_the_kept_half_is_found_as_far_as_was_asked() -> None:
    result = score("kept")
    assert result.found / result.faults >= 0.85
    assert result.disturbed / result.clean <= 0.02


def test_what_another_hand_wrote_is_found_but_for_what_no_rule_covers() -> None:
    result = score("other")
    assert [each.partition(":")[0] for each in result.missed] == ["not-covered"] * 2
    assert result.disturbances == ()


@pytest.mark.parametrize(
    ("half", "found"),
    [
        ("third", 0.95),
        ("fourth", 0.8),
        ("fifth", 0.9),
        ("sixth", 0.8),
        ("seventh", 0.95),
        ("eighth", 0.9),
        ("ninth", 0.9),
        ("tenth", 0.95),
        ("eleventh", 0.95),
        ("twelfth", 0.95),
        ("thirteenth", 0.95),
        ("fourteenth", 0.85),
    ],
)
def test_what_later_sets_have_is_found_and_little_else_disturbed(half: str, found: float) -> None:
    result = score(half)
    assert result.found / result.faults >= found
    assert result.disturbed / result.clean <= 0.02


@pytest.mark.parametrize("half", ["standards", "facts", "grammar", "desk"])
def test_what_was_written_beside_the_rules_is_found_and_nothing_else(half: str) -> None:
    result = score(half)
    assert (result.missed, result.disturbances) == ((), ())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("他说，好的，走吧。", ""),
        ("他说,好的。", "marks.half-width"),
        ("比分是3:1，时间是12:30。", ""),
        ("实实在在的事，他现在在哪里？", ""),
        ("按装机容量计算", ""),
        ("机器按装完毕", "words.confusable"),
        ("工会委员会委员到会，思维融会工会工作。", ""),
        ("工会工会委员到会。", "words.doubled"),
        ("农历二月三十日", ""),
        ("2023年2月30日", "dates.existing"),
        ("写明等谁、等到哪天。", ""),
        ("四个行业中的12家企业", ""),
        ("老人生于1930年，今年九十三岁。", ""),
        ("老人生于1930年，今年八十三岁。", "facts.years"),
        ("协会1953年成立，今年迎来七十周年。", ""),
        ("协会1953年成立，今年迎来60周年。", "facts.years"),
        ("三，二，一，起锚！", ""),
        ("三，加强领导", "marks.numbering"),
        ("他跑了5km，又走了3KM。", "units.case"),
        ("共有三百多余人参加。", "numbers.about-twice"),
        ("其余三百人多余的票退回。", ""),
        ("从9点—至11点。", "numbers.ranges"),
        ("投资1.5亿元元。", "words.doubled"),
        ("300人人均两件，到2023年年底。", ""),
        ("星期一（2024年3月4日）开会。", ""),
        ("星期五（2024年3月4日）开会。", "dates.weekday"),
        ("他了了这桩心愿。", ""),
        ("全市上下万众一新。", "words.idioms"),
        ("全市上下万众一心，按照国家有关规定，由检察机关办理。", ""),
        ("“布署”应为“部署”，他把“安装”错写成“按装”。", ""),
        ("他作了“布署”。", "words.confusable"),
        ("列项用a）、b）编号。", ""),
        ("他来了）。", "marks.pairs"),
        ("从1998年—2003年在厂里。", "numbers.ranges"),
        ("更好的地服务职工。", "words.doubled"),
        ("从从化到增城；她对对账很认真。", ""),
        ("五位评委打分从80分提高到92分，提高了10分。", "facts.changes"),
        ("60名代表中有45名来自一线，占代表总数的75%。", ""),
        ("全厂男女职工之比为3∶2，男职工占40%。", "facts.parts"),
        ("全厂男女职工之比为3∶2，男职工占60%。", ""),
        ("六十名代表中有四十五名来自一线，占代表总数的70%。", "facts.parts"),
        ("收到作品218篇，评出一等奖3篇、二等奖6篇、三等奖10篇，共19篇。", ""),
        ("评出一等奖3篇、二等奖6篇、三等奖11篇，共19篇。", "facts.parts"),
        ("2024年7月召开党的二十届四中全会。", "facts.known-years"),
        ("2024年7月召开党的二十届三中全会。", ""),
        ("班组有12人，每人交3件作品，一共38件。", "facts.products"),
        ("班组有12人，每人交3件作品，一共36件。", ""),
        ("本次比赛设四个项目：电工、焊工和数控车工，共三天。", "facts.counted-lists"),
        ("本次比赛设三个项目：电工、焊工和数控车工，共三天。", ""),
        ("他说；“走吧。”", "marks.quoted-ends"),
        ("这到底是为什么呢。", "marks.questions"),
        ("投入1千2百万元。", "numbers.mixed"),
        ("占地5、60亩。", "numbers.approximate"),
        ("90年代初，厂子很小。", "numbers.short-year"),
        ("20世纪80年代末到90年代初，厂子很小。", ""),
        ("车速60km/小时。", "units.case"),
        ("处理污水5万立方。", "units.old"),
        ("处理污水5万立方米，占地3万平方米。", ""),
        ("他高兴的合不拢嘴。", "words.particles"),
        ("劳动者的权力受法律保护。", "words.in-context"),
        ("权力机关依法行使权力，公民享有权利。", ""),
        ("他必需在周五前完成。", "words.in-context"),
        ("生活必需品；工作所必需的资料", ""),
        ("向上级如实反应情况。", "words.in-context"),
        ("药物反应情况良好，化学反应速度快。", ""),
        ("他认真的说道：“行。”", "words.particles"),
        ("他认真地说道：“行。”认真的人说得好。", ""),
        ("跑的很快。", "words.particles"),
        ("他跑得很快，跑的很多路都是山路。", ""),
        ("在组织得关怀下成长。", "words.particles"),
        ("获得领导支持，难得领导关心。", ""),
        ("会议研究了如何搞好服务？", "marks.questions"),
        ("你知道他为什么没来？", ""),
        ("难道这不对吗。", "marks.questions"),
        ("最低不少于20人。", "numbers.about-twice"),
        ("投资3～5亿元。", "numbers.ranges"),
        ("投资3亿～5亿元，长3～5千米。", ""),
        ("农历2023年八月十五，5月15日。", ""),
        ("2023年八月15日", "numbers.mixed"),
        ("通过学习，使大家明白了道理。", "words.blends"),
        ("提出以下三点意见：一是抓生产；二是抓安全。", "facts.counted-lists"),
        ("江苏省杭州市总工会", "facts.places"),
        ("浙江省杭州市总工会，吉林省吉林市，北京朝阳。", ""),
        ("依照《中华人民共和国工会组织法》办理。", "facts.laws"),
        ("依照《中华人民共和国工会法》和《土地承包法》办理。", ""),
        ("党的二十大于2021年召开。", "facts.known-years"),
        ("党的二十大于2022年召开，2003年国家卫计委还没有成立。", ""),
        ("车间里摆着两座机床。", "words.measures"),
        ("车间里摆着两台机床，墙上挂着一幅油画和一副对联。", ""),
        ("每人每月补助200元，全年共计2000元。", "facts.products"),
        ("每人每月补助200元，全年共计2400元。", ""),
        ("结构见图1，曲线见图3，变形见图2。", "facts.call-order"),
        ("结构见图1，曲线见图2，变形见图1和图3。", ""),
        ("厚度依次测得为2.51 mm、2.5 mm。", "numbers.decimals"),
        ("厚度依次测得为2.51 mm、2.50 mm。", ""),
        ("BIM技术已应用。建筑信息模型（building information modeling，BIM）是新的。", "facts.abbreviations"),
        ("建筑信息模型（building information modeling，BIM）是新的，BIM技术已应用。", ""),
        ("坚决防止事故的发生生。", "words.doubled"),
        ("作风建设作为工作作风的要求，一张张照片。", ""),
        ("工会送来了助金学三千元。", "words.swapped"),
        ("职工食堂宿设条件改善。", "words.slips"),
        ("公司在岗职工人数增加，在港企业捐款。", ""),
        ("劳动合同法规定，试用期不得超过一年。", "facts.provisions"),
        ("劳动合同法规定，试用期不得超过六个月。", ""),
        ("第二次全国劳动大会在上海召开。", "facts.known-years"),
        ("第二次全国劳动大会在广州召开。", ""),
        ("因为连续下雨。车队推迟了发车。", "marks.sentence-breaks"),
        ("因为连续下雨，车队推迟了发车。", ""),
        ("他研究究竟是哪道工序出了岔子。", ""),
        ("他从不觉得寂漠。", "words.slips"),
        ("他从不觉得寂漠。¶寂漠的时候他读书。", ""),
        ("工会送来了助金学三千元。¶助金学发到了家里。", ""),
        ("全厂确保安生产。¶安生产是大事。", ""),
        ("这一屉包子，剁得很密，货车从峰顶溜下来，夜班的人胃不好。", ""),
        ("燕子每年回来，比列车时刻表差不了两天。", ""),
        ("这个比列失调了。", "words.confusable"),
        ("题目一次次改写，汽笛声很长很长。", ""),
        ("今年做了十次次试验。", "words.doubled"),
        ("十五点零三分报告车站。", ""),
        ("他看了一分报告。", "words.in-context"),
        ("字上的数是公里每小时。", ""),
        ("技术：一题一议，说清问题、办法、效果，图表随文。", ""),
        ("代表来自沈阳，大连、鞍山等地。", "marks.list-joints"),
        ("进一步的改善需要其他条件配合。", ""),
        ("量表满分100分。恢复指数由下式计算，定义为", ""),
        ("量表满分100分。恢复指数由下式计算，大家都", "marks.paragraph-ends"),
        ("甲组得了95分，乙组得了九十三分。", "numbers.mixed"),
        ("甲组得了95分，用时二十分钟。", ""),
        ("火车缓缓的驶出车站。", "words.particles"),
        ("孩子们高兴得跳了起来，有效的管理制度是保证。", ""),
        ("《红楼梦》的作者是吴承恩。", "facts.known-works"),
        ("《红楼梦》的作者是曹雪芹，唐代诗人李白写过《将进酒》。", ""),
        ("上半年（1—5月）利润增长。", "facts.periods"),
        ("上半年（1—6月）利润增长。", ""),
        ("新厂区占地200米。", "units.quantities"),
        ("新厂区占地200平方米，功率15千瓦，耗电15千瓦时。", ""),
        ("全厂确保安生产。", "words.left-out"),
        ("全厂确保安全生产，提升能力增信心。", ""),
        ("根据《劳动法》第一百五十条的规定办理。", "facts.laws"),
        ("根据《劳动法》第一百条的规定办理。", ""),
        ("会议从9:00开到8:00。", "dates.existing-time"),
        ("会议从晚上9:00开到次日2:00，例会下午3:00开始。", ""),
        ("会议9时半开始，10时结束，历时40分钟。", "facts.durations"),
        ("会议9时半开始，10时结束，历时30分钟。", ""),
        ("今年产值120万元，去年100万元，同比增长25%。", "facts.changes"),
        ("今年产值120万元，去年100万元，同比增长20%。", ""),
    ],
)
def test_single_sentences(text: str, rule: str) -> None:
    assert {finding.rule for finding in find(text)} == ({rule} if rule else set())
