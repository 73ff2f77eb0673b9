"""Numbers with their units, dates, times of day and spaced names in Chinese text, which no line should end in."""

import re
from collections.abc import Iterator

_MEASURES = "mm cm dm m km μm µm nm ha mg g kg μg µg t ml mL L dL μL µL pt px em ppm ppb"
_POWERS = "W kW MW GW Wh kWh MWh V mV kV A mA Ah mAh VA kVA Ω kΩ MΩ F μF µF nF pF T mT Hz kHz MHz GHz THz"
_FORCES = "N kN J kJ MJ eV keV MeV GeV cal kcal Pa hPa kPa MPa GPa bar mbar mmHg Bq kBq Gy mGy Sv mSv μSv µSv"
_DATA = "bit kbit Mbit Gbit Tbit bps kbps Mbps Gbps B kB KB MB GB TB PB KiB MiB GiB TiB dpi fps"
_OTHERS = "s ms ns μs µs min h d K mol mmol μmol µmol dB dBm lm lx cd rad r rpm kn a var kvar dBi °C °F % ‰"
LATIN_UNITS = frozenset(f"{_MEASURES} {_POWERS} {_FORCES} {_DATA} {_OTHERS}".split())
"""Units that a number is not parted from, though a space stands between."""

_DIGITS = r"[0-9０-９][0-9０-９,，.．]*(?<![,，.．])"
_COUNTED = (
    *"元角分人个件项次户家名吨米天倍岁册篇期页月年日斤克升里亩只台套张把条支座间架箱袋包",
    *"瓶桶块片根本份批场届位组队班秒度级层号路卷类种点周双副顶头匹棵株粒颗封处所幅集首步遍趟门辆艘",
    *(
        "美元",
        "欧元",
        "港元",
        "人次",
        "公里",
        "千米",
        "厘米",
        "毫米",
        "平方米",
        "立方米",
        "公顷",
        "公斤",
        "千克",
        "毫升",
    ),
    *("小时", "分钟", "年度", "季度", "年代", "世纪", "个月"),
)
_NAMES = "|".join(sorted(_COUNTED, key=len, reverse=True))
COUNTED = re.compile(f"[万亿百千]+[多余]?(?:{_NAMES})?|[多余]?(?:{_NAMES})")
"""What stands behind a number and is what it counts, with its 万 or 亿."""
_LATIN = rf"(?:{'|'.join(sorted(map(re.escape, LATIN_UNITS), key=lambda each: (-len(each), each)))})(?![A-Za-z])"
_UNIT = rf"(?:[％℃]|{_LATIN}|[万亿百千]?[多余]?(?:{_NAMES})|[万亿])"
_TO = "[-–—~～至]"
_TIME = "[0-9０-９]{1,2}[:：][0-9０-９]{2}(?:[:：][0-9０-９]{2})?"
SPACED_NAME = r"(?<![\u3400-\u9fff])[\u3400-\u9fff]\u3000[\u3400-\u9fff](?![\u3400-\u9fff])"
"""A name of two characters as lists of names have it, as wide as one of three: 陈　明."""
_WHOLE = re.compile(
    r"[0-9０-９]{2,4}年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?"  # dates
    rf"|[0-9０-９]{{1,2}}月[0-9０-９]{{1,2}}(?:{_TO}[0-9０-９]{{1,2}})?日"
    rf"|{_TIME}(?:{_TO}{_TIME})?"
    rf"|{SPACED_NAME}"
    rf"|(?:第|约|近|超)?[-+−－＋±]?(?:[¥￥$€£] ?)?{_DIGITS}(?:{_TO}{_DIGITS})?(?: ?{_UNIT})?×?"
)


def whole_pieces(text: str) -> list[tuple[str, bool]]:
    """*text* in pieces, each with whether no line may end in it: a number with its unit, a date,
    a time of day, a spaced name."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    done = 0
    for match in _WHOLE.finditer(text):
        if match.start() > done:
            yield text[done : match.start()], False
        yield match[0], True
        done = match.end()
    if done < len(text):
        yield text[done:], False
